//! The notifications of Amazon Pay: which change of an object is told, where, and as what.
//!
//! Told are every state that an object enters, but for drafts, and every payment method and address that a buyer changes
//! on a billing agreement; a chargeback is told beside the refund that it is. A state is told as it was entered, with the
//! object as the unit of work has left it.
//!
//! Where it goes: to the URLs that the merchant has set for such events (SetMerchantNotificationConfiguration) in the
//! environment of the object. A merchant who has set none there is told where the caller is told of FPS: at the URL of the caller's account, else at the one that the
//! sandbox was set up with. Without any of these there is no notification.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    month,
    rows::{
        AgreementState, Authorization, AuthorizationState, BillingAgreement, Capture, CaptureState, CreditState,
        Entered, Merchant, OrderReference, OrderState, ProviderCredit, ProviderCreditReversal, Refund, RefundState,
        Region, ReversalState, Status,
    },
    rules::agreement::left,
};
use crate::{
    amazon_pay::{
        self as pay, Environment, RefundType,
        notification::{self as told, Content, EventType, Notification},
    },
    money::Price,
    sandbox::{
        books::{Books, Stop},
        notify,
        rows::{About, Content as MessageContent, Message, Row},
    },
};

/// The account of Amazon at SNS that topics of Amazon Pay were seen to belong to.
const ACCOUNT: &str = "291180941288";

/// The state of a chargeback that has just come, and why buyers' banks mostly make one, as notifications were seen to say
/// it.
const RECEIVED: &str = "RECEIVED";
const UNAUTHORIZED: &str = "Unauthorized Transaction Chargeback";

