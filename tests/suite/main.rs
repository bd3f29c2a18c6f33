//! Behaviour that users and callers rely on, in the terms of the domain.

mod approval;
mod backup;
mod bounds;
mod calendar;
mod cli;
mod content;
mod documents;
mod export;
mod fuzz;
mod gui;
mod journal;
mod layers;
mod ledger;
mod merge;
mod newsroom;
mod office;
mod page;
mod paper;
mod piece;
mod plan;
mod poster;
mod shop;
mod skit;
mod storage;
mod typed;
mod workspace;
