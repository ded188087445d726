//! Who is asked for money.

mod answers;
mod off_amazon_payments;
mod requests;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::instruction::{Answer, Failure, Instruction, Merchant};

pub(crate) use off_amazon_payments::OffAmazonPayments;

/// A payment service that the gateway calls. Asking the same again, with the same key, does nothing twice.
pub(crate) trait Processor: fmt::Debug + Send + Sync + 'static {
    fn ask<'a>(&'a self, merchant: &'a Merchant, instruction: &'a Instruction) -> Asking<'a>;
}

/// The answer of a processor, while others go on.
#[must_use = "nothing is asked before it is awaited"]
pub(crate) struct Asking<'a>(Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>);

impl<'a> Asking<'a> {
    pub(crate) fn new(asking: impl Future<Output = Result<Answer, Failure>> + Send + 'a) -> Self {
        Self(Box::pin(asking))
    }
}

impl Future for Asking<'_> {
    type Output = Result<Answer, Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}
