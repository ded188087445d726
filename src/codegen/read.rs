//! From WSDL, schema and error table to the model.

use std::collections::BTreeSet;

use super::document::{self, Element};
use super::model::*;
use super::{Contract, Place, Problem, Source, csv};

const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
const SOAP: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
const XS: &str = "http://www.w3.org/2001/XMLSchema";
const OURS: &str = "urn:amazon-fps:contract:1";

pub fn service(contract: &Contract) -> Result<Service, Problem> {
    let schema = Schema::read(&contract.schema)?;
    let wsdl = document::parse(&contract.wsdl)?;
    if !wsdl.is(WSDL, "definitions") {
        return Err(wsdl.place.problem("this is no WSDL document", "begin it with <definitions> of WSDL 1.1"));
    }
    if wsdl.required("targetNamespace")? != schema.namespace {
        return Err(wsdl
            .place
            .problem("the WSDL and the schema have different target namespaces", "give both the same"));
    }
    let operations = operations(&wsdl, &schema)?;
    let types = reachable(&operations, schema.types)?;
    let about = schema.about;
    Ok(Service {
        name: about.required("name")?.to_owned(),
        title: about.required("title")?.to_owned(),
        documentation: schema.documentation,
        versions: list(about.required("versions")?),
        namespace: about.required("namespace")?.to_owned(),
        amount_decimals: number(&about, "amount-decimals")?.unwrap_or(2),
        dates: match about.required("date-style")? {
            "utc" => Dates::Utc,
            "pacific" => Dates::Pacific,
            other => return Err(about.place.problem(format!("{other} is no date style"), "use utc or pacific")),
        },
        endpoint: endpoint(&wsdl)?,
        operations,
        types,
        errors: errors(&contract.errors)?,
    })
}

struct Schema {
    namespace: String,
    documentation: String,
    about: Element,
    /// Global elements: name, the type that they name, and what stands in them.
    elements: Vec<Global>,
    types: Vec<Type>,
}

struct Global {
    name: String,
    type_: String,
    operation: Option<Element>,
}

impl Schema {
    fn read(source: &Source) -> Result<Self, Problem> {
        let root = document::parse(source)?;
        if !root.is(XS, "schema") {
            return Err(root.place.problem("this is no XML schema", "begin it with <schema>"));
        }
        root.only_attributes(&["targetNamespace", "elementFormDefault", "version"])?;
        if root.attribute("elementFormDefault") != Some("qualified") {
            return Err(root.place.problem("elements are not qualified", "set elementFormDefault=\"qualified\""));
        }
        let mut schema = Self {
            namespace: root.required("targetNamespace")?.to_owned(),
            documentation: String::new(),
            about: Element {
                place: root.place.clone(),
                name: "service".to_owned(),
                namespace: OURS.to_owned(),
                attributes: Vec::new(),
                children: Vec::new(),
                text: String::new(),
            },
            elements: Vec::new(),
            types: Vec::new(),
        };
        for child in root.children {
            match child.name.as_str() {
                "annotation" => {
                    let note = Note::read(&child)?;
                    schema.documentation = note.documentation;
                    if let Some(about) = note.own {
                        about.only_attributes(&[
                            "name",
                            "title",
                            "versions",
                            "namespace",
                            "amount-decimals",
                            "date-style",
                        ])?;
                        schema.about = about;
                    }
                }
                "element" => schema.elements.push(global(&child)?),
                "complexType" => {
                    let type_ = complex_type(&child, child.required("name")?.to_owned(), &mut schema.types)?;
                    schema.types.push(type_);
                }
                "simpleType" => {
                    let type_ = simple_type(&child, child.required("name")?.to_owned())?;
                    schema.types.push(type_);
                }
                _ => return Err(child.unknown("a schema")),
            }
        }
        Ok(schema)
    }

    fn element(&self, name: &str, place: &Place) -> Result<&Global, Problem> {
        self.elements.iter().find(|element| element.name == name).ok_or_else(|| {
            place.problem(format!("there is no element {name} in the schema"), "add it, or name another one")
        })
    }

