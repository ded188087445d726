//! Callers, and what is in the world of each: accounts, tokens and instruments.

use axum::extract::State;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::answer::{Asked, Failure, Given, Json, Named};
use crate::fps;
use crate::sandbox::books::{Books, Stop};
use crate::sandbox::ledger::{Book, LedgerAccount};
use crate::sandbox::rows::{
    self, Account, Bound, Instrument, Kind, Need, Query, Quota, Row, Tenant, Token, TokenFilter, Unit,
};
use crate::sandbox::{
    AccountAction, AccountChange, AccountKind, AccountState, NewAccount, NewCaller, NewInstrument, NewToken, Sandbox,
    Seed, SeedAccount, SeedCaller, SeedInstrument, SeedToken, TokenRole, Verification, seed,
};

const PAGE: usize = 100;
const LARGEST_PAGE: usize = 1_000;

/// In whose world something is done.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct World {
    pub(super) caller: Option<String>,
}

impl World {
    pub(super) fn tenant(&self, sandbox: &Sandbox) -> Result<Tenant, Failure> {
        Ok(sandbox.tenant_named(self.caller.as_deref())?)
    }
}

/// Which accounts or instruments are asked for, in the order of their ids.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Which {
    caller: Option<String>,
    skip: Option<usize>,
    limit: Option<usize>,
}

pub(super) fn limit(asked: Option<usize>) -> usize {
    asked.unwrap_or(PAGE).clamp(1, LARGEST_PAGE)
}

pub(super) async fn seed(State(sandbox): State<Sandbox>) -> Result<Json<Seed>, Failure> {
    Ok(Json(sandbox.seed().await?))
}

#[derive(Serialize)]
pub(super) struct Callers {
    callers: Vec<SeedCaller>,
}

pub(super) async fn callers(State(sandbox): State<Sandbox>) -> Json<Callers> {
    Json(Callers { callers: sandbox.callers().iter().map(SeedCaller::of).collect() })
}

/// What is told of a new caller: the caller, and its part of the seed.
pub(super) async fn add_caller(
    State(sandbox): State<Sandbox>,
    Given(new): Given<NewCaller>,
) -> Result<Json<Seed>, Failure> {
    let caller = sandbox.add_caller(new).await?;
    Ok(Json(sandbox.seed_of(sandbox.caller(&caller.access_key_id).into_iter().collect()).await?))
}

#[derive(Serialize)]
pub(super) struct Accounts {
    accounts: Vec<AccountView>,
}

pub(super) async fn accounts(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<Which>,
) -> Result<Json<Accounts>, Failure> {
    let tenant = sandbox.tenant_named(which.caller.as_deref())?;
    let (skip, limit) = (which.skip.unwrap_or(0), limit(which.limit));
    let accounts = sandbox.look(&tenant, move |books| {
        let names = seed::accounts(books)?;
        let rows = books.list(Query::All(Kind::Account))?.iter();
        let rows = rows.filter_map(|row| if let Row::Account(account) = row { Some(account) } else { None });
        let rows: Vec<_> = rows.skip(skip).take(limit).collect();
        let books_of = |account: &Account| {
            [Book::Balance, Book::BalanceIn, Book::BalanceOut].map(|book| LedgerAccount::of(book, &account.id))
        };
        books.want(rows.iter().flat_map(|account| books_of(account)).map(Need::Balance))?;
        rows.into_iter().map(|account| AccountView::of(account, books, &names, books_of(account))).collect()
    });
    Ok(Json(Accounts { accounts: accounts.await? }))
}

pub(super) async fn create_account(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(mut account): Given<NewAccount>,
) -> Result<Json<SeedAccount>, Failure> {
    account.terms.caller = account.terms.caller.or(world.caller);
    Ok(Json(sandbox.create_account(account).await?))
}

pub(super) async fn alter_account(
    State(sandbox): State<Sandbox>,
    Named(account): Named<String>,
    Asked(world): Asked<World>,
    Given(mut change): Given<AccountChange>,
) -> Result<Json<SeedAccount>, Failure> {
    change.caller = change.caller.or(world.caller);
    Ok(Json(sandbox.alter_account(account, change).await?))
}

/// What became of an action.
#[derive(Serialize)]
pub(super) struct Done {
    done: bool,
}

pub(super) async fn act(
    State(sandbox): State<Sandbox>,
    Named(account): Named<String>,
    Asked(world): Asked<World>,
    Given(action): Given<AccountAction>,
) -> Result<Json<Done>, Failure> {
    sandbox.act(world.caller.as_deref(), &account, action).await?;
    Ok(Json(Done { done: true }))
}

/// Which tokens are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WhichTokens {
    caller: Option<String>,
    status: Option<String>,
    skip: Option<usize>,
    limit: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Tokens {
    tokens: Vec<TokenView>,
}

