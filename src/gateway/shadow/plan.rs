//! What the gateway would have done for a call that was answered by somebody else, and what it would have asked of Amazon
//! Pay.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    fate::{self, ActionFate, Fate},
    fps::{self, ErrorCode},
    gateway::{
        instruction::{Answer, Instruction},
        mapping::{self, Case, Decision, Next, Rows},
        words,
    },
    sandbox::{
        books::{Books, Stop},
        ledger::Book,
        rows::{
            Consent, ConsentKind, Method, Operation, Outside, Reason, Saga, SagaAction, State, Status, Token,
            TokenRole, TokenType, Transaction,
        },
        rules::outside,
    },
};

/// The most questions in a row: no action has as many.
const MOST_QUESTIONS: usize = 16;

/// What the gateway would have done for one call. It tells no token, and nothing of a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Plan {
    /// The action of FPS.
    pub action: &'static str,
    /// The transaction, as the answer names it; none where the call is about none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction: Option<String>,
    /// What it moves, in dollars; none where it moves nothing, or the recording doesn't tell how much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// How the action fares, as a rule: see [`fate::of`].
    pub class: Fate,
    /// What is different then, in one sentence.
    pub difference: &'static str,
    /// Whether its buyer has to agree anew before, because Amazon Pay knows nothing of what he agreed to with FPS.
    pub needs_consent: bool,
    /// What Amazon Pay would have been asked, in this order, had it agreed to everything; nothing where the gateway keeps
    /// it in its own books.
    pub steps: Vec<Step>,
    /// What would have come of it, in one word: `Succeeded`, `Reserved`, `Cancelled`, `Pending`, `Kept` where the gateway's
    /// own books answer, `Answered` where it looks something up at Amazon Pay, `Unknown`, or the error code with which the
    /// gateway would have refused it although it was done here.
    pub comes_to: String,
    /// What isn't known here, and how it was planned all the same; empty where all is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<&'static str>,
}

/// What a plan is made from.
#[derive(Clone)]
pub(super) struct Subject {
    pub(super) action: SagaAction,
    pub(super) amount: Option<Decimal>,
    /// None where a token is cancelled.
    pub(super) transaction: Option<Transaction>,
    /// The transaction that is refunded.
    pub(super) original: Option<Transaction>,
    /// The sender's; where a token is cancelled, the one whose consent ends with it, if any does.
    pub(super) token: Option<Token>,
    pub(super) unknown: Vec<&'static str>,
}

/// One question to Amazon Pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The operation of Amazon Pay.
    pub operation: &'static str,
    /// The reference id by which asking again does nothing twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// In dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// Whether the amount is captured as soon as it is authorized.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captures: Option<bool>,
    /// How many minutes the decision may take: 0 for one at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_minutes: Option<u16>,
}

impl Plan {
    /// Whether the gateway would have refused the call, although it was done here.
    pub fn is_refused(&self) -> bool {
        fps::SERVICE.error(&self.comes_to).is_some()
    }
}

/// Whether a payment that is looked at is decided is known where it was made alone.
const DECIDED: &str = "whether Amazon Pay has decided by then: only as long as it hasn't, or a reservation stands, is it \
                       asked, with GetAuthorizationDetails, GetCaptureDetails or GetRefundDetails";
const VERIFIED: &str = "whether the recipient is another than the caller: of one who is no [[caller.recipient]] in the \
                        configuration the gateway answers InvalidTokenId";
const RECIPIENT: &str = "whether the gateway may act for the recipient, who is another than the caller and has to be a \
                         [[caller.recipient]] in the configuration: it is planned as if nobody else were paid";

