//! Documents set into pages.

pub mod poster;
