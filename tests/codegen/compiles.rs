//! The code that is made of the good contracts compiles, and does what they say.
//!
//! It is a module of the library, because generated code calls parts of it that aren't public.

use std::borrow::Cow;

use chrono::DateTime;
use rust_decimal::Decimal;

use crate::contract::{Effect, Presence, Quota, ServiceInfo, TypeKind};
use crate::ids::TransactionId;
use crate::money::Amount;
use crate::wire::{Decode, Limits, Request, Tree, query, xml};

macro_rules! contracts {
    ($($name:ident)*) => {$(
        #[allow(dead_code, unused_imports)]
        mod $name {
            use chrono::{DateTime, Utc};
            use rust_decimal::Decimal;

            use crate::ids::{CallerReference, TransactionId};
            use crate::money::{Amount, Currency};

            include!(concat!("good/", stringify!($name), "/expected.rs"));

            /// Says which operation it was to call.
            #[cfg(feature = "client")]
            pub struct Client;

            #[cfg(feature = "client")]
            impl Client {
                async fn call<R: crate::wire::Request>(
                    &self,
                    _: &R,
                ) -> Result<crate::client::Answer<R::Result>, crate::Error> {
                    Err(crate::Error::Configuration(R::OPERATION.name.to_owned()))
                }

                async fn call_decoded<R: crate::wire::Request>(
                    &self,
                    request: crate::wire::Node<'_>,
                ) -> Result<crate::client::Answer<Box<dyn crate::wire::Encode + Send>>, crate::Error> {
                    let name = R::decode(request).map(|_| R::OPERATION.name);
                    Err(crate::Error::Configuration(format!("{name:?}")))
                }
            }
        }
    )*};
}

contracts! { market minimal rules shapes }

const VERSION: &str = "2020-01-01";

/// The request as parameters, after it was checked and read back from them.
fn parameters<R: Request + PartialEq + std::fmt::Debug>(request: &R) -> Vec<(String, String)> {
    parameters_of(VERSION, request)
}

fn parameters_of<R: Request + PartialEq + std::fmt::Debug>(
    version: &'static str,
    request: &R,
) -> Vec<(String, String)> {
    request.check(version).unwrap_or_else(|invalid| panic!("{invalid}"));
    let written = query::write(request);
    assert_eq!(R::decode(read(&texts(&written)).root()).as_ref(), Ok(request));
    written
}

fn read<'a>(fields: &[(&'a str, &'a str)]) -> Tree<'a> {
    let fields = fields.iter().map(|(name, value)| (Cow::from(*name), Cow::from(*value)));
    query::read("Fields", fields, &Limits::REQUEST).expect("the fields go together")
}

