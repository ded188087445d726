//! Requests as steps have them, about what there is and what there isn't.

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    line::AnyRequest,
    player::Player,
    step::{Ask, Payment, Pick, Reference},
};
use crate::{
    fps::*,
    ids::{InstrumentId, SubscriptionId, TokenId, TransactionId},
    money::Amount,
    sandbox::{InstrumentKind, SeedInstrument},
};

/// Tokens that can do more than one thing, and some that can't.
const USUAL: [&str; 11] = [
    "multi-use-abt",
    "multi-use-cc",
    "multi-use-ach",
    "multi-use-cc",
    "multi-use-small",
    "recurring",
    "sender-declined",
    "prepaid-abt-sender",
    "prepaid-cc-sender",
    "postpaid-abt-sender",
    "postpaid-cc-sender",
];
const RECIPIENTS: [&str; 4] = ["recipient", "recipient-caller-pays", "recipient-without-cards", "recipient-self"];
const POLICIES: [MarketplaceRefundPolicy; 3] = [
    MarketplaceRefundPolicy::MasterTxnOnly,
    MarketplaceRefundPolicy::MarketplaceTxnOnly,
    MarketplaceRefundPolicy::MasterAndMarketplaceTxn,
];
const INSTRUCTIONS: [&str; 6] = [
    "MyRole == 'Recipient' orSay 'Roles do not match';",
    "MyRole == 'Sender'; PaymentMethod == 'ABT'; TransactionAmount <= 'USD 15.00';",
    "MyRole == 'Caller';",
    "MyRole == 'Sender';",
    "MyRole == 'Sender'; MyRole == 'Recipient';",
    "nonsense <&>",
];

impl Player {
    pub(super) fn request(&mut self, ask: &Ask) -> AnyRequest {
        match ask {
            Ask::Pay { payment } => {
                let sender = self.sender(&payment.sender);
                let request = PayRequest::new(sender, amount(payment.cents), self.reference(&payment.reference));
                let recipient_token_id = self.recipient(payment);
                PayRequest {
                    recipient_token_id,
                    charge_fee_to: charge_fee_to(payment),
                    marketplace_fixed_fee: payment.fixed_fee.map(amount),
                    marketplace_variable_fee: payment.percent.map(Decimal::from),
                    transaction_timeout_in_mins: payment.timeout,
                    sender_description: Some("Ein <Märchen> & mehr".to_owned()),
                    ..request
                }
                .into()
            }
            Ask::Reserve { payment } => {
                let sender = self.sender(&payment.sender);
                let request = ReserveRequest::new(sender, amount(payment.cents), self.reference(&payment.reference));
                let recipient_token_id = self.recipient(payment);
                ReserveRequest {
                    recipient_token_id,
                    charge_fee_to: charge_fee_to(payment),
                    marketplace_fixed_fee: payment.fixed_fee.map(amount),
                    marketplace_variable_fee: payment.percent.map(Decimal::from),
                    transaction_timeout_in_mins: payment.timeout,
                    ..request
                }
                .into()
            }
            Ask::Settle { transaction, cents } => SettleRequest {
                transaction_amount: cents.map(amount),
                ..SettleRequest::new(self.open_transaction(*transaction))
            }
            .into(),
            Ask::Cancel { transaction } => CancelRequest::new(self.open_transaction(*transaction)).into(),
            Ask::Refund { transaction, cents, policy, reference } => RefundRequest {
                refund_amount: cents.map(amount),
                marketplace_refund_policy: Some(POLICIES[policy % POLICIES.len()].clone()),
                ..RefundRequest::new(self.transaction(*transaction), self.reference(reference))
            }
            .into(),
            Ask::Fund { instrument, token, cents, reference } => {
                let instrument = self.instrument(*instrument, InstrumentKind::Prepaid);
                let usual = instrument.funding_token_id.clone();
                let token = token.as_ref().map(|token| self.sender(token)).or(usual).unwrap();
                let id = instrument.instrument_id;
                FundPrepaidRequest::new(token, id, amount(*cents), self.reference(reference)).into()
            }
            Ask::SettleDebt { instrument, token, cents, reference } => {
                let instrument = self.instrument(*instrument, InstrumentKind::Credit);
                let usual = instrument.settlement_token_id.clone();
                let token = token.as_ref().map(|token| self.sender(token)).or(usual).unwrap();
                let id = instrument.instrument_id;
                SettleDebtRequest::new(token, id, amount(*cents), self.reference(reference)).into()
            }
            Ask::WriteOff { instrument, cents, reference } => {
                let instrument = self.instrument(*instrument, InstrumentKind::Credit).instrument_id;
                WriteOffDebtRequest::new(instrument, amount(*cents), self.reference(reference)).into()
            }
            // Not the first four, so that something goes on.
            Ask::CancelToken { token: Pick::Usual(place) } => {
                CancelTokenRequest::new(self.world.token(USUAL[4 + place % (USUAL.len() - 4)])).into()
            }
            Ask::CancelToken { token } => CancelTokenRequest::new(self.sender(token)).into(),
            Ask::CancelSubscription { subscription, cents, reference } => {
                let reference = cents.map(|_| self.reference(reference).into());
                CancelSubscriptionAndRefundRequest {
                    refund_amount: cents.map(amount),
                    caller_reference: reference,
                    ..CancelSubscriptionAndRefundRequest::new(self.subscription(*subscription))
                }
                .into()
            }
            Ask::Install { text, token_type, reference } => {
                let types = [TokenType::MultiUse, TokenType::SingleUse, TokenType::Unrestricted, TokenType::Recurring];
                let text = INSTRUCTIONS[text % INSTRUCTIONS.len()];
                let token_type = types[token_type % types.len()].clone();
                InstallPaymentInstructionRequest::new(text, self.reference(reference), token_type).into()
            }
            Ask::Read { action, place, token } => self.question(*action, *place, token),
        }
    }

