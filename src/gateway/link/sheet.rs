//! A file of old tokens, read and checked: every line of it, so that all that is wrong is told at once.

use std::{collections::HashMap, fmt};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::{
    columns::{COLUMNS, TYPES},
    csv::{self, Field, Record},
};
use crate::{
    ids::redact,
    sandbox::{
        rows::{AmountRule, Bound, ConsentKind, Method, Period, Quota, TokenRole, TokenType},
        rules::linking::{InstrumentTerms, OldInstrument, OldLimit, OldToken, consent_kind},
    },
    wire::xml::is_writable,
};

/// The most that an amount can be, in dollars: that of the co-branded pages.
const MOST: Decimal = Decimal::from_parts(999_999_999, 0, 0, false, 0);
/// The longest period of a limit, in its units.
const LONGEST_PERIOD: u32 = 10_000;
/// The most bytes and tokens of a file: it is applied as one unit of work.
const LARGEST: usize = 64 << 20;
const MOST_TOKENS: usize = 100_000;

/// A file of old tokens in which every line makes sense. See [`COLUMNS`] for what it says.
#[derive(Clone)]
pub struct Sheet {
    pub(super) tokens: Vec<OldToken>,
    places: Vec<Places>,
}

/// Something that is wrong with a file of old tokens. Its text shows neither tokens nor consents.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// The line, from 1; none where it is the whole file.
    pub line: Option<u32>,
    /// The character on that line, from 1.
    pub character: Option<u32>,
    /// The column, by its name.
    pub column: Option<&'static str>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "{line}:{}: ", self.character.unwrap_or(1))?;
        }
        match self.column {
            Some(column) => write!(f, "{column} {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet").field("tokens", &self.tokens.len()).finish_non_exhaustive()
    }
}

/// Where on a line the columns are.
#[derive(Clone)]
struct Places {
    line: u32,
    fields: HashMap<&'static str, (u32, u32)>,
}

impl Sheet {
    /// Reads a file, UTF-8, with a line of names above: comma-separated values as RFC 4180 has them.
    ///
    /// # Errors
    /// Everything that is wrong with it, line by line.
    pub fn read(file: &[u8]) -> Result<Self, Vec<Problem>> {
        let whole = |message: String| vec![Problem { line: None, character: None, column: None, message }];
        if file.len() > LARGEST {
            return Err(whole(format!("The file has more than {} MiB: part it.", LARGEST >> 20)));
        }
        let text = std::str::from_utf8(file).map_err(|error| {
            let line = file[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            whole(format!("Line {line} is not UTF-8: save the file with that encoding."))
        })?;
        let records = csv::read(text).map_err(|broken| {
            let message = format!("This is no CSV: {}.", broken.why);
            vec![Problem { line: Some(broken.line), character: Some(broken.character), column: None, message }]
        })?;
        let Some((header, records)) = records.split_first() else {
            return Err(whole("The file is empty: the first line must name its columns.".to_owned()));
        };
        let names = names(header)?;
        if records.len() > MOST_TOKENS {
            return Err(whole(format!("The file has more than {MOST_TOKENS} tokens: part it.")));
        }
        let mut sheet = Self { tokens: Vec::new(), places: Vec::new() };
        let mut problems = Vec::new();
        for record in records {
            let mut line = Line { record, names: &names, problems: Vec::new() };
            let token = line.token();
            let places = line.places();
            problems.append(&mut line.problems);
            if let Some(token) = token {
                sheet.tokens.push(token);
                sheet.places.push(places);
            }
        }
        problems.extend(sheet.contradictions(problems.is_empty()));
        problems.sort_by_key(|problem| (problem.line, problem.character));
        if !problems.is_empty() {
            return Err(problems);
        }
        sheet.bring_together();
        Ok(sheet)
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The problem that `message` tells of a field of the token at that place.
    pub(super) fn problem(&self, place: usize, column: &'static str, message: impl Into<String>) -> Problem {
        let places = &self.places[place];
        let (line, character) = places.fields.get(column).copied().unwrap_or((places.line, 1));
        Problem { line: Some(line), character: Some(character), column: Some(column), message: message.into() }
    }

    /// What makes no sense beside other lines, of which there are all or only those that make sense in themselves.
    fn contradictions(&self, is_whole: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut check = |column: &'static str, what: fn(&OldToken) -> Option<&str>| {
            let mut seen: HashMap<&str, u32> = HashMap::new();
            for (place, token) in self.tokens.iter().enumerate() {
                let Some(value) = what(token) else { continue };
                match seen.get(value) {
                    Some(line) => problems.push(self.problem(place, column, format!("stands on line {line} already."))),
                    None => drop(seen.insert(value, self.places[place].line)),
                }
            }
        };
        check("token_id", |token| Some(&token.id));
        check("caller_reference", |token| Some(&token.caller_reference));
        check("consent", |token| token.consent.as_deref());

        if !is_whole {
            // The line that is missed may be one that can't be read.
            return problems;
        }
        let mut agreements: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, token) in self.tokens.iter().enumerate() {
            if let Some(instrument) = &token.instrument {
                agreements.entry(&instrument.id).or_default().push(place);
            }
        }
        for places in agreements.values() {
            let mut roles: Vec<_> = places.iter().map(|place| name_of(&self.tokens[*place])).collect();
            roles.sort_unstable();
            if !matches!(
                roles.as_slice(),
                ["prepaid-funding", "prepaid-sender"] | ["postpaid-sender", "postpaid-settlement"]
            ) {
                let roles = roles.join(", ");
                let message = format!(
                    "has the lines: {roles}. It must have two: a prepaid-sender and a prepaid-funding, or a \
                     postpaid-sender and a postpaid-settlement."
                );
                // The first of them stands for all: there is one at least.
                problems.push(self.problem(places[0], "instrument_id", message));
            }
        }
        problems
    }

