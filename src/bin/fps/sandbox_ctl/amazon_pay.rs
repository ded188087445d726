//! Amazon Pay, as the control plane has it.

use clap::Subcommand;
use serde_json::{Value, json};

use super::{Ask, fields, object, segment, show, within};

#[derive(Subcommand)]
pub enum Command {
    /// For whom a caller can call, by their SellerIds
    Merchants {
        #[command(subcommand)]
        command: Option<Merchants>,
    },
    /// Order references, the newest first
    Orders {
        #[command(flatten)]
        which: Which,
        #[command(subcommand)]
        command: Option<Objects>,
    },
    /// Billing agreements, the newest first
    Agreements {
        #[command(flatten)]
        which: Which,
        #[command(subcommand)]
        command: Option<Objects>,
    },
    /// Authorizations, the newest first
    Authorizations {
        #[command(flatten)]
        which: Which,
        #[command(subcommand)]
        command: Option<Transactions>,
    },
    /// Captures, the newest first
    Captures {
        #[command(flatten)]
        which: Which,
        #[command(subcommand)]
        command: Option<Transactions>,
    },
    /// Refunds, the newest first
    Refunds {
        #[command(flatten)]
        which: Which,
        #[command(subcommand)]
        command: Option<Transactions>,
    },
    /// Show what GetServiceStatus tells, or have it tell something else
    Status {
        /// GREEN, GREEN_I, YELLOW or RED
        status: Option<String>,
        /// What is said about it, in English
        message: Option<String>,
    },
}

/// What is listed.
#[derive(clap::Args)]
pub struct Which {
    /// Of this merchant only
    #[arg(long, value_name = "SELLER_ID")]
    seller: Option<String>,
    /// In this state only
    #[arg(long)]
    state: Option<String>,
    /// How many
    #[arg(long, default_value_t = 20)]
    limit: u32,
}

#[derive(Subcommand)]
pub enum Merchants {
    /// Add a merchant for whom the caller acts
    Add {
        /// Such as seller_id=A1EXAMPLE, region=europe, currency=GBP or active=false
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field)]
        fields: Vec<(String, Value)>,
    },
    /// Alter a merchant
    Alter {
        /// His SellerId
        seller_id: String,
        /// name and active
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field, required = true)]
        fields: Vec<(String, Value)>,
    },
}

#[derive(Subcommand)]
pub enum Objects {
    /// Make one as a buyer does
    Add {
        /// Such as payment=invalid_soft, address=london, environment=live, or amount=19.95 and confirm=true
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field)]
        fields: Vec<(String, Value)>,
    },
    /// Show one with everything that came of it
    Show {
        /// Its id
        id: String,
    },
    /// Change what the buyer has chosen
    Choose {
        /// Its id
        id: String,
        /// payment, address and consent
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field, required = true)]
        fields: Vec<(String, Value)>,
    },
    /// Do what Amazon does with it, or the buyer on Amazon's pages
    Act {
        /// Its id
        id: String,
        /// cancel, close, suspend, delete_billing_address or mend
        action: String,
        /// Such as payment=mastercard
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field)]
        fields: Vec<(String, Value)>,
    },
}

#[derive(Subcommand)]
pub enum Transactions {
    /// Do what Amazon does with one
    Act {
        /// Its id
        id: String,
        /// decide, close or refund
        action: String,
        /// Such as decline=AmazonRejected, amount=5 or cause=chargeback
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field)]
        fields: Vec<(String, Value)>,
    },
}

impl Command {
    pub fn ask(self, caller: Option<&str>) -> Ask {
        let path = |path: &str| within(caller, &format!("amazon-pay/{path}"), &[]);
        match self {
            Self::Merchants { command: None } => Ask::get(path("merchants"), show::pay_merchants),
            Self::Merchants { command: Some(Merchants::Add { fields }) } => {
                Ask::post(path("merchants"), object(fields), show::fields)
            }
            Self::Merchants { command: Some(Merchants::Alter { seller_id, fields }) } => {
                patch(path(&format!("merchants/{}", segment(&seller_id))), fields)
            }
            Self::Orders { which, command } => objects(caller, "order-references", &which, command, show::pay_orders),
            Self::Agreements { which, command } => {
                objects(caller, "billing-agreements", &which, command, show::pay_agreements)
            }
            Self::Authorizations { which, command } => {
                transactions(caller, "authorizations", &which, command, show::pay_authorizations)
            }
            Self::Captures { which, command } => transactions(caller, "captures", &which, command, show::pay_captures),
            Self::Refunds { which, command } => transactions(caller, "refunds", &which, command, show::pay_refunds),
            Self::Status { status: None, .. } => Ask::get(path("service-status"), show::fields),
            Self::Status { status: Some(status), message } => {
                let messages: Vec<_> = message.iter().map(|text| json!({ "locale": "en_US", "text": text })).collect();
                let body = json!({ "status": status, "messages": messages });
                Ask { method: "PUT", path: path("service-status"), body: Some(body), show: show::fields }
            }
        }
    }
}

fn objects(caller: Option<&str>, list: &str, which: &Which, command: Option<Objects>, show: super::Show) -> Ask {
    let path = |rest: &str| within(caller, &format!("amazon-pay/{list}{rest}"), &[]);
    match command {
        None => which.ask(caller, list, show),
        Some(Objects::Add { fields }) => Ask::post(path(""), object(fields), show::fields),
        Some(Objects::Show { id }) => Ask::get(path(&format!("/{}", segment(&id))), show::pay_one),
        Some(Objects::Choose { id, fields }) => patch(path(&format!("/{}", segment(&id))), fields),
        Some(Objects::Act { id, action, fields }) => act(path(&format!("/{}/actions", segment(&id))), action, fields),
    }
}

fn transactions(
    caller: Option<&str>,
    list: &str,
    which: &Which,
    command: Option<Transactions>,
    show: super::Show,
) -> Ask {
    match command {
        None => which.ask(caller, list, show),
        Some(Transactions::Act { id, action, fields }) => {
            let path = format!("amazon-pay/{list}/{}/actions", segment(&id));
            act(within(caller, &path, &[]), action, fields)
        }
    }
}

impl Which {
    fn ask(&self, caller: Option<&str>, list: &str, show: super::Show) -> Ask {
        let parameters = [
            ("seller_id", self.seller.clone()),
            ("state", self.state.clone()),
            ("limit", Some(self.limit.to_string())),
        ];
        Ask::get(within(caller, &format!("amazon-pay/{list}"), &parameters), show)
    }
}

fn act(path: String, action: String, fields: Vec<(String, Value)>) -> Ask {
    Ask::post(path, object([("action".to_owned(), action.into())].into_iter().chain(fields)), show::fields)
}

fn patch(path: String, fields: Vec<(String, Value)>) -> Ask {
    Ask { method: "PATCH", path, body: Some(object(fields)), show: show::fields }
}
