//! Damage that keeps a file's form: numbers, dates, texts and lists as a person, a program or an attacker may
//! have written them.

use std::ops::Range;

use super::super::storage::Rng;

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "7",
    "12",
    "13",
    "28",
    "53",
    "255",
    "65536",
    "1000000",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "0.1",
    "-0.0",
    "0.0000001",
    "1e38",
    "1e-45",
    "99999.9",
    "NaN",
    "inf",
    "-inf",
];

const DATES: &[&str] = &[
    "1900-01-01",
    "1899-12-31",
    "2100-12-31",
    "2101-01-01",
    "0000-01-01",
    "-0001-12-31",
    "+262142-12-31",
    "-262143-01-01",
    "9999-12-31",
    "2014-02-30",
    "2016-02-29",
    "2014-12-31",
    "2014-01-01",
    "2013-12-30",
    "2100-02-28",
];

const TIMES: &[&str] = &["00:00:00", "23:59:59", "23:59:60", "24:00:00", "12:00", "05:30:00.999999999"];

const PERIODS: &[&str] = &[
    "/2014-W53",
    "/9999-W52",
    "/0000",
    "/2014-13",
    "/2014-02/4294967295",
    "/2014-Q4",
    "/2014-Q9",
    "/2014/1000",
    "/2014-06..2014-07",
    "/2014-12..2014-01",
    "/",
    "//",
    "/2014-W10@",
    "/2014-W10@@x",
    "",
];

const CHOICES: &[&str] = &[
    "PerMonth(4294967295)",
    "PerMonth(28)",
    "PerMonth(0)",
    "AtLeast(4294967295)",
    "AtLeast(0)",
    "Weekly",
    "Quarterly",
    "Months([])",
    "Months([0, 13, 4294967295])",
    "Months([1, 1, 12])",
    "Window(from: 12, to: 1)",
    "Window(from: 0, to: 4294967295)",
    "Ongoing",
    "ModelOfficialEvery(months: 4294967295)",
    "ModelOfficialEvery(months: 0)",
    "Idea",
    "Published",
    "Dropped",
    "Approved",
    "Television",
    "Stage",
    "Outdoor",
    "Monthly",
    "true",
    "None",
    "Shrink(min: 0.1)",
    "Fixed",
    "Cover",
    "Contain",
    "Ellipse",
    "Line",
    "Chevron",
    "Rectangle(radius: 10000.0)",
    "Corners",
    "All",
];

/// A text for between quotation marks.
fn words(rng: &mut Rng) -> String {
    let many = [1, 30, 2000, 20_000][rng.below(4)];
    match rng.below(18) {
        0 => String::new(),
        1 => " ".repeat(many),
        2 => "a".repeat(many),
        3 => "Thủ tục ".repeat(many.min(5000)),
        4 => "\u{1}\u{7f}\u{9b}".into(),
        5 => "\u{202e}gpj\u{2066}\u{200b}".into(),
        6 => format!("e{}", "\u{301}\u{323}".repeat(many.min(500))),
        7 => "👩‍👩‍👧‍👦🏳️‍🌈🇻🇳".repeat(many.min(200)),
        8 => "شكرا שלום ".repeat(many.min(200)),
        9 => "漢字かな교".repeat(many.min(500)),
        10 => "\\n\\t\\u{0}\\u{10ffff}".into(),
        11 => "../../etc/passwd".into(),
        12 => "COM1".into(),
        13 => "{trang} {số trang} %s \\\\".into(),
        14 => "\u{2028}\u{2029}\u{85}\u{a0}\u{ad}".into(),
        15 => "ﷺ\u{fdfd}𒐫".repeat(many.min(300)),
        16 => "images/hỏng.png".into(),
        _ => "=1+1;\\\"'<b>".into(),
    }
}

/// Markup that a body's parser interprets.
fn marks(rng: &mut Rng) -> String {
    const MARKS: &[&str] = &[
        "> ",
        ">",
        "- ",
        "1. ",
        "* ",
        "# ",
        "**a** ",
        "*",
        "[a](b) ",
        "![",
        "```\n",
        "---\n",
        "## 01\n",
        "##\n",
        "Lời: ",
        "Hình: ",
        "Thời lượng: 4294967295s\n",
        "Thời lượng: 99999h\n",
        "Tính chất: khen\n",
        "Chữ: ",
        "\n",
        "\n\n",
        "[[",
        "]]",
        "===\n",
        "~ ",
        "@",
        ".CẢNH ",
        "# Nhân vật\n",
        "!- A | b | c\n",
        "BẢY\n",
        "(cười)\n",
        "1. Hỏi?\n",
        "A. Một\n",
        "Đáp án: A\n",
        "Câu 4294967295: a\n",
        "30/4/2014 ",
        "1.000.000.000.000.000 ",
        "XXXX ",
        "\t",
        "\u{feff}",
        "| a | b |\n",
        "<a href=x>",
        "http://a.vn ",
        "\u{301}",
        "\r",
    ];
    let many = [1, 1, 3, 40, 400, 3000][rng.below(6)];
    let mark = MARKS[rng.below(MARKS.len())];
    if rng.below(3) == 0 {
        let other = MARKS[rng.below(MARKS.len())];
        return format!("{mark}{other}").repeat(many);
    }
    mark.repeat(many)
}