/// Writes what is to be told of a row that was changed.
pub(crate) fn on(books: &mut Books<'_>, before: Option<&Row>, after: &Row) -> Result<(), Stop> {
    /// The status that a row of this kind had before.
    macro_rules! before {
        ($kind:ident) => {
            match before {
                Some(Row::$kind(row)) => Some(&row.status),
                _ => None,
            }
        };
    }
    match after {
        Row::OrderReference(row) => {
            for entered in entered_since(before!(OrderReference), &row.status) {
                if entered.state != OrderState::Draft {
                    let content = Content::OrderReference(Box::new(order_reference(row, entered)));
                    tell(books, &row.seller, row.environment, entered.at, content, None)?;
                }
            }
        }
        Row::Authorization(row) => {
            for entered in entered_since(before!(Authorization), &row.status) {
                let content = Content::Authorization(Box::new(authorization(row, entered)));
                tell(books, &row.seller, row.environment, entered.at, content, None)?;
            }
        }
        Row::Capture(row) => {
            for entered in entered_since(before!(Capture), &row.status) {
                let content = Content::Capture(Box::new(capture(row, entered)));
                tell(books, &row.seller, row.environment, entered.at, content, None)?;
            }
        }
        Row::Refund(row) => {
            if before.is_none() && row.refund_type == RefundType::Chargeback.as_str() {
                let content = Content::Chargeback(Box::new(chargeback(books, row)?));
                tell(books, &row.seller, row.environment, row.created, content, None)?;
            }
            for entered in entered_since(before!(Refund), &row.status) {
                let content = Content::Refund(Box::new(refund(row, entered)));
                tell(books, &row.seller, row.environment, entered.at, content, None)?;
            }
        }
        Row::BillingAgreement(row) => {
            if let Some(Row::BillingAgreement(before)) = before
                && let Some(event) = chosen(before, row)
            {
                let content = billing_agreement(row, row.status.present(), books.now());
                let content = Content::BillingAgreement(Box::new(content));
                tell(books, &row.seller, row.environment, books.now(), content, Some(event))?;
            }
            for entered in entered_since(before!(BillingAgreement), &row.status) {
                if entered.state != AgreementState::Draft {
                    let content = Content::BillingAgreement(Box::new(billing_agreement(row, entered, books.now())));
                    let event = Some(EventType::BillingAgreementStatusUpdated);
                    tell(books, &row.seller, row.environment, entered.at, content, event)?;
                }
            }
        }
        Row::ProviderCredit(row) => {
            for entered in entered_since(before!(ProviderCredit), &row.status) {
                let content = Content::ProviderCredit(Box::new(provider_credit(row, entered)));
                tell(books, &row.seller, row.environment, entered.at, content, None)?;
            }
        }
        Row::ProviderCreditReversal(row) => {
            for entered in entered_since(before!(ProviderCreditReversal), &row.status) {
                let content = Content::ProviderCreditReversal(Box::new(provider_credit_reversal(row, entered)));
                tell(books, &row.seller, row.environment, entered.at, content, None)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The states that were entered after those of `before`.
fn entered_since<'a, S: Copy + PartialEq>(before: Option<&Status<S>>, after: &'a Status<S>) -> &'a [Entered<S>] {
    let known = before.map_or(0, |before| before.history().len());
    after.history().get(known..).unwrap_or_default()
}

/// What the buyer has changed on an agreement that he had confirmed.
fn chosen(before: &BillingAgreement, after: &BillingAgreement) -> Option<EventType> {
    if before.status.is(AgreementState::Draft) {
        return None;
    }
    let payment =
        before.wallet.payment != after.wallet.payment || before.wallet.payments_chosen != after.wallet.payments_chosen;
    match (payment, before.wallet.destination != after.wallet.destination) {
        (true, true) => Some(EventType::AddressAndPaymentMethodUpdated),
        (true, false) => Some(EventType::PaymentMethodUpdated),
        (false, true) => Some(EventType::AddressUpdated),
        (false, false) => None,
    }
}

/// Writes a notification for every place where the merchant is told of such a thing.
fn tell(
    books: &mut Books<'_>,
    seller: &str,
    environment: Environment,
    at: DateTime<Utc>,
    content: Content,
    event: Option<EventType>,
) -> Result<(), Stop> {
    // Who isn't there is told nothing.
    let Some(merchant) = books.merchant(seller)? else { return Ok(()) };
    let urls = places(books, &merchant, environment, &content)?;
    if urls.is_empty() {
        return Ok(());
    }
    let about = About::AmazonPay(content.object_id().unwrap_or_default().to_owned());
    let mut notification = Notification::new(seller, environment, books.ids().uuid(), content);
    notification.marketplace_id = Some(marketplace(merchant.region).to_owned());
    notification.timestamp = Some(at);
    notification.event_type = event;
    let message = notification.message();
    for url in urls {
        let (id, message_id) = (books.ids().message(), books.ids().uuid());
        books.put(Message {
            id,
            at,
            about: about.clone(),
            content: MessageContent::Sns { url, topic_arn: topic(&merchant), message_id, message: message.clone() },
            due: Some(at.min(books.now())),
            attempts: Vec::new(),
            delivered: None,
        });
    }
    Ok(())
}

/// Where the merchant is told of `content`, which belongs to `environment`.
fn places(
    books: &Books<'_>,
    merchant: &Merchant,
    environment: Environment,
    content: &Content,
) -> Result<Vec<String>, Stop> {
    let configured: Vec<_> = merchant.notifications.iter().filter(|known| known.is_for(environment)).collect();
    if configured.is_empty() {
        return Ok(notify::destination(books, None)?.into_iter().collect());
    }
    let event = event_name(content);
    let wants = |events: &[String]| events.iter().any(|known| known == ALL || Some(known.as_str()) == event);
    let told = configured.into_iter().filter(|configured| wants(&configured.event_types));
    Ok(told.map(|configured| configured.url.clone()).collect())
}

/// Every event, as merchants name it.
const ALL: &str = "ALL";

/// What merchants call events of this kind, where they have a name for it.
fn event_name(content: &Content) -> Option<&'static str> {
    match content {
        Content::OrderReference(_) => Some("ORDER_REFERENCE"),
        Content::Authorization(_) => Some("PAYMENT_AUTHORIZE"),
        Content::Capture(_) => Some("PAYMENT_CAPTURE"),
        Content::Refund(_) => Some("PAYMENT_REFUND"),
        Content::BillingAgreement(_) => Some("BILLING_AGREEMENT"),
        Content::Chargeback(_) => Some("CHARGEBACK_DETAILED"),
        _ => None,
    }
}

/// The topic of a merchant, as SNS names it.
fn topic(merchant: &Merchant) -> String {
    let region = match merchant.region {
        Region::UnitedStates => "us-east-1",
        Region::Europe => "eu-west-1",
        Region::Japan => "us-west-2",
    };
    format!("arn:aws:sns:{region}:{ACCOUNT}:{}{}", marketplace(merchant.region), merchant.id)
}

/// The marketplace of a region, as notifications were seen to name it.
fn marketplace(region: Region) -> &'static str {
    match region {
        Region::UnitedStates => "A3BXB0YN3XH17H",
        Region::Europe => "A1G8446IYHA4MR",
        Region::Japan => "A31YDYE76E6TCP",
    }
}

/// A state in the type that the object has for it.
macro_rules! status {
    ($status:ident, $entered:ident $(, $more:ident: $value:expr)?) => {
        pay::$status {
            state: $entered.state.as_str().into(),
            last_update_timestamp: Some($entered.at),
            reason_code: $entered.reason.map(|reason| reason.as_str().into()),
            reason_description: $entered.description.clone(),
            $($more: $value,)?
        }
    };
}

fn order_reference(row: &OrderReference, entered: &Entered<OrderState>) -> told::OrderReference {
    let status = status!(OrderReferenceStatus, entered);
    let mut order = told::OrderReference::new(row.id.as_str().into(), status, row.created);
    let terms = &row.terms.seller_order;
    order.order_total.clone_from(&row.terms.total);
    order.seller_order_attributes = Some(told::SellerOrderAttributes {
        seller_id: Some(row.seller.clone()),
        seller_order_id: terms.seller_order_id.clone(),
        store_name: terms.store_name.clone(),
        order_item_categories: terms.item_categories.clone(),
        custom_information: terms.custom_information.clone(),
    });
    order.expiration_timestamp = Some(row.expires);
    order
}

