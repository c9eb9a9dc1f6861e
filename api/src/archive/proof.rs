//! The Archive's proof that it holds a file's bytes. Without it the community registers nothing, so that knowing the
//! hash of somebody else's paper does not give anybody the paper.
//!
//! A proof is a time and an HMAC over it, the community, the file as the Archive found it (hash, kind, length) and the
//! command that it was stored for. A command is its key together with its sender (the caller's cookies and the
//! assistance), hashed, so that the Archive learns nothing about the sender.
//!
//! Invariant: a proof registers once. The community keeps a command's key far longer than a proof is valid, and answers
//! a repeated key without checking a proof; another key, session, file or community gives another HMAC. So no list of
//! spent proofs is kept. The HMAC key is derived from a secret of the deployment, for this purpose alone.

use crate::crypto::{self, Secrets};
use domain::archive::{FileId, FileKind, UploadFileRequest};
use domain::ids::CommunityCode;
use domain::journal::to_hex;
use domain::limits::FILE_PROOF_SECONDS;
use domain::time::{SECOND, UtcMillis};

/// A stored file, as the Archive found it.
#[derive(Debug, Clone, Copy)]
pub struct StoredFile<'a> {
    pub community: &'a CommunityCode,
    pub file: FileId,
    pub kind: FileKind,
    pub bytes: u32,
}

impl<'a> StoredFile<'a> {
    pub fn of(community: &'a CommunityCode, facts: &UploadFileRequest) -> Self {
        Self { community, file: facts.file, kind: facts.kind, bytes: facts.bytes }
    }
}

/// A hash that identifies a command and its sender.
pub fn command_digest(key: Option<&str>, cookie: Option<&str>, on_behalf_of: Option<&str>) -> String {
    let parts = [key, cookie, on_behalf_of].map(Option::unwrap_or_default);
    to_hex(&crypto::keyed_hash("upload", &parts))
}

/// The Archive's side.
pub fn sign_proof(secrets: &Secrets, now: UtcMillis, stored: &StoredFile<'_>, command: &str) -> String {
    format!("{}.{}", now.0, to_hex(&mac(secrets, now, stored, command)))
}

/// The community's side: whether the Archive signed this for this command a moment ago.
pub fn is_good(secrets: &Secrets, now: UtcMillis, stored: &StoredFile<'_>, command: &str, proof: &str) -> bool {
    let Some((at, given)) = proof.split_once('.') else { return false };
    let Ok(at) = at.parse().map(UtcMillis) else { return false };
    // The clocks of two machines may differ.
    let is_fresh = now.0.abs_diff(at.0) <= FILE_PROOF_SECONDS.unsigned_abs() * SECOND.unsigned_abs();
    // Compared as hashes, so that the duration reveals nothing.
    let key = proof_key(secrets);
    is_fresh
        && crypto::keyed_hash(&key, &[given])
            == crypto::keyed_hash(&key, &[&to_hex(&mac(secrets, at, stored, command))])
}

fn mac(secrets: &Secrets, at: UtcMillis, stored: &StoredFile<'_>, command: &str) -> [u8; 32] {
    let (file, bytes, at) = (stored.file.to_string(), stored.bytes.to_string(), at.0.to_string());
    crypto::keyed_hash(
        &proof_key(secrets),
        &[stored.community.as_str(), &file, stored.kind.as_str(), &bytes, command, &at],
    )
}

/// Changing that secret invalidates codes that were sent and not yet used, and proofs likewise.
fn proof_key(secrets: &Secrets) -> String {
    to_hex(&crypto::keyed_hash(&secrets.code_pepper, &["archive proof"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_for_one_file_of_one_command() {
        let secrets = |word: &str| Secrets { code_pepper: word.repeat(8), ..Secrets::default() };
        let [here, there]: [CommunityCode; 2] = ["511402901001", "511402901002"].map(|code| code.parse().unwrap());
        let now = UtcMillis(1_795_136_400_000);
        let stored = StoredFile { community: &here, file: FileId::of(b"a"), kind: FileKind::Pdf, bytes: 7 };
        let own = command_digest(Some("key"), Some("cookie"), None);
        let proof = sign_proof(&secrets("code"), now, &stored, &own);
        let life = FILE_PROOF_SECONDS * SECOND;
        let good = |secrets: &Secrets, later: i64, stored: &StoredFile<'_>, command: &str| {
            is_good(secrets, now.plus(later), stored, command, &proof)
        };
        for later in [0, life, -life] {
            assert!(good(&secrets("code"), later, &stored, &own), "{later}");
        }
        for later in [life + 1, -life - 1, i64::MAX - now.0] {
            assert!(!good(&secrets("code"), later, &stored, &own), "{later}");
        }
        assert!(!good(&secrets("other"), 0, &stored, &own));
        for other in [
            StoredFile { community: &there, ..stored },
            StoredFile { file: FileId::of(b"b"), ..stored },
            StoredFile { kind: FileKind::Png, ..stored },
            StoredFile { bytes: 8, ..stored },
        ] {
            assert!(!good(&secrets("code"), 0, &other, &own), "{other:?}");
        }
        for (key, cookie, on_behalf_of) in [
            (Some("other"), Some("cookie"), None),
            (Some("key"), Some("other"), None),
            (Some("key"), None, Some("cookie")),
            (Some("key"), Some("cookie"), Some("assistance")),
            (None, Some("cookie"), None),
        ] {
            assert!(
                !good(&secrets("code"), 0, &stored, &command_digest(key, cookie, on_behalf_of)),
                "{key:?} {cookie:?}"
            );
        }
        let (at, mac) = proof.split_once('.').unwrap();
        let later = format!("{}.{mac}", now.0 + 1);
        for forged in ["", ".", "1.", at, mac, later.as_str(), &format!("{proof}0"), &proof.to_uppercase()] {
            assert!(!is_good(&secrets("code"), now, &stored, &own, forged), "{forged}");
        }
    }
}
