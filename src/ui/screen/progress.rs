//! Tiến độ: owed, in hand and done, by activity and month, locality, topic and tone.

mod bodies;
mod chart;
pub mod desk;
mod slots;

use chrono::Datelike;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::{container, operation, space, text};
use iced::{Alignment, Length, Task};

use super::Screen;
use super::listing::{self, Entry, Head, MORE};
use crate::calendar::wording;
use crate::ledger::{Coverage, Lack, Progress as Figures, SlotState, Tally, TopicProgress};
use crate::newsroom::Change;
use crate::plan::Plan;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    bar_share, button, button_icon, caption, card, chip_tag, column, row, scroll, section_title, segmented,
    tip,
};
use crate::ui::{Action, Context, Effect, Element, Export, Route, banner, font, mine};

pub use slots::{Asked, Part};

/// Widths of the first column and of each of the last ones, logical pixels.
const NAME: f32 = 200.0;
const TOTAL: f32 = 68.0;
const SCROLL: &str = "progress-scroll";

#[derive(Debug, Default)]
pub struct Progress {
    figures: Figures,
    lacks: Vec<Lack>,
    coverage: Vec<Coverage>,
    view: View,
    /// The slots of a figure that was pressed.
    listed: Option<Listed>,
    /// The visible part of the page: offset, height.
    visible: (f32, f32),
    /// Part of the names of the localities and agencies to show.
    search: String,
    /// The words of reports, duties.
    desk: desk::Desk,
}

#[derive(Debug)]
struct Listed {
    asked: Asked,
    entries: Vec<Entry>,
    count: usize,
    shown: usize,
}

impl Listed {
    fn new(asked: Asked, shown: usize, context: &Context) -> Self {
        let (entries, count) = slots::rows(&context.newsroom, &asked, context.only_mine().as_ref(), shown);
        Self { asked, entries, count, shown }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    #[default]
    Months,
    /// By locality, by agency.
    Bodies,
    Topics,
    Tones,
    /// Duties of section V, detailed plans, mass organisations.
    Duties,
    /// The words of reports, who has not reported.
    Reports,
}

impl View {
    const ALL: [Self; 6] =
        [Self::Months, Self::Bodies, Self::Topics, Self::Tones, Self::Duties, Self::Reports];

    fn name(self, plan: &Plan) -> &'static str {
        match self {
            Self::Months => "Theo tháng",
            Self::Bodies => bodies::name(plan),
            Self::Topics => "Nội dung",
            Self::Tones => "Khen – chê",
            Self::Duties => "Phân công",
            Self::Reports => "Báo cáo",
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    ViewChosen(View),
    Searched(String),
    ActivityOpened(String),
    TopicOpened(String),
    /// A figure was pressed: lists the slots that it counts.
    SlotsAsked(Asked),
    RestAsked,
    ListClosed,
    Scrolled(f32, f32),
    Pressed(Effect),
    ReportAsked,
    Desk(desk::Message),
}

impl Screen for Progress {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn prepare(&mut self, context: &Context) {
        self.lacks = context.newsroom.lacks();
        self.coverage = context.newsroom.coverage();
        self.figures = match context.only_mine() {
            Some(mine) => {
                self.lacks.retain(|lack| mine.has_activity(&lack.activity));
                context.newsroom.progress_of(&mine)
            }
            None => context.newsroom.progress(),
        };
        self.listed = self.listed.take().map(|listed| Listed::new(listed.asked, listed.shown, context));
        self.desk.prepare(context);
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        if change.is_of_records() {
            self.desk.prepare(context);
        }
        Task::none()
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::ViewChosen(view) => {
                (self.view, self.listed) = (view, None);
                Action::run(self.back_to_top())
            }
            Message::Searched(search) => {
                self.search = search;
                Action::none()
            }
            Message::SlotsAsked(asked) => {
                self.listed = Some(Listed::new(asked, MORE, context));
                Action::none()
            }
            Message::RestAsked => {
                let listed = self.listed.take();
                let wider =
                    |listed: Listed| Listed::new(listed.asked, listing::widened(listed.shown), context);
                self.listed = listed.map(wider);
                Action::none()
            }
            Message::ListClosed => {
                self.listed = None;
                Action::run(self.back_to_top())
            }
            Message::Scrolled(from, height) => {
                self.visible = (from, height);
                Action::none()
            }
            Message::Pressed(effect) => Action::effect(effect),
            Message::ActivityOpened(id) => {
                let clause = context.newsroom.plan().activity(&id).map(|activity| activity.clause.clone());
                Action::open(Route::Plan(clause))
            }
            Message::TopicOpened(clause) => Action::open(Route::Plan(Some(clause))),
            Message::Desk(message) => self.desk.update(message, context),
            Message::ReportAsked => Action::effect(Effect::Export(Export::REPORT)),
        }
    }

