//! `fps gateway`: FPS for old programs, Amazon Pay for the world.

mod check;
mod config;

use std::io::{self, Write};
use std::path::PathBuf;

use chrono::Utc;

use crate::failure::{Failure, Status};
use config::{Config, Flags, Settings, Variables};

/// Run the gateway: it speaks FPS to old programs, over REST and SOAP, and pays with Amazon Pay
///
/// Prints `ready http://ADDRESS` (or `https://…`) when it is ready. What it is to do comes from the command line, from
/// variables of the environment that begin with FPS_GATEWAY_, and from a file, in this order; --print-config writes such
/// a file, and --check tells what is in force.
///
/// SIGTERM or Ctrl-C ends it once what is under way is done; a second one ends it at once. What it has begun with Amazon
/// Pay by then is written down, and goes on when it is started again.
#[derive(clap::Args)]
pub struct Args {
    /// The configuration file [default: the environment variable FPS_GATEWAY_CONFIG]
    #[arg(long, value_name = "FILE.toml")]
    config: Option<PathBuf>,
    /// Check the configuration, the store and the certificates, tell what is in force with secrets left out, and end:
    /// with status 0 where the gateway can start, else with 2
    #[arg(long)]
    check: bool,
    /// With --check, also ask Amazon Pay whether it is well, and whether the merchants' accounts are
    #[arg(long, requires = "check")]
    online: bool,
    /// Write a configuration file with every setting to standard output, to be filled in, and end
    #[arg(long, conflicts_with = "check")]
    print_config: bool,
    /// With --check, write one JSON document
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    flags: Flags,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        if self.print_config {
            io::stdout().write_all(config::EXAMPLE.as_bytes())?;
            return Ok(Status::Success);
        }
        let variables: Variables = std::env::vars_os().collect();
        let mut problems = Vec::new();
        let settings = Settings::load(self.config.as_deref(), &variables, &self.flags, &mut problems);
        let config = Config::of(&settings, &variables, Utc::now(), &mut problems);
        check::run(&settings, config.as_ref(), problems, self.online, self.json)
    }
}
