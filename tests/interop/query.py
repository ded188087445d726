"""Signs addresses of the co-branded pages, and verifies what the service has signed with its certificate."""

import base64
import hashlib
import hmac
import subprocess
from urllib.parse import parse_qsl, quote, urlsplit

from sandbox import WORK


def sign(secret, host, path, parameters):
    """The query, signed for that host."""
    parameters = parameters | {"signatureMethod": "HmacSHA256", "signatureVersion": "2"}
    text = "\n".join(["GET", host, path, encode(parameters)])
    digest = hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
    return encode(parameters | {"signature": base64.b64encode(digest).decode()})


def verify(verb, url, message, certificate):
    """Whether the key of the certificate has signed the message. OpenSSL decides."""
    parameters = dict(parse_qsl(message, keep_blank_values=True, strict_parsing=True))
    # The service breaks long lines.
    signature = base64.b64decode(parameters.pop("signature").replace("\n", ""), validate=True)
    address = urlsplit(url)
    text = "\n".join([verb, address.netloc, address.path, encode(parameters)])

    folder = WORK / "query"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (("certificate.pem", certificate.encode()), ("signature", signature), ("text", text.encode())):
        (folder / name).write_bytes(content)
    openssl(folder, "x509", "-in", "certificate.pem", "-pubkey", "-noout", "-out", "key.pem")
    judged = openssl(folder, "dgst", "-sha1", "-verify", "key.pem", "-signature", "signature", "text", wrong=1)
    return judged == "Verified OK\n"


def openssl(folder, *words, wrong=0):
    """What it says. It may also end with the status `wrong`."""
    run = subprocess.run(["openssl", *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if run.returncode not in (0, wrong):
        raise AssertionError(f"openssl {' '.join(words)} ended with {run.returncode}: {run.stderr}")
    return run.stdout


def encode(parameters):
    return "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in sorted(parameters.items()))