/// What is done for a call whose action changes nothing at a processor.
pub(super) fn answered(known: &'static ActionFate, transaction: Option<String>) -> Plan {
    let refusal = known.refusal.map(|refusal| refusal.code);
    let comes_to = refusal.unwrap_or(if known.fate == Fate::Kept { "Kept" } else { "Answered" });
    let (steps, unknown) = match known.action {
        "GetRecipientVerificationStatus" => (vec![Step::of(&Instruction::LookAtMerchant)], vec![VERIFIED]),
        _ if known.calls.is_empty() => (Vec::new(), Vec::new()),
        _ => (Vec::new(), vec![DECIDED]),
    };
    Plan {
        action: known.action,
        transaction,
        amount: None,
        class: known.fate,
        difference: known.difference,
        needs_consent: false,
        steps,
        comes_to: comes_to.to_owned(),
        unknown,
    }
}

/// What is known of a call in the books: `id` is that of the transaction, or of the token that was cancelled.
pub(super) fn subject(books: &Books<'_>, action: SagaAction, id: &str) -> Result<Option<Subject>, Stop> {
    if action == SagaAction::CancelToken {
        let Some(cancelled) = books.token(id)? else { return Ok(None) };
        let token = match cancelled.role {
            role if has_consent(role) => Some(cancelled),
            // Its consent has ended before if it was cancelled before.
            _ => outside::filling(books, &cancelled)?.filter(|filling| filling.active),
        };
        let (amount, transaction, original, unknown) = (None, None, None, Vec::new());
        return Ok(Some(Subject { action, amount, transaction, original, token, unknown }));
    }
    let Some(transaction) = books.transaction(id)? else { return Ok(None) };
    let original = transaction.original.as_ref().map(|id| books.transaction(id)).transpose()?.flatten();
    let token = transaction.sender_token.as_ref().map(|id| books.token(id)).transpose()?.flatten();
    let amount = Some(transaction.amount);
    let pays_another = charges(action) && transaction.recipient.account != books.caller_id();
    let unknown = if pays_another { vec![RECIPIENT] } else { Vec::new() };
    Ok(Some(Subject { action, amount, transaction: Some(transaction), original, token, unknown }))
}

/// What would have been asked for a call.
pub(super) fn plan(books: &Books<'_>, subject: Subject) -> Result<Plan, Stop> {
    let Subject { action, amount, transaction, original, token, unknown } = subject;
    let name = words::action(action);
    let known = fate::of(name).ok_or_else(|| Stop::broken("the fate of an action"))?;
    let is_kept = match &transaction {
        // What is given back of a marketplace's fee is, unless the processor has paid it, which a simulation doesn't do.
        Some(transaction) => {
            matches!(transaction.method, Method::Prepaid | Method::Debt)
                || original.as_ref().is_some_and(|original| transaction.refunds_fee_alone(original))
        }
        None => token.is_none(),
    };
    let lacks_consent = token.as_ref().is_none_or(|token| token.consent.is_none());
    let mut plan = Plan {
        action: name,
        transaction: transaction.as_ref().map(|transaction| transaction.id.clone()),
        amount,
        class: known.fate,
        difference: known.difference,
        needs_consent: charges(action) && !is_kept && lacks_consent,
        steps: Vec::new(),
        comes_to: "Kept".to_owned(),
        unknown,
    };
    match (is_kept, &transaction) {
        (true, Some(transaction)) if gives_back_settled(transaction) => {
            plan.comes_to = ErrorCode::RefundAmountExceeded.to_string();
        }
        (true, _) => {}
        (false, Some(_)) if amount.is_none() && action != SagaAction::Cancel => plan.comes_to = "Unknown".to_owned(),
        (false, _) => {
            let saga = saga(books, action, transaction.as_ref(), token.as_ref());
            Rehearsal::of(saga, transaction, original, token).run(books, &mut plan);
        }
    }
    Ok(plan)
}

/// Whether the buyer of a token in this role agrees to something at the processor: nobody but a sender, with what pays,
/// funds or settles, does.
pub(super) fn has_consent(role: TokenRole) -> bool {
    matches!(role, TokenRole::Sender | TokenRole::Funding | TokenRole::Settlement)
}

