//! Tokens and instruments to be made.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    DOCUMENT,
    model::{InstrumentKind, SeedAccount, SeedInstrument, SeedToken, TokenRole},
};
use crate::{
    fps,
    sandbox::{
        books::{Books, Stop},
        command::invalid,
        rows::{self, AmountRule, Installer, Instrument, Limit, Method, Quota, Token, TokenType},
        rules::{instructions, tokens},
    },
};

/// A token to be made.
pub(super) struct Plan<'p> {
    pub(super) role: rows::TokenRole,
    pub(super) account: &'p str,
    pub(super) token_type: TokenType,
    pub(super) method: Option<Method>,
    pub(super) instrument: Option<String>,
    pub(super) amount_rules: Vec<AmountRule>,
    pub(super) limits: Vec<Limit>,
    pub(super) fees: (Option<Decimal>, Option<Decimal>),
    pub(super) recipient_pays_fee: bool,
    pub(super) active: bool,
    pub(super) valid_from: Option<DateTime<Utc>>,
    pub(super) expires: Option<DateTime<Utc>>,
    pub(super) installer: Installer,
    pub(super) caller_reference: Option<String>,
    pub(super) friendly_name: Option<String>,
    pub(super) payment_reason: Option<String>,
    /// The only accounts that it may pay, by their ids.
    pub(super) recipients: Vec<String>,
    pub(super) replaces: Option<String>,
}

impl<'p> Plan<'p> {
    pub(super) fn sender(account: &'p str, method: Method) -> Self {
        Self {
            role: rows::TokenRole::Sender,
            account,
            token_type: TokenType::SingleUse,
            method: Some(method),
            instrument: None,
            amount_rules: Vec::new(),
            limits: Vec::new(),
            fees: (None, None),
            recipient_pays_fee: true,
            active: true,
            valid_from: None,
            expires: None,
            installer: Installer::Caller,
            caller_reference: None,
            friendly_name: None,
            payment_reason: None,
            recipients: Vec::new(),
            replaces: None,
        }
    }

    pub(super) fn recipient(account: &'p str) -> Self {
        Self {
            role: rows::TokenRole::Recipient,
            token_type: TokenType::Unrestricted,
            method: None,
            ..Self::sender(account, Method::Abt)
        }
    }

    pub(super) fn install(
        self,
        books: &mut Books<'_>,
        accounts: &[SeedAccount],
        name: &str,
    ) -> Result<SeedToken, Stop> {
        let now = books.now();
        let account = accounts.iter().find(|account| account.name == self.account);
        let account = account.ok_or_else(|| invalid(format!("There is no account '{}' here.", self.account)))?;
        // One that has expired was valid some time before.
        let valid_from = self.valid_from.unwrap_or_else(|| self.expires.map_or(now, |expires| expires.min(now)));
        let expires = self.expires.or_else(|| instructions::LIFETIME.after(now.max(valid_from), 1));
        let id = books.ids().token();
        let token = Token {
            active: self.active,
            friendly_name: self.friendly_name.unwrap_or_else(|| name.to_owned()),
            caller_reference: self.caller_reference.unwrap_or_else(|| format!("{}-{name}", DOCUMENT)),
            installed: valid_from.min(now),
            installer: self.installer,
            expires: expires.unwrap_or(now),
            method: self.method,
            instrument: self.instrument,
            amount_rules: self.amount_rules,
            limits: self.limits,
            recipients: self.recipients,
            max_fixed_fee: self.fees.0,
            max_variable_fee: self.fees.1,
            recipient_pays_fee: self.recipient_pays_fee,
            payment_reason: self.payment_reason,
            replaces: self.replaces,
            ..Token::new(id, self.role, self.token_type, &account.account_id, valid_from)
        };
        let made = SeedToken {
            caller: books.caller_id().to_owned(),
            name: name.to_owned(),
            token_id: token.id.as_str().into(),
            role: token.role.into(),
            token_type: fps::TokenType::from(token.token_type).as_ref().to_owned(),
            payment_method: token.method.map(|method| fps::PaymentMethod::from(method).as_ref().to_owned()),
            caller_reference: token.caller_reference.as_str().into(),
            account: self.account.to_owned(),
            status: if token.active { "Active" } else { "Inactive" }.to_owned(),
            instrument_id: token.instrument.as_deref().map(Into::into),
        };
        tokens::install(books, token)?;
        Ok(made)
    }
}

