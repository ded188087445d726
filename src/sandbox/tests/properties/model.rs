//! What must hold, reckoned from what the service tells and not by its rules.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{
    books::trial_balance,
    line::{Answered, AnyRequest, Outcome},
    step::Limit,
};
use crate::{
    fps::*,
    ids::{TokenId, TransactionId},
    sandbox::{
        SeedInstrument,
        ledger::Book,
        tests::{START, World},
    },
};

/// How long a caller reference names one transaction.
const MEMORY: TimeDelta = TimeDelta::days(7);

/// What happened so far in a world.
pub(super) struct Model {
    /// In the order in which they were received.
    transactions: Vec<TransactionId>,
    pub(super) seen: HashMap<TransactionId, TransactionDetail>,
    /// When the last of them was received.
    last: DateTime<Utc>,
    /// What the caller references named first, and when.
    named: HashMap<(bool, String), (DateTime<Utc>, Answered)>,
    /// Caller references of requests of which nobody knows what became.
    lost: Vec<(bool, String)>,
    tokens: HashMap<TokenId, LimitedToken>,
    /// What accounts may send, and receive, in a month.
    monthly: HashMap<(String, bool), Decimal>,
    pub(super) instruments: Vec<SeedInstrument>,
    /// What the shop is called.
    pub(super) shop: String,
    /// What the shop had in the beginning.
    pub(super) opening: Decimal,
    /// Whether money went between the shop and its bank, of which no transaction tells.
    pub(super) bank_moved: bool,
}

struct LimitedToken {
    has_usage: bool,
    start: DateTime<Utc>,
    limits: Vec<Limit>,
}

impl Model {
    pub(super) async fn of(world: &World) -> Self {
        let start = START.parse().unwrap();
        let twenty_a_day =
            LimitedToken { has_usage: true, start, limits: vec![Limit { count: None, cents: 2_000, hours: Some(24) }] };
        let shop = &world.seed.accounts[0];
        assert_eq!(shop.name, "shop");
        Self {
            transactions: Vec::new(),
            seen: HashMap::new(),
            last: start,
            named: HashMap::new(),
            lost: Vec::new(),
            tokens: HashMap::from([(world.token("multi-use-small"), twenty_a_day)]),
            monthly: HashMap::new(),
            instruments: own_instruments(world),
            shop: shop.display_name.clone(),
            opening: world.balance().await.total_balance.value,
            bank_moved: false,
        }
    }

    pub(super) fn transactions(&self) -> &[TransactionId] {
        &self.transactions
    }

    /// Those that are not final.
    pub(super) fn open(&self) -> Vec<TransactionId> {
        self.transactions.iter().filter(|id| !is_final(&self.seen[*id].transaction_status)).cloned().collect()
    }

    pub(super) fn limit_token(&mut self, token: &TokenId, kind: &str, start: DateTime<Utc>, limits: &[Limit]) {
        let has_usage = kind != "SingleUse";
        self.tokens.insert(token.clone(), LimitedToken { has_usage, start, limits: limits.to_vec() });
    }

    pub(super) fn add_instrument(&mut self, instrument: &SeedInstrument) {
        self.instruments.push(instrument.clone());
    }

    pub(super) fn limit_account(&mut self, name: &str, sends: bool, limit: Option<Decimal>) {
        match limit {
            Some(limit) => self.monthly.insert((name.to_owned(), sends), limit),
            None => self.monthly.remove(&(name.to_owned(), sends)),
        };
    }

    pub(super) fn bank_moves(&mut self) {
        self.bank_moved = true;
    }

    /// A caller reference names one thing for seven days, however often it is used and with whatever content.
    pub(super) fn remember(&mut self, request: &AnyRequest, outcome: &Outcome, now: DateTime<Utc>) {
        let Some(reference) = request.reference() else { return };
        let name = (request.action() == "InstallPaymentInstruction", reference.to_owned());
        match outcome {
            Outcome::Lost => self.lost.push(name),
            Outcome::Refused { .. } => {}
            Outcome::Answered(_) if self.lost.contains(&name) => {}
            Outcome::Answered(answer) => {
                let known = self.named.get(&name).filter(|(at, _)| now < *at + MEMORY);
                if let Some((_, first)) = known {
                    assert_eq!(first.fields, answer.fields, "{request:?} is named {reference} again");
                    return;
                }
                self.named.insert(name, (now, answer.clone()));
            }
        }
    }

    /// Looks at what is new and at what goes on.
    pub(super) async fn check(&mut self, world: &World) {
        let new = self.discover(world).await;
        let mut changed = new.clone();
        for id in self.open() {
            if !new.contains(&id) {
                self.look(world, &id).await;
                changed.push(id);
            }
        }
        let parents: Vec<_> = changed.iter().filter_map(|id| parent(&self.seen[id])).cloned().collect();
        for id in parents {
            if self.seen.contains_key(&id) {
                self.look(world, &id).await;
                self.check_refunds(&id);
            }
        }
        for id in &new {
            self.check_months(&self.seen[id]);
        }
        self.check_tokens(world).await;
        self.check_balance(world).await;
    }

