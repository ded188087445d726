//! What recordings tell of tokens and transactions, for the plans of calls that say no more than an id.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::OVERHEAD;
use crate::{
    contract::OperationInfo,
    gateway::shadow::{
        plan::{Subject, has_consent},
        rows::{self, Payment},
    },
    migrate::traffic::Fields,
    sandbox::rows::{Method, Operation, SagaAction, Token, TokenRole, TokenType},
};

/// What is known, by id.
#[derive(Default)]
pub(super) struct Facts {
    tokens: HashMap<String, TokenFacts>,
    transactions: HashMap<String, TransactionFacts>,
    /// The kind of token that a buyer was sent to agree to, by the reference that comes back with him.
    visits: HashMap<String, TokenType>,
}

#[derive(Default)]
struct TokenFacts {
    token_type: Option<TokenType>,
    role: Option<TokenRole>,
    /// Whether it has paid.
    used: bool,
}

#[derive(Default)]
struct TransactionFacts {
    operation: Option<Operation>,
    amount: Option<Decimal>,
    method: Option<Method>,
    token: Option<String>,
}

const AMOUNT: &str = "the amount";
const TOKEN_TYPE: &str = "whether the token is for one payment: it is planned as one that lasts";
const METHOD: &str = "how the buyer pays: it is planned as by card";
const RECIPIENT: &str = "whether another than the caller is paid: it is planned as if nobody else were";
const USED: &str = "whether the token was ever used";
const FILLING: &str =
    "whether the token that fills the instrument was cancelled before: it is planned as one that was not";
const OWED: &str = "whether anything is owed on the instrument, which keeps the agreement that settles it open: it is planned \
                    as if nothing were";
const SETTLED: &str = "whether more is given back than is owed, which the gateway refuses with RefundAmountExceeded: it is \
                       planned as if it were not";
const TRANSACTION: &str = "what the transaction is: it is planned as a reservation";
const DEFAULT_TIMEOUT_MINUTES: i64 = 7 * 24 * 60;

impl Facts {
    /// A buyer goes to a co-branded page. What is told is the bytes that are kept of it.
    pub(super) fn note_visit(&mut self, fields: &Fields) -> usize {
        let token_type = match fields.value("pipelineName") {
            Some("SingleUse") => TokenType::SingleUse,
            Some("MultiUse") => TokenType::MultiUse,
            Some("Recurring") => TokenType::Recurring,
            _ => return 0,
        };
        let Some(reference) = fields.value("callerReference") else { return 0 };
        self.visits.insert(reference.to_owned(), token_type);
        OVERHEAD + reference.len()
    }

    /// A buyer comes back with what he has agreed to.
    pub(super) fn note_return(&mut self, fields: &Fields) -> usize {
        let visited = fields.value("callerReference").and_then(|reference| self.visits.get(reference)).copied();
        let sender = visited.map(|_| TokenRole::Sender);
        let many = Some(TokenType::MultiUse);
        let mut bytes = 0;
        for (name, token_type, role) in [
            ("tokenID", visited, sender),
            ("prepaidSenderTokenID", many, Some(TokenRole::PrepaidSender)),
            ("creditSenderTokenID", many, Some(TokenRole::CreditSender)),
            ("fundingTokenID", many, Some(TokenRole::Funding)),
            ("settlementTokenID", many, Some(TokenRole::Settlement)),
        ] {
            let Some(id) = fields.value(name).filter(|_| role.is_some()) else { continue };
            let (token, taken) = entry(&mut self.tokens, id);
            (token.token_type, token.role) = (token_type, role);
            bytes += taken;
        }
        bytes
    }

    /// A call was carried out.
    pub(super) fn note_answer(
        &mut self,
        operation: &OperationInfo,
        asked: &[(String, String)],
        result: &Fields,
    ) -> usize {
        let mut bytes = self.note_told(result);
        let value = |name: &str| value(asked, name);
        let made = match operation.name {
            "Pay" => Some((Operation::Pay, "TransactionAmount.Value")),
            "Reserve" => Some((Operation::Reserve, "TransactionAmount.Value")),
            "FundPrepaid" => Some((Operation::FundPrepaid, "FundingAmount.Value")),
            "SettleDebt" => Some((Operation::SettleDebt, "SettlementAmount.Value")),
            _ => None,
        };
        if let (Some((operation, amount)), Some(id)) = (made, result.value("TransactionId")) {
            let (transaction, taken) = entry(&mut self.transactions, id);
            bytes += taken;
            transaction.operation = Some(operation);
            transaction.amount = value(amount).and_then(|amount| amount.parse().ok());
            transaction.token = value("SenderTokenId").map(str::to_owned);
            if let Some(id) = value("SenderTokenId") {
                let (token, taken) = entry(&mut self.tokens, id);
                bytes += taken + id.len();
                token.used = true;
                token.role = token.role.or(match operation {
                    Operation::FundPrepaid => Some(TokenRole::Funding),
                    Operation::SettleDebt => Some(TokenRole::Settlement),
                    _ => None,
                });
            }
        }
        if let ("InstallPaymentInstruction", Some(id)) = (operation.name, result.value("TokenId")) {
            let (token, taken) = entry(&mut self.tokens, id);
            bytes += taken;
            token.token_type = value("TokenType").and_then(token_type).or(token.token_type);
        }
        bytes
    }

