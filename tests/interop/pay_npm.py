"""npm's amazon-payments, which pay.mjs drives. It calls no operation again by itself."""

import json
from urllib.parse import urlsplit

import npm_client
import pay_contract
import story
from bridge import Bridge
from pay_shop import Shop, ids, price, same, status_of
from pay_story import authorization, open_order


class Client:
    true = True
    places_attributes = True

    def __init__(self, bridge):
        self.bridge = bridge
        self.methods = set(bridge.ask("methods", None))
        self.actions = {name[0].upper() + name[1:] for name in self.methods}
        self.called = set()

    def call(self, action, fields):
        method = action[0].lower() + action[1:]
        self.called.add(method)
        # For what has no method, the package calls whatever is named.
        return self.bridge.ask(method if method in self.methods else f"any:{action}", fields)

    def read(self, sent):
        return sent

    def listed(self, ids):
        return ids

    def believe(self, arrival):
        """The object that a notification tells of. The package fetches the certificate and verifies."""
        details = self.bridge.ask("notification", json.loads(arrival.message))["NotificationData"]
        return inside(details) if any("Notification" in name for name in details) else details


def inside(document):
    """The object in a document that the package hands over as it is: it knows none of providers."""
    (notification,) = document.values()
    (details,) = [value for name, value in notification.items() if name != "$"]
    return details


def expect(exchanges):
    """A form whose time ends with a small z, from nobody. In Europe it comes to a path with a slash at the end."""
    form = {"method": "POST", "query": "", "content_type": "application/x-www-form-urlencoded", "user_agent": ""}
    for exchange in exchanges:
        pay_contract.expect(exchange, **form, parameters={"Timestamp": r"[\d-]{10}T[\d:]{8}z"})
        if exchange["path"].endswith("/") != (exchange["host"] == "mws-eu.amazonservices.com"):
            raise AssertionError(f"{exchange['path']} at {exchange['host']}")


def play(world, story_of):
    folder, version = npm_client.install("amazon-payments")
    access_key, secret_key = world.keys
    settings = {"mwsAccessKey": access_key, "mwsSecretKey": secret_key, "sellerId": world.seller_id}
    port = str(urlsplit(world.sandbox.url).port)
    command = ["node", "--no-deprecation", "pay.mjs", port, json.dumps(settings | {"environment": "Sandbox"})]
    with Bridge(command, folder) as bridge:
        client = Client(bridge)
        shop = Shop(world, client)
        story_of(shop)
        be_told_elsewhere(shop)
        share(shop)
        sell_in_europe(shop)
        be_throttled(shop)
        missing = client.methods - client.called
        if missing:
            raise AssertionError(f"methods of amazon-payments that were not called: {', '.join(sorted(missing))}")
        told = shop.hear()
        be_unknown(shop)
    return shop.called, f"npm amazon-payments {version}: {len(client.methods)} methods, {told} notifications verified"


def be_told_elsewhere(shop):
    """Where a merchant is told of what, and that he is told there from then on."""
    url = f"{shop.world.receiver.url}/pay"
    wanted = {"NotificationUrl": url, "EventTypes": {"EventTypeList": {"1": "ALL"}}}
    wanted = {"NotificationConfigurationList": {"NotificationConfiguration": {"1": wanted}}}
    same("the answer", shop.call("SetMerchantNotificationConfiguration", **wanted), {})
    known = shop.call("GetMerchantNotificationConfiguration")["NotificationConfigurationList"]["member"]
    same("where he is told", known, {"NotificationUrl": url, "EventTypes": {"member": "ALL"}})
    open_order(shop, "4")


def share(shop):
    """A provider gets a part of what is captured, and gives some of it back."""
    provider = shop.world.steer("POST", "merchants", {"name": "A provider"})["seller_id"]
    order = open_order(shop, "100")
    credits = {"member": {"1": {"ProviderId": provider, "CreditAmount": price("10")}}}
    asked = order | authorization("shared", "100", TransactionTimeout=0, CaptureNow=True, ProviderCreditList=credits)
    (capture,) = ids(shop.call("Authorize", **asked)["AuthorizationDetails"])
    details = shop.wait("Completed", "GetCaptureDetails", AmazonCaptureId=capture)
    summary = details["ProviderCreditSummaryList"]["member"]
    same("ProviderCreditSummaryList", summary, {"ProviderId": provider})
    credit = {"AmazonProviderCreditId": summary["ProviderCreditId"]}
    details = shop.call("GetProviderCreditDetails", **credit)["ProviderCreditDetails"]
    same("GetProviderCreditDetails", details, {"CreditAmount": price("10"), "ProviderId": provider})
    same("GetProviderCreditDetails", status_of(details), {"State": "Open"})
    asked = credit | {"CreditReversalReferenceId": "back", "CreditReversalAmount": price("10")}
    details = shop.call("ReverseProviderCredit", **asked)["ProviderCreditReversalDetails"]
    reversal = {"AmazonProviderCreditReversalId": details["AmazonProviderCreditReversalId"]}
    details = shop.wait("Completed", "GetProviderCreditReversalDetails", **reversal)
    same("GetProviderCreditReversalDetails", details, {"CreditReversalAmount": price("10")})
    details = shop.wait("Closed", "GetProviderCreditDetails", **credit)
    same("what was given back", status_of(details), {"ReasonCode": "MaxAmountReversed"})


def sell_in_europe(shop):
    """The package's address of the sandbox in Europe ends with a slash, and that is signed."""
    shop.client.bridge.ask("connect", {"environment": "SandboxEU"})
    open_order(shop, "6")
    shop.client.bridge.ask("connect", {})


def be_throttled(shop):
    order = {"AmazonOrderReferenceId": shop.world.order()}
    asked = order | {"OrderReferenceAttributes": {"OrderTotal": price("1")}}
    shop.world.advance(60)
    for _ in range(2):
        shop.call_at_once("SetOrderReferenceDetails", **asked)
    for seconds in (0, 1):
        shop.world.advance(seconds)
        try:
            shop.call_at_once("SetOrderReferenceDetails", **asked)
        except story.Refused as refusal:
            same("the error", refusal.code, "RequestThrottled")
        else:
            raise AssertionError("the third call in a row is answered")
    shop.world.advance(1)
    shop.call_at_once("SetOrderReferenceDetails", **asked)


def be_unknown(shop):
    order = {"AmazonOrderReferenceId": shop.world.order()}
    strangers = (
        ("SignatureDoesNotMatch", {"mwsSecretKey": shop.world.keys[1][::-1]}),
        ("InvalidAccessKeyId", {"mwsAccessKey": "AKIA0000000000000000"}),
        ("AccessDenied", {"sellerId": "A00000000000000"}),
    )
    for code, change in strangers:
        shop.client.bridge.ask("connect", change)
        shop.refused(code, "GetOrderReferenceDetails", **order)
