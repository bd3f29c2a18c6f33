//! The questions of a round, from the surveys' bank.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::{Editor, Message};
use crate::bank::{Bank, Question};
use crate::calendar::wording;
use crate::contest::{Contest, Round, drawn};
use crate::record::Record;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_icon, caption, clamp, column, field, icon_button, label, row};
use crate::ui::{Context, Element};

/// Questions for each team, unless another number is asked for.
const EACH: usize = 3;
/// The most that a round asks.
const MOST: usize = 300;

fn bank(context: &Context) -> Option<&Bank> {
    context.newsroom.record(Bank::PATH)?.get()
}

/// What may be asked aloud: questions with a key that are still in use, without a picture.
fn askable(bank: &Bank) -> impl Iterator<Item = &Question> {
    bank.questions.iter().filter(|one| !one.is_retired && !one.is_keyless() && one.picture.is_empty())
}

impl Editor {
    /// How many are asked for; until a number is typed three a team, of as many as there are.
    fn wanted(&self, round: &Round, bank: &Bank) -> usize {
        let typed = self.texts.get(&format!("questions {}", round.id));
        let typed =
            typed.and_then(|text| text.trim().parse().ok()).filter(|count| (1..=MOST).contains(count));
        typed.unwrap_or_else(|| (EACH * self.contest.teams.len().max(1)).min(askable(bank).count()))
    }

    pub(super) fn draw_questions(&self, contest: &mut Contest, at: usize, context: &Context) {
        let Some(bank) = bank(context) else { return };
        let Some(round) = contest.rounds.get_mut(at) else { return };
        let seed = (ulid::Ulid::generate().random() % 100_000) as u32;
        let candidates = askable(bank).map(|one| (one.id.as_str(), one.field.as_str()));
        round.questions = drawn(candidates, self.wanted(round, bank), seed);
    }

    pub(super) fn questions<'a>(
        &'a self,
        at: usize,
        round: &'a Round,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let bank = bank(context);
        let Some((bank, there)) =
            bank.map(|bank| (bank, askable(bank).count())).filter(|(_, there)| *there > 0)
        else {
            return caption("Ngân hàng câu hỏi của Khảo sát còn trống, chưa rút được câu vấn đáp.");
        };
        let count = self.texts.get(&format!("questions {}", round.id)).cloned();
        let count = count.unwrap_or_else(|| self.wanted(round, bank).to_string());
        let word = if round.questions.is_empty() { "Rút câu hỏi" } else { "Rút lại" };
        let said = if round.questions.is_empty() {
            format!("từ {} của ngân hàng khảo sát", wording::counted(there, "câu"))
        } else {
            format!("đang có {}", wording::counted(round.questions.len(), "câu"))
        };
        let head = row![
            label("Câu hỏi vấn đáp"),
            field("Số câu", &count).on_input(move |text| Message::QuestionsCounted(at, text)).width(76),
            button_icon(Icon::Refresh, word, style::ghost, Some(Message::QuestionsDrawn(at))),
            caption(said),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let rows = round.questions.iter().enumerate().map(|(one, id)| {
            let question = bank.question(id);
            let said = question.map_or("(không còn trong ngân hàng)", |question| question.text.as_str());
            let number = text(format!("{}.", one + 1)).size(size::CAPTION).style(ink::tertiary);
            row![
                container(number).width(28),
                container(clamp(said, 1).size(size::DENSE, 20.0)).width(Length::Fill),
                icon_button(Icon::Close, "Bỏ câu này", style::ghost, Some(Message::QuestionRemoved(at, one))),
            ]
            .spacing(6)
            .align_y(Alignment::Center)
            .into()
        });
        column![head].extend(rows).spacing(2).into()
    }
}
