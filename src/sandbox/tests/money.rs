use super::*;

over_stores! {
    async fn a_seed_repeats(world: World) {
        let again = world.anew().await;
        let ids = |world: &World| world.seed.tokens.iter().map(|token| token.token_id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&world), ids(&again));
        assert_eq!(world.paid("CC", "1").await, again.paid("CC", "1").await);
    }

    async fn the_seed_is_told_as_documented(world: World) {
        let json = serde_json::to_value(&world.seed).unwrap();
        let caller = &json["callers"][0];
        assert_eq!(caller["access_key_id"], "AKIAIOSFODNN7EXAMPLE");
        assert_eq!(caller["secret_access_key"], "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        assert!(caller["certificate_pem"].as_str().unwrap().contains("BEGIN CERTIFICATE"));
        assert!(caller["key_pem"].as_str().unwrap().contains("PRIVATE KEY"));
        let token = json["tokens"].as_array().unwrap().iter().find(|token| token["name"] == "sender-cc-1").unwrap();
        assert_eq!(token["role"], "sender");
        assert_eq!(token["type"], "SingleUse");
        assert_eq!(token["payment_method"], "CC");
        let instruments = json["instruments"].as_array().unwrap();
        let find = |name: &str| instruments.iter().find(|instrument| instrument["name"] == name).unwrap();
        assert_eq!(find("prepaid-cc")["kind"], "prepaid");
        assert!(find("prepaid-cc")["funding_token_id"].is_string());
        assert!(find("prepaid-cc").get("settlement_token_id").is_none());
        assert!(find("postpaid-cc")["settlement_token_id"].is_string());
        assert_eq!(json["accounts"][0]["role"], "caller");
        // Nothing that moves money is told where it isn't asked for.
        let debug = format!("{:?}", world.seed);
        assert!(!debug.contains("wJalr") && !debug.contains(world.token("sender-cc-1").as_str()));
    }

    async fn fees_are_what_they_were_set_to(world: World) {
        let fees = r#"{"card": [{"rate": "0.10", "fixed": 1}], "balance": []}"#.parse().unwrap();
        let world = world.with(|builder| builder.fees(fees)).await;
        for (method, fee) in [("CC", "2"), ("ABT", "0"), ("ACH", "0.25")] {
            let paid = world.paid(method, "10").await;
            assert_eq!(world.detail(&paid).await.fps_fees, dollars(fee), "{method}");
        }
        world.check_ledger().await;
    }

    async fn time_alone_changes_what_is_due(world: World) {
        let paid = world.pay(&world.token("sender-cc-1"), "5").await.unwrap();
        world.pass(TimeDelta::days(30));
        world.sandbox.tick().await.unwrap();
        let detail = world.detail(&paid.transaction_id).await;
        // It is dated when it happened, not when it was looked at.
        assert_eq!(detail.date_completed.unwrap() - detail.date_received, TimeDelta::seconds(1));
    }
}
