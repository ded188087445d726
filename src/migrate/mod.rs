//! Migration: finds FPS in source code and in recorded traffic, and plans its move to Amazon Pay.

pub mod plan;
pub mod replay;
pub mod report;
pub mod scan;
pub mod source;
pub mod traffic;
