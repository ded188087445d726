//! Takes steps in one world.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    super::{Shop, card, environment_of, simulation, wallet},
    books::{Books, Past},
    line::{AnyRequest, Outcome},
    step::{Ask, Charge, Choice, Part, Reference, Share, Step},
};
use crate::{
    amazon_pay::*,
    error::ServiceError,
    money::Price,
    sandbox::{
        amazon_pay::{
            rows::{Behaviour, CaptureState, Decision, Reason, RefundState, Wallet},
            rules::{
                self, amazon,
                amazon_agreement::{self, Closer},
            },
        },
        rows::Kind,
        tests::{Home, World},
    },
};

const PROVIDERS: [&str; 2] = ["A1PROVIDER", "A2PROVIDER"];
const BEHAVIOURS: [Option<Behaviour>; 7] = [
    Some(Behaviour::Approved),
    Some(Behaviour::Invalid { soft: true }),
    Some(Behaviour::Invalid { soft: false }),
    Some(Behaviour::Rejected),
    Some(Behaviour::TimesOut),
    Some(Behaviour::NotAllowed),
    None,
];
const ORDER_NOTES: [&str; 1] = [r#""Constraint": "PaymentMethodNotAllowed""#];
const CLOSING_NOTES: [&str; 1] = [r#""State": "Closed", "ReasonCode": "AmazonClosed""#];
const AUTHORIZATION_NOTES: [&str; 6] = [
    r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod", "PaymentMethodUpdateTimeInMins": 7"#,
    r#""State": "Declined", "ReasonCode": "AmazonRejected""#,
    r#""State": "Declined", "ReasonCode": "TransactionTimedOut""#,
    r#""State": "Closed", "ReasonCode": "ExpiredUnused", "ExpirationTimeInMins": 9"#,
    r#""State": "Closed", "ReasonCode": "AmazonClosed""#,
    r#""State": "Completed""#,
];
const CAPTURE_NOTES: [&str; 3] = [
    r#""State": "Pending""#,
    r#""State": "Declined", "ReasonCode": "AmazonRejected""#,
    r#""State": "Closed", "ReasonCode": "AmazonClosed""#,
];
const REFUND_NOTES: [&str; 1] = [r#""State": "Declined", "ReasonCode": "AmazonRejected""#];

/// One world with what happened in it.
pub(super) struct Player {
    shop: Shop,
    pub(super) past: Past,
    books: Books,
    references: Vec<String>,
    /// The requests, and the last answer to each that was answered.
    sent: Vec<(AnyRequest, Option<Outcome>)>,
    /// The authorizations that were asked for on agreements.
    charges: BTreeSet<String>,
}

impl Player {
    pub(super) async fn new(home: Home) -> Self {
        let shop = Shop::in_(World::set_up(home, |builder| builder).await);
        Self {
            shop,
            past: Past::default(),
            books: Books::default(),
            references: Vec::new(),
            sent: Vec::new(),
            charges: BTreeSet::new(),
        }
    }

    /// Does it, checks what must hold then, and tells what came of it so that it can be compared.
    pub(super) async fn take(&mut self, step: &Step) -> String {
        let told = match step {
            Step::Ask(ask) => match self.request(ask) {
                Some(request) => {
                    let outcome = self.send(&request).await;
                    self.sent.push((request, matches!(outcome, Outcome::Answered(_)).then(|| outcome.clone())));
                    format!("{outcome:?}")
                }
                None => String::new(),
            },
            Step::Again(place) => self.repeat(*place).await,
            Step::Choose(choice) => format!("{:?}", self.choose(choice).await.map_err(|error| error.to_string())),
            Step::Amazon { deed, place } => {
                format!("{:?}", self.amazon(*deed, *place).await.map_err(|error| error.to_string()))
            }
            Step::Wait(milliseconds) => {
                self.shop.pass(TimeDelta::milliseconds(*milliseconds));
                String::new()
            }
        };
        self.look().await;
        told
    }

    /// Everything that there is in the end, when nothing is under way any more.
    pub(super) async fn finish(&mut self) -> String {
        self.shop.pass(TimeDelta::days(200));
        self.look().await;
        let (captures, refunds) = (self.books.captures(), self.books.refunds());
        assert!(captures.into_iter().all(|it| !it.status.is(CaptureState::Pending)));
        assert!(refunds.into_iter().all(|it| !it.status.is(RefundState::Pending)));
        assert!(self.books.orders().all(|it| it.due().is_none() && it.to_capture.is_zero()));
        assert!(self.books.authorizations().all(|it| it.due().is_none()));
        self.shop.check_ledger().await;
        let lines = self.books.lines.iter().map(|line| (&line.account, line.balance.normalize()));
        let lines: BTreeMap<_, _> = lines.filter(|(_, balance)| !balance.is_zero()).collect();
        serde_json::to_string(&self.books.rows).unwrap() + &format!("{lines:?}")
    }

    async fn look(&mut self) {
        self.books = Books::of(&self.shop).await;
        self.past.check(&self.books);
        self.books.check(&self.charges);
    }

    async fn send(&mut self, request: &AnyRequest) -> Outcome {
        let outcome = request.send(&self.shop.world.sandbox, &self.shop.call_in(request.environment())).await;
        if let Outcome::Refused { code, message } = &outcome {
            let operation = SERVICE.operation(request.operation()).unwrap();
            assert!(operation.errors.contains(&code.as_str()), "{} lists no {code}: {message}", operation.name);
            assert!(!message.is_empty(), "{code}");
        }
        if let (AnyRequest::AuthorizeOnBillingAgreement(_), Some(id)) =
            (request, outcome.field("AuthorizationDetails.AmazonAuthorizationId"))
        {
            self.charges.insert(id.to_owned());
        }
        outcome
    }

    /// Sends one of the earlier requests once more: what was answered makes nothing new.
    async fn repeat(&mut self, place: usize) -> String {
        let Some((request, answered)) = at(&self.sent, place).cloned() else { return String::new() };
        self.look().await;
        let before = self.books.clone();
        let outcome = self.send(&request).await;
        self.look().await;
        if let Some(answered) = answered
            && request.has_reference_id()
        {
            assert_eq!(outcome.field(request.made()), answered.field(request.made()), "{request:?}");
            assert_eq!(before.lines, self.books.lines, "{request:?}");
            assert_eq!(before.rows, self.books.rows, "{request:?}");
        } else if matches!(outcome, Outcome::Answered(_)) {
            let last = self.sent.len() - 1;
            self.sent[last - place % (last + 1)].1 = Some(outcome.clone());
        }
        format!("{outcome:?}")
    }

    fn request(&mut self, ask: &Ask) -> Option<AnyRequest> {
        let of = |kind, place| at(&self.books.ids(kind), place).cloned();
        Some(match ask {
            Ask::SetOrder { order, cents, note } => {
                let mut said = super::super::attributes(usd(*cents));
                said.seller_note = self::note(&ORDER_NOTES, *note);
                SetOrderReferenceDetailsRequest::new(of(Kind::OrderReference, *order)?, said).into()
            }
            Ask::ConfirmOrder { order } => ConfirmOrderReferenceRequest::new(of(Kind::OrderReference, *order)?).into(),
            Ask::CancelOrder { order } => CancelOrderReferenceRequest::new(of(Kind::OrderReference, *order)?).into(),
            Ask::CloseOrder { order, note } => {
                let mut request = CloseOrderReferenceRequest::new(of(Kind::OrderReference, *order)?);
                request.closure_reason = self::note(&CLOSING_NOTES, *note);
                request.into()
            }
            Ask::Authorize { order, charge } => {
                let order = of(Kind::OrderReference, *order)?;
                let Charge { part, timeout, captures, note, share, reference } = charge;
                let total = self.books.orders().find(|it| it.id == order).and_then(|it| it.terms.total.as_ref());
                let whole = total.map_or(Decimal::ONE_HUNDRED, |total| total.amount);
                let mut request = AuthorizeRequest::new(order, self.reference(*reference), part.of(whole));
                request.seller_authorization_note = self::note(&AUTHORIZATION_NOTES, *note);
                request.transaction_timeout = *timeout;
                request.capture_now = Some(*captures);
                request.provider_credit_list = share.as_ref().filter(|_| *captures).map(credit).into_iter().collect();
                request.into()
            }
            Ask::CloseAuthorization { authorization } => {
                CloseAuthorizationRequest::new(of(Kind::Authorization, *authorization)?).into()
            }
            Ask::Capture { authorization, part, note, share, reference } => {
                let id = of(Kind::Authorization, *authorization)?;
                let whole = self.books.authorizations().find(|it| it.id == id).map(|it| it.amount.amount)?;
                let mut request = CaptureRequest::new(id, self.reference(*reference), part.of(whole));
                request.seller_capture_note = self::note(&CAPTURE_NOTES, *note);
                request.provider_credit_list = share.as_ref().map(credit).into_iter().collect();
                request.into()
            }
            Ask::Refund { capture, part, note, share, reference } => {
                let id = of(Kind::Capture, *capture)?;
                let whole = self.books.captures().find(|it| it.id == id).map(|it| it.amount.amount)?;
                let mut request = RefundRequest::new(id, self.reference(*reference), part.of(whole));
                request.seller_refund_note = self::note(&REFUND_NOTES, *note);
                request.provider_credit_reversal_list = share.as_ref().map(reversal).into_iter().collect();
                request.into()
            }
            Ask::SetAgreement { agreement } => {
                let said = BillingAgreementAttributes { seller_note: Some("Tea".to_owned()), ..Default::default() };
                SetBillingAgreementDetailsRequest::new(of(Kind::BillingAgreement, *agreement)?, said).into()
            }
            Ask::ConfirmAgreement { agreement } => {
                ConfirmBillingAgreementRequest::new(of(Kind::BillingAgreement, *agreement)?).into()
            }
            Ask::ValidateAgreement { agreement } => {
                ValidateBillingAgreementRequest::new(of(Kind::BillingAgreement, *agreement)?).into()
            }
            Ask::CloseAgreement { agreement } => {
                CloseBillingAgreementRequest::new(of(Kind::BillingAgreement, *agreement)?).into()
            }
            Ask::Charge { agreement, charge, inherits } => {
                let agreement = of(Kind::BillingAgreement, *agreement)?;
                let Charge { part, timeout, captures, note, share, reference } = charge;
                let amount = part.of(Decimal::ONE_HUNDRED);
                let mut request =
                    AuthorizeOnBillingAgreementRequest::new(agreement, self.reference(*reference), amount);
                request.seller_authorization_note = self::note(&AUTHORIZATION_NOTES, *note);
                request.transaction_timeout = *timeout;
                request.capture_now = Some(*captures);
                request.inherit_shipping_address = *inherits;
                request.provider_credit_list = share.as_ref().filter(|_| *captures).map(credit).into_iter().collect();
                request.into()
            }
            Ask::OrderUnder { agreement, cents, confirms } => {
                let agreement = of(Kind::BillingAgreement, *agreement)?;
                let mut request = CreateOrderReferenceForIdRequest::new(agreement, IdType::BillingAgreement);
                request.confirm_now = Some(*confirms);
                request.order_reference_attributes = cents.map(|cents| super::super::attributes(usd(cents)));
                request.into()
            }
            Ask::Reverse { credit, part, reference } => {
                let id = of(Kind::ProviderCredit, *credit)?;
                let whole = self.books.credits().find(|it| it.id == id).map(|it| it.amount.amount)?;
                ReverseProviderCreditRequest::new(id, self.reference(*reference), part.of(whole)).into()
            }
            Ask::Look { operation, place } => {
                let all = [
                    Kind::OrderReference,
                    Kind::Authorization,
                    Kind::Capture,
                    Kind::Refund,
                    Kind::BillingAgreement,
                    Kind::ProviderCredit,
                    Kind::ProviderCreditReversal,
                ];
                let kind = all[operation % all.len()];
                let id = of(kind, *place)?;
                match kind {
                    Kind::OrderReference => GetOrderReferenceDetailsRequest::new(id).into(),
                    Kind::Authorization => GetAuthorizationDetailsRequest::new(id).into(),
                    Kind::Capture => GetCaptureDetailsRequest::new(id).into(),
                    Kind::Refund => GetRefundDetailsRequest::new(id).into(),
                    Kind::BillingAgreement => GetBillingAgreementDetailsRequest::new(id).into(),
                    Kind::ProviderCredit => GetProviderCreditDetailsRequest::new(id).into(),
                    _ => GetProviderCreditReversalDetailsRequest::new(id).into(),
                }
            }
        })
    }

    /// A new one, or one that was used before.
    fn reference(&mut self, reference: Reference) -> String {
        if let Reference::Used(place) = reference
            && let Some(used) = at(&self.references, place)
        {
            return used.clone();
        }
        let new = self.shop.reference();
        self.references.push(new.clone());
        new
    }

    async fn choose(&self, choice: &Choice) -> Result<String, ServiceError> {
        let behaviour = |place: usize| BEHAVIOURS[place % BEHAVIOURS.len()];
        let environment = |live| if live { Environment::Live } else { Environment::Sandbox };
        let wallet_of = |payment: usize, address: bool| {
            let usual = wallet(Behaviour::Approved);
            Wallet {
                payment: behaviour(payment).map(card),
                destination: usual.destination.clone().filter(|_| address),
                ..usual
            }
        };
        match *choice {
            Choice::Order { live, payment, address, cents } => {
                let id = self.shop.draft_with(environment(live), wallet_of(payment, address)).await;
                if let Some(cents) = cents {
                    self.shop.set_total(&id, usd(cents)).await?;
                    self.shop.confirm(&id).await?;
                }
                Ok(id)
            }
            Choice::Agreement { live, payment, address, consents, confirms } => {
                let wallet = wallet_of(payment, address);
                let id = self.shop.agreement_draft_with(environment(live), wallet).await;
                self.shop.consent(&id, consents).await?;
                if confirms {
                    self.shop.confirm_agreement(&id).await?;
                }
                Ok(id)
            }
            Choice::Payment { place, payment, at_amazon } => {
                let Some(id) = self.of_buyer(place) else { return Ok(String::new()) };
                let payment = card(behaviour(payment).unwrap_or(Behaviour::Approved));
                let told = id.clone();
                let chosen = self.shop.act(move |books| match at_amazon {
                    true => rules::wallet::mend(books, &id, payment.clone()),
                    false => rules::wallet::choose_payment(books, &id, payment.clone()),
                });
                chosen.await.map(|()| told)
            }
            Choice::Address { place } => {
                let Some(id) = self.of_buyer(place) else { return Ok(String::new()) };
                let told = id.clone();
                let address = wallet(Behaviour::Approved).destination.unwrap_or_default();
                let chosen = self.shop.act(move |books| rules::wallet::choose_address(books, &id, address.clone()));
                chosen.await.map(|()| told)
            }
            Choice::Consent { agreement, consents } => {
                let agreements = self.books.ids(Kind::BillingAgreement);
                let Some(id) = at(&agreements, agreement) else { return Ok(String::new()) };
                self.shop.consent(id, consents).await.map(|()| id.clone())
            }
        }
    }

    /// An order reference or an agreement.
    fn of_buyer(&self, place: usize) -> Option<String> {
        let kind = if place.is_multiple_of(2) { Kind::BillingAgreement } else { Kind::OrderReference };
        at(&self.books.ids(kind), place / 2).cloned()
    }

    /// What Amazon does by itself, to something that it could be done to or not.
    async fn amazon(&self, deed: usize, place: usize) -> Result<(), ServiceError> {
        let failed = Some(Reason::ProcessingFailure);
        let decline = Decision::Decline { reason: Reason::ProcessingFailure, soft: None, mended_after: None };
        // What can be decided is soon decided by itself: so it comes first, half of the time.
        let books = &self.books;
        let pending = [
            (3, books.authorizations().find(|it| it.decision.is_some()).map(|it| &it.id)),
            (5, books.captures().find(|it| it.decision.is_some()).map(|it| &it.id)),
            (9, books.refunds().find(|it| it.decision.is_some()).map(|it| &it.id)),
        ];
        let pending: Vec<_> = pending.into_iter().filter_map(|(first, id)| Some((first, id?.clone()))).collect();
        let (deed, id) = match at(&pending, place).filter(|_| deed % 32 >= 16) {
            Some((first, id)) => (first + deed % 2, id.clone()),
            None => {
                let kind = match deed % 16 {
                    0 | 1 => Kind::OrderReference,
                    2..=4 => Kind::Authorization,
                    5..=8 => Kind::Capture,
                    9 | 10 => Kind::Refund,
                    _ => Kind::BillingAgreement,
                };
                let Some(id) = at(&books.ids(kind), place).cloned() else { return Ok(()) };
                (deed % 16, id)
            }
        };
        let done = self.shop.act(move |books| match deed {
            0 => amazon::cancel_order(books, &id),
            1 => amazon::close_order(books, &id),
            2 => amazon::close_authorization(books, &id),
            3 => amazon::decide_authorization(books, &id, Decision::Approve),
            4 => amazon::decide_authorization(books, &id, decline),
            5 => amazon::decide_capture(books, &id, None),
            6 => amazon::decide_capture(books, &id, failed),
            7 => amazon::close_capture(books, &id),
            8 => amazon::refund(books, &id, None, amazon::RefundCause::Guarantee).map(drop),
            9 => amazon::decide_refund(books, &id, None),
            10 => amazon::decide_refund(books, &id, failed),
            11 => amazon_agreement::cancel(books, &id),
            12 => amazon_agreement::close(books, &id, Closer::Amazon),
            13 => amazon_agreement::close(books, &id, Closer::Buyer),
            14 => amazon_agreement::suspend(books, &id),
            _ => amazon_agreement::delete_billing_address(books, &id),
        });
        done.await
    }
}

impl Part {
    fn of(self, whole: Decimal) -> Price {
        Price::usd(match self {
            Self::Whole => whole,
            Self::Hundredths(hundredths) => (whole * Decimal::new(hundredths, 2)).round_dp(2),
            Self::Cents(cents) => Decimal::new(cents, 2),
        })
    }
}

impl AnyRequest {
    /// Whether it can be sent again without being done again.
    fn has_reference_id(&self) -> bool {
        SERVICE.operation(self.operation()).is_some_and(|operation| operation.idempotent_by.is_some())
    }

    /// The field of the answer that holds the id of what was made.
    fn made(&self) -> &'static str {
        match self {
            Self::Capture(_) => "CaptureDetails.AmazonCaptureId",
            Self::Refund(_) => "RefundDetails.AmazonRefundId",
            Self::ReverseProviderCredit(_) => "ProviderCreditReversalDetails.AmazonProviderCreditReversalId",
            _ => "AuthorizationDetails.AmazonAuthorizationId",
        }
    }

    /// Where the object that it names belongs.
    fn environment(&self) -> Environment {
        environment_of(self.about())
    }
}

/// One of them, whatever number the place is: counted from the last.
fn at<T>(all: &[T], place: usize) -> Option<&T> {
    place.checked_rem(all.len()).map(|place| &all[all.len() - 1 - place])
}

fn usd(cents: i64) -> Price {
    Price::usd(Decimal::new(cents, 2))
}

/// Nothing, or one of the simulations.
fn note(simulations: &[&str], place: usize) -> Option<String> {
    place.checked_rem(simulations.len() + 1)?.checked_sub(1).map(|place| simulation(simulations[place]))
}

fn credit(share: &Share) -> ProviderCredit {
    let provider = PROVIDERS[share.provider % PROVIDERS.len()];
    ProviderCredit { provider_id: provider.to_owned(), credit_amount: usd(share.cents) }
}

fn reversal(share: &Share) -> ProviderCreditReversal {
    let provider = PROVIDERS[share.provider % PROVIDERS.len()];
    ProviderCreditReversal { provider_id: provider.to_owned(), credit_reversal_amount: usd(share.cents) }
}
