//! The two ends of a call: the client's methods, and the trait that a server implements.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::model::*;
use super::super::names::{ident, lower};
use super::text::{doc, plain};
use super::{request_type, result_type, variant};

pub fn client(service: &Service) -> TokenStream {
    let methods = service.operations.iter().map(|operation| {
        let method = ident(&lower(&operation.name));
        let request = request_type(operation);
        let result = result_type(operation);
        let about = doc(&plain(&operation.documentation));
        quote! {
            #about
            ///
            /// # Errors
            /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
            pub async fn #method(&self, request: &#request) -> Result<crate::client::Answer<#result>, crate::Error> {
                self.call(request).await
            }
        }
    });
    let arms = service.operations.iter().map(|operation| {
        let variant = variant(operation);
        let request = request_type(operation);
        quote! { Operation::#variant => self.call_decoded::<#request>(request).await, }
    });
    quote! {
        #[cfg(feature = "client")]
        impl Client {
            #(#methods)*

            /// Calls any operation with fields that are known at run time only. They are checked as
            /// those of a typed request.
            ///
            /// # Errors
            /// As those of the operation's own method.
            pub async fn call_operation(
                &self,
                operation: Operation,
                request: crate::wire::Node<'_>,
            ) -> Result<crate::client::Answer<Box<dyn crate::wire::Encode + Send>>, crate::Error> {
                match operation {
                    #(#arms)*
                }
            }
        }
    }
}

pub fn server(service: &Service) -> TokenStream {
    let methods = service.operations.iter().map(|operation| {
        let method = ident(&lower(&operation.name));
        let request = request_type(operation);
        let result = result_type(operation);
        let about = doc(&plain(&operation.documentation));
        quote! {
            #about
            fn #method(
                &self,
                call: &crate::server::Call,
                request: #request,
            ) -> impl Future<Output = Result<#result, crate::error::ServiceError>> + Send;
        }
    });
    let arms = service.operations.iter().map(|operation| {
        let variant = variant(operation);
        let method = ident(&lower(&operation.name));
        quote! {
            Operation::#variant => {
                let answer = self.0.#method(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
        }
    });
    let about = doc(&format!("The server side of {}: a method an operation.", plain(&service.title)));
    quote! {
        #about
        ///
        /// A request that gets here is complete, within its lengths, and signed by the caller that
        /// [`Call`](crate::server::Call) names.
        #[cfg(feature = "server")]
        pub trait Service: Send + Sync + 'static {
            #(#methods)*
        }

        /// A service for a [`Front`](crate::server::Front) to host.
        #[cfg(feature = "server")]
        #[derive(Clone, Copy, Debug)]
        pub struct Server<S>(pub S);

        #[cfg(feature = "server")]
        impl<S: Service> crate::server::Hosted for Server<S> {
            const SERVICE: &'static crate::contract::ServiceInfo = &SERVICE;

            async fn dispatch(
                &self,
                operation: &'static crate::contract::OperationInfo,
                call: &crate::server::Call,
                request: crate::wire::Node<'_>,
            ) -> Result<Box<dyn crate::wire::Encode + Send>, crate::server::Rejected> {
                let operation = Operation::from_name(operation.name).ok_or(crate::server::Rejected::NoOperation)?;
                match operation {
                    #(#arms)*
                }
            }
        }
    }
}
