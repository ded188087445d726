//! From the model to Rust: data, and calls of two macros, so that what is generated stays readable
//! and quick to compile.

mod calls;
mod checks;
mod table;
mod text;
mod types;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::model::*;
use super::names::{ident, upper};
use text::{comment, doc, plain};

pub fn module(service: &Service) -> String {
    let mut module =
        Module { text: format!("// Made from the contract of {}: change that, not this.\n", service.title) };
    module.items(versions(service));
    module.items(operations(service));
    error_codes(&mut module, service);
    for type_ in service.types.iter().filter(|type_| type_.native.is_none() && !service.is_wrapper(type_)) {
        types::add(&mut module, service, type_);
    }
    for operation in &service.operations {
        types::add_empty_result(&mut module, operation);
    }
    module.items(calls::client(service));
    module.items(calls::server(service));
    module.items(table::service(service));
    module.text
}

/// What is written so far.
struct Module {
    text: String,
}

impl Module {
    fn items(&mut self, tokens: TokenStream) {
        match syn::parse2::<syn::File>(tokens.clone()) {
            Ok(file) => {
                for item in file.items {
                    let one = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
                    self.text(&prettyplease::unparse(&one));
                }
            }
            // The compiler shows what is wrong with it better than we could.
            Err(_) => self.text(&tokens.to_string()),
        }
    }

    fn text(&mut self, text: &str) {
        self.text.push('\n');
        self.text.push_str(text);
    }

    /// An enumeration that keeps a value that it doesn't know.
    fn open_enum<'v>(&mut self, name: &str, about: &str, values: impl Iterator<Item = (&'v str, &'v str)>) {
        let mut text = String::from("crate::wire::open_enum! {\n");
        text += &comment("    ", about);
        text += &format!("    {name} {{\n");
        for (value, documentation) in values {
            text += &comment("        ", &plain(documentation));
            text += &format!("        {} = {value:?},\n", ident(&upper(value)));
        }
        text += "    }\n}\n";
        self.text(&text);
    }
}

fn versions(service: &Service) -> TokenStream {
    let versions = &service.versions;
    let variants = versions.iter().map(|version| version_ident(version)).collect::<Vec<_>>();
    let about = doc(&format!("A version of the {} API.", plain(&service.title)));
    let declared = versions.iter().zip(&variants).map(|(version, variant)| {
        let about = doc(&format!("Version {version}."));
        let default = (Some(version) == versions.last()).then(|| quote! { #[default] });
        quote! { #about #default #variant, }
    });
    quote! {
        #about
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ApiVersion {
            #(#declared)*
        }

        impl ApiVersion {
            /// Every version, oldest first.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The version as requests write it.
            pub fn as_str(self) -> &'static str {
                match self {
                    #(Self::#variants => #versions,)*
                }
            }
        }
    }
}

fn version_ident(version: &str) -> Ident {
    ident(&format!("V{}", version.replace('-', "_")))
}

fn operations(service: &Service) -> TokenStream {
    let variants = service.operations.iter().map(variant).collect::<Vec<_>>();
    let docs = service.operations.iter().map(|operation| doc(&plain(&operation.documentation)));
    let names = service.operations.iter().map(|operation| &operation.name);
    let about = doc(&format!("An operation of {}; REST requests call it an action.", plain(&service.title)));
    quote! {
        #about
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Operation {
            #(#docs #variants,)*
        }

        impl Operation {
            /// Every operation, in the order of the WSDL.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The name, as requests write it.
            pub fn name(self) -> &'static str {
                self.info().name
            }

            /// The operation of that name, to the letter.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    #(#names => Some(Self::#variants),)*
                    _ => None,
                }
            }

            /// What the contract says of it.
            pub fn info(self) -> &'static crate::contract::OperationInfo {
                &SERVICE.operations[self as usize]
            }

            /// What a call changes.
            pub fn effect(self) -> crate::contract::Effect {
                self.info().effect
            }
        }
    }
}

fn error_codes(module: &mut Module, service: &Service) {
    let codes = service.errors.iter().map(|error| (error.code.as_str(), error.meaning.as_str()));
    module.open_enum("ErrorCode", &format!("An error code of {}.", plain(&service.title)), codes);
    module.items(quote! {
        impl crate::error::Code for ErrorCode {
            fn info(&self) -> Option<&'static crate::contract::ErrorInfo> {
                SERVICE.error(self.as_str())
            }
        }

        impl ErrorCode {
            /// The flag that the reference gives; `None` where it gives none.
            pub fn retriable(&self) -> Option<bool> {
                crate::error::Code::info(self).and_then(|info| info.retriable)
            }
        }
    });
}

fn variant(operation: &Operation) -> Ident {
    ident(&upper(&operation.name))
}

fn request_type(operation: &Operation) -> Ident {
    ident(&upper(&operation.request))
}

fn result_type(operation: &Operation) -> Ident {
    ident(&upper(&operation.result_name()))
}

/// The method by which a type reads the field from its [`Count`].
fn reader(count: Count) -> &'static str {
    match count {
        Count::Once => "required",
        Count::Perhaps => "optional",
        Count::Many => "list",
    }
}