    /// Finds the transactions that have come since.
    async fn discover(&mut self, world: &World) -> Vec<TransactionId> {
        let mut new = Vec::new();
        let mut from = Some(self.last);
        while let Some(start) = from {
            let request = GetAccountActivityRequest::new(start).sort_order_by_date(SortOrder::Ascending);
            let page = world.sandbox.get_account_activity(&world.call(), request).await.unwrap();
            for transaction in &page.transaction {
                let id = &transaction.transaction_id;
                if !self.seen.contains_key(id) {
                    self.transactions.push(id.clone());
                    self.look(world, id).await;
                    self.last = transaction.date_received;
                    new.push(id.clone());
                }
            }
            from = page.start_time_for_next_transaction;
        }
        new
    }

    /// Looks at a transaction again: what it has become never contradicts what it was.
    async fn look(&mut self, world: &World, id: &TransactionId) {
        let now = world.detail(id).await;
        let history = &now.status_history;
        assert_eq!(history.last().unwrap().transaction_status, now.transaction_status, "{now:?}");
        assert_eq!(now.date_completed.is_some(), is_final(&now.transaction_status), "{now:?}");
        assert!(history.windows(2).all(|pair| pair[0].date <= pair[1].date), "{now:?}");
        assert!(history.windows(2).all(|pair| follows(&pair[0], &pair[1])), "{now:?}");
        assert!(now.transaction_amount.value > Decimal::ZERO, "{now:?}");
        if let Some(before) = self.seen.get(id) {
            assert!(history.starts_with(&before.status_history), "{before:?} became {now:?}");
            assert!(now.related_transaction.starts_with(&before.related_transaction), "{before:?} became {now:?}");
            assert!(now.transaction_amount.value <= before.transaction_amount.value, "{before:?} became {now:?}");
            if is_final(&before.transaction_status) {
                let related_transaction = now.related_transaction.clone();
                assert_eq!(now, TransactionDetail { related_transaction, ..before.clone() });
            }
        }
        self.seen.insert(id.clone(), now);
    }

    /// No more is given back than was paid, nor of the fees.
    fn check_refunds(&self, id: &TransactionId) {
        let original = &self.seen[id];
        if original.fps_operation == FpsOperation::Refund {
            return;
        }
        let mut sent = original.transaction_amount.value;
        let mut fees = original.fps_fees.value;
        let mut marketplace = original.marketplace_fees.as_ref().map_or(Decimal::ZERO, |fee| fee.value);
        for related in &original.related_transaction {
            let Some(refund) = self.seen.get(&related.transaction_id) else { continue };
            if is_void(&refund.transaction_status) {
                continue;
            }
            if related.relation_type == Some(RelationType::MarketplaceFee) {
                marketplace -= refund.transaction_amount.value;
            } else {
                sent -= refund.transaction_amount.value;
                marketplace += refund.marketplace_fees.as_ref().map_or(Decimal::ZERO, |fee| fee.value);
            }
            fees += refund.fps_fees.value;
        }
        for left in [sent, fees, marketplace] {
            assert!(left >= Decimal::ZERO, "{left} is left of {original:?}");
        }
        assert!(!sent.is_zero() || fees.is_zero(), "{fees} of the fees are left of {original:?}");
    }

    /// Who was just let pay, or be paid, keeps within the month.
    fn check_months(&self, new: &TransactionDetail) {
        let counts = |it: &TransactionDetail| {
            let counted =
                [FpsOperation::Pay, FpsOperation::Reserve, FpsOperation::FundPrepaid, FpsOperation::SettleDebt];
            counted.contains(&it.fps_operation) && !is_void(&it.transaction_status)
        };
        if !counts(new) {
            return;
        }
        let month = |it: &TransactionDetail| (it.date_received.year(), it.date_received.month());
        for sends in [true, false] {
            let name = |it: &TransactionDetail| if sends { it.sender_name.clone() } else { it.recipient_name.clone() };
            let Some(limit) = self.monthly.get(&(name(new).unwrap(), sends)) else { continue };
            let same = self.seen.values().filter(|it| counts(it) && month(it) == month(new) && name(it) == name(new));
            let sum: Decimal = same.map(|it| it.transaction_amount.value).sum();
            assert!(sum <= *limit, "{sum} is more than {limit} of a month after {new:?}");
        }
    }

