//! A table of pictures and words becomes a TV script.

mod times;

use crate::fold::fold;
use crate::import::source::{Block, Cell, Paragraph, Source, Table};
use crate::piece::av::Label;
use crate::piece::timing::parse_duration;

use super::record::{Record, duration};
use super::{Draft, Finding, RateOf, seconds};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Value(Label),
    /// A time that the program counts itself.
    Counted,
    /// Something else, kept in the note.
    Other,
}

/// Maximum number of columns of a table of pictures and words without a head.
const MOST_COLUMNS: usize = 3;

/// Whether a table is one of pictures and words: its head says so, or it has two or three columns and some text.
pub(super) fn is_like(table: &Table) -> bool {
    let has_head = table.rows.first().is_some_and(|row| head(row).is_some());
    let is_narrow = (2..=MOST_COLUMNS).contains(&table.columns());
    let has_words = |row: &&Vec<Cell>| row.iter().filter(|cell| !cell.lines().is_empty()).count() > 1;
    has_head || is_narrow && table.rows.iter().filter(has_words).count() >= 3
}

pub(super) fn draft(source: &Source, rate: RateOf<'_>) -> Draft {
    let mut draft = Draft::default();
    let mut rows = String::new();
    let mut preface = String::new();
    let mut count = 0;
    for block in &source.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = paragraph.text();
                if text.is_empty() {
                    continue;
                }
                // This program's sum of praise and critique.
                if source.own.is_some() && text.starts_with("Biểu dương: ") && text.contains("; phê phán: ")
                {
                    continue;
                }
                if draft.title.is_empty() && source.own.is_none() && paragraph.heading > 0 {
                    draft.title = text;
                    continue;
                }
                if count > 0 {
                    draft
                        .findings
                        .push(Finding::new(&text, "Đoạn này đứng sau bảng, được đặt vào phần đầu kịch bản."));
                }
                text.lines().for_each(|line| push_preface(&mut preface, line));
            }
            Block::Table(table) => {
                if let Some(names) = names(table).filter(|_| source.own.is_none()) {
                    draft.findings.push(Finding::new("", format!("Các cột của bảng: {names}.")));
                }
                let rows_read = body(table).into_iter().filter_map(|(columns, row)| {
                    if is_total(row) {
                        if source.own.is_none() {
                            let words = row.iter().flat_map(Cell::lines).collect::<Vec<_>>().join(" ");
                            let message = "Dòng tổng của bảng không thành mục; chương trình tự cộng.";
                            draft.findings.push(Finding::new(words, message));
                        }
                        return None;
                    }
                    let (number, record) = record(row, &columns, source, rate, &mut draft.findings);
                    (!record.is_empty()).then_some((number, record))
                });
                let mut records: Vec<(String, Record)> = rows_read.collect();
                if source.own.is_none() {
                    times::settle(&mut records, &mut draft.findings);
                }
                for (number, record) in records {
                    count += 1;
                    let number = match number.trim() {
                        "" => format!("{count:02}"),
                        text => text
                            .parse()
                            .map_or_else(|_| text.to_owned(), |number: u32| format!("{number:02}")),
                    };
                    record.write(&mut rows, &number);
                }
            }
        }
    }
    if count == 0 {
        let message = "Tệp không có bảng hình ảnh – lời bình; toàn bộ chữ được đặt vào phần đầu kịch bản.";
        draft.findings.push(Finding::new("", message));
    }
    let gap = if preface.is_empty() || rows.is_empty() { "" } else { "\n" };
    draft.body = format!("{preface}{gap}{rows}");
    draft
}

fn push_preface(preface: &mut String, line: &str) {
    // A record begins with such a line.
    if line.starts_with("##") {
        preface.push(' ');
    }
    preface.push_str(line.trim());
    preface.push('\n');
}

/// The names in a table's head.
fn names(table: &Table) -> Option<String> {
    let row = table.rows.first().filter(|row| head(row).is_some())?;
    Some(row.iter().map(|cell| cell.lines().join(" ")).collect::<Vec<_>>().join(", "))
}

