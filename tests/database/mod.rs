//! A place for each test in the database that the environment names.

/// A schema in the database that the environment names.
pub struct Schema {
    server: String,
    name: String,
}

impl Schema {
    pub async fn new(name: &str) -> Self {
        let server = std::env::var("FPS_TEST_DATABASE_URL");
        let server = server.expect("FPS_TEST_DATABASE_URL names a PostgreSQL: .ci/postgres starts one");
        let schema = Self { server, name: format!("{name}_{}", std::process::id()) };
        schema.execute(&format!("create schema {}", schema.name)).await;
        schema
    }

    pub fn url(&self) -> String {
        format!("{}?options=-csearch_path%3D{}", self.server, self.name)
    }

    pub async fn drop(self) {
        self.execute(&format!("drop schema {} cascade", self.name)).await;
    }

    async fn execute(&self, command: &str) {
        let connected = tokio_postgres::connect(&self.server, tokio_postgres::NoTls).await;
        let (client, connection) = connected.expect("there is a server");
        tokio::spawn(connection);
        client.batch_execute(command).await.expect("it may be done");
    }
}
