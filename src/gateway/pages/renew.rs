//! Consent anew: the buyer of an old token is told what it allowed, and goes to Amazon Pay.

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, Response, StatusCode},
};
use chrono::{DateTime, Utc};
use url::Url;

use super::{
    Desk, Leaving, Payee, RENEW_PATH, STEERING, Shown, Turned, respond,
    seal::Seal,
    value,
    view::{Done, Terms, facts},
    visit::Purpose,
};
use crate::{
    sandbox::{
        pages::host,
        rows::{Account, Tenant, Token},
        rules::{approval, linking},
    },
    sign::v2::{decode_parameters, encode_parameters},
};

const PURPOSE: &str = "renew";
const MOST_PARAMETERS: usize = 20;

/// The address that only whoever has the seal can make.
pub(super) fn address(seal: &Seal, home: &Url, caller: &str, token: &str, expires: DateTime<Utc>) -> String {
    let expires = expires.timestamp().to_string();
    let signature = seal.sign(PURPOSE, &[caller, token, &expires]);
    let parameters =
        [("caller", caller.to_owned()), ("token", token.to_owned()), ("expires", expires), ("signature", signature)];
    let mut url = home.clone();
    url.set_path(RENEW_PATH);
    url.set_query(Some(&encode_parameters(&parameters)));
    url.into()
}

pub(super) async fn look(State(desk): State<Desk>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response<Body> {
    respond(show(&desk, &host(&headers), &query.unwrap_or_default()).await, StatusCode::FOUND)
}

pub(super) async fn answer(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    _form: Bytes,
) -> Response<Body> {
    respond(take(&desk, &host(&headers), &query.unwrap_or_default()).await, StatusCode::SEE_OTHER)
}

async fn show(desk: &Desk, host: &str, query: &str) -> Result<Shown, Turned> {
    let visit = Visit::read(desk, query).await?;
    if let Some(why) = approval::hindrance(&visit.token, desk.books().now()) {
        return Ok(Done { title: "Nothing to do", text: why.to_owned() }.shown(StatusCode::OK));
    }
    if visit.steering.iter().any(|(name, _)| name == "auto") && desk.shop(&visit.caller)?.is_steered() {
        return leave(desk, host, visit).await;
    }
    let shop = &visit.merchant.name;
    let page = Terms {
        problem: None,
        title: format!("Pay {shop} with Amazon Pay"),
        introduction: format!(
            "You once let {shop} charge you through Amazon Payments, which is no more. If you go on, you consent to the \
             same at Amazon Pay: {shop} may charge you within the limits below, and no more than that."
        ),
        facts: facts(&visit.token),
        action: format!("{RENEW_PATH}?{query}"),
        fields: Vec::new(),
        go_on: "Continue with Amazon Pay",
        can_leave: false,
    };
    Ok(page.shown())
}

async fn take(desk: &Desk, host: &str, query: &str) -> Result<Shown, Turned> {
    let visit = Visit::read(desk, query).await?;
    if let Some(why) = approval::hindrance(&visit.token, desk.books().now()) {
        return Ok(Done { title: "Nothing to do", text: why.to_owned() }.shown(StatusCode::OK));
    }
    leave(desk, host, visit).await
}

async fn leave(desk: &Desk, host: &str, visit: Visit) -> Result<Shown, Turned> {
    let leaving = Leaving {
        purpose: Purpose::Renew { token: visit.token.id.clone() },
        payee: payee(desk, &visit.caller, &visit.token)?,
        kind: linking::consent_kind(visit.token.token_type),
        known: None,
        host,
        steering: visit.steering,
    };
    desk.send_away(&visit.caller, leaving).await
}

/// Whom the buyer consents to pay.
pub(super) fn payee(desk: &Desk, caller: &str, token: &Token) -> Result<Payee, Turned> {
    let accounts: Vec<_> = token.recipients.iter().map(String::as_str).collect();
    desk.shop(caller)?.paid(caller, &accounts).map_err(|refusal| Turned::wrong(refusal.message))
}

/// A visit by an address that was made here.
struct Visit {
    caller: String,
    token: Token,
    merchant: Account,
    steering: Vec<(String, String)>,
}

impl Visit {
    async fn read(desk: &Desk, query: &str) -> Result<Self, Turned> {
        if query.split('&').count() > MOST_PARAMETERS {
            return Err(Turned::wrong(format!("The address has more than {MOST_PARAMETERS} parameters.")));
        }
        let parameters = decode_parameters(query).map_err(|error| Turned::wrong(format!("{error}.")))?;
        let given = |name| value(&parameters, name).unwrap_or_default();
        let [caller, token, expires] = [given("caller"), given("token"), given("expires")];
        if !desk.seal().await?.verify(PURPOSE, &[caller, token, expires], given("signature")) {
            return Err(Turned::wrong("This address was not made by the shop, or not all of it has come here."));
        }
        // One for whom the gateway once worked, or never did: nobody is to read terms here that he can't agree to.
        desk.shop(caller)?;
        // It is signed: it is a number.
        if expires.parse().map_or(true, |expires: i64| desk.books().now().timestamp() >= expires) {
            return Err(Turned::wrong("This address is no longer good: ask the shop for a new one."));
        }
        let (caller, id) = (caller.to_owned(), token.to_owned());
        let find =
            move |books: &crate::sandbox::books::Books<'_>| Ok((books.token(&id)?, books.account(books.caller_id())?));
        let found = desk.books().look(&Tenant::of(&caller), find).await?;
        let (Some(token), Some(merchant)) = found else {
            return Err(Turned::wrong("There is no such token here any more: ask the shop for a new address."));
        };
        let steering = parameters.into_iter().filter(|(name, _)| STEERING.contains(&name.as_str())).collect();
        Ok(Self { caller, token, merchant, steering })
    }
}
