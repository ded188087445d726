//! A rehearsal: old programs are answered by a simulation of FPS, or as FPS answered when it was recorded, and for every
//! call it is told what the gateway would have done: what it would have asked of Amazon Pay, and what it would have refused
//! although it was answered here. Nothing is sent there.

mod plan;
#[cfg(feature = "migrate")]
mod recorded;
#[cfg(feature = "migrate")]
mod rows;
mod source;
#[cfg(test)]
mod tests;

use std::{fmt, io, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, State},
    http::{Request, Response},
};
use tokio::net::ToSocketAddrs;

pub use self::plan::{Plan, Step};
#[cfg(feature = "migrate")]
pub use self::recorded::{Contents, Recordings, TooLarge};
use self::source::{Simulation, Source};
use super::{
    calls::{self, Served},
    moment::Watcher,
};
use crate::{
    fate::{self, ActionFate},
    fps,
    sandbox::{
        Sandbox,
        books::Books,
        rows::{SagaAction, Tenant},
    },
    server::{Answer, Arrived, Front, Listening, Peer, respond},
};

/// FPS as a [`Sandbox`] simulates it or as it was recorded, with what the gateway would have done. Clones are handles to
/// the same.
#[derive(Clone)]
pub struct Shadow(Arc<Inner>);

struct Inner {
    sandbox: Sandbox,
    front: Front<fps::Server<Arc<Source>>>,
    source: Arc<Source>,
    watch: Watcher<Told>,
}

/// How many calls a simulation takes that change something: what they leave is kept in memory, some kilobytes each.
const MOST_CHANGES: u64 = 100_000;

/// A call that was answered, and what the gateway would have done for it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Told {
    /// The call, as it was answered.
    pub served: Served,
    /// What becomes of its action, whether or not the call was done: where that is [impossible](fate::Fate::Impossible),
    /// the gateway refuses every call. None where it isn't known what the call asks.
    pub fate: Option<&'static ActionFate>,
    /// The plan for it, where it was done; none where nothing is known of what it was about.
    pub plan: Option<Plan>,
}

impl fmt::Debug for Shadow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shadow").field("sandbox", &self.0.sandbox).finish_non_exhaustive()
    }
}

impl Shadow {
    /// Has `sandbox` answer, and `watch` know of each call that was answered. It is called before the answer goes out, so
    /// it must be quick.
    ///
    /// The sandbox keeps all that it is told, so that it takes 100,000 calls that change something, and refuses those
    /// after them with ServiceUnavailable and HTTP status 503.
    pub fn of(sandbox: Sandbox, watch: impl Fn(&Told) + Send + Sync + 'static) -> Self {
        let simulation = Simulation::new(sandbox.clone(), MOST_CHANGES);
        Self::answering(sandbox, Source::Simulated(simulation), watch)
    }

    /// Has every call answered as it was when it was recorded: see [`Recordings`]. The sandbox has no part in the answers:
    /// it knows the callers, and what its rules know of them, and there are no co-branded pages.
    #[cfg(feature = "migrate")]
    pub fn recorded(sandbox: Sandbox, recordings: Recordings, watch: impl Fn(&Told) + Send + Sync + 'static) -> Self {
        Self::answering(sandbox, Source::Recorded(Box::new(recordings)), watch)
    }

    fn answering(sandbox: Sandbox, source: Source, watch: impl Fn(&Told) + Send + Sync + 'static) -> Self {
        let source = Arc::new(source);
        let front = sandbox.front_of(Arc::clone(&source)).interference(|operation, call| {
            calls::note(operation, call);
            async { None }
        });
        Self(Arc::new(Inner { sandbox, front, source, watch: Watcher::new(watch) }))
    }

    /// Takes a port, with 0 one that the system chooses, for FPS over REST and SOAP, for the co-branded pages and for the
    /// certificate of what is signed. Nothing steers the simulation or looks into it from there, not even from this
    /// machine: its callers are real ones, and the port may be behind a proxy. Faults of the sandbox happen to no call.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        let calls = Router::new().fallback(call).with_state(self.clone());
        let rooms = match &*self.0.source {
            Source::Simulated(_) => self.0.sandbox.open_rooms(),
            #[cfg(feature = "migrate")]
            Source::Recorded(_) => Router::new(),
        };
        Listening::of(rooms.merge(calls), address).await
    }

    async fn answer(&self, arrived: Arrived) -> Answer {
        let ((answer, served), asked) = source::listening(calls::serve(&self.0.front, arrived)).await;
        let plan = self.plan(&served, asked).await;
        let fate = served.action.and_then(fate::of);
        self.0.watch.tell(&Told { served, fate, plan });
        answer
    }

    /// What the gateway would have done for a call that was done.
    async fn plan(&self, served: &Served, asked: Vec<(String, String)>) -> Option<Plan> {
        if served.refusal.is_some() {
            return None;
        }
        let known = fate::of(served.action?)?;
        let transaction = served.transaction.clone();
        let Some(action) = SagaAction::of(known.action) else { return Some(plan::answered(known, transaction)) };
        let tenant = Tenant::of(served.caller.as_deref()?);
        let look = match &*self.0.source {
            Source::Simulated(_) => {
                let cancelled = asked.into_iter().find(|(name, _)| name == "TokenId").map(|(_, token)| token);
                let id = if action == SagaAction::CancelToken { cancelled } else { transaction }?;
                let plan = move |books: &Books<'_>| {
                    let subject = plan::subject(books, action, &id)?;
                    subject.map(|subject| plan::plan(books, subject)).transpose()
                };
                self.0.sandbox.look(&tenant, plan).await
            }
            #[cfg(feature = "migrate")]
            Source::Recorded(recordings) => {
                let now = self.0.sandbox.now();
                let subject = recordings.subject(action, &asked, transaction.as_deref(), now)?;
                self.0.sandbox.look(&tenant, move |books| plan::plan(books, subject.clone()).map(Some)).await
            }
        };
        // The call was answered from the same rows; where they can't be read any more, there is nothing to tell.
        look.ok().flatten()
    }
}

async fn call(
    State(shadow): State<Shadow>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request<Body>,
) -> Response<Body> {
    let arrived = match shadow.0.front.arrive(&peer, request).await {
        Ok(arrived) => arrived,
        Err(refusal) => return respond(&peer, Answer::Document(refusal)),
    };
    // Of its own, because this is dropped when the client hangs up: what it has asked for is done all the same.
    let answered = tokio::spawn(async move { shadow.answer(arrived).await });
    respond(&peer, answered.await.unwrap_or(Answer::Bare(500)))
}
