//! The merchants of a caller's world.

use sha2::{Digest, Sha256};

use super::rows::{Merchant, Region};
use crate::sandbox::books::{Books, Stop};

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const LENGTH: usize = 13;

/// The SellerId of the caller itself. It depends on the access key alone, so that it can be known before the sandbox is
/// there.
pub(crate) fn seller_id_of(access_key_id: &str) -> String {
    let hash = Sha256::new().chain_update(b"amazon-pay seller").chain_update(access_key_id).finalize();
    let letters = hash.iter().take(LENGTH).map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]));
    std::iter::once('A').chain(letters).collect()
}

/// Whether the caller is a merchant yet. In worlds that were founded before there was Amazon Pay it is not.
pub(crate) fn is_founded(books: &Books<'_>) -> Result<bool, Stop> {
    Ok(books.merchant(&seller_id_of(books.caller_id()))?.is_some())
}

/// Makes the caller, who is called `name`, a merchant in the United States, if it isn't one.
pub(crate) fn found(books: &mut Books<'_>, name: &str) -> Result<(), Stop> {
    if is_founded(books)? {
        return Ok(());
    }
    let id = seller_id_of(books.caller_id());
    books.put(Merchant {
        email: format!("{}@merchants.example", id.to_ascii_lowercase()),
        id,
        name: name.to_owned(),
        region: Region::UnitedStates,
        currency: "USD".to_owned(),
        active: true,
        auth_token: None,
        notifications: Vec::new(),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seller_id_is_of_its_access_key() {
        let id = seller_id_of("AKIAIOSFODNN7EXAMPLE");
        assert_eq!(id.len(), 14);
        assert!(
            id.starts_with('A') && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()),
            "{id}"
        );
        assert_eq!(id, seller_id_of("AKIAIOSFODNN7EXAMPLE"));
        assert_ne!(id, seller_id_of("AKIAIOSFODNN7EXAMPLF"));
    }
}
