//! The shop's own ear: notifications as they come, each believed only when its signature was verified.

use std::sync::{Arc, Mutex, PoisonError};

use amazon_fps::amazon_pay::notification::Verifier;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use tokio::net::TcpListener;

use crate::listen::MESSAGE_TYPE;

/// A listener for notifications.
pub struct News(Arc<Ear>);

/// What has come.
#[derive(Clone, Default)]
pub struct Heard {
    /// The id and the state of what each verified notification is about.
    pub verified: Vec<(String, String)>,
    /// Why the others were not believed.
    pub refused: Vec<String>,
}

struct Ear {
    verifier: Verifier,
    heard: Mutex<Heard>,
}

impl News {
    /// Listens from now on.
    pub fn listen(listener: TcpListener, verifier: Verifier) -> Self {
        let ear = Arc::new(Ear { verifier, heard: Mutex::default() });
        let router = Router::new().fallback(take_in).with_state(Arc::clone(&ear));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self(ear)
    }

    /// What has come until now.
    pub fn heard(&self) -> Heard {
        self.0.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn take_in(State(ear): State<Arc<Ear>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let message_type = headers.get(MESSAGE_TYPE).and_then(|value| value.to_str().ok());
    let verified = ear.verifier.verify(message_type, &body).await;
    let mut heard = ear.heard.lock().unwrap_or_else(PoisonError::into_inner);
    match verified {
        Ok(told) => {
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            heard.verified.push((text(told.content.object_id()), text(told.content.state())));
            StatusCode::OK
        }
        Err(error) => {
            heard.refused.push(error.to_string());
            StatusCode::BAD_REQUEST
        }
    }
}
