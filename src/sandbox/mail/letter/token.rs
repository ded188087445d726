use rust_decimal::Decimal;

use super::{Letter, minute, name, usd};
use crate::{
    ids::redact,
    sandbox::{
        mail::template::{Reader, Template},
        rows::{Account, AmountRule, Bound, Limit, Party, Quota, Token, Unit},
    },
};

/// A token that was installed or cancelled as `reader` sees it; none where nobody plays that part.
///
/// `credit_limit` is the most that may be owed, where it pays on credit.
pub(in super::super) fn of_token(
    template: Template,
    reader: Reader,
    token: &Token,
    (holder, caller): (&Account, &Account),
    credit_limit: Option<Decimal>,
) -> Option<Letter> {
    let to = match reader {
        Reader::Buyer | Reader::Seller => holder,
        Reader::Owner if caller.id != holder.id => caller,
        Reader::Owner | Reader::Holder => return None,
    };
    let (subject, more) = match (template, reader) {
        (Template::FeeRegistrationCallerPays, Reader::Seller) => {
            (format!("You have registered with {}", caller.name), "It pays the fees of your payments.")
        }
        (Template::FeeRegistrationCallerPays, _) => {
            (format!("{} has registered with you", holder.name), "You pay the fees of the payments.")
        }
        (Template::FeeRegistrationRecipientPays, Reader::Seller) => {
            (format!("You have registered with {}", caller.name), "You pay the fees of your payments.")
        }
        (Template::FeeRegistrationRecipientPays, _) => {
            (format!("{} has registered with you", holder.name), "The seller pays the fees of the payments.")
        }
        (Template::MultiUseTokenCancelled, _) => (
            format!("Your authorisation of payments to {} was cancelled", caller.name),
            "Nothing can be charged by it any more.",
        ),
        (Template::RecurringTokenCancelled, _) => (
            format!("Your authorisation of recurring payments to {} was cancelled", caller.name),
            "Nothing can be charged by it any more.",
        ),
        (Template::PostpaidTokenCancelled, _) => (
            format!("Your authorisation of payments on credit to {} was cancelled", caller.name),
            "What is owed stays owed.",
        ),
        (Template::RecurringTokenInstalled, _) => {
            (format!("You have authorised recurring payments to {}", caller.name), "They are made within these limits:")
        }
        (Template::PostpaidTokenInstalled, _) => {
            (format!("You have authorised payments on credit to {}", caller.name), "They are made within these limits:")
        }
        _ => (format!("You have authorised payments to {}", caller.name), "They are made within these limits:"),
    };
    let details = details(token, credit_limit);
    Some(Letter::write(template, &Party::from(to), &subject, &format!("{subject}. {more}"), &details))
}

fn details(token: &Token, credit_limit: Option<Decimal>) -> Vec<(&'static str, String)> {
    let mut details = vec![("Authorisation", redact(&token.id))];
    details.extend(token.method.map(|method| ("Paid from", name(method).to_owned())));
    details.extend(credit_limit.map(|limit| ("Credit limit", usd(limit))));
    details.extend(token.amount_rules.iter().map(|rule| ("Each payment", of_rule(rule))));
    details.extend(token.limits.iter().map(|limit| ("Limit", of_limit(limit))));
    details.extend(token.max_fixed_fee.map(|fee| ("Highest fixed fee", usd(fee))));
    details.extend(token.max_variable_fee.map(|fee| ("Highest variable fee", format!("{} %", fee.normalize()))));
    details.push(("Valid until", minute(token.expires)));
    details
}

fn of_rule(rule: &AmountRule) -> String {
    let bound = match rule.bound {
        Bound::Exact => "exactly",
        Bound::Minimum => "at least",
        Bound::Maximum => "at most",
    };
    format!("{bound} {}", usd(rule.amount))
}

fn of_limit(limit: &Limit) -> String {
    let most = match limit.quota {
        Quota::Amount(most) => usd(most),
        Quota::Count(1) => "one payment".to_owned(),
        Quota::Count(most) => format!("{most} payments"),
    };
    let Some(period) = limit.period else { return format!("{most} in all") };
    let unit = match period.unit {
        Unit::Hour => "hours",
        Unit::Day => "days",
        Unit::Week => "weeks",
        Unit::Month => "months",
        Unit::Year => "years",
    };
    match period.count {
        1 => format!("{most} per {}", unit.trim_end_matches('s')),
        count => format!("{most} in {count} {unit}"),
    }
}
