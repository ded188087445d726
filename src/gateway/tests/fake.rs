//! A processor that does as it is told, and keeps books of its own.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use rust_decimal::Decimal;
use tokio::sync::Notify;

use crate::{
    gateway::{
        instruction::{self, Answer, Authorize, ConsentState, Credit, Failure, Instruction, Merchant, ProviderFee},
        mapping,
        processor::{Asking, Processor},
    },
    sandbox::rows::{Asked, ConsentKind, Reason, State},
};

/// A processor for tests. Clones are handles to the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Fake(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    consents: BTreeMap<String, Consent>,
    /// By their keys.
    authorizations: BTreeMap<String, Authorization>,
    captures: BTreeMap<String, Capture>,
    refunds: BTreeMap<String, Refund>,
    /// What happens to the next questions.
    tricks: VecDeque<Trick>,
    /// Whether what may take its time is not decided at once.
    slow: bool,
    asked: Vec<String>,
    /// Each kind of question, and the operation that it was asked by.
    operations: BTreeSet<(Asked, &'static str)>,
    /// After how many questions more an answer is lost.
    loses: Option<usize>,
    /// Whether the next authorization is refused because of the consent, does not arrive, or is declined.
    balks: bool,
    deaf: bool,
    declines: bool,
    /// For which sellers, each once.
    sellers: BTreeSet<String>,
    reversals: BTreeMap<String, (String, Decimal)>,
    hangs: bool,
    gate: Arc<Notify>,
    numbers: u32,
}

