//! `fps gateway`: FPS for old programs, Amazon Pay for the world.

mod check;
mod config;
mod log;
mod serve;
mod shadow;

use std::path::PathBuf;

use chrono::Utc;

use crate::failure::{Failure, Status};
use crate::page::say;
pub use config::home;
use config::{Config, Flags, Settings, Variables};
use shadow::Source;

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
    /// Check the configuration, the store, the ports and the certificates, tell what is in force with secrets left out,
    /// and end: with status 0 where the gateway can start, also where it can only once another program has ended that has
    /// its books open or its port, which is warned of; else with 2
    #[arg(long)]
    check: bool,
    /// With --check, also ask Amazon Pay whether it is well, and whether the merchants' accounts are
    #[arg(long, requires = "check")]
    online: bool,
    /// Write a configuration file with every setting to standard output, to be filled in, and end
    #[arg(long, conflicts_with = "check")]
    print_config: bool,
    /// Rehearse: answer from a simulation of FPS (`simulated`), or as FPS answered in recorded traffic (files in any format
    /// that `fps migrate traffic` reads, with bodies), and show for every call what the gateway would have done: what it
    /// would have asked of Amazon Pay, and what it would have refused although it was answered here. Nothing is sent
    /// there, and nothing is kept; at the end there is a summary of every action that was called.
    ///
    /// From a recording only the same call is answered: the same action with the same parameters, whenever it is signed.
    /// Recorded several times, it walks through its answers and stays at the last. Any other call is refused with
    /// ServiceUnavailable and HTTP status 503. There are no co-branded pages then, and no notifications.
    ///
    /// Where recordings have one caller, it doesn't matter who signs. Where they have several, each is answered with what
    /// its own access key was answered, and whoever isn't recorded is refused.
    ///
    /// Everything is in memory: up to 512 MiB of recorded answers, or 100,000 simulated calls that change something.
    #[arg(long, value_name = "SOURCE", num_args = 1.., conflicts_with_all = ["check", "print_config"])]
    shadow: Option<Vec<String>>,
    /// With --check or --shadow, write one JSON document in the end: standard output has nothing else, and the line that
    /// says where --shadow is ready goes to standard error
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    flags: Flags,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        if self.print_config {
            say(config::EXAMPLE)?;
            return Ok(Status::Success);
        }
        let variables: Variables = std::env::vars_os().collect();
        let mut problems = Vec::new();
        let settings = Settings::load(self.config.as_deref(), &variables, &self.flags, &mut problems);
        let config = Config::of(&settings, &variables, Utc::now(), &mut problems);
        match config {
            _ if self.check => check::run(&settings, config.as_ref(), problems, self.online, self.json),
            Some(config) => match self.shadow {
                Some(source) => shadow::run(config, &problems, Source::of(source)?, self.json),
                None => serve::run(config, &problems),
            },
            None => {
                let problems = problems.iter().map(ToString::to_string).collect::<Vec<_>>();
                let failure = Failure::usage(format!("the configuration can't be used:\n{}", problems.join("\n")));
                Err(failure.advise("fps gateway --check tells what is in force, and where each value comes from."))
            }
        }
    }
}