fn authorization(row: &Authorization, entered: &Entered<AuthorizationState>) -> told::Authorization {
    let mut authorization = told::Authorization::new(
        row.id.as_str().into(),
        row.reference_id.clone(),
        row.amount.clone(),
        row.created,
        status!(AuthorizationStatus, entered),
    );
    authorization.captured_amount = Some(of(&row.amount, row.captured));
    authorization.authorization_fee = Some(of(&row.amount, Decimal::ZERO));
    authorization.id_list = row.capture.iter().map(|id| id.as_str().into()).collect();
    authorization.expiration_timestamp = Some(row.expires);
    authorization.order_item_categories.clone_from(&row.item_categories);
    authorization.capture_now = Some(row.capture_now);
    authorization.soft_descriptor.clone_from(&row.soft_descriptor);
    authorization.soft_decline = row.soft_decline;
    authorization
}

fn capture(row: &Capture, entered: &Entered<CaptureState>) -> told::Capture {
    let mut capture = told::Capture::new(
        row.id.as_str().into(),
        row.reference_id.clone(),
        row.amount.clone(),
        row.created,
        status!(CaptureStatus, entered),
    );
    capture.refunded_amount = Some(of(&row.amount, row.refunded));
    capture.capture_fee = Some(of(&row.amount, row.fee));
    capture.id_list = row.refunds.iter().map(|id| id.as_str().into()).collect();
    capture.soft_descriptor.clone_from(&row.soft_descriptor);
    capture
}

fn refund(row: &Refund, entered: &Entered<RefundState>) -> told::Refund {
    let mut refund = told::Refund::new(
        row.id.as_str().into(),
        row.reference_id.clone(),
        row.amount.clone(),
        row.created,
        status!(RefundStatus, entered),
    );
    refund.refund_type = Some(row.refund_type.as_str().into());
    refund.fee_refunded = Some(of(&row.amount, row.fee_refunded));
    refund.soft_descriptor.clone_from(&row.soft_descriptor);
    refund
}

/// What a bank takes back is told before its refund, by the same id.
fn chargeback(books: &Books<'_>, row: &Refund) -> Result<told::Chargeback, Stop> {
    let capture = books.capture(&row.capture)?.ok_or_else(|| Stop::broken("the capture of a refund"))?;
    Ok(told::Chargeback::new(
        row.id.clone(),
        row.order_reference.as_str().into(),
        capture.reference_id,
        row.created,
        row.amount.clone(),
        RECEIVED.to_owned(),
        UNAUTHORIZED.to_owned(),
    ))
}

fn billing_agreement(
    row: &BillingAgreement,
    entered: &Entered<AgreementState>,
    now: DateTime<Utc>,
) -> told::BillingAgreement {
    let status = status!(BillingAgreementStatus, entered, last_updated_timestamp: None);
    let mut agreement = told::BillingAgreement::new(row.id.as_str().into(), status, row.created);
    agreement.billing_agreement_limits = Some(pay::BillingAgreementLimits {
        amount_limit_per_time_period: row.monthly_limit.clone(),
        time_period_start_date: month::of(now),
        time_period_end_date: month::after(now),
        current_remaining_balance: of(&row.monthly_limit, left(row, now)),
    });
    agreement.seller_billing_agreement_attributes = Some(told::SellerBillingAgreementAttributes {
        seller_id: Some(row.seller.clone()),
        seller_billing_agreement_id: row.terms.seller_billing_agreement_id.clone(),
        store_name: row.terms.store_name.clone(),
        custom_information: row.terms.custom_information.clone(),
    });
    agreement.billing_agreement_consent = Some(row.consent);
    agreement
}

fn provider_credit(row: &ProviderCredit, entered: &Entered<CreditState>) -> told::ProviderCredit {
    let mut credit = told::ProviderCredit::new(
        row.id.as_str().into(),
        row.seller.clone(),
        row.provider.clone(),
        row.reference_id.clone(),
        row.amount.clone(),
        row.created,
        status!(ProviderCreditStatus, entered),
    );
    credit.credit_reversal_amount = Some(of(&row.amount, row.reversed));
    credit.credit_reversal_id_list = row.reversals.iter().map(|id| id.as_str().into()).collect();
    credit
}

fn provider_credit_reversal(
    row: &ProviderCreditReversal,
    entered: &Entered<ReversalState>,
) -> told::ProviderCreditReversal {
    let mut reversal = told::ProviderCreditReversal::new(
        row.id.as_str().into(),
        row.seller.clone(),
        row.provider.clone(),
        row.reference_id.clone(),
        row.amount.clone(),
        row.created,
        status!(ProviderCreditReversalStatus, entered),
    );
    reversal.credit_reversal_note.clone_from(&row.note);
    reversal
}

/// An amount in the currency of another one.
fn of(price: &Price, amount: Decimal) -> Price {
    Price { amount, ..price.clone() }
}