/// What happens to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trick {
    /// It is answered.
    Fair,
    /// It is lost on the way.
    Lost,
    /// It is carried out, and the answer is lost.
    Silent,
    Later,
    Refuse(&'static str),
    /// Refused, although it was done before.
    Deny(&'static str),
    /// The buyer's bank refuses.
    Decline(Reason),
    /// Nobody ever comes back to it: who asks is gone.
    Hang,
    /// The same, once it was carried out.
    Gone,
    /// It is carried out, and answered when the gate is opened.
    Held,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Consent {
    has_terms: bool,
    is_confirmed: bool,
    is_ended: bool,
}

#[derive(Debug, Clone)]
struct Authorization {
    id: String,
    consent: String,
    amount: Decimal,
    state: State,
    captures_at_once: bool,
    wait: u16,
    share: Decimal,
}

#[derive(Debug, Clone)]
struct Capture {
    id: String,
    authorization: String,
    amount: Decimal,
    state: State,
    /// What the provider gets of it.
    share: Decimal,
}

#[derive(Debug, Clone)]
struct Refund {
    id: String,
    capture: String,
    amount: Decimal,
    state: State,
    /// What the provider gives back with it.
    share: Decimal,
}

/// What was taken from buyers and given back to them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sums {
    pub(super) captured: Decimal,
    pub(super) refunded: Decimal,
    pub(super) captures: usize,
    /// What the provider has of it.
    pub(super) provided: Decimal,
}

/// Whoever gets the fees of a marketplace.
pub(super) const PROVIDER: &str = "A3PROVIDER";
const FEE: Decimal = Decimal::from_parts(30, 0, 0, false, 2);

impl Fake {
    pub(super) fn play(&self, tricks: impl IntoIterator<Item = Trick>) {
        self.with(|inner| inner.tricks.extend(tricks));
    }

    pub(super) fn forget_tricks(&self) {
        self.with(|inner| inner.tricks.clear());
    }

    /// From now on what may be pending is.
    pub(super) fn take_time(&self) {
        self.with(|inner| inner.slow = true);
    }

    /// Decides everything that is pending.
    pub(super) fn make_up_its_mind(&self) {
        self.with(|inner| {
            inner.slow = false;
            let pending: Vec<_> = inner.authorizations.iter().filter(|(_, it)| it.state == State::Pending).collect();
            let keys: Vec<_> = pending.into_iter().map(|(key, _)| key.clone()).collect();
            for key in keys {
                inner.decide(&key, State::Open);
            }
            inner.captures.values_mut().for_each(|it| complete(&mut it.state));
            inner.refunds.values_mut().for_each(|it| complete(&mut it.state));
        });
    }

    /// Declines everything that is pending.
    pub(super) fn turn_down(&self, reason: Reason) {
        self.with(|inner| {
            inner.slow = false;
            let pending = |state: &mut State| {
                if *state == State::Pending {
                    *state = State::Declined(reason);
                }
            };
            inner.authorizations.values_mut().for_each(|it| pending(&mut it.state));
            inner.captures.values_mut().for_each(|it| pending(&mut it.state));
            inner.refunds.values_mut().for_each(|it| pending(&mut it.state));
        });
    }

    pub(super) fn asked(&self) -> Vec<String> {
        self.with(|inner| std::mem::take(&mut inner.asked))
    }

    /// The sellers for whom it was asked since this was asked last.
    pub(super) fn sellers(&self) -> Vec<String> {
        self.with(|inner| std::mem::take(&mut inner.sellers)).into_iter().collect()
    }

    /// Every kind of question that was asked, with the operation of Amazon Pay.
    pub(super) fn operations(&self) -> BTreeSet<(Asked, &'static str)> {
        self.with(|inner| inner.operations.clone())
    }

    /// Carries the question out that comes after so many others, and loses the answer to it.
    pub(super) fn lose_after(&self, questions: usize) {
        self.with(|inner| inner.loses = Some(questions));
    }

    /// Whether there was such a question.
    pub(super) fn has_lost(&self) -> bool {
        self.with(|inner| inner.loses.is_none())
    }

    /// Refuses the next authorization, as if the buyer had to choose another payment method first.
    pub(super) fn balk(&self) {
        self.with(|inner| inner.balks = true);
    }

    /// Declines the next authorization.
    pub(super) fn decline(&self) {
        self.with(|inner| inner.declines = true);
    }

    /// Does not hear the next authorization.
    pub(super) fn be_deaf(&self) {
        self.with(|inner| inner.deaf = true);
    }

    /// Answers what was held.
    pub(super) fn open_gate(&self) {
        self.with(|inner| inner.gate.notify_one());
    }

    /// Whether a question was asked, since this was asked for, that nobody answers.
    pub(super) fn hangs(&self) -> bool {
        self.with(|inner| std::mem::take(&mut inner.hangs))
    }

    pub(super) fn sums(&self) -> Sums {
        self.with(|inner| {
            let complete = inner.captures.values().filter(|it| it.state == State::Completed);
            let given: Decimal = complete.clone().map(|it| it.share).sum();
            let captured: Vec<_> = complete.map(|it| it.amount).collect();
            let refunds = inner.refunds.values().filter(|it| it.state == State::Completed);
            let back: Decimal = refunds.clone().map(|it| it.share).sum();
            let alone: Decimal = inner.reversals.values().map(|(_, amount)| *amount).sum();
            Sums {
                captures: captured.len(),
                captured: captured.into_iter().sum(),
                refunded: refunds.map(|it| it.amount).sum(),
                provided: given - back - alone,
            }
        })
    }

    /// What is set aside and was neither captured nor given free.
    pub(super) fn open(&self) -> Decimal {
        self.with(|inner| inner.authorizations.values().filter(|it| it.state == State::Open).map(|it| it.amount).sum())
    }

    /// What every consent is that it was asked for.
    pub(super) fn consents(&self) -> BTreeMap<String, Consent> {
        self.with(|inner| inner.consents.clone())
    }

    /// Whether it can be charged.
    pub(super) fn is_open(&self, consent: &str) -> bool {
        self.with(|inner| inner.consents.get(consent).is_some_and(|it| it.is_confirmed && !it.is_ended))
    }

    pub(super) fn has_ended(&self, consent: &str) -> bool {
        self.with(|inner| inner.consents.get(consent).is_some_and(|it| it.is_ended))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn complete(state: &mut State) {
    if *state == State::Pending {
        *state = State::Completed;
    }
}

impl Processor for Fake {
    fn ask<'a>(&'a self, merchant: &'a Merchant, instruction: &'a Instruction) -> Asking<'a> {
        let trick = self.with(|inner| {
            inner.sellers.insert(merchant.seller_id.clone());
            inner.asked.push(format!("{:?}", instruction.asked()));
            inner.operations.insert((instruction.asked(), operation(instruction)));
            match inner.loses {
                Some(0) => {
                    inner.loses = None;
                    return Trick::Silent;
                }
                Some(others) => inner.loses = Some(others - 1),
                None => {}
            }
            inner.tricks.pop_front().unwrap_or(Trick::Fair)
        });
        let lost = || Failure::Unknown { why: "the connection broke off".to_owned() };
        Asking::new(async move {
            match trick {
                Trick::Fair => self.with(|inner| inner.carry_out(instruction, None)),
                Trick::Decline(reason) => self.with(|inner| inner.carry_out(instruction, Some(reason))),
                Trick::Lost => Err(lost()),
                Trick::Silent => {
                    // Refused or not, nobody hears of it.
                    let _ = self.with(|inner| inner.carry_out(instruction, None));
                    Err(lost())
                }
                Trick::Later => Err(Failure::Later { why: "throttled".to_owned() }),
                // What was done before is not refused when it comes again.
                Trick::Refuse(code) => match self.with(|inner| inner.knows(instruction)) {
                    true => self.with(|inner| inner.carry_out(instruction, None)),
                    false => Err(refusal(code)),
                },
                Trick::Deny(code) => Err(refusal(code)),
                Trick::Held => {
                    let (answer, gate) = self.with(|inner| {
                        inner.hangs = true;
                        (inner.carry_out(instruction, None), Arc::clone(&inner.gate))
                    });
                    gate.notified().await;
                    answer
                }
                Trick::Gone => {
                    self.with(|inner| {
                        inner.hangs = true;
                        let _ = inner.carry_out(instruction, None);
                    });
                    std::future::pending().await
                }
                Trick::Hang => {
                    self.with(|inner| inner.hangs = true);
                    std::future::pending().await
                }
            }
        })
    }
}

fn operation(instruction: &Instruction) -> &'static str {
    let kind = match instruction {
        Instruction::Authorize(asked) | Instruction::Forestall(asked) => asked.kind,
        Instruction::Confirm { kind, .. }
        | Instruction::CloseConsent { kind, .. }
        | Instruction::LookAtConsent { kind, .. } => *kind,
        _ => ConsentKind::Once,
    };
    mapping::operation(instruction.asked(), kind)
}

