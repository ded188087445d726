//! A buyer takes a lamp, orders a chair that has to be built, and has coffee sent every month.

use amazon_fps::amazon_pay::ids::{AuthorizationId, BillingAgreementId, CaptureId, OrderReferenceId};
use amazon_fps::amazon_pay::*;
use amazon_fps::money::Price;
use amazon_fps::sandbox::amazon_pay::{NewBillingAgreement, NewOrderReference};
use anyhow::Context;
use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{ENVIRONMENT, Player};

/// Longer than any decision takes.
const A_WHILE: TimeDelta = TimeDelta::minutes(1);
/// Minutes in which an authorization is decided that isn't decided at once.
const A_DAY: i32 = 1440;
const AT_ONCE: i32 = 0;

/// All of it.
pub async fn play(player: &mut Player) -> anyhow::Result<()> {
    opening(player).await?;
    let lamp = one_time(player).await?;
    partial_refunds(player, &lamp).await?;
    delayed_capture(player).await?;
    billing_agreement(player).await
}

/// The shop says where it listens: every other notification of the sandbox goes nowhere.
async fn opening(player: &mut Player) -> anyhow::Result<()> {
    let everything = NotificationConfiguration::new(&player.ear, [EventType::All]);
    let configure = SetMerchantNotificationConfigurationRequest::new([everything]);
    player.call("The shop says where it wants to be told", &configure, |_| "done".to_owned()).await?;
    Ok(())
}

/// An order whose authorization is decided later, and which is captured as soon as it ships.
async fn one_time(player: &mut Player) -> anyhow::Result<CaptureId> {
    let order = confirmed_order(player, "a lamp", dollars(94)).await?;
    let authorize = AuthorizeRequest::new(&order, "lamp-authorization", dollars(94)).transaction_timeout(A_DAY);
    let authorized = player
        .look("The shop asks for the money", &authorize, |result| &result.authorization_details, "Pending")
        .await?;
    let authorization = authorized.authorization_details.amazon_authorization_id;
    player.pass(A_WHILE).await?;
    see_authorization(player, "The buyer's bank has answered", &authorization, "Open").await?;
    let capture = CaptureRequest::new(&authorization, "lamp-capture", dollars(94));
    let captured =
        player.look("The lamp ships, and is paid", &capture, |result| &result.capture_details, "Completed").await?;
    see_authorization(player, "One capture was all", &authorization, "Closed MaxCapturesProcessed").await?;
    close_order(player, &order).await?;
    Ok(captured.capture_details.amazon_capture_id)
}

async fn partial_refunds(player: &mut Player, capture: &CaptureId) -> anyhow::Result<()> {
    let refunds = [("lamp-dent", "for a dent", 20), ("lamp-late", "for being late", 10)];
    for (reference, why, whole) in refunds {
        let request = RefundRequest::new(capture, reference, dollars(whole));
        let what = format!("{} are given back {why}", dollars(whole));
        let refunded = player.look(&what, &request, |result| &result.refund_details, "Pending").await?;
        player.pass(A_WHILE).await?;
        let again = GetRefundDetailsRequest::new(&refunded.refund_details.amazon_refund_id);
        player.look("The buyer has them", &again, |result| &result.refund_details, "Completed").await?;
    }
    let request = GetCaptureDetailsRequest::new(capture);
    let told = player
        .look("The shop looks what is left of it", &request, |result| &result.capture_details, "Completed")
        .await?;
    let refunded = told.capture_details.refunded_amount.context("the capture says of no refund")?;
    player.check("what was given back of the lamp", &refunded.to_string(), &dollars(30).to_string());
    Ok(())
}

/// An order that is captured later than is decided at once.
async fn delayed_capture(player: &mut Player) -> anyhow::Result<()> {
    let order = confirmed_order(player, "a chair that has to be built", dollars(240)).await?;
    let authorize = AuthorizeRequest::new(&order, "chair-authorization", dollars(240)).transaction_timeout(AT_ONCE);
    let authorized = player
        .look("The shop reserves the money at once", &authorize, |result| &result.authorization_details, "Open")
        .await?;
    let authorization = authorized.authorization_details.amazon_authorization_id;
    player.pass(TimeDelta::days(8)).await?;
    see_authorization(player, "The chair is built after 8 days", &authorization, "Open").await?;
    let capture = CaptureRequest::new(&authorization, "chair-capture", dollars(240));
    let captured =
        player.look("It ships, after the 7th day", &capture, |result| &result.capture_details, "Pending").await?;
    player.pass(A_WHILE).await?;
    see_capture(player, "The bank has paid all the same", &captured.capture_details.amazon_capture_id).await?;
    see_authorization(player, "One capture was all", &authorization, "Closed MaxCapturesProcessed").await?;
    close_order(player, &order).await
}

