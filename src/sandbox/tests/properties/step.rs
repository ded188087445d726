//! What may happen: things that refer to what was there before by a place, taken modulo what there is.

use proptest::prelude::*;

/// Something that happens.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A caller asks for something.
    Ask(Ask),
    /// It sends one of its earlier requests again.
    Again(usize),
    /// Something happens behind the service's back.
    Steer(Steer),
    /// So many milliseconds pass.
    Wait(i64),
}

#[derive(Debug, Clone)]
pub(super) enum Ask {
    Pay { payment: Payment },
    Reserve { payment: Payment },
    Settle { transaction: usize, cents: Option<i64> },
    Cancel { transaction: usize },
    Refund { transaction: usize, cents: Option<i64>, policy: usize, reference: Reference },
    Fund { instrument: usize, token: Option<Pick>, cents: i64, reference: Reference },
    SettleDebt { instrument: usize, token: Option<Pick>, cents: i64, reference: Reference },
    WriteOff { instrument: usize, cents: i64, reference: Reference },
    CancelToken { token: Pick },
    CancelSubscription { subscription: usize, cents: Option<i64>, reference: Reference },
    Install { text: usize, token_type: usize, reference: Reference },
    Read { action: usize, place: usize, token: Pick },
}

#[derive(Debug, Clone)]
pub(super) struct Payment {
    pub(super) sender: Pick,
    pub(super) recipient: Option<Pick>,
    pub(super) cents: i64,
    /// Whether the caller pays the fees.
    pub(super) caller_pays: Option<bool>,
    pub(super) fixed_fee: Option<i64>,
    pub(super) percent: Option<i64>,
    pub(super) timeout: Option<i32>,
    pub(super) reference: Reference,
}

/// Which token it is.
#[derive(Debug, Clone)]
pub(super) enum Pick {
    /// One of those that mostly do.
    Usual(usize),
    /// One that was made meanwhile, if there is one.
    Made(usize),
    /// Any, be it unknown, cancelled or of another kind.
    Any(usize),
}

/// What a caller calls its request.
#[derive(Debug, Clone)]
pub(super) enum Reference {
    New,
    /// As it has called one before.
    Used(usize),
    Empty,
}

#[derive(Debug, Clone)]
pub(super) enum Steer {
    NewToken { method: usize, kind: usize, limits: Vec<Limit>, bound: Option<(usize, i64)>, days: Option<i64> },
    NewRecipient { seller: usize, cents: i64, percent: i64, caller_pays: bool },
    NewInstrument { credit: bool, method: usize, cents: i64 },
    State { account: usize, state: usize },
    Limit { account: usize, sends: bool, cents: Option<i64> },
    Card { declines: bool, expired: bool },
    Deposit { cents: i64 },
    Withdraw { cents: i64 },
    Fault { effect: usize, count: u32 },
}

/// A limit of a token: a count or cents, and the hours that a window lasts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    pub(super) count: Option<u32>,
    pub(super) cents: i64,
    pub(super) hours: Option<i64>,
}

pub(super) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..most)
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        24 => ask().prop_map(Step::Ask),
        3 => any::<usize>().prop_map(Step::Again),
        5 => steer().prop_map(Step::Steer),
        6 => prop_oneof![
            2 => 0..2_000_i64,
            3 => Just(3_000),
            2 => 0..2 * 86_400_000_i64,
            1 => 0..70 * 86_400_000_i64,
        ].prop_map(Step::Wait),
    ]
}

fn ask() -> impl Strategy<Value = Ask> {
    let place = any::<usize>;
    let some_cents = || prop::option::of(cents());
    prop_oneof![
        9 => payment().prop_map(|payment| Ask::Pay { payment }),
        4 => payment().prop_map(|payment| Ask::Reserve { payment }),
        3 => (place(), some_cents()).prop_map(|(transaction, cents)| Ask::Settle { transaction, cents }),
        2 => place().prop_map(|transaction| Ask::Cancel { transaction }),
        7 => (place(), some_cents(), place(), reference())
            .prop_map(|(transaction, cents, policy, reference)| Ask::Refund { transaction, cents, policy, reference }),
        4 => (place(), wrong_token(), cents(), reference())
            .prop_map(|(instrument, token, cents, reference)| Ask::Fund { instrument, token, cents, reference }),
        3 => (place(), wrong_token(), cents(), reference())
            .prop_map(|(instrument, token, cents, reference)| Ask::SettleDebt { instrument, token, cents, reference }),
        2 => (place(), cents(), reference())
            .prop_map(|(instrument, cents, reference)| Ask::WriteOff { instrument, cents, reference }),
        1 => pick().prop_map(|token| Ask::CancelToken { token }),
        1 => (place(), some_cents(), reference()).prop_map(|(subscription, cents, reference)| {
            Ask::CancelSubscription { subscription, cents, reference }
        }),
        2 => (place(), place(), reference())
            .prop_map(|(text, token_type, reference)| Ask::Install { text, token_type, reference }),
        5 => (place(), place(), pick()).prop_map(|(action, place, token)| Ask::Read { action, place, token }),
    ]
}

