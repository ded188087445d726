use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    fps::*,
    ids::TokenId,
    money::Amount,
    sandbox::{ManualClock, books::Books},
    server::{Call, Caller, Transport},
};

const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const HEADER: &str = "token_id,type,caller_reference,payment_method,consent,seller_id,valid_from,expires,amount,total,\
    total_used,limit1_type,limit1_value,limit1_period,limit1_used,recipient_tokens,max_fixed_fee,instrument_id,\
    instrument_limit,balance,debt,friendly_name,holder_name,holder_email";

/// A world in which files are applied.
struct World {
    sandbox: Sandbox,
    clock: ManualClock,
}

impl World {
    async fn new() -> Self {
        let clock = ManualClock::new("2014-03-15T12:00:00Z".parse().unwrap());
        let sandbox = Sandbox::builder().clock(clock.clone()).seed(7).build().await.unwrap();
        Self { sandbox, clock }
    }

    async fn link(&self, lines: &[String], linking: &Linking) -> Result<Report, LinkError> {
        apply(&self.sandbox, KEY, &sheet(lines).unwrap(), linking).await
    }

    async fn linked(&self, lines: &[String]) -> Report {
        self.link(lines, &own()).await.unwrap()
    }

    /// The problems of a file, as `line:character column`.
    async fn problems(&self, lines: &[String], linking: &Linking) -> Vec<String> {
        let Err(LinkError::Problems(problems)) = self.link(lines, linking).await else { panic!("no problem") };
        problems.iter().map(ToString::to_string).collect()
    }

    fn call(&self) -> Call {
        Call {
            caller: Some(Caller { access_key_id: KEY.to_owned() }),
            version: "2010-08-28",
            request_id: "00000000-0000-0000-0000-000000000000:0".into(),
            received_at: self.sandbox.now(),
            transport: Transport::Rest,
            seller: None,
        }
    }

    async fn token(&self, id: &str) -> crate::sandbox::rows::Token {
        let id = id.to_owned();
        let found = self.sandbox.look(&Tenant::of(KEY), move |books: &Books<'_>| books.token(&id)).await;
        found.unwrap().unwrap()
    }

    async fn usage(&self, id: &str) -> Vec<TokenUsageLimit> {
        let request = GetTokenUsageRequest::new(TokenId::new(id));
        self.sandbox.get_token_usage(&self.call(), request).await.unwrap().token_usage_limits
    }

    /// Everything there is.
    async fn state(&self) -> serde_json::Value {
        serde_json::to_value(self.sandbox.export().await.unwrap()).unwrap()
    }

    /// What is owed to the holders of all prepaid instruments.
    async fn liability(&self) -> Decimal {
        let answer = self.sandbox.get_total_prepaid_liability(&self.call(), Default::default()).await.unwrap();
        answer.outstanding_prepaid_liability.unwrap().outstanding_balance.value
    }

    async fn prepaid(&self, instrument: &str) -> Amount {
        let request = GetPrepaidBalanceRequest::new(instrument);
        self.sandbox
            .get_prepaid_balance(&self.call(), request)
            .await
            .unwrap()
            .prepaid_balance
            .unwrap()
            .available_balance
    }

    async fn debt(&self, instrument: &str) -> Amount {
        let request = GetDebtBalanceRequest::new(instrument);
        self.sandbox.get_debt_balance(&self.call(), request).await.unwrap().debt_balance.unwrap().available_balance
    }
}

fn own() -> Linking {
    Linking { seller_id: Some("A1EXAMPLESELLER".to_owned()), ..Linking::default() }
}

/// A line with what is said, and nothing else.
fn line(fields: &[(&str, &str)]) -> String {
    for (name, _) in fields {
        assert!(HEADER.split(',').any(|column| column == *name), "{name}");
    }
    let value = |column: &str| fields.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value);
    HEADER.split(',').map(|column| csv::written(value(column))).collect::<Vec<_>>().join(",")
}

