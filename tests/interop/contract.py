"""lxml as judge: every message must be what the schema says, and every answer what old clients need."""

import re
from functools import cache
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from sandbox import REPOSITORY

VERSION = "2010-08-28"
FPS = f"http://fps.amazonaws.com/doc/{VERSION}/"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
ERROR = re.compile(
    rb'<\?xml version="1\.0"\?>\n<Response><Errors><Error><Code>(\w+)</Code><Message>[^<]+</Message></Error></Errors>'
    rb"<RequestID>[0-9a-f-]{36}</RequestID></Response>"
)
NO_ENTITIES = etree.XMLParser(resolve_entities=False, no_network=True)


@cache
def schema():
    return etree.XMLSchema(etree.parse(str(REPOSITORY / "wsdl" / "AmazonFPS.xsd"), NO_ENTITIES))


def judge(exchanges, actions):
    """Looks at all exchanges of a run in which each of `actions` was answered."""
    answered = set()
    for exchange in exchanges:
        if exchange.path.startswith("/doc/"):
            continue
        if exchange.headers["content-type"] != "text/xml":
            raise AssertionError(f"{exchange.path}: Content-Type is {exchange.headers['content-type']!r}")
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
    action = parse_qs(text)["Action"][0]
    return expect(answer, f"{action}Response")


def soap(exchange):
    """The answer to a SOAP message, or None for a fault. The request is looked at, too."""
    request = body(exchange.request)
    action = etree.QName(request).localname
    expect(request, action)
    answer = body(exchange.answer)
    if exchange.status == 200:
        return expect(answer, f"{action}Response")
    if exchange.status != 500 or answer.tag != f"{{{ENVELOPE}}}Fault":
        raise AssertionError(f"{action}: HTTP {exchange.status} with {exchange.answer!r}")
    return None


def body(message):
    envelope = etree.fromstring(message, NO_ENTITIES)
    bodies = envelope.findall(f"{{{ENVELOPE}}}Body")
    if envelope.tag != f"{{{ENVELOPE}}}Envelope" or len(bodies) != 1 or len(bodies[0]) != 1:
        raise AssertionError(f"not one SOAP 1.1 Body with one element: {message!r}")
    return bodies[0][0]


def expect(element, name):
    """Fails unless the element has that name and is valid."""
    if element.tag != f"{{{FPS}}}{name}":
        raise AssertionError(f"expected {{{FPS}}}{name}, got {element.tag}")
    # The element alone, as the schema has no envelope.
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    if not schema().validate(alone):
        errors = "; ".join(f"line {error.line}: {error.message}" for error in schema().error_log)
        raise AssertionError(f"{name} is not valid: {errors}\n{etree.tostring(alone).decode()}")
    return element
