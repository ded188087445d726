//! The contract for people.

use amazon_fps::contract::{Effect, ErrorInfo, FieldInfo, OperationInfo, Presence, Quota, Repeat, TypeInfo, TypeKind};
use amazon_fps::wire::Length;

use super::Selection;
use crate::page::Page;
use crate::service::Service;

/// Where any error can be asked for.
const FAULTS: &str = "POST /_sandbox/faults";

/// Everything by name, with a line on each action.
pub fn overview(page: &mut Page, service: Service) {
    let (standing, service) = (service.standing(), service.info());
    page.heading(service.title);
    page.paragraph(2, &format!("Versions {}; endpoint {}, {standing}.", service.versions.join(", "), service.endpoint));
    page.heading(&format!("{} actions", service.operations.len()));
    page.table(
        &["action", "what it does"],
        service.operations.iter().map(|operation| [operation.name.to_owned(), first_sentence(operation.documentation)]),
    );
    page.heading(&format!("{} types", service.types.len()));
    page.paragraph(2, &join(service.types.iter().map(|type_| type_.name)));
    page.heading(&format!("{} errors", service.errors.len()));
    page.paragraph(2, &join(service.errors.iter().map(|error| error.code)));
    page.heading("More");
    page.paragraph(2, "`fps describe NAME` describes one of them, `--json` gives it all to a machine.");
}

/// Each part of the selection in full.
pub fn describe(page: &mut Page, selection: &Selection) {
    selection.operations.iter().for_each(|operation| describe_operation(page, operation));
    selection.types.iter().for_each(|type_| describe_type(page, type_));
    selection.errors.iter().for_each(|error| describe_error(page, error));
}

fn describe_operation(page: &mut Page, operation: &OperationInfo) {
    let effect = match operation.effect {
        Effect::Reads => "changes nothing",
        Effect::Changes => "changes something and moves no money",
        _ => "moves money",
    };
    page.heading(operation.name);
    page.paragraph(2, &format!("An action that {effect}, since {}.", operation.since));
    page.paragraph(2, operation.documentation);
    if let Some(field) = operation.idempotent_by {
        page.paragraph(2, &format!("{field} makes it safe to repeat."));
    }
    if !operation.signed {
        page.paragraph(2, "It need not be signed.");
    }
    for quota in operation.quotas {
        let Quota { environment, most, restored, every_seconds } = quota;
        let seconds = if *every_seconds == 1 { "second".to_owned() } else { format!("{every_seconds} seconds") };
        page.paragraph(
            2,
            &format!("Quota ({environment}): {most} calls at once, and {restored} more every {seconds}."),
        );
    }
    page.heading("Request");
    describe_fields(page, operation.request_fields);
    page.heading(&format!("Answer: {}", operation.result.unwrap_or(operation.response)));
    describe_fields(page, operation.result_fields);
    page.heading("Errors");
    page.paragraph(2, &join(operation.errors.iter().copied()));
}

fn describe_type(page: &mut Page, type_: &TypeInfo) {
    page.heading(type_.name);
    page.paragraph(2, "A type.");
    page.paragraph(2, type_.documentation);
    match type_.kind {
        TypeKind::Fields(fields) => {
            page.heading("Fields");
            describe_fields(page, fields);
        }
        TypeKind::Values(values) => {
            page.heading("Values");
            page.table(
                &["value", "meaning"],
                values.iter().map(|(value, meaning)| [value.to_string(), meaning.to_string()]),
            );
        }
        _ => {}
    }
}

