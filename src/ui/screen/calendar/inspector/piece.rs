//! The chosen piece: its facts, each to be edited where it stands.

use iced::widget::{button, column, container, progress_bar, row, space, text};
use iced::{Alignment, Length, Theme, border};

use super::field::{Field, clock};
use super::{Inspector, Message};
use crate::calendar::wording;
use crate::piece::{Format, Piece, Status, Tone};
use crate::plan::{Activity, Rule};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{bar_share, divider, field, icon_button, label, picker, press, scroll, tag, tip};
use crate::ui::{Desk, Element, font};

/// A little over its minutes is no matter.
const TOLERANCE: f32 = 1.03;

impl Inspector {
    pub(super) fn piece_view<'a>(&'a self, piece: &'a Piece, desk: &'a Desk) -> Element<'a, Message> {
        let newsroom = &desk.newsroom;
        let activity = newsroom.plan.activity(&piece.header.activity);
        let body = column![self.head(piece, activity)]
            .push(self.warnings(piece, desk))
            .push(self.airings_view(piece, desk))
            .push(self.duration(piece, desk))
            .push(self.tones(piece, activity))
            .push(self.topics(piece, desk))
            .push(approvals(piece, desk))
            .push(self.people(piece))
            .push(self.note())
            .spacing(16)
            .padding(16);
        let foot = row![
            container(main_button(piece)).width(Length::Fill),
            icon_button(Icon::Print, "In, xuất bài này", style::secondary, Some(Message::PiecePrinted)),
            icon_button(Icon::Trash, "Xóa bài", style::danger, Some(Message::PieceRemoved)),
        ]
        .spacing(8);
        column![
            scroll(body).height(Length::Fill).width(Length::Fill),
            divider(),
            container(foot).padding([12, 16])
        ]
        .into()
    }

    fn head<'a>(&'a self, piece: &'a Piece, activity: Option<&'a Activity>) -> Element<'a, Message> {
        let period = self.groups.first().and_then(|group| {
            let slot = &piece.header.airings.get(*group.airings.first()?)?.slot;
            slot.period()
        });
        let hue = activity.map(|activity| Mood::Activity(activity.hue)).unwrap_or(Mood::Neutral);
        let short = activity.map_or(piece.header.activity.as_str(), |activity| activity.short.as_str());
        let word = match period {
            Some(period) => format!("{short} · {}", period.label()),
            None => short.to_owned(),
        };
        let clause = activity.map(|activity| activity.clause.clone());
        let kind: Element<'_, Message> = tag(None, word, hue);
        let kind = match clause {
            Some(clause) => {
                let hint = format!("Xem mục {clause} của kế hoạch");
                let face = press(kind, |_: &Theme, _| container::Style::default())
                    .on_press(Message::ClauseOpened(clause));
                tip(face, hint)
            }
            None => kind,
        };
        let title = field("Tên bài", self.fields.text(Field::Title))
            .font(font::SEMIBOLD)
            .size(size::SECTION)
            .line_height(1.5)
            .padding([4, 8])
            .on_input(|text| Message::Typed(Field::Title, text))
            .on_submit(Message::Submitted);
        // A field is one line: what it cannot show stands under it.
        let whole = (piece.header.title.chars().count() > 28).then(|| {
            text(self.fields.text(Field::Title)).size(size::DENSE).line_height(1.5).style(ink::secondary)
        });
        let status =
            picker(Status::ALL, Some(piece.header.status), Message::StatusChosen).width(Length::Fill);
        let since = piece.header.status_since.map(|since| {
            text(format!("từ {}", wording::day_month(since)))
                .size(size::CAPTION)
                .style(ink::secondary)
                .wrapping(text::Wrapping::None)
        });
        let mark = super::super::chip::status_icon(piece.header.status).unwrap_or(Icon::Idea);
        let mood = Mood::of_status(piece.header.status);
        let mark = container(icon(mark, 15.0)).padding([6, 8]).style(style::tag(mood));
        column![
            kind,
            column![title].push(whole).spacing(4),
            row![mark, status].push(since).spacing(8).align_y(Alignment::Center)
        ]
        .spacing(10)
        .into()
    }

    /// What stands against the status, in words.
    fn warnings<'a>(&self, piece: &'a Piece, desk: &'a Desk) -> Option<Element<'a, Message>> {
        let header = &piece.header;
        let mut lines = Vec::new();
        if matches!(header.status, Status::Approved | Status::Published) {
            let steps = desk.newsroom.settings().approval_steps(&header.activity);
            let missing: Vec<&str> = steps
                .filter(|step| header.approval(&step.id).is_none())
                .map(|step| step.name.as_str())
                .collect();
            if !missing.is_empty() {
                lines.push(format!("{}, nhưng còn thiếu: {}.", header.status.name(), missing.join(", ")));
            }
        }
        (!lines.is_empty()).then(|| column(lines.into_iter().map(warning)).spacing(4).into())
    }

    /// The script's running time against its minutes.
    fn duration<'a>(&'a self, piece: &'a Piece, desk: &'a Desk) -> Option<Element<'a, Message>> {
        let measure = self.measure?;
        let programme = desk.newsroom.settings().programme(&piece.header.activity);
        let minutes = piece
            .header
            .airings
            .iter()
            .find_map(|airing| airing.minutes)
            .or_else(|| programme.and_then(|programme| programme.minutes));
        let total = measure.total.round() as u32;
        let (share, words, mood) = match minutes {
            Some(minutes) => {
                let target = minutes as f32 * 60.0;
                let mood = if measure.total > target * TOLERANCE { Mood::Danger } else { Mood::Accent };
                (measure.total / target.max(1.0), format!("{} / {}", clock(total), clock(minutes * 60)), mood)
            }
            None => (1.0, clock(total), Mood::Neutral),
        };
        let figures = text(words).size(size::CAPTION).font(font::FIGURES).wrapping(text::Wrapping::None);
        let figures = if mood == Mood::Danger { figures.style(ink::danger) } else { figures };
        let bar = row![container(bar_share(share, mood)).width(Length::Fill), figures]
            .spacing(10)
            .align_y(Alignment::Center);
        Some(column![label("Thời lượng lời đọc"), bar].spacing(4).into())
    }

    /// Praise and critique where the plan asks for both: by the rows' time, else what the header says.
    fn tones<'a>(&'a self, piece: &'a Piece, activity: Option<&'a Activity>) -> Option<Element<'a, Message>> {
        let activity = activity?;
        let wants =
            |rule: &Rule| matches!(rule, Rule::PraiseAndCritiqueEach | Rule::PraiseAndCritiqueMonthly);
        if !activity.rules.iter().any(wants) {
            return None;
        }
        let name = label(format!("Biểu dương và phê phán ({})", activity.clause));
        let body: Element<'_, Message> =
            match self.measure.as_ref().and_then(super::measure::Measure::praise_share) {
                Some(share) => {
                    let percent = (share * 100.0).round() as u32;
                    let words = row![
                        text(format!("Biểu dương {percent} %"))
                            .size(size::CAPTION)
                            .style(ink::ok)
                            .width(Length::Fill),
                        text(format!("Phê phán {} %", 100 - percent)).size(size::CAPTION).style(ink::danger),
                    ];
                    column![two_shares(share), words].spacing(4).into()
                }
                None => {
                    let tones = [Tone::Praise, Tone::Critique].into_iter().map(|tone| {
                        let has = piece.header.tones.contains(&tone);
                        let mood = match (has, tone) {
                            (false, _) => Mood::Neutral,
                            (true, Tone::Praise) => Mood::Ok,
                            (true, _) => Mood::Danger,
                        };
                        let word = if has {
                            tone.name().to_owned()
                        } else {
                            format!("Chưa {}", tone.name().to_lowercase())
                        };
                        tag(None, word, mood)
                    });
                    row(tones).spacing(6).into()
                }
            };
        Some(column![name, body].spacing(4).into())
    }

    /// The contents of section III the piece tells.
    fn topics<'a>(&'a self, piece: &'a Piece, desk: &'a Desk) -> Element<'a, Message> {
        let plan = &desk.newsroom.plan;
        let topics = &piece.header.topics;
        let (mark, hint) =
            if self.is_topics_open { (Icon::Check, "Xong") } else { (Icon::Pen, "Chọn nội dung") };
        let head = row![
            container(label("Nội dung (III)")).width(Length::Fill),
            icon_button(mark, hint, style::ghost, Some(Message::TopicsToggled))
        ]
        .align_y(Alignment::Center);
        if self.is_topics_open {
            let all = plan.audiences.iter().flat_map(|audience| {
                let name = text(format!("{} {}", audience.clause, audience.short))
                    .size(size::CAPTION)
                    .font(font::MEDIUM)
                    .into();
                std::iter::once(name).chain(audience.topics.iter().map(|topic| {
                    let is_on = topics.contains(&topic.clause);
                    let face = button(
                        text(format!("{} {}", topic.clause, topic.short))
                            .size(size::CAPTION)
                            .width(Length::Fill),
                    )
                    .padding([4, 10])
                    .width(Length::Fill)
                    .style(style::choice(is_on))
                    .on_press(Message::TopicToggled(topic.clause.clone()));
                    tip(face, topic.text.as_str())
                }))
            });
            return column![head].extend(all).spacing(2).into();
        }
        let tags = topics.iter().map(|clause| match plan.topic(clause) {
            Some((_, topic)) => {
                tip(tag(None, format!("{clause} {}", topic.short), Mood::Neutral), topic.text.as_str())
            }
            None => tag(None, clause.as_str(), Mood::Warn),
        });
        let tags: Element<'_, Message> = if topics.is_empty() {
            text("Chưa chọn nội dung nào của mục III.").size(size::CAPTION).style(ink::secondary).into()
        } else {
            row(tags).spacing(6).wrap().vertical_spacing(6).into()
        };
        column![head, tags].spacing(2).into()
    }

    fn people<'a>(&'a self, piece: &'a Piece) -> Element<'a, Message> {
        let head = row![
            container(label("Người làm")).width(Length::Fill),
            icon_button(Icon::Plus, "Thêm người", style::ghost, Some(Message::PersonAdded))
        ]
        .align_y(Alignment::Center);
        let rows = (0..piece.header.people.len()).map(|index| {
            let cell = |placeholder, name: Field| {
                field(placeholder, self.fields.text(name))
                    .size(size::CAPTION)
                    .padding([6, 8])
                    .on_input(move |text| Message::Typed(name, text))
                    .on_submit(Message::Submitted)
            };
            row![
                cell("Vai trò", Field::Role(index)).width(106),
                cell("Họ tên", Field::Name(index)).width(Length::Fill),
                icon_button(Icon::Close, "Bỏ người này", style::ghost, Some(Message::PersonRemoved(index))),
            ]
            .spacing(5)
            .align_y(Alignment::Center)
            .into()
        });
        column![head].extend(rows).spacing(4).into()
    }

    fn note(&self) -> Element<'_, Message> {
        let note = field("Ghi chú cho đồng nghiệp, không in", self.fields.text(Field::Note))
            .on_input(|text| Message::Typed(Field::Note, text))
            .on_submit(Message::Submitted);
        let text_of = self.fields.text(Field::Note);
        let whole = (text_of.chars().count() > 36)
            .then(|| text(text_of).size(size::CAPTION).line_height(1.5).style(ink::secondary));
        column![label("Ghi chú"), note].push(whole).spacing(4).into()
    }
}

