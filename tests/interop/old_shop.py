"""An old shop that knows FPS through boto, as such programs were: it sends buyers to the co-branded pages, and charges.

    python old_shop.py HOST PORT ACCESS_KEY RETURN_URL      (the secret key in AWS_SECRET_ACCESS_KEY)

It knows nothing of what answers it. A line `{"buyer": ADDRESS}` on standard output sends a buyer to a page, and the
query with which he comes back is then read from standard input; every other line is a step with what FPS answered.
"""

import json
import os
import sys
import time
from decimal import Decimal
from urllib.parse import parse_qsl

import old_python

old_python.restore()

from boto.exception import BotoServerError  # noqa: E402
from boto.fps.connection import FPSConnection  # noqa: E402
from boto.fps.response import ResponseElement  # noqa: E402

PATIENCE = 60
PAUSE = 0.25
FINAL = {"Success", "Failure", "Cancelled", "Reserved"}
# Only what happens from now on is looked at: others may have the same account.
OPENED = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 60))

host, port, access_key, return_url = sys.argv[1:]
fps = FPSConnection(access_key, os.environ["AWS_SECRET_ACCESS_KEY"], host=host, port=int(port), is_secure=False)


def main():
    order = buyer("SingleUse", callerReference="order-1", transactionAmount="25.00", paymentMethod="CC")["tokenID"]
    token(order, "SingleUse")
    paid = pay("order-1", order, "25.00")
    step("pay again", fps.pay, **payment("order-1", order, "25.00"))
    step("pay otherwise", fps.pay, **payment("order-1", order, "26.00"))
    final("order-1", paid)
    step("pay twice with a token for one use", fps.pay, **payment("order-1b", order, "1.00"))
    step("the payment", fps.get_transaction, TransactionId=paid)
    back = refund("refund a part", paid, "10", "refund-1")
    final("refund-1", back["TransactionId"])
    refund("refund too much", paid, "15.01", "refund-2")
    rest = refund("refund the rest", paid, "15", "refund-3")
    final("refund-3", rest["TransactionId"])
    refund("refund what is refunded", paid, "1", "refund-4")

    tab = buyer(
        "MultiUse",
        callerReference="tab-1",
        globalAmountLimit="100",
        paymentMethod="CC",
        usageLimitType1="Amount",
        usageLimitPeriod1="1 Month",
        usageLimitValue1="60",
    )["tokenID"]
    token(tab, "MultiUse")
    step("pay more than the tab allows", fps.pay, **payment("tab-0", tab, "60.01"))
    final("tab-1", pay("tab-1", tab, "20.00"))
    step("what the tab was used for", fps.get_token_usage, TokenId=tab)

    held = reserve("hold-1", tab, "30.00")
    step("settle too much", fps.settle, ReserveTransactionId=held, TransactionAmount="30.01")
    step("settle", fps.settle, ReserveTransactionId=held, TransactionAmount="22.50")
    final("hold-1 settled", held)
    step("settle again", fps.settle, ReserveTransactionId=held, TransactionAmount="1")
    back = refund("refund a settled one", held, "2.50", "refund-5")
    final("refund-5", back["TransactionId"])
    released = reserve("hold-2", tab, "5.00")
    step("cancel", fps.cancel, TransactionId=released, Description="Changed their mind")
    final("hold-2 cancelled", released)
    step("settle a cancelled one", fps.settle, ReserveTransactionId=released, TransactionAmount="5")
    step("cancel the token", fps.cancel_token, TokenId=tab, ReasonText="The tab is closed")
    step("pay with a cancelled token", fps.pay, **payment("tab-2", tab, "1.00"))
    step("pay with an unknown token", fps.pay, **payment("tab-3", "Z" * 64, "1.00"))

    prepaid()
    postpaid()
    step("active tokens", fps.get_tokens, TokenStatus="Active")
    step("all payments", fps.get_account_activity, StartDate=OPENED, SortOrderByDate="Ascending")
    step("the account", fps.get_account_balance)


def prepaid():
    card = buyer(
        "SetupPrepaid",
        callerReferenceSender="gift-sender",
        callerReferenceFunding="gift-funding",
        fundingAmount="50",
        paymentMethod="CC",
    )
    instrument, sender, funding = card["prepaidInstrumentID"], card["prepaidSenderTokenID"], card["fundingTokenID"]
    funded = step(
        "fund", fps.fund_prepaid, SenderTokenId=funding, PrepaidInstrumentId=instrument, CallerReference="fund-1",
        **{"FundingAmount.Value": "40", "FundingAmount.CurrencyCode": "USD"},
    )
    final("fund-1", funded["TransactionId"])
    step("prepaid balance", fps.get_prepaid_balance, PrepaidInstrumentId=instrument)
    spent = pay("gift-1", sender, "15.00")
    step("spend too much", fps.pay, **payment("gift-2", sender, "25.01"))
    refund("refund to the card", spent, "5", "refund-6")
    step("prepaid balance after", fps.get_prepaid_balance, PrepaidInstrumentId=instrument)
    step("what the shop owes", fps.get_total_prepaid_liability)


