use super::{Letter, minute, usd};
use crate::sandbox::{
    mail::template::Template,
    rows::{Account, Party, Transfer, Turnover},
};

/// What happened to an account itself.
pub(in super::super) fn of_account(template: Template, account: &Account) -> Letter {
    let bank = account.bank.as_ref().map_or_else(String::new, |bank| format!(" ending in {}", bank.last_digits));
    let email = &account.email;
    let (subject, more) = match template {
        Template::BankVerificationStarted | Template::BankVerificationStartedForDeveloper => (
            "Your bank account is being verified",
            format!("It is the one{bank}. An e-mail tells when the bank has answered."),
        ),
        Template::BankVerified => {
            ("Your bank account was verified", format!("You can pay from the bank account{bank}, and withdraw to it."))
        }
        Template::BankVerificationFailed => (
            "Your bank account could not be verified",
            format!("The bank does not know the bank account{bank} as yours. You can begin the verification again."),
        ),
        Template::CardVerificationFailed => (
            "Your credit card could not be verified",
            "It was removed from your account. You can add another one.".to_owned(),
        ),
        Template::ConfirmEmailPersonal | Template::ConfirmEmailDeveloper | Template::ConfirmEmailBusiness => (
            "Please confirm your e-mail address",
            format!("You can't pay or be paid before {email} is confirmed as the address of your account."),
        ),
        Template::EmailVerifiedPersonal | Template::EmailVerifiedBusiness => {
            ("Your e-mail address was confirmed", format!("{email} is the address of your account from now on."))
        }
        Template::DeveloperRegistered => {
            ("You are registered as a developer", "Your account can call the service from now on.".to_owned())
        }
        Template::UpgradedToBusiness => {
            ("Your account is a business account now", "Buyers can pay you by credit card from now on.".to_owned())
        }
        other => (other.event(), String::new()),
    };
    Letter::write(template, &Party::from(account), subject, format!("{subject}. {more}").trim_end(), &[])
}

/// Money that goes from or to the bank account.
pub(in super::super) fn of_transfer(template: Template, account: &Account, transfer: &Transfer) -> Letter {
    let amount = usd(transfer.amount);
    let (subject, more) = match template {
        Template::DepositInitiated => {
            (format!("Your deposit of {amount} has begun"), "It can be spent when the bank has sent it.")
        }
        Template::DepositSuccess => (format!("Your deposit of {amount} has arrived"), "It can be spent from now on."),
        Template::DepositFailure => {
            (format!("Your deposit of {amount} has failed"), "The bank did not send it. Your balance is unchanged.")
        }
        Template::WithdrawalFailure => (
            format!("Your withdrawal of {amount} has failed"),
            "The bank did not take the electronic transfer. The amount is back in your balance.",
        ),
        _ => (format!("Your withdrawal of {amount} has begun"), "The amount has left your balance."),
    };
    let details = [("Transfer", transfer.id.clone()), ("Begun", minute(transfer.began)), ("Amount", amount)];
    Letter::write(template, &Party::from(account), &subject, &format!("{subject}. {more}"), &details)
}

/// What happened in a day or a month.
pub(in super::super) fn of_turnover(template: Template, account: &Account, turnover: &Turnover) -> Letter {
    let subject = match template {
        Template::DailySummary => format!("Your transactions of {}", turnover.begins.format("%Y-%m-%d")),
        _ => format!("Your statement for {}", turnover.begins.format("%B %Y")),
    };
    let days = match template {
        Template::DailySummary => "day",
        _ => "month",
    };
    let mut details = vec![
        ("Payments", turnover.payments.to_string()),
        ("Sent", usd(turnover.sent)),
        ("Received", usd(turnover.received)),
    ];
    if !turnover.deposited.is_zero() {
        details.push(("Deposited", usd(turnover.deposited)));
    }
    if !turnover.withdrawn.is_zero() {
        details.push(("Withdrawn", usd(turnover.withdrawn)));
    }
    details.push(("Change of balance", usd(turnover.balance)));
    let opening = format!("These are the successful transactions of the {days} (UTC), refunds among them.");
    Letter::write(template, &Party::from(account), &subject, &opening, &details)
}
