//! E-mails that leave by SMTP, and a server that takes them.

use base64::{Engine, engine::general_purpose::STANDARD};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use super::*;
use crate::sandbox::{
    Mail, MailFilter,
    mail::Smtp,
    rows::{About, Content, Message},
};

over_stores! {
    async fn mails_leave_through_the_outbox(world: World) {
        let (port, server) = serve(&[&[], &[]]).await;
        let world = world.with(|builder| builder.smtp(format!("127.0.0.1:{port}"))).await;
        world.pay(&world.sender("ABT").await, "10").await.unwrap();
        for mail in mails(&world).await {
            assert_eq!((mail.due, mail.delivered, mail.attempts.len()), (Some(world.now()), None, 0));
        }
        world.sandbox.deliver().await.unwrap();
        let received = server.await.unwrap();
        let mails = mails(&world).await;
        assert_eq!((mails.len(), received.len()), (2, 2));
        for (mail, received) in mails.iter().rev().zip(&received) {
            assert_eq!(received.to, format!("<{}>", mail.to));
            assert!(received.data.contains(&format!("\r\nSubject: {}\r\n", mail.subject)), "{}", received.data);
            let [attempt] = &mail.attempts[..] else { panic!("{mail:?}") };
            assert_eq!((attempt.at, &attempt.failure), (world.now(), &None));
            assert_eq!((mail.due, mail.delivered), (None, Some(world.now())));
        }
        // The server is gone, and is not asked again.
        world.sandbox.deliver().await.unwrap();
        assert_eq!(self::mails(&world).await, mails);
    }

    async fn a_mail_that_is_not_taken_is_sent_again(world: World) {
        let full: &[_] = &[("RCPT", "452 the mailbox is full")];
        let (port, server) = serve(&[full, full, &[], &[]]).await;
        let world = world.with(|builder| builder.smtp(format!("localhost:{port}"))).await;
        world.pay(&world.sender("ABT").await, "10").await.unwrap();
        world.sandbox.deliver().await.unwrap();
        for mail in mails(&world).await {
            let failure = mail.attempts[0].failure.as_ref().unwrap();
            assert!(failure.contains("the mailbox is full"), "{failure}");
            assert_eq!((mail.due, mail.delivered), (Some(world.now() + TimeDelta::minutes(1)), None));
        }
        world.pass(TimeDelta::seconds(59));
        world.sandbox.deliver().await.unwrap();
        world.pass(TimeDelta::seconds(1));
        world.sandbox.deliver().await.unwrap();
        let received = server.await.unwrap();
        assert_eq!(received.iter().filter(|received| !received.data.is_empty()).count(), 2);
        for mail in mails(&world).await {
            assert_eq!((mail.attempts.len(), mail.due, mail.delivered), (2, None, Some(world.now())));
            assert_eq!(mail.attempts[1].failure, None);
        }
    }
}

#[tokio::test]
async fn a_server_gets_what_stands_in_the_mailbox() {
    let (port, server) = serve(&[&[]]).await;
    let smtp = Smtp::new(&format!("127.0.0.1:{port}"), None, false).unwrap();
    let long = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ".repeat(5);
    let text = format!("Dear Zoë,\n\n{long}\n.\n..= {}\n", "=".repeat(80));
    smtp.send(&message("Zoë “Zed” Ζήνων", "zoe@example.com", "Überweisung an Ζήνων", &text)).await.unwrap();

    let [Received { from, to, data }] = server.await.unwrap().try_into().unwrap_or_else(|_| panic!("one e-mail"));
    assert_eq!((from.as_str(), to.as_str()), ("<fps-sandbox@localhost>", "<zoe@example.com>"));
    assert!(data.is_ascii(), "{data}");
    let (head, body) = data.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ");
    let header = |name: &str| {
        let lines: Vec<_> = head.lines().filter_map(|line| line.strip_prefix(&format!("{name}: "))).collect();
        let [line] = lines[..] else { panic!("{name} in {head}") };
        decoded(line)
    };
    assert_eq!(header("Subject"), "Überweisung an Ζήνων");
    assert_eq!(header("To").replace('"', ""), "Zoë “Zed” Ζήνων <zoe@example.com>");
    assert_eq!(header("From").replace('"', ""), "FPS Sandbox <fps-sandbox@localhost>");
    assert_eq!(header("Message-ID"), "<M1@fps-sandbox.localhost>");
    assert_eq!(header("Date"), "Mon, 05 Mar 2012 17:30:00 +0000");
    assert_eq!(header("Content-Type"), "text/plain; charset=utf-8");
    let body = match header("Content-Transfer-Encoding").as_str() {
        "quoted-printable" => unquoted(body),
        "base64" => STANDARD.decode(body.replace("\r\n", "")).unwrap(),
        other => panic!("{other}"),
    };
    assert_eq!(String::from_utf8(body).unwrap().replace("\r\n", "\n").trim_end(), text.trim_end());
}

#[tokio::test]
async fn a_server_that_does_not_take_it_is_told() {
    for (command, answer) in
        [("MAIL", "451 try again"), ("RCPT", "550 nobody of that name"), ("DATA", "554 no"), ("", "421 busy")]
    {
        let (port, server) = serve(&[&[(command, answer)]]).await;
        let smtp = Smtp::new(&format!("smtp://127.0.0.1:{port}/"), None, false).unwrap();
        let error = smtp.send(&message("Bea", "buyer@example.com", "Hello", "Hello")).await.unwrap_err();
        assert!(error.starts_with(&format!("127.0.0.1:{port}: ")) && error.contains(&answer[4..]), "{error}");
        server.abort();
    }
    // Nobody is there any more.
    let (port, server) = serve(&[&[]]).await;
    server.abort();
    let _ = server.await;
    let smtp = Smtp::new(&format!("127.0.0.1:{port}"), None, false).unwrap();
    let error = smtp.send(&message("Bea", "buyer@example.com", "Hello", "Hello")).await.unwrap_err();
    assert!(error.contains("onnection"), "{error}");
}

