"""Old programs at the gateway, which asks the Amazon Pay of a sandbox: the same programs, byte for byte, at the FPS of
another sandbox, and everything in which what they are answered differs.

`gateway-differences.toml` lists what may differ. A difference that it doesn't list fails the check, and so does one that
it lists and nobody has seen.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import tomllib
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from journey import steer
from sandbox import ENDS_WITHIN, STARTS_WITHIN, WORK, Sandbox

HERE = Path(__file__).parent
PATIENCE = 180
MOST_PAGES = 10
PAGES = "/cobranded-ui/actions/start"
# Nobody goes there: the harness brings the program what the buyer would.
RETURN_URL = "http://127.0.0.1:9/back?basket=7"
KEY, SECRET = "AKIAOLDSHOPEXAMPLE00", "the/old+secret=of~a-shop"
ID = re.compile(r"[0-9A-Z]{35}|[0-9A-Z]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
FRIENDLY = re.compile(r"Friendly\d+")


def check(fps):
    # They wait for Amazon Pay's quotas most of the time.
    with ThreadPoolExecutor() as pool:
        played = {name: pool.submit(twice, fps, name, command) for name, command in programs().items()}
    differences = Differences()
    for name, sides in played.items():
        differences.compare(name, *sides.result())
    differences.close()


def twice(fps, name, command):
    """What the program tells at FPS, and what at the gateway."""
    with Sandbox(fps) as sandbox:
        caller = sandbox.seed.caller
        keys = caller["access_key_id"], caller["secret_access_key"], *sandbox.seed.identity(f"old-shop-{name}")
        at_fps = play(command, sandbox.url, keys, {"auto": "approve", "buyer": "buyer", "method": "CC"})
    with Sandbox(fps) as amazon, Gateway(fps, amazon) as gateway:
        at_gateway = play(command, gateway.url, gateway.keys, {"auto": "approve"})
        if not steer(amazon, "GET", "ledger")["balanced"]:
            raise AssertionError("the books of Amazon Pay do not balance")
    return at_fps, at_gateway


def programs():
    """The old programs, each with the words that start it; a host, a port, an access key and a return URL follow."""
    python = sys.executable
    return {
        "boto": [python, str(HERE / "old_shop.py")],
        "zeep": [python, str(HERE / "old_shop_zeep.py")],
        "PHP": ["php", str(HERE / "old_shop.php")],
    }


class Gateway:
    """`with Gateway(fps, amazon) as gateway:` runs `fps gateway` before the Amazon Pay of a sandbox, for the shop with this
    access key and this secret."""

    def __init__(self, fps, amazon, key=KEY, secret=SECRET):
        keys = amazon.seed.caller
        self.folder = tempfile.TemporaryDirectory(dir=WORK, prefix="gateway-")
        certificate, private_key = amazon.seed.identity(Path(self.folder.name).name)
        self.keys = key, secret, certificate, private_key
        self.secret = secret
        config = Path(self.folder.name) / "gateway.toml"
        config.write_text(
            CONFIG.format(
                url=amazon.url,
                host=urlsplit(amazon.url).hostname,
                key=key,
                seller=amazon.seed.merchants[0]["seller_id"],
                mws_key=keys["access_key_id"],
                certificate=certificate,
            )
        )
        self.command = [fps, "gateway", "--config", str(config)]
        self.environment = os.environ | {"OLD_SECRET": secret, "MWS_SECRET": keys["secret_access_key"]}
        self.log = (Path(self.folder.name) / "log").open("w+")

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command,
            stdout=subprocess.PIPE,
            stderr=self.log,
            stdin=subprocess.DEVNULL,
            text=True,
            env=self.environment,
        )
        watchdog = threading.Timer(STARTS_WITHIN, self.process.kill)
        watchdog.start()
        ready, _, self.url = self.process.stdout.readline().strip().partition(" ")
        watchdog.cancel()
        if ready != "ready":
            self.process.kill()
            raise AssertionError(f"fps gateway did not start: {self.told()}")
        return self

    def __exit__(self, kind, *_):
        self.process.terminate()
        try:
            status = self.process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = f"nothing within {ENDS_WITHIN} seconds"
        told = self.told()
        self.log.close()
        self.folder.cleanup()
        if kind is not None:
            print(told, file=sys.stderr)
        elif status != 0:
            raise AssertionError(f"fps gateway ended with {status} after SIGTERM instead of 0: {told}")
        if self.secret in told:
            raise AssertionError("fps gateway has told a secret")

    def told(self):
        self.log.flush()
        return Path(self.log.name).read_text()


CONFIG = """
listen = "127.0.0.1:0"
data = "books"
certificates_from = "{url}"
trust_hosts = ["{host}"]

[[caller]]
access_key_id = "{key}"
secret_access_key = {{ env = "OLD_SECRET" }}
certificate = "{certificate}"