fn share(fee: Option<&ProviderFee>) -> Decimal {
    fee.inspect(|fee| assert_eq!(fee.provider, PROVIDER)).map(|fee| fee.amount).unwrap_or_default()
}

fn refusal(code: &str) -> Failure {
    Failure::Refused { code: code.to_owned(), message: format!("It is refused: {code}.") }
}

impl Inner {
    fn number(&mut self) -> u32 {
        self.numbers += 1;
        self.numbers
    }

    /// Whether the same was asked and done before.
    fn knows(&self, instruction: &Instruction) -> bool {
        match instruction {
            Instruction::Authorize(asked) | Instruction::Forestall(asked) => {
                self.authorizations.contains_key(&asked.key)
            }
            Instruction::Capture(asked) => self.captures.contains_key(&asked.key),
            Instruction::Refund(asked) => self.refunds.contains_key(&asked.key),
            Instruction::ReverseCredit(asked) => self.reversals.contains_key(&asked.key),
            Instruction::Confirm { consent, .. } => self.consents.get(consent).is_some_and(|it| it.is_confirmed),
            Instruction::CloseAuthorization { authorization, .. } => {
                let closed = State::Closed(Reason::SellerClosed);
                self.authorizations.values().any(|it| it.id == *authorization && it.state == closed)
            }
            _ => false,
        }
    }

