//! What happens behind the service's back: people make tokens, banks refuse, accounts are closed, and lines break.

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    player::Player,
    step::{Limit, Steer},
};
use crate::sandbox::{
    AccountAction, AccountChange, AccountState, AmountType, Bank, Card, Effect, Fault, InstrumentKind, Moment,
    NewInstrument, NewToken, Setting, TokenLimit, TokenRole,
};

const ACCOUNTS: [&str; 5] = ["buyer", "seller", "small-seller", "poor-buyer", "shop"];
const METHODS: [&str; 3] = ["ABT", "CC", "ACH"];

impl Player {
    pub(super) async fn steer(&mut self, steer: &Steer) -> String {
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
}

fn token_limit(limit: &Limit) -> TokenLimit {
    TokenLimit {
        amount: limit.count.is_none().then(|| Decimal::new(limit.cents, 2)),
        count: limit.count,
        period: limit.hours.map(|hours| format!("{hours} Hours")),
    }
}
