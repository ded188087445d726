//! Where buyers come back to from Amazon Pay, with what they consented to.

use axum::{
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, Response, StatusCode},
};

use super::{
    Desk, Shop, Shown, Turned, cookies, renew as renewal, respond, start, value,
    view::Done,
    visit::{Away, Purpose},
};
use crate::{
    cbui::{Return, Status},
    gateway::{
        Gateway,
        approvals::Approved,
        instruction::{Answer, ConsentState, Instruction, Merchant},
        link::kind_of_consent,
    },
    sandbox::{
        books::Books,
        pages::time,
        rows::{Consent, ConsentKind, Tenant, Token},
        rules::{
            approval::{self, Approval},
            consent::Refusal,
            linking,
            outside::DRAFT_LASTS,
            tokens,
        },
    },
    sign::v2::decode_parameters,
};

const MOST_PARAMETERS: usize = 20;

pub(super) async fn look(
    State((desk, gateway)): State<(Desk, Gateway)>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let done = take(&desk, &gateway, &cookies(&headers), &query.unwrap_or_default()).await;
    respond(done, StatusCode::FOUND)
}

async fn take(desk: &Desk, gateway: &Gateway, cookies: &str, query: &str) -> Result<Shown, Turned> {
    if query.split('&').count() > MOST_PARAMETERS {
        return Err(Turned::wrong(format!("The address has more than {MOST_PARAMETERS} parameters.")));
    }
    let parameters = decode_parameters(query).map_err(|error| Turned::wrong(format!("{error}.")))?;
    let state = value(&parameters, "state").unwrap_or_default();
    let away = Away::read(state, desk.seal().await?, cookies, desk.books().now());
    let away = away.map_err(|lost| Turned::wrong(lost.message()))?;
    match &away.purpose {
        Purpose::Renew { token } => renew(desk, gateway, &away, token, &parameters).await,
        Purpose::Start { host, query } => authorise(desk, gateway, &away, host, query, &parameters).await,
    }
}

