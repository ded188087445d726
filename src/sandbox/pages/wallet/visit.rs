//! What an address of the page says.

use url::Url;

use super::{Shown, Turned, view::Done};
use crate::{
    amazon_pay::Environment,
    error::ServiceError,
    sandbox::{
        Sandbox, SeedAccount,
        amazon_pay::{
            Choice, merchants,
            rows::{AgreementState, BillingAgreement, Merchant, OrderReference, OrderState, Wallet},
            steering::choices::check_language,
        },
        books::{Books, Stop},
        rows::Tenant,
        seed,
    },
    sign::v2::decode_parameters,
};

/// The most parameters of an address: all that there are, several times.
const MOST_PARAMETERS: usize = 50;

/// What comes back to the merchant, which `returnUrl` can't have of its own.
const OURS: [&str; 7] =
    ["orderReferenceId", "billingAgreementId", "sellerId", "accessToken", "consentStatus", "state", "error"];

/// A visit that makes sense.
pub(super) struct Visit {
    /// The access key of whoever acts for the merchant.
    pub(super) caller: String,
    pub(super) merchant: Merchant,
    pub(super) environment: Environment,
    pub(super) language: Option<String>,
    pub(super) subject: Subject,
    /// Whoever may be the buyer of something new.
    pub(super) people: Vec<SeedAccount>,
    /// Everything that the address says, decoded.
    parameters: Vec<(String, String)>,
    return_url: Option<Url>,
}

/// What the buyer chooses for.
pub(super) enum Subject {
    NewOrder,
    NewAgreement,
    Order(Box<OrderReference>),
    Agreement(Box<BillingAgreement>),
}

impl Visit {
    pub(super) async fn read(sandbox: &Sandbox, query: &str) -> Result<Self, Turned> {
        if query.split('&').count() > MOST_PARAMETERS {
            return Err(Turned(format!("The address has more than {MOST_PARAMETERS} parameters.")));
        }
        let parameters = decode_parameters(query).map_err(|error| Turned(format!("{error}.")))?;
        let return_url = value(&parameters, "returnUrl").map(return_url).transpose()?;
        let language = value(&parameters, "language").map(str::to_owned);
        check_language(language.as_deref()).map_err(|stop| Turned(ServiceError::from(stop).message().to_owned()))?;
        let environment = value(&parameters, "environment").map(environment).transpose()?;
        let Some(seller) = value(&parameters, "sellerId") else {
            return Err(Turned("sellerId is missing: the address must say whose buyer somebody is.".to_owned()));
        };
        let (caller, merchant) = find(sandbox, seller, value(&parameters, "caller")).await?;
        let wanted = Wanted::read(&parameters)?;
        let tenant = Tenant::of(&caller);
        let found = sandbox.look(&tenant, move |books| Ok((wanted.find(books)?, seed::accounts(books)?)));
        let (subject, people) = found.await.map_err(broken)?;
        let subject = subject?;
        let (owner, place) =
            subject.belongs_to().unwrap_or((&merchant.id, environment.unwrap_or(Environment::Sandbox)));
        if owner != merchant.id || environment.is_some_and(|environment| environment != place) {
            return Err(Turned("It is not one of this merchant in this environment.".to_owned()));
        }
        Ok(Self { environment: place, caller, merchant, language, subject, people, parameters, return_url })
    }

    /// Whether something is answered at once.
    pub(super) fn auto(&self) -> Option<&str> {
        self.parameter("auto")
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        value(&self.parameters, name)
    }

    /// What a form has to send again.
    pub(super) fn address(&self) -> Vec<(String, String)> {
        let is_kept = |name: &str| !["auto", "buyer"].contains(&name);
        self.parameters.iter().filter(|(name, _)| is_kept(name)).cloned().collect()
    }

    /// What the buyer chose before.
    pub(super) fn wallet(&self) -> Option<&Wallet> {
        match &self.subject {
            Subject::NewOrder | Subject::NewAgreement => None,
            Subject::Order(order) => Some(&order.wallet),
            Subject::Agreement(agreement) => Some(&agreement.wallet),
        }
    }

    pub(super) fn is_for_agreement(&self) -> bool {
        matches!(self.subject, Subject::NewAgreement | Subject::Agreement(_))
    }

    /// Whether the buyer has consented so far, where he is asked.
    pub(super) fn consent(&self) -> bool {
        matches!(&self.subject, Subject::Agreement(agreement) if agreement.consent)
    }

    /// What becomes of the consent, if it changes.
    pub(super) fn new_consent(&self, consents: bool) -> Option<bool> {
        (self.is_for_agreement() && self.consent() != consents).then_some(consents)
    }

    /// The way back with what was chosen, or a page that shows it.
    pub(super) fn tell(&self, choice: &Choice, consents: bool) -> Shown {
        let token = choice.access_token.as_str();
        let id = if self.is_for_agreement() { "billingAgreementId" } else { "orderReferenceId" };
        let mut told = vec![(id, choice.id.as_str()), ("sellerId", &choice.seller_id), ("accessToken", token)];
        if self.is_for_agreement() {
            told.push(("consentStatus", if consents { "true" } else { "false" }));
        }
        self.leave(&told)
    }

    pub(super) fn leave(&self, told: &[(&str, &str)]) -> Shown {
        let state = self.parameter("state").map(|state| ("state", state));
        let told = told.iter().copied().chain(state);
        match self.return_url.clone() {
            Some(mut url) => {
                url.query_pairs_mut().extend_pairs(told);
                Shown::Back(url.into())
            }
            None => Shown::Done(Box::new(Done::new(told))),
        }
    }
}

