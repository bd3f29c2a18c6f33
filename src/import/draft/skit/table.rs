//! The tables of a typed play: a row is a speech, or somebody of the cast.

use crate::fold::fold;
use crate::import::draft::Finding;
use crate::import::source::{Cell, Table};

/// What a column holds, by its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Name,
    Speech,
    Other,
}

impl Column {
    fn of(head: &str) -> Self {
        let head = fold(head);
        match head.trim_matches(|letter: char| !letter.is_alphanumeric()) {
            "tt" | "stt" | "so tt" | "so" => Self::Number,
            "vai" | "ten" | "nguoi noi" | "ten nhan vat" | "nhan vat" => Self::Name,
            "loi" | "thoai" | "loi thoai" | "hoi thoai" | "doi thoai" | "noi dung" | "loi noi"
            | "loi dien" => Self::Speech,
            _ => Self::Other,
        }
    }
}

/// Adds the rows of a table as people type them: "Tên: lời", or "Nhân vật:" and a list.
pub(super) fn lines(table: &Table, lines: &mut Vec<String>, findings: &mut Vec<Finding>) {
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| texts(row)).collect();
    let columns: Vec<Column> = rows.first().into_iter().flatten().map(|head| Column::of(head)).collect();
    let has = |column| columns.contains(&column);
    let head = || rows.first().map(|row| row.join(", ")).unwrap_or_default();
    if has(Column::Name) && has(Column::Speech) {
        findings.push(Finding::new("", format!("Các cột của bảng: {}.", head())));
        rows[1..].iter().for_each(|row| speech(row, &columns, lines));
    } else if has(Column::Name) && columns.len() > 1 {
        findings.push(Finding::new("", format!("Bảng nhân vật có các cột: {}.", head())));
        lines.extend([String::new(), "Nhân vật:".to_owned()]);
        for row in &rows[1..] {
            let cells = row.iter().zip(&columns).filter(|(_, column)| **column != Column::Number);
            let cells: Vec<&str> = cells.map(|(cell, _)| cell.as_str()).collect();
            lines.push(format!("- {}", cells.join(" | ").trim_end_matches([' ', '|'])));
        }
        lines.push(String::new());
    } else {
        for row in &rows {
            match row.as_slice() {
                [name, words] if !name.is_empty() && !words.is_empty() => lines.push(said(name, words)),
                _ => lines.push(joined(row.iter())),
            }
        }
    }
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| cell.lines().join(" ")).collect()
}

fn joined<'a>(cells: impl Iterator<Item = &'a String>) -> String {
    cells.filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn said(name: &str, words: &str) -> String {
    format!("{}: {words}", name.trim_end_matches([':', ' ']))
}

/// A row of names and words; what other columns say is a direction after it.
fn speech(row: &[String], columns: &[Column], lines: &mut Vec<String>) {
    let of = |wanted: Column| {
        let cells = row.iter().enumerate().filter(move |(at, _)| columns.get(*at) == Some(&wanted));
        joined(cells.map(|(_, cell)| cell))
    };
    let (name, words) = (of(Column::Name), of(Column::Speech));
    match (name.is_empty(), words.is_empty()) {
        (false, false) => lines.push(said(&name, &words)),
        // A title or a direction across the table.
        _ => lines.extend([name, words].into_iter().filter(|text| !text.is_empty())),
    }
    let beside = row
        .iter()
        .enumerate()
        .filter(|(at, _)| !matches!(columns.get(*at), Some(Column::Name | Column::Speech | Column::Number)));
    let other = joined(beside.map(|(_, cell)| cell));
    if !other.is_empty() {
        lines.push(format!("[{other}]"));
    }
}
