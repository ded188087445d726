//! Names that nobody else has given: random UUIDs (version 4), in lower case.

pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(of(bytes))
}

/// The UUID with these bytes for its random ones.
pub(crate) fn of(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = bytes.map(|byte| format!("{byte:02x}")).concat();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    #[test]
    fn they_are_of_version_4_and_differ() {
        let uuid = super::random().expect("the system has randomness");
        let parts = uuid.split('-').map(str::len).collect::<Vec<_>>();
        assert_eq!((parts.as_slice(), &uuid[14..15]), (&[8, 4, 4, 4, 12][..], "4"));
        assert!(matches!(&uuid[19..20], "8" | "9" | "a" | "b"), "{uuid}");
        assert_ne!(Ok(uuid), super::random());
    }
}