/// The chain: what is given, what waits, what comes after.
fn approvals<'a>(piece: &'a Piece, desk: &'a Desk) -> Option<Element<'a, Message>> {
    let header = &piece.header;
    let steps: Vec<_> = desk.newsroom.settings().approval_steps(&header.activity).collect();
    if steps.is_empty() {
        return None;
    }
    let next = steps.iter().position(|step| header.approval(&step.id).is_none());
    let mut rows: Vec<Element<'_, Message>> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let given = header.approval(&step.id);
        let (mark, when) = match given {
            Some(approval) => (icon(Icon::Check, 15.0).style(ink::ok), wording::day_month(approval.date)),
            None if Some(index) == next && header.status == Status::InReview => {
                let days = header.status_since.map_or(0, |since| (desk.newsroom.today() - since).num_days());
                let wait = if days > 0 { format!("chờ {days} ngày") } else { "chờ duyệt".to_owned() };
                (icon(Icon::Clock, 15.0).style(ink::warn), wait)
            }
            None => (icon(Icon::Circle, 15.0).style(ink::tertiary), String::new()),
        };
        let name = text(&step.name).size(size::DENSE).width(Length::Fill);
        let name = if given.is_none() && Some(index) != next { name.style(ink::tertiary) } else { name };
        let words = row![mark, name, text(when).size(size::CAPTION).style(ink::secondary)]
            .spacing(10)
            .height(34)
            .align_y(Alignment::Center);
        let face = press(words, |theme: &Theme, is_hovered| container::Style {
            background: is_hovered.then(|| Tokens::of(theme).sunken.into()),
            border: border::rounded(6),
            ..container::Style::default()
        })
        .padding([0, 4])
        .width(Length::Fill)
        .on_press(Message::ApprovalToggled(step.id.clone()));
        let hint = match given {
            Some(approval) => {
                let by = if approval.by.is_empty() { String::new() } else { format!("{}. ", approval.by) };
                let note =
                    if approval.note.is_empty() { String::new() } else { format!("{}\n", approval.note) };
                format!("{by}{note}Bấm để rút lại")
            }
            None => "Bấm để ghi đã duyệt hôm nay".to_owned(),
        };
        rows.push(tip(face, hint));
        if index + 1 < steps.len() {
            rows.push(divider());
        }
    }
    Some(column![label("Duyệt")].extend(rows).spacing(2).into())
}

