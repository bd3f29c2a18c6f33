//! Documents from a whole year of pieces.

fn main() {}
