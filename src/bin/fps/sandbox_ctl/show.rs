//! Answers of the control plane for a person.

use serde_json::Value;

use crate::page::{Page, Tone, visible};

/// A column: its title, and where in each row its value stands.
type Column = (&'static str, &'static str);

const CALLERS: &[Column] = &[("Caller", "/name"), ("Access key", "/access_key_id"), ("Secret", "/secret_access_key")];
const TOKENS: &[Column] = &[
    ("Role", "/role"),
    ("Type", "/type"),
    ("Method", "/payment_method"),
    ("Account", "/account"),
    ("Status", "/status"),
    ("Token", "/token_id"),
];
const POSTINGS: &[Column] = &[
    ("Number", "/number"),
    ("At", "/at"),
    ("Book", "/account/book"),
    ("Owner", "/account/owner"),
    ("Dollars", "/value"),
    ("Transaction", "/transaction"),
];

const MERCHANTS: &[Column] = &[
    ("SellerId", "/seller_id"),
    ("Name", "/name"),
    ("Region", "/region"),
    ("Currency", "/currency"),
    ("Active", "/active"),
    ("MWSAuthToken", "/auth_token"),
];
const PAYMENTS: &[Column] = &[
    ("Created", "/created"),
    ("State", "/state"),
    ("Reason", "/reason"),
    ("Amount", "/amount/amount"),
    ("Currency", "/amount/currency"),
    ("Reference", "/reference_id"),
    ("Id", "/id"),
];

/// The fields of one thing.
pub fn fields(page: &mut Page, answer: &Value) {
    let fields = answer.as_object().into_iter().flatten();
    for (name, value) in fields {
        page.line(format!("{:24}{}", visible(name), text(value)).trim_end());
    }
}

pub fn raw(page: &mut Page, answer: &Value) {
    page.line(&answer.to_string());
}

pub fn seed(page: &mut Page, answer: &Value) {
    callers(page, answer);
    page.heading("Merchants of Amazon Pay");
    table(page, &answer["merchants"], MERCHANTS);
    page.heading("Accounts");
    table(
        page,
        &answer["accounts"],
        &[("Account", "/name"), ("Role", "/role"), ("E-mail", "/email"), ("Dollars", "/balance")],
    );
    page.heading("Tokens");
    table(
        page,
        &answer["tokens"],
        &[("Token", "/name"), ("Type", "/type"), ("Method", "/payment_method"), ("Id", "/token_id")],
    );
    page.heading("Instruments");
    table(
        page,
        &answer["instruments"],
        &[("Instrument", "/name"), ("Kind", "/kind"), ("Limit", "/limit"), ("Id", "/instrument_id")],
    );
}

pub fn callers(page: &mut Page, answer: &Value) {
    table(page, &answer["callers"], CALLERS);
}

pub fn accounts(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("Account", "/name"),
        ("Kind", "/kind"),
        ("State", "/state"),
        ("Dollars", "/balance"),
        ("Coming", "/pending_in"),
        ("Going", "/pending_out"),
        ("E-mail", "/email"),
        ("Id", "/account_id"),
    ];
    table(page, &answer["accounts"], columns);
}

pub fn tokens(page: &mut Page, answer: &Value) {
    table(page, &answer["tokens"], TOKENS);
}

pub fn instruments(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("Kind", "/kind"),
        ("Account", "/account"),
        ("Status", "/status"),
        ("Dollars", "/balance"),
        ("Limit", "/limit"),
        ("Instrument", "/instrument_id"),
    ];
    table(page, &answer["instruments"], columns);
}

pub fn faults(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("Action", "/action"),
        ("Caller", "/caller"),
        ("Calls", "/count"),
        ("Milliseconds", "/delay_ms"),
        ("Code", "/code"),
        ("Status", "/status"),
        ("Drop", "/drop"),
    ];
    table(page, &answer["faults"], columns);
}

pub fn ledger(page: &mut Page, answer: &Value) {
    let (tone, told) = match answer["balanced"] == true {
        true => (Tone::Good, "The ledger balances."),
        false => (Tone::Bad, "The ledger does not balance."),
    };
    let told = page.toned(tone, told);
    page.line(&told);
    page.heading("Accounts");
    table(page, &answer["accounts"], &[("Book", "/book"), ("Owner", "/owner"), ("Dollars", "/balance")]);
    page.heading("Postings");
    table(page, &answer["postings"], POSTINGS);
}

pub fn transactions(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("Received", "/received"),
        ("Operation", "/operation"),
        ("Method", "/method"),
        ("Status", "/status"),
        ("Dollars", "/amount"),
        ("Reference", "/caller_reference"),
        ("Transaction", "/transaction_id"),
    ];
    table(page, &answer["transactions"], columns);
}

pub fn transaction(page: &mut Page, answer: &Value) {
    let mut told = answer.clone();
    if let Some(told) = told.as_object_mut() {
        told.retain(|name, _| !matches!(name.as_str(), "history" | "postings"));
    }
    fields(page, &told);
    page.heading("History");
    table(
        page,
        &answer["history"],
        &[("At", "/at"), ("Status", "/status"), ("Code", "/status_code"), ("Dollars", "/amount")],
    );
    page.heading("Postings");
    table(page, &answer["postings"], POSTINGS);
}