    fn carry_out(&mut self, instruction: &Instruction, decline: Option<Reason>) -> Result<Answer, Failure> {
        match instruction {
            Instruction::SetTerms { consent, .. } => {
                let consent = self.consents.entry(consent.clone()).or_default();
                if consent.is_confirmed {
                    return Err(refusal("OrderReferenceNotModifiable"));
                }
                consent.has_terms = true;
                Ok(Answer::Done)
            }
            Instruction::Confirm { consent, .. } => {
                let consent = self.consents.entry(consent.clone()).or_default();
                if consent.is_ended {
                    return Err(refusal("InvalidOrderReferenceStatus"));
                }
                consent.is_confirmed = true;
                Ok(Answer::Done)
            }
            Instruction::Authorize(Authorize { consent, key, amount, capture, wait, provider_fee, .. })
            | Instruction::Forestall(Authorize { consent, key, amount, capture, wait, provider_fee, .. }) => {
                if let Some(known) = self.authorizations.get(key) {
                    if (known.amount, known.captures_at_once, known.wait) != (*amount, *capture, *wait) {
                        return Err(refusal("DuplicateRequest"));
                    }
                } else {
                    if std::mem::take(&mut self.deaf) {
                        return Err(Failure::Unknown { why: "the connection broke off".to_owned() });
                    }
                    if std::mem::take(&mut self.balks) {
                        return Err(refusal("InvalidBillingAgreementStatus"));
                    }
                    let known = self.consents.entry(consent.clone()).or_default();
                    if known.is_ended || !known.is_confirmed {
                        return Err(refusal("InvalidOrderReferenceStatus"));
                    }
                    let id = format!("{consent}-A{:06}", self.number());
                    let authorization = Authorization {
                        id,
                        consent: consent.clone(),
                        amount: *amount,
                        state: State::Pending,
                        captures_at_once: *capture,
                        wait: *wait,
                        share: share(provider_fee.as_ref()),
                    };
                    self.authorizations.insert(key.clone(), authorization);
                    let declines = std::mem::take(&mut self.declines).then_some(Reason::Rejected);
                    match decline.or(declines) {
                        Some(reason) => self.decide(key, State::Declined(reason)),
                        None if self.slow && *wait > 0 => {}
                        None => self.decide(key, State::Open),
                    }
                }
                Ok(self.authorization(key))
            }
            Instruction::LookAtAuthorization { authorization } => {
                let key =
                    self.authorizations.iter().find(|(_, it)| it.id == *authorization).map(|(key, _)| key.clone());
                Ok(self.authorization(&key.ok_or_else(|| refusal("InvalidTransactionId"))?))
            }
            Instruction::Capture(instruction::Capture { authorization, key, amount, provider_fee, .. }) => {
                if !self.captures.contains_key(key) {
                    let known = self.authorizations.values_mut().find(|it| it.id == *authorization);
                    let known = known.ok_or_else(|| refusal("InvalidTransactionId"))?;
                    if known.state != State::Open {
                        return Err(refusal("InvalidAuthorizationStatus"));
                    }
                    known.state = State::Closed(Reason::MaxCapturesProcessed);
                    let authorization = known.id.clone();
                    self.capture(key.clone(), authorization, *amount, share(provider_fee.as_ref()), decline);
                }
                Ok(Self::capture_answer(&self.captures[key]))
            }
            Instruction::LookAtCapture { capture } => {
                let known = self.captures.values().find(|it| it.id == *capture);
                known.map(Self::capture_answer).ok_or_else(|| refusal("InvalidTransactionId"))
            }
            Instruction::Refund(instruction::Refund { capture, key, amount, reversal, .. }) => {
                if !self.refunds.contains_key(key) {
                    let known = self.captures.values().find(|it| it.id == *capture);
                    let of = known.ok_or_else(|| refusal("InvalidTransactionId"))?;
                    if of.state != State::Completed {
                        return Err(refusal("CaptureNotRefundable"));
                    }
                    let id = format!("{capture}-R{:06}", self.number());
                    // As at Amazon Pay, which never decides one at once.
                    let state = decline.map_or(State::Pending, State::Declined);
                    let refund = Refund {
                        id,
                        capture: capture.clone(),
                        amount: *amount,
                        state,
                        share: share(reversal.as_ref()),
                    };
                    self.refunds.insert(key.clone(), refund);
                }
                Ok(Self::refund_answer(&self.refunds[key]))
            }
            Instruction::LookAtRefund { refund } => {
                let slow = self.slow;
                let known = self.refunds.values_mut().find(|it| it.id == *refund);
                let known = known.ok_or_else(|| refusal("InvalidTransactionId"))?;
                if !slow {
                    complete(&mut known.state);
                }
                Ok(Self::refund_answer(known))
            }
            Instruction::CloseAuthorization { authorization, .. } => {
                let known = self.authorizations.values_mut().find(|it| it.id == *authorization);
                let known = known.ok_or_else(|| refusal("InvalidTransactionId"))?;
                match known.state {
                    State::Open => known.state = State::Closed(Reason::SellerClosed),
                    _ => return Err(refusal("InvalidAuthorizationStatus")),
                }
                Ok(Answer::Done)
            }
            Instruction::CancelConsent { consent, .. } => {
                let of_it = |it: &&mut Authorization| it.consent == *consent;
                let captured = |it: &Authorization| it.state == State::Closed(Reason::MaxCapturesProcessed);
                let is_ended = self.consents.get(consent).is_some_and(|it| it.is_ended);
                if is_ended || self.authorizations.values_mut().filter(of_it).any(|it| captured(it)) {
                    return Err(refusal("InvalidCancelAttempt"));
                }
                for authorization in self.authorizations.values_mut().filter(of_it) {
                    if matches!(authorization.state, State::Pending | State::Open) {
                        authorization.state = State::Closed(Reason::ConsentCanceled);
                    }
                }
                self.consents.entry(consent.clone()).or_default().is_ended = true;
                Ok(Answer::Done)
            }
            Instruction::CloseConsent { consent, .. } => {
                let consent = self.consents.entry(consent.clone()).or_default();
                if consent.is_ended {
                    return Err(refusal("InvalidCloseAttempt"));
                }
                consent.is_ended = true;
                Ok(Answer::Done)
            }
            Instruction::LookAtConsent { consent, .. } => {
                let Consent { is_confirmed, is_ended, .. } = self.consents.entry(consent.clone()).or_default().clone();
                Ok(Answer::Consent(ConsentState {
                    draft: !is_confirmed && !is_ended,
                    suspended: false,
                    ended: is_ended,
                    buyer_name: None,
                    buyer_email: None,
                }))
            }
            Instruction::LookAtMerchant => Ok(Answer::Merchant { active: true }),
            Instruction::ReverseCredit(asked) => {
                if !self.reversals.contains_key(&asked.key) {
                    let id = format!("{}-Q{:06}", asked.credit, self.number());
                    self.reversals.insert(asked.key.clone(), (id, asked.amount));
                }
                Ok(Answer::Reversal { id: self.reversals[&asked.key].0.clone(), state: State::Pending })
            }
            Instruction::LookAtReversal { reversal } => {
                Ok(Answer::Reversal { id: reversal.clone(), state: State::Completed })
            }
        }
    }

