use crate::ids::RequestId;
use crate::uuid;

/// A request id as FPS made them: a random UUID and `:0`. Without randomness it is the UUID of nothing.
pub fn random_request_id() -> RequestId {
    RequestId::new(random_uuid() + ":0")
}

pub(super) fn random_uuid() -> String {
    uuid::random().unwrap_or_else(|_| "00000000-0000-0000-0000-000000000000".to_owned())
}