#[tokio::test]
async fn what_is_no_address_is_not_sent() {
    let smtp = Smtp::new("127.0.0.1:9", None, false).unwrap();
    for address in ["", "buyer", "buyer@", "a@b\r\nRCPT TO:<c@example.com>"] {
        let error = smtp.send(&message("Bea", address, "Hello", "Hello")).await.unwrap_err();
        assert!(error.contains("is not an e-mail address"), "{error}");
    }
}

#[tokio::test]
async fn only_this_machine_gets_mail_unless_others_are_allowed() {
    // A documentation address: nothing is sent there.
    let smtp = Smtp::new("192.0.2.1:25", None, false).unwrap();
    let error = smtp.send(&message("Bea", "buyer@example.com", "Hello", "Hello")).await.unwrap_err();
    assert_eq!(error, "192.0.2.1:25 is not a loopback address: start with --notify-anywhere");
}

#[tokio::test]
async fn servers_are_given_as_they_can_be() {
    for (address, from) in [
        ("localhost:1025", None),
        ("smtp://localhost:1025", None),
        ("[::1]:25", None),
        ("127.0.0.1:2525", Some("shop@example.com")),
        ("mail-catcher:1025", Some("Zoë <zoe@example.com>")),
    ] {
        Smtp::new(address, from, false).unwrap();
    }
    for address in ["", "localhost", ":25", "localhost:", "localhost:0", "localhost:70000", "a b:25", "user@host:25"] {
        let error = Sandbox::builder().smtp(address).build().await.unwrap_err().to_string();
        assert_eq!(error, format!("e-mails can't be sent: '{address}' is not of the form HOST:PORT"));
    }
    let error = Sandbox::builder().smtp("localhost:25").smtp_from("nobody").build().await.unwrap_err().to_string();
    assert!(error.starts_with("e-mails can't be sent: 'nobody' can't be the sender of e-mails"), "{error}");
}

fn message(name: &str, to: &str, subject: &str, text: &str) -> Message {
    Message {
        id: "M1".to_owned(),
        at: START.parse().unwrap(),
        about: About::Account(String::new()),
        content: Content::Mail {
            template: "DailySummary".to_owned(),
            to: to.to_owned(),
            name: name.to_owned(),
            subject: subject.to_owned(),
            text: text.to_owned(),
        },
        due: None,
        attempts: Vec::new(),
        delivered: None,
    }
}

async fn mails(world: &World) -> Vec<Mail> {
    world.sandbox.mail(MailFilter::default()).await.unwrap()
}

/// What a server was given in one connection.
struct Received {
    from: String,
    to: String,
    data: String,
}

/// A server that takes as many connections as there are elements; one answers a command otherwise where its element
/// says so. The empty command is the greeting.
async fn serve(connections: &[&[(&str, &str)]]) -> (u16, JoinHandle<Vec<Received>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let owned = |(command, answer): &(&str, &str)| ((*command).to_owned(), (*answer).to_owned());
    let connections: Vec<Vec<_>> = connections.iter().map(|answers| answers.iter().map(owned).collect()).collect();
    let task = tokio::spawn(async move {
        let mut received = Vec::new();
        for answers in connections {
            let (stream, _) = listener.accept().await.unwrap();
            received.push(take(stream, &answers).await);
        }
        received
    });
    (port, task)
}

async fn take(stream: TcpStream, answers: &[(String, String)]) -> Received {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut received = Received { from: String::new(), to: String::new(), data: String::new() };
    let mut line = String::new();
    loop {
        let command = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let usual = match command.as_str() {
            "" => "220 ready",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        let answer = answers.iter().find(|(known, _)| *known == command).map_or(usual, |(_, answer)| answer);
        write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
        match command.as_str() {
            "MAIL" => received.from = line["MAIL FROM:".len()..].split(' ').next().unwrap().to_owned(),
            "RCPT" => received.to = line["RCPT TO:".len()..].to_owned(),
            "DATA" if answer.starts_with('3') => {
                while let Some(line) = lines.next_line().await.unwrap().filter(|line| line != ".") {
                    received.data += &format!("{}\r\n", line.strip_prefix('.').unwrap_or(&line));
                }
                write.write_all(b"250 taken\r\n").await.unwrap();
            }
            "QUIT" => return received,
            _ => {}
        }
        match lines.next_line().await {
            Ok(Some(next)) => line = next,
            _ => return received,
        }
    }
}

/// A header in which words may be encoded, all of them in UTF-8 and base64.
fn decoded(header: &str) -> String {
    let mut text = Vec::new();
    let mut was_encoded = true;
    for word in header.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?b?").and_then(|word| word.strip_suffix("?="));
        // A blank between two encoded words is none of the text.
        if !(text.is_empty() || was_encoded && encoded.is_some()) {
            text.push(b' ');
        }
        was_encoded = encoded.is_some();
        text.extend(encoded.map_or_else(|| word.as_bytes().to_vec(), |word| STANDARD.decode(word).unwrap()));
    }
    String::from_utf8(text).unwrap()
}

fn unquoted(body: &str) -> Vec<u8> {
    let joined = body.replace("=\r\n", "");
    let mut rest = joined.as_bytes();
    let mut text = Vec::new();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'=' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            text.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            text.push(first);
            rest = after;
        }
    }
    text
}