    /// Tokens and transactions as answers describe them, each beside its id.
    fn note_told(&mut self, result: &Fields) -> usize {
        let mut bytes = 0;
        for (path, id) in &result.0 {
            if let Some(of) = path.strip_suffix("TokenId").filter(|of| of.ends_with('.'))
                && let Some(known) = result.value(&format!("{of}TokenType")).and_then(token_type)
            {
                let (token, taken) = entry(&mut self.tokens, id);
                bytes += taken;
                token.token_type = Some(known);
            }
            if let Some(of) =
                path.strip_suffix("TransactionId").filter(|of| of.ends_with("Transaction.") || is_numbered(of))
            {
                let (transaction, taken) = entry(&mut self.transactions, id);
                bytes += taken;
                let told = |name: &str| result.value(&format!("{of}{name}"));
                transaction.method = told("PaymentMethod").and_then(method).or(transaction.method);
                transaction.operation = transaction.operation.or(told("FPSOperation").and_then(self::operation));
                let amount = told("TransactionAmount.Value").and_then(|amount| amount.parse().ok());
                transaction.amount = transaction.amount.or(amount);
                if transaction.token.is_none() {
                    transaction.token = told("SenderTokenId").map(str::to_owned);
                    bytes += transaction.token.as_ref().map_or(0, String::len);
                }
            }
        }
        bytes
    }

    /// What the plan for a call is made from; none where the call moves nothing.
    pub(super) fn subject(
        &self,
        action: SagaAction,
        asked: &[(String, String)],
        transaction: Option<&str>,
        now: DateTime<Utc>,
    ) -> Option<Subject> {
        let value = |name: &str| value(asked, name);
        let amount = |name: &str| value(name).and_then(|amount| amount.parse::<Decimal>().ok());
        let mut unknown = Vec::new();
        if action == SagaAction::CancelToken {
            let cancelled = self.token(value("TokenId")?, true, now, &mut unknown);
            let token = match cancelled.role {
                role if has_consent(role) => Some(cancelled),
                TokenRole::PrepaidSender | TokenRole::CreditSender => {
                    if cancelled.role == TokenRole::CreditSender {
                        unknown.push(OWED);
                    }
                    unknown.push(FILLING);
                    Some(rows::token("(filling)", TokenType::MultiUse, TokenRole::Funding, 0, now))
                }
                _ => None,
            };
            return Some(Subject { action, amount: None, transaction: None, original: None, token, unknown });
        }
        let id = transaction?;
        let facts = self.transactions.get(id);
        let original = value("TransactionId").filter(|_| action == SagaAction::Refund);
        let original_facts = original.and_then(|id| self.transactions.get(id));
        let (operation, given) = match action {
            SagaAction::Pay => (Operation::Pay, amount("TransactionAmount.Value")),
            SagaAction::Reserve => (Operation::Reserve, amount("TransactionAmount.Value")),
            SagaAction::FundPrepaid => (Operation::FundPrepaid, amount("FundingAmount.Value")),
            SagaAction::SettleDebt => (Operation::SettleDebt, amount("SettlementAmount.Value")),
            SagaAction::Refund => {
                let whole = original_facts.and_then(|facts| facts.amount);
                (Operation::Refund, amount("RefundAmount.Value").or(whole))
            }
            SagaAction::Settle => {
                let whole = facts.and_then(|facts| facts.amount);
                (Operation::Settle, amount("TransactionAmount.Value").or(whole))
            }
            SagaAction::Cancel => {
                let operation = facts.and_then(|facts| facts.operation);
                if operation.is_none() {
                    unknown.push(TRANSACTION);
                }
                (operation.unwrap_or(Operation::Reserve), facts.and_then(|facts| facts.amount))
            }
            _ => return None,
        };
        if given.is_none() {
            unknown.push(AMOUNT);
        }
        let about = original_facts.or(facts);
        let sender = value("SenderTokenId").or_else(|| about.and_then(|facts| facts.token.as_deref()));
        // A refund is the same whatever the token was.
        let mut of_token = Vec::new();
        let token = sender.map(|id| self.token(id, false, now, &mut of_token));
        if token.is_none() {
            of_token.push(TOKEN_TYPE);
        }
        if action != SagaAction::Refund {
            unknown.append(&mut of_token);
        }
        let method = self.method(action, about, sender).unwrap_or_else(|| {
            unknown.push(METHOD);
            Method::Cc
        });
        if value("RecipientTokenId").is_some() {
            unknown.push(RECIPIENT);
        }
        if (action, method) == (SagaAction::Refund, Method::Debt) {
            unknown.push(SETTLED);
        }
        let minutes = value("TransactionTimeoutInMins").and_then(|minutes| minutes.parse().ok());
        let payment = |id: &str, operation, amount| {
            rows::transaction(Payment {
                id,
                reference: value("CallerReference").unwrap_or_default(),
                caller_description: value("CallerDescription"),
                sender_description: value("SenderDescription"),
                soft_descriptor: value("DescriptorPolicy.SoftDescriptorType"),
                operation,
                goes_back: operation == Operation::Refund
                    && value("MarketplaceRefundPolicy") != Some("MarketplaceTxnOnly"),
                method,
                amount,
                token: sender,
                at: now,
                waits: TimeDelta::try_minutes(minutes.unwrap_or(DEFAULT_TIMEOUT_MINUTES)).unwrap_or_default(),
            })
        };
        Some(Subject {
            action,
            amount: given,
            transaction: Some(payment(id, operation, given)),
            original: original.map(|id| payment(id, Operation::Pay, original_facts.and_then(|facts| facts.amount))),
            token,
            unknown,
        })
    }

