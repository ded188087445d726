"""boto's MWSConnection. It calls 13 operations, and has nothing for agreements and notifications."""

import contextlib
import io
import os
import re
from types import SimpleNamespace
from unittest.mock import patch

import old_python

old_python.restore()

import boto  # noqa: E402
import boto.connection  # noqa: E402
from boto.mws import response  # noqa: E402
from boto.mws.connection import MWSConnection  # noqa: E402
from boto.mws.exception import ResponseError  # noqa: E402

import pay_contract  # noqa: E402
import story  # noqa: E402
from pay_shop import Shop, price, same  # noqa: E402
from pay_story import open_order  # noqa: E402

# boto looks for the classes of answers by name, and has misspelt this one: it is given as users give it theirs.
CLASSES = SimpleNamespace(GetRefundDetailsResult=response.GetRefundDetails)
# The section has an operation of that name, and so has every other one.
SERVICE_STATUS = "get_offamazonpayments_service_status"


class Client:
    # It is text: boto writes a true value as `True`.
    true = "true"
    believe = None

    def __init__(self, world, secret=None, **options):
        access_key, usual_secret = world.keys
        settings = {"SellerId": world.seller_id, "sandbox": True, "factory_scopes": [CLASSES]}
        self.connection = MWSConnection(access_key, secret or usual_secret, **settings | options)
        self.connection.ca_certificates_file = os.environ["SSL_CERT_FILE"]
        known = vars(MWSConnection).items()
        self.methods = {value.action: name for name, value in known if section_of(value) == "OffAmazonPayments"}
        self.actions = set(self.methods)
        self.called = set()

    def call(self, action, fields):
        self.called.add(self.methods[action])
        try:
            # It prints the names of errors.
            with contextlib.redirect_stdout(io.StringIO()):
                answer = getattr(self.connection, self.methods[action])(**fields)
        except ResponseError as refusal:
            if type(refusal).__name__ != refusal.error_code:
                raise AssertionError(f"{refusal.error_code} is raised as {refusal!r}") from refusal
            raise story.Refused(refusal.error_code, refusal.message) from refusal
        same("RequestId", answer.ResponseMetadata.RequestId, re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
        result = tree(answer._result) or {}
        return {name: with_ids(value) for name, value in result.items()}

    def read(self, sent):
        return sent

    def listed(self, ids):
        """boto has no class for lists of ids, and keeps the last one."""
        return ids[-1:]


def section_of(method):
    return getattr(method, "section", None)


def tree(value):
    """What boto has read, without its classes."""
    if isinstance(value, response.ResponseElement):
        return {name: tree(field) for name, field in vars(value).items() if not name.startswith("_")}
    return [tree(element) for element in value] if isinstance(value, list) else value


def with_ids(details):
    """The id that boto has put beside the list of ids, in its place."""
    if isinstance(details, dict) and "IdList" in details:
        return details | {"IdList": {"member": details["member"]} if "member" in details else None}
    return details


def expect(exchanges):
    """A POST with everything in its query, which says that it brings plain text, and brings nothing."""
    for exchange in exchanges:
        pay_contract.expect(exchange, method="POST", body="", content_type="text/plain", host="mws.amazonservices.com")


def play(world, story_of):
    client = Client(world)
    shop = Shop(world, client)
    with patch.object(boto.connection, "time", world.time):
        story_of(shop)
        be_throttled(shop)
        be_unknown(shop)
    missing = set(client.methods.values()) - client.called
    if missing:
        raise AssertionError(f"methods of MWSConnection that were not called: {', '.join(sorted(missing))}")
    return shop.called, f"boto {boto.Version}, MWSConnection: {len(client.called)} methods"


def be_throttled(shop):
    """boto comes again after a while, which it draws."""
    order = {"AmazonOrderReferenceId": shop.world.order()}
    shop.world.advance(60)
    shop.world.naps.clear()
    for _ in range(3):
        shop.call_at_once("SetOrderReferenceDetails", **order, OrderReferenceAttributes={"OrderTotal": price("1")})
    statuses = shop.world.statuses("SetOrderReferenceDetails")
    if not shop.world.naps or statuses[-4 : -1] == [200] * 3 or statuses[-1] != 200 or 503 not in statuses:
        raise AssertionError(f"the third call in a row must be throttled, and be answered in the end: {statuses}")
    order = open_order(shop, "2")
    for fault in ({"status": 500}, {"status": 503}, {"drop": "before"}, {"drop": "after"}):
        shop.world.faults(action="GetOrderReferenceDetails", **fault)
        shop.call("GetOrderReferenceDetails", **order)


def be_unknown(shop):
    order = {"AmazonOrderReferenceId": shop.world.order()}
    strangers = (
        ("SignatureDoesNotMatch", Client(shop.world, secret=shop.world.keys[1][::-1])),
        ("AccessDenied", Client(shop.world, SellerId="A00000000000000")),
    )
    for code, client in strangers:
        try:
            client.call("GetOrderReferenceDetails", order)
        except story.Refused as refusal:
            same("a stranger", refusal.code, code)
        else:
            raise AssertionError(f"expected the error {code} for a stranger")
