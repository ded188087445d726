//! The way back from the pages: the query with which the browser comes to `returnURL`.

use super::{
    field::{Field, Parameters, Source},
    terms::{Address, CardExpiry, Status},
};
#[cfg(feature = "soap")]
use url::Url;

#[cfg(feature = "soap")]
use crate::sign::{
    outbound::{self, Delivery, Signed},
    v2::encode_parameters,
    x509::{Certificate, Identity},
};
use crate::{
    ids::{CallerReference, InstrumentId, TokenId},
    sign::v2::{NotUtf8, decode_parameters},
};

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $name:literal,)*) => {
        /// What comes back from the pages. Whoever follows the address in the browser can change it: trust it once
        /// its signature is verified, by [`Return::verify`] or by the action VerifySignature.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Return {
            /// How the visit ended.
            pub status: Status,
            $($(#[$doc])* pub $field: Option<$type>,)*
            /// The shipping address, where it was asked for.
            pub address: Address,
        }

        const NAMES: &[&str] = &["status", $($name),*];

        impl Return {
            /// With this status, and nothing else.
            pub fn new(status: Status) -> Self {
                Self { status, $($field: None,)* address: Address::default() }
            }

            /// The parameters, without the signature.
            pub fn parameters(&self) -> Vec<(&'static str, String)> {
                let mut parameters = Parameters::new();
                $(self.$field.write($name, &mut parameters);)*
                self.status.write("status", &mut parameters);
                self.address.write("", &mut parameters);
                parameters
            }

            fn read_from(from: &mut Source<'_>) -> Option<Self> {
                let status = Field::read("status", from);
                $(let $field = Field::read($name, from);)*
                Some(Self { status: status?, $($field: $field?,)* address: Field::read("", from)? })
            }
        }
    };
}

fields! {
    /// The token: not from SetupPrepaid and SetupPostpaid.
    token_id: TokenId = "tokenID",
    /// From Recipient, the token for refunds.
    refund_token_id: TokenId = "refundTokenID",
    /// From SetupPrepaid, the instrument.
    prepaid_instrument_id: InstrumentId = "prepaidInstrumentID",
    /// From SetupPrepaid, the token that pays.
    prepaid_sender_token_id: TokenId = "prepaidSenderTokenID",
    /// From SetupPrepaid, the token that funds.
    funding_token_id: TokenId = "fundingTokenID",
    /// From SetupPostpaid, the instrument.
    credit_instrument_id: InstrumentId = "creditInstrumentID",
    /// From SetupPostpaid, the token that pays.
    credit_sender_token_id: TokenId = "creditSenderTokenID",
    /// From SetupPostpaid, the token that settles.
    settlement_token_id: TokenId = "settlementTokenID",
    /// When the credit card expires, where it is one.
    expiry: CardExpiry = "expiry",
    /// The caller's name for the token.
    caller_reference: CallerReference = "callerReference",
    /// From SetupPrepaid and SetupPostpaid, the caller's name for the token that pays.
    caller_reference_sender: CallerReference = "callerReferenceSender",
    /// From SetupPrepaid, the caller's name for the token that funds.
    caller_reference_funding: CallerReference = "callerReferenceFunding",
    /// From SetupPostpaid, the caller's name for the token that settles.
    caller_reference_settlement: CallerReference = "callerReferenceSettlement",
    /// What was wrong, where something was.
    error_message: String = "errorMessage",
}

/// Why a way back can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReturnError {
    /// A parameter is missing, or holds what it can't hold.
    #[error("missing or not well formed: {}", names.join(", "))]
    Malformed {
        /// The parameters.
        names: Vec<&'static str>,
    },
    /// A parameter is there more than once, so that nobody can tell which one counts.
    #[error("{name} is there more than once")]
    Repeated {
        /// The parameter.
        name: &'static str,
    },
    /// The query is no text.
    #[error(transparent)]
    NotUtf8(#[from] NotUtf8),
    /// It is not signed as it should be.
    #[cfg(feature = "soap")]
    #[error(transparent)]
    Signature(#[from] outbound::Error),
}

impl Return {
    /// Reads a query, percent-encoded as it came, without looking at its signature. Parameters that `returnURL` has
    /// of its own are passed over.
    ///
    /// # Errors
    /// [`ReturnError::Malformed`], [`ReturnError::Repeated`] or [`ReturnError::NotUtf8`].
    pub fn read(query: &str) -> Result<Self, ReturnError> {
        Self::of(&decode_parameters(query.trim_start_matches('?'))?)
    }

    /// Reads a query whose signature is that of `certificate` for `return_url`: the address that was given to the
    /// pages, of which the query is not looked at.
    ///
    /// # Errors
    /// As [`Return::read`], or [`ReturnError::Signature`].
    #[cfg(feature = "soap")]
    pub fn verify(return_url: &str, query: &str, certificate: &Certificate) -> Result<Self, ReturnError> {
        let parameters = decode_parameters(query.trim_start_matches('?'))?;
        Signed::read(&parameters)?.verify(certificate, Delivery::Get, return_url)?;
        Self::of(&parameters)
    }

    /// The whole address that the browser is sent back to: `return_url` with its own parameters, and signed.
    ///
    /// # Errors
    /// [`ReturnError::Repeated`] where `return_url` has a parameter of its own that is one of the pages', or
    /// [`ReturnError::Signature`] where it is no address.
    #[cfg(feature = "soap")]
    pub fn sign(&self, identity: &Identity, certificate_url: &str, return_url: &str) -> Result<String, ReturnError> {
        let (mut url, parameters) = self.all_parameters(return_url)?;
        let signed = outbound::sign(identity, certificate_url, Delivery::Get, return_url, &parameters)?;
        url.set_query(Some(&encode_parameters(&signed)));
        Ok(url.into())
    }

    /// `return_url`, and everything that is signed for it: its own parameters first.
    #[cfg(feature = "soap")]
    pub(crate) fn all_parameters(&self, return_url: &str) -> Result<(Url, Vec<(String, String)>), ReturnError> {
        let url = Url::parse(return_url).map_err(|_| outbound::Error::url(return_url))?;
        let mut parameters = decode_parameters(url.query().unwrap_or_default())?;
        let added = self.parameters();
        let taken = NAMES.iter().chain(SIGNATURE).copied().chain(added.iter().map(|(name, _)| *name));
        if let Some(name) = taken.into_iter().find(|name| parameters.iter().any(|(own, _)| own == name)) {
            return Err(ReturnError::Repeated { name });
        }
        parameters.extend(added.into_iter().map(|(name, value)| (name.to_owned(), value)));
        Ok((url, parameters))
    }

    fn of(parameters: &[(String, String)]) -> Result<Self, ReturnError> {
        let count = |name: &str| parameters.iter().filter(|(known, _)| known == name).count();
        if let Some(name) = NAMES.iter().chain(ADDRESS).copied().find(|name| count(name) > 1) {
            return Err(ReturnError::Repeated { name });
        }
        let mut from = Source::new(parameters);
        match (Self::read_from(&mut from), from.malformed()) {
            (Some(read), names) if names.is_empty() => Ok(read),
            (_, names) => Err(ReturnError::Malformed { names }),
        }
    }
}

const ADDRESS: &[&str] =
    &["addressName", "addressLine1", "addressLine2", "city", "state", "zip", "country", "phoneNumber"];
#[cfg(feature = "soap")]
const SIGNATURE: &[&str] = &["signature", "Signature", "signatureVersion", "signatureMethod", "certificateUrl"];
