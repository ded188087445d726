"""boto 2.49: every call of boto.fps over plain HTTP, with the values that its answers hold."""

import re
import time
from decimal import Decimal
from urllib.parse import urlsplit

import old_python

old_python.restore()

import boto  # noqa: E402
from boto.fps import exception  # noqa: E402
from boto.fps.connection import FPSConnection  # noqa: E402

import contract  # noqa: E402
from journey import steer  # noqa: E402
from recorder import Recorder  # noqa: E402
from sandbox import Sandbox  # noqa: E402

PATIENCE = 20
PAUSE = 0.2
TRANSACTION = r"[0-9A-Z]{35}"
TOKEN = r"[0-9A-Z]{64}"
REQUEST_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:0"
DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)"
NOT_CALLS = {"cbui_url"}  # makes the address of a page for a browser and calls nothing


def check(fps):
    with Sandbox(fps) as sandbox, Recorder(sandbox.url) as recorder:
        seed = sandbox.seed
        shop = Shop(recorder.url, seed.caller["access_key_id"], seed.caller["secret_access_key"])
        look_up(shop, seed)
        pay(shop, seed)
        pay_for_others(shop, seed)
        reserve(shop, seed)
        use_prepaid(shop, seed)
        use_credit(shop, seed)
        use_token(shop, seed)
        subscription(shop, seed)
        verify(shop)
        refusals(shop, seed, recorder.url)
        contract.judge(recorder.exchanges, shop.called)
        retries(sandbox)
        missing = methods() - shop.methods
        if missing:
            raise AssertionError(f"methods of FPSConnection that were not called: {', '.join(sorted(missing))}")
        print(f"boto {boto.Version}: {len(shop.methods)} methods, {len(shop.called)} actions")


def methods():
    """The public methods of FPSConnection that call an action."""
    calls = {name for name, value in vars(FPSConnection).items() if callable(value) and not name.startswith("_")}
    return calls - NOT_CALLS - {"ResponseError"}


class Shop:
    """A connection that notes what is called, and gives the result of each answer."""

    def __init__(self, url, access_key, secret_key):
        address = urlsplit(url)
        self.connection = FPSConnection(
            access_key, secret_key, host=address.hostname, port=address.port, is_secure=False
        )
        self.methods = set()
        self.called = set()

    def __getattr__(self, name):
        method = getattr(self.connection, name)

        def call(**fields):
            answer = method(**fields)
            self.methods.add(name)
            self.called.add(answer._action)
            matches(REQUEST_ID, answer.ResponseMetadata.RequestId)
            return getattr(answer, f"{answer._action}Result", None)

        return call

    def wait(self, transaction, status):
        """The result of GetTransactionStatus once it is `status`."""
        deadline = time.monotonic() + PATIENCE
        while (result := self.get_transaction_status(TransactionId=transaction)).TransactionStatus != status:
            if time.monotonic() > deadline:
                raise AssertionError(f"{transaction}: {result.TransactionStatus} and not {status}")
            time.sleep(PAUSE)
        same("TransactionId", result.TransactionId, transaction)
        return result


def look_up(shop, seed):
    token = seed.tokens["sender-abt-1"]
    tokens = shop.get_tokens(TokenType="SingleUse", TokenStatus="Active").Token
    found = [it for it in tokens if it.TokenId == token["token_id"]]
    same("tokens of that id", len(found), 1)
    same("CallerReference", found[0].CallerReference, token["caller_reference"])
    matches(DATE, found[0].DateInstalled)

    found = shop.get_token_by_caller(CallerReference=token["caller_reference"])
    same("TokenId", found.TokenId, token["token_id"])
    same("TokenStatus", found.TokenStatus, "Active")
    found = shop.get_token_by_caller(TokenId=token["token_id"])
    same("CallerReference", found.CallerReference, token["caller_reference"])

    status = shop.get_recipient_verification_status(RecipientTokenId=seed.tokens["recipient"]["token_id"])
    same("RecipientVerificationStatus", status.RecipientVerificationStatus, "VerificationCompleteNoLimits")


