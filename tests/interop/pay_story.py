"""The story that every client of Amazon Pay plays, with exact amounts and states, and the errors in between."""

import json
import re

from pay_shop import DATE, ids, price, same, status_of

NOTE = 'Löschblatt & <Tinte> "50 %" + 1 ~ !'
TERMS = {"SellerOrderId": "order 7/8", "StoreName": "墨 & Tinte", "CustomInformation": "a=b&c=d"}
UNKNOWN = "S01-0000000-0000000"


def play(shop):
    """Plays what the client has operations for. What is told of it is heard in the end."""
    look_at_the_service(shop)
    sell_once(shop)
    sell_at_once(shop)
    call_off(shop)
    be_declined(shop)
    wait_for_the_bank(shop)
    if shop.can("ConfirmBillingAgreement"):
        sell_again_and_again(shop)
        order_under_an_agreement(shop)
    be_refused(shop)


def look_at_the_service(shop):
    if shop.can("GetServiceStatus"):
        status = shop.call("GetServiceStatus")
        same("GetServiceStatus", status, {"Status": "GREEN", "Timestamp": DATE})


def sell_once(shop):
    """An order from the wallet to the last refund, in steps."""
    come = shop.world.visit({})
    order = {"AmazonOrderReferenceId": come["orderReferenceId"]}
    look_at_the_draft(shop, order, come["accessToken"])

    shop.refused("ConstraintsExist", "ConfirmOrderReference", **order)
    attributes = {"OrderTotal": price("100.00"), "SellerNote": NOTE, "SellerOrderAttributes": TERMS}
    terms = order | {"OrderReferenceAttributes": attributes}
    details = shop.call("SetOrderReferenceDetails", **terms)["OrderReferenceDetails"]
    same("SetOrderReferenceDetails", details, order | {"OrderTotal": price("100"), "Constraints": None})
    same("SetOrderReferenceDetails", details, shop.client.read({"SellerNote": NOTE, "SellerOrderAttributes": TERMS}))
    same("ConfirmOrderReference", shop.call("ConfirmOrderReference", **order), {})
    shop.expect(*order.values(), "Open")
    shop.refused("OrderReferenceNotModifiable", "SetOrderReferenceDetails", **terms)

    capture = authorize_and_capture(shop, order)
    refund(shop, capture)
    close_what_is_not_captured(shop, order)
    same("CloseOrderReference", shop.call("CloseOrderReference", **order, ClosureReason="All is sent"), {})
    shop.expect(*order.values(), "Closed")
    details = shop.call("GetOrderReferenceDetails", **order)["OrderReferenceDetails"]
    same("a closed order", status_of(details), {"State": "Closed", "ReasonCode": "SellerClosed"})
    shop.refused("InvalidOrderReferenceStatus", "Authorize", **order, **authorization("late", "1"))


def look_at_the_draft(shop, order, token):
    """The street is for those whom the buyer has allowed to see it."""
    details = shop.call("GetOrderReferenceDetails", **order)["OrderReferenceDetails"]
    same("a draft", details, order | {"ReleaseEnvironment": "Sandbox", "CreationTimestamp": DATE})
    same("a draft", status_of(details), {"State": "Draft"})
    if "AmountNotSet" not in json.dumps(details["Constraints"]):
        raise AssertionError(f"a draft without total must lack one: {details['Constraints']}")
    address = details["Destination"]["PhysicalDestination"]
    same("where the buyer lives", address, {"City": re.compile(".+"), "AddressLine1": None, "Name": None})
    details = shop.call("GetOrderReferenceDetails", **order, AddressConsentToken=token)["OrderReferenceDetails"]
    whole = details["Destination"]["PhysicalDestination"]
    same("where the buyer lives", whole, {"City": address["City"], "AddressLine1": re.compile(".+")})
    same("the buyer", details["Buyer"], {"Name": re.compile(".+"), "Email": re.compile(".+@.+")})


