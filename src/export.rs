//! Writes pages and schedules in the file formats of other programs.

pub mod all;
pub mod csv;
pub mod file;
pub mod fountain;
pub mod ics;
pub mod job;
pub mod jpeg;
pub mod pdf;
pub mod png;
pub mod raster;
pub mod tiff;
pub mod xlsx;
