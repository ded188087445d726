//! Every question is carried out once without its answer coming back, one after the other: what was asked is done once
//! all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{fate, sandbox::rows::Asked};

/// Every question that a saga can ask. What is missing here doesn't compile.
fn questions() -> Vec<Asked> {
    let next = |asked| match asked {
        Asked::SetTerms => Some(Asked::Confirm),
        Asked::Confirm => Some(Asked::Authorize),
        Asked::Authorize => Some(Asked::Forestall),
        Asked::Forestall => Some(Asked::Capture),
        Asked::Capture => Some(Asked::Refund),
        Asked::Refund => Some(Asked::CloseAuthorization),
        Asked::CloseAuthorization => Some(Asked::CancelConsent),
        Asked::CancelConsent => Some(Asked::CloseConsent),
        Asked::CloseConsent => Some(Asked::LookAtConsent),
        Asked::LookAtConsent => Some(Asked::LookAtAuthorization),
        Asked::LookAtAuthorization => Some(Asked::LookAtCapture),
        Asked::LookAtCapture => Some(Asked::LookAtRefund),
        // A marketplace's own are in `markets`, and no saga asks about a merchant.
        Asked::LookAtRefund | Asked::ReverseCredit | Asked::LookAtReversal | Asked::LookAtMerchant => None,
    };
    std::iter::successors(Some(Asked::SetTerms), |asked| next(*asked)).collect()
}

/// What is known on both sides in the end.
#[derive(Debug, PartialEq, Eq)]
struct End {
    statuses: Vec<TransactionStatus>,
    sums: fake::Sums,
    open: Decimal,
    ended: Vec<bool>,
    /// Every consent as the processor has it.
    consents: BTreeMap<String, fake::Consent>,
}

impl World {
    /// Lets whatever was asked in vain be asked again.
    async fn rest(&self) {
        for seconds in [1, 5, 60, 300, 300] {
            self.pass(TimeDelta::seconds(seconds)).await;
        }
    }

