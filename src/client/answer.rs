use std::ops::Deref;

use crate::ids::RequestId;
use crate::wire::Encode;

/// What a call has returned: the typed result, and the service's name for the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// The result; the answer can be used in its place.
    pub result: T,
    /// The service's name for the call: keep it, support asks for it. Empty where the service gave none.
    pub request_id: RequestId,
}

impl<T: Encode + Send + 'static> Answer<T> {
    /// The same answer without its type.
    pub(crate) fn boxed(self) -> Answer<Box<dyn Encode + Send>> {
        Answer { result: Box::new(self.result), request_id: self.request_id }
    }
}

impl<T> Deref for Answer<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.result
    }
}
