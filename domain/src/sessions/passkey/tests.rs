//! Vectors made by a software passkey, each with one fault.

mod software;

use super::*;
use proptest::prelude::*;
use software::Software;

/// Introduces one fault.
type Change<'a> = &'a dyn Fn(&mut Software);
type Counted = Result<u32, Flaw>;

const ORIGIN: &str = "https://linli.example";

fn site() -> Site<'static> {
    Site::of(ORIGIN).unwrap()
}

fn challenge() -> (String, [u8; CHALLENGE_BYTES]) {
    let bytes = [7u8; CHALLENGE_BYTES];
    (Octets::<CHALLENGE_BYTES>::new(bytes.to_vec()).unwrap().to_string(), bytes)
}

#[test]
fn our_own_origin_and_the_host_in_it() {
    for (origin, host) in [
        (ORIGIN, Some("linli.example")),
        ("http://localhost:8787", Some("localhost")),
        ("https://a.b-c.example:8443", Some("a.b-c.example")),
        ("ftp://linli.example", None),
        ("https://", None),
        ("https://a/b", None),
        ("https://a@b", None),
        ("https://[::1]:8787", None),
        ("null", None),
        ("", None),
    ] {
        assert_eq!(Site::of(origin).map(|site| site.host), host, "{origin}");
    }
}

#[test]
fn what_the_browser_was_asked() {
    let (text, bytes) = challenge();
    let key = Software::new(ORIGIN, 1);
    let elsewhere = Software::new("https://evil.example", 1);
    let framed = String::from_utf8(key.made(&text)).unwrap().replace("false", "true");
    for (name, client_data, act, expect) in [
        ("made", key.made(&text), Act::Make, Ok(bytes)),
        ("shown", key.shown(&text), Act::Show, Ok(bytes)),
        ("made, to sign in", key.made(&text), Act::Show, Err(Flaw::OtherAct)),
        ("shown, to enrol", key.shown(&text), Act::Make, Err(Flaw::OtherAct)),
        ("a payment", key.client_data("payment.get", &text), Act::Show, Err(Flaw::OtherAct)),
        ("on another page", elsewhere.shown(&text), Act::Show, Err(Flaw::OtherOrigin)),
        ("in a frame", framed.into_bytes(), Act::Make, Err(Flaw::OtherOrigin)),
        ("a short challenge", key.shown(&text[..40]), Act::Show, Err(Flaw::Unread)),
        ("a long one", key.shown(&format!("{text}AA")), Act::Show, Err(Flaw::Unread)),
        (
            "no challenge",
            b"{\"type\":\"webauthn.get\",\"origin\":\"https://linli.example\"}".to_vec(),
            Act::Show,
            Err(Flaw::Unread),
        ),
        ("nothing", vec![], Act::Show, Err(Flaw::Unread)),
    ] {
        assert_eq!(read_challenge(&client_data, act, site()), expect, "{name}");
    }
}

