use super::dialect::Dialect;
use super::front::invalid;
use crate::error::ServiceError;

/// The version that a request asks for.
pub(super) struct Version {
    /// The one whose contract is followed.
    pub contract: &'static str,
    /// The namespace of the answer.
    pub namespace: String,
}

impl Version {
    pub fn named<H: Dialect>(name: &str) -> Result<Self, ServiceError> {
        let known = H::SERVICE.versions.iter().copied().find(|version| *version == name);
        match known {
            Some(contract) => Ok(Self { contract, namespace: H::SERVICE.namespace_of(contract) }),
            None if H::SERVED_AS_LATEST.contains(&name) => {
                Ok(Self { contract: latest::<H>(), namespace: H::SERVICE.namespace_of(name) })
            }
            None => Err(invalid::<H>(format!(
                "Version is '{}', and may be {}. {}",
                name.chars().take(40).collect::<String>(),
                H::SERVICE.versions.join(" or "),
                H::NOT_SERVED
            ))),
        }
    }

    pub fn latest<H: Dialect>() -> Self {
        let contract = latest::<H>();
        Self { contract, namespace: H::SERVICE.namespace_of(contract) }
    }

    /// The version to which a message in `namespace` belongs.
    pub fn of_namespace<H: Dialect>(namespace: &str) -> Result<Self, ServiceError> {
        let name = H::SERVICE
            .versions
            .iter()
            .chain(H::SERVED_AS_LATEST)
            .find(|name| H::SERVICE.namespace_of(name) == namespace);
        match name {
            Some(name) => Self::named::<H>(name),
            None => Err(invalid::<H>(format!(
                "The element in the Body is in the namespace '{}', and that of {} is {}",
                namespace.chars().take(80).collect::<String>(),
                H::NAME,
                H::SERVICE.namespace_of(latest::<H>())
            ))),
        }
    }
}

pub(super) fn latest<H: Dialect>() -> &'static str {
    H::SERVICE.versions[H::SERVICE.versions.len() - 1] // The contract has at least one version.
}
