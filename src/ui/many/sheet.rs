//! The sheet of a change of many: what is entered, what will change, what it meets, and what stays.

use iced::widget::{container, operation, space, text};
use iced::{Alignment, Length, Task};

use super::fill;
use super::form::{Days, Form};
use super::{Chosen, Message};
use crate::calendar::wording;
use crate::newsroom::{Batch, Command, Moved, Newsroom, Pick, Reach, Spared};
use crate::piece::Status;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_label, caption, check, column, field, icon_button, label, picker, row, scroll, section_title,
    segmented,
};
use crate::ui::{Context, Element, font, names};

/// Logical pixels.
const WIDTH: f32 = 600.0;
const LIST: f32 = 260.0;
/// Lines of each list; the rest is counted.
const LISTED: usize = 60;
/// Names in a notice; the rest is counted.
const NAMED: usize = 3;
const FIELD: &str = "many-field";

#[derive(Debug)]
pub(super) struct Sheet {
    form: Form,
    picks: Vec<Pick>,
    pieces: usize,
    /// The change as entered; the error says what is missing or wrong, and is empty before anything was entered.
    batch: Result<Batch, String>,
    /// The slots that would be filled.
    gaps: Vec<crate::newsroom::Gap>,
}

impl Sheet {
    pub fn new(form: Form, picks: Vec<Pick>, context: &Context) -> Self {
        let chosen = Chosen { picks, gaps: Vec::new() };
        let pieces = chosen.pieces();
        let mut sheet =
            Self { form, picks: chosen.picks, pieces, batch: Err(String::new()), gaps: Vec::new() };
        sheet.derive(context);
        sheet
    }

    pub fn focus(&self) -> Task<Message> {
        match self.form {
            Form::Time(_) | Form::Days(_) => {
                Task::batch([operation::focus(FIELD), operation::select_all(FIELD)])
            }
            Form::Person { .. } => operation::focus(FIELD),
            _ => Task::none(),
        }
    }

    pub fn update(&mut self, message: Message, context: &Context) {
        self.form.update(message, context);
        self.derive(context);
    }

    pub fn derive(&mut self, context: &Context) {
        self.batch = self.form.batch(&self.picks, context);
        self.gaps = match &self.form {
            Form::Fill(fill) => fill.gaps(context).unwrap_or_default(),
            _ => Vec::new(),
        };
    }

    /// The command with what is said once it is done; none while nothing would change.
    pub fn take(&mut self, context: &Context) -> Option<(Command, String)> {
        if let (Form::Fill(fill), Ok(batch)) = (&self.form, &mut self.batch) {
            *batch = fill.batch(&self.gaps, context);
        }
        let batch = self.batch.as_mut().ok().filter(|batch| !batch.is_empty())?;
        let command = std::mem::replace(&mut batch.command, Command::All(Vec::new()));
        let notice = self.form.done(batch.changed.len());
        Some((command, [notice, stays(&batch.spared)].join(" ").trim_end().to_owned()))
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        let count = self.batch.as_ref().map_or(0, |batch| batch.changed.len() + self.gaps.len());
        let is_ready = count > 0;
        let act: Element<'a, Message> = {
            let face = if matches!(self.form, Form::Trash) { style::danger } else { style::primary };
            let label = text(self.form.act(count)).size(size::DENSE).font(font::MEDIUM);
            crate::ui::widget::button(container(label).center_y(Length::Fill))
                .padding([0, 12])
                .height(crate::ui::theme::metric::CONTROL)
                .style(face)
                .on_press_maybe(is_ready.then_some(Message::Submitted))
                .into()
        };
        let result: Element<'a, Message> = match &self.batch {
            Ok(batch) if count == 0 && batch.spared.is_empty() => caption(match &self.form {
                Form::Fill(_) => "Không còn kỳ trống nào trong những ngày này.",
                _ => "Không có gì để đổi.",
            }),
            Ok(batch) => {
                let gaps = self.gaps.iter().take(LISTED).map(|gap| dense(fill::line(gap, newsroom)));
                let gaps = gaps.chain(rest(self.gaps.len()));
                listed(gaps.chain(lines(batch, newsroom)).collect())
            }
            Err(fault) => text(fault).size(size::DENSE).style(ink::danger).into(),
        };
        column![
            section_title(self.form.title(self.pieces)),
            self.fields(context),
            result,
            row![
                button_label("Thôi", style::ghost, Some(Message::Closed)),
                space().width(Length::Fill),
                act,
            ],
        ]
        .spacing(14)
        .width(WIDTH)
        .into()
    }

    fn fields<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        match &self.form {
            Form::Status(chosen) => {
                let choices = Status::ALL.map(|status| (Some(status), status.name()));
                segmented(choices, *chosen, |status| Message::StatusChosen(status.unwrap_or_default()))
            }
            Form::Person { subjects, subject, name } => {
                let typed = field("Tên người", name)
                    .id(FIELD)
                    .on_input(Message::NameTyped)
                    .on_submit(Message::Submitted);
                let typed = names::field(typed, name.as_str(), context, Message::NameTyped);
                let is_role = matches!(subject, Some(super::Subject::Role(..)));
                let hint = is_role.then(|| caption("Để trống là bỏ tên khỏi vai này."));
                let whom = picker(subjects.as_slice(), subject.as_ref(), Message::SubjectChosen)
                    .placeholder("Chọn người hay vai")
                    .width(Length::Fill);
                row![
                    column![label("Thay"), whom].spacing(4).width(Length::Fill),
                    column![label("Bằng"), typed].push(hint).spacing(4).width(Length::Fill),
                ]
                .spacing(12)
                .into()
            }
            Form::Time(typed) => {
                let typed = field("19:45", typed)
                    .id(FIELD)
                    .on_input(Message::TimeTyped)
                    .on_submit(Message::Submitted)
                    .width(120);
                column![label("Giờ phát mới"), typed].spacing(4).into()
            }
            Form::Days(days) => days_fields(days),
            Form::Trash => caption("Tệp vào thùng rác của thư mục; Ctrl Z hoặc thùng rác lấy lại được."),
            Form::Fill(fill) => fill.fields(),
        }
    }
}

