//! What a question offers to choose from, and which of it must stay in place in a shuffled version.

use crate::fold::fold;
use crate::piece::quiz::{Question, Quiz};

/// The options of a question in the order of the text, each with the letter that its key uses.
///
/// A statement without options is answered with "Đúng" or "Sai". Empty for an open question.
pub fn options(question: &Question) -> Vec<(char, &str)> {
    if question.is_open() {
        return Vec::new();
    }
    if question.answers.is_empty() {
        return vec![('Đ', "Đúng"), ('S', "Sai")];
    }
    question.answers.iter().map(|answer| (answer.letter, answer.text.as_str())).collect()
}

/// How many questions an answer sheet has, and boxes for each.
pub fn shape(quiz: &Quiz) -> (usize, usize) {
    let counts = quiz.questions.iter().map(|question| options(question).len()).filter(|count| *count > 0);
    counts.fold((0, 2), |(questions, most), count| (questions + 1, most.max(count)))
}

/// How many of the first options may change places.
///
/// An option that speaks of those above it ("tất cả các ý trên") holds its place, and so do those after it; where an
/// option or the question names letters ("cả A và B"), all do.
pub fn movable(question: &Question) -> usize {
    if question.answers.is_empty() {
        return 0;
    }
    let texts: Vec<String> = question.answers.iter().map(|answer| squeezed(&answer.text)).collect();
    let letters: Vec<String> =
        question.answers.iter().map(|answer| fold(&answer.letter.to_string())).collect();
    let asked = squeezed(&question.text);
    if texts.iter().any(|text| names_letters(text, &letters)) || names_letters(&asked, &letters) {
        return 0;
    }
    texts.iter().position(|text| speaks_of_others(text)).unwrap_or(texts.len())
}

/// Whether a question must stay behind the one before it, to which it refers.
pub fn follows(question: &Question) -> bool {
    let text = squeezed(&question.text);
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(2).any(|pair| {
        pair[0] == "cau"
            && (matches!(pair[1], "tren" | "truoc") || pair[1].bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// A part of a survey: its title, and the questions with options in it, as indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    pub heading: &'a str,
    pub questions: Vec<usize>,
}

/// The parts of a survey; open questions are in none.
pub fn sections(quiz: &Quiz) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (index, question) in quiz.questions.iter().enumerate() {
        if sections.is_empty() || !question.heading.is_empty() {
            sections.push(Section { heading: &question.heading, questions: Vec::new() });
        }
        if let Some(section) = sections.last_mut().filter(|_| !question.is_open()) {
            section.questions.push(index);
        }
    }
    sections.retain(|section| !section.questions.is_empty());
    sections
}

/// Folded words, a space between them.
fn squeezed(text: &str) -> String {
    let text = fold(text);
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether letters of options are named: two joined ("a và b", "a, b"), or one after "câu", "ý", "phương án".
fn names_letters(text: &str, letters: &[String]) -> bool {
    const BEFORE: [&str; 6] = ["cau", "y", "an", "ca", "chon", "muc"];
    let words: Vec<&str> = text.split(' ').collect();
    let is_letter = |word: &&str| letters.iter().any(|letter| letter == word);
    let is_joined = |pair: &[&str]| is_letter(&pair[0]) && is_letter(&pair[1]);
    let all_letters = !words.is_empty() && words.iter().all(is_letter);
    all_letters
        || words.windows(2).any(|pair| is_joined(pair) || (BEFORE.contains(&pair[0]) && is_letter(&pair[1])))
        || words.windows(3).any(|three| {
            matches!(three[1], "va" | "hoac" | "hay" | "lan") && is_joined(&[three[0], three[2]])
        })
}

/// Whether an option speaks of the others.
fn speaks_of_others(text: &str) -> bool {
    const STARTS: [&str; 12] = [
        "tat ca",
        "khong cau nao",
        "khong y nao",
        "khong phuong an nao",
        "khong dap an nao",
        "khong co cau",
        "khong co y",
        "khong co phuong an",
        "khong co dap an",
        "ca hai",
        "ca ba",
        "ca bon",
    ];
    const WITHIN: [&str; 11] = [
        "o tren",
        "y tren",
        "cau tren",
        "an tren",
        "noi dung tren",
        "deu dung",
        "deu sai",
        "vua neu",
        "ke tren",
        "neu tren",
        "cac truong hop con lai",
    ];
    let is_count = |text: &str| {
        text.strip_prefix("ca ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    STARTS.iter().any(|start| text.starts_with(start))
        || WITHIN.iter().any(|words| text.contains(words))
        || is_count(text)
        || matches!(text, "khac" | "y kien khac" | "phuong an khac" | "dap an khac" | "y khac")
}
