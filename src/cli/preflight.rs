//! `toasoan preflight`: what a print shop or a proof-reader would object to in a poster.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::source::pictures;
use super::{Failure, find, open, print, print_json};
use crate::export::job;
use crate::page::Fonts;
use crate::piece::Format;
use crate::poster::Poster;

/// One finding for other programs.
#[derive(Debug, Serialize)]
struct Row {
    /// The element's number; none for the board as a whole.
    element: Option<u32>,
    /// What people call the element.
    name: Option<String>,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// The rule: `covered`, `resolution` ….
    code: &'static str,
    message: String,
}

pub(super) fn run(path: &Path, name: &str, is_json: bool) -> Result<(), Failure> {
    let opened = open(path)?;
    let stored = find::piece(&opened, name)?;
    let piece = opened.workspace.whole(&stored.path, stored.piece.format)?;
    if piece.format != Format::Poster {
        return Err(Failure::Usage(format!("\"{}\" không phải pano, áp phích", piece.header.title)));
    }
    let poster = Poster::parse(&piece.body)
        .map_err(|error| Failure::Work(format!("bản vẽ không đọc được: {error}")))?;
    let mut findings = job::preflight(&piece, &pictures(&opened.workspace), &mut Fonts::new());
    findings.extend(job::not_agreed(&piece, &opened.plan, &opened.settings));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let name_of = |id| poster.element(id).map(crate::poster::Element::label);
    if is_json {
        let rows: Vec<Row> = findings
            .into_iter()
            .map(|finding| Row {
                element: finding.element.map(|id| id.0),
                name: finding.element.and_then(name_of),
                severity: finding.severity.code(),
                code: finding.rule.code(),
                message: finding.message,
            })
            .collect();
        return print_json(&rows);
    }
    let mut text = String::new();
    for finding in &findings {
        let name = finding.element.and_then(name_of).map_or_else(String::new, |name| format!(" [{name}]"));
        let _ = writeln!(text, "{}{name}: {}", finding.severity.name(), finding.message);
    }
    if findings.is_empty() {
        text.push_str("Không có gì phải sửa trước khi in.\n");
    }
    print(&text)
}