fn texts(written: &[(String, String)]) -> Vec<(&str, &str)> {
    written.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[test]
fn every_shape_is_written_and_read_back() {
    use shapes::{Corner, Kind, MoveRequest, MoveRequestStyle, MoveRequestStyleLine};
    let instant = DateTime::UNIX_EPOCH;
    let request = MoveRequest::new("ref", instant, Amount::usd(Decimal::new(150, 2)))
        .type_("t")
        .self_(Kind::Self_)
        .override_ipn_url("u")
        .int(-1)
        .long(1 << 40)
        .boolean(true)
        .decimal(Decimal::new(5, 1))
        .tag(["one", "two"])
        .kind([Kind::Success])
        .corner([Corner { x: 1, y: 2, label: None }, Corner { x: 3, y: 4, label: Some("end".to_owned()) }])
        .style(MoveRequestStyle { line: Some(MoveRequestStyleLine::Dashed1) });
    assert_eq!(
        texts(&parameters(&request)),
        [
            ("CallerReference", "ref"),
            ("type", "t"),
            ("Self", "Self"),
            ("OverrideIPNURL", "u"),
            ("Int", "-1"),
            ("Long", "1099511627776"),
            ("Boolean", "true"),
            ("Decimal", "0.5"),
            ("DateTime", "1970-01-01T00:00:00.000Z"),
            ("Price.CurrencyCode", "USD"),
            ("Price.Value", "1.50"),
            ("Tag.1", "one"),
            ("Tag.2", "two"),
            ("Kind.1", "SUCCESS"),
            ("Corner.1.X", "1"),
            ("Corner.1.Y", "2"),
            ("Corner.2.X", "3"),
            ("Corner.2.Y", "4"),
            ("Corner.2.Label", "end"),
            ("Style.Line", "DASHED.1"),
        ]
    );
    assert_eq!(request.idempotency_key(), Some("ref"));
    assert_eq!(shapes::RemoveRequest::new(TransactionId::new("7")).idempotency_key(), None);
}

#[test]
fn lists_of_another_service_have_their_members() {
    use market::{AuthorizeOrderRequest, ListOrdersRequest, OrderStatus, ProviderCredit};
    let credit = |id: &str| ProviderCredit { provider_id: id.to_owned(), credit_amount: Decimal::TEN };
    let request = AuthorizeOrderRequest::new("S", "A").provider_credit_list([credit("P"), credit("Q")]);
    assert_eq!(
        texts(&parameters(&request)),
        [
            ("SellerId", "S"),
            ("AuthorizationReferenceId", "A"),
            ("ProviderCreditList.member.1.ProviderId", "P"),
            ("ProviderCreditList.member.1.CreditAmount", "10"),
            ("ProviderCreditList.member.2.ProviderId", "Q"),
            ("ProviderCreditList.member.2.CreditAmount", "10"),
        ]
    );
    let invalid = AuthorizeOrderRequest::new("S", "A")
        .provider_credit_list([credit("P"), credit("")])
        .check("2013-01-01")
        .expect_err("the second provider has no id");
    assert_eq!(invalid.field, "ProviderCreditList.member.2.ProviderId");
    let request = ListOrdersRequest::new().status_filter([OrderStatus::GreenI]);
    assert_eq!(texts(&parameters(&request)), [("StatusFilter.OrderStatus.1", "GREEN_I")]);
}

#[test]
fn every_rule_of_a_field_is_checked() {
    use rules::{Mode, ObeyRequest, Person, Policy};
    let person = || Person { first: "Ada".to_owned(), last: Some("L".to_owned()), alias: Vec::new() };
    let policy = || Policy { mode: None, why: None, owner: person() };
    let request = || ObeyRequest::new(Mode::Easy, person(), [policy()], Decimal::ONE).id("1").tag(["t"]).witness(["w"]);
    let strict = || Policy { mode: Some(Mode::Strict), why: Some("because".to_owned()), owner: person() };
    let whole = request()
        .key("k")
        .limit(Amount::usd(1))
        .reason("r")
        .note("n")
        .policy(strict())
        .days(30)
        .fresh(1)
        .new_tag(["n"]);
    parameters(&request());
    parameters(&whole);
    assert_eq!(whole.idempotency_key(), Some("k"));
    assert_eq!(request().key(" ").idempotency_key(), None);

    let with_person = |person| ObeyRequest { person, ..request() };
    let with_line = |line| ObeyRequest { line, ..request() };
    for (broken, field, rule) in [
        (ObeyRequest { id: None, ..request() }, "Id", "is required where Name is not given"),
        (request().id(" "), "Id", "is required where Name is not given"),
        (request().name("sixsix"), "Name", "5"),
        (request().limit(Amount::usd(1)), "Key", "is required with Limit"),
        (request().key("äää"), "Key", "6 bytes"),
        (request().key("k").limit(Amount::usd(Decimal::new(49, 2))), "Limit.Value", "0.5"),
        (ObeyRequest { mode: Mode::Strict, ..request() }, "Reason", "is required where Mode is Strict"),
        (ObeyRequest { mode: Mode::from("?"), ..request() }, "Mode", "Easy, Strict"),
        (request().policy(strict()), "Note", "is required where Policy.Mode is Strict"),
        (
            request().note("n").policy(Policy { why: None, ..strict() }),
            "Policy.Why",
            "is required where Mode is Strict",
        ),
        (ObeyRequest { witness: Vec::new(), ..request() }, "Witness", "is required with Tag"),
        (ObeyRequest { witness: Vec::new(), tag: Vec::new(), ..request() }, "Tag", "where Witness is not given"),
        (with_person(Person { last: None, ..person() }), "Person.Last", "is required in a request"),
        (with_person(Person { first: String::new(), ..person() }), "Person.First", ""),
        (with_person(Person { alias: vec!["a".into(), "four".into()], ..person() }), "Person.Alias.2", "3"),
        (with_line(Vec::new()), "Line", "is required at least once"),
        (with_line(vec![policy(), Policy { why: None, ..strict() }]), "Line.2.Why", "where Mode is Strict"),
        (request().days(31), "Days", "30"),
        (request().days(-4), "Days", "-3"),
        (ObeyRequest { rate: Decimal::new(996, 1), ..request() }, "Rate", "99.5"),
        (request().fresh(0), "Fresh", "1"),
    ] {
        let invalid = broken.check(VERSION).expect_err(field);
        assert!(invalid.field == field && invalid.rule.contains(rule), "{field}, {rule}: {invalid}");
    }
    for (newer, field) in [(request().fresh(1), "Fresh"), (request().new_tag(["n"]), "NewTag.1")] {
        let invalid = newer.check("2019-12-31").expect_err(field);
        assert!(invalid.field == field && invalid.rule.contains("2020-01-01"), "{invalid}");
    }
}

#[test]
fn every_rule_of_another_service_is_checked() {
    use market::AuthorizeOrderRequest;
    let request = || AuthorizeOrderRequest::new("S", "A_9").transaction_timeout(1440);
    parameters_of("2013-01-01", &request());
    parameters_of("2013-01-01", &request().transaction_timeout(0));
    for (broken, field, rule) in [
        (AuthorizeOrderRequest::new("S", "a"), "AuthorizationReferenceId", "A-Z 0-9 _"),
        (request().transaction_timeout(7), "TransactionTimeout", "a multiple of 5"),
        (request().transaction_timeout(1445), "TransactionTimeout", "1440 at most"),
    ] {
        let invalid = broken.check("2013-01-01").expect_err(field);
        assert!(invalid.field == field && invalid.rule.contains(rule), "{field}, {rule}: {invalid}");
    }
}

/// What stands in an element of its own is a list in Rust; an empty element is the same as none.
#[test]
fn lists_are_read_out_of_their_elements() {
    let read = |text: String| {
        let tree = xml::read(&text, &Limits::ANSWER).expect("it is XML");
        market::AuthorizeOrderResult::decode(tree.root()).map(|result| result.authorization_details.id_list)
    };
    let answer = |list: &str| {
        format!(
            "<R><AuthorizationDetails>{list}<AmazonAuthorizationId>A</AmazonAuthorizationId></AuthorizationDetails></R>"
        )
    };
    let two = answer("<IdList><member>1</member><member>2</member></IdList>");
    assert_eq!(read(two.clone()), Ok(vec!["1".to_owned(), "2".to_owned()]));
    assert_eq!(read(answer("<IdList/>")), Ok(Vec::new()));
    assert_eq!(read(answer("")), Ok(Vec::new()));
    let broken = |list: &str| read(answer(list)).expect_err(list).to_string();
    assert_eq!(
        broken("<IdList><member><a/></member></IdList>"),
        "AuthorizationDetails.IdList.member.1: it must be a text"
    );
    let text = broken("<IdList>1</IdList>");
    assert!(text.starts_with("AuthorizationDetails.IdList: "), "{text}");
    let twice = broken("<IdList/><IdList/>");
    assert!(twice.starts_with("AuthorizationDetails.IdList: it stands more than once"), "{twice}");

    let tree = xml::read(&two, &Limits::ANSWER).expect("it is XML");
    let result = market::AuthorizeOrderResult::decode(tree.root()).expect("it is whole");
    let written = crate::wire::flatten(&result).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(
        written,
        [
            "AuthorizationDetails.AmazonAuthorizationId",
            "AuthorizationDetails.IdList.member.1",
            "AuthorizationDetails.IdList.member.2",
        ]
    );
}

/// A type of requests and answers promises what holds for both.
#[test]
fn answers_are_read_by_the_schema_alone() {
    let tree = read(&[("Person.First", "Ada")]);
    let result = rules::AskResult::decode(tree.root()).expect("Last may be left out");
    assert_eq!((result.person.first.as_str(), result.person.last), ("Ada", None));
}

#[test]
fn the_tables_say_what_the_contracts_say() {
    let remove = shapes::SERVICE.operation("Remove").expect("the contract has it");
    assert_eq!((remove.since, remove.effect, remove.signed), ("2020-01-01", Effect::Changes, true));
    assert_eq!((remove.response, remove.result, remove.idempotent_by), ("RemoveResponse", None, None));
    assert_eq!(remove.errors, ["InternalError", "UnknownShape_Id"]);
    let count = shapes::Operation::Count.info();
    assert_eq!((count.name, count.effect, count.signed), ("Count", Effect::Reads, false));
    let of = shapes::Operation::Move.info();
    assert_eq!((of.idempotent_by, of.quick_starts), (Some("CallerReference"), ["First", "Second"].as_slice()));
    assert_eq!(shapes::ApiVersion::default().as_str(), VERSION);
    assert_eq!((market::SERVICE.amount_decimals, market::SERVICE.dates), (Some(2), crate::wire::DateStyle::Utc));
    assert_eq!(market::SERVICE.namespace_of("2013-01-01"), "http://market.example/schema/Orders/2013-01-01");

    let authorize = market::Operation::AuthorizeOrder.info();
    let quota = |environment, most, every_seconds| Quota { environment, most, restored: 1, every_seconds };
    assert_eq!(authorize.quotas, [quota("live", 10, 1), quota("sandbox", 2, 2)]);
    assert!(market::Operation::ListOrders.info().quotas.is_empty());
    let field = |name| authorize.request_fields.iter().find(|field| field.name == name).expect("the contract has it");
    assert_eq!(field("TransactionTimeout").step, Some(5));
    assert_eq!(field("AuthorizationReferenceId").characters, Some("A-Z 0-9 _"));
    assert!(field("ProviderCreditList").type_name == "ProviderCreditList" && !field("ProviderCreditList").list);
    let verified = |code| market::SERVICE.error(code).map(|error| (error.http_status, error.status_verified));
    assert_eq!(verified("RequestThrottled"), Some((503, false)));
    assert_eq!(verified("InvalidParameterValue"), Some((400, true)));

    let obey = rules::Operation::Obey.info();
    let presence = |name| obey.request_fields.iter().find(|field| field.name == name).map(|field| field.presence);
    assert_eq!(presence("Mode"), Some(Presence::Required));
    assert_eq!(presence("Key"), Some(Presence::Conditional));
    assert_eq!(presence("Days"), Some(Presence::Optional));
    let line = obey.request_fields.iter().find(|field| field.name == "Line").expect("the contract has it");
    assert_eq!((line.presence, line.list), (Presence::Required, true));
}

#[test]
fn the_tables_have_every_type_that_they_name() {
    for service in [&crate::fps::SERVICE, &market::SERVICE, &minimal::SERVICE, &rules::SERVICE, &shapes::SERVICE] {
        assert_names(service);
    }
}

fn assert_names(service: &ServiceInfo) {
    let of_operations =
        service.operations.iter().flat_map(|operation| operation.request_fields.iter().chain(operation.result_fields));
    let of_types = service.types.iter().flat_map(|type_| match type_.kind {
        TypeKind::Fields(fields) => fields,
        TypeKind::Values(_) => &[],
    });
    for field in of_operations.chain(of_types) {
        let is_scalar = ["string", "int", "long", "boolean", "decimal", "dateTime"].contains(&field.type_name);
        assert!(is_scalar || service.type_(field.type_name).is_some(), "{}: {}", service.name, field.type_name);
    }
}

#[cfg(feature = "client")]
#[tokio::test]
async fn the_client_calls_each_operation_by_its_name() {
    let said = |answer: Result<_, crate::Error>| answer.map(|_: ()| ()).map_err(|error| error.to_string());
    let client = shapes::Client;
    let count = client.count(&shapes::CountRequest::new()).await.map(|_| ());
    assert_eq!(said(count), Err("the client can't make this call: Count".to_owned()));
    let tree = read(&[("Id", "7")]);
    let removed = client.call_operation(shapes::Operation::Remove, tree.root()).await.map(|_| ());
    assert_eq!(said(removed), Err("the client can't make this call: Ok(\"Remove\")".to_owned()));
}

#[cfg(feature = "server")]
mod server {
    use chrono::DateTime;

    use super::minimal::{self, SayRequest, SayResult, Server, Service};
    use crate::error::ServiceError;
    use crate::server::{Call, Hosted, Rejected, Transport};
    use crate::wire::{Key, Style, xml};

    struct Echo;

    impl Service for Echo {
        async fn say(&self, _: &Call, request: SayRequest) -> Result<SayResult, ServiceError> {
            Ok(SayResult { text: request.text })
        }
    }

    #[tokio::test]
    async fn a_service_can_be_written_and_dispatched_to() {
        let call = Call {
            caller: None,
            version: "2010-08-28",
            request_id: "one".into(),
            received_at: DateTime::UNIX_EPOCH,
            transport: Transport::Rest,
            #[cfg(feature = "amazon-pay")]
            seller: None,
        };
        let tree = super::read(&[("Text", "Hello")]);
        let dispatch = |operation| Server(Echo).dispatch(operation, &call, tree.root());
        let said = dispatch(minimal::Operation::Say.info()).await.expect("it is one of its operations");
        let said = xml::document("SayResponse", "http://x/", Style::REQUEST, |sink| {
            said.encode(Key::of("SayResult"), sink);
        });
        assert!(said.contains("<Text>Hello</Text>"), "{said}");
        let foreign = dispatch(super::shapes::Operation::Count.info()).await.map(|_| ());
        assert!(matches!(foreign, Err(Rejected::NoOperation)), "{foreign:?}");
    }
}
