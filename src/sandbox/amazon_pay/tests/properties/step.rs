//! What may happen: things that refer to what was there before by a place, taken modulo what there is.

use proptest::prelude::*;

/// Something that happens.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// The merchant asks for something.
    Ask(Ask),
    /// He sends one of his earlier requests again.
    Again(usize),
    /// A buyer makes or chooses something.
    Choose(Choice),
    /// Amazon does something by itself.
    Amazon { deed: usize, place: usize },
    /// So many milliseconds pass.
    Wait(i64),
}

#[derive(Debug, Clone)]
pub(super) enum Ask {
    SetOrder { order: usize, cents: i64, note: usize },
    ConfirmOrder { order: usize },
    CancelOrder { order: usize },
    CloseOrder { order: usize, note: usize },
    Authorize { order: usize, charge: Charge },
    CloseAuthorization { authorization: usize },
    Capture { authorization: usize, part: Part, note: usize, share: Option<Share>, reference: Reference },
    Refund { capture: usize, part: Part, note: usize, share: Option<Share>, reference: Reference },
    SetAgreement { agreement: usize },
    ConfirmAgreement { agreement: usize },
    ValidateAgreement { agreement: usize },
    CloseAgreement { agreement: usize },
    Charge { agreement: usize, charge: Charge, inherits: Option<bool> },
    OrderUnder { agreement: usize, cents: Option<i64>, confirms: bool },
    Reverse { credit: usize, cents: i64, reference: Reference },
    Look { operation: usize, place: usize },
}

/// An authorization that is asked for.
#[derive(Debug, Clone)]
pub(super) struct Charge {
    pub(super) cents: i64,
    pub(super) timeout: Option<i32>,
    pub(super) captures: bool,
    pub(super) note: usize,
    pub(super) share: Option<Share>,
    pub(super) reference: Reference,
}

/// How much of what there is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Whole,
    Hundredths(i64),
    Cents(i64),
}

/// Which provider has how much to do with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) provider: usize,
    pub(super) cents: i64,
}

/// What the merchant calls his request.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reference {
    New,
    /// As he has called one before.
    Used(usize),
}

#[derive(Debug, Clone)]
pub(super) enum Choice {
    Order { live: bool, payment: usize, address: bool },
    Agreement { live: bool, payment: usize, address: bool, consents: bool },
    Payment { place: usize, payment: usize, at_amazon: bool },
    Address { place: usize },
    Consent { agreement: usize, consents: bool },
}

pub(super) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..most)
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        24 => ask().prop_map(Step::Ask),
        3 => any::<usize>().prop_map(Step::Again),
        7 => choice().prop_map(Step::Choose),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(deed, place)| Step::Amazon { deed, place }),
        6 => prop_oneof![
            3 => 0..3_000_i64,
            3 => 0..20 * 60_000_i64,
            2 => 0..9 * 86_400_000_i64,
            1 => 0..100 * 86_400_000_i64,
        ].prop_map(Step::Wait),
    ]
}

fn ask() -> impl Strategy<Value = Ask> {
    let place = any::<usize>;
    prop_oneof![
        4 => (place(), cents(), place()).prop_map(|(order, cents, note)| Ask::SetOrder { order, cents, note }),
        5 => place().prop_map(|order| Ask::ConfirmOrder { order }),
        1 => place().prop_map(|order| Ask::CancelOrder { order }),
        1 => (place(), place()).prop_map(|(order, note)| Ask::CloseOrder { order, note }),
        9 => (place(), charge()).prop_map(|(order, charge)| Ask::Authorize { order, charge }),
        1 => place().prop_map(|authorization| Ask::CloseAuthorization { authorization }),
        8 => (place(), part(), place(), share(), reference()).prop_map(
            |(authorization, part, note, share, reference)| Ask::Capture { authorization, part, note, share, reference }
        ),
        8 => (place(), part(), place(), share(), reference()).prop_map(
            |(capture, part, note, share, reference)| Ask::Refund { capture, part, note, share, reference }
        ),
        1 => place().prop_map(|agreement| Ask::SetAgreement { agreement }),
        4 => place().prop_map(|agreement| Ask::ConfirmAgreement { agreement }),
        1 => place().prop_map(|agreement| Ask::ValidateAgreement { agreement }),
        1 => place().prop_map(|agreement| Ask::CloseAgreement { agreement }),
        7 => (place(), charge(), prop::option::of(any::<bool>()))
            .prop_map(|(agreement, charge, inherits)| Ask::Charge { agreement, charge, inherits }),
        2 => (place(), prop::option::of(cents()), any::<bool>())
            .prop_map(|(agreement, cents, confirms)| Ask::OrderUnder { agreement, cents, confirms }),
        3 => (place(), cents(), reference())
            .prop_map(|(credit, cents, reference)| Ask::Reverse { credit, cents, reference }),
        4 => (place(), place()).prop_map(|(operation, place)| Ask::Look { operation, place }),
    ]
}

fn charge() -> impl Strategy<Value = Charge> {
    let timeout = prop_oneof![4 => Just(Some(0)), 2 => Just(None), 1 => Just(Some(5)), 1 => Just(Some(60))];
    (cents(), timeout, any::<bool>(), note(), share(), reference()).prop_map(
        |(cents, timeout, captures, note, share, reference)| Charge { cents, timeout, captures, note, share, reference },
    )
}

/// Most notes are notes.
fn note() -> impl Strategy<Value = usize> {
    prop_oneof![3 => Just(0), 1 => any::<usize>()]
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        4 => Just(Part::Whole),
        4 => (1..130_i64).prop_map(Part::Hundredths),
        2 => cents().prop_map(Part::Cents),
    ]
}

fn share() -> impl Strategy<Value = Option<Share>> {
    let share = (any::<usize>(), 1..1_500_i64).prop_map(|(provider, cents)| Share { provider, cents });
    prop_oneof![2 => Just(None), 1 => share.prop_map(Some)]
}

fn reference() -> impl Strategy<Value = Reference> {
    prop_oneof![12 => Just(Reference::New), 1 => any::<usize>().prop_map(Reference::Used)]
}

fn cents() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 1..30_000_i64, 4 => Just(10_000), 1 => 1..20_000_000_i64, 1 => -1..2_i64]
}

fn choice() -> impl Strategy<Value = Choice> {
    let place = any::<usize>;
    let payment = || prop_oneof![2 => Just(0), 1 => any::<usize>()];
    let mostly = || prop::bool::weighted(0.9);
    let seldom = || prop::bool::weighted(0.2);
    prop_oneof![
        4 => (seldom(), payment(), mostly())
            .prop_map(|(live, payment, address)| Choice::Order { live, payment, address }),
        3 => (seldom(), payment(), mostly(), mostly()).prop_map(|(live, payment, address, consents)| {
            Choice::Agreement { live, payment, address, consents }
        }),
        4 => (place(), payment(), any::<bool>())
            .prop_map(|(place, payment, at_amazon)| Choice::Payment { place, payment, at_amazon }),
        1 => place().prop_map(|place| Choice::Address { place }),
        1 => (place(), any::<bool>()).prop_map(|(agreement, consents)| Choice::Consent { agreement, consents }),
    ]
}
