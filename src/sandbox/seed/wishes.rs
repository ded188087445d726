//! Tokens and instruments that are made while the sandbox runs, as a buyer or a seller would on a page of FPS.

use rust_decimal::Decimal;

use super::{
    model::{AmountType, NewInstrument, NewToken, SeedAccount, SeedInstrument, SeedToken, TokenLimit, TokenRole},
    plan::{Agreement, Plan},
    share,
};
use crate::{
    fps,
    sandbox::{
        books::{Books, Stop},
        command::{check_text, invalid},
        rows::{self, AmountRule, Bound, Limit, Method, Period, Quota, TokenType},
        rules::{parties::HIGHEST, tokens},
        view,
    },
};

/// As many limits as GetTokenUsage can tell of.
const MOST_LIMITS: usize = 3;
/// Longest texts, in characters, as FPS requests may have them.
const LONGEST_NAME: usize = 128;
const LONGEST_REASON: usize = 64;
const LONGEST_PERIOD: u32 = 1_000;

pub(super) fn create_token(books: &mut Books<'_>, new: &NewToken) -> Result<SeedToken, Stop> {
    let amounts = [("amount", new.amount), ("total", new.total), ("max_fixed_fee", new.max_fixed_fee)];
    amounts.into_iter().try_for_each(|(field, amount)| check_dollars(field, amount))?;
    check_percent("max_variable_fee", new.max_variable_fee)?;
    for (field, text, most) in [
        ("caller_reference", &new.caller_reference, LONGEST_NAME),
        ("friendly_name", &new.friendly_name, LONGEST_NAME),
        ("payment_reason", &new.payment_reason, LONGEST_REASON),
    ] {
        text.iter().try_for_each(|text| check_text(field, text, most))?;
    }
    let share = share(books)?;
    let (role, is_recipient) = match new.role {
        TokenRole::Sender => (rows::TokenRole::Sender, false),
        TokenRole::Recipient => (rows::TokenRole::Recipient, true),
        other => return Err(invalid(format!("role is {other:?}: tokens are made for a sender or a recipient."))),
    };
    let account = new.account.as_deref().unwrap_or(if is_recipient { "seller" } else { "buyer" });
    let token_type = match &new.token_type {
        Some(name) => view::token_type(&fps::TokenType::from(name.as_str()))?,
        None if is_recipient => TokenType::Unrestricted,
        None => TokenType::SingleUse,
    };
    if token_type == TokenType::Unrestricted && !is_recipient {
        return Err(invalid("type is Unrestricted, which a token of a sender can't be."));
    }
    let method = funding_method(new.payment_method.as_deref())?;
    if let (Some(from), Some(expires)) = (new.valid_from, new.expires)
        && expires <= from
    {
        return Err(invalid("expires is not after valid_from: the token would never be valid."));
    }
    let base = if is_recipient { Plan::recipient(account) } else { Plan::sender(account, method) };
    let plan = Plan {
        token_type,
        amount_rules: amount_rule(new).into_iter().collect(),
        limits: limits(books, new)?,
        fees: (new.max_fixed_fee, new.max_variable_fee),
        recipient_pays_fee: !new.caller_pays_fee,
        active: !new.cancelled,
        valid_from: new.valid_from,
        expires: new.expires,
        caller_reference: new.caller_reference.clone(),
        friendly_name: new.friendly_name.clone(),
        payment_reason: new.payment_reason.clone(),
        recipients: new.recipients.iter().map(|name| id_of(&share.accounts, name)).collect::<Result<_, _>>()?,
        replaces: new.replaces.as_ref().map(|id| id.as_str().to_owned()),
        ..base
    };
    if let Some(id) = &new.replaces {
        tokens::retire(books, id.as_str(), role, &id_of(&share.accounts, account)?)?;
    }
    let name = books.ids().friendly_name();
    plan.install(books, &share.accounts, &name)
}

