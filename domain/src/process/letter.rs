//! Letters from object to object (公函): who reads one, and what that object replies.
//!
//! Invariant: a letter contains everything, so that it may arrive twice and in any order; its reader lets it take effect
//! once. What it does there, and what its sender does with the reply, stands in the API's table of letters.

/// Declares all letters: the enum of them, in the form in which stores keep it, and of each its reader, its path and its
/// reply. `Check(CheckTold) to Region at "checks" reply CheckReceived, of |told| …` gives the code of the region.
macro_rules! letters {
    ($($(#[$doc:meta])* $kind:ident($body:ty) to $reader:ident at $path:literal reply $reply:ty, of $code:expr;)+) => {
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum Letter { $($(#[$doc])* $kind($body)),+ }

        /// The reply to a letter.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum LetterReply { $($kind($reply)),+ }

        impl Letter {
            /// The kind of object that reads it, that object's code, and the path of the request.
            pub fn address(&self) -> ($crate::contract::Responder, String, &'static str) {
                match self {
                    $(Self::$kind(body) => {
                        let code: fn(&$body) -> String = $code;
                        ($crate::contract::Responder::$reader, code(body), concat!("/internal/", $path))
                    })+
                }
            }

            /// The body of the request.
            pub fn body(&self) -> serde_json::Result<String> {
                match self { $(Self::$kind(body) => serde_json::to_string(body)),+ }
            }

            /// The letter of a request to such an object; `None` when the path is that of no letter.
            pub fn read(
                reader: $crate::contract::Responder,
                path: &str,
                body: &[u8],
            ) -> Option<serde_json::Result<Self>> {
                match (reader, path.strip_prefix("/internal/")?) {
                    $(($crate::contract::Responder::$reader, $path) => {
                        Some(serde_json::from_slice(body).map(Self::$kind))
                    })+
                    _ => None,
                }
            }

            /// The reply of its reader.
            pub fn read_reply(&self, text: &str) -> serde_json::Result<LetterReply> {
                match self { $(Self::$kind(_) => serde_json::from_str(text).map(LetterReply::$kind)),+ }
            }
        }

        impl LetterReply {
            pub fn body(&self) -> serde_json::Result<String> {
                match self { $(Self::$kind(reply) => serde_json::to_string(reply)),+ }
            }
        }
    };
}
pub(crate) use letters;
