//! The last requests, as they came and as they were answered.

mod reading;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

pub(crate) use self::reading::Reading;
use crate::contract::ServiceInfo;
use crate::sandbox::CallerIdentity;
use crate::server::{Arrived, Reply};

/// Requests that are remembered.
const MOST_EXCHANGES: usize = 500;
/// What is remembered of the body of a request, and of that of its answer, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// What is remembered of the path and of each header of a request, in bytes.
const MOST_OF_A_LINE: usize = 2 * 1024;

/// What came in and went out of this process lately. It is kept in memory only.
#[derive(Default)]
pub(crate) struct RequestLog(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    count: u64,
    exchanges: VecDeque<Arc<Exchange>>,
}

/// A request and its answer.
pub(crate) struct Exchange {
    /// Counts from one.
    pub(crate) number: u64,
    /// When it was answered, by the clock of the sandbox.
    pub(crate) at: DateTime<Utc>,
    /// Whose endpoint it came to.
    pub(crate) service: &'static ServiceInfo,
    pub(crate) peer: SocketAddr,
    pub(crate) took: Duration,
    pub(crate) arrived: Arrived,
    /// With the status 0 where the connection was broken off.
    pub(crate) reply: Reply,
    /// The bytes of both bodies, of which not all may be remembered.
    pub(crate) request_bytes: usize,
    pub(crate) reply_bytes: usize,
    reading: OnceLock<Reading>,
}

impl Exchange {
    /// What was asked and answered. `callers` are those who may call.
    pub(crate) fn reading(&self, callers: &[CallerIdentity]) -> &Reading {
        self.reading.get_or_init(|| Reading::of(self.service, &self.arrived, &self.reply, self.at, callers))
    }

    /// Whether the request or its answer has `id` in it.
    pub(crate) fn mentions(&self, id: &str) -> bool {
        let within = |bytes: &[u8]| bytes.windows(id.len().max(1)).any(|part| part == id.as_bytes());
        self.reply.body.contains(id) || self.arrived.query.contains(id) || within(&self.arrived.body)
    }
}

impl RequestLog {
    pub(super) fn add(
        &self,
        at: DateTime<Utc>,
        service: &'static ServiceInfo,
        peer: SocketAddr,
        took: Duration,
        mut arrived: Arrived,
        mut reply: Reply,
    ) {
        let (request_bytes, reply_bytes) = (arrived.body.len(), reply.body.len());
        arrived.body.truncate(MOST_BYTES);
        arrived.body.shrink_to_fit();
        for (text, most) in [
            (&mut reply.body, MOST_BYTES),
            (&mut arrived.query, MOST_BYTES),
            (&mut arrived.path, MOST_OF_A_LINE),
            (&mut arrived.host, MOST_OF_A_LINE),
            (&mut arrived.content_type, MOST_OF_A_LINE),
            (&mut arrived.user_agent, MOST_OF_A_LINE),
        ] {
            cut(text, most);
        }
        arrived.soap_action.iter_mut().for_each(|action| cut(action, MOST_OF_A_LINE));
        let mut kept = self.lock();
        kept.count += 1;
        let number = kept.count;
        if kept.exchanges.len() == MOST_EXCHANGES {
            kept.exchanges.pop_front();
        }
        let reading = OnceLock::new();
        let exchange =
            Exchange { number, at, service, peer, took, arrived, reply, request_bytes, reply_bytes, reading };
        kept.exchanges.push_back(Arc::new(exchange));
    }

    /// Forgets what came. The next number is the same as if nothing had been forgotten.
    pub(crate) fn clear(&self) {
        self.lock().exchanges.clear();
    }

    /// The newest first.
    pub(crate) fn latest(&self) -> Vec<Arc<Exchange>> {
        self.lock().exchanges.iter().rev().cloned().collect()
    }

    pub(crate) fn find(&self, number: u64) -> Option<Arc<Exchange>> {
        self.lock().exchanges.iter().find(|exchange| exchange.number == number).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the first `most` bytes of a text, or some fewer so that no character is cut, and no room for more.
fn cut(text: &mut String, most: usize) {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.truncate(end.unwrap_or_default());
    text.shrink_to_fit();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_much_of_a_request_is_kept() {
        let long = || "é".repeat(MOST_BYTES) + "!";
        let arrived = Arrived {
            host: long(),
            path: long(),
            query: long(),
            content_type: long(),
            user_agent: long(),
            soap_action: Some(long()),
            body: long().into_bytes(),
            ..Arrived::default()
        };
        let log = RequestLog::default();
        let peer = "127.0.0.1:5000".parse().unwrap();
        log.add(Utc::now(), &crate::fps::SERVICE, peer, Duration::ZERO, arrived, Reply { status: 200, body: long() });
        let kept = log.find(1).unwrap();
        let Arrived { host, path, query, content_type, soap_action, user_agent, body, .. } = &kept.arrived;
        assert!(body.capacity() <= MOST_BYTES && (kept.request_bytes, kept.reply_bytes) == (131_073, 131_073));
        for (text, most) in [
            (query, MOST_BYTES),
            (&kept.reply.body, MOST_BYTES),
            (host, MOST_OF_A_LINE),
            (path, MOST_OF_A_LINE),
            (content_type, MOST_OF_A_LINE),
            (user_agent, MOST_OF_A_LINE),
            (soap_action.as_ref().unwrap(), MOST_OF_A_LINE),
        ] {
            assert!(text.capacity() <= most && text.len() == most, "{} of {most}", text.capacity());
        }
    }
}
