mod fields;

use std::borrow::Cow;

use amazon_fps::client::{Answer, Client, Method};
use amazon_fps::fps::{Operation, SERVICE};
use amazon_fps::sign::rsa_sha1::SignatureAlgorithm;
use amazon_fps::sign::v2::SignatureMethod;
use amazon_fps::wire::{Encode, Limits, flatten, query};
use chrono::Utc;
use serde::Serialize;

use crate::connection::{ConnectionArgs, Transport};
use crate::failure::{Failure, Status};
use crate::json::{self, Json};
use crate::page::{Page, visible};

/// Call an action
///
/// Signs with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment, or over SOAP with --cert
/// and --key. `fps describe ACTION` lists the fields. For example:
///
/// `fps call Pay SenderTokenId=… TransactionAmount.Value=1 CallerReference=order-1`
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The action, such as Pay
    action: String,
    /// Fields, written Name=Value, TransactionAmount.Value=1 or Role.1=Sender
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    /// The transport [default: soap if there is a certificate, otherwise rest]
    #[arg(long, value_enum)]
    transport: Option<Transport>,
    /// The HTTP method over REST
    #[arg(long, value_parser = ["GET", "POST"], default_value = "POST", ignore_case = true)]
    method: String,
    /// The signature method over REST
    #[arg(long, value_parser = ["HmacSHA256", "HmacSHA1"], default_value = "HmacSHA256")]
    signature_method: String,
    /// The signature algorithm over SOAP
    #[arg(long, value_parser = ["RSA-SHA1", "RSA-SHA256"], default_value = "RSA-SHA1")]
    algorithm: String,
    #[command(flatten)]
    connection: ConnectionArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    action: &'a str,
    request_id: &'a str,
    result: Json,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let operation = operation(&self.action)?;
        let parameters = fields::parameters(operation.info(), &self.fields)?;
        let borrowed = parameters.iter().map(|(name, value)| (Cow::from(name.as_str()), Cow::from(value.as_str())));
        let request = query::read(operation.name(), borrowed, &Limits::REQUEST).map_err(Failure::usage)?;
        let (client, transport) = self.client()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let answer = runtime
            .block_on(client.call_operation(operation, request.root()))
            .map_err(|error| Failure::of_call(&format!("{} over {transport}", operation.name()), error))?;
        self.print(operation, &answer)?;
        Ok(Status::Success)
    }

    fn client(&self) -> Result<(Client, &'static str), Failure> {
        let default = if self.connection.has_certificate() { Transport::Soap } else { Transport::Rest };
        match self.transport.unwrap_or(default) {
            Transport::Rest => {
                let method = if self.method.eq_ignore_ascii_case("GET") { Method::Get } else { Method::Post };
                // The command line takes no other name.
                let signature_method = SignatureMethod::from_name(&self.signature_method).unwrap_or_default();
                Ok((self.connection.rest(method, signature_method)?, "REST"))
            }
            Transport::Soap => {
                let algorithm = match self.algorithm.as_str() {
                    "RSA-SHA256" => SignatureAlgorithm::RsaSha256,
                    _ => SignatureAlgorithm::RsaSha1,
                };
                Ok((self.connection.soap(algorithm, Utc::now())?, "SOAP"))
            }
        }
    }

    fn print(&self, operation: Operation, answer: &Answer<Box<dyn Encode + Send>>) -> Result<(), Failure> {
        let result = answer.result.as_ref();
        if self.json {
            let result = Json::of(result);
            json::print(&Report { action: operation.name(), request_id: answer.request_id.as_str(), result })?;
            return Ok(());
        }
        let mut page = Page::for_stdout();
        let fields = flatten(result);
        match fields.is_empty() {
            true => page.line(&format!("{} is done.", operation.name())),
            false => page.table(&["field", "value"], fields.into_iter().map(|(name, value)| [name, value])),
        }
        page.line(&format!("\nRequest {}", visible(answer.request_id.as_str())));
        page.print()?;
        Ok(())
    }
}

fn operation(name: &str) -> Result<Operation, Failure> {
    if let Some(operation) = Operation::from_name(name) {
        return Ok(operation);
    }
    let failure = Failure::usage(format!("{} has no action called '{name}'", SERVICE.title));
    Err(match SERVICE.nearest_operation(name) {
        Some(nearest) => failure.advise(format!("Did you mean {}?", nearest.name)),
        None => failure.advise("`fps describe` lists the actions."),
    })
}
