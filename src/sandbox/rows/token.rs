use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Consent, Method, Period};
use crate::ids::redact;

/// A payment authorisation that an account holder gave the caller.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Token {
    pub(crate) id: String,
    pub(crate) role: TokenRole,
    pub(crate) token_type: TokenType,
    pub(crate) active: bool,
    pub(crate) friendly_name: String,
    pub(crate) caller_reference: String,
    pub(crate) installed: DateTime<Utc>,
    pub(crate) installer: Installer,
    pub(crate) valid_from: DateTime<Utc>,
    pub(crate) expires: DateTime<Utc>,
    /// The account of whoever gave the authorisation.
    pub(crate) account: String,
    /// How it pays; none where the instruction leaves it open.
    pub(crate) method: Option<Method>,
    /// For a recipient's token: the methods by which it may be paid; any when empty.
    #[serde(default)]
    pub(crate) accepts: Vec<Method>,
    /// The instrument that it pays from, funds or settles.
    pub(crate) instrument: Option<String>,
    /// What every payment must amount to: all of them hold.
    pub(crate) amount_rules: Vec<AmountRule>,
    pub(crate) limits: Vec<Limit>,
    /// The transactions that it took part in.
    pub(crate) uses: u64,
    /// The only accounts that it may pay; any when empty.
    pub(crate) recipients: Vec<String>,
    /// For a recipient's token: the most that the caller may charge, in dollars and in percent.
    pub(crate) max_fixed_fee: Option<Decimal>,
    pub(crate) max_variable_fee: Option<Decimal>,
    /// For a recipient's token: who agreed to pay the fees of the service.
    pub(crate) recipient_pays_fee: bool,
    pub(crate) payment_reason: Option<String>,
    /// The token that this one took the place of.
    pub(crate) replaces: Option<String>,
    /// The token that took its place together with the use that was made of it.
    #[serde(default)]
    pub(crate) successor: Option<String>,
    /// The text of the instruction, where the caller installed one.
    pub(crate) instruction: Option<String>,
    #[serde(default)]
    pub(crate) cancelled: Option<TokenCancellation>,
    /// What the token stands for at the processor, where not the sandbox itself decides what becomes of payments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) consent: Option<Consent>,
}

/// How a token came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TokenCancellation {
    pub(crate) at: DateTime<Utc>,
    pub(crate) reason: Option<String>,
    /// Where it is announced, if not where everything is.
    pub(crate) notification_url: Option<String>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token")
            .field("role", &self.role)
            .field("token_type", &self.token_type)
            .field("active", &self.active)
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

/// The token that a caller reference names.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TokenName {
    pub(crate) caller_reference: String,
    pub(crate) token: String,
}

impl std::fmt::Debug for TokenName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenName")
            .field("caller_reference", &self.caller_reference)
            .field("token", &format_args!("{}", redact(&self.token)))
            .finish()
    }
}

/// What a token may be used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum TokenRole {
    /// Pays from a card, a bank account or an account balance.
    Sender,
    /// Pays from a prepaid instrument.
    PrepaidSender,
    /// Pays on a credit instrument.
    CreditSender,
    /// Funds a prepaid instrument.
    Funding,
    /// Settles the debt of a credit instrument.
    Settlement,
    Recipient,
    /// Has the recipient give back what he got. No action asks for it: refunds need no token.
    Refund,
    /// The caller's own part in transactions between others.
    Caller,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum TokenType {
    SingleUse,
    MultiUse,
    Recurring,
    Unrestricted,
}

/// Who created a token, and may look into it and cancel it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Installer {
    Caller,
    /// A subscription button: the token is not the caller's own.
    SimplePay,
}

/// What one payment may amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AmountRule {
    pub(crate) bound: Bound,
    pub(crate) amount: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Bound {
    Exact,
    Minimum,
    Maximum,
}

impl AmountRule {
    pub(crate) fn allows(self, amount: Decimal) -> bool {
        match self.bound {
            Bound::Exact => amount == self.amount,
            Bound::Minimum => amount >= self.amount,
            Bound::Maximum => amount <= self.amount,
        }
    }
}