/// Whether a refund of a payment on credit gives back more than is owed: what was settled is the processor's to give back,
/// and the books refuse it.
fn gives_back_settled(refund: &Transaction) -> bool {
    let of_debt = refund.movement.postings().filter(|posting| posting.account.book == Book::Debt);
    let cancelled = -of_debt.map(|posting| posting.value).sum::<Decimal>();
    // Of a recording, which has no movements, it isn't known.
    let is_known = refund.movement.postings().next().is_some();
    is_known && refund.operation == Operation::Refund && refund.method == Method::Debt && cancelled < refund.amount
}

/// Whether the action takes money of a buyer.
fn charges(action: SagaAction) -> bool {
    matches!(action, SagaAction::Pay | SagaAction::Reserve | SagaAction::FundPrepaid | SagaAction::SettleDebt)
}

fn saga(books: &Books<'_>, action: SagaAction, transaction: Option<&Transaction>, token: Option<&Token>) -> Saga {
    let subject = transaction.map(|it| &it.id).or(token.map(|token| &token.id)).cloned().unwrap_or_default();
    let reference = match (action, transaction) {
        (SagaAction::Settle | SagaAction::Cancel, _) | (_, None) => &subject,
        (_, Some(transaction)) => &transaction.caller_reference,
    };
    Saga {
        id: Saga::name(action, &subject),
        action,
        key: outside::key(books, action, reference, None),
        subject,
        steps: Vec::new(),
        due: Some(books.now()),
        held: None,
        told: None,
        doubt: None,
        news: false,
        tries: 0,
        trouble: None,
        began: books.now(),
        ended: None,
    }
}

/// Rows as they would have been: they are written nowhere.
struct Rehearsal {
    saga: Saga,
    transaction: Option<Transaction>,
    original: Option<Transaction>,
    token: Option<Token>,
}

impl Rehearsal {
    /// As if the simulation had decided nothing yet, and all that was before had been done at Amazon Pay.
    fn of(
        saga: Saga,
        mut transaction: Option<Transaction>,
        mut original: Option<Transaction>,
        mut token: Option<Token>,
    ) -> Self {
        let is_once = token.as_ref().is_some_and(|token| token.token_type == TokenType::SingleUse);
        let agreed = Consent {
            id: "(consent)".to_owned(),
            kind: if is_once { ConsentKind::Once } else { ConsentKind::Standing },
            seller: "(seller)".to_owned(),
            confirmed: !charges(saga.action),
            ended: false,
        };
        let consent = token.as_mut().map(|token| token.consent.get_or_insert(agreed.clone()).clone()).unwrap_or(agreed);
        let authorized = matches!(saga.action, SagaAction::Settle | SagaAction::Cancel);
        if let Some(transaction) = &mut transaction {
            transaction.outside = Some(Outside {
                consent: Some(consent),
                authorization: authorized.then(|| "(authorization)".to_owned()),
                ..Outside::default()
            });
            let was_reserved = saga.action == SagaAction::Cancel && transaction.operation == Operation::Reserve;
            transaction.status = if was_reserved { Status::Reserved } else { Status::Pending };
        }
        if let Some(original) = &mut original {
            original.outside = Some(Outside { capture: Some("(capture)".to_owned()), ..Outside::default() });
        }
        Self { saga, transaction, original, token }
    }

    fn run(mut self, books: &Books<'_>, plan: &mut Plan) {
        for _ in 0..MOST_QUESTIONS {
            let case = Case {
                saga: &self.saga,
                transaction: self.transaction.as_ref(),
                original: self.original.as_ref(),
                token: self.token.as_ref(),
                platform: None,
                now: books.now(),
            };
            match mapping::next(&case) {
                Next::Ask(instruction) => {
                    plan.steps.push(Step::of(&instruction));
                    let rows = Rows {
                        saga: &mut self.saga,
                        transaction: self.transaction.as_mut(),
                        token: self.token.as_mut(),
                    };
                    mapping::take(rows, &instruction, &Ok(agreed(&instruction)), books.now(), books.now());
                }
                Next::Wait { .. } => {
                    plan.comes_to = "Pending".to_owned();
                    return;
                }
                Next::Decide(decision) => {
                    let (status, word) = told(&decision);
                    if let (Some(transaction), Some(status)) = (&mut self.transaction, status) {
                        transaction.status = status;
                    }
                    plan.comes_to = word;
                }
                Next::Finish(decision) => {
                    // What was decided before is only tidied up after.
                    if !matches!(decision, Decision::Nothing) {
                        plan.comes_to = told(&decision).1;
                    } else if self.saga.action == SagaAction::CancelToken && !plan.steps.is_empty() {
                        plan.comes_to = "Cancelled".to_owned();
                    }
                    return;
                }
            }
        }
    }
}