[caller.amazon_pay]
seller_id = "{seller}"
access_key_id = "{mws_key}"
secret_access_key = {{ env = "MWS_SECRET" }}
environment = "sandbox"
endpoint = "{url}"
"""


def play(command, url, keys, answer, visits=None):
    """What the program tells of each of its steps. It sends buyers with links, which answer so at once; `visits` gets where
    each was sent and what he brought back."""
    address = urlsplit(url)
    access_key, secret, certificate, key = keys
    words = [*command, address.hostname, str(address.port), access_key, RETURN_URL]
    program = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"AWS_SECRET_ACCESS_KEY": secret, "FPS_CERTIFICATE": certificate, "FPS_KEY": key},
    )
    watchdog = threading.Timer(PATIENCE, program.kill)
    watchdog.start()
    steps = []
    for line in program.stdout:
        told = json.loads(line)
        if "buyer" in told:
            query = visit(url, told["buyer"], answer)
            if visits is not None:
                visits.append((told["buyer"], query))
            print(query, file=program.stdin, flush=True)
        else:
            steps.append(told)
    program.stdin.close()
    status = program.wait()
    watchdog.cancel()
    if status != 0:
        raise AssertionError(f"{' '.join(command)} ended with {status} after {steps[-1:]}")
    return steps


def visit(url, address, answer):
    """What a buyer brings back who was sent to that page of Amazon's, and comes to the one of `url` instead."""
    return go(f"{url}{PAGES}?{urlsplit(address).query}&{urlencode(answer)}")


def go(address):
    """Follows a buyer from page to page until he comes back to the shop, and tells the query that he brings."""
    for _ in range(MOST_PAGES):
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.netloc, timeout=STARTS_WITHIN)
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        location = answer.getheader("location")
        if answer.status not in (302, 303) or not location:
            raise AssertionError(f"{parts.path}: HTTP {answer.status} leads nowhere: {body[:2000]}")
        if location.startswith(RETURN_URL.partition("?")[0]):
            return urlsplit(location).query
        address = urljoin(address, location)
    raise AssertionError(f"the buyer has not come back after {MOST_PAGES} pages: {address}")


class Known:
    """The names by which two runs are compared: each id and time is what it was when it first appeared."""

    def __init__(self):
        self.names = {}

    def plain(self, step, value):
        if isinstance(value, dict):
            return {name: self.plain(step, field) for name, field in value.items()}
        if isinstance(value, list):
            mine = [element for element in value if not self.is_foreign(element)]
            return [self.plain(step, element) for element in mine]
        if not isinstance(value, str):
            return value
        if DATE.fullmatch(value):
            return "(a time)"
        if FRIENDLY.fullmatch(value):
            return "(a made-up name)"
        if ID.fullmatch(value):
            return self.names.setdefault(value, f"(id {len(self.names) + 1})")
        return value

    def is_foreign(self, element):
        """Whether it is a token that the program has not made: sandboxes have some from the beginning."""
        return isinstance(element, dict) and "FriendlyName" in element and element.get("TokenId") not in self.names


class Differences:
    """What differs, and what may."""

    def __init__(self):
        self.rules = tomllib.loads((HERE / "gateway-differences.toml").read_text(encoding="utf-8"))["difference"]
        self.used = set()
        self.unexplained = []

    def compare(self, program, at_fps, at_gateway):
        labels = [[step["step"] for step in steps] for steps in (at_fps, at_gateway)]
        if labels[0] != labels[1]:
            raise AssertionError(f"{program} has taken other steps: {labels}")
        sides = Known(), Known()
        count = 0
        for fps, gateway in zip(at_fps, at_gateway):
            left, right = (known.plain(step, step["result"]) for known, step in zip(sides, (fps, gateway)))
            for path, before, after in differing("", left, right):
                count += 1
                self.explain(program, fps, path.lstrip("."), before, after)
        print(f"{program}: {len(at_fps)} steps, {count} differences", flush=True)

    def explain(self, program, step, path, before, after):
        plain = re.sub(r"\[\d+\]", "", path)
        for number, rule in enumerate(self.rules):
            is_here = step["action"] in rule["actions"] and plain in rule["fields"]
            if is_here and listed(rule.get("recorded"), before) and listed(rule.get("new"), after):
                self.used.add(number)
                return
        self.unexplained.append(f"{program}, {step['step']} ({step['action']}): {path or 'all'} {before!r} is {after!r}")

    def close(self):
        unused = [rule["why"] for number, rule in enumerate(self.rules) if number not in self.used]
        if self.unexplained:
            raise AssertionError("differences that are not listed:\n" + "\n".join(self.unexplained))
        if unused:
            raise AssertionError("differences that are listed and not seen:\n" + "\n".join(unused))


def listed(patterns, value):
    """Whether the rule is about this value."""
    return patterns is None or any(fnmatchcase(str(value), pattern) for pattern in patterns)


def differing(path, left, right):
    """Where two results differ: the path, and both values."""
    if isinstance(left, dict) and isinstance(right, dict):
        for name in sorted(left.keys() | right.keys()):
            yield from differing(f"{path}.{name}", left.get(name), right.get(name))
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for place, (one, other) in enumerate(zip(left, right)):
            yield from differing(f"{path}[{place}]", one, other)
    elif left != right:
        yield path, left, right
