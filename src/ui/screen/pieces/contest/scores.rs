//! The grid: a judge's papers for a round, a team a row; the ranking beside it.

use iced::widget::{container, operation, space, text};
use iced::{Alignment, Length, Task};

use super::{Editor, Message, decimal, rounds};
use crate::contest::{Contest, Judge, Round, Stamp};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    caption, clamp, column, divider, label, picker, row, scroll, segmented, tag, vertical_divider,
};
use crate::ui::{Context, Element, font};

const TEAM: f32 = 168.0;
const CELL: f32 = 76.0;
const RANKING: f32 = 300.0;
/// In a narrower pane the ranking stands below the grid, logical pixels.
const NARROW: f32 = 860.0;
/// Decimals that points are shown with.
const DECIMALS: usize = 2;

/// A judge in the picker.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named(usize, String);

impl std::fmt::Display for Named {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.1)
    }
}

fn cell_id(at: usize) -> String {
    format!("contest-mark-{at}")
}

impl Editor {
    /// The round and the judge whose papers are shown; the judge is one of the round's.
    fn sheet(&self) -> Option<(&Round, &Judge)> {
        let round = self.contest.rounds.get(self.round).or_else(|| self.contest.rounds.first())?;
        let judge =
            self.contest.judges_of(round).nth(self.judge).or_else(|| self.contest.judges_of(round).next())?;
        Some((round, judge))
    }

    pub(super) fn mark(
        &mut self,
        contest: &mut Contest,
        team: &str,
        criterion: &str,
        text: String,
        context: &Context,
    ) {
        let Some((round, judge)) = self.sheet() else { return };
        let id = Contest::mark_id(team, &round.id, &judge.id, criterion);
        let most = round.criteria.iter().find(|one| one.id == criterion).map(|one| one.most);
        let by = context.identity.name.clone();
        let at = chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string();
        let points = decimal(text.trim()).filter(|points| most.is_some_and(|most| *points <= most));
        if points.is_some() || text.trim().is_empty() {
            contest.set_mark(&id, points, Stamp { by, at });
        }
        let _ = self.texts.insert(id, text);
    }

    /// To the next cell of the grid; from the last one back to the first.
    pub(super) fn enter(&self, at: usize) -> Task<super::super::Message> {
        let Some((round, _)) = self.sheet() else { return Task::none() };
        let count = round.criteria.len() * self.contest.teams.len();
        let next = cell_id(if at + 1 < count { at + 1 } else { 0 });
        operation::focus(next.clone()).chain(operation::select_all(next))
    }

