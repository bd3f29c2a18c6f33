//! Pages and schedules as files of other programs.

pub mod pdf;
pub mod png;