    fn key(&mut self, key: &Key, _modifiers: Modifiers, _context: &Context) -> Action<Message> {
        let at = View::ALL.iter().position(|view| *view == self.view).unwrap_or(0);
        match key {
            Key::Named(key::Named::Escape) => self.listed = None,
            _ if self.listed.is_some() => {}
            Key::Named(key::Named::ArrowRight) => self.view = View::ALL[(at + 1).min(View::ALL.len() - 1)],
            Key::Named(key::Named::ArrowLeft) => self.view = View::ALL[at.saturating_sub(1)],
            _ => {}
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let bar = row![
            text(format!("Tiến độ năm {}", context.newsroom.plan().year))
                .size(size::TITLE)
                .font(font::SEMIBOLD),
            segmented(
                View::ALL.map(|view| (view, view.name(context.newsroom.plan()))),
                self.view,
                Message::ViewChosen
            ),
            space().width(Length::Fill),
            mine::toggle(context, Message::Pressed),
        ]
        .push((self.view != View::Reports).then(|| {
            button_icon(Icon::Print, "Báo cáo tiến độ", style::secondary, Some(Message::ReportAsked))
        }))
        .spacing(16)
        .align_y(Alignment::Center);
        let body: Element<'a, Message> = match self.view {
            _ if self.listed.is_some() => {
                column![].push(self.listed.as_ref().map(|list| list.view(context))).into()
            }
            View::Months => {
                column![self.months(context), row![self.topics(context, true), self.tones(false)].spacing(16)]
                    .spacing(12)
                    .into()
            }
            View::Bodies => self.bodies(context),
            View::Topics => self.topics(context, false),
            View::Tones => self.tones(true),
            View::Duties => self.desk.duties(context).map(Message::Desk),
            View::Reports => self.desk.reports(context).map(Message::Desk),
        };
        scroll(column![bar].push(banner::year(&context.newsroom)).push(body).spacing(12).padding([16, 24]))
            .id(SCROLL)
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y, viewport.bounds().height))
            .height(Length::Fill)
            .into()
    }
}

impl Progress {
    fn back_to_top(&mut self) -> Task<Message> {
        self.visible.0 = 0.0;
        operation::scroll_to(SCROLL, operation::AbsoluteOffset { x: 0.0, y: 0.0 })
    }