#[test]
fn a_passkey_that_was_made() {
    let key = Software::new(ORIGIN, 1);
    let of = |change: &dyn Fn(&mut Software)| {
        let mut key = Software::new(ORIGIN, 1);
        change(&mut key);
        key.attestation()
    };
    let with = |cose: &[u8]| Software::wrapped(&key.new_data(cose));
    let changed = |at: usize, to: u8| {
        let mut cose = key.cose();
        cose[at] = to;
        with(&cose)
    };
    let good = NewPasskey {
        credential: key.credential.clone(),
        key: read_new_passkey(&key.attestation(), site()).unwrap().key,
        count: 0,
    };
    let extended = |more: &[u8]| {
        let mut data = key.new_data(&key.cose());
        data[32] |= 0x80;
        data.extend_from_slice(more);
        Software::wrapped(&data)
    };
    let trusted = {
        // {"fmt": "packed", "attStmt": {"alg": -7, "sig": h'00', "x5c": [h'00']}, "authData": …}
        let plain = String::from_utf8_lossy(b"dnone").into_owned();
        let attestation = key.attestation();
        let at = attestation.windows(5).position(|part| part == plain.as_bytes()).unwrap();
        let statement = b"\x66packed\x67attStmt\xa3\x63alg\x26\x63sig\x41\x00\x63x5c\x81\x41\x00";
        [&attestation[..at], statement, &attestation[at + 5 + 9..]].concat()
    };
    for (name, attestation, expect) in [
        ("as a phone makes it", key.attestation(), Ok(good.clone())),
        ("with a statement of its maker", trusted, Ok(good.clone())),
        ("that counts", of(&|key| key.count = 9), Ok(NewPasskey { count: 9, ..good.clone() })),
        ("with extensions", extended(&[0xa1, 0x61, b'a', 0xf5]), Ok(good.clone())),
        ("with something behind them", extended(&[0xa0, 0x00]), Err(Flaw::Unread)),
        ("without those it tells of", extended(&[]), Err(Flaw::Unread)),
        ("for another host", of(&|key| "evil.example".clone_into(&mut key.host)), Err(Flaw::OtherSite)),
        ("without a person", of(&|key| key.flags = 0x04), Err(Flaw::NotPresent)),
        ("without a finger", of(&|key| key.flags = 0x01), Err(Flaw::NotVerified)),
        ("with a short name", of(&|key| key.credential = vec![1; 15]), Err(Flaw::Unread)),
        (
            "with the longest",
            of(&|key| key.credential = vec![1; 1023]),
            Ok(NewPasskey { credential: vec![1; 1023], ..good }),
        ),
        ("with one too long", of(&|key| key.credential = vec![1; 1024]), Err(Flaw::Unread)),
        ("of another kind", changed(2, 3), Err(Flaw::OtherKey)),
        ("for another algorithm", changed(4, 0x27), Err(Flaw::OtherKey)),
        ("on another curve", changed(6, 2), Err(Flaw::OtherKey)),
        ("off the curve", changed(12, key.cose()[12] ^ 1), Err(Flaw::OtherKey)),
        ("with half a point", with(&key.cose()[..42]), Err(Flaw::Unread)),
        ("without a key", Software::wrapped(&key.head(0)), Err(Flaw::Unread)),
        ("cut short", key.attestation()[..60].to_vec(), Err(Flaw::Unread)),
        ("empty", vec![], Err(Flaw::Unread)),
    ] {
        assert_eq!(read_new_passkey(&attestation, site()), expect, "{name}");
    }
}

