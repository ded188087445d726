//! What must hold of everything that there is, reckoned anew from what each object says of itself.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{super::Shop, edges};
use crate::amazon_pay::Environment;
use crate::sandbox::{
    amazon_pay::{
        month,
        rows::{
            Authorization, AuthorizationState, Capture, CaptureState, CreditState, OrderReference, ProviderCredit,
            ProviderCreditReversal, Refund, RefundState, ReversalState,
        },
    },
    ledger::{Book, LedgerAccount},
    rows::{Key, Kind, Query, Row, Tenant},
    store::TrialBalance,
};

const KINDS: [Kind; 7] = [
    Kind::OrderReference,
    Kind::Authorization,
    Kind::Capture,
    Kind::Refund,
    Kind::BillingAgreement,
    Kind::ProviderCredit,
    Kind::ProviderCreditReversal,
];

/// Every object of Amazon Pay in a world, and its ledger.
#[derive(Debug, Default, Clone)]
pub(super) struct Books {
    pub(super) rows: Vec<Row>,
    pub(super) lines: Vec<TrialBalance>,
}

/// The rows of one kind.
macro_rules! of_kind {
    ($($name:ident: $row:ident($value:ty),)*) => {$(
        pub(super) fn $name(&self) -> impl Iterator<Item = &$value> {
            self.rows.iter().filter_map(|row| match row {
                Row::$row(row) => Some::<&$value>(row),
                _ => None,
            })
        }
    )*};
}

impl Books {
    pub(super) async fn of(shop: &Shop) -> Self {
        let tenant = Tenant::of(shop.access_key());
        let rows = shop.world.sandbox.look(&tenant, |books| {
            let mut rows = Vec::new();
            for kind in KINDS {
                rows.extend_from_slice(books.list(Query::All(kind))?);
            }
            Ok(rows)
        });
        Self { rows: rows.await.unwrap(), lines: shop.world.sandbox.0.store.trial_balance(&tenant).await.unwrap() }
    }

    of_kind! {
        orders: OrderReference(OrderReference),
        authorizations: Authorization(Authorization),
        captures: Capture(Capture),
        refunds: Refund(Refund),
        credits: ProviderCredit(ProviderCredit),
        reversals: ProviderCreditReversal(ProviderCreditReversal),
    }

    /// The ids of the objects of one kind, the oldest first.
    pub(super) fn ids(&self, kind: Kind) -> Vec<String> {
        let mut named: Vec<_> = self.rows.iter().filter(|row| kind.has(&row.key())).map(named).collect();
        named.sort_unstable();
        named.into_iter().map(|(_, id)| id.to_owned()).collect()
    }

    /// Every check. `charges` are the authorizations that were asked for on agreements.
    pub(super) fn check(&self, charges: &BTreeSet<String>) {
        self.check_money();
        self.check_orders();
        self.check_captures();
        self.check_credits();
        self.check_months(charges);
        self.check_reference_ids();
    }

