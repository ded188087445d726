//! What a buyer or a seller authorises on a co-branded page.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{idempotency, instructions, parties, tokens};
use crate::{
    cbui::{self, CardExpiry, EditToken, Pipeline, Return, Status},
    fps::{self, ErrorCode},
    ids::CallerReference,
    sandbox::{
        books::{Books, Decides, Stop},
        rows::{
            Account, AccountState, AmountRule, Bound, Installer, Instrument, InstrumentKind, Limit, Method, Period,
            Quota, Scope, Token, TokenRole, TokenType, Unit,
        },
    },
};

/// How long a token for a single use lasts.
const SINGLE_USE_LIFETIME: TimeDelta = TimeDelta::hours(3);

/// An answer that somebody gave on a page.
#[derive(Clone)]
pub(crate) struct Consent {
    pub(crate) pipeline: Pipeline,
    /// The id of the account of whoever gave it.
    pub(crate) account: String,
    /// How he pays; nothing where he is to be paid.
    pub(crate) method: Option<Method>,
}

/// Why nothing was authorised: what the caller is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: Status,
    pub(crate) message: String,
}

/// What a pipeline comes to in the caller's world, whoever consents.
pub(crate) struct Terms {
    pub(crate) caller: Account,
    /// How may be paid, the first choice first.
    pub(crate) allowed: Vec<Method>,
    /// Whom the token may pay; anybody where it is empty.
    pub(crate) recipients: Vec<Account>,
    /// The token that EditToken is about.
    pub(crate) edited: Option<Token>,
    pub(crate) valid_from: DateTime<Utc>,
    pub(crate) expires: DateTime<Utc>,
    /// Whether only the processor knows what somebody can pay with.
    pub(crate) decides: Decides,
}

/// Installs what `consent` authorises. The same consent with the same caller reference gets the same tokens again.
pub(crate) fn give(books: &mut Books<'_>, consent: &Consent) -> Result<Result<Return, Refusal>, Stop> {
    match attempt(books, consent) {
        Ok(grant) => Ok(Ok(grant.way_back(&consent.pipeline))),
        Err(Halt::Refused(refusal)) => Ok(Err(refusal)),
        Err(Halt::Stopped(stop)) => Err(stop),
    }
}

/// What `pipeline` comes to, or why nobody can consent to it.
pub(crate) fn terms(books: &Books<'_>, pipeline: &Pipeline) -> Result<Result<Terms, Refusal>, Stop> {
    match find_terms(books, pipeline) {
        Ok(terms) => Ok(Ok(terms)),
        Err(Halt::Refused(refusal)) => Ok(Err(refusal)),
        Err(Halt::Stopped(stop)) => Err(stop),
    }
}

impl Refusal {
    pub(crate) fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// The caller's parameters can't be used. The words are those that callers know.
    pub(crate) fn malformed(names: &[&str]) -> Self {
        let names = names.join(", ");
        Self::new(Status::Ce, format!("The following input(s) are not well formed:[{names}]"))
    }
}

impl Terms {
    /// Whether `account` can't consent, whatever it pays with.
    pub(crate) fn hindrance(&self, account: &Account, pipeline: &Pipeline) -> Option<Refusal> {
        let refuse = |message: &str| Some(Refusal::new(Status::Np, message));
        if account.state != AccountState::Active {
            return refuse("The account can't be used: it is suspended or closed.");
        }
        if !account.email_verified {
            return refuse("The e-mail address of the account is not verified.");
        }
        if let Pipeline::Recipient(_) = pipeline {
            let by_card = pipeline.payment_methods().contains(&fps::PaymentMethod::Cc);
            return (by_card && !account.takes_cards)
                .then(|| Refusal::new(Status::Np, "A personal account can't receive credit card payments."));
        }
        let is_paid = match self.recipients.as_slice() {
            [] => account.id == self.caller.id,
            recipients => recipients.iter().any(|recipient| recipient.id == account.id),
        };
        if is_paid && self.edited.is_none() {
            return refuse("The sender and the recipient are the same.");
        }
        None
    }

