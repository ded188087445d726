//! The XML schema.

use super::super::document::{self, Element};
use super::super::model::*;
use super::super::{Place, Problem, Source};
use super::annotations::{self, Note};
use super::{XS, no_duplicates, no_type};

pub struct Schema {
    pub namespace: String,
    pub documentation: String,
    /// The annotation that describes the service.
    pub about: Element,
    pub elements: Vec<Global>,
    pub types: Vec<Type>,
}

/// A global element, which is of a named type.
pub struct Global {
    pub place: Place,
    pub name: String,
    pub type_: String,
    /// The annotation that makes it the request of an operation.
    pub operation: Option<Element>,
}

impl Schema {
    pub fn read(source: &Source) -> Result<Self, Problem> {
        let root = document::parse(source)?;
        if !root.is(XS, "schema") {
            return Err(root.place.problem("this is no XML schema", "begin it with <schema>"));
        }
        root.only_attributes(&["targetNamespace", "elementFormDefault", "version"])?;
        root.only_children(&[(XS, "annotation"), (XS, "element"), (XS, "complexType"), (XS, "simpleType")])?;
        no_duplicates(root.children_called(XS, "element"))?;
        if root.attribute("elementFormDefault") != Some("qualified") {
            return Err(root.place.problem("elements are not qualified", "set elementFormDefault=\"qualified\""));
        }
        let note = Note::of(&root, Some("service"))?;
        let Some(about) = note.own else {
            return Err(root.place.problem("nothing says what service this is", "annotate the schema with <service>"));
        };
        about.only_attributes(&["name", "title", "versions", "namespace", "amount-decimals", "date-style"])?;

        let target = root.required("targetNamespace")?;
        let mut reader = Types { target, types: Vec::new() };
        let mut elements = Vec::new();
        for child in &root.children {
            match child.name.as_str() {
                "element" => elements.push(global(child, target)?),
                "complexType" => reader.complex(child, child.required("name")?.to_owned())?,
                "simpleType" => reader.simple(child, child.required("name")?.to_owned())?,
                _ => {}
            }
        }
        let types = reader.types;
        let schema = Self { namespace: target.to_owned(), documentation: note.documentation, about, elements, types };
        schema.check_references()?;
        Ok(schema)
    }

    pub fn element(&self, name: &str, place: &Place) -> Result<&Global, Problem> {
        self.elements.iter().find(|element| element.name == name).ok_or_else(|| {
            place.problem(format!("there is no element {name} in the schema"), "add it, or name another one")
        })
    }

    pub fn type_(&self, name: &str, place: &Place) -> Result<&Type, Problem> {
        self.types.iter().find(|type_| type_.name == name).ok_or_else(|| no_type(name, place))
    }

    /// Every type is there, and there once, whether an operation reaches it or not.
    fn check_references(&self) -> Result<(), Problem> {
        for (index, type_) in self.types.iter().enumerate() {
            if self.types[..index].iter().any(|other| other.name == type_.name) {
                return Err(type_.place.problem(format!("there is another type {}", type_.name), "leave one of them"));
            }
            for field in type_.fields() {
                if let Holds::Named(name) = &field.holds {
                    self.type_(name, &field.place)?;
                }
            }
        }
        for element in &self.elements {
            self.type_(&element.type_, &element.place)?;
        }
        Ok(())
    }
}

fn global(element: &Element, target: &str) -> Result<Global, Problem> {
    element.only_attributes(&["name", "type"])?;
    element.only_children(&[(XS, "annotation")])?;
    Ok(Global {
        place: element.place.clone(),
        name: element.required("name")?.to_owned(),
        type_: element.reference_into(target, "type")?.to_owned(),
        operation: Note::of(element, Some("operation"))?.own,
    })
}

/// Reads types, those that stand inside of others too.
struct Types<'t> {
    target: &'t str,
    types: Vec<Type>,
}