    /// The ledger has what captures brought, and refunds and fees took; providers have what they got.
    fn check_money(&self) {
        assert_eq!(self.lines.iter().map(|line| line.balance).sum::<Decimal>(), Decimal::ZERO);
        let mut expected = BTreeMap::<LedgerAccount, Decimal>::new();
        let mut add = |book: Book, owner: &str, environment: Environment, amount: Decimal| {
            *expected.entry(LedgerAccount::in_currency(book, owner, environment, "USD")).or_default() += amount;
        };
        for capture in self.captures().filter(|capture| is_paid(capture)) {
            add(Book::Processor, "", capture.environment, -capture.amount.amount);
            add(Book::Seller, &capture.seller, capture.environment, capture.amount.amount - capture.fee);
            add(Book::PayFees, "", capture.environment, capture.fee);
        }
        for refund in self.refunds().filter(|refund| refund.status.is(RefundState::Completed)) {
            add(Book::Processor, "", refund.environment, refund.amount.amount);
            add(Book::Seller, &refund.seller, refund.environment, refund.fee_refunded - refund.amount.amount);
            add(Book::PayFees, "", refund.environment, -refund.fee_refunded);
        }
        for credit in self.credits() {
            add(Book::Seller, &credit.seller, credit.environment, -credit.amount.amount);
            add(Book::Provider, &credit.provider, credit.environment, credit.amount.amount);
        }
        for reversal in self.reversals().filter(|reversal| reversal.status.is(ReversalState::Completed)) {
            add(Book::Seller, &reversal.seller, reversal.environment, reversal.amount.amount);
            add(Book::Provider, &reversal.provider, reversal.environment, -reversal.amount.amount);
        }
        for line in &self.lines {
            assert_eq!(line.balance, line.posted, "{:?}", line.account);
            let is_of_pay =
                matches!(line.account.book, Book::Seller | Book::Provider | Book::Processor | Book::PayFees);
            if is_of_pay {
                let expected = expected.remove(&line.account).unwrap_or_default();
                assert_eq!(line.balance, expected, "{:?}", line.account);
            }
            if matches!(line.account.book, Book::Provider | Book::PayFees) {
                assert!(line.balance >= Decimal::ZERO, "{:?}", line.account);
            }
        }
        assert!(expected.values().all(Decimal::is_zero), "{expected:?} is not in the ledger");
    }

    /// No order is authorized or captured more, or more often, than it may be.
    fn check_orders(&self) {
        for order in self.orders() {
            let captures = || self.captures().filter(|capture| capture.order_reference == order.id && counts(capture));
            let captured: Decimal = captures().map(|capture| capture.amount.amount).sum();
            let most = order.terms.total.as_ref().map_or(Decimal::ZERO, |total| ceiling(total.amount));
            assert!(captured <= most, "{captured} was captured of {most}: {order:?}");
            assert_eq!((order.captured, order.captures as usize), (captured, captures().count()), "{order:?}");
            let authorizations = self.authorizations().filter(|it| it.order_reference == order.id).count();
            assert!(authorizations <= 10 && authorizations == order.authorizations.len(), "{order:?}");
        }
        for authorization in self.authorizations() {
            let captures: Vec<_> = self.captures().filter(|it| it.authorization == authorization.id).collect();
            assert!(captures.len() <= 1, "{authorization:?}");
            assert_eq!(captures.first().map(|capture| &capture.id), authorization.capture.as_ref());
            assert!(captures.iter().all(|capture| capture.amount.amount <= authorization.amount.amount));
        }
    }

    /// No capture is given back more, or more often, than it may be, nor more of its fee than was paid.
    fn check_captures(&self) {
        for capture in self.captures() {
            let refunds: Vec<_> = self.refunds().filter(|refund| refund.capture == capture.id).collect();
            let counted = refunds.iter().filter(|refund| !refund.status.is(RefundState::Declined));
            let refunded: Decimal = counted.clone().map(|refund| refund.amount.amount).sum();
            let fees: Decimal = counted.map(|refund| refund.fee_refunded).sum();
            assert_eq!((capture.refunded, capture.fee_refunded), (refunded, fees), "{capture:?}");
            assert!(refunded <= ceiling(capture.amount.amount), "{capture:?}");
            assert!((Decimal::ZERO..=capture.fee).contains(&fees), "{capture:?}");
            assert!(refunds.len() <= 10, "{capture:?}");
            assert!(refunds.is_empty() || is_paid(capture), "{capture:?}");
        }
    }

    /// Providers get no more than was captured, and give back no more than they got.
    fn check_credits(&self) {
        for capture in self.captures() {
            let credits: Vec<_> = self.credits().filter(|credit| credit.capture == capture.id).collect();
            let given: Decimal = credits.iter().map(|credit| credit.amount.amount).sum();
            assert!(given <= capture.amount.amount, "{capture:?}");
            let shares = if is_paid(capture) { capture.provider_shares.len() } else { 0 };
            assert_eq!(credits.len(), shares, "{capture:?}");
        }
        for credit in self.credits() {
            let reversals = self.reversals().filter(|reversal| reversal.credit == credit.id);
            let counted = reversals.filter(|reversal| !reversal.status.is(ReversalState::Declined));
            let reversed: Decimal = counted.map(|reversal| reversal.amount.amount).sum();
            assert_eq!(credit.reversed, reversed, "{credit:?}");
            assert!(reversed <= credit.amount.amount, "{credit:?}");
            assert!(!credit.status.is(CreditState::Closed) || reversed == credit.amount.amount, "{credit:?}");
        }
    }

