//! Random histories that are the same everywhere. `LINLI_CASES` asks for more, `LINLI_SEED` for others; a failure
//! shows the smallest history that fails and the seed that it came from.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

pub fn run_cases<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> TestCaseResult) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let cases = number("LINLI_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(cases);
    let seed = number("LINLI_SEED").unwrap_or(2026);
    let config = Config { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() };
    if let Err(failure) = TestRunner::new(config).run(strategy, test) {
        panic!("LINLI_SEED={seed}: {failure}");
    }
    println!("{cases} histories with seed {seed}");
}