    fn fields(&self, type_: &str, place: &Place) -> Result<&[Field], Problem> {
        match self.types.iter().find(|other| other.name == type_) {
            Some(type_) => Ok(type_.fields()),
            None => {
                Err(place.problem(format!("there is no type {type_} in the schema"), "add it, or name another one"))
            }
        }
    }
}

/// What an `xs:annotation` says: words, and one element of ours.
struct Note {
    documentation: String,
    own: Option<Element>,
}

impl Note {
    fn read(annotation: &Element) -> Result<Self, Problem> {
        let mut note = Self { documentation: String::new(), own: None };
        for child in &annotation.children {
            match child.name.as_str() {
                "documentation" => note.documentation = child.words(),
                "appinfo" => {
                    for own in &child.children {
                        if own.namespace != OURS
                            || !matches!(own.name.as_str(), "service" | "operation" | "field" | "type")
                        {
                            return Err(own.unknown("appinfo"));
                        }
                        note.own = Some(Element {
                            place: own.place.clone(),
                            name: own.name.clone(),
                            namespace: own.namespace.clone(),
                            attributes: own
                                .attributes
                                .iter()
                                .map(|attribute| document::Attribute {
                                    name: attribute.name.clone(),
                                    namespace: attribute.namespace.clone(),
                                    value: attribute.value.clone(),
                                })
                                .collect(),
                            children: Vec::new(),
                            text: String::new(),
                        });
                    }
                }
                _ => return Err(child.unknown("an annotation")),
            }
        }
        Ok(note)
    }

    fn of(element: &Element) -> Result<Self, Problem> {
        match element.children_called(XS, "annotation").next() {
            Some(annotation) => Self::read(annotation),
            None => Ok(Self { documentation: String::new(), own: None }),
        }
    }
}

fn global(element: &Element) -> Result<Global, Problem> {
    element.only_attributes(&["name", "type"])?;
    if let Some(other) = element.children.iter().find(|child| !child.is(XS, "annotation")) {
        return Err(other.unknown("a global element"));
    }
    Ok(Global {
        name: element.required("name")?.to_owned(),
        type_: local(element.required("type")?).to_owned(),
        operation: Note::of(element)?.own.filter(|own| own.name == "operation"),
    })
}

fn complex_type(element: &Element, name: String, types: &mut Vec<Type>) -> Result<Type, Problem> {
    element.only_attributes(&["name"])?;
    let note = Note::of(element)?;
    let mut fields = Vec::new();
    for child in &element.children {
        match child.name.as_str() {
            "annotation" => {}
            "sequence" => {
                child.only_attributes(&[])?;
                for field in &child.children {
                    match field.name.as_str() {
                        "element" => fields.push(read_field(field, &name, types)?),
                        "any" => {}
                        _ => return Err(field.unknown("a sequence")),
                    }
                }
            }
            _ => return Err(child.unknown("a complex type")),
        }
    }
    Ok(Type {
        place: element.place.clone(),
        name,
        documentation: note.documentation,
        native: native(note.own)?,
        body: Body::Fields(fields),
    })
}

fn simple_type(element: &Element, name: String) -> Result<Type, Problem> {
    element.only_attributes(&["name"])?;
    let note = Note::of(element)?;
    let restriction = element.child(XS, "restriction")?;
    restriction.only_attributes(&["base"])?;
    if local(restriction.required("base")?) != "string" {
        return Err(restriction.place.problem("a simple type of something else than strings", "restrict xs:string"));
    }
    let mut values = Vec::new();
    for value in &restriction.children {
        if !value.is(XS, "enumeration") {
            return Err(value.unknown("a simple type"));
        }
        value.only_attributes(&["value"])?;
        values.push(Value {
            place: value.place.clone(),
            text: value.required("value")?.to_owned(),
            documentation: Note::of(value)?.documentation,
        });
    }
    Ok(Type {
        place: element.place.clone(),
        name,
        documentation: note.documentation,
        native: native(note.own)?,
        body: Body::Values(values),
    })
}

fn native(own: Option<Element>) -> Result<Option<String>, Problem> {
    let Some(own) = own.filter(|own| own.name == "type") else { return Ok(None) };
    own.only_attributes(&["native"])?;
    own.required("native").map(|name| Some(name.to_owned()))
}

