//! The co-branded pages, for the programs that know them: the same addresses and ways back, with Amazon Pay in between.

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, Response, StatusCode},
};

use super::{
    Desk, Leaving, Payee, STEERING, Shown, Turned, respond, value,
    view::{Field, Terms},
    visit::Purpose,
};
use crate::{
    cbui::{PATH, Pipeline, Return, Status},
    gateway::instruction::{Answer, Instruction},
    sandbox::{
        pages::{self, Exit, Visit, facts, host, title},
        rows::{Consent, ConsentKind, Tenant},
        rules::{
            approval,
            consent::{self, Refusal},
            linking,
        },
    },
    sign::v2::decode_parameters,
};

/// As long as a name and a SellerId can be, in characters.
const LONGEST_NAME: usize = 128;
const LONGEST_SELLER: usize = 50;

pub(super) async fn look(State(desk): State<Desk>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response<Body> {
    respond(show(&desk, &host(&headers), &query.unwrap_or_default()).await, StatusCode::FOUND)
}

pub(super) async fn answer(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    form: Bytes,
) -> Response<Body> {
    respond(take(&desk, &host(&headers), &query.unwrap_or_default(), &form).await, StatusCode::SEE_OTHER)
}

async fn show(desk: &Desk, host: &str, query: &str) -> Result<Shown, Turned> {
    let (visit, terms) = match read(desk, host, query).await? {
        Ok(read) => read,
        Err((exit, refusal)) => return leave(desk, &exit, refusal.into_return()),
    };
    let is_seller = matches!(visit.request.pipeline, Pipeline::Recipient(_));
    if !is_seller && desk.shop(&visit.caller)?.is_steered() {
        match visit.steering("auto") {
            Some("abandon") => return leave(desk, &visit.exit, Return::new(Status::A)),
            Some(_) => return send_away(desk, host, query, &visit, &terms).await,
            None => {}
        }
    }
    Ok(page(&visit, &terms, query, None, ["", ""]).shown())
}

async fn take(desk: &Desk, host: &str, query: &str, form: &[u8]) -> Result<Shown, Turned> {
    let (visit, terms) = match read(desk, host, query).await? {
        Ok(read) => read,
        Err((exit, refusal)) => return leave(desk, &exit, refusal.into_return()),
    };
    let form = std::str::from_utf8(form).ok().and_then(|form| decode_parameters(form).ok());
    let form = form.ok_or_else(|| Turned::wrong("The form is not UTF-8."))?;
    match value(&form, "answer") {
        Some("abandon") => leave(desk, &visit.exit, Return::new(Status::A)),
        Some("continue") if matches!(visit.request.pipeline, Pipeline::Recipient(_)) => {
            let given = [value(&form, "sellerId").unwrap_or_default(), value(&form, "name").unwrap_or_default()];
            receive(desk, query, &visit, &terms, given).await
        }
        Some("continue") => send_away(desk, host, query, &visit, &terms).await,
        _ => Err(Turned::wrong("The form says no answer.")),
    }
}

/// A visit that makes sense, with what comes of it; or why it has none, and where to go back to.
pub(super) async fn read(
    desk: &Desk,
    host: &str,
    query: &str,
) -> Result<Result<(Visit, consent::Terms), (Exit, Refusal)>, Turned> {
    // Money is real here, and whoever has not signed may be anybody: he isn't even led to where his address says.
    let visit = match Visit::read(desk.books(), host, query).await {
        Ok(visit) if visit.exit.is_signed => visit,
        Ok(_) => return Err(Turned::wrong("The address is not signed: signature is missing.")),
        Err(pages::Turned::Away(why)) => return Err(Turned::wrong(why)),
        Err(pages::Turned::Back(exit, refusal)) if exit.is_signed => return Ok(Err((exit, refusal))),
        Err(pages::Turned::Back(_, refusal)) => return Err(Turned::wrong(refusal.message)),
    };
    let pipeline = visit.request.pipeline.clone();
    let terms = desk.books().look(&Tenant::of(&visit.caller), move |books| consent::terms(books, &pipeline)).await?;
    let terms = match terms {
        Ok(terms) => terms,
        Err(refusal) => return Ok(Err((visit.exit, refusal))),
    };
    // Whom the token pays has to be clear before somebody consents to it; a recipient says who he is.
    if !matches!(visit.request.pipeline, Pipeline::Recipient(_))
        && let Err(refusal) = payee(desk, &visit.caller, &terms)?
    {
        return Ok(Err((visit.exit, refusal)));
    }
    Ok(Ok((visit, terms)))
}

/// Whom the buyer consents to pay.
pub(super) fn payee(desk: &Desk, caller: &str, terms: &consent::Terms) -> Result<Result<Payee, Refusal>, Turned> {
    let accounts: Vec<_> = terms.recipients.iter().map(|recipient| recipient.id.as_str()).collect();
    Ok(desk.shop(caller)?.paid(caller, &accounts))
}

/// The way back to the caller.
pub(super) fn leave(desk: &Desk, exit: &Exit, back: Return) -> Result<Shown, Turned> {
    exit.address(desk.books(), back).map(Shown::Back).map_err(Turned::wrong)
}

/// What the token of a pipeline stands for at Amazon Pay: the kind, and what it stands for already where it is edited.
pub(super) fn kind(pipeline: &Pipeline, terms: &consent::Terms) -> (ConsentKind, Option<Consent>) {
    match (pipeline, &terms.edited) {
        (Pipeline::SingleUse(_), _) => (ConsentKind::Once, None),
        (Pipeline::EditToken(_), Some(token)) => {
            (linking::consent_kind(token.token_type), token.consent.clone().filter(|consent| !consent.ended))
        }
        _ => (ConsentKind::Standing, None),
    }
}

async fn send_away(
    desk: &Desk,
    host: &str,
    query: &str,
    visit: &Visit,
    terms: &consent::Terms,
) -> Result<Shown, Turned> {
    let (kind, known) = kind(&visit.request.pipeline, terms);
    let steering = STEERING.iter().filter_map(|name| Some(((*name).to_owned(), visit.steering(name)?.to_owned())));
    let purpose = Purpose::Start { host: host.to_owned(), query: query.to_owned() };
    let payee = match payee(desk, &visit.caller, terms)? {
        Ok(payee) => payee,
        Err(refusal) => return leave(desk, &visit.exit, refusal.into_return()),
    };
    let leaving = Leaving { purpose, payee, kind, known, host, steering: steering.collect() };
    desk.send_away(&visit.caller, leaving).await
}

/// Installs the token of a merchant who says who he is.
async fn receive(
    desk: &Desk,
    query: &str,
    visit: &Visit,
    terms: &consent::Terms,
    given: [&str; 2],
) -> Result<Shown, Turned> {
    let [seller, name] = given;
    let shop = desk.shop(&visit.caller)?;
    let again = |problem: &str| Ok(page(visit, terms, query, Some(problem), given).shown());
    if name.is_empty() || name.chars().count() > LONGEST_NAME || !crate::wire::xml::is_writable(name) {
        return again("A name is needed, of 128 characters at most.");
    }
    let Some(payee) = shop.payee(seller) else {
        return again(
            "Payments can't be made to this merchant: the marketplace was not given leave to act for him at Amazon Pay.",
        );
    };
    match desk.look_at(shop, &payee.merchant, Instruction::LookAtMerchant).await? {
        Answer::Merchant { active: true } => {}
        _ => return again("The merchant's account at Amazon Pay is not active."),
    }
    let (pipeline, name) = (visit.request.pipeline.clone(), name.to_owned());
    let other = Some(payee.merchant.seller_id).filter(|seller| *seller != shop.merchant.seller_id);
    let install = move |books: &mut crate::sandbox::books::Books<'_>| {
        approval::receive(books, &pipeline, other.as_deref(), &name)
    };
    let back = desk.books().alter(&Tenant::of(&visit.caller), install).await?;
    leave(desk, &visit.exit, back.unwrap_or_else(Refusal::into_return))
}

fn page(visit: &Visit, terms: &consent::Terms, query: &str, problem: Option<&str>, given: [&str; 2]) -> Terms {
    let pipeline = &visit.request.pipeline;
    let shop = &terms.caller.name;
    let is_seller = matches!(pipeline, Pipeline::Recipient(_));
    let [seller, name] = given.map(str::to_owned);
    let fields = vec![
        Field { name: "sellerId", label: "Your SellerId at Amazon Pay", value: seller, most: LONGEST_SELLER },
        Field { name: "name", label: "The name of your business", value: name, most: LONGEST_NAME },
    ];
    Terms {
        problem: problem.map(str::to_owned),
        title: title(pipeline, shop),
        introduction: match is_seller {
            true => format!("{shop} asks whether you agree to be paid through it, on these terms."),
            false => format!(
                "{shop} asks for your consent. If you go on, you give it at Amazon Pay, and {shop} may charge you on \
                 these terms, and no others."
            ),
        },
        facts: facts(pipeline, terms),
        action: format!("{PATH}?{query}"),
        fields: if is_seller { fields } else { Vec::new() },
        go_on: if is_seller { "Agree" } else { "Continue with Amazon Pay" },
        can_leave: true,
    }
}