    fn question(&self, action: usize, place: usize, token: &Pick) -> AnyRequest {
        let token = self.sender(token);
        let kind = if place.is_multiple_of(2) { InstrumentKind::Prepaid } else { InstrumentKind::Credit };
        let instrument = || self.instrument(place / 2, kind).instrument_id;
        match action % 16 {
            0 => GetAccountActivityRequest {
                max_batch_size: [None, Some(20), Some(0)][place % 3],
                sort_order_by_date: [None, Some(SortOrder::Ascending)][place % 2].clone(),
                role: [vec![], vec![TransactionalRole::Recipient, TransactionalRole::Sender]][place % 2].clone(),
                ..GetAccountActivityRequest::new(self.world.now() - TimeDelta::hours((place % 1_000) as i64 - 2))
            }
            .into(),
            1 => GetAccountBalanceRequest::new().into(),
            2 => GetTransactionsForSubscriptionRequest::new(self.subscription(place)).into(),
            3 => GetSubscriptionDetailsRequest::new(self.subscription(place)).into(),
            4 => GetDebtBalanceRequest::new(instrument()).into(),
            5 => GetOutstandingDebtBalanceRequest::new().into(),
            6 => GetPrepaidBalanceRequest::new(instrument()).into(),
            7 if place.is_multiple_of(2) => GetTokenByCallerRequest::new().token_id(token).into(),
            7 => GetTokenByCallerRequest::new().caller_reference(format!("test-{}", place % 20)).into(),
            8 => GetTokenUsageRequest::new(token).into(),
            9 => GetTokensRequest {
                token_status: [None, Some(TokenStatus::Active), Some(TokenStatus::Inactive)][place % 3].clone(),
                ..GetTokensRequest::new()
            }
            .into(),
            10 => GetTotalPrepaidLiabilityRequest::new().into(),
            11 => GetTransactionRequest::new(self.transaction(place)).into(),
            12 => GetTransactionStatusRequest::new(self.transaction(place)).into(),
            13 => GetPaymentInstructionRequest::new(token).into(),
            14 => GetRecipientVerificationStatusRequest::new(match place % 4 {
                0 => token,
                _ => self.world.token(RECIPIENTS[place % RECIPIENTS.len()]),
            })
            .into(),
            _ => VerifySignatureRequest::new("http://localhost/ipn", "signature=none").into(),
        }
    }

