//! The network of a caller's address, which is the unit of counting: a household has one IPv4 address, but 2^64 IPv6
//! addresses, each usable for a request.
//!
//! Invariant: every text belongs to some network. All texts that are not addresses share one bucket, so that nobody can
//! create new buckets with nonsense.

use core::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The networks in which a caller's requests are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Networks {
    /// An IPv4 address, or the /64 of an IPv6 address.
    pub near: String,
    /// The /48 of an IPv6 address: the most that a provider gives to one customer, and may share among many phones.
    pub wide: Option<String>,
}

/// Reads an address as a proxy writes it. The last address of a list counts: the nearest proxy added it, and the caller
/// may have written everything before it.
pub fn parse_networks(address: &str) -> Networks {
    let last = address.rsplit(',').next().unwrap_or_default().trim();
    match read(last) {
        Some(IpAddr::V4(address)) => Networks { near: address.to_string(), wide: None },
        Some(IpAddr::V6(address)) => Networks { near: prefix(address, 64), wide: Some(prefix(address, 48)) },
        None => Networks { near: "unread".to_owned(), wide: None },
    }
}

/// Accepts a port, brackets and a zone. IPv4 within IPv6 is IPv4.
fn read(text: &str) -> Option<IpAddr> {
    let without_zone = |text: &str| text.split('%').next().and_then(|text| text.parse::<IpAddr>().ok());
    let bare = text.strip_prefix('[').and_then(|text| text.split(']').next()).unwrap_or(text);
    let found = without_zone(bare).or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))?;
    Some(found.to_canonical())
}

fn prefix(address: Ipv6Addr, bits: u32) -> String {
    let kept = u128::from(address) & (u128::MAX << (128 - bits));
    format!("{}/{bits}", Ipv6Addr::from(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_of_an_address() {
        let near = |near: &str| Networks { near: near.to_owned(), wide: None };
        let both = |near: &str, wide: &str| Networks { near: near.to_owned(), wide: Some(wide.to_owned()) };
        let home = || both("2001:db8:1:2::/64", "2001:db8:1::/48");
        for (name, address, expect) in [
            ("IPv4 whole", "192.0.2.7", near("192.0.2.7")),
            ("its neighbour", "192.0.2.8", near("192.0.2.8")),
            ("with blanks", " 192.0.2.7 ", near("192.0.2.7")),
            ("with a port", "192.0.2.7:51234", near("192.0.2.7")),
            ("IPv6 by /64 and /48", "2001:db8:1:2:3:4:5:6", home()),
            ("another of the same household", "2001:DB8:1:2::", home()),
            ("another network of the same provider's", "2001:db8:1:3::1", both("2001:db8:1:3::/64", "2001:db8:1::/48")),
            ("in brackets with a port", "[2001:db8:1:2::7]:443", home()),
            ("in brackets", "[2001:db8:1:2::7]", home()),
            ("IPv4 within IPv6", "::ffff:192.0.2.7", near("192.0.2.7")),
            ("the same in digits", "::ffff:c000:207", near("192.0.2.7")),
            ("with a zone", "fe80::1%eth0", both("fe80::/64", "fe80::/48")),
            ("in brackets with a zone", "[fe80::1%eth0]:80", both("fe80::/64", "fe80::/48")),
            ("a list, of which the last was added by the proxy", "203.0.113.9, 192.0.2.7", near("192.0.2.7")),
            ("this machine", "::1", both("::/64", "::/48")),
            ("nothing", "", near("unread")),
            ("nonsense", "unknown", near("unread")),
            ("other nonsense", "192.0.2.7, x", near("unread")),
            ("too many parts", "192.0.2.7.1", near("unread")),
            ("out of range", "192.0.2.256", near("unread")),
            ("octal", "192.0.02.7", near("unread")),
        ] {
            assert_eq!(parse_networks(address), expect, "{name}: {address}");
        }
    }
}