fn read_field(element: &Element, parent: &str, types: &mut Vec<Type>) -> Result<Field, Problem> {
    element.only_attributes(&["name", "type", "minOccurs", "maxOccurs"])?;
    let name = element.required("name")?.to_owned();
    let note = Note::of(element)?;
    let mut rules = Rules::default();
    let mut id = None;
    if let Some(own) = note.own {
        id = own.attribute("holds").map(str::to_owned);
        rules = read_rules(&own)?;
    }
    let holds = match element.attribute("type") {
        Some(type_) => holds(type_, id, element)?,
        None => Holds::Named(anonymous(element, format!("{parent}{name}"), types)?),
    };
    Ok(Field {
        place: element.place.clone(),
        name,
        documentation: note.documentation,
        holds,
        least: number(element, "minOccurs")?.unwrap_or(1),
        many: match element.attribute("maxOccurs") {
            None | Some("1") => false,
            Some("unbounded") => true,
            Some(_) => number(element, "maxOccurs")?.unwrap_or(1) > 1,
        },
        rules,
    })
}

/// A type that stands in its field gets the name of both.
fn anonymous(element: &Element, name: String, types: &mut Vec<Type>) -> Result<String, Problem> {
    let inside = element.children.iter().find(|child| !child.is(XS, "annotation"));
    let type_ = match inside {
        Some(simple) if simple.is(XS, "simpleType") => simple_type(simple, name.clone())?,
        Some(complex) if complex.is(XS, "complexType") => complex_type(complex, name.clone(), types)?,
        Some(other) => return Err(other.unknown("an element")),
        None => return Err(element.place.problem("this element has no type", "give it type=\"…\"")),
    };
    types.push(type_);
    Ok(name)
}

fn holds(type_: &str, id: Option<String>, element: &Element) -> Result<Holds, Problem> {
    let Some(name) = type_.strip_prefix("xs:") else { return Ok(Holds::Named(local(type_).to_owned())) };
    match (name, id) {
        ("string", Some(id)) => Ok(Holds::Id(id)),
        (_, Some(_)) => Err(element.place.problem("only a string can hold an id", "take holds=\"…\" away")),
        ("string", None) => Ok(Holds::Text),
        ("int", None) => Ok(Holds::Int),
        ("long", None) => Ok(Holds::Long),
        ("boolean", None) => Ok(Holds::Bool),
        ("decimal", None) => Ok(Holds::Decimal),
        ("dateTime", None) => Ok(Holds::DateTime),
        (other, None) => Err(element.place.problem(
            format!("xs:{other} is a type that the generator doesn't know"),
            "use xs:string, int, long, boolean, decimal or dateTime, or teach the generator",
        )),
    }
}

fn read_rules(own: &Element) -> Result<Rules, Problem> {
    own.only_attributes(&[
        "use",
        "when",
        "required-unless",
        "required-with",
        "required-if",
        "max-length",
        "count",
        "default",
        "minimum",
        "maximum",
        "since",
        "holds",
    ])?;
    let text = |name: &str| own.attribute(name).map(str::to_owned);
    let longest = match (number(own, "max-length")?, own.attribute("count")) {
        (None, None) => None,
        (Some(most), Some("characters")) => Some(Longest::Characters(most)),
        (Some(most), Some("bytes")) => Some(Longest::Bytes(most)),
        _ => {
            return Err(own
                .place
                .problem("max-length and count belong together", "give both, count as characters or bytes"));
        }
    };
    let if_equal = match own.attribute("required-if") {
        None => None,
        Some(rule) => match rule.split_once('=') {
            Some((path, value)) => Some((path.to_owned(), value.to_owned())),
            None => {
                return Err(own.place.problem(format!("'{rule}' is no condition"), "write it as Path.To.Field=Value"));
            }
        },
    };
    Ok(Rules {
        presence: match own.attribute("use") {
            None => None,
            Some("required") => Some(Presence::Required),
            Some("conditional") => Some(Presence::Conditional),
            Some("optional") => Some(Presence::Optional),
            Some(other) => {
                return Err(own
                    .place
                    .problem(format!("'{other}' is no use"), "write required, conditional or optional"));
            }
        },
        when: text("when"),
        unless: text("required-unless"),
        with: text("required-with"),
        if_equal,
        longest,
        default: text("default"),
        minimum: text("minimum"),
        maximum: text("maximum"),
        since: text("since"),
    })
}

