//! What a buyer chooses for an order reference or a billing agreement, on the merchant's site or on Amazon's.

use super::agreement;
use crate::{
    amazon_pay::ErrorCode,
    sandbox::{
        amazon_pay::rows::{
            Address, AgreementState, BillingAgreement, OrderReference, OrderState, PaymentMethod, Wallet,
        },
        books::{Books, Stop},
    },
};

/// Something that a buyer chooses for.
enum Chosen {
    Order(OrderReference),
    Agreement(BillingAgreement),
}

/// Chooses how to pay: for a draft, for what is suspended, and for an agreement also while it is open.
///
/// What is suspended stays so until the merchant confirms it again.
pub(crate) fn choose_payment(books: &mut Books<'_>, id: &str, payment: PaymentMethod) -> Result<(), Stop> {
    let mut chosen = find(books, id)?;
    match &chosen {
        Chosen::Order(order) => match order.status.state() {
            OrderState::Draft | OrderState::Suspended => {}
            OrderState::Open | OrderState::Canceled | OrderState::Closed => return Err(over(&chosen)),
        },
        Chosen::Agreement(agreement) => check_alive(&chosen, agreement)?,
    }
    choose(&mut chosen, payment);
    put(books, chosen);
    Ok(())
}

/// Chooses another payment method for what is suspended, on Amazon's own site: then it is open again by itself.
pub(crate) fn mend(books: &mut Books<'_>, id: &str, payment: PaymentMethod) -> Result<(), Stop> {
    let mut chosen = find(books, id)?;
    let now = books.now();
    choose(&mut chosen, payment);
    match &mut chosen {
        Chosen::Order(order) if order.status.is(OrderState::Suspended) => {
            order.status.enter(OrderState::Open, now, None);
            order.mended_at = None;
        }
        Chosen::Agreement(agreement) if agreement.status.is(AgreementState::Suspended) => {
            agreement::open(agreement, now);
        }
        _ => return Err(over(&chosen)),
    }
    put(books, chosen);
    Ok(())
}

/// Chooses where it is sent to: for a draft, and for an agreement also after it was confirmed.
pub(crate) fn choose_address(books: &mut Books<'_>, id: &str, address: Address) -> Result<(), Stop> {
    let mut chosen = find(books, id)?;
    match &chosen {
        Chosen::Order(order) if order.status.is(OrderState::Draft) => {}
        Chosen::Order(_) => return Err(over(&chosen)),
        Chosen::Agreement(agreement) => check_alive(&chosen, agreement)?,
    }
    wallet(&mut chosen).destination = Some(address);
    put(books, chosen);
    Ok(())
}

/// Consents to be charged again and again, or takes that back: for an agreement that is a draft.
pub(crate) fn consent(books: &mut Books<'_>, id: &str, consents: bool) -> Result<(), Stop> {
    let mut agreement = agreement::of_buyer(books, id)?;
    if !agreement.status.is(AgreementState::Draft) {
        return Err(over(&Chosen::Agreement(agreement)));
    }
    agreement.consent = consents;
    books.put(agreement);
    Ok(())
}

fn find(books: &Books<'_>, id: &str) -> Result<Chosen, Stop> {
    if id.starts_with(['B', 'C']) {
        return agreement::of_buyer(books, id).map(Chosen::Agreement);
    }
    let order = books.order_reference(id)?.map(Chosen::Order);
    order.ok_or_else(|| {
        Stop::refuse(ErrorCode::InvalidOrderReferenceId, format!("The OrderReferenceId {id} is invalid."))
    })
}

fn check_alive(chosen: &Chosen, agreement: &BillingAgreement) -> Result<(), Stop> {
    match agreement.status.state() {
        AgreementState::Draft | AgreementState::Open | AgreementState::Suspended => Ok(()),
        AgreementState::Canceled | AgreementState::Closed => Err(over(chosen)),
    }
}

fn over(chosen: &Chosen) -> Stop {
    let (code, what, id, state) = match chosen {
        Chosen::Order(order) => {
            (ErrorCode::InvalidOrderReferenceStatus, "OrderReference", &order.id, order.status.state().as_str())
        }
        Chosen::Agreement(agreement) => (
            ErrorCode::InvalidBillingAgreementStatus,
            "BillingAgreement",
            &agreement.id,
            agreement.status.state().as_str(),
        ),
    };
    Stop::refuse(code, format!("{what} {id} is {state}, and the buyer can't choose that for it."))
}

fn wallet(chosen: &mut Chosen) -> &mut Wallet {
    match chosen {
        Chosen::Order(order) => &mut order.wallet,
        Chosen::Agreement(agreement) => &mut agreement.wallet,
    }
}

fn choose(chosen: &mut Chosen, payment: PaymentMethod) {
    if let Chosen::Agreement(agreement) = chosen {
        // With the payment method comes the address that it is billed to.
        agreement.billing_address_deleted = false;
    }
    let wallet = wallet(chosen);
    wallet.payment = Some(payment);
    wallet.payments_chosen += 1;
    if wallet.billing_address.is_none() {
        wallet.billing_address.clone_from(&wallet.destination);
    }
}

fn put(books: &mut Books<'_>, chosen: Chosen) {
    match chosen {
        Chosen::Order(order) => books.put(order),
        Chosen::Agreement(agreement) => books.put(agreement),
    }
}
