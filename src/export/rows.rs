//! Rows of a script for the clipboard: text with tabs, which Excel and Word paste as a table.

use crate::piece::av::{Label, Row};

/// A line of labels, then a line a row; columns that no row uses are left out.
pub fn write(rows: &[&Row]) -> String {
    let is_used = |label: &Label| rows.iter().any(|row| !row.get(*label).is_empty());
    let labels: Vec<Label> = Label::ALL
        .into_iter()
        .filter(|label| matches!(label, Label::Picture | Label::Speech) || is_used(label))
        .collect();
    let has_other = rows.iter().any(|row| !row.other.trim().is_empty());
    let other = |text: &str| has_other.then(|| text.trim().to_owned());
    let head = std::iter::once("TT".to_owned())
        .chain(labels.iter().map(|label| label.label().to_owned()))
        .chain(other("Khác"));
    let mut lines = vec![head.collect::<Vec<_>>()];
    lines.extend(rows.iter().map(|row| {
        let values = labels.iter().map(|label| row.get(*label).to_owned());
        std::iter::once(row.number.clone()).chain(values).chain(other(&row.other)).collect()
    }));
    lines
        .iter()
        .map(|cells| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join("\t") + "\n")
        .collect()
}

/// As Excel writes a cell of several lines.
fn quoted(cell: &str) -> String {
    if cell.contains(['\n', '\t', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
