//! A play becomes a skit: this program's papers by their look, others by "Tên (hành động): lời".

mod table;

use std::fmt::Write;

use indexmap::IndexMap;

use crate::fold::fold;
use crate::import::source::{Block, Paragraph, Run, Source, Table};
use crate::piece::stage::{self, speaker};

use super::{Draft, Finding};

/// Whether lines call themselves a play, or list its cast, and somebody speaks.
pub(super) fn is_named(lines: &[&str]) -> bool {
    let is_titled = lines.iter().take(3).any(|line| {
        let line = fold(line);
        ["tieu pham", "hoat canh", "kich ngan", "hai kich"].iter().any(|word| line.starts_with(word))
    });
    let has_cast = lines.iter().any(|line| {
        let heading = line.split_once(':').map_or(*line, |(heading, _)| heading);
        matches!(fold(heading.trim()).as_str(), "nhan vat" | "phan vai" | "cac nhan vat")
    });
    is_titled && has_cast
        || (is_titled || has_cast) && lines.iter().filter(|line| speaker(line).is_some()).count() >= 2
}

/// Whether lines are mostly names with a colon, each at least twice.
pub(super) fn is_like(lines: &[&str]) -> bool {
    let said = speakers(lines).iter().map(|(_, count)| count).sum::<usize>();
    said >= 4 && said * 2 >= lines.len()
}

/// The names before a colon at the heads of lines, with how often; those of a single line are left out.
fn speakers(lines: &[&str]) -> Vec<(String, usize)> {
    let mut names: IndexMap<String, (String, usize)> = IndexMap::new();
    for name in lines.iter().filter_map(|line| speaker(line)) {
        names.entry(fold(name)).or_insert_with(|| (name.to_owned(), 0)).1 += 1;
    }
    names.into_values().filter(|(_, count)| *count > 1).collect()
}

pub(super) fn draft(source: &Source) -> Draft {
    if source.own.is_some() {
        return Draft { body: own(source), ..Draft::default() };
    }
    let mut draft = Draft::default();
    let mut lines: Vec<String> = Vec::new();
    let mut head = Head::Kind;
    for line in typed(source, &mut draft.findings) {
        if head != Head::Over && !line.trim().is_empty() {
            head = head.after(line.trim(), &mut draft);
            if head == Head::Taken {
                head = Head::People;
                continue;
            }
        }
        lines.push(line);
    }
    let stage::Imported { body, remarks } = stage::import(&lines.join("\n"));
    draft.body = body;
    let words = |line: usize| lines.get(line).map_or("", |line| line.trim());
    let told = remarks.into_iter().map(|remark| Finding::new(words(remark.line), remark.message));
    draft.findings.extend(told);
    draft
}

/// The lines of a text; a table's row is a name and what is said, or somebody of the cast.
pub(super) fn plain(source: &Source) -> Vec<String> {
    typed(source, &mut Vec::new())
}

fn typed(source: &Source, findings: &mut Vec<Finding>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in &source.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.is_empty() => lines.push(String::new()),
            Block::Paragraph(paragraph) => {
                let text = paragraph.text();
                let is_named = lines.last().is_some_and(|last| last.trim_end().ends_with(':'));
                // What is set apart from the speeches is no speech.
                if is_direction(paragraph, &text) && !is_named {
                    findings.push(Finding::new(&text, "Đoạn in nghiêng được hiểu là lời dẫn."));
                    lines.extend(text.lines().map(|line| format!("!{line}")));
                } else {
                    lines.extend(text.lines().map(str::to_owned));
                }
            }
            Block::Table(table) => table::lines(table, &mut lines, findings),
        }
    }
    lines
}

/// Whether a paragraph is in italics as a whole and nothing else tells what it is.
fn is_direction(paragraph: &Paragraph, text: &str) -> bool {
    let mut runs = paragraph.runs.iter().filter(|run| !run.text.trim().is_empty());
    paragraph.heading == 0
        && runs.all(|run| run.is_italic && !run.is_bold)
        && !text.contains(':')
        && text.starts_with(|letter: char| letter.is_alphabetic())
}

/// What has been read of the lines before the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Nothing: "TIỂU PHẨM" may stand above the title.
    Kind,
    /// The kind: the title is next.
    Title,
    People,
    /// This line was a title or a person.
    Taken,
    Over,
}

impl Head {
    fn after(self, line: &str, draft: &mut Draft) -> Self {
        let is_kind =
            KINDS.contains(&fold(line.trim_matches(|letter: char| !letter.is_alphanumeric())).as_str());
        if draft.title.is_empty() && is_kind {
            // The title that follows says what it is a skit of.
            line.clone_into(&mut draft.title);
            return Self::Title;
        }
        let first = fold(line);
        let is_begun =
            ["nhan vat", "cac ", "phan vai", "dao cu", "noi dung", "canh ", "man ", "lop ", "hoi ", "#", "."];
        let is_begun = is_begun.iter().any(|begin| first.starts_with(begin)) || speaker(line).is_some();
        if self == Self::Title && !is_begun && !line.contains(':') && !line.starts_with(['(', '[', '-']) {
            line.trim_matches(['“', '”', '"']).clone_into(&mut draft.title);
            return Self::Taken;
        }
        if take_head(line, self == Self::Kind, draft) {
            return Self::Taken;
        }
        if is_begun { Self::Over } else { Self::People }
    }
}

/// How skits call themselves.
const KINDS: [&str; 5] = ["tieu pham", "kich ban", "hoat canh", "kich ngan", "hai kich"];

