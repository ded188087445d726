//! The co-branded pages over HTTP: what callers send is taken or refused with its reason, and what people approve can
//! be used.

#[path = "pages/http.rs"]
mod http;
#[path = "pages/people.rs"]
mod people;
#[path = "pages/pipelines.rs"]
mod pipelines;
#[path = "pages/queries.rs"]
mod queries;
#[path = "pages/refusals.rs"]
mod refusals;
#[path = "pages/signatures.rs"]
mod signatures;
#[path = "pages/world.rs"]
mod world;
