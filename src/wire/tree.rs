use std::borrow::Cow;
use std::fmt;

/// A request or an answer as names and texts, whatever it was read from.
///
/// It holds no attributes and no order that matters; repeated names are lists. `Debug` shows names
/// and no texts, which may be tokens.
#[derive(Clone)]
pub struct Tree<'a> {
    records: Vec<Record<'a>>,
}

/// One element of a [`Tree`]: a name with either a text or children.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

/// Makes a [`Tree`] from the outside in.
#[derive(Default)]
pub struct Builder<'a> {
    records: Vec<Record<'a>>,
    /// The open elements, each with its last child so far.
    open: Vec<(u32, u32)>,
}

/// The children of a [`Node`], in the order in which they were read.
#[derive(Clone, Debug)]
pub struct Children<'t> {
    tree: &'t Tree<'t>,
    next: u32,
}

#[derive(Clone)]
struct Record<'a> {
    name: Cow<'a, str>,
    namespace: Option<Cow<'a, str>>,
    text: Cow<'a, str>,
    first_child: u32,
    next: u32,
}

/// No such record.
const NONE: u32 = u32::MAX;

impl<'a> Tree<'a> {
    /// The outermost element.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }
}

impl<'a> Builder<'a> {
    /// A builder with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins an element inside the one that is open.
    pub fn open(&mut self, name: impl Into<Cow<'a, str>>, namespace: Option<Cow<'a, str>>) {
        // Readers hold themselves to `Limits::elements`, far below what an index can count.
        let index = self.records.len() as u32;
        self.records.push(Record {
            name: name.into(),
            namespace,
            text: Cow::Borrowed(""),
            first_child: NONE,
            next: NONE,
        });
        if let Some((parent, last)) = self.open.last_mut() {
            match *last {
                NONE => self.records[*parent as usize].first_child = index,
                last => self.records[last as usize].next = index,
            }
            *last = index;
        }
        self.open.push((index, NONE));
    }

    /// Appends to the text of the element that is open.
    pub fn text(&mut self, text: impl Into<Cow<'a, str>>) {
        let Some((index, _)) = self.open.last() else { return };
        let record = &mut self.records[*index as usize];
        if record.text.is_empty() {
            record.text = text.into();
        } else {
            record.text.to_mut().push_str(&text.into());
        }
    }

    /// Ends the element that is open. Text between the children of an element means nothing and is
    /// dropped.
    pub fn close(&mut self) {
        if let Some((index, last)) = self.open.pop()
            && last != NONE
        {
            self.records[index as usize].text = Cow::Borrowed("");
        }
    }

    /// The finished tree; elements that are still open are closed. An empty builder gives a tree
    /// whose root has no name.
    pub fn finish(mut self) -> Tree<'a> {
        while !self.open.is_empty() {
            self.close();
        }
        if self.records.is_empty() {
            self.open("", None);
        }
        Tree { records: self.records }
    }
}

impl<'t> Node<'t> {
    /// The local name.
    pub fn name(self) -> &'t str {
        &self.record().name
    }

    /// The namespace, where the reader kept it: readers of whole documents do so for the root.
    pub fn namespace(self) -> Option<&'t str> {
        self.record().namespace.as_deref()
    }

    /// The text, empty where the element has children.
    pub fn text(self) -> &'t str {
        &self.record().text
    }

    /// The children, in the order in which they were read.
    pub fn children(self) -> Children<'t> {
        Children { tree: self.tree, next: self.record().first_child }
    }

    /// The first child of that name.
    pub fn child(self, name: &str) -> Option<Node<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// Whether the element has no children.
    pub fn is_leaf(self) -> bool {
        self.record().first_child == NONE
    }

    /// The texts below, each with its path as a query spells it: `TransactionAmount.Value`. Where a name stands more
    /// than once beside itself it is numbered: `Role.1`.
    #[cfg(feature = "sandbox")]
    pub(crate) fn leaves(self) -> Vec<(String, String)> {
        let mut leaves = Vec::new();
        self.collect("", &mut leaves);
        leaves
    }

    #[cfg(feature = "sandbox")]
    fn collect(self, path: &str, leaves: &mut Vec<(String, String)>) {
        let mut numbers = std::collections::HashMap::<&str, (usize, usize)>::new();
        for child in self.children() {
            numbers.entry(child.name()).or_default().0 += 1;
        }
        for child in self.children() {
            let name = child.name();
            let mut own = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            let (count, seen) = numbers.entry(name).or_default();
            *seen += 1;
            if *count > 1 {
                own = format!("{own}.{seen}");
            }
            match child.is_leaf() {
                true => leaves.push((own, child.text().to_owned())),
                false => child.collect(&own, leaves),
            }
        }
    }

    fn record(self) -> &'t Record<'t> {
        &self.tree.records[self.index as usize]
    }
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.next == NONE {
            return None;
        }
        let node = Node { tree: self.tree, index: self.next };
        self.next = node.record().next;
        Some(node)
    }
}

impl fmt::Debug for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root().fmt(f)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self.is_leaf() {
            true => Ok(()),
            false => f.debug_set().entries(self.children()).finish(),
        }
    }
}

impl fmt::Debug for Builder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("elements", &self.records.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_keep_their_order_and_parents_lose_stray_text() {
        let mut builder = Builder::new();
        builder.open("Amount", None);
        builder.text("\n  ");
        builder.open("CurrencyCode", None);
        builder.text("US");
        builder.text("D");
        builder.close();
        builder.text("\n  ");
        builder.open("Value", None);
        builder.text("1");
        let tree = builder.finish();

        let names = tree.root().children().map(|child| (child.name(), child.text())).collect::<Vec<_>>();
        assert_eq!(names, [("CurrencyCode", "USD"), ("Value", "1")]);
        assert_eq!(tree.root().text(), "");
        assert!(tree.root().child("Nothing").is_none());
        assert_eq!(format!("{tree:?}"), "Amount{CurrencyCode, Value}");
    }
}
