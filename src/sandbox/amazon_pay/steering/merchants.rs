//! Merchants that are added and altered from outside.

use super::{
    choices,
    model::{MerchantChange, MerchantRegion, NewMerchant, SeedMerchant},
};
use crate::{
    error::ServiceError,
    sandbox::{
        Sandbox,
        amazon_pay::rows::{Merchant, Region},
        books::{Books, Stop},
        command::{check_text, invalid},
        rows::{Kind, Query, Row},
    },
};

const LONGEST_ID: usize = 20;
const LONGEST_NAME: usize = 64;

impl Sandbox {
    /// The merchants for whom a caller can call Amazon Pay, or the first caller if none is named: itself, and those who
    /// were added.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller; `InternalError` where the store fails.
    pub async fn merchants(&self, caller: Option<&str>) -> Result<Vec<SeedMerchant>, ServiceError> {
        let tenant = self.tenant_named(caller)?;
        self.look(&tenant, all).await
    }

    /// Adds a merchant to the world of a caller, who acts for him: `POST /_sandbox/amazon-pay/merchants`.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller, a SellerId that is taken, or a value that makes no sense.
    pub async fn add_merchant(&self, new: NewMerchant) -> Result<SeedMerchant, ServiceError> {
        self.steer(new.caller.clone().as_deref(), move |books| add(books, &new)).await
    }

    /// Alters the merchant of that SellerId: `PATCH /_sandbox/amazon-pay/merchants/{id}`.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller or merchant, or a value that makes no sense.
    pub async fn alter_merchant(
        &self,
        seller_id: impl Into<String>,
        change: MerchantChange,
    ) -> Result<SeedMerchant, ServiceError> {
        let seller_id = seller_id.into();
        self.steer(change.caller.clone().as_deref(), move |books| alter(books, &seller_id, &change)).await
    }
}

pub(in crate::sandbox) fn all(books: &Books<'_>) -> Result<Vec<SeedMerchant>, Stop> {
    let rows = books.list(Query::All(Kind::Merchant))?.iter();
    let merchants = rows.filter_map(|row| match row {
        Row::Merchant(merchant) => Some(SeedMerchant::of(merchant, books.caller_id())),
        _ => None,
    });
    let mut merchants: Vec<_> = merchants.collect();
    // The caller itself comes first.
    merchants.sort_by_key(|merchant| merchant.auth_token.is_some());
    Ok(merchants)
}

fn add(books: &mut Books<'_>, new: &NewMerchant) -> Result<SeedMerchant, Stop> {
    let region = new.region.unwrap_or(MerchantRegion::UnitedStates);
    let currency = currency(region, new.currency.as_deref())?;
    let id = match &new.seller_id {
        Some(id) => {
            check_id(id)?;
            id.clone()
        }
        None => books.ids().seller(),
    };
    if books.merchant(&id)?.is_some() {
        return Err(invalid(format!("There is a merchant '{id}' here already.")));
    }
    if let Some(name) = &new.name {
        check_text("name", name, LONGEST_NAME)?;
    }
    let auth_token = new.acts_for.unwrap_or(true).then(|| format!("amzn.mws.{}", books.ids().uuid()));
    let merchant = Merchant {
        name: new.name.clone().unwrap_or_else(|| id.clone()),
        email: format!("{}@merchants.example", id.to_ascii_lowercase()),
        id,
        region: region.into(),
        currency: currency.to_owned(),
        active: new.active.unwrap_or(true),
        auth_token,
        notifications: Vec::new(),
    };
    books.put(merchant.clone());
    Ok(SeedMerchant::of(&merchant, books.caller_id()))
}

fn alter(books: &mut Books<'_>, seller_id: &str, change: &MerchantChange) -> Result<SeedMerchant, Stop> {
    let mut merchant = choices::merchant(books, Some(seller_id))?;
    if let Some(name) = &change.name {
        check_text("name", name, LONGEST_NAME)?;
        merchant.name.clone_from(name);
    }
    merchant.active = change.active.unwrap_or(merchant.active);
    books.put(merchant.clone());
    Ok(SeedMerchant::of(&merchant, books.caller_id()))
}

fn check_id(id: &str) -> Result<(), Stop> {
    let fits = id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    match fits && (1..=LONGEST_ID).contains(&id.len()) {
        true => Ok(()),
        false => Err(invalid(format!("seller_id must be 1 to {LONGEST_ID} capital letters and digits."))),
    }
}

fn currency(region: MerchantRegion, asked: Option<&str>) -> Result<&'static str, Stop> {
    let possible: &[&str] = match region {
        MerchantRegion::UnitedStates => &["USD"],
        MerchantRegion::Europe => &["EUR", "GBP"],
        MerchantRegion::Japan => &["JPY"],
    };
    let asked = asked.unwrap_or(possible[0]);
    let known = possible.iter().copied().find(|known| *known == asked);
    known.ok_or_else(|| invalid(format!("currency can be {} in this region.", possible.join(" or "))))
}

impl SeedMerchant {
    fn of(merchant: &Merchant, caller: &str) -> Self {
        Self {
            caller: caller.to_owned(),
            seller_id: merchant.id.clone(),
            name: merchant.name.clone(),
            region: merchant.region.into(),
            currency: merchant.currency.clone(),
            active: merchant.active,
            auth_token: merchant.auth_token.clone(),
        }
    }
}

impl From<MerchantRegion> for Region {
    fn from(region: MerchantRegion) -> Self {
        match region {
            MerchantRegion::UnitedStates => Self::UnitedStates,
            MerchantRegion::Europe => Self::Europe,
            MerchantRegion::Japan => Self::Japan,
        }
    }
}

impl From<Region> for MerchantRegion {
    fn from(region: Region) -> Self {
        match region {
            Region::UnitedStates => Self::UnitedStates,
            Region::Europe => Self::Europe,
            Region::Japan => Self::Japan,
        }
    }
}
