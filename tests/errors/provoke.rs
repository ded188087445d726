//! How each error is provoked: the table.

use amazon_fps::client::{Credentials, HttpRequest};
use amazon_fps::fps::Operation;
use amazon_fps::ids::InstrumentId;
use amazon_fps::sandbox::{
    AccountChange, AccountRole, AccountState, Bank, InstrumentKind, NewAccount, NewInstrument, NewToken, Sandbox,
    Setting, TokenLimit, TokenRole, Verification,
};
use chrono::TimeDelta;
use rust_decimal::Decimal;

use crate::world::{Call, START, Way, World};

/// All actions that list an error.
pub const EVERY: &[&str] = &["*"];
/// Errors that no rule has, and the actions that list them all the same.
pub const BY_NO_RULE: &[(&str, &[&str])] = &[
    // Payments tell a caller that is suspended otherwise.
    (
        "AccessFailure",
        &[
            "FundPrepaid",
            "InstallPaymentInstruction",
            "Pay",
            "Refund",
            "Reserve",
            "Settle",
            "SettleDebt",
            "WriteOffDebt",
        ],
    ),
    // An instruction that can't be used is never installed.
    ("BadRule", &["Pay"]),
    ("ConcurrentModification", EVERY),
    // It has no reference.
    ("DuplicateRequest", &["CancelToken"]),
    ("InternalError", EVERY),
    ("InternalServerError", EVERY),
    // The recipient is the caller, who is looked at first.
    ("InvalidAccountState_Recipient", &["SettleDebt", "WriteOffDebt"]),
    ("UnverifiedEmailAddress_Recipient", &["FundPrepaid", "SettleDebt"]),
    // The instruments' own tokens always say how they pay.
    ("InvalidPaymentMethod", &["FundPrepaid", "SettleDebt"]),
    // It is given no sender token.
    ("InvalidSenderRoleForAccountType", EVERY),
    ("SenderNotOriginalRecipient", EVERY),
    ("InvalidTokenId_Sender", &["WriteOffDebt"]),
    ("InvalidSignature", EVERY),
    // They have codes of their own for what a payment is denied for.
    ("TransactionDenied", &["FundPrepaid", "SettleDebt", "WriteOffDebt"]),
];

/// Whether that error comes only when it is asked for.
pub fn by_no_rule(way: Way, operation: Operation, code: &str) -> bool {
    let listed = BY_NO_RULE.iter().find(|(other, _)| *other == code);
    let is_listed = listed.is_some_and(|(_, actions)| *actions == EVERY || actions.contains(&operation.name()));
    // A query that is not signed lacks a parameter, and a message has no Timestamp of that kind.
    is_listed || matches!((way, code), (Way::Rest, "AuthFailure") | (Way::Soap, "InvalidParameterValue"))
}

/// Makes the call that is refused with that error, after whatever has to be done before. Tells whether it knows how.
pub async fn provoke(world: &World, operation: Operation, code: &str) -> bool {
    let call = match code {
        "InvalidParams" => Some(Call::default()),
        code => match of_parties(world, operation, code).await {
            Some(call) => Some(call),
            None => match of_tokens(world, operation, code).await {
                Some(call) => Some(call),
                None => of_money(world, operation, code).await,
            },
        },
    };
    let Some(call) = call else { return false };
    world.send(operation, call).await;
    true
}

/// Whether a request is refused so before any service sees it.
pub fn is_unwelcome(operation: Operation, code: &str) -> bool {
    match code {
        "AuthFailure"
        | "InvalidClientTokenId"
        | "InvalidParameterValue"
        | "RequestExpired"
        | "SignatureDoesNotMatch" => true,
        // Its parameters are looked into by the service.
        "InvalidParams" => operation != Operation::VerifySignature,
        _ => false,
    }
}

