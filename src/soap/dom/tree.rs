//! An element of a document as the tree that typed values are read from.

use std::borrow::Cow;

use super::{Document, ElementId, Node};
use crate::wire::xml::Text;
use crate::wire::{Builder, Tree};

impl<'a> Document<'a> {
    /// The names and texts of `element`, whose own namespace is kept. White space that only lays
    /// the document out is dropped; characters written as references or CDATA are kept.
    pub(crate) fn tree(&self, element: ElementId) -> Tree<'a> {
        let mut builder = Builder::new();
        self.build(element, Some(Cow::Owned(self.namespace(element).to_owned())), &mut builder);
        builder.finish()
    }

    /// Recursion is as deep as the document, which its limits keep shallow.
    fn build(&self, element: ElementId, namespace: Option<Cow<'a, str>>, builder: &mut Builder<'a>) {
        builder.open(self.element(element).local, namespace.filter(|namespace| !namespace.is_empty()));
        let mut text = Text::default();
        for (child, node) in self.content(element) {
            match (child, node) {
                (Some(child), _) => self.build(child, None, builder),
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
