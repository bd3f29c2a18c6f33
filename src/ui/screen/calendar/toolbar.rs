//! The calendar's toolbar: view, filter, print.

use chrono::Datelike;
use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::filter::Condition;
use super::{Calendar, Menu, Message, View};
use crate::calendar::{week as weeks, wording};
use crate::fold::{Query, capital};
use crate::plan::Body;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{metric, size};
use crate::ui::widget::{
    button, button_icon, button_label, clamp, column, divider, dot, dropdown, field, icon_button, label, row,
    row_button, scroll, segmented, tip,
};
use crate::ui::{Context, Effect, Element, font, many, mine};

/// Widths, in logical pixels, below which labels are shortened.
const ROOMY: f32 = 1190.0;
const TIGHT: f32 = 960.0;
/// More localities and agencies than this are searched.
const LISTED: usize = 15;

impl Calendar {
    pub(super) fn toolbar<'a>(&'a self, width: f32, context: &'a Context) -> Element<'a, Message> {
        let title =
            text(self.title(context)).size(size::TITLE).font(font::SEMIBOLD).wrapping(text::Wrapping::None);
        let (back, ahead) = match self.span() {
            View::Week => ("Tuần trước (PageUp)", "Tuần sau (PageDown)"),
            View::Year => ("Năm trước (PageUp)", "Năm sau (PageDown)"),
            View::Month | View::List | View::Board => ("Tháng trước (PageUp)", "Tháng sau (PageDown)"),
        };
        let steps = row![
            self.turning(icon_button(Icon::Left, back, style::ghost, Some(Message::Stepped(-1))), -1),
            tip(button_label("Hôm nay", style::secondary, Some(Message::TodayPressed)), "Về hôm nay (T)"),
            self.turning(icon_button(Icon::Right, ahead, style::ghost, Some(Message::Stepped(1))), 1),
        ]
        .spacing(2);
        if !self.group.is_empty() {
            let (pieces, gaps) = self.group.counts();
            let room = width - 330.0;
            let bar = container(many::bar(pieces, gaps, room).map(Message::Many)).width(Length::Fill);
            return row![title, steps, bar]
                .spacing(8)
                .height(metric::CONTROL)
                .align_y(Alignment::Center)
                .into();
        }
        let filters: Element<'_, Message> =
            if width >= ROOMY + if self.view == View::Week { 60.0 } else { 0.0 } {
                row![
                    self.drop(Menu::Activity, &self.filter.activity_label(context.newsroom.plan()), context),
                    self.drop(Menu::Unit, &self.filter.unit_label(context.newsroom.plan()), context),
                    self.drop(Menu::Person, self.filter.person.as_deref().unwrap_or("Người"), context),
                    self.drop(Menu::Condition, &self.filter.condition_label(), context),
                ]
                .spacing(6)
                .into()
            } else {
                self.drop(Menu::All, "Lọc", context)
            };
        let clear = self.filter.is_active().then(|| {
            icon_button(Icon::Close, "Bỏ mọi điều kiện lọc", style::ghost, Some(Message::FiltersCleared))
        });
        let export: Element<'_, Message> = if width >= TIGHT {
            tip(
                button_icon(Icon::Print, "Xuất lịch", style::secondary, Some(Message::ExportPressed)),
                "In, lưu PDF, Excel, ICS phần lịch đang xem",
            )
        } else {
            icon_button(Icon::Print, "Xuất lịch đang xem", style::secondary, Some(Message::ExportPressed))
        };
        let mine = if width >= TIGHT {
            mine::toggle(context, Message::Pressed)
        } else {
            mine::small(context, Message::Pressed)
        };
        row![title, steps, space().width(Length::Fill), filters]
            .push(clear)
            .push(mine)
            .push(segmented(View::ALL, self.view, Message::ViewChosen))
            .push(export)
            .spacing(8)
            .height(metric::CONTROL)
            .align_y(Alignment::Center)
            .into()
    }

    /// "Tháng 3, 2014", "Tuần 12, 17–23/03", "Năm 2014"
    pub(super) fn title(&self, context: &Context) -> String {
        match self.span() {
            View::Month | View::Board => format!("Tháng {}, {}", self.shown.month(), self.shown.year()),
            View::Week => {
                let monday = weeks::monday_of(self.shown);
                let sunday = weeks::add_days(monday, 6);
                let days = if monday.month() == sunday.month() {
                    format!("{:02}–{}", monday.day(), wording::day_month(sunday))
                } else {
                    format!("{}–{}", wording::day_month(monday), wording::day_month(sunday))
                };
                format!("Tuần {}, {days}", weeks::iso_week(self.shown).1)
            }
            View::Year => format!("Năm {}", self.shown.year()),
            View::List => format!("Năm {}", context.newsroom.plan().year),
        }
    }

    fn drop<'a>(&'a self, menu: Menu, label: &str, context: &'a Context) -> Element<'a, Message> {
        let is_set = match menu {
            Menu::All => self.filter.is_active(),
            Menu::Activity => !self.filter.activities.is_empty(),
            Menu::Unit => self.filter.unit().is_some(),
            Menu::Person => self.filter.person.is_some(),
            Menu::Condition => !self.filter.conditions.is_empty(),
        };
        let mark = (menu == Menu::All).then(|| icon(Icon::Filter, 14.0));
        let label = label.to_owned();
        let content: Element<'_, Message> = if is_set && menu != Menu::All {
            clamp(label, 1).size(13.0, 20.0).font(font::MEDIUM).width(92).into()
        } else {
            text(label).size(size::DENSE).font(font::MEDIUM).wrapping(text::Wrapping::None).into()
        };
        let face = row![]
            .push(mark)
            .push(content)
            .push(icon(Icon::Down, 13.0))
            .spacing(5)
            .align_y(Alignment::Center);
        let face = button(container(face).center_y(Length::Fill))
            .padding([0, 9])
            .height(metric::CONTROL)
            .style(move |theme, status| {
                let mut face = style::secondary(theme, status);
                if is_set {
                    let tokens = crate::ui::theme::Tokens::of(theme);
                    face.text_color = tokens.accent;
                    face.background = Some(tokens.accent_weak.into());
                    face.border.color = tokens.accent_weak;
                }
                face
            })
            .on_press(Message::MenuToggled(menu));
        let pane = (self.menu == Some(menu)).then(|| self.menu_pane(menu, context));
        dropdown(face, pane, Message::MenuDismissed)
    }

    fn menu_pane<'a>(&'a self, menu: Menu, context: &'a Context) -> Element<'a, Message> {
        let rows: Element<'_, Message> = match menu {
            Menu::Activity => self.activity_rows(context),
            Menu::Unit => self.unit_rows(context),
            Menu::Person => self.person_rows(),
            Menu::Condition => self.condition_rows(context),
            Menu::All => {
                let section = |name, rows| column![container(label(name)).padding([4, 10]), rows].spacing(2);
                let units = section("Đơn vị", self.unit_rows(context));
                let others = column![
                    section("Trạng thái", self.condition_rows(context)),
                    divider(),
                    section("Hình thức", self.activity_rows(context)),
                    divider(),
                    section("Người", self.person_rows()),
                ];
                let others = others.spacing(2);
                // Many units would push the rest out of sight.
                column![others, divider(), units].spacing(2).into()
            }
        };
        container(scroll(container(rows).padding(iced::Padding::ZERO.right(10))))
            .width(268)
            .max_height(520)
            .into()
    }

    fn activity_rows<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let rows = context.newsroom.plan().activities.iter().map(|activity| {
            let is_chosen = self.filter.activities.contains(&activity.id);
            let content = row![
                dot(activity.hue),
                text(&activity.short).size(size::DENSE).width(Length::Fill),
                text(&activity.clause).size(size::CAPTION).style(ink::tertiary),
            ]
            .spacing(8)
            .align_y(Alignment::Center);
            choice(content.into(), is_chosen, Message::ActivityToggled(activity.id.clone()))
        });
        column(rows).into()
    }

    /// The localities and the agencies, of which one is chosen.
    fn unit_rows<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let chosen = self.filter.unit();
        let all = text("Toàn thành phố, mọi đơn vị").size(size::DENSE).width(Length::Fill);
        let all = choice(all.into(), chosen.is_none(), Message::UnitChosen(None));
        let query = Query::new(&self.unit_query);
        let rows = |units: Vec<(Body<'a>, String)>, name: &'static str| {
            let found = units.into_iter().filter(|(_, name)| query.matches(name));
            let mut rows = found.map(|(unit, name)| {
                let name = text(capital(&name)).size(size::DENSE).width(Length::Fill);
                choice(name.into(), chosen == Some(unit), Message::UnitChosen(Some(unit.into())))
            });
            let first = rows.next();
            let head = first.is_some().then(|| container(label(name)).padding([4, 10]).into());
            head.into_iter().chain(first).chain(rows).collect::<Vec<Element<'a, Message>>>()
        };
        let localities = plan.localities.iter().map(|one| (Body::Locality(&one.id), one.full_name()));
        let agencies = plan.agencies.iter().map(|one| (Body::Agency(&one.id), one.short.clone()));
        let search = (plan.localities.len() + plan.agencies.len() > LISTED).then(|| {
            let search = field("Tìm, không dấu cũng được", &self.unit_query);
            container(search.on_input(Message::UnitSearched)).padding([4, 6])
        });
        // The shorter list first, so that both are found.
        let (localities, agencies): (Vec<_>, Vec<_>) = (localities.collect(), agencies.collect());
        let is_long = localities.len() > agencies.len();
        let (localities, agencies) = (rows(localities, "Địa bàn"), rows(agencies, "Cơ quan"));
        let (first, then) = if is_long { (agencies, localities) } else { (localities, agencies) };
        column![].push(search).push(all).extend(first).extend(then).into()
    }

    fn condition_rows(&self, context: &Context) -> Element<'_, Message> {
        let rows = Condition::ALL.into_iter().map(|condition| {
            let content = text(condition.name()).size(size::DENSE).width(Length::Fill);
            choice(
                content.into(),
                self.filter.conditions.contains(&condition),
                Message::ConditionToggled(condition),
            )
        });
        let is_marked = context.identity.marks_late_steps;
        let late = text("Đánh dấu bài có việc trễ").size(size::DENSE).width(Length::Fill);
        let late = choice(late.into(), is_marked, Message::Pressed(Effect::MarkLateSteps(!is_marked)));
        column(rows).push(divider()).push(late).into()
    }
}

/// A menu row of a multiple choice.
pub(super) fn choice(
    content: Element<'_, Message>,
    is_chosen: bool,
    message: Message,
) -> Element<'_, Message> {
    let mark = is_chosen.then(|| icon(Icon::Check, 14.0));
    let content = row![content].push(mark).spacing(8).align_y(Alignment::Center);
    row_button(content, is_chosen, message)
}