/// Takes a title or a person before the parts begin; whether the line was one.
fn take_head(line: &str, is_first: bool, draft: &mut Draft) -> bool {
    if line.is_empty() {
        return false;
    }
    let folded = fold(line);
    let kind = KINDS.iter().find(|kind| folded.starts_with(**kind));
    // "Kịch bản: Lê Minh Tâm" below the title names its author, and "Kịch bản dự thi" says what it is for.
    let is_title = kind.is_some_and(|kind| is_first || *kind != "kich ban" && line.contains(':'));
    if draft.title.is_empty() && is_title {
        let title = line.split_once(':').map_or(line, |(_, title)| title).trim();
        if !title.is_empty() {
            title.trim_matches(['“', '”', '"']).clone_into(&mut draft.title);
            return true;
        }
    }
    let person = line.split_once(':').filter(|(role, name)| {
        let role = fold(role.trim());
        let roles = ["tac gia", "dao dien", "bien soan", "bien tap", "am nhac", "soan gia", "kich ban"];
        roles.contains(&role.as_str()) && !name.trim().is_empty()
    });
    if let Some((role, name)) = person {
        draft.people.push((role.trim().to_owned(), name.trim().trim_end_matches('.').to_owned()));
    }
    person.is_some()
}

/// The body of a paper that this program wrote.
fn own(source: &Source) -> String {
    let mut out = String::new();
    let mut part = Part::None;
    for block in &source.blocks {
        match block {
            Block::Table(table) => {
                begin(&mut out, &mut part, Part::Cast);
                cast(&mut out, table);
            }
            Block::Paragraph(paragraph) if paragraph.is_empty() => {}
            Block::Paragraph(paragraph) => element(&mut out, &mut part, paragraph),
        }
    }
    if out.is_empty() || out.ends_with('\n') { out } else { out + "\n" }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Cast,
    Props,
    Effects,
    Content,
}

/// Begins a part with its heading.
fn begin(out: &mut String, part: &mut Part, next: Part) {
    if *part == next {
        return;
    }
    let has_lists = *part != Part::None;
    *part = next;
    let heading = match next {
        Part::Cast => "# Nhân vật",
        Part::Props => "# Đạo cụ",
        Part::Effects => "# Âm thanh – ánh sáng",
        Part::Content if has_lists => "# Nội dung",
        Part::Content | Part::None => return,
    };
    block(out, heading);
    out.push('\n');
}

/// Adds a line after a blank one.
fn block(out: &mut String, line: &str) {
    if !out.is_empty() {
        out.truncate(out.trim_end().len());
        out.push_str("\n\n");
    }
    out.push_str(line);
    out.push('\n');
}

fn cast(out: &mut String, table: &Table) {
    for row in table.rows.iter().skip(1) {
        let cells: Vec<String> = row.iter().map(|cell| cell.lines().join(" ")).collect();
        let [name, description, actor] = cells.as_slice() else { continue };
        // An age is the last part of the description.
        let (description, note) = match description.rsplit_once(", ") {
            Some((rest, age)) if age.contains(|one: char| one.is_ascii_digit()) => (rest, age),
            None if description.contains(|one: char| one.is_ascii_digit()) => ("", description.as_str()),
            _ => (description.as_str(), actor.as_str()),
        };
        let mut line = format!("!- {name}");
        if !(description.is_empty() && note.is_empty()) {
            let _ = write!(line, " | {description}");
        }
        if !note.is_empty() {
            let _ = write!(line, " | {note}");
        }
        out.push_str(&line);
        out.push('\n');
    }
}

fn element(out: &mut String, part: &mut Part, paragraph: &Paragraph) {
    let text = paragraph.text();
    if paragraph.heading > 0 {
        begin(out, part, Part::Content);
        block(out, &format!("{}{text}", if paragraph.is_centered { "# " } else { "." }));
        return;
    }
    match text.as_str() {
        "NHÂN VẬT" => return begin(out, part, Part::Cast),
        "ĐẠO CỤ" => return begin(out, part, Part::Props),
        "ÂM THANH – ÁNH SÁNG" => return begin(out, part, Part::Effects),
        "– HẾT –" => return,
        _ if text.contains(" cảnh, lời thoại khoảng ") && paragraph.is_centered => return,
        _ => {}
    }
    if matches!(part, Part::Props | Part::Effects)
        && let Some(entry) = text.strip_prefix("–\t")
    {
        out.push_str("!- ");
        out.push_str(entry);
        out.push('\n');
        return;
    }
    begin(out, part, Part::Content);
    if let Some((cue, runs)) = turn(paragraph) {
        block(out, &cue);
        said(out, &runs);
    } else {
        block(out, &text);
    }
}

/// "ÔNG TƯ (vọng vào)⇥…": the cue and what follows.
fn turn(paragraph: &Paragraph) -> Option<(String, Vec<Run>)> {
    let first = paragraph.runs.first().filter(|run| run.is_bold)?;
    let mut cue = String::new();
    let mut rest = paragraph.runs.iter();
    for run in rest.by_ref() {
        if let Some((head, tail)) = run.text.split_once(['\t']) {
            cue.push_str(head);
            let tail = Run { text: tail.to_owned(), ..run.clone() };
            let runs = std::iter::once(tail).chain(rest.cloned()).filter(|run| !run.text.is_empty());
            let cue = cue.trim().to_owned();
            return Some((cue, runs.collect()));
        }
        cue.push_str(&run.text);
    }
    let _ = first;
    None
}

/// Parentheticals on lines of their own, verses after `~`, speech.
fn said(out: &mut String, runs: &[Run]) {
    for run in runs {
        for line in run.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !run.is_italic {
                let _ = writeln!(out, "{line}");
                continue;
            }
            let mut rest = line;
            while let Some((aside, after)) = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
                let _ = writeln!(out, "({aside})");
                rest = after.trim_start();
            }
            if !rest.is_empty() {
                let _ = writeln!(out, "~{rest}");
            }
        }
    }
}