fn sheet(lines: &[String]) -> Result<Sheet, Vec<Problem>> {
    Sheet::read(format!("{HEADER}\n{}\n", lines.join("\n")).as_bytes())
}

fn id(letter: char) -> String {
    letter.to_string().repeat(64)
}

/// One token of every type.
fn everything() -> Vec<String> {
    vec![
        line(&[("token_id", &id('S')), ("type", "single-use"), ("amount", "25"), ("consent", "S01-1234567-0000001")]),
        line(&[
            ("token_id", &id('M')),
            ("type", "MultiUse"),
            ("caller_reference", "multi"),
            ("consent", "C01-1234567-0000001"),
            ("valid_from", "2014-01-01"),
            ("expires", "2015-01-01T00:00:00Z"),
            ("total", "500.00"),
            ("total_used", "120.5"),
            ("limit1_type", "Amount"),
            ("limit1_value", "50"),
            ("limit1_period", "1 Month"),
            ("limit1_used", "49"),
            ("recipient_tokens", &id('R')),
            ("holder_name", "Bea, the \"Buyer\""),
            ("holder_email", "bea@example.com"),
        ]),
        line(&[
            ("token_id", &id('C')),
            ("type", "recurring"),
            ("amount", "9.95"),
            ("limit1_type", "Count"),
            ("limit1_value", "1"),
            ("limit1_period", "7 Days"),
            ("limit1_used", "1"),
            ("holder_email", "BEA@example.com"),
        ]),
        line(&[
            ("token_id", &id('P')),
            ("type", "prepaid-sender"),
            ("instrument_id", "PREPAID-INSTRUMENT-1"),
            ("instrument_limit", "100"),
            ("balance", "40.00"),
        ]),
        line(&[
            ("token_id", &id('F')),
            ("type", "prepaid-funding"),
            ("payment_method", "ABT"),
            ("instrument_id", "PREPAID-INSTRUMENT-1"),
        ]),
        line(&[
            ("token_id", &id('D')),
            ("type", "postpaid-sender"),
            ("instrument_id", "CREDIT-INSTRUMENT-1"),
            ("instrument_limit", "60"),
            ("debt", "12.34"),
        ]),
        line(&[
            ("token_id", &id('E')),
            ("type", "postpaid-settlement"),
            ("instrument_id", "CREDIT-INSTRUMENT-1"),
            ("consent", "C01-1234567-0000002"),
        ]),
        line(&[
            ("token_id", &id('R')),
            ("type", "recipient"),
            ("payment_method", "CC abt"),
            ("max_fixed_fee", "1.00"),
            ("seller_id", "A2OTHERSELLER"),
            ("holder_name", "Sam's Goods"),
        ]),
        line(&[("token_id", &id('X')), ("type", "caller"), ("caller_reference", "own")]),
    ]
}

