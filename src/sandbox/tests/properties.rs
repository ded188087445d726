//! Random things that callers do, one after the other, over two stores at once.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::sandbox::{AccountAction, Mail, MailFilter};

/// Something that a caller does, with what to do it to: taken modulo what there is.
#[derive(Debug, Clone)]
enum Step {
    Pay { token: usize, recipient: usize, cents: i64 },
    Reserve { cents: i64 },
    Settle { transaction: usize, cents: Option<i64> },
    Cancel { transaction: usize },
    Refund { transaction: usize, cents: Option<i64>, policy: usize },
    Fund { instrument: usize, cents: i64 },
    SettleDebt { instrument: usize, cents: i64 },
    WriteOff { instrument: usize, cents: i64 },
    CancelToken { token: usize },
    Deposit { cents: i64 },
    Withdraw { cents: i64 },
    Repeat,
    Wait { seconds: i64 },
}

/// Tokens that can do more than one thing, and some that can't.
const TOKENS: [&str; 12] = [
    "multi-use-abt",
    "multi-use-cc",
    "multi-use-ach",
    "multi-use-small",
    "recurring",
    "sender-poor",
    "sender-declined",
    "prepaid-abt-sender",
    "prepaid-cc-sender",
    "postpaid-abt-sender",
    "postpaid-cc-sender",
    "recipient",
];
const RECIPIENTS: [Option<&str>; 4] =
    [None, Some("recipient"), Some("recipient-caller-pays"), Some("recipient-without-cards")];
const PREPAID: [&str; 2] = ["prepaid-abt", "prepaid-cc"];
const CREDIT: [&str; 2] = ["postpaid-abt", "postpaid-cc"];
const POLICIES: [MarketplaceRefundPolicy; 3] = [
    MarketplaceRefundPolicy::MasterTxnOnly,
    MarketplaceRefundPolicy::MarketplaceTxnOnly,
    MarketplaceRefundPolicy::MasterAndMarketplaceTxn,
];

fn step() -> impl Strategy<Value = Step> {
    let cents = || prop_oneof![4 => 1..3_000_i64, 1 => 1..2_000_000_i64, 1 => Just(0)];
    let any = any::<usize>;
    prop_oneof![
        8 => (any(), any(), cents()).prop_map(|(token, recipient, cents)| Step::Pay { token, recipient, cents }),
        2 => cents().prop_map(|cents| Step::Reserve { cents }),
        2 => (any(), prop::option::of(cents())).prop_map(|(transaction, cents)| Step::Settle { transaction, cents }),
        2 => any().prop_map(|transaction| Step::Cancel { transaction }),
        6 => (any(), prop::option::of(cents()), any())
            .prop_map(|(transaction, cents, policy)| Step::Refund { transaction, cents, policy }),
        3 => (any(), cents()).prop_map(|(instrument, cents)| Step::Fund { instrument, cents }),
        2 => (any(), cents()).prop_map(|(instrument, cents)| Step::SettleDebt { instrument, cents }),
        1 => (any(), cents()).prop_map(|(instrument, cents)| Step::WriteOff { instrument, cents }),
        1 => any().prop_map(|token| Step::CancelToken { token }),
        1 => cents().prop_map(|cents| Step::Deposit { cents }),
        2 => cents().prop_map(|cents| Step::Withdraw { cents }),
        1 => Just(Step::Repeat),
        4 => prop_oneof![Just(0), Just(1), Just(3), Just(90_000), Just(700_000)].prop_map(|seconds| Step::Wait { seconds }),
    ]
}

impl Step {
    /// The action that it calls.
    fn action(&self) -> &'static str {
        match self {
            Self::Pay { .. } | Self::Repeat => "Pay",
            Self::Reserve { .. } => "Reserve",
            Self::Settle { .. } => "Settle",
            Self::Cancel { .. } => "Cancel",
            Self::Refund { .. } => "Refund",
            Self::Fund { .. } => "FundPrepaid",
            Self::SettleDebt { .. } => "SettleDebt",
            Self::WriteOff { .. } => "WriteOffDebt",
            Self::CancelToken { .. } => "CancelToken",
            Self::Deposit { .. } | Self::Withdraw { .. } | Self::Wait { .. } => "",
        }
    }
}

fn amount(cents: i64) -> Amount {
    Amount::usd(Decimal::new(cents, 2))
}

/// One store with what happened in it.
struct Run {
    world: World,
    transactions: Vec<TransactionId>,
    last: Option<PayRequest>,
}

impl Run {
    fn new(world: World) -> Self {
        Self { world, transactions: Vec::new(), last: None }
    }

    fn transaction(&self, place: usize) -> TransactionId {
        match self.transactions.len() {
            0 => TransactionId::new("0".repeat(35)),
            length => self.transactions[place % length].clone(),
        }
    }

