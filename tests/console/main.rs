//! The console, as a browser gets it.

mod actions;
mod browser;
mod in_browser;
mod markup;
mod pages;
mod requests;
#[path = "../browser/webdriver.rs"]
mod webdriver;
mod world;
