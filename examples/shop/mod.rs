//! What the examples share: a sandbox on a port of this machine, and a client of it.

use amazon_fps::amazon_pay;
use amazon_fps::client::{Client, ClientBuilder, Credentials, Endpoint, HttpRequest, HttpResponse};
use amazon_fps::fps::Server;
use amazon_fps::ids::TokenId;
use amazon_fps::ipn::Verifier;
use amazon_fps::sandbox::{InstrumentKind, Latency, NewInstrument, NewToken, Sandbox, SeedInstrument};
use amazon_fps::server::{Arrived, Front};
use amazon_fps::sign::x509::Identity;

#[allow(dead_code)] // Not every example needs everything.
pub struct Shop {
    pub sandbox: Sandbox,
    pub client: Client,
    url: String,
}

pub async fn open() -> Result<Shop, Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().latency(Latency::ZERO).build().await?;
    let listening = sandbox.listen("127.0.0.1:0").await?;
    let url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));
    let client = builder(&sandbox, &url)?.build()?;
    Ok(Shop { sandbox, client, url })
}

#[allow(dead_code)] // Not every example needs everything.
impl Shop {
    /// A client in the making, with the shop's access key.
    pub fn builder(&self) -> Result<ClientBuilder, Box<dyn std::error::Error>> {
        builder(&self.sandbox, &self.url)
    }

    /// What tells genuine notifications from forged ones, by the certificate that the sandbox shows.
    pub fn verifier(&self) -> Result<Verifier, Box<dyn std::error::Error>> {
        Ok(Verifier::new()?.certificates_from(&self.url)?)
    }

    /// A client of Amazon Pay for this merchant, at the same sandbox.
    pub fn amazon_pay(&self, seller_id: &str) -> Result<amazon_pay::Client, Box<dyn std::error::Error>> {
        let caller = self.sandbox.callers().remove(0);
        let builder = amazon_pay::Client::builder()
            .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
            .seller_id(seller_id)
            .endpoint(Endpoint::url(&self.url)?)
            .environment(amazon_pay::Environment::Sandbox);
        Ok(builder.build()?)
    }

    /// The shop's certificate with its key.
    pub fn identity(&self) -> Result<Identity, Box<dyn std::error::Error>> {
        let caller = self.sandbox.callers().remove(0);
        let certificate = caller.certificate.as_ref().ok_or("the shop has no certificate")?.pem();
        Ok(Identity::from_pem(&certificate, caller.key_pem.as_deref().unwrap_or_default())?)
    }

    /// What a buyer's visit to the co-branded pages gives a shop: a token.
    pub async fn token(&self, kind: &str, payment_method: &str) -> Result<TokenId, Box<dyn std::error::Error>> {
        let token = NewToken {
            token_type: Some(kind.to_owned()),
            payment_method: Some(payment_method.to_owned()),
            ..NewToken::default()
        };
        Ok(self.sandbox.create_token(token).await?.token_id)
    }

    /// The same for a prepaid or a credit instrument.
    pub async fn instrument(&self, kind: InstrumentKind) -> Result<SeedInstrument, Box<dyn std::error::Error>> {
        Ok(self.sandbox.create_instrument(NewInstrument { kind, ..NewInstrument::default() }).await?)
    }
}

fn builder(sandbox: &Sandbox, url: &str) -> Result<ClientBuilder, Box<dyn std::error::Error>> {
    let caller = sandbox.callers().remove(0);
    let credentials = Credentials::new(&caller.access_key_id, &caller.secret_access_key);
    Ok(Client::builder().endpoint(Endpoint::url(url)?).credentials(credentials))
}

/// Hands a request to a front without a network between them.
#[allow(dead_code)] // Not every example needs everything.
pub async fn deliver(front: &Front<Server<Sandbox>>, request: HttpRequest) -> HttpResponse {
    let header = |name: &str| request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
    let (scheme, rest) = request.url.split_once("://").unwrap_or(("http", &request.url));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let reply = front
        .answer(Arrived {
            method: request.method.to_owned(),
            scheme: if scheme == "https" { "https" } else { "http" },
            host: host.to_owned(),
            path: format!("/{path}"),
            query: query.to_owned(),
            content_type: header("Content-Type").unwrap_or_default(),
            soap_action: header("SOAPAction"),
            user_agent: header("User-Agent").unwrap_or_default(),
            body: request.body.clone(),
        })
        .await;
    HttpResponse { status: reply.status, body: reply.body.into_bytes() }
}
