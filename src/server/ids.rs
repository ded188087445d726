use crate::ids::RequestId;

/// A request id as FPS made them: a random UUID (version 4) and `:0`.
pub fn random_request_id() -> RequestId {
    let high = getrandom::u64().unwrap_or_default();
    let low = getrandom::u64().unwrap_or_default();
    let high = high & !0xF000 | 0x4000;
    let low = low & !(0b11 << 62) | (0b10 << 62);
    RequestId::new(format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}:0",
        high >> 32,
        high >> 16 & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_random_uuids() {
        let id = super::random_request_id().into_string();
        let parts = id.trim_end_matches(":0").split('-').map(str::len).collect::<Vec<_>>();
        assert_eq!((parts.as_slice(), &id[14..15]), (&[8, 4, 4, 4, 12][..], "4"));
        assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"), "{id}");
        assert_ne!(id, super::random_request_id().into_string());
    }
}
