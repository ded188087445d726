//! The seven kinds of authorisation, each with its parameters.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    field::{Field, Parameters, Source},
    terms::{Bound, Period, UsageLimit},
};
use crate::{
    fps::PaymentMethod,
    ids::{CallerReference, TokenId},
    money::Amount,
};

/// The longest payment reason, in characters: as in a request of FPS.
const LONGEST_REASON: usize = 64;

macro_rules! pipelines {
    ($(
        $(#[$doc:meta])*
        $pipeline:ident {
            required { $($(#[$required_doc:meta])* $required:ident: $required_type:ty = $required_name:literal,)* }
            optional { $($(#[$optional_doc:meta])* $optional:ident: $optional_type:ty = $optional_name:literal,)* }
            list { $($(#[$list_doc:meta])* $list:ident: $list_type:ty = $list_name:literal,)* }
        }
    )*) => {
        /// What somebody is asked to authorise.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Pipeline {
            $($(#[$doc])* $pipeline($pipeline),)*
        }

        impl Pipeline {
            /// The names of all pipelines: the values of `pipelineName`.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($pipeline)),*];

            /// The value of `pipelineName`.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$pipeline(_) => stringify!($pipeline),)*
                }
            }

            /// The parameters that are its own.
            pub fn parameters(&self) -> Vec<(&'static str, String)> {
                let mut parameters = Parameters::new();
                self.write(&mut parameters);
                parameters
            }

            pub(super) fn write(&self, to: &mut Parameters) {
                match self {
                    $(Self::$pipeline(it) => {
                        $(it.$required.write($required_name, to);)*
                        $(it.$optional.write($optional_name, to);)*
                        $(it.$list.write($list_name, to);)*
                    })*
                }
            }

            /// Nothing where a parameter can't be used or there is no such pipeline: `from` knows which.
            pub(super) fn read(name: &str, from: &mut Source<'_>) -> Option<Self> {
                match name {
                    $(stringify!($pipeline) => {
                        // All are read before the first that can't be used ends it, so that all are named.
                        $(let $required = Field::read($required_name, from);)*
                        $(let $optional = Field::read($optional_name, from);)*
                        $(let $list = Field::read($list_name, from);)*
                        Some(Self::$pipeline($pipeline {
                            $($required: $required?,)*
                            $($optional: $optional?,)*
                            $($list: $list?,)*
                        }))
                    })*
                    _ => {
                        from.reject("pipelineName");
                        None
                    }
                }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub struct $pipeline {
                $($(#[$required_doc])* pub $required: $required_type,)*
                $($(#[$optional_doc])* pub $optional: Option<$optional_type>,)*
                $($(#[$list_doc])* pub $list: Vec<$list_type>,)*
            }

            impl $pipeline {
                /// With what is required, and nothing else.
                pub fn new($($required: impl Into<$required_type>),*) -> Self {
                    Self {
                        $($required: $required.into(),)*
                        $($optional: None,)*
                        $($list: Vec::new(),)*
                    }
                }

                $(
                    $(#[$optional_doc])*
                    #[must_use]
                    pub fn $optional(mut self, value: impl Into<$optional_type>) -> Self {
                        self.$optional = Some(value.into());
                        self
                    }
                )*

                $(
                    $(#[$list_doc])*
                    #[must_use]
                    pub fn $list(mut self, values: impl IntoIterator<Item = impl Into<$list_type>>) -> Self {
                        self.$list = values.into_iter().map(Into::into).collect();
                        self
                    }
                )*
            }

            impl From<$pipeline> for Pipeline {
                fn from(pipeline: $pipeline) -> Self {
                    Self::$pipeline(pipeline)
                }
            }
        )*
    };
}

pipelines! {
    /// One payment. The token can be used for three hours.
    SingleUse {
        required {
            /// The caller's name for the token.
            caller_reference: CallerReference = "callerReference",
            /// The most that may be paid.
            transaction_amount: Amount = "transactionAmount",
        }
        optional {
            /// What is paid for, in 64 characters at most.
            payment_reason: String = "paymentReason",
            /// Who is paid, where it is not the caller.
            recipient_token: TokenId = "recipientToken",
            /// Whether the amount is to be reserved first, which needs a credit card.
            reserve: bool = "reserve",
            /// A part of the amount, to be shown.
            item_total: Amount = "itemTotal",
            /// A part of the amount, to be shown.
            shipping: Amount = "shipping",
            /// A part of the amount, to be shown.
            handling: Amount = "handling",
            /// A part of the amount, to be shown.
            gift_wrapping: Amount = "giftWrapping",
            /// What is taken off the amount, to be shown.
            discount: Amount = "discount",
            /// A part of the amount, to be shown.
            tax: Amount = "tax",
        }
        list {
            /// How may be paid. Default: by credit card, bank account or account balance.
            payment_methods: PaymentMethod = "paymentMethod",
        }
    }

    /// Many payments within limits.
    MultiUse {
        required {
            /// The caller's name for the token.
            caller_reference: CallerReference = "callerReference",
            /// The most that may be paid in all.
            global_amount_limit: Amount = "globalAmountLimit",
        }
        optional {
            /// What each payment is compared with.
            transaction_amount: Amount = "transactionAmount",
            /// How each payment compares with `transaction_amount`. Default: it is exactly that.
            amount_type: Bound = "amountType",
            /// When the token begins to be valid. Default: at once.
            validity_start: DateTime<Utc> = "validityStart",
            /// When the token is no longer valid. Default: after a year.
            validity_expiry: DateTime<Utc> = "validityExpiry",
            /// What is paid for, in 64 characters at most.
            payment_reason: String = "paymentReason",
            /// Whether the pages show the recipients beside the caller: needs `recipient_tokens`.
            is_recipient_cobranding: bool = "isRecipientCobranding",
        }
        list {
            /// How much may be paid, or how often, in a window of time: two limits at most.
            usage_limits: UsageLimit = "usageLimit",
            /// Who may be paid. Default: anybody.
            recipient_tokens: TokenId = "recipientTokenList",
            /// How may be paid. Default: by credit card, bank account or account balance.
            payment_methods: PaymentMethod = "paymentMethod",
        }
    }

    /// The same payment again and again.
    Recurring {
        required {
            /// The caller's name for the token.
            caller_reference: CallerReference = "callerReference",
            /// What each payment is.
            transaction_amount: Amount = "transactionAmount",
            /// The window in which there may be one payment.
            recurring_period: Period = "recurringPeriod",
        }
        optional {
            /// When the token begins to be valid. Default: at once.
            validity_start: DateTime<Utc> = "validityStart",
            /// When the token is no longer valid. Default: after a year.
            validity_expiry: DateTime<Utc> = "validityExpiry",
            /// What is paid for, in 64 characters at most.
            payment_reason: String = "paymentReason",
            /// Who is paid, where it is not the caller.
            recipient_token: TokenId = "recipientToken",
            /// Whether the pages show the recipient beside the caller.
            is_recipient_cobranding: bool = "isRecipientCobranding",
        }
        list {
            /// How may be paid. Default: by credit card, bank account or account balance.
            payment_methods: PaymentMethod = "paymentMethod",
        }
    }

    /// A seller's consent to be paid through the caller, a marketplace.
    Recipient {
        required {
            /// The caller's name for the token.
            caller_reference: CallerReference = "callerReference",
            /// Whether the seller pays the fees of the service, and not the caller.
            recipient_pays_fee: bool = "recipientPaysFee",
        }
        optional {
            /// The most that the caller may charge for a payment.
            max_fixed_fee: Amount = "maxFixedFee",
            /// The highest percentage of a payment that the caller may charge.
            max_variable_fee: Decimal = "maxVariableFee",
            /// When the token begins to be valid. Default: at once.
            validity_start: DateTime<Utc> = "validityStart",
            /// When the token is no longer valid. Default: after a year.
            validity_expiry: DateTime<Utc> = "validityExpiry",
        }
        list {
            /// How the seller may be paid. Default: in every way in which the account can be.
            payment_methods: PaymentMethod = "paymentMethod",
        }
    }

    /// A balance that is paid before it is used: an instrument with a token that pays from it and one that funds it.
    SetupPrepaid {
        required {
            /// The caller's name for the token that pays.
            caller_reference_sender: CallerReference = "callerReferenceSender",
            /// The caller's name for the token that funds.
            caller_reference_funding: CallerReference = "callerReferenceFunding",
            /// The most that fundings may lift the balance to.
            funding_amount: Amount = "fundingAmount",
        }
        optional {
            /// When the tokens begin to be valid. Default: at once.
            validity_start: DateTime<Utc> = "validityStart",
            /// When tokens and instrument are no longer valid. Default: after a year.
            validity_expiry: DateTime<Utc> = "validityExpiry",
            /// What is paid for, in 64 characters at most.
            payment_reason: String = "paymentReason",
        }
        list {
            /// How may be funded. Default: by credit card, bank account or account balance.
            payment_methods: PaymentMethod = "paymentMethod",
        }
    }

    /// A debt that is settled after it was run up: an instrument with a token that pays on it and one that settles.
    SetupPostpaid {
        required {
            /// The caller's name for the token that pays.
            caller_reference_sender: CallerReference = "callerReferenceSender",
            /// The caller's name for the token that settles.
            caller_reference_settlement: CallerReference = "callerReferenceSettlement",
            /// The most that may be owed at a time.
            credit_limit: Amount = "creditLimit",
            /// The most that may be paid on credit in all.
            global_amount_limit: Amount = "globalAmountLimit",
        }
        optional {
            /// When the tokens begin to be valid. Default: at once.
            validity_start: DateTime<Utc> = "validityStart",
            /// When tokens and instrument are no longer valid. Default: after a year.
            validity_expiry: DateTime<Utc> = "validityExpiry",
            /// What is paid for, in 64 characters at most.
            payment_reason: String = "paymentReason",
        }
        list {
            /// How much may be paid on credit, or how often, in a window of time: two limits at most.
            usage_limits: UsageLimit = "usageLimit",
            /// How may be settled. Default: by credit card, bank account or account balance.
            payment_methods: PaymentMethod = "paymentMethod",
        }
    }

    /// Another way to pay for a token that is there.
    EditToken {
        required {
            /// The caller's name for the token that takes the other's place.
            caller_reference: CallerReference = "callerReference",
            /// The token.
            token_id: TokenId = "tokenId",
        }
        optional {}
        list {
            /// How may be paid. Default: by credit card, bank account or account balance.
            payment_methods: PaymentMethod = "paymentMethod",
        }
    }
}

impl Pipeline {
    /// How may be paid; every way where it is empty.
    pub fn payment_methods(&self) -> &[PaymentMethod] {
        match self {
            Self::SingleUse(it) => &it.payment_methods,
            Self::MultiUse(it) => &it.payment_methods,
            Self::Recurring(it) => &it.payment_methods,
            Self::Recipient(it) => &it.payment_methods,
            Self::SetupPrepaid(it) => &it.payment_methods,
            Self::SetupPostpaid(it) => &it.payment_methods,
            Self::EditToken(it) => &it.payment_methods,
        }
    }

    /// When what is authorised begins and ends to be valid, where that is given.
    pub fn validity(&self) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        match self {
            Self::MultiUse(it) => (it.validity_start, it.validity_expiry),
            Self::Recurring(it) => (it.validity_start, it.validity_expiry),
            Self::Recipient(it) => (it.validity_start, it.validity_expiry),
            Self::SetupPrepaid(it) => (it.validity_start, it.validity_expiry),
            Self::SetupPostpaid(it) => (it.validity_start, it.validity_expiry),
            Self::SingleUse(_) | Self::EditToken(_) => (None, None),
        }
    }

    /// The tokens of those who may be paid; anybody where there are none.
    pub fn recipient_tokens(&self) -> &[TokenId] {
        match self {
            Self::SingleUse(it) => it.recipient_token.as_slice(),
            Self::Recurring(it) => it.recipient_token.as_slice(),
            Self::MultiUse(it) => &it.recipient_tokens,
            Self::Recipient(_) | Self::SetupPrepaid(_) | Self::SetupPostpaid(_) | Self::EditToken(_) => &[],
        }
    }

    /// What is paid for.
    pub fn payment_reason(&self) -> Option<&str> {
        match self {
            Self::SingleUse(it) => it.payment_reason.as_deref(),
            Self::MultiUse(it) => it.payment_reason.as_deref(),
            Self::Recurring(it) => it.payment_reason.as_deref(),
            Self::SetupPrepaid(it) => it.payment_reason.as_deref(),
            Self::SetupPostpaid(it) => it.payment_reason.as_deref(),
            Self::Recipient(_) | Self::EditToken(_) => None,
        }
    }

    /// Rejects the parameters that can't stand beside the others.
    pub(super) fn check(&self, from: &mut Source<'_>) {
        let mut positive = |name, amount: &Amount| {
            if amount.value.is_zero() {
                from.reject(name);
            }
        };
        match self {
            Self::SingleUse(it) => positive("transactionAmount", &it.transaction_amount),
            Self::Recurring(it) => positive("transactionAmount", &it.transaction_amount),
            Self::MultiUse(it) => {
                positive("globalAmountLimit", &it.global_amount_limit);
                it.transaction_amount.iter().for_each(|amount| positive("transactionAmount", amount));
                if it.usage_limits.len() > 2 {
                    from.reject("usageLimitType2");
                }
                if it.is_recipient_cobranding == Some(true) && it.recipient_tokens.is_empty() {
                    from.reject("recipientTokenList");
                }
            }
            Self::SetupPrepaid(it) => {
                positive("fundingAmount", &it.funding_amount);
                if it.caller_reference_sender == it.caller_reference_funding {
                    from.reject("callerReferenceFunding");
                }
            }
            Self::SetupPostpaid(it) => {
                positive("creditLimit", &it.credit_limit);
                positive("globalAmountLimit", &it.global_amount_limit);
                if it.usage_limits.len() > 2 {
                    from.reject("usageLimitType2");
                }
                if it.caller_reference_sender == it.caller_reference_settlement {
                    from.reject("callerReferenceSettlement");
                }
            }
            Self::Recipient(_) | Self::EditToken(_) => {}
        }
        if self.payment_reason().is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
            from.reject("paymentReason");
        }
        if let (Some(start), Some(expiry)) = self.validity()
            && expiry <= start
        {
            from.reject("validityExpiry");
        }
    }
}
