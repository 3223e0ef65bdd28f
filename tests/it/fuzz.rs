//! What `cargo fuzz` looks for, without it: all seeds, and changes of them for a while.

use std::env;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

#[expect(unreachable_pub, reason = "it is a crate of its own, too")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// How long each target is tried; `DOCSHEET_FUZZ_SECONDS` is for all together.
fn time() -> Duration {
    let wanted = env::var("DOCSHEET_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let targets = u32::try_from(targets::TARGETS.len()).unwrap();
    Duration::from_secs(wanted.unwrap_or(5)) / targets
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (sides.max(1) as u64)).unwrap()
    }
}

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "end",
    "do",
    "entry do\n",
    "'",
    "\"",
    "#{",
    "}",
    "`",
    "```",
    "|",
    "\n",
    "---",
    "<",
    ">",
    "</",
    "<table>",
    "<svg>",
    "<!--",
    "&",
    "&#0;",
    "\\",
    "\u{0}",
    "\u{202e}",
    "é",
    "😀",
    "(",
    ")",
    "[",
    "]",
    "*",
    "_",
    "%w[",
    "<<~A\n",
    "A\n",
    "999999999",
    "-1",
    "~",
    "#",
    "=begin\n",
    "__END__\n",
    "id=",
    "href=#",
    "name ",
    "notes ",
    "command ",
    "url(",
    "//dash_ref",
    ":",
    ",",
    "\t",
    "\r",
];

fn changed(seed: &[u8], seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + dice.roll(24)).min(bytes.len());
        match dice.roll(6) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].bytes())),
            2 => drop(bytes.splice(at..end, PIECES[dice.roll(PIECES.len())].bytes())),
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.roll(256)).unwrap();
                }
            }
            4 => {
                let part = bytes[at..end].to_vec();
                let to = dice.roll(bytes.len() + 1);
                drop(bytes.splice(to..to, part));
            }
            _ => {
                let other = &seeds[dice.roll(seeds.len())];
                let from = dice.roll(other.len() + 1);
                let to = (from + dice.roll(64)).min(other.len());
                drop(bytes.splice(at..at, other[from..to].iter().copied()));
            }
        }
    }
    bytes
}

#[test]
fn seeds_and_their_changes_keep_every_promise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let first = env::var("DOCSHEET_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok());
    for (name, target) in targets::TARGETS {
        let mut seeds = targets::seeds(&folder, name);
        if *name == "docset" {
            seeds.push(targets::example_archive());
        }
        let mut dice = Dice(first.unwrap_or(0x9e37_79b9_7f4a_7c15));
        let start = Instant::now();
        let mut tried = 0;
        let attempt = |bytes: &[u8]| {
            let begun = Instant::now();
            let kept = catch_unwind(|| target(bytes)).is_ok();
            let text = String::from_utf8_lossy(bytes).into_owned();
            assert!(kept, "{name} does not keep its promise for {bytes:?}\n{text}");
            let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 5 });
            assert!(begun.elapsed() < limit, "{name} takes {:?} for\n{text}", begun.elapsed());
        };
        for seed in &seeds {
            attempt(seed);
        }
        while start.elapsed() < time() {
            let seed = &seeds[dice.roll(seeds.len())];
            attempt(&changed(seed, &seeds, &mut dice));
            tried += 1;
        }
        println!("{name}: {tried} changes of {} seeds", seeds.len());
    }
}
