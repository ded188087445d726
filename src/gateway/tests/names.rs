//! What callers are called.

use super::*;
use crate::{
    gateway::BuildError,
    sandbox::{self, books::Books},
};

impl World {
    /// Starts the gateway again, with this name for its caller if there is one.
    async fn start_as(&mut self, name: Option<&str>) {
        drop(std::mem::replace(&mut self.gateway, Gateway::builder().build().await.unwrap()));
        tokio::task::yield_now().await;
        let builder = self.builder();
        let builder = match name {
            Some(name) => builder.caller_name(CALLER, name).unwrap(),
            None => builder,
        };
        self.gateway = builder.build().await.unwrap();
    }

    async fn recipient_of(&self, id: &TransactionId) -> Option<String> {
        let asked = GetTransactionRequest::new(id);
        self.gateway.get_transaction(&call(), asked).await.unwrap().transaction.unwrap().recipient_name
    }
}

async fn a_caller_is_called_as_was_said_last(mut world: World) {
    let first = world.paid("ABT", "3").await;
    for (name, expected) in
        [(None, CALLER), (Some("shop"), "shop"), (None, "shop"), (Some("Bob's Bücher"), "Bob's Bücher")]
    {
        world.start_as(name).await;
        let paid = world.paid("ABT", "3").await;
        assert_eq!(world.recipient_of(&paid).await.as_deref(), Some(expected));
    }
    assert_eq!(world.recipient_of(&first).await.as_deref(), Some(CALLER), "it was paid by that name");
    world.check_ledger().await;
}

#[tokio::test]
async fn a_caller_in_a_file_is_called_as_was_said_last() {
    a_caller_is_called_as_was_said_last(World::in_a_file().await).await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
#[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
async fn a_caller_in_postgres_is_called_as_was_said_last() {
    a_caller_is_called_as_was_said_last(World::in_a_database().await).await;
}

#[tokio::test]
async fn a_new_caller_is_called_so_from_the_beginning() {
    for name in ["shop", "Bob's Books"] {
        let builder = Gateway::builder().caller(CALLER, "secret").merchant(CALLER, account()).seed(7);
        let gateway = builder.caller_name(CALLER, name).unwrap().build().await.unwrap();
        let account = |books: &Books<'_>| books.account(books.caller_id());
        let account = gateway.books().look(&Tenant::of(CALLER), account).await.unwrap();
        assert_eq!(account.unwrap().name, name);
    }
}

#[test]
fn nobody_is_called_what_answers_cannot_carry() {
    let named = |name: &str| Gateway::builder().caller(CALLER, "secret").caller_name(CALLER, name).map(drop);
    assert!(named(&"ü".repeat(64)).is_ok());
    for name in ["", "  ", "a\nb", "a\u{ffff}b", &"x".repeat(65)] {
        let Err(BuildError::Books(error @ sandbox::BuildError::CallerName { .. })) = named(name) else {
            panic!("{name:?} was taken")
        };
        assert!(error.to_string().contains("1 to 64 characters"), "{error}");
    }
    let nobody = Gateway::builder().caller_name(CALLER, "Bob's Books");
    assert!(matches!(nobody, Err(BuildError::Books(sandbox::BuildError::UnknownCaller(_)))));
}