impl Types<'_> {
    fn complex(&mut self, element: &Element, name: String) -> Result<(), Problem> {
        element.only_attributes(&["name"])?;
        element.only_children(&[(XS, "annotation"), (XS, "sequence"), (XS, "all")])?;
        let mut fields = Vec::new();
        let mut any = None;
        if let Some(sequence) = element.child_if_any(XS, "sequence")? {
            sequence.only_attributes(&[])?;
            sequence.only_children(&[(XS, "element"), (XS, "any")])?;
            for child in &sequence.children {
                match child.name.as_str() {
                    "element" => fields.push(self.field(child, &name)?),
                    _ => any = Some(child.place.clone()),
                }
            }
        }
        if let Some(all) = element.child_if_any(XS, "all")? {
            if let Some(sequence) = element.child_if_any(XS, "sequence")? {
                return Err(sequence.place.problem("a type has both <sequence> and <all>", "leave one of them"));
            }
            all.only_attributes(&[])?;
            all.only_children(&[(XS, "element")])?;
            for child in &all.children {
                let field = self.field(child, &name)?;
                if field.is_list() {
                    return Err(field.place.problem(
                        format!("{} is a list, which can't stand in <all>", field.name),
                        "put the list into a type of its own, which is a sequence",
                    ));
                }
                fields.push(field);
            }
        }
        self.add(element, name, Body::Fields(fields), any)
    }

    fn simple(&mut self, element: &Element, name: String) -> Result<(), Problem> {
        element.only_attributes(&["name"])?;
        element.only_children(&[(XS, "annotation"), (XS, "restriction")])?;
        let restriction = element.child(XS, "restriction")?;
        restriction.only_attributes(&["base"])?;
        restriction.only_children(&[(XS, "enumeration")])?;
        if restriction.reference("base")? != (XS, "string") {
            return Err(restriction
                .place
                .problem("a simple type of something else than strings", "restrict the schema language's string"));
        }
        let values = restriction.children.iter().map(|value| {
            value.only_attributes(&["value"])?;
            value.only_children(&[(XS, "annotation")])?;
            Ok(Value {
                place: value.place.clone(),
                text: value.required("value")?.to_owned(),
                documentation: Note::of(value, None)?.documentation,
            })
        });
        let values = values.collect::<Result<_, _>>()?;
        self.add(element, name, Body::Values(values), None)
    }

    fn add(&mut self, element: &Element, name: String, body: Body, any: Option<Place>) -> Result<(), Problem> {
        let note = Note::of(element, Some("type"))?;
        self.types.push(Type {
            place: element.place.clone(),
            name,
            documentation: note.documentation,
            native: annotations::native(note.own)?,
            body,
            any,
            in_requests: false,
            in_answers: false,
        });
        Ok(())
    }

    fn field(&mut self, element: &Element, parent: &str) -> Result<Field, Problem> {
        element.only_attributes(&["name", "type", "minOccurs", "maxOccurs"])?;
        element.only_children(&[(XS, "annotation"), (XS, "simpleType"), (XS, "complexType")])?;
        let name = element.required("name")?.to_owned();
        let note = Note::of(element, Some("field"))?;
        let (rules, id) = match &note.own {
            Some(own) => (annotations::rules(own)?, annotations::id(own)?),
            None => (Rules::default(), None),
        };
        let holds = match self.holds(element, format!("{parent}{name}"))? {
            Holds::Text => id.map_or(Holds::Text, Holds::Id),
            _ if id.is_some() => {
                return Err(element.place.problem("only a string can hold an id", "take holds=\"…\" away"));
            }
            other => other,
        };
        let (least, most) = occurs(element)?;
        Ok(Field { place: element.place.clone(), name, documentation: note.documentation, holds, least, most, rules })
    }

    fn holds(&mut self, element: &Element, anonymous: String) -> Result<Holds, Problem> {
        let inside = element.children.iter().filter(|child| child.name != "annotation").collect::<Vec<_>>();
        match inside.as_slice() {
            [] => self.named(element),
            [type_] if element.attribute("type").is_none() => {
                // A type that stands in its field gets the name of both.
                match type_.name.as_str() {
                    "simpleType" => self.simple(type_, anonymous.clone())?,
                    _ => self.complex(type_, anonymous.clone())?,
                }
                Ok(Holds::Named(anonymous))
            }
            _ => Err(element.place.problem("this element has more than one type", "give it one")),
        }
    }

    fn named(&self, element: &Element) -> Result<Holds, Problem> {
        let (namespace, name) = element.reference("type")?;
        if namespace != XS {
            return Ok(Holds::Named(element.reference_into(self.target, "type")?.to_owned()));
        }
        match name {
            "string" => Ok(Holds::Text),
            "int" => Ok(Holds::Int),
            "long" => Ok(Holds::Long),
            "boolean" => Ok(Holds::Bool),
            "decimal" => Ok(Holds::Decimal),
            "dateTime" => Ok(Holds::DateTime),
            other => Err(element.place.problem(
                format!("{other} is a type of the schema language that the generator doesn't know"),
                "use string, int, long, boolean, decimal or dateTime, or teach the generator",
            )),
        }
    }
}

fn occurs(element: &Element) -> Result<(u32, Option<u32>), Problem> {
    let least = element.number("minOccurs")?.unwrap_or(1);
    let most = match element.attribute("maxOccurs") {
        Some("unbounded") => None,
        _ => Some(element.number("maxOccurs")?.unwrap_or(1)),
    };
    match (least, most) {
        (_, Some(0)) | (2.., _) => Err(element.place.problem(
            "the generator knows no such number of occurrences",
            "let minOccurs be 0 or 1, and maxOccurs 1 or more",
        )),
        known => Ok(known),
    }
}