    /// Everything that a shop does, with everything that a saga asks because of it.
    async fn live(&self) -> End {
        let (gateway, call) = (&self.gateway, call());
        let mut transactions = Vec::new();
        let mut tokens = vec![self.multi_use("CC").await, self.sender("ABT").await];
        let (standing, once) = (tokens[0].clone(), tokens[1].clone());
        let (renewed, purchase) = (self.old_multi_use().await, self.old_single_use(TimeDelta::days(30)).await);
        for (token, consent) in [(&renewed, "C02-0000001-0000000"), (&purchase, "S02-0000002-0000000")] {
            // Refused or not, it is written down, and what is lost is asked again.
            let _ = come_back(gateway, token, consent).await.unwrap().map_err(|refusal| panic!("{}", refusal.message));
        }
        self.rest().await;
        let paid = gateway.pay(&call, self.pay(&once, "12.50")).await.unwrap().transaction_id;
        self.rest().await;
        self.fake.take_time();
        transactions.push(gateway.pay(&call, self.pay(&standing, "5")).await.unwrap().transaction_id);
        self.pass(TimeDelta::seconds(5)).await;
        self.fake.make_up_its_mind();
        self.rest().await;
        self.fake.balk();
        transactions.push(gateway.pay(&call, self.pay(&standing, "6")).await.unwrap().transaction_id);
        self.rest().await;

        let reserve = async |amount: &str| {
            let token = self.sender("CC").await;
            let request = ReserveRequest::new(&token, dollars(amount), self.reference());
            let id = gateway.reserve(&call, request).await.unwrap().transaction_id;
            self.rest().await;
            (token, id)
        };
        let (token, settled) = reserve("20").await;
        tokens.push(token);
        let mut request = SettleRequest::new(&settled);
        request.transaction_amount = Some(dollars("15"));
        gateway.settle(&call, request).await.unwrap();
        self.rest().await;
        let (token, cancelled) = reserve("7").await;
        tokens.push(token);
        gateway.cancel(&call, CancelRequest::new(&cancelled)).await.unwrap();
        self.rest().await;

        self.fake.take_time();
        let token = self.sender("CC").await;
        let pending = gateway.pay(&call, self.pay(&token, "8")).await.unwrap().transaction_id;
        tokens.push(token);
        self.rest().await;
        gateway.cancel(&call, CancelRequest::new(&pending)).await.unwrap();
        self.rest().await;
        self.fake.make_up_its_mind();

        let mut request = RefundRequest::new(&paid, self.reference());
        request.refund_amount = Some(dollars("2"));
        transactions.push(gateway.refund(&call, request).await.unwrap().transaction_id);
        self.rest().await;

        self.fake.be_deaf();
        let mut request = self.pay(&standing, "9");
        request.transaction_timeout_in_mins = Some(1);
        transactions.push(gateway.pay(&call, request).await.unwrap().transaction_id);
        self.clock.advance(TimeDelta::minutes(1));
        self.rest().await;

        let request = ReserveRequest::new(&standing, dollars("11"), self.reference());
        transactions.push(gateway.reserve(&call, request).await.unwrap().transaction_id);
        self.clock.advance(TimeDelta::days(7));
        self.rest().await;
        let unused = self.sender("CC").await;
        for token in [&standing, &unused] {
            gateway.cancel_token(&call, CancelTokenRequest::new(token)).await.unwrap();
        }
        tokens.push(unused);
        self.rest().await;

        let declined = self.sender("ABT").await;
        self.fake.decline();
        transactions.push(gateway.pay(&call, self.pay(&declined, "3")).await.unwrap().transaction_id);
        self.rest().await;
        let (token, expired) = reserve("2").await;
        self.clock.advance(TimeDelta::days(7));
        self.rest().await;
        tokens.extend([declined, token]);

        transactions.extend([paid, settled, cancelled, pending, expired]);
        for token in [&renewed, &purchase] {
            let consent = self.token_row(token).await.consent.unwrap();
            assert!(consent.confirmed && self.fake.is_open(&consent.id), "{:?}", self.fake.asked());
        }
        let (sums, open, consents) = (self.fake.sums(), self.fake.open(), self.fake.consents());
        let mut end = End { statuses: Vec::new(), sums, open, ended: Vec::new(), consents };
        for transaction in &transactions {
            end.statuses.push(self.status(transaction).await);
        }
        for token in &tokens {
            let consent = self.token_row(token).await.consent.unwrap();
            end.ended.push(consent.ended && self.fake.has_ended(&consent.id));
        }
        assert!(self.open_sagas().await.is_empty());
        self.check_ledger().await;
        end
    }
}

#[tokio::test]
async fn whatever_answer_is_lost_everything_is_done_once() {
    let world = World::open(Home::Memory).await;
    let undisturbed = world.live().await;
    assert!(undisturbed.ended.iter().all(|ended| *ended), "{undisturbed:?}");
    assert_eq!((undisturbed.sums.captured, undisturbed.sums.refunded), (decimal("38.50"), decimal("2")));
    let asked = world.fake.operations();
    for question in questions() {
        assert!(asked.iter().any(|(asked, _)| *asked == question), "{question:?} is not asked");
    }
    let calls: BTreeSet<_> = asked.iter().map(|(_, call)| *call).collect();
    let documented = ["Pay", "Reserve", "Settle", "Refund", "Cancel", "CancelToken"].map(fate::of);
    for call in documented.iter().flat_map(|fate| fate.expect("it is an action").calls) {
        // They would take a single payment that is refused because of its consent, and a marketplace.
        let others = ["GetOrderReferenceDetails", "ReverseProviderCredit", "GetProviderCreditReversalDetails"];
        assert!(calls.contains(call) || others.contains(call), "{call} is not called");
    }

    let count = world.fake.asked().len();
    assert!(count > 30, "there are {count} questions only");
    for question in 0..count {
        let world = World::open(Home::Memory).await;
        world.fake.lose_after(question);
        let disturbed = world.live().await;
        assert!(world.fake.has_lost(), "there is no question {question}");
        assert_eq!(disturbed, undisturbed, "the answer to question {question} was lost: {:?}", world.fake.asked());
    }
}
