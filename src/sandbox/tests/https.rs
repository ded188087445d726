//! https, as clients see it that trust the sandbox's authority.

use std::{
    net::SocketAddr,
    process::{Command, Output, Stdio},
    sync::Arc,
};

use super::*;
use crate::{
    sandbox::{rows::Document, tls::DOCUMENT},
    sign::{
        v2::{SignatureMethod, encode_parameters, string_to_sign},
        x509::{self, Certificate},
    },
};

const CERTIFICATE: &str = "/certs/090909/PKICert.pem";

#[tokio::test]
async fn the_certificate_is_good_for_amazons_hosts_and_this_machine_and_nothing_else() {
    let world = World::in_memory().await;
    let address = serve(&world.sandbox).await;
    let expected = world.sandbox.notification_certificate().pem();
    let client = client(&world.sandbox.tls_authority().await.unwrap(), address);
    for host in [
        "fps.amazonaws.com",
        "fps.sandbox.amazonaws.com",
        "authorize.payments.amazon.com",
        "authorize.payments-sandbox.amazon.com",
        "mws.amazonservices.com",
        "mws-eu.amazonservices.com",
        "mws.amazonservices.jp",
        "sns.us-east-1.amazonaws.com",
        "localhost",
        "127.0.0.1",
    ] {
        let url = format!("https://{host}:{}{CERTIFICATE}", address.port());
        let answer = client.get(&url).send().await.unwrap_or_else(|error| panic!("{host}: {error:?}"));
        assert_eq!(answer.text().await.unwrap(), expected, "{host}");
    }
    let refused = client.get(format!("https://example.com:{}{CERTIFICATE}", address.port())).send().await.unwrap_err();
    assert!(refused.is_connect() && format!("{refused:?}").contains("NotValidForName"), "{refused:?}");
}

