use crate::Error;
use crate::client::Answer;
use crate::wire::{Encode, Node, Request};

/// Calls Amazon Pay.
#[derive(Clone, Debug)]
pub struct Client {
    calls: crate::client::Client,
}

impl Client {
    pub(crate) async fn call<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        self.calls.call(request).await
    }

    pub(crate) async fn call_decoded<R: Request>(
        &self,
        request: Node<'_>,
    ) -> Result<Answer<Box<dyn Encode + Send>>, Error>
    where
        R::Result: 'static,
    {
        self.calls.call_decoded::<R>(request).await
    }
}