/// What may be paid within a window of time, with the use that was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Limit {
    pub(crate) quota: Quota,
    /// The length of a window; none is the life of the token.
    pub(crate) period: Option<Period>,
    pub(crate) window: DateTime<Utc>,
    /// Dollars or times in this window, and in the one before.
    pub(crate) used: Decimal,
    pub(crate) used_before: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Quota {
    Amount(Decimal),
    Count(u32),
}

impl Limit {
    pub(crate) fn new(quota: Quota, period: Option<Period>, start: DateTime<Utc>) -> Self {
        Self { quota, period, window: start, used: Decimal::ZERO, used_before: Decimal::ZERO }
    }

    /// The limit as it stands in the window of `now`.
    pub(crate) fn at(&self, start: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let Some(period) = self.period else { return self.clone() };
        let window = period.current(start, now);
        if window <= self.window {
            return self.clone();
        }
        let next = Self { window, used: Decimal::ZERO, used_before: Decimal::ZERO, ..self.clone() };
        let follows = next.before(start) == Some(self.window);
        Self { used_before: if follows { self.used } else { Decimal::ZERO }, ..next }
    }

    /// When the window before this one began.
    fn before(&self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let period = self.period.filter(|_| self.window > start)?;
        Some(period.current(start, self.window - chrono::TimeDelta::milliseconds(1)))
    }

    /// What a payment of `amount` takes from the quota.
    pub(crate) fn cost(&self, amount: Decimal) -> Decimal {
        match self.quota {
            Quota::Amount(_) => amount,
            Quota::Count(_) => Decimal::ONE,
        }
    }

    pub(crate) fn is_exceeded_by(&self, amount: Decimal) -> bool {
        let most = match self.quota {
            Quota::Amount(most) => most,
            Quota::Count(most) => most.into(),
        };
        self.used + self.cost(amount) > most
    }
}

impl Token {
    /// The most that one payment may amount to; none where nothing says so.
    #[cfg(feature = "gateway")]
    pub(crate) fn most(&self) -> Option<Decimal> {
        let ceilings = self.amount_rules.iter().filter(|rule| rule.bound != Bound::Minimum);
        ceilings.map(|rule| rule.amount).min()
    }

    /// A token of `account` that pays or is paid without limits, and was installed by a caller at the moment from which it
    /// is valid. At that moment it ends, too, until another is set.
    pub(crate) fn new(id: String, role: TokenRole, token_type: TokenType, account: &str, from: DateTime<Utc>) -> Self {
        Self {
            id,
            role,
            token_type,
            active: true,
            friendly_name: String::new(),
            caller_reference: String::new(),
            installed: from,
            installer: Installer::Caller,
            valid_from: from,
            expires: from,
            account: account.to_owned(),
            method: None,
            accepts: Vec::new(),
            instrument: None,
            amount_rules: Vec::new(),
            limits: Vec::new(),
            uses: 0,
            recipients: Vec::new(),
            max_fixed_fee: None,
            max_variable_fee: None,
            recipient_pays_fee: true,
            payment_reason: None,
            replaces: None,
            successor: None,
            instruction: None,
            cancelled: None,
            consent: None,
        }
    }

    pub(crate) fn pays(&self) -> bool {
        matches!(self.role, TokenRole::Sender | TokenRole::PrepaidSender | TokenRole::CreditSender)
    }

    /// Whether it can be used now. What was valid as soon as it was installed has begun, although the clock may have been
    /// ahead then.
    pub(crate) fn is_valid_at(&self, now: DateTime<Utc>) -> bool {
        self.valid_from <= now.max(self.installed) && now < self.expires
    }

    /// Ends it for good.
    pub(crate) fn cancel(&mut self, at: DateTime<Utc>, reason: Option<String>, notification_url: Option<String>) {
        self.active = false;
        self.cancelled = Some(TokenCancellation { at, reason, notification_url });
    }

    /// Counts a payment that was received at `received`.
    pub(crate) fn take(&mut self, amount: Decimal, received: DateTime<Utc>) {
        self.uses += 1;
        for limit in &mut self.limits {
            *limit = limit.at(self.valid_from, received);
            limit.used += limit.cost(amount);
        }
    }

