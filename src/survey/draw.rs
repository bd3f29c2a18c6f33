//! Questions drawn from the bank, and the survey that they make.

use std::collections::HashSet;
use std::fmt::Write;

use super::random::Random;
use crate::bank::{Bank, Level, Question};
use crate::piece::quiz::{self, Quiz};

/// So many questions of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    /// Id of the field.
    pub field: String,
    /// None for any level.
    pub level: Option<Level>,
    pub count: usize,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawn {
    /// Ids, in the order of the bank's fields.
    pub questions: Vec<String>,
    /// What the bank could not give: how many of each are missing.
    pub missing: Vec<Take>,
}

/// Draws by a seed: each question of a field and level is equally likely. Retired ones, those without a key and
/// those in `avoided` (ids: asked not long ago) are not drawn.
pub fn draw(bank: &Bank, takes: &[Take], seed: u32, avoided: &[&str]) -> Drawn {
    let mut drawn = Drawn::default();
    let mut taken: HashSet<&str> = HashSet::new();
    // Those that name a level first: the others take what is left.
    let mut order: Vec<(usize, &Take)> = takes.iter().enumerate().collect();
    order.sort_by_key(|(_, take)| take.level.is_none());
    for (stream, take) in order {
        let mut fitting: Vec<&Question> = bank
            .questions
            .iter()
            .filter(|question| {
                question.field == take.field
                    && take.level.is_none_or(|level| question.level == level)
                    && !question.is_retired
                    && !question.is_keyless()
                    && !avoided.contains(&&*question.id)
                    && !taken.contains(&*question.id)
            })
            .collect();
        Random::new(seed, stream as u16).shuffle(&mut fitting);
        fitting.truncate(take.count);
        if fitting.len() < take.count {
            drawn.missing.push(Take { count: take.count - fitting.len(), ..take.clone() });
        }
        taken.extend(fitting.iter().map(|question| &*question.id));
    }
    drawn.questions = by_field(bank, taken);
    drawn
}

/// Those of these questions (ids) that the bank has, in the order of its fields.
pub fn by_field(bank: &Bank, questions: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    let wanted: HashSet<String> = questions.into_iter().map(|id| id.as_ref().to_owned()).collect();
    let place = |question: &&Question| bank.fields.iter().position(|field| field.id == question.field);
    let mut chosen: Vec<&Question> =
        bank.questions.iter().filter(|question| wanted.contains(&question.id)).collect();
    chosen.sort_by_key(|question| (place(question).is_none(), place(question)));
    chosen.into_iter().map(|question| question.id.clone()).collect()
}

/// The text of a survey of these questions (ids), in this order; each field is a part with its name as title.
pub fn body(bank: &Bank, questions: &[String], intro: &str) -> String {
    let mut text = format!("{}\n", intro.trim_end());
    let mut field = None;
    let chosen = questions.iter().filter_map(|id| bank.question(id));
    for (index, question) in chosen.enumerate() {
        if field != Some(&*question.field) {
            field = Some(&question.field);
            if let Some(field) = bank.field(&question.field) {
                let _ = write!(text, "\n{}\n", field.name.to_uppercase());
            }
        }
        let points = question.points.filter(|points| *points != 100).map_or_else(String::new, |points| {
            let whole = format!("{},{:02}", points / 100, points % 100);
            format!(" ({} điểm)", whole.trim_end_matches('0').trim_end_matches(','))
        });
        let _ = write!(text, "\n{}. {}{points}\n", index + 1, one_line(&question.text));
        if !question.picture.is_empty() {
            let _ = writeln!(text, "Hình: {}", question.picture);
        }
        for (letter, option) in ('A'..='Z').zip(&question.options) {
            let _ = writeln!(text, "{letter}. {}", one_line(option));
        }
        let key: Vec<String> = question.key.chars().map(String::from).collect();
        let _ = writeln!(text, "Đáp án: {}", key.join(", "));
        let why = [&question.clause, &question.explanation];
        let why: Vec<&str> = why.into_iter().map(|why| why.trim()).filter(|why| !why.is_empty()).collect();
        if !why.is_empty() {
            let _ = writeln!(text, "Giải thích: {}", one_line(&why.join(": ")));
        }
    }
    text
}

/// The questions of a survey as the bank keeps them, without ids; their field by the title of their part. Open
/// questions are left out.
pub fn questions(bank: &Bank, quiz: &Quiz) -> Vec<Question> {
    let mut field = String::new();
    let mut found = Vec::new();
    for question in &quiz.questions {
        if !question.heading.is_empty() {
            field = bank.field_named(&question.heading).map_or_else(String::new, |field| field.id.clone());
        }
        if !question.is_open() {
            found.push(Question { field: field.clone(), ..of(question) });
        }
    }
    found
}