    /// Gives the second token of each instrument the holder of the first.
    fn bring_together(&mut self) {
        let holders: HashMap<_, _> = self
            .tokens
            .iter()
            .filter(|token| matches!(token.role, TokenRole::PrepaidSender | TokenRole::CreditSender))
            .filter_map(|token| {
                let instrument = token.instrument.as_ref()?;
                Some((instrument.id.clone(), (token.holder_name.clone(), token.holder_email.clone())))
            })
            .collect();
        for token in
            self.tokens.iter_mut().filter(|token| matches!(token.role, TokenRole::Funding | TokenRole::Settlement))
        {
            let holder = token.instrument.as_ref().and_then(|instrument| holders.get(&instrument.id));
            if let Some((name, email)) = holder {
                token.holder_name.clone_from(name);
                token.holder_email.clone_from(email);
            }
        }
    }
}

/// The columns of a file, in its order.
fn names(header: &Record) -> Result<Vec<&'static str>, Vec<Problem>> {
    let mut names = Vec::new();
    let mut problems = Vec::new();
    let mut problem = |field: Option<&Field>, message: String| {
        let line = field.map_or(header.line, |field| field.line);
        let character = field.map(|field| field.character);
        problems.push(Problem { line: Some(line), character, column: None, message });
    };
    if let [only] = header.fields.as_slice()
        && let Some(other) = [';', '\t', '|'].into_iter().find(|other| only.text.contains(*other))
    {
        let message = format!("The columns are parted by {other:?}: commas must stand between them.");
        return Err(vec![Problem { line: Some(1), character: None, column: None, message }]);
    }
    for field in &header.fields {
        let text = field.text.trim().to_ascii_lowercase();
        match COLUMNS.iter().find(|column| column.name == text) {
            Some(column) if names.contains(&column.name) => {
                problem(Some(field), format!("The column {} is there twice.", column.name));
            }
            Some(column) => names.push(column.name),
            None => {
                let text = shown(&text);
                problem(Some(field), format!("There is no column '{text}': `fps migrate link --columns` lists them."));
            }
        }
    }
    for column in COLUMNS.iter().filter(|column| column.required == TYPES) {
        if !names.contains(&column.name) {
            problem(None, format!("The column {} is missing.", column.name));
        }
    }
    if problems.is_empty() { Ok(names) } else { Err(problems) }
}