def pay(shop, seed):
    token = seed.tokens["sender-abt-1"]["token_id"]
    opening = balance(shop)
    order = {
        "SenderTokenId": token,
        "TransactionAmount": "12.50",
        "CallerReference": "boto-pay",
        "CallerDescription": 'Löschblatt & <Tinte> "50 %" + 1 ~ *',
        "SenderDescription": "墨 😀",
        "DescriptorPolicy.SoftDescriptorType": "Dynamic",
        "DescriptorPolicy.CSOwner": "Caller",
    }
    paid = shop.pay(**order)
    matches(TRANSACTION, paid.TransactionId)
    same("TransactionStatus", paid.TransactionStatus, "Success")
    same("TransactionId when paid again", shop.pay(**order).TransactionId, paid.TransactionId)
    refused(exception.DuplicateRequest, shop.pay, **order | {"TransactionAmount": "12.51"})
    same("what the shop got", balance(shop) - opening, Decimal("12.50") - Decimal("0.20"))

    status = shop.get_transaction_status(TransactionId=paid.TransactionId)
    same("TransactionStatus", status.TransactionStatus, "Success")
    same("CallerReference", status.CallerReference, "boto-pay")
    same("StatusCode", status.StatusCode, "Success")

    transaction = shop.get_transaction(TransactionId=paid.TransactionId).Transaction
    same("TransactionAmount", transaction.TransactionAmount.Value, Decimal("12.50"))
    same("CurrencyCode", transaction.TransactionAmount.CurrencyCode, "USD")
    same("FPSFees", transaction.FPSFees.Value, Decimal("0.20"))
    same("CallerDescription", transaction.CallerDescription, order["CallerDescription"])
    same("SenderDescription", transaction.SenderDescription, order["SenderDescription"])
    same("SenderTokenId", transaction.SenderTokenId, token)
    same("FPSOperation", transaction.FPSOperation, "Pay")
    same("PaymentMethod", transaction.PaymentMethod, "ABT")
    same("TransactionStatus", transaction.TransactionStatus, "Success")
    matches(DATE, transaction.DateReceived)

    activity = shop.get_account_activity(
        StartDate="2010-08-28T00:00:00Z",
        SortOrderByDate="Ascending",
        FPSOperation="Pay",
        PaymentMethod="ABT",
        **{"Role.1": "Caller", "Role.2": "Recipient"},
    )
    same("BatchSize", activity.BatchSize, "1")
    (transaction,) = activity.Transaction
    same("TransactionId", transaction.TransactionId, paid.TransactionId)
    same("TransactionAmount", transaction.TransactionAmount.Value, Decimal("12.50"))
    same("FPSFees", transaction.FPSFees.Value, Decimal("0.20"))
    caller = [part for part in transaction.TransactionPart if part.Role == "Caller"]
    same("Reference of the caller's part", caller[0].Reference, "boto-pay")
    same("FeesPaid of the caller's part", caller[0].FeesPaid.Value, Decimal(0))


def pay_for_others(shop, seed):
    opening = balance(shop)
    paid = shop.pay(
        SenderTokenId=seed.tokens["sender-cc-1"]["token_id"],
        RecipientTokenId=seed.tokens["recipient"]["token_id"],
        TransactionAmount="20",
        CallerReference="boto-marketplace",
        MarketplaceVariableFee="2.5",
        **{"MarketplaceFixedFee.Value": "0.50", "MarketplaceFixedFee.CurrencyCode": "USD"},
    )
    same("TransactionStatus", paid.TransactionStatus, "Pending")
    same("StatusCode", shop.wait(paid.TransactionId, "Success").StatusCode, "Success")
    same("what the marketplace got", balance(shop) - opening, Decimal("1.00"))


def reserve(shop, seed):
    reserved = shop.reserve(
        SenderTokenId=seed.tokens["sender-cc-2"]["token_id"], TransactionAmount="30", CallerReference="boto-reserve"
    ).TransactionId
    shop.wait(reserved, "Reserved")
    too_much = {"ReserveTransactionId": reserved, "TransactionAmount": "30.01"}
    refused(exception.SettleAmountGreaterThanReserveAmount, shop.settle, **too_much)
    same("TransactionId", shop.settle(ReserveTransactionId=reserved, TransactionAmount="25").TransactionId, reserved)
    shop.wait(reserved, "Success")

    refund = shop.refund(TransactionId=reserved, RefundAmount="10", CallerReference="boto-refund")
    same("TransactionStatus", refund.TransactionStatus, "Pending")
    same("CallerReference", shop.wait(refund.TransactionId, "Success").CallerReference, "boto-refund")
    too_much = {"TransactionId": reserved, "RefundAmount": "15.01", "CallerReference": "boto-refund-2"}
    refused(exception.RefundAmountExceeded, shop.refund, **too_much)

    reserved = shop.reserve(
        SenderTokenId=seed.tokens["sender-cc-3"]["token_id"], TransactionAmount="5", CallerReference="boto-cancel"
    ).TransactionId
    cancelled = shop.cancel(TransactionId=reserved, Description="Changed their mind")
    same("TransactionId", cancelled.TransactionId, reserved)
    same("TransactionStatus", cancelled.TransactionStatus, "Cancelled")


