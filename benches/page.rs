//! Text set on pages, pages drawn.

fn main() {}
