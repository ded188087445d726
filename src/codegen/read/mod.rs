//! From WSDL, schema and error table to the model.

mod annotations;
mod errors;
mod schema;
mod wsdl;

use std::collections::BTreeMap;

use super::document::Element;
use super::model::*;
use super::{Contract, Place, Problem};
use schema::Schema;

const XS: &str = "http://www.w3.org/2001/XMLSchema";

pub fn service(contract: &Contract) -> Result<Service, Problem> {
    let schema = Schema::read(&contract.schema)?;
    let wsdl = wsdl::read(contract, &schema)?;
    let errors = errors::read(&contract.errors, &wsdl.operations)?;
    let about = &schema.about;
    let versions = list(about.required("versions")?);
    let namespace = about.required("namespace")?;
    let Some(last) = versions.last() else {
        return Err(about.place.problem("the service has no version", "list its versions, the oldest first"));
    };
    if namespace.replace("{version}", last) != schema.namespace {
        return Err(about.place.problem(
            "the namespace of the last version is not the schema's target namespace",
            "write the pattern with {version} where the version stands",
        ));
    }
    Ok(Service {
        place: about.place.clone(),
        name: about.required("name")?.to_owned(),
        title: about.required("title")?.to_owned(),
        namespace: namespace.to_owned(),
        versions,
        amount_decimals: match about.number("amount-decimals")? {
            Some(29..) => {
                return Err(about
                    .place
                    .problem("amounts have more decimals than Rust's", "write amount-decimals=\"…\", 28 at most"));
            }
            decimals => decimals,
        },
        dates: match about.required("date-style")? {
            "utc" => Dates::Utc,
            "pacific" => Dates::Pacific,
            other => return Err(about.place.problem(format!("'{other}' is no date style"), "write utc or pacific")),
        },
        documentation: schema.documentation,
        endpoint: wsdl.endpoint,
        types: reachable(&wsdl.operations, schema.types),
        operations: wsdl.operations,
        errors,
    })
}

/// The types that operations use, directly or through other types.
fn reachable(operations: &[Operation], mut types: Vec<Type>) -> Vec<Type> {
    let index = types.iter().enumerate().map(|(index, type_)| (type_.name.clone(), index)).collect::<BTreeMap<_, _>>();
    let requests = operations.iter().map(|operation| (operation.request.clone(), true));
    let results = operations.iter().filter_map(|operation| Some((operation.result.as_ref()?.1.clone(), false)));
    let mut next = requests.chain(results).collect::<Vec<_>>();
    while let Some((name, in_request)) = next.pop() {
        let Some(type_) = index.get(&name).map(|index| &mut types[*index]) else { continue };
        let reached = if in_request { &mut type_.in_requests } else { &mut type_.in_answers };
        if std::mem::replace(reached, true) {
            continue;
        }
        next.extend(type_.fields().iter().filter_map(|field| match &field.holds {
            Holds::Named(name) => Some((name.clone(), in_request)),
            _ => None,
        }));
    }
    types.retain(|type_| type_.in_requests || type_.in_answers);
    types
}

fn no_type(name: &str, place: &Place) -> Problem {
    place.problem(format!("there is no type {name} in the schema"), "add it, or name another one")
}

/// The child of that name whose attribute `name` is the one wanted.
fn named<'e>(parent: &'e Element, child: (&str, &str), name: &str) -> Option<&'e Element> {
    parent.children_called(child.0, child.1).find(|child| child.attribute("name") == Some(name))
}

/// Refuses the second of two elements of one name.
fn no_duplicates<'e>(elements: impl Iterator<Item = &'e Element>) -> Result<(), Problem> {
    let mut seen = BTreeMap::new();
    for element in elements {
        let name = element.required("name")?;
        if seen.insert(name, ()).is_some() {
            return Err(element
                .place
                .problem(format!("there is another <{}> {name}", element.name), "leave one of them"));
        }
    }
    Ok(())
}

fn list(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
