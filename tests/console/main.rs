//! The console, as a browser gets it.

mod actions;
mod amazon_pay;
mod browser;
mod markup;
mod pages;
mod requests;
mod world;
