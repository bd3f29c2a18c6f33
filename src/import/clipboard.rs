//! A table copied from Excel, `LibreOffice` or Word: the clipboard gives its text, with tabs between the cells.

use super::source::{Block, Cell, Paragraph, Source, Table};

/// The table in a copied text: at least two columns in at least two lines. A list whose numbers stand before tabs is
/// none. A line without a tab goes on with the cell above, as Word copies cells of several paragraphs.
pub fn table(text: &str) -> Option<Source> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cells in cells(text) {
        match rows.last_mut().and_then(|row| row.last_mut()) {
            Some(last) if cells.len() == 1 => {
                last.push('\n');
                last.push_str(&cells[0]);
            }
            _ => rows.push(cells),
        }
    }
    let columns = rows.iter().map(Vec::len).max()?;
    let is_list = columns == 2 && rows.iter().all(|row| is_label(&row[0]));
    if rows.len() < 2 || rows[0].len() < 2 || is_list {
        return None;
    }
    let cell = |text: String| Cell {
        blocks: text.lines().map(|line| Block::Paragraph(Paragraph::line(line))).collect(),
        span: 1,
        is_merged: false,
    };
    let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    Some(Source { blocks: vec![Block::Table(Table { rows })], ..Source::default() })
}

/// "1.", "a)", "-": what stands before the tab of a list's item.
fn is_label(cell: &str) -> bool {
    let cell = cell.trim();
    let bare = cell.trim_end_matches(['.', ')', ':']);
    matches!(cell, "-" | "–" | "•" | "*" | "+" | "·" | "o" | "➢" | "")
        || bare.len() < cell.len() && bare.chars().count() <= 4 && bare.chars().all(char::is_alphanumeric)
}

/// The cells of each line. A cell of several lines stands in quotes, as Excel writes it; other quotes are words.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut rest = text.trim_end_matches('\n');
    while !rest.is_empty() || !line.is_empty() {
        let (cell, length) = quoted(rest).unwrap_or_else(|| {
            let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
            (rest[..end].to_owned(), end)
        });
        line.push(cell);
        let is_more = rest[length..].starts_with('\t');
        rest = rest.get(length + 1..).unwrap_or_default();
        if !is_more {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines
}

/// A quoted cell and its length in the text.
fn quoted(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('"')?;
    let mut end = 0;
    loop {
        end += inner[end..].find('"')?;
        if !inner[end + 1..].starts_with('"') {
            break;
        }
        end += 2;
    }
    let is_closed = matches!(inner.as_bytes().get(end + 1), None | Some(b'\t' | b'\n'));
    let cell = &inner[..end];
    let is_excels = is_closed && cell.contains(['\n', '\t', '"']);
    is_excels.then(|| (cell.replace("\"\"", "\""), end + 2))
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn cells_are_read_as_each_program_copies_them() {
        for (text, cells) in [
            ("a\tb\r\nc\td\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a\t\n\tb\n", vec![vec!["a", ""], vec!["", "b"]]),
            // Excel: line breaks and quotes in a cell.
            ("x\t\"một\nhai \"\"ba\"\"\"\ny\tz", vec![vec!["x", "một\nhai \"ba\""], vec!["y", "z"]]),
            // Word and LibreOffice: quotes that someone typed.
            ("\"Một cửa\"\tx\n\"Hai\" cửa\ty", vec![vec!["\"Một cửa\"", "x"], vec!["\"Hai\" cửa", "y"]]),
            ("\"chưa đóng\tx", vec![vec!["\"chưa đóng", "x"]]),
        ] {
            assert_eq!(super::cells(text), cells, "{text:?}");
        }
    }

    #[test]
    fn only_a_table_is_taken_for_one() {
        for (text, rows) in [
            ("Hình\tLời\nToàn cảnh\tXin chào\n", Some(2)),
            ("Hình\tLời\nToàn cảnh\tXin chào\ncác bạn\nCận\tHết", Some(3)),
            ("Một dòng\tcó dấu tab", None),
            ("Đoạn một.\nĐoạn hai.", None),
            ("1.\tMột\n2.\tHai", None),
            ("-\tMột\n-\tHai", None),
            ("", None),
        ] {
            let found = table(text).map(|source| source.lines().len());
            assert_eq!(found, rows, "{text:?}");
        }
    }
}