    fn months<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let this_month = context.newsroom.today();
        let is_now = |month: usize| {
            this_month.year() == context.newsroom.plan().year && this_month.month0() as usize == month
        };
        let head = row((0..12).map(|month| {
            let name = text(format!("Th {}", month + 1)).size(size::CAPTION);
            let name = if is_now(month) {
                name.style(ink::accent).font(font::SEMIBOLD)
            } else {
                name.style(ink::tertiary)
            };
            container(name).center_x(Length::Fill).into()
        }));
        let head = row![space().width(NAME), head.width(Length::Fill), totals_head()];
        let is_whole = !context.identity.is_mine_only;
        let shown = self.figures.activities.iter().filter(|row| is_whole || row.total.owed > 0);
        let rows = shown.filter_map(|figures| {
            let activity = context.newsroom.plan().activity(&figures.activity)?;
            let of = |part| Asked { activity: Some(figures.activity.clone()), body: None, part };
            let cells = (1..).zip(figures.months.iter().zip(figures.open));
            let cells = cells.map(|(month, (tally, open))| {
                let part = if tally.owed > 0 { Part::Month(month) } else { Part::OpenIn(month) };
                opening(chart::cell(activity.hue, *tally, open), of(part), tally.owed + open > 0)
            });
            // Where places are named, how far it reaches says more than one long slot.
            let reach = self.coverage.iter().find(|coverage| coverage.activity == figures.activity);
            let cells: Element<'a, Message> = match reach {
                Some(coverage) => self::reach(coverage),
                None => row(cells).spacing(4).width(Length::Fill).into(),
            };
            let name = button(chip_tag(activity.hue, activity.short.as_str()))
                .padding([4, 6])
                .style(style::ghost)
                .on_press(Message::ActivityOpened(activity.id.clone()));
            let line = row![
                container(tip(name, activity.title.as_str())).width(NAME),
                cells,
                totals(figures.total, of),
            ]
            .align_y(Alignment::Center);
            Some(line.into())
        });
        card(column![head].extend(rows).spacing(4))
    }

    fn topics<'a>(&'a self, context: &'a Context, is_brief: bool) -> Element<'a, Message> {
        let most = self.figures.topics.iter().map(|topic| topic.pieces).max().unwrap_or(0).max(1);
        let rows = self.figures.topics.iter().map(|topic| {
            let known = context.newsroom.plan().topic(&topic.clause);
            let short = known.map_or("", |(_, topic)| topic.short.as_str());
            let whole = known.map_or("", |(_, topic)| topic.text.as_str());
            let share = topic.pieces as f32 / most as f32;
            let name = text(format!("{} {short}", topic.clause)).size(size::DENSE);
            let line = row![
                container(name).width(if is_brief { 250.0 } else { 420.0 }).clip(true),
                container(bar_share(share, mood(topic))).width(Length::Fill),
                container(text(wording::grouped(topic.pieces)).size(size::CAPTION).font(font::FIGURES))
                    .align_right(32),
            ]
            .push((!is_brief).then(|| {
                container(caption(format!("{} đã phát, đăng", wording::grouped(topic.published))))
                    .align_right(120)
            }))
            .spacing(10)
            .align_y(Alignment::Center);
            let button = button(line)
                .padding([3, 6])
                .style(style::ghost)
                .on_press(Message::TopicOpened(topic.clause.clone()));
            let hint = format!(
                "{whole}\nĐến nay phải phát, đăng {} bài, đã phát, đăng {}; cả năm có {} bài.",
                topic.due, topic.published, topic.pieces
            );
            tip(button, hint)
        });
        let nothing =
            self.figures.topics.is_empty().then(|| caption("Kế hoạch chưa ghi nội dung nào ở mục III."));
        card(column![section_title("Nội dung đã nói tới"), column(rows).spacing(1)].push(nothing).spacing(8))
    }

    fn tones(&self, is_whole: bool) -> Element<'_, Message> {
        let bars = chart::tones(&self.figures.tones, if is_whole { 260.0 } else { 130.0 });
        let legend =
            row![chart::key(Mood::Ok, "Bài có biểu dương"), chart::key(Mood::Danger, "Bài có phê phán"),]
                .spacing(16);
        let lacking = self.lacking();
        card(
            column![
                row![section_title("Khen và chê theo tháng"), space().width(Length::Fill), legend]
                    .align_y(Alignment::Center),
                bars,
            ]
            .extend(is_whole.then(|| column(lacking).spacing(6).into()))
            .spacing(12),
        )
    }

    /// Past months without the required praise, critique or model officials (IV.2).
    fn lacking(&self) -> Vec<Element<'_, Message>> {
        let line = |lack: &Lack| {
            let message = text(format!("{} (mục {})", lack.message, lack.clause));
            message.size(size::DENSE).style(ink::warn).into()
        };
        self.lacks.iter().map(line).collect()
    }
}

