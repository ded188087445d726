mod fields;

use std::borrow::Cow;

use amazon_fps::client::{Answer, Client, Method};
use amazon_fps::contract::OperationInfo;
use amazon_fps::sign::rsa_sha1::SignatureAlgorithm;
use amazon_fps::sign::v2::SignatureMethod;
use amazon_fps::wire::{Encode, Limits, Node, flatten, query};
use amazon_fps::{Error, amazon_pay, fps};
use chrono::Utc;
use serde::Serialize;

use crate::connection::{ConnectionArgs, MerchantArgs, Transport};
use crate::failure::{Failure, Status};
use crate::json::{self, Json};
use crate::page::{Page, visible};
use crate::service::Service;

/// Call an action
///
/// Signs with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment, or over SOAP with --cert
/// and --key. `fps describe ACTION` lists the fields. For example:
///
/// `fps call Pay SenderTokenId=… TransactionAmount.Value=1 CallerReference=order-1`
///
/// Amazon Pay is called for a merchant, whose seller id stands in AMAZON_PAY_SELLER_ID:
///
/// `fps call --service amazon-pay GetOrderReferenceDetails AmazonOrderReferenceId=S01-…`
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The action, such as Pay
    action: String,
    /// Fields, written Name=Value, TransactionAmount.Value=1 or Role.1=Sender
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    /// The service
    #[arg(long, value_enum, default_value_t)]
    service: Service,
    #[command(flatten)]
    merchant: MerchantArgs,
    /// The transport [default: soap if there is a certificate, otherwise rest]
    #[arg(long, value_enum)]
    transport: Option<Transport>,
    /// The HTTP method over REST, of FPS [default: POST]
    #[arg(long, value_parser = ["GET", "POST"], ignore_case = true)]
    method: Option<String>,
    /// The signature method over REST, of FPS [default: HmacSHA256]
    #[arg(long, value_parser = ["HmacSHA256", "HmacSHA1"])]
    signature_method: Option<String>,
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

/// A client of either service.
enum Caller {
    Fps(Client),
    AmazonPay(amazon_pay::Client),
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let operation = self.operation()?;
        let parameters = fields::parameters(self.service.info(), operation, &self.fields)?;
        let borrowed = parameters.iter().map(|(name, value)| (Cow::from(name.as_str()), Cow::from(value.as_str())));
        let request = query::read(operation.name, borrowed, &Limits::REQUEST).map_err(Failure::usage)?;
        let (caller, transport) = self.caller()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let answer = runtime.block_on(caller.call(operation, request.root())).map_err(|error| {
            Failure::of_call(Some(self.service), &format!("{} over {transport}", operation.name), error)
        })?;
        self.print(operation, &answer)?;
        Ok(Status::Success)
    }

    fn operation(&self) -> Result<&'static OperationInfo, Failure> {
        let (name, service) = (self.action.as_str(), self.service.info());
        if let Some(operation) = service.operation(name) {
            return Ok(operation);
        }
        let failure = Failure::usage(format!("{} has no action called '{name}'", service.title));
        let other = Service::ALL.into_iter().find(|other| other.info().operation(name).is_some());
        Err(match (other, service.nearest_operation(name)) {
            (Some(other), _) => failure.advise(format!("{} has it: add {}.", other.info().title, other.option())),
            (None, Some(nearest)) => failure.advise(format!("Did you mean {}?", nearest.name)),
            (None, None) => failure.advise(format!("`fps describe {}` lists the actions.", self.service.option())),
        })
    }

    fn caller(&self) -> Result<(Caller, &'static str), Failure> {
        // The command line takes no other name.
        let signature_method =
            self.signature_method.as_deref().and_then(SignatureMethod::from_name).unwrap_or_default();
        let default = if self.connection.has_certificate() { Transport::Soap } else { Transport::Rest };
        match (self.service, self.transport.unwrap_or(default)) {
            (Service::AmazonPay, Transport::Soap) => {
                Err(Failure::usage("Amazon Pay speaks no SOAP").advise("Leave --transport soap, --cert and --key out."))
            }
            (Service::AmazonPay, Transport::Rest) if self.method.is_some() || self.signature_method.is_some() => {
                Err(Failure::usage("Amazon Pay is called by POST, signed with HmacSHA256")
                    .advise("Leave --method and --signature-method out."))
            }
            (Service::AmazonPay, Transport::Rest) => {
                Ok((Caller::AmazonPay(self.connection.amazon_pay(&self.merchant)?), "REST"))
            }
            (Service::Fps, Transport::Rest) => {
                let method = match &self.method {
                    Some(method) if method.eq_ignore_ascii_case("GET") => Method::Get,
                    _ => Method::Post,
                };
                Ok((Caller::Fps(self.connection.rest(method, signature_method)?), "REST"))
            }
            (Service::Fps, Transport::Soap) => {
                let algorithm = match self.algorithm.as_str() {
                    "RSA-SHA256" => SignatureAlgorithm::RsaSha256,
                    _ => SignatureAlgorithm::RsaSha1,
                };
                Ok((Caller::Fps(self.connection.soap(algorithm, Utc::now())?), "SOAP"))
            }
        }
    }

    fn print(&self, operation: &OperationInfo, answer: &Answer<Box<dyn Encode + Send>>) -> Result<(), Failure> {
        let result = answer.result.as_ref();
        if self.json {
            let result = Json::of(result);
            json::print(&Report { action: operation.name, request_id: answer.request_id.as_str(), result })?;
            return Ok(());
        }
        let mut page = Page::for_stdout();
        let fields = flatten(result);
        match fields.is_empty() {
            true => page.line(&format!("{} is done.", operation.name)),
            false => page.table(&["field", "value"], fields.into_iter().map(|(name, value)| [name, value])),
        }
        page.line(&format!("\nRequest {}", visible(answer.request_id.as_str())));
        page.print()?;
        Ok(())
    }
}

impl Caller {
    async fn call(
        &self,
        operation: &OperationInfo,
        request: Node<'_>,
    ) -> Result<Answer<Box<dyn Encode + Send>>, Error> {
        let unknown = || Error::Configuration(format!("the client has no operation {}", operation.name));
        match self {
            Self::Fps(client) => {
                let operation = fps::Operation::from_name(operation.name).ok_or_else(unknown)?;
                client.call_operation(operation, request).await
            }
            Self::AmazonPay(client) => {
                let operation = amazon_pay::Operation::from_name(operation.name).ok_or_else(unknown)?;
                client.call_operation(operation, request).await
            }
        }
    }
}