pub fn notifications(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("At", "/at"),
        ("State", "/state"),
        ("Next", "/due"),
        ("Last answer", "/last"),
        ("URL", "/url"),
        ("Id", "/id"),
    ];
    let mut answer = answer.clone();
    for notification in answer["notifications"].as_array_mut().into_iter().flatten() {
        let last = notification["attempts"].as_array().and_then(|attempts| attempts.last());
        let last = last.map(|last| last.get("status").or_else(|| last.get("failure")).cloned());
        notification["last"] = last.flatten().unwrap_or_default();
    }
    table(page, &answer["notifications"], columns);
}

pub fn mail(page: &mut Page, answer: &Value) {
    let columns: &[Column] =
        &[("At", "/at"), ("To", "/to"), ("Template", "/template"), ("Subject", "/subject"), ("Id", "/id")];
    table(page, &answer["mail"], columns);
}

pub fn requests(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("Number", "/number"),
        ("At", "/at"),
        ("Transport", "/transport"),
        ("Action", "/action"),
        ("Status", "/status"),
        ("Code", "/code"),
        ("Caller", "/caller"),
    ];
    table(page, &answer["requests"], columns);
}

pub fn pay_merchants(page: &mut Page, answer: &Value) {
    table(page, &answer["merchants"], MERCHANTS);
}

pub fn pay_orders(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("Created", "/created"),
        ("Environment", "/environment"),
        ("State", "/state"),
        ("Reason", "/reason"),
        ("Total", "/total/amount"),
        ("Captured", "/captured"),
        ("Currency", "/total/currency"),
        ("Buyer", "/buyer/email"),
        ("Order reference", "/id"),
    ];
    table(page, &answer["order_references"], columns);
}

pub fn pay_agreements(page: &mut Page, answer: &Value) {
    let columns: &[Column] = &[
        ("Created", "/created"),
        ("Environment", "/environment"),
        ("State", "/state"),
        ("Reason", "/reason"),
        ("Consent", "/consent"),
        ("Spent", "/spent_this_month"),
        ("Of", "/monthly_limit/amount"),
        ("Currency", "/monthly_limit/currency"),
        ("Buyer", "/buyer/email"),
        ("Billing agreement", "/id"),
    ];
    table(page, &answer["billing_agreements"], columns);
}

pub fn pay_authorizations(page: &mut Page, answer: &Value) {
    table(page, &answer["authorizations"], PAYMENTS);
}

pub fn pay_captures(page: &mut Page, answer: &Value) {
    table(page, &answer["captures"], PAYMENTS);
}

pub fn pay_refunds(page: &mut Page, answer: &Value) {
    table(page, &answer["refunds"], PAYMENTS);
}

/// An order reference or a billing agreement, with what came of it.
pub fn pay_one(page: &mut Page, answer: &Value) {
    let mut told = answer.clone();
    if let Some(told) = told.as_object_mut() {
        told.retain(|name, _| !matches!(name.as_str(), "history" | "authorizations"));
    }
    fields(page, &told);
    page.heading("History");
    table(page, &answer["history"], &[("At", "/at"), ("State", "/state"), ("Reason", "/reason")]);
    let Some(authorizations) = answer["authorizations"].as_array() else { return };
    let captures: Vec<_> =
        authorizations.iter().map(|one| one["capture"].clone()).filter(|one| !one.is_null()).collect();
    let refunds = captures.iter().filter_map(|capture| capture["refunds"].as_array()).flatten().cloned();
    let refunds = refunds.collect::<Vec<_>>();
    for (title, list) in [("Authorizations", authorizations), ("Captures", &captures), ("Refunds", &refunds)] {
        page.heading(title);
        table(page, &Value::from(list.clone()), PAYMENTS);
    }
}

/// Columns that are as wide as they must be: ids stay whole, to be copied. Numbers end in one line.
fn table(page: &mut Page, rows: &Value, columns: &[Column]) {
    let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
    if rows.is_empty() {
        return page.line("There is none.");
    }
    let mut lines = vec![String::new(); rows.len() + 1];
    for (title, pointer) in columns {
        let cells: Vec<_> = rows.iter().map(|row| row.pointer(pointer).map(text).unwrap_or_default()).collect();
        let are_numbers = cells.iter().all(|cell| cell.parse::<f64>().is_ok());
        let column: Vec<_> = [title.to_string()].into_iter().chain(cells).collect();
        let width = column.iter().map(|cell| cell.chars().count()).max().unwrap_or_default();
        for (line, cell) in lines.iter_mut().zip(column) {
            line.push_str(if line.is_empty() { "" } else { "  " });
            line.push_str(&if are_numbers { format!("{cell:>width$}") } else { format!("{cell:width$}") });
        }
    }
    let mut lines = lines.iter().map(|line| line.trim_end());
    let titles = page.toned(Tone::Strong, lines.next().unwrap_or_default());
    page.line(&titles);
    lines.for_each(|line| page.line(line));
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => visible(text).into_owned(),
        value => visible(&value.to_string()).into_owned(),
    }
}