/// The rows of a table after its head, with what their columns hold.
fn body(table: &Table) -> Vec<(Vec<Column>, &Vec<Cell>)> {
    let words = |row: &[Cell]| row.iter().map(Cell::lines).collect::<Vec<_>>();
    let first = table.rows.first();
    let columns = first.and_then(|row| head(row));
    // A head may be repeated by hand.
    let head = first.filter(|_| columns.is_some()).map(|row| words(row));
    let rows: Vec<&Vec<Cell>> = table.rows.iter().filter(|row| Some(words(row)) != head).collect();
    let columns = columns.unwrap_or_else(|| by_place(&rows, table.columns()));
    rows.into_iter().map(|row| (columns.clone(), row)).collect()
}

/// The columns of a head; none for a row of content.
fn head(row: &[Cell]) -> Option<Vec<Column>> {
    let names: Vec<(String, usize)> =
        row.iter().map(|cell| (fold(&cell.lines().join(" ")), cell.span.max(1))).collect();
    let has_speech = names.iter().any(|(name, _)| has_word(name, &["loi", "thuyet minh", "binh"]));
    let columns: Vec<Column> =
        names.iter().flat_map(|(name, span)| std::iter::repeat_n(column(name, has_speech), *span)).collect();
    let is_known = |column: &&Column| matches!(column, Column::Value(_));
    let has_main = columns.iter().any(|one| matches!(one, Column::Value(Label::Picture | Label::Speech)));
    // A row of content may begin with such words, too: "Lời chào".
    let is_name = |(name, _): &(String, usize)| column(name, has_speech) == Column::Other || is_of_head(name);
    let is_head = has_main && names.iter().all(is_name) && columns.iter().filter(is_known).count() >= 2;
    is_head.then_some(columns)
}

/// Whether all words of a folded text are those that name columns.
fn is_of_head(name: &str) -> bool {
    const WORDS: &str = " tt stt so canh quay hinh anh khung video loi binh thuyet minh dan audio am thanh tieng dong nhac \
        thoi luong giay phut gian dai cong don bat dau cham nhat noi dung chu bang chay phu de ghi giong nguoi doc muc \
        phan tieu va tinh chat khac ";
    let mut words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(&format!(" {word} ")))
}

fn has_word(name: &str, words: &[&str]) -> bool {
    let name = format!(" {} ", name.replace(['-', '–', '/', ',', ':', '.', '(', ')'], " "));
    words.iter().any(|word| name.contains(&format!(" {word} ")))
}

/// What a column of this name holds. `name` is folded.
fn column(name: &str, has_speech: bool) -> Column {
    let is = |words: &[&str]| has_word(name, words);
    if is(&["cong don", "bat dau", "cham nhat"]) {
        Column::Counted
    } else if is(&["loi", "thuyet minh", "binh", "audio"]) {
        Column::Value(Label::Speech)
    } else if is(&["hinh", "hinh anh", "canh quay", "video", "khung hinh"]) {
        Column::Value(Label::Picture)
    } else if is(&["thoi luong", "giay", "thoi gian", "dai"]) {
        Column::Value(Label::Duration)
    } else if is(&["am thanh", "tieng dong", "nhac", "tieng"]) {
        Column::Value(if has_speech { Label::Sound } else { Label::Speech })
    } else if is(&["noi dung"]) {
        Column::Value(if has_speech { Label::Name } else { Label::Speech })
    } else if is(&["chu", "bang chu", "chay chu", "phu de"]) && !is(&["ghi chu"]) {
        Column::Value(Label::Caption)
    } else if is(&["ghi chu"]) {
        Column::Value(Label::Note)
    } else if is(&["giong", "nguoi doc", "nguoi noi", "nguoi dan"]) {
        Column::Value(Label::Voice)
    } else if is(&["muc", "phan", "tieu de"]) {
        Column::Value(Label::Name)
    } else if is(&["tinh chat"]) {
        Column::Value(Label::Tones)
    } else if is(&["tt", "stt", "so", "so tt", "canh"]) {
        Column::Number
    } else {
        Column::Other
    }
}

