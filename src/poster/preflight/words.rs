//! Words not written yet, and more words than can be read while passing.

use super::{Check, Edit, Element, ElementKind, Rule, Severity};
use crate::poster::Text;

/// The text of a new element of the designer.
pub const NEW_TEXT: &str = "Chữ mới";

/// From this distance on, in metres, a board is read from a passing vehicle.
const PASSED: f32 = 20.0;
/// The speed of traffic in a town, metres a second.
const SPEED: f32 = 30.0 / 3.6;
/// Syllables read in a second.
const READ: f32 = 4.0;

impl Check<'_> {
    /// The text that the designer begins with, and dots or braces to be filled in.
    pub(super) fn placeholder(&mut self, element: &Element, text: &Text) {
        let id = Some(element.id);
        if text.text.trim() == NEW_TEXT {
            let message = format!("Khung còn chữ mẫu “{NEW_TEXT}”. Hãy viết nội dung hoặc xóa khung.");
            self.add(Severity::Error, Rule::Placeholder, id, message);
            self.fix("Xóa khung này", Edit::Remove(element.id));
            return;
        }
        let Some(gap) = text.text.lines().find_map(gap) else { return };
        let message = format!("Còn chỗ chưa điền: “{gap}”. Hãy điền nội dung hoặc bỏ dòng này.");
        self.add(Severity::Error, Rule::Placeholder, id, message);
        let kept: Vec<&str> = text.text.lines().filter(|line| self::gap(line).is_none()).collect();
        let edit = if kept.iter().all(|line| line.trim().is_empty()) {
            Edit::Remove(element.id)
        } else {
            Edit::SetText { id: element.id, text: kept.join("\n") }
        };
        self.fix("Bỏ dòng chưa điền", edit);
    }

    /// A pano is passed: its syllables are counted against the time it is seen, from twice the distance that
    /// it is set for.
    pub(super) fn word_count(&mut self) {
        let poster = self.poster;
        if poster.viewing_distance < PASSED {
            return;
        }
        let texts = poster.elements.iter().filter(|element| !element.is_hidden).filter_map(|element| {
            let ElementKind::Text(text) = &element.kind else { return None };
            Some((element.id, text.text.split_whitespace().count()))
        });
        let counts: Vec<_> = texts.collect();
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        let seconds = 2.0 * poster.viewing_distance / SPEED;
        let most = (seconds * READ).floor();
        if total as f32 <= most {
            return;
        }
        let severity = if total as f32 > 2.0 * most { Severity::Warning } else { Severity::Note };
        let longest = counts.iter().max_by_key(|(_, count)| *count).map(|(id, _)| *id);
        let message = format!(
            "Pano có {total} tiếng; người đi xe nhìn thấy trong {} giây chỉ kịp đọc {most} tiếng. Hãy giữ lại khẩu \
             hiệu, bỏ bớt câu phụ.",
            seconds.floor()
        );
        self.add(severity, Rule::WordCount, longest, message);
    }
}

/// The part of a line that is still to be filled in: dots, underscores, or a word in braces.
fn gap(line: &str) -> Option<&str> {
    let is_blank = |character: char| matches!(character, '.' | '…' | '_' | '‥');
    let mut rest = line;
    while let Some(start) = rest.find(is_blank) {
        let run = &rest[start..];
        let end = run.find(|character| !is_blank(character)).unwrap_or(run.len());
        let run = &run[..end];
        let dots: usize = run.chars().map(|one| if one == '…' { 3 } else { 1 }).sum();
        if dots > 3 {
            return Some(run);
        }
        rest = &rest[start + end..];
    }
    let open = line.find('{')?;
    let close = line[open..].find('}')?;
    (close > 1).then(|| &line[open..=open + close])
}
