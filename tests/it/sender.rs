//! The webhook for one-time codes: signed, tried again after a failure, and never sent again after it was accepted. The
//! receiver of `docs/examples` understands it.

use crate::build_paths::project_root;
use crate::http::http_agent;
use crate::server::{Mode, Server, ServerSettings, new_folder};
use crate::template::{community_database, copy_to, open_database};
use domain::contract::{RequestCode, SignIn};
use domain::sessions::{SignInCodeRequest, SignInRequest};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tests::scenes::client::{Call, community_code};
use tests::scenes::people::{Person, resident_phone};

const KEY: &str = "sender-sender-sender-sender-sender";
/// The second try comes after five seconds, as the alarm is set; a loaded machine may need longer.
const PATIENCE: Duration = Duration::from_secs(45);

struct Received {
    headers: HashMap<String, String>,
    body: String,
}

/// A provider that answers its calls with these statuses in order, and then always with the last one.
fn provider(statuses: &'static [u16]) -> (String, Receiver<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/codes", listener.local_addr().expect("an address"));
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let Ok(mut stream) = stream else { continue };
            let Some(received) = read(&stream) else { continue };
            let status = statuses[number.min(statuses.len() - 1)];
            let _ = write!(stream, "HTTP/1.1 {status} told\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            if tell.send(received).is_err() {
                return;
            }
        }
    });
    (address, told)
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut headers = HashMap::new();
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length: usize = headers.get("content-length")?.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received { headers, body: String::from_utf8(body).ok()? })
}

fn signature(timestamp: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("a key of any length");
    mac.update(format!("{timestamp}.{body}").as_bytes());
    domain::journal::to_hex(&mac.finalize().into_bytes())
}

fn production(address: String) -> Server {
    let data = new_folder();
    copy_to(&data);
    let sender = Some((address, KEY.to_owned()));
    Server::start_with(
        &data,
        Mode::Production,
        &ServerSettings { sender, address_header: None, ..ServerSettings::default() },
    )
}

#[test]
fn what_failed_is_tried_again_and_what_was_taken_is_not() {
    let (address, told) = provider(&[500, 204]);
    let mut server = production(address);
    let (number, here) = (resident_phone(410), (community_code(),));
    let asked = server.now();
    server.call::<RequestCode>(&Person::guest(), &here, &SignInCodeRequest::of(number.clone()));
    let first = told.recv_timeout(PATIENCE).expect("the first try");
    let second = told.recv_timeout(PATIENCE).expect("the second try");
    for try_ in [&first, &second] {
        let timestamp = &try_.headers["x-linli-timestamp"];
        assert_eq!(try_.headers["x-linli-signature"], signature(timestamp, &try_.body), "signed with its time");
        let at: i64 = timestamp.parse().expect("milliseconds");
        assert!((0..300_000).contains(&(at - asked.0)), "within the code's life");
        assert_eq!(try_.headers["x-linli-message"], first.headers["x-linli-message"], "one message, one id");
        assert_eq!(try_.headers["content-type"], "application/json");
    }
    let message: serde_json::Value = serde_json::from_str(&second.body).expect("JSON");
    assert_eq!((message["phone"].as_str(), &first.body), (Some(number.as_str()), &second.body));
    let sent: domain::sessions::Code = message["code"].as_str().expect("a code").parse().expect("six digits");
    let body = SignInRequest { phone: number.clone(), code: sent.clone() };
    server.send(&Call::of::<SignIn>(&Person::guest(), &here, &(), &body)).read::<SignIn>().expect("the code opens");
    assert!(told.recv_timeout(Duration::from_secs(2)).is_err(), "sent again after it was taken");
    server.kill();
    assert_eq!(waiting(&server), 0, "nothing waits any more");
    let log = server.log();
    assert!(log.contains("not sent yet: the provider answers 500"), "{log}");
    for personal in [number.as_str(), sent.as_str()] {
        assert!(!log.contains(personal), "{personal} stands in the log");
    }
}

/// Number of messages in the store, and of their due times.
fn waiting(server: &Server) -> i64 {
    let db = open_database(&community_database(&server.data));
    let count = |sql| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap_or(i64::MAX / 4);
    count("select count(*) from outgoing") + count("select count(*) from due where kind = 'send'")
}

