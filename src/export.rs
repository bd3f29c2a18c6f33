//! Pages and schedules as files of other programs.

pub mod file;
