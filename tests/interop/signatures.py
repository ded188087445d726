"""xmlsec1 as judge: it verifies what `fps call` signs, and signs what the sandbox must take; forgeries are refused."""

import datetime
import subprocess
import urllib.error
import urllib.request

from lxml import etree

import contract
from recorder import Recorder
from sandbox import WORK, Sandbox

WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE = f"{WSS}wssecurity-secext-1.0.xsd"
WSU = f"{WSS}wssecurity-utility-1.0.xsd"
WSA = "http://www.w3.org/2005/08/addressing"
DS = "http://www.w3.org/2000/09/xmldsig#"
ENVELOPE = contract.ENVELOPE
NAMES = {"s": ENVELOPE, "wsse": WSSE, "wsu": WSU, "wsa": WSA, "ds": DS, "f": contract.FPS}
MUST_BE_SIGNED = {f"{{{ENVELOPE}}}Body", f"{{{WSU}}}Timestamp", *(f"{{{WSA}}}{it}" for it in ("To", "Action", "MessageID"))}
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
SHA1 = (f"{DS}rsa-sha1", f"{DS}sha1")
SHA256 = ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256")
LIFETIME = datetime.timedelta(minutes=5)


def check(fps):
    with Sandbox(fps) as sandbox:
        certificate, key = sandbox.seed.identity("xmlsec")
        for algorithm in ("RSA-SHA1", "RSA-SHA256"):
            message = signed_by_fps(fps, sandbox, certificate, key, algorithm)
            verify(message, certificate)
            refuse_forgeries(sandbox.url, message)
            print(f"xmlsec1 verifies what fps signs with {algorithm}; the sandbox refuses what is forged from it")
        for canonicalisation in (EXCLUSIVE, INCLUSIVE):
            for methods in (SHA1, SHA256):
                message = signed_by_xmlsec(sandbox, certificate, key, "GetAccountBalance", canonicalisation, methods)
                verify(message, certificate, {f"{{{ENVELOPE}}}Body", f"{{{WSU}}}Timestamp"})
                status, answer = post(sandbox.url, message, "GetAccountBalance")
                if status != 200:
                    raise AssertionError(f"signed by xmlsec1 with {canonicalisation}, {methods[0]}: {answer!r}")
                contract.expect(contract.body(answer), "GetAccountBalanceResponse")
        print("the sandbox takes what xmlsec1 signs: both canonicalisations, RSA-SHA1 and RSA-SHA256")
        take_other_manners(sandbox, certificate, key)


def signed_by_fps(fps, sandbox, certificate, key, algorithm):
    with Recorder(sandbox.url) as recorder:
        command = [
            *(fps, "call", "Pay", "--transport", "soap", "--endpoint", recorder.url, "--cert", certificate, "--key", key),
            *("--algorithm", algorithm, "--json"),
            f"SenderTokenId={sandbox.seed.tokens['multi-use-abt']['token_id']}",
            *("TransactionAmount.Value=1", f"CallerReference=xmlsec-{algorithm}"),
        ]
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if run.returncode != 0:
            raise AssertionError(f"fps call ended with {run.returncode}: {run.stdout}{run.stderr}")
    contract.judge(recorder.exchanges, ["Pay"])
    (exchange,) = recorder.exchanges
    return exchange.request


def verify(message, certificate, expected=MUST_BE_SIGNED):
    """xmlsec1 finds the signature right, it covers everything that it must, and a change makes it wrong."""
    envelope = etree.fromstring(message)
    signed = set()
    for reference in envelope.iterfind(".//ds:SignedInfo/ds:Reference", NAMES):
        (target,) = envelope.xpath("//*[@wsu:Id = $id]", namespaces=NAMES, id=reference.get("URI")[1:])
        signed.add(target.tag)
    if signed != expected:
        raise AssertionError(f"signed are {sorted(signed)}, expected {sorted(expected)}")
    if not xmlsec1_verifies(message, certificate):
        raise AssertionError(f"xmlsec1 does not verify {message!r}")
    if xmlsec1_verifies(message.replace(b"GetAccountBalance", b"GetTokens").replace(b">1<", b">2<"), certificate):
        raise AssertionError("xmlsec1 verifies a message that was changed, so this check checks nothing")


