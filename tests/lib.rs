//! Nothing lives here: the package exists for its test binaries, `it` and `adversary`.