pub(super) fn create_instrument(books: &mut Books<'_>, new: &NewInstrument) -> Result<SeedInstrument, Stop> {
    check_dollars("limit", new.limit)?;
    check_dollars("total", new.total)?;
    let share = share(books)?;
    let agreement = Agreement {
        kind: new.kind,
        method: funding_method(new.payment_method.as_deref())?,
        account: new.account.as_deref().unwrap_or("buyer"),
        merchant: new.merchant.as_ref().map(|name| id_of(&share.accounts, name)).transpose()?,
        limit: new.limit.unwrap_or(Decimal::ONE_HUNDRED),
        total: new.total,
        expires: new.expires,
        active: !new.cancelled,
    };
    let name = books.ids().friendly_name();
    let (instrument, _) = agreement.conclude(books, &share.accounts, &name)?;
    Ok(instrument)
}

fn amount_rule(new: &NewToken) -> Option<AmountRule> {
    let bound = match new.amount_type {
        AmountType::Exact => Bound::Exact,
        AmountType::Minimum => Bound::Minimum,
        AmountType::Maximum => Bound::Maximum,
    };
    new.amount.map(|amount| AmountRule { bound, amount })
}

fn limits(books: &Books<'_>, new: &NewToken) -> Result<Vec<Limit>, Stop> {
    let start = new.valid_from.unwrap_or_else(|| books.now());
    let total = new.total.map(|total| Limit::new(Quota::Amount(total), None, start));
    let limits = new.limits.iter().map(|limit| {
        let TokenLimit { amount, count, period } = limit;
        let quota = match (amount, count) {
            (Some(amount), None) => Quota::Amount(*amount),
            (None, Some(count)) => Quota::Count(*count),
            _ => return Err(invalid("One of limits must have either amount or count.")),
        };
        check_dollars("amount of one of limits", *amount)?;
        let period = period.as_deref().map(|text| {
            Period::parse(text).filter(|period| period.count <= LONGEST_PERIOD).ok_or_else(|| {
                let text = text.chars().take(40).collect::<String>();
                invalid(format!("period of one of limits is '{text}', and must be such as '1 Month' or '12 Hours'."))
            })
        });
        Ok(Limit::new(quota, period.transpose()?, start))
    });
    let limits = total.into_iter().map(Ok).chain(limits).collect::<Result<Vec<_>, _>>()?;
    match limits.len() {
        ..=MOST_LIMITS => Ok(limits),
        many => Err(invalid(format!("There are {many} limits, and may be {MOST_LIMITS} at most, total included."))),
    }
}

fn id_of(accounts: &[SeedAccount], name: &str) -> Result<String, Stop> {
    let account = accounts.iter().find(|account| account.name == name);
    let unknown = || invalid(format!("There is no account '{}' here.", name.chars().take(64).collect::<String>()));
    Ok(account.ok_or_else(unknown)?.account_id.clone())
}

fn check_dollars(field: &str, amount: Option<Decimal>) -> Result<(), Stop> {
    let fits = |amount: &Decimal| (Decimal::ZERO..=HIGHEST).contains(amount) && amount.normalize().scale() <= 2;
    match amount.filter(|amount| !fits(amount)) {
        Some(amount) => {
            Err(invalid(format!("{field} is {amount}, and must be whole cents from 0 to {HIGHEST} dollars.")))
        }
        None => Ok(()),
    }
}

fn check_percent(field: &str, percent: Option<Decimal>) -> Result<(), Stop> {
    match percent.filter(|percent| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent)) {
        Some(percent) => Err(invalid(format!("{field} is {percent}, and must be from 0 to 100 percent."))),
        None => Ok(()),
    }
}

fn funding_method(name: Option<&str>) -> Result<Method, Stop> {
    match view::method(&fps::PaymentMethod::from(name.unwrap_or("CC")))? {
        method @ (Method::Abt | Method::Ach | Method::Cc) => Ok(method),
        Method::Debt | Method::Prepaid => Err(invalid("payment_method must be ABT, ACH or CC.")),
    }
}