/// A line that is being read.
struct Line<'l> {
    record: &'l Record,
    names: &'l [&'static str],
    problems: Vec<Problem>,
}

impl<'l> Line<'l> {
    fn token(&mut self) -> Option<OldToken> {
        let (fields, names) = (self.record.fields.len(), self.names.len());
        if fields != names {
            let message = format!("The line has {fields} fields, and the first line names {names}.");
            self.problems.push(Problem { line: Some(self.record.line), character: Some(1), column: None, message });
            return None;
        }
        let id = self.text("token_id", 65, |char| !char.is_whitespace());
        let Some((name, role, token_type)) = self.kind() else {
            self.require("token_id");
            return None;
        };
        self.check_columns(name);
        let token = self.token_of(id.unwrap_or_default(), name, role, token_type);
        self.problems.is_empty().then_some(token)
    }

    fn token_of(&mut self, id: String, name: &str, role: TokenRole, token_type: TokenType) -> OldToken {
        let methods = self.methods(role);
        let (valid_from, expires) = (self.time("valid_from"), self.time("expires"));
        if let (Some(from), Some(expires)) = (valid_from, expires)
            && expires <= from
        {
            self.wrong("expires", "is not after valid_from: the token would never be valid.");
        }
        let total = self.money("total", true).map(|total| OldLimit {
            quota: Quota::Amount(total),
            period: None,
            used: Decimal::ZERO,
        });
        let used = self.money("total_used", false);
        let total = total.map(|limit| self.used("total_used", limit, used));
        if total.is_none() && used.is_some() && self.value("total").is_none() {
            self.wrong("total_used", "says what was used of a total that is not given.");
        }
        let limits = [
            self.limit(["limit1_type", "limit1_value", "limit1_period", "limit1_used"]),
            self.limit(["limit2_type", "limit2_value", "limit2_period", "limit2_used"]),
        ];
        if limits[0].is_none() && limits[1].is_some() && self.value("limit1_type").is_none() {
            self.wrong("limit2_type", "says of a second limit where there is no first one.");
        }
        if token_type == TokenType::Recurring && limits[0].is_some_and(|limit| !matches!(limit.quota, Quota::Count(_)))
        {
            self.wrong("limit1_type", "must be Count for a recurring token.");
        }
        let digest = Sha256::digest(&id).iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>();
        OldToken {
            role,
            token_type,
            caller_reference: self
                .text("caller_reference", 128, |_| true)
                .unwrap_or_else(|| format!("linked-{digest}")),
            friendly_name: self.text("friendly_name", 128, |_| true),
            payment_reason: self.text("payment_reason", 64, |_| true),
            method: methods.0,
            accepts: methods.1,
            valid_from,
            expires,
            amount: self.amount(token_type),
            total,
            limits: limits.into_iter().flatten().collect(),
            recipient_tokens: self.recipient_tokens(),
            max_fixed_fee: self.money("max_fixed_fee", false),
            max_variable_fee: self.percent("max_variable_fee"),
            recipient_pays_fee: self.yes_or_no("recipient_pays_fee").unwrap_or(true),
            consent: self.consent(token_type),
            seller: self.text("seller_id", 50, |char| char.is_ascii_alphanumeric()),
            holder_name: self.text("holder_name", 128, |_| true),
            holder_email: self.email(),
            instrument: self.instrument(name),
            id,
        }
    }

