//! The question that a team is asked, to be read from the back of the hall; its answer when the jury asks for it.

use iced::widget::{center, container, space, text};
use iced::{Alignment, Length};

use super::{Board, Message};
use crate::bank::{Bank, Question};
use crate::document::contest::answer;
use crate::ui::theme::style::ink;
use crate::ui::widget::{column, row, scroll};
use crate::ui::{Element, font};

/// The widest line of a question, logical pixels.
const MEASURE: f32 = 1400.0;
/// Letters of text and options up to which a question stands in large print.
const SHORT: usize = 260;

impl Board {
    pub(super) fn question_view<'a>(&'a self, bank: Option<&'a Bank>) -> Element<'a, Message> {
        let ids = self.round().map_or(&[][..], |round| &round.questions);
        let round = self.round().map_or("", |round| round.name.as_str());
        let number = format!("{round} · câu {} trên {}", self.question + 1, ids.len());
        let head = row![
            column![
                text(if ids.is_empty() { round.to_owned() } else { number }).size(24).style(ink::secondary),
                text(self.team_name()).size(34).font(font::SEMIBOLD),
            ],
            space().width(Length::Fill),
            self.clock_of(56.0),
        ]
        .align_y(Alignment::Center);
        let question = ids.get(self.question).map(|id| bank.and_then(|bank| bank.question(id)));
        let body = match question {
            Some(Some(question)) => self.asked(question),
            Some(None) => said("Câu này không còn trong ngân hàng câu hỏi."),
            None => said("Phần thi này chưa có câu hỏi; rút ở mục Phần thi, giải của hội thi."),
        };
        self.framed(column![head, body].spacing(16).height(Length::Fill))
    }

    fn asked<'a>(&self, question: &'a Question) -> Element<'a, Message> {
        let letters = |text: &str| text.chars().count();
        let length = letters(&question.text) + question.options.iter().map(|one| letters(one)).sum::<usize>();
        let size = if length <= SHORT { 40 } else { 30 };
        let options = question.options.iter().zip('A'..='Z').map(|(option, letter)| {
            let is_right = self.is_answer_shown && question.key.contains(letter);
            let style = if is_right { ink::ok } else { ink::primary };
            let face = if is_right { font::SEMIBOLD } else { font::REGULAR };
            let line = row![
                container(text(letter.to_string()).size(size).font(font::SEMIBOLD).style(style)).width(56),
                text(option.as_str()).size(size).font(face).style(style).width(Length::Fill),
            ];
            line.into()
        });
        let asked = text(question.text.as_str()).size(size + 4).font(font::SEMIBOLD).width(Length::Fill);
        let answer = (self.is_answer_shown && question.options.is_empty())
            .then(|| text(format!("Đáp án: {}", answer(question))).size(size).style(ink::ok));
        let content = column![asked].extend(options).push(answer).spacing(size / 2).max_width(MEASURE);
        scroll(center(content).height(Length::Shrink)).height(Length::Fill).into()
    }
}

fn said(words: &str) -> Element<'_, Message> {
    center(text(words).size(28).style(ink::secondary)).height(Length::Fill).into()
}
