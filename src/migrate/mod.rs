//! Migration: finds FPS in source code and in recorded traffic, plans its move to Amazon Pay, and proves it by replay.

mod json;
pub mod plan;
pub mod replay;
pub mod report;
pub mod scan;
pub mod source;
pub mod traffic;

pub use json::ReadError;
