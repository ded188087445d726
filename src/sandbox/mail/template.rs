use std::fmt;

use crate::sandbox::rows::AccountKind;

macro_rules! templates {
    ($($variant:ident: $name:literal, $event:literal, $to:ident;)*) => {
        /// The e-mails of FPS, as the appendix "Email Notification Templates" of the Reference lists them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Template {
            $(#[doc = $event] $variant,)*
        }

        impl Template {
            /// Every template, in the order of the Reference.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that the Reference gives it.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it tells of.
            pub(crate) const fn event(self) -> &'static str {
                match self {
                    $(Self::$variant => $event,)*
                }
            }

            /// Who gets it.
            pub(super) const fn readers(self) -> &'static [Reader] {
                match self {
                    $(Self::$variant => $to,)*
                }
            }
        }
    };
}

/// Who reads an e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Whoever pays.
    Buyer,
    /// Whoever is paid.
    Seller,
    /// The caller, where it is neither of the two: the owner of the marketplace.
    Owner,
    /// The holder of the account that something happened to.
    Holder,
}

const HOLDER: &[Reader] = &[Reader::Holder];
const BUYER: &[Reader] = &[Reader::Buyer];
const PARTIES: &[Reader] = &[Reader::Buyer, Reader::Seller, Reader::Owner];
const MARKETPLACE: &[Reader] = &[Reader::Seller, Reader::Owner];

templates! {
    BankVerificationFailed: "BAVerifFailed", "A bank account could not be verified", HOLDER;
    BankVerificationStarted: "BAVerifStartedForPersonalBusiness",
        "The verification of the bank account of a person or a business has begun", HOLDER;
    BankVerificationStartedForDeveloper: "BAVerifStartedForDeveloper",
        "The verification of the bank account of a developer has begun", HOLDER;
    BankVerified: "BAVerifSuccess", "A bank account was verified", HOLDER;
    CardVerificationFailed: "CCVerifFailedBusiness", "The credit card of a business could not be verified", HOLDER;
    ConfirmEmailPersonal: "ConfirmEmailPersonal", "A person is to confirm an e-mail address", HOLDER;
    ConfirmEmailDeveloper: "ConfirmEmailDeveloper", "A developer is to confirm an e-mail address", HOLDER;
    ConfirmEmailBusiness: "ConfirmEmailBusiness", "A business is to confirm an e-mail address", HOLDER;
    DailySummary: "DailySummary", "A day with transactions is over", HOLDER;
    DepositFailure: "DepositFailure", "A deposit has failed", HOLDER;
    DepositInitiated: "DepositFundsInitiated", "A deposit has begun", HOLDER;
    DepositSuccess: "DepositSuccess", "A deposit has arrived", HOLDER;
    DeveloperRegistered: "DeveloperRegistrationCompleted", "An account was registered as a developer's", HOLDER;
    FundPrepaidFailure: "FundPrepaidFailure", "A prepaid balance could not be bought", PARTIES;
    FundPrepaidSuccess: "FundPrepaidSuccess", "A prepaid balance was bought", PARTIES;
    MonthlyStatement: "MonthlyNotif", "A month with transactions is over", HOLDER;
    FeeRegistrationCallerPays: "MPFeeRegistrationCallerPaysFee",
        "A seller has registered with a marketplace, whose owner pays the fees", MARKETPLACE;
    FeeRegistrationRecipientPays: "MPFeeRegistrationRecipientPaysFee",
        "A seller has registered with a marketplace, and pays the fees", MARKETPLACE;
    MultiPaymentFailure: "MultiPaymentFailure", "A payment by a multi-use token has failed", PARTIES;
    MultiPaymentSuccess: "MultiPaymentSuccess", "A payment by a multi-use token was made", PARTIES;
    MultiUseTokenCancelled: "MultiuseTokenCancel", "A multi-use token was cancelled", BUYER;
    MultiUseTokenInstalled: "MultiuseTokenInstall", "A multi-use token was installed", BUYER;
    OneTimePaymentInitiated: "OnetimePaymentACHInit", "A one-time payment from a bank account has begun", PARTIES;
    OneTimePaymentFailure: "OnetimePaymentFailure", "A one-time payment has failed", PARTIES;
    OneTimePaymentSuccess: "OnetimePaymentSuccess", "A one-time payment was made", PARTIES;
    OneTimePaymentSuccessAch: "OnetimePaymentSuccessACH", "A one-time payment from a bank account was made", PARTIES;
    PostpaidTokenCancelled: "PostpaidTokenCancel", "A token of a credit instrument was cancelled", BUYER;
    PostpaidTokenInstalled: "PostpaidTokenInstall", "A credit instrument was agreed to", BUYER;
    RecurringPaymentFailure: "RecurringPaymentFailure", "A recurring payment has failed", PARTIES;
    RecurringPaymentSuccess: "RecurringPaymentSuccess", "A recurring payment was made", PARTIES;
    RecurringPaymentSuccessAch: "RecurringPaymentSuccessACH",
        "A recurring payment from a bank account was made", PARTIES;
    RecurringTokenCancelled: "RecurringTokenCancel", "A recurring token was cancelled", BUYER;
    RecurringTokenInstalled: "RecurringTokenInstall", "A recurring token was installed", BUYER;
    SettleDebtFailure: "SettleDebtFailure", "The settlement of a debt has failed", PARTIES;
    SettleDebtSuccess: "SettleDebtSuccess", "A debt was settled", PARTIES;
    UpgradedToBusiness: "UpgradePersonalToBusiness", "A personal account has become a business account", HOLDER;
    EmailVerifiedPersonal: "VerifyEmailSuccessPersonal", "A person has confirmed an e-mail address", HOLDER;
    EmailVerifiedBusiness: "VerifyEmailSuccessBusiness", "A business has confirmed an e-mail address", HOLDER;
    WithdrawalFailure: "WithdrawFailure", "A bank did not take a withdrawal", HOLDER;
    WithdrawalInitiated: "WithdrawFundsInitiated", "A withdrawal has begun", HOLDER;
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Template {
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|template| template.name() == name)
    }

    pub(crate) fn bank_verification_started(kind: AccountKind) -> Self {
        match kind {
            AccountKind::Personal | AccountKind::Business => Self::BankVerificationStarted,
            AccountKind::Developer => Self::BankVerificationStartedForDeveloper,
        }
    }

    pub(crate) fn confirm_email(kind: AccountKind) -> Self {
        match kind {
            AccountKind::Personal => Self::ConfirmEmailPersonal,
            AccountKind::Business => Self::ConfirmEmailBusiness,
            AccountKind::Developer => Self::ConfirmEmailDeveloper,
        }
    }

    /// None for a developer: the Reference lists no such e-mail.
    pub(crate) fn email_verified(kind: AccountKind) -> Option<Self> {
        match kind {
            AccountKind::Personal => Some(Self::EmailVerifiedPersonal),
            AccountKind::Business => Some(Self::EmailVerifiedBusiness),
            AccountKind::Developer => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_those_of_the_reference() {
        let names: HashSet<_> = Template::ALL.iter().map(|template| template.name()).collect();
        assert_eq!((names.len(), Template::ALL.len()), (40, 40));
        for template in Template::ALL {
            assert_eq!(Template::named(template.name()), Some(*template));
        }
        assert_eq!(Template::named("OneTimePaymentSuccess"), None, "the Reference writes Onetime");
    }
}