fn payment() -> impl Strategy<Value = Payment> {
    let parties = (pick(), prop_oneof![3 => Just(None), 2 => pick().prop_map(Some)]);
    let fee = || prop_oneof![2 => Just(None), 1 => (0..120_i64).prop_map(Some)];
    let percent = prop_oneof![2 => Just(None), 1 => (0..12_i64).prop_map(Some)];
    let timeout = prop_oneof![6 => Just(None), 1 => (-1..3_000).prop_map(Some)];
    let caller_pays = prop_oneof![4 => Just(None), 1 => any::<bool>().prop_map(Some)];
    (parties, cents(), caller_pays, fee(), percent, timeout, reference()).prop_map(
        |((sender, recipient), cents, caller_pays, fixed_fee, percent, timeout, reference)| Payment {
            sender,
            recipient,
            cents,
            caller_pays,
            fixed_fee,
            percent,
            timeout,
            reference,
        },
    )
}

fn pick() -> impl Strategy<Value = Pick> {
    prop_oneof![
        5 => any::<usize>().prop_map(Pick::Usual),
        3 => any::<usize>().prop_map(Pick::Made),
        1 => any::<usize>().prop_map(Pick::Any),
    ]
}

fn wrong_token() -> impl Strategy<Value = Option<Pick>> {
    prop_oneof![8 => Just(None), 1 => pick().prop_map(Some)]
}

fn reference() -> impl Strategy<Value = Reference> {
    prop_oneof![
        20 => Just(Reference::New),
        2 => any::<usize>().prop_map(Reference::Used),
        1 => Just(Reference::Empty),
    ]
}

fn cents() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 1..3_000_i64, 4 => Just(1_000), 1 => 1..2_000_000_i64, 1 => -1..2_i64]
}

fn steer() -> impl Strategy<Value = Steer> {
    let place = any::<usize>;
    let bound = prop_oneof![3 => Just(None), 1 => (place(), 1..2_000_i64).prop_map(Some)];
    let days = prop_oneof![2 => Just(None), 1 => (1..40_i64).prop_map(Some)];
    let limits = prop::collection::vec(limit(), 0..3);
    prop_oneof![
        6 => (place(), place(), limits, bound, days).prop_map(|(method, kind, limits, bound, days)| {
            Steer::NewToken { method, kind, limits, bound, days }
        }),
        1 => (place(), 0..200_i64, 0..20_i64, any::<bool>()).prop_map(|(seller, cents, percent, caller_pays)| {
            Steer::NewRecipient { seller, cents, percent, caller_pays }
        }),
        2 => (any::<bool>(), place(), 0..20_000_i64)
            .prop_map(|(credit, method, cents)| Steer::NewInstrument { credit, method, cents }),
        2 => (place(), place()).prop_map(|(account, state)| Steer::State { account, state }),
        3 => (place(), any::<bool>(), prop::option::of(0..10_000_i64))
            .prop_map(|(account, sends, cents)| Steer::Limit { account, sends, cents }),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(declines, expired)| Steer::Card { declines, expired }),
        1 => cents().prop_map(|cents| Steer::Deposit { cents }),
        1 => cents().prop_map(|cents| Steer::Withdraw { cents }),
        2 => (place(), 1..3_u32).prop_map(|(effect, count)| Steer::Fault { effect, count }),
    ]
}

fn limit() -> impl Strategy<Value = Limit> {
    let count = prop::option::of(1..5_u32);
    let hours = prop_oneof![1 => Just(None), 1 => Just(Some(1)), 2 => Just(Some(24)), 1 => Just(Some(168))];
    (count, 500..6_000_i64, hours).prop_map(|(count, cents, hours)| Limit { count, cents, hours })
}
