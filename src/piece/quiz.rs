//! Surveys (`.quiz`): numbered questions, lettered answers, a key.

/// A survey; [`Quiz::problems`] reports what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quiz {
    /// The text before the first question.
    pub intro: String,
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// As written: "1".
    pub number: u32,
    pub text: String,
    pub answers: Vec<Answer>,
    /// The letters of the correct answers, in capitals: usually one; empty when the key is missing.
    pub key: Vec<char>,
    pub explanation: String,
    /// Line of the body, from 0.
    pub line: usize,
    /// Line of "Đáp án:", from 0.
    pub key_line: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In capitals.
    pub letter: char,
    pub text: String,
    /// Line of the body, from 0.
    pub line: usize,
}

/// Something that makes a survey unusable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// Line of the body, from 0.
    pub line: usize,
    /// In Vietnamese, with the remedy.
    pub message: String,
}

/// What an unmarked line continues.
#[derive(Clone, Copy)]
enum Part {
    Intro,
    Question,
    Answer,
    Key,
    Explanation,
}

impl Quiz {
    pub fn parse(body: &str) -> Self {
        let mut quiz = Self::default();
        let mut part = Part::Intro;
        for (line, text) in body.lines().enumerate() {
            let trimmed = text.trim();
            if let Some((number, rest)) = numbered(trimmed) {
                quiz.questions.push(Question { number, text: rest.to_owned(), line, ..Question::default() });
                part = Part::Question;
                continue;
            }
            let Some(question) = quiz.questions.last_mut() else {
                quiz.intro.push_str(text);
                quiz.intro.push('\n');
                continue;
            };
            if let Some(rest) = after_label(trimmed, &["Đáp án", "ĐÁP ÁN", "Trả lời"]) {
                question.key.clear();
                for letter in rest.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()) {
                    if !question.key.contains(&letter) {
                        question.key.push(letter);
                    }
                }
                question.key_line = Some(line);
                part = Part::Key;
            } else if let Some(rest) = after_label(trimmed, &["Giải thích", "GIẢI THÍCH"]) {
                rest.clone_into(&mut question.explanation);
                part = Part::Explanation;
            } else if let Some((letter, rest)) = lettered(trimmed) {
                question.answers.push(Answer { letter, text: rest.to_owned(), line });
                part = Part::Answer;
            } else if !trimmed.is_empty() {
                let target = match part {
                    Part::Intro | Part::Key | Part::Question => &mut question.text,
                    Part::Explanation => &mut question.explanation,
                    Part::Answer => match question.answers.last_mut() {
                        Some(answer) => &mut answer.text,
                        None => &mut question.text,
                    },
                };
                if !target.is_empty() {
                    target.push(' ');
                }
                target.push_str(trimmed);
            }
        }
        quiz.intro.truncate(quiz.intro.trim_end().len());
        quiz
    }

    /// The problems, by line.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.questions.is_empty() {
            problems.push(Problem {
                line: 0,
                message: "phiếu chưa có câu hỏi; mỗi câu bắt đầu bằng “1. …” ở đầu dòng".into(),
            });
        }
        for (index, question) in self.questions.iter().enumerate() {
            question.check(index, &mut problems);
        }
        problems.sort_by_key(|problem| problem.line);
        problems
    }
}

impl Question {
    fn check(&self, index: usize, problems: &mut Vec<Problem>) {
        let number = self.number;
        let mut found = |line, message: String| problems.push(Problem { line, message });
        if number as usize != index + 1 {
            found(self.line, format!("câu {number} đứng ở chỗ của câu {}; hãy đánh số lại", index + 1));
        }
        if self.text.is_empty() {
            found(self.line, format!("câu {number} chưa có lời hỏi"));
        }
        if self.answers.len() < 2 {
            found(
                self.line,
                format!("câu {number} có {} phương án; cần ít nhất hai (A., B.)", self.answers.len()),
            );
        }
        let mut letters: Vec<char> = Vec::new();
        for answer in &self.answers {
            let letter = answer.letter;
            if letters.contains(&letter) {
                found(answer.line, format!("câu {number} có hai phương án {letter}; hãy đổi chữ cái"));
            } else if answer.text.is_empty() {
                found(answer.line, format!("câu {number}, phương án {letter} còn trống"));
            }
            if !letters.contains(&letter) {
                letters.push(letter);
            }
        }
        let line = self.key_line.unwrap_or(self.line);
        if self.key.is_empty() {
            found(line, format!("câu {number} chưa có đáp án; hãy thêm dòng “Đáp án: A”"));
        }
        for letter in &self.key {
            if !letters.is_empty() && !letters.contains(letter) {
                found(line, format!("câu {number}: đáp án {letter} không có trong các phương án"));
            }
        }
    }

