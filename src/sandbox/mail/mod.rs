//! E-mails: which event is told to whom.

use super::{
    books::{Books, Stop},
    events::Event,
};

/// Writes the e-mails of `event`.
pub(crate) fn on(_: &mut Books<'_>, _: &Event<'_>) -> Result<(), Stop> {
    Ok(())
}