#[test]
fn a_passkey_that_signs() {
    let (text, _) = challenge();
    let stored = read_new_passkey(&Software::new(ORIGIN, 1).attestation(), site()).unwrap().key;
    let other = read_new_passkey(&Software::new(ORIGIN, 2).attestation(), site()).unwrap().key;
    let evil = |key: &mut Software| "evil.example".clone_into(&mut key.host);
    let count = |count| move |key: &mut Software| key.count = count;
    let flags = |flags| move |key: &mut Software| key.flags = flags;
    let nothing = |_: &mut Software| ();
    let cases: [(&str, Change<'_>, [u8; 65], u32, Counted); 12] = [
        ("good", &nothing, stored, 0, Ok(0)),
        ("that counts", &count(6), stored, 5, Ok(6)),
        ("that begins to count", &count(1), stored, 0, Ok(1)),
        ("with the same count", &count(5), stored, 5, Err(Flaw::Cloned)),
        ("whose count goes back", &count(4), stored, 5, Err(Flaw::Cloned)),
        ("whose count is gone", &count(0), stored, 5, Err(Flaw::Cloned)),
        ("synchronised", &flags(0x1d), stored, 0, Ok(0)),
        ("without a person", &flags(0x04), stored, 0, Err(Flaw::NotPresent)),
        ("without a finger", &flags(0x01), stored, 0, Err(Flaw::NotVerified)),
        ("for another host", &evil, stored, 0, Err(Flaw::OtherSite)),
        ("of somebody else", &nothing, other, 0, Err(Flaw::WrongSignature)),
        ("stored wrongly", &nothing, [4; 65], 0, Err(Flaw::OtherKey)),
    ];
    for (name, change, stored, count, expect) in cases {
        let mut key = Software::new(ORIGIN, 1);
        change(&mut key);
        let (client_data, head) = (key.shown(&text), key.head(0));
        let signature = key.sign(&head, &client_data);
        let assertion = Assertion {
            client_data: &client_data,
            authenticator_data: &head,
            signature: &signature,
            key: &stored,
            count,
        };
        assert_eq!(verify_assertion(&assertion, site()), expect, "{name}");
    }
}

/// Changing any bit of it is detected.
#[test]
fn nothing_that_is_signed_can_be_changed() {
    let (text, _) = challenge();
    let key = Software::new(ORIGIN, 1);
    let stored = read_new_passkey(&key.attestation(), site()).unwrap().key;
    let parts = [key.shown(&text), key.head(0)];
    let signature = key.sign(&parts[1], &parts[0]);
    let verified = |client_data: &[u8], authenticator_data: &[u8], signature: &[u8]| {
        verify_assertion(&Assertion { client_data, authenticator_data, signature, key: &stored, count: 0 }, site())
            .is_ok()
    };
    assert!(verified(&parts[0], &parts[1], &signature));
    for at in (0..parts[0].len()).step_by(7) {
        let mut changed = parts[0].clone();
        changed[at] ^= 1;
        assert!(!verified(&changed, &parts[1], &signature), "what the browser said, byte {at}");
    }
    for at in 0..parts[1].len() {
        let mut changed = parts[1].clone();
        changed[at] ^= 2;
        assert!(!verified(&parts[0], &changed, &signature), "what the device said, byte {at}");
    }
    for at in 0..signature.len() {
        let mut changed = signature.clone();
        changed[at] ^= 1;
        assert!(!verified(&parts[0], &parts[1], &changed), "the signature, byte {at}");
        assert!(!verified(&parts[0], &parts[1], &signature[..at]), "the signature, cut at {at}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let stored = [4u8; 65];
        let assertion =
            Assertion { client_data: &bytes, authenticator_data: &bytes, signature: &bytes, key: &stored, count: 0 };
        prop_assert!(read_challenge(&bytes, Act::Show, site()).is_err());
        prop_assert!(read_new_passkey(&bytes, site()).is_err());
        prop_assert!(verify_assertion(&assertion, site()).is_err());
    }

    /// A good attestation with a few bytes changed, cut or added: no panic, and an accepted key is on the curve.
    #[test]
    fn what_is_almost_right_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut attestation = Software::new(ORIGIN, 1).attestation();
        for (at, byte) in changes {
            let at = at.index(attestation.len());
            attestation[at] = byte;
        }
        let end = cut.index(attestation.len() * 2);
        attestation.truncate(end.max(1));
        if let Ok(made) = read_new_passkey(&attestation, site()) {
            prop_assert!(p256::ecdsa::VerifyingKey::from_sec1_bytes(&made.key).is_ok());
            prop_assert!(made.credential.len() >= 16);
        }
    }
}

#[test]
fn who_may_add_one() {
    let most = limits::PASSKEYS_PER_MEMBER_MAX;
    for (name, by_slip, held, expect) in [
        ("the first", false, 0, Ok(())),
        ("the last", false, most - 1, Ok(())),
        ("one more", false, most, Err(Refusal::TooManyPasskeys { count_max: most })),
        ("in a session that a slip opened", true, 0, Err(Refusal::PasskeyAfterSlip)),
    ] {
        assert_eq!(add_passkey(PasskeyWish { by_slip, held }), expect, "{name}");
    }
}