fn operations(wsdl: &Element, schema: &Schema) -> Result<Vec<Operation>, Problem> {
    for child in &wsdl.children {
        let known = ["documentation", "types", "message", "portType", "binding", "service"];
        if child.namespace != WSDL || !known.contains(&child.name.as_str()) {
            return Err(child.unknown("a WSDL document"));
        }
    }
    let binding = wsdl.child(WSDL, "binding")?;
    let port_type = wsdl.child(WSDL, "portType")?;
    let soap = binding.child(SOAP, "binding")?;
    if soap.attribute("style") != Some("document") {
        return Err(soap.place.problem("the binding is not of the document style", "set style=\"document\""));
    }
    let mut operations = Vec::new();
    for operation in port_type.children_called(WSDL, "operation") {
        let name = operation.required("name")?;
        bound(binding, operation, name)?;
        operations.push(read_operation(wsdl, schema, operation, name)?);
    }
    Ok(operations)
}

fn bound(binding: &Element, operation: &Element, name: &str) -> Result<(), Problem> {
    let Some(bound) = binding.children_called(WSDL, "operation").find(|bound| bound.attribute("name") == Some(name))
    else {
        return Err(operation
            .place
            .problem(format!("the binding doesn't have {name}"), "add the operation to the binding"));
    };
    let action = bound.child(SOAP, "operation")?;
    if action.attribute("soapAction") != Some(name) {
        return Err(action
            .place
            .problem("the SOAP action is not the operation's name", format!("set soapAction=\"{name}\"")));
    }
    for direction in ["input", "output"] {
        let body = bound.child(WSDL, direction)?.child(SOAP, "body")?;
        if body.attribute("use") != Some("literal") {
            return Err(body.place.problem("the body is not literal", "set use=\"literal\""));
        }
    }
    Ok(())
}

fn read_operation(wsdl: &Element, schema: &Schema, operation: &Element, name: &str) -> Result<Operation, Problem> {
    for child in &operation.children {
        if child.namespace != WSDL || !["documentation", "input", "output"].contains(&child.name.as_str()) {
            return Err(child.unknown("an operation"));
        }
    }
    let request = message(wsdl, operation.child(WSDL, "input")?)?;
    let response = message(wsdl, operation.child(WSDL, "output")?)?;
    if request != name {
        return Err(operation
            .place
            .problem(format!("the request of {name} is the element {request}"), "name it after the operation"));
    }
    let element = schema.element(request, &operation.place)?;
    let answer = schema.element(response, &operation.place)?;
    let Some(own) = &element.operation else {
        return Err(operation.place.problem(format!("the element {name} has no <c:operation>"), "annotate it"));
    };
    own.only_attributes(&["since", "effect", "idempotent-by", "signed", "quick-starts"])?;
    let result = schema
        .fields(&answer.type_, &operation.place)?
        .iter()
        .filter(|field| field.name != "ResponseMetadata")
        .map(|field| match &field.holds {
            Holds::Named(type_) if !field.many => Ok((field.name.clone(), type_.clone())),
            _ => Err(field.place.problem("an answer holds something else than a result", "put it into a result type")),
        })
        .collect::<Result<Vec<_>, _>>()?;
    if result.len() > 1 {
        return Err(operation.place.problem("an answer has two results", "leave one, and ResponseMetadata"));
    }
    Ok(Operation {
        place: operation.place.clone(),
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
        signed: own.attribute("signed") != Some("optional"),
        quick_starts: list(own.attribute("quick-starts").unwrap_or_default()),
        request: element.type_.clone(),
        response: response.to_owned(),
        result: result.into_iter().next(),
    })
}

