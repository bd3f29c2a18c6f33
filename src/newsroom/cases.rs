//! The cases as of today.

use super::Newsroom;
use crate::case::{Case, StepKind};
use crate::ledger::{CaseClock, CaseView, Talk};
use crate::piece::av::Script;
use crate::piece::{Format, Header, Piece};

impl Newsroom {
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.entry(id)
    }

    /// From which the cases' deadlines are counted.
    pub fn case_clock(&self) -> CaseClock<'_> {
        CaseClock { settings: self.settings(), workdays: &self.workdays, today: self.today }
    }

    /// The cases received so far, by id. Reads all of them: not for each keystroke.
    pub fn cases(&self) -> Vec<CaseView<'_>> {
        let clock = self.case_clock();
        self.entries::<Case>().filter_map(|case| clock.view(case)).collect()
    }

    /// What was asked and promised in a dialogue, and what earlier ones still owe. Reads all cases.
    pub fn talk(&self, dialogue: &Header) -> Talk<'_> {
        let header = |id: &_| self.piece(id).map(|piece| &piece.header);
        Talk::new(dialogue, header, self.cases(), self.today)
    }

    /// A case and its answer as words of a piece of this format: without the person who raised it. None where nothing
    /// is answered, or a piece of this format has no words.
    pub fn quotation(&self, case: &Case, piece: &Piece) -> Option<String> {
        let answer = case.last(StepKind::Answered, self.today)?;
        let by = self.plan().name_of_asked(case.asked(self.today));
        let raised = if case.text.is_empty() { &case.topic } else { &case.text };
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = |text: &str| text.lines().flat_map(|line| ["> ", line, "\n"]).collect::<String>();
        match piece.format {
            Format::Article => Some(format!(
                "\n\n## Ý kiến: {}\n\n{}\n**{by} trả lời:** {}\n",
                case.topic.trim_end_matches(['.', '?', '!']),
                quoted(raised),
                answer.text
            )),
            Format::Av | Format::Radio => {
                let number = Script::parse(&piece.body).rows.len() + 1;
                let speech =
                    format!("Có ý kiến hỏi: {} {by} trả lời: {}", one_line(raised), one_line(&answer.text));
                Some(format!("\n\n## {number:02}\nMục: {}\nLời: {speech}\n", one_line(&case.topic)))
            }
            Format::Stage | Format::Poster | Format::Quiz | Format::Contest | Format::Dialogue => None,
        }
    }
}
