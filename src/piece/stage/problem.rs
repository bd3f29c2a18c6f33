//! What a skit's author probably meant otherwise than it will be read.

use std::collections::HashSet;

use super::cue::cue;
use super::hidden::Hiding;
use super::part::Part;
use super::run_in::{RunIn, before_colon};
use super::{Element, ElementKind, Play, Turn, folded};

/// A line to look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the body, from 0.
    pub line: usize,
    /// Whether the text may be performed wrongly; otherwise it is only worth knowing.
    pub is_serious: bool,
    /// In Vietnamese, with the remedy.
    pub message: String,
}

impl Play {
    /// Lines that are printed as typed because they were not understood, and lines that may mean something
    /// else, in order.
    pub fn problems(&self) -> Vec<Problem> {
        let names: HashSet<String> = self.cast.iter().map(|member| folded(&member.name)).collect();
        let mut problems: Vec<Problem> =
            self.unclosed.iter().map(|(line, hiding)| unclosed(*line, *hiding)).collect();
        for element in &self.elements {
            match element.kind {
                ElementKind::Section => problems.extend(outline(element)),
                ElementKind::Action | ElementKind::Speech => {
                    let is_speech = element.kind == ElementKind::Speech;
                    let lines = element.lines.clone().zip(element.text.lines());
                    problems.extend(lines.filter_map(|(line, text)| {
                        let message = misread(text, is_speech, &names)?;
                        Some(Problem { line, is_serious: true, message })
                    }));
                }
                _ => {}
            }
        }
        problems.extend(self.turns().filter_map(|turn| silent(&turn)));
        if let Some(first) = self.elements.iter().find(|element| element.kind == ElementKind::TitlePage) {
            let message =
                "Trang tựa của tệp Fountain: được in như đã ghi; nên đưa tên và tác giả vào tiêu đề \
                           và phần người thực hiện của bài."
                    .to_owned();
            problems.push(Problem { line: first.lines.start, is_serious: false, message });
        }
        problems.sort_by_key(|problem| problem.line);
        problems
    }
}

fn unclosed(line: usize, hiding: Hiding) -> Problem {
    let (opening, closing) = (hiding.opening(), hiding.closing());
    let message = match hiding {
        Hiding::Note => format!(
            "Ghi chú mở bằng “{opening}” mà không có “{closing}” trong cùng đoạn, nên được in ra như đã gõ."
        ),
        Hiding::Boneyard => {
            format!("“{opening}” mở phần bỏ đi mà không có “{closing}” ở sau, nên được in ra như đã gõ.")
        }
    };
    Problem { line, is_serious: true, message }
}

/// A heading that is only in the outline.
fn outline(section: &Element) -> Option<Problem> {
    let title = &section.text;
    (!title.is_empty() && Part::of(title).is_none()).then(|| Problem {
        line: section.lines.start,
        is_serious: false,
        message: format!(
            "Mục “{title}” chỉ ở dàn ý, không in; muốn in thì viết “.{}”.",
            title.to_uppercase()
        ),
    })
}

/// A turn that consists of its name.
fn silent(turn: &Turn<'_>) -> Option<Problem> {
    let is_silent = turn.voiced().all(|text| text.trim().is_empty())
        && !turn.parts.iter().any(|part| part.kind == ElementKind::Parenthetical);
    is_silent.then(|| Problem {
        line: turn.cue.lines.start,
        is_serious: true,
        message: format!(
            "“{}” được hiểu là tên người nói nhưng không có lời; nếu là lời dẫn, thêm “!” ở đầu dòng.",
            turn.name
        ),
    })
}

/// A line of action or speech that looks like a cue.
fn misread(line: &str, is_speech: bool, names: &HashSet<String>) -> Option<String> {
    let line = line.trim();
    // Names are short: most lines are ruled out without looking them up.
    if line.len() > 400 {
        return None;
    }
    let is_known = |name: &str| name.len() < 120 && names.contains(&folded(name));
    if let Some(cue) = cue(line).or_else(|| cue(line.split_once('(')?.0)) {
        if is_known(cue.name) {
            let name = cue.name;
            return Some(if line.matches('(').count() > line.matches(')').count() {
                format!("“{line}”: ngoặc chưa đóng nên chưa được hiểu là tên người nói.")
            } else if is_speech {
                format!(
                    "“{name}” nằm giữa lời của người khác; muốn là người nói, thêm một dòng trống ở trên."
                )
            } else if line.ends_with(cue.name) || line.ends_with([')', ':', '.', '^']) {
                format!(
                    "“{name}” chưa được hiểu là người nói: cần một dòng trống ở trên và lời thoại ngay dưới."
                )
            } else {
                return None;
            });
        }
        if !is_speech && line.contains('(') && !line.contains(')') {
            return Some(format!("“{line}”: ngoặc chưa đóng nên được in như lời dẫn."));
        }
        return None;
    }
    if is_speech {
        return None;
    }
    let bare = line.trim_end_matches([':', '.']).trim_end();
    if is_known(bare) {
        return Some(format!(
            "“{bare}” viết thường nên là lời dẫn; muốn là người nói, viết hoa cả tên hoặc thêm “@”."
        ));
    }
    let RunIn { name, words, .. } = before_colon(line)?;
    (is_known(name) && !words.is_empty()).then(|| {
        format!(
            "“{name}” có tên và lời trên một dòng nên in như lời dẫn; tên cần một dòng riêng, lời ở dòng dưới."
        )
    })
}
