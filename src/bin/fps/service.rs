//! The services that the program speaks to.

use amazon_fps::contract::ServiceInfo;
use amazon_fps::{amazon_pay, fps};
use clap::ValueEnum;

/// A service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// The Flexible Payments Service
    #[default]
    Fps,
    /// Amazon Pay (OffAmazonPayments)
    AmazonPay,
}

impl Service {
    pub const ALL: [Self; 2] = [Self::Fps, Self::AmazonPay];

    /// What the contract says of it.
    pub fn info(self) -> &'static ServiceInfo {
        match self {
            Self::Fps => &fps::SERVICE,
            Self::AmazonPay => &amazon_pay::SERVICE,
        }
    }

    /// What has become of its endpoint.
    pub fn standing(self) -> &'static str {
        match self {
            Self::Fps => "closed since 2015",
            Self::AmazonPay => "whose place another API of Amazon Pay has taken",
        }
    }

    /// What to do where nobody knows whether a call was carried out.
    pub fn after_unknown(self) -> &'static str {
        match self {
            Self::Fps => {
                "Ask before acting: send it again with the same CallerReference, which moves no money twice, or look it \
                 up with GetTransactionStatus or GetAccountActivity."
            }
            Self::AmazonPay => {
                "Ask before acting: send it again with the same reference id (AuthorizationReferenceId, \
                 CaptureReferenceId, RefundReferenceId), which moves no money twice, or look it up with \
                 GetOrderReferenceDetails, GetAuthorizationDetails, GetCaptureDetails or GetBillingAgreementDetails."
            }
        }
    }

    /// As the command line spells it.
    pub fn option(self) -> &'static str {
        match self {
            Self::Fps => "--service fps",
            Self::AmazonPay => "--service amazon-pay",
        }
    }

    /// The other services that have an operation, a type or an error of that name.
    pub fn others_with(self, name: &str) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |other| *other != self && other.has(name))
    }

    fn has(self, name: &str) -> bool {
        let info = self.info();
        info.operation(name).is_some() || info.type_(name).is_some() || info.error(name).is_some()
    }
}