    fn token(&self, id: &str, ends: bool, now: DateTime<Utc>, unknown: &mut Vec<&'static str>) -> Token {
        let facts = self.tokens.get(id);
        let token_type = facts.and_then(|facts| facts.token_type).unwrap_or_else(|| {
            unknown.push(TOKEN_TYPE);
            TokenType::MultiUse
        });
        let used = facts.is_some_and(|facts| facts.used);
        if ends && !used && token_type == TokenType::SingleUse {
            unknown.push(USED);
        }
        let role = facts.and_then(|facts| facts.role).unwrap_or(match token_type {
            TokenType::Unrestricted => TokenRole::Recipient,
            _ => TokenRole::Sender,
        });
        rows::token(id, token_type, role, u64::from(used), now)
    }

    fn method(&self, action: SagaAction, about: Option<&TransactionFacts>, sender: Option<&str>) -> Option<Method> {
        let role = sender.and_then(|id| self.tokens.get(id)).and_then(|facts| facts.role);
        about.and_then(|facts| facts.method).or(match (action, role) {
            // Only a card can be reserved, and nobody funds or settles with what is funded and settled.
            (SagaAction::Reserve | SagaAction::Settle, _) => Some(Method::Cc),
            (SagaAction::FundPrepaid | SagaAction::SettleDebt, _) => Some(Method::Cc),
            (_, Some(TokenRole::PrepaidSender)) => Some(Method::Prepaid),
            (_, Some(TokenRole::CreditSender)) => Some(Method::Debt),
            _ => None,
        })
    }
}

/// The entry of an id, and the bytes that it takes if it is new.
fn entry<'m, T: Default>(map: &'m mut HashMap<String, T>, id: &str) -> (&'m mut T, usize) {
    let taken = if map.contains_key(id) { 0 } else { OVERHEAD + id.len() };
    (map.entry(id.to_owned()).or_default(), taken)
}

fn value<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Whether a path ends with the place in a list of transactions: `Transaction.3.`.
fn is_numbered(path: &str) -> bool {
    let mut parts = path.rsplit('.').skip(1);
    parts.next().is_some_and(|part| part.parse::<u32>().is_ok()) && parts.next() == Some("Transaction")
}

fn token_type(word: &str) -> Option<TokenType> {
    Some(match word {
        "SingleUse" => TokenType::SingleUse,
        "MultiUse" => TokenType::MultiUse,
        "Recurring" => TokenType::Recurring,
        "Unrestricted" => TokenType::Unrestricted,
        _ => return None,
    })
}

fn method(word: &str) -> Option<Method> {
    Some(match word {
        "ABT" => Method::Abt,
        "ACH" => Method::Ach,
        "CC" => Method::Cc,
        "Debt" => Method::Debt,
        "Prepaid" => Method::Prepaid,
        _ => return None,
    })
}

fn operation(word: &str) -> Option<Operation> {
    Some(match word {
        "Pay" => Operation::Pay,
        "Reserve" => Operation::Reserve,
        "Settle" => Operation::Settle,
        "Refund" => Operation::Refund,
        "FundPrepaid" => Operation::FundPrepaid,
        "SettleDebt" => Operation::SettleDebt,
        _ => return None,
    })
}
