//! Payment instructions: the conditions of a token, written in the rule language of FPS.
//!
//! An instruction is a list of conditions such as `MyRole == 'Recipient' orSay 'Roles do not match';`. The sandbox
//! takes the conditions that it enforces, and refuses others rather than pass over them.

use rust_decimal::Decimal;

use super::{idempotency, parties, tokens};
use crate::{
    error::ServiceError,
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        command::{Installation, invalid},
        rows::{AccountState, AmountRule, Bound, Method, Period, Scope, Token, TokenRole, TokenType, Unit},
        view::token_view,
    },
};

/// How long a token lasts that does not say otherwise.
pub(crate) const LIFETIME: Period = Period::new(1, Unit::Year);

/// Makes a token on the caller's own account, and tells its id.
pub(crate) fn install(books: &mut Books<'_>, request: &Installation) -> Result<Result<String, ServiceError>, Stop> {
    let named = ("InstallPaymentInstruction", request);
    idempotency::once(books, Scope::Tokens, &request.caller_reference, &named, |books| {
        let caller = parties::account(books, books.caller_id())?;
        if caller.state != AccountState::Active {
            return Err(Stop::refuse(
                ErrorCode::InvalidAccountState,
                format!("The caller's account is {:?}: no instruction can be installed on it.", caller.state),
            ));
        }
        if request.instruction.trim().is_empty() {
            return Err(invalid("PaymentInstruction is missing."));
        }
        let terms = Terms::parse(&request.instruction)?;
        if request.token_type == TokenType::Unrestricted && terms.role == TokenRole::Sender {
            return Err(invalid("TokenType is Unrestricted, which a token of a sender can't be."));
        }
        let now = books.now();
        let friendly_name = request.friendly_name.clone().filter(|name| !name.is_empty());
        let id = books.ids().token();
        let token = Token {
            friendly_name: friendly_name.unwrap_or_else(|| books.ids().friendly_name()),
            caller_reference: request.caller_reference.clone(),
            expires: LIFETIME.after(now, 1).unwrap_or(now),
            method: terms.method,
            amount_rules: terms.amount_rules,
            payment_reason: request.payment_reason.clone(),
            instruction: Some(request.instruction.clone()),
            ..Token::new(id, terms.role, request.token_type, &caller.id, now)
        };
        let id = token.id.clone();
        tokens::install(books, token)?;
        Ok(id)
    })
}

/// The instruction of a token. One that a buyer or a seller gave on a page is written from what it allows.
pub(crate) fn show(books: &Books<'_>, id: &str) -> Result<fps::GetPaymentInstructionResult, Stop> {
    parties::check_access(books)?;
    let token = tokens::known(books, id)?;
    Ok(fps::GetPaymentInstructionResult {
        payment_instruction: token.instruction.clone().unwrap_or_else(|| written(&token)),
        caller_reference: token.caller_reference.as_str().into(),
        token_friendly_name: Some(token.friendly_name.clone()),
        token: token_view(&token),
    })
}

fn written(token: &Token) -> String {
    let role = match token.role {
        TokenRole::Caller => "Caller",
        TokenRole::Recipient => "Recipient",
        _ => "Sender",
    };
    let mut text = format!("MyRole == '{role}';");
    if let Some(method) = token.method {
        text += &format!(" PaymentMethod == '{}';", fps::PaymentMethod::from(method).as_ref());
    }
    let excluded = [Method::Abt, Method::Ach, Method::Cc].into_iter().filter(|method| !token.accepts.contains(method));
    for method in excluded.filter(|_| !token.accepts.is_empty()) {
        text += &format!(" PaymentMethod != '{}';", fps::PaymentMethod::from(method).as_ref());
    }
    for rule in &token.amount_rules {
        let operator = match rule.bound {
            Bound::Exact => "==",
            Bound::Minimum => ">=",
            Bound::Maximum => "<=",
        };
        text += &format!(" TransactionAmount {operator} 'USD {:.2}';", rule.amount);
    }
    text
}

/// What an instruction says.
#[derive(Debug, PartialEq)]
struct Terms {
    role: TokenRole,
    method: Option<Method>,
    amount_rules: Vec<AmountRule>,
}