def authorize_and_capture(shop, order):
    id = order["AmazonOrderReferenceId"]
    asked = order | authorization("one", "60.00", TransactionTimeout=0)
    details = shop.call("Authorize", **asked)["AuthorizationDetails"]
    same("Authorize", status_of(details), {"State": "Open", "LastUpdateTimestamp": DATE})
    expected = {"AuthorizationReferenceId": "one", "AuthorizationAmount": price("60"), "CapturedAmount": price("0")}
    same("Authorize", details, expected | {"AmazonAuthorizationId": re.compile(rf"{id}-A\d{{6}}")})
    authorized = {"AmazonAuthorizationId": details["AmazonAuthorizationId"]}
    shop.expect(*authorized.values(), "Open")

    again = shop.call("Authorize", **asked)["AuthorizationDetails"]
    same("Authorize, repeated", again, authorized | {"CreationTimestamp": details["CreationTimestamp"]})
    shop.refused("DuplicateRequest", "Authorize", **asked | {"AuthorizationAmount": price("60.01")})
    details = shop.call("GetAuthorizationDetails", **authorized)["AuthorizationDetails"]
    same("GetAuthorizationDetails", details, expected | authorized)

    too_much = authorized | {"CaptureReferenceId": "too-much", "CaptureAmount": price("60.01")}
    shop.refused("TransactionAmountExceeded", "Capture", **too_much)
    asked = authorized | {"CaptureReferenceId": "one", "CaptureAmount": price("50"), "SellerCaptureNote": NOTE}
    details = shop.call("Capture", **asked)["CaptureDetails"]
    same("Capture", status_of(details), {"State": "Completed"})
    same("Capture", details, {"CaptureAmount": price("50"), "RefundedAmount": price("0"), "CaptureReferenceId": "one"})
    same("Capture", details, shop.client.read({"SellerCaptureNote": NOTE}))
    capture = details["AmazonCaptureId"]
    shop.expect(capture, "Completed")

    details = shop.call("GetAuthorizationDetails", **authorized)["AuthorizationDetails"]
    same("a captured authorization", status_of(details), {"State": "Closed", "ReasonCode": "MaxCapturesProcessed"})
    same("a captured authorization", details, {"CapturedAmount": price("50")})
    same("its captures", ids(details), [capture])
    shop.expect(*authorized.values(), "Closed")
    shop.refused("TransactionCountExceeded", "Capture", **asked | {"CaptureReferenceId": "two"})
    return {"AmazonCaptureId": capture}


def refund(shop, capture):
    made = []
    for reference, amount in (("one", "20"), ("two", "15.50")):
        asked = capture | {"RefundReferenceId": reference, "RefundAmount": price(amount)}
        details = shop.call("Refund", **asked, SellerRefundNote="Sorry")["RefundDetails"]
        same("Refund", status_of(details), {"State": "Pending"})
        refund = {"AmazonRefundId": details["AmazonRefundId"]}
        details = shop.wait("Completed", "GetRefundDetails", **refund)
        same("Refund", details, {"RefundAmount": price(amount), "RefundType": "SellerInitiated"})
        shop.expect(*refund.values(), "Completed")
        made.extend(refund.values())
    details = shop.call("GetCaptureDetails", **capture)["CaptureDetails"]
    same("a refunded capture", details, {"CaptureAmount": price("50"), "RefundedAmount": price("35.50")})
    same("its refunds", ids(details), shop.client.listed(made))
    # 15 % of what was captured may be given back beyond it, and not a cent more.
    too_much = capture | {"RefundReferenceId": "too-much", "RefundAmount": price("22.01")}
    shop.refused("TransactionAmountExceeded", "Refund", **too_much)


def close_what_is_not_captured(shop, order):
    """Decided later, and then not needed any more."""
    asked = order | authorization("later", "30", TransactionTimeout=60)
    details = shop.call("Authorize", **asked)["AuthorizationDetails"]
    same("Authorize, to be decided", status_of(details), {"State": "Pending"})
    authorized = {"AmazonAuthorizationId": details["AmazonAuthorizationId"]}
    shop.wait("Open", "GetAuthorizationDetails", **authorized)
    shop.expect(*authorized.values(), "Open")
    same("CloseAuthorization", shop.call("CloseAuthorization", **authorized, ClosureReason="Out of stock"), {})
    details = shop.call("GetAuthorizationDetails", **authorized)["AuthorizationDetails"]
    same("a closed authorization", status_of(details), {"State": "Closed", "ReasonCode": "SellerClosed"})
    shop.expect(*authorized.values(), "Closed")


