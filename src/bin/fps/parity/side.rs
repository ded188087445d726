//! One transport of a comparison, with everything that it was used for.

use amazon_fps::client::Client;
use amazon_fps::contract::Effect;
use amazon_fps::fps::Operation;
use amazon_fps::ids::TransactionId;
use anyhow::{anyhow, bail};

use super::raw::{self, Parameters};
use crate::observe::{Observation, Observed};
use crate::world::World;

/// One transport into a world.
pub struct Side<'w> {
    pub world: &'w World,
    client: &'w Client,
    pub calls: Vec<Call>,
}

/// One call that a case made.
pub struct Call {
    pub operation: Operation,
    pub parameters: Parameters,
    pub observation: Observation,
}

/// The fields of an answer.
pub struct Fields(Vec<(String, String)>);

impl<'w> Side<'w> {
    pub fn new(world: &'w World, client: &'w Client) -> Self {
        Self { world, client, calls: Vec::new() }
    }

    /// Makes a call, whatever it comes to.
    pub async fn attempt(&mut self, operation: Operation, parameters: Parameters) -> &Observed {
        let (observation, _) = raw::call(self.client, operation, &parameters).await;
        self.calls.push(Call { operation, parameters, observation });
        &self.calls[self.calls.len() - 1].observation.observed
    }

    /// Makes a call that must be answered.
    pub async fn call(&mut self, operation: Operation, parameters: Parameters) -> anyhow::Result<Fields> {
        match self.attempt(operation, parameters).await {
            Observed::Answered(answer) => Ok(Fields(answer.fields())),
            Observed::Refused(refusal) => {
                Err(anyhow!("{} was refused: {}: {}", operation.name(), refusal.code, refusal.message))
            }
            Observed::Failed(reason) => Err(anyhow!("{} failed: {reason}", operation.name())),
        }
    }

    /// Makes a call that must be refused with `code`.
    pub async fn refused(&mut self, operation: Operation, parameters: Parameters, code: &str) -> anyhow::Result<()> {
        match self.attempt(operation, parameters).await {
            Observed::Refused(refusal) if refusal.code == code => Ok(()),
            Observed::Refused(refusal) => {
                bail!("{} was refused with {}, not with {code}: {}", operation.name(), refusal.code, refusal.message)
            }
            Observed::Answered(_) => bail!("{} was answered, and should be refused with {code}", operation.name()),
            Observed::Failed(reason) => bail!("{} failed: {reason}", operation.name()),
        }
    }

    /// Whether a call was made that may have changed something.
    pub fn has_changed_something(&self) -> bool {
        self.calls.iter().any(|call| call.operation.effect() != Effect::Reads)
    }
}

impl Fields {
    pub fn value(&self, name: &str) -> anyhow::Result<&str> {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str()).ok_or_else(|| anyhow!("the answer has no {name}"))
    }

    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_ok()
    }

    pub fn transaction(&self) -> anyhow::Result<TransactionId> {
        Ok(self.value("TransactionId")?.into())
    }
}
