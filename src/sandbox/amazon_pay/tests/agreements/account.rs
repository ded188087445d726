//! What belongs to a merchant, and how the service does.

use super::super::{Shop, refused};
use crate::{
    amazon_pay::{Service, *},
    error::Code,
    sandbox::{
        amazon_pay::{
            rows::Region,
            rules::status::{self, Announcement, Notice},
        },
        tests::{World, over_stores},
    },
    server::Seller,
};

over_stores! {
    async fn a_merchant_is_told_what_he_has_last_said(world: World) {
        let shop = Shop::in_(world);
        let sandbox = &shop.world.sandbox;
        let told = async || {
            let request = GetMerchantNotificationConfigurationRequest::new();
            let answer = sandbox.get_merchant_notification_configuration(&shop.call(), request).await.unwrap();
            answer.notification_configuration_list
        };
        assert!(told().await.is_empty());
        let one = |url: &str, events: &[EventType]| NotificationConfiguration {
            notification_url: url.to_owned(),
            event_types: events.to_vec(),
        };
        for list in [
            vec![
                one("https://shop.example/ipn", &[EventType::All]),
                one("http://127.0.0.1:9/x", &[EventType::OrderReference, EventType::PaymentRefund]),
            ],
            vec![one("https://shop.example/other", &[EventType::BillingAgreement])],
        ] {
            let request = SetMerchantNotificationConfigurationRequest::new(list.clone());
            sandbox.set_merchant_notification_configuration(&shop.call(), request).await.unwrap();
            let told = told().await;
            let told: Vec<_> = told.iter().map(|told| one(&told.notification_url, &told.event_types)).collect();
            assert_eq!(told, list);
        }
        let before = told().await;
        for list in [
            vec![],
            vec![one("", &[EventType::All])],
            vec![one("shop.example/ipn", &[EventType::All])],
            vec![one("ftp://shop.example/ipn", &[EventType::All])],
            vec![one("https://shop.example/ipn", &[])],
            vec![one("https://shop.example/ipn", &[EventType::Other("EVERYTHING".to_owned())])],
            vec![one("https://a.example/", &[EventType::All]), one("https://a.example/", &[EventType::All])],
        ] {
            let request = SetMerchantNotificationConfigurationRequest::new(list);
            let answer = sandbox.set_merchant_notification_configuration(&shop.call(), request).await;
            refused(answer, ErrorCode::InvalidParameterValue, 400);
        }
        assert_eq!(told().await, before);
    }

    async fn a_merchant_is_told_in_each_environment_what_he_has_said_there(world: World) {
        let shop = Shop::in_(world);
        let urls = async |environment| {
            let request = GetMerchantNotificationConfigurationRequest::new();
            let call = shop.call_in(environment);
            let answer = shop.world.sandbox.get_merchant_notification_configuration(&call, request).await.unwrap();
            let urls = answer.notification_configuration_list.into_iter().map(|told| told.notification_url);
            urls.collect::<Vec<_>>()
        };
        let set = async |environment, url: &str| {
            let one = NotificationConfiguration { notification_url: url.to_owned(), event_types: vec![EventType::All] };
            let request = SetMerchantNotificationConfigurationRequest::new(vec![one]);
            let call = shop.call_in(environment);
            shop.world.sandbox.set_merchant_notification_configuration(&call, request).await.unwrap();
        };
        let [live, sandbox] = [Environment::Live, Environment::Sandbox];
        set(sandbox, "https://shop.example/play").await;
        assert_eq!((urls(live).await, urls(sandbox).await), (vec![], vec!["https://shop.example/play".to_owned()]));
        set(live, "https://shop.example/ipn").await;
        assert_eq!(urls(live).await, ["https://shop.example/ipn"]);
        assert_eq!(urls(sandbox).await, ["https://shop.example/play"]);

        // What was said of both, in one of them anew.
        let seller = shop.seller_id();
        shop.act(move |books| {
            let mut merchant = books.merchant(&seller)?.expect("it was founded");
            merchant.notifications.truncate(1);
            merchant.notifications[0].environment = None;
            merchant.notifications[0].url = "https://shop.example/both".to_owned();
            books.put(merchant);
            Ok(())
        })
        .await
        .unwrap();
        assert_eq!((urls(live).await, urls(sandbox).await), {
            let both = vec!["https://shop.example/both".to_owned()];
            (both.clone(), both)
        });
        set(sandbox, "https://shop.example/play").await;
        assert_eq!(urls(live).await, ["https://shop.example/both"]);
        assert_eq!(urls(sandbox).await, ["https://shop.example/play"]);
    }

    async fn the_service_is_well_until_something_else_is_said(world: World) {
        let shop = Shop::in_(world);
        let look = async || {
            let request = GetServiceStatusRequest::new();
            shop.world.sandbox.get_service_status(&shop.call(), request).await.unwrap()
        };
        let well = look().await;
        assert_eq!((&well.status, well.timestamp), (&ServiceStatus::Green, shop.now()));
        assert_eq!((well.message_id, well.messages), (None, vec![]));

        let message = Notice { locale: "en_US".to_owned(), text: "We are <working> on it.".to_owned() };
        for status in ["GREEN_I", "YELLOW", "RED", "GREEN"] {
            let said = Announcement {
                status: status.to_owned(),
                message_id: None,
                messages: vec![message.clone()],
            };
            shop.act(move |books| status::announce(books, said.clone())).await.unwrap();
            shop.minutes(1);
            let told = look().await;
            assert_eq!((told.status.as_str(), told.timestamp), (status, shop.now()));
            assert!(told.message_id.is_some());
            assert_eq!(told.messages, [Message { locale: "en_US".to_owned(), text: message.text.clone() }]);
            // It is information, and no failure.
            shop.order("5").await;
        }
    }
}

