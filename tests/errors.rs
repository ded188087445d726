//! Every error that the contract lists for an action is had from the sandbox, over REST and over SOAP: by a rule where
//! the service has one, else by a scripted fault.

#[path = "errors/provoke.rs"]
mod provoke;
#[path = "errors/world.rs"]
mod world;

use amazon_fps::contract::ErrorInfo;
use amazon_fps::fps::{Operation, SERVICE};
use amazon_fps::sandbox::{Effect, Fault};
use amazon_fps::wire::{Limits, xml};

use provoke::{BY_NO_RULE, EVERY, by_no_rule, is_unwelcome, provoke, send_unwelcome};
use world::{Call, Way, World};

#[tokio::test]
async fn every_error_can_be_had_over_rest() {
    every_error(Way::Rest).await;
}

#[tokio::test]
async fn every_error_can_be_had_over_soap() {
    every_error(Way::Soap).await;
}

#[test]
fn what_is_said_of_an_error_is_how_it_is_had() {
    for info in SERVICE.errors {
        let said = info.provoke.expect("every error says how to get it");
        let has_no_rule = BY_NO_RULE.iter().any(|(code, actions)| *code == info.code && *actions == EVERY);
        assert_eq!(said.starts_with("By no rule:"), has_no_rule, "{}: {said}", info.code);
    }
}

async fn every_error(way: Way) {
    let shared = World::new(way).await;
    let mut problems = Vec::new();
    for info in SERVICE.errors {
        for action in info.operations {
            let operation = Operation::from_name(action).expect("the contract has it");
            let listed = SERVICE.operation(action).expect("the contract has it").errors;
            assert!(listed.contains(&info.code), "{action} and {} don't agree", info.code);
            let reply = if by_no_rule(way, operation, info.code) {
                by_a_fault(&shared, operation, info.code).await
            } else if is_unwelcome(operation, info.code) {
                send_unwelcome(&shared, operation, info.code).await;
                shared.reply()
            } else {
                let world = World::new(way).await;
                if !provoke(&world, operation, info.code).await {
                    problems.push(format!("{action}: nothing here says how {} is provoked", info.code));
                    continue;
                }
                world.reply()
            };
            if let Err(problem) = check(way, info, reply.0, &reply.1) {
                problems.push(format!("{action}: {} is expected, and {problem}", info.code));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

async fn by_a_fault(world: &World, operation: Operation, code: &str) -> (u16, String) {
    let fault = Fault::new(Effect::Code(code.to_owned())).of(operation.name());
    world.sandbox.inject(fault).expect("the contract has the action and the code");
    world.send(operation, Call::default()).await;
    assert!(world.sandbox.faults().is_empty(), "{}: the fault was not used up", operation.name());
    world.reply()
}

/// Whether that is the error in the shape that every client of the transport can read.
fn check(way: Way, info: &ErrorInfo, status: u16, body: &str) -> Result<(), String> {
    let expected = match way {
        Way::Rest => info.http_status,
        // SOAP 1.1 has one status for every fault.
        Way::Soap => 500,
    };
    let (code, message, id) = match way {
        Way::Rest => compact(body)?,
        Way::Soap => fault(body)?,
    };
    let code_there = match way {
        Way::Rest => info.code.to_owned(),
        Way::Soap if info.http_status >= 500 => format!("aws:Server.{}", info.code),
        Way::Soap => format!("aws:Client.{}", info.code),
    };
    if code != code_there {
        return Err(format!("{code} came: {message}"));
    }
    if status != expected {
        return Err(format!("the HTTP status was {status}, not {expected}"));
    }
    if message.trim().is_empty() {
        return Err("there was no message".to_owned());
    }
    if id.len() != 36 {
        return Err(format!("the request id was '{id}'"));
    }
    Ok(())
}

/// The code, the message and the request id of an error over REST, whose tags stand side by side: clients take it
/// apart with patterns that know no white space.
fn compact(body: &str) -> Result<(String, String, String), String> {
    let tree = xml::read(body, &Limits::ANSWER).map_err(|error| format!("it was no XML: {error}"))?;
    let root = tree.root();
    let error = root.child("Errors").and_then(|errors| errors.child("Error"));
    let text = |name| error.and_then(|error| error.child(name)).map(|node| node.text()).unwrap_or_default();
    let id = root.child("RequestID").map(|node| node.text()).unwrap_or_default();
    let begins = format!("<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>{}</Code><Message>", text("Code"));
    let ends = format!("</Message></Error></Errors><RequestID>{id}</RequestID></Response>");
    if !body.starts_with(&begins) || !body.ends_with(&ends) {
        return Err(format!("its shape was: {body}"));
    }
    Ok((text("Code").to_owned(), text("Message").to_owned(), id.to_owned()))
}

/// The code, the message and the request id of a SOAP fault.
fn fault(body: &str) -> Result<(String, String, String), String> {
    let tree = xml::read(body, &Limits::ANSWER).map_err(|error| format!("it was no XML: {error}"))?;
    let fault = tree.root().child("Body").and_then(|body| body.child("Fault"));
    let fault = fault.ok_or_else(|| format!("there was no fault: {body}"))?;
    let text = |name| fault.child(name).map(|node| node.text()).unwrap_or_default().to_owned();
    let id = fault.child("detail").and_then(|detail| detail.child("RequestId")).map(|node| node.text());
    Ok((text("faultcode"), text("faultstring"), id.unwrap_or_default().to_owned()))
}
