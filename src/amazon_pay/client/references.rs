use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Client;
use crate::amazon_pay::{ListOrderReferenceByNextTokenRequest, ListOrderReferenceRequest, OrderReference};
use crate::client::pages::{Pages, Source, Turned};
use crate::error::{Error, MalformedAnswer};

/// Order references, page after page.
///
/// Made by [`Client::list_order_references`]. After an error there is nothing more.
pub struct OrderReferences {
    pages: Pages<List>,
}

struct List {
    client: Client,
    request: ListOrderReferenceRequest,
    /// The page to ask for; none for the first one.
    token: Option<String>,
}

/// What is left of a page's answer, whichever operation gave it.
struct Page {
    order_references: Vec<OrderReference>,
    next: Option<String>,
}

impl Client {
    /// The order references that `request` asks for: `ListOrderReference`, and then
    /// `ListOrderReferenceByNextToken` until there is no page any more.
    pub fn list_order_references(&self, request: ListOrderReferenceRequest) -> OrderReferences {
        OrderReferences { pages: Pages::of(List { client: self.clone(), request, token: None }) }
    }
}

impl OrderReferences {
    /// The next order reference; nothing after the last one.
    ///
    /// # Errors
    /// Those of [`Client::list_order_reference`] and [`Client::list_order_reference_by_next_token`],
    /// and [`Error::Malformed`] where the service's pages don't go on.
    pub async fn next(&mut self) -> Option<Result<OrderReference, Error>> {
        self.pages.next().await
    }
}

impl Source for List {
    type Item = OrderReference;
    type Page = Page;

    fn fetch(&self) -> Pin<Box<dyn Future<Output = Result<Page, Error>> + Send>> {
        let client = self.client.clone();
        match self.token.clone() {
            None => {
                let request = self.request.clone();
                Box::pin(async move {
                    let page = client.list_order_reference(&request).await?.result;
                    Ok(Page { order_references: page.order_reference_list, next: page.next_page_token })
                })
            }
            Some(token) => Box::pin(async move {
                let request = ListOrderReferenceByNextTokenRequest::new(token);
                let page = client.list_order_reference_by_next_token(&request).await?.result;
                Ok(Page { order_references: page.order_reference_list, next: page.next_page_token })
            }),
        }
    }

    fn turn(&mut self, page: Page) -> Result<Turned<OrderReference>, Error> {
        let next = page.next.filter(|token| !token.trim().is_empty());
        if next.is_some() && next == self.token {
            let reason = "NextPageToken is that of the page itself";
            return Err(Error::Malformed(MalformedAnswer::new("ListOrderReferenceByNextToken", 200, reason, &[])));
        }
        let is_last = next.is_none();
        self.token = next;
        Ok(Turned { items: page.order_references, is_last })
    }
}

impl Stream for OrderReferences {
    type Item = Result<OrderReference, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pages.poll(context)
    }
}

impl fmt::Debug for OrderReferences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderReferences")
            .field("request", &self.pages.source.request)
            .field("done", &self.pages.done)
            .finish_non_exhaustive()
    }
}
