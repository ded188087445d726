"""What the clients of Amazon Pay meet: buyers with their wallets, time that passes, and what is told to the shop."""

import math
import time
import urllib.request
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode

from journey import TIMEOUT, steer

# The sandbox environment gives back one call of a writing operation every two seconds.
PAUSE = 2


class World:
    """A sandbox, whose clock stands still but for those who wait, and the server of the shop."""

    def __init__(self, sandbox, receiver):
        self.sandbox = sandbox
        self.receiver = receiver
        caller = sandbox.seed.caller
        self.keys = caller["access_key_id"], caller["secret_access_key"]
        self.seller_id = sandbox.seed.merchants[0]["seller_id"]
        # For how long a client has slept, each time; and what clients get for the module `time`.
        self.naps = []
        self.time = SimpleNamespace(**vars(time) | {"sleep": self.sleep})
        steer(sandbox, "POST", "clock", {"frozen": True})

    def steer(self, method, what, body=None):
        return steer(self.sandbox, method, f"amazon-pay/{what}", body)

    def advance(self, seconds):
        steer(self.sandbox, "POST", "clock/advance", {"seconds": seconds})

    def sleep(self, seconds):
        """Time passes at the sandbox, and nobody has to wait."""
        if seconds:
            self.naps.append(seconds)
            self.advance(math.ceil(seconds))

    def order(self, **wallet):
        """A new order reference, as the shop gets it from the buyer's page."""
        return self.visit(wallet)["orderReferenceId"]

    def agreement(self, **wallet):
        """A new billing agreement, with the buyer's consent."""
        return self.visit({"agreementType": "BillingAgreement"} | wallet)["billingAgreementId"]

    def visit(self, wallet):
        """What a buyer who approves comes back with."""
        asked = {"sellerId": self.seller_id, "returnUrl": self.receiver.return_url, "auto": "approve"} | wallet
        with urllib.request.urlopen(f"{self.sandbox.url}/amazon-pay/buyer?{urlencode(asked)}", timeout=TIMEOUT) as page:
            page.read()
        return dict(parse_qsl(self.receiver.buyer().message, strict_parsing=True))

    def faults(self, **fault):
        steer(self.sandbox, "POST", "faults", {"count": 1} | fault)

    def exchanges(self):
        """What has passed, the oldest first, as the sandbox has noted it."""
        requests = steer(self.sandbox, "GET", "requests?limit=500")["requests"]
        if requests[-1]["number"] != 1:
            raise AssertionError(f"the sandbox has forgotten the first of {requests[0]['number']} requests")
        return [steer(self.sandbox, "GET", f"requests/{request['number']}") for request in reversed(requests)]

    def statuses(self, action):
        """With what HTTP status the calls of an action were answered, the oldest first."""
        requests = steer(self.sandbox, "GET", f"requests?action={action}&limit=500")["requests"]
        return [request["status"] for request in reversed(requests)]

    def balanced(self):
        return steer(self.sandbox, "GET", "ledger")["balanced"]
