//! Fields of a request as they stand on the command line.

use amazon_fps::contract::{FieldInfo, OperationInfo, ServiceInfo, TypeKind, nearest};
use amazon_fps::fps::SERVICE;

use crate::failure::Failure;

/// The parameters that `fields` give, each checked to be one of the operation's. An amount without a
/// currency is one of US dollars.
pub fn parameters(operation: &OperationInfo, fields: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let mut parameters = Vec::with_capacity(fields.len());
    let mut values = Vec::new();
    for field in fields {
        let (path, value) =
            field.split_once('=').ok_or_else(|| Failure::usage(format!("'{field}' is no field: write Name=Value")))?;
        if find(&SERVICE, operation, path)? == Found::ValueOfAmount {
            values.push(path.to_owned());
        }
        parameters.push((path.to_owned(), value.to_owned()));
    }
    for path in values {
        let currency = format!("{}CurrencyCode", &path[..path.len() - "Value".len()]);
        if parameters.iter().all(|(other, _)| *other != currency) {
            parameters.push((currency, "USD".to_owned()));
        }
    }
    Ok(parameters)
}

#[derive(Debug, PartialEq)]
enum Found {
    Field,
    /// The field `Value` of an amount.
    ValueOfAmount,
}

fn find(service: &ServiceInfo, operation: &OperationInfo, path: &str) -> Result<Found, Failure> {
    let mut fields = operation.request_fields;
    let mut type_name = operation.name;
    let mut before = String::new();
    let mut parts = path.split('.').peekable();
    while let Some(part) = parts.next() {
        let field = fields
            .iter()
            .find(|field| field.name == part)
            .ok_or_else(|| unknown(operation, type_name, fields, &before, part))?;
        before.push_str(part);
        if field.list
            && let Some(index) = parts.next_if(|part| part.parse::<u32>().is_ok_and(|index| index > 0))
        {
            before.push_str(&format!(".{index}"));
        }
        let inner = service.type_(field.type_name).map(|type_| &type_.kind);
        match (inner, parts.peek()) {
            (Some(TypeKind::Fields(inner)), Some(_)) => (fields, type_name) = (inner, field.type_name),
            (Some(TypeKind::Fields(inner)), None) => return Err(holds_fields(&before, inner)),
            (_, Some(rest)) => {
                let problem = format!("{before} has no field '{rest}': it is a single value");
                return Err(Failure::usage(problem).advise(format!("Write {before}=…")));
            }
            (_, None) if type_name == "Amount" && part == "Value" => return Ok(Found::ValueOfAmount),
            (_, None) => return Ok(Found::Field),
        }
        before.push('.');
    }
    // A split has one part at least, and every part above either returns or has one after it.
    Ok(Found::Field)
}

fn unknown(operation: &OperationInfo, type_name: &str, fields: &[FieldInfo], before: &str, part: &str) -> Failure {
    let failure = Failure::usage(format!("{type_name} has no field called '{part}'"));
    match nearest(part, fields.iter().map(|field| field.name)) {
        Some(nearest) => failure.advise(format!("Did you mean {before}{nearest}?")),
        None if fields.is_empty() => failure.advise(format!("{type_name} takes no fields.")),
        None => failure.advise(format!("`fps describe {}` lists the fields.", operation.name)),
    }
}

fn holds_fields(path: &str, fields: &[FieldInfo]) -> Failure {
    let names = fields.iter().map(|field| format!("{path}.{}", field.name)).collect::<Vec<_>>();
    Failure::usage(format!("{path} holds fields of its own")).advise(format!("Write {}=….", names.join("=… or ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(operation: &str, fields: &[&str]) -> Result<Vec<(String, String)>, String> {
        let operation = SERVICE.operation(operation).expect("the test names an action");
        let fields = fields.iter().map(|field| field.to_string()).collect::<Vec<_>>();
        parameters(operation, &fields).map_err(|failure| failure.to_string())
    }

    #[test]
    fn amounts_are_dollars_unless_something_else_is_said() {
        let read = |fields| {
            let parameters = read("Pay", fields).expect("they are Pay's");
            parameters.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>()
        };
        assert_eq!(
            read(&["TransactionAmount.Value=1", "CallerReference=a=b"]),
            ["TransactionAmount.Value=1", "CallerReference=a=b", "TransactionAmount.CurrencyCode=USD"]
        );
        let given = ["TransactionAmount.CurrencyCode=EUR", "TransactionAmount.Value=1"];
        assert_eq!(read(&given), given);
    }

    #[test]
    fn every_field_of_every_request_is_taken() {
        for operation in SERVICE.operations {
            for field in operation.request_fields {
                let path = match SERVICE.type_(field.type_name).map(|type_| &type_.kind) {
                    Some(TypeKind::Fields(inner)) => format!("{}.{}", field.name, inner[0].name),
                    _ if field.list => format!("{}.1", field.name),
                    _ => field.name.to_owned(),
                };
                assert!(read(operation.name, &[&format!("{path}=x")]).is_ok(), "{} {path}", operation.name);
            }
        }
    }

    #[test]
    fn what_is_no_field_is_said_with_what_was_perhaps_meant() {
        let cases = [
            ("Pay", "SenderTokenID=1", "Did you mean SenderTokenId?"),
            ("Pay", "TransactionAmount.Vlaue=1", "Did you mean TransactionAmount.Value?"),
            ("Pay", "TransactionAmount=1", "TransactionAmount.Value=…"),
            ("Pay", "CallerReference.1=1", "Write CallerReference=…"),
            ("Pay", "Action=Pay", "`fps describe Pay` lists the fields."),
            ("Pay", "CallerReference", "write Name=Value"),
            ("GetAccountBalance", "Anything=1", "takes no fields"),
            ("GetAccountActivity", "Role.0=Sender", "Write Role=…"),
        ];
        for (operation, field, advice) in cases {
            let error = read(operation, &[field]).expect_err(field);
            assert!(error.contains(advice), "{field}: {error}");
        }
    }
}
