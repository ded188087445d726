//! Messages made by chance from what the contract says of them.

use std::collections::BTreeMap;

use crate::contract::{FieldInfo, Presence, TypeInfo, TypeKind};
use crate::money::Currency;
use crate::wire::Length;

use super::super::SERVICE;

/// A message, or a part of one.
pub(crate) enum Content {
    Text(String),
    Fields(Vec<(&'static FieldInfo, Content)>),
}

/// A sequence of numbers that a seed determines.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// What these fields may hold: always what is required, and by chance the rest.
    pub(crate) fn message(&mut self, fields: &'static [FieldInfo]) -> Content {
        let mut content = Vec::new();
        for field in fields {
            let times = match (field.list, field.presence) {
                (true, _) => self.below(3) + 1,
                (false, Presence::Required) => 1,
                (false, _) => self.below(2),
            };
            content.extend((0..times).map(|_| (field, self.value(field))));
        }
        Content::Fields(content)
    }

    /// Puts values in another order, in which those of one name keep theirs.
    pub(crate) fn shuffle<T, K: PartialEq>(&mut self, values: &mut [T], key: impl Fn(&T) -> K) {
        for index in (1..values.len()).rev() {
            let other = self.below(index + 1);
            if (other..=index).filter(|at| key(&values[*at]) == key(&values[index])).count() == 1
                && (other..=index).filter(|at| key(&values[*at]) == key(&values[other])).count() == 1
            {
                values.swap(index, other);
            }
        }
    }

    /// A number from 0, smaller than `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn value(&mut self, field: &'static FieldInfo) -> Content {
        let text = match field.type_name {
            "string" => self.text(field),
            "int" => self.number(field).to_string(),
            "boolean" => ["true", "false"][self.below(2)].to_owned(),
            "decimal" => format!("{}.{:010}", self.below(300), self.below(1_000_000_000)),
            "dateTime" => format!(
                "20{:02}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                self.below(100),
                self.below(12) + 1,
                self.below(28) + 1,
                self.below(24),
                self.below(60),
                self.below(60),
                self.below(1000)
            ),
            name => {
                let type_ = SERVICE.type_(name).expect("the contract has every type that it names");
                return self.of_type(type_, field.presence == Presence::Required);
            }
        };
        Content::Text(text)
    }

    fn of_type(&mut self, type_: &'static TypeInfo, says_something: bool) -> Content {
        match type_.kind {
            TypeKind::Values(values) => Content::Text(values[self.below(values.len())].0.to_owned()),
            TypeKind::Fields(fields) if ["Price", "OrderTotal"].contains(&type_.name) => self.price(fields),
            TypeKind::Fields(fields) => loop {
                let content = self.message(fields);
                if !says_something || content.paths().next().is_some() {
                    return content;
                }
            },
        }
    }

    /// In the spelling of the currency, which is how prices are written.
    fn price(&mut self, fields: &'static [FieldInfo]) -> Content {
        let currency = fields.iter().find(|field| field.type_name == "CurrencyCode").expect("a price has a currency");
        let Content::Text(code) = self.value(currency) else { unreachable!("a currency is a text") };
        let whole = self.below(100_000) + 1;
        let amount = match Currency::from(code.as_str()).decimals() {
            0 => whole.to_string(),
            _ => format!("{whole}.{:02}", self.below(100)),
        };
        let texts = fields.iter().map(|field| match field.name {
            "Amount" => (field, Content::Text(amount.clone())),
            _ => (field, Content::Text(code.clone())),
        });
        Content::Fields(texts.collect())
    }

    fn number(&mut self, field: &FieldInfo) -> i64 {
        let bound = |text: Option<&str>, other| text.map_or(other, |text| text.parse().expect("the bounds are whole"));
        let (least, most): (i64, i64) = (bound(field.minimum, -1000), bound(field.maximum, 1000));
        let step = i64::from(field.step.unwrap_or(1));
        // Whole steps between the bounds; the bounds of the contract are such.
        let steps = usize::try_from((most - least) / step).expect("the bounds are in order");
        least + step * self.below(steps + 1) as i64
    }

    /// A text of at most twelve characters, or just as long as it may be; it doesn't begin or end with a blank.
    fn text(&mut self, field: &FieldInfo) -> String {
        const AROUND: &[char] = &['a', 'Z', '7', 'é', '日', '€', '&', '<', '"', '%', '+', '~', '='];
        const BETWEEN: &[char] = &[' ', '\'', '>', ']', '/', '*', 'ß', '0'];
        let most = match field.longest {
            Some(Length::Characters(most)) if self.below(4) == 0 => most,
            Some(Length::Characters(most)) => self.below(most.min(12)) + 1,
            _ => self.below(12) + 1,
        };
        if let Some(characters) = field.characters {
            let sets = characters.split(' ').map(|set| (set.chars().next(), set.chars().last())).collect::<Vec<_>>();
            let pick = |chance: &mut Self| {
                let (Some(first), Some(last)) = sets[chance.below(sets.len())] else { unreachable!("no set is empty") };
                let all = (first..=last).collect::<Vec<_>>();
                all[chance.below(all.len())]
            };
            return (0..most).map(|_| pick(self)).collect();
        }
        let mut text = String::new();
        for index in 0..most {
            let chars = if index == 0 || index + 1 == most || self.below(2) == 0 { AROUND } else { BETWEEN };
            text.push(chars[self.below(chars.len())]);
        }
        text
    }
}

impl Content {
    /// Each text with its path, as `IdList.member.1`.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (String, String)> + use<> {
        let mut paths = Vec::new();
        self.collect("", &mut paths);
        paths.into_iter()
    }

    /// As XML under `name`, the fields of each element in an order that chance determines.
    pub(crate) fn document(&self, name: &str, chance: &mut Chance) -> String {
        let inside = match self {
            Self::Text(text) => {
                let mut escaped = String::new();
                crate::wire::xml::escape_into(text, &mut escaped);
                escaped
            }
            Self::Fields(fields) => {
                let mut fields = fields.iter().collect::<Vec<_>>();
                chance.shuffle(&mut fields, |(field, _)| field.name);
                fields.iter().map(|(field, content)| content.document(field.name, chance)).collect()
            }
        };
        format!("<{name}>{inside}</{}>", name.split(' ').next().unwrap_or(name))
    }

    fn collect(&self, path: &str, paths: &mut Vec<(String, String)>) {
        let fields = match self {
            Self::Text(text) => return paths.push((path.to_owned(), text.clone())),
            Self::Fields(fields) => fields,
        };
        let mut seen = BTreeMap::new();
        for (field, content) in fields {
            let before = if path.is_empty() { String::new() } else { format!("{path}.") };
            let place = seen.entry(field.name).and_modify(|count| *count += 1).or_insert(1);
            let place = if field.list { format!(".{place}") } else { String::new() };
            content.collect(&format!("{before}{}{place}", field.name), paths);
        }
    }
}
