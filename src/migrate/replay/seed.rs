//! What a sandbox holds stands in for tokens that the recording doesn't make.

use super::ids::Mapping;
use crate::sandbox::{InstrumentKind, Seed, SeedToken, TokenRole};

impl Mapping {
    /// What a caller finds in a sandbox, for tokens and instruments that the recording uses and doesn't make, by the kind
    /// that their place in a request needs. An id that the sandbox itself has stands for itself.
    #[must_use]
    pub fn with_seed(mut self, seed: &Seed, access_key_id: &str) -> Self {
        let tokens = seed.tokens.iter().filter(|token| token.caller == access_key_id).collect::<Vec<_>>();
        for token in &tokens {
            self.give_itself(token.token_id.as_str());
        }
        let instruments = || seed.instruments.iter().filter(|instrument| instrument.caller == access_key_id);
        for instrument in instruments() {
            self.give_itself(instrument.instrument_id.as_str());
        }
        // The token that fills an instrument, or pays its debt, belongs to that instrument only.
        if let Some(prepaid) = instruments().find(|instrument| instrument.kind == InstrumentKind::Prepaid) {
            self.stand_in("", "PrepaidInstrumentId", prepaid.instrument_id.as_str());
            if let Some(token) = &prepaid.funding_token_id {
                self.stand_in("FundPrepaid", "SenderTokenId", token.as_str());
            }
        }
        if let Some(credit) = instruments().find(|instrument| instrument.kind == InstrumentKind::Credit) {
            self.stand_in("", "CreditInstrumentId", credit.instrument_id.as_str());
            if let Some(token) = &credit.settlement_token_id {
                self.stand_in("SettleDebt", "SenderTokenId", token.as_str());
            }
        }
        for subscription in seed.subscriptions.iter().filter(|subscription| subscription.caller == access_key_id) {
            self.give_itself(subscription.subscription_id.as_str());
            self.stand_in("", "SubscriptionId", subscription.subscription_id.as_str());
        }
        for (parameter, role) in [
            ("SenderTokenId", TokenRole::Sender),
            ("TokenId", TokenRole::Sender),
            ("RecipientTokenId", TokenRole::Recipient),
        ] {
            if let Some(token) = lasting(&tokens, role) {
                self.stand_in("", parameter, token.token_id.as_str());
            }
        }
        self
    }

    fn give_itself(&mut self, id: &str) {
        if self.id(id).is_none() {
            self.give(id, id);
        }
    }
}

/// An active token of that role, if there is one that can be used more than once.
fn lasting<'s>(tokens: &[&'s SeedToken], role: TokenRole) -> Option<&'s SeedToken> {
    let fitting = || tokens.iter().copied().filter(move |token| token.role == role && token.status == "Active");
    fitting()
        .find(|token| matches!(token.token_type.as_str(), "MultiUse" | "Unrestricted"))
        .or_else(|| fitting().next())
}