/// What the columns of a table without a head hold.
fn by_place(rows: &[&Vec<Cell>], count: usize) -> Vec<Column> {
    const PICTURE: Column = Column::Value(Label::Picture);
    const SPEECH: Column = Column::Value(Label::Speech);
    let all = |at: usize, is: fn(&str) -> bool| {
        let texts = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.lines().join(" "));
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        !texts.is_empty() && texts.iter().all(|text| is(text))
    };
    let is_number = |text: &str| text.chars().count() <= 4 && text.contains(|one: char| one.is_ascii_digit());
    let mut columns = Vec::new();
    if count > 2 && all(0, is_number) {
        columns.push(Column::Number);
    }
    columns.extend([PICTURE, SPEECH]);
    while columns.len() < count {
        let is_time = all(columns.len(), |text| parse_duration(text).is_some());
        columns.push(if is_time { Column::Value(Label::Duration) } else { Column::Value(Label::Note) });
    }
    columns.truncate(count.max(1));
    columns
}

/// The last row of this program's tables, and of many others.
fn is_total(row: &[Cell]) -> bool {
    row.iter().any(|cell| {
        let words = fold(&cell.lines().join(" "));
        matches!(words.trim_end_matches([':', ' ']), "tong cong" | "tong thoi luong" | "het chuong trinh")
    })
}

fn record(
    row: &[Cell],
    columns: &[Column],
    source: &Source,
    rate: RateOf<'_>,
    findings: &mut Vec<Finding>,
) -> (String, Record) {
    let mut record = Record::default();
    let mut number = String::new();
    let mut at = 0;
    if let [cell] = row
        && source.own.is_none()
        && cell.span >= columns.len()
        && columns.len() > 1
    {
        // The name of a part, across the table.
        cell.lines().iter().for_each(|line| record.add(Label::Name, line));
        return (number, record);
    }
    for cell in row {
        let column = columns.get(at).copied().unwrap_or(Column::Other);
        at += cell.span.max(1);
        match column {
            Column::Number => number = cell.lines().join(" "),
            Column::Counted if source.own.is_some() => {}
            Column::Value(Label::Picture) => seen(&cell.paragraphs(), source, &mut record),
            Column::Value(Label::Speech) => heard(&cell.paragraphs(), source, &mut record),
            Column::Value(label) => cell.lines().iter().for_each(|line| record.add(label, line)),
            Column::Counted | Column::Other => {
                cell.lines().iter().for_each(|line| record.add(Label::Note, line));
                if let Some(words) = cell.lines().first() {
                    findings.push(Finding::new(words, "Cột này không rõ là gì, được đặt vào ghi chú."));
                }
            }
        }
    }
    if let Some(whole) = parse_duration(record.get(Label::Duration)).filter(|_| source.own.is_some()) {
        // A length that the program computed is no decision of the writer.
        let is_computed = whole == seconds(record.get(Label::Speech), record.get(Label::Voice), rate);
        record.set(Label::Duration, &if is_computed { String::new() } else { duration(whole) });
    }
    (number, record)
}

/// The picture's column: the item's name in bold, the shots, and what is labelled.
fn seen(paragraphs: &[&Paragraph], source: &Source, record: &mut Record) {
    for (at, paragraph) in paragraphs.iter().filter(|one| !one.is_empty()).enumerate() {
        let text = paragraph.text();
        let is_bold = paragraph.runs.iter().filter(|run| !run.text.trim().is_empty()).all(|run| run.is_bold);
        if at == 0 && is_bold && record.get(Label::Name).is_empty() {
            record.add(Label::Name, &text.replace('\n', " "));
        } else {
            labelled(paragraph, &text, Label::Picture, source, record);
        }
    }
}

