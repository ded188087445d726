mod data;
mod gateway;
mod text;

use crate::failure::{Failure, Status};
use crate::json;
use crate::page::Page;
use crate::service::Service;
use amazon_fps::contract::{ErrorInfo, FieldInfo, OperationInfo, ServiceInfo, TypeInfo, TypeKind, nearest};

/// Describe the service: its actions, types and errors
#[derive(clap::Args)]
pub struct Args {
    /// An action, a type or an error code; everything when left out
    name: Option<String>,
    /// The service
    #[arg(long, value_enum, default_value_t)]
    service: Service,
    /// What becomes of the action, or of each, at the gateway to Amazon Pay
    #[arg(long)]
    gateway: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What is to be described.
struct Selection {
    operations: Vec<&'static OperationInfo>,
    types: Vec<&'static TypeInfo>,
    errors: Vec<&'static ErrorInfo>,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        if self.gateway {
            gateway::describe(self.name.as_deref(), self.service, self.json)?;
            return Ok(Status::Success);
        }
        let service = self.service.info();
        if self.json {
            let selection = match &self.name {
                Some(name) => self.selection(name)?.with_all_it_names(service),
                None => Selection::everything(service),
            };
            json::print(&data::Document::of(service, &selection))?;
            return Ok(Status::Success);
        }
        let mut page = Page::for_stdout();
        match &self.name {
            Some(name) => text::describe(&mut page, &self.selection(name)?),
            None => text::overview(&mut page, self.service),
        }
        page.print()?;
        Ok(Status::Success)
    }

    fn selection(&self, name: &str) -> Result<Selection, Failure> {
        let service = self.service.info();
        if let Some(selection) = Selection::of(service, name) {
            return Ok(selection);
        }
        let names = service.operations.iter().map(|operation| operation.name);
        let names = names.chain(service.types.iter().map(|type_| type_.name));
        let names = names.chain(service.errors.iter().map(|error| error.code));
        let failure = Failure::usage(format!("{} has no action, type or error called '{name}'", service.title));
        if let Some(other) = self.service.others_with(name).next() {
            return Err(failure.advise(format!("{} has it: add {}.", other.info().title, other.option())));
        }
        Err(match nearest(name, names) {
            Some(nearest) => failure.advise(format!("Did you mean {nearest}?")),
            None => failure.advise("`fps describe` lists them all."),
        })
    }
}

impl Selection {
    fn everything(service: &ServiceInfo) -> Self {
        Self {
            operations: service.operations.iter().collect(),
            types: service.types.iter().collect(),
            errors: service.errors.iter().collect(),
        }
    }

    /// Whatever has that name, which may be an action and an error at once; nothing where nothing has.
    fn of(service: &ServiceInfo, name: &str) -> Option<Self> {
        let selection = Self {
            operations: service.operation(name).into_iter().collect(),
            types: service.type_(name).into_iter().collect(),
            errors: service.error(name).into_iter().collect(),
        };
        let is_empty = selection.operations.is_empty() && selection.types.is_empty() && selection.errors.is_empty();
        (!is_empty).then_some(selection)
    }

    /// The same, and the types and errors that it speaks of, so that nothing has to be looked up elsewhere.
    fn with_all_it_names(mut self, service: &ServiceInfo) -> Self {
        for operation in &self.operations {
            for code in operation.errors {
                let error =
                    service.error(code).filter(|error| self.errors.iter().all(|other| other.code != error.code));
                self.errors.extend(error);
            }
        }
        let mut fields = self
            .operations
            .iter()
            .flat_map(|operation| operation.request_fields.iter().chain(operation.result_fields))
            .chain(self.types.iter().flat_map(|type_| fields_of(type_)))
            .collect::<Vec<_>>();
        while let Some(field) = fields.pop() {
            if let Some(type_) = service.type_(field.type_name)
                && self.types.iter().all(|other| other.name != type_.name)
            {
                self.types.push(type_);
                fields.extend(fields_of(type_));
            }
        }
        self
    }
}

fn fields_of(type_: &TypeInfo) -> &'static [FieldInfo] {
    match type_.kind {
        TypeKind::Fields(fields) => fields,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use amazon_fps::fps::SERVICE;

    use super::*;

    #[test]
    fn a_selection_brings_along_what_it_names() {
        let pay = Selection::of(&SERVICE, "Pay").expect("it is an action").with_all_it_names(&SERVICE);
        let types = pay.types.iter().map(|type_| type_.name).collect::<Vec<_>>();
        for name in ["Amount", "CurrencyCode", "DescriptorPolicy", "SoftDescriptorType", "TransactionStatus"] {
            assert!(types.contains(&name), "{name} is missing from {types:?}");
        }
        assert!(pay.errors.iter().any(|error| error.code == "InsufficientBalance"));
        assert!(pay.errors.len() < SERVICE.errors.len());
    }
}