/// What a change does to each piece, and what stays as it is.
pub fn outcome<'a, M: 'a>(batch: &'a Batch, newsroom: &'a Newsroom) -> Element<'a, M> {
    listed(lines(batch, newsroom))
}

fn listed<'a, M: 'a>(lines: Vec<Element<'a, M>>) -> Element<'a, M> {
    let lines = column(lines).spacing(4).padding(iced::Padding::ZERO.right(14)).width(Length::Fill);
    let list = scroll(lines).width(Length::Fill);
    container(list).max_height(LIST).width(Length::Fill).into()
}

fn lines<'a, M: 'a>(batch: &'a Batch, newsroom: &'a Newsroom) -> Vec<Element<'a, M>> {
    let mut lines: Vec<Element<'a, M>> = Vec::new();
    let what = summary(batch);
    if !what.is_empty() {
        lines.push(text(what).size(size::DENSE).style(ink::danger).into());
    }
    if batch.moves.is_empty() {
        let changed = batch.changed.iter().filter_map(|id| newsroom.piece(id));
        let known = changed.clone().count();
        lines.extend(changed.take(LISTED).map(|piece| dense(piece.header.title.clone())));
        lines.extend(rest(known));
    }
    lines.extend(batch.moves.iter().take(LISTED).map(|moved| moved_line(moved, newsroom)));
    lines.extend(rest(batch.moves.len()));
    lines.extend(emptied(batch, newsroom));
    if !batch.spared.is_empty() {
        let count = wording::counted(batch.spared.len(), "bài");
        lines.push(text(format!("Giữ nguyên {count}")).size(size::DENSE).font(font::SEMIBOLD).into());
        let spared = batch.spared.iter().take(LISTED);
        lines.extend(spared.map(|one| caption(format!("{}: {}", one.title, one.reason))));
        lines.extend(rest(batch.spared.len()));
    }
    lines
}

fn days_fields(days: &Days) -> Element<'_, Message> {
    let typed = field("7", &days.typed)
        .id(FIELD)
        .on_input(Message::DaysTyped)
        .on_submit(Message::Submitted)
        .width(72);
    let step = |mark, hint, by| icon_button(mark, hint, style::secondary, Some(Message::DaysStepped(by)));
    let way = match days.by() {
        Some(by) if by < 0 => "ngày, về trước",
        _ => "ngày, về sau",
    };
    let by = row![
        step(Icon::Minus, "Sớm hơn một ngày", -1),
        typed,
        step(Icon::Plus, "Muộn hơn một ngày", 1),
        text(way).size(size::DENSE),
        space().width(Length::Fill),
        button_label("Sớm 1 tuần", style::ghost, Some(Message::DaysStepped(-7))),
        button_label("Muộn 1 tuần", style::ghost, Some(Message::DaysStepped(7))),
    ]
    .spacing(6)
    .align_y(Alignment::Center);
    let reach = days.lead.is_some().then(|| {
        let reaches =
            [(Reach::This, "Lần này"), (Reach::Later, "Lần này và về sau"), (Reach::All, "Cả loạt")];
        row![
            segmented(reaches, days.reach, Message::ReachChosen),
            check("Cả các lần phát lại", days.with_reruns, Message::RerunsToggled),
        ]
        .spacing(14)
        .align_y(Alignment::Center)
    });
    let settled = check(
        "Dời cả bài đã duyệt và ngày đã qua mà chưa xác nhận",
        days.takes_settled,
        Message::SettledToggled,
    );
    column![by].push(reach).push(settled).spacing(12).into()
}

