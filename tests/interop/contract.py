"""lxml as judge: every message must be what the schema says, and every answer what old clients need."""

import re
from functools import cache
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from sandbox import REPOSITORY

VERSION = "2010-08-28"
VERSIONS = (VERSION, "2008-09-17")
FPS = f"http://fps.amazonaws.com/doc/{VERSION}/"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
ERROR = re.compile(
    rb'<\?xml version="1\.0"\?>\n<Response><Errors><Error><Code>(\w+)</Code><Message>[^<]+</Message></Error></Errors>'
    rb"<RequestID>[0-9a-f-]{36}</RequestID></Response>"
)
AMOUNT = re.compile(r"-?\d+\.\d{6}")
NO_ENTITIES = etree.XMLParser(resolve_entities=False, no_network=True)


@cache
def schema(namespace=FPS):
    """The schema, with another target namespace: the versions differ in nothing else."""
    text = (REPOSITORY / "wsdl" / "AmazonFPS.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(text.replace(FPS.encode(), namespace.encode()), NO_ENTITIES))


def namespace(version):
    if version not in VERSIONS:
        raise AssertionError(f"the version is {version!r}, and none of {', '.join(VERSIONS)}")
    return FPS.replace(VERSION, version)


def judge(exchanges, actions):
    """Looks at all exchanges of a run in which each of `actions` was answered."""
    answered = set()
    for exchange in exchanges:
        if exchange.path.startswith("/doc/"):
            continue
        if exchange.headers["content-type"] != "text/xml":
            raise AssertionError(f"{exchange.path}: Content-Type is {exchange.headers['content-type']!r}")
        if not exchange.reason:
            raise AssertionError(f"{exchange.path}: the status line says {exchange.status} and no reason")
        is_soap = b"Envelope" in exchange.request
        element = (soap if is_soap else rest)(exchange)
        if element is not None:
            answered.add(etree.QName(element).localname.removesuffix("Response"))
    if answered != set(actions):
        raise AssertionError(f"answered were {sorted(answered)}, and called {sorted(actions)}")


def rest(exchange):
    """The answer to a query, or None for an error."""
    text = exchange.request.decode() or urlsplit(exchange.path).query
    if exchange.status != 200:
        if exchange.status not in (400, 401, 403) or not ERROR.fullmatch(exchange.answer):
            raise AssertionError(f"{text}: HTTP {exchange.status} with {exchange.answer!r}")
        return None
    answer = etree.fromstring(exchange.answer, NO_ENTITIES)
    asked = parse_qs(text)
    return expect(answer, f"{asked['Action'][0]}Response", namespace(asked["Version"][0]))


def soap(exchange):
    """The answer to a SOAP message, or None for a fault. The request is looked at, too."""
    request = body(exchange.request)
    action, version = etree.QName(request).localname, etree.QName(request).namespace
    if version not in map(namespace, VERSIONS):
        raise AssertionError(f"{action} is of the namespace {version!r}")
    expect(request, action, version)
    answer = body(exchange.answer)
    if exchange.status == 200:
        return expect(answer, f"{action}Response", version)
    if exchange.status != 500 or answer.tag != f"{{{ENVELOPE}}}Fault":
        raise AssertionError(f"{action}: HTTP {exchange.status} with {exchange.answer!r}")
    return None


def body(message):
    envelope = etree.fromstring(message, NO_ENTITIES)
    bodies = envelope.findall(f"{{{ENVELOPE}}}Body")
    if envelope.tag != f"{{{ENVELOPE}}}Envelope" or len(bodies) != 1 or len(bodies[0]) != 1:
        raise AssertionError(f"not one SOAP 1.1 Body with one element: {message!r}")
    return bodies[0][0]


def expect(element, name, version=FPS):
    """Fails unless the element has that name in that namespace and is valid."""
    if element.tag != f"{{{version}}}{name}":
        raise AssertionError(f"expected {{{version}}}{name}, got {element.tag}")
    # The element alone, as the schema has no envelope.
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    if not schema(version).validate(alone):
        errors = "; ".join(f"line {error.line}: {error.message}" for error in schema(version).error_log)
        raise AssertionError(f"{name} is not valid: {errors}\n{etree.tostring(alone).decode()}")
    if name.endswith("Response"):
        check_amounts(alone, version)
    return element


def check_amounts(answer, version):
    """boto and PHP read amounts with a currency, a number, and nothing else."""
    for currency in answer.iter(f"{{{version}}}CurrencyCode"):
        amount = [(etree.QName(part).localname, part.text) for part in currency.getparent()]
        if [name for name, _ in amount] != ["CurrencyCode", "Value"] or not AMOUNT.fullmatch(amount[1][1]):
            raise AssertionError(f"{etree.QName(answer).localname}: an amount is {amount}")
