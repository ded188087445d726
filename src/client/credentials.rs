use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::error::Error;

/// An AWS access key: its id and its secret.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    secret: SecretString,
}

impl Credentials {
    /// The key with this id and this secret.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self { access_key_id: access_key_id.into(), secret: SecretString::from(secret_access_key.into()) }
    }

    /// The key that the environment names: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
    ///
    /// # Errors
    /// [`Error::Configuration`], naming the variable that is missing or empty.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let variable = |name: &str| {
            lookup(name).filter(|value| !value.is_empty()).ok_or_else(|| {
                Error::Configuration(format!("there are no credentials: set the environment variable {name}"))
            })
        };
        Ok(Self::new(variable("AWS_ACCESS_KEY_ID")?, variable("AWS_SECRET_ACCESS_KEY")?))
    }

    /// The id, which requests carry in the open.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    pub(crate) fn secret(&self) -> &str {
        self.secret.expose_secret()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("access_key_id", &self.access_key_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_missing_variable_is_named_and_the_secret_is_not_shown() {
        let error = Credentials::from_lookup(|_| None).expect_err("nothing is set");
        assert!(error.to_string().contains("AWS_ACCESS_KEY_ID"), "{error}");
        let error = Credentials::from_lookup(|name| (name == "AWS_ACCESS_KEY_ID").then(|| "id".to_owned()))
            .expect_err("half is set");
        assert!(error.to_string().contains("AWS_SECRET_ACCESS_KEY"), "{error}");
        let credentials = Credentials::from_lookup(|_| Some("both".to_owned())).expect("both are set");
        assert_eq!(format!("{:?}", Credentials::new("id", "hush")), "Credentials { access_key_id: \"id\", .. }");
        assert_eq!(credentials.secret(), "both");
    }
}
