/// A moment in a saga, for whoever watches: see [`Builder::watch`](super::Builder::watch). It tells no token and no
/// amount.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moment {
    /// How far a question has come.
    pub stage: Stage,
    /// The access key of the caller.
    pub caller: String,
    /// For which action of FPS it is asked; `Expire` for a reservation that nobody settled in time, and `Approve` for
    /// what a buyer has just consented to on one of the pages.
    pub action: &'static str,
    /// The transaction; none where a token is cancelled or approved.
    pub transaction: Option<String>,
    /// How many questions were answered before.
    pub step: u64,
    /// What is asked: `Authorize`, `Capture`, …
    pub question: &'static str,
    /// What came of it, in a word or two; none while it is being asked.
    pub outcome: Option<String>,
    /// Whether the saga ended with this refusal, although nobody was waiting for what came of it: what a cancelled token
    /// stood for, or what was reserved, is still open at Amazon Pay, and somebody has to see to it there; or what a buyer
    /// has consented to can't be confirmed, and he has to consent anew.
    pub gave_up: bool,
    /// Why the question was asked in vain, and is asked again; none where it was not, or before that was written.
    pub trouble: Option<Trouble>,
}

/// Why a question was asked in vain: there was no answer, or a refusal that says nothing of the payment itself, such as
/// that of an access key which is not known any more. It is asked again, after pauses of up to five minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trouble {
    /// How often in a row it was, this time included.
    pub tries: u32,
    /// The reason in the words of Amazon Pay or of the connection, in which of whatever may be an id, a key or a token no
    /// more is left than its end.
    pub why: String,
}

/// How far a question has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// That it is asked was written, and it was not asked yet.
    Asking,
    /// It was answered, and the answer was not written yet.
    Answered,
    /// The answer was written.
    Written,
}

/// Whoever wants to know of something as it happens.
pub(super) struct Watcher<T>(Box<dyn Fn(&T) + Send + Sync>);

impl<T> Watcher<T> {
    pub(super) fn new(watch: impl Fn(&T) + Send + Sync + 'static) -> Self {
        Self(Box::new(watch))
    }

    pub(super) fn tell(&self, of: &T) {
        (self.0)(of);
    }
}
