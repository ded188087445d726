//! Amazon Pay in the sandbox: the objects that its calls work on, their states, and what moves them.
//!
//! They are rows as all others are, in the same stores, worked on by rules as those of FPS are.
//! What a test needs beside its calls is in the methods of [`Sandbox`](super::Sandbox) that take the types of this
//! module: buyers make order references and billing agreements ([`Sandbox::create_order_reference`]), change them
//! ([`Sandbox::choose`]), and Amazon does something by itself ([`Sandbox::act_as_amazon`]).
//!
//! [`Sandbox::create_order_reference`]: super::Sandbox::create_order_reference
//! [`Sandbox::choose`]: super::Sandbox::choose
//! [`Sandbox::act_as_amazon`]: super::Sandbox::act_as_amazon

mod fees;
pub(crate) mod limits;
pub(crate) mod merchants;
mod month;
pub(crate) mod notices;
pub(crate) mod quotas;
pub(crate) mod rows;
pub(crate) mod rules;
mod service;
mod simulation;
pub(in crate::sandbox) mod sound;
pub(crate) mod steering;
#[cfg(test)]
mod tests;
pub(crate) mod tree;
pub(crate) mod view;
pub(crate) mod wallets;

pub(crate) use self::rules::status::Announcement;
pub(in crate::sandbox) use self::steering::merchants_of;
pub use self::{
    steering::{
        AmazonAction, AmazonRefund, BuyerChoice, Choice, ChosenAddress, MerchantChange, MerchantRegion,
        NewBillingAgreement, NewMerchant, NewOrderReference, SeedMerchant, ShippingAddress,
    },
    wallets::TestCard,
};
