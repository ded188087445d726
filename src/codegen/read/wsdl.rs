//! The WSDL.

use std::path::Path;

use super::super::document::{self, Element};
use super::super::model::*;
use super::super::{Contract, Problem};
use super::annotations;
use super::schema::{Global, Schema};
use super::{XS, list, named, no_duplicates};

const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
const SOAP: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
const SOAP_OVER_HTTP: &str = "http://schemas.xmlsoap.org/soap/http";

pub struct Wsdl {
    pub operations: Vec<Operation>,
    pub endpoint: String,
}

pub fn read(contract: &Contract, schema: &Schema) -> Result<Wsdl, Problem> {
    let root = document::parse(&contract.wsdl)?;
    if !root.is(WSDL, "definitions") {
        return Err(root.place.problem("this is no WSDL document", "begin it with <definitions> of WSDL 1.1"));
    }
    root.only_attributes(&["name", "targetNamespace"])?;
    let parts = ["documentation", "types", "message", "portType", "binding", "service"];
    root.only_children(&parts.map(|name| (WSDL, name)))?;
    if root.required("targetNamespace")? != schema.namespace {
        return Err(root
            .place
            .problem("the WSDL and the schema have different target namespaces", "give both the same"));
    }
    check_types(&root, schema, &contract.schema.path)?;

    let binding = binding(&root, schema)?;
    let port_type = root.child(WSDL, "portType")?;
    port_type.only_attributes(&["name"])?;
    port_type.only_children(&[(WSDL, "documentation"), (WSDL, "operation")])?;
    no_duplicates(port_type.children_called(WSDL, "operation"))?;
    let reader = Reader { root: &root, binding, schema };
    let operations = port_type
        .children_called(WSDL, "operation")
        .map(|operation| reader.operation(operation))
        .collect::<Result<Vec<_>, _>>()?;
    reader.check_nothing_is_left(port_type, &operations)?;
    Ok(Wsdl { operations, endpoint: endpoint(&root, schema, binding)? })
}

/// The types come from the schema file alone.
fn check_types(root: &Element, schema: &Schema, path: &Path) -> Result<(), Problem> {
    let types = root.child(WSDL, "types")?;
    types.only_attributes(&[])?;
    types.only_children(&[(XS, "schema")])?;
    let inline = types.child(XS, "schema")?;
    inline.only_attributes(&["targetNamespace", "elementFormDefault"])?;
    inline.only_children(&[(XS, "include")])?;
    let include = inline.child(XS, "include")?;
    include.only_attributes(&["schemaLocation"])?;
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    if inline.required("targetNamespace")? != schema.namespace || include.required("schemaLocation")? != file {
        return Err(include
            .place
            .problem("the schema that is included is another one", format!("include {file} into its namespace")));
    }
    Ok(())
}

fn binding<'w>(root: &'w Element, schema: &Schema) -> Result<&'w Element, Problem> {
    let binding = root.child(WSDL, "binding")?;
    binding.only_attributes(&["name", "type"])?;
    binding.only_children(&[(WSDL, "documentation"), (SOAP, "binding"), (WSDL, "operation")])?;
    no_duplicates(binding.children_called(WSDL, "operation"))?;
    let port_type = binding.reference_into(&schema.namespace, "type")?;
    if named(root, (WSDL, "portType"), port_type).is_none() {
        return Err(binding.place.problem(format!("there is no port type {port_type}"), "add it, or name another one"));
    }
    let soap = binding.child(SOAP, "binding")?;
    soap.only_attributes(&["style", "transport"])?;
    if soap.required("style")? != "document" {
        return Err(soap.place.problem("the binding is not of the document style", "set style=\"document\""));
    }
    if soap.required("transport")? != SOAP_OVER_HTTP {
        return Err(soap.place.problem("the binding is not for HTTP", format!("set transport=\"{SOAP_OVER_HTTP}\"")));
    }
    Ok(binding)
}

fn endpoint(root: &Element, schema: &Schema, binding: &Element) -> Result<String, Problem> {
    let service = root.child(WSDL, "service")?;
    service.only_children(&[(WSDL, "documentation"), (WSDL, "port")])?;
    let port = service.child(WSDL, "port")?;
    port.only_children(&[(WSDL, "documentation"), (SOAP, "address")])?;
    if port.reference_into(&schema.namespace, "binding")? != binding.required("name")? {
        return Err(port.place.problem("the port has another binding", "name the one that is there"));
    }
    let address = port.child(SOAP, "address")?;
    address.only_attributes(&["location"])?;
    Ok(address.required("location")?.to_owned())
}

struct Reader<'w> {
    root: &'w Element,
    binding: &'w Element,
    schema: &'w Schema,
}

