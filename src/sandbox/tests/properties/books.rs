//! What the ledger and the balances must be.

use rust_decimal::Decimal;

use super::model::{Model, parent};
use crate::{
    fps::*,
    ids::InstrumentId,
    sandbox::{InstrumentKind, SeedInstrument, ledger::Book, rows::Tenant, store::TrialBalance, tests::World},
};

impl Model {
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
                Book::Fees | Book::Provider | Book::PayFees => has,
                Book::Cards | Book::Banks | Book::Transit | Book::Opening | Book::Seller | Book::Processor => true,
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
        for SeedInstrument { instrument_id: id, kind, limit, .. } in &self.instruments {
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

    /// What the shop has is what its transactions have brought it.
    pub(super) async fn check_balance(&self, world: &World) {
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
}

pub(super) async fn trial_balance(world: &World) -> Vec<TrialBalance> {
    let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
    world.sandbox.0.store.trial_balance(&tenant).await.unwrap()
}

fn sum(lines: &[TrialBalance], books: &[Book]) -> Decimal {
    lines.iter().filter(|line| books.contains(&line.account.book)).map(|line| line.balance).sum()
}