async fn billing_agreement(player: &mut Player) -> anyhow::Result<()> {
    let new = NewBillingAgreement { environment: Some(ENVIRONMENT), ..NewBillingAgreement::default() };
    let agreement = BillingAgreementId::from(player.sandbox.create_billing_agreement(new).await?.id);
    see_agreement(player, "The buyer agrees to pay for coffee every month", &agreement, "Draft").await?;
    player.call("The shop confirms", &ConfirmBillingAgreementRequest::new(&agreement), |_| "done".to_owned()).await?;
    see_agreement(player, "It may charge", &agreement, "Open").await?;
    for (month, what) in [(1, "The first coffee is paid"), (2, "A month later, the second one")] {
        if month > 1 {
            player.pass(TimeDelta::days(31)).await?;
        }
        charge(player, what, &agreement, &format!("coffee-{month}")).await?;
        let left = see_agreement(player, "What is left for this month", &agreement, "Open").await?;
        let limits = left.billing_agreement_limits.context("the agreement has no limits")?;
        let expected = limits.amount_limit_per_time_period.amount - dollars(19).amount;
        let what = format!("what is left for month {month}");
        player.check(&what, &limits.current_remaining_balance.amount.to_string(), &expected.to_string());
    }
    let close = CloseBillingAgreementRequest::new(&agreement).closure_reason("enough coffee");
    player.call("The buyer has enough coffee", &close, |_| "done".to_owned()).await?;
    see_agreement(player, "Nothing is charged any more", &agreement, "Closed SellerClosed").await?;
    Ok(())
}

/// Charges an agreement: an order of its own is made, authorized and captured at once.
async fn charge(
    player: &mut Player,
    what: &str,
    agreement: &BillingAgreementId,
    reference: &str,
) -> anyhow::Result<()> {
    let request = AuthorizeOnBillingAgreementRequest::new(agreement, reference, dollars(19))
        .transaction_timeout(AT_ONCE)
        .capture_now(true);
    let charged =
        player.look(what, &request, |result| &result.authorization_details, "Closed MaxCapturesProcessed").await?;
    let capture = charged.authorization_details.id_list.first().context("the charge has no capture")?;
    see_capture(player, "It is in the till", capture).await?;
    let order = charged.amazon_order_reference_id.context("the charge has no order reference")?;
    see_order(player, "The order that was made for it is done", &order, "Closed SellerClosed").await
}

/// An order that the buyer has made and the shop has confirmed.
async fn confirmed_order(player: &mut Player, goods: &str, total: Price) -> anyhow::Result<OrderReferenceId> {
    let new = NewOrderReference { environment: Some(ENVIRONMENT), ..NewOrderReference::default() };
    let order = OrderReferenceId::from(player.sandbox.create_order_reference(new).await?.id);
    let attributes = OrderReferenceAttributes::new(total.clone()).seller_note(goods);
    let set = SetOrderReferenceDetailsRequest::new(&order, attributes);
    player
        .look(
            &format!("The buyer orders {goods}, for {total}"),
            &set,
            |result| &result.order_reference_details,
            "Draft",
        )
        .await?;
    player.call("The shop confirms", &ConfirmOrderReferenceRequest::new(&order), |_| "done".to_owned()).await?;
    see_order(player, "The order is placed", &order, "Open").await?;
    Ok(order)
}

async fn close_order(player: &mut Player, order: &OrderReferenceId) -> anyhow::Result<()> {
    let close = CloseOrderReferenceRequest::new(order).closure_reason("all is sent");
    player.call("The shop is done with the order", &close, |_| "done".to_owned()).await?;
    see_order(player, "Nothing is authorized any more", order, "Closed SellerClosed").await
}

async fn see_order(player: &mut Player, what: &str, id: &OrderReferenceId, expected: &str) -> anyhow::Result<()> {
    let request = GetOrderReferenceDetailsRequest::new(id);
    player.look(what, &request, |result| &result.order_reference_details, expected).await?;
    Ok(())
}

async fn see_authorization(
    player: &mut Player,
    what: &str,
    id: &AuthorizationId,
    expected: &str,
) -> anyhow::Result<()> {
    let request = GetAuthorizationDetailsRequest::new(id);
    player.look(what, &request, |result| &result.authorization_details, expected).await?;
    Ok(())
}

async fn see_capture(player: &mut Player, what: &str, id: &CaptureId) -> anyhow::Result<()> {
    player.look(what, &GetCaptureDetailsRequest::new(id), |result| &result.capture_details, "Completed").await?;
    Ok(())
}

async fn see_agreement(
    player: &mut Player,
    what: &str,
    id: &BillingAgreementId,
    expected: &str,
) -> anyhow::Result<BillingAgreementDetails> {
    let request = GetBillingAgreementDetailsRequest::new(id);
    let seen = player.look(what, &request, |result| &result.billing_agreement_details, expected).await?;
    Ok(seen.billing_agreement_details)
}

fn dollars(whole: i64) -> Price {
    Price::usd(Decimal::new(100 * whole, 2))
}