    /// The type of the token, as it is called here and as rows have it.
    fn kind(&mut self) -> Option<(&'static str, TokenRole, TokenType)> {
        let Some(text) = self.value("type") else {
            self.require("type");
            return None;
        };
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let wanted = letters(&text.to_ascii_lowercase());
        let Some(name) = TYPES.iter().copied().find(|name| letters(name) == wanted) else {
            self.wrong("type", format!("is '{}', and must be one of {}.", shown(text), TYPES.join(", ")));
            return None;
        };
        let (role, token_type) = match name {
            "single-use" => (TokenRole::Sender, TokenType::SingleUse),
            "multi-use" => (TokenRole::Sender, TokenType::MultiUse),
            "recurring" => (TokenRole::Sender, TokenType::Recurring),
            "prepaid-sender" => (TokenRole::PrepaidSender, TokenType::MultiUse),
            "prepaid-funding" => (TokenRole::Funding, TokenType::MultiUse),
            "postpaid-sender" => (TokenRole::CreditSender, TokenType::MultiUse),
            "postpaid-settlement" => (TokenRole::Settlement, TokenType::MultiUse),
            "recipient" => (TokenRole::Recipient, TokenType::Unrestricted),
            _ => (TokenRole::Caller, TokenType::Unrestricted),
        };
        Some((name, role, token_type))
    }

    fn check_columns(&mut self, name: &str) {
        for column in COLUMNS {
            match self.value(column.name) {
                Some(_) if !column.types.contains(&name) => {
                    self.wrong(column.name, format!("has no meaning for a {name} token: leave it empty."));
                }
                None if column.required.contains(&name) => self.require(column.name),
                _ => {}
            }
        }
    }

