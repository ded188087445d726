//! What is said of an agreement, what of its buyer is shown, and what keeps it from being confirmed.

use super::super::{Shop, refused, usd, wallet};
use crate::{
    amazon_pay::{Service, *},
    sandbox::{
        amazon_pay::{
            rows::{Behaviour, Wallet},
            rules::access,
        },
        tests::World,
    },
};

#[tokio::test]
async fn every_constraint_is_named_and_goes_with_its_cause() {
    let shop = Shop::in_(World::in_memory().await);
    let whole = wallet(Behaviour::Approved);
    let seller = shop.seller_id();
    let merchant = shop.act(move |books| books.merchant(&seller)).await.unwrap().unwrap();
    let mut sellers = whole.clone();
    sellers.buyer.email = merchant.email.to_uppercase();
    for (wallet, consents, expected) in [
        (whole.clone(), true, vec![]),
        (whole.clone(), false, vec![ConstraintId::BuyerConsentNotSet]),
        (sellers, true, vec![ConstraintId::BuyerEqualsSeller]),
        (Wallet { payment: None, ..whole.clone() }, true, vec![ConstraintId::PaymentPlanNotSet]),
        (wallet(Behaviour::NotAllowed), true, vec![ConstraintId::PaymentPlanNotSet]),
        (Wallet { destination: None, ..whole.clone() }, true, vec![ConstraintId::ShippingAddressNotSet]),
        (
            Wallet { destination: None, payment: None, ..whole.clone() },
            false,
            vec![
                ConstraintId::BuyerConsentNotSet,
                ConstraintId::PaymentPlanNotSet,
                ConstraintId::ShippingAddressNotSet,
            ],
        ),
    ] {
        let id = shop.agreement_draft_with(Environment::Sandbox, wallet).await;
        shop.consent(&id, consents).await.unwrap();
        let constraints = shop.agreement_details(&id).await.constraints;
        assert!(constraints.iter().all(|constraint| constraint.description.is_some()));
        let named: Vec<_> = constraints.into_iter().map(|constraint| constraint.constraint_id).collect();
        assert_eq!(named, expected);
        match expected.first() {
            None => shop.confirm_agreement(&id).await.unwrap(),
            Some(first) => {
                let answer = shop.confirm_agreement(&id).await;
                assert!(answer.as_ref().unwrap_err().message().contains(first.as_str()));
                refused(answer, ErrorCode::BillingAgreementConstraintsExist, 400);
            }
        }
    }
}

#[tokio::test]
async fn consent_can_be_taken_back_before_it_is_confirmed() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement_draft().await;
    assert_eq!(shop.agreement_details(&id).await.billing_agreement_consent, Some(true));
    shop.consent(&id, false).await.unwrap();
    assert_eq!(shop.agreement_details(&id).await.billing_agreement_consent, Some(false));
    refused(shop.confirm_agreement(&id).await, ErrorCode::BillingAgreementConstraintsExist, 400);
}