#[tokio::test]
async fn a_request_signed_for_the_host_without_its_port_is_answered() {
    let world = World::in_memory().await;
    let address = serve(&world.sandbox).await;
    let host = "fps.sandbox.amazonaws.com";
    let caller = &world.sandbox.callers()[0];
    let mut parameters: Vec<_> = [
        ("Action", "GetAccountBalance"),
        ("AWSAccessKeyId", &caller.access_key_id),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", START),
        ("Version", "2010-08-28"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let text = string_to_sign("GET", host, "/", &parameters);
    let signature = SignatureMethod::HmacSha256.sign(&caller.secret_access_key, &text);
    parameters.push(("Signature".to_owned(), signature));
    let url = format!("https://{host}:{}/?{}", address.port(), encode_parameters(&parameters));
    let client = client(&world.sandbox.tls_authority().await.unwrap(), address);
    let answer = client.get(url).header("host", host).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let answer = answer.text().await.unwrap();
    assert!(answer.starts_with("<GetAccountBalanceResponse "), "{answer}");
}

#[tokio::test]
async fn the_contract_names_the_address_as_it_was_asked_for() {
    let world = World::in_memory().await;
    let address = serve(&world.sandbox).await;
    let client = client(&world.sandbox.tls_authority().await.unwrap(), address);
    let url = format!("https://{address}/doc/2010-08-28/AmazonFPS.wsdl");
    let contract = client.get(url).send().await.unwrap().text().await.unwrap();
    assert!(contract.contains(&format!("location=\"https://{address}\"")), "{contract}");
}

#[tokio::test]
async fn the_authority_is_served_to_those_who_are_to_trust_it() {
    let world = World::in_memory().await;
    let authority = world.sandbox.tls_authority().await.unwrap();
    assert_eq!(authority.subject(), "CN=FPS sandbox authority");
    let address = serve(&world.sandbox).await;
    let url = format!("https://{address}/_sandbox/ca.pem");
    let served = client(&authority, address).get(url).send().await.unwrap();
    assert_eq!(served.headers()["content-type"], "application/x-pem-file");
    assert_eq!(served.text().await.unwrap(), authority.pem());
}

#[tokio::test]
async fn what_is_made_is_kept_with_the_data() {
    let world = World::in_a_file().await;
    assert_eq!(document(&world.sandbox).await, None, "nothing is made before it is asked for");
    let made = world.sandbox.tls_authority().await.unwrap();
    let kept = document(&world.sandbox).await.unwrap();
    assert!(kept.contains(&made.pem()));
    let world = world.restarted().await;
    assert_eq!(document(&world.sandbox).await, Some(kept));
}

#[tokio::test]
async fn what_is_kept_is_used() {
    let world = World::in_a_file().await;
    let day = |date: &str| format!("{date}T00:00:00Z").parse().unwrap();
    // Not what this program would make, so that it can only come from the data.
    let hosts = ["kept.example.com"];
    let (server, authority) =
        x509::server::generate("Kept", &hosts, 2048, day("2010-01-01"), day("2049-12-31")).unwrap();
    let body = format!("{}{}{}", server.certificate().pem(), authority.pem(), *server.key_pem().unwrap());
    let house = Tenant::house();
    let put = world.sandbox.change_at(&house, world.sandbox.now(), move |books| {
        books.put(Document { name: DOCUMENT.to_owned(), body: body.clone() });
        Ok(())
    });
    put.await.unwrap();
    let world = world.restarted().await;
    assert_eq!(world.sandbox.tls_authority().await.unwrap(), authority);
    assert_eq!(world.sandbox.tls_identity().await.unwrap().subject(), "CN=kept.example.com");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs curl and openssl"]
async fn judge_takes_the_sandbox_for_amazon_and_nothing_else() {
    let world = World::in_memory().await;
    let address = serve(&world.sandbox).await;
    let file = Folder::new();
    std::fs::create_dir_all(&file.0).unwrap();
    let authority = file.0.join("ca.pem");
    std::fs::write(&authority, world.sandbox.tls_authority().await.unwrap().pem()).unwrap();
    let authority = authority.to_str().unwrap();

    let curl = |host: &str, more: &[&str]| {
        let resolve = format!("{host}:{}:{}", address.port(), address.ip());
        let url = format!("https://{host}:{}{CERTIFICATE}", address.port());
        run("curl", &[&["--silent", "--show-error", "--noproxy", "*", "--resolve", &resolve, &url], more].concat())
    };
    let trusting = ["--cacert", authority];
    for host in ["fps.amazonaws.com", "authorize.payments-sandbox.amazon.com", "localhost"] {
        let answer = curl(host, &trusting);
        assert!(answer.status.success(), "{host}: {answer:?}");
        assert_eq!(String::from_utf8_lossy(&answer.stdout), world.sandbox.notification_certificate().pem());
    }
    // curl's number for a peer whose certificate it doesn't take.
    assert_eq!(curl("example.com", &trusting).status.code(), Some(60), "another host");
    assert_eq!(curl("fps.amazonaws.com", &[]).status.code(), Some(60), "no trust");

    let connect = address.to_string();
    let openssl = |version: &str| {
        let common = ["s_client", "-connect", &connect, "-CAfile", authority, "-verify_return_error"];
        let host = ["-servername", "fps.amazonaws.com", "-verify_hostname", "fps.amazonaws.com"];
        run("openssl", &[&common[..], &host[..], &[version]].concat())
    };
    for version in ["-tls1_2", "-tls1_3"] {
        let said = openssl(version);
        let text = String::from_utf8_lossy(&said.stdout);
        assert!(said.status.success() && text.contains("Verify return code: 0 (ok)"), "{version}: {said:?}");
    }
    assert!(!openssl("-tls1_1").status.success());
}

async fn serve(sandbox: &Sandbox) -> SocketAddr {
    let listening = sandbox.listen("127.0.0.1:0").await.unwrap().tls(&sandbox.tls_identity().await.unwrap());
    let address = listening.address();
    tokio::spawn(listening.serve(std::future::pending()));
    address
}

/// What the store has of the certificate.
async fn document(sandbox: &Sandbox) -> Option<String> {
    let house = Tenant::house();
    let document = sandbox.change_at(&house, sandbox.now(), |books| books.document(DOCUMENT)).await.unwrap();
    document.map(|document| document.body)
}

/// A client that trusts nobody else, and finds every host at `address`.
fn client(authority: &Certificate, address: SocketAddr) -> reqwest::Client {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(authority.der().to_vec().into()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .dns_resolver(Everywhere(address))
        .no_proxy()
        .build()
        .unwrap()
}

struct Everywhere(SocketAddr);

impl reqwest::dns::Resolve for Everywhere {
    fn resolve(&self, _name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let addresses: reqwest::dns::Addrs = Box::new(std::iter::once(self.0));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

fn run(program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{program}: {error}"))
}
