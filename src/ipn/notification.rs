//! What a notification tells.

use chrono::{DateTime, NaiveDate, Utc};

use super::parameters::{Field, ParseError, Reader, Unknown, Value, required, texts};
use crate::{
    fps::PaymentMethod,
    ids::{CallerReference, SubscriptionId, TokenId, TransactionId},
    money::Amount,
};

/// A notification, with everything that it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notification {
    /// A transaction has another status: `notificationType` is `TransactionStatus`.
    Transaction(Box<TransactionNotice>),
    /// A token was cancelled: `notificationType` is `TokenCancellation`.
    TokenCancellation(Box<TokenCancellation>),
    /// A payment button or a subscription has done something: Simple Pay, whose messages have no `notificationType`.
    SimplePay(Box<SimplePayNotice>),
    /// A notification of another type.
    Other(OtherNotice),
}

/// A notification of a type that this crate doesn't know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OtherNotice {
    /// What it says of itself: the parameter `notificationType`.
    pub notification_type: String,
    /// Everything else that it says.
    pub other: Unknown,
}

const TRANSACTION: &str = "TransactionStatus";
const CANCELLATION: &str = "TokenCancellation";
const TYPE: &str = "notificationType";

impl Notification {
    pub(super) fn read(parameters: &[(String, String)]) -> Result<Self, ParseError> {
        let mut reader = Reader::of(parameters)?;
        match reader.take::<Option<String>>(TYPE)?.as_deref() {
            Some(TRANSACTION) => Ok(Self::Transaction(Box::new(TransactionNotice::read(reader)?))),
            Some(CANCELLATION) => Ok(Self::TokenCancellation(Box::new(TokenCancellation::read(reader)?))),
            Some(other) => Ok(Self::Other(OtherNotice { notification_type: other.to_owned(), other: reader.rest() })),
            None if reader.has("transactionStatus") => {
                Ok(Self::Transaction(Box::new(TransactionNotice::read(reader)?)))
            }
            None if reader.has("status") => Ok(Self::SimplePay(Box::new(SimplePayNotice::read(reader)?))),
            None => Err(ParseError::Missing { name: TYPE }),
        }
    }

