use super::{Letter, minute, name, usd};
use crate::sandbox::{
    mail::template::{Reader, Template},
    rows::{Role, Transaction},
};

/// A payment, a funding or a settlement as `reader` sees it; none where nobody plays that part.
pub(in super::super) fn of_payment(template: Template, reader: Reader, transaction: &Transaction) -> Option<Letter> {
    let Transaction { sender, recipient, caller, .. } = transaction;
    let is_marketplace = caller.account != sender.account && caller.account != recipient.account;
    let to = match reader {
        Reader::Buyer => sender,
        Reader::Seller => recipient,
        Reader::Owner if is_marketplace => caller,
        Reader::Owner | Reader::Holder => return None,
    };
    let what = format!("{} of {}", noun(template), usd(transaction.amount));
    let what = match reader {
        Reader::Buyer => format!("Your {what} to {}", recipient.name),
        Reader::Seller => format!("The {what} from {}", sender.name),
        Reader::Owner | Reader::Holder => format!("The {what} from {} to {}", sender.name, recipient.name),
    };
    let (fate, more) = match template {
        Template::OneTimePaymentInitiated => {
            ("has begun", " The bank has not answered yet: an e-mail tells when it has.")
        }
        Template::OneTimePaymentFailure
        | Template::MultiPaymentFailure
        | Template::RecurringPaymentFailure
        | Template::FundPrepaidFailure
        | Template::SettleDebtFailure => ("has failed", " No money was moved."),
        _ => ("was made", ""),
    };
    let subject = format!("{what} {fate}");
    Some(Letter::write(template, to, &subject, &format!("{subject}.{more}"), &details(reader, transaction)))
}

fn noun(template: Template) -> &'static str {
    match template {
        Template::FundPrepaidSuccess | Template::FundPrepaidFailure => "purchase of a prepaid balance",
        Template::SettleDebtSuccess | Template::SettleDebtFailure => "settlement of a debt",
        Template::MultiPaymentSuccess | Template::MultiPaymentFailure => "authorised payment",
        Template::RecurringPaymentSuccess
        | Template::RecurringPaymentSuccessAch
        | Template::RecurringPaymentFailure => "recurring payment",
        _ => "payment",
    }
}

fn details(reader: Reader, transaction: &Transaction) -> Vec<(&'static str, String)> {
    let called_by_seller = transaction.caller.account == transaction.recipient.account;
    let is_caller = reader == Reader::Owner || (reader == Reader::Seller && called_by_seller);
    let pays_fees = match transaction.fees_paid_by {
        Role::Caller => is_caller,
        Role::Sender | Role::Recipient => reader == Reader::Seller,
    };
    let mut details = vec![
        ("Transaction", transaction.id.clone()),
        ("Date", minute(transaction.completed.unwrap_or(transaction.received))),
        ("Amount", usd(transaction.amount)),
        ("Paid from", name(transaction.method).to_owned()),
        ("Status", transaction.message.clone()),
    ];
    if pays_fees {
        details.push(("Fees", usd(transaction.fees)));
    }
    if let Some(fee) = transaction.marketplace_fee.filter(|_| reader != Reader::Buyer) {
        details.push(("Marketplace fee", usd(fee)));
    }
    let description = match reader {
        Reader::Buyer => &transaction.sender_description,
        _ => &transaction.caller_description,
    };
    details.extend(description.clone().map(|description| ("Description", description)));
    if is_caller {
        details.push(("Your reference", transaction.caller_reference.clone()));
    }
    details
}