/// Sends a request that is refused so before any service sees it.
pub async fn send_unwelcome(world: &World, operation: Operation, code: &str) {
    let same = |client| client;
    let change = match (world.way, code) {
        (_, "RequestExpired") => {
            let hour_ago = world.now() - TimeDelta::hours(1);
            let late = world.client_changing(|request| request, |client| client.clock(move || hour_ago));
            world.send_by(&late, operation, Call::default()).await;
            return;
        }
        (Way::Rest, "InvalidClientTokenId") => {
            let nobody = Credentials::new("AKIANOBODY", "secret");
            let nobody = world.client_changing(|request| request, |client| client.credentials(nobody));
            world.send_by(&nobody, operation, Call::default()).await;
            return;
        }
        (Way::Soap, "InvalidClientTokenId") => {
            let certificate = world.sandbox.notification_certificate().clone();
            let builder = Sandbox::builder().caller_certificate("AKIAIOSFODNN7EXAMPLE", certificate);
            let elsewhere = World::set_up(Way::Soap, builder.expect("the sandbox begins with this caller")).await;
            elsewhere.send(operation, Call::default()).await;
            world.adopt(&elsewhere);
            return;
        }
        (Way::Rest, "SignatureDoesNotMatch") => ("Signature=", "Signature=x"),
        (Way::Soap, "SignatureDoesNotMatch") => ("</SOAP-ENV:Body>", " </SOAP-ENV:Body>"),
        (Way::Rest, "InvalidParameterValue") => ("Timestamp=", "Timestamp=yesterday"),
        (Way::Rest, "InvalidParams") => ("Version=2010-08-28", "Version=2001-01-01"),
        (Way::Soap, "InvalidParams") => ("", ""),
        (Way::Soap, "AuthFailure") => ("<wsse:Security", "</wsse:Security>"),
        (way, code) => panic!("{code} is not provoked over {way:?}"),
    };
    let changed = world.client_changing(move |request| spoilt(request, change), same);
    world.send_by(&changed, operation, Call::default()).await;
}

fn spoilt(request: HttpRequest, (from, to): (&str, &str)) -> HttpRequest {
    let body = String::from_utf8(request.body).expect("requests are text");
    let body = match (from, to) {
        // The header names another action than the Body.
        ("", "") => {
            let headers = request.headers.into_iter().map(|(name, value)| match name {
                "SOAPAction" => (name, "\"Another\"".to_owned()),
                name => (name, value),
            });
            return HttpRequest { headers: headers.collect(), body: body.into_bytes(), ..request };
        }
        ("<wsse:Security", end) => {
            let (before, rest) = body.split_once(from).expect("it is signed");
            let (_, after) = rest.split_once(end).expect("it is well-formed");
            format!("{before}{after}")
        }
        (from, to) => {
            assert!(body.contains(from), "{from} is not in {body}");
            body.replacen(from, to, 1)
        }
    };
    HttpRequest { body: body.into_bytes(), ..request }
}