    /// No more than its limit was authorized on an agreement in any month.
    fn check_months(&self, charges: &BTreeSet<String>) {
        let agreements: HashMap<_, _> =
            self.orders().filter_map(|order| Some((&order.id, order.agreement.as_ref()?))).collect();
        let mut authorized = HashMap::<_, Decimal>::new();
        for it in self.authorizations().filter(|it| charges.contains(&it.id)) {
            if !it.status.is(AuthorizationState::Declined) {
                let month = (agreements[&it.order_reference], month::of(it.created));
                *authorized.entry(month).or_default() += it.amount.amount;
            }
        }
        for (month, sum) in authorized {
            assert!(sum <= Decimal::from(500), "{sum} was authorized: {month:?}");
        }
    }

    /// Nothing was done twice for one reference id.
    fn check_reference_ids(&self) {
        let mut seen = HashSet::new();
        for it in self.authorizations() {
            assert!(seen.insert(("authorization", it.environment, &it.reference_id)), "{it:?}");
        }
        for it in self.refunds() {
            assert!(seen.insert(("refund", it.environment, &it.reference_id)), "{it:?}");
        }
        for it in self.captures() {
            assert!(seen.insert(("capture", it.environment, &it.reference_id)), "{it:?}");
        }
        let with_refunds: HashSet<_> = self.refunds().flat_map(|refund| &refund.provider_reversals).collect();
        for it in self.reversals().filter(|it| !with_refunds.contains(&it.id)) {
            assert!(seen.insert(("reversal", it.environment, &it.reference_id)), "{it:?}");
        }
    }
}

/// What was known of the states of each object: they are added to, and never written anew.
#[derive(Default)]
pub(super) struct Past(HashMap<Key, Vec<(&'static str, &'static str)>>);

impl Past {
    pub(super) fn check(&mut self, books: &Books) {
        for row in &books.rows {
            let Some(walked) = edges::walked(row) else { continue };
            let before = self.0.insert(row.key(), walked.clone()).unwrap_or_default();
            assert!(walked.starts_with(&before), "{before:?} became {walked:?}");
        }
        assert!(self.0.len() == books.rows.len(), "something is gone");
    }

    /// Every edge that was walked: what it is one of, from where, and where to.
    pub(super) fn edges(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.0.iter().flat_map(|(key, walked)| {
            let from = std::iter::once("").chain(walked.iter().map(|(state, _)| *state));
            from.zip(walked).map(|(from, (to, _))| (edges::name(key), from, *to))
        })
    }
}

/// When an object was made, and its id.
fn named(row: &Row) -> (DateTime<Utc>, &str) {
    match row {
        Row::OrderReference(row) => (row.created, &row.id),
        Row::Authorization(row) => (row.created, &row.id),
        Row::Capture(row) => (row.created, &row.id),
        Row::Refund(row) => (row.created, &row.id),
        Row::BillingAgreement(row) => (row.created, &row.id),
        Row::ProviderCredit(row) => (row.created, &row.id),
        Row::ProviderCreditReversal(row) => (row.created, &row.id),
        other => panic!("{:?} is no object of Amazon Pay", other.key()),
    }
}

/// Whether its money has moved.
fn is_paid(capture: &Capture) -> bool {
    capture.status.history().iter().any(|entered| entered.state == CaptureState::Completed)
}

/// Whether it takes a part of what can be captured.
fn counts(capture: &Capture) -> bool {
    !capture.status.is(CaptureState::Declined)
}

/// 15 hundredths more, in whole cents, and 75 at most.
fn ceiling(amount: Decimal) -> Decimal {
    let more = (amount * Decimal::new(15, 2)).round_dp_with_strategy(2, RoundingStrategy::ToZero);
    amount + more.min(Decimal::from(75))
}
