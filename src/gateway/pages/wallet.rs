//! Where buyers consent: on the page of Amazon Pay's widgets, or on another page that leads there.

use url::Url;

use crate::{
    amazon_pay::{Environment, client::Region},
    sandbox::rows::{Consent, ConsentKind},
};

/// Where the buyers of a merchant consent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wallet {
    /// A page of the gateway itself, with Amazon Pay's own widgets on it.
    Widgets {
        /// The client id under which the merchant is registered for Login with Amazon: `amzn1.application-oa2-client.…`.
        client_id: String,
        /// Where the script of the widgets is, if not where the region of the merchant has it.
        script: Option<String>,
    },
    /// A page elsewhere. It is sent the parameters `sellerId`, `returnUrl`, `state` and, for a billing agreement,
    /// `agreementType=BillingAgreement`; for a consent that is there already `orderReferenceId` or
    /// `billingAgreementId`; in the live environment `environment=live`. It sends the buyer back to `returnUrl` with the
    /// same `state` and either `orderReferenceId`, or `billingAgreementId` and `consentStatus=true`, or
    /// `error=access_denied`. What it names must still be a draft, unless it was asked to choose for once more: what is
    /// confirmed already is refused, as anybody may write its id into the address. The sandbox has such a page at
    /// `/amazon-pay/buyer`.
    Page {
        /// Its address.
        url: String,
    },
}

impl Wallet {
    /// The widgets, for the merchant whose client id this is.
    pub fn widgets(client_id: impl Into<String>, script: Option<String>) -> Self {
        Self::Widgets { client_id: client_id.into(), script }
    }

    /// The page beside an endpoint that is not Amazon's own, such as that of a sandbox.
    pub(crate) fn beside(endpoint: &str) -> Option<Self> {
        let mut url = Url::parse(endpoint).ok().filter(Url::has_host)?;
        url.set_path("/amazon-pay/buyer");
        url.set_query(None);
        Some(Self::Page { url: url.into() })
    }

    /// What is wrong with it, if anything is.
    pub fn problem(&self) -> Option<String> {
        let is_web =
            |text: &str| Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        match self {
            Self::Page { url } if !is_web(url) => Some("the page for buyers is no http or https address".to_owned()),
            Self::Widgets { client_id, .. }
                if client_id.is_empty()
                    || !client_id.chars().all(|char| char.is_ascii_alphanumeric() || ".-_".contains(char)) =>
            {
                Some("the client id has a character that can't be in one".to_owned())
            }
            Self::Widgets { script: Some(script), .. } if !script.starts_with("https://") || !is_web(script) => {
                Some("the script of the widgets is no https address".to_owned())
            }
            _ => None,
        }
    }
}

/// Where Amazon has the script of the widgets.
pub(super) fn script(region: Region, environment: Environment) -> String {
    let (host, place) = match region {
        Region::UnitedStates => ("static-na", "us"),
        // Germany has one of its own, which has to be named.
        Region::Europe => ("static-eu", "uk"),
        Region::Japan => ("static-fe", "jp"),
    };
    let sandbox = if environment == Environment::Sandbox { "/sandbox" } else { "" };
    format!("https://{host}.payments-amazon.com/OffAmazonPayments/{place}{sandbox}/js/Widgets.js")
}

/// What a buyer is sent away for.
pub(super) struct Errand<'a> {
    pub(super) seller: &'a str,
    pub(super) environment: Environment,
    pub(super) kind: ConsentKind,
    /// What he consented to already, and chooses for once more.
    pub(super) known: Option<&'a Consent>,
    /// Where he comes back to.
    pub(super) back: &'a str,
    pub(super) state: &'a str,
    /// What the page does by itself, for tests.
    pub(super) steering: &'a [(String, String)],
}

impl Errand<'_> {
    /// The address that the buyer is sent to, on a page elsewhere.
    pub(super) fn address(&self, page: &str) -> Result<String, url::ParseError> {
        let mut url = Url::parse(page)?;
        let mut add = |name: &str, value: &str| {
            url.query_pairs_mut().append_pair(name, value);
        };
        add("sellerId", self.seller);
        add("returnUrl", self.back);
        add("state", self.state);
        match (self.known, self.kind) {
            (Some(known), ConsentKind::Once) => add("orderReferenceId", &known.id),
            (Some(known), ConsentKind::Standing) => add("billingAgreementId", &known.id),
            (None, ConsentKind::Once) => {}
            (None, ConsentKind::Standing) => add("agreementType", "BillingAgreement"),
        }
        if self.environment == Environment::Live {
            add("environment", "live");
        }
        self.steering.iter().for_each(|(name, value)| add(name, value));
        Ok(url.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_a_sandbox_is_beside_its_endpoint() {
        let wallet = Wallet::beside("http://127.0.0.1:8080/OffAmazonPayments_Sandbox/2013-01-01");
        assert_eq!(wallet, Some(Wallet::Page { url: "http://127.0.0.1:8080/amazon-pay/buyer".to_owned() }));
        assert_eq!(Wallet::beside("here"), None);
    }

    #[test]
    fn a_wallet_that_can_not_be_is_told() {
        let widgets = |client_id: &str, script: Option<&str>| Wallet::Widgets {
            client_id: client_id.to_owned(),
            script: script.map(str::to_owned),
        };
        for (wallet, is_right) in [
            (Wallet::Page { url: "https://shop.example.com/consent".to_owned() }, true),
            (Wallet::Page { url: "javascript:alert(1)".to_owned() }, false),
            (widgets("amzn1.application-oa2-client.0123abcd", None), true),
            (widgets("\"><script>", None), false),
            (widgets("a", Some("http://example.com/Widgets.js")), false),
            (widgets("a", Some("https://example.com/Widgets.js")), true),
        ] {
            assert_eq!(wallet.problem().is_none(), is_right, "{wallet:?}");
        }
    }
}