/// Errors of whoever takes part: an account that is not what it should be.
async fn of_parties(world: &World, operation: Operation, code: &str) -> Option<Call> {
    let unchanged = AccountChange::default;
    let suspended = || AccountChange { state: Some(AccountState::Suspended), ..unchanged() };
    let unread = || AccountChange { email_verified: Some(false), ..unchanged() };
    let unverified = || AccountChange { verification: Some(Verification::Pending), ..unchanged() };
    let is_refund = matches!(operation, Operation::Refund | Operation::CancelSubscriptionAndRefund);
    let (account, change) = match code {
        "AccessFailure" | "InvalidAccountState_Caller" => ("shop", suspended()),
        "InvalidAccountState" if operation == Operation::InstallPaymentInstruction => ("shop", suspended()),
        "AccountClosed" => ("shop", AccountChange { state: Some(AccountState::Closed), ..unchanged() }),
        "AccountLimitsExceeded" => {
            ("buyer", AccountChange { sending_limit: Setting::To(Decimal::ZERO), ..unchanged() })
        }
        "NotMarketplaceApp" => ("shop", AccountChange { marketplace: Some(false), ..unchanged() }),
        // In a refund the seller is the sender.
        "InvalidAccountState_Sender" if !is_refund => ("buyer", suspended()),
        "InvalidAccountState_Recipient" if is_refund => ("buyer", suspended()),
        "InvalidAccountState_Sender" | "InvalidAccountState_Recipient" => ("seller", suspended()),
        "UnverifiedEmailAddress_Caller" => ("shop", unread()),
        "UnverifiedEmailAddress_Sender" if !is_refund => ("buyer", unread()),
        "UnverifiedEmailAddress_Sender" | "UnverifiedEmailAddress_Recipient" => ("seller", unread()),
        "UnverifiedAccount_Sender" => ("buyer", unverified()),
        "UnverifiedAccount_Recipient" => ("shop", unverified()),
        "UnverifiedBankAccount" => {
            let bank = Setting::To(Bank { verified: Some(false), ..Bank::default() });
            ("buyer", AccountChange { bank, ..unchanged() })
        }
        _ => return None,
    };
    let to_seller = account == "seller" || code == "NotMarketplaceApp";
    let call = match code {
        "UnverifiedBankAccount" => by_bank(world, operation).await,
        _ => ordinary(world, operation, to_seller.then_some("recipient")).await,
    };
    world.alter(account, change).await;
    Some(call)
}

/// Errors of tokens and of what may be said of them.
async fn of_tokens(world: &World, operation: Operation, code: &str) -> Option<Call> {
    let method = match operation {
        Operation::Reserve => "CC",
        _ => "ABT",
    };
    let multi_use = || NewToken {
        token_type: Some("MultiUse".to_owned()),
        payment_method: Some(method.to_owned()),
        ..NewToken::default()
    };
    let with = |name: &str| Call { token: Some(world.token(name)), ..Call::default() };
    let to = |name: &str| Call { recipient: Some(world.token(name)), ..Call::default() };
    let unknown = || Some("0".repeat(64).into());
    Some(match code {
        "InvalidTokenId" | "InvalidTokenId_Sender" => Call { token: unknown(), ..Call::default() },
        "InvalidTokenId_Recipient" => Call { recipient: unknown(), ..Call::default() },
        "TokenNotActive" => with("recipient-cancelled"),
        "TokenNotActive_Recipient" => to("recipient-cancelled"),
        "TokenNotActive_Sender" => {
            let token = world.token(match operation {
                Operation::Reserve => "multi-use-cc",
                Operation::FundPrepaid => "prepaid-abt-funding",
                Operation::SettleDebt => "postpaid-abt-settlement",
                _ => "multi-use-abt",
            });
            let cancel = Call { token: Some(token.clone()), ..Call::default() };
            world.prepare(Operation::CancelToken, cancel).await;
            Call { token: Some(token), ..Call::default() }
        }
        "InvalidAccountState" => with("recipient-suspended"),
        "TokenAccessDenied" => with("subscription"),
        "InvalidTokenType" => with("sender-cc-1"),
        "InvalidCallerReference" => Call { reference: Some("nobody"), ..Call::default() },
        "PaymentInstrumentNotCC" => with("multi-use-abt"),
        "InvalidRecipientForCCTransaction" => {
            Call { token: Some(world.token("multi-use-cc")), ..to("recipient-without-cards") }
        }
        "BadRule" => Call { text: Some("nonsense"), ..Call::default() },
        "InvalidPaymentMethod" if operation == Operation::InstallPaymentInstruction => {
            Call { text: Some("MyRole == 'Caller'; PaymentMethod == 'Cash';"), ..Call::default() }
        }
        "InvalidPaymentMethod" | "PaymentMethodNotDefined" => {
            let open = Call { text: Some("MyRole == 'Sender';"), ..Call::default() };
            world.prepare(Operation::InstallPaymentInstruction, open).await;
            let (_, answer) = world.reply();
            let token = answer.split_once("<TokenId>").and_then(|(_, rest)| rest.split_once("</TokenId>"));
            let token = token.map(|(token, _)| token.into());
            Call { token, ..to("recipient") }
        }
        "SameSenderAndRecipient" => {
            let token = NewToken { account: Some("shop".to_owned()), ..multi_use() };
            Call { token: Some(world.create(token).await), ..Call::default() }
        }
        "SameTokenIdUsedMultipleTimes" => {
            let once = || match operation {
                Operation::Reserve => with("sender-cc-1"),
                _ => with("sender-abt-1"),
            };
            world.prepare(operation, once()).await;
            once()
        }
        "IncompatibleTokens" => match operation {
            Operation::FundPrepaid => with("prepaid-cc-funding"),
            Operation::SettleDebt => with("postpaid-cc-settlement"),
            _ => {
                let expired = NewToken { expires: START.parse().ok(), ..multi_use() };
                Call { token: Some(world.create(expired).await), ..Call::default() }
            }
        },
        "TokenUsageError" => match operation {
            Operation::FundPrepaid | Operation::SettleDebt => {
                let total = NewInstrument { total: Some(Decimal::new(50, 2)), ..NewInstrument::default() };
                of_instrument(world, operation, total).await
            }
            _ => {
                let limits = vec![TokenLimit { count: Some(0), ..TokenLimit::default() }];
                Call { token: Some(world.create(NewToken { limits, ..multi_use() }).await), ..Call::default() }
            }
        },
        _ => return None,
    })
}

