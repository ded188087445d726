//! Counting the uses of one action.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::catalogue::{Catalogue, Name, Shape};
use super::times::{Durations, Times};
use super::words;
use crate::contract::ServiceInfo;
use crate::fps;
use crate::migrate::traffic::answer::Outcome;
use crate::migrate::traffic::exchange::Exchange;
use crate::migrate::traffic::seen::{Call, Fields};
use crate::migrate::traffic::usage::{ActionUse, Outcomes, ParameterUse};

/// What is known so far of one action, or of one co-branded page.
pub(super) struct Action {
    usage: ActionUse,
    catalogue: Catalogue,
    parameters: BTreeMap<String, Parameter>,
    times: Times,
    durations: Durations,
    pub(super) missing_references: u64,
}

/// A parameter, and the number of the last call that had it: a list has its name several times.
struct Parameter {
    usage: ParameterUse,
    last_call: u64,
}

/// The parameter under which all are counted whose names are like none of the contract.
const FOREIGN: &str = "(unknown names)";
pub(super) const OTHER: &str = "(other)";
/// Numbers of more digits are none that somebody pays, and may be anything.
const LARGEST: i64 = 1_000_000_000;

impl Action {
    pub(super) fn of_service(service: &'static ServiceInfo, name: &str) -> Self {
        let known = service.operation(name).is_some();
        Self::new(name, known, Catalogue::of_action(service, name))
    }

    pub(super) fn of_pipeline(name: &str, known: bool) -> Self {
        Self::new(name, known, Catalogue::of_pipelines())
    }

    fn new(name: &str, known: bool, catalogue: Catalogue) -> Self {
        Self {
            usage: ActionUse { action: name.to_owned(), known, ..ActionUse::default() },
            catalogue,
            parameters: BTreeMap::new(),
            times: Times::default(),
            durations: Durations::default(),
            missing_references: 0,
        }
    }

    pub(super) fn note_call(&mut self, service: &ServiceInfo, call: &Call, exchange: &Exchange) {
        let usage = &mut self.usage;
        *usage.transports.entry(call.transport).or_default() += 1;
        // Spellings of known actions differ in case only, so that they tell nothing else.
        if usage.known && call.spelt != usage.action {
            *usage.spellings.entry(call.spelt.clone()).or_default() += 1;
        }
        if let Some(version) = &call.version {
            let version = if words::is_version(version) { version } else { OTHER };
            *usage.versions.entry(version.to_owned()).or_default() += 1;
        }
        match &call.outcome {
            Outcome::Answered { result, .. } => {
                usage.outcomes.answered += 1;
                if let Some(status) = result.value("TransactionStatus") {
                    let status = if is_transaction_status(status) { status } else { OTHER };
                    *usage.transaction_statuses.entry(status.to_owned()).or_default() += 1;
                }
            }
            Outcome::Refused { code, .. } => {
                usage.outcomes.refused += 1;
                let code = if service.error(code).is_some() || words::is_word(code) { code } else { OTHER };
                *usage.errors.entry(code.to_owned()).or_default() += 1;
            }
            outcome => note_status(&mut usage.outcomes, outcome),
        }
        self.note(&call.fields, exchange);
    }

    pub(super) fn note_visit(&mut self, fields: &Fields, exchange: &Exchange) {
        note_status(&mut self.usage.outcomes, &Outcome::of(exchange.response.as_ref()));
        self.note(fields, exchange);
    }

    fn note(&mut self, fields: &Fields, exchange: &Exchange) {
        self.usage.calls += 1;
        self.times.note(exchange.at);
        self.durations.note(exchange.took);
        if let Some(response) = &exchange.response {
            *self.usage.statuses.entry(response.status).or_default() += 1;
        }
        for (name, value) in &fields.0 {
            let name = words::without_numbers(name);
            let (shown, shape, known) = match self.catalogue.name(&name) {
                Name::Known { spelling, shape } => (name.as_str(), Some(shape), spelling == name),
                Name::Like => (name.as_str(), None, false),
                Name::Foreign => (FOREIGN, None, false),
            };
            if !self.parameters.contains_key(shown) {
                let usage = ParameterUse { name: shown.to_owned(), known, ..ParameterUse::default() };
                self.parameters.insert(shown.to_owned(), Parameter { usage, last_call: 0 });
            }
            // It was put there above, if it wasn't there before.
            let Some(parameter) = self.parameters.get_mut(shown) else { continue };
            note_value(&mut parameter.usage, shape, value);
            if parameter.last_call != self.usage.calls {
                parameter.last_call = self.usage.calls;
                parameter.usage.calls += 1;
            }
        }
    }

    pub(super) fn finish(self) -> ActionUse {
        let mut parameters = self.parameters.into_values().map(|parameter| parameter.usage).collect::<Vec<_>>();
        parameters.sort_by(|one, other| (other.calls, &one.name).cmp(&(one.calls, &other.name)));
        ActionUse { parameters, when: self.times.finish(), latency: self.durations.finish(), ..self.usage }
    }
}

fn note_status(outcomes: &mut Outcomes, outcome: &Outcome) {
    match outcome {
        Outcome::Status(status) if *status >= 400 => outcomes.failed += 1,
        Outcome::Unreadable(status) if *status >= 400 => outcomes.failed += 1,
        Outcome::Unreadable(_) => outcomes.unreadable += 1,
        Outcome::Unrecorded => outcomes.unrecorded += 1,
        _ => outcomes.answered += 1,
    }
}

fn note_value(parameter: &mut ParameterUse, shape: Option<Shape>, value: &str) {
    parameter.longest = parameter.longest.max(value.chars().count() as u64);
    let mut note = |value: &str, is_listed: bool| {
        let value = if is_listed { value } else { OTHER };
        *parameter.values.entry(value.to_owned()).or_default() += 1;
    };
    match shape {
        None | Some(Shape::Text) => {}
        Some(Shape::OneOf(values)) => note(value, values.contains(&value)),
        Some(Shape::Enumerated(values)) => note(value, values.iter().any(|(known, _)| *known == value)),
        Some(Shape::SomeOf(values)) => {
            for value in value.split(',').map(str::trim) {
                note(value, values.contains(&value));
            }
        }
        Some(Shape::Number) => match value.trim().parse::<Decimal>() {
            Ok(number) if number.abs() < Decimal::from(LARGEST) && number.scale() <= 6 => {
                let number = number.normalize();
                parameter.least = Some(parameter.least.map_or(number, |least| least.min(number)));
                parameter.most = Some(parameter.most.map_or(number, |most| most.max(number)));
            }
            _ => note(value, false),
        },
    }
}

fn is_transaction_status(status: &str) -> bool {
    let kind = fps::SERVICE.type_("TransactionStatus").map(|type_| &type_.kind);
    matches!(kind, Some(crate::contract::TypeKind::Values(values)) if values.iter().any(|(known, _)| *known == status))
}
