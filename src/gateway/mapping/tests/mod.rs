mod charges;
mod played;
mod properties;
mod texts;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{Case, Decision, Next, Rows, next, operation, take};
use crate::{
    fate,
    gateway::instruction::{Answer, Credit, Failure, Instruction, Reason, State},
    sandbox::rows::{
        AmountRule, Asked, Bound, Consent, ConsentKind, Doubt, Marketplace, Method, Operation, Outside, Party, Saga,
        SagaAction, Status, StatusCode, Token, TokenRole, TokenType, Transaction,
    },
};

const ACTIONS: [SagaAction; 10] = [
    SagaAction::Pay,
    SagaAction::Reserve,
    SagaAction::Settle,
    SagaAction::Refund,
    SagaAction::FundPrepaid,
    SagaAction::SettleDebt,
    SagaAction::Cancel,
    SagaAction::Expire,
    SagaAction::CancelToken,
    SagaAction::Approve,
];

const CONSENT: &str = "S01-1234567-7654321";
const AUTHORIZATION: &str = "S01-1234567-7654321-A000001";
const CAPTURE: &str = "S01-1234567-7654321-C000001";
const CREDIT: &str = "S01-1234567-7654321-P000001";
const REVERSAL: &str = "S01-1234567-7654321-Q000001";
const PLATFORM: &str = "A1MARKETMARKET";
const PROVIDER: &str = "A3MARKETMARKET";
const REFUND: &str = "S01-1234567-7654321-R000001";

/// What a saga is about, and when.
#[derive(Clone)]
struct Story {
    saga: Saga,
    transaction: Option<Transaction>,
    original: Option<Transaction>,
    token: Option<Token>,
    now: DateTime<Utc>,
}

impl Story {
    /// As it begins, with a draft that a buyer has made.
    fn of(action: SagaAction, kind: ConsentKind) -> Self {
        let consent = Consent {
            id: CONSENT.to_owned(),
            kind,
            seller: "A2SHOPSHOPSHOP".to_owned(),
            confirmed: false,
            ended: false,
        };
        let mut transaction = transaction();
        let outside = transaction.outside.get_or_insert_default();
        outside.consent = Some(consent.clone());
        let mut original = None;
        match action {
            SagaAction::Settle | SagaAction::Cancel | SagaAction::Expire => {
                outside.authorization = Some(AUTHORIZATION.to_owned());
            }
            SagaAction::Refund => {
                let outside = Outside { capture: Some(CAPTURE.to_owned()), ..Outside::default() };
                original = Some(Transaction { outside: Some(outside), ..transaction.clone() });
                transaction.outside = Some(Outside::default());
            }
            _ => {}
        }
        transaction.status = match action {
            SagaAction::Expire => Status::Cancelled,
            _ => Status::Pending,
        };
        Self {
            saga: saga(action),
            transaction: (!action.is_about_a_token()).then_some(transaction),
            original,
            token: Some(token(consent)),
            now: start(),
        }
    }

    /// When its time is over, with a confirmed consent and a try that may have been carried out.
    fn late(&mut self) {
        self.saga.doubt = Some(Doubt { asked: Asked::Authorize, since: self.now });
        for consent in [
            self.token.as_mut().and_then(|token| token.consent.as_mut()),
            self.transaction.as_mut().and_then(|known| known.outside.as_mut()?.consent.as_mut()),
        ] {
            consent.into_iter().for_each(|consent| consent.confirmed = true);
        }
        if let Some(transaction) = &self.transaction {
            self.now = transaction.times_out;
        }
    }

    /// The same with another than the shop being paid, who owes it a fee of 2 dollars; for a refund, of that fee alone.
    fn of_marketplace(action: SagaAction, kind: ConsentKind, provider: Option<&str>) -> Self {
        let mut story = Self::of(action, kind);
        let part = Marketplace { platform: PLATFORM.to_owned(), provider: provider.map(str::to_owned) };
        let paid = [&mut story.transaction, &mut story.original];
        for paid in paid.into_iter().flatten() {
            paid.recipient.account = "A2SHOPSHOPSHOP".to_owned();
            paid.marketplace_fee = Some(Decimal::TWO);
            paid.outside.get_or_insert_default().marketplace = Some(part.clone());
        }
        if let (SagaAction::Refund, Some(refund)) = (action, &mut story.transaction) {
            refund.operation = Operation::Refund;
            refund.amount = Decimal::ONE;
        }
        story
    }

    fn next(&self) -> Next {
        next(&Case {
            saga: &self.saga,
            transaction: self.transaction.as_ref(),
            original: self.original.as_ref(),
            token: self.token.as_ref(),
            platform: None,
            now: self.now,
        })
    }

    fn take(&mut self, instruction: &Instruction, answer: &Result<Answer, Failure>) {
        let rows = Rows { saga: &mut self.saga, transaction: self.transaction.as_mut(), token: self.token.as_mut() };
        take(rows, instruction, answer, self.now, self.now);
    }

    /// Answers the next question, which must be this one.
    fn answer(&mut self, asked: Asked, answer: Result<Answer, Failure>) -> Instruction {
        let Next::Ask(instruction) = self.next() else { panic!("{:?}, and not {asked:?}", self.next()) };
        assert_eq!(instruction.asked(), asked);
        self.take(&instruction, &answer);
        instruction
    }

    fn done(&mut self, asked: Asked) -> Instruction {
        self.answer(asked, Ok(Answer::Done))
    }

    fn finish(&self) -> Decision {
        match self.next() {
            Next::Finish(decision) => decision,
            other => panic!("{other:?} is no end"),
        }
    }