#[tokio::test]
async fn what_is_left_out_stays_and_an_empty_text_takes_it_away() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement_draft().await;
    let set = async |said: BillingAgreementAttributes| {
        let request = SetBillingAgreementDetailsRequest::new(id.as_str(), said);
        let answer = shop.world.sandbox.set_billing_agreement_details(&shop.call(), request).await;
        answer.map(|answer| answer.billing_agreement_details)
    };
    let everything = BillingAgreementAttributes {
        platform_id: Some("A2PLATFORM".to_owned()),
        seller_note: Some("Tea, every month".to_owned()),
        seller_billing_agreement_attributes: Some(SellerBillingAgreementAttributes {
            seller_billing_agreement_id: Some("tea-7".to_owned()),
            store_name: Some("The store".to_owned()),
            custom_information: Some("Green".to_owned()),
        }),
        billing_agreement_type: Some(BillingAgreementType::MerchantInitiatedTransaction),
        subscription_amount: Some(usd("12.50")),
    };
    let shown = set(everything.clone()).await.unwrap();
    assert_eq!(shown.platform_id, everything.platform_id);
    assert_eq!(shown.seller_note, everything.seller_note);
    assert_eq!(shown.seller_billing_agreement_attributes, everything.seller_billing_agreement_attributes);
    assert_eq!(shown.billing_agreement_type, everything.billing_agreement_type);
    assert_eq!(shown.subscription_amount, everything.subscription_amount);

    let note = |text: &str| BillingAgreementAttributes { seller_note: Some(text.to_owned()), ..Default::default() };
    let shown = set(note("Coffee")).await.unwrap();
    assert_eq!(shown.seller_note.as_deref(), Some("Coffee"));
    assert_eq!(shown.seller_billing_agreement_attributes, everything.seller_billing_agreement_attributes);
    assert_eq!(set(note("")).await.unwrap().seller_note, None);

    refused(set(BillingAgreementAttributes::default()).await, ErrorCode::InvalidParameterValue, 400);
    let unknown = BillingAgreementAttributes {
        billing_agreement_type: Some(BillingAgreementType::Other("Daily".to_owned())),
        ..Default::default()
    };
    refused(set(unknown).await, ErrorCode::InvalidParameterValue, 400);
    shop.confirm_agreement(&id).await.unwrap();
    refused(set(note("Tea")).await, ErrorCode::BillingAgreementNotModifiable, 405);
    assert_eq!(shop.agreement_details(&id).await.billing_agreement_type, everything.billing_agreement_type);
}

#[tokio::test]
async fn the_buyer_is_shown_when_he_has_confirmed_or_lets_the_merchant_see_him() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement_draft().await;
    let look = async |token: Option<ids::ConsentToken>| {
        let mut request = GetBillingAgreementDetailsRequest::new(id.as_str());
        request.access_token = token;
        let answer = shop.world.sandbox.get_billing_agreement_details(&shop.call(), request).await;
        answer.map(|answer| answer.billing_agreement_details)
    };
    let draft = look(None).await.unwrap();
    assert_eq!((draft.buyer, draft.billing_address), (None, None));
    let area = draft.destination.unwrap().physical_destination.unwrap();
    let known = Address {
        city: Some("Seattle".to_owned()),
        state_or_region: Some("WA".to_owned()),
        postal_code: Some("98101".to_owned()),
        country_code: Some("US".to_owned()),
        ..Address::default()
    };
    assert_eq!(area, known);

    let seller = shop.seller_id();
    let buyer = wallet(Behaviour::Approved).buyer;
    let token = shop.act(move |books| Ok(access::token(books, &seller, &buyer))).await.unwrap();
    let granted = look(Some(token.clone())).await.unwrap();
    assert_eq!(granted.buyer.unwrap().name.as_deref(), Some("Berta Buyer"));
    assert_eq!(granted.destination.unwrap().physical_destination.unwrap().address_line2.as_deref(), Some("Door 2"));
    refused(look(Some("Atza|nonsense".into())).await, ErrorCode::InvalidAddressConsentToken, 404);
    shop.minutes(60);
    refused(look(Some(token)).await, ErrorCode::InvalidAddressConsentToken, 404);

    shop.confirm_agreement(&id).await.unwrap();
    let confirmed = look(None).await.unwrap();
    assert!(confirmed.buyer.is_some() && confirmed.billing_address.is_some());
}

#[tokio::test]
async fn an_agreement_says_where_it_belongs() {
    let shop = Shop::in_(World::in_memory().await);
    for (environment, letter) in [(Environment::Sandbox, "C01-"), (Environment::Live, "B01-")] {
        let id = shop.agreement_draft_with(environment, wallet(Behaviour::Approved)).await;
        assert!(id.starts_with(letter), "{id}");
        let details = shop.agreement_details(&id).await;
        assert_eq!(details.release_environment.as_str(), environment.as_str());
        assert_eq!(details.order_language.as_deref(), Some("en-US"));
        assert_eq!(details.creation_timestamp, shop.now());
        assert_eq!(details.expiration_timestamp, None);
    }
}