/// Errors of amounts, of instruments, and of what became of transactions.
async fn of_money(world: &World, operation: Operation, code: &str) -> Option<Call> {
    let agreed = |terms: NewInstrument| of_instrument(world, operation, terms);
    let named = NewInstrument::default;
    Some(match (code, operation) {
        ("AmountOutOfRange", Operation::Refund | Operation::CancelSubscriptionAndRefund | Operation::WriteOffDebt) => {
            Call { amount: Some("10000.01".into()), ..ordinary(world, operation, None).await }
        }
        ("AmountOutOfRange", Operation::Settle) => {
            Call { amount: Some("0.01".into()), ..ordinary(world, operation, None).await }
        }
        ("AmountOutOfRange", Operation::FundPrepaid | Operation::SettleDebt) => {
            let by_card = NewInstrument { payment_method: Some("CC".to_owned()), ..named() };
            Call { amount: Some("0.01".into()), ..agreed(by_card).await }
        }
        ("AmountOutOfRange", _) => {
            Call { token: Some(world.token("multi-use-cc")), amount: Some("0.01".into()), ..Call::default() }
        }
        ("DuplicateRequest", _) => {
            let usual = ordinary(world, operation, None).await;
            let first = Call { transaction: usual.transaction.clone(), reference: Some("same"), ..Call::default() };
            world.prepare(operation, first).await;
            Call { reference: Some("same"), amount: Some("2".into()), text: Some("MyRole == 'Recipient';"), ..usual }
        }
        ("InactiveInstrument", _) => agreed(NewInstrument { cancelled: true, ..named() }).await,
        ("InstrumentAccessDenied", _) => agreed(NewInstrument { merchant: Some("seller".to_owned()), ..named() }).await,
        ("InstrumentExpired", _) => agreed(NewInstrument { expires: START.parse().ok(), ..named() }).await,
        ("InvalidPaymentInstrument", _) => {
            let other = match kind(operation) {
                InstrumentKind::Credit => "prepaid-abt",
                _ => "postpaid-abt",
            };
            Call { instrument: Some(world.instrument(other)), ..Call::default() }
        }
        ("InsufficientBalance", Operation::Pay) => {
            Call { token: Some(world.token("sender-poor")), amount: Some("5".into()), ..Call::default() }
        }
        ("InsufficientBalance", _) => {
            let poor = NewInstrument { account: Some("poor-buyer".to_owned()), ..named() };
            Call { amount: Some("5".into()), ..agreed(poor).await }
        }
        ("PrepaidFundingLimitExceeded", _) => Call { amount: Some("100.01".into()), ..Call::default() },
        ("SettleAmountGreaterThanDebt", _) => {
            Call { amount: Some("20.01".into()), ..ordinary(world, operation, None).await }
        }
        ("SettleAmountGreaterThanReserveAmount", _) => {
            Call { amount: Some("10.01".into()), ..ordinary(world, operation, None).await }
        }
        ("InvalidDateRange", _) => Call { start: Some(world.now() + TimeDelta::days(1)), ..Call::default() },
        ("InvalidTransactionId", _) => Call::default(),
        ("InvalidTransactionState", _) => {
            Call { transaction: Some(world.paid("multi-use-abt", "10", None).await), ..Call::default() }
        }
        ("TransactionTypeNotRefundable", _) => {
            let funded = world.transaction(Operation::FundPrepaid, Call::default()).await;
            Call { transaction: Some(funded), ..Call::default() }
        }
        ("InvalidSubscriptionState", _) => {
            let cancelled = Some(world.subscription("subscription-cancelled"));
            Call { subscription: cancelled, keeps_money: true, ..Call::default() }
        }
        ("TransactionDenied", Operation::Pay | Operation::Reserve) => {
            world.alter("buyer", AccountChange { card: Setting::None, ..AccountChange::default() }).await;
            Call { token: Some(world.token("multi-use-cc")), ..Call::default() }
        }
        ("TransactionDenied", Operation::Settle) => {
            // The fee is more than the amount, and the seller has nothing else to pay it from.
            let name = || "penniless".to_owned();
            let seller = NewAccount { name: name(), role: AccountRole::Seller, ..NewAccount::default() };
            world.sandbox.create_account(seller).await.expect("nobody is called so");
            let token = NewToken { role: TokenRole::Recipient, account: Some(name()), ..NewToken::default() };
            let recipient = world.create(token).await;
            let transaction = world.reserved(Some(recipient), "0.02").await;
            Call { transaction: Some(transaction), amount: Some("0.02".into()), ..Call::default() }
        }
        (code, Operation::Refund) => of_refund(world, code).await?,
        (code, Operation::CancelSubscriptionAndRefund) => of_subscription(world, code).await?,
        _ => return None,
    })
}

