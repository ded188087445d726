//! Who is asked for money.

use std::{fmt, future::Future, pin::Pin};

use super::instruction::{Answer, Failure, Instruction, Merchant};

/// The answer of a processor, while others go on.
pub(crate) type Asking<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;

/// A payment service that the gateway calls. Asking the same again, with the same key, does nothing twice.
pub(crate) trait Processor: fmt::Debug + Send + Sync + 'static {
    fn ask<'a>(&'a self, merchant: &'a Merchant, instruction: &'a Instruction) -> Asking<'a>;
}
