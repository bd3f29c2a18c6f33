//! Progress by locality and agency, in groups with their sums.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::{Asked, Message, NAME, Part, Progress, chart, opening, total_figures, totals, totals_head};
use crate::calendar::wording;
use crate::fold::{Query, capital};
use crate::ledger::{BodyProgress, Tally};
use crate::plan::{Body, Hue, LocalityKind, Plan};
use crate::ui::theme::size;
use crate::ui::theme::style::ink;
use crate::ui::widget::{caption, card, column, field, row, rows_in_view};
use crate::ui::{Context, Element, font};

/// Height of a row.
const ROW: f32 = 34.0;

/// From more rows than this on, they can be searched.
const SEARCHED: usize = 15;

/// A row of the table.
enum Line<'a> {
    /// The name of a group and the sum of its rows.
    Group(String, Tally),
    Body(Body<'a>, &'a BodyProgress),
}

/// What the bodies are to which the plan gives slots of their own: "Theo địa bàn", "Theo cơ quan", "Theo đơn vị" for
/// both.
pub(super) fn name(plan: &Plan) -> &'static str {
    let is_local = plan.activities.iter().any(|activity| activity.per_locality);
    let is_of_agencies = plan.activities.iter().any(|activity| !activity.per_agency.is_empty());
    match (is_local, is_of_agencies) {
        (true, true) => "Theo đơn vị",
        (false, true) => "Theo cơ quan",
        (_, false) => "Theo địa bàn",
    }
}

impl Progress {
    /// The localities and agencies with slots of their own. Kinds of places are groups where the plan tells them
    /// apart; a single group has no heading.
    fn lines<'a>(&'a self, plan: &Plan) -> Vec<Line<'a>> {
        let query = Query::new(&self.search);
        let is_found = |body: Body<'_>| query.is_empty() || query.matches(&plan.name_of_body(body));
        let is_by_kind =
            plan.activities.iter().any(|activity| activity.per_locality && !activity.kinds.is_empty());
        let kind = |row: &BodyProgress| plan.locality(&row.id).map(|locality| locality.kind);
        let local = |row: &'a BodyProgress| Line::Body(Body::Locality(&row.id), row);
        let localities: Vec<&BodyProgress> =
            self.figures.localities.iter().filter(|row| is_found(Body::Locality(&row.id))).collect();
        let mut groups: Vec<(String, Vec<Line<'a>>)> = Vec::new();
        if is_by_kind {
            for of in LocalityKind::ALL.map(Some).into_iter().chain([None]) {
                let rows = localities.iter().copied().filter(|row| kind(row) == of).map(local);
                groups.push((
                    of.map_or_else(|| "địa bàn khác".to_owned(), |of| of.name().to_owned()),
                    rows.collect(),
                ));
            }
        } else {
            groups.push(("địa bàn".to_owned(), localities.into_iter().map(local).collect()));
        }
        let agencies = self.figures.agencies.iter().filter(|row| is_found(Body::Agency(&row.id)));
        let agencies = agencies.map(|row| Line::Body(Body::Agency(&row.id), row));
        groups.push(("cơ quan".to_owned(), agencies.collect()));
        groups.retain(|(_, rows)| !rows.is_empty());
        if groups.len() < 2 {
            return groups.into_iter().flat_map(|(_, rows)| rows).collect();
        }
        let headed = groups.into_iter().flat_map(|(name, rows)| {
            let name = format!("{} {name}", wording::grouped(rows.len() as u64));
            let sum = rows.iter().filter_map(|line| match line {
                Line::Body(_, row) => Some(row.total),
                Line::Group(..) => None,
            });
            let head = Line::Group(name, sum.sum());
            std::iter::once(head).chain(rows)
        });
        headed.collect()
    }

    pub(super) fn bodies<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let count = self.figures.localities.len() + self.figures.agencies.len();
        if count == 0 {
            return card(caption(nothing(plan)));
        }
        let lines = self.lines(plan);
        let rows = || self.figures.localities.iter().chain(&self.figures.agencies);
        let columns: Vec<usize> = (0..self.figures.activities.len())
            .filter(|&at| rows().any(|row| row.activities[at].owed > 0))
            .collect();
        let names = columns.iter().map(|&at| {
            let id = &self.figures.activities[at].activity;
            let name = plan.activity(id).map_or(id.as_str(), |activity| &activity.short);
            container(text(name).size(size::CAPTION).style(ink::tertiary)).center_x(Length::Fill).into()
        });
        let search = field("Tìm theo tên", &self.search).on_input(Message::Searched).width(NAME - 16.0);
        let search: Element<'a, Message> = if count > SEARCHED { search.into() } else { space().into() };
        let none = lines.is_empty().then(|| caption("Không có tên nào như vậy."));
        let head =
            row![container(search).width(NAME), row(names).spacing(4).width(Length::Fill), totals_head()]
                .align_y(Alignment::Center);
        let rows = rows_in_view(self.visible, ROW, lines.len(), |shown| {
            let lines = lines.into_iter().skip(shown.start).take(shown.len());
            lines.map(|line| match line {
                Line::Group(name, sum) => group(&name, sum),
                Line::Body(body, figures) => self.body(body, figures, &columns, plan),
            })
        });
        card(column![head, rows].push(none).spacing(4))
    }

    fn body<'a>(
        &'a self,
        body: Body<'a>,
        figures: &'a BodyProgress,
        columns: &[usize],
        plan: &'a Plan,
    ) -> Element<'a, Message> {
        let name = plan.name_of_body(body);
        let of = |part| Asked { activity: None, body: Some(body.into()), part };
        let cells = columns.iter().map(|&at| {
            let id = &self.figures.activities[at].activity;
            let hue = plan.activity(id).map_or(Hue::Board, |activity| activity.hue);
            let tally = figures.activities[at];
            let of_cell = Asked { activity: Some(id.clone()), ..of(Part::Year) };
            opening(chart::cell(hue, tally, 0), of_cell, tally.owed > 0)
        });
        row![
            text(capital(&name)).size(size::DENSE).width(NAME).wrapping(text::Wrapping::None),
            row(cells).spacing(4).width(Length::Fill),
            totals(figures.total, of),
        ]
        .height(ROW)
        .align_y(Alignment::Center)
        .into()
    }
}

fn group<'a>(name: &str, sum: Tally) -> Element<'a, Message> {
    let name = text(name.to_owned()).size(size::DENSE).font(font::SEMIBOLD).style(ink::secondary);
    let figures = row(total_figures(sum).map(|(_, _, figure)| figure));
    row![name.width(Length::Fill), figures].height(ROW).align_y(Alignment::Center).into()
}

/// What is said where no body owes anything.
fn nothing(plan: &Plan) -> &'static str {
    if plan.activities.iter().any(|activity| activity.per_locality) {
        "Kế hoạch giao việc cho từng địa bàn, nhưng danh mục không có địa bàn nào còn hiệu lực; xem Tổng quan."
    } else {
        "Kế hoạch này không giao việc riêng cho từng địa bàn, từng cơ quan."
    }
}
