"""PyPI's amazon_pay and pay_with_amazon: Amazon's own clients for Python, under the new name and the old one.

Their modules are as they come. Only what they take for `time.sleep` moves the sandbox's clock on instead.
"""

import json
import re
from importlib import import_module
from importlib.metadata import version
from unittest.mock import patch

import pay_contract
import story
from pay_shop import DATE, Shop, ids, price, same, status_of
from pay_story import authorization, open_order

# What is no operation of Amazon Pay: the profile is Login with Amazon's.
NOT_CALLS = {"get_login_profile", "is_order_reference_id", "is_billing_agreement_id"}
# Fields that the package has another name for than the last part of their own.
NAMES = {"Id": "object_id", "IdType": "object_id_type", "MWSAuthToken": "mws_auth_token"}
REGION, CURRENCY = "na", "USD"


class Client:
    true = True

    def __init__(self, package, world, secret=None, **options):
        self.package = package
        # The older one sends the attributes of a new order without the name of the structure around them: in vain.
        self.places_attributes = package == "amazon_pay"
        self.payments = import_module(f"{package}.payment_request")
        (client,) = [it for it in vars(import_module(f"{package}.client")).values() if is_client(it)]
        access_key, usual_secret = world.keys
        settings = {"merchant_id": world.seller_id, "region": REGION, "currency_code": CURRENCY, "sandbox": True}
        self.client = client(access_key, secret or usual_secret, **settings | options)
        self.methods = {name for name, value in vars(client).items() if callable(value) and not name.startswith("_")}
        self.methods -= NOT_CALLS
        self.actions = {"".join(map(str.capitalize, name.split("_"))) for name in self.methods}
        self.called = set()

    def call(self, action, fields):
        answer = self.direct(snake(action), **arguments(fields))
        return answer[f"{action}Response"].get(f"{action}Result")

    def direct(self, method, **fields):
        """What a method of the package answers."""
        self.called.add(method)
        return answered(getattr(self.client, method)(**fields))

    def read(self, sent):
        """Text as the package reads it: the older one takes answers, which name no character set, for Latin-1."""
        if self.package == "amazon_pay":
            return sent
        return json.loads(json.dumps(sent, ensure_ascii=False).encode().decode("iso-8859-1"))

    def listed(self, ids):
        return ids

    def believe(self, arrival):
        """The object that a notification tells of. The package fetches the certificate and verifies."""
        handler = import_module(f"{self.package}.ipn_handler").IpnHandler(arrival.message.encode(), arrival.headers)
        try:
            handler.authenticate()
        except ValueError as refusal:
            raise story.Refused("ValueError", str(refusal)) from refusal
        (notification,) = json.loads(handler.to_json()).values()
        (details,) = notification.values()
        return details


def is_client(value):
    return isinstance(value, type) and value.__name__.endswith("Client")


def answered(response):
    answer = response.to_dict()
    if not response.success:
        error = answer["ErrorResponse"]["Error"]
        raise story.Refused(error["Code"], error["Message"])
    return answer


def snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def arguments(fields):
    """The fields by the names of the package, which puts the currency beside amounts by itself."""
    named = {}
    for name, value in fields.items():
        if isinstance(value, dict) and "Amount" in value:
            named[snake(name)] = value["Amount"]
        elif isinstance(value, dict):
            named |= arguments(value)
        else:
            named[NAMES.get(name, snake(name))] = value
    return named


def expect(exchanges):
    """A form in the order of its names, signed for a path without slash at the end."""
    form = {"method": "POST", "query": "", "content_type": "application/x-www-form-urlencoded"}
    for exchange in exchanges:
        pay_contract.expect(exchange, **form, parameters={"Timestamp": DATE.pattern, "SellerId": r"A\w+"})
        *names, last = pay_contract.parameters(exchange)
        if exchange["path"].endswith("/") or names != sorted(names) or last != "Signature":
            raise AssertionError(f"{exchange['path']} is asked for with {names}, {last}")


def play(world, package, chapters, story_of):
    """Plays the story and the chapters that are the package's own, and tells what was done."""
    client = Client(package, world)
    shop = Shop(world, client)
    with patch.object(client.payments, "time", world.time):
        story_of(shop)
        charge(shop)
        for chapter in chapters:
            chapter(shop)
        be_throttled(shop)
        be_unknown(shop)
    missing = client.methods - client.called
    if missing:
        raise AssertionError(f"methods of {package} that were not called: {', '.join(sorted(missing))}")
    told = shop.hear()
    return shop.called, f"{package} {version(package)}: {len(client.called)} methods, {told} notifications verified"


