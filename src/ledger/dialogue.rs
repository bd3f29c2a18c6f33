//! A dialogue with its cases as of a day: what was asked and promised, what earlier ones still owe (IV.3, IV.4).

use std::collections::BTreeSet;

use super::{AsOf, CaseView};
use crate::dialogue::Dialogue;
use crate::piece::{Header, PieceId};
use crate::plan::{CaseSettings, Rule};

/// The cases of one dialogue.
#[derive(Debug, Clone, Default)]
pub struct Talk<'a> {
    /// Asked before it or there, by the day they came.
    pub questions: Vec<CaseView<'a>>,
    /// Concluded or promised there.
    pub promises: Vec<CaseView<'a>>,
    /// Of earlier dialogues of the same activity and body, still without an answer: they open this one.
    pub carried: Vec<CaseView<'a>>,
}

impl<'a> Talk<'a> {
    /// `header` finds a piece's header.
    pub fn new<'h>(
        own: &'h Header,
        header: impl Fn(&PieceId) -> Option<&'h Header>,
        views: impl IntoIterator<Item = CaseView<'a>>,
        today: chrono::NaiveDate,
    ) -> Self {
        let mut talk = Self::default();
        let day = AsOf::new(own, today).first_day();
        let body = |header: &Header| {
            header.airings.iter().find_map(|one| one.slot.body().map(|body| body.id().to_owned()))
        };
        let own_body = body(own);
        let is_earlier = |other: &Header| {
            other.id != own.id
                && other.activity == own.activity
                && body(other) == own_body
                && AsOf::new(other, today).first_day().is_some_and(|other| day.is_none_or(|day| other < day))
        };
        for view in views {
            let Some(piece) = &view.case.raised_in else { continue };
            if *piece == own.id {
                let list = if view.case.is_promise { &mut talk.promises } else { &mut talk.questions };
                list.push(view);
            } else if view.timing.is_open() && header(piece).is_some_and(is_earlier) {
                talk.carried.push(view);
            }
        }
        for list in [&mut talk.questions, &mut talk.promises, &mut talk.carried] {
            list.sort_by(|one, other| {
                (one.case.received, &one.case.id).cmp(&(other.case.received, &other.case.id))
            });
        }
        talk
    }

    /// What its checks look at.
    pub fn facts(&self) -> TalkFacts {
        let open = self.questions.iter().chain(&self.promises).filter(|view| view.timing.is_open());
        TalkFacts {
            without_owner: open.filter(|view| view.agency.is_empty()).count(),
            without_day: self.promises.iter().filter(|view| view.case.due.is_none()).count(),
            fields: self.questions.iter().map(|view| view.case.field.clone()).collect(),
        }
    }
}

/// What is known of a dialogue's cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TalkFacts {
    /// Open questions and promises of which nobody has been asked.
    pub without_owner: usize,
    /// Promises without a day.
    pub without_day: usize,
    /// The fields of the questions, by id.
    pub fields: BTreeSet<String>,
}

impl TalkFacts {
    /// What is still lacking, in Vietnamese with the remedy. `is_over`: it was held.
    pub fn lacks(
        &self,
        dialogue: &Dialogue,
        rules: &[Rule],
        settings: &CaseSettings,
        is_over: bool,
    ) -> Vec<String> {
        let mut lacks = Vec::new();
        if self.without_owner > 0 {
            let nobody = self.without_owner;
            lacks.push(format!("{nobody} câu hỏi, lời hứa chưa có cơ quan trả lời; chuyển ở Ý kiến."));
        }
        let undated = self.without_day;
        if undated > 0 {
            lacks.push(format!("{undated} lời hứa chưa ghi ngày; ghi ngày đã hứa ở từng lời."));
        }
        for rule in rules {
            match rule {
                Rule::SpeaksOf(fields) => {
                    let is_spoken = |id: &&String| self.fields.contains(*id) || dialogue.fields.contains(id);
                    let missing: Vec<&str> =
                        fields.iter().filter(|id| !is_spoken(id)).map(|id| settings.field_name(id)).collect();
                    if !missing.is_empty() {
                        lacks.push(format!(
                            "Chưa có câu hỏi hay trao đổi về: {}; kế hoạch nêu đích danh các lĩnh vực này.",
                            missing.join("; ")
                        ));
                    }
                }
                Rule::Reviewed if is_over && dialogue.review.trim().is_empty() => {
                    lacks.push("Chưa có sơ kết, đánh giá, rút kinh nghiệm; viết ở mục Sơ kết.".to_owned());
                }
                _ => {}
            }
        }
        if is_over && dialogue.minutes.trim().is_empty() {
            lacks.push("Chưa có biên bản; ghi diễn biến ở mục Biên bản.".to_owned());
        }
        lacks
    }
}
