"""A sandbox that stands in for Amazon, at the hosts that clients have built in."""

import os
import re
import socket
import ssl
import urllib.request
from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import urlsplit

from sandbox import STARTS_WITHIN, WORK, Sandbox

HOSTS = re.compile(r"mws\.amazonservices\.(com|jp)|mws-eu\.amazonservices\.com|sns\.[a-z0-9-]+\.amazonaws\.com")
# What OpenSSL, requests and Node.js are told of authorities by.
TRUST = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")


@contextmanager
def amazon(fps, *options):
    """Within it, Amazon's hosts lead to the sandbox, and its authority is trusted: no client has to be changed."""
    WORK.mkdir(parents=True, exist_ok=True)
    with open(WORK / "amazon.log", "w") as errors, Sandbox(fps, "--as-amazon", *options, errors=errors) as sandbox:
        trust = dict.fromkeys(TRUST, str(authority(sandbox)))
        with patch.dict(os.environ, trust), patch("socket.getaddrinfo", leading_to(urlsplit(sandbox.url).port)):
            yield sandbox


def authority(sandbox):
    """The file with the certificate of whoever vouches for the sandbox."""
    unknown = ssl.create_default_context()
    unknown.check_hostname, unknown.verify_mode = False, ssl.CERT_NONE
    address = f"{sandbox.url}/_sandbox/ca.pem"
    file = WORK / "amazon.pem"
    with urllib.request.urlopen(address, timeout=STARTS_WITHIN, context=unknown) as answer:
        file.write_bytes(answer.read())
    return file


def leading_to(port):
    """What /etc/hosts and a port that is led elsewhere do, without being the administrator of the machine."""
    usual = socket.getaddrinfo

    def getaddrinfo(host, *more, **options):
        if isinstance(host, str) and HOSTS.fullmatch(host):
            return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))]
        return usual(host, *more, **options)

    return getaddrinfo