/// An instrument to be made, with its two tokens.
pub(super) struct Agreement<'p> {
    pub(super) kind: InstrumentKind,
    pub(super) method: Method,
    pub(super) account: &'p str,
    /// The id of the account with which it is agreed; none is the caller's own.
    pub(super) merchant: Option<String>,
    pub(super) limit: Decimal,
    /// The most that its second token may pay in all.
    pub(super) total: Option<Decimal>,
    pub(super) expires: Option<DateTime<Utc>>,
    pub(super) active: bool,
}

impl Agreement<'_> {
    pub(super) fn conclude(
        self,
        books: &mut Books<'_>,
        accounts: &[SeedAccount],
        name: &str,
    ) -> Result<(SeedInstrument, [SeedToken; 2]), Stop> {
        let Self { kind, method, account, limit, .. } = self;
        let id = books.ids().instrument();
        let (row_kind, pays, fills, pays_by) = match kind {
            InstrumentKind::Prepaid => (
                rows::InstrumentKind::Prepaid,
                rows::TokenRole::PrepaidSender,
                rows::TokenRole::Funding,
                Method::Prepaid,
            ),
            InstrumentKind::Credit => {
                (rows::InstrumentKind::Credit, rows::TokenRole::CreditSender, rows::TokenRole::Settlement, Method::Debt)
            }
        };
        let plan = |role, method| Plan {
            role,
            token_type: TokenType::MultiUse,
            instrument: Some(id.clone()),
            ..Plan::sender(account, method)
        };
        let sender = plan(pays, pays_by).install(books, accounts, &format!("{name}-sender"))?;
        let funding = match kind {
            InstrumentKind::Prepaid => "funding",
            InstrumentKind::Credit => "settlement",
        };
        let total = self.total.map(|total| Limit::new(Quota::Amount(total), None, books.now()));
        let fills = Plan { limits: total.into_iter().collect(), ..plan(fills, method) };
        let funding = fills.install(books, accounts, &format!("{name}-{funding}"))?;
        let holder = accounts.iter().find(|known| known.name == account).map(|known| known.account_id.clone());
        books.put(Instrument {
            id: id.clone(),
            kind: row_kind,
            active: self.active,
            expires: self
                .expires
                .or_else(|| instructions::LIFETIME.after(books.now(), 1))
                .unwrap_or_else(|| books.now()),
            holder: holder.unwrap_or_default(),
            merchant: self.merchant.unwrap_or_else(|| books.caller_id().to_owned()),
            limit,
            repaid: Decimal::ZERO,
            sender_token: sender.token_id.as_str().to_owned(),
            funding_token: funding.token_id.as_str().to_owned(),
        });
        let funding_token_id = Some(funding.token_id.clone());
        let instrument = SeedInstrument {
            caller: books.caller_id().to_owned(),
            name: name.to_owned(),
            instrument_id: id.into(),
            kind,
            sender_token_id: sender.token_id.clone(),
            funding_token_id: funding_token_id.clone().filter(|_| kind == InstrumentKind::Prepaid),
            settlement_token_id: funding_token_id.filter(|_| kind == InstrumentKind::Credit),
            limit,
        };
        Ok((instrument, [sender, funding]))
    }
}

impl From<rows::TokenRole> for TokenRole {
    fn from(role: rows::TokenRole) -> Self {
        match role {
            rows::TokenRole::Sender => Self::Sender,
            rows::TokenRole::PrepaidSender => Self::PrepaidSender,
            rows::TokenRole::CreditSender => Self::CreditSender,
            rows::TokenRole::Funding => Self::Funding,
            rows::TokenRole::Settlement => Self::Settlement,
            rows::TokenRole::Recipient => Self::Recipient,
            rows::TokenRole::Refund => Self::Refund,
            rows::TokenRole::Caller => Self::Caller,
        }
    }
}