def sell_at_once(shop):
    """Authorized and captured by one call."""
    order = open_order(shop, "25.90")
    asked = order | authorization("now", "25.90", TransactionTimeout=0)
    asked |= {"CaptureNow": shop.client.true, "SoftDescriptor": "INK AND PAPER"}
    details = shop.call("Authorize", **asked)["AuthorizationDetails"]
    same("CaptureNow", status_of(details), {"State": "Closed", "ReasonCode": "MaxCapturesProcessed"})
    same("CaptureNow", details, {"CaptureNow": "true", "SoftDescriptor": "AMZ*INK AND PAPER"})
    (capture,) = ids(details)
    same("ids of one payment", capture, details["AmazonAuthorizationId"].replace("-A", "-C"))
    details = shop.wait("Completed", "GetCaptureDetails", AmazonCaptureId=capture)
    same("CaptureNow", details, {"CaptureAmount": price("25.9"), "SoftDescriptor": "AMZ*INK AND PAPER"})
    shop.expect(capture, "Completed")
    shop.refused("InvalidCancelAttempt", "CancelOrderReference", **order)


def call_off(shop):
    order = open_order(shop, "80")
    asked = order | authorization("called-off", "80", TransactionTimeout=0)
    authorized = shop.call("Authorize", **asked)["AuthorizationDetails"]["AmazonAuthorizationId"]
    same("CancelOrderReference", shop.call("CancelOrderReference", **order, CancelationReason="Fire"), {})
    details = shop.call("GetOrderReferenceDetails", **order)["OrderReferenceDetails"]
    same("an order that is off", status_of(details), {"State": "Canceled", "ReasonCode": "SellerCanceled"})
    shop.expect(*order.values(), "Canceled")
    details = shop.call("GetAuthorizationDetails", AmazonAuthorizationId=authorized)["AuthorizationDetails"]
    same("its authorization", status_of(details), {"State": "Closed", "ReasonCode": "OrderReferenceCanceled"})
    shop.expect(authorized, "Closed")


def be_declined(shop):
    """A card that is refused until the buyer takes another one; and what can't be mended."""
    order = open_order(shop, "40")
    asked = order | authorization("no-card", "40", TransactionTimeout=0)
    asked["SellerAuthorizationNote"] = simulation("Declined", "InvalidPaymentMethod", SoftDecline="false")
    details = shop.call("Authorize", **asked)["AuthorizationDetails"]
    same("a declined card", status_of(details), {"State": "Declined", "ReasonCode": "InvalidPaymentMethod"})
    shop.expect(details["AmazonAuthorizationId"], "Declined")
    details = shop.call("GetOrderReferenceDetails", **order)["OrderReferenceDetails"]
    same("its order", status_of(details), {"State": "Suspended", "ReasonCode": "InvalidPaymentMethod"})
    shop.expect(*order.values(), "Suspended")
    shop.refused("PaymentMethodNotUpdated", "ConfirmOrderReference", **order)
    shop.world.visit({"orderReferenceId": order["AmazonOrderReferenceId"], "payment": "mastercard"})
    same("ConfirmOrderReference", shop.call("ConfirmOrderReference", **order), {})
    details = shop.call("GetOrderReferenceDetails", **order)["OrderReferenceDetails"]
    same("the order with another card", status_of(details), {"State": "Open"})
    shop.expect(*order.values(), "Open")

    asked = order | authorization("slow", "40", TransactionTimeout=0)
    asked["SellerAuthorizationNote"] = simulation("Declined", "TransactionTimedOut")
    details = shop.call("Authorize", **asked)["AuthorizationDetails"]
    same("a slow bank", status_of(details), {"State": "Declined", "ReasonCode": "TransactionTimedOut"})
    asked = order | authorization("rejected", "40", TransactionTimeout=0)
    asked["SellerAuthorizationNote"] = simulation("Declined", "AmazonRejected")
    details = shop.call("Authorize", **asked)["AuthorizationDetails"]
    same("what Amazon rejects", status_of(details), {"State": "Declined", "ReasonCode": "AmazonRejected"})
    details = shop.call("GetOrderReferenceDetails", **order)["OrderReferenceDetails"]
    same("its order", status_of(details), {"State": "Closed", "ReasonCode": "AmazonClosed"})
    shop.expect(*order.values(), "Closed")


