//! Requests as parameters: `TransactionAmount.Value=1`, `Role.1=Sender`.

use std::borrow::Cow;

use super::encode::{extend_path, shorten_path};
use super::{Builder, Encode, Key, Limits, Sink, Style, Tree};

/// The parameters that `value` writes, in the order of the schema, not yet percent-encoded.
pub fn write(value: &dyn Encode) -> Vec<(String, String)> {
    let mut sink = Parameters::default();
    value.encode(Key::of(""), &mut sink);
    sink.parameters
}

/// The tree that parameters mean, under a root called `name`.
///
/// A parameter whose text is empty is kept: it is there, and holds nothing.
///
/// # Errors
/// [`Ambiguous`] where one name is given two different values, or both a value and fields.
pub fn read<'a, I>(name: &'a str, parameters: I, limits: &Limits) -> Result<Tree<'a>, Ambiguous>
where
    I: IntoIterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
{
    let mut root = Branch::default();
    for (count, (name, value)) in parameters.into_iter().enumerate() {
        if count >= MOST_PARAMETERS.min(limits.elements) {
            return Err(Ambiguous(format!("there are more than {MOST_PARAMETERS} parameters")));
        }
        if name.bytes().filter(|byte| *byte == b'.').count() >= limits.depth {
            return Err(Ambiguous(format!("a parameter's name has more than {} parts", limits.depth)));
        }
        root.insert(&name, value)?;
    }
    let mut builder = Builder::new();
    builder.open(name, None);
    root.build(&mut builder);
    Ok(builder.finish())
}

/// No action has a tenth of them; each is looked for among those before it.
pub(crate) const MOST_PARAMETERS: usize = 1000;

/// Parameters that contradict each other; the text names the parameter and says how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Ambiguous(pub String);

#[derive(Default)]
struct Parameters {
    parameters: Vec<(String, String)>,
    path: String,
}

impl Sink for Parameters {
    fn style(&self) -> Style {
        Style::REQUEST
    }

    fn text(&mut self, key: Key, value: &str) {
        extend_path(&mut self.path, key);
        self.parameters.push((self.path.clone(), value.to_owned()));
        shorten_path(&mut self.path, key);
    }

    fn open(&mut self, key: Key) {
        extend_path(&mut self.path, key);
    }

    fn close(&mut self, key: Key) {
        shorten_path(&mut self.path, key);
    }
}

/// A name on the way to a value. Names of a list stand beside each other, told apart by `index`.
#[derive(Default)]
struct Branch<'a> {
    name: String,
    index: u32,
    value: Option<Cow<'a, str>>,
    branches: Vec<Branch<'a>>,
}

impl<'a> Branch<'a> {
    fn insert(&mut self, path: &str, value: Cow<'a, str>) -> Result<(), Ambiguous> {
        let mut branch = self;
        let mut parts = path.split('.').peekable();
        while let Some(name) = parts.next() {
            if branch.value.is_some() {
                return Err(Ambiguous(format!("{} is given both a value and fields", branch.name)));
            }
            let index = parts.next_if(|part| is_index(part)).and_then(|part| part.parse().ok()).unwrap_or(0);
            let found = branch.branches.iter().position(|other| other.name == name && other.index == index);
            let mixed = |other: &Branch<'_>| other.name == name && (other.index == 0) != (index == 0);
            if found.is_none() && branch.branches.iter().any(mixed) {
                return Err(Ambiguous(format!("{name} is given both with and without a number")));
            }
            let position = found.unwrap_or_else(|| {
                branch.branches.push(Branch { name: name.to_owned(), index, ..Branch::default() });
                branch.branches.len() - 1
            });
            branch = &mut branch.branches[position];
        }
        if !branch.branches.is_empty() {
            return Err(Ambiguous(format!("{path} is given both a value and fields")));
        }
        match &branch.value {
            Some(other) if *other != value => Err(Ambiguous(format!("{path} is given twice, with different values"))),
            _ => {
                branch.value = Some(value);
                Ok(())
            }
        }
    }

    fn build(mut self, builder: &mut Builder<'a>) {
        if let Some(value) = self.value.take() {
            builder.text(value);
        }
        // Lists come in the order of their numbers; the order of names doesn't matter.
        self.branches.sort_by_key(|branch| branch.index);
        for branch in self.branches {
            builder.open(branch.name.clone(), None);
            branch.build(builder);
            builder.close();
        }
    }
}

/// A place in a list: at most nine digits, and so within an index.
fn is_index(part: &str) -> bool {
    !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree<'a>(parameters: &[(&'a str, &'a str)]) -> Result<Tree<'a>, Ambiguous> {
        let parameters = parameters.iter().map(|(name, value)| (Cow::Borrowed(*name), Cow::Borrowed(*value)));
        read("Action", parameters, &Limits::REQUEST)
    }

    #[test]
    fn dots_nest_and_numbers_list() {
        let tree = tree(&[
            ("Role.10", "Caller"),
            ("TransactionAmount.Value", "1"),
            ("Role.2", "Recipient"),
            ("TransactionAmount.CurrencyCode", "USD"),
            ("Role.1", "Sender"),
        ])
        .expect("nothing contradicts");
        let root = tree.root();
        let amount = root.child("TransactionAmount").expect("it was given");
        assert_eq!(amount.child("Value").map(|value| value.text()), Some("1"));
        let roles = root.children().filter(|node| node.name() == "Role").map(|node| node.text()).collect::<Vec<_>>();
        assert_eq!(roles, ["Sender", "Recipient", "Caller"]);
    }

    #[test]
    fn the_same_value_twice_is_one_value_and_two_values_are_an_error() {
        assert!(tree(&[("Version", "2008-09-17"), ("Version", "2008-09-17")]).is_ok());
        let error = tree(&[("Value", "1"), ("Value", "2")]).expect_err("they contradict");
        assert_eq!(error.to_string(), "Value is given twice, with different values");
        for (parameters, contradiction) in [
            ([("A", "5"), ("A.Value", "1")], "A is given both a value and fields"),
            ([("A.Value", "1"), ("A", "5")], "A is given both a value and fields"),
            ([("A.Value", "1"), ("A.1.Value", "9")], "A is given both with and without a number"),
            ([("A.1", "1"), ("A", "9")], "A is given both with and without a number"),
        ] {
            assert_eq!(tree(&parameters).expect_err(contradiction).to_string(), contradiction);
        }
    }
}
