//! The console, as a browser gets it.

mod actions;
mod browser;
mod markup;
mod pages;
mod requests;
mod world;
