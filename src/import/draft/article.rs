//! Any text becomes an article in Markdown.

use std::fmt::Write;

use crate::import::source::{Block, Paragraph, Run, Source, Table, paragraphs};

use super::{Draft, Finding};

pub(super) fn draft(source: &Source) -> Draft {
    let mut draft = Draft::default();
    let mut blocks = source.blocks.as_slice();
    // A heading at the top is the title.
    if source.own.is_none() {
        let first = blocks.iter().position(|block| !matches!(block, Block::Paragraph(one) if one.is_empty()));
        if let Some(at) = first
            && let Block::Paragraph(paragraph) = &blocks[at]
            && paragraph.heading > 0
        {
            draft.title = paragraph.text().replace('\n', " ");
            blocks = &blocks[at + 1..];
        }
    }
    let top = paragraphs(blocks).iter().map(|one| one.heading).filter(|level| *level > 0).min().unwrap_or(1);
    // The kind of list that the last block belongs to.
    let mut list = None;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.is_empty() => {}
            Block::Paragraph(paragraph) => {
                let item = item(paragraph);
                let is_item = item.is_some() && paragraph.heading == 0;
                let kind = item.as_ref().filter(|_| is_item).map(|(label, _)| label == "-");
                separate(&mut draft.body, is_item && (list == kind || paragraph.level > 0));
                list = kind;
                match item.filter(|_| is_item) {
                    Some((label, runs)) => {
                        let _ =
                            writeln!(draft.body, "{}{label} {}", "  ".repeat(paragraph.level), inline(&runs));
                    }
                    None => text(&mut draft.body, paragraph, top),
                }
            }
            Block::Table(table) => {
                separate(&mut draft.body, false);
                list = None;
                rows(&mut draft, table);
            }
        }
    }
    draft
}

/// A blank line between blocks, but not between the items of a list.
fn separate(body: &mut String, is_item: bool) {
    if !body.is_empty() && !is_item {
        body.push('\n');
    }
}

fn text(out: &mut String, paragraph: &Paragraph, top: u8) {
    if paragraph.heading > 0 {
        let level = usize::from(paragraph.heading - top.min(paragraph.heading)) + 2;
        let words = paragraph.runs.iter().map(|run| Run { is_bold: false, ..run.clone() });
        let words = inline(&words.collect::<Vec<_>>()).replace("\\\n", " ");
        let _ = writeln!(out, "{} {}{words}", "#".repeat(level.min(6)), paragraph.label);
        return;
    }
    if paragraph.is_quote {
        // A quotation is in italics already, and what is not stands out.
        let runs = paragraph.runs.iter().map(|run| Run { is_italic: !run.is_italic, ..run.clone() });
        let words = inline(&runs.collect::<Vec<_>>());
        let _ = writeln!(out, "> {}", words.trim().replace('\n', "\n> "));
        return;
    }
    let words = format!("{}{}", paragraph.label, inline(&paragraph.runs));
    let words = words.trim();
    let _ = writeln!(out, "{}{words}", if is_sign(words) { "\\" } else { "" });
}

/// Whether a paragraph would be read as something else than text.
fn is_sign(text: &str) -> bool {
    text.starts_with(['#', '>', '+', '|'])
        || text.starts_with("- ")
        || text.starts_with("---")
        || text.starts_with("~~~")
}

/// A list's item: its marker, and its text.
fn item(paragraph: &Paragraph) -> Option<(String, Vec<Run>)> {
    let marker = |label: &str| {
        let label = label.trim();
        let number = label.strip_suffix(['.', ')']).unwrap_or_default();
        let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|one| one.is_ascii_digit());
        match label {
            "-" | "–" | "•" | "+" | "*" | "o" => Some("-".to_owned()),
            _ => is_number.then(|| format!("{number}.")),
        }
    };
    if !paragraph.label.is_empty() {
        return marker(&paragraph.label).map(|label| (label, paragraph.runs.clone()));
    }
    // A label and a tab that were typed.
    let first = paragraph.runs.first()?;
    let (label, rest) = first.text.split_once('\t')?;
    let label = marker(label)?;
    let rest = Run { text: rest.to_owned(), ..first.clone() };
    Some((label, std::iter::once(rest).chain(paragraph.runs[1..].iter().cloned()).collect()))
}

/// Runs as Markdown.
fn inline(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let words = run.text.trim_matches([' ', '\n', '\t']);
        if words.is_empty() {
            out.push_str(&run.text.replace('\n', "\\\n"));
            continue;
        }
        let start = run.text.find(words).unwrap_or(0);
        let mark = match (run.is_bold, run.is_italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        out.push_str(&run.text[..start].replace('\n', "\\\n"));
        let text = escaped(words).replace('\n', "\\\n");
        let text = format!("{mark}{text}{mark}");
        match run.link.as_deref().filter(|link| *link != words) {
            Some(link) => {
                let _ = write!(out, "[{text}](<{link}>)");
            }
            None => out.push_str(&text),
        }
        out.push_str(&run.text[start + words.len()..].replace('\n', "\\\n"));
    }
    let trimmed = out.trim_start();
    // "1986. Đó là năm…" is no list.
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && trimmed[digits..].starts_with('.') && trimmed[digits + 1..].starts_with([' ', '\t']) {
        return format!("{}\\{}", &trimmed[..digits], &trimmed[digits..]);
    }
    out
}

/// Text whose signs mean themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    // Brackets mean something only before the signs of a link or of its address.
    let link = ["](", "][", "]:"].iter().filter_map(|sign| text.rfind(sign)).max().unwrap_or(0);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let is_sign = match letter {
            '*' | '`' | '\\' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '~' => next == '~' || before == '~',
            '[' => at < link,
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// A paragraph of a cell; its number stays, a bullet means nothing there.
fn in_cell(paragraph: &Paragraph) -> String {
    let label = Some(paragraph.label.as_str()).filter(|label| label.contains(char::is_alphanumeric));
    format!("{}{}", label.unwrap_or_default(), inline(&paragraph.runs))
}

/// A table's rows, its cells parted by bars.
fn rows(draft: &mut Draft, table: &Table) {
    let columns = table.columns().max(1);
    for (at, row) in table.rows.iter().enumerate() {
        draft.body.push('|');
        for cell in row {
            let words: Vec<String> = cell.paragraphs().iter().map(|one| in_cell(one)).collect();
            let words = words.iter().map(|one| one.replace("\\\n", " ")).collect::<Vec<_>>().join(" ");
            let _ = write!(draft.body, " {} |", words.trim().replace('|', "\\|"));
            draft.body.push_str(&"  |".repeat(cell.span.max(1) - 1));
        }
        draft.body.push('\n');
        if at == 0 {
            let _ = writeln!(draft.body, "|{}", " --- |".repeat(columns));
        }
    }
    let words = table.rows.first().and_then(|row| row.first()).map(|cell| cell.lines().join(" "));
    let message =
        format!("Bảng {} dòng, {columns} cột được ghi bằng dấu |; xem lại cách trình bày.", table.rows.len());
    draft.findings.push(Finding::new(words.unwrap_or_default(), message));
}