/// The element that a message carries.
fn message<'w>(wsdl: &'w Element, direction: &Element) -> Result<&'w str, Problem> {
    let name = local(direction.required("message")?);
    let Some(message) = wsdl.children_called(WSDL, "message").find(|message| message.attribute("name") == Some(name))
    else {
        return Err(direction.place.problem(format!("there is no message {name}"), "add it, or name another one"));
    };
    let part = message.child(WSDL, "part")?;
    match part.attribute("element") {
        Some(element) if message.children.len() == 1 => Ok(local(element)),
        _ => Err(part.place.problem("a message has one part, and it names an element", "write it as document/literal")),
    }
}

fn endpoint(wsdl: &Element) -> Result<String, Problem> {
    let port = wsdl.child(WSDL, "service")?.child(WSDL, "port")?;
    Ok(port.child(SOAP, "address")?.required("location")?.to_owned())
}

/// The types that operations use, directly or through other types.
fn reachable(operations: &[Operation], types: Vec<Type>) -> Result<Vec<Type>, Problem> {
    let mut wanted = BTreeSet::new();
    let mut next = operations
        .iter()
        .flat_map(|operation| {
            let result = operation.result.as_ref().map(|(_, type_)| type_);
            [Some(&operation.request), result].into_iter().flatten().map(|name| (name.clone(), &operation.place))
        })
        .collect::<Vec<_>>();
    while let Some((name, place)) = next.pop() {
        let Some(type_) = types.iter().find(|type_| type_.name == name) else {
            return Err(place.problem(format!("there is no type {name} in the schema"), "add it, or name another one"));
        };
        if !wanted.insert(name) {
            continue;
        }
        for field in type_.fields() {
            if let Holds::Named(name) = &field.holds {
                next.push((name.clone(), &field.place));
            }
        }
    }
    Ok(types.into_iter().filter(|type_| wanted.contains(&type_.name)).collect())
}

fn errors(source: &Source) -> Result<Vec<ErrorRow>, Problem> {
    const COLUMNS: [&str; 7] =
        ["code", "retriable", "repeat", "http_status", "meaning", "customer_message", "operations"];
    let mut rows = csv::rows(source)?.into_iter();
    let start = Place { path: source.path.clone(), line: 1, column: 1 };
    let header = rows.next().map(|row| row.cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>());
    if header.as_deref().is_none_or(|header| header != COLUMNS) {
        return Err(
            start.problem("the columns are not the known ones", format!("begin with the line {}", COLUMNS.join(",")))
        );
    }
    rows.map(error_row).collect()
}

fn error_row(row: csv::Row) -> Result<ErrorRow, Problem> {
    let [code, retriable, repeat, http_status, meaning, customer_message, operations] = row.cells.as_slice() else {
        return Err(row.place.problem(format!("the row has {} cells", row.cells.len()), "give it 7"));
    };
    Ok(ErrorRow {
        place: row.place.clone(),
        code: code.text.clone(),
        retriable: match retriable.text.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            "unspecified" => None,
            other => {
                return Err(retriable.place.problem(format!("retriable is '{other}'"), "write yes, no or unspecified"));
            }
        },
        repeat: match repeat.text.as_str() {
            "at-once" => Repeat::AtOnce,
            "after-change" => Repeat::AfterChange,
            "never" => Repeat::Never,
            other => {
                return Err(repeat
                    .place
                    .problem(format!("repeat is '{other}'"), "write at-once, after-change or never"));
            }
        },
        http_status: match http_status.text.parse() {
            Ok(status @ 400..=599) => status,
            _ => {
                return Err(http_status
                    .place
                    .problem(format!("'{}' is no HTTP status of an error", http_status.text), "write 400 to 599"));
            }
        },
        meaning: meaning.text.clone(),
        customer_message: Some(customer_message.text.clone()).filter(|text| !text.is_empty()),
        operations: list(&operations.text),
    })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn list(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn number<N: std::str::FromStr>(element: &Element, name: &str) -> Result<Option<N>, Problem> {
    match element.attribute(name) {
        None => Ok(None),
        Some(text) => match text.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(element
                .place
                .problem(format!("{name} is '{text}', which is no number that fits"), "write a number")),
        },
    }
}
