//! An order reference with everything that came of it.

use super::rows::{Authorization, Capture, OrderReference, ProviderCredit, ProviderCreditReversal, Refund};
use crate::sandbox::{
    books::{Books, Stop},
    rows::{Key, Need},
};

/// Characters of the id of an order reference: `S01-1234567-1234567`.
const ORDER_ID: usize = 19;

/// An order reference and what was paid for it.
pub(crate) struct OrderTree {
    pub(crate) order: OrderReference,
    /// In the order in which they were asked for.
    pub(crate) payments: Vec<Payment>,
}

/// An authorization, with what was taken of it.
pub(crate) struct Payment {
    pub(crate) authorization: Authorization,
    pub(crate) taken: Option<Taken>,
}

/// A capture, with what was given back of it and what providers got.
pub(crate) struct Taken {
    pub(crate) capture: Capture,
    pub(crate) refunds: Vec<Refund>,
    pub(crate) credits: Vec<Credited>,
}

/// What a provider got, with what he gave back of it.
pub(crate) struct Credited {
    pub(crate) credit: ProviderCredit,
    pub(crate) reversals: Vec<ProviderCreditReversal>,
}

/// The id of the order reference to which `id`, its own or that of one of its transactions, belongs.
pub(crate) fn order_of(id: &str) -> &str {
    id.get(..ORDER_ID).filter(|_| id.as_bytes().get(ORDER_ID) == Some(&b'-')).unwrap_or(id)
}

impl OrderTree {
    pub(crate) fn find(books: &Books<'_>, id: &str) -> Result<Option<Self>, Stop> {
        let Some(order) = books.order_reference(id)? else { return Ok(None) };
        want(books, &order.authorizations, Key::Authorization)?;
        let authorizations = rows(&order.authorizations, |id| books.authorization(id))?;
        let captures: Vec<_> = authorizations.iter().filter_map(|it| it.capture.clone()).collect();
        want(books, &captures, Key::Capture)?;
        let payments = authorizations.into_iter().map(|authorization| {
            let capture = authorization.capture.as_ref().map(|id| books.capture(id)).transpose()?.flatten();
            let taken = capture.map(|capture| Taken::find(books, capture)).transpose()?;
            Ok(Payment { authorization, taken })
        });
        Ok(Some(Self { payments: payments.collect::<Result<_, Stop>>()?, order }))
    }

    /// The ids of everything in it that can move money.
    pub(crate) fn movers(&self) -> Vec<&str> {
        let taken = self.payments.iter().filter_map(|payment| payment.taken.as_ref());
        taken.flat_map(Taken::movers).collect()
    }

    /// The ids of everything in it, its own first.
    pub(crate) fn ids(&self) -> Vec<&str> {
        let payments = self.payments.iter().flat_map(|payment| {
            let taken = payment.taken.iter().flat_map(Taken::movers);
            [payment.authorization.id.as_str()].into_iter().chain(taken)
        });
        [self.order.id.as_str()].into_iter().chain(payments).collect()
    }
}

impl Taken {
    fn find(books: &Books<'_>, capture: Capture) -> Result<Self, Stop> {
        want(books, &capture.refunds, Key::Refund)?;
        want(books, &capture.provider_credits, Key::ProviderCredit)?;
        let credits = rows(&capture.provider_credits, |id| books.provider_credit(id))?.into_iter().map(|credit| {
            want(books, &credit.reversals, Key::ProviderCreditReversal)?;
            Ok(Credited { reversals: rows(&credit.reversals, |id| books.provider_credit_reversal(id))?, credit })
        });
        Ok(Self {
            refunds: rows(&capture.refunds, |id| books.refund(id))?,
            credits: credits.collect::<Result<_, Stop>>()?,
            capture,
        })
    }

    fn movers(&self) -> Vec<&str> {
        let refunds = self.refunds.iter().map(|refund| refund.id.as_str());
        let credits = self.credits.iter().flat_map(|credited| {
            let reversals = credited.reversals.iter().map(|reversal| reversal.id.as_str());
            [credited.credit.id.as_str()].into_iter().chain(reversals)
        });
        [self.capture.id.as_str()].into_iter().chain(refunds).chain(credits).collect()
    }
}

fn want(books: &Books<'_>, ids: &[String], key: fn(String) -> Key) -> Result<(), Stop> {
    books.want(ids.iter().map(|id| Need::Row(key(id.clone()))))
}

fn rows<T>(ids: &[String], find: impl Fn(&str) -> Result<Option<T>, Stop>) -> Result<Vec<T>, Stop> {
    ids.iter().filter_map(|id| find(id).transpose()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transactions_are_named_after_their_order_reference() {
        assert_eq!(order_of("S01-1234567-1234567"), "S01-1234567-1234567");
        assert_eq!(order_of("S01-1234567-1234567-A123456"), "S01-1234567-1234567");
        for other in ["", "S01", "553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTS", "ééééééééééééééééééé-A"] {
            assert_eq!(order_of(other), other);
        }
    }
}
