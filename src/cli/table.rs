//! Plain tables for a terminal: columns aligned by display width, not by bytes.

/// A header and rows with the same number of cells.
#[derive(Debug)]
pub struct Table<const N: usize> {
    head: [&'static str; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    pub fn new(head: [&'static str; N]) -> Self {
        Self { head, rows: Vec::new() }
    }

    pub fn row(&mut self, cells: [String; N]) {
        self.rows.push(cells);
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn render(&self) -> String {
        let mut widths = self.head.map(width);
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(width(cell));
            }
        }
        let mut text = String::new();
        line(&mut text, self.head.iter().copied(), &widths);
        let rule = widths.map(|width| "─".repeat(width));
        line(&mut text, rule.iter().map(String::as_str), &widths);
        for row in &self.rows {
            line(&mut text, row.iter().map(String::as_str), &widths);
        }
        text
    }
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>, widths: &[usize]) {
    let start = text.len();
    for (at, (cell, &widest)) in cells.zip(widths).enumerate() {
        // A line feed in a title would break the table.
        let cell = cell.replace(['\n', '\t'], " ");
        text.push_str(&cell);
        // The last column is not padded: its widest cell may be very long.
        if at + 1 < widths.len() {
            text.extend(std::iter::repeat_n(' ', widest - width(&cell) + 2));
        }
    }
    let end = start + text[start..].trim_end().len();
    text.truncate(end);
    text.push('\n');
}

/// Width in terminal columns: the text is NFC, so a Vietnamese letter is one character and one column.
fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_under_vietnamese_letters() {
        let mut table = Table::new(["Kỳ", "Trạng thái"]);
        table.row(["Tháng 3".into(), "chờ duyệt".into()]);
        table.row(["Tuần 10 của năm".into(), String::new()]);
        assert_eq!(
            table.render(),
            "Kỳ               Trạng thái\n───────────────  ──────────\n\
             Tháng 3          chờ duyệt\nTuần 10 của năm\n"
        );
    }
}