def postpaid():
    account = buyer(
        "SetupPostpaid",
        callerReferenceSender="credit-sender",
        callerReferenceSettlement="credit-settlement",
        creditLimit="80",
        globalAmountLimit="100",
        paymentMethod="CC",
    )
    instrument = account["creditInstrumentID"]
    sender, settlement = account["creditSenderTokenID"], account["settlementTokenID"]
    pay("credit-1", sender, "30.00")
    step("owe too much", fps.pay, **payment("credit-2", sender, "50.01"))
    step("debt", fps.get_debt_balance, CreditInstrumentId=instrument)
    adjustment = {"AdjustmentAmount.Value": "4", "AdjustmentAmount.CurrencyCode": "USD"}
    step("write off", fps.write_off_debt, CreditInstrumentId=instrument, CallerReference="off-1", **adjustment)
    owed = {"SettlementAmount.Value": "26", "SettlementAmount.CurrencyCode": "USD"}
    terms = {"SenderTokenId": settlement, "CreditInstrumentId": instrument}
    settled = step("settle the debt", fps.settle_debt, CallerReference="settle-1", **terms, **owed)
    final("settle-1", settled["TransactionId"])
    step("settle more than the debt", fps.settle_debt, CallerReference="settle-2", **terms, **owed)
    step("debt after", fps.get_debt_balance, CreditInstrumentId=instrument)
    step("all debts", fps.get_outstanding_debt_balance)


def payment(reference, token, amount):
    amount = {"TransactionAmount.Value": amount, "TransactionAmount.CurrencyCode": "USD"}
    return {"SenderTokenId": token, "CallerReference": reference, "CallerDescription": "Tea & cups"} | amount


def pay(reference, token, amount):
    return step(f"pay {reference}", fps.pay, **payment(reference, token, amount))["TransactionId"]


def refund(label, transaction, amount, reference):
    return step(label, fps.refund, TransactionId=transaction, RefundAmount=amount, CallerReference=reference)


def reserve(reference, token, amount):
    reserved = step(f"reserve {reference}", fps.reserve, **payment(reference, token, amount))["TransactionId"]
    final(reference, reserved)
    return reserved


def token(token_id, kind):
    step(f"the {kind} token", fps.get_token_by_caller, TokenId=token_id)
    step(f"{kind} tokens", fps.get_tokens, TokenType=kind, TokenStatus="Active")


def final(label, transaction):
    """Asks until the transaction is what it will be."""
    deadline = time.monotonic() + PATIENCE
    while True:
        status = fps.get_transaction_status(TransactionId=transaction).GetTransactionStatusResult
        if status.TransactionStatus in FINAL or time.monotonic() > deadline:
            return tell(f"became of {label}", "GetTransactionStatus", tree(status))
        time.sleep(PAUSE)


def buyer(pipeline, **terms):
    """Sends a buyer to a page, and believes what he comes back with when FPS vouches for it."""
    address = fps.cbui_url(returnURL=return_url, pipelineName=pipeline, paymentReason="Tea & cups", **terms)
    print(json.dumps({"buyer": address}), flush=True)
    query = sys.stdin.readline().strip()
    verdict = fps.verify_signature(UrlEndPoint=return_url.partition("?")[0], HttpParameters=query)
    tell(f"{pipeline}, vouched for", "VerifySignature", tree(verdict.VerifySignatureResult))
    back = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True))
    tell(f"{pipeline}, back", "page", {name: back[name] for name in sorted(back) if name not in SIGNED})
    return back


SIGNED = {"signature", "signatureMethod", "signatureVersion", "certificateUrl", "basket"}


def step(label, method, **fields):
    action = method.action
    try:
        answer = method(**fields)
    except BotoServerError as refusal:
        return tell(label, action, {"error": refusal.error_code})
    return tell(label, action, tree(getattr(answer, f"{action}Result", {})))


def tell(label, action, result):
    print(json.dumps({"step": label, "action": action, "result": result}), flush=True)
    return result


def tree(value):
    """What boto has read, without its classes."""
    if isinstance(value, ResponseElement):
        return {name: tree(field) for name, field in vars(value).items() if not name.startswith("_")}
    if isinstance(value, list):
        return [tree(element) for element in value]
    return str(value) if isinstance(value, Decimal) else value


main()
