//! Takes steps in one world, over one transport.

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    line::{AnyRequest, Line, Outcome, Way},
    model::Model,
    step::{Ask, Limit, Payment, Pick, Reference, Steer, Step},
};
use crate::{
    fps::*,
    ids::{InstrumentId, TokenId, TransactionId},
    money::Amount,
    sandbox::{
        AccountAction, AccountChange, AccountState, AmountType, Bank, Card, Effect, Fault, InstrumentKind, Mail,
        MailFilter, Moment, NewInstrument, NewToken, SeedInstrument, Setting, TokenLimit, TokenRole,
        rows::Tenant,
        tests::{World, decimal},
    },
};

/// Tokens that can do more than one thing, and some that can't.
const USUAL: [&str; 11] = [
    "multi-use-abt",
    "multi-use-cc",
    "multi-use-ach",
    "multi-use-cc",
    "multi-use-small",
    "recurring",
    "sender-declined",
    "prepaid-abt-sender",
    "prepaid-cc-sender",
    "postpaid-abt-sender",
    "postpaid-cc-sender",
];
const RECIPIENTS: [&str; 4] = ["recipient", "recipient-caller-pays", "recipient-without-cards", "recipient-self"];
const ACCOUNTS: [&str; 5] = ["buyer", "seller", "small-seller", "poor-buyer", "shop"];
const METHODS: [&str; 3] = ["ABT", "CC", "ACH"];
const POLICIES: [MarketplaceRefundPolicy; 3] = [
    MarketplaceRefundPolicy::MasterTxnOnly,
    MarketplaceRefundPolicy::MarketplaceTxnOnly,
    MarketplaceRefundPolicy::MasterAndMarketplaceTxn,
];
const INSTRUCTIONS: [&str; 6] = [
    "MyRole == 'Recipient' orSay 'Roles do not match';",
    "MyRole == 'Sender'; PaymentMethod == 'ABT'; TransactionAmount <= 'USD 15.00';",
    "MyRole == 'Caller';",
    "MyRole == 'Sender';",
    "MyRole == 'Sender'; MyRole == 'Recipient';",
    "nonsense <&>",
];

/// One world with what happened in it.
pub(super) struct Player {
    pub(super) world: World,
    line: Line,
    model: Model,
    made: Vec<TokenId>,
    instruments: Vec<SeedInstrument>,
    references: Vec<String>,
    sent: Vec<AnyRequest>,
    /// Whether the shop's account can be looked into.
    is_open: bool,
    /// Every document that was answered.
    pub(super) documents: Vec<String>,
}

