//! Why a query's signature does not match: the usual mistakes, tried alone and in pairs.
//!
//! Whoever knows the secret can sign the text again as each mistake would have written it, and see
//! whether that gives the signature that was sent.

mod mistake;
mod recipe;
#[cfg(test)]
mod tests;

use std::fmt;

pub use mistake::Mistake;
use recipe::Recipe;

use super::v2::SignatureMethod;

/// A signed query as it arrived.
#[derive(Clone, Copy)]
pub struct Signed<'r> {
    /// `GET` or `POST`.
    pub verb: &'r str,
    /// The host that it was sent to, with the port where it isn't the scheme's own.
    pub host: &'r str,
    /// The path, decoded.
    pub path: &'r str,
    /// All parameters, decoded, in the order in which they were sent.
    pub parameters: &'r [(String, String)],
    /// What the parameter `SignatureMethod` says.
    pub method: SignatureMethod,
    /// The signature, decoded.
    pub signature: &'r str,
}

/// What is known of a signature that does not match.
///
/// `Debug` leaves out the strings: they hold whatever the request holds.
pub struct Explanation {
    /// The string that should have been signed.
    pub expected: String,
    /// How the signature came about, if one or two mistakes account for it.
    pub found: Option<Found>,
}

/// How a signature came about.
pub struct Found {
    /// What went wrong: one thing or two.
    pub mistakes: Vec<Mistake>,
    /// The string that was signed instead.
    pub signed: String,
}

/// Finds out why `request` is not signed with `secret`, as far as the usual mistakes account for it.
///
/// Takes the time of some 300 signatures.
pub fn explain(request: &Signed<'_>, secret: &str) -> Explanation {
    let right = Recipe::right(request, secret);
    let expected = right.string(request);
    let mistakes = mistake::mistakes(request);
    let tries = |mistake: &Mistake| -> Option<Recipe> {
        let mut recipe = right.clone();
        recipe.apply(mistake);
        (recipe != right).then_some(recipe)
    };
    for mistake in mistakes.iter().cloned().chain(mistake::left_out(request)) {
        let Some(recipe) = tries(&mistake) else { continue };
        if let Some(signed) = recipe.gives(request) {
            return Explanation { expected, found: Some(Found { mistakes: vec![mistake], signed }) };
        }
    }
    for (index, first) in mistakes.iter().enumerate() {
        let Some(recipe) = tries(first) else { continue };
        for second in &mistakes[index + 1..] {
            let mut both = recipe.clone();
            both.apply(second);
            if both == recipe {
                continue;
            }
            if let Some(signed) = both.gives(request) {
                let mistakes = vec![first.clone(), second.clone()];
                return Explanation { expected, found: Some(Found { mistakes, signed }) };
            }
        }
    }
    Explanation { expected, found: None }
}

/// The place, in bytes, at which two strings begin to differ; nothing where they are equal.
pub fn first_difference(one: &str, other: &str) -> Option<usize> {
    let same = one.chars().zip(other.chars()).take_while(|(left, right)| left == right);
    let at = same.map(|(char, _)| char.len_utf8()).sum();
    (one != other).then_some(at)
}

fn is_signature(name: &str) -> bool {
    matches!(name, "Signature" | "signature")
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation").field("found", &self.found).finish_non_exhaustive()
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found").field("mistakes", &self.mistakes).finish_non_exhaustive()
    }
}