    /// Takes back `amount` of a payment received at `then` that is smaller than was counted: it is a payment all the
    /// same.
    pub(crate) fn lower(&mut self, amount: Decimal, then: DateTime<Utc>, now: DateTime<Utc>) {
        self.uncount(then, now, |limit| match limit.quota {
            Quota::Amount(_) => amount,
            Quota::Count(_) => Decimal::ZERO,
        });
    }

    /// Takes back a payment received at `then` that came to nothing.
    pub(crate) fn give_back(&mut self, amount: Decimal, then: DateTime<Utc>, now: DateTime<Utc>) {
        self.uncount(then, now, |limit| limit.cost(amount));
    }

    /// Takes back what was counted at `then`: in the window that is open, or in the one before. What lies further
    /// back is remembered no more.
    fn uncount(&mut self, then: DateTime<Utc>, now: DateTime<Utc>, count: impl Fn(&Limit) -> Decimal) {
        for limit in &mut self.limits {
            *limit = limit.at(self.valid_from, now);
            let count = count(limit);
            if then >= limit.window {
                limit.used -= count;
            } else if limit.before(self.valid_from).is_some_and(|before| then >= before) {
                limit.used_before -= count;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::rows::Unit;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn token(limits: Vec<Limit>, start: DateTime<Utc>) -> Token {
        Token {
            expires: DateTime::<Utc>::MAX_UTC,
            limits,
            ..Token::new(String::new(), TokenRole::Sender, TokenType::MultiUse, "", start)
        }
    }

    #[test]
    fn a_window_begins_anew_and_remembers_the_one_before() {
        let start = at("2026-01-01T00:00:00Z");
        let quota = Quota::Amount(Decimal::from(10));
        let mut limit = Limit::new(quota, Some(Period::new(1, Unit::Day)), start);
        limit.used = Decimal::from(8);
        assert!(limit.at(start, at("2026-01-01T23:59:59Z")).is_exceeded_by(Decimal::from(3)));

        let next = limit.at(start, at("2026-01-02T00:00:00Z"));
        assert!(!next.is_exceeded_by(Decimal::from(3)));
        assert_eq!((next.used, next.used_before), (Decimal::ZERO, Decimal::from(8)));
        assert_eq!(limit.at(start, at("2026-01-04T00:00:00Z")).used_before, Decimal::ZERO);
    }

    #[test]
    fn a_payment_is_taken_back_where_it_was_counted() {
        let start = at("2026-01-01T00:00:00Z");
        let quota = Quota::Amount(Decimal::from(10));
        let mut token = token(vec![Limit::new(quota, Some(Period::new(1, Unit::Day)), start)], start);
        let used = |token: &Token| (token.limits[0].used, token.limits[0].used_before);
        let dollars = |amount: i64| Decimal::from(amount);

        let [first, second] = ["2026-01-01T23:59:59.999Z", "2026-01-02T00:00:00Z"].map(at);
        token.take(dollars(3), first);
        token.take(dollars(5), second);
        assert_eq!(used(&token), (dollars(5), dollars(3)));
        token.lower(dollars(1), first, second);
        assert_eq!(used(&token), (dollars(5), dollars(2)));
        token.give_back(dollars(5), second, second);
        assert_eq!(used(&token), (dollars(0), dollars(2)));
        // Two days later neither window is remembered.
        token.give_back(dollars(2), first, at("2026-01-04T00:00:00Z"));
        assert_eq!(used(&token), (dollars(0), dollars(0)));
    }

    #[test]
    fn a_limit_without_a_period_lasts() {
        let start = at("2026-01-01T00:00:00Z");
        let mut limit = Limit::new(Quota::Count(1), None, start);
        limit.used = Decimal::ONE;
        assert!(limit.at(start, at("2036-01-01T00:00:00Z")).is_exceeded_by(Decimal::ONE));
    }

    #[test]
    fn amounts_are_bounded() {
        let allows = |bound, amount: i64| AmountRule { bound, amount: Decimal::from(5) }.allows(Decimal::from(amount));
        assert!(allows(Bound::Exact, 5) && !allows(Bound::Exact, 4));
        assert!(allows(Bound::Minimum, 6) && !allows(Bound::Minimum, 4));
        assert!(allows(Bound::Maximum, 4) && !allows(Bound::Maximum, 6));
    }
}
