use super::*;
#[test]
fn placeholder_replaced_below() {
    assert_eq!(Refusal::ALL.len(), Refusal::ALL.iter().map(|r| r.code).collect::<std::collections::BTreeSet<_>>().len());
}