async fn renew(
    desk: &Desk,
    gateway: &Gateway,
    away: &Away,
    token: &str,
    parameters: &[(String, String)],
) -> Result<Shown, Turned> {
    let shop = desk.shop(&away.caller)?;
    let tenant = Tenant::of(&away.caller);
    let id = token.to_owned();
    let known = desk.books().look(&tenant, move |books| tokens::known(books, &id)).await?;
    let kind = linking::consent_kind(known.token_type);
    let Some(id) = chosen(parameters, kind)? else {
        let text = "You have not consented, and nothing was changed. You can come back with the address from the shop.";
        return Ok(Done { title: "Nothing was changed", text: text.to_owned() }.shown(StatusCode::OK));
    };
    let payee = renewal::payee(desk, &away.caller, &known)?;
    let approval = match approved(desk, shop, &payee.merchant, away, kind, id, parameters).await? {
        Ok(approval) => approval,
        Err(refusal) => return Err(Turned::wrong(refusal.message)),
    };
    let id = token.to_owned();
    let renewed =
        desk.books().alter(&tenant, move |books: &mut Books<'_>| approval::renew(books, &id, &approval)).await?;
    renewed.map_err(|refusal| Turned::wrong(refusal.message))?;
    let (title, text, status) = match gateway.approve(&tenant, token).await? {
        Approved::Good(token) => ("Thank you", thanks(desk, &token), StatusCode::OK),
        Approved::UnderWay => {
            let text = "Your consent is noted, and Amazon Pay has not confirmed it yet: it is asked again until it has. You \
                        can close this page, or load it again in a while to see that nothing more is needed.";
            ("Almost done", text.to_owned(), StatusCode::ACCEPTED)
        }
        Approved::Refused(why) => return Err(Turned::wrong(format!("Your consent is not good yet. {why}"))),
    };
    Ok(Done { title, text }.shown(status))
}

/// What somebody is told who has consented: also until when, where it is left a draft for want of an amount.
fn thanks(desk: &Desk, token: &Token) -> String {
    let is_draft = token.consent.as_ref().is_some_and(|consent| !consent.confirmed);
    let ends = desk.books().now() + DRAFT_LASTS;
    match is_draft && token.expires > ends {
        true => format!(
            "Your consent is noted. Amazon Pay keeps it until {} at most, and for as long as the shop has not charged you \
             by then, it may ask you again. You can close this page.",
            time(ends)
        ),
        false => "Your consent is noted. Nothing more is needed: you can close this page.".to_owned(),
    }
}

async fn authorise(
    desk: &Desk,
    gateway: &Gateway,
    away: &Away,
    host: &str,
    query: &str,
    parameters: &[(String, String)],
) -> Result<Shown, Turned> {
    let shop = desk.shop(&away.caller)?;
    let (visit, terms) = match start::read(desk, host, query).await? {
        Ok(read) => read,
        Err((exit, refusal)) => return start::leave(desk, &exit, refusal.into_return()),
    };
    let pipeline = visit.request.pipeline;
    let (kind, _) = start::kind(&pipeline, &terms);
    let Some(id) = chosen(parameters, kind)? else {
        return start::leave(desk, &visit.exit, Return::new(Status::A));
    };
    let payee = match start::payee(desk, &away.caller, &terms)? {
        Ok(payee) => payee,
        Err(refusal) => return start::leave(desk, &visit.exit, refusal.into_return()),
    };
    let tenant = Tenant::of(&away.caller);
    let back = match approved(desk, shop, &payee.merchant, away, kind, id, parameters).await? {
        Ok(approval) => {
            let install = move |books: &mut Books<'_>| approval::authorise(books, &pipeline, &approval);
            desk.books().alter(&tenant, install).await?
        }
        Err(refusal) => Err(refusal),
    };
    let back = match back {
        Ok(back) => confirmed(gateway, &tenant, back).await?,
        Err(refusal) => refusal.into_return(),
    };
    start::leave(desk, &visit.exit, back)
}

/// The way back with tokens once what they stand for is confirmed, or with the reason why it can't be.
async fn confirmed(gateway: &Gateway, tenant: &Tenant, back: Return) -> Result<Return, Turned> {
    let Some(token) = approval::paying(&back) else { return Ok(back) };
    match gateway.approve(tenant, token.as_str()).await? {
        Approved::Good(_) => Ok(back),
        Approved::Refused(why) => Ok(Refusal::new(Status::Pe, why).into_return()),
        Approved::UnderWay => Err(Turned::unfit(
            "Amazon Pay has not confirmed your consent yet. Nothing is lost: load this page again in a while, and it leads \
             back to the shop.",
        )),
    }
}

/// What the buyer consented to; nothing where he didn't.
fn chosen(parameters: &[(String, String)], kind: ConsentKind) -> Result<Option<&str>, Turned> {
    let name = match kind {
        ConsentKind::Once => "orderReferenceId",
        ConsentKind::Standing => "billingAgreementId",
    };
    if value(parameters, "error").is_some() {
        return Ok(None);
    }
    let Some(id) = value(parameters, name) else {
        return Err(Turned::wrong(format!("The address does not say {name}.")));
    };
    if kind_of_consent(id) != Some(kind) {
        return Err(Turned::wrong(format!("{name} is not the id of one.")));
    }
    // An order is consented to when it is placed; that more may follow has to be ticked.
    let is_ticked = kind == ConsentKind::Once || value(parameters, "consentStatus") == Some("true");
    Ok(Some(id).filter(|_| is_ticked))
}

/// What the processor makes of it.
async fn approved(
    desk: &Desk,
    shop: &Shop,
    paid: &Merchant,
    away: &Away,
    kind: ConsentKind,
    id: &str,
    parameters: &[(String, String)],
) -> Result<Result<Approval, Refusal>, Turned> {
    let seller = &paid.seller_id;
    if value(parameters, "sellerId").is_some_and(|other| other != seller) {
        return Ok(Err(Refusal::new(Status::Np, "The consent was given to another merchant.")));
    }
    let answer = desk.look_at(shop, paid, Instruction::LookAtConsent { consent: id.to_owned(), kind }).await?;
    let Answer::Consent(ConsentState { draft, suspended, ended, buyer_name, buyer_email, .. }) = answer else {
        return Err(Turned::unfit("Amazon Pay has answered something else than was asked."));
    };
    if ended || suspended {
        let why = if ended { "has come to its end" } else { "is suspended" };
        return Ok(Err(Refusal::new(Status::Pe, format!("What was consented to at Amazon Pay {why}."))));
    }
    Ok(Ok(Approval {
        consent: Consent { id: id.to_owned(), kind, seller: seller.clone(), confirmed: !draft, ended: false },
        buyer_name,
        buyer_email,
        visit: away.digest(),
    }))
}
