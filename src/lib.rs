//! Tòa soạn: a desktop newsroom for a city's public-communication plan.
//!
//! The plan is the calendar: its activities owe slots, pieces fill them, documents print them.

pub mod calendar;
pub mod decimal;
pub mod dialogue;
pub mod fault;
pub mod fold;
pub mod fontbook;
pub mod pasted;
pub mod plan;

pub mod bank;
pub mod budget;
pub mod case;
pub mod contest;
pub mod piece;
pub mod place;
pub mod poster;
pub mod record;
pub mod reporting;
pub mod spelling;
pub mod survey;

pub mod ledger;
pub mod newsroom;

pub mod document;
pub mod duty;
pub mod page;

pub mod export;
pub mod import;
pub mod store;

pub mod app;
pub mod cli;
pub mod ui;