#[tokio::test]
async fn a_file_brings_tokens_with_limits_and_balances() {
    let world = World::new().await;
    let before = world.liability().await;
    let report = world.linked(&everything()).await;
    assert_eq!((report.linked, report.updated, report.unchanged, report.instruments), (9, 0, 0, 2));
    assert_eq!((report.prepaid_balance, report.debt), ("40".parse().unwrap(), "12.34".parse().unwrap()));
    // Those without a consent: the recurring one and the one that funds.
    assert_eq!(report.awaiting.iter().map(TokenId::as_str).collect::<Vec<_>>(), [id('C'), id('F')]);
    assert!(world.sandbox.ledger_balanced().await.unwrap());

    let usage = world.usage(&id('M')).await;
    assert_eq!(usage[0].amount, Some(Amount::usd("120.5".parse::<Decimal>().unwrap())));
    assert_eq!(usage[1].amount, Some(Amount::usd(49)));
    assert_eq!(usage[1].last_reset_timestamp, Some("2014-03-01T00:00:00Z".parse().unwrap()));
    assert_eq!(world.usage(&id('C')).await[0].count, Some(1));
    assert_eq!(world.prepaid("PREPAID-INSTRUMENT-1").await, Amount::usd(40));
    assert_eq!(world.debt("CREDIT-INSTRUMENT-1").await, Amount::usd("12.34".parse::<Decimal>().unwrap()));
    assert_eq!(world.liability().await - before, Decimal::from(40));

    let found = GetTokenByCallerRequest::new().caller_reference("multi");
    let found = world.sandbox.get_token_by_caller(&world.call(), found).await.unwrap().token.unwrap();
    assert_eq!(found.token_id.as_str(), id('M'));
    let (multi, recurring, recipient) =
        (world.token(&id('M')).await, world.token(&id('C')).await, world.token(&id('R')).await);
    let consent = multi.consent.unwrap();
    assert_eq!((consent.id.as_str(), consent.seller.as_str()), ("C01-1234567-0000001", "A2OTHERSELLER"));
    let single = world.token(&id('S')).await.consent.unwrap();
    assert_eq!(single.seller, "A1EXAMPLESELLER");
    assert_eq!(multi.account, recurring.account, "one buyer by his e-mail address");
    assert_eq!((multi.recipients, recipient.account.as_str()), (vec!["A2OTHERSELLER".to_owned()], "A2OTHERSELLER"));
    assert_eq!(world.token(&id('P')).await.account, world.token(&id('F')).await.account);
    assert_eq!(world.token(&id('X')).await.account, KEY);
}

#[tokio::test]
async fn what_was_carried_over_is_spent_and_no_more() {
    let world = World::new().await;
    world.linked(&everything()).await;
    let request = |reference: &str, token: char, amount: &str| {
        let amount = Amount::usd(amount.parse::<Decimal>().unwrap());
        PayRequest::new(TokenId::new(id(token)), amount, reference)
    };
    world.sandbox.pay(&world.call(), request("a", 'P', "40")).await.unwrap();
    let error = world.sandbox.pay(&world.call(), request("b", 'P', "0.01")).await.unwrap_err();
    assert!(error.is(ErrorCode::InsufficientBalance), "{error}");
    world.sandbox.pay(&world.call(), request("c", 'D', "47.66")).await.unwrap();
    let error = world.sandbox.pay(&world.call(), request("d", 'D', "0.01")).await.unwrap_err();
    assert!(error.is(ErrorCode::InsufficientBalance), "{error}");
    assert!(world.sandbox.ledger_balanced().await.unwrap());
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let world = World::new().await;
    world.linked(&everything()).await;
    let before = world.state().await;
    world.clock.advance(TimeDelta::days(3));
    let report = world.linked(&everything()).await;
    assert_eq!((report.linked, report.updated, report.unchanged, report.instruments), (0, 0, 9, 0));
    assert_eq!((report.awaiting_consent, report.recipients.as_slice()), (2, &["A2OTHERSELLER".to_owned()][..]));
    assert_eq!(report.prepaid_balance, Decimal::ZERO);
    let after = world.state().await;
    assert_eq!(after, before);
}