    /// Does it, and tells the answer so that two stores can be compared.
    async fn take(&mut self, step: &Step) -> String {
        let world = &self.world;
        let (sandbox, call) = (&world.sandbox, world.call());
        let answer = match step {
            Step::Pay { token, recipient, cents } => {
                let token = world.token(TOKENS[token % TOKENS.len()]);
                let mut request = PayRequest::new(token, amount(*cents), world.reference());
                request.recipient_token_id = RECIPIENTS[recipient % RECIPIENTS.len()].map(|name| world.token(name));
                self.last = Some(request.clone());
                let result = sandbox.pay(&call, request).await;
                result.map(|it| (it.transaction_id, it.transaction_status))
            }
            Step::Repeat => match self.last.clone() {
                Some(request) => {
                    let result = sandbox.pay(&call, request).await;
                    result.map(|it| (it.transaction_id, it.transaction_status))
                }
                None => return String::new(),
            },
            Step::Reserve { cents } => {
                let request = ReserveRequest::new(world.token("multi-use-cc"), amount(*cents), world.reference());
                sandbox.reserve(&call, request).await.map(|it| (it.transaction_id, it.transaction_status))
            }
            Step::Settle { transaction, cents } => {
                let mut request = SettleRequest::new(self.transaction(*transaction));
                request.transaction_amount = cents.map(amount);
                sandbox.settle(&call, request).await.map(|it| (it.transaction_id, it.transaction_status))
            }
            Step::Cancel { transaction } => {
                let result = sandbox.cancel(&call, CancelRequest::new(self.transaction(*transaction))).await;
                result.map(|it| (it.transaction_id.unwrap(), it.transaction_status.unwrap()))
            }
            Step::Refund { transaction, cents, policy } => {
                let mut request = RefundRequest::new(self.transaction(*transaction), world.reference());
                request.refund_amount = cents.map(amount);
                request.marketplace_refund_policy = Some(POLICIES[policy % POLICIES.len()].clone());
                sandbox.refund(&call, request).await.map(|it| (it.transaction_id, it.transaction_status))
            }
            Step::Fund { instrument, cents } => {
                let instrument = world.instrument(PREPAID[instrument % PREPAID.len()]);
                let token = instrument.funding_token_id.as_ref().unwrap();
                let request =
                    FundPrepaidRequest::new(token, &instrument.instrument_id, amount(*cents), world.reference());
                sandbox.fund_prepaid(&call, request).await.map(|it| (it.transaction_id, it.transaction_status))
            }
            Step::SettleDebt { instrument, cents } => {
                let instrument = world.instrument(CREDIT[instrument % CREDIT.len()]);
                let token = instrument.settlement_token_id.as_ref().unwrap();
                let request =
                    SettleDebtRequest::new(token, &instrument.instrument_id, amount(*cents), world.reference());
                sandbox.settle_debt(&call, request).await.map(|it| (it.transaction_id, it.transaction_status))
            }
            Step::WriteOff { instrument, cents } => {
                let instrument = &world.instrument(CREDIT[instrument % CREDIT.len()]).instrument_id;
                let request = WriteOffDebtRequest::new(instrument, amount(*cents), world.reference());
                sandbox.write_off_debt(&call, request).await.map(|it| (it.transaction_id, it.transaction_status))
            }
            Step::CancelToken { token } => {
                // Not the first three, so that something goes on.
                let token = world.token(TOKENS[3 + token % (TOKENS.len() - 3)]);
                let result = sandbox.cancel_token(&call, CancelTokenRequest::new(token)).await;
                return format!("{:?}", result.map_err(|error| error.to_string()));
            }
            Step::Deposit { cents } => {
                let result = sandbox.act(None, "shop", AccountAction::Deposit { amount: amount(*cents).value }).await;
                return format!("{:?}", result.map_err(|error| error.to_string()));
            }
            Step::Withdraw { cents } => {
                let result = sandbox.act(None, "shop", AccountAction::Withdraw { amount: amount(*cents).value }).await;
                return format!("{:?}", result.map_err(|error| error.to_string()));
            }
            Step::Wait { seconds } => {
                world.pass(TimeDelta::seconds(*seconds));
                return String::new();
            }
        };
        match &answer {
            Ok((id, _)) if !self.transactions.contains(id) => self.transactions.push(id.clone()),
            Ok(_) => {}
            Err(error) => {
                let action = SERVICE.operation(step.action()).unwrap();
                assert!(action.errors.contains(&error.code()), "{} doesn't list {error}", action.name);
            }
        }
        format!("{:?}", answer.map_err(|error| error.to_string()))
    }

