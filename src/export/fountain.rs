//! A skit as Fountain, for screenwriting programs.

use std::fmt::Write;

use crate::piece::stage::{self, ElementKind};
use crate::piece::{Format, Piece};

/// The skit with a title page (fountain.io, syntax); its body is Fountain already. A title page in the body
/// is joined to it, because a file has only one. None for other formats.
pub fn write(piece: &Piece) -> Option<String> {
    if piece.format != Format::Stage {
        return None;
    }
    let header = &piece.header;
    // A title page ends at the first blank line, so each value must stay on its line; and it hides nothing of
    // the play.
    let line = |text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        line.replace("/*", "/ *").replace("[[", "[ [")
    };
    let mut text = format!("Title: {}\n", line(&header.title));
    for role in header.people.iter().filter(|role| !role.name.trim().is_empty()) {
        let key = match role.role.trim() {
            "Tác giả" | "" => "Author",
            other => other,
        };
        let _ = writeln!(text, "{}: {}", line(key).replace(':', " "), line(&role.name));
    }
    let play = stage::parse(&piece.body);
    for entry in &play.title_page {
        let is_known = entry.key.eq_ignore_ascii_case("title") && entry.value == header.title;
        if !is_known {
            let _ = writeln!(text, "{}: {}", line(&entry.key), entry.value.replace('\n', "\n    "));
        }
    }
    let own = play.elements.iter().take_while(|element| element.kind == ElementKind::TitlePage);
    let lines = own.last().map_or(0, |element| element.lines.end);
    let body = piece.body.split_inclusive('\n').skip(lines).collect::<String>();
    text.push('\n');
    text.push_str(body.trim_start_matches('\n'));
    Some(text)
}
