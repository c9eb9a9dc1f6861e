//! Empty: the package exists for its test binaries, `it` and `adversary`.