impl Step {
    fn of(instruction: &Instruction) -> Self {
        let kind = match instruction {
            Instruction::Authorize(authorize) => authorize.kind,
            Instruction::Confirm { kind, .. }
            | Instruction::CloseConsent { kind, .. }
            | Instruction::LookAtConsent { kind, .. } => *kind,
            _ => ConsentKind::Once,
        };
        let (key, amount) = match instruction {
            Instruction::Authorize(authorize) => (Some(&authorize.key), Some(authorize.amount)),
            Instruction::Capture(capture) => (Some(&capture.key), Some(capture.amount)),
            Instruction::Refund(refund) => (Some(&refund.key), Some(refund.amount)),
            Instruction::ReverseCredit(reverse) => (Some(&reverse.key), Some(reverse.amount)),
            Instruction::SetTerms { amount, .. } => (None, Some(*amount)),
            _ => (None, None),
        };
        let key = key.cloned();
        let (captures, wait_minutes) = match instruction {
            Instruction::Authorize(authorize) => (Some(authorize.capture), Some(authorize.wait)),
            _ => (None, None),
        };
        let operation = mapping::operation(instruction.asked(), kind);
        Self { operation, key, amount, captures, wait_minutes }
    }
}

/// The answer of an Amazon Pay that agrees to everything at once.
fn agreed(instruction: &Instruction) -> Answer {
    let capture = || vec!["(capture)".to_owned()];
    let authorization = |state, captures| Answer::Authorization {
        id: "(authorization)".to_owned(),
        state,
        captures,
        fee: Decimal::ZERO,
        expires: None,
    };
    let captured = |id: &str| {
        let (id, fee) = (id.to_owned(), Decimal::ZERO);
        Answer::Capture { id, state: State::Completed, fee, credits: Vec::new() }
    };
    let refunded =
        |id: &str| Answer::Refund { id: id.to_owned(), state: State::Completed, fee_given_back: Decimal::ZERO };
    match instruction {
        Instruction::Authorize(authorize) if authorize.capture => {
            authorization(State::Closed(Reason::MaxCapturesProcessed), capture())
        }
        Instruction::Authorize(_) | Instruction::LookAtAuthorization { .. } => authorization(State::Open, Vec::new()),
        Instruction::Capture(_) => captured("(capture)"),
        Instruction::LookAtCapture { capture } => captured(capture),
        Instruction::Refund(_) => refunded("(refund)"),
        Instruction::LookAtRefund { refund } => refunded(refund),
        Instruction::LookAtMerchant => Answer::Merchant { active: true },
        Instruction::ReverseCredit(_) | Instruction::LookAtReversal { .. } => {
            Answer::Reversal { id: "(reversal)".to_owned(), state: State::Completed }
        }
        _ => Answer::Done,
    }
}

/// What a decision makes of a transaction, and what it is called.
fn told(decision: &Decision) -> (Option<Status>, String) {
    let (status, word) = match decision {
        Decision::Reserved { .. } => (Some(Status::Reserved), "Reserved"),
        Decision::Succeeded { .. } => (Some(Status::Success), "Succeeded"),
        Decision::Failed { .. } => (Some(Status::Failure), "Failed"),
        Decision::Cancelled { .. } => (Some(Status::Cancelled), "Cancelled"),
        Decision::Refused(error) => return (None, error.code().to_owned()),
        Decision::Nothing => (None, "Nothing"),
    };
    (status, word.to_owned())
}