#[tokio::test]
async fn other_terms_need_update_and_keep_what_was_counted() {
    let world = World::new().await;
    world.linked(&everything()).await;
    world.sandbox.pay(&world.call(), PayRequest::new(TokenId::new(id('P')), Amount::usd(15), "a")).await.unwrap();
    let mut lines = everything();
    lines[1] = lines[1].replace("500.00", "600.00").replace("2015-01-01T00:00:00Z", "2016-01-01");
    lines[3] = lines[3].replace(",100,", ",110,");
    let refused = world.problems(&lines, &own()).await;
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(refused[0].contains("expires is another one than when the token was linked, as are total: --update"));
    assert!(refused[1].starts_with("5:") && refused[1].contains("instrument_limit is another one"), "{refused:?}");

    let update = Linking { update: true, ..own() };
    let report = world.link(&lines, &update).await.unwrap();
    assert_eq!((report.linked, report.updated, report.unchanged, report.instruments), (0, 2, 7, 0));
    let usage = world.usage(&id('M')).await;
    assert_eq!(usage[0].amount, Some(Amount::usd("120.5".parse::<Decimal>().unwrap())));
    assert_eq!(world.token(&id('M')).await.expires, "2016-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(world.prepaid("PREPAID-INSTRUMENT-1").await, Amount::usd(25));

    for (place, from, to, column) in [
        (1, "120.5", "121", "total_used"),
        (1, ",49,", ",48,", "limit1_used"),
        (3, "40.00", "45.00", "balance"),
        (5, "12.34", "0", "debt"),
        (1, ",multi,", ",other,", "caller_reference"),
        (1, "bea@", "abe@", "holder_email"),
        (7, "A2OTHERSELLER", "A3OTHERSELLER", "seller_id"),
    ] {
        let mut changed = lines.clone();
        assert!(changed[place].contains(from), "{column}");
        changed[place] = changed[place].replace(from, to);
        let refused = world.problems(&changed, &update).await;
        assert!(refused.len() == 1 && refused[0].contains(&format!(" {column} is another one")), "{refused:?}");
    }
}

#[tokio::test]
async fn a_consent_is_for_one_of_the_sellers_whom_a_token_pays() {
    let world = World::new().await;
    let both = format!("{} {}", id('R'), id('Q'));
    let seller =
        |letter: char, seller: &str| line(&[("token_id", &id(letter)), ("type", "recipient"), ("seller_id", seller)]);
    let multi = |more: &[(&str, &str)]| {
        let fields = [("token_id", "M"), ("type", "multi-use"), ("consent", "C01-1234567-0000001")];
        let named = id('M');
        let fields = fields.into_iter().map(|(name, value)| (name, if value == "M" { named.as_str() } else { value }));
        line(&fields.chain(more.iter().copied()).collect::<Vec<_>>())
    };
    let file = |multi: String| vec![seller('R', "A2OTHERSELLER"), seller('Q', "A1EXAMPLESELLER"), multi];
    let refused = world.problems(&file(multi(&[("recipient_tokens", &both)])), &own()).await;
    assert!(refused.len() == 1 && refused[0].contains("seller_id is missing: recipient_tokens are"), "{refused:?}");
    let other = multi(&[("recipient_tokens", &both), ("seller_id", "A3OTHERSELLER")]);
    let refused = world.problems(&file(other), &own()).await;
    assert!(refused.len() == 1 && refused[0].contains("seller_id is another seller than"), "{refused:?}");
    let said = multi(&[("recipient_tokens", &both), ("seller_id", "A2OTHERSELLER")]);
    world.linked(&file(said)).await;
    assert_eq!(world.token(&id('M')).await.consent.unwrap().seller, "A2OTHERSELLER");
}

#[tokio::test]
async fn a_file_is_applied_as_a_whole_or_not_at_all() {
    let world = World::new().await;
    let before = world.state().await;
    let dry = Linking { dry_run: true, ..own() };
    assert_eq!(world.link(&everything(), &dry).await.unwrap().linked, 9);
    assert_eq!(world.state().await, before);

    let taken = world.sandbox.create_token(Default::default()).await.unwrap();
    let before = world.state().await;
    let mut lines = everything();
    lines.push(line(&[("token_id", taken.token_id.as_str()), ("type", "multi-use"), ("recipient_tokens", &id('S'))]));
    lines.push(line(&[
        ("token_id", &id('Y')),
        ("type", "multi-use"),
        ("caller_reference", taken.caller_reference.as_str()),
        ("consent", "C01-7777777-7777777"),
    ]));
    let refused = world.problems(&lines, &Linking::default()).await;
    assert!(refused.iter().all(|problem| problem.contains("seller_id is missing")), "{refused:?}");
    let refused = world.problems(&lines, &own()).await;
    assert_eq!(refused.len(), 3, "{refused:?}");
    assert!(refused[0].starts_with("11:1: token_id is a token that was not linked"), "{refused:?}");
    assert!(refused[1].contains("recipient_tokens names …SSSS, which is the token of no recipient"), "{refused:?}");
    assert!(refused[2].starts_with("12:") && refused[2].contains("caller_reference belongs to another"), "{refused:?}");
    assert_eq!(world.state().await, before);
}

#[tokio::test]
async fn a_consent_is_for_one_token() {
    let world = World::new().await;
    world.linked(&everything()).await;
    let again = [line(&[("token_id", &id('N')), ("type", "multi-use"), ("consent", "C01-1234567-0000001")])];
    let refused = world.problems(&again, &own()).await;
    assert!(refused.len() == 1 && refused[0].contains("consent was given for another token"), "{refused:?}");
    assert!(!refused[0].contains("C01-1234567"), "{refused:?}");
}

#[test]
fn everything_that_is_wrong_is_told_with_its_place() {
    let token = id('T');
    for (fields, expected) in [
        (vec![("type", "multi-use")], "2:1: token_id is missing for a multi-use token."),
        (vec![("token_id", "a b"), ("type", "caller")], "2:1: token_id has a character that can't be in it."),
        (vec![("token_id", token.as_str())], "2:66: type is missing."),
        (vec![("token_id", &token), ("type", "twice")], "2:66: type is 'twice', and must be one of single-use,"),
        (
            vec![
                ("token_id", &token),
                ("type", "recurring"),
                ("limit1_type", "Count"),
                ("limit1_value", "1"),
                ("limit1_period", "1 Day"),
            ],
            "amount is missing for a recurring token.",
        ),
        (
            vec![
                ("token_id", &token),
                ("type", "recurring"),
                ("amount", "1"),
                ("limit1_type", "Amount"),
                ("limit1_value", "1"),
                ("limit1_period", "1 Day"),
            ],
            "limit1_type must be Count for a recurring token.",
        ),
        (vec![("token_id", &token), ("type", "caller"), ("total", "5")], "total has no meaning for a caller token"),
        (
            vec![("token_id", &token), ("type", "multi-use"), ("total", "5.001")],
            "total is 5.001, and must be whole cents from 0.01",
        ),
        (
            vec![("token_id", &token), ("type", "multi-use"), ("total", "-5")],
            "total is '-5', and must be a number such as 12.50.",
        ),
        (
            vec![("token_id", &token), ("type", "multi-use"), ("total", "5"), ("total_used", "6")],
            "total_used is 6, more than the 5 of the limit.",
        ),
        (
            vec![("token_id", &token), ("type", "multi-use"), ("total_used", "6")],
            "total_used says what was used of a total that is not given.",
        ),
        (vec![("token_id", &token), ("type", "multi-use"), ("limit1_value", "6")], "limit1_value needs limit1_type"),
        (vec![("token_id", &token), ("type", "multi-use"), ("limit1_type", "Count")], "limit1_value is missing"),
        (
            vec![("token_id", &token), ("type", "multi-use"), ("limit1_type", "Count"), ("limit1_value", "0")],
            "limit1_value is '0'",
        ),
        (
            vec![
                ("token_id", &token),
                ("type", "multi-use"),
                ("limit1_type", "Count"),
                ("limit1_value", "2"),
                ("limit1_used", "1.5"),
            ],
            "limit1_used must be a number of payments.",
        ),
        (
            vec![
                ("token_id", &token),
                ("type", "multi-use"),
                ("limit1_type", "Count"),
                ("limit1_value", "2"),
                ("limit1_period", "now and then"),
            ],
            "limit1_period is 'now and then'",
        ),
        (
            vec![("token_id", &token), ("type", "multi-use"), ("consent", "X01-1234567-1234567")],
            "consent is …4567, and must be an order reference",
        ),
        (
            vec![("token_id", &token), ("type", "multi-use"), ("consent", "S01-1234567-1234567")],
            "consent is an order reference (P or S)",
        ),
        (
            vec![("token_id", &token), ("type", "single-use"), ("consent", "B01-1234567-1234567")],
            "consent is a billing agreement (B or C)",
        ),
        (vec![("token_id", &token), ("type", "single-use"), ("payment_method", "cash")], "payment_method is 'cash'"),
        (
            vec![("token_id", &token), ("type", "single-use"), ("payment_method", "CC ACH")],
            "payment_method has several",
        ),
        (
            vec![("token_id", &token), ("type", "single-use"), ("valid_from", "yesterday")],
            "valid_from is 'yesterday', and must be a date such as 2014-03-01",
        ),
        (
            vec![("token_id", &token), ("type", "single-use"), ("valid_from", "2014-03-02"), ("expires", "2014-03-02")],
            "expires is not after valid_from",
        ),
        (
            vec![("token_id", &token), ("type", "single-use"), ("holder_email", "bea")],
            "holder_email must be an address",
        ),
        (
            vec![("token_id", &token), ("type", "prepaid-sender"), ("instrument_id", "I"), ("instrument_limit", "5")],
            "instrument_id has the lines: prepaid-sender. It must have two",
        ),
        (
            vec![
                ("token_id", &token),
                ("type", "postpaid-sender"),
                ("instrument_id", "I"),
                ("instrument_limit", "5"),
                ("debt", "5.01"),
            ],
            "debt is 5.01, more than the 5 that may be owed.",
        ),
    ] {
        let problems = sheet(&[line(&fields)]).unwrap_err();
        let texts: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert!(texts.iter().any(|text| text.contains(expected)), "{expected}: {texts:?}");
        assert!(texts.iter().all(|text| !text.contains(&token)), "{texts:?}");
    }
    let two = line(&[("token_id", &token), ("type", "caller"), ("caller_reference", "one")]);
    let problems = sheet(&[two.clone(), two, "too,few".to_owned()]).unwrap_err();
    let texts: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "3:1: token_id stands on line 2 already.",
            "3:73: caller_reference stands on line 2 already.",
            "4:1: The line has 2 fields, and the first line names 24."
        ]
    );
}