/// Errors of a refund of ten dollars.
async fn of_refund(world: &World, code: &str) -> Option<Call> {
    let paid = |token: &'static str| world.paid(token, "10", None);
    let transaction = Some(match code {
        "OriginalTransactionFailed" => {
            let declined = paid("sender-declined").await;
            world.pass(TimeDelta::seconds(2));
            declined
        }
        "OriginalTransactionIncomplete" => paid("sender-cc-1").await,
        "TransactionFullyRefundedAlready" => {
            let paid = paid("sender-abt-1").await;
            let whole = Call { transaction: Some(paid.clone()), amount: Some("10".into()), ..Call::default() };
            world.prepare(Operation::Refund, whole).await;
            paid
        }
        "RefundAmountExceeded" => paid("sender-abt-1").await,
        "TransactionDenied" => {
            let paid = paid("sender-abt-1").await;
            spend_everything(world).await;
            paid
        }
        _ => return None,
    });
    Some(Call { transaction, amount: (code == "RefundAmountExceeded").then(|| "10.01".into()), ..Call::default() })
}

/// Errors of a refund of a dollar of a subscription's last payment.
async fn of_subscription(world: &World, code: &str) -> Option<Call> {
    match code {
        "OriginalTransactionFailed" => {
            world.alter("buyer", AccountChange { card: Setting::None, ..AccountChange::default() }).await;
            world.pass(TimeDelta::days(31));
        }
        // It is charged at this moment, and a card takes a second.
        "OriginalTransactionIncomplete" => world.pass(TimeDelta::days(29)),
        "TransactionFullyRefundedAlready" => {
            world.prepare(Operation::GetTransactionsForSubscription, Call::default()).await;
            let (_, answer) = world.reply();
            let last = answer.rsplit_once("<TransactionId>").and_then(|(_, rest)| rest.split_once("</TransactionId>"));
            let transaction = last.map(|(id, _)| id.into());
            let whole = Call { transaction, amount: Some("9.95".into()), ..Call::default() };
            world.prepare(Operation::Refund, whole).await;
        }
        "TransactionDenied" => spend_everything(world).await,
        "RefundAmountExceeded" => return Some(Call { amount: Some("9.96".into()), ..Call::default() }),
        _ => return None,
    }
    Some(Call::default())
}

