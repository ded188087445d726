//! Every error that the contract of Amazon Pay lists for an operation is had from the sandbox: by a rule where the
//! service has one, else by a scripted fault.

#[path = "amazon_pay_errors/provoke.rs"]
mod provoke;
#[path = "amazon_pay_errors/world.rs"]
mod world;

use amazon_fps::amazon_pay::{Operation, SERVICE};
use amazon_fps::contract::ErrorInfo;
use amazon_fps::sandbox::{Effect, Fault};
use amazon_fps::wire::{Limits, xml};

use provoke::{BY_NO_RULE, EVERY, by_no_rule, is_unwelcome, provoke, send_unwelcome};
use world::{Call, World};

#[tokio::test]
async fn every_error_can_be_had() {
    let shared = World::new().await;
    let mut problems = Vec::new();
    for info in SERVICE.errors {
        for name in info.operations {
            let operation = Operation::from_name(name).expect("the contract has it");
            let listed = SERVICE.operation(name).expect("the contract has it").errors;
            assert!(listed.contains(&info.code), "{name} and {} don't agree", info.code);
            let (status, body) = if by_no_rule(operation, info.code) {
                by_a_fault(&shared, operation, info.code).await
            } else if is_unwelcome(info.code) {
                send_unwelcome(&shared, operation, info.code).await;
                shared.reply()
            } else {
                let world = World::new().await;
                if !provoke(&world, operation, info.code).await {
                    problems.push(format!("{name}: nothing here says how {} is provoked", info.code));
                    continue;
                }
                world.reply()
            };
            if let Err(problem) = check(info, status, &body) {
                problems.push(format!("{name}: {} is expected, and {problem}", info.code));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn what_is_said_of_an_error_is_how_it_is_had() {
    for info in SERVICE.errors {
        let said = info.provoke.expect("every error says how to get it");
        let has_no_rule = BY_NO_RULE.iter().any(|(code, operations)| *code == info.code && *operations == EVERY);
        assert_eq!(said.starts_with("By no rule:"), has_no_rule, "{}: {said}", info.code);
    }
}

async fn by_a_fault(world: &World, operation: Operation, code: &str) -> (u16, String) {
    let fault = Fault::new(Effect::Code(code.to_owned())).of(operation.name()).of_service("amazon-pay");
    world.sandbox.inject(fault).expect("the contract has the operation and the code");
    world.send(operation, Call::default()).await;
    assert!(world.sandbox.faults().is_empty(), "{}: the fault was not used up", operation.name());
    world.reply()
}

/// Whether that is the error, in the shape that the clients of the service read.
fn check(info: &ErrorInfo, status: u16, body: &str) -> Result<(), String> {
    let tree = xml::read(body, &Limits::ANSWER).map_err(|error| format!("it was no XML: {error}: {body}"))?;
    let root = tree.root();
    let error = root.child("Error").ok_or_else(|| format!("there was no error: {body}"))?;
    let text = |name| error.child(name).map(|node| node.text().to_owned()).unwrap_or_default();
    if text("Code") != info.code {
        return Err(format!("{} came: {}", text("Code"), text("Message")));
    }
    if status != info.http_status {
        return Err(format!("the HTTP status was {status}, not {}", info.http_status));
    }
    let whose = if info.http_status >= 500 { "Receiver" } else { "Sender" };
    if text("Type") != whose {
        return Err(format!("its Type was {}", text("Type")));
    }
    if text("Message").trim().is_empty() {
        return Err("there was no message".to_owned());
    }
    match root.child("RequestId") {
        Some(id) if id.text().len() == 36 => Ok(()),
        _ => Err(format!("there was no request id: {body}")),
    }
}
