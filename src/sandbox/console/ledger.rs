//! The ledger: its trial balance, which sums to zero, and its lines.

use std::collections::HashMap;

use askama::Template;
use axum::{body::Body, http::Response};
use rust_decimal::Decimal;

use super::{
    accounts::names,
    filters::{self, Named},
    frame::{Frame, Section},
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    ledger::{Book, LedgerAccount},
    rows::{Line, LineFilter},
    store::TrialBalance,
};

const ON_A_PAGE: u32 = 100;

#[derive(Template)]
#[template(path = "console/templates/ledger.html", config = "src/sandbox/askama.toml")]
struct Show {
    frame: Frame,
    balances: Vec<TrialBalance>,
    sum: Decimal,
    /// The ledger accounts whose balance is not the sum of their lines.
    wrong: usize,
    names: HashMap<String, String>,
    lines: Vec<Line>,
    newest: Option<String>,
    older: Option<String>,
}

impl Show {
    /// Whose a ledger account is.
    fn owner(&self, account: &LedgerAccount) -> String {
        match self.names.get(&account.owner) {
            Some(name) => name.clone(),
            None => filters::shortened(&account.owner),
        }
    }

    fn link(&self, account: &LedgerAccount) -> Option<String> {
        match account.book {
            _ if account.owner.is_empty() => None,
            Book::Prepaid | Book::PrepaidIn | Book::PrepaidOut | Book::Debt | Book::DebtIn | Book::DebtOut => {
                Some(self.frame.one("instruments", &account.owner))
            }
            Book::Seller | Book::Provider => {
                // It is named after the merchant, the environment and the currency.
                let merchant = account.owner.split(' ').next().unwrap_or_default();
                Some(self.frame.one(Section::Merchants.path(), merchant))
            }
            Book::Processor | Book::PayFees => None,
            _ => Some(self.frame.one("accounts", &account.owner)),
        }
    }
}

pub(super) async fn show(visit: Visit) -> Result<Response<Body>, Failure> {
    let names = visit.look(names).await?;
    let store = &visit.sandbox.0.store;
    let balances = store.trial_balance(&visit.tenant).await.map_err(|error| visit.failed(error))?;
    let before = visit.number("before");
    let filter = LineFilter { transaction: None, before, limit: ON_A_PAGE + 1 };
    let mut lines = store.lines(&visit.tenant, &filter).await.map_err(|error| visit.failed(error))?;
    let has_more = lines.len() > ON_A_PAGE as usize;
    lines.truncate(ON_A_PAGE as usize);
    let frame = visit.frame(Section::Ledger, "Ledger");
    let last = lines.last().filter(|_| has_more);
    page(&Show {
        sum: balances.iter().map(|line| line.balance).sum(),
        wrong: balances.iter().filter(|line| line.balance != line.posted).count(),
        newest: before.map(|_: u64| frame.to("ledger")),
        older: last.map(|line| frame.with("ledger", &[("before", &line.number.to_string())])),
        balances,
        names,
        lines,
        frame,
    })
}

impl Named for Book {
    fn name(&self) -> &'static str {
        match self {
            Self::Balance => "Balance",
            Self::BalanceIn => "Balance, coming in",
            Self::BalanceOut => "Balance, going out",
            Self::Prepaid => "Prepaid",
            Self::PrepaidIn => "Prepaid, coming in",
            Self::PrepaidOut => "Prepaid, going out",
            Self::PrepaidLiability => "Prepaid liability",
            Self::PrepaidLiabilityIn => "Prepaid liability, coming in",
            Self::PrepaidLiabilityOut => "Prepaid liability, going out",
            Self::Debt => "Debt",
            Self::DebtIn => "Debt, coming in",
            Self::DebtOut => "Debt, going out",
            Self::DebtClaim => "Debt claim",
            Self::DebtClaimIn => "Debt claim, coming in",
            Self::DebtClaimOut => "Debt claim, going out",
            Self::Cards => "Card processor",
            Self::Banks => "Banks",
            Self::Fees => "Fees of the service",
            Self::Transit => "In transit",
            Self::Opening => "Opening balances",
            Self::Seller => "Amazon Pay: owed to the seller",
            Self::Provider => "Amazon Pay: owed to the provider",
            Self::Processor => "Amazon Pay: processor",
            Self::PayFees => "Amazon Pay: fees",
        }
    }
}
