//! Merchants: those for whom the caller can call, with what they are owed.

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};

use super::{newest_agreements, newest_orders};
use crate::{
    amazon_pay::Environment,
    money::Price,
    sandbox::{
        amazon_pay::rows::{BillingAgreement, Merchant, OrderReference},
        books::{Books, Stop},
        console::{
            filters,
            frame::{Frame, Section},
            visit::{Failure, Visit, page},
        },
        ledger::{Book, LedgerAccount},
        rows::{Kind, Query, Row},
    },
};

const SHOWN: usize = 25;

#[derive(Template)]
#[template(path = "console/templates/pay_merchants.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    merchants: Vec<Merchant>,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let merchants = visit.look(all).await?;
    page(&List { merchants, frame: visit.frame(Section::Merchants, Section::Merchants.name()) })
}

pub(in crate::sandbox::console) fn all(books: &Books<'_>) -> Result<Vec<Merchant>, Stop> {
    let rows = books.list(Query::All(Kind::Merchant))?.iter();
    Ok(rows.filter_map(|row| if let Row::Merchant(merchant) = row { Some(merchant.clone()) } else { None }).collect())
}

#[derive(Template)]
#[template(path = "console/templates/pay_merchant.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    merchant: Merchant,
    /// What he is owed as a seller and as a provider, in each currency.
    balances: Vec<(&'static str, Price)>,
    orders: Vec<OrderReference>,
    agreements: Vec<BillingAgreement>,
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let found = visit.look(move |books| {
        let Some(merchant) = books.merchant(&id)? else { return Ok(None) };
        let mut orders = newest_orders(books, |order| order.seller == merchant.id)?;
        let mut agreements = newest_agreements(books, |agreement| agreement.seller == merchant.id)?;
        orders.truncate(SHOWN);
        agreements.truncate(SHOWN);
        Ok(Some((merchant, orders, agreements)))
    });
    let Some((merchant, orders, agreements)) = found.await? else {
        return Err(visit.missing(Section::Merchants, "merchant"));
    };
    let lines = visit.sandbox.0.store.trial_balance(&visit.tenant).await.map_err(|error| visit.failed(error))?;
    let balances = lines.iter().filter_map(|line| {
        let (what, currency) = owed(&line.account, &merchant.id)?;
        Some((what, Price::new(line.balance, currency)))
    });
    page(&One {
        frame: visit.frame(Section::Merchants, merchant.name.clone()),
        balances: balances.collect(),
        merchant,
        orders,
        agreements,
    })
}

/// As what a merchant is owed what stands in `account`, and in which currency; none where it is nothing of his.
fn owed<'a>(account: &'a LedgerAccount, merchant: &str) -> Option<(&'static str, &'a str)> {
    let what = match account.book {
        Book::Seller => "Owed as seller",
        Book::Provider => "Owed as provider",
        _ => return None,
    };
    let currency = account.owner.strip_prefix(merchant)?.strip_prefix(' ')?;
    Some((what, currency))
}

impl One {
    fn buyer_page(&self, kind: &str) -> String {
        self.frame.buyer_page(&self.merchant.id, Environment::Sandbox, ("agreementType", kind))
    }
}
