use url::Url;

use crate::amazon_pay::Environment;
use crate::client::Endpoint;
use crate::error::Error;

/// Where a merchant is registered, and so which servers know the merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Region {
    /// The United States: `mws.amazonservices.com`.
    UnitedStates,
    /// Germany and the United Kingdom: `mws-eu.amazonservices.com`.
    Europe,
    /// Japan: `mws.amazonservices.jp`.
    Japan,
}

impl Region {
    /// The host that serves the region.
    pub fn host(self) -> &'static str {
        match self {
            Self::UnitedStates => "mws.amazonservices.com",
            Self::Europe => "mws-eu.amazonservices.com",
            Self::Japan => "mws.amazonservices.jp",
        }
    }
}

/// The section of the service that stands first in an environment's paths.
fn section(environment: Environment) -> &'static str {
    match environment {
        Environment::Live => "OffAmazonPayments",
        Environment::Sandbox => "OffAmazonPayments_Sandbox",
    }
}

/// Where requests go.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Region(Region),
    Endpoint(Endpoint),
}

impl Place {
    /// The address, path included, and the environment that it belongs to.
    pub fn resolve(self, chosen: Option<Environment>, version: &str) -> Result<(Url, Environment), Error> {
        let mut url = match self {
            Self::Region(region) => Endpoint::url(&format!("https://{}/", region.host()))?.into_url()?,
            Self::Endpoint(endpoint @ Endpoint::Url(_)) => endpoint.into_url()?,
            Self::Endpoint(Endpoint::Production | Endpoint::Sandbox) => {
                let problem = "that endpoint is one of FPS: choose a region, or give a URL";
                return Err(Error::Configuration(problem.to_owned()));
            }
        };
        let named = [Environment::Live, Environment::Sandbox]
            .into_iter()
            .find(|environment| url.path().split('/').any(|part| part == section(*environment)));
        let environment = match (named, chosen) {
            (Some(named), Some(chosen)) if named != chosen => {
                let problem = format!("the endpoint {url} is of the environment {named}, and {chosen} was chosen");
                return Err(Error::Configuration(problem));
            }
            (Some(environment), _) | (None, Some(environment)) => environment,
            (None, None) => {
                let problem = "there is no environment: choose Environment::Live or Environment::Sandbox";
                return Err(Error::Configuration(problem.to_owned()));
            }
        };
        if url.path() == "/" {
            url.set_path(&format!("/{}/{version}", section(environment)));
        }
        Ok((url, environment))
    }
}
