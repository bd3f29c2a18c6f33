//! Pages and schedules as files of other programs.

pub mod file;
pub mod pdf;
pub mod png;
