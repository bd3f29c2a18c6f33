//! The editor's header: title, status, actions, and the measure compared with the plan.

use iced::widget::{container, space, text, text_input};
use iced::{Alignment, Length};

use super::digest::{Measure, ScriptMeasure};
use super::open_piece::{Mode, OpenPiece};
use super::{Message, TITLE};
use crate::calendar::wording;
use crate::piece::timing::{self, clock};
use crate::piece::{Piece, Status};
use crate::ui::icon::{Icon, icon};
use crate::ui::live::Live;
use crate::ui::prompter::Prompter;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{metric, size};
use crate::ui::widget::{
    Row, bar_share, button, button_icon, clamp, click_to_edit, column, divider, dot, icon_button, picker,
    row, scroll, still, tip,
};
use crate::ui::{Context, Element, approval, font, steps};

/// Below this width the rate is left out; logical pixels.
const ROOMY: f32 = 640.0;

/// What is open below the head or beside the text.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub preview: bool,
    pub chain: bool,
    pub steps: bool,
}

pub fn view<'a>(
    open_piece: &'a OpenPiece,
    piece: &'a Piece,
    shown: Shown,
    context: &'a Context,
) -> Element<'a, Message> {
    let title = text_input("Tên bài", &open_piece.title)
        .id(TITLE)
        .font(font::SEMIBOLD)
        .size(17)
        .line_height(1.45)
        .padding([4, 0])
        .style(style::bare_field)
        .on_input(Message::TitleChanged)
        .on_submit(Message::TitleSubmitted);
    let mode = open_piece.has_table().then(|| match open_piece.mode {
        Mode::Table => {
            icon_button(Icon::Text, "Xem dạng văn bản", style::ghost, Some(Message::ModeChosen(Mode::Text)))
        }
        Mode::Text => {
            icon_button(Icon::Grid, "Xem dạng bảng", style::ghost, Some(Message::ModeChosen(Mode::Table)))
        }
    });
    let (eye, hint) =
        if shown.preview { (Icon::EyeOff, "Ẩn bản in") } else { (Icon::Eye, "Xem bản in bên cạnh") };
    let title = click_to_edit(still(title), &open_piece.title, 17.0, font::SEMIBOLD, 0.0);
    let title = tip(title, open_piece.title.as_str());
    let prompter = Prompter::takes(piece).then(|| {
        icon_button(
            Icon::Monitor,
            "Nhắc lời trên cửa sổ riêng (F5)",
            style::ghost,
            Some(Message::PrompterAsked),
        )
    });
    let live = Live::takes(&context.newsroom, piece).then(|| {
        icon_button(
            Icon::OnAir,
            "Bàn trực tiếp: chạy chương trình theo đồng hồ",
            style::ghost,
            Some(Message::LiveAsked),
        )
    });
    let board = open_piece.contest.is_some().then(|| {
        icon_button(
            Icon::Timer,
            "Bảng điểm, đồng hồ và câu hỏi trên cửa sổ riêng",
            style::ghost,
            Some(Message::BoardAsked),
        )
    });
    let line = row![title]
        .push(comments(piece))
        .push(mode)
        .push(live)
        .push(board)
        .push(prompter)
        .push(icon_button(eye, hint, style::ghost, Some(Message::PreviewToggled)))
        .push(icon_button(
            Icon::Copy,
            "Nhân bản: một bài mới với nội dung này",
            style::ghost,
            Some(Message::DuplicateAsked),
        ))
        .push(icon_button(Icon::History, "Lịch sử", style::ghost, Some(Message::HistoryAsked)))
        .push(icon_button(Icon::Calendar, "Xem trong lịch", style::ghost, Some(Message::CalendarAsked)))
        .push(space().width(4))
        .push(tip(
            button_icon(Icon::Print, "In", style::secondary, Some(Message::PrintAsked)),
            "In, xuất ra tệp (Ctrl P)",
        ))
        .spacing(2)
        .align_y(Alignment::Center);
    let status = picker(Status::ALL.as_slice(), Some(piece.header.status), Message::StatusChosen).small();
    let facts = row![status].push(facts(piece, context)).spacing(12).height(26).align_y(Alignment::Center);
    let chain = approval::line(piece, context, shown.chain, Message::ChainToggled);
    let steps = steps::line(piece, context, shown.steps, Message::Step(steps::Message::Toggled));
    let has_work = chain.is_some() || steps.is_some();
    let work = has_work.then(|| row![].push(chain).push(steps).spacing(12).wrap().vertical_spacing(2));
    container(column![line, facts].push(work).spacing(4))
        .padding(iced::Padding { top: 8.0, bottom: 10.0, left: 16.0, right: 16.0 })
        .into()
}

/// "3 góp ý", or the way to write the first.
fn comments(piece: &Piece) -> Element<'_, Message> {
    let hint = "Góp ý của bài; Ctrl M: góp ý ở chỗ đang chọn";
    let open = piece.header.open_comments();
    if open == 0 {
        return icon_button(Icon::Message, hint, style::ghost, Some(Message::CommentsToggled));
    }
    let words = row![
        icon(Icon::Message, 16.0),
        text(format!("{open} góp ý")).size(size::DENSE).font(font::MEDIUM).wrapping(text::Wrapping::None)
    ];
    let face = button(container(words.spacing(6).align_y(Alignment::Center)).center_y(Length::Fill))
        .padding([0, 8])
        .height(metric::CONTROL)
        .style(style::ghost)
        .on_press(Message::CommentsToggled);
    tip(face, hint)
}

