//! The ledger: the plan joined with the pieces, as of a day. The only place where anything is counted.
//!
//! What a screen, a paper or a command says of a state or a number is asked here, so that they agree. "As of a day"
//! means at its end: outcomes, approvals and statuses of a later day are not known yet.

mod airing;
mod clash;
mod month;
mod obligation;
mod progress;
mod state;

pub use airing::{AiringState, AsOf, Timing};
pub use clash::{Airtime, Clash, Clashes};
pub use month::{Lack, lacks};
pub use obligation::{Obligations, Outlook, SlotView};
pub use progress::{ActivityProgress, LocalityProgress, Progress, Tally, ToneTally, TopicProgress};
pub use state::SlotState;
