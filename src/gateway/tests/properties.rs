//! Whatever a program asks for, whatever is lost on the way and whenever whoever asks is gone: no payment is made twice,
//! no token pays more than it may, and both sides' books agree.

use futures_util::FutureExt;
use proptest::prelude::*;

use super::*;
use crate::sandbox::rows::{ActivityFilter, Asked, Heard, Operation, Reason, Status, Taken};

/// What the one token with a limit may pay in all.
const LIMIT: i64 = 40;
const REFERENCES: u8 = 6;
/// In minutes. Much of what is under way is so for longer.
const TIMEOUT: i32 = 6;

#[derive(Debug, Clone)]
enum Step {
    /// With one of a few references, so that requests come again.
    Pay {
        reference: u8,
        by_card: bool,
    },
    Reserve(u8),
    Settle(u8),
    Refund {
        reference: u8,
        payment: u8,
    },
    Cancel(u8),
    /// The buyer of an old token comes back from Amazon Pay, with one of a few consents.
    ComeBack {
        consent: u8,
        once: bool,
    },
    CancelToken(bool),
    Trick(Trick),
    Slow,
    Decide,
    TurnDown,
    Pass(u16),
}

fn step() -> impl Strategy<Value = Step> {
    let reference = 0..REFERENCES;
    let trick = prop_oneof![
        3 => Just(Trick::Fair),
        1 => Just(Trick::Lost),
        2 => Just(Trick::Silent),
        1 => Just(Trick::Later),
        1 => Just(Trick::Refuse("InvalidParameterValue")),
        1 => Just(Trick::Decline(Reason::InvalidPaymentMethod)),
        2 => Just(Trick::Hang),
        1 => Just(Trick::Gone),
        1 => Just(Trick::Deny("InvalidAccountStatus")),
    ];
    prop_oneof![
        6 => (reference.clone(), any::<bool>()).prop_map(|(reference, by_card)| Step::Pay { reference, by_card }),
        3 => reference.clone().prop_map(Step::Reserve),
        3 => reference.clone().prop_map(Step::Settle),
        2 => (reference.clone(), reference.clone())
            .prop_map(|(reference, payment)| Step::Refund { reference, payment }),
        2 => reference.prop_map(Step::Cancel),
        4 => (0_u8..3, any::<bool>()).prop_map(|(consent, once)| Step::ComeBack { consent, once }),
        1 => any::<bool>().prop_map(Step::CancelToken),
        8 => trick.prop_map(Step::Trick),
        1 => Just(Step::Slow),
        1 => Just(Step::Decide),
        1 => Just(Step::TurnDown),
        4 => (1_u16..200).prop_map(Step::Pass),
    ]
}

/// A shop that goes on whatever happens.
struct Shop {
    world: World,
    limited: TokenId,
    free: TokenId,
    /// An old one for many payments, and one for a single one.
    old: [TokenId; 2],
}

impl Shop {
    async fn open() -> Self {
        let world = World::open(Home::Memory).await;
        let limited = NewToken {
            payment_method: Some("ABT".to_owned()),
            token_type: Some("MultiUse".to_owned()),
            total: Some(Decimal::from(LIMIT)),
            ..NewToken::default()
        };
        let old = [world.old_multi_use().await, world.old_single_use(TimeDelta::days(30)).await];
        Self { limited: world.token(limited).await, free: world.multi_use("CC").await, old, world }
    }

    async fn take(&self, step: &Step) {
        let (gateway, call) = (&self.world.gateway, call());
        // An answer that does not come at once never comes: then whoever asked is gone.
        match step {
            Step::Pay { reference, by_card } => {
                let token = if *by_card { &self.free } else { &self.limited };
                let name = format!("pay-{reference}-{by_card}");
                let mut request = PayRequest::new(token, Amount::usd(i64::from(*reference) + 7), name);
                request.transaction_timeout_in_mins = Some(TIMEOUT);
                let _ = gateway.pay(&call, request).now_or_never();
            }
            Step::Reserve(reference) => {
                let amount = Amount::usd(i64::from(*reference) + 11);
                let mut request = ReserveRequest::new(&self.free, amount, format!("reserve-{reference}"));
                request.transaction_timeout_in_mins = Some(TIMEOUT);
                let _ = gateway.reserve(&call, request).now_or_never();
            }
            Step::Settle(reference) => {
                for id in self.known(&format!("reserve-{reference}")).await {
                    let _ = gateway.settle(&call, SettleRequest::new(id.id.as_str())).now_or_never();
                }
            }
            Step::Refund { reference, payment } => {
                for paid in self.known(&format!("pay-{payment}-true")).await {
                    let mut request = RefundRequest::new(paid.id.as_str(), format!("refund-{reference}-{payment}"));
                    request.refund_amount = Some(dollars("3"));
                    let _ = gateway.refund(&call, request).now_or_never();
                }
            }
            Step::Cancel(reference) => {
                for known in self.known(&format!("reserve-{reference}")).await {
                    let _ = gateway.cancel(&call, CancelRequest::new(known.id.as_str())).now_or_never();
                }
            }
            Step::ComeBack { consent, once } => {
                let letter = if *once { 'S' } else { 'C' };
                let token = &self.old[usize::from(*once)];
                let _ = come_back(gateway, token, &format!("{letter}02-000000{consent}-0000000")).now_or_never();
            }
            Step::CancelToken(once) => {
                let request = CancelTokenRequest::new(&self.old[usize::from(*once)]);
                let _ = gateway.cancel_token(&call, request).now_or_never();
            }
            Step::Trick(trick) => self.world.fake.play([*trick]),
            Step::Slow => self.world.fake.take_time(),
            Step::Decide => self.world.fake.make_up_its_mind(),
            Step::TurnDown => self.world.fake.turn_down(Reason::Rejected),
            Step::Pass(seconds) => {
                self.world.clock.advance(TimeDelta::seconds((*seconds).into()));
                let _ = gateway.tick().now_or_never();
            }
        }
    }