    /// How the token pays, and how it may be paid.
    fn methods(&mut self, role: TokenRole) -> (Option<Method>, Vec<Method>) {
        let mut methods = Vec::new();
        for name in self.value("payment_method").unwrap_or_default().split_whitespace() {
            let method = [("CC", Method::Cc), ("ACH", Method::Ach), ("ABT", Method::Abt)];
            match method.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((_, method)) => methods.push(method),
                None => self.wrong("payment_method", format!("is '{}', and can be CC, ACH or ABT.", shown(name))),
            }
        }
        match role {
            TokenRole::Recipient => (None, methods),
            TokenRole::Sender | TokenRole::Funding | TokenRole::Settlement => {
                if methods.len() > 1 {
                    self.wrong("payment_method", "has several: only a recipient may be paid in more than one way.");
                }
                (Some(methods.first().copied().unwrap_or(Method::Cc)), Vec::new())
            }
            _ => (None, Vec::new()),
        }
    }

    fn amount(&mut self, token_type: TokenType) -> Option<AmountRule> {
        let default = if token_type == TokenType::SingleUse { Bound::Maximum } else { Bound::Exact };
        let bound = match self.value("amount_type") {
            None => default,
            Some(text) => {
                let bounds = [("Exact", Bound::Exact), ("Minimum", Bound::Minimum), ("Maximum", Bound::Maximum)];
                let bound = bounds.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
                if bound.is_none() {
                    let message = format!("is '{}', and can be Exact, Minimum or Maximum.", shown(text));
                    self.wrong("amount_type", message);
                } else if self.value("amount").is_none() {
                    self.wrong("amount_type", "says how payments compare with an amount that is not given.");
                }
                bound.map_or(default, |(_, bound)| bound)
            }
        };
        self.money("amount", true).map(|amount| AmountRule { bound, amount })
    }

    fn limit(&mut self, [kind, value, period, used]: [&'static str; 4]) -> Option<OldLimit> {
        let Some(name) = self.value(kind) else {
            for other in [value, period, used] {
                if self.value(other).is_some() {
                    self.wrong(other, format!("needs {kind}: Amount or Count."));
                }
            }
            return None;
        };
        let quota = if name.eq_ignore_ascii_case("amount") {
            self.money(value, true).map(Quota::Amount)
        } else if name.eq_ignore_ascii_case("count") {
            self.count(value).map(Quota::Count)
        } else {
            self.wrong(kind, format!("is '{}', and can be Amount or Count.", shown(name)));
            None
        };
        if self.value(value).is_none() {
            self.wrong(value, format!("is missing: {kind} says that there is a limit."));
        }
        let used_amount = match quota {
            Some(Quota::Count(_)) => self.decimal(used).filter(|count| {
                let is_whole = count.normalize().scale() == 0;
                if !is_whole {
                    self.wrong(used, "must be a number of payments.");
                }
                is_whole
            }),
            _ => self.money(used, false),
        };
        let period = self.period(period);
        let limit = OldLimit { quota: quota?, period, used: Decimal::ZERO };
        Some(self.used(used, limit, used_amount))
    }

    fn used(&mut self, column: &'static str, limit: OldLimit, used: Option<Decimal>) -> OldLimit {
        let used = used.unwrap_or_default();
        let most = match limit.quota {
            Quota::Amount(most) => most,
            Quota::Count(most) => most.into(),
        };
        if used > most {
            self.wrong(column, format!("is {used}, more than the {most} of the limit."));
        }
        OldLimit { used, ..limit }
    }

    fn period(&mut self, column: &'static str) -> Option<Period> {
        let text = self.value(column)?;
        let period = Period::parse(text).filter(|period| period.count <= LONGEST_PERIOD);
        if period.is_none() {
            self.wrong(column, format!("is '{}', and must be such as 1 Month, 7 Days or 12 Hours.", shown(text)));
        }
        period
    }

    fn recipient_tokens(&mut self) -> Vec<String> {
        let tokens = self.value("recipient_tokens").unwrap_or_default();
        tokens.split([' ', ';']).map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    fn consent(&mut self, token_type: TokenType) -> Option<String> {
        let text = self.value("consent")?;
        let Some(kind) = kind_of_consent(text) else {
            self.wrong(
                "consent",
                format!(
                    "is {}, and must be an order reference such as P01-1234567-1234567 or a billing agreement such as \
                     B01-1234567-1234567.",
                    redact(text)
                ),
            );
            return None;
        };
        if kind != consent_kind(token_type) {
            let needed = match kind {
                ConsentKind::Once => "is an order reference (P or S): only a single-use token stands for one.",
                ConsentKind::Standing => {
                    "is a billing agreement (B or C): a single-use token needs an order reference."
                }
            };
            self.wrong("consent", needed);
        }
        Some(text.to_owned())
    }

    fn email(&mut self) -> Option<String> {
        let email = self.text("holder_email", 65, |char| !char.is_whitespace())?;
        let is_address = email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
        if !is_address {
            self.wrong("holder_email", "must be an address such as anna@example.com.");
        }
        Some(email)
    }

    fn instrument(&mut self, name: &str) -> Option<OldInstrument> {
        let balance = match name {
            "prepaid-sender" => Some("balance"),
            "postpaid-sender" => Some("debt"),
            _ => None,
        };
        let id = self.text("instrument_id", 128, |char| !char.is_whitespace())?;
        let terms = balance.and_then(|column| {
            let limit = self.money("instrument_limit", true)?;
            let balance = self.money(column, false).unwrap_or_default();
            // A refund may have lifted a prepaid balance above what fundings may lift it to.
            if column == "debt" && balance > limit {
                self.wrong(column, format!("is {balance}, more than the {limit} that may be owed."));
            }
            Some(InstrumentTerms { limit, balance })
        });
        Some(OldInstrument { id, terms })
    }

    /// Dollars in whole cents.
    fn money(&mut self, column: &'static str, is_positive: bool) -> Option<Decimal> {
        let value = self.decimal(column)?;
        if value > MOST || value.normalize().scale() > 2 || is_positive && value.is_zero() {
            let lowest = if is_positive { "0.01" } else { "0" };
            self.wrong(column, format!("is {value}, and must be whole cents from {lowest} to {MOST} dollars."));
        }
        Some(value.normalize())
    }

    fn percent(&mut self, column: &'static str) -> Option<Decimal> {
        let value = self.decimal(column)?;
        if value > Decimal::ONE_HUNDRED {
            self.wrong(column, format!("is {value}, and must be from 0 to 100 percent."));
        }
        Some(value.normalize())
    }

    fn count(&mut self, column: &'static str) -> Option<u32> {
        let text = self.value(column)?;
        let count = text.parse().ok().filter(|count| *count > 0);
        if count.is_none() {
            self.wrong(column, format!("is '{}', and must be a number of payments, 1 or more.", shown(text)));
        }
        count
    }

    /// Digits, and perhaps a point with more of them.
    fn decimal(&mut self, column: &'static str) -> Option<Decimal> {
        let text = self.value(column)?;
        let is_number = text.len() <= 28 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let value = is_number.then(|| text.parse::<Decimal>().ok()).flatten();
        if value.is_none() {
            self.wrong(column, format!("is '{}', and must be a number such as 12.50.", shown(text)));
        }
        value
    }

    fn yes_or_no(&mut self, column: &'static str) -> Option<bool> {
        let text = self.value(column)?;
        match text.to_ascii_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => {
                self.wrong(column, format!("is '{}', and can be true or false.", shown(text)));
                None
            }
        }
    }

    fn time(&mut self, column: &'static str) -> Option<DateTime<Utc>> {
        let text = self.value(column)?;
        let time = DateTime::parse_from_rfc3339(text).map(|time| time.to_utc());
        let time = time.ok().or_else(|| Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN).and_utc()));
        if time.is_none() {
            let form = "must be a date such as 2014-03-01, or a time such as 2014-03-01T08:00:00Z";
            self.wrong(column, format!("is '{}', and {form}.", shown(text)));
        }
        time
    }

    /// A text of `most` characters, all of which `fits`. Its content isn't shown: it may be a token.
    fn text(&mut self, column: &'static str, most: usize, fits: impl Fn(char) -> bool) -> Option<String> {
        let text = self.value(column)?;
        if text.chars().count() > most {
            self.wrong(column, format!("is longer than {most} characters."));
        }
        if !is_writable(text) || !text.chars().all(fits) {
            self.wrong(column, "has a character that can't be in it.");
        }
        Some(text.to_owned())
    }

    fn value(&self, column: &str) -> Option<&'l str> {
        let place = self.names.iter().position(|name| *name == column)?;
        self.record.fields.get(place).map(|field| field.text.trim()).filter(|text| !text.is_empty())
    }

    fn require(&mut self, column: &'static str) {
        let kind = self.value("type").map_or(String::new(), |kind| format!(" for a {} token", shown(kind)));
        if self.value(column).is_none() {
            self.wrong(column, format!("is missing{kind}."));
        }
    }

    fn wrong(&mut self, column: &'static str, message: impl Into<String>) {
        let place = self.names.iter().position(|name| *name == column);
        let field = place.and_then(|place| self.record.fields.get(place));
        let (line, character) = field.map_or((self.record.line, 1), |field| (field.line, field.character));
        let message = message.into();
        self.problems.push(Problem { line: Some(line), character: Some(character), column: Some(column), message });
    }

    fn places(&self) -> Places {
        let fields = self.names.iter().zip(&self.record.fields);
        let fields = fields.map(|(name, field)| (*name, (field.line, field.character)));
        Places { line: self.record.line, fields: fields.collect() }
    }
}

