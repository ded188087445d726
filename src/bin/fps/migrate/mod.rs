//! Moving from FPS to Amazon Pay.

mod files;
mod link;
mod plan;
mod replay;
mod scan;
mod traffic;

use clap::Subcommand;

use crate::failure::{Failure, Status};

/// Move from FPS to Amazon Pay: find what there is, plan, and prove it
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Scan(scan::Args),
    Traffic(traffic::Args),
    Plan(plan::Args),
    Replay(Box<replay::Args>),
    Link(link::Args),
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        match self.command {
            Command::Scan(args) => args.run(),
            Command::Traffic(args) => args.run(),
            Command::Plan(args) => args.run(),
            Command::Replay(args) => args.run(),
            Command::Link(args) => args.run(),
        }
    }
}
