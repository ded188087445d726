//! Somebody who looks: whether he may, at whose world, and what he gets to see.

use askama::Template;
use axum::{
    body::Body,
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header, request::Parts},
    response::IntoResponse,
};

use super::{
    filters,
    frame::{Frame, Section},
    login,
};
use crate::{
    error::ServiceError,
    sandbox::{
        CallerIdentity, Sandbox,
        books::{Books, Stop},
        http::guard,
        rows::Tenant,
        store_failed,
    },
    server::Peer,
    sign::v2::decode_parameters,
};

/// Characters of a text that is looked for.
const LONGEST_TEXT: usize = 200;

/// A request for a page, by somebody who may see it.
pub(super) struct Visit {
    pub(super) sandbox: Sandbox,
    /// Whose world is shown.
    pub(super) caller: CallerIdentity,
    pub(super) tenant: Tenant,
    /// The address that was asked for.
    pub(super) here: String,
    query: Vec<(String, String)>,
}

impl FromRequestParts<Sandbox> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Sandbox) -> Result<Self, Failure> {
        let Ok(ConnectInfo(peer)) = ConnectInfo::<Peer>::from_request_parts(parts, sandbox).await else {
            return Err(Failure::plain(StatusCode::INTERNAL_SERVER_ERROR, "Nobody knows who asks."));
        };
        if let Err(stranger) = guard::admit(sandbox, &peer, &parts.method, &parts.headers) {
            return Err(match stranger.status {
                StatusCode::UNAUTHORIZED => login::form(&parts.uri.to_string(), ""),
                status => Failure::plain(status, &format!("{}.", stranger.reason)),
            });
        }
        let query = decode_parameters(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        let named = query.iter().find(|(name, _)| name == "caller").map(|(_, key)| key.as_str());
        let caller = match named {
            Some(key) => sandbox.caller(key),
            None => sandbox.callers().into_iter().next(),
        };
        let Some(caller) = caller else {
            return Err(Failure::plain(StatusCode::NOT_FOUND, "The sandbox has no such caller: see /_sandbox/."));
        };
        let tenant = Tenant::of(&caller.access_key_id);
        Ok(Self { sandbox: sandbox.clone(), caller, tenant, here: parts.uri.to_string(), query })
    }
}

impl Visit {
    /// The parameter of that name; empty where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        let value = self.whole_text(name).trim();
        value.char_indices().nth(LONGEST_TEXT).map_or(value, |(end, _)| &value[..end])
    }

    /// The parameter of that name, whatever its length.
    pub(super) fn whole_text(&self, name: &str) -> &str {
        self.query.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.text(name).parse().ok()
    }

    /// What a rule finds in the world that is shown.
    pub(super) async fn look<T: Send + 'static>(
        &self,
        rule: impl Fn(&Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Failure> {
        let found = self.sandbox.look(&self.tenant, rule).await;
        found.map_err(|error| self.refused(&error))
    }

    /// What is around a page.
    pub(super) fn frame(&self, section: Section, title: impl Into<String>) -> Frame {
        Frame::new(self, section, title.into())
    }

    /// The page that says that there is nothing of that name.
    pub(super) fn missing(&self, section: Section, what: &str) -> Failure {
        let frame = self.frame(section, "Not found");
        Failure::page(StatusCode::NOT_FOUND, frame, format!("There is no such {what} in the world of this caller."))
    }

    /// The page that says why something can't be done or shown.
    pub(super) fn refused(&self, error: &ServiceError) -> Failure {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let frame = self.frame(Section::Overview, "Not done");
        Failure::page(status, frame, format!("{}: {}", error.code(), error.message()))
    }

    pub(super) fn failed(&self, error: crate::sandbox::store::StoreError) -> Failure {
        self.refused(&store_failed(error))
    }
}

/// The answer to an address at which nothing is.
pub(super) async fn nothing(visit: Visit) -> Failure {
    visit.missing(Section::Overview, "page")
}

/// A page, instead of the one that was asked for.
pub(super) struct Failure(Box<Response<Body>>);

#[derive(Template)]
#[template(path = "console/templates/failure.html", config = "src/sandbox/askama.toml")]
struct FailurePage {
    frame: Frame,
    message: String,
}

impl Failure {
    fn page(status: StatusCode, frame: Frame, message: String) -> Self {
        Self::of(status, &FailurePage { frame, message })
    }

    pub(super) fn of(status: StatusCode, template: &impl Template) -> Self {
        match page(template) {
            Ok(mut response) => {
                *response.status_mut() = status;
                Self(Box::new(response))
            }
            Err(failure) => failure,
        }
    }

    pub(super) fn plain(status: StatusCode, text: &str) -> Self {
        let mut response = Response::new(Body::from(format!("{text}\n")));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        harden(headers);
        Self(Box::new(response))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response<Body> {
        *self.0
    }
}

pub(super) fn page(template: &impl Template) -> Result<Response<Body>, Failure> {
    let html = template.render().map_err(|error| {
        Failure::plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("The page could not be written: {error}."))
    })?;
    let mut response = Response::new(Body::from(html));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    harden(headers);
    Ok(response)
}

/// Nothing but the sandbox's own style and script is loaded, nobody else learns what was looked at, and nothing is kept.
pub(super) fn harden(headers: &mut HeaderMap) {
    const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                          img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    let always: [(HeaderName, &str); 4] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