def xmlsec1_verifies(message, certificate):
    file = WORK / "xmlsec" / "message.xml"
    file.write_bytes(message)
    command = ["xmlsec1", "--verify", *ids(message), "--pubkey-cert-pem", certificate, str(file)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def ids(message):
    """Tells xmlsec1 of all elements that have an id; it knows none by itself."""
    tags = {etree.QName(element) for element in etree.fromstring(message).xpath("//*[@wsu:Id]", namespaces=NAMES)}
    return [word for tag in tags for word in ("--id-attr:Id", f"{tag.namespace}:{tag.localname}")]


def take_other_manners(sandbox, certificate, key):
    """The name of older toolkits for the body's element, and a message as gSOAP sends it."""
    message = signed_by_xmlsec(sandbox, certificate, key, "GetAccountBalanceRequest", EXCLUSIVE, SHA1)
    status, answer = post(sandbox.url, message, "GetAccountBalance")
    if status != 200:
        raise AssertionError(f"GetAccountBalanceRequest: HTTP {status} {answer!r}")
    contract.expect(contract.body(answer), "GetAccountBalanceResponse")

    message = signed_by_xmlsec(sandbox, certificate, key, "GetAccountBalance", EXCLUSIVE, SHA256)
    declaration, _, bare = message.partition(b"\n")
    if not declaration.startswith(b"<?xml"):
        raise AssertionError(f"xmlsec1 is known to write a declaration: {message!r}")
    # A body without a length goes out in chunks.
    pieces = (bare[place : place + 1000] for place in range(0, len(bare), 1000))
    status, answer = post(sandbox.url, pieces, "GetAccountBalance")
    if status != 200:
        raise AssertionError(f"in chunks, without an XML declaration: HTTP {status} {answer!r}")
    contract.expect(contract.body(answer), "GetAccountBalanceResponse")
    print("the sandbox takes bodies that are named as requests, and messages in chunks without an XML declaration")


def signed_by_xmlsec(sandbox, certificate, key, name, canonicalisation, methods):
    now = datetime.datetime.now(datetime.timezone.utc)
    token = "".join(line for line in sandbox.seed.caller["certificate_pem"].splitlines() if "-----" not in line)
    references = "".join(
        f"""
        <ds:Reference URI="#{target}">
          <ds:Transforms><ds:Transform Algorithm="{canonicalisation}"/></ds:Transforms>
          <ds:DigestMethod Algorithm="{methods[1]}"/>
          <ds:DigestValue/>
        </ds:Reference>"""
        for target in ("body", "time")
    )
    template = f"""<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="{ENVELOPE}" xmlns:wsu="{WSU}" xmlns:unused="urn:unused">
  <s:Header>
    <wsse:Security xmlns:wsse="{WSSE}" s:mustUnderstand="1">
      <wsu:Timestamp wsu:Id="time">
        <wsu:Created>{now:%Y-%m-%dT%H:%M:%SZ}</wsu:Created>
        <wsu:Expires>{now + LIFETIME:%Y-%m-%dT%H:%M:%SZ}</wsu:Expires>
      </wsu:Timestamp>
      <wsse:BinarySecurityToken wsu:Id="token" ValueType="{WSS}x509-token-profile-1.0#X509v3"
          EncodingType="{WSS}soap-message-security-1.0#Base64Binary">{token}</wsse:BinarySecurityToken>
      <ds:Signature xmlns:ds="{DS}">
        <ds:SignedInfo>
          <ds:CanonicalizationMethod Algorithm="{canonicalisation}"/>
          <ds:SignatureMethod Algorithm="{methods[0]}"/>{references}
        </ds:SignedInfo>
        <ds:SignatureValue/>
        <ds:KeyInfo>
          <wsse:SecurityTokenReference>
            <wsse:Reference URI="#token" ValueType="{WSS}x509-token-profile-1.0#X509v3"/>
          </wsse:SecurityTokenReference>
        </ds:KeyInfo>
      </ds:Signature>
    </wsse:Security>
  </s:Header>
  <s:Body wsu:Id="body">
    <{name} xmlns="{contract.FPS}"/>
  </s:Body>
</s:Envelope>""".encode()
    unsigned = WORK / "xmlsec" / "template.xml"
    unsigned.write_bytes(template)
    command = ["xmlsec1", "--sign", "--privkey-pem", f"{key},{certificate}", *ids(template), str(unsigned)]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    if run.returncode != 0:
        raise AssertionError(f"xmlsec1 does not sign: {run.stderr!r}")
    return run.stdout


def refuse_forgeries(url, message):
    for forge, codes in (
        (change_the_amount, {"SignatureDoesNotMatch"}),
        (move_the_signed_body, {"SignatureDoesNotMatch"}),
        (put_another_body_first, {"SignatureDoesNotMatch", "InvalidParams"}),
        (leave_the_body_unsigned, {"SignatureDoesNotMatch"}),
        (take_the_signature_away, {"AuthFailure"}),
    ):
        envelope = etree.fromstring(message)
        forge(envelope)
        status, answer = post(url, etree.tostring(envelope), "Pay")
        fault = etree.fromstring(answer).findtext(".//faultcode")
        if status != 500 or fault is None or fault.rpartition(".")[2] not in codes:
            raise AssertionError(f"{forge.__name__}: expected {' or '.join(codes)}, got HTTP {status} {answer!r}")


def change_the_amount(envelope):
    envelope.find(".//f:TransactionAmount/f:Value", NAMES).text = "9999"


def move_the_signed_body(envelope):
    """Signature wrapping: what is signed stays whole in a header, and another body is executed."""
    original = envelope.find("s:Body", NAMES)
    other = etree.fromstring(etree.tostring(original))
    del other.attrib[f"{{{WSU}}}Id"]
    other.find(".//f:TransactionAmount/f:Value", NAMES).text = "9999"
    envelope.replace(original, other)
    etree.SubElement(envelope.find("s:Header", NAMES), "{urn:wrapper}Wrapper").append(original)


def put_another_body_first(envelope):
    """Signature wrapping with the id twice: a verifier may look at one, and the executor at the other."""
    original = envelope.find("s:Body", NAMES)
    other = etree.fromstring(etree.tostring(original))
    other.find(".//f:TransactionAmount/f:Value", NAMES).text = "9999"
    original.addprevious(other)


def leave_the_body_unsigned(envelope):
    identity = envelope.find("s:Body", NAMES).get(f"{{{WSU}}}Id")
    (reference,) = envelope.xpath("//ds:Reference[@URI = $uri]", namespaces=NAMES, uri=f"#{identity}")
    reference.getparent().remove(reference)


def take_the_signature_away(envelope):
    signature = envelope.find(".//ds:Signature", NAMES)
    signature.getparent().remove(signature)


def post(url, message, action):
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'}
    request = urllib.request.Request(url, message, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()