#[test]
fn files_that_are_none_are_refused() {
    for (file, expected) in [
        (&b""[..], "The file is empty"),
        (b"token_id,type\n\"a,caller\n", "2:1: This is no CSV: a quotation mark is opened and never closed."),
        (b"token_id;type\na;caller\n", "1:1: The columns are parted by ';': commas must stand between them."),
        (b"token_id,type,colour,type\n", "1:15: There is no column 'colour': `fps migrate link --columns` lists them."),
        (b"token_id,type,type\n", "1:15: The column type is there twice."),
        (b"token_id\n", "The column type is missing."),
        (b"token_id,type\nx,\xff\n", "Line 2 is not UTF-8"),
    ] {
        let problems = Sheet::read(file).unwrap_err();
        assert!(problems.iter().any(|problem| problem.to_string().contains(expected)), "{expected}: {problems:?}");
    }
    assert!(Sheet::read(b"token_id,type\n").unwrap().is_empty());
}

proptest::proptest! {
    #[test]
    fn no_file_makes_it_panic(lines in proptest::collection::vec("[a-zA-Z0-9,\\-. \"]{0,60}", 0..6)) {
        let _ = sheet(&lines);
    }

    #[test]
    fn no_field_makes_it_panic(column in 0..24usize, kind in 0..9usize, value in "\\PC{0,20}|[0-9.]{1,40}|[A-Z0-9-]{19}") {
        let name = HEADER.split(',').nth(column).unwrap();
        let _ = sheet(&[line(&[("token_id", "T"), ("type", TYPES[kind]), (name, &value)])]);
    }
}
