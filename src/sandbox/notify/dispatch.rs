//! Sending what the outbox holds: at least once, for a day or as long as SNS does.

use std::{collections::VecDeque, time::Duration};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::{task::JoinSet, time::Instant};

use super::Posting;
use crate::{
    amazon_pay::notification::{Envelope, Signed},
    error::ServiceError,
    ipn,
    sandbox::{
        Sandbox,
        books::Books,
        command::invalid,
        internal,
        rows::{Attempt, AttemptOutcome, Content, Message, MessageKind, Tenant},
        store_failed,
        sweeps::LITTLE,
    },
};

/// How often a message is sent that does not arrive.
struct Schedule {
    /// How long it waits after its first attempt, its second, …; from then on it is always the last of these.
    pauses: &'static [TimeDelta],
    /// How long after the first attempt it is given up.
    persistence: TimeDelta,
}

const FPS: Schedule = Schedule {
    pauses: &[
        TimeDelta::minutes(1),
        TimeDelta::minutes(5),
        TimeDelta::minutes(15),
        TimeDelta::minutes(30),
        TimeDelta::hours(1),
        TimeDelta::hours(2),
        TimeDelta::hours(4),
        TimeDelta::hours(8),
    ],
    persistence: TimeDelta::hours(24),
};
const SNS: Schedule = Schedule { pauses: &[TimeDelta::hours(1)], persistence: TimeDelta::days(14) };

/// What an SMTP server answers when it has taken an e-mail in.
const SMTP_DONE: u16 = 250;

/// Messages that are sent in one round.
const MOST_IN_A_ROUND: u32 = 64;
/// Receivers that are posted to at the same time.
const MOST_AT_ONCE: usize = 8;
/// How long a round goes on. What is left is claimed again: a claim lasts for a minute.
const ROUND: Duration = Duration::from_secs(30);

/// The messages for one receiver, the oldest first.
struct Queue {
    receiver: String,
    messages: VecDeque<(Tenant, Message)>,
}

impl Sandbox {
    /// Sends the messages that are due by the sandbox's clock, and returns when each has been tried, or when slow
    /// receivers have taken half a minute: what is left then is for the next time. An embedded sandbox sends nothing
    /// without it.
    ///
    /// A notification is signed and posted: as a form where it is one of FPS, as SNS does where it is one of Amazon Pay.
    /// It has arrived when the answer has a status from 200 to 299, within ten seconds; redirects are not followed. An
    /// e-mail has arrived when the SMTP server has taken it. Otherwise it is sent again 1, 5, 15 and 30 minutes and 1, 2,
    /// 4 and 8 hours after the attempt before, and given up when a day has passed since the first; one of Amazon Pay every
    /// hour, and for 14 days. Every attempt is kept.
    ///
    /// Up to eight receivers are posted to at once. One and the same URL gets the oldest message first, as far as one
    /// process sends: of several on one database each sends what it has claimed, beside the others. Where a URL does not
    /// answer at all, the messages behind that one count as tried. A message may arrive twice: it is sent again where the
    /// program ended before it could note that it had arrived. Unless [`Builder::notify_anywhere`] says otherwise,
    /// everything but this machine is a failed attempt.
    ///
    /// [`Builder::notify_anywhere`]: super::super::Builder::notify_anywhere
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn deliver(&self) -> Result<(), ServiceError> {
        let _alone = self.0.delivering.lock().await;
        self.send_due().await?;
        if self.0.sweeps.is_due(self.now()) && self.pull_forward().await? {
            self.send_due().await?;
        }
        Ok(())
    }

    async fn send_due(&self) -> Result<(), ServiceError> {
        loop {
            let end = Instant::now() + ROUND;
            let claimed = self.0.store.claim(self.now(), MOST_IN_A_ROUND).await.map_err(store_failed)?;
            let queues = self.queues(claimed).await?;
            if queues.is_empty() || !self.send_all(queues, end).await? {
                return Ok(());
            }
        }
    }

    /// Sends a message once more, whatever became of it, and tells what came of that. `caller` is the access key of the
    /// caller whose message it is; the first caller if none is named.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller or message; `InternalError` where the store fails.
    pub async fn replay(&self, caller: Option<&str>, message: &str) -> Result<AttemptOutcome, ServiceError> {
        let tenant = Tenant::of(&self.named(caller)?);
        let unknown = || invalid(format!("There is no message '{}'.", message.chars().take(40).collect::<String>()));
        let known = self.message(&tenant, message).await?.ok_or_else(unknown)?;
        let outcome = self.hand_over(&known).await;
        self.record(&tenant, &known, outcome.clone()).await?;
        Ok(outcome)
    }