fn describe_error(page: &mut Page, error: &ErrorInfo) {
    page.heading(error.code);
    page.paragraph(2, "An error.");
    page.paragraph(2, error.meaning);
    if let Some(message) = error.customer_message {
        page.paragraph(2, &format!("To the customer: {message}"));
    }
    let documented = match error.retriable {
        Some(true) => "retriable",
        Some(false) => "not retriable",
        None => "without a flag",
    };
    let repeat = match error.repeat {
        Repeat::AtOnce => "may send the same request again",
        Repeat::AfterChange => "may send it again once somebody has changed something",
        _ => "must not send it again",
    };
    let status = error.http_status;
    page.paragraph(2, &format!("Documented as {documented}. A machine {repeat}. HTTP status {status}."));
    if !error.status_verified {
        page.paragraph(2, "No document confirms the status; it is the usual one of such errors.");
    }
    if !error.operations.is_empty() {
        page.heading("Listed by");
        page.paragraph(2, &join(error.operations.iter().copied()));
    }
    if let Some(provoke) = error.provoke {
        page.heading("How to get it from the sandbox");
        page.paragraph(2, provoke);
        // What is said may be the fault already, for the one action that lists it.
        if error.operations.len() > 1 || !provoke.contains(FAULTS) {
            let code = error.code;
            page.paragraph(
                2,
                &format!(
                    "For any action that lists it, also one that no rule of the sandbox refuses with it: {FAULTS} \
                     {{\"action\": \"ACTION\", \"code\": \"{code}\"}}, then ACTION."
                ),
            );
        }
    }
}

fn describe_fields(page: &mut Page, fields: &[FieldInfo]) {
    if fields.is_empty() {
        page.paragraph(2, "No fields.");
    }
    for field in fields {
        let presence = match (field.presence, field.condition) {
            (Presence::Required, _) if field.list => format!("one or more, written {0}.1, {0}.2", field.name),
            _ if field.list => format!("any number, written {0}.1, {0}.2", field.name),
            (Presence::Required, _) => "required".to_owned(),
            (Presence::Conditional, Some(condition)) => format!("required if {condition}"),
            _ => "optional".to_owned(),
        };
        page.entry(2, field.name, &format!("{}, {presence}", type_of(field)));
        page.paragraph(6, field.documentation);
        let limits = [
            field.default.map(|value| format!("Default: {value}.")),
            field.minimum.map(|value| format!("At least {value}.")),
            field.maximum.map(|value| format!("At most {value}.")),
            field.step.map(|step| format!("A multiple of {step}.")),
            field.characters.map(|characters| format!("Of the characters {characters}.")),
            field.since.map(|version| format!("Since {version}.")),
        ];
        let limits = limits.into_iter().flatten().collect::<Vec<_>>();
        if !limits.is_empty() {
            page.paragraph(6, &limits.join(" "));
        }
    }
}

fn type_of(field: &FieldInfo) -> String {
    match field.longest {
        Some(Length::Characters(most)) => format!("{} of {most} characters at most", field.type_name),
        Some(Length::Bytes(most)) => format!("{} of {most} bytes at most", field.type_name),
        _ => field.type_name.to_owned(),
    }
}

fn first_sentence(text: &str) -> String {
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text.to_owned(),
    }
}

fn join<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_described_within_the_width() {
        for (service, width) in Service::ALL.into_iter().flat_map(|service| [(service, 60), (service, 100)]) {
            let service = service.info();
            let names = service.operations.iter().map(|operation| operation.name);
            let names = names.chain(service.types.iter().map(|type_| type_.name));
            for name in names.chain(service.errors.iter().map(|error| error.code)) {
                let mut page = Page::plain(width);
                let selection = Selection::of(service, name).expect("the name is the contract's own");
                describe(&mut page, &selection);
                assert!(page.text.contains(name));
                for line in page.text.lines() {
                    assert!(line.chars().count() <= width, "{name}: {line}");
                }
            }
        }
    }

    #[test]
    fn every_error_says_how_to_get_it() {
        for error in Service::ALL.into_iter().flat_map(|service| service.info().errors) {
            assert!(error.provoke.is_some(), "{}", error.code);
            let mut page = Page::plain(100);
            describe_error(&mut page, error);
            let faults = if error.operations.len() == 1 { FAULTS } else { r#""action": "ACTION""# };
            let text = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(FAULTS) && text.contains(faults), "{text}");
        }
    }

    #[test]
    fn the_overview_names_everything() {
        for service in Service::ALL {
            let mut page = Page::plain(100);
            overview(&mut page, service);
            for operation in service.info().operations {
                let begins = |line: &str| line.trim_start().starts_with(operation.name);
                assert!(page.text.lines().any(begins), "{}", operation.name);
            }
            for error in service.info().errors {
                assert!(page.text.contains(error.code), "{}", error.code);
            }
        }
    }
}
