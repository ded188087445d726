//! What must hold, reckoned from what the service tells and not by its rules.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{
    line::{Answered, AnyRequest, Outcome},
    step::Limit,
};
use crate::{
    fps::*,
    ids::{InstrumentId, TokenId, TransactionId},
    sandbox::{
        InstrumentKind, SeedInstrument,
        ledger::Book,
        rows::Tenant,
        store::TrialBalance,
        tests::{START, World},
    },
};

/// How long a caller reference names one transaction.
const MEMORY: TimeDelta = TimeDelta::days(7);

/// What happened so far in a world.
pub(super) struct Model {
    /// In the order in which they were received.
    transactions: Vec<TransactionId>,
    seen: HashMap<TransactionId, TransactionDetail>,
    /// When the last of them was received.
    last: DateTime<Utc>,
    /// What the caller references named first, and when.
    named: HashMap<(bool, String), (DateTime<Utc>, Answered)>,
    /// Caller references of requests of which nobody knows what became.
    lost: Vec<(bool, String)>,
    tokens: HashMap<TokenId, LimitedToken>,
    /// What accounts may send, and receive, in a month.
    monthly: HashMap<(String, bool), Decimal>,
    instruments: Vec<(InstrumentId, InstrumentKind, Decimal)>,
    shop: String,
    /// What the shop had in the beginning.
    opening: Decimal,
    /// Whether money went between the shop and its bank, of which no transaction tells.
    bank_moved: bool,
}

struct LimitedToken {
    has_usage: bool,
    start: DateTime<Utc>,
    limits: Vec<Limit>,
}