def wait_for_the_bank(shop):
    """A capture that takes its time, and a refund that is refused in the end."""
    order = open_order(shop, "60")
    asked = order | authorization("bank", "60", TransactionTimeout=0)
    authorized = shop.call("Authorize", **asked)["AuthorizationDetails"]["AmazonAuthorizationId"]
    asked = {"AmazonAuthorizationId": authorized, "CaptureReferenceId": "bank", "CaptureAmount": price("60")}
    details = shop.call("Capture", **asked, SellerCaptureNote=simulation("Pending"))["CaptureDetails"]
    same("a slow capture", status_of(details), {"State": "Pending"})
    capture = {"AmazonCaptureId": details["AmazonCaptureId"]}
    shop.wait("Completed", "GetCaptureDetails", **capture)
    shop.expect(*capture.values(), "Completed")

    asked = capture | {"RefundReferenceId": "bank", "RefundAmount": price("60")}
    asked["SellerRefundNote"] = simulation("Declined", "AmazonRejected")
    refund = shop.call("Refund", **asked)["RefundDetails"]["AmazonRefundId"]
    details = shop.wait("Declined", "GetRefundDetails", AmazonRefundId=refund)
    same("a refused refund", status_of(details), {"ReasonCode": "AmazonRejected"})
    shop.expect(refund, "Declined")
    details = shop.call("GetCaptureDetails", **capture)["CaptureDetails"]
    same("what was not refunded", details, {"RefundedAmount": price("0")})


def sell_again_and_again(shop):
    """An agreement that is charged twice in a month, up to its limit."""
    agreement = {"AmazonBillingAgreementId": shop.world.agreement()}
    details = shop.call("GetBillingAgreementDetails", **agreement)["BillingAgreementDetails"]
    same("a draft", details, agreement | {"BillingAgreementConsent": "true", "ReleaseEnvironment": "Sandbox"})
    same("a draft", status_of(details), {"State": "Draft"})
    attributes = {"SellerNote": NOTE, "SellerBillingAgreementAttributes": {"SellerBillingAgreementId": "ink 1"}}
    details = shop.call("SetBillingAgreementDetails", **agreement, BillingAgreementAttributes=attributes)
    same("SetBillingAgreementDetails", details, {"BillingAgreementDetails": agreement | shop.client.read(attributes)})
    same("ConfirmBillingAgreement", shop.call("ConfirmBillingAgreement", **agreement), {})
    shop.expect(*agreement.values(), "Open")
    validated = shop.call("ValidateBillingAgreement", **agreement)
    same("ValidateBillingAgreement", validated, {"ValidationResult": "Success", "FailureReasonCode": None})
    same("ValidateBillingAgreement", status_of(validated), {"State": "Open"})

    asked = agreement | authorization("january", "300", TransactionTimeout=0)
    asked |= {"CaptureNow": shop.client.true, "SellerNote": NOTE, "InheritShippingAddress": shop.client.true}
    result = shop.call("AuthorizeOnBillingAgreement", **asked)
    same("the first charge", status_of(result["AuthorizationDetails"]), {"ReasonCode": "MaxCapturesProcessed"})
    shop.expect(*ids(result["AuthorizationDetails"]), "Completed")
    order = {"AmazonOrderReferenceId": result["AmazonOrderReferenceId"]}
    details = shop.call("GetOrderReferenceDetails", **order)["OrderReferenceDetails"]
    same("the order of a charge", status_of(details), {"State": "Closed"})
    parent = {"Id": agreement["AmazonBillingAgreementId"], "Type": "BillingAgreement"}
    same("the order of a charge", details, {"OrderTotal": price("300"), "ParentDetails": parent})
    same("its authorizations", ids(details), [result["AuthorizationDetails"]["AmazonAuthorizationId"]])

    asked = agreement | authorization("again", "150", TransactionTimeout=5)
    result = shop.call("AuthorizeOnBillingAgreement", **asked)
    same("the second charge", status_of(result["AuthorizationDetails"]), {"State": "Pending"})
    authorized = result["AuthorizationDetails"]["AmazonAuthorizationId"]
    shop.wait("Open", "GetAuthorizationDetails", AmazonAuthorizationId=authorized)
    asked = {"AmazonAuthorizationId": authorized, "CaptureReferenceId": "again", "CaptureAmount": price("150")}
    captured = shop.call("Capture", **asked)["CaptureDetails"]
    same("its capture", captured, {"CaptureAmount": price("150")})

    details = shop.call("GetBillingAgreementDetails", **agreement)["BillingAgreementDetails"]
    limits = {"AmountLimitPerTimePeriod": price("500"), "CurrentRemainingBalance": price("50")}
    same("what is left of the month", details["BillingAgreementLimits"], limits)
    asked = agreement | authorization("over", "50.01", TransactionTimeout=0)
    shop.refused("PeriodicAmountExceeded", "AuthorizeOnBillingAgreement", **asked)

    same("CloseBillingAgreement", shop.call("CloseBillingAgreement", **agreement, ClosureReason="Moved"), {})
    details = shop.call("GetBillingAgreementDetails", **agreement)["BillingAgreementDetails"]
    same("a closed agreement", status_of(details), {"State": "Closed", "ReasonCode": "SellerClosed"})
    shop.expect(*agreement.values(), "Closed")
    asked = agreement | authorization("after", "1", TransactionTimeout=0)
    shop.refused("InvalidBillingAgreementStatus", "AuthorizeOnBillingAgreement", **asked)


