//! Lists that a service gives page by page.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::error::Error;

/// A list that is asked for page after page.
pub(crate) trait Source {
    /// What the list is made of.
    type Item;
    /// An answer.
    type Page;

    /// Asks for the next page.
    fn fetch(&self) -> Pin<Box<dyn Future<Output = Result<Self::Page, Error>> + Send>>;

    /// What is new on a page; the source itself goes on to the one after it.
    fn turn(&mut self, page: Self::Page) -> Result<Turned<Self::Item>, Error>;
}

/// A page as it was read.
pub(crate) struct Turned<T> {
    pub items: Vec<T>,
    pub is_last: bool,
}

/// The items of a [`Source`], whose pages are fetched as they are needed. After an error there is
/// nothing more.
pub(crate) struct Pages<S: Source> {
    pub source: S,
    ready: VecDeque<S::Item>,
    #[allow(clippy::type_complexity)] // It is one type in one place.
    fetching: Option<Pin<Box<dyn Future<Output = Result<S::Page, Error>> + Send>>>,
    pub done: bool,
}

impl<S: Source> Pages<S> {
    pub fn of(source: S) -> Self {
        Self { source, ready: VecDeque::new(), fetching: None, done: false }
    }

    pub async fn next(&mut self) -> Option<Result<S::Item, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<S::Item, Error>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.done {
                return Poll::Ready(None);
            }
            let fetching = self.fetching.get_or_insert_with(|| self.source.fetch());
            let page = ready!(fetching.as_mut().poll(context));
            self.fetching = None;
            match page.and_then(|page| self.source.turn(page)) {
                Ok(turned) => {
                    self.ready.extend(turned.items);
                    self.done = turned.is_last;
                }
                Err(error) => {
                    self.done = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}
