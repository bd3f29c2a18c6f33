//! Arguments to a window or a command; nothing else.

fn main() {}
