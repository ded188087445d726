"""An old shop that speaks SOAP through zeep. It is started as old_shop.py is, and tells its steps in the same way.

    python old_shop_zeep.py HOST PORT ACCESS_KEY RETURN_URL
        (AWS_SECRET_ACCESS_KEY for the pages, FPS_CERTIFICATE and FPS_KEY for what it signs)
"""

import datetime
import json
import os
import sys
import time
from decimal import Decimal
from urllib.parse import parse_qsl

import zeep
from zeep.helpers import serialize_object

import query
from zeep_client import TokenInMessage

PATIENCE = 60
PAUSE = 0.25
FINAL = {"Success", "Failure", "Cancelled", "Reserved"}
PAGES = "/cobranded-ui/actions/start"
SIGNED = {"signature", "signatureMethod", "signatureVersion", "certificateUrl", "basket"}

host, port, access_key, return_url = sys.argv[1:]
signing = TokenInMessage(os.environ["FPS_KEY"], os.environ["FPS_CERTIFICATE"])
fps = zeep.Client(f"http://{host}:{port}/doc/2010-08-28/AmazonFPS.wsdl", wsse=signing).service


def main():
    order = buyer("SingleUse", callerReference="order-1", transactionAmount="25.00", paymentMethod="CC")["tokenID"]
    step("the token", "GetTokenByCaller", CallerReference="order-1")
    paid = pay("order-1", order, "25.00")
    step("pay otherwise", "Pay", **payment("order-1", order, "26.00"))
    final("order-1", paid)
    step("the payment", "GetTransaction", TransactionId=paid)
    back = step("refund", "Refund", TransactionId=paid, CallerReference="refund-1")
    final("refund-1", back["TransactionId"])
    step("refund again", "Refund", TransactionId=paid, CallerReference="refund-2")

    terms = {"callerReference": "tab-1", "globalAmountLimit": "100", "paymentMethod": "CC"}
    tab = buyer("MultiUse", **terms)["tokenID"]
    held = step("reserve", "Reserve", **payment("hold-1", tab, "30.00"))["TransactionId"]
    final("hold-1", held)
    step("settle all", "Settle", ReserveTransactionId=held)
    final("hold-1 settled", held)
    released = step("reserve more", "Reserve", **payment("hold-2", tab, "5.00"))["TransactionId"]
    final("hold-2", released)
    step("cancel", "Cancel", TransactionId=released, Description="Changed their mind")
    step("what is left of the tab", "GetTokenUsage", TokenId=tab)
    step("pay more than the tab allows", "Pay", **payment("tab-2", tab, "70.01"))
    step("cancel the token", "CancelToken", TokenId=tab, ReasonText="The tab is closed")
    step("pay with a cancelled token", "Pay", **payment("tab-3", tab, "1.00"))

    card = buyer(
        "SetupPrepaid",
        callerReferenceSender="gift-sender",
        callerReferenceFunding="gift-funding",
        fundingAmount="50",
        paymentMethod="CC",
    )
    instrument = card["prepaidInstrumentID"]
    terms = {"SenderTokenId": card["fundingTokenID"], "PrepaidInstrumentId": instrument}
    funded = step("fund", "FundPrepaid", FundingAmount=usd("40"), CallerReference="fund-1", **terms)
    final("fund-1", funded["TransactionId"])
    pay("gift-1", card["prepaidSenderTokenID"], "15.00")
    step("prepaid balance", "GetPrepaidBalance", PrepaidInstrumentId=instrument)
    step("what the shop owes", "GetTotalPrepaidLiability")

    account = buyer(
        "SetupPostpaid",
        callerReferenceSender="credit-sender",
        callerReferenceSettlement="credit-settlement",
        creditLimit="80",
        globalAmountLimit="100",
        paymentMethod="CC",
    )
    instrument = account["creditInstrumentID"]
    pay("credit-1", account["creditSenderTokenID"], "30.00")
    step("debt", "GetDebtBalance", CreditInstrumentId=instrument)
    step("write off", "WriteOffDebt", CreditInstrumentId=instrument, AdjustmentAmount=usd("4"), CallerReference="off-1")
    terms = {"SenderTokenId": account["settlementTokenID"], "CreditInstrumentId": instrument}
    settled = step("settle the debt", "SettleDebt", SettlementAmount=usd("26"), CallerReference="settle-1", **terms)
    final("settle-1", settled["TransactionId"])
    step("all debts", "GetOutstandingDebtBalance")
    step("the account", "GetAccountBalance")


def payment(reference, token, amount):
    return {"SenderTokenId": token, "CallerReference": reference, "TransactionAmount": usd(amount)}


def usd(amount):
    return {"CurrencyCode": "USD", "Value": amount}


def pay(reference, token, amount):
    return step(f"pay {reference}", "Pay", **payment(reference, token, amount))["TransactionId"]


def final(label, transaction):
    """Asks until the transaction is what it will be."""
    deadline = time.monotonic() + PATIENCE
    while True:
        status = ask("GetTransactionStatus", TransactionId=transaction)
        if status["TransactionStatus"] in FINAL or time.monotonic() > deadline:
            return tell(f"became of {label}", "GetTransactionStatus", status)
        time.sleep(PAUSE)


def buyer(pipeline, **terms):
    """Sends a buyer to a page, and believes what he comes back with when FPS vouches for it."""
    terms |= {"callerKey": access_key, "version": "2009-01-09", "returnURL": return_url, "pipelineName": pipeline}
    signed = query.sign(os.environ["AWS_SECRET_ACCESS_KEY"], f"{host}:{port}", PAGES, terms)
    print(json.dumps({"buyer": f"http://{host}:{port}{PAGES}?{signed}"}), flush=True)
    brought = sys.stdin.readline().strip()
    shop = return_url.partition("?")[0]
    step(f"{pipeline}, vouched for", "VerifySignature", UrlEndPoint=shop, HttpParameters=brought)
    back = dict(parse_qsl(brought, keep_blank_values=True, strict_parsing=True))
    tell(f"{pipeline}, back", "page", {name: back[name] for name in sorted(back) if name not in SIGNED})
    return back


def step(label, action, **request):
    try:
        return tell(label, action, ask(action, **request))
    except zeep.exceptions.Fault as fault:
        return tell(label, action, {"error": fault.code.rpartition(".")[2]})


def ask(action, **request):
    """The result of an action. Of an answer without one zeep leaves its request id alone."""
    answer = serialize_object(getattr(fps, action)(**request), dict)
    return plain(answer.get(f"{action}Result", {}) if isinstance(answer, dict) else {})


def plain(value):
    if isinstance(value, dict):
        return {name: plain(field) for name, field in value.items()}
    if isinstance(value, list):
        return [plain(element) for element in value]
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def tell(label, action, result):
    print(json.dumps({"step": label, "action": action, "result": result}), flush=True)
    return result


main()
