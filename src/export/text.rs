//! A piece as plain text and, for a skit, as Fountain for screenwriting programs.

use std::fmt::Write;

use crate::newsroom::Newsroom;
use crate::piece::{Format, Piece};

/// Title, what and when, who, then the body as it is written. UTF-8, NFC, LF.
pub fn plain(newsroom: &Newsroom, piece: &Piece) -> String {
    let header = &piece.header;
    let mut text = format!("{}\n", header.title.to_uppercase());
    if let Some(activity) = newsroom.plan.activity(&header.activity) {
        let _ = writeln!(text, "{} ({})", activity.title, activity.clause);
    }
    let mut dates: Vec<_> = header.airings.iter().filter_map(|airing| Some((airing.date?, airing.time))).collect();
    dates.sort_unstable();
    // Nine districts on one day are one line.
    dates.dedup();
    for (date, time) in dates {
        let time = time.map(|time| format!(", {}", time.format("%H:%M"))).unwrap_or_default();
        let _ = writeln!(text, "{}{time}", date.format("%d/%m/%Y"));
    }
    for role in &header.people {
        let _ = writeln!(text, "{}: {}", role.role, role.name);
    }
    text.push('\n');
    text.push_str(piece.body.trim_matches('\n'));
    text.push('\n');
    text
}

/// The skit with a title page (fountain.io, syntax); its body is Fountain already. None for other formats.
pub fn fountain(piece: &Piece) -> Option<String> {
    if piece.format != Format::Stage {
        return None;
    }
    let header = &piece.header;
    // A title page ends at the first blank line, so each value stays on its line.
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
