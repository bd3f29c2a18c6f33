//! A skit as Fountain, for screenwriting programs.

use std::fmt::Write;

use crate::piece::{Format, Piece};

/// The skit with a title page (fountain.io, syntax); its body is Fountain already. None for other formats.
pub fn write(piece: &Piece) -> Option<String> {
    if piece.format != Format::Stage {
        return None;
    }
    let header = &piece.header;
    // A title page ends at the first blank line, so each value must stay on its line.
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = format!("Title: {}\n", line(&header.title));
    for role in &header.people {
        let key = if role.role == "Tác giả" { "Author" } else { &role.role };
        let _ = writeln!(text, "{}: {}", line(key).replace(':', " "), line(&role.name));
    }
    text.push('\n');
    text.push_str(piece.body.trim_start_matches('\n'));
    Some(text)
}
