//! `fps`: call, describe, sign, run and compare the Flexible Payments Service, and Amazon Pay, from a command line.

mod as_amazon;
mod call;
mod connection;
mod control;
mod demo;
mod describe;
mod failure;
mod gateway;
mod https;
mod json;
mod listen;
mod migrate;
mod observe;
mod page;
mod parity;
mod sandbox;
mod sandbox_ctl;
mod service;
mod sign;
mod world;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use failure::{Failure, Status};

/// The Flexible Payments Service from a command line: call it, describe it, run a sandbox of it.
#[derive(Parser)]
#[command(name = "fps", version, max_term_width = 100, arg_required_else_help = true, after_help = STATUSES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Call(call::Args),
    Demo(demo::Args),
    Describe(describe::Args),
    Gateway(Box<gateway::Args>),
    Listen(listen::Args),
    Migrate(migrate::Args),
    Parity(parity::Args),
    Sandbox(sandbox::Args),
    SandboxCtl(sandbox_ctl::Args),
    Sign(sign::Args),
    /// Write the completions of a shell to standard output
    Completions {
        /// The shell
        shell: Shell,
    },
}

const STATUSES: &str = "\
Exit status:
  0  success
  1  something differed (demo, parity, sign) or was not to be found (migrate scan --fail-on), or this machine failed
  2  bad usage: nothing was sent
  3  the service refused the call
  4  the outcome of the call is unknown: it may have been carried out
  5  the service was never reached: nothing was sent, and it can be tried later

With --json, standard output holds one JSON document: the answer, or {\"error\": {…}}.";

fn main() -> ExitCode {
    let arguments = std::env::args_os().collect::<Vec<_>>();
    let json = arguments.iter().skip(1).take_while(|argument| *argument != "--").any(|argument| argument == "--json");
    let failure = match run(&arguments, json) {
        Ok(status) => return status.into(),
        Err(failure) => failure,
    };
    if failure.is_closed_pipe() {
        return Status::Success.into();
    }
    let written = match json {
        true => json::print(&failure.report()),
        false => write!(io::stderr(), "{failure}"),
    };
    match written {
        Ok(()) => failure.status().into(),
        // There is nobody left to tell.
        Err(_) => Status::Failed.into(),
    }
}

fn run(arguments: &[OsString], json: bool) -> Result<Status, Failure> {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() && json => return Err(Failure::usage_of(&error)),
        Err(error) => {
            error.print()?;
            return Ok(if error.use_stderr() { Status::Usage } else { Status::Success });
        }
    };
    match cli.command {
        Command::Call(args) => args.run(),
        Command::Demo(args) => args.run(),
        Command::Describe(args) => args.run(),
        Command::Gateway(args) => args.run(),
        Command::Listen(args) => args.run(),
        Command::Migrate(args) => args.run(),
        Command::Parity(args) => args.run(),
        Command::Sandbox(args) => args.run(),
        Command::SandboxCtl(args) => args.run(),
        Command::Sign(args) => args.run(),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "fps", &mut script);
            io::stdout().write_all(&script)?;
            Ok(Status::Success)
        }
    }
}