/// The approval chain, or the steps, under the head; a long list scrolls.
pub fn chain(chain: Element<'_, Message>) -> Element<'_, Message> {
    let chain = scroll(container(chain).padding([6, 16]).max_width(560)).width(Length::Fill);
    column![container(chain).max_height(360), divider()].into()
}

/// The activity, the day, and the approval it waits for.
fn facts<'a>(piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
    let newsroom = &context.newsroom;
    let header = &piece.header;
    let activity = newsroom.plan().activity(&header.activity);
    let mut words = Vec::new();
    if let Some(activity) = activity {
        words.push(activity.short.clone());
    }
    let first = header.airings.iter().filter(|airing| airing.date.is_some()).min_by_key(|airing| airing.date);
    match first.and_then(|airing| airing.date.map(|date| (date, airing.time))) {
        Some((date, Some(time))) => {
            words.push(format!("{}, {}", wording::clock(time), wording::weekday_date(date)));
        }
        Some((date, None)) => words.push(wording::weekday_date(date)),
        None => words.push("chưa xếp ngày".to_owned()),
    }
    if header.airings.len() > 1 {
        words.push(wording::counted(header.airings.len(), "lần"));
    }
    let chain = piece.approval_chain(newsroom.plan(), newsroom.settings());
    if let Some(asked) = chain.iter().find(|step| step.is_asked) {
        words.push(format!("chờ {}", asked.step.name));
    }
    let line = words.join(" · ");
    let hue = activity.map(|activity| dot(activity.hue));
    let label = clamp(line.clone(), 1).style(ink::secondary);
    let words = row![].push(hue).push(label).spacing(8).align_y(Alignment::Center);
    tip(words, line)
}

/// The bar of figures; `width` of the pane, logical pixels.
pub fn measure(measure: &Measure, width: f32) -> Option<Element<'_, Message>> {
    let words = match measure {
        Measure::None => return None,
        Measure::Script(script) => script_measure(script, width >= ROOMY),
        Measure::Article { words } => row![strong(grouped(*words)), quiet("chữ".to_owned())].spacing(6),
        Measure::Stage { speeches, seconds, target } => row![strong(clock(*seconds))]
            .push(target.map(|minutes| against(*seconds, minutes * 60, 100.0)))
            .push(quiet(match target {
                Some(minutes) => format!("lời thoại · dự kiến {minutes} phút cả diễn"),
                None => "lời thoại".to_owned(),
            }))
            .push(space().width(Length::Fill))
            .push(quiet(format!("{speeches} lượt lời")))
            .spacing(12),
        Measure::Quiz { questions, without_key } => {
            let keys = if *without_key == 0 {
                text("đủ đáp án").style(ink::ok)
            } else {
                text(format!("{without_key} câu chưa có đáp án")).style(ink::warn)
            };
            row![
                strong(questions.to_string()),
                quiet("câu hỏi".to_owned()),
                keys.size(size::DENSE).wrapping(text::Wrapping::None)
            ]
            .spacing(8)
        }
    };
    Some(container(words.align_y(Alignment::Center)).height(38).padding([0, 16]).center_y(38).into())
}

fn script_measure(script: &ScriptMeasure, is_roomy: bool) -> Row<'_, Message> {
    let pace = match script.rate {
        Some(rate) if is_roomy => format!("{} tiếng · {rate} tiếng/phút", grouped(script.syllables)),
        _ => format!("{} tiếng", grouped(script.syllables)),
    };
    let tones = script.praise.map(|praise| {
        let share = |word: &'static str, percent: u32| {
            text(format!("{word} {percent} %")).size(size::DENSE).wrapping(text::Wrapping::None)
        };
        tip(
            row![
                share("Biểu dương", praise).style(ink::ok),
                share("Phê phán", 100 - praise).style(ink::danger),
            ]
            .spacing(12),
            "Trong thời lượng của các mục có tính chất biểu dương hoặc phê phán",
        )
    });
    let target = script.target.map(|target| {
        row![
            against(script.total, target, if is_roomy { 100.0 } else { 64.0 }),
            quiet(format!("mục tiêu {}", clock(target)))
        ]
        .spacing(12)
        .align_y(Alignment::Center)
    });
    row![strong(clock(script.total))]
        .push(target)
        .push(quiet(pace))
        .push(space().width(Length::Fill))
        .push(tones)
        .spacing(14)
}

/// `width` of the bar, logical pixels.
fn against<'a>(seconds: u32, target: u32, width: f32) -> Element<'a, Message> {
    let share = seconds as f32 / target.max(1) as f32;
    let mood = if timing::is_over(seconds, target) { Mood::Danger } else { Mood::Accent };
    container(bar_share(share, mood)).width(width).into()
}

fn strong<'a>(figures: String) -> Element<'a, Message> {
    text(figures).size(size::BODY).font(font::FIGURES).wrapping(text::Wrapping::None).into()
}

fn quiet<'a>(words: String) -> Element<'a, Message> {
    text(words)
        .size(size::DENSE)
        .font(font::FIGURES)
        .style(ink::secondary)
        .wrapping(text::Wrapping::None)
        .into()
}

/// "2.710"
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// The icon of a finding.
pub fn severity(severity: crate::piece::check::Severity) -> text::Text<'static, iced::Theme> {
    use crate::piece::check::Severity;
    match severity {
        Severity::Error => icon(Icon::Error, 15.0).style(ink::danger),
        Severity::Warning => icon(Icon::Warning, 15.0).style(ink::warn),
        Severity::Advice => icon(Icon::Info, 15.0).style(ink::secondary),
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped_by_dots() {
        for (number, words) in [(0, "0"), (999, "999"), (2710, "2.710"), (1_234_567, "1.234.567")] {
            assert_eq!(grouped(number), words);
        }
    }
}