def charge(shop):
    """The package's shortcut: it sets, confirms, authorizes and captures."""
    for id in (shop.world.order(), shop.world.agreement()):
        shop.world.advance(10)
        fields = {"charge_amount": "7.50", "authorize_reference_id": f"charge-{id}", "charge_note": "Ink"}
        answer = shop.client.direct("charge", amazon_reference_id=id, **fields)
        ((name, answer),) = answer.items()
        details = answer[name.replace("Response", "Result")]["AuthorizationDetails"]
        same("charge", status_of(details), {"State": "Closed", "ReasonCode": "MaxCapturesProcessed"})
        same("charge", details, {"AuthorizationAmount": price("7.5")})


def look_through_an_order(shop):
    """amazon_pay reads an order and all that came of it, and counts on lists of ids, though they be empty."""
    order = open_order(shop, "30")
    asked = order | authorization("looked-through", "30", TransactionTimeout=0)
    authorized = shop.call("Authorize", **asked)["AuthorizationDetails"]["AmazonAuthorizationId"]
    names = lambda: [next(iter(answered(it))) for it in shop.client.client.get_payment_details(*order.values())]
    shop.client.called.add("get_payment_details")
    same("get_payment_details", names(), ["GetOrderReferenceDetailsResponse", "GetAuthorizationDetailsResponse"])
    asked = {"AmazonAuthorizationId": authorized, "CaptureReferenceId": "looked-through", "CaptureAmount": price("30")}
    capture = shop.call("Capture", **asked)["CaptureDetails"]["AmazonCaptureId"]
    same("get_payment_details", names()[2:], ["GetCaptureDetailsResponse"])
    shop.call("Refund", AmazonCaptureId=capture, RefundReferenceId="looked-through", RefundAmount=price("1"))
    same("get_payment_details", names()[2:], ["GetCaptureDetailsResponse", "GetRefundDetailsResponse"])


def set_attributes(shop):
    """What only amazon_pay has of an order: attributes that may still be added once it is confirmed."""
    order = shop.world.order()
    terms = {"seller_order_id": "list-1", "list_order_item_categories": ["Ink", "Paper"]}
    provider = {"payment_service_provider_id": "A1PSP", "payment_service_provider_order_id": "psp 1"}
    fields = {"amount": "9.99", "currency_code": CURRENCY, "request_payment_authorization": "true"} | terms | provider
    details = set_order_attributes(shop, order, **fields)
    same("SetOrderAttributes", details, {"OrderTotal": price("9.99"), "RequestPaymentAuthorization": "true"})
    same("SetOrderAttributes", details["SellerOrderAttributes"], {"SellerOrderId": "list-1"})
    categories = details["SellerOrderAttributes"]["OrderItemCategories"]
    same("SetOrderAttributes", categories, {"OrderItemCategory": ["Ink", "Paper"]})
    shop.call("ConfirmOrderReference", AmazonOrderReferenceId=order)
    details = set_order_attributes(shop, order, store_name="Ink & Paper")
    same("SetOrderAttributes", details["SellerOrderAttributes"], {"StoreName": "Ink & Paper"})


def set_order_attributes(shop, order, **fields):
    shop.world.advance(2)
    shop.called.add("SetOrderAttributes")
    answer = shop.client.direct("set_order_attributes", amazon_order_reference_id=order, **fields)
    return answer["SetOrderAttributesResponse"]["SetOrderAttributesResult"]["OrderReferenceDetails"]


def find_orders(shop):
    """Orders by the shop's own number for them, in pages."""
    numbered = []
    for _ in range(3):
        order = {"AmazonOrderReferenceId": shop.world.order()}
        attributes = {"OrderTotal": price("3"), "SellerOrderAttributes": {"SellerOrderId": "basket-9"}}
        shop.call("SetOrderReferenceDetails", **order, OrderReferenceAttributes=attributes)
        shop.call("ConfirmOrderReference", **order)
        numbered.extend(order.values())
    asked = {"query_id": "basket-9", "query_id_type": "SellerOrderId", "page_size": 2, "sort_order": "Ascending"}
    answer = shop.client.direct("list_order_reference", **asked, order_reference_status_list_filter=["Open", "Closed"])
    shop.called.add("ListOrderReference")
    page = answer["ListOrderReferenceResponse"]["ListOrderReferenceResult"]
    first = page["OrderReferenceList"]["OrderReference"]
    page = shop.call("ListOrderReferenceByNextToken", NextPageToken=page["NextPageToken"])
    last = page["OrderReferenceList"]["OrderReference"]
    same("ListOrderReference", [it["AmazonOrderReferenceId"] for it in [*first, last]], numbered)
    same("ListOrderReference", page.get("NextPageToken"), None)