/// What kind of consent of Amazon Pay has such an id; none where nothing has.
pub(crate) fn kind_of_consent(id: &str) -> Option<ConsentKind> {
    let mut parts = id.split('-');
    let is_number = |part: Option<&str>, length| {
        part.is_some_and(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let letter = id.chars().next().filter(char::is_ascii_uppercase)?;
    let is_region = is_number(parts.next().map(|part| &part[1..]), 2);
    let is_id = is_region && is_number(parts.next(), 7) && is_number(parts.next(), 7) && parts.next().is_none();
    match letter {
        'P' | 'S' if is_id => Some(ConsentKind::Once),
        'B' | 'C' if is_id => Some(ConsentKind::Standing),
        _ => None,
    }
}

fn name_of(token: &OldToken) -> &'static str {
    match token.role {
        TokenRole::PrepaidSender => "prepaid-sender",
        TokenRole::Funding => "prepaid-funding",
        TokenRole::CreditSender => "postpaid-sender",
        TokenRole::Settlement => "postpaid-settlement",
        _ => "another token",
    }
}

/// As much of a value as is worth being shown.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let start: String = text.chars().take(MOST).map(|char| if char.is_control() { ' ' } else { char }).collect();
    if text.chars().count() > MOST { start + "…" } else { start }
}
