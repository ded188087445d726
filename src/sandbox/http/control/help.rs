//! What there is.

use axum::http::{Method, StatusCode, Uri};
use serde::Serialize;

use super::answer::{Failure, Json};

/// A request that the control plane takes.
#[derive(Debug, Serialize)]
struct Route {
    method: &'static str,
    /// With the parameters that it may have.
    path: &'static str,
    does: &'static str,
}

const fn route(method: &'static str, path: &'static str, does: &'static str) -> Route {
    Route { method, path, does }
}

/// Everything that the control plane takes. Where a path has `caller`, that is the access key of the caller in whose
/// world something is done; the default is the first caller. Lists show 100 things, or `limit`, which may be 1000.
const ROUTES: &[Route] = &[
    route("GET", "/_sandbox/help", "This list."),
    route("GET", "/_sandbox/seed", "Who may call, with the accounts, tokens and instruments that each caller finds."),
    route("GET", "/_sandbox/callers", "Who may call, with secrets."),
    route("POST", "/_sandbox/callers", r#"Adds a caller with a world of its own: {"name", "certificate": bool}."#),
    route("GET", "/_sandbox/accounts?caller=&skip=&limit=", "The accounts of a world, with balances."),
    route(
        "POST",
        "/_sandbox/accounts?caller=",
        r#"Opens an account: {"name", "role": "buyer"|"seller", "kind", "balance", …}, and whatever can be altered."#,
    ),
    route(
        "PATCH",
        "/_sandbox/accounts/{account}?caller=",
        r#"Alters an account: {"state", "verification", "email_verified", "card", "bank", "sending_limit", "notification_url", …}."#,
    ),
    route(
        "POST",
        "/_sandbox/accounts/{account}/actions?caller=",
        r#"Does what its owner or its bank does: {"action": "deposit"|"withdraw"|"confirm_email"|…, "amount", "succeeds"}."#,
    ),
    route(
        "GET",
        "/_sandbox/tokens?caller=&status=&skip=&limit=",
        "The tokens of a world, in the order of their installation.",
    ),
    route("POST", "/_sandbox/tokens?caller=", r#"Makes a token: {"role", "type", "payment_method", "account", …}."#),
    route(
        "GET",
        "/_sandbox/instruments?caller=&skip=&limit=",
        "The prepaid and credit instruments of a world, with balances.",
    ),
    route("POST", "/_sandbox/instruments?caller=", r#"Makes an instrument: {"kind": "prepaid"|"credit", "limit", …}."#),
    route(
        "GET",
        "/_sandbox/amazon-pay/merchants?caller=",
        "Amazon Pay: for whom a caller can call, by their SellerIds, with MWSAuthTokens.",
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/merchants?caller=",
        r#"Adds a merchant: {"seller_id", "name", "region": "united_states"|"europe"|"japan", "currency", "acts_for": bool, "active": bool}."#,
    ),
    route("PATCH", "/_sandbox/amazon-pay/merchants/{id}?caller=", r#"Alters a merchant: {"name", "active": bool}."#),
    route(
        "GET",
        "/_sandbox/amazon-pay/order-references?caller=&seller_id=&environment=&state=&skip=&limit=",
        "Order references with what the buyer has chosen, the newest first.",
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/order-references?caller=",
        r#"Makes an order reference as a buyer does: {"seller_id", "environment": "sandbox"|"live", "buyer", "address", "payment": "visa"|"invalid_soft"|…}, and with "amount", "seller_order_id" and "confirm" as the merchant does."#,
    ),
    route(
        "GET",
        "/_sandbox/amazon-pay/order-references/{id}?caller=",
        "One order reference, with its authorizations, captures, refunds and provider credits.",
    ),
    route(
        "PATCH",
        "/_sandbox/amazon-pay/order-references/{id}?caller=",
        r#"Changes what the buyer has chosen: {"payment", "address": "london"|{"lines", "city", …}}."#,
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/order-references/{id}/actions?caller=",
        r#"Does what Amazon does, or the buyer on its pages: {"action": "cancel"|"close"|"mend", "payment"}."#,
    ),
    route(
        "GET",
        "/_sandbox/amazon-pay/billing-agreements?caller=&seller_id=&environment=&state=&skip=&limit=",
        "Billing agreements with what the buyer has chosen, the newest first.",
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/billing-agreements?caller=",
        r#"Makes a billing agreement as a buyer does: {"seller_id", "environment", "buyer", "address", "payment", "consent": bool, "confirm": bool}."#,
    ),
    route(
        "GET",
        "/_sandbox/amazon-pay/billing-agreements/{id}?caller=",
        "One billing agreement, with the use of its monthly limit.",
    ),
    route(
        "PATCH",
        "/_sandbox/amazon-pay/billing-agreements/{id}?caller=",
        r#"Changes what the buyer has chosen: {"payment", "address", "consent": bool}."#,
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/billing-agreements/{id}/actions?caller=",
        r#"Does what Amazon does, or the buyer on its pages: {"action": "cancel"|"close"|"suspend"|"delete_billing_address"|"mend", "by_buyer": bool, "payment"}."#,
    ),
    route(
        "GET",
        "/_sandbox/amazon-pay/authorizations?caller=&seller_id=&environment=&state=&order_reference_id=&skip=&limit=",
        "Authorizations, the newest first.",
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/authorizations/{id}/actions?caller=",
        r#"Does what Amazon does: {"action": "decide"|"close", "decline": reason, "soft": bool}."#,
    ),
    route(
        "GET",
        "/_sandbox/amazon-pay/captures?caller=&seller_id=&environment=&state=&order_reference_id=&skip=&limit=",
        "Captures, the newest first.",
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/captures/{id}/actions?caller=",
        r#"Does what Amazon does: {"action": "decide"|"close"|"refund", "decline": reason, "amount", "cause": "guarantee"|"buyer_canceled"|"chargeback"}."#,
    ),
    route(
        "GET",
        "/_sandbox/amazon-pay/refunds?caller=&seller_id=&environment=&state=&order_reference_id=&skip=&limit=",
        "Refunds, the newest first.",
    ),
    route(
        "POST",
        "/_sandbox/amazon-pay/refunds/{id}/actions?caller=",
        r#"Does what Amazon does: {"action": "decide", "decline": reason}."#,
    ),
    route("GET", "/_sandbox/amazon-pay/service-status?caller=", "What GetServiceStatus tells."),
    route(
        "PUT",
        "/_sandbox/amazon-pay/service-status?caller=",
        r#"Has GetServiceStatus tell this: {"status": "GREEN"|"GREEN_I"|"YELLOW"|"RED", "message_id", "messages": [{"locale", "text"}]}."#,
    ),
    route("GET", "/_sandbox/clock", "What the clock shows, and whether it stands still."),
    route(
        "POST",
        "/_sandbox/clock",
        r#"Sets the clock: {"now": RFC 3339, "frozen": bool}. What is due by then is done first."#,
    ),
    route("POST", "/_sandbox/clock/advance", r#"Moves the clock on: {"seconds": n}."#),
    route(
        "GET",
        "/_sandbox/faults?caller=",
        "The faults that are still to come; with caller, those of that caller only.",
    ),
    route(
        "POST",
        "/_sandbox/faults?caller=",
        r#"Has the next calls go wrong: {"action", "caller", "count", "code"|"status"|"drop": "before"|"after", "delay_ms"}."#,
    ),
    route(
        "DELETE",
        "/_sandbox/faults?caller=",
        "Lets everything go well from now on; with caller, takes back the faults of that caller only.",
    ),
    route(
        "GET",
        "/_sandbox/ledger?caller=&transaction=&before=&limit=",
        "Whether the ledger of a world balances, its accounts, and its postings, the newest first.",
    ),
    route(
        "GET",
        "/_sandbox/transactions?caller=&status=&operation=&method=&before=&limit=",
        "The transactions of a world, the newest first.",
    ),
    route("GET", "/_sandbox/transactions/{id}?caller=", "One transaction, with its history and its postings."),
    route(
        "GET",
        "/_sandbox/notifications?caller=&state=&transaction=&amazon_pay=&skip=&limit=",
        "Notifications with each attempt, the newest first; state is pending, delivered or given_up, amazon_pay the id of an object.",
    ),
    route(
        "POST",
        "/_sandbox/notifications/{id}/replay?caller=",
        "Sends a notification or an e-mail once more, at once.",
    ),
    route(
        "GET",
        "/_sandbox/mail?caller=&to=&template=&about=&skip=&limit=",
        "The e-mails to the people of a world, the newest first.",
    ),
    route("GET", "/_sandbox/requests?caller=&action=&status=&limit=", "The last requests to FPS, the newest first."),
    route("GET", "/_sandbox/requests/{number}", "One request to FPS and its answer, as they were sent."),
    route(
        "GET",
        "/_sandbox/state",
        "Everything there is but the keys, to be put back later. Faults and requests are of one process, and no part of it.",
    ),
    route("PUT", "/_sandbox/state", "Puts such a state in the place of everything there is but the keys."),
    route(
        "POST",
        "/_sandbox/reset",
        "Empties everything but the keys, and makes every caller's world again. Faults and requests are forgotten.",
    ),
];

#[derive(Serialize)]
pub(super) struct Help {
    routes: &'static [Route],
}

pub(super) async fn show() -> Json<Help> {
    Json(Help { routes: ROUTES })
}

pub(super) async fn nothing(uri: Uri) -> Failure {
    let path: String = uri.path().chars().take(80).collect();
    Failure::not_found(format!("There is no {path}: GET /_sandbox/help lists what there is."))
}

pub(super) async fn wrong_method(method: Method, uri: Uri) -> Failure {
    let path = uri.path();
    let taken = ROUTES.iter().filter(|route| matches(route.path, path)).map(|route| route.method);
    let message = format!("{path} doesn't take {method}, but {}.", taken.collect::<Vec<_>>().join(", "));
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message)
}

/// Whether `path` is what `pattern` means.
fn matches(pattern: &str, path: &str) -> bool {
    let pattern = pattern.split('?').next().unwrap_or_default().split('/');
    let (pattern, path) = (pattern.collect::<Vec<_>>(), path.split('/').collect::<Vec<_>>());
    pattern.len() == path.len()
        && pattern.iter().zip(path).all(|(pattern, part)| pattern.starts_with('{') || *pattern == part)
}
