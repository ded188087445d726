//! ListOrderReference: the orders that a merchant calls by one name of his own, page by page.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::On;
use crate::{
    amazon_pay::{self as pay, ErrorCode, ListedState, PaymentDomain, QueryIdType, SortOrder},
    sandbox::{
        amazon_pay::{
            rows::{Merchant, OrderReference, OrderState, Region, SellerOrder},
            view::listing as view,
        },
        books::{Books, Stop},
        rows::{Document, Key, Need},
    },
    sign::v2::SignatureMethod,
};

/// The orders of a page where the request doesn't say, and the most that one has.
const PAGE: usize = 10;
const LONGEST_PAGE: usize = 100;
/// The longest time in which orders can be looked for.
const LONGEST_RANGE: TimeDelta = TimeDelta::days(31);
/// The name of the document that holds the key by which the sandbox knows its own page tokens.
const DOCUMENT: &str = "amazon-pay-page-tokens";

/// Which orders are meant, and where the page begins: all that a page token holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Page {
    seller: String,
    environment: crate::amazon_pay::Environment,
    seller_order_id: String,
    size: usize,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    ascending: bool,
    domain: Option<String>,
    /// As requests spell them; all but drafts where none is named.
    states: Vec<String>,
    /// The last order of the page before: when it was made, and its id.
    after: Option<(DateTime<Utc>, String)>,
}

pub(crate) fn first(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::ListOrderReferenceRequest,
) -> Result<pay::ListOrderReferenceResult, Stop> {
    let page = Page::asked_for(books.now(), on, request)?;
    let (order_reference_list, next_page_token) = show(books, on, page)?;
    Ok(pay::ListOrderReferenceResult { order_reference_list, next_page_token })
}

pub(crate) fn next(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::ListOrderReferenceByNextTokenRequest,
) -> Result<pay::ListOrderReferenceByNextTokenResult, Stop> {
    let page = match key(books)? {
        Some(key) => Page::read(&request.next_page_token, &key),
        None => None,
    };
    let page = page.filter(|page| on.owns(&page.seller, page.environment)).ok_or_else(|| {
        invalid("NextPageToken is none that this service has given to this merchant in this environment.")
    })?;
    let (order_reference_list, next_page_token) = show(books, on, page)?;
    Ok(pay::ListOrderReferenceByNextTokenResult { order_reference_list, next_page_token })
}

impl Page {
    fn asked_for(now: DateTime<Utc>, on: &On, request: &pay::ListOrderReferenceRequest) -> Result<Self, Stop> {
        if let QueryIdType::Other(other) = &request.query_id_type {
            return Err(unknown("QueryIdType", other, QueryIdType::VALUES));
        }
        if request.query_id.is_empty() {
            return Err(invalid("QueryId is empty."));
        }
        let size = match request.page_size {
            None => PAGE,
            Some(size) => match usize::try_from(size) {
                Ok(size) if size > 0 => size.min(LONGEST_PAGE),
                _ => return Err(invalid(format!("PageSize is {size}, and must be at least 1."))),
            },
        };
        let ascending = match &request.sort_order {
            None | Some(SortOrder::Descending) => false,
            Some(SortOrder::Ascending) => true,
            Some(SortOrder::Other(other)) => return Err(unknown("SortOrder", other, SortOrder::VALUES)),
        };
        if let Some(PaymentDomain::Other(other)) = &request.payment_domain {
            return Err(unknown("PaymentDomain", other, PaymentDomain::VALUES));
        }
        for state in &request.order_reference_status_list_filter {
            if let ListedState::Other(other) = state {
                return Err(unknown("OrderReferenceStatusListFilter", other, ListedState::VALUES));
            }
        }
        let (from, to) = match &request.created_time_range {
            None => (None, None),
            Some(range) => {
                let (from, to) = self::range(now, range)?;
                (Some(from), Some(to))
            }
        };
        Ok(Self {
            seller: on.merchant.id.clone(),
            environment: on.environment,
            seller_order_id: request.query_id.clone(),
            size,
            from,
            to,
            ascending,
            domain: request.payment_domain.as_ref().map(|domain| domain.as_str().to_owned()),
            states: request.order_reference_status_list_filter.iter().map(|state| state.as_str().to_owned()).collect(),
            after: None,
        })
    }

    fn has(&self, merchant: &Merchant, order: &OrderReference) -> bool {
        let state = order.status.state();
        order.terms.seller_order.seller_order_id.as_ref() == Some(&self.seller_order_id)
            && self.from.is_none_or(|from| from <= order.created)
            && self.to.is_none_or(|to| order.created <= to)
            && self.domain.as_ref().is_none_or(|asked| Some(asked.as_str()) == domain(merchant))
            && match self.states.is_empty() {
                true => state != OrderState::Draft,
                false => self.states.iter().any(|asked| asked == state.as_str()),
            }
    }