#[tokio::test]
async fn an_announcement_that_no_answer_can_carry_is_refused() {
    let shop = Shop::in_(World::in_memory().await);
    let notice = |locale: &str, text: &str| Notice { locale: locale.to_owned(), text: text.to_owned() };
    for (status, messages) in [
        ("BLUE", vec![]),
        ("", vec![]),
        ("RED", vec![notice("", "text")]),
        ("RED", vec![notice("en_US", "")]),
        ("RED", vec![notice("en_US", "\u{1}")]),
    ] {
        let said = Announcement { status: status.to_owned(), message_id: None, messages };
        let answer = shop.act(move |books| status::announce(books, said.clone())).await;
        refused(answer, ErrorCode::InvalidParameterValue, 400);
    }
}

#[tokio::test]
async fn the_status_of_an_account_is_told_to_whoever_may_act_for_it() {
    let shop = Shop::in_(World::in_memory().await);
    let seller = |seller_id: &str, token: Option<&str>| Seller {
        seller_id: seller_id.to_owned(),
        auth_token: token.map(str::to_owned),
        environment: Environment::Sandbox,
    };
    let own = shop.seller_id();
    let other = "A3OTHER";
    let template = own.clone();
    shop.act(move |books| {
        let mut merchant = books.merchant(&template)?.expect("it was founded");
        merchant.id = other.to_owned();
        merchant.region = Region::Europe;
        merchant.auth_token = Some("amzn.mws.1".to_owned());
        books.put(merchant);
        Ok(())
    })
    .await
    .unwrap();
    let ask = async |seller: Seller| {
        let request = GetMerchantAccountStatusRequest::new();
        shop.world.sandbox.get_merchant_account_status(&shop.call_for(seller), request).await
    };
    assert_eq!(ask(seller(&own, None)).await.unwrap().account_status, AccountStatus::Active);
    assert_eq!(ask(seller(other, Some("amzn.mws.1"))).await.unwrap().account_status, AccountStatus::Active);
    for stranger in [seller(other, None), seller(other, Some("amzn.mws.2")), seller("A0NOBODY", None)] {
        let id = stranger.seller_id.clone();
        let answer = ask(stranger).await;
        let told = format!(
            "The Solution Provider : {own} is not authorized for getting the status of provided merchant : {id}"
        );
        assert_eq!(answer.as_ref().unwrap_err().message(), told);
        let status = ErrorCode::UnauthorizedSolutionProvider.info().unwrap().http_status;
        refused(answer, ErrorCode::UnauthorizedSolutionProvider, status);
    }

    let closed = own.clone();
    shop.act(move |books| {
        let mut merchant = books.merchant(&closed)?.expect("it was founded");
        merchant.active = false;
        books.put(merchant);
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(ask(seller(&own, None)).await.unwrap().account_status, AccountStatus::Inactive);
    let request = GetMerchantNotificationConfigurationRequest::new();
    let answer = shop.world.sandbox.get_merchant_notification_configuration(&shop.call(), request).await;
    refused(answer, ErrorCode::InvalidAccountStatus, 403);
}