impl Player {
    pub(super) async fn new(world: World, way: Way) -> Self {
        Self {
            line: Line::to(&world, way),
            model: Model::of(&world).await,
            made: Vec::new(),
            instruments: world.seed.instruments.clone(),
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

    async fn steer(&mut self, steer: &Steer) -> String {
        let sandbox = &self.world.sandbox;
        match steer {
            Steer::NewToken { method, kind, limits, bound, days } => {
                let now = self.world.now();
                let bounds = [AmountType::Maximum, AmountType::Minimum, AmountType::Exact];
                let token = NewToken {
                    token_type: Some(["SingleUse", "MultiUse", "MultiUse", "Recurring"][kind % 4].to_owned()),
                    payment_method: Some(METHODS[method % 3].to_owned()),
                    caller_reference: Some(self.world.reference()),
                    amount: bound.map(|(_, cents)| Decimal::new(cents, 2)),
                    amount_type: bound.map_or(AmountType::Maximum, |(kind, _)| bounds[kind % 3]),
                    limits: limits.iter().map(token_limit).collect(),
                    expires: days.map(|days| now + TimeDelta::days(days)),
                    ..NewToken::default()
                };
                let made = sandbox.create_token(token).await.unwrap();
                self.model.limit_token(&made.token_id, &made.token_type, now, limits);
                self.made.push(made.token_id.clone());
                made.token_id.into_string()
            }
            Steer::NewRecipient { seller, cents, percent, caller_pays } => {
                let token = NewToken {
                    role: TokenRole::Recipient,
                    account: Some(ACCOUNTS[1 + seller % 2].to_owned()),
                    caller_reference: Some(self.world.reference()),
                    max_fixed_fee: Some(Decimal::new(*cents, 2)),
                    max_variable_fee: Some(Decimal::from(*percent)),
                    caller_pays_fee: *caller_pays,
                    ..NewToken::default()
                };
                let made = sandbox.create_token(token).await.unwrap();
                self.made.push(made.token_id.clone());
                made.token_id.into_string()
            }
            Steer::NewInstrument { credit, method, cents } => {
                let instrument = NewInstrument {
                    kind: if *credit { InstrumentKind::Credit } else { InstrumentKind::Prepaid },
                    payment_method: Some(METHODS[method % 3].to_owned()),
                    limit: Some(Decimal::new(*cents, 2)),
                    ..NewInstrument::default()
                };
                let made = sandbox.create_instrument(instrument).await.unwrap();
                self.model.add_instrument(&made);
                self.made.push(made.sender_token_id.clone());
                self.instruments.push(made.clone());
                made.instrument_id.into_string()
            }
            Steer::State { account, state } => {
                let states =
                    [AccountState::Active, AccountState::Active, AccountState::Suspended, AccountState::Closed];
                let (account, state) = (ACCOUNTS[account % ACCOUNTS.len()], states[state % states.len()]);
                let change = AccountChange { state: Some(state), ..AccountChange::default() };
                if account == "shop" {
                    self.is_open = state == AccountState::Active;
                }
                format!("{:?}", sandbox.alter_account(account, change).await)
            }
            Steer::Limit { account, sends, cents } => {
                let account = ACCOUNTS[account % ACCOUNTS.len()];
                let limit = cents.map(|cents| Decimal::new(cents, 2));
                let setting = limit.map_or(Setting::None, Setting::To);
                let change = match sends {
                    true => AccountChange { sending_limit: setting, ..AccountChange::default() },
                    false => AccountChange { receiving_limit: setting, ..AccountChange::default() },
                };
                let altered = sandbox.alter_account(account, change).await.unwrap();
                self.model.limit_account(&altered.display_name, *sends, limit);
                format!("{altered:?}")
            }
            Steer::Card { declines, expired } => {
                let expires = self.world.now() + TimeDelta::days(if *expired { -1 } else { 900 });
                let change = AccountChange {
                    card: Setting::To(Card { expires: Some(expires), declines: Some(*declines) }),
                    bank: Setting::To(Bank { verified: Some(!*expired), declines: Some(*declines) }),
                    ..AccountChange::default()
                };
                format!("{:?}", sandbox.alter_account("buyer", change).await)
            }
            Steer::Deposit { cents } | Steer::Withdraw { cents } => {
                let amount = Decimal::new(*cents, 2);
                let action = match steer {
                    Steer::Deposit { .. } => AccountAction::Deposit { amount },
                    _ => AccountAction::Withdraw { amount },
                };
                self.model.bank_moves();
                format!("{:?}", sandbox.act(None, "shop", action).await.map_err(|error| error.to_string()))
            }
            Steer::Fault { effect, count } => {
                let effects = [
                    Effect::Code("InternalError".to_owned()),
                    Effect::Status(503),
                    Effect::Drop(Moment::Before),
                    Effect::Drop(Moment::After),
                ];
                let effect = effects[effect % effects.len()].clone();
                sandbox.inject(Fault::new(effect).times(*count)).unwrap();
                String::new()
            }
        }
    }

    fn request(&mut self, ask: &Ask) -> AnyRequest {
        match ask {
            Ask::Pay { payment } => {
                let sender = self.sender(&payment.sender);
                let request = PayRequest::new(sender, amount(payment.cents), self.reference(&payment.reference));
                let recipient_token_id = self.recipient(payment);
                PayRequest {
                    recipient_token_id,
                    charge_fee_to: charge_fee_to(payment),
                    marketplace_fixed_fee: payment.fixed_fee.map(amount),
                    marketplace_variable_fee: payment.percent.map(Decimal::from),
                    transaction_timeout_in_mins: payment.timeout,
                    sender_description: Some("Ein <Märchen> & mehr".to_owned()),
                    ..request
                }
                .into()
            }
            Ask::Reserve { payment } => {
                let sender = self.sender(&payment.sender);
                let request = ReserveRequest::new(sender, amount(payment.cents), self.reference(&payment.reference));
                let recipient_token_id = self.recipient(payment);
                ReserveRequest {
                    recipient_token_id,
                    charge_fee_to: charge_fee_to(payment),
                    marketplace_fixed_fee: payment.fixed_fee.map(amount),
                    marketplace_variable_fee: payment.percent.map(Decimal::from),
                    transaction_timeout_in_mins: payment.timeout,
                    ..request
                }
                .into()
            }
            Ask::Settle { transaction, cents } => SettleRequest {
                transaction_amount: cents.map(amount),
                ..SettleRequest::new(self.open_transaction(*transaction))
            }
            .into(),
            Ask::Cancel { transaction } => CancelRequest::new(self.open_transaction(*transaction)).into(),
            Ask::Refund { transaction, cents, policy, reference } => RefundRequest {
                refund_amount: cents.map(amount),
                marketplace_refund_policy: Some(POLICIES[policy % POLICIES.len()].clone()),
                ..RefundRequest::new(self.transaction(*transaction), self.reference(reference))
            }
            .into(),
            Ask::Fund { instrument, token, cents, reference } => {
                let instrument = self.instrument(*instrument, InstrumentKind::Prepaid);
                let usual = instrument.funding_token_id.clone();
                let token = token.as_ref().map(|token| self.sender(token)).or(usual).unwrap();
                let id = instrument.instrument_id;
                FundPrepaidRequest::new(token, id, amount(*cents), self.reference(reference)).into()
            }
            Ask::SettleDebt { instrument, token, cents, reference } => {
                let instrument = self.instrument(*instrument, InstrumentKind::Credit);
                let usual = instrument.settlement_token_id.clone();
                let token = token.as_ref().map(|token| self.sender(token)).or(usual).unwrap();
                let id = instrument.instrument_id;
                SettleDebtRequest::new(token, id, amount(*cents), self.reference(reference)).into()
            }
            Ask::WriteOff { instrument, cents, reference } => {
                let instrument = self.instrument(*instrument, InstrumentKind::Credit).instrument_id;
                WriteOffDebtRequest::new(instrument, amount(*cents), self.reference(reference)).into()
            }
            // Not the first four, so that something goes on.
            Ask::CancelToken { token: Pick::Usual(place) } => {
                CancelTokenRequest::new(self.world.token(USUAL[4 + place % (USUAL.len() - 4)])).into()
            }
            Ask::CancelToken { token } => CancelTokenRequest::new(self.sender(token)).into(),
            Ask::CancelSubscription { subscription, cents, reference } => {
                let reference = cents.map(|_| self.reference(reference).into());
                CancelSubscriptionAndRefundRequest {
                    refund_amount: cents.map(amount),
                    caller_reference: reference,
                    ..CancelSubscriptionAndRefundRequest::new(self.subscription(*subscription))
                }
                .into()
            }
            Ask::Install { text, token_type, reference } => {
                let types = [TokenType::MultiUse, TokenType::SingleUse, TokenType::Unrestricted, TokenType::Recurring];
                let text = INSTRUCTIONS[text % INSTRUCTIONS.len()];
                let token_type = types[token_type % types.len()].clone();
                InstallPaymentInstructionRequest::new(text, self.reference(reference), token_type).into()
            }
            Ask::Read { action, place, token } => self.question(*action, *place, token),
        }
    }

    fn question(&self, action: usize, place: usize, token: &Pick) -> AnyRequest {
        let token = self.sender(token);
        let kind = if place.is_multiple_of(2) { InstrumentKind::Prepaid } else { InstrumentKind::Credit };
        let instrument = || self.instrument(place / 2, kind).instrument_id;
        match action % 16 {
            0 => GetAccountActivityRequest {
                max_batch_size: [None, Some(20), Some(0)][place % 3],
                sort_order_by_date: [None, Some(SortOrder::Ascending)][place % 2].clone(),
                role: [vec![], vec![TransactionalRole::Recipient, TransactionalRole::Sender]][place % 2].clone(),
                ..GetAccountActivityRequest::new(self.world.now() - TimeDelta::hours((place % 1_000) as i64 - 2))
            }
            .into(),
            1 => GetAccountBalanceRequest::new().into(),
            2 => GetTransactionsForSubscriptionRequest::new(self.subscription(place)).into(),
            3 => GetSubscriptionDetailsRequest::new(self.subscription(place)).into(),
            4 => GetDebtBalanceRequest::new(instrument()).into(),
            5 => GetOutstandingDebtBalanceRequest::new().into(),
            6 => GetPrepaidBalanceRequest::new(instrument()).into(),
            7 if place.is_multiple_of(2) => GetTokenByCallerRequest::new().token_id(token).into(),
            7 => GetTokenByCallerRequest::new().caller_reference(format!("test-{}", place % 20)).into(),
            8 => GetTokenUsageRequest::new(token).into(),
            9 => GetTokensRequest {
                token_status: [None, Some(TokenStatus::Active), Some(TokenStatus::Inactive)][place % 3].clone(),
                ..GetTokensRequest::new()
            }
            .into(),
            10 => GetTotalPrepaidLiabilityRequest::new().into(),
            11 => GetTransactionRequest::new(self.transaction(place)).into(),
            12 => GetTransactionStatusRequest::new(self.transaction(place)).into(),
            13 => GetPaymentInstructionRequest::new(token).into(),
            14 => GetRecipientVerificationStatusRequest::new(match place % 4 {
                0 => token,
                _ => self.world.token(RECIPIENTS[place % RECIPIENTS.len()]),
            })
            .into(),
            _ => VerifySignatureRequest::new("http://localhost/ipn", "signature=none").into(),
        }
    }

    fn sender(&self, pick: &Pick) -> TokenId {
        match pick {
            Pick::Made(place) if !self.made.is_empty() => self.made[place % self.made.len()].clone(),
            Pick::Usual(place) | Pick::Made(place) => self.world.token(USUAL[place % USUAL.len()]),
            Pick::Any(place) => self.any_token(*place),
        }
    }

    fn recipient(&self, payment: &Payment) -> Option<TokenId> {
        Some(match payment.recipient.as_ref()? {
            Pick::Usual(place) | Pick::Made(place) => self.world.token(RECIPIENTS[place % RECIPIENTS.len()]),
            Pick::Any(place) => self.any_token(*place),
        })
    }

    /// One of all there are, or one that there isn't.
    fn any_token(&self, place: usize) -> TokenId {
        let (seeded, made) = (&self.world.seed.tokens, &self.made);
        match place % (seeded.len() + made.len() + 2) {
            place if place < seeded.len() => seeded[place].token_id.clone(),
            place if place < seeded.len() + made.len() => made[place - seeded.len()].clone(),
            place if place == seeded.len() + made.len() => TokenId::new("A".repeat(64)),
            _ => TokenId::new("short"),
        }
    }

    fn transaction(&self, place: usize) -> TransactionId {
        let known = self.model.transactions();
        match place % (known.len() + 2) {
            place if place < known.len() => known[place].clone(),
            place if place == known.len() => TransactionId::new("0".repeat(35)),
            _ => TransactionId::new("short"),
        }
    }

    /// One that isn't final, as long as there is one and not now and then.
    fn open_transaction(&self, place: usize) -> TransactionId {
        let open = self.model.open();
        if open.is_empty() || place.is_multiple_of(8) {
            self.transaction(place)
        } else {
            open[place % open.len()].clone()
        }
    }

    /// Mostly one of that kind.
    fn instrument(&self, place: usize, kind: InstrumentKind) -> SeedInstrument {
        let unknown = SeedInstrument { instrument_id: InstrumentId::new("B".repeat(64)), ..self.of_kind(place, kind) };
        match place % 16 {
            14 => unknown,
            15 => {
                let other = self.instruments.iter().find(|other| other.kind != kind).unwrap();
                SeedInstrument { instrument_id: other.instrument_id.clone(), ..unknown }
            }
            _ => self.of_kind(place / 16, kind),
        }
    }

    fn of_kind(&self, place: usize, kind: InstrumentKind) -> SeedInstrument {
        let those: Vec<_> = self.instruments.iter().filter(|instrument| instrument.kind == kind).collect();
        those[place % those.len()].clone()
    }

    fn subscription(&self, place: usize) -> crate::ids::SubscriptionId {
        let known = &self.world.seed.subscriptions;
        match place % (known.len() + 1) {
            place if place < known.len() => known[place].subscription_id.clone(),
            _ => "0".repeat(35).as_str().into(),
        }
    }

    fn reference(&mut self, reference: &Reference) -> String {
        match reference {
            Reference::Empty => String::new(),
            Reference::Used(place) if !self.references.is_empty() => {
                self.references[place % self.references.len()].clone()
            }
            Reference::New | Reference::Used(_) => {
                self.references.push(self.world.reference());
                self.references[self.references.len() - 1].clone()
            }
        }
    }

    /// Every e-mail, after checking that the days of the shop sum up to what it has.
    async fn check_mails(&self) -> String {
        let world = &self.world;
        let filter = MailFilter { limit: Some(1_000), ..MailFilter::default() };
        let mails = world.sandbox.mail(filter.clone()).await.unwrap();
        let daily =
            MailFilter { template: Some("DailySummary".to_owned()), to: Some("shop@example.com".to_owned()), ..filter };
        let days = world.sandbox.mail(daily).await.unwrap();
        let change = |mail: &Mail| -> Decimal {
            let line = mail.text.lines().find_map(|line| line.strip_prefix("Change of balance:"));
            line.unwrap().trim().strip_prefix("USD ").unwrap().parse().unwrap()
        };
        let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
        let today = world.sandbox.read_at(&tenant, world.now(), |books| books.account(books.caller_id()));
        let today = today.await.unwrap().unwrap().unfinished.day.map_or(Decimal::ZERO, |day| day.balance);
        let balance = world.balance().await.total_balance.value;
        let before = decimal("1046.90");
        assert_eq!(before + days.iter().map(change).sum::<Decimal>() + today, balance);
        format!("{mails:?}")
    }
}

fn amount(cents: i64) -> Amount {
    Amount::usd(Decimal::new(cents, 2))
}

fn charge_fee_to(payment: &Payment) -> Option<ChargeFeeTo> {
    payment.caller_pays.map(|caller| if caller { ChargeFeeTo::Caller } else { ChargeFeeTo::Recipient })
}

fn token_limit(limit: &Limit) -> TokenLimit {
    TokenLimit {
        amount: limit.count.is_none().then(|| Decimal::new(limit.cents, 2)),
        count: limit.count,
        period: limit.hours.map(|hours| format!("{hours} Hours")),
    }
}
