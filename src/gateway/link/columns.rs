//! What a file of old tokens can say, and of which of them.

/// A column of a file of old tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// What stands above it.
    pub name: &'static str,
    /// The types of tokens that it is for.
    pub types: &'static [&'static str],
    /// Those of them that can't do without it.
    pub required: &'static [&'static str],
    /// What it holds.
    pub meaning: &'static str,
}

/// The types of tokens, as the column `type` has them.
pub const TYPES: &[&str] = &[
    "single-use",
    "multi-use",
    "recurring",
    "prepaid-sender",
    "prepaid-funding",
    "postpaid-sender",
    "postpaid-settlement",
    "recipient",
    "caller",
];

const PAYING: &[&str] = &["single-use", "multi-use", "recurring", "prepaid-funding", "postpaid-settlement"];
const SENDERS: &[&str] = &["single-use", "multi-use", "recurring"];
const OF_INSTRUMENTS: &[&str] = &["prepaid-sender", "prepaid-funding", "postpaid-sender", "postpaid-settlement"];
const DRAWING: &[&str] = &["prepaid-sender", "postpaid-sender"];
const HELD: &[&str] = &["single-use", "multi-use", "recurring", "prepaid-sender", "postpaid-sender", "recipient"];
const TOTALLED: &[&str] = &["multi-use", "prepaid-funding", "postpaid-sender", "postpaid-settlement"];
const WINDOWED: &[&str] = &["multi-use", "recurring", "postpaid-sender"];
const WINDOWED_TWICE: &[&str] = &["multi-use", "postpaid-sender"];

