//! The guarantees of storage when disks fail, power is cut, programs are killed and others write at the same
//! time. `TOASOAN_LONG=1` runs the long rounds and the tests that mount a full disk.

mod copies;
mod crash;
mod damage;
mod desks;
mod fault;
mod full;
mod history;
mod kill;
pub mod memory;
mod names;
mod watch;

use toasoan::piece::{Airing, Format, Header, Piece, PieceId};
use toasoan::plan::{Plan, SlotId};
use toasoan::store::{Stamp, Stored};

/// A plan of a few lines, because it is loaded thousands of times.
pub fn small_plan() -> Plan {
    let mut plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    plan.goals.clear();
    plan.requirements.clear();
    plan.audiences.clear();
    plan.activities.clear();
    plan.duties.clear();
    plan.agencies.clear();
    plan.localities.clear();
    plan.recipients.clear();
    plan
}

fn id(number: usize) -> PieceId {
    PieceId(format!("{number:010}HQ0000000000ABCD").into())
}

fn piece(number: usize, body: &str) -> Piece {
    let mut header = Header::new(id(number), format!("Chuyện {number}"), "chuyen-muc-cchc");
    header.airings = vec![Airing {
        date: "2014-03-20".parse().ok(),
        ..Airing::undated(SlotId("chuyen-muc-cchc/2014-03/2".into()))
    }];
    Piece::new(header, Format::Article, body)
}

fn with_body(stored: &Stored, body: &str) -> Piece {
    Piece { body: body.into(), ..stored.piece.clone() }
}

#[allow(clippy::unnecessary_wraps, reason = "as a save takes it")]
fn at(stored: &Stored) -> Option<(String, Stamp)> {
    Some((stored.path.clone(), stored.stamp))
}

pub fn is_long() -> bool {
    std::env::var_os("TOASOAN_LONG").is_some_and(|value| value == "1")
}

/// A small repeatable generator (`SplitMix64`).
pub struct Rng(pub u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}
