//! What a rule works on: the rows that were loaded, its changes to them, the time, and new identifiers.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{
    amazon_pay::rows::{
        Authorization, BillingAgreement, Capture, Merchant, OrderReference, ProviderCredit, ProviderCreditReversal,
        Refund, SellerOrder,
    },
    fees::FeeSchedule,
    ids::UnitIds,
    ledger::{LedgerAccount, Movement},
    rows::{
        Account, Change, Changes, Document, Entry, Instrument, Key, Message, Need, Query, Reference, Row, Rows, Saga,
        Scope, Subscription, Tenant, Token, TokenName, Transaction,
    },
};
use crate::{
    error::{Code, ServiceError},
    fps::ErrorCode,
};

/// Why a rule did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It has to know these before it can go on: load them, and run the rule again from its beginning.
    Need(Vec<Need>),
    /// The service refuses.
    Refuse(ServiceError),
}

impl Stop {
    pub(crate) fn refuse(code: impl Code, message: impl Into<String>) -> Self {
        Self::Refuse(ServiceError::new(code, message))
    }

    /// Something that is broken in the books: a row that another one names is not there.
    pub(crate) fn broken(what: &str) -> Self {
        Self::refuse(ErrorCode::InternalError, format!("The books have lost {what}."))
    }
}

impl From<Stop> for ServiceError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refuse(error) => error,
            Stop::Need(_) => Self::new(
                ErrorCode::InternalError,
                "A row was asked for where there is none, which is a defect of this program.",
            ),
        }
    }
}

/// What the sandbox was set up with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Policy {
    pub(crate) fees: FeeSchedule,
    pub(crate) latency: Latency,
    /// Whether e-mails leave the mailbox.
    pub(crate) sends_mail: bool,
    /// Where notifications go for which no other address is known.
    pub(crate) notification_url: Option<String>,
    pub(crate) decides: Decides,
    /// Whom a processor can pay, by the access key of the caller.
    pub(crate) sellers: HashMap<String, Sellers>,
    /// What tells this process from others on the same store, at the same time and before.
    pub(crate) process: u64,
}

/// Whom a processor can pay for the sake of one caller, as it calls them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sellers {
    /// The caller itself.
    pub(crate) own: String,
    /// The others, for whom the caller may act.
    pub(crate) others: HashSet<String>,
    /// The caller as whoever gets its fees of what the others are paid, if the processor pays them.
    pub(crate) provider: Option<String>,
}

/// Who decides what becomes of a payment by credit card, bank account or account balance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Decides {
    /// The sandbox, by what its accounts are like.
    #[default]
    Simulation,
    /// A processor, who is asked.
    Outside,
}

/// How long the processors behind the service take before a pending transaction is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latency {
    /// Credit cards. The default is one second.
    pub card: TimeDelta,
    /// Bank accounts. The default is three seconds.
    pub bank: TimeDelta,
}

impl Default for Latency {
    fn default() -> Self {
        Self { card: TimeDelta::seconds(1), bank: TimeDelta::seconds(3) }
    }
}

impl Latency {
    /// Everything is final as soon as it is asked for again.
    pub const ZERO: Self = Self { card: TimeDelta::zero(), bank: TimeDelta::zero() };
}

/// One unit of work on the rows of one caller. It reads what it wrote.
pub(crate) struct Books<'a> {
    rows: &'a Rows,
    tenant: &'a Tenant,
    policy: &'a Policy,
    now: DateTime<Utc>,
    ids: UnitIds,
    written: HashMap<Key, usize>,
    changes: Changes,
    deltas: HashMap<LedgerAccount, Decimal>,
    tells: bool,
}

impl<'a> Books<'a> {
    pub(crate) fn new(
        rows: &'a Rows,
        tenant: &'a Tenant,
        policy: &'a Policy,
        now: DateTime<Utc>,
        ids: UnitIds,
    ) -> Self {
        Self {
            rows,
            tenant,
            policy,
            now: now.trunc_subsecs(3),
            ids,
            written: HashMap::new(),
            changes: Changes::default(),
            deltas: HashMap::new(),
            tells: true,
        }
    }

    /// The present time, in whole milliseconds as on the wire.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Goes on as if it were `now`: for what was done before the sandbox was there.
    pub(crate) fn set_now(&mut self, now: DateTime<Utc>) {
        self.now = now.trunc_subsecs(3);
    }