/// Every column, in the order in which a new file has them. A file may have fewer, in any order.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "token_id",
        types: TYPES,
        required: TYPES,
        meaning: "The token, as FPS gave it: 65 characters at most.",
    },
    Column {
        name: "type",
        types: TYPES,
        required: TYPES,
        meaning: "single-use, multi-use, recurring, prepaid-sender, prepaid-funding, postpaid-sender, \
                  postpaid-settlement, recipient or caller.",
    },
    Column {
        name: "caller_reference",
        types: TYPES,
        required: &[],
        meaning: "The CallerReference that it was installed with; one is made of the token where there is none.",
    },
    Column {
        name: "payment_method",
        types: &["single-use", "multi-use", "recurring", "prepaid-funding", "postpaid-settlement", "recipient"],
        required: &[],
        meaning: "How it pays: CC (the default), ACH or ABT. For a recipient, those by which he may be paid, with blanks \
                  between them; all where it is empty.",
    },
    Column {
        name: "consent",
        types: PAYING,
        required: &[],
        meaning: "What the buyer agreed to at Amazon Pay: an order reference (P01-…, S01-…) for a single-use token, else \
                  a billing agreement (B01-…, C01-…). Empty where the buyer still has to. A draft is confirmed with the \
                  first payment only, and ends three hours after it was made.",
    },
    Column {
        name: "seller_id",
        types: &["single-use", "multi-use", "recurring", "prepaid-funding", "postpaid-settlement", "recipient"],
        required: &[],
        meaning: "The merchant to whom the consent was given or, for a recipient, who is paid. Default: that of \
                  recipient_tokens, or the caller's own. A consent pays nobody else; another than the caller has to be a [[caller.recipient]] of the gateway's \
                  configuration.",
    },
    Column {
        name: "valid_from",
        types: TYPES,
        required: &[],
        meaning: "A date such as 2014-03-01, or a time such as 2014-03-01T08:00:00Z. Periods of limits begin here. \
                  Default: when it is linked.",
    },
    Column {
        name: "expires",
        types: TYPES,
        required: &[],
        meaning: "When it is no longer valid. Default: a year after it is linked.",
    },
    Column {
        name: "amount",
        types: SENDERS,
        required: &["recurring"],
        meaning: "What each payment is compared with, in dollars. A single-use token that says no exact or greatest amount has \
                  to be charged within three hours of its buyer's consenting anew.",
    },
    Column {
        name: "amount_type",
        types: SENDERS,
        required: &[],
        meaning: "Exact, Minimum or Maximum. Default: Maximum for a single-use token, else Exact.",
    },
    Column { name: "total", types: TOTALLED, required: &[], meaning: "The most that may be paid in all, in dollars." },
    Column {
        name: "total_used",
        types: TOTALLED,
        required: &[],
        meaning: "What of the total was paid on FPS, in dollars. Default: nothing.",
    },
    Column {
        name: "limit1_type",
        types: WINDOWED,
        required: &["recurring"],
        meaning: "Amount or Count: what the first limit is of. A recurring token has one of Count.",
    },
    Column {
        name: "limit1_value",
        types: WINDOWED,
        required: &["recurring"],
        meaning: "The most in one period: dollars, or a number of payments.",
    },
    Column {
        name: "limit1_period",
        types: WINDOWED,
        required: &["recurring"],
        meaning: "Such as 1 Month, 7 Days or 12 Hours. Empty: as long as the token lives.",
    },
    Column {
        name: "limit1_used",
        types: WINDOWED,
        required: &[],
        meaning: "What of it was used in the present period. Default: nothing.",
    },
    Column { name: "limit2_type", types: WINDOWED_TWICE, required: &[], meaning: "As of the first limit." },
    Column { name: "limit2_value", types: WINDOWED_TWICE, required: &[], meaning: "As of the first limit." },
    Column { name: "limit2_period", types: WINDOWED_TWICE, required: &[], meaning: "As of the first limit." },
    Column { name: "limit2_used", types: WINDOWED_TWICE, required: &[], meaning: "As of the first limit." },
    Column {
        name: "recipient_tokens",
        types: SENDERS,
        required: &[],
        meaning: "The tokens of the only recipients that it may pay, with blanks between them. Default: anybody.",
    },
    Column {
        name: "max_fixed_fee",
        types: &["recipient"],
        required: &[],
        meaning: "The most that the caller may charge for a payment, in dollars.",
    },
    Column {
        name: "max_variable_fee",
        types: &["recipient"],
        required: &[],
        meaning: "The highest percentage of a payment that the caller may charge.",
    },
    Column {
        name: "recipient_pays_fee",
        types: &["recipient"],
        required: &[],
        meaning: "true or false: whether he agreed to pay the fees of the service. Default: true.",
    },
    Column {
        name: "instrument_id",
        types: OF_INSTRUMENTS,
        required: OF_INSTRUMENTS,
        meaning: "The prepaid or credit instrument, which has two lines: one of each of its tokens.",
    },
    Column {
        name: "instrument_limit",
        types: DRAWING,
        required: DRAWING,
        meaning: "The most that fundings may lift the balance to, or that may be owed at a time, in dollars.",
    },
    Column {
        name: "balance",
        types: &["prepaid-sender"],
        required: &[],
        meaning: "What is left on the prepaid instrument, in dollars. Default: nothing.",
    },
    Column {
        name: "debt",
        types: &["postpaid-sender"],
        required: &[],
        meaning: "What is owed on the credit instrument, in dollars. Default: nothing.",
    },
    Column {
        name: "friendly_name",
        types: TYPES,
        required: &[],
        meaning: "The name that the token was given: 128 characters at most. One is made where there is none.",
    },
    Column { name: "payment_reason", types: TYPES, required: &[], meaning: "What it pays for: 64 characters at most." },
    Column {
        name: "holder_name",
        types: HELD,
        required: &[],
        meaning: "The buyer's name, which answers give as SenderName; the recipient's for his token.",
    },
    Column {
        name: "holder_email",
        types: HELD,
        required: &[],
        meaning: "The buyer's e-mail address. Tokens with the same one belong to the same buyer.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_for_types_that_there_are() {
        for column in COLUMNS {
            assert!(column.types.iter().all(|name| TYPES.contains(name)), "{}", column.name);
            assert!(column.required.iter().all(|name| column.types.contains(name)), "{}", column.name);
            assert_eq!(COLUMNS.iter().filter(|other| other.name == column.name).count(), 1);
        }
    }
}
