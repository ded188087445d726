//! Who may answer on a page, and with which payment methods.

use crate::{
    cbui::Pipeline,
    sandbox::{
        books::{Books, Stop},
        ledger::{Book, LedgerAccount},
        rows::{Account, Key, Method, Need},
        rules::consent::{self, Refusal, Terms},
        seed::{self, SeedAccount},
    },
};

/// What a page offers.
pub(super) struct Offer {
    pub(super) terms: Terms,
    /// Whoever may answer, those first for whom the pipeline is meant. There is one at least.
    pub(super) people: Vec<Person>,
}

/// An account in the caller's world.
pub(super) struct Person {
    pub(super) id: String,
    /// What the seed calls it.
    pub(super) name: String,
    pub(super) display_name: String,
    pub(super) email: String,
    /// Why he can't consent.
    pub(super) hindrance: Option<Refusal>,
    pub(super) methods: Vec<Choice>,
}

/// A payment method that the caller asks for, as somebody has it.
pub(super) struct Choice {
    pub(super) method: Method,
    pub(super) text: String,
    /// Why he can't pay by it.
    pub(super) mismatch: Option<Refusal>,
}

impl Offer {
    pub(super) fn find(books: &Books<'_>, pipeline: &Pipeline) -> Result<Result<Self, Refusal>, Stop> {
        let terms = match consent::terms(books, pipeline)? {
            Ok(terms) => terms,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let mut known = seed::accounts(books)?;
        if let Some(token) = &terms.edited {
            known.retain(|account| account.account_id == token.account);
        }
        let meant = if super::is_for_sellers(pipeline) { "seller" } else { "buyer" };
        known.sort_by_key(|account| (account.role != meant, account.role == "caller"));
        books.want(known.iter().flat_map(|account| {
            let id = &account.account_id;
            [Need::Row(Key::Account(id.clone())), Need::Balance(LedgerAccount::of(Book::Balance, id))]
        }))?;
        let people = known.iter().map(|known| Person::find(books, pipeline, &terms, known));
        let people = people.collect::<Result<Vec<_>, _>>()?;
        match people.is_empty() {
            true => Err(Stop::broken("everybody who could answer")),
            false => Ok(Ok(Self { terms, people })),
        }
    }

    /// The place of whoever is called so: by the seed, or by id or e-mail address.
    pub(super) fn place_of(&self, name: &str) -> Option<usize> {
        self.people.iter().position(|person| [&person.name, &person.id, &person.email].contains(&&name.to_owned()))
    }
}

impl Person {
    fn find(books: &Books<'_>, pipeline: &Pipeline, terms: &Terms, known: &SeedAccount) -> Result<Self, Stop> {
        let account = books.account(&known.account_id)?.ok_or_else(|| Stop::broken("an account"))?;
        let methods = match super::is_for_sellers(pipeline) {
            true => Vec::new(),
            false => terms
                .allowed
                .iter()
                .map(|method| Choice::find(books, terms, &account, *method))
                .collect::<Result<_, _>>()?,
        };
        Ok(Self {
            hindrance: terms.hindrance(&account, pipeline),
            methods,
            name: known.name.clone(),
            id: account.id,
            display_name: account.name,
            email: account.email,
        })
    }

    /// The first method that he can pay by.
    pub(super) fn first_choice(&self) -> Option<Method> {
        self.methods.iter().find(|choice| choice.mismatch.is_none()).map(|choice| choice.method)
    }
}

impl Choice {
    fn find(books: &Books<'_>, terms: &Terms, account: &Account, method: Method) -> Result<Self, Stop> {
        let text = match (method, &account.card, &account.bank) {
            (Method::Cc, Some(card), _) => format!("Credit card ending in {}", card.last_digits),
            (Method::Cc, None, _) => "Credit card".to_owned(),
            (Method::Ach, _, Some(bank)) if !bank.verified => {
                format!("Bank account ending in {}, not verified yet", bank.last_digits)
            }
            (Method::Ach, _, Some(bank)) => format!("Bank account ending in {}", bank.last_digits),
            (Method::Ach, _, None) => "Bank account".to_owned(),
            _ => {
                let balance = books.balance(&LedgerAccount::of(Book::Balance, &account.id))?;
                format!("Account balance, {}", super::view::money(balance))
            }
        };
        Ok(Self { method, text, mismatch: terms.mismatch(account, method, books.now()) })
    }
}
