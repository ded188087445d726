//! A rehearsal: old programs are answered by a simulation of FPS, and for every payment it is told what the gateway would
//! have asked of Amazon Pay. Nothing is sent there.

mod plan;
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
use super::{
    calls::{self, Served},
    moment::Watcher,
};
use crate::{
    fps,
    sandbox::{Sandbox, rows::Tenant},
    server::{Answer, Arrived, Front, Listening, Peer, respond},
};

/// FPS as a [`Sandbox`] simulates it, with what the gateway would have done. Clones are handles to the same.
#[derive(Clone)]
pub struct Shadow(Arc<Inner>);

struct Inner {
    sandbox: Sandbox,
    front: Front<fps::Server<Sandbox>>,
    watch: Watcher<Told>,
}

/// A call that was answered, and what the gateway would have done for it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Told {
    /// The call, as the simulation has answered it.
    pub served: Served,
    /// The plan for it, where it is one for a payment that was taken in.
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
    pub fn of(sandbox: Sandbox, watch: impl Fn(&Told) + Send + Sync + 'static) -> Self {
        let front = sandbox.front_of(sandbox.clone()).interference(|operation, call| {
            calls::note(operation, call);
            async { None }
        });
        Self(Arc::new(Inner { sandbox, front, watch: Watcher::new(watch) }))
    }

    /// Takes a port, with 0 one that the system chooses, for FPS over REST and SOAP, for the co-branded pages and for the
    /// certificate of what is signed. Nothing steers the simulation or looks into it from there, not even from this
    /// machine: its callers are real ones, and the port may be behind a proxy. Faults of the sandbox happen to no call.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        let calls = Router::new().fallback(call).with_state(self.clone());
        Listening::of(self.0.sandbox.open_rooms().merge(calls), address).await
    }

    async fn answer(&self, arrived: Arrived) -> Answer {
        let (answer, served) = calls::serve(&self.0.front, arrived).await;
        let plan = self.plan(&served).await;
        self.0.watch.tell(&Told { served, plan });
        answer
    }

    /// What the gateway would have done for a call; nothing where it would have asked nobody.
    async fn plan(&self, served: &Served) -> Option<Plan> {
        let action = plan::planned(served.action?).filter(|_| served.refusal.is_none())?;
        let (caller, transaction) = (served.caller.as_deref()?, served.transaction.clone()?);
        let tenant = Tenant::of(caller);
        let look = self.0.sandbox.look(&tenant, move |books| plan::plan(books, action, &transaction)).await;
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
