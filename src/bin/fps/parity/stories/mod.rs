//! Cases of several calls: what one of them changes, the next must see, over both transports alike.

use std::pin::Pin;
use std::task::{Context, Poll};

use amazon_fps::fps::Operation;

use super::side::Side;

/// The stories of a module: the action, the name, and the function that plays it.
macro_rules! stories {
    ($($operation:ident $name:literal: $play:ident,)*) => {
        pub const STORIES: &[super::Story] = &[$(super::Story {
            operation: amazon_fps::fps::Operation::$operation,
            name: $name,
            play: |side| super::Playing(Box::pin($play(side))),
        },)*];
    };
}

mod money;
mod parties;
mod reading;
mod tokens;

/// A case that plays a story.
#[derive(Clone, Copy)]
pub struct Story {
    /// The action that it is about.
    pub operation: Operation,
    pub name: &'static str,
    pub play: for<'s, 'w> fn(&'s mut Side<'w>) -> Playing<'s>,
}

/// A story while it is played.
pub struct Playing<'s>(Pin<Box<dyn Future<Output = anyhow::Result<()>> + 's>>);

impl Future for Playing<'_> {
    type Output = anyhow::Result<()>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

/// Every story.
pub fn all() -> impl Iterator<Item = Story> {
    [money::STORIES, parties::STORIES, reading::STORIES, tokens::STORIES].into_iter().flatten().copied()
}