def order_under_an_agreement(shop):
    agreement = shop.world.agreement()
    shop.call("ConfirmBillingAgreement", AmazonBillingAgreementId=agreement)
    attributes = {"OrderReferenceAttributes": {"OrderTotal": price("12"), "SellerNote": "Ink"}}
    asked = {"Id": agreement, "IdType": "BillingAgreement", "InheritShippingAddress": shop.client.true} | attributes
    if shop.client.places_attributes:
        asked["ConfirmNow"] = shop.client.true
    details = shop.call("CreateOrderReferenceForId", **asked)["OrderReferenceDetails"]
    same("CreateOrderReferenceForId", details, {"ParentDetails": {"Id": agreement, "Type": "BillingAgreement"}})
    order = {"AmazonOrderReferenceId": details["AmazonOrderReferenceId"]}
    if shop.client.places_attributes:
        same("CreateOrderReferenceForId", status_of(details), {"State": "Open"})
        same("CreateOrderReferenceForId", details, attributes["OrderReferenceAttributes"])
    else:
        same("CreateOrderReferenceForId", status_of(details), {"State": "Draft"})
        same("CreateOrderReferenceForId", details, {"OrderTotal": None, "SellerNote": None})
        shop.call("SetOrderReferenceDetails", **order, **attributes)
        shop.call("ConfirmOrderReference", **order)
    asked = order | authorization("of-an-agreement", "12", TransactionTimeout=0)
    same("Authorize", status_of(shop.call("Authorize", **asked)["AuthorizationDetails"]), {"State": "Open"})


def be_refused(shop):
    shop.refused("InvalidOrderReferenceId", "GetOrderReferenceDetails", AmazonOrderReferenceId=UNKNOWN)
    shop.refused("InvalidTransactionId", "GetCaptureDetails", AmazonCaptureId=f"{UNKNOWN}-C000000")
    order = open_order(shop, "5")
    asked = order | authorization("x" * 33, "5", TransactionTimeout=0)
    shop.refused("InvalidParameterValue", "Authorize", **asked)
    asked = order | authorization("seven", "5", TransactionTimeout=7)
    shop.refused("InvalidParameterValue", "Authorize", **asked)
    asked = order | authorization("nonsense", "5", TransactionTimeout=0)
    asked["SellerAuthorizationNote"] = simulation("Declined", "Eclipse")
    shop.refused("InvalidSandboxSimulationSpecified", "Authorize", **asked)


def open_order(shop, total):
    order = {"AmazonOrderReferenceId": shop.world.order()}
    shop.call("SetOrderReferenceDetails", **order, OrderReferenceAttributes={"OrderTotal": price(total)})
    shop.call("ConfirmOrderReference", **order)
    shop.expect(*order.values(), "Open")
    return order


def authorization(reference, amount, **more):
    return {"AuthorizationReferenceId": reference, "AuthorizationAmount": price(amount)} | more


def simulation(state, reason=None, **more):
    asked = {"State": state} | ({"ReasonCode": reason} if reason else {}) | more
    return json.dumps({"SandboxSimulation": asked})