    /// No usage limit is exceeded in any window, and what is told of the use is what was paid.
    async fn check_tokens(&self, world: &World) {
        for (id, token) in &self.tokens {
            let paid: Vec<_> = self.seen.values().filter(|it| it.sender_token_id.as_ref() == Some(id)).collect();
            let mut used_now = Vec::new();
            for limit in &token.limits {
                let window = |at: DateTime<Utc>| limit.hours.map_or(0, |hours| (at - token.start).num_hours() / hours);
                let mut used: HashMap<i64, Decimal> = HashMap::new();
                for it in paid.iter().filter(|it| !is_void(&it.transaction_status)) {
                    let cost = limit.count.map_or(it.transaction_amount.value, |_| Decimal::ONE);
                    *used.entry(window(it.date_received)).or_default() += cost;
                }
                let most = limit.count.map_or(Decimal::new(limit.cents, 2), Decimal::from);
                assert!(used.values().all(|used| *used <= most), "{used:?} is more than {limit:?}: {paid:?}");
                let latest = world.now().max(self.last);
                used_now.push(used.get(&window(latest)).copied().unwrap_or_default());
            }
            if token.has_usage {
                let told = world.usage(id).await.unwrap();
                let told = told.iter().map(|it| match &it.amount {
                    Some(amount) => amount.value,
                    None => Decimal::from(it.count.unwrap()),
                });
                let told: Vec<_> = told.collect();
                assert_eq!(told, used_now, "{:?}: {paid:?}", token.limits);
            } else {
                assert!(paid.iter().filter(|it| !is_void(&it.transaction_status)).count() <= 1, "{paid:?}");
            }
        }
    }

    /// Every list and every balance, in the end.
    pub(super) async fn check_everything(&mut self, world: &World) -> String {
        for id in self.transactions.clone() {
            self.look(world, &id).await;
            self.check_refunds(&id);
        }
        let ascending = pages(world, SortOrder::Ascending).await;
        assert_eq!(ascending, self.transactions);
        let mut descending = pages(world, SortOrder::Descending).await;
        descending.reverse();
        assert_eq!(ascending, descending);
        let lines = trial_balance(world).await;
        if self.open().is_empty() && !self.bank_moved {
            for line in &lines {
                let is_under_way = matches!(
                    line.account.book,
                    Book::Transit
                        | Book::BalanceIn
                        | Book::BalanceOut
                        | Book::PrepaidIn
                        | Book::PrepaidOut
                        | Book::DebtIn
                        | Book::DebtOut
                );
                assert!(!is_under_way || line.balance.is_zero(), "{line:?}");
            }
        }
        let seen: Vec<_> = self.transactions.iter().map(|id| &self.seen[id]).collect();
        let mut lines: Vec<_> =
            lines.iter().map(|line| format!("{:?} {}", line.account, line.balance.normalize())).collect();
        lines.sort();
        format!("{seen:?}{lines:?}")
    }
}

/// The instruments that the first caller finds.
pub(super) fn own_instruments(world: &World) -> Vec<SeedInstrument> {
    let own = &world.seed.callers[0].access_key_id;
    world.seed.instruments.iter().filter(|instrument| instrument.caller == *own).cloned().collect()
}

/// Every transaction since the beginning, by pages that are as small as can be.
async fn pages(world: &World, order: SortOrder) -> Vec<TransactionId> {
    let mut ids = Vec::new();
    let start: DateTime<Utc> = START.parse().unwrap();
    let first = GetAccountActivityRequest::new(start).sort_order_by_date(order.clone()).max_batch_size(20);
    let mut request = Some(first);
    while let Some(asked) = request {
        let page = world.sandbox.get_account_activity(&world.call(), asked.clone()).await.unwrap();
        ids.extend(page.transaction.into_iter().map(|transaction| transaction.transaction_id));
        request = page.start_time_for_next_transaction.map(|next| match order {
            SortOrder::Ascending => GetAccountActivityRequest { start_date: next, ..asked },
            _ => asked.end_date(next),
        });
    }
    ids
}

/// The transaction that a refund gives back.
pub(super) fn parent(refund: &TransactionDetail) -> Option<&TransactionId> {
    let related = refund.related_transaction.iter();
    related.filter(|it| it.relation_type == Some(RelationType::Parent)).map(|it| &it.transaction_id).next()
}

fn is_final(status: &TransactionStatus) -> bool {
    *status == TransactionStatus::Success || is_void(status)
}

fn is_void(status: &TransactionStatus) -> bool {
    matches!(status, TransactionStatus::Failure | TransactionStatus::Cancelled)
}

/// Whether a transaction may be this after it was that.
fn follows(before: &StatusHistory, after: &StatusHistory) -> bool {
    match before.transaction_status {
        TransactionStatus::Pending => after.transaction_status != TransactionStatus::Pending,
        TransactionStatus::Reserved => after.transaction_status != TransactionStatus::Reserved,
        _ => false,
    }
}