pub(super) async fn tokens(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<WhichTokens>,
) -> Result<Json<Tokens>, Failure> {
    let active = match which.status.as_deref() {
        None => None,
        Some("Active") => Some(true),
        Some("Inactive") => Some(false),
        Some(_) => return Err(Failure::invalid("status may be Active or Inactive")),
    };
    let tenant = sandbox.tenant_named(which.caller.as_deref())?;
    let (skip, limit) = (which.skip.unwrap_or(0), limit(which.limit));
    let tokens = sandbox.look(&tenant, move |books| {
        let names = seed::accounts(books)?;
        let filter = TokenFilter { active, ..TokenFilter::default() };
        let rows = books.list(Query::Tokens(filter))?.iter();
        let rows = rows.filter_map(|row| if let Row::Token(token) = row { Some(token) } else { None });
        let rows = rows.skip(skip).take(limit);
        Ok(rows.map(|token| TokenView::of(token, &names, books.now())).collect())
    });
    Ok(Json(Tokens { tokens: tokens.await? }))
}

pub(super) async fn create_token(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(mut token): Given<NewToken>,
) -> Result<Json<SeedToken>, Failure> {
    token.caller = token.caller.or(world.caller);
    Ok(Json(sandbox.create_token(token).await?))
}

#[derive(Serialize)]
pub(super) struct Instruments {
    instruments: Vec<InstrumentView>,
}

pub(super) async fn instruments(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<Which>,
) -> Result<Json<Instruments>, Failure> {
    let tenant = sandbox.tenant_named(which.caller.as_deref())?;
    let (skip, limit) = (which.skip.unwrap_or(0), limit(which.limit));
    let instruments = sandbox.look(&tenant, move |books| {
        let names = seed::accounts(books)?;
        let rows = books.list(Query::All(Kind::Instrument))?.iter();
        let rows = rows.filter_map(|row| if let Row::Instrument(row) = row { Some(row) } else { None });
        let rows: Vec<_> = rows.skip(skip).take(limit).collect();
        books.want(rows.iter().flat_map(|row| InstrumentView::books(row)).map(Need::Balance))?;
        rows.into_iter().map(|instrument| InstrumentView::of(instrument, books, &names)).collect()
    });
    Ok(Json(Instruments { instruments: instruments.await? }))
}

pub(super) async fn create_instrument(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(mut instrument): Given<NewInstrument>,
) -> Result<Json<SeedInstrument>, Failure> {
    instrument.caller = instrument.caller.or(world.caller);
    Ok(Json(sandbox.create_instrument(instrument).await?))
}

/// An account as it is now. Money is in dollars.
#[derive(Serialize)]
struct AccountView {
    name: String,
    account_id: String,
    display_name: String,
    email: String,
    email_verified: bool,
    kind: AccountKind,
    state: AccountState,
    verification: Verification,
    balance: Decimal,
    pending_in: Decimal,
    pending_out: Decimal,
    sending_limit: Option<Decimal>,
    receiving_limit: Option<Decimal>,
    sent_this_month: Decimal,
    received_this_month: Decimal,
    takes_cards: bool,
    marketplace: bool,
    card: Option<rows::CreditCard>,
    bank: Option<rows::BankAccount>,
    notification_url: Option<String>,
}

impl AccountView {
    fn of(
        account: &Account,
        books: &Books<'_>,
        names: &[SeedAccount],
        [available, coming, going]: [LedgerAccount; 3],
    ) -> Result<Self, Stop> {
        let month = account.month.clone().at(books.now());
        Ok(Self {
            name: name_of(&account.id, names),
            account_id: account.id.clone(),
            display_name: account.name.clone(),
            email: account.email.clone(),
            email_verified: account.email_verified,
            kind: account.kind,
            state: account.state,
            verification: account.verification,
            balance: books.balance(&available)?,
            pending_in: books.balance(&coming)?,
            pending_out: books.balance(&going)?,
            sending_limit: account.sending_limit,
            receiving_limit: account.receiving_limit,
            sent_this_month: month.sent,
            received_this_month: month.received,
            takes_cards: account.takes_cards,
            marketplace: account.marketplace,
            card: account.card.clone(),
            bank: account.bank.clone(),
            notification_url: account.notification_url.clone(),
        })
    }
}

/// A token as it is now.
#[derive(Serialize)]
struct TokenView {
    token_id: String,
    role: TokenRole,
    #[serde(rename = "type")]
    token_type: String,
    status: &'static str,
    payment_method: Option<String>,
    account: String,
    caller_reference: String,
    friendly_name: String,
    payment_reason: Option<String>,
    installed: DateTime<Utc>,
    valid_from: DateTime<Utc>,
    expires: DateTime<Utc>,
    instrument_id: Option<String>,
    amounts: Vec<AmountView>,
    limits: Vec<LimitView>,
    uses: u64,
    cancelled: Option<DateTime<Utc>>,
}