def use_prepaid(shop, seed):
    instrument = seed.instruments["prepaid-abt"]
    funded = shop.fund_prepaid(
        PrepaidInstrumentId=instrument["instrument_id"],
        SenderTokenId=instrument["funding_token_id"],
        FundingAmount="50",
        CallerReference="boto-fund",
    )
    same("TransactionStatus", funded.TransactionStatus, "Success")
    shop.pay(SenderTokenId=instrument["sender_token_id"], TransactionAmount="7.25", CallerReference="boto-prepaid")
    left = shop.get_prepaid_balance(PrepaidInstrumentId=instrument["instrument_id"]).PrepaidBalance
    same("AvailableBalance", left.AvailableBalance.Value, Decimal("42.75"))
    same("PendingInBalance", left.PendingInBalance.Value, Decimal(0))
    owed = shop.get_total_prepaid_liability().OutstandingPrepaidLiability
    same("OutstandingBalance", owed.OutstandingBalance.Value, Decimal("42.75"))


def use_credit(shop, seed):
    instrument = seed.instruments["postpaid-abt"]
    credit = instrument["instrument_id"]
    shop.pay(SenderTokenId=instrument["sender_token_id"], TransactionAmount="40", CallerReference="boto-postpaid")
    debt = shop.get_debt_balance(CreditInstrumentId=credit)
    # boto has no class for this answer, and keeps the last of its two amounts: what is being settled.
    same("PendingOutBalance", Decimal(debt.Value), Decimal(0))
    settled = shop.settle_debt(
        CreditInstrumentId=credit,
        SenderTokenId=instrument["settlement_token_id"],
        SettlementAmount="15",
        CallerReference="boto-settle-debt",
    )
    same("TransactionStatus", settled.TransactionStatus, "Success")
    let_go = shop.write_off_debt(CreditInstrumentId=credit, AdjustmentAmount="5", CallerReference="boto-write-off")
    same("TransactionStatus", let_go.TransactionStatus, "Success")
    owed = shop.get_outstanding_debt_balance().OutstandingDebt
    same("OutstandingBalance", owed.OutstandingBalance.Value, Decimal("20"))
    same("PendingOutBalance", owed.PendingOutBalance.Value, Decimal(0))


def use_token(shop, seed):
    token = seed.tokens["multi-use-abt"]["token_id"]
    shop.pay(SenderTokenId=token, TransactionAmount="3", CallerReference="boto-multi-use")
    usage = shop.get_token_usage(TokenId=token)
    # The last of the limits counts uses.
    same("Count", usage.Count, "1")

    instruction = "MyRole == 'Caller' orSay 'Role does not match';"
    installed = shop.install_payment_instruction(
        PaymentInstruction=instruction, TokenType="Unrestricted", CallerReference="boto-install"
    ).TokenId
    matches(TOKEN, installed)
    found = shop.get_payment_instruction(TokenId=installed)
    same("PaymentInstruction", found.PaymentInstruction, instruction)
    same("CallerReference", found.CallerReference, "boto-install")
    same("result of CancelToken", shop.cancel_token(TokenId=installed, ReasonText="The till is closed"), None)
    same("TokenStatus", shop.get_token_by_caller(TokenId=installed).TokenStatus, "Inactive")


def subscription(shop, seed):
    subscription = seed.subscriptions["subscription"]["subscription_id"]
    details = shop.get_subscription_details(SubscriptionId=subscription)
    same("SubscriptionId", details.SubscriptionId, subscription)
    same("SubscriptionStatus", details.SubscriptionStatus, "Active")
    same("NumberOfPromotionalTransactions", details.NumberOfPromotionalTransactions, "1")
    payments = shop.get_transactions_for_subscription(SubscriptionId=subscription)
    # boto keeps the last payment; its number is how many there were.
    same("TransactionSerialNumber", payments.TransactionSerialNumber, details.NumberOfTransactionsProcessed)
    same("TransactionAmount", Decimal(payments.Value), Decimal("9.95"))
    refund = shop.cancel_subscription_and_refund(
        SubscriptionId=subscription, RefundAmount="2", CallerReference="boto-cancel-subscription"
    ).RefundTransactionId
    same("CallerReference", shop.wait(refund, "Success").CallerReference, "boto-cancel-subscription")
    details = shop.get_subscription_details(SubscriptionId=subscription)
    same("SubscriptionStatus", details.SubscriptionStatus, "Cancelled")