    pub(super) fn scores(&self, width: f32) -> Element<'_, Message> {
        let Some((round, judge)) = self.sheet() else {
            let said = "Thêm giám khảo và phần thi trước: bảng điểm lập theo từng giám khảo, từng phần thi.";
            return container(caption(said)).padding([20, 20]).height(Length::Fill).into();
        };
        let rounds = self.contest.rounds.iter().enumerate().map(|(at, round)| (at, round.name.as_str()));
        let chosen = self.contest.rounds.iter().position(|one| one.id == round.id).unwrap_or_default();
        let judges: Vec<Named> = self
            .contest
            .judges_of(round)
            .enumerate()
            .map(|(at, judge)| Named(at, format!("Giám khảo {}: {}", at + 1, judge.name)))
            .collect();
        let shown = self.contest.judges_of(round).position(|one| one.id == judge.id).unwrap_or_default();
        let shown = judges.get(shown).cloned();
        let bar = row![
            segmented(rounds, chosen, Message::RoundChosen),
            picker(judges, shown, |Named(at, _)| Message::JudgeChosen(at)).width(260),
        ]
        .spacing(12)
        .wrap()
        .vertical_spacing(8);
        let grid = column![bar, self.grid(round, judge)].spacing(14);
        if width < NARROW {
            let both = column![grid, divider(), self.ranking()].spacing(14);
            return scroll(container(both).padding([14, 20])).height(Length::Fill).into();
        }
        let grid = scroll(container(grid).padding([14, 20])).height(Length::Fill).width(Length::Fill);
        let ranking = scroll(container(self.ranking()).padding([14, 16])).height(Length::Fill);
        let ranking = container(ranking).width(RANKING).height(Length::Fill).style(style::surface);
        row![grid, vertical_divider(), ranking].height(Length::Fill).into()
    }

    fn grid<'a>(&'a self, round: &'a Round, judge: &'a Judge) -> Element<'a, Message> {
        let head = round.criteria.iter().map(|criterion| {
            let name = clamp(criterion.name.as_str(), 2).size(size::CAPTION, 16.0).style(ink::secondary);
            let most = label(format!("tối đa {}", criterion.most.shown()));
            container(column![name, most]).width(CELL).into()
        });
        let has_time = round.seconds > 0;
        let head = row![space().width(TEAM)]
            .extend(head)
            .push(container(label("Cộng")).width(60).align_x(Alignment::End))
            .push(has_time.then(|| container(label("Thời gian")).width(CELL)))
            .spacing(8)
            .align_y(Alignment::End);
        let ranking = self.contest.ranking();
        let columns = round.criteria.len();
        let rows = self.contest.order().into_iter().enumerate().map(|(turn, team)| {
            let cells = round.criteria.iter().enumerate().map(|(column, criterion)| {
                let id = Contest::mark_id(&team.id, &round.id, &judge.id, &criterion.id);
                let kept = self.contest.mark(&id).map(crate::decimal::Decimal::shown).unwrap_or_default();
                let most = criterion.most;
                let read = move |text: &str| {
                    if text.is_empty() {
                        return Some(String::new());
                    }
                    decimal(text).filter(|points| *points <= most).map(crate::decimal::Decimal::shown)
                };
                let at = turn * columns + column;
                let (team, criterion) = (team.id.clone(), criterion.id.clone());
                self.number(&id, &kept, read)
                    .id(cell_id(at))
                    .on_input(move |text| Message::Marked {
                        team: team.clone(),
                        criterion: criterion.clone(),
                        text,
                    })
                    .on_submit(Message::Entered(at))
                    .width(CELL)
                    .into()
            });
            let place = ranking.places.iter().find(|place| place.team.id == team.id);
            let score = place.and_then(|place| place.rounds.iter().find(|score| score.round.id == round.id));
            let sheet = score.and_then(|score| score.sheets.iter().find(|sheet| sheet.judge == judge.id));
            let total = sheet
                .and_then(|sheet| sheet.total)
                .map_or_else(|| "–".to_owned(), |total| total.shown(DECIMALS));
            let total = text(total).size(size::DENSE).font(font::FIGURES);
            let total =
                if sheet.is_some_and(|sheet| sheet.is_dropped) { total.style(ink::tertiary) } else { total };
            let name = column![
                clamp(format!("{}. {}", turn + 1, team.name), 1).size(size::DENSE, 19.0).font(font::MEDIUM)
            ];
            row![container(name).width(TEAM)]
                .extend(cells)
                .push(container(total).width(60).align_x(Alignment::End))
                .push(has_time.then(|| self.time(&team.id, round)))
                .spacing(8)
                .align_y(Alignment::Center)
                .into()
        });
        let hint = "Gõ điểm từng tiêu chí, Enter sang ô kế. Điểm sửa lại vẫn lưu điểm cũ, người sửa và giờ sửa trong biên bản.";
        column![head].extend(rows).push(caption(hint)).spacing(8).into()
    }

    fn time<'a>(&'a self, team: &str, round: &Round) -> Element<'a, Message> {
        let id = Contest::time_id(team, &round.id);
        let kept = self.contest.seconds_of(team, &round.id).map(rounds::clock).unwrap_or_default();
        let team = team.to_owned();
        let read = |text: &str| rounds::seconds(text).map(rounds::clock);
        self.number(&id, &kept, read)
            .on_input(move |text| Message::Timed { team: team.clone(), text })
            .width(CELL)
            .into()
    }

    fn ranking(&self) -> Element<'_, Message> {
        let ranking = self.contest.ranking();
        let missing = ranking.missing();
        let state = if missing > 0 {
            tag(None, format!("còn thiếu {missing} phiếu"), Mood::Warn)
        } else {
            tag(None, "đủ phiếu", Mood::Ok)
        };
        let head = row![text("Xếp hạng").size(size::SECTION).font(font::SEMIBOLD).width(Length::Fill), state]
            .align_y(Alignment::Center);
        let rows = ranking.places.iter().map(|place| {
            let rank = text(place.rank.to_string()).size(size::BODY).font(font::SEMIBOLD);
            let mut detail = place.award.map(|award| award.name.clone()).unwrap_or_default();
            if let Some(rule) = place.decided_by {
                let rule = rounds::tie_name(rule, &self.contest);
                detail = if detail.is_empty() { rule } else { format!("{detail} · {rule}") };
            }
            let name = column![clamp(place.team.name.clone(), 1).size(size::DENSE, 19.0)].push(
                (!detail.is_empty())
                    .then(|| clamp(detail, 1).size(size::CAPTION, 16.0).style(ink::secondary)),
            );
            row![
                container(rank).width(28),
                container(name).width(Length::Fill),
                text(place.total.shown(DECIMALS)).size(size::DENSE).font(font::FIGURES),
            ]
            .spacing(6)
            .align_y(Alignment::Center)
            .into()
        });
        column![head, divider()].extend(rows).spacing(10).into()
    }
}
