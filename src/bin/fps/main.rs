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
use page::unless_closed;

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
  1  something differed (demo, parity, sign, migrate replay), could not be replayed or compared (migrate replay), was not
     to be found (migrate scan --fail-on) or is damaged (migrate traffic), or this machine failed
  2  bad usage, or a mistake in a configuration (gateway --check) or in a file (migrate link): nothing was sent
  3  the service refused the call
  4  the outcome of the call is unknown: it may have been carried out
  5  the service was never reached: nothing was sent, and it can be tried later
The status is the same where nobody reads standard output to its end, as with `| head`.

With --json, standard output holds one JSON document: the answer, or {\"error\": {…}}.";

fn main() -> ExitCode {
    let arguments = std::env::args_os().collect::<Vec<_>>();
    let json = arguments.iter().skip(1).take_while(|argument| *argument != "--").any(|argument| argument == "--json");
    let failure = match run(&arguments, json) {
        Ok(status) => return status.into(),
        Err(failure) => failure,
    };
    // Where there is nobody left to tell, the status still tells.
    let _ = match json {
        true => json::print(&failure.report()),
        false => write!(io::stderr(), "{failure}"),
    };
    failure.status().into()
}

fn run(arguments: &[OsString], json: bool) -> Result<Status, Failure> {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() && json => return Err(Failure::usage_of(&error)),
        Err(error) => {
            unless_closed(error.print())?;
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
            unless_closed(io::stdout().write_all(&script))?;
            Ok(Status::Success)
        }
    }
}