/// For what the address says that the buyer chooses.
#[derive(Clone)]
enum Wanted {
    NewOrder,
    NewAgreement,
    Order(String),
    Agreement(String),
}

impl Wanted {
    fn read(parameters: &[(String, String)]) -> Result<Self, Turned> {
        let kind = value(parameters, "agreementType");
        let ids = (value(parameters, "orderReferenceId"), value(parameters, "billingAgreementId"));
        match (kind, ids) {
            (None | Some("OrderReference"), (None, None)) => Ok(Self::NewOrder),
            (Some("BillingAgreement"), (None, None)) => Ok(Self::NewAgreement),
            (None | Some("OrderReference"), (Some(id), None)) => Ok(Self::Order(id.to_owned())),
            (None | Some("BillingAgreement"), (None, Some(id))) => Ok(Self::Agreement(id.to_owned())),
            (None | Some("OrderReference" | "BillingAgreement"), _) => Err(Turned(
                "agreementType, orderReferenceId and billingAgreementId don't go together: give one of them."
                    .to_owned(),
            )),
            (Some(_), _) => Err(Turned("agreementType can be OrderReference or BillingAgreement.".to_owned())),
        }
    }

    fn find(&self, books: &Books<'_>) -> Result<Result<Subject, Turned>, Stop> {
        Ok(match self {
            Self::NewOrder => Ok(Subject::NewOrder),
            Self::NewAgreement => Ok(Subject::NewAgreement),
            Self::Order(id) => match books.order_reference(id)? {
                Some(order) if matches!(order.status.state(), OrderState::Canceled | OrderState::Closed) => {
                    Err(over("order reference", order.status.state().as_str()))
                }
                Some(order) => Ok(Subject::Order(Box::new(order))),
                None => Err(Turned("There is no such order reference.".to_owned())),
            },
            Self::Agreement(id) => match books.billing_agreement(id)? {
                Some(agreement)
                    if matches!(agreement.status.state(), AgreementState::Canceled | AgreementState::Closed) =>
                {
                    Err(over("billing agreement", agreement.status.state().as_str()))
                }
                Some(agreement) => Ok(Subject::Agreement(Box::new(agreement))),
                None => Err(Turned("There is no such billing agreement.".to_owned())),
            },
        })
    }
}

fn over(what: &str, state: &str) -> Turned {
    Turned(format!("The {what} is {state}: nothing can be chosen for it any more."))
}

impl Subject {
    /// Whose it is, and where.
    fn belongs_to(&self) -> Option<(&str, Environment)> {
        match self {
            Self::NewOrder | Self::NewAgreement => None,
            Self::Order(order) => Some((&order.seller, order.environment)),
            Self::Agreement(agreement) => Some((&agreement.seller, agreement.environment)),
        }
    }
}

/// The merchant of that SellerId, with the access key of the caller who acts for him. A caller's own SellerId is meant
/// before one that another caller has added.
async fn find(sandbox: &Sandbox, seller: &str, caller: Option<&str>) -> Result<(String, Merchant), Turned> {
    let mut found = known(sandbox, seller, caller).await?;
    if found.is_empty() {
        // Another process on the same store may have added the caller.
        sandbox.search_callers().await;
        found = known(sandbox, seller, caller).await?;
    }
    if let Some(own) = found.iter().position(|(key, merchant)| merchant.id == merchants::seller_id_of(key)) {
        return Ok(found.swap_remove(own));
    }
    match (found.pop(), found.is_empty()) {
        (Some(found), true) => Ok(found),
        (Some(_), false) => Err(Turned(
            "More than one caller of the sandbox has a merchant with this sellerId: add caller=ACCESS_KEY.".to_owned(),
        )),
        (None, _) => Err(Turned(
            "There is no merchant with this sellerId here: GET /_sandbox/amazon-pay/merchants lists them.".to_owned(),
        )),
    }
}

async fn known(sandbox: &Sandbox, seller: &str, caller: Option<&str>) -> Result<Vec<(String, Merchant)>, Turned> {
    let callers = sandbox.callers().into_iter().map(|known| known.access_key_id);
    let mut found = Vec::new();
    for key in callers.filter(|key| caller.is_none_or(|caller| caller == key)) {
        let wanted = seller.to_owned();
        let merchant = sandbox.look(&Tenant::of(&key), move |books| books.merchant(&wanted)).await.map_err(broken)?;
        found.extend(merchant.map(|merchant| (key, merchant)));
    }
    Ok(found)
}

fn broken(error: ServiceError) -> Turned {
    Turned(error.message().to_owned())
}

fn environment(name: &str) -> Result<Environment, Turned> {
    match name {
        "sandbox" | "Sandbox" => Ok(Environment::Sandbox),
        "live" | "Live" => Ok(Environment::Live),
        _ => Err(Turned("environment can be sandbox or live.".to_owned())),
    }
}

fn return_url(text: &str) -> Result<Url, Turned> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let url = url.ok_or_else(|| Turned("returnUrl is not an absolute http or https address.".to_owned()))?;
    match url.query_pairs().find(|(name, _)| OURS.contains(&&**name)) {
        Some((name, _)) => Err(Turned(format!("returnUrl has {name} in its query, which is to come back with it."))),
        None => Ok(url),
    }
}

fn value<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let mut found = parameters.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim());
    found.find(|value| !value.is_empty())
}
