/// What a message from outside may cost. Past any of these it is refused, unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole message. Default: 1 MiB for requests, see [`Limits::ANSWER`] for answers.
    pub bytes: usize,
    /// Elements inside elements. Default: 32.
    pub depth: usize,
    /// Elements in all, or parameters of a query. Default: 10,000.
    pub elements: usize,
    /// Attributes of one element. Default: 64.
    pub attributes: usize,
}

impl Limits {
    /// For a request that a server reads.
    pub const REQUEST: Self = Self { bytes: 1 << 20, depth: 32, elements: 10_000, attributes: 64 };

    /// For an answer that a client reads: a full page of `GetAccountActivity` is some 400 KiB.
    pub const ANSWER: Self = Self { bytes: 16 << 20, depth: 32, elements: 200_000, attributes: 64 };
}