/// The column of words: the voice, the speech, and what is labelled.
fn heard(paragraphs: &[&Paragraph], source: &Source, record: &mut Record) {
    for paragraph in paragraphs.iter().filter(|one| !one.is_empty()) {
        let text = paragraph.text();
        let is_first = record.get(Label::Speech).is_empty() && record.get(Label::Voice).is_empty();
        match voice(paragraph, &text, source).filter(|_| is_first) {
            Some((voice, rest)) => {
                record.set(Label::Voice, voice);
                labelled(paragraph, rest, Label::Speech, source, record);
            }
            None => labelled(paragraph, &text, Label::Speech, source, record),
        }
    }
}

/// "MC: Kính chào …": the voice in bold, or a name that is known.
fn voice<'a>(paragraph: &Paragraph, text: &'a str, source: &Source) -> Option<(&'a str, &'a str)> {
    let (name, rest) = text.split_once(':')?;
    let name = name.trim();
    let first = paragraph.runs.iter().find(|run| !run.text.trim().is_empty())?;
    let is_bold = first.is_bold && first.text.trim().trim_end_matches(':') == name;
    let folded = fold(name);
    let is_known = is_speaker(&folded) || source.people.iter().any(|(_, person)| fold(person) == folded);
    let is_label = label(name).is_some();
    (!is_label && (is_bold || is_known) && name.split_whitespace().count() <= 8).then(|| (name, rest.trim()))
}

/// "mc", "pv ong bay": somebody by his work, with or without a name.
fn is_speaker(folded: &str) -> bool {
    const WORK: [&str; 7] = ["mc", "ptv", "btv", "pv", "phong vien", "phat thanh vien", "bien tap vien"];
    WORK.iter()
        .any(|work| folded.strip_prefix(work).is_some_and(|name| name.is_empty() || name.starts_with(' ')))
}

/// The label that a line of a cell begins with, in any spelling that people use.
fn label(name: &str) -> Option<Label> {
    let name = name.trim();
    match fold(name).as_str() {
        "chu tren hinh" | "bang ten" => Some(Label::Caption),
        "tinh chat" => Some(Label::Tones),
        "nhac" | "nhac nen" | "nhac hieu" => Some(Label::Sound),
        // In a cell, what somebody is called is no label.
        _ => Label::named(name).filter(|label| *label != Label::Voice && *label != Label::Name),
    }
}

/// Adds a paragraph's text to the value of its label, else to `to`. This program prints labels in bold italics.
fn labelled(paragraph: &Paragraph, text: &str, to: Label, source: &Source, record: &mut Record) {
    let found = |text: &str| {
        let (name, rest) = text.split_once(':').filter(|(_, rest)| !rest.trim().is_empty())?;
        Some((label(name)?, rest.to_owned()))
    };
    if source.own.is_none() {
        for line in text.lines() {
            match found(line) {
                Some((label, rest)) => record.add(label, &rest),
                None if to == Label::Speech && is_sound(line) => record.add(Label::Sound, line),
                None => record.add(to, line),
            }
        }
        return;
    }
    let is_marked = paragraph.runs.first().is_some_and(|run| run.is_bold && run.is_italic);
    match found(text).filter(|_| is_marked) {
        Some((label, rest)) => rest.lines().for_each(|line| record.add(label, line)),
        None => text.lines().for_each(|line| record.add(to, line)),
    }
}

/// "(Nhạc hiệu)", "[Tiếng gà gáy]": what is heard and not said.
pub(super) fn is_sound(line: &str) -> bool {
    let line = line.trim();
    let inside = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        line.strip_prefix(open)?.strip_suffix(close).filter(|inside| !inside.contains([open, close]))
    });
    inside.is_some_and(|inside| {
        let inside = fold(inside);
        ["nhac", "tieng ", "am thanh", "am nhac"].iter().any(|begin| inside.starts_with(begin))
    })
}
