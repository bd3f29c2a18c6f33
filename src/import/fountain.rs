//! The title page of a Fountain file (fountain.io, syntax).

use super::source::{Ready, Source};
use crate::piece::Format;

/// Keys that are neither a title nor a person.
const FACTS: [&str; 9] =
    ["credit", "source", "draft date", "date", "contact", "copyright", "notes", "revision", "format"];

/// The skit without its title page, which gives title and people.
pub(super) fn read(text: &str) -> Source {
    let mut source = Source { ..Source::of_text(text) };
    let trimmed = text.trim_start_matches(['\n', '\u{feff}']);
    let is_page = trimmed.lines().next().is_some_and(|first| {
        let key = first.split_once(':').map_or("", |(key, _)| key).trim().to_lowercase();
        matches!(key.as_str(), "title" | "author" | "authors") || FACTS.contains(&key.as_str())
    });
    let (page, body) = match trimmed.split_once("\n\n").filter(|_| is_page) {
        Some((page, body)) => (page, body.trim_start_matches('\n')),
        None => ("", trimmed),
    };
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    for line in page.lines() {
        match (line.split_once(':'), entries.last_mut()) {
            (_, Some((_, values))) if line.starts_with([' ', '\t']) => values.push(line.trim().to_owned()),
            (Some((key, value)), _) => {
                let value = Some(value.trim()).filter(|value| !value.is_empty());
                entries.push((key.trim().to_owned(), value.map(str::to_owned).into_iter().collect()));
            }
            (None, Some((_, values))) => values.push(line.trim().to_owned()),
            (None, None) => {}
        }
    }
    for (key, values) in entries {
        // Emphasis of a title.
        let plain = |text: &String| text.trim_matches(['*', '_', ' ']).to_owned();
        match key.to_lowercase().as_str() {
            "title" => source.title = Some(values.iter().map(plain).collect::<Vec<_>>().join(" ")),
            "author" | "authors" => {
                source.people.extend(values.iter().map(|name| ("Tác giả".to_owned(), plain(name))));
            }
            fact if FACTS.contains(&fact) => {
                source.told.push(format!("Trang đầu có “{key}: {}”, không vào bài.", values.join(", ")));
            }
            _ => source.people.extend(values.iter().map(|name| (key.clone(), plain(name)))),
        }
    }
    source.ready = Some(Ready { format: Format::Stage, body: body.to_owned() });
    source
}
