//! A survey's papers: a question paper per version, the answer sheet, and the keys, which are never given out.
//!
//! Papers and sheets are made without looking at a key.

pub mod cover;
mod draw;
pub mod keys;
mod office;
pub mod outcome;
pub mod paper;
pub mod sheet;