def look_at_the_merchant(shop):
    same("GetMerchantAccountStatus", shop.call("GetMerchantAccountStatus"), {"AccountStatus": "ACTIVE"})


def sell_for_another(shop):
    """Live and in Europe, for a merchant who has given a token."""
    merchant = shop.world.steer("POST", "merchants", {"name": "Tinte und Papier", "region": "europe"})
    europe = {"region": "de", "currency_code": "EUR", "sandbox": False, "merchant_id": merchant["seller_id"]}
    client = Client(shop.client.package, shop.world, **europe)
    token = {"MWSAuthToken": merchant["auth_token"]}
    wallet = {"sellerId": merchant["seller_id"], "environment": "live"}
    order = {"AmazonOrderReferenceId": shop.world.order(**wallet)}
    same("a live order in Europe", order["AmazonOrderReferenceId"], re.compile(r"P02-\d{7}-\d{7}"))
    total = {"OrderReferenceAttributes": {"OrderTotal": price("150000.00", "EUR")}}
    details = client.call("SetOrderReferenceDetails", order | total | token)["OrderReferenceDetails"]
    same("a live order in Europe", details, {"ReleaseEnvironment": "Live", "OrderTotal": price("150000", "EUR")})
    try:
        client.call("ConfirmOrderReference", order)
    except story.Refused as refusal:
        same("without the token", refusal.code, "AccessDenied")
    else:
        raise AssertionError("who has no token has confirmed the order of another merchant")
    client.call("ConfirmOrderReference", order | token)


def be_throttled(shop):
    """The package waits 1, 4 and 10 seconds; one call of a writing operation comes back every two."""
    order = {"AmazonOrderReferenceId": shop.world.order()}
    total = {"OrderReferenceAttributes": {"OrderTotal": price("1")}}
    shop.world.advance(60)
    shop.world.naps.clear()
    for _ in range(3):
        shop.call_at_once("SetOrderReferenceDetails", **order, **total)
    same("how long the package has slept", shop.world.naps, [1, 4])
    statuses = shop.world.statuses("SetOrderReferenceDetails")
    same("HTTP statuses", statuses[-5:], [200, 200, 503, 503, 200])

    impatient = Client(shop.client.package, shop.world, handle_throttle=False)
    impatient.call("SetOrderReferenceDetails", order | total)
    try:
        impatient.call("SetOrderReferenceDetails", order | total)
    except story.Refused as refusal:
        same("the error", refusal.code, "RequestThrottled")
    else:
        raise AssertionError("the fifth call in five seconds is answered")

    shop.world.naps.clear()
    for fault in ({"status": 500}, {"status": 503}, {"code": "InternalServerError"}):
        shop.world.faults(action="GetOrderReferenceDetails", **fault)
        shop.call("GetOrderReferenceDetails", **order)
    same("how long the package has slept", shop.world.naps, [1, 1, 1])


def be_unknown(shop):
    order = {"AmazonOrderReferenceId": shop.world.order()}
    strangers = (
        ("SignatureDoesNotMatch", {"secret": shop.world.keys[1][::-1]}),
        ("AccessDenied", {"merchant_id": "A00000000000000"}),
        ("InvalidAccessKeyId", {"mws_access_key": "AKIA0000000000000000"}),
    )
    for code, change in strangers:
        key = change.pop("mws_access_key", None)
        client = Client(shop.client.package, shop.world, **change)
        client.client.mws_access_key = key or client.client.mws_access_key
        try:
            client.call("GetOrderReferenceDetails", order)
        except story.Refused as refusal:
            same("a stranger", refusal.code, code)
        else:
            raise AssertionError(f"expected the error {code} for a stranger")


# What amazon_pay has and its predecessor has not.
OF_AMAZON_PAY = (look_through_an_order, set_attributes, find_orders, look_at_the_merchant, sell_for_another)
