//! Writes pages and schedules in the file formats of other programs.

pub mod all;
pub mod case_table;
mod contest_table;
pub mod csv;
pub mod docx;
mod escape;
pub mod fdx;
pub mod file;
pub mod fountain;
pub mod grid;
pub mod html;
pub mod ics;
pub mod job;
pub mod jpeg;
pub mod local;
pub mod outcome_table;
pub mod pdf;
pub mod png;
pub mod raster;
pub mod return_form;
pub mod rows;
pub mod survey;
pub mod tiff;
mod workbook;
pub mod xlsx;
pub mod xmltv;
