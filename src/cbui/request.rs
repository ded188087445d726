//! A visit to the pages, as its address has it.

use super::{
    VERSION,
    field::{Field, Parameters, Source},
    pipeline::Pipeline,
    terms::{Address, Branding},
};

/// What somebody is sent to the pages for, and where he comes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// What is to be authorised.
    pub pipeline: Pipeline,
    /// Where the browser goes afterwards: an absolute http or https address. Parameters of its own are kept.
    pub return_url: String,
    /// How the caller shows itself.
    pub branding: Branding,
    /// Whether the buyer is asked for a shipping address: with SingleUse, MultiUse and Recurring.
    pub collect_shipping_address: Option<bool>,
    /// A shipping address to begin with.
    pub address: Address,
}

/// Parameters that are missing, or that hold what they can't hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("missing or not well formed: {}", names.join(", "))]
#[non_exhaustive]
pub struct Malformed {
    /// Their names, sorted.
    pub names: Vec<&'static str>,
}

impl Request {
    /// For this pipeline, without branding and without a shipping address.
    pub fn new(pipeline: impl Into<Pipeline>, return_url: impl Into<String>) -> Self {
        Self {
            pipeline: pipeline.into(),
            return_url: return_url.into(),
            branding: Branding::default(),
            collect_shipping_address: None,
            address: Address::default(),
        }
    }

    /// Shows the caller in this way.
    #[must_use]
    pub fn branding(self, branding: Branding) -> Self {
        Self { branding, ..self }
    }

    /// Asks the buyer for a shipping address, beginning with what is known of it.
    #[must_use]
    pub fn shipping_address(self, address: Address) -> Self {
        Self { collect_shipping_address: Some(true), address, ..self }
    }

    /// Reads the decoded parameters of an address. Unknown ones are passed over, and `version` may be missing.
    ///
    /// # Errors
    /// [`Malformed`], which names every parameter that is missing or can't be used.
    pub fn read(parameters: &[(String, String)]) -> Result<Self, Malformed> {
        let mut from = Source::new(parameters);
        let request = Self::read_from(&mut from);
        match (request, from.malformed()) {
            (Some(request), names) if names.is_empty() => Ok(request),
            (_, names) => Err(Malformed { names }),
        }
    }

    /// The parameters, without the caller's key and signature.
    ///
    /// # Errors
    /// [`Malformed`] where [`Request::read`] would not take them.
    pub fn parameters(&self) -> Result<Vec<(&'static str, String)>, Malformed> {
        let mut parameters = Parameters::new();
        parameters.push(("pipelineName", self.pipeline.name().to_owned()));
        parameters.push(("returnURL", self.return_url.clone()));
        parameters.push(("version", VERSION.to_owned()));
        self.pipeline.write(&mut parameters);
        self.branding.write("", &mut parameters);
        self.collect_shipping_address.write("collectShippingAddress", &mut parameters);
        self.address.write("", &mut parameters);
        let written: Vec<_> = parameters.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let mut source = Source::new(&written);
        // What can't be written shows in what is read, and what would not be written only here.
        self.pipeline.check(&mut source);
        Self::read_from(&mut source);
        match source.malformed() {
            names if names.is_empty() => Ok(parameters),
            names => Err(Malformed { names }),
        }
    }

    fn read_from(from: &mut Source<'_>) -> Option<Self> {
        if from.get("version").is_some_and(|version| version != VERSION) {
            from.reject("version");
        }
        if from.get("currencyCode").is_some_and(|code| code != "USD") {
            from.reject("currencyCode");
        }
        let return_url: Option<String> = Field::read("returnURL", from);
        if !return_url.as_deref().is_some_and(is_web) {
            from.reject("returnURL");
        }
        let name: Option<String> = Field::read("pipelineName", from);
        let pipeline = name.and_then(|name| Pipeline::read(&name, from));
        if let Some(pipeline) = &pipeline {
            pipeline.check(from);
        }
        let branding = Field::read("", from);
        let collect_shipping_address = Field::read("collectShippingAddress", from);
        let address = Field::read("", from);
        Some(Self {
            pipeline: pipeline?,
            return_url: return_url?,
            branding: branding?,
            collect_shipping_address: collect_shipping_address?,
            address: address?,
        })
    }
}

fn is_web(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}
