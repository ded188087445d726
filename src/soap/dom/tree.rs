//! An element of a document as the tree that typed values are read from.

use std::borrow::Cow;

use super::{Document, ElementId, Node};
use crate::wire::xml::Text;
use crate::wire::{Builder, Tree};

/// What white space with a line break at the ends of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A part of it. A signature can't tell `&#10;` from a line break, so what was signed is read to the
    /// letter.
    IsText,
    /// Nothing: it only lays the document out. What was written as a reference or as CDATA is kept.
    IsNothing,
}

impl<'a> Document<'a> {
    /// The names and texts of `element`, whose own namespace is kept.
    pub(crate) fn tree(&self, element: ElementId, layout: Layout) -> Tree<'a> {
        let mut builder = Builder::new();
        self.build(element, Some(Cow::Owned(self.namespace(element).to_owned())), layout, &mut builder);
        builder.finish()
    }

    /// Recursion is as deep as the document, which its limits keep shallow.
    fn build(&self, element: ElementId, namespace: Option<Cow<'a, str>>, layout: Layout, builder: &mut Builder<'a>) {
        builder.open(self.element(element).local, namespace.filter(|namespace| !namespace.is_empty()));
        let mut text = Text::default();
        for (child, node) in self.content(element) {
            match (child, node) {
                (Some(child), _) => self.build(child, None, layout, builder),
                (None, Node::Text(piece)) if layout == Layout::IsText => text.exact(piece.clone()),
                (None, Node::Text(piece)) => text.raw(piece.clone()),
                (None, Node::Data(piece)) => text.exact(piece.clone()),
                (None, Node::Char(c)) => text.exact(Cow::Owned(c.to_string())),
                (None, Node::Element(_)) => {}
            }
        }
        builder.text(text.finish());
        builder.close();
    }
}