/// "2 lần trùng giờ, 1 lần vào ngày nghỉ, 3 lần ra ngoài kỳ."
fn summary(batch: &Batch) -> String {
    let count = |is: fn(&Moved) -> bool| batch.moves.iter().filter(|moved| is(moved)).count();
    let parts = [
        (count(|moved| moved.clash.is_some()), "lần trùng giờ"),
        (count(|moved| moved.day_off.is_some()), "lần vào ngày nghỉ"),
        (count(|moved| moved.outside.is_some()), "lần ra ngoài kỳ"),
        (batch.emptied.len(), "kỳ thành trống"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, noun)| wording::counted(count, noun)).collect();
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) }
}

fn moved_line<'a, M: 'a>(moved: &'a Moved, newsroom: &'a Newsroom) -> Element<'a, M> {
    let day = |day: Option<chrono::NaiveDate>| {
        day.map_or_else(|| "chưa xếp ngày".to_owned(), wording::weekday_date)
    };
    let days = if moved.from == moved.to {
        day(moved.to)
    } else {
        format!("{} → {}", day(moved.from), day(moved.to))
    };
    let again = if moved.is_rerun { "Phát lại: " } else { "" };
    let mut troubles = Vec::new();
    if let Some(clash) = &moved.clash {
        let other = if clash.first == moved.piece { &clash.second } else { &clash.first };
        let title = newsroom.piece(other).map_or(other.as_str(), |piece| piece.header.title.as_str());
        let (from, to) = (wording::clock(clash.from.time()), wording::clock(clash.to.time()));
        troubles.push(format!("trùng giờ với “{title}” {from}–{to}"));
    }
    troubles.extend(moved.day_off.as_ref().map(|name| format!("ngày nghỉ: {name}")));
    troubles.extend(moved.outside.map(|(from, to)| format!("ngoài kỳ {}", wording::range(from, to))));
    let trouble =
        (!troubles.is_empty()).then(|| text(troubles.join("; ")).size(size::CAPTION).style(ink::danger));
    let title = format!("{again}{}", moved.title);
    column![dense(format!("{days} · {title}"))].push(trouble).into()
}

fn emptied<'a, M: 'a>(batch: &Batch, newsroom: &Newsroom) -> Option<Element<'a, M>> {
    let plan = newsroom.plan();
    let names: Vec<String> = batch.emptied.iter().take(NAMED).map(|slot| plan.slot_label(slot)).collect();
    let more = batch.emptied.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" và {more} kỳ nữa") } else { String::new() };
    (!names.is_empty()).then(|| caption(format!("Thành trống: {}{more}.", names.join("; "))))
}

fn dense<'a, M: 'a>(words: String) -> Element<'a, M> {
    text(words).size(size::DENSE).into()
}

fn rest<'a, M: 'a>(count: usize) -> Option<Element<'a, M>> {
    let more = count.saturating_sub(LISTED);
    (more > 0).then(|| caption(format!("và {} nữa", wording::grouped(more as u64))))
}

/// What moved, in a notice.
pub fn moved(batch: &Batch) -> String {
    let done = if batch.is_empty() {
        "Không bài nào dời được.".to_owned()
    } else {
        format!("Đã dời {}.", wording::counted(batch.changed.len(), "bài"))
    };
    let parts = [done, summary(batch), stays(&batch.spared)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What got another status, in a notice.
pub fn restated(batch: &Batch, status: Status) -> String {
    let done = Form::Status(Some(status)).done(batch.changed.len());
    [done, stays(&batch.spared)].join(" ").trim_end().to_owned()
}

/// What a change would meet or leave as it is, if anything.
pub fn trouble(batch: &Batch) -> Option<String> {
    let parts = [summary(batch), stays(&batch.spared)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// "Giữ nguyên 4 bài: “A” đã phát, đăng; “B” đã duyệt; và 2 bài nữa."
fn stays(spared: &[Spared]) -> String {
    if spared.is_empty() {
        return String::new();
    }
    let mut names: Vec<String> =
        spared.iter().take(NAMED).map(|one| format!("“{}” {}", one.title, one.reason)).collect();
    let more = spared.len().saturating_sub(NAMED);
    if more > 0 {
        names.push(format!("và {} nữa", wording::counted(more, "bài")));
    }
    format!("Giữ nguyên {}: {}.", wording::counted(spared.len(), "bài"), names.join("; "))
}