impl Model {
    pub(super) async fn of(world: &World) -> Self {
        let instruments = world.seed.instruments.iter();
        let shop = &world.seed.accounts[0];
        assert_eq!(shop.name, "shop");
        Self {
            transactions: Vec::new(),
            seen: HashMap::new(),
            last: START.parse().unwrap(),
            named: HashMap::new(),
            lost: Vec::new(),
            tokens: HashMap::new(),
            monthly: HashMap::new(),
            instruments: instruments.map(|it| (it.instrument_id.clone(), it.kind, it.limit)).collect(),
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
        self.instruments.push((instrument.instrument_id.clone(), instrument.kind, instrument.limit));
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

    /// The ledger sums to zero, and nobody has less than nothing.
    pub(super) async fn check_ledger(&self, world: &World) {
        let lines = trial_balance(world).await;
        let sum = |books: &[Book]| sum(&lines, books);
        assert_eq!(lines.iter().map(|line| line.balance).sum::<Decimal>(), Decimal::ZERO);
        for line in &lines {
            assert_eq!(line.balance, line.posted, "{:?}", line.account);
            let (has, owes) = (line.balance >= Decimal::ZERO, line.balance <= Decimal::ZERO);
            let holds = match line.account.book {
                Book::Balance | Book::BalanceIn | Book::BalanceOut => has,
                Book::Prepaid | Book::PrepaidIn | Book::PrepaidOut => has,
                Book::Debt | Book::DebtIn | Book::DebtOut => has,
                Book::PrepaidLiability | Book::PrepaidLiabilityIn | Book::PrepaidLiabilityOut => owes,
                Book::DebtClaim | Book::DebtClaimIn | Book::DebtClaimOut => owes,
                Book::Fees => has,
                Book::Cards | Book::Banks | Book::Transit | Book::Opening => true,
            };
            assert!(holds, "{:?} has {}", line.account, line.balance);
        }
        // What holders of instruments have or owe is what somebody is liable for or may claim.
        for pair in [
            [Book::Prepaid, Book::PrepaidLiability],
            [Book::PrepaidIn, Book::PrepaidLiabilityIn],
            [Book::PrepaidOut, Book::PrepaidLiabilityOut],
            [Book::Debt, Book::DebtClaim],
            [Book::DebtIn, Book::DebtClaimIn],
            [Book::DebtOut, Book::DebtClaimOut],
        ] {
            assert_eq!(sum(&pair), Decimal::ZERO, "{pair:?}");
        }
        for (id, kind, limit) in &self.instruments {
            let of = |book| {
                let line = lines.iter().find(|line| line.account.book == book && line.account.owner == id.as_str());
                line.map_or(Decimal::ZERO, |line| line.balance)
            };
            match kind {
                InstrumentKind::Credit => assert!(of(Book::Debt) + of(Book::DebtOut) <= *limit, "{lines:?}"),
                InstrumentKind::Prepaid => {
                    // A refund may lift it further.
                    let refunded = self.refunded_to(id);
                    assert!(of(Book::Prepaid) + of(Book::PrepaidIn) <= *limit + refunded, "{lines:?}");
                }
            }
        }
    }

    fn refunded_to(&self, instrument: &InstrumentId) -> Decimal {
        let refunds = self.seen.values().filter(|it| {
            it.fps_operation == FpsOperation::Refund && it.prepaid_instrument_id.as_ref() == Some(instrument)
        });
        refunds.map(|it| it.transaction_amount.value).sum()
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

    /// What the shop has is what its transactions have brought it.
    async fn check_balance(&self, world: &World) {
        let balance = world.balance().await;
        let total = balance.total_balance.value;
        let available = balance.available_balances.disburse_balance.value;
        assert_eq!(total, available + balance.pending_out_balance.value);
        if self.bank_moved {
            return;
        }
        let (mut least, mut most) = (self.opening, self.opening);
        for detail in self.seen.values() {
            let (low, high) = self.brought(detail);
            least += low;
            most += high;
        }
        assert!((least..=most).contains(&total), "{total} isn't from {least} to {most}: {:?}", self.seen);
    }

    /// What a transaction has brought the shop, at least and at most.
    fn brought(&self, it: &TransactionDetail) -> (Decimal, Decimal) {
        let zero = Decimal::ZERO;
        if it.transaction_status != TransactionStatus::Success {
            return (zero, zero);
        }
        let is_shops = |name: &Option<String>| name.as_ref() == Some(&self.shop);
        let is_cash = matches!(it.payment_method, PaymentMethod::Abt | PaymentMethod::Ach | PaymentMethod::Cc);
        let amount = it.transaction_amount.value;
        let marketplace = it.marketplace_fees.as_ref().map_or(zero, |fee| fee.value);
        // In a refund the former recipient is the sender, and fees are negative.
        let is_refund = it.fps_operation == FpsOperation::Refund;
        let is_paid = if is_refund { is_shops(&it.sender_name) } else { is_shops(&it.recipient_name) };
        let fees = if is_paid || it.fps_fees_paid_by == TransactionalRole::Caller { it.fps_fees.value } else { zero };
        // A token that the caller has installed pays from the shop itself.
        let pays = if is_refund { is_shops(&it.recipient_name) } else { is_shops(&it.sender_name) };
        let own = match it.payment_method {
            PaymentMethod::Abt if pays => amount,
            _ => zero,
        };
        let cash = match it.fps_operation {
            FpsOperation::WriteOffDebt => zero,
            FpsOperation::FundPrepaid | FpsOperation::SettleDebt => amount - fees,
            FpsOperation::Refund if self.is_of_marketplace(it) => -amount,
            FpsOperation::Refund if is_paid && is_cash => -amount - fees,
            FpsOperation::Refund if is_paid && it.payment_method == PaymentMethod::Debt => {
                // Of what is owed it gives back nothing.
                return (-amount - fees, -fees);
            }
            FpsOperation::Refund if is_paid => -fees,
            FpsOperation::Refund => marketplace - fees + own,
            _ if is_paid && is_cash => amount - fees,
            _ if is_paid => -fees,
            _ => marketplace - fees - own,
        };
        (cash, cash)
    }

    /// Whether a refund gives nothing but the caller's fee back.
    fn is_of_marketplace(&self, refund: &TransactionDetail) -> bool {
        let original = parent(refund).and_then(|id| self.seen.get(id));
        original.is_some_and(|original| {
            original.related_transaction.iter().any(|related| {
                related.transaction_id == refund.transaction_id
                    && related.relation_type == Some(RelationType::MarketplaceFee)
            })
        })
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

async fn trial_balance(world: &World) -> Vec<TrialBalance> {
    let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
    world.sandbox.0.store.trial_balance(&tenant).await.unwrap()
}

fn sum(lines: &[TrialBalance], books: &[Book]) -> Decimal {
    lines.iter().filter(|line| books.contains(&line.account.book)).map(|line| line.balance).sum()
}

/// The transaction that a refund gives back.
fn parent(refund: &TransactionDetail) -> Option<&TransactionId> {
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