    fn sender(&self, pick: &Pick) -> TokenId {
        match pick {
            Pick::Made(place) if !self.made.is_empty() => self.made[place % self.made.len()].clone(),
            Pick::Usual(place) | Pick::Made(place) => self.world.token(USUAL[place % USUAL.len()]),
            Pick::Any(place) => self.any_token(*place),
        }
    }

    fn recipient(&self, payment: &Payment) -> Option<TokenId> {
        Some(match payment.recipient.as_ref()? {
            Pick::Usual(place) | Pick::Made(place) => self.world.token(RECIPIENTS[place % RECIPIENTS.len()]),
            Pick::Any(place) => self.any_token(*place),
        })
    }

    /// One of all there are, or one that there isn't.
    fn any_token(&self, place: usize) -> TokenId {
        let (seeded, made) = (&self.world.seed.tokens, &self.made);
        match place % (seeded.len() + made.len() + 2) {
            place if place < seeded.len() => seeded[place].token_id.clone(),
            place if place < seeded.len() + made.len() => made[place - seeded.len()].clone(),
            place if place == seeded.len() + made.len() => TokenId::new("A".repeat(64)),
            _ => TokenId::new("short"),
        }
    }

    fn transaction(&self, place: usize) -> TransactionId {
        let known = self.model.transactions();
        match place % (known.len() + 2) {
            place if place < known.len() => known[place].clone(),
            place if place == known.len() => TransactionId::new("0".repeat(35)),
            _ => TransactionId::new("short"),
        }
    }

    /// One that isn't final, as long as there is one and not now and then.
    fn open_transaction(&self, place: usize) -> TransactionId {
        let open = self.model.open();
        if open.is_empty() || place.is_multiple_of(8) {
            self.transaction(place)
        } else {
            open[place % open.len()].clone()
        }
    }

    /// Mostly one of that kind.
    fn instrument(&self, place: usize, kind: InstrumentKind) -> SeedInstrument {
        let unknown = SeedInstrument { instrument_id: InstrumentId::new("B".repeat(64)), ..self.of_kind(place, kind) };
        match place % 16 {
            13 => {
                let own = &self.world.seed.callers[0].access_key_id;
                let foreign = self.world.seed.instruments.iter().find(|it| it.kind == kind && it.caller != *own);
                SeedInstrument { instrument_id: foreign.unwrap().instrument_id.clone(), ..unknown }
            }
            14 => unknown,
            15 => {
                let other = self.instruments.iter().find(|other| other.kind != kind).unwrap();
                SeedInstrument { instrument_id: other.instrument_id.clone(), ..unknown }
            }
            _ => self.of_kind(place / 16, kind),
        }
    }

    fn of_kind(&self, place: usize, kind: InstrumentKind) -> SeedInstrument {
        let those: Vec<_> = self.instruments.iter().filter(|instrument| instrument.kind == kind).collect();
        those[place % those.len()].clone()
    }

    fn subscription(&self, place: usize) -> SubscriptionId {
        let known = &self.world.seed.subscriptions;
        match place % (known.len() + 1) {
            place if place < known.len() => known[place].subscription_id.clone(),
            _ => "0".repeat(35).as_str().into(),
        }
    }

    fn reference(&mut self, reference: &Reference) -> String {
        match reference {
            Reference::Empty => String::new(),
            Reference::Used(place) if !self.references.is_empty() => {
                self.references[place % self.references.len()].clone()
            }
            Reference::New | Reference::Used(_) => {
                self.references.push(self.world.reference());
                self.references[self.references.len() - 1].clone()
            }
        }
    }
}

fn amount(cents: i64) -> Amount {
    Amount::usd(Decimal::new(cents, 2))
}

fn charge_fee_to(payment: &Payment) -> Option<ChargeFeeTo> {
    payment.caller_pays.map(|caller| if caller { ChargeFeeTo::Caller } else { ChargeFeeTo::Recipient })
}
