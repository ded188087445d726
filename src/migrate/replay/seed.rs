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
        for instrument in seed.instruments.iter().filter(|instrument| instrument.caller == access_key_id) {
            self.give_itself(instrument.instrument_id.as_str());
            let parameter = match instrument.kind {
                InstrumentKind::Prepaid => "PrepaidInstrumentId",
                InstrumentKind::Credit => "CreditInstrumentId",
            };
            self.stand_in("", parameter, instrument.instrument_id.as_str());
        }
        for subscription in seed.subscriptions.iter().filter(|subscription| subscription.caller == access_key_id) {
            self.give_itself(subscription.subscription_id.as_str());
            self.stand_in("", "SubscriptionId", subscription.subscription_id.as_str());
        }
        for (action, parameter, role) in [
            ("", "SenderTokenId", TokenRole::Sender),
            ("", "TokenId", TokenRole::Sender),
            ("", "RecipientTokenId", TokenRole::Recipient),
            ("FundPrepaid", "SenderTokenId", TokenRole::Funding),
            ("SettleDebt", "SenderTokenId", TokenRole::Settlement),
        ] {
            if let Some(token) = lasting(&tokens, role) {
                self.stand_in(action, parameter, token.token_id.as_str());
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
