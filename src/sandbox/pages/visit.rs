//! What an address of the pages says, and who has signed it.

use crate::{
    cbui::{PATH, Request, Return, ReturnError, Status},
    fps,
    ids::CallerReference,
    sandbox::{CallerIdentity, Sandbox, rules::consent::Refusal},
    server::hosts,
    sign::{
        explain::{self, explain},
        v2::{SignatureMethod, decode_parameters, string_to_sign},
    },
};

/// The most parameters of an address: all that there are, twice.
const MOST_PARAMETERS: usize = 100;

/// The longest caller reference, in characters.
const LONGEST_REFERENCE: usize = 128;

/// The parameters that are not the caller's but steer the pages: the signature need not cover them.
const STEERING: [&str; 3] = ["auto", "buyer", "method"];

/// A visit that makes sense.
pub(crate) struct Visit {
    /// The access key of whoever has sent the visitor.
    pub(crate) caller: String,
    pub(crate) request: Request,
    /// Everything that the caller has written into the address, decoded.
    pub(super) parameters: Vec<(String, String)>,
    /// What steers the pages.
    pub(super) steering: Vec<(String, String)>,
    /// Whether the signature covers what steers the pages, too.
    pub(super) is_steering_signed: bool,
    pub(crate) exit: Exit,
}

/// Where a visit leads in the end.
#[derive(Clone)]
pub(crate) struct Exit {
    return_url: String,
    /// The caller's references, which come back to it.
    references: Vec<(String, CallerReference)>,
    /// Whether the caller has signed the address that leads there: else it may lead anywhere.
    pub(crate) is_signed: bool,
}

/// Why a visit is over before it has begun.
pub(crate) enum Turned {
    /// There is nowhere to go back to: the visitor is told why.
    Away(String),
    /// The caller is told why.
    Back(Exit, Refusal),
}

impl Turned {
    pub(crate) fn back(visit: &Visit, refusal: Refusal) -> Self {
        Self::Back(visit.exit.clone(), refusal)
    }
}

impl Visit {
    /// Reads a query, percent-encoded as it came to this host.
    pub(crate) async fn read(sandbox: &Sandbox, host: &str, query: &str) -> Result<Self, Turned> {
        if query.split('&').count() > MOST_PARAMETERS {
            return Err(Turned::Away(format!("The address has more than {MOST_PARAMETERS} parameters.")));
        }
        let all = decode_parameters(query).map_err(|error| Turned::Away(format!("{error}.")))?;
        let mut exit = Exit::read(&all).map_err(Turned::Away)?;
        let (steering, parameters): (Vec<_>, Vec<_>) =
            all.iter().cloned().partition(|(name, _)| STEERING.contains(&name.as_str()));
        let back = |refusal| Turned::Back(exit.clone(), refusal);

        let Some(key) = value(&parameters, "callerKey") else { return Err(back(Refusal::malformed(&["callerKey"]))) };
        let caller = match sandbox.caller(key) {
            Some(caller) => Some(caller),
            None => {
                // Another process on the same store may have added it.
                sandbox.search_callers().await;
                sandbox.caller(key)
            }
        };
        let caller = caller
            .ok_or_else(|| back(Refusal::new(Status::Nm, "callerKey is not the access key of a registered caller.")))?;
        let is_steering_signed = covers_steering(&caller, host, &all, &parameters).map_err(back)?;
        exit.is_signed = value(&parameters, "signature").is_some();
        let request = match Request::read(&parameters) {
            Ok(request) => request,
            Err(error) => return Err(Turned::Back(exit, Refusal::malformed(&error.names))),
        };
        let caller = caller.access_key_id.clone();
        Ok(Self { caller, request, parameters, steering, is_steering_signed, exit })
    }

    /// What a form has to send again, so that the signature still matches.
    pub(super) fn address(&self) -> Vec<(String, String)> {
        let steering = self.steering.iter().filter(|_| self.is_steering_signed);
        self.parameters.iter().chain(steering).cloned().collect()
    }

    /// What steers the pages, by its name.
    pub(crate) fn steering(&self, name: &str) -> Option<&str> {
        value(&self.steering, name)
    }
}

impl Exit {
    fn read(parameters: &[(String, String)]) -> Result<Self, String> {
        let url = value(parameters, "returnURL").or_else(|| value(parameters, "returnUrl"));
        let url = url.ok_or("returnURL is missing: the address must say where to go back to.")?;
        let is_web = url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !is_web {
            return Err("returnURL is not an absolute http or https address.".to_owned());
        }
        let references =
            ["callerReference", "callerReferenceSender", "callerReferenceFunding", "callerReferenceSettlement"]
                .into_iter()
                .filter_map(|name| {
                    let other = (name == "callerReference").then_some("CallerReference");
                    let text = value(parameters, name).or_else(|| value(parameters, other?))?;
                    Some((name.to_owned(), super::carried(text, LONGEST_REFERENCE).into()))
                });
        // Whether it can be used at all shows now, and not after somebody has approved.
        Return::new(Status::A).all_parameters(url).map_err(|error| useless(&error))?;
        Ok(Self { return_url: url.to_owned(), references: references.collect(), is_signed: false })
    }

    /// The signed address to go back to.
    pub(crate) fn address(&self, sandbox: &Sandbox, mut back: Return) -> Result<String, String> {
        for (name, reference) in &self.references {
            let place = match name.as_str() {
                "callerReferenceSender" => &mut back.caller_reference_sender,
                "callerReferenceFunding" => &mut back.caller_reference_funding,
                "callerReferenceSettlement" => &mut back.caller_reference_settlement,
                _ => &mut back.caller_reference,
            };
            *place = Some(reference.clone());
        }
        back.sign(sandbox.notary(), &sandbox.certificate_url(), &self.return_url).map_err(|error| useless(&error))
    }
}

fn useless(error: &ReturnError) -> String {
    format!("returnURL can't be gone back to: {error}.")
}

/// Checks the signature where there is one: over `all` parameters, or without those that steer the pages. Says whether
/// it covers the latter.
fn covers_steering(
    caller: &CallerIdentity,
    host: &str,
    all: &[(String, String)],
    parameters: &[(String, String)],
) -> Result<bool, Refusal> {
    let Some(signature) = value(parameters, "signature") else {
        return match value(parameters, "awsSignature") {
            Some(_) => Err(Refusal::malformed(&["awsSignature"])),
            None => Ok(false),
        };
    };
    let method = value(parameters, "signatureMethod").and_then(SignatureMethod::from_name);
    let (Some(method), Some("2")) = (method, value(parameters, "signatureVersion")) else {
        return Err(Refusal::malformed(&["signatureMethod", "signatureVersion"]));
    };
    let secret = &caller.secret_access_key;
    let hosts = hosts::<fps::Server<Sandbox>>(host);
    let covers = |parameters: &[(String, String)]| {
        hosts.iter().any(|host| method.verify(secret, &string_to_sign("GET", host, PATH, parameters), signature))
    };
    if covers(parameters) {
        return Ok(false);
    }
    if covers(all) {
        return Ok(true);
    }
    let signed = explain::Signed { verb: "GET", host, path: PATH, parameters, method, signature };
    let mut refusal = Refusal::malformed(&["signature"]);
    refusal.message += ": it does not match";
    if let Some(found) = explain(&signed, secret).found {
        let mistakes: Vec<_> = found.mistakes.iter().map(ToString::to_string).collect();
        refusal.message += &format!(": {}", mistakes.join("; "));
    }
    Err(refusal)
}

fn value<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let mut found = parameters.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim());
    found.find(|value| !value.is_empty())
}
