//! Whether the rules of a field fit the field and each other.

use super::super::Problem;
use super::super::model::*;
use super::{documented, known_version};

pub fn check(service: &Service, type_: &Type, field: &Field) -> Result<(), Problem> {
    documented(&field.documentation, &format!("{}.{}", type_.name, field.name), &field.place)?;
    if let Some(since) = &field.rules.since {
        known_version(service, since, &field.place)?;
    }
    check_text(field)?;
    if !type_.in_requests {
        return check_answer(field);
    }
    check_presence(field)?;
    check_conditions(service, type_, field)?;
    check_bounds(service, field)?;
    check_default(service, field)
}

fn check_text(field: &Field) -> Result<(), Problem> {
    if field.is_text() {
        return Ok(());
    }
    if field.rules.longest.is_some() {
        return Err(field.place.problem(format!("{} holds no text to measure", field.name), "take max-length away"));
    }
    if field.rules.characters.is_some() {
        return Err(field.place.problem(format!("{} holds no text to look at", field.name), "take characters away"));
    }
    Ok(())
}

/// Nobody enforces rules on what the service answers.
fn check_answer(field: &Field) -> Result<(), Problem> {
    let Rules { presence, when, unless, with, if_equal, default, minimum, maximum, step, .. } = &field.rules;
    let free = presence.is_none()
        && [when, unless, with, default].iter().all(|rule| rule.is_none())
        && if_equal.is_none()
        && minimum.is_none()
        && maximum.is_none()
        && step.is_none();
    match free {
        true => Ok(()),
        false => Err(field.place.problem(
            format!("{} stands in answers only, and has a rule for requests", field.name),
            "leave its max-length, its characters, its since and what it holds",
        )),
    }
}

fn check_presence(field: &Field) -> Result<(), Problem> {
    let Field { place, name, rules, .. } = field;
    let Some(presence) = rules.presence else {
        return Err(place.problem(
            format!("nothing says whether the service requires {name}"),
            "give its <field> annotation a use",
        ));
    };
    if presence != Presence::Required && field.least > 0 {
        return Err(
            place.problem(format!("the schema requires {name}, and its use says otherwise"), "set minOccurs=\"0\"")
        );
    }
    if field.is_list() && field.most.is_some() {
        return Err(place.problem(
            format!("{name} is a list with an end, which the generator can't check"),
            "set maxOccurs=\"unbounded\", or teach the generator",
        ));
    }
    if (presence == Presence::Conditional) != rules.when.is_some() {
        return Err(place.problem(
            format!("{name} has a condition and no use for it, or the other way round"),
            "give use=\"conditional\" and when=\"…\" together",
        ));
    }
    Ok(())
}

fn check_conditions(service: &Service, type_: &Type, field: &Field) -> Result<(), Problem> {
    let Field { place, name, rules, .. } = field;
    let conditions = [rules.unless.as_deref(), rules.with.as_deref(), rules.if_equal.as_ref().map(|(path, _)| &**path)];
    if conditions.iter().any(Option::is_some) && rules.presence != Some(Presence::Conditional) {
        return Err(place.problem(format!("{name} has a condition, and isn't conditional"), "set use=\"conditional\""));
    }
    if conditions.iter().flatten().any(|path| path.split('.').next() == Some(name)) {
        return Err(place.problem(format!("the condition of {name} names {name} itself"), "name another field"));
    }
    for other in [&rules.unless, &rules.with].into_iter().flatten() {
        match type_.field(other) {
            None => {
                return Err(place.problem(
                    format!("the condition names {other}, which is no field of {}", type_.name),
                    "name one that is",
                ));
            }
            Some(other) if type_.count(other) == Count::Once => {
                return Err(place.problem(
                    format!("the condition names {}, which is there always", other.name),
                    "name a field that can be left out",
                ));
            }
            Some(_) => {}
        }
    }
    match &rules.if_equal {
        Some((path, value)) => check_value(service, type_, path, value)
            .map_err(|what| place.problem(what, "write the path of a text or an enumeration, and one of its values")),
        None => Ok(()),
    }
}

/// Whether the field that `path` leads to from `type_` can have this value.
fn check_value(service: &Service, type_: &Type, path: &str, value: &str) -> Result<(), String> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let Some(field) = type_.field(name) else {
        return Err(format!("the condition's {name} is no field of {}", type_.name));
    };
    let held = service.type_of(field).filter(|held| held.native.is_none());
    match (held, rest) {
        _ if field.is_list() => Err(format!("the condition leads through the list {name}")),
        (Some(held), Some(rest)) => check_value(service, held, rest, value),
        (None, Some(_)) => Err(format!("the condition leads into {name}, which has no fields")),
        (Some(held), None) => match held.values().iter().any(|known| known.text == value) {
            true => Ok(()),
            false => Err(format!("the condition asks whether {name} is '{value}', which it can't be")),
        },
        (None, None) if field.is_text() => Ok(()),
        (None, None) => Err(format!("the condition compares {name}, which is no text")),
    }
}

fn check_bounds(service: &Service, field: &Field) -> Result<(), Problem> {
    let Rules { minimum, maximum, .. } = &field.rules;
    let is_number = matches!(field.holds, Holds::Int | Holds::Long | Holds::Decimal);
    let is_amount =
        service.type_of(field).is_some_and(|type_| type_.native.is_some() && matches!(type_.body, Body::Fields(_)));
    if minimum.is_some() && !is_number && !is_amount {
        return Err(field.place.problem(format!("{} has no least value", field.name), "bound what holds numbers"));
    }
    if maximum.is_some() && !is_number {
        return Err(field
            .place
            .problem(format!("{} has no greatest value", field.name), "bound what holds numbers and is no amount"));
    }
    if field.rules.step.is_some() && !matches!(field.holds, Holds::Int | Holds::Long) {
        return Err(field.place.problem(format!("{} has no steps", field.name), "let it hold whole numbers"));
    }
    if let (Some(least), Some(most)) = (minimum, maximum)
        && least.is_above(most)
    {
        return Err(field.place.problem(
            format!("{} is to be {} at least and {} at most", field.name, least.text, most.text),
            "exchange minimum and maximum",
        ));
    }
    Ok(())
}

fn check_default(service: &Service, field: &Field) -> Result<(), Problem> {
    let Some(default) = &field.rules.default else { return Ok(()) };
    if field.rules.presence == Some(Presence::Required) || field.is_list() {
        return Err(field
            .place
            .problem(format!("{} is never left out, and has a default", field.name), "take one of them away"));
    }
    let fits = match (&field.holds, service.type_of(field)) {
        (Holds::Int, _) => default.parse::<i32>().is_ok(),
        (Holds::Long, _) => default.parse::<i64>().is_ok(),
        (Holds::Bool, _) => matches!(default.as_str(), "true" | "false"),
        (Holds::Decimal, _) => Bound::read(default).is_some(),
        (_, Some(Type { body: Body::Values(values), .. })) => values.iter().any(|value| value.text == *default),
        (Holds::Text | Holds::Id(_) | Holds::DateTime, _) => true,
        (Holds::Named(_), _) => false,
    };
    match fits {
        true => Ok(()),
        false => Err(field
            .place
            .problem(format!("{} can't be '{default}', its default", field.name), "write a value of its type")),
    }
}