    /// Whether this answer is correct.
    pub fn is_key(&self, letter: char) -> bool {
        self.key.contains(&letter.to_ascii_uppercase())
    }
}

/// "12. Câu hỏi", "Câu 12: …" or "12) …".
fn numbered(line: &str) -> Option<(u32, &str)> {
    let line = line.strip_prefix("Câu ").unwrap_or(line);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = line.get(..digits)?.parse().ok()?;
    let rest = line[digits..].strip_prefix(['.', ')', ':'])?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| (number, rest.trim()))
}

/// "A. …" or "a) …"; one letter from A to H.
fn lettered(line: &str) -> Option<(char, &str)> {
    let letter = line.chars().next().filter(|c| matches!(c.to_ascii_uppercase(), 'A'..='H'))?;
    let rest = line[1..].strip_prefix(['.', ')'])?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| (letter.to_ascii_uppercase(), rest.trim()))
}

fn after_label<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let rest = line.strip_prefix(label)?.trim_start();
        rest.strip_prefix(':').map(str::trim)
    })
}

#[cfg(test)]
mod tests {
    use super::Quiz;

    #[test]
    fn a_survey_is_read_with_its_key() {
        let quiz = Quiz::parse(
            "Chọn một câu đúng.\n\n1. Một cửa\nlà gì?\nA. Một nơi nhận\n   và trả\nb) Một cái cửa\nĐáp án: a\n\
             Giải thích: theo Quyết định 93.\n\n2. Hạn trả?\nA. 3 ngày\nB. 5 ngày\nĐáp án: B\n",
        );
        assert_eq!(quiz.intro, "Chọn một câu đúng.");
        let first = &quiz.questions[0];
        assert_eq!(first.text, "Một cửa là gì?");
        assert_eq!(first.answers[0].text, "Một nơi nhận và trả");
        assert_eq!((first.answers[1].letter, first.answers[1].line), ('B', 6));
        assert!(first.is_key('A') && !first.is_key('B'));
        assert_eq!(first.explanation, "theo Quyết định 93.");
        assert_eq!(quiz.questions.len(), 2);
        assert_eq!(quiz.problems(), []);
    }

    #[test]
    fn each_problem_names_its_line() {
        for (body, line, word) in [
            ("", 0, "chưa có câu hỏi"),
            ("1. Hỏi?\nA. một\nB. hai\n", 0, "chưa có đáp án"),
            ("1. Hỏi?\nA. một\nB. hai\nĐáp án: C\n", 3, "đáp án C không có"),
            ("1. Hỏi?\nA. một\nĐáp án: A\n", 0, "cần ít nhất hai"),
            ("1. Hỏi?\nA. một\nA. hai\nĐáp án: A\n", 2, "hai phương án A"),
            ("1. Hỏi?\nA. một\nB.\nĐáp án: A\n", 2, "còn trống"),
            ("2. Hỏi?\nA. một\nB. hai\nĐáp án: A\n", 0, "đánh số lại"),
            ("1.\nA. một\nB. hai\nĐáp án: A\n", 0, "chưa có lời hỏi"),
        ] {
            let problems = Quiz::parse(body).problems();
            assert_eq!(problems.len(), 1, "{body}: {problems:?}");
            assert_eq!(problems[0].line, line, "{body}");
            assert!(problems[0].message.contains(word), "{}", problems[0].message);
        }
    }
}