    fn decide(&mut self, key: &str, state: State) {
        let Some(authorization) = self.authorizations.get_mut(key) else { return };
        authorization.state = state;
        if state == State::Open && authorization.captures_at_once {
            authorization.state = State::Closed(Reason::MaxCapturesProcessed);
            let Authorization { id, amount, share, .. } = authorization.clone();
            self.capture(key.to_owned(), id, amount, share, None);
        }
    }

    fn capture(
        &mut self,
        key: String,
        authorization: String,
        amount: Decimal,
        share: Decimal,
        decline: Option<Reason>,
    ) {
        let id = format!("{}-C{:06}", authorization, self.number());
        let state = match decline {
            Some(reason) => State::Declined(reason),
            None if self.slow => State::Pending,
            None => State::Completed,
        };
        let of_it = |it: &&mut Capture| it.authorization == authorization;
        assert!(self.captures.values_mut().find(of_it).is_none(), "an authorization is captured once");
        self.captures.insert(key, Capture { id, authorization, amount, state, share });
    }

    fn authorization(&self, key: &str) -> Answer {
        let authorization = &self.authorizations[key];
        let captures = self.captures.values().filter(|it| it.authorization == authorization.id);
        Answer::Authorization {
            id: authorization.id.clone(),
            state: authorization.state,
            captures: captures.map(|it| it.id.clone()).collect(),
            fee: Decimal::ZERO,
            expires: None,
        }
    }

    fn capture_answer(capture: &Capture) -> Answer {
        let fee = if capture.state == State::Completed { FEE } else { Decimal::ZERO };
        let credit = Credit { id: format!("{}-P000000", capture.id), provider: PROVIDER.to_owned() };
        let credits = (!capture.share.is_zero()).then_some(credit).into_iter().collect();
        Answer::Capture { id: capture.id.clone(), state: capture.state, fee, credits }
    }

    fn refund_answer(refund: &Refund) -> Answer {
        let _ = &refund.capture;
        Answer::Refund { id: refund.id.clone(), state: refund.state, fee_given_back: Decimal::ZERO }
    }
}