#[test]
fn nobody_is_told_of_a_phone_that_nobody_has() {
    let (address, told) = provider(&[204]);
    let server = production(address);
    let unknown = SignInCodeRequest::of("13911112222".parse().expect("a phone"));
    let known = SignInCodeRequest::of(resident_phone(411));
    for body in [&unknown, &known] {
        server.call::<RequestCode>(&Person::guest(), &(community_code(),), body);
    }
    // The only message is from the second request: the first one sent none.
    let only = told.recv_timeout(PATIENCE).expect("a message");
    assert!(only.body.contains(resident_phone(411).as_str()), "{}", only.headers.len());
}

/// The receiver of `docs/examples/code-receiver`, with this address of an SMS gateway.
struct ExampleReceiver {
    child: Child,
    address: String,
}

impl ExampleReceiver {
    fn start(gateway: &str) -> Self {
        let mut command = Command::new("node");
        command.arg(project_root().join("docs/examples/code-receiver/receiver.mjs"));
        command.env("LINLI_SENDER_KEY", KEY).env("SMS_GATEWAY_URL", gateway).env("SMS_GATEWAY_TOKEN", "token");
        command.env("RECEIVER_PORT", "0").env_remove("CODE_FOLDER").stdout(Stdio::piped());
        let mut child = command.spawn().expect("node starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("its output")).read_line(&mut line).expect("a line");
        let (_, address) = line.trim_end().split_once("listening on ").expect("its address");
        Self { address: address.to_owned(), child }
    }

    /// The status for a message with this id, time and signature.
    fn post(&self, id: &str, timestamp: &str, signature: &str, body: &str) -> u16 {
        let request = http_agent().post(&self.address).header("x-linli-message", id);
        let request = request.header("x-linli-timestamp", timestamp).header("x-linli-signature", signature);
        request.send(body).expect("an answer").status().as_u16()
    }

    /// Stops it; returns its log.
    fn stop(mut self) -> String {
        let _ = self.child.kill();
        let mut log = String::new();
        self.child.stdout.take().expect("its output").read_to_string(&mut log).expect("its log");
        log
    }
}

impl Drop for ExampleReceiver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_example_receiver_passes_a_code_on_once() {
    let (gateway, told) = provider(&[503, 200]);
    let receiver = ExampleReceiver::start(&gateway);
    let server = production(receiver.address.clone());
    let (number, here) = (resident_phone(412), (community_code(),));
    server.call::<RequestCode>(&Person::guest(), &here, &SignInCodeRequest::of(number.clone()));
    let first = told.recv_timeout(PATIENCE).expect("the try that the gateway refused");
    let second = told.recv_timeout(PATIENCE).expect("the next try");
    assert_eq!(first.body, second.body);
    let message: serde_json::Value = serde_json::from_str(&second.body).expect("JSON");
    assert_eq!(message["to"].as_str(), Some(number.as_str()));
    let code = message["params"]["code"].as_str().expect("a code");
    let body = SignInRequest { phone: number.clone(), code: code.parse().expect("six digits") };
    server.send(&Call::of::<SignIn>(&Person::guest(), &here, &(), &body)).read::<SignIn>().expect("the code opens");

    let id = second.headers["idempotency-key"].as_str();
    let (now, sent) = (server.now().0, format!(r#"{{"code":"{code}","phone":"{number}"}}"#));
    let (now, old) = (now.to_string(), (now - 600_000).to_string());
    let other_id = "01KB2Q8Z6T3W9M4E7R5Y0C1D2F";
    for (what, id, timestamp, signature, expect) in [
        ("the same message again", id, &now, signature(&now, &sent), 204),
        ("a wrong signature", other_id, &now, signature(&now, "{}"), 403),
        ("no signature", other_id, &now, String::new(), 403),
        ("an old message", other_id, &old, signature(&old, &sent), 403),
    ] {
        assert_eq!(receiver.post(id, timestamp, &signature, &sent), expect, "{what}");
    }
    assert!(told.try_recv().is_err(), "none of them reached the gateway");
    let log = receiver.stop();
    assert!(
        log.contains("not passed on: the gateway answers 503") && log.contains(&format!("{id} passed on")),
        "{log}"
    );
    for personal in [number.as_str(), code] {
        assert!(!log.contains(personal), "{personal} stands in the log of the receiver");
    }
}
