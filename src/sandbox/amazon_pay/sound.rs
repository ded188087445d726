//! Whether objects of Amazon Pay that come from elsewhere can be: rules rely on all that is checked here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Utc};
use rust_decimal::Decimal;

use super::rows::{AuthorizationState, CaptureState, ProviderShare, RefundState};
use crate::{
    money::Price,
    sandbox::rows::{Key, Row, Tenant},
};

/// The last year in which something happens.
const LAST_YEAR: i32 = 9999;
/// The most that a payment is of: the highest there is, in yen.
const HIGHEST_PRICE: i64 = 10_000_000;
/// The most that payments come to: an order has ten authorizations.
const HIGHEST_SUM: i64 = 10 * HIGHEST_PRICE;
/// The decimals that amounts have at most.
const DECIMALS: u32 = 6;

/// The rows without which an object of Amazon Pay makes no sense.
pub(in crate::sandbox) fn named_by(row: &Row) -> Vec<Key> {
    let merchant = |id: &String| Key::Merchant(id.clone());
    let order = |id: &String| Key::OrderReference(id.clone());
    match row {
        Row::BillingAgreement(row) => {
            [merchant(&row.seller)].into_iter().chain(row.order_references.iter().map(order)).collect()
        }
        Row::OrderReference(row) => {
            let authorizations = row.authorizations.iter().map(|id| Key::Authorization(id.clone()));
            let agreement = row.agreement.iter().map(|id| Key::BillingAgreement(id.clone()));
            [merchant(&row.seller)].into_iter().chain(authorizations).chain(agreement).collect()
        }
        Row::Authorization(row) => {
            let capture = row.capture.iter().map(|id| Key::Capture(id.clone()));
            [merchant(&row.seller), order(&row.order_reference)].into_iter().chain(capture).collect()
        }
        Row::Capture(row) => {
            let parents =
                [merchant(&row.seller), order(&row.order_reference), Key::Authorization(row.authorization.clone())];
            let refunds = row.refunds.iter().map(|id| Key::Refund(id.clone()));
            let credits = row.provider_credits.iter().map(|id| Key::ProviderCredit(id.clone()));
            parents.into_iter().chain(refunds).chain(credits).collect()
        }
        Row::Refund(row) => {
            let parents = [merchant(&row.seller), order(&row.order_reference), Key::Capture(row.capture.clone())];
            let reversals = row.provider_reversals.iter().map(|id| Key::ProviderCreditReversal(id.clone()));
            parents.into_iter().chain(reversals).collect()
        }
        Row::ProviderCredit(row) => {
            let reversals = row.reversals.iter().map(|id| Key::ProviderCreditReversal(id.clone()));
            [merchant(&row.seller), Key::Capture(row.capture.clone())].into_iter().chain(reversals).collect()
        }
        Row::ProviderCreditReversal(row) => vec![merchant(&row.seller), Key::ProviderCredit(row.credit.clone())],
        Row::SellerOrder(row) => row.order_references.iter().map(order).collect(),
        _ => Vec::new(),
    }
}

/// Whether the times and amounts of a row can be reckoned with, and what is pending, and nothing else, waits to be
/// decided. Says what is wrong with it.
pub(in crate::sandbox) fn check_row(row: &Row) -> Result<(), String> {
    match row {
        Row::BillingAgreement(row) => {
            check_times([row.created, row.spending.month].into_iter().chain(row.mended_at))?;
            check_sums([row.monthly_limit.amount, row.spending.authorized])
        }
        Row::OrderReference(row) => {
            check_times([row.created, row.expires].into_iter().chain(row.mended_at))?;
            check_sums(row.terms.total.iter().map(|total| total.amount).chain([row.to_capture, row.captured]))
        }
        Row::Authorization(row) => {
            let decided = row.decision.map(|(at, _)| at);
            let closes = row.closes.map(|(at, _)| at);
            check_times([row.created, row.expires].into_iter().chain(decided).chain(closes))?;
            check_price(&row.amount)?;
            check_shares(&row.provider_credits)?;
            check_sums([row.captured])?;
            check_decision(row.status.is(AuthorizationState::Pending), decided)
        }
        Row::Capture(row) => {
            let decided = row.decision.map(|(at, _)| at);
            check_times([row.created].into_iter().chain(decided))?;
            check_price(&row.amount)?;
            check_shares(&row.provider_shares)?;
            check_sums([row.fee, row.refunded, row.fee_refunded])?;
            check_decision(row.status.is(CaptureState::Pending), decided)
        }
        Row::Refund(row) => {
            let decided = row.decision.map(|(at, _)| at);
            check_times([row.created].into_iter().chain(decided))?;
            check_price(&row.amount)?;
            check_shares(&row.provider_shares)?;
            check_sums([row.fee_refunded])?;
            check_decision(row.status.is(RefundState::Pending), decided)
        }
        Row::ProviderCredit(row) => {
            check_times([row.created])?;
            check_price(&row.amount)?;
            check_sums([row.reversed])
        }
        Row::ProviderCreditReversal(row) => {
            check_times([row.created])?;
            check_price(&row.amount)
        }
        _ => Ok(()),
    }
}

