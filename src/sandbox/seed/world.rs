//! The accounts, tokens and instruments that a caller finds.

use chrono::{Days, Months, TimeDelta};
use rust_decimal::Decimal;

use super::{
    DOCUMENT, World, keep,
    model::{InstrumentKind, SeedAccount, SeedSubscription, SeedToken, Share},
    people::{self, PEOPLE},
    plan::{Agreement, Plan},
};
use crate::{
    fps,
    sandbox::{
        amazon_pay::merchants,
        books::{Books, Stop},
        rows::{
            AmountRule, Bound, Installer, Limit, Method, Period, Quota, Subscription, SubscriptionState, TokenType,
            Unit,
        },
        rules::{finality, subscriptions},
    },
};

/// Single-use tokens for each payment method.
const SINGLE_USE_TOKENS: usize = 4;
const METHODS: [Method; 3] = [Method::Abt, Method::Cc, Method::Ach];

/// Whether the caller has found everything that there is to be found.
pub(crate) fn is_founded(books: &Books<'_>) -> Result<bool, Stop> {
    Ok(books.document(DOCUMENT)?.is_some() && merchants::is_founded(books)?)
}

/// Whether the caller has the account that it needs where everything else comes from outside.
pub(crate) fn has_account(books: &Books<'_>) -> Result<bool, Stop> {
    Ok(books.document(DOCUMENT)?.is_some())
}

/// Opens the account of a new caller, and nothing else.
pub(crate) fn open_account(books: &mut Books<'_>, world: &World) -> Result<(), Stop> {
    books.tell_nobody();
    if has_account(books)? {
        return Ok(());
    }
    let account = people::caller(books, world)?;
    keep(books, &Share { accounts: vec![account], ..Share::default() })
}

/// Makes everything that a new caller finds. A caller that is known keeps what it has, and finds what is new.
pub(crate) fn found(books: &mut Books<'_>, world: &World) -> Result<(), Stop> {
    books.tell_nobody();
    merchants::found(books, &world.name)?;
    match books.document(DOCUMENT)? {
        Some(_) => Ok(()),
        None => furnish(books, world),
    }
}

fn furnish(books: &mut Books<'_>, world: &World) -> Result<(), Stop> {
    let mut share = Share::default();
    for person in PEOPLE {
        share.accounts.push(person.move_in(books, world)?);
    }
    let mut add = |books: &mut Books<'_>, name: &str, plan: Plan<'_>| -> Result<String, Stop> {
        let token = plan.install(books, &share.accounts, name)?;
        let id = token.token_id.as_str().to_owned();
        share.tokens.push(token);
        Ok(id)
    };
    for method in METHODS {
        let label = label(method);
        for number in 1..=SINGLE_USE_TOKENS {
            add(books, &format!("sender-{label}-{number}"), Plan::sender("buyer", method))?;
        }
        let start = books.now();
        let limits = vec![
            Limit::new(Quota::Amount(Decimal::from(50_000)), None, start),
            Limit::new(Quota::Amount(Decimal::from(20_000)), Some(Period::new(1, Unit::Month)), start),
            Limit::new(Quota::Count(1_000), Some(Period::new(1, Unit::Day)), start),
        ];
        let plan = Plan { token_type: TokenType::MultiUse, limits, ..Plan::sender("buyer", method) };
        add(books, &format!("multi-use-{label}"), plan)?;
    }
    let start = books.now();
    let small = Limit::new(Quota::Amount(Decimal::from(20)), Some(Period::new(1, Unit::Day)), start);
    let once_a_month = Limit::new(Quota::Count(1), Some(Period::new(1, Unit::Month)), start);
    let ten = AmountRule { bound: Bound::Exact, amount: Decimal::TEN };
    let plan = Plan { token_type: TokenType::MultiUse, limits: vec![small], ..Plan::sender("buyer", Method::Abt) };
    add(books, "multi-use-small", plan)?;
    let plan = Plan {
        token_type: TokenType::Recurring,
        limits: vec![once_a_month],
        amount_rules: vec![ten],
        ..Plan::sender("buyer", Method::Cc)
    };
    add(books, "recurring", plan)?;

    let fees = (Some(Decimal::ONE), Some(Decimal::TEN));
    add(books, "recipient", Plan { fees, ..Plan::recipient("seller") })?;
    add(books, "recipient-caller-pays", Plan { fees, recipient_pays_fee: false, ..Plan::recipient("seller") })?;
    add(books, "recipient-without-cards", Plan { fees, ..Plan::recipient("small-seller") })?;
    add(books, "recipient-self", Plan::recipient("shop"))?;

    add(books, "sender-poor", Plan { token_type: TokenType::MultiUse, ..Plan::sender("poor-buyer", Method::Abt) })?;
    add(books, "sender-declined", Plan { token_type: TokenType::MultiUse, ..Plan::sender("poor-buyer", Method::Cc) })?;
    add(
        books,
        "sender-unverified-bank",
        Plan { token_type: TokenType::MultiUse, ..Plan::sender("poor-buyer", Method::Ach) },
    )?;
    for trouble in ["unverified", "unverified-email", "suspended", "closed"] {
        let plan = Plan { token_type: TokenType::MultiUse, ..Plan::sender(trouble, Method::Abt) };
        add(books, &format!("sender-{trouble}"), plan)?;
        add(books, &format!("recipient-{trouble}"), Plan::recipient(trouble))?;
    }
    let yesterday = start - TimeDelta::days(1);
    add(books, "sender-expired", Plan { expires: Some(yesterday), ..Plan::sender("buyer", Method::Abt) })?;
    add(books, "sender-cancelled", Plan { active: false, ..Plan::sender("buyer", Method::Abt) })?;
    add(books, "recipient-cancelled", Plan { active: false, ..Plan::recipient("seller") })?;

    let agreements = [
        ("prepaid-cc", InstrumentKind::Prepaid, Method::Cc),
        ("prepaid-abt", InstrumentKind::Prepaid, Method::Abt),
        ("postpaid-cc", InstrumentKind::Credit, Method::Cc),
        ("postpaid-abt", InstrumentKind::Credit, Method::Abt),
    ];
    for (name, kind, method) in agreements {
        let agreement = Agreement {
            kind,
            method,
            account: "buyer",
            merchant: None,
            limit: Decimal::ONE_HUNDRED,
            total: None,
            expires: None,
            active: true,
        };
        let (instrument, tokens) = agreement.conclude(books, &share.accounts, name)?;
        share.instruments.push(instrument);
        share.tokens.extend(tokens);
    }
    // In the order of their payments, which were received one after the other.
    for (name, months_ago, cancelled_after) in [("subscription-cancelled", 6, Some(2)), ("subscription", 3, None)] {
        let (subscription, token) = subscribe(books, &share.accounts, name, months_ago, cancelled_after)?;
        share.subscriptions.push(subscription);
        share.tokens.push(token);
    }
    keep(books, &share)
}