fn of(question: &quiz::Question) -> Question {
    // The bank's letters are those of the places.
    let letters: Vec<char> = question.answers.iter().map(|answer| answer.letter).collect();
    let place = |letter: &char| letters.iter().position(|one| one == letter);
    let key = question.key.iter().filter_map(|letter| match place(letter) {
        Some(at) => Some(super::version::letter(at)),
        None => Some(*letter).filter(|letter| letters.is_empty() && matches!(letter, 'Đ' | 'S')),
    });
    let points = super::version::points(question);
    Question {
        text: without_points(&question.text).to_owned(),
        options: question.answers.iter().map(|answer| answer.text.clone()).collect(),
        key: key.collect(),
        points: Some(points).filter(|points| *points != 100),
        explanation: question.explanation.clone(),
        picture: question.picture.clone(),
        ..Question::default()
    }
}

/// As [`crate::bank::fingerprint`], of a survey's question.
pub fn fingerprint(question: &quiz::Question) -> String {
    crate::bank::fingerprint(
        without_points(&question.text),
        question.answers.iter().map(|answer| answer.text.as_str()),
    )
}

/// Without "(0,5 điểm)" at the end, which [`super::version::points`] reads.
fn without_points(text: &str) -> &str {
    let Some(start) = text.rfind(['(', '[']) else { return text };
    let inside = text[start + 1..].trim_end_matches(['.', ':', '?', ' ', ')', ']']);
    let is_points = inside.ends_with("điểm") && inside.starts_with(|c: char| c.is_ascii_digit());
    if is_points { text[..start].trim_end() } else { text }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bank() -> Bank {
        let mut bank = Bank::default();
        for index in 0..60 {
            let field = bank.fields[index % 6].id.clone();
            bank.questions.push(Question {
                id: format!("q{index}"),
                field,
                level: Level::ALL[index / 6 % 3],
                text: format!("Câu hỏi về việc số {index}?"),
                options: ["Một", "Hai", "Ba", "Bốn"].map(|word| format!("{word} {index}")).into(),
                key: if index % 7 == 0 { "AC".into() } else { "B".into() },
                points: (index % 5 == 0).then_some(50),
                explanation: "vì vậy".into(),
                picture: if index % 4 == 0 {
                    "images/sơ đồ một cửa.png".into()
                } else {
                    String::new()
                },
                ..Question::default()
            });
        }
        bank
    }

    fn take(field: usize, level: Option<Level>, count: usize) -> Take {
        Take { field: bank().fields[field].id.clone(), level, count }
    }

    #[test]
    fn a_drawn_survey_reads_back_as_its_questions() {
        let bank = bank();
        let takes = [take(0, None, 4), take(3, Some(Level::Hard), 2), take(5, Some(Level::Easy), 9)];
        let drawn = draw(&bank, &takes, 8, &["q0"]);
        // Ten of a field, four of them of the first level.
        assert_eq!((drawn.questions.len(), &drawn.missing[..]), (10, &[take(5, Some(Level::Easy), 5)][..]));
        assert!(!drawn.questions.contains(&"q0".to_owned()));
        assert_eq!(draw(&bank, &takes, 8, &["q0"]), drawn);
        assert_ne!(draw(&bank, &takes, 9, &["q0"]), drawn);
        let quiz = Quiz::parse(&body(&bank, &drawn.questions, "PHIẾU KHẢO SÁT\nMỗi câu một ý."));
        assert_eq!(quiz.problems(), []);
        let back = questions(&bank, &quiz);
        assert_eq!(back.len(), 10);
        for (id, back) in drawn.questions.iter().zip(back) {
            let asked = bank.question(id).expect("it was drawn");
            let expected = Question { id: String::new(), level: Level::Easy, ..asked.clone() };
            assert_eq!(back, expected);
            assert_eq!(back.fingerprint(), asked.fingerprint());
        }
    }

    #[test]
    fn each_question_is_drawn_alike() {
        let bank = bank();
        let mut counts = [0_usize; 10];
        for seed in 0..2_000 {
            for id in draw(&bank, &[take(2, None, 3)], seed, &[]).questions {
                counts[id[1..].parse::<usize>().expect("a number") / 6] += 1;
            }
        }
        // Chi-square, nine degrees of freedom: 27.9 at one in a thousand; without replacement it is smaller.
        let chi: f64 = counts.iter().map(|count| (*count as f64 - 600.0).powi(2) / 600.0).sum();
        assert!(chi < 27.9, "{counts:?}");
    }
}