/// Whether order references say of their captures what these say of themselves, and every capture is of one of them.
pub(in crate::sandbox) fn check_captures(rows: &[(Tenant, Row)]) -> Result<(), String> {
    let (mut authorizations, mut captures) = (BTreeMap::new(), BTreeMap::new());
    for (tenant, row) in rows {
        match row {
            Row::Authorization(row) => drop(authorizations.insert((tenant, &row.id), row)),
            Row::Capture(row) => drop(captures.insert((tenant, &row.id), row)),
            _ => {}
        }
    }
    let mut of_orders = BTreeSet::new();
    for (tenant, row) in rows {
        let Row::OrderReference(order) = row else { continue };
        let its = order.authorizations.iter().filter_map(|id| authorizations.get(&(tenant, id)));
        let taken = its.filter(|it| it.order_reference == order.id).filter_map(|authorization| {
            let capture = captures.get(&(tenant, authorization.capture.as_ref()?))?;
            (capture.authorization == authorization.id && capture.order_reference == order.id).then_some(capture)
        });
        let (mut count, mut sum) = (0, Decimal::ZERO);
        for capture in taken {
            let is_first = of_orders.insert((tenant, &capture.id));
            if is_first && !capture.status.is(CaptureState::Declined) {
                count += 1;
                sum += capture.amount.amount;
            }
        }
        if (order.captures, order.captured) != (count, sum) {
            return Err(format!("{:?} says of its captures what they don't say", row.key()));
        }
    }
    match captures.keys().find(|capture| !of_orders.contains(*capture)) {
        Some((_, id)) => Err(format!("{:?} is of no authorization of its order", Key::Capture((*id).clone()))),
        None => Ok(()),
    }
}

/// Some time passes after each, which must not lead past the calendar.
fn check_times(times: impl IntoIterator<Item = DateTime<Utc>>) -> Result<(), String> {
    match times.into_iter().find(|time| time.year() > LAST_YEAR) {
        Some(_) => Err(format!("has a time past the year {LAST_YEAR}")),
        None => Ok(()),
    }
}

/// Of what moves money.
fn check_price(price: &Price) -> Result<(), String> {
    match price.amount > Decimal::ZERO {
        true => check_amount(price.amount, HIGHEST_PRICE),
        false => Err(format!("is of {}, which is not more than zero", price.amount)),
    }
}

fn check_shares(shares: &[ProviderShare]) -> Result<(), String> {
    shares.iter().try_for_each(|share| check_price(&share.amount))
}

fn check_sums(sums: impl IntoIterator<Item = Decimal>) -> Result<(), String> {
    sums.into_iter().try_for_each(|sum| check_amount(sum, HIGHEST_SUM))
}

fn check_amount(amount: Decimal, highest: i64) -> Result<(), String> {
    match amount.abs() <= Decimal::from(highest) && amount.normalize().scale() <= DECIMALS {
        true => Ok(()),
        false => Err(format!("has the amount {amount}, and {highest} with {DECIMALS} decimals is the most")),
    }
}

fn check_decision(is_pending: bool, decided: Option<DateTime<Utc>>) -> Result<(), String> {
    match (is_pending, decided) {
        (true, None) => Err("is Pending, and would never be decided".to_owned()),
        (false, Some(_)) => Err("is not Pending, and would be decided again".to_owned()),
        _ => Ok(()),
    }
}