    /// What it tells as parameters that can be signed (with `ipn::sign`), in the order of the fields.
    pub fn parameters(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        let mut say_type = |text: &str| out.push((TYPE.to_owned(), text.to_owned()));
        match self {
            Self::Transaction(notice) => {
                say_type(TRANSACTION);
                notice.write(&mut out);
            }
            Self::TokenCancellation(notice) => {
                say_type(CANCELLATION);
                notice.write(&mut out);
            }
            Self::SimplePay(notice) => notice.write(&mut out),
            Self::Other(notice) => {
                say_type(&notice.notification_type);
                out.extend(notice.other.iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
            }
        }
        out
    }
}

/// A kind of notification: its fields with the parameters that they are, and a part that is several of them.
macro_rules! notice {
    ($(#[$doc:meta])* $name:ident $(($(#[$part_doc:meta])* $part:ident: $part_type:ty))? {
        $($(#[$field_doc:meta])* $field:ident: $type:ty = $parameter:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            $($(#[$part_doc])* pub $part: $part_type,)?
            /// Parameters that have no field here.
            pub other: Unknown,
        }

        impl $name {
            fn read(mut reader: Reader) -> Result<Self, ParseError> {
                Ok(Self {
                    $($field: reader.take($parameter)?,)*
                    $($part: <$part_type>::read(&mut reader)?,)?
                    other: reader.rest(),
                })
            }

            fn write(&self, out: &mut Vec<(String, String)>) {
                $(Field::write(&self.$field, $parameter, out);)*
                $(self.$part.write(out);)?
                out.extend(self.other.iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
            }
        }
    };
}

notice! {
    /// A transaction has another status.
    ///
    /// The reference shows one for each operation and status; which fields are there differs: see "Amazon FPS Instant
    /// Payment Notification Field Reference".
    TransactionNotice(
        /// The sender's address, where the service has a new one.
        address: Address
    ) {
        /// The transaction.
        transaction_id: TransactionId = "transactionId",
        /// When it was received, in whole seconds.
        transaction_date: DateTime<Utc> = "transactionDate",
        /// What it has become.
        status: Status = "transactionStatus",
        /// What expands on the status: `Success`, `PendingNetworkResponse`, … None where the caller has cancelled it.
        status_code: Option<String> = "statusCode",
        /// The status in a sentence.
        status_message: Option<String> = "statusMessage",
        /// What the transaction does now: a reservation that is being settled is a `SETTLE`.
        operation: Operation = "operation",
        /// The caller's own name for it.
        caller_reference: Option<CallerReference> = "callerReference",
        /// How much it moves.
        amount: Option<Amount> = "transactionAmount",
        /// How the sender pays.
        payment_method: Option<PaymentMethod> = "paymentMethod",
        /// The CallerDescription of the request.
        payment_reason: Option<String> = "paymentReason",
        /// The transaction that a refund gives back.
        parent_transaction_id: Option<TransactionId> = "parentTransactionId",
        /// The sender's name.
        buyer_name: Option<String> = "buyerName",
        /// The sender's e-mail address; none in a marketplace transaction.
        buyer_email: Option<String> = "buyerEmail",
        /// The recipient's name.
        recipient_name: Option<String> = "recipientName",
        /// The recipient's e-mail address: check that it is the one that was to be paid.
        recipient_email: Option<String> = "recipientEmail",
    }
}

impl TransactionNotice {
    /// A notice with nothing but what each has.
    pub fn new(
        transaction_id: impl Into<TransactionId>,
        transaction_date: DateTime<Utc>,
        operation: Operation,
        status: Status,
    ) -> Self {
        Self {
            transaction_id: transaction_id.into(),
            transaction_date,
            status,
            status_code: None,
            status_message: None,
            operation,
            caller_reference: None,
            amount: None,
            payment_method: None,
            payment_reason: None,
            parent_transaction_id: None,
            buyer_name: None,
            buyer_email: None,
            recipient_name: None,
            recipient_email: None,
            address: Address::default(),
            other: Unknown::default(),
        }
    }
}

notice! {
    /// A token was cancelled.
    TokenCancellation {
        /// The token. `Debug` shows its end only.
        token_id: TokenId = "tokenId",
        /// Of what type it was: `SingleUse`, `MultiUse`, …
        token_type: Option<String> = "tokenType",
        /// The day on which it was installed.
        installed: Option<NaiveDate> = "dateInstalled",
        /// The caller's own name for it.
        caller_reference: Option<CallerReference> = "callerReference",
        /// The name of whoever had given it.
        customer_name: Option<String> = "customerName",
        /// The e-mail address of whoever had given it.
        customer_email: Option<String> = "customerEmail",
    }
}

impl TokenCancellation {
    /// A notice with nothing but what each has.
    pub fn new(token_id: impl Into<TokenId>) -> Self {
        Self {
            token_id: token_id.into(),
            token_type: None,
            installed: None,
            caller_reference: None,
            customer_name: None,
            customer_email: None,
            other: Unknown::default(),
        }
    }
}

notice! {
    /// A payment button or a subscription has done something.
    SimplePayNotice(
        /// The sender's address, where the service has a new one.
        address: Address
    ) {
        /// What has happened.
        status: SimplePayStatus = "status",
        /// Why, where a subscription was cancelled.
        status_reason: Option<String> = "statusReason",
        /// The transaction, where there is one.
        transaction_id: Option<TransactionId> = "transactionId",
        /// When the transaction was received, in whole seconds.
        transaction_date: Option<DateTime<Utc>> = "transactionDate",
        /// The place of the transaction among those of the subscription.
        transaction_serial_number: Option<String> = "transactionSerialNumber",
        /// The subscription, where it is about one.
        subscription_id: Option<SubscriptionId> = "subscriptionId",
        /// The operation, in small letters: `pay`.
        operation: Option<String> = "operation",
        /// How much was paid.
        amount: Option<Amount> = "transactionAmount",
        /// How the buyer pays.
        payment_method: Option<PaymentMethod> = "paymentMethod",
        /// What was paid for.
        payment_reason: Option<String> = "paymentReason",
        /// The merchant's own name for the order, from the button.
        reference_id: Option<String> = "referenceId",
        /// The buyer's name.
        buyer_name: Option<String> = "buyerName",
        /// The buyer's e-mail address.
        buyer_email: Option<String> = "buyerEmail",
        /// The recipient's name.
        recipient_name: Option<String> = "recipientName",
        /// The recipient's e-mail address.
        recipient_email: Option<String> = "recipientEmail",
    }
}

impl SimplePayNotice {
    /// A notice with nothing but what each has.
    pub fn new(status: SimplePayStatus) -> Self {
        Self {
            status,
            status_reason: None,
            transaction_id: None,
            transaction_date: None,
            transaction_serial_number: None,
            subscription_id: None,
            operation: None,
            amount: None,
            payment_method: None,
            payment_reason: None,
            reference_id: None,
            buyer_name: None,
            buyer_email: None,
            recipient_name: None,
            recipient_email: None,
            address: Address::default(),
            other: Unknown::default(),
        }
    }
}

/// The sender's address. Its lines are there only where the service has new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Address {
    /// Whether the notification has an address that is new: `isShippingAddressProvided`.
    pub is_provided: bool,
    /// The sender's full name.
    pub full_name: Option<String>,
    /// The first line.
    pub line_1: Option<String>,
    /// The second line.
    pub line_2: Option<String>,
    /// The state.
    pub state: Option<String>,
    /// The post code.
    pub zip: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
}

impl Address {
    fn read(reader: &mut Reader) -> Result<Self, ParseError> {
        Ok(Self {
            is_provided: reader.take("isShippingAddressProvided")?,
            full_name: reader.take("addressFullName")?,
            line_1: reader.take("addressLine1")?,
            line_2: reader.take("addressLine2")?,
            state: reader.take("addressState")?,
            zip: reader.take("addressZip")?,
            country: reader.take("addressCountry")?,
            phone: reader.take("addressPhone")?,
        })
    }

    fn write(&self, out: &mut Vec<(String, String)>) {
        self.is_provided.write("isShippingAddressProvided", out);
        for (name, value) in [
            ("addressFullName", &self.full_name),
            ("addressLine1", &self.line_1),
            ("addressLine2", &self.line_2),
            ("addressState", &self.state),
            ("addressZip", &self.zip),
            ("addressCountry", &self.country),
            ("addressPhone", &self.phone),
        ] {
            value.write(name, out);
        }
    }
}

crate::wire::open_enum! {
    /// The status of a transaction, as notifications spell it: "TransactionStatus (IPN)".
    Status {
        /// It was cancelled, or a reservation has expired.
        Cancelled = "CANCELLED",
        /// It failed, and nothing was moved.
        Failure = "FAILURE",
        /// A card or a bank has still to answer.
        Pending = "PENDING",
        /// The amount is set aside on the sender's card.
        Reserved = "RESERVED",
        /// It succeeded.
        Success = "SUCCESS",
    }
}

crate::wire::open_enum! {
    /// What a transaction does, as notifications spell it: "FPSOperation", the values for IPN.
    Operation {
        /// Pay.
        Pay = "PAY",
        /// Refund.
        Refund = "REFUND",
        /// Settle.
        Settle = "SETTLE",
        /// SettleDebt.
        SettleDebt = "SETTLE_DEBT",
        /// WriteOffDebt.
        WriteOffDebt = "WRITE_OFF_DEBT",
        /// FundPrepaid.
        FundPrepaid = "FUND_PREPAID",
        /// Reserve.
        Reserve = "RESERVE",
        /// One of several settlements of a reservation.
        MultiSettle = "MULTI_SETTLE",
        /// A reservation that was made anew.
        Reauth = "REAUTH",
        /// A deposit into an account.
        DepositFunds = "DEPOSIT_FUNDS",
        /// A withdrawal from an account.
        WithdrawFunds = "WITHDRAW_FUNDS",
        /// A cancellation by the service.
        CancelTransaction = "CANCEL_TRANSACTION",
        /// A cancellation by the user.
        Cancel = "CANCEL",
    }
}

crate::wire::open_enum! {
    /// What a Simple Pay notification tells.
    SimplePayStatus {
        /// A payment has begun, and is pending.
        PaymentInitiated = "PI",
        /// A payment succeeded.
        PaymentSucceeded = "PS",
        /// A payment failed, and nothing was moved.
        PaymentFailed = "PF",
        /// An amount is set aside.
        PaymentReserved = "PR",
        /// A refund succeeded.
        RefundSucceeded = "RS",
        /// A refund failed.
        RefundFailed = "RF",
        /// A payment of a subscription was collected.
        PaymentSuccess = "PaymentSuccess",
        /// A payment of a subscription was not collected, and the subscriber was asked for another payment method.
        PendingUserAction = "PendingUserAction",
        /// A payment of a subscription was not collected, and is tried again later.
        PaymentRescheduled = "PaymentRescheduled",
        /// A payment of a subscription was not collected, and is not tried again.
        PaymentCancelled = "PaymentCancelled",
        /// A subscription was made.
        SubscriptionSuccessful = "SubscriptionSuccessful",
        /// A subscription was cancelled.
        SubscriptionCancelled = "SubscriptionCancelled",
        /// A subscription has come to its end.
        SubscriptionCompleted = "SubscriptionCompleted",
    }
}

texts!(Status, Operation, SimplePayStatus);
required!(Status, Operation, SimplePayStatus);