def verify(shop):
    signed = (
        "status=SUCCESS&signatureVersion=2&signatureMethod=RSA-SHA1"
        "&certificateUrl=https%3A%2F%2Ffps.example.com%2Fcerts%2F1.pem&signature=Zm9yZ2Vk"
    )
    status = shop.verify_signature(UrlEndPoint="https://shop.example.com/ipn", HttpParameters=signed)
    same("VerificationStatus", status.VerificationStatus, "Failure")


def retries(sandbox):
    """boto calls again after a failure; what was paid before the line broke is not paid twice."""
    seed = sandbox.seed
    shop = Shop(sandbox.url, seed.caller["access_key_id"], seed.caller["secret_access_key"])
    token = seed.tokens["multi-use-abt"]["token_id"]
    faults = [{"status": 500}, {"status": 503}, {"drop": "before"}, {"drop": "after"}]
    for number, fault in enumerate(faults):
        opening = balance(shop)
        steer(sandbox, "POST", "faults", {"action": "Pay", "count": 1} | fault)
        paid = shop.pay(SenderTokenId=token, TransactionAmount="1", CallerReference=f"boto-retry-{number}")
        same(f"TransactionStatus after {fault}", paid.TransactionStatus, "Success")
        same(f"faults that are left after {fault}", steer(sandbox, "GET", "faults")["faults"], [])
        # 1.00 from an account balance, less 1.5 % and a cent.
        same(f"what the shop got after {fault}", balance(shop) - opening, Decimal("0.97"))
    print(f"boto {boto.Version} calls again after {len(faults)} kinds of failure, and pays once")


def refusals(shop, seed, url):
    payment = {"TransactionAmount": "1", "CallerReference": "boto-refusal"}
    unknown = "553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTSRNCTAASDJNX66LNZLKSZU3PI7TXIH"
    used = seed.tokens["sender-abt-1"]["token_id"]
    fresh = seed.tokens["sender-abt-3"]["token_id"]
    poor = seed.tokens["sender-poor"]["token_id"]
    payments = [
        (exception.InvalidTokenId_Sender, payment | {"SenderTokenId": unknown, "CallerReference": "boto-unknown"}),
        (exception.SameTokenIdUsedMultipleTimes, payment | {"SenderTokenId": used, "CallerReference": "boto-used"}),
        (
            exception.AmountOutOfRange,
            {"SenderTokenId": fresh, "CallerReference": "boto-too-much", "TransactionAmount": "10000.01"},
        ),
        (
            exception.InsufficientBalance,
            {"SenderTokenId": poor, "CallerReference": "boto-poor", "TransactionAmount": "1000"},
        ),
        (exception.InvalidParams, payment | {"SenderTokenId": fresh, "CallerReference": "x" * 129}),
    ]
    for expected, fields in payments:
        refused(expected, shop.pay, **fields)
    refused(exception.PaymentInstrumentNotCC, shop.reserve, **payment | {"SenderTokenId": fresh})
    refused(exception.InvalidTokenType, shop.get_token_usage, TokenId=fresh)
    refused(exception.InvalidTransactionId, shop.get_transaction, TransactionId="14GKE3B85HCMF1BTSH5C4PD2IHZL95RJ2LM")

    access_key, secret_key = seed.caller["access_key_id"], seed.caller["secret_access_key"]
    refused(exception.SignatureDoesNotMatch, Shop(url, access_key, secret_key[::-1]).get_account_balance)
    refused(exception.InvalidClientTokenId, Shop(url, access_key[::-1], secret_key).get_account_balance)


def balance(shop):
    """What the shop has, where nothing is on its way."""
    found = shop.get_account_balance().AccountBalance
    same("CurrencyCode", found.TotalBalance.CurrencyCode, "USD")
    same("PendingInBalance", found.PendingInBalance.Value, Decimal(0))
    same("DisburseBalance", found.AvailableBalances.DisburseBalance.Value, found.TotalBalance.Value)
    same("RefundBalance", found.AvailableBalances.RefundBalance.Value, found.TotalBalance.Value)
    return found.TotalBalance.Value


def refused(expected, call, **fields):
    try:
        result = call(**fields)
    except exception.ResponseError as error:
        if type(error) is not expected:
            raise AssertionError(f"expected {expected.__name__}, got {error!r}") from error
        if error.status not in (400, 401, 403) or not error.error_message:
            raise AssertionError(f"{expected.__name__}: status {error.status}, message {error.error_message!r}")
    else:
        raise AssertionError(f"expected {expected.__name__}, got {result!r}")


def same(name, found, expected):
    if found != expected:
        raise AssertionError(f"{name}: expected {expected!r}, got {found!r}")


def matches(pattern, found):
    if not isinstance(found, str) or not re.fullmatch(pattern, found):
        raise AssertionError(f"expected {pattern}, got {found!r}")
