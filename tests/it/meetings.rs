//! Meetings over HTTP: the WebSocket of a meeting, its files as bytes, and a refusal that is counted.
//!
//! HTTP adds the upgrade at the gate, an object that sleeps while its sockets stay open, the bytes of a file that two
//! objects agree about, and workerd's transaction, which keeps the count of a refused command.

use crate::server::{Server, fresh_server, shared_server};
use domain::ballots::{Choice, Method};
use domain::contract::{
    AddRecords, CastOpenVote, CheckInAtMeeting, Empty, Endpoint, FollowMeeting, OpenMeeting, ShowMeetingKey,
};
use domain::ids::{BallotId, CommunityCode};
use domain::limits::CHECK_IN_TRIES_MAX;
use domain::meetings::{AddRecordsRequest, AnnounceMeetingRequest, Electorate, LiveMeeting, MeetingRecord};
use domain::volunteering::AttendanceCodeRequest;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tests::scenes::archive::test_photo;
use tests::scenes::client::community_code;
use tests::scenes::matters::captioned_file;
use tests::scenes::open_meetings::{large_meeting, open_vote_request};
use tests::scenes::people::{DEPUTY, DIRECTOR, Person, SUPERVISOR};
use tests::scenes::volunteering::attendance_code_request;

/// One socket, with the functions that a follower needs: it receives, and sends one message.
struct Socket(BufReader<TcpStream>);

impl Socket {
    /// The status of the answer, and the socket behind it.
    fn open(server: &Server, origin: Option<&str>) -> (String, Self) {
        let host = server.api.address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        let origin = origin.map(|origin| format!("Origin: {origin}\r\n")).unwrap_or_default();
        let path = FollowMeeting::url(&(community_code(), large_meeting()), &());
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{origin}\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("a request");
        let mut socket = Self(BufReader::new(stream));
        let status = socket.line();
        while !socket.line().is_empty() {}
        (status, socket)
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("a line of the head");
        line.trim_end().to_owned()
    }

    fn bytes<const N: usize>(&mut self) -> std::io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).map(|()| bytes)
    }

    /// Kind and content of the next frame. Our frames are complete, and shorter than 64 kB.
    fn frame(&mut self) -> std::io::Result<(u8, Vec<u8>)> {
        let [first, length] = self.bytes()?;
        let length = if length < 126 { u16::from(length) } else { u16::from_be_bytes(self.bytes()?) };
        let mut content = vec![0; usize::from(length)];
        self.0.read_exact(&mut content)?;
        Ok((first & 0x0f, content))
    }

    fn hears(&mut self) -> LiveMeeting {
        let (kind, content) = self.frame().expect("a push");
        assert_eq!(kind, 1, "a text: {content:?}");
        serde_json::from_slice(&content).expect("counts, and nothing else")
    }

    /// Waits for a push in which this ballot has this number of votes.
    fn hears_of(&mut self, ballot: BallotId, voted: u32) {
        while turnout(&self.hears(), ballot) != voted {}
    }
}

fn turnout(live: &LiveMeeting, ballot: BallotId) -> u32 {
    live.ballots.iter().find(|row| row.ballot == ballot).map_or(0, |row| row.turnout.voted)
}

fn vote(server: &Server, ballot: &(CommunityCode, BallotId)) {
    let who = server.resident();
    server.call::<CastOpenVote>(&who, ballot, &open_vote_request(who.member(), Choice::For));
}

#[test]
fn a_follower_hears_of_votes_and_pages_of_others_hear_nothing() {
    let server = fresh_server();
    let ballot = server.open_ballot(large_meeting(), Method::Open);
    let (refused, _) = Socket::open(&server, Some("https://evil.example"));
    assert!(refused.contains(" 403 "), "{refused}");
    let (status, mut socket) = Socket::open(&server, Some(&server.api.address));
    assert!(status.contains(" 101 "), "{status}");
    assert_eq!(turnout(&socket.hears(), ballot.1), 0, "where things stand, at once");
    vote(&server, &ballot);
    vote(&server, &ballot);
    socket.hears_of(ballot.1, 2);

    // Nothing happens for longer than an idle object stays in memory: the socket stays open, and receives again.
    let idle = Some(Duration::from_secs(15));
    socket.0.get_ref().set_read_timeout(idle).expect("a limit");
    assert!(socket.frame().is_err(), "nothing changed, nothing is told");
    vote(&server, &ballot);
    socket.hears_of(ballot.1, 3);

    // A follower who sends a message is disconnected; the server still answers everybody else.
    socket.0.get_mut().write_all(&[0x81, 0x81, 0, 0, 0, 0, b'x']).expect("a word");
    while socket.frame().is_ok_and(|(kind, _)| kind != 8) {}
    vote(&server, &ballot);
}

#[test]
fn material_and_photos_are_for_everybody_and_signatures_for_two_committees() {
    let server = shared_server();
    let (director, supervisor, resident) = (server.person(DIRECTOR), server.person(SUPERVISOR), server.resident());
    let material = server.bring(&director, test_photo(7301)).file;
    let talk = server.talk(Electorate::JointCommittees);
    let at = server.announce(&AnnounceMeetingRequest { materials: vec![captioned_file(material)], ..talk });
    server.call::<OpenMeeting>(&director, &at, &Empty {});
    let add = |record, number| {
        let file = server.bring(&director, test_photo(number)).file;
        let body = AddRecordsRequest { record, files: vec![captioned_file(file)] };
        server.call::<AddRecords>(&director, &at, &body);
        file
    };
    let photo = add(MeetingRecord::Photo, 7401);
    let sheet = add(MeetingRecord::SignatureSheet, 7402);
    for who in [&Person::guest(), &resident, &director, &supervisor] {
        for (file, number) in [(material, 7301), (photo, 7401)] {
            let answer = server.file(who, file);
            assert_eq!((answer.status, &answer.body), (200, &test_photo(number)));
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        }
    }
    for (who, status) in [(&Person::guest(), 401), (&resident, 403)] {
        assert_eq!(server.file(who, sheet).status, status);
    }
    for who in [&director, &supervisor] {
        let answer = server.file(who, sheet);
        assert_eq!((answer.status, &answer.body), (200, &test_photo(7402)));
        assert_eq!(answer.header("cache-control"), "private, no-store");
    }
}

#[test]
fn a_forged_code_is_refused_and_counted() {
    let server = shared_server();
    let (director, deputy) = (server.person(DIRECTOR), server.person(DEPUTY));
    let (at, other) = (server.opened(), server.opened());
    let key = server.call::<ShowMeetingKey>(&director, &at, &Empty {});
    let foreign = server.call::<ShowMeetingKey>(&director, &other, &Empty {});
    let good = attendance_code_request(&key.key, key.now, 0);
    // Codes of other moments on the screen of another meeting; one in a million matches by chance.
    let forged =
        AttendanceCodeRequest { code: attendance_code_request(&foreign.key, foreign.now, 0).code, at: good.at };
    for _ in 0..CHECK_IN_TRIES_MAX {
        let refused = server.refusal::<CheckInAtMeeting>(&deputy, &at, &forged);
        assert_eq!(refused, (422, "meetings/code-not-valid".into()));
    }
    let refused = server.refusal::<CheckInAtMeeting>(&deputy, &at, &good);
    assert_eq!(refused, (429, "meetings/too-many-wrong-codes".into()));
}