    /// Everything that a caller can see, after checking what must always hold.
    async fn check(&self) -> String {
        let world = &self.world;
        world.check_ledger().await;
        let balance = world.balance().await;
        for amount in
            [&balance.total_balance, &balance.pending_out_balance, &balance.available_balances.disburse_balance]
        {
            assert!(amount.value >= Decimal::ZERO, "{balance:?}");
        }
        let mut seen = format!("{balance:?}");
        seen += &self.check_mails(balance.total_balance.value).await;
        let mut refunded: HashMap<TransactionId, Decimal> = HashMap::new();
        let mut details = Vec::new();
        for id in &self.transactions {
            details.push(world.detail(id).await);
        }
        for detail in &details {
            let is_refund_of_payment = detail.fps_operation == FpsOperation::Refund
                && !matches!(detail.transaction_status, TransactionStatus::Failure | TransactionStatus::Cancelled);
            if is_refund_of_payment {
                let original = detail.related_transaction[0].transaction_id.clone();
                *refunded.entry(original).or_default() += detail.transaction_amount.value;
            }
        }
        for detail in &details {
            // Of a payment its amount can come back, and of the marketplace's fee as much again.
            let most = detail.transaction_amount.value
                + detail.marketplace_fees.as_ref().map_or(Decimal::ZERO, |fee| fee.value.max(Decimal::ZERO));
            let given_back = refunded.get(&detail.transaction_id).copied().unwrap_or_default();
            assert!(given_back <= most, "{given_back} of {detail:?}");
        }
        for name in ["multi-use-small", "recurring"] {
            for limit in world.usage(&world.token(name)).await.unwrap() {
                assert!(limit.amount.is_none_or(|amount| (Decimal::ZERO..=decimal("20")).contains(&amount.value)));
                assert!(limit.count.is_none_or(|count| (0..=1).contains(&count)));
            }
        }
        for name in PREPAID {
            let request = GetPrepaidBalanceRequest::new(&world.instrument(name).instrument_id);
            let result = world.sandbox.get_prepaid_balance(&world.call(), request).await.unwrap();
            assert!(result.prepaid_balance.as_ref().unwrap().available_balance.value >= Decimal::ZERO);
            seen += &format!("{result:?}");
        }
        for name in CREDIT {
            let request = GetDebtBalanceRequest::new(&world.instrument(name).instrument_id);
            let result = world.sandbox.get_debt_balance(&world.call(), request).await.unwrap();
            let debt = result.debt_balance.as_ref().unwrap();
            assert!((Decimal::ZERO..=decimal("100")).contains(&debt.available_balance.value), "{debt:?}");
            seen += &format!("{result:?}");
        }
        let mut request = GetAccountActivityRequest::new(START.parse().unwrap());
        request.sort_order_by_date = Some(SortOrder::Ascending);
        let page = world.sandbox.get_account_activity(&world.call(), request).await.unwrap();
        // A subscription is charged by itself.
        let subscription = world.seed.subscriptions.iter().find(|known| known.name == "subscription").unwrap();
        let request = GetTransactionsForSubscriptionRequest::new(&subscription.subscription_id);
        let result = world.sandbox.get_transactions_for_subscription(&world.call(), request).await.unwrap();
        let charged: Vec<_> = result.subscription_transaction.iter().map(|it| &it.transaction_id).collect();
        let listed = page.transaction.iter().map(|transaction| &transaction.transaction_id);
        let listed: Vec<_> = listed.filter(|id| !charged.contains(id)).collect();
        let made: Vec<_> = self.transactions.iter().collect();
        assert_eq!(listed, made);
        seen += &format!("{result:?}");
        seen + &format!("{details:?}")
    }
}

impl Run {
    /// Every e-mail, after checking that the days of the shop sum up to what it has.
    async fn check_mails(&self, balance: Decimal) -> String {
        let world = &self.world;
        let filter = MailFilter { limit: Some(1_000), ..MailFilter::default() };
        let mails = world.sandbox.mail(filter.clone()).await.unwrap();
        let daily =
            MailFilter { template: Some("DailySummary".to_owned()), to: Some("shop@example.com".to_owned()), ..filter };
        let days = world.sandbox.mail(daily).await.unwrap();
        let change = |mail: &Mail| -> Decimal {
            let line = mail.text.lines().find_map(|line| line.strip_prefix("Change of balance:"));
            line.unwrap().trim().strip_prefix("USD ").unwrap().parse().unwrap()
        };
        let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
        let today = world.sandbox.read_at(&tenant, world.now(), |books| books.account(books.caller_id()));
        let today = today.await.unwrap().unwrap().unfinished.day.map_or(Decimal::ZERO, |day| day.balance);
        let before = decimal("1046.90");
        assert_eq!(before + days.iter().map(change).sum::<Decimal>() + today, balance);
        format!("{mails:?}")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_callers_do_breaks_the_books(steps in prop::collection::vec(step(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut run = Run::new(World::in_memory().await);
            for step in &steps {
                run.take(step).await;
            }
            run.check().await;
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_stores_agree(steps in prop::collection::vec(step(), 1..30)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            agree(World::in_a_file().await, &steps).await;
        });
    }

    #[cfg(feature = "postgres")]
    #[test]
    #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
    fn postgres_agrees(steps in prop::collection::vec(step(), 1..30)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            agree(World::in_a_database().await, &steps).await;
        });
    }
}

/// The same happens in memory and in `world`.
async fn agree(world: World, steps: &[Step]) {
    let mut memory = Run::new(World::in_memory().await);
    let mut other = Run::new(world);
    for step in steps {
        assert_eq!(memory.take(step).await, other.take(step).await, "{step:?}");
    }
    assert_eq!(memory.check().await, other.check().await);
}
