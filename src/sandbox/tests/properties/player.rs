//! Takes steps in one world, over one transport.

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    line::{AnyRequest, Line, Outcome, Way},
    model::{Model, own_instruments},
    step::Step,
};
use crate::{
    fps::*,
    ids::TokenId,
    sandbox::{
        AccountChange, AccountState, Mail, MailFilter, SeedInstrument,
        rows::Tenant,
        tests::{Home, World, decimal},
    },
};

/// One world with what happened in it.
pub(super) struct Player {
    pub(super) world: World,
    pub(super) line: Line,
    pub(super) model: Model,
    pub(super) made: Vec<TokenId>,
    pub(super) instruments: Vec<SeedInstrument>,
    pub(super) references: Vec<String>,
    pub(super) sent: Vec<AnyRequest>,
    /// Whether the shop's account can be looked into.
    pub(super) is_open: bool,
    /// Every document that was answered.
    pub(super) documents: Vec<String>,
}

impl Player {
    /// A world with another caller beside the one who acts.
    pub(super) async fn new(home: Home, way: Way) -> Self {
        let world = World::set_up(home, |builder| builder.caller("AKIAOTHER", "secret")).await;
        Self {
            line: Line::to(&world, way),
            model: Model::of(&world).await,
            made: Vec::new(),
            instruments: own_instruments(&world),
            references: Vec::new(),
            sent: Vec::new(),
            is_open: true,
            documents: Vec::new(),
            world,
        }
    }

    /// Does it, checks what must hold then, and tells what came of it so that it can be compared.
    pub(super) async fn take(&mut self, step: &Step) -> String {
        let told = match step {
            Step::Ask(ask) => {
                let request = self.request(ask);
                self.send(request).await
            }
            Step::Again(place) => match self.sent.len() {
                0 => String::new(),
                length => self.send(self.sent[place % length].clone()).await,
            },
            Step::Steer(steer) => self.steer(steer).await,
            Step::Wait(milliseconds) => {
                self.world.pass(TimeDelta::milliseconds(*milliseconds));
                String::new()
            }
        };
        self.model.check_ledger(&self.world).await;
        if self.is_open {
            self.model.check(&self.world).await;
        }
        told
    }

    /// Everything that can be seen in the end, when all has come to its end.
    pub(super) async fn finish(&mut self) -> String {
        self.world.sandbox.clear_faults();
        let change = AccountChange { state: Some(AccountState::Active), ..AccountChange::default() };
        self.world.sandbox.alter_account("shop", change).await.unwrap();
        self.world.pass(TimeDelta::days(8));
        self.model.check(&self.world).await;
        self.model.check_ledger(&self.world).await;
        self.world.check_ledger().await;
        let seen = self.model.check_everything(&self.world).await;
        seen + &self.check_mails().await
    }

    async fn send(&mut self, request: AnyRequest) -> String {
        let is_faulty = !self.world.sandbox.faults().is_empty();
        let outcome = request.send(&self.line).await;
        let told = match &outcome {
            Outcome::Answered(answer) => {
                self.documents.push(answer.document.clone());
                if let Some(token) = answer.field("TokenId").filter(|_| request.action() == "InstallPaymentInstruction")
                {
                    self.made.push(token.into());
                }
                answer.document.clone()
            }
            Outcome::Refused { code, message } => {
                let action = SERVICE.operation(request.action()).unwrap();
                let is_listed = action.errors.contains(&code.as_str());
                assert!(is_listed || is_faulty, "{} doesn't list {code}: {message}", action.name);
                assert!(!message.is_empty(), "{code}");
                format!("{code}: {message}")
            }
            Outcome::Lost => {
                assert!(is_faulty, "{request:?} got no answer");
                "nothing".to_owned()
            }
        };
        self.model.remember(&request, &outcome, self.world.now());
        self.sent.push(request);
        told
    }

    /// Every e-mail, after checking that the days of the shop sum up to what it has.
    async fn check_mails(&self) -> String {
        let world = &self.world;
        let own = &world.seed.callers[0].access_key_id;
        let filter = MailFilter { caller: Some(own.clone()), limit: Some(1_000), ..MailFilter::default() };
        let mails = world.sandbox.mail(filter.clone()).await.unwrap();
        let daily =
            MailFilter { template: Some("DailySummary".to_owned()), to: Some("shop@example.com".to_owned()), ..filter };
        let days = world.sandbox.mail(daily).await.unwrap();
        let change = |mail: &Mail| -> Decimal {
            let line = mail.text.lines().find_map(|line| line.strip_prefix("Change of balance:"));
            line.unwrap().trim().strip_prefix("USD ").unwrap().parse().unwrap()
        };
        let tenant = Tenant::of(own);
        let today = world.sandbox.read_at(&tenant, world.now(), |books| books.account(books.caller_id()));
        let today = today.await.unwrap().unwrap().unfinished.day.map_or(Decimal::ZERO, |day| day.balance);
        let balance = world.balance().await.total_balance.value;
        let before = decimal("1046.90");
        assert_eq!(before + days.iter().map(change).sum::<Decimal>() + today, balance);
        format!("{mails:?}")
    }
}
