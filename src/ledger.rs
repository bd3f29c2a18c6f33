//! The ledger: the plan joined with the pieces, as of a day. The only place where anything is counted.
//!
//! Screens, documents and commands all take their states and figures from here, so that they agree. "As of a
//! day" means at the end of that day: later outcomes, approvals and statuses do not count yet.

mod airing;
mod budget;
mod case;
mod clash;
mod coverage;
mod dialogue;
mod mine;
mod month;
mod obligation;
mod progress;
mod rehome;
mod report;
mod state;
mod stay;
mod task;
mod workload;

pub use airing::{AiringState, AsOf, Timing};
pub use budget::{By, Filter, Group, Spending, Sum, spending};
pub use case::{CaseClock, CaseTally, CaseTiming, CaseView, Grievance, case_tallies, grievances};
pub use clash::{Airtime, Clash, Clashes};
pub use coverage::{Coverage, LocalCoverage, Measure, coverage};
pub use dialogue::{Talk, TalkFacts};
pub use mine::{Mine, days_waiting, waits_too_long};
pub use month::{Lack, lacks};
pub use obligation::{Obligations, Outlook, SlotView};
pub use progress::{ActivityProgress, BodyProgress, Progress, Tally, ToneTally, TopicProgress};
pub use rehome::{Leftover, Rehoming, rehome};
pub use report::{ReturnState, returns};
pub use state::SlotState;
pub use stay::{Stay, StayState, lasts, stays};
pub use task::{LONGEST_LEAD, LateTask, TaskState, TaskView, late_tasks, tasks, workdays};
pub use workload::{Assignment, Duty, Week, Workload, workload};
