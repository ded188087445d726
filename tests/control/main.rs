//! The control plane over HTTP, and what it does to the calls of a typed client.

mod faults;
mod served;