/// What every payment must amount to.
#[derive(Serialize)]
struct AmountView {
    bound: &'static str,
    amount: Decimal,
}

/// What may be paid, in dollars or as a number of payments, and what was, in this window of time.
#[derive(Serialize)]
struct LimitView {
    of: &'static str,
    most: Decimal,
    used: Decimal,
    /// Such as `1 month`; none is the life of the token.
    period: Option<String>,
    since: DateTime<Utc>,
}

impl TokenView {
    fn of(token: &Token, names: &[SeedAccount], now: DateTime<Utc>) -> Self {
        Self {
            token_id: token.id.clone(),
            role: token.role.into(),
            token_type: fps::TokenType::from(token.token_type).to_string(),
            status: if token.active { "Active" } else { "Inactive" },
            payment_method: token.method.map(|method| fps::PaymentMethod::from(method).to_string()),
            account: name_of(&token.account, names),
            caller_reference: token.caller_reference.clone(),
            friendly_name: token.friendly_name.clone(),
            payment_reason: token.payment_reason.clone(),
            installed: token.installed,
            valid_from: token.valid_from,
            expires: token.expires,
            instrument_id: token.instrument.clone(),
            amounts: token.amount_rules.iter().map(AmountView::of).collect(),
            limits: token.limits.iter().map(|limit| LimitView::of(&limit.at(token.valid_from, now))).collect(),
            uses: token.uses,
            cancelled: token.cancelled.as_ref().map(|cancelled| cancelled.at),
        }
    }
}

impl AmountView {
    fn of(rule: &rows::AmountRule) -> Self {
        let bound = match rule.bound {
            Bound::Exact => "exact",
            Bound::Minimum => "minimum",
            Bound::Maximum => "maximum",
        };
        Self { bound, amount: rule.amount }
    }
}

impl LimitView {
    fn of(limit: &rows::Limit) -> Self {
        let (of, most) = match limit.quota {
            Quota::Amount(most) => ("amount", most),
            Quota::Count(most) => ("count", most.into()),
        };
        let period = limit.period.map(|period| {
            let unit = match period.unit {
                Unit::Hour => "hour",
                Unit::Day => "day",
                Unit::Week => "week",
                Unit::Month => "month",
                Unit::Year => "year",
            };
            format!("{} {unit}{}", period.count, if period.count == 1 { "" } else { "s" })
        });
        Self { of, most, used: limit.used, period, since: limit.window }
    }
}

/// A prepaid or credit instrument as it is now. Money is in dollars.
#[derive(Serialize)]
struct InstrumentView {
    instrument_id: String,
    kind: &'static str,
    status: &'static str,
    /// The buyer.
    account: String,
    expires: DateTime<Utc>,
    limit: Decimal,
    /// What can be spent of a prepaid instrument, or is owed on a credit instrument.
    balance: Decimal,
    pending_in: Decimal,
    pending_out: Decimal,
    sender_token_id: String,
    /// The token that funds it or settles its debt.
    funding_token_id: String,
}

impl InstrumentView {
    fn books(instrument: &Instrument) -> [LedgerAccount; 3] {
        let books = match instrument.kind {
            rows::InstrumentKind::Prepaid => [Book::Prepaid, Book::PrepaidIn, Book::PrepaidOut],
            rows::InstrumentKind::Credit => [Book::Debt, Book::DebtIn, Book::DebtOut],
        };
        books.map(|book| LedgerAccount::of(book, &instrument.id))
    }

    fn of(instrument: &Instrument, books: &Books<'_>, names: &[SeedAccount]) -> Result<Self, Stop> {
        let [balance, coming, going] = Self::books(instrument);
        Ok(Self {
            instrument_id: instrument.id.clone(),
            kind: match instrument.kind {
                rows::InstrumentKind::Prepaid => "prepaid",
                rows::InstrumentKind::Credit => "credit",
            },
            status: if instrument.active { "Active" } else { "Inactive" },
            account: name_of(&instrument.holder, names),
            expires: instrument.expires,
            limit: instrument.limit,
            balance: books.balance(&balance)?,
            pending_in: books.balance(&coming)?,
            pending_out: books.balance(&going)?,
            sender_token_id: instrument.sender_token.clone(),
            funding_token_id: instrument.funding_token.clone(),
        })
    }
}

/// What an account is called here.
fn name_of(id: &str, names: &[SeedAccount]) -> String {
    names.iter().find(|account| account.account_id == id).map_or(id, |account| account.name.as_str()).to_owned()
}