    /// Has messages sent now that a clock which was ahead has put off, and tells whether there are any.
    async fn pull_forward(&self) -> Result<bool, ServiceError> {
        let waiting = self.0.store.claim(DateTime::<Utc>::MAX_UTC, u32::MAX).await.map_err(store_failed)?;
        let mut found = false;
        for (tenant, id) in waiting {
            let _nothing_is_replaced = self.0.replacing.read().await;
            let pull = move |books: &mut Books<'_>| {
                let now = books.now();
                let Some(message) = books.message(&id)?.filter(|message| message.due.is_some()) else {
                    return Ok(false);
                };
                let is_late = waits_too_long(&message, now);
                let due = if is_late { Some(now) } else { message.due };
                // Written in any case: until then nobody would get it, as it was claimed to be sent.
                books.put(Message { due, ..message });
                Ok(is_late)
            };
            found |= self.change_at(&tenant, self.now(), pull).await?;
        }
        Ok(found)
    }

    /// The claimed messages that are still due, by receiver.
    async fn queues(&self, claimed: Vec<(Tenant, String)>) -> Result<Vec<Queue>, ServiceError> {
        let mut queues: Vec<Queue> = Vec::new();
        for (tenant, id) in claimed {
            let Some(message) = self.message(&tenant, &id).await?.filter(|message| message.due.is_some()) else {
                continue;
            };
            let receiver = match &message.content {
                Content::Notification { url, .. } | Content::Sns { url, .. } => url.as_str(),
                Content::Mail { .. } => "mail",
            };
            match queues.iter_mut().find(|queue| queue.receiver == receiver) {
                Some(queue) => queue.messages.push_back((tenant, message)),
                None => queues.push(Queue { receiver: receiver.to_owned(), messages: [(tenant, message)].into() }),
            }
        }
        Ok(queues)
    }

    /// Whether every message was tried before the round ended.
    async fn send_all(&self, queues: Vec<Queue>, end: Instant) -> Result<bool, ServiceError> {
        let mut queues = queues.into_iter();
        let mut sending = JoinSet::new();
        let mut is_done = Ok(true);
        loop {
            while sending.len() < MOST_AT_ONCE
                && let Some(queue) = queues.next()
            {
                let sandbox = self.clone();
                sending.spawn(async move { sandbox.send_queue(queue, end).await });
            }
            let Some(sent) = sending.join_next().await else { return is_done };
            let sent = sent.unwrap_or_else(|error| Err(internal(format!("Sending messages broke off: {error}."))));
            // Where one fails, the others still have to note what they have sent.
            is_done = match (is_done, sent) {
                (Ok(before), Ok(now)) => Ok(before && now),
                (Err(error), _) | (_, Err(error)) => Err(error),
            };
        }
    }

    async fn send_queue(&self, mut queue: Queue, end: Instant) -> Result<bool, ServiceError> {
        while let Some((tenant, message)) = queue.messages.pop_front() {
            if Instant::now() > end {
                return Ok(false);
            }
            let outcome = self.hand_over(&message).await;
            self.record(&tenant, &message, outcome.clone()).await?;
            // An e-mail may fail by itself.
            if let AttemptOutcome::Failed(why) = outcome
                && message.kind() == MessageKind::Notification
            {
                let why = format!("not sent, since the one before was not answered: {why}");
                for (tenant, message) in queue.messages {
                    self.record(&tenant, &message, AttemptOutcome::Failed(why.clone())).await?;
                }
                break;
            }
        }
        Ok(true)
    }

    async fn hand_over(&self, message: &Message) -> AttemptOutcome {
        match &message.content {
            Content::Notification { .. } | Content::Sns { .. } => match self.posting(message).await {
                Ok(posting) => self.0.post.send(posting).await,
                Err(why) => AttemptOutcome::Failed(why),
            },
            Content::Mail { .. } => match &self.0.smtp {
                Some(smtp) => match smtp.send(message).await {
                    Ok(()) => AttemptOutcome::Answered(SMTP_DONE),
                    Err(why) => AttemptOutcome::Failed(why),
                },
                None => AttemptOutcome::Failed("no SMTP server was given to the sandbox".to_owned()),
            },
        }
    }

    /// A notification as it is posted now, or why it can't be signed.
    pub(in crate::sandbox) async fn posting(&self, message: &Message) -> Result<Posting, String> {
        match &message.content {
            Content::Notification { url, parameters } => {
                let body = ipn::sign(self.notary(), &self.certificate_url(), url, parameters);
                let body = body.map_err(|error| error.to_string())?;
                let headers = vec![("Content-Type", "application/x-www-form-urlencoded; charset=utf-8".to_owned())];
                Ok(Posting { url: url.clone(), headers, body })
            }
            Content::Sns { url, topic_arn, message_id, message: text } => {
                let envelope = Envelope {
                    message_id: message_id.clone(),
                    topic_arn: topic_arn.clone(),
                    subject: None,
                    message: text.clone(),
                    published: message.at,
                };
                let Signed { headers, body } = self.sign_as_sns(&envelope).await.map_err(|error| error.to_string())?;
                Ok(Posting { url: url.clone(), headers, body })
            }
            Content::Mail { .. } => Err("it is an e-mail".to_owned()),
        }
    }

    async fn message(&self, tenant: &Tenant, id: &str) -> Result<Option<Message>, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let id = id.to_owned();
        self.change_at(tenant, self.now(), move |books| books.message(&id)).await
    }

    /// Notes an attempt at `sent`, and when the next one is due.
    async fn record(&self, tenant: &Tenant, sent: &Message, outcome: AttemptOutcome) -> Result<(), ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let sent = sent.clone();
        let record = move |books: &mut Books<'_>| {
            // Gone, or another one by the same id, where everything was replaced meanwhile.
            let Some(mut message) = books.message(&sent.id)?.filter(|known| is_later(known, &sent)) else {
                return Ok(None);
            };
            let at = books.now();
            message.attempts.push(Attempt { at, outcome: outcome.clone() });
            if outcome.has_arrived() {
                message.delivered.get_or_insert(at);
                message.due = None;
            } else if message.due.is_some_and(|due| due <= at) {
                message.due = schedule(&message.content).next_attempt(&message.attempts);
            }
            books.put(message.clone());
            Ok(Some(message))
        };
        let tried = self.change_at(tenant, self.now(), record).await?;
        if let (Some(message), Some(watch)) = (tried, &self.0.watch_tries) {
            watch(tenant, &message);
        }
        Ok(())
    }
}