    async fn all(&self) -> Vec<Transaction> {
        let filter = ActivityFilter {
            from: START.parse().unwrap(),
            to: self.world.now() + TimeDelta::days(1),
            ascending: true,
            limit: 10_000,
            operation: None,
            method: None,
            status: None,
            account: String::new(),
            roles: Vec::new(),
        };
        let list = move |books: &crate::sandbox::books::Books<'_>| {
            let rows = books.list(Query::Activity(filter.clone()))?.iter();
            Ok(rows
                .filter_map(|row| if let Row::Transaction(it) = row { Some(Transaction::clone(it)) } else { None })
                .collect())
        };
        self.world.gateway.books().look(&Tenant::of(CALLER), list).await.unwrap()
    }

    async fn known(&self, reference: &str) -> Vec<Transaction> {
        self.all().await.into_iter().filter(|it| it.caller_reference == reference).collect()
    }

    /// Lets everything come to its end.
    async fn close(&self) {
        self.world.fake.forget_tricks();
        self.world.fake.make_up_its_mind();
        for _ in 0..12 {
            self.world.pass(TimeDelta::minutes(16)).await;
        }
    }

    /// What the processor has refused to close when nobody waited for it any more, and the books know that it has.
    async fn left_open(&self, all: &[Transaction]) -> Decimal {
        let gave_up = |saga: &Saga| {
            let refused =
                |last: &Taken| last.asked == Asked::CloseAuthorization && matches!(last.heard, Heard::Refused { .. });
            saga.trouble.is_some() && saga.steps.last().is_some_and(refused)
        };
        let sagas = self.world.sagas().await.into_iter().filter(gave_up);
        let amount =
            |saga: Saga| all.iter().find(|it| it.id == saga.subject).map(|it| it.reserved.unwrap_or(it.amount));
        sagas.filter_map(amount).sum()
    }

    async fn check(&self) {
        let all = self.all().await;
        let sum = |status: Status, operations: &[Operation]| -> Decimal {
            let some = all.iter().filter(|it| it.status == status && operations.contains(&it.operation));
            some.map(|it| it.amount).sum()
        };
        let sums = self.world.fake.sums();
        assert_eq!(sum(Status::Success, &[Operation::Pay, Operation::Settle]), sums.captured);
        assert_eq!(sum(Status::Success, &[Operation::Refund]), sums.refunded);
        let left_open = self.left_open(&all).await;
        assert_eq!(sum(Status::Reserved, &[Operation::Reserve]) + left_open, self.world.fake.open());
        assert!(all.iter().all(|it| it.status != Status::Pending), "something is pending for ever");
        for (place, one) in all.iter().enumerate().filter(|(_, it)| it.status == Status::Success) {
            let twice = |other: &&Transaction| {
                other.caller_reference == one.caller_reference && other.status == Status::Success
            };
            assert_eq!(all[place + 1..].iter().find(twice), None, "{} was done twice", one.caller_reference);
        }
        let limited = all.iter().filter(|it| it.sender_token.as_deref() == Some(self.limited.as_str()));
        let paid: Decimal = limited.filter(|it| it.status == Status::Success).map(|it| it.amount).sum();
        assert!(paid <= Decimal::from(LIMIT), "{paid} were paid by a token for {LIMIT}");
        assert_eq!(self.world.token_row(&self.limited).await.limits[0].used, paid);
        for token in &self.old {
            self.check_consent(token).await;
        }
        assert!(self.world.open_sagas().await.is_empty());
        self.world.check_ledger().await;
    }

    /// What a token stands for can be charged, and nothing can that one stood for which was cancelled.
    async fn check_consent(&self, token: &TokenId) {
        let row = self.world.token_row(token).await;
        let Some(consent) = row.consent.filter(|consent| !consent.ended) else { return };
        let cancelling = self.world.saga(SagaAction::CancelToken, token.as_str()).await;
        let gave_up = cancelling.is_some_and(|saga| saga.trouble.is_some());
        assert!(gave_up || self.world.fake.is_open(&consent.id) == row.active, "{consent:?} {}", row.active);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_sides_books_agree_in_the_end(steps in prop::collection::vec(step(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let shop = Shop::open().await;
            for step in &steps {
                shop.take(step).await;
            }
            shop.close().await;
            shop.check().await;
        });
    }
}
