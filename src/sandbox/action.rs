//! What people did with their accounts at Amazon Payments itself, where no action of FPS reaches.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Sandbox, rows::Tenant, rules::banking, seed};
use crate::error::ServiceError;

/// Something that the owner of an account, its bank or Amazon Payments does with it: see [`Sandbox::act`].
///
/// As JSON it is what `POST /_sandbox/accounts/{account}/actions` takes: `{"action": "deposit", "amount": "25.00"}`.
/// The templates of the e-mails that are sent are named with each; dollars are whole cents from 0.02 to 10,000.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum AccountAction {
    /// Has the bank account verified, which must not be verified yet: `BAVerifStartedForPersonalBusiness` or
    /// `BAVerifStartedForDeveloper`.
    StartBankVerification {},
    /// Ends the verification that was begun: `BAVerifSuccess` or `BAVerifFailed`. A verified bank account verifies the
    /// account, too.
    FinishBankVerification {
        /// Whether the bank knows the bank account as the owner's.
        succeeds: bool,
    },
    /// Ends the verification of the credit card. One that succeeds verifies the account; one that fails takes the card
    /// away, and without a verified bank account the account's verification with it. The Reference has an e-mail only
    /// for the failure of a business: `CCVerifFailedBusiness`.
    FinishCardVerification {
        /// Whether the card's bank knows the card as the owner's.
        succeeds: bool,
    },
    /// Asks the owner to confirm the e-mail address, which must not be confirmed yet: `ConfirmEmailPersonal`,
    /// `ConfirmEmailBusiness` or `ConfirmEmailDeveloper`.
    SendEmailConfirmation {},
    /// Confirms the e-mail address: `VerifyEmailSuccessPersonal` or `VerifyEmailSuccessBusiness`. The Reference has no
    /// e-mail for developers.
    ConfirmEmail {},
    /// Moves dollars from the verified bank account to the balance: `DepositFundsInitiated`. After the latency of bank
    /// accounts it arrives (`DepositSuccess`), or the bank refuses (`DepositFailure`).
    Deposit {
        /// Dollars.
        amount: Decimal,
    },
    /// Moves dollars from the balance, which falls at once, to the verified bank account: `WithdrawFundsInitiated`.
    /// After the latency of bank accounts the bank takes it, for which the Reference has no e-mail, or it refuses
    /// (`WithdrawFailure`) and the balance is what it was.
    Withdraw {
        /// Dollars.
        amount: Decimal,
    },
    /// Makes a personal account one of a business, which takes credit cards: `UpgradePersonalToBusiness`.
    UpgradeToBusiness {},
    /// Makes the account one of a developer: `DeveloperRegistrationCompleted`.
    RegisterDeveloper {},
}

impl Sandbox {
    /// Does something with the account that is called `account` in the world of `caller`, or has that id; without a
    /// caller it is the world of the first one. It is done on the pages of Amazon Payments, so FPS has no action for it,
    /// and `GetAccountActivity` does not show it; balances do.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller or account, or an action that the account is not in a state for;
    /// `InvalidAccountState` for an account that is suspended or closed; `UnverifiedBankAccount`; `AmountOutOfRange`;
    /// `InsufficientBalance`.
    pub async fn act(&self, caller: Option<&str>, account: &str, action: AccountAction) -> Result<(), ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let tenant = Tenant::of(&self.named(caller)?);
        let now = self.now();
        self.catch_up(&tenant, now).await?;
        let account = account.to_owned();
        self.change_at(&tenant, now, move |books| {
            let id = seed::account_id(books, &account)?;
            banking::act(books, &id, &action)
        })
        .await
    }
}
