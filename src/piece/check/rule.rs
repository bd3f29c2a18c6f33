//! The plan's rules that can be checked on a single piece.

use super::{Check, Content, Severity};
use crate::fold::fold;
use crate::piece::{Approval, Format, Status, Tone, article::Article};
use crate::plan::Rule;

/// A share of praise and critique below this is no "thời lượng thích hợp" (IV.1.a).
const FAIR_SHARE: f32 = 0.15;

impl Check<'_> {
    pub(super) fn rules(&mut self) {
        let Some(activity) = self.activity else { return };
        for rule in &activity.rules {
            match rule {
                Rule::PraiseAndCritiqueEach => self.praise_and_critique(),
                Rule::PraiseAndCritiqueMonthly => self.opinions(),
                Rule::BothSides => self.both_sides(),
                Rule::AnsweredProcedure => self.answered_procedure(),
                Rule::AgreementOf(_) => self.agreement(),
                Rule::OpinionBox => self.opinion_box(),
                // Checked by days ([`super::header`]), over a month's pieces and with the cases ([`the ledger`]).
                Rule::DaysOffOnly | Rule::ModelOfficialEvery { .. } | Rule::SpeaksOf(_) | Rule::Reviewed => {}
            }
        }
    }

    fn has(&self, tone: Tone) -> bool {
        self.tones.contains(&tone)
    }

    fn praise_and_critique(&mut self) {
        let severity = self.once_handed_in();
        let (has_praise, has_critique) = (self.has(Tone::Praise), self.has(Tone::Critique));
        if !has_praise {
            self.add_clause(
                severity,
                "Chưa có phần biểu dương điển hình tốt; hãy thêm hoặc ghi “Tính chất: biểu dương”.",
            );
        }
        if !has_critique {
            self.add_clause(
                severity,
                "Chưa có phần phê phán mặt chưa tốt; kế hoạch yêu cầu tránh tình trạng chỉ có nội dung khen ngợi.",
            );
        }
        let Content::Script(_, running) = &self.content else { return };
        let (praise, critique) = (running.of(Tone::Praise) as f32, running.of(Tone::Critique) as f32);
        if has_praise && has_critique && praise > 0.0 && critique > 0.0 {
            let share = critique / (praise + critique);
            let name = if share < FAIR_SHARE {
                "phê phán"
            } else if share > 1.0 - FAIR_SHARE {
                "biểu dương"
            } else {
                return;
            };
            let percent = (share.min(1.0 - share) * 100.0).round();
            self.add_clause(
                Severity::Advice,
                format!("Phần {name} chỉ chiếm {percent} % thời lượng khen và chê; hãy cân đối lại."),
            );
        }
    }

    fn opinions(&mut self) {
        // A portrait of a model official naturally has only one voice.
        let is_portrait = self.piece.header.tones.contains(&Tone::ModelOfficial);
        if self.piece.format != Format::Article || is_portrait || self.piece.body.trim().is_empty() {
            return;
        }
        let count = Article::parse(&self.piece.body).opinions();
        if count < 2 {
            let severity = self.once_handed_in();
            let have = if count == 0 {
                "chưa có ý kiến nào".to_owned()
            } else {
                "mới có một ý kiến".to_owned()
            };
            self.add_clause(
                severity,
                format!(
                    "Diễn đàn {have}; kế hoạch yêu cầu nhiều ý kiến, mỗi ý kiến một đề mục “## Ý kiến …”."
                ),
            );
        }
    }

    fn both_sides(&mut self) {
        let severity = self.once_handed_in();
        for (tone, side) in [(Tone::StateDuty, "cơ quan nhà nước"), (Tone::CitizenDuty, "công dân")] {
            if !self.has(tone) {
                self.add_clause(
                    severity,
                    format!("Chưa ghi nhận trách nhiệm phía {side}; nội dung phải giáo dục trách nhiệm cả hai phía."),
                );
            }
        }
    }

    fn answered_procedure(&mut self) {
        if !self.has(Tone::ProcedureAnswered) {
            let severity = self.once_handed_in();
            self.add_clause(severity, "Chưa ghi nhận phần giải đáp vướng mắc về thủ tục hành chính.");
        }
    }

    fn agreement(&mut self) {
        let severity = match self.piece.header.status {
            Status::Approved | Status::Published => Severity::Error,
            Status::InReview => Severity::Warning,
            Status::Idea | Status::Drafting | Status::Dropped => return,
        };
        let missing: Vec<&str> = self
            .agreements()
            .into_iter()
            .filter(|agency| !self.piece.header.approval(agency).is_some_and(Approval::is_agreed))
            .map(|id| self.plan.agency(id).map_or(id, |agency| agency.name.as_str()))
            .collect();
        if !missing.is_empty() {
            let message = format!("Chưa có ý kiến thống nhất của: {}.", missing.join(", "));
            self.add_clause(severity, message);
        }
    }

    fn opinion_box(&mut self) {
        let body = &self.piece.body;
        if !body.trim().is_empty() && !["y kien", "gop y"].iter().any(|words| fold(body).contains(words)) {
            self.add_clause(
                Severity::Advice,
                "Bài chưa mời người dân góp ý; mỗi trang tin phải có mục ý kiến đóng góp.",
            );
        }
    }
}