/// "9/9 địa bàn đang treo pano, áp phích" beside its bar.
fn reach<'a>(coverage: &Coverage) -> Element<'a, Message> {
    let share = coverage.done as f32 / coverage.goal().max(1) as f32;
    let said = format!("{}/{} {}", coverage.done, coverage.goal(), coverage.measure.description());
    let mood = if coverage.is_reached() { Mood::Ok } else { Mood::Accent };
    let bar = container(bar_share(share.min(1.0), mood)).width(Length::FillPortion(2));
    row![bar, container(text(said).size(size::DENSE).style(ink::secondary)).width(Length::FillPortion(3))]
        .spacing(12)
        .padding([6, 4])
        .width(Length::Fill)
        .align_y(Alignment::Center)
        .into()
}

/// The slots due by today by state, beside the year's total.
const TOTALS: [&str; 6] = ["Đến hạn", "Đúng hạn", "Trễ", "Chờ XN", "Chưa làm", "Cả năm"];

fn totals_head<'a>() -> Element<'a, Message> {
    let hints = [
        "Kỳ có ngày cuối đến hôm nay",
        "Đã phát, đăng đúng hạn, cả khi chưa đến ngày cuối",
        "Đã phát, đăng sau ngày cuối của kỳ",
        "Đã qua ngày phát, đăng nhưng chưa xác nhận",
        "Đến hạn mà chưa phát, đăng",
        "Kỳ phải làm trong năm",
    ];
    let names = TOTALS.into_iter().zip(hints).map(|(name, hint)| {
        let name = text(name).size(size::CAPTION).style(ink::tertiary);
        container(tip(name, hint)).align_right(TOTAL).into()
    });
    row(names).into()
}

fn totals<'a>(tally: Tally, of: impl Fn(Part) -> Asked) -> Element<'a, Message> {
    row(total_figures(tally).map(|(part, count, figure)| opening(figure, of(part), count > 0))).into()
}

/// The figures of [`TOTALS`], with what each counts.
fn total_figures<'a>(tally: Tally) -> impl Iterator<Item = (Part, u32, Element<'a, Message>)> {
    let counts = [
        (Part::Due, tally.due),
        (Part::State(SlotState::InTime), tally.in_time),
        (Part::State(SlotState::Late), tally.late),
        (Part::State(SlotState::Unconfirmed), tally.unconfirmed),
        (Part::State(SlotState::Missing), tally.missing),
        (Part::Year, tally.owed),
    ];
    counts.into_iter().enumerate().map(|(at, (part, count))| {
        let figure = text(wording::grouped(count)).size(size::DENSE).font(font::FIGURES);
        let figure = match at {
            2 | 3 if count > 0 => figure.style(ink::warn),
            4 if count > 0 => figure.style(ink::danger),
            _ if count == 0 => figure.style(ink::tertiary),
            _ => figure.style(ink::primary),
        };
        (part, count, container(figure).align_right(TOTAL).into())
    })
}

/// A figure that opens the slots it counts; nothing opens where there are none.
fn opening(figure: Element<'_, Message>, asked: Asked, has_slots: bool) -> Element<'_, Message> {
    if !has_slots {
        return figure;
    }
    button(figure).padding(0).style(style::ghost).on_press(Message::SlotsAsked(asked)).into()
}

/// Judged by the number due by today, not by comparison with other topics.
fn mood(topic: &TopicProgress) -> Mood {
    match topic.due - topic.published {
        0 => Mood::Ok,
        _ if topic.published > 0 => Mood::Warn,
        _ => Mood::Danger,
    }
}

impl Listed {
    fn view<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let head = Head {
            title: self.asked.title(context.newsroom.plan()),
            detail: format!("{} kỳ", wording::grouped(self.count as u64)),
            nothing: "Không còn kỳ nào như vậy.".to_owned(),
        };
        let back = button_icon(Icon::Left, "Về bảng tiến độ", style::secondary, Some(Message::ListClosed));
        let entries = self.entries.iter();
        let list =
            listing::card_of(head, entries, self.count, self.shown, Message::Pressed, Message::RestAsked);
        column![row![back], list].spacing(12).into()
    }
}
