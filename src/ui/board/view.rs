//! What the hall sees: large, on a dark ground.

use iced::widget::{center, container, space, text};
use iced::{Alignment, Length};

use super::{Board, Message, Shown};
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{Column, caption, column, row, scroll};
use crate::ui::{Element, font};

impl Board {
    /// The team, the round and the time that is left; beyond the limit, how much too long.
    pub(super) fn clock_view(&self) -> Element<'_, Message> {
        let round = self.round().map_or("", |round| round.name.as_str());
        let turn = format!("Lượt {} · {round}", self.turn + 1);
        let noted = self.round().zip(self.team());
        let noted = noted.and_then(|(round, team)| self.contest.seconds_of(&team.id, &round.id));
        let noted = noted.map(|seconds| format!("Đã ghi {}:{:02}", seconds / 60, seconds % 60));
        let content = column![
            text(turn).size(34).style(ink::secondary),
            text(self.team_name()).size(60).font(font::SEMIBOLD),
            self.clock_of(200.0),
            text(noted.unwrap_or_default()).size(24).style(ink::secondary),
        ]
        .spacing(10)
        .align_x(Alignment::Center);
        self.framed(column![center(content)].height(Length::Fill))
    }

    /// The time that is left, or by how much the team is over.
    pub(super) fn clock_of<'a>(&self, size: f32) -> Element<'a, Message> {
        let used = self.clock.used(self.now).as_secs() as u32;
        let limit = self.round().map_or(0, |round| round.seconds);
        let (shown, is_over) = match limit {
            0 => (used, false),
            limit if used <= limit => (limit - used, false),
            limit => (used - limit, true),
        };
        let clock = format!("{}{}:{:02}", if is_over { "+" } else { "" }, shown / 60, shown % 60);
        text(clock)
            .size(size)
            .font(font::FIGURES)
            .style(if is_over { ink::danger } else { ink::primary })
            .into()
    }

    pub(super) fn team_name(&self) -> &str {
        self.team().map_or("", |team| team.name.as_str())
    }

    pub(super) fn ranking_view(&self) -> Element<'_, Message> {
        let ranking = self.contest.ranking();
        let rows = ranking.places.iter().map(|place| {
            let award = place.award.map(|award| award.name.clone()).unwrap_or_default();
            row![
                container(text(place.rank.to_string()).size(30).font(font::SEMIBOLD)).width(60),
                text(place.team.name.clone()).size(30).width(Length::Fill),
                text(award).size(22).style(ink::secondary).width(220),
                container(text(place.total.shown(2)).size(30).font(font::FIGURES))
                    .width(140)
                    .align_x(Alignment::End),
            ]
            .align_y(Alignment::Center)
            .into()
        });
        let list = scroll(column(rows).spacing(14)).height(Length::Fill);
        self.framed(
            column![text("Bảng xếp hạng").size(40).font(font::SEMIBOLD), list]
                .spacing(24)
                .height(Length::Fill),
        )
    }

    pub(super) fn framed<'a>(&'a self, content: Column<'a, Message>) -> Element<'a, Message> {
        let hint = match self.shown {
            Shown::Question => {
                "Space chạy, dừng · Enter ghi giờ · ← → đội · ↑ ↓ câu · D đáp án · C đồng hồ · F toàn màn hình"
            }
            _ => {
                "Space chạy, dừng · Enter ghi giờ · ← → đội · 1–9 phần thi · R về đầu · C câu hỏi · B xếp hạng · F toàn màn hình"
            }
        };
        let foot = row![caption(self.title.as_str()), space().width(Length::Fill), caption(hint)];
        container(column![content, foot].spacing(12))
            .padding([28, 40])
            .width(Length::Fill)
            .height(Length::Fill)
            .style(style::surface)
            .into()
    }
}
