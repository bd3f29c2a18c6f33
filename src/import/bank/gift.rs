//! Moodle's GIFT: `::tên:: Lời hỏi {=đúng ~sai #nhận xét}`.

use super::Reading;
use crate::bank::{Bank, Question};
use crate::import::draft::Finding;

/// Whether a text is in this form: answers in braces.
pub fn is_like(text: &str) -> bool {
    let has_answers = |open: usize| {
        let inside = text[open + 1..].trim_start();
        inside.starts_with(['=', '~'])
            || ["T}", "F}", "TRUE}", "FALSE}"].iter().any(|word| inside.starts_with(word))
    };
    text.match_indices('{').any(|(open, _)| has_answers(open))
}

/// A `$CATEGORY` names the field of the questions after it.
pub fn read(text: &str, bank: &Bank) -> Reading {
    let mut reading = Reading::default();
    let mut field = String::new();
    for block in blocks(text) {
        if let Some(category) = block.strip_prefix("$CATEGORY:") {
            let name = category.rsplit('/').next().unwrap_or_default();
            field = bank.field_named(name).map_or_else(String::new, |field| field.id.clone());
            continue;
        }
        match question(&block) {
            Ok(question) => reading.questions.push(Question { field: field.clone(), ..question }),
            Err(reason) => reading.findings.push(Finding::new(block, reason)),
        }
    }
    reading
}

/// Questions are parted by blank lines; comments are left out. A category is a block of its own.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("//") {
            continue;
        }
        let is_category = line.starts_with("$CATEGORY:");
        if line.is_empty() || is_category {
            is_open = false;
        }
        if line.is_empty() {
            continue;
        }
        match blocks.last_mut() {
            Some(last) if is_open => {
                last.push('\n');
                last.push_str(line);
            }
            _ => blocks.push(line.to_owned()),
        }
        is_open = !is_category;
    }
    blocks
}

fn question(block: &str) -> Result<Question, &'static str> {
    let body = match block.strip_prefix("::") {
        Some(rest) => &rest[find(rest, "::").ok_or("Tên câu không có dấu :: ở cuối; chưa nhận")? + 2..],
        None => block,
    };
    let open = find(body, "{").ok_or("Đoạn này không có phương án trong { }; chưa nhận")?;
    let close = find(&body[open..], "}").ok_or("Thiếu dấu } ở cuối phương án; chưa nhận")? + open;
    let after = body[close + 1..].trim();
    let before = clean(&body[..open]);
    // An answer within a sentence leaves a gap.
    let text = if after.is_empty() { before } else { format!("{before} … {}", clean(after)) };
    let (inside, general) = match find(&body[open + 1..close], "####") {
        Some(at) => (&body[open + 1..open + 1 + at], clean(&body[open + 5 + at..close])),
        None => (&body[open + 1..close], String::new()),
    };
    let mut question = Question { text, explanation: general, ..Question::default() };
    let word = inside.split('#').next().unwrap_or_default().trim();
    match word {
        "T" | "TRUE" => question.key = "Đ".into(),
        "F" | "FALSE" => question.key = "S".into(),
        _ => choices(inside, &mut question)?,
    }
    if question.text.is_empty() {
        return Err("Câu này không có lời hỏi; chưa nhận");
    }
    Ok(question)
}

fn choices(inside: &str, question: &mut Question) -> Result<(), &'static str> {
    let inside = inside.trim();
    if inside.starts_with('#') || inside.is_empty() {
        return Err("Câu tự luận hoặc câu hỏi số, không có phương án; chưa nhận");
    }
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(found) = [find(&inside[at..], "="), find(&inside[at..], "~")].into_iter().flatten().min() {
        starts.push(at + found);
        at += found + 1;
    }
    if starts.first() != Some(&0) || !inside.contains('~') {
        return Err("Câu điền lời hoặc câu hỏi số, không có phương án để chọn; chưa nhận");
    }
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(inside.len());
        let part = &inside[start + 1..end];
        let part = find(part, "#").map_or(part, |feedback| &part[..feedback]);
        if find(part, "->").is_some() {
            return Err("Câu ghép đôi; chưa nhận");
        }
        let weighted = part.trim_start().strip_prefix('%').and_then(|rest| rest.split_once('%'));
        let (weight, words) = match weighted {
            Some((weight, words)) => (weight.trim().parse::<f32>().unwrap_or(0.0), words),
            None => (if inside[*start..].starts_with('=') { 100.0 } else { 0.0 }, part),
        };
        let letter = char::from(b'A' + question.options.len().min(25) as u8);
        question.options.push(clean(words));
        if weight > 0.0 {
            question.key.push(letter);
        }
    }
    if question.key.is_empty() {
        Err("Câu này không có phương án đúng; chưa nhận")
    } else {
        Ok(())
    }
}

/// Where a mark stands that no backslash precedes.
fn find(text: &str, mark: &str) -> Option<usize> {
    text.match_indices(mark).map(|(at, _)| at).find(|at| {
        let slashes = text[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        slashes % 2 == 0
    })
}

/// Without the name of a format, tags and backslashes; one line.
fn clean(text: &str) -> String {
    const FORMATS: [&str; 4] = ["[html]", "[moodle]", "[plain]", "[markdown]"];
    let mut text = text.trim();
    for format in FORMATS {
        text = text.strip_prefix(format).unwrap_or(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut is_tag = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => plain.push(' '),
                Some(escaped) => plain.push(escaped),
                None => {}
            },
            '<' if letters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '/') => {
                is_tag = true;
            }
            '>' if is_tag => {
                is_tag = false;
                plain.push(' ');
            }
            _ if is_tag => {}
            _ => plain.push(letter),
        }
    }
    let plain = plain.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
