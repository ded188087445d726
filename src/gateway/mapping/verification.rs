use super::errors;
use crate::{
    error::ServiceError,
    fps::{ErrorCode, RecipientVerificationStatus},
    gateway::instruction::{Answer, Failure},
};

/// GetRecipientVerificationStatus. **Changed**: an account that is active at Amazon Pay is verified, and one that isn't
/// has still to be. That there are no limits is never said.
pub(crate) fn verification(answer: Result<Answer, Failure>) -> Result<RecipientVerificationStatus, ServiceError> {
    let unknown = |why: &str| ServiceError::new(ErrorCode::InternalError, format!("Amazon Pay does not say: {why}"));
    match answer {
        Ok(Answer::Merchant { active: true }) => Ok(RecipientVerificationStatus::VerificationComplete),
        Ok(Answer::Merchant { active: false }) => Ok(RecipientVerificationStatus::VerificationPending),
        Ok(_) => Err(unknown("it has answered another question.")),
        Err(Failure::Refused { code, .. }) if code == "InvalidAccountStatus" => {
            Ok(RecipientVerificationStatus::VerificationPending)
        }
        Err(Failure::Refused { code, message }) if errors::is_about_the_account(&code) => {
            Err(ServiceError::new(ErrorCode::AuthFailure, format!("Amazon Pay refuses it with {code}: {message}")))
        }
        Err(Failure::Refused { message: why, .. } | Failure::Unknown { why } | Failure::Later { why }) => {
            Err(unknown(&why))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_verified_or_has_still_to_be() {
        let said = |answer| verification(answer).map_err(|error| error.code().to_owned());
        let active = |active| Ok(Answer::Merchant { active });
        assert_eq!(said(active(true)), Ok(RecipientVerificationStatus::VerificationComplete));
        assert_eq!(said(active(false)), Ok(RecipientVerificationStatus::VerificationPending));
        let refused = |code: &str| Err(Failure::Refused { code: code.to_owned(), message: "so it is".to_owned() });
        assert_eq!(said(refused("InvalidAccountStatus")), Ok(RecipientVerificationStatus::VerificationPending));
        assert_eq!(said(refused("UnauthorizedSolutionProvider")), Err("AuthFailure".to_owned()));
        assert_eq!(said(Err(Failure::Later { why: "no connection".to_owned() })), Err("InternalError".to_owned()));
    }
}
