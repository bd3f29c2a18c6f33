//! Surveys (`.quiz`): numbered questions, lettered answers, a key.
//!
//! The sheet that is given out must never show the key: whatever names it is taken off, and what still looks
//! like one is a leak, which stops the export.

mod key;
mod line;
mod parse;

pub use line::{LineKind, answer, line_kind, question};
pub use parse::is_section;

/// A survey; [`Quiz::problems`] reports what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quiz {
    /// The text before the first question.
    pub intro: String,
    pub questions: Vec<Question>,
    /// The list of all keys as typed, with the lines of the body, from 0: printed with the key.
    pub key_notes: Vec<(usize, String)>,
    /// Lines in the list of keys that name a question which does not exist, from 0.
    pub strays: Vec<usize>,
    /// Lines of the sheet that look like a key, from 0.
    pub leaks: Vec<usize>,
    /// The title of a part without a question yet.
    pub pending: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// As written: "1".
    pub number: u32,
    /// The title of the part that begins with this question.
    pub heading: String,
    pub text: String,
    /// The path of a picture of the workspace that belongs to it: "images/so-do.png"; empty for none.
    pub picture: String,
    pub answers: Vec<Answer>,
    /// The letters of the correct answers, in capitals: usually one; empty when the key is missing.
    pub key: Vec<char>,
    /// The key as typed.
    pub key_text: String,
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
    /// A star or a tick before the letter, which is not printed.
    pub is_marked: bool,
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

impl Quiz {
    pub fn parse(body: &str) -> Self {
        parse::Reader::new(body).read()
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
        for line in &self.strays {
            let message = "dòng này đứng sau bảng đáp án nên chỉ in ở trang đáp án; nếu là câu hỏi, hãy chuyển lên trước bảng";
            problems.push(Problem { line: *line, message: message.into() });
        }
        for line in &self.leaks {
            let message = "dòng này in trên phiếu phát ra mà trông như đáp án; hãy ghi đáp án ở dòng riêng “Đáp án: A” ngay \
                           sau các phương án";
            problems.push(Problem { line: *line, message: message.into() });
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
        // A statement may be true or false without answers to choose from.
        let is_statement =
            self.answers.is_empty() && self.key.iter().any(|letter| matches!(letter, 'Đ' | 'S'));
        if self.answers.len() < 2 && !self.is_open() && !is_statement {
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
        if self.key.is_empty() && !self.key_text.is_empty() {
            let written: String = self.key_text.chars().take(60).collect();
            found(
                line,
                format!(
                    "câu {number}: không rõ đáp án “{written}” là phương án nào; hãy ghi chữ cái, như “Đáp án: A”"
                ),
            );
        } else if self.key.is_empty() && !self.is_open() {
            found(line, format!("câu {number} chưa có đáp án; hãy thêm dòng “Đáp án: A”"));
        }
        if let Some(answer) =
            self.answers.iter().find(|answer| answer.is_marked && !self.is_key(answer.letter))
        {
            let letter = answer.letter;
            found(
                answer.line,
                format!(
                    "câu {number}: phương án {letter} có dấu đúng mà đáp án ghi khác; hãy bỏ một trong hai"
                ),
            );
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

    /// Without answers to choose from and without a key: the reader writes.
    pub fn is_open(&self) -> bool {
        self.answers.is_empty() && self.key.is_empty() && self.key_text.is_empty() && self.key_line.is_none()
    }
}

#[cfg(test)]
mod tests;
