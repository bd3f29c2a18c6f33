//! Checks of the header: names that must exist, days within their slots, required approvals.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Check, Severity};
use crate::calendar::{is_day_off, wording};
use crate::piece::{Airing, Status, StepState};
use crate::plan::{Rule, Slot};

impl Check<'_> {
    pub(super) fn header(&mut self) {
        let header = &self.piece.header;
        if header.title.trim().is_empty() {
            self.add(Severity::Warning, "Bài chưa có tên.");
        }
        if self.activity.is_none() {
            self.add(
                Severity::Error,
                format!("Hình thức “{}” không có trong kế hoạch; hãy chọn lại hình thức.", header.activity),
            );
        }
        self.topics();
        self.airings();
        self.approvals();
    }

    fn topics(&mut self) {
        let header = &self.piece.header;
        for clause in &header.topics {
            if self.plan.topic(clause).is_none() {
                self.add(
                    Severity::Warning,
                    format!("Nội dung “{clause}” không có trong mục III của kế hoạch; hãy chọn lại."),
                );
            }
        }
        if header.topics.is_empty() && header.status != Status::Idea {
            self.add(Severity::Advice, "Bài chưa gắn với nội dung nào của mục III.");
        }
    }

    fn airings(&mut self) {
        let header = &self.piece.header;
        let slots = self.slots;
        let is_days_off_only =
            self.activity.is_some_and(|activity| activity.rules.contains(&Rule::DaysOffOnly));
        let mut said: HashSet<String> = HashSet::new();
        for airing in &header.airings {
            if self.activity.is_some() && airing.slot.activity() != header.activity {
                let message = format!("Kỳ {} thuộc hình thức khác với bài; hãy chọn lại kỳ.", airing.slot);
                self.say_once(&mut said, Severity::Warning, message);
            }
            match slots.get(&airing.slot) {
                None => {
                    let message = format!("Kế hoạch không có kỳ {}; hãy chọn lại kỳ.", airing.slot);
                    self.say_once(&mut said, Severity::Error, message);
                }
                Some(slot) => self.airing_date(airing, slot, &mut said),
            }
            if let Some(date) = airing.date
                && is_days_off_only
                && !is_day_off(date, &self.settings.holidays)
            {
                self.add_clause(
                    Severity::Error,
                    format!(
                        "{} là ngày làm việc; hình thức này chỉ được tổ chức vào ngày nghỉ.",
                        wording::weekday_date(date)
                    ),
                );
            }
        }
    }

    /// A rerun may come after its slot, but never before it.
    fn airing_date(&mut self, airing: &Airing, slot: &Slot, said: &mut HashSet<String>) {
        let is_outside = |date: NaiveDate| date < slot.from || (date > slot.to && !airing.is_rerun);
        if let Some(date) = airing.date.filter(|date| is_outside(*date)) {
            let message = format!(
                "Ngày {} nằm ngoài {} ({}).",
                wording::date(date),
                slot.period.label(),
                wording::range(slot.from, slot.to)
            );
            self.say_once(said, Severity::Warning, message);
        }
    }

    /// Adds a finding once, even if nine districts have the same fault.
    fn say_once(&mut self, said: &mut HashSet<String>, severity: Severity, message: String) {
        if said.insert(message.clone()) {
            self.add(severity, message);
        }
    }

    fn approvals(&mut self) {
        let (header, plan, settings) = (&self.piece.header, self.plan, self.settings);
        let agreements = self.agreements();
        if self.is_settled() {
            let missing: Vec<&str> = self
                .piece
                .approval_chain(plan, settings)
                .iter()
                .filter(|step| matches!(step.state, StepState::Waiting | StepState::Returned))
                .filter(|step| !agreements.contains(&step.step.id.as_str()))
                .map(|step| step.step.name.as_str())
                .collect();
            if !missing.is_empty() {
                let status = header.status.name().to_lowercase();
                let message =
                    format!("Bài ghi là {status} nhưng chưa có ý kiến của: {}.", missing.join(", "));
                self.add(Severity::Error, message);
            }
        }
        let chain = self.piece.approval_chain(plan, settings);
        let edited = chain.iter().filter(|step| step.state == StepState::Edited);
        let edited: Vec<&str> = edited.map(|step| step.step.name.as_str()).collect();
        if !edited.is_empty() {
            let message = format!(
                "Đã sửa sau khi duyệt ({}); hãy xin duyệt lại hoặc xác nhận thay đổi không đáng kể.",
                edited.join(", ")
            );
            self.add(Severity::Warning, message);
        }
        if header.status == Status::Published
            && !header.airings.iter().any(|airing| airing.date.is_some() || airing.outcome.is_some())
        {
            self.add(Severity::Warning, "Bài ghi là đã phát, đăng nhưng chưa có ngày phát, đăng nào.");
        }
    }

    /// The agencies whose agreement the plan requires.
    pub(super) fn agreements(&self) -> Vec<&str> {
        let rules = self.activity.map_or(&[][..], |activity| &activity.rules);
        let agencies = rules.iter().filter_map(|rule| match rule {
            Rule::AgreementOf(agencies) => Some(agencies.iter().map(String::as_str)),
            _ => None,
        });
        agencies.flatten().collect()
    }
}
