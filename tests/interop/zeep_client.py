"""zeep: the WSDL as the sandbox serves it, and messages signed with X.509 certificates in zeep's ways."""

import datetime
import re

import xmlsec
import zeep
from zeep.helpers import serialize_object
from zeep.wsse.signature import BinarySignature, Signature
from zeep.wsse.utils import WSU, get_security_header, get_timestamp

import contract
import story
from recorder import Recorder
from sandbox import Sandbox

REQUEST_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:0"
LIFETIME = datetime.timedelta(minutes=5)
ALGORITHMS = {
    "RSA-SHA1": (xmlsec.Transform.RSA_SHA1, xmlsec.Transform.SHA1),
    "RSA-SHA256": (xmlsec.Transform.RSA_SHA256, xmlsec.Transform.SHA256),
}


class Dated:
    """zeep signs a timestamp if there is one, and wants signed answers, which FPS never gave."""

    def apply(self, envelope, headers):
        now = datetime.datetime.now(datetime.timezone.utc)
        times = [WSU.Created(get_timestamp(now)), WSU.Expires(get_timestamp(now + LIFETIME))]
        get_security_header(envelope).append(WSU.Timestamp(*times))
        return super().apply(envelope, headers)

    def verify(self, envelope):
        return envelope


class TokenInMessage(Dated, BinarySignature):
    """The certificate stands beside the signature."""


class CertificateInKeyInfo(Dated, Signature):
    """The certificate, its issuer and its serial number stand in the signature."""


def check(fps):
    for manner in (TokenInMessage, CertificateInKeyInfo):
        for name, (signature, digest) in ALGORITHMS.items():
            with Sandbox(fps) as sandbox, Recorder(sandbox.url) as recorder:
                certificate, key = sandbox.seed.identity("zeep")
                wsse = manner(key, certificate, signature_method=signature, digest_method=digest)
                client = zeep.Client(f"{recorder.url}/doc/2010-08-28/AmazonFPS.wsdl", wsse=wsse)
                called = story.play(sandbox.seed, caller(client))
                contract.judge(recorder.exchanges, called)
                print(f"zeep {zeep.__version__}, {manner.__name__}, {name}: {len(called)} actions")


def caller(client):
    def call(action, request):
        try:
            response = getattr(client.service, action)(**request)
        except zeep.exceptions.Fault as fault:
            raise story.Refused(fault.code.rpartition(".")[2], fault.message) from fault
        answer = serialize_object(response, dict)
        if isinstance(answer, str):
            # zeep takes elements out of what holds nothing else: of this answer only the RequestId is left.
            answer = {"ResponseMetadata": {"RequestId": answer}}
        if not re.fullmatch(REQUEST_ID, answer["ResponseMetadata"]["RequestId"]):
            raise AssertionError(f"{action}: RequestId is {answer['ResponseMetadata']['RequestId']!r}")
        return answer.get(f"{action}Result", {})

    return call