/// Whether `known` is `before`, with all that was tried by then and perhaps more.
fn is_later(known: &Message, before: &Message) -> bool {
    known.at == before.at && known.content == before.content && known.attempts.starts_with(&before.attempts)
}

/// Whether a message is due later than a clock that is right would have it sent.
fn waits_too_long(message: &Message, now: DateTime<Utc>) -> bool {
    let longest = match message.attempts.len() {
        0 => LITTLE,
        tried => schedule(&message.content).pause(tried),
    };
    message.due.is_some_and(|due| due > now + longest)
}

fn schedule(content: &Content) -> &'static Schedule {
    match content {
        Content::Notification { .. } | Content::Mail { .. } => &FPS,
        Content::Sns { .. } => &SNS,
    }
}

impl Schedule {
    /// How long a message waits that was tried so often, once at least.
    fn pause(&self, tried: usize) -> TimeDelta {
        self.pauses[(tried - 1).min(self.pauses.len() - 1)]
    }

    /// When a message that was tried in vain is tried again; none once it is given up.
    fn next_attempt(&self, attempts: &[Attempt]) -> Option<DateTime<Utc>> {
        let (first, last) = (attempts.first()?, attempts.last()?);
        let next = last.at.checked_add_signed(self.pause(attempts.len()))?.trunc_subsecs(3);
        (next - first.at <= self.persistence).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many minutes after the first attempt each is made, where all are in vain.
    fn minutes(schedule: &Schedule) -> Vec<i64> {
        let start: DateTime<Utc> = "2012-03-05T17:30:00Z".parse().unwrap();
        let mut attempts = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next {
            attempts.push(Attempt { at, outcome: AttemptOutcome::Answered(500) });
            next = schedule.next_attempt(&attempts);
        }
        attempts.iter().map(|attempt| (attempt.at - start).num_minutes()).collect()
    }

    #[test]
    fn a_message_is_tried_for_a_day() {
        assert_eq!(minutes(&FPS), [0, 1, 6, 21, 51, 111, 231, 471, 951, 1431]);
    }

    #[test]
    fn one_of_amazon_pay_is_tried_every_hour_for_two_weeks() {
        assert_eq!(minutes(&SNS), (0..=14 * 24).map(|hour| hour * 60).collect::<Vec<_>>());
    }
}