fn label(method: Method) -> String {
    fps::PaymentMethod::from(method).as_ref().to_ascii_lowercase()
}

/// Makes a subscription that began months ago, with the payments since then as they were due.
fn subscribe(
    books: &mut Books<'_>,
    accounts: &[SeedAccount],
    name: &str,
    months_ago: u32,
    cancelled_after: Option<usize>,
) -> Result<(SeedSubscription, SeedToken), Stop> {
    let now = books.now();
    let start = now - Months::new(months_ago) - Days::new(2);
    let plan = Plan {
        token_type: TokenType::Recurring,
        installer: Installer::SimplePay,
        valid_from: Some(start),
        limits: vec![Limit::new(Quota::Count(1), Some(Period::new(1, Unit::Month)), start)],
        ..Plan::sender("buyer", Method::Cc)
    };
    let mut token = plan.install(books, accounts, name)?;
    let buyer = accounts.iter().find(|account| account.name == "buyer").map(|buyer| buyer.account_id.clone());
    let mut subscription = Subscription {
        id: books.ids().subscription(),
        state: SubscriptionState::Active,
        description: "Monthly magazine".to_owned(),
        amount: Decimal::new(9_95, 2),
        promotional_amount: Some(Decimal::new(4_95, 2)),
        promotional_payments: 1,
        start,
        period: Some(Period::new(1, Unit::Year)),
        frequency: Period::new(1, Unit::Month),
        sender: buyer.unwrap_or_default(),
        recipient: books.caller_id().to_owned(),
        sender_token: token.token_id.as_str().to_owned(),
        notification_url: None,
        payments: Vec::new(),
    };
    let is_made = |subscription: &Subscription| cancelled_after == Some(subscription.payments.len());
    while let Some(due) = subscription.next_payment().filter(|due| *due <= now && !is_made(&subscription)) {
        subscriptions::charge(books, &mut subscription, due)?;
        // It became final in its own time, before the next one was made.
        if let Some(id) = subscription.payments.last()
            && let Some(transaction) = books.transaction(id)?
        {
            books.set_now(transaction.due.unwrap_or(due).min(now));
            finality::step(books, transaction)?;
            books.set_now(now);
        }
    }
    if cancelled_after.is_some() {
        subscription.state = SubscriptionState::Cancelled;
        if let Some(mut row) = books.token(&subscription.sender_token)? {
            row.cancel(now, None, None);
            books.put(row);
        }
        "Inactive".clone_into(&mut token.status);
    }
    let seeded = SeedSubscription {
        caller: books.caller_id().to_owned(),
        name: name.to_owned(),
        subscription_id: subscription.id.as_str().into(),
    };
    books.put(subscription);
    Ok((seeded, token))
}
