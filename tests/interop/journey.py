"""The journey that every client makes: from a co-branded page to the last notification.

`journey.json` has the steps of a story (see story.py), and besides

    page      a visit to a page of that pipeline, by an address that the client has signed
    with      the parameters of the page
    answer    who answers there, and how
    expect    what must come back with the buyer
    keep      values of what came back, by the name that later steps use

    notified  what the next notification must hold
    advance   by how many seconds the sandbox's clock is moved on, with everything that falls due by then

Whatever comes back with a buyer and every notification is believed only when the action VerifySignature and the
certificate vouch for it, and neither does so for the same message with one name in it spelt otherwise.
"""

import http.client
import json
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

import story
from receiver import Receiver

PATH = "/cobranded-ui/actions/start"
TIMEOUT = 20


@dataclass(frozen=True)
class Client:
    """What the journey needs of a client."""

    call: Callable
    """`call(action, request) -> result`, which raises `story.Refused`."""
    link: Callable
    """`link(sandbox, parameters) -> address` of the pages, signed."""
    verify: Callable
    """`verify(verb, url, message, certificate) -> bool`"""


def play(sandbox, client):
    """Makes the journey, and tells which actions were called."""
    with Receiver() as receiver:
        steer(sandbox, "PATCH", "accounts/shop", {"notification_url": receiver.ipn_url})
        return Journey(sandbox, client, receiver).play()


class Journey:
    def __init__(self, sandbox, client, receiver):
        self.sandbox = sandbox
        self.client = client
        self.receiver = receiver
        self.values = story.Values(sandbox.seed)
        self.called = set()
        self.notifications = 0

    def play(self):
        steps = json.loads(Path(__file__).with_name("journey.json").read_text(encoding="utf-8"))
        for number, step in enumerate(steps, 1):
            self.label = f"step {number}, {', '.join(str(step[kind]) for kind in ('call', 'page') if kind in step)}"
            if "advance" in step:
                steer(self.sandbox, "POST", "clock/advance", {"seconds": step["advance"]})
            elif "notified" in step:
                self.hear(step["notified"])
            elif "refused" in step:
                story.refuse(self.label, step, lambda: self.call(step["call"], step["with"]))
            else:
                result = self.visit(step) if "page" in step else self.call(step["call"], step.get("with", {}))
                story.compare(self.label, self.values.fill(step.get("expect", {})), result)
                for name, path in step.get("keep", {}).items():
                    self.values.known[f"${name}"] = story.at(result, path)
        self.close()
        return self.called | {step["call"] for step in steps if "call" in step and "refused" not in step}

    def call(self, action, request):
        return self.client.call(action, self.values.fill(request))

    def visit(self, step):
        """Sends the buyer to the page, and tells what he comes back with."""
        parameters = self.values.fill(step["with"])
        link = self.client.link(
            self.sandbox, {"pipelineName": step["page"], "returnURL": self.receiver.return_url} | parameters
        )
        # The address may name Amazon's host: the buyer goes here instead, and answers at once.
        status, location = self.get(f"{urlsplit(link).query}&{urlencode(step['answer'])}")
        if status != 302 or not location.startswith(f"{self.receiver.return_url}&"):
            raise AssertionError(f"{self.label}: HTTP {status} leads to {location!r}")
        with urllib.request.urlopen(location, timeout=TIMEOUT) as answer:
            answer.read()
        return self.believe(self.receiver.buyer(), "GET", "/back")

    def get(self, query):
        connection = http.client.HTTPConnection(urlsplit(self.sandbox.url).netloc, timeout=TIMEOUT)
        connection.request("GET", f"{PATH}?{query}")
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.getheader("location", body.decode())

    def hear(self, expected):
        expected = self.values.fill(expected)
        self.label += f"notification {expected}"
        told = self.believe(self.receiver.notification(), "POST", "/ipn")
        story.compare(self.label, expected, told)
        self.notifications += 1

    def believe(self, arrival, verb, path):
        """The parameters of a message, once they are known to be the service's own."""
        if (arrival.verb, arrival.url) != (verb, f"{self.receiver.url}{path}"):
            raise AssertionError(f"{self.label}: expected {verb} {path}, got {arrival}")
        parameters = dict(parse_qsl(arrival.message, keep_blank_values=True, strict_parsing=True))
        certificate = self.certificate(parameters["certificateUrl"])
        changed = arrival.message.replace("callerReference", "callerreference", 1)
        for message, genuine in ((arrival.message, True), (changed, False)):
            request = {"UrlEndPoint": arrival.url, "HttpParameters": message}
            verdict = self.client.call("VerifySignature", request)
            story.compare(self.label, {"VerificationStatus": "Success" if genuine else "Failure"}, verdict)
            if self.client.verify(verb, arrival.url, message, certificate) != genuine:
                raise AssertionError(f"{self.label}: the certificate must say {genuine} of {message}")
        self.called.add("VerifySignature")
        return parameters

    def certificate(self, url):
        """What is served there."""
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
            return answer.read().decode()

    def close(self):
        """Every notification has arrived once, nothing else has, and the books balance."""
        once = {"attempts": [1] * self.notifications}
        # The sandbox notes an attempt after the receiver has it.
        story.patient("notifications that were sent", once, self.attempts)
        if not self.receiver.notifications.empty():
            raise AssertionError(f"there are more notifications: {self.receiver.notification()}")
        if not steer(self.sandbox, "GET", "ledger")["balanced"]:
            raise AssertionError("the ledger does not balance")

    def attempts(self):
        """How often each notification was sent."""
        told = steer(self.sandbox, "GET", "notifications?limit=100")["notifications"]
        return {"attempts": [len(notification["attempts"]) for notification in told]}


def steer(sandbox, method, what, body=None):
    """The answer of the sandbox's control plane."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        f"{sandbox.url}/_sandbox/{what}", data, {"Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
        return json.load(answer)
