//! Requests that need not be complete, right or typed: what a service has to refuse.

use std::marker::PhantomData;

use amazon_fps::Error;
use amazon_fps::client::Client;
use amazon_fps::contract::{FieldInfo, OperationInfo, TypeKind};
use amazon_fps::fps::*;
use amazon_fps::wire::{Decode, Encode, Invalid, Key, Malformed, Node, Request, Sink};

use crate::observe::{Observation, observe};

/// The parameters of a request as texts: `TransactionAmount.Value` and `1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// The same, with `value` as that of `name`.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
        self
    }

    /// The same without `name` and whatever it holds.
    pub fn without(mut self, name: &str) -> Self {
        self.0
            .retain(|(other, _)| other != name && !other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')));
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Calls `operation` with these parameters, whatever they are.
///
/// Parameters that the operation doesn't have are left out: a SOAP message of its schema can't hold them.
pub async fn call(client: &Client, operation: Operation, parameters: &Parameters) -> (Observation, Option<Error>) {
    macro_rules! dispatch {
        ($($name:ident: $request:ident,)*) => {
            match operation {
                $(Operation::$name => {
                    let (observation, answer) = observe(client, &Raw::<$request>::new(parameters)).await;
                    (observation, answer.err())
                })*
                // The list is that of the contract; the compiler can't know, since it may grow.
                _ => unreachable!("{} is not dispatched", operation.name()),
            }
        };
    }
    dispatch! {
        CancelToken: CancelTokenRequest,
        Cancel: CancelRequest,
        FundPrepaid: FundPrepaidRequest,
        GetAccountActivity: GetAccountActivityRequest,
        GetAccountBalance: GetAccountBalanceRequest,
        GetTransactionsForSubscription: GetTransactionsForSubscriptionRequest,
        GetSubscriptionDetails: GetSubscriptionDetailsRequest,
        GetDebtBalance: GetDebtBalanceRequest,
        GetOutstandingDebtBalance: GetOutstandingDebtBalanceRequest,
        GetPrepaidBalance: GetPrepaidBalanceRequest,
        GetTokenByCaller: GetTokenByCallerRequest,
        CancelSubscriptionAndRefund: CancelSubscriptionAndRefundRequest,
        GetTokenUsage: GetTokenUsageRequest,
        GetTokens: GetTokensRequest,
        GetTotalPrepaidLiability: GetTotalPrepaidLiabilityRequest,
        GetTransaction: GetTransactionRequest,
        GetTransactionStatus: GetTransactionStatusRequest,
        GetPaymentInstruction: GetPaymentInstructionRequest,
        InstallPaymentInstruction: InstallPaymentInstructionRequest,
        Pay: PayRequest,
        Refund: RefundRequest,
        Reserve: ReserveRequest,
        Settle: SettleRequest,
        SettleDebt: SettleDebtRequest,
        WriteOffDebt: WriteOffDebtRequest,
        GetRecipientVerificationStatus: GetRecipientVerificationStatusRequest,
        VerifySignature: VerifySignatureRequest,
    }
}

/// A request of the operation of `R`, without its types.
struct Raw<R> {
    parameters: Parameters,
    of: PhantomData<fn() -> R>,
}

impl<R> Raw<R> {
    fn new(parameters: &Parameters) -> Self {
        Self { parameters: parameters.clone(), of: PhantomData }
    }
}

impl<R: Request + 'static> Encode for Raw<R> {
    fn encode(&self, key: Key, sink: &mut dyn Sink) {
        sink.open(key);
        write_fields(R::OPERATION.request_fields, "", &self.parameters.0, sink);
        sink.close(key);
    }
}

impl<R: Request + 'static> Decode for Raw<R> {
    fn decode(_: Node<'_>) -> Result<Self, Malformed> {
        Err(Malformed::structure("a request that is only sent"))
    }
}

impl<R: Request + 'static> Request for Raw<R> {
    type Result = R::Result;

    const OPERATION: &'static OperationInfo = R::OPERATION;

    fn check(&self, _: &'static str) -> Result<(), Invalid> {
        Ok(())
    }

    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Writes those of the parameters that `fields` has, in the order of the schema.
fn write_fields(fields: &'static [FieldInfo], before: &str, parameters: &[(String, String)], sink: &mut dyn Sink) {
    for field in fields {
        let path = format!("{before}{}", field.name);
        if !field.list {
            write_field(field, Key::of(field.name), &path, parameters, sink);
            continue;
        }
        for index in 1.. {
            let path = format!("{path}.{index}");
            if !write_field(field, Key { name: field.name, index }, &path, parameters, sink) {
                break;
            }
        }
    }
}

/// Writes the field at `path`, and says whether it was there.
fn write_field(
    field: &'static FieldInfo,
    key: Key,
    path: &str,
    parameters: &[(String, String)],
    sink: &mut dyn Sink,
) -> bool {
    if let Some((_, value)) = parameters.iter().find(|(name, _)| name == path) {
        sink.text(key, value);
        return true;
    }
    let before = format!("{path}.");
    match SERVICE.type_(field.type_name).map(|type_| &type_.kind) {
        Some(TypeKind::Fields(inner)) if parameters.iter().any(|(name, _)| name.starts_with(&before)) => {
            sink.open(key);
            write_fields(inner, &before, parameters, sink);
            sink.close(key);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use amazon_fps::wire::flatten;

    use super::*;

    #[test]
    fn parameters_are_written_in_the_order_of_the_schema() {
        let given = [
            ("CallerReference", "r"),
            ("TransactionAmount.Value", "1"),
            ("Unknown", "x"),
            ("TransactionAmount.CurrencyCode", "USD"),
            ("SenderTokenId", "t"),
        ];
        let parameters = given.iter().fold(Parameters::default(), |all, (name, value)| all.with(name, *value));
        let written = flatten(&Raw::<PayRequest>::new(&parameters));
        let names = written.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        assert_eq!(
            names,
            ["SenderTokenId", "TransactionAmount.CurrencyCode", "TransactionAmount.Value", "CallerReference"]
        );
    }

    #[test]
    fn what_is_taken_out_takes_its_fields_along() {
        let parameters = Parameters::default().with("A.B", "1").with("AB", "2").with("A", "3").with("AB", "4");
        assert_eq!(parameters.without("A").iter().collect::<Vec<_>>(), [("AB", "4")]);
    }

    #[test]
    fn lists_are_written_as_far_as_they_go() {
        let given = [("Role.1", "Sender"), ("Role.2", "Caller"), ("Role.4", "Recipient")];
        let parameters = given.iter().fold(Parameters::default(), |all, (name, value)| all.with(name, *value));
        let written = flatten(&Raw::<GetAccountActivityRequest>::new(&parameters));
        assert_eq!(written, parameters.0[..2]);
    }
}