    fn is_past(&self, order: &OrderReference) -> bool {
        let place = (order.created, &order.id);
        self.after.as_ref().is_none_or(|(created, id)| match self.ascending {
            true => place > (*created, id),
            false => place < (*created, id),
        })
    }

    /// What the page says of itself, and the proof that it comes from here.
    fn write(&self, key: &str) -> Result<String, Stop> {
        let text = serde_json::to_string(self).map_err(|_| Stop::broken("the content of a page token"))?;
        let proof = SignatureMethod::HmacSha256.sign(key, &text);
        Ok(format!("{}.{}", BASE64.encode(&text), BASE64.encode(proof)))
    }

    fn read(token: &str, key: &str) -> Option<Self> {
        let (text, proof) = token.split_once('.')?;
        let [text, proof] = [text, proof].map(|part| String::from_utf8(BASE64.decode(part).ok()?).ok());
        let text = text?;
        if !SignatureMethod::HmacSha256.verify(key, &text, &proof?) {
            return None;
        }
        serde_json::from_str(&text).ok()
    }
}

/// The orders of a page, and the token of the next one.
fn show(books: &mut Books<'_>, on: &On, page: Page) -> Result<(Vec<pay::OrderReference>, Option<String>), Stop> {
    let named = books.seller_order(&SellerOrder::key(&page.seller, page.environment, &page.seller_order_id))?;
    let ids = named.map(|named| named.order_references).unwrap_or_default();
    books.want(ids.iter().map(|id| Need::Row(Key::OrderReference(id.clone()))))?;
    let mut orders = Vec::new();
    for id in &ids {
        let order = books.order_reference(id)?.ok_or_else(|| Stop::broken("an order reference"))?;
        if page.has(&on.merchant, &order) && page.is_past(&order) {
            orders.push(order);
        }
    }
    orders.sort_by(|one, other| (one.created, &one.id).cmp(&(other.created, &other.id)));
    if !page.ascending {
        orders.reverse();
    }
    let is_last = orders.len() <= page.size;
    orders.truncate(page.size);
    let shown = orders.iter().map(view::item).collect();
    let Some(last) = orders.pop().filter(|_| !is_last) else { return Ok((shown, None)) };
    let key = match key(books)? {
        Some(key) => key,
        None => {
            let key = books.ids().secret();
            books.put(Document { name: DOCUMENT.to_owned(), body: key.clone() });
            key
        }
    };
    let next = Page { after: Some((last.created, last.id)), ..page };
    Ok((shown, Some(next.write(&key)?)))
}

/// With what page tokens are signed, once there was one.
fn key(books: &Books<'_>) -> Result<Option<String>, Stop> {
    Ok(books.document(DOCUMENT)?.map(|document| document.body))
}

/// From when to when, both included: what is not said is now, and as long before the end as may be.
fn range(now: DateTime<Utc>, range: &pay::CreatedTimeRange) -> Result<(DateTime<Utc>, DateTime<Utc>), Stop> {
    let to = range.end_time.unwrap_or(now);
    let from =
        range.start_time.unwrap_or_else(|| to.checked_sub_signed(LONGEST_RANGE).unwrap_or(DateTime::<Utc>::MIN_UTC));
    if to < from {
        return Err(invalid("CreatedTimeRange ends before it begins."));
    }
    if to - from > LONGEST_RANGE {
        let days = LONGEST_RANGE.num_days();
        return Err(invalid(format!("CreatedTimeRange is longer than {days} days.")));
    }
    Ok((from, to))
}

/// Where and in which currency a merchant sells, as requests spell it.
fn domain(merchant: &Merchant) -> Option<&'static str> {
    match (merchant.region, merchant.currency.as_str()) {
        (Region::UnitedStates, "USD") => Some("NA_USD"),
        (Region::Europe, "EUR") => Some("EU_EUR"),
        (Region::Europe, "GBP") => Some("EU_GBP"),
        (Region::Japan, "JPY") => Some("FE_JPY"),
        _ => None,
    }
}

fn unknown(field: &str, value: &str, known: &[&str]) -> Stop {
    invalid(format!("{field} is '{value}', and may be {}.", known.join(", ")))
}

fn invalid(message: impl Into<String>) -> Stop {
    Stop::refuse(ErrorCode::InvalidParameterValue, message)
}