    /// Has it decided to have come to this, with something left to be done.
    fn decide(&mut self, status: Status) {
        let Next::Decide(decision) = self.next() else { panic!("{:?} decides nothing", self.next()) };
        self.write(&decision);
        assert_eq!(self.transaction.as_ref().map(|transaction| transaction.status), Some(status));
    }

    /// Writes what became of the transaction, as far as it leads to the next question.
    fn write(&mut self, decision: &Decision) {
        let Some(transaction) = &mut self.transaction else { return };
        transaction.status = match decision {
            Decision::Reserved { .. } => Status::Reserved,
            Decision::Succeeded { .. } => Status::Success,
            Decision::Failed { .. } | Decision::Refused(_) => Status::Failure,
            Decision::Cancelled { .. } => Status::Cancelled,
            Decision::Nothing => transaction.status,
        };
    }
}

fn start() -> DateTime<Utc> {
    "2014-05-06T07:08:09Z".parse().expect("it is a time")
}

fn saga(action: SagaAction) -> Saga {
    Saga {
        id: format!("{action:?} of a test"),
        action,
        subject: "14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL".to_owned(),
        key: "0123456789abcdefghijklmnopqrst-_".to_owned(),
        steps: Vec::new(),
        due: Some(start()),
        held: None,
        told: None,
        doubt: None,
        news: false,
        tries: 0,
        trouble: None,
        began: start(),
        ended: None,
    }
}

fn transaction() -> Transaction {
    let party = |account: &str| Party {
        account: account.to_owned(),
        name: account.to_owned(),
        email: format!("{account}@example.com"),
    };
    let id = "14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL".to_owned();
    Transaction {
        caller_reference: "order 4711".to_owned(),
        caller_description: Some("order 4711".to_owned()),
        sender_description: Some("Two books".to_owned()),
        counted: Decimal::from(25),
        sender: party("buyer"),
        caller: party("shop"),
        recipient: party("shop"),
        sender_token: Some("T".repeat(64)),
        held: true,
        times_out: start() + TimeDelta::days(7),
        ..Transaction::new(id, Operation::Pay, Method::Cc, Decimal::from(25), start())
    }
}

fn token(consent: Consent) -> Token {
    let token_type = match consent.kind {
        ConsentKind::Once => TokenType::SingleUse,
        ConsentKind::Standing => TokenType::MultiUse,
    };
    Token {
        caller_reference: "token 4711".to_owned(),
        expires: start() + TimeDelta::days(365),
        method: Some(Method::Cc),
        uses: 1,
        amount_rules: vec![AmountRule { bound: Bound::Maximum, amount: Decimal::from(30) }],
        consent: Some(consent),
        ..Token::new("T".repeat(64), TokenRole::Sender, token_type, "buyer", start())
    }
}

fn authorization(state: State, captured: bool) -> Answer {
    Answer::Authorization {
        id: AUTHORIZATION.to_owned(),
        state,
        captures: if captured { vec![CAPTURE.to_owned()] } else { Vec::new() },
        fee: Decimal::ZERO,
        expires: Some(start() + TimeDelta::days(30)),
    }
}

fn capture(state: State) -> Answer {
    let credits = vec![Credit { id: CREDIT.to_owned(), provider: PROVIDER.to_owned() }];
    Answer::Capture { id: CAPTURE.to_owned(), state, fee: Decimal::new(103, 2), credits }
}

fn refund(state: State) -> Answer {
    Answer::Refund { id: REFUND.to_owned(), state, fee_given_back: Decimal::new(103, 2) }
}

fn reversal(state: State) -> Answer {
    Answer::Reversal { id: REVERSAL.to_owned(), state }
}

fn refused(code: &str) -> Result<Answer, Failure> {
    Err(Failure::Refused { code: code.to_owned(), message: "so it is".to_owned() })
}

/// Which of a fate's calls are asked for the sake of an action can be seen in stories: all, and no others.
#[test]
fn what_is_documented_to_be_called_is_what_is_called() {
    for action in ACTIONS {
        // The end of a reservation belongs to Reserve, whose own calls are of a payment, and what a payment finds confirmed
        // to Pay.
        let name = match action {
            SagaAction::Expire => "Reserve".to_owned(),
            SagaAction::Approve => "Pay".to_owned(),
            _ => format!("{action:?}"),
        };
        let documented = fate::of(&name).expect("it is an action of FPS").calls;
        for (asked, kind) in properties::asked_by(action) {
            let call = operation(asked, kind);
            assert!(documented.contains(&call), "{action:?} calls {call}");
        }
    }
    for fate in fate::all() {
        let sagas = ACTIONS.iter().filter(|action| {
            format!("{action:?}") == fate.action || (fate.action == "Reserve" && **action == SagaAction::Expire)
        });
        let called: Vec<_> = sagas
            .flat_map(|action| properties::asked_by(*action))
            .map(|(asked, kind)| operation(asked, kind))
            .collect();
        if called.is_empty() {
            continue;
        }
        for call in fate.calls {
            assert!(called.contains(call), "{} never calls {call}", fate.action);
        }
    }
}

#[test]
fn the_reason_tells_what_the_caller_may_do() {
    for (reason, code) in [
        (Reason::InvalidPaymentMethod, StatusCode::TransactionDenied),
        (Reason::SoftDecline, StatusCode::TransactionDenied),
        (Reason::TimedOut, StatusCode::Expired),
    ] {
        let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
        story.done(Asked::Confirm);
        story.answer(Asked::Authorize, Ok(authorization(State::Declined(reason), false)));
        assert!(matches!(story.finish(), Decision::Failed { code: said, .. } if said == code), "{reason:?}");
    }
}
