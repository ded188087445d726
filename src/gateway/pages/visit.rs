//! What is remembered of a buyer while he is away at Amazon Pay: nothing here, but everything in an address that comes
//! back with him, and in his browser.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::seal::Seal;
use crate::sandbox::rules::{linking::digest, outside::DRAFT_LASTS};

/// How long somebody may take: as long as Amazon Pay keeps what he chose before it is confirmed.
const LASTS: TimeDelta = DRAFT_LASTS;
const PURPOSE: &str = "visit";

/// A visit of somebody who is away at Amazon Pay.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Away {
    /// The access key of the caller whose buyer he is.
    #[serde(rename = "c")]
    pub(super) caller: String,
    #[serde(rename = "p")]
    pub(super) purpose: Purpose,
    /// What his browser shows to prove that it is the one that was sent away; none where that isn't asked for.
    #[serde(rename = "b")]
    browser: Option<String>,
    /// Seconds since 1970.
    #[serde(rename = "e")]
    expires: i64,
    /// What tells it from all other visits.
    #[serde(rename = "n")]
    name: String,
}

/// What becomes of his consent.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// An old token stands for it.
    #[serde(rename = "r")]
    Renew { token: String },
    /// A token is made, as a program asked for with an address of the co-branded pages on that host.
    #[serde(rename = "s")]
    Start { host: String, query: String },
}

/// Why an address that somebody comes back with is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// It was not written here.
    Forged,
    Expired,
    /// Another browser was sent away.
    OtherBrowser,
}

impl Away {
    /// Sends somebody away. `secret` is what his browser is to keep, if it must be the one that comes back; `name` is one
    /// that no other visit has.
    pub(super) fn new(caller: &str, purpose: Purpose, name: String, secret: Option<&str>, now: DateTime<Utc>) -> Self {
        let expires = (now + LASTS).timestamp();
        Self { caller: caller.to_owned(), purpose, browser: secret.map(digest), expires, name }
    }

    /// As it goes away, and comes back.
    pub(super) fn write(&self, seal: &Seal) -> String {
        // Texts and numbers can always be written.
        let body = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default());
        let signature = seal.sign(PURPOSE, &[&body]);
        format!("{body}.{signature}")
    }

    /// What came back, to the browser that has kept `secret`.
    pub(super) fn read(text: &str, seal: &Seal, cookies: &str, now: DateTime<Utc>) -> Result<Self, Lost> {
        let (body, signature) = text.split_once('.').ok_or(Lost::Forged)?;
        if !seal.verify(PURPOSE, &[body], signature) {
            return Err(Lost::Forged);
        }
        let body = URL_SAFE_NO_PAD.decode(body).map_err(|_| Lost::Forged)?;
        let away: Self = serde_json::from_slice(&body).map_err(|_| Lost::Forged)?;
        if now.timestamp() >= away.expires {
            return Err(Lost::Expired);
        }
        let cookie = cookie_name(&away.name);
        let mut known = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        let secret = known.find(|(name, _)| *name == cookie).map(|(_, secret)| digest(secret));
        match &away.browser {
            Some(browser) if secret.as_ref() != Some(browser) => Err(Lost::OtherBrowser),
            _ => Ok(away),
        }
    }

    /// What names the visit among all others, and tells nothing of it.
    pub(super) fn digest(&self) -> String {
        digest(&self.name)
    }

    /// What the browser is told to keep.
    pub(super) fn cookie(&self, secret: &str, path: &str, is_secure: bool) -> String {
        let secure = if is_secure { "; Secure" } else { "" };
        let seconds = LASTS.num_seconds();
        let name = cookie_name(&self.name);
        format!("{name}={secret}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
    }
}

impl Lost {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Forged => "The address was not written here, or not all of it has come back.",
            Self::Expired => "That took too long: what is chosen at Amazon Pay is kept for three hours.",
            Self::OtherBrowser => "Another browser was sent to Amazon Pay than the one that has come back.",
        }
    }
}

/// Each visit has a cookie of its own, so that two in one browser don't get into each other's way.
fn cookie_name(visit: &str) -> String {
    format!("fps-visit-{}", &digest(visit)[..16]) // A digest has 64 characters.
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::Sandbox;

    #[tokio::test]
    async fn only_what_was_sent_away_comes_back() {
        let seal = Seal::of(&Sandbox::builder().build().await.unwrap()).await.unwrap();
        let now: DateTime<Utc> = "2015-01-01T00:00:00Z".parse().unwrap();
        let purpose = || Purpose::Renew { token: "T".to_owned() };
        let away = Away::new("KEY", purpose(), "first".to_owned(), Some("secret"), now);
        let written = away.write(&seal);
        let cookie = away.cookie("secret", "/", false);
        let kept = format!("other=x; {}", cookie.split(';').next().unwrap());

        let back = Away::read(&written, &seal, &kept, now).unwrap();
        assert_eq!((back.caller.as_str(), back.digest()), ("KEY", away.digest()));
        assert_eq!(Away::read(&written, &seal, "", now).err(), Some(Lost::OtherBrowser));
        let other = kept.replace("secret", "guess");
        assert_eq!(Away::read(&written, &seal, &other, now).err(), Some(Lost::OtherBrowser));
        assert_eq!(Away::read(&written, &seal, &kept, now + LASTS).err(), Some(Lost::Expired));
        for forged in ["", "a.b", &written[1..], &written[..written.len() - 1]] {
            assert_eq!(Away::read(forged, &seal, &kept, now).err(), Some(Lost::Forged), "{forged}");
        }
        let free = Away::new("KEY", purpose(), "second".to_owned(), None, now).write(&seal);
        assert!(Away::read(&free, &seal, "", now).is_ok());
    }
}
