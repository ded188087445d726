"""Every client makes the journey of journey.py; boto and zeep also in the names of the version before this one."""

import re
import urllib.request
from contextlib import contextmanager
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import boto_client
import contract
import journey
import npm_client
import php_client
import query
import story
import zeep
import zeep_client
from boto.exception import BotoServerError
from boto.fps.connection import FPSConnection
from boto.fps.response import ResponseElement
from bridge import Bridge, script
from recorder import Recorder
from sandbox import WORK, Sandbox

PAGES_VERSION = "2009-01-09"
AMAZON = "authorize.payments-sandbox.amazon.com"


def check(fps):
    for version in contract.VERSIONS:
        travel(fps, f"boto {boto_client.boto.Version}, {version}", by_boto, version)
    for version in contract.VERSIONS:
        travel(fps, f"zeep {zeep.__version__}, {version}", by_zeep, version)
    travel(fps, f"PHP {php_client.php_version()}, SoapClient", by_php)
    folder, version = npm_client.install()
    travel(fps, f"npm soap {version}", by_npm, folder)


def travel(fps, name, client_of, *more):
    with Sandbox(fps) as sandbox, Recorder(sandbox.url) as recorder:
        with client_of(sandbox, recorder, *more) as client:
            called = journey.play(sandbox, client)
        contract.judge(recorder.exchanges, called)
        print(f"{name}: the journey, with {len(called)} actions", flush=True)


@contextmanager
def by_boto(sandbox, recorder, version):
    """The addresses of the pages are boto's own."""
    address = urlsplit(recorder.url)
    keys = sandbox.seed.caller["access_key_id"], sandbox.seed.caller["secret_access_key"]
    connection = FPSConnection(*keys, host=address.hostname, port=address.port, is_secure=False)
    connection.APIVersion = version

    def link(_, parameters):
        link = connection.cbui_url(**parameters)
        sent = parse_qs(urlsplit(link).query)
        if "CallerReference" not in sent or "version" in sent:
            raise AssertionError(f"boto is known to send a CallerReference of its own and no version: {link}")
        return link

    yield journey.Client(boto_caller(connection), link, query.verify)


def boto_caller(connection):
    def call(action, request):
        method = getattr(connection, re.sub(r"(?<=[a-z])(?=[A-Z])", "_", action).lower())
        try:
            answer = method(**flat(request))
        except BotoServerError as refusal:
            raise story.Refused(refusal.error_code, refusal.error_message) from refusal
        result = tree(getattr(answer, f"{action}Result", {}))
        # boto has no class for the token in this result, and leaves it out.
        return {"Token": result} if action == "GetTokenByCaller" else result

    return call


def flat(request, prefix=""):
    """The fields of a request as boto wants them: `TransactionAmount.Value`."""
    fields = {}
    for name, value in request.items():
        fields |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return fields


def tree(value):
    """What boto has read, without its classes."""
    if isinstance(value, ResponseElement):
        return {name: tree(field) for name, field in vars(value).items() if not name.startswith("_")}
    if isinstance(value, list):
        return [tree(element) for element in value]
    return str(value) if isinstance(value, Decimal) else value


@contextmanager
def by_zeep(sandbox, recorder, version):
    certificate, key = sandbox.seed.identity("journey")
    wsse = zeep_client.TokenInMessage(key, certificate)
    client = zeep.Client(wsdl_of(recorder, version), wsse=wsse)
    # Signed for Amazon's host, though the buyer comes here.
    yield journey.Client(zeep_client.caller(client), signed_link(query.sign, lambda _: AMAZON), query.verify)


def wsdl_of(recorder, version):
    """Files with the contract in the namespace of that version, for this address."""
    folder = WORK / "journey" / version
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("AmazonFPS.wsdl", "AmazonFPS.xsd"):
        with urllib.request.urlopen(f"{recorder.url}/doc/{contract.VERSION}/{name}", timeout=10) as answer:
            text = answer.read().decode()
        (folder / name).write_text(text.replace(contract.FPS, contract.namespace(version)))
    return str(folder / "AmazonFPS.wsdl")


@contextmanager
def by_php(sandbox, recorder):
    command = php_client.command(sandbox, recorder, ("exclusive", "sha1"))
    with Bridge(command) as soap, Bridge(["php", script("query.php")]) as queries:
        yield bridged(soap, queries, lambda netloc: netloc)


@contextmanager
def by_npm(sandbox, recorder, folder):
    command = npm_client.command(sandbox, recorder)
    with Bridge(command, folder) as soap, Bridge(["node", "query.mjs"], folder) as queries:
        yield bridged(soap, queries, lambda netloc: netloc.partition(":")[0])


def bridged(soap, queries, host_of):
    """A client of which one process calls, and another signs addresses and verifies."""

    def sign(secret, host, path, parameters):
        return queries.ask("sign", {"secret": secret, "host": host, "path": path, "parameters": parameters})

    def verify(verb, url, message, certificate):
        return queries.ask("verify", {"verb": verb, "url": url, "message": message, "certificate": certificate})

    return journey.Client(soap.call, signed_link(sign, host_of), verify)


def signed_link(sign, host_of):
    """What makes addresses of the pages. What `host_of` tells is signed as their host."""

    def link(sandbox, parameters):
        caller = sandbox.seed.caller
        parameters = parameters | {"callerKey": caller["access_key_id"], "version": PAGES_VERSION}
        host = host_of(urlsplit(sandbox.url).netloc)
        query = sign(caller["secret_access_key"], host, journey.PATH, parameters)
        return f"https://{host}{journey.PATH}?{query}"

    return link