    pub(crate) fn policy(&self) -> &'a Policy {
        self.policy
    }

    pub(crate) fn ids(&mut self) -> &mut UnitIds {
        &mut self.ids
    }

    /// The id of the account of the caller itself.
    pub(crate) fn caller_id(&self) -> &'a str {
        self.tenant.as_str()
    }

    pub(crate) fn changes(self) -> Changes {
        self.changes
    }

    /// Lets nobody know of the changes: for what was there before the sandbox.
    pub(crate) fn tell_nobody(&mut self) {
        self.tells = false;
    }

    /// Every row that was changed, as it was and as it is: none where nobody is to know of it.
    pub(crate) fn changed(&self) -> Vec<(Option<Row>, Row)> {
        let told = self.changes.rows.iter().filter(|_| self.tells);
        told.map(|change| (self.rows.row(&change.row.key()).flatten().cloned(), change.row.clone())).collect()
    }

    /// The first moment at which something happens to a row that was changed.
    pub(crate) fn first_due(&self) -> Option<DateTime<Utc>> {
        self.changes.rows.iter().filter_map(|change| change.row.due()).min()
    }

    /// Runs a part of a unit of work that may be refused without the rest being so: then its changes are forgotten.
    pub(crate) fn attempt<T>(
        &mut self,
        part: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<Result<T, ServiceError>, Stop> {
        let before = (self.written.clone(), self.deltas.clone(), self.changes.clone());
        match part(self) {
            Ok(result) => Ok(Ok(result)),
            Err(Stop::Refuse(error)) => {
                (self.written, self.deltas, self.changes) = before;
                Ok(Err(error))
            }
            Err(stop) => Err(stop),
        }
    }

    /// Forgets every change.
    pub(crate) fn discard(&mut self) {
        self.written.clear();
        self.deltas.clear();
        self.changes = Changes::default();
    }

    /// Asks for everything that is not loaded yet at once, so that it is fetched together.
    pub(crate) fn want(&self, needs: impl IntoIterator<Item = Need>) -> Result<(), Stop> {
        let missing = needs.into_iter().filter(|need| match need {
            Need::Row(key) => self.rows.row(key).is_none() && !self.written.contains_key(key),
            Need::Rows(query) => self.rows.list(query).is_none(),
            Need::Balance(account) => self.rows.balance(account).is_none(),
        });
        let missing: Vec<_> = missing.collect();
        if missing.is_empty() { Ok(()) } else { Err(Stop::Need(missing)) }
    }

    /// The rows that answer `query` as they were before this unit of work.
    pub(crate) fn list(&self, query: Query) -> Result<&'a [Row], Stop> {
        self.rows.list(&query).ok_or_else(|| Stop::Need(vec![Need::Rows(query)]))
    }

    pub(crate) fn balance(&self, account: &LedgerAccount) -> Result<Decimal, Stop> {
        let before = self.rows.balance(account).ok_or_else(|| Stop::Need(vec![Need::Balance(account.clone())]))?;
        Ok((before + self.deltas.get(account).copied().unwrap_or_default()).normalize())
    }

    /// Writes `movement` into the ledger.
    pub(crate) fn post(&mut self, at: DateTime<Utc>, transaction: &str, movement: Movement) -> Result<(), Stop> {
        if !movement.is_balanced() {
            return Err(Stop::broken("the balance of its ledger"));
        }
        for posting in movement.postings() {
            *self.deltas.entry(posting.account.clone()).or_default() += posting.value;
        }
        if movement.postings().next().is_some() {
            self.changes.entries.push(Entry { at, transaction: transaction.to_owned(), movement });
        }
        Ok(())
    }

    pub(crate) fn put(&mut self, row: impl Into<Row>) {
        let row = row.into();
        let key = row.key();
        match self.written.get(&key) {
            Some(&place) => self.changes.rows[place].row = row,
            None => {
                let new = !matches!(self.rows.row(&key), Some(Some(_)));
                self.written.insert(key, self.changes.rows.len());
                self.changes.rows.push(Change { row, new });
            }
        }
    }

    fn row(&self, key: Key) -> Result<Option<&Row>, Stop> {
        if let Some(&place) = self.written.get(&key) {
            return Ok(Some(&self.changes.rows[place].row));
        }
        self.rows.row(&key).ok_or_else(|| Stop::Need(vec![Need::Row(key)]))
    }
}

macro_rules! rows {
    ($($name:ident: $row:ident($value:ty);)*) => {$(
        impl From<$value> for Row {
            fn from(value: $value) -> Self {
                Self::$row(value.into())
            }
        }

        impl Books<'_> {
            pub(crate) fn $name(&self, id: &str) -> Result<Option<$value>, Stop> {
                match self.row(Key::$row(id.to_owned()))? {
                    Some(Row::$row(value)) => Ok(Some(<$value>::clone(value))),
                    _ => Ok(None),
                }
            }
        }
    )*};
}

rows! {
    account: Account(Account);
    token: Token(Token);
    instrument: Instrument(Instrument);
    transaction: Transaction(Transaction);
    subscription: Subscription(Subscription);
    token_name: TokenName(TokenName);
    document: Document(Document);
    message: Message(Message);
    merchant: Merchant(Merchant);
    billing_agreement: BillingAgreement(BillingAgreement);
    order_reference: OrderReference(OrderReference);
    authorization: Authorization(Authorization);
    capture: Capture(Capture);
    refund: Refund(Refund);
    provider_credit: ProviderCredit(ProviderCredit);
    provider_credit_reversal: ProviderCreditReversal(ProviderCreditReversal);
    seller_order: SellerOrder(SellerOrder);
    saga: Saga(Saga);
}

impl From<Reference> for Row {
    fn from(value: Reference) -> Self {
        Self::Reference(value)
    }
}

impl Books<'_> {
    pub(crate) fn reference(&self, scope: Scope, caller_reference: &str) -> Result<Option<Reference>, Stop> {
        match self.row(Key::Reference(scope, caller_reference.to_owned()))? {
            Some(Row::Reference(reference)) => Ok(Some(reference.clone())),
            _ => Ok(None),
        }
    }
}