impl Terms {
    fn parse(text: &str) -> Result<Self, Stop> {
        let mut role = None;
        let mut method = None;
        let mut amount_rules = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let condition = Condition::read(&mut rest)?;
            match (condition.name, condition.operator) {
                ("MyRole", "==") if role.is_some() => return Err(malformed("MyRole stands in it more than once")),
                ("PaymentMethod", "==") if method.is_some() => {
                    return Err(malformed("PaymentMethod stands in it more than once"));
                }
                ("MyRole", "==") => {
                    role = Some(match condition.value {
                        "Caller" => TokenRole::Caller,
                        "Recipient" => TokenRole::Recipient,
                        "Sender" => TokenRole::Sender,
                        other => {
                            return Err(malformed(&format!("MyRole is '{other}', not Caller, Recipient or Sender")));
                        }
                    });
                }
                ("PaymentMethod", "==") => {
                    method = Some(match condition.value {
                        "ABT" => Method::Abt,
                        "ACH" => Method::Ach,
                        "CC" => Method::Cc,
                        other => {
                            return Err(Stop::refuse(
                                ErrorCode::InvalidPaymentMethod,
                                format!("PaymentMethod is '{other}', not ABT, ACH or CC."),
                            ));
                        }
                    });
                }
                ("TransactionAmount", operator) => {
                    let bound = match operator {
                        "==" => Bound::Exact,
                        ">=" => Bound::Minimum,
                        "<=" => Bound::Maximum,
                        other => return Err(malformed(&format!("TransactionAmount can't be compared with '{other}'"))),
                    };
                    let amount = condition.value.strip_prefix("USD").unwrap_or(condition.value);
                    let amount = amount
                        .trim()
                        .parse::<Decimal>()
                        .map_err(|_| malformed("TransactionAmount is compared with something like 'USD 10.00'"))?;
                    amount_rules.push(AmountRule { bound, amount });
                }
                (name, operator) => {
                    return Err(malformed(&format!(
                        "'{name} {operator}' is not known: conditions are MyRole ==, PaymentMethod == and \
                         TransactionAmount ==, <=, >="
                    )));
                }
            }
        }
        let role = role.ok_or_else(|| malformed("it does not say MyRole == 'Caller', 'Recipient' or 'Sender'"))?;
        Ok(Self { role, method, amount_rules })
    }
}

/// `Name operator 'value' orSay 'message';`
struct Condition<'t> {
    name: &'t str,
    operator: &'t str,
    value: &'t str,
}

impl<'t> Condition<'t> {
    fn read(rest: &mut &'t str) -> Result<Self, Stop> {
        let name = take_while(rest, |char| char.is_ascii_alphanumeric());
        let operator = take_while(rest, |char| matches!(char, '=' | '<' | '>' | '!'));
        if name.is_empty() || operator.is_empty() {
            return Err(malformed("a condition has the form Name == 'value';"));
        }
        let value = quoted(rest)?;
        if let Some(after) = rest.strip_prefix("orSay") {
            *rest = after.trim_start();
            quoted(rest)?;
        }
        match rest.strip_prefix(';') {
            Some(after) => *rest = after.trim_start(),
            None if rest.is_empty() => {}
            None => return Err(malformed("a condition ends with ';'")),
        }
        Ok(Self { name, operator, value })
    }
}

fn take_while<'t>(rest: &mut &'t str, belongs: impl Fn(char) -> bool) -> &'t str {
    let end = rest.find(|char| !belongs(char)).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(end);
    *rest = after.trim_start();
    taken
}

fn quoted<'t>(rest: &mut &'t str) -> Result<&'t str, Stop> {
    let inside = rest.strip_prefix('\'').ok_or_else(|| malformed("a value stands in single quotation marks"))?;
    let (value, after) = inside.split_once('\'').ok_or_else(|| malformed("a quotation mark is not closed"))?;
    *rest = after.trim_start();
    Ok(value)
}

fn malformed(why: &str) -> Stop {
    Stop::refuse(ErrorCode::BadRule, format!("PaymentInstruction can't be used: {why}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_understood() {
        let terms = Terms::parse(
            "MyRole == 'Sender' orSay 'Roles do not match'; PaymentMethod == 'CC'; TransactionAmount <= 'USD 10.50';",
        );
        assert_eq!(
            terms.unwrap(),
            Terms {
                role: TokenRole::Sender,
                method: Some(Method::Cc),
                amount_rules: vec![AmountRule { bound: Bound::Maximum, amount: Decimal::new(1050, 2) }],
            }
        );
        assert_eq!(Terms::parse("MyRole=='Caller'").unwrap().role, TokenRole::Caller);
    }

    #[test]
    fn what_can_not_be_enforced_is_refused() {
        for (text, code) in [
            ("", ErrorCode::BadRule),
            ("PaymentMethod == 'CC';", ErrorCode::BadRule),
            ("MyRole == 'Bystander';", ErrorCode::BadRule),
            ("MyRole == 'Caller", ErrorCode::BadRule),
            ("MyRole == Caller;", ErrorCode::BadRule),
            ("MyRole == 'Caller' PaymentMethod == 'CC';", ErrorCode::BadRule),
            ("MyRole == 'Caller'; Weather == 'fair';", ErrorCode::BadRule),
            ("MyRole == 'Caller'; MyRole == 'Caller';", ErrorCode::BadRule),
            ("MyRole == 'Caller'; TransactionAmount <= 'USDUSD 1';", ErrorCode::BadRule),
            ("MyRole == 'Caller'; PaymentMethod == 'Cash';", ErrorCode::InvalidPaymentMethod),
        ] {
            match Terms::parse(text) {
                Err(Stop::Refuse(error)) => assert!(error.is(code), "{text}: {error}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}
