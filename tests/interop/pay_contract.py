"""lxml as judge of Amazon Pay: every answer must be what the schema says."""

import re
from functools import cache
from urllib.parse import parse_qsl

from lxml import etree

from contract import NO_ENTITIES
from sandbox import REPOSITORY

NAMESPACE = "http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01"
PATHS = ("/OffAmazonPayments/2013-01-01", "/OffAmazonPayments_Sandbox/2013-01-01")


@cache
def schema():
    return etree.XMLSchema(etree.parse(str(REPOSITORY / "wsdl" / "OffAmazonPayments.xsd"), NO_ENTITIES))


def judge(exchanges, actions):
    """Looks at all calls of a run in which each of `actions` was answered."""
    answered = set()
    for exchange in exchanges:
        if exchange["path"].removesuffix("/") not in PATHS:
            raise AssertionError(f"{exchange['path']} is no path of Amazon Pay")
        action = parameters(exchange)["Action"]
        if not exchange["answer"]:
            continue  # The connection was broken off, as a test wanted it.
        answer = etree.fromstring(exchange["answer"].encode(), NO_ENTITIES)
        refused = exchange["status"] != 200
        name = "ErrorResponse" if refused else f"{action}Response"
        if answer.tag != f"{{{NAMESPACE}}}{name}":
            raise AssertionError(f"{action}: expected {name}, got HTTP {exchange['status']} with {answer.tag}")
        if not schema().validate(answer):
            errors = "; ".join(f"line {error.line}: {error.message}" for error in schema().error_log)
            raise AssertionError(f"{name} is not valid: {errors}\n{exchange['answer']}")
        if not refused:
            answered.add(action)
    if answered != set(actions):
        raise AssertionError(f"answered were {sorted(answered)}, and called {sorted(actions)}")


def parameters(exchange):
    """What was asked, in the order in which it came."""
    pairs = parse_qsl(exchange["body"] or exchange["query"], keep_blank_values=True, strict_parsing=True)
    found = dict(pairs)
    if len(found) < len(pairs):
        raise AssertionError(f"a parameter comes twice: {pairs}")
    return found


def expect(exchange, **known):
    """Fails unless a client has sent what it is known to send. `parameters` are matched by patterns."""
    patterns = known.pop("parameters", {})
    sent = parameters(exchange)
    found = {name: exchange[name] for name in known}
    wrong = {name: sent.get(name) for name in patterns if not re.fullmatch(patterns[name], sent.get(name, ""))}
    if found != known or wrong:
        raise AssertionError(f"the client is known to send {known}, {patterns}, but sends {found}, {wrong}")