/// One change of a record's text, or of the body after it, if there is one.
pub fn mutate(text: &str, rng: &mut Rng) -> String {
    let body = text.find("\n---\n").map(|at| at + 5);
    if let Some(body) = body.filter(|_| rng.below(3) == 0) {
        let (head, rest) = text.split_at(body);
        if rng.below(4) > 0 || !rest.starts_with('(') {
            let at = place(rest, rng);
            return format!("{head}{}{}{}", &rest[..at], marks(rng), &rest[at..]);
        }
    }
    match rng.below(14) {
        0..=2 => swap(text, rng, &numbers(text), |rng| NUMBERS[rng.below(NUMBERS.len())].into()),
        3 | 4 => swap(text, rng, &dates(text), |rng| DATES[rng.below(DATES.len())].into()),
        5 => swap(text, rng, &spans(text, |part| part.len() == 8 && part[2..3] == *":"), |rng| {
            TIMES[rng.below(TIMES.len())].into()
        }),
        6 | 7 => swap(text, rng, &quoted(text), words),
        8 => swap(text, rng, &periods(text), |rng| PERIODS[rng.below(PERIODS.len())].into()),
        9 => swap(text, rng, &choices(text), |rng| CHOICES[rng.below(CHOICES.len())].into()),
        10 => lines(text, rng),
        11 => repeated(text, rng),
        12 => nested(text, rng),
        _ => {
            let at = place(text, rng);
            text[..at].to_owned()
        }
    }
}

/// A character boundary in a text.
fn place(text: &str, rng: &mut Rng) -> usize {
    let mut at = rng.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

type Spans = Vec<Range<usize>>;

fn swap(text: &str, rng: &mut Rng, spans: &[Range<usize>], by: impl FnOnce(&mut Rng) -> String) -> String {
    if spans.is_empty() {
        return text.to_owned();
    }
    let span = spans[rng.below(spans.len())].clone();
    format!("{}{}{}", &text[..span.start], by(rng), &text[span.end..])
}

/// Sequences of the letters that values consist of.
fn spans(text: &str, is_wanted: impl Fn(&str) -> bool) -> Spans {
    let is_part =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ':' | '+' | '_');
    let mut spans = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_part(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                if is_wanted(&text[from..at]) {
                    spans.push(from..at);
                }
            }
            _ => {}
        }
    }
    spans
}

fn numbers(text: &str) -> Spans {
    spans(text, |part| part.parse::<f64>().is_ok())
}

fn dates(text: &str) -> Spans {
    spans(text, |part| part.len() == 10 && part.as_bytes()[4] == b'-' && part.as_bytes()[7] == b'-')
}

fn quoted(text: &str) -> Spans {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    marks.as_chunks::<2>().0.iter().map(|[from, to]| from + 1..*to).collect()
}

fn periods(text: &str) -> Spans {
    quoted(text)
        .into_iter()
        .filter_map(|span| {
            let slot = &text[span.clone()];
            let at = slot.find("/2014")?;
            Some(span.start + at..span.end)
        })
        .collect()
}

/// Names that begin with a capital, with their arguments in brackets.
fn choices(text: &str) -> Spans {
    spans(text, |part| part.starts_with(|letter: char| letter.is_ascii_uppercase()))
        .into_iter()
        .map(|span| {
            let rest = &text[span.end..];
            let held = rest.strip_prefix('(').and_then(|rest| rest.find(')')).map_or(0, |at| at + 2);
            span.start..span.end + held
        })
        .collect()
}

/// Removes, duplicates or moves a line.
fn lines(text: &str, rng: &mut Rng) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let (one, other) = (rng.below(lines.len()), rng.below(lines.len()));
    match rng.below(3) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one]),
        _ => lines.swap(one, other),
    }
    lines.concat()
}

/// Repeats a line: a list of a thousand airings.
fn repeated(text: &str, rng: &mut Rng) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some(one) = lines.len().checked_sub(1).map(|last| rng.below(last + 1)) else { return String::new() };
    let many = [2, 20, 1000][rng.below(3)];
    lines.iter().enumerate().map(|(at, line)| line.repeat(if at == one { many } else { 1 })).collect()
}

/// Nests a value in brackets, or adds an unknown field.
fn nested(text: &str, rng: &mut Rng) -> String {
    let levels = [1, 10, 60, 3000][rng.below(4)];
    let (open, close) = [("(", ")"), ("[", "]"), ("(a: ", ")"), ("{1: ", "}")][rng.below(4)];
    let value = format!("{}1{}", open.repeat(levels), close.repeat(levels));
    if rng.below(2) == 0 {
        return text.replacen("schema:", &format!("lạ: {value},\n    schema:"), 1);
    }
    swap(text, rng, &numbers(text), |_| value)
}