    /// Whether `account` can't pay by `method`, which it may pick.
    pub(crate) fn mismatch(&self, account: &Account, method: Method, now: DateTime<Utc>) -> Option<Refusal> {
        let missing = match method {
            _ if !self.allowed.contains(&method) => Some("The payment method is not one that the caller asked for."),
            _ if self.decides == Decides::Outside => None,
            Method::Cc => match &account.card {
                None => Some("The account has no credit card."),
                Some(card) if card.expires <= now => Some("The credit card of the account has expired."),
                Some(_) => None,
            },
            Method::Ach if account.bank.is_none() => Some("The account has no bank account."),
            _ => None,
        };
        if let Some(message) = missing {
            return Some(Refusal::new(Status::Pe, message));
        }
        let paid = if self.recipients.is_empty() { std::slice::from_ref(&self.caller) } else { &self.recipients };
        let by_card = method == Method::Cc && !paid.iter().any(|recipient| recipient.takes_cards);
        by_card.then(|| Refusal::new(Status::Np, "The recipient's account can't receive credit card payments."))
    }
}

/// Why a rule of this module did not come to its end.
enum Halt {
    Stopped(Stop),
    Refused(Refusal),
}

impl From<Stop> for Halt {
    fn from(stop: Stop) -> Self {
        Self::Stopped(stop)
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn attempt(books: &mut Books<'_>, consent: &Consent) -> Result<Grant, Halt> {
    let pipeline = &consent.pipeline;
    let method = consent.method.filter(|_| !matches!(pipeline, Pipeline::Recipient(_)));
    let named = (pipeline.name(), (pipeline.parameters(), &consent.account, method));
    let reference = reference(pipeline).as_str();
    // Before all else: what was installed may be what stands in the way of doing it again.
    if let Some(grant) = idempotency::answer(books, Scope::Tokens, reference, &named).map_err(used_before)? {
        return Ok(grant);
    }
    let terms = find_terms(books, pipeline)?;
    let account = parties::account(books, &consent.account)?;
    if let Some(refusal) = terms.hindrance(&account, pipeline) {
        return Err(refusal.into());
    }
    match (pipeline, method) {
        (Pipeline::Recipient(_), _) => {}
        (_, Some(method)) => {
            if let Some(refusal) = terms.mismatch(&account, method, books.now()) {
                return Err(refusal.into());
            }
        }
        (_, None) => return Err(Refusal::new(Status::Pe, "The account has none of the payment methods.").into()),
    }
    let done = idempotency::once(books, Scope::Tokens, reference, &named, |books| {
        install(books, pipeline, &terms, &account, method)
    });
    match done {
        Ok(Ok(grant)) => Ok(grant),
        Ok(Err(error)) => Err(used_before(Stop::Refuse(error))),
        Err(stop) => Err(used_before(stop)),
    }
}

/// A reference that names something else is the caller's fault.
fn used_before(stop: Stop) -> Halt {
    match stop {
        Stop::Refuse(error) if error.is(ErrorCode::DuplicateRequest) => {
            Refusal::new(Status::Ce, error.message()).into()
        }
        stop => stop.into(),
    }
}

fn find_terms(books: &Books<'_>, pipeline: &Pipeline) -> Result<Terms, Halt> {
    let caller = parties::account(books, books.caller_id())?;
    if caller.state != AccountState::Active {
        return Err(Refusal::new(Status::Nm, "The caller's account is suspended or closed.").into());
    }
    let parameter = if let Pipeline::MultiUse(_) = pipeline { "recipientTokenList" } else { "recipientToken" };
    let mut recipients: Vec<Account> = Vec::new();
    for id in pipeline.recipient_tokens() {
        let token =
            books.token(id.as_str())?.filter(|token| token.role == TokenRole::Recipient && is_usable(token, books));
        let token = token.ok_or_else(|| Refusal::malformed(&[parameter]))?;
        if recipients.iter().all(|known| known.id != token.account) {
            recipients.push(parties::account(books, &token.account)?);
        }
    }
    let edited = match pipeline {
        Pipeline::EditToken(it) => Some(editable(books, it)?),
        _ => None,
    };
    for id in edited.iter().flat_map(|token| &token.recipients) {
        recipients.push(parties::account(books, id)?);
    }
    let (start, expiry) = pipeline.validity();
    let valid_from = start.unwrap_or_else(|| books.now());
    let lifetime_ends = match pipeline {
        Pipeline::SingleUse(_) => Some(books.now() + SINGLE_USE_LIFETIME),
        _ => instructions::LIFETIME.after(valid_from.max(books.now()), 1),
    };
    let expires = expiry.or(lifetime_ends).ok_or_else(|| Refusal::malformed(&["validityStart"]))?;
    if expires <= books.now() {
        return Err(Refusal::malformed(&["validityExpiry"]).into());
    }
    let decides = books.policy().decides;
    Ok(Terms { caller, allowed: allowed(pipeline), recipients, edited, valid_from, expires, decides })
}

/// A token for which another way to pay can be picked: one that pays in a way that was picked on a page. Where that was
/// done already, the token that was retired then is still shown.
fn editable(books: &Books<'_>, edit: &EditToken) -> Result<Token, Halt> {
    let pays = |token: &Token| {
        matches!(token.role, TokenRole::Sender | TokenRole::Funding | TokenRole::Settlement) && token.method.is_some()
    };
    let is_done = idempotency::is_answered(books, Scope::Tokens, edit.caller_reference.as_str())?;
    let token = books.token(edit.token_id.as_str())?;
    let token = token.filter(|token| token.installer == Installer::Caller && pays(token));
    let token = token.filter(|token| is_done || is_usable(token, books));
    token.ok_or_else(|| Refusal::malformed(&["tokenId"]).into())
}

fn is_usable(token: &Token, books: &Books<'_>) -> bool {
    token.active && token.is_valid_at(books.now())
}

fn allowed(pipeline: &Pipeline) -> Vec<Method> {
    let mut allowed: Vec<_> = pipeline.payment_methods().iter().filter_map(picked).collect();
    if allowed.is_empty() {
        allowed = vec![Method::Cc, Method::Ach, Method::Abt];
    }
    if matches!(pipeline, Pipeline::SingleUse(it) if it.reserve == Some(true)) {
        allowed.retain(|method| *method == Method::Cc);
    }
    allowed
}

/// The methods that can be picked on a page.
pub(crate) fn picked(method: &fps::PaymentMethod) -> Option<Method> {
    match method {
        fps::PaymentMethod::Cc => Some(Method::Cc),
        fps::PaymentMethod::Ach => Some(Method::Ach),
        fps::PaymentMethod::Abt => Some(Method::Abt),
        _ => None,
    }
}

/// The reference that makes a consent safe to repeat.
fn reference(pipeline: &Pipeline) -> &CallerReference {
    match pipeline {
        Pipeline::SingleUse(it) => &it.caller_reference,
        Pipeline::MultiUse(it) => &it.caller_reference,
        Pipeline::Recurring(it) => &it.caller_reference,
        Pipeline::Recipient(it) => &it.caller_reference,
        Pipeline::EditToken(it) => &it.caller_reference,
        Pipeline::SetupPrepaid(it) => &it.caller_reference_sender,
        Pipeline::SetupPostpaid(it) => &it.caller_reference_sender,
    }
}

/// What was installed.
#[derive(Serialize, Deserialize)]
struct Grant {
    made: Made,
    method: Option<Method>,
    /// Year and month in which the credit card expires.
    expiry: Option<(i32, u32)>,
}

#[derive(Serialize, Deserialize)]
enum Made {
    Token(String),
    Recipient {
        token: String,
        refund_token: String,
    },
    Instrument {
        id: String,
        sender_token: String,
        funding_token: String,
    },
    /// The token that was to be edited stays as it is.
    Unchanged(String),
}

impl Grant {
    fn way_back(self, pipeline: &Pipeline) -> Return {
        let success = match self.method {
            Some(Method::Cc) => Status::Sc,
            Some(Method::Ach) => Status::Sb,
            _ => Status::Sa,
        };
        let mut back = Return::new(success);
        back.expiry = self.expiry.map(|(year, month)| CardExpiry { year, month });
        match (self.made, pipeline) {
            (Made::Token(token), _) => back.token_id = Some(token.into()),
            (Made::Unchanged(token), _) => {
                back.status = Status::Su;
                back.token_id = Some(token.into());
            }
            (Made::Recipient { token, refund_token }, _) => {
                back.status = Status::Sr;
                back.token_id = Some(token.into());
                back.refund_token_id = Some(refund_token.into());
            }
            (Made::Instrument { id, sender_token, funding_token }, Pipeline::SetupPostpaid(_)) => {
                back.credit_instrument_id = Some(id.into());
                back.credit_sender_token_id = Some(sender_token.into());
                back.settlement_token_id = Some(funding_token.into());
            }
            (Made::Instrument { id, sender_token, funding_token }, _) => {
                back.prepaid_instrument_id = Some(id.into());
                back.prepaid_sender_token_id = Some(sender_token.into());
                back.funding_token_id = Some(funding_token.into());
            }
        }
        back
    }
}

fn install(
    books: &mut Books<'_>,
    pipeline: &Pipeline,
    terms: &Terms,
    account: &Account,
    method: Option<Method>,
) -> Result<Grant, Stop> {
    let made = match pipeline {
        Pipeline::SingleUse(it) => {
            let token = Token {
                amount_rules: vec![AmountRule {
                    bound: Bound::Maximum,
                    amount: it.transaction_amount.value.normalize(),
                }],
                ..token(books, pipeline, terms, account, method)
            };
            Made::Token(put(books, token)?)
        }
        Pipeline::MultiUse(it) => {
            let rule = it.transaction_amount.as_ref().map(|amount| AmountRule {
                bound: it.amount_type.map_or(Bound::Exact, bound),
                amount: amount.value.normalize(),
            });
            let token = Token {
                token_type: TokenType::MultiUse,
                amount_rules: rule.into_iter().collect(),
                limits: limits(&it.global_amount_limit, &it.usage_limits, terms),
                ..token(books, pipeline, terms, account, method)
            };
            Made::Token(put(books, token)?)
        }
        Pipeline::Recurring(it) => {
            let once = Limit::new(Quota::Count(1), Some(it.recurring_period.into()), terms.valid_from);
            let token = Token {
                token_type: TokenType::Recurring,
                amount_rules: vec![AmountRule { bound: Bound::Exact, amount: it.transaction_amount.value.normalize() }],
                limits: vec![once],
                ..token(books, pipeline, terms, account, method)
            };
            Made::Token(put(books, token)?)
        }
        Pipeline::Recipient(it) => {
            let token = Token {
                role: TokenRole::Recipient,
                token_type: TokenType::Unrestricted,
                accepts: pipeline.payment_methods().iter().filter_map(picked).collect(),
                max_fixed_fee: it.max_fixed_fee.as_ref().map(|fee| fee.value.normalize()),
                max_variable_fee: it.max_variable_fee.map(|fee| fee.normalize()),
                recipient_pays_fee: it.recipient_pays_fee,
                ..token(books, pipeline, terms, account, None)
            };
            let refund = Token {
                id: books.ids().token(),
                role: TokenRole::Refund,
                token_type: TokenType::MultiUse,
                friendly_name: books.ids().friendly_name(),
                accepts: Vec::new(),
                ..token.clone()
            };
            let refund_token = refund.id.clone();
            let token = put(books, token)?;
            // It is not found by the reference, which is the recipient token's.
            books.put(refund);
            Made::Recipient { token, refund_token }
        }
        Pipeline::SetupPrepaid(it) => {
            let by = token(books, pipeline, terms, account, Some(Method::Prepaid));
            let sender = Token { role: TokenRole::PrepaidSender, token_type: TokenType::MultiUse, ..by };
            let funding =
                Token { role: TokenRole::Funding, ..second(books, &sender, method, &it.caller_reference_funding) };
            agree(books, InstrumentKind::Prepaid, it.funding_amount.value, sender, funding)?
        }
        Pipeline::SetupPostpaid(it) => {
            let sender = Token {
                role: TokenRole::CreditSender,
                token_type: TokenType::MultiUse,
                limits: limits(&it.global_amount_limit, &it.usage_limits, terms),
                ..token(books, pipeline, terms, account, Some(Method::Debt))
            };
            let settlement = Token {
                role: TokenRole::Settlement,
                ..second(books, &sender, method, &it.caller_reference_settlement)
            };
            agree(books, InstrumentKind::Credit, it.credit_limit.value, sender, settlement)?
        }
        Pipeline::EditToken(it) => edit(books, terms, &it.caller_reference, method)?,
    };
    let card = account.card.as_ref().filter(|_| method == Some(Method::Cc));
    // The month that the last valid moment lies in.
    let expiry = card.map(|card| card.expires - TimeDelta::milliseconds(1)).map(|last| (last.year(), last.month()));
    Ok(Grant { made, method, expiry })
}

/// A token for a single use with nothing in it that is the pipeline's own.
fn token(
    books: &mut Books<'_>,
    pipeline: &Pipeline,
    terms: &Terms,
    account: &Account,
    method: Option<Method>,
) -> Token {
    let id = books.ids().token();
    Token {
        friendly_name: books.ids().friendly_name(),
        caller_reference: reference(pipeline).as_str().to_owned(),
        installed: books.now(),
        expires: terms.expires,
        method,
        recipients: terms.recipients.iter().map(|recipient| recipient.id.clone()).collect(),
        payment_reason: pipeline.payment_reason().map(str::to_owned),
        ..Token::new(id, TokenRole::Sender, TokenType::SingleUse, &account.id, terms.valid_from)
    }
}

/// The token that fills what `sender` pays from.
fn second(books: &mut Books<'_>, sender: &Token, method: Option<Method>, reference: &CallerReference) -> Token {
    Token {
        id: books.ids().token(),
        friendly_name: books.ids().friendly_name(),
        caller_reference: reference.as_str().to_owned(),
        method,
        limits: Vec::new(),
        ..sender.clone()
    }
}

/// Makes an instrument with its two tokens.
fn agree(
    books: &mut Books<'_>,
    kind: InstrumentKind,
    limit: Decimal,
    sender: Token,
    funding: Token,
) -> Result<Made, Stop> {
    let id = books.ids().instrument();
    books.put(Instrument {
        id: id.clone(),
        kind,
        active: true,
        expires: sender.expires,
        holder: sender.account.clone(),
        merchant: books.caller_id().to_owned(),
        limit: limit.normalize(),
        repaid: Decimal::ZERO,
        sender_token: sender.id.clone(),
        funding_token: funding.id.clone(),
    });
    let sender_token = put(books, Token { instrument: Some(id.clone()), ..sender })?;
    let funding_token = put(books, Token { instrument: Some(id.clone()), ..funding })?;
    Ok(Made::Instrument { id, sender_token, funding_token })
}

/// Has another token take the place of the one that is edited, with the use that was made of it.
fn edit(
    books: &mut Books<'_>,
    terms: &Terms,
    reference: &CallerReference,
    method: Option<Method>,
) -> Result<Made, Stop> {
    let old = terms.edited.clone().ok_or_else(|| Stop::broken("the token that is edited"))?;
    if old.method == method {
        return Ok(Made::Unchanged(old.id));
    }
    let new = Token {
        id: books.ids().token(),
        caller_reference: reference.as_str().to_owned(),
        installed: books.now(),
        method,
        replaces: Some(old.id.clone()),
        ..old.clone()
    };
    if let Some(mut instrument) = old.instrument.as_deref().map(|id| books.instrument(id)).transpose()?.flatten() {
        instrument.funding_token.clone_from(&new.id);
        books.put(instrument);
    }
    tokens::hand_over(books, &old, &new)?;
    Ok(Made::Token(put(books, new)?))
}

fn put(books: &mut Books<'_>, token: Token) -> Result<String, Stop> {
    let id = token.id.clone();
    tokens::install(books, token)?;
    Ok(id)
}

fn limits(total: &crate::money::Amount, windows: &[cbui::UsageLimit], terms: &Terms) -> Vec<Limit> {
    let total = Limit::new(Quota::Amount(total.value.normalize()), None, terms.valid_from);
    let windows = windows.iter().map(|limit| {
        let quota = match &limit.quota {
            cbui::Quota::Amount(amount) => Quota::Amount(amount.value.normalize()),
            cbui::Quota::Count(count) => Quota::Count(*count),
        };
        Limit::new(quota, limit.period.map(Into::into), terms.valid_from)
    });
    [total].into_iter().chain(windows).collect()
}

fn bound(bound: cbui::Bound) -> Bound {
    match bound {
        cbui::Bound::Exact => Bound::Exact,
        cbui::Bound::Minimum => Bound::Minimum,
        cbui::Bound::Maximum => Bound::Maximum,
    }
}

impl From<cbui::Period> for Period {
    fn from(period: cbui::Period) -> Self {
        let unit = match period.unit {
            cbui::Unit::Hour => Unit::Hour,
            cbui::Unit::Day => Unit::Day,
            cbui::Unit::Week => Unit::Week,
            cbui::Unit::Month => Unit::Month,
            cbui::Unit::Year => Unit::Year,
        };
        Self::new(period.count, unit)
    }
}