/// A small line that asks for attention.
pub(super) fn warning<'a>(words: String) -> Element<'a, Message> {
    row![
        container(icon(Icon::Warning, 13.0).style(ink::warn)).padding([2, 0]),
        text(words).size(size::CAPTION).line_height(1.5).style(ink::warn).width(Length::Fill)
    ]
    .spacing(6)
    .into()
}

/// Green, then red.
fn two_shares<'a>(share: f32) -> Element<'a, Message> {
    progress_bar(0.0..=1.0, share)
        .girth(8)
        .style(|theme: &Theme| {
            let tokens = Tokens::of(theme);
            progress_bar::Style {
                background: tokens.danger.into(),
                bar: tokens.ok.into(),
                border: border::rounded(4),
            }
        })
        .into()
}

fn main_button(piece: &Piece) -> Element<'_, Message> {
    let word = match piece.format {
        Format::Av | Format::Radio | Format::Stage => "Mở kịch bản",
        Format::Article => "Mở bài viết",
        Format::Quiz => "Mở bộ câu hỏi",
        Format::Poster => "Mở thiết kế",
    };
    let words = row![
        space().width(Length::Fill),
        icon(Icon::Pen, 15.0),
        text(word).size(size::DENSE).font(font::MEDIUM),
        space().width(Length::Fill)
    ]
    .spacing(6)
    .align_y(Alignment::Center);
    button(container(words).center_y(Length::Fill))
        .padding(0)
        .width(Length::Fill)
        .height(crate::ui::theme::metric::CONTROL)
        .style(style::primary)
        .on_press(Message::PieceOpened)
        .into()
}
