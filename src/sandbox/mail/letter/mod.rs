//! What the e-mails say.

mod account;
mod payment;
mod token;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

pub(super) use self::{
    account::{of_account, of_transfer, of_turnover},
    payment::of_payment,
    token::of_token,
};
use super::template::Template;
use crate::sandbox::rows::{Account, Method, Party};

/// An e-mail before it has its place in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) template: Template,
    pub(super) to: String,
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) text: String,
}

const CLOSING: &str = "This comes from an FPS sandbox: no real money was moved.";

impl Letter {
    fn write(template: Template, to: &Party, subject: &str, opening: &str, details: &[(&str, String)]) -> Self {
        let mut text = format!("Dear {},\n\n{opening}\n\n", to.name);
        // The longest label is followed by a colon and two blanks.
        let width = details.iter().map(|(label, _)| label.len()).max().unwrap_or_default() + 3;
        for (label, value) in details {
            text += &format!("{:width$}{value}\n", format!("{label}:"));
        }
        if !details.is_empty() {
            text.push('\n');
        }
        text += CLOSING;
        text.push('\n');
        Self {
            template,
            to: to.email.clone(),
            name: to.name.clone(),
            // A name may hold a line break, and a subject may not.
            subject: subject.replace(char::is_control, " "),
            text,
        }
    }
}

impl From<&Account> for Party {
    fn from(account: &Account) -> Self {
        Self { account: account.id.clone(), name: account.name.clone(), email: account.email.clone() }
    }
}

fn usd(amount: Decimal) -> String {
    format!("USD {amount:.2}")
}

fn minute(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

fn name(method: Method) -> &'static str {
    match method {
        Method::Abt => "account balance",
        Method::Ach => "bank account",
        Method::Cc => "credit card",
        Method::Debt => "credit instrument",
        Method::Prepaid => "prepaid instrument",
    }
}