/// Has the shop pay away all it has.
async fn spend_everything(world: &World) {
    world.prepare(Operation::GetAccountBalance, Call::default()).await;
    let (_, answer) = world.reply();
    let balance = answer.split_once("<DisburseBalance>").and_then(|(_, rest)| rest.split_once("<Value>"));
    let balance = balance.and_then(|(_, rest)| rest.split_once("</Value>")).expect("it is told").0;
    let own =
        NewToken { account: Some("shop".to_owned()), payment_method: Some("ABT".to_owned()), ..NewToken::default() };
    let own = world.create(own).await;
    let recipient = world.create(NewToken { role: TokenRole::Recipient, ..NewToken::default() }).await;
    let all = Call {
        token: Some(own),
        recipient: Some(recipient),
        amount: Some(balance.to_owned().into()),
        ..Call::default()
    };
    world.prepare(Operation::Pay, all).await;
}

/// What an ordinary call of the action needs: a payment to refund, a debt to settle, and the like.
async fn ordinary(world: &World, operation: Operation, recipient: Option<&str>) -> Call {
    let token = recipient.map(|name| world.token(name));
    match operation {
        Operation::Pay | Operation::Reserve => Call { recipient: token, ..Call::default() },
        Operation::Refund => {
            let paid = world.paid("multi-use-abt", "10", recipient).await;
            Call { transaction: Some(paid), ..Call::default() }
        }
        Operation::Settle | Operation::Cancel => {
            Call { transaction: Some(world.reserved(token, "10").await), ..Call::default() }
        }
        Operation::SettleDebt | Operation::WriteOffDebt => {
            world.owe(world.token("postpaid-abt-sender")).await;
            Call::default()
        }
        _ => Call::default(),
    }
}

/// The same from a bank account.
async fn by_bank(world: &World, operation: Operation) -> Call {
    match operation {
        Operation::Pay => Call { token: Some(world.token("sender-ach-1")), ..Call::default() },
        _ => {
            let by_bank = NewInstrument { payment_method: Some("ACH".to_owned()), ..NewInstrument::default() };
            of_instrument(world, operation, by_bank).await
        }
    }
}

/// The call with an instrument that was agreed on these terms; debt is made on it where it can be.
async fn of_instrument(world: &World, operation: Operation, terms: NewInstrument) -> Call {
    let can_be_used = terms.merchant.is_none() && !terms.cancelled && terms.expires.is_none();
    let kind = kind(operation);
    let payment_method = terms.payment_method.clone().or_else(|| Some("ABT".to_owned()));
    let made = world.create_instrument(NewInstrument { kind, payment_method, ..terms }).await;
    if kind == InstrumentKind::Credit && can_be_used {
        world.owe(made.sender_token_id.clone()).await;
    }
    let token = match operation {
        Operation::Pay => Some(made.sender_token_id),
        _ => made.funding_token_id.or(made.settlement_token_id),
    };
    let instrument: InstrumentId = made.instrument_id;
    Call { token, instrument: Some(instrument), ..Call::default() }
}

/// The kind of instrument that the action is about.
fn kind(operation: Operation) -> InstrumentKind {
    match operation {
        Operation::SettleDebt | Operation::WriteOffDebt | Operation::GetDebtBalance => InstrumentKind::Credit,
        _ => InstrumentKind::Prepaid,
    }
}
