//! The control plane over HTTP, and what it does to the calls of a typed client.

mod amazon_pay;
mod clock;
mod faults;
mod guard;
mod namespaces;
mod provoke;
mod repeats;
mod routes;
mod served;
mod state;
