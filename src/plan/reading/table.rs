//! Tables of activities, as an appendix has them: TT | Nội dung | Thời gian | Chủ trì | Phối hợp.

use std::borrow::Cow;
use std::fmt::Write;

use crate::fold::{capital, fold};

/// Parts the lines within a cell.
pub(super) const BREAK: char = '\u{2028}';

/// A text in which each row of such a table is an item with its fields, as section IV writes them. A table is known by
/// its head, its cells by the tabs between them.
pub(super) fn spelled_out(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| Columns::read(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut table: Option<Columns<'_>> = None;
    let (mut items, mut group) = (0, String::new());
    for line in text.lines() {
        if let Some(columns) = Columns::read(line) {
            group.clear();
            table = Some(columns);
            continue;
        }
        match table.as_ref().and_then(|columns| columns.row(line)) {
            Some(Row::Number) => {}
            Some(Row::Group(title)) => group = title,
            Some(Row::Activity(activity)) => {
                items += 1;
                activity.write(&mut out, items, &group);
            }
            None => {
                if !line.trim().is_empty() {
                    table = None;
                }
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    Cow::Owned(out)
}

/// Where a table's head puts what.
#[derive(Debug)]
struct Columns<'a> {
    number: Option<usize>,
    content: usize,
    time: Option<usize>,
    lead: Option<usize>,
    partners: Option<usize>,
    /// Other columns by their heads: "Ghi chú", "Sản phẩm".
    others: Vec<(usize, &'a str)>,
}

enum Row<'a> {
    /// "(1) (2) (3)" below the head.
    Number,
    /// A heading above the rows of one kind.
    Group(String),
    Activity(Activity<'a>),
}

struct Activity<'a> {
    content: &'a str,
    fields: Vec<(&'a str, String)>,
}

impl<'a> Columns<'a> {
    /// The columns of a head; none for any other line.
    fn read(line: &'a str) -> Option<Self> {
        let heads: Vec<&str> = line.split('\t').map(str::trim).collect();
        let folded: Vec<String> = heads.iter().map(|head| fold(&head.replace(BREAK, " "))).collect();
        let mut taken = vec![false; heads.len()];
        let mut find = |words: &[&str]| {
            let at = folded
                .iter()
                .enumerate()
                .position(|(at, head)| !taken[at] && words.iter().any(|word| head.contains(word)))?;
            taken[at] = true;
            Some(at)
        };
        let number = folded.iter().position(|head| matches!(head.as_str(), "tt" | "stt" | "so tt"));
        let time = find(&["thoi gian", "thoi han", "tien do"]);
        let lead = find(&["chu tri"]);
        let partners = find(&["phoi hop"]);
        let content = find(&["noi dung", "nhiem vu", "cong viec", "hoat dong", "hinh thuc"])?;
        if time.is_none() && lead.is_none() {
            return None;
        }
        let is_other = |at: &usize| !taken[*at] && Some(*at) != number && !heads[*at].is_empty();
        let others = (0..heads.len()).filter(is_other).map(|at| (at, heads[at])).collect();
        Some(Self { number, content, time, lead, partners, others })
    }

    /// A row below the head; none for a line without tabs.
    fn row(&self, line: &'a str) -> Option<Row<'a>> {
        if !line.contains('\t') {
            return None;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let is_numeral = |text: &&str| text.chars().all(|one| one.is_ascii_digit() || "()=-. ".contains(one));
        if cells.iter().all(is_numeral) {
            return Some(Row::Number);
        }
        let fields = [
            (self.time, "Thời gian thực hiện"),
            (self.lead, "Cơ quan chủ trì"),
            (self.partners, "Cơ quan phối hợp"),
        ];
        let fields = fields.into_iter().filter_map(|(at, name)| Some((at?, name)));
        let fields = fields.chain(self.others.iter().copied());
        let fields =
            fields.map(|(at, name)| (name, one_line(cell(at)))).filter(|(_, value)| !value.is_empty());
        let fields: Vec<(&str, String)> = fields.collect();
        let number = self.number.map_or("", cell);
        let is_counted = number.trim_end_matches('.').parse::<u32>().is_ok();
        let content = cell(self.content);
        if fields.is_empty() && !is_counted {
            // Merged over the whole row, a heading may stand in any cell.
            let title =
                std::iter::once(content).chain(cells).find(|cell| !cell.is_empty() && *cell != number);
            return Some(Row::Group(one_line(title.unwrap_or_default())));
        }
        Some(Row::Activity(Activity { content, fields }))
    }
}

impl Activity<'_> {
    fn write(&self, out: &mut String, number: usize, group: &str) {
        let mut lines = self.content.split(BREAK).map(str::trim).filter(|line| !line.is_empty());
        let title = lines.next().unwrap_or("(chưa ghi nội dung)");
        let title = title.trim_start_matches(['-', '–', '•', '+', '*']).trim();
        // Writing to a text cannot fail.
        let _ = writeln!(out, "{number}. {}", capital(title));
        for line in lines {
            let _ = writeln!(out, "{line}");
        }
        if !group.is_empty() {
            let _ = writeln!(out, "(Thuộc phần: {group})");
        }
        for (name, value) in &self.fields {
            let _ = writeln!(out, "- {name}: {value}");
        }
    }
}

/// The lines of a cell as one list.
fn one_line(cell: &str) -> String {
    let lines = cell.split(BREAK).map(|line| line.trim().trim_start_matches(['-', '–', '•', '+']).trim());
    let lines = lines.map(|line| line.trim_end_matches([';', ','])).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_an_item_with_its_fields() {
        let text = "Mở đầu\nTT\tNội dung\tThời gian\tChủ trì\tPhối hợp\tGhi chú\n(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n\
                    I\tTrên báo, đài\t\t\t\t\n1\tchuyên mục\u{2028}Có biểu dương, phê phán\tMỗi tháng hai kỳ\tĐài PT-TH\t- Sở Nội vụ;\u{2028}- Sở Tư pháp\t\n\
                    2\tPano\t\tSở VHTTDL\t\t10 vị trí\nHết bảng\n";
        let expected = "Mở đầu\n1. Chuyên mục\nCó biểu dương, phê phán\n(Thuộc phần: Trên báo, đài)\n\
                        - Thời gian thực hiện: Mỗi tháng hai kỳ\n- Cơ quan chủ trì: Đài PT-TH\n\
                        - Cơ quan phối hợp: Sở Nội vụ; Sở Tư pháp\n2. Pano\n(Thuộc phần: Trên báo, đài)\n\
                        - Cơ quan chủ trì: Sở VHTTDL\n- Ghi chú: 10 vị trí\nHết bảng\n";
        assert_eq!(spelled_out(text), expected);
        let other = "Họ tên\tTuổi\nLan\t30";
        assert_eq!(spelled_out(other), other);
    }
}