impl<'w> Reader<'w> {
    fn operation(&self, operation: &Element) -> Result<Operation, Problem> {
        let place = &operation.place;
        let name = operation.required("name")?;
        operation.only_attributes(&["name"])?;
        operation.only_children(&[(WSDL, "documentation"), (WSDL, "input"), (WSDL, "output")])?;
        self.check_binding(operation, name)?;

        let request = self.message(operation.child(WSDL, "input")?)?;
        if request.name != name {
            return Err(place.problem(
                format!("the request of {name} is the element {}", request.name),
                "name it after the operation",
            ));
        }
        let Some(own) = &request.operation else {
            return Err(request.place.problem(
                format!("the element {name} is the request of an operation, and says nothing about it"),
                "annotate it with <operation>",
            ));
        };
        own.only_attributes(&["since", "effect", "idempotent-by", "signed", "quick-starts"])?;
        let response = self.message(operation.child(WSDL, "output")?)?;
        Ok(Operation {
            place: place.clone(),
            annotation: own.place.clone(),
            name: name.to_owned(),
            documentation: operation.child(WSDL, "documentation")?.words(),
            since: own.required("since")?.to_owned(),
            effect: match own.required("effect")? {
                "reads" => Effect::Reads,
                "changes" => Effect::Changes,
                "moves-money" => Effect::MovesMoney,
                other => {
                    return Err(own
                        .place
                        .problem(format!("'{other}' is no effect"), "write reads, changes or moves-money"));
                }
            },
            idempotent_by: own.attribute("idempotent-by").map(str::to_owned),
            signed: match own.attribute("signed") {
                None => true,
                Some("optional") => false,
                Some(other) => {
                    return Err(own.place.problem(format!("signed is '{other}'"), "write optional, or nothing"));
                }
            },
            quick_starts: list(own.attribute("quick-starts").unwrap_or_default()),
            quotas: annotations::quotas(own)?,
            request: request.type_.clone(),
            response: response.name.clone(),
            result: self.result(response)?,
        })
    }

    /// The element that a message carries.
    fn message(&self, direction: &Element) -> Result<&'w Global, Problem> {
        direction.only_attributes(&["name", "message"])?;
        direction.only_children(&[])?;
        let name = direction.reference_into(&self.schema.namespace, "message")?;
        let Some(message) = named(self.root, (WSDL, "message"), name) else {
            return Err(direction.place.problem(format!("there is no message {name}"), "add it, or name another one"));
        };
        message.only_attributes(&["name"])?;
        message.only_children(&[(WSDL, "part")])?;
        let part = message.child(WSDL, "part")?;
        part.only_attributes(&["name", "element"])?;
        self.schema.element(part.reference_into(&self.schema.namespace, "element")?, &part.place)
    }

    fn check_binding(&self, operation: &Element, name: &str) -> Result<(), Problem> {
        let Some(bound) = named(self.binding, (WSDL, "operation"), name) else {
            return Err(operation
                .place
                .problem(format!("the binding doesn't have {name}"), "add the operation to the binding"));
        };
        bound.only_attributes(&["name"])?;
        bound.only_children(&[(WSDL, "documentation"), (SOAP, "operation"), (WSDL, "input"), (WSDL, "output")])?;
        let action = bound.child(SOAP, "operation")?;
        action.only_attributes(&["soapAction"])?;
        if action.required("soapAction")? != name {
            return Err(action
                .place
                .problem("the SOAP action is not the operation's name", format!("set soapAction=\"{name}\"")));
        }
        for direction in ["input", "output"] {
            let direction = bound.child(WSDL, direction)?;
            direction.only_attributes(&["name"])?;
            direction.only_children(&[(SOAP, "body")])?;
            let body = direction.child(SOAP, "body")?;
            body.only_attributes(&["use"])?;
            if body.required("use")? != "literal" {
                return Err(body.place.problem("the body is not literal", "set use=\"literal\""));
            }
        }
        Ok(())
    }

    /// The field of the answer that isn't metadata, and its type. Schemas call it optional, and
    /// services answer it always.
    fn result(&self, response: &Global) -> Result<Option<(String, String)>, Problem> {
        let answer = self.schema.type_(&response.type_, &response.place)?;
        if answer.field("ResponseMetadata").is_none() {
            return Err(answer
                .place
                .problem(format!("the answer {} has no ResponseMetadata", answer.name), "give it this field"));
        }
        let mut results = answer.fields().iter().filter(|field| field.name != "ResponseMetadata");
        let Some(result) = results.next() else { return Ok(None) };
        if let Some(second) = results.next() {
            return Err(second.place.problem("an answer has more than one result", "leave one, and ResponseMetadata"));
        }
        match &result.holds {
            Holds::Named(type_) if !result.is_list() => Ok(Some((result.name.clone(), type_.clone()))),
            _ => Err(result.place.problem(
                format!("the answer holds {}, which is not one result", result.name),
                "put what it holds into a type, once",
            )),
        }
    }

    /// What no operation uses was perhaps meant for one.
    fn check_nothing_is_left(&self, port_type: &Element, operations: &[Operation]) -> Result<(), Problem> {
        let is_operation = |name: &str| operations.iter().any(|operation| operation.name == name);
        for bound in self.binding.children_called(WSDL, "operation") {
            let name = bound.required("name")?;
            if !is_operation(name) {
                return Err(bound
                    .place
                    .problem(format!("the binding has {name}, which is no operation"), "add it to the port type"));
            }
        }
        for element in &self.schema.elements {
            if element.operation.is_some() && !is_operation(&element.name) {
                return Err(element.place.problem(
                    format!("the element {} is annotated as that of an operation", element.name),
                    "add the operation to the port type",
                ));
            }
        }
        no_duplicates(self.root.children_called(WSDL, "message"))?;
        let directions = || port_type.children_called(WSDL, "operation").flat_map(|operation| &operation.children);
        for message in self.root.children_called(WSDL, "message") {
            let name = message.required("name")?;
            let is_used = |direction: &Element| direction.reference("message").is_ok_and(|(_, used)| used == name);
            if !directions().any(is_used) {
                return Err(message.place.problem(format!("no operation has the message {name}"), "take it out"));
            }
        }
        Ok(())
    }
}
