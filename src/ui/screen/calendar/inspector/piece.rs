//! The selected piece: its facts, each editable in place.

use iced::keyboard::{Key, key};
use iced::widget::{container, progress_bar, space, text, text_editor};
use iced::{Alignment, Length, Theme, border};

use super::field::{PieceField, clock};
use super::finding::point_out;
use super::measure::Measure;
use super::{Inspector, Message};
use crate::calendar::wording;
use crate::piece::{Format, Piece, Status, Tone, timing};
use crate::plan::{Activity, Rule};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{
    bar_share, button, column, divider, field, icon_button, label, picker, press_area, row, scroll, still,
    tag, tip,
};
use crate::ui::{Context, Element, comment, font, names};

/// Maximum number of findings shown.
const FINDINGS: usize = 4;

impl Inspector {
    pub(super) fn piece_view<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        let activity = newsroom.plan().activity(&piece.header.activity);
        let body = column![]
            .push(self.warnings())
            .push(self.airings_view(piece, context))
            .push(self.duration(piece, context))
            .push(self.tones(piece, activity))
            .push(self.topics(piece, context))
            .push(self.approvals_view(piece, context))
            .push(self.steps_view(piece, context))
            .push(self.people(piece, context))
            .push(self.note())
            .spacing(16)
            .padding([2, 16]);
        let foot = row![
            container(main_button(piece)).width(Length::Fill),
            icon_button(
                Icon::Move,
                "Dời lần phát này, các lần về sau hay cả loạt (D)",
                style::secondary,
                Some(Message::SeriesMoveAsked)
            ),
            icon_button(Icon::Print, "In, xuất bài này", style::secondary, Some(Message::PiecePrinted)),
            icon_button(Icon::Trash, "Xóa bài", style::danger, Some(Message::PieceRemoved)),
        ]
        .spacing(8);
        column![
            self.head(piece, activity),
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
        let hue = activity.map_or(Mood::Neutral, |activity| Mood::Activity(activity.hue));
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
                let face = press_area(kind, |_: &Theme, _| container::Style::default())
                    .on_press(Message::ClauseOpened(clause));
                tip(face, hint)
            }
            None => kind,
        };
        let title = text_editor(&self.title)
            .placeholder("Tên bài")
            .font(font::SEMIBOLD)
            .size(size::SECTION)
            .line_height(1.5)
            .padding([3, 8])
            .style(quiet_editor)
            .on_action(Message::TitleEdited)
            .key_binding(one_line);
        let status =
            picker(Status::ALL, Some(piece.header.status), Message::StatusChosen).width(Length::Fill);
        let since = piece.header.status_since.map(|since| {
            text(format!("từ {}", wording::day_month(since)))
                .size(size::CAPTION)
                .style(ink::secondary)
                .wrapping(text::Wrapping::None)
        });
        let comments = comment::count(piece.header.open_comments());
        let mark = super::super::chip::status_icon(piece.header.status).unwrap_or(Icon::Idea);
        let mood = Mood::of_status(piece.header.status);
        let mark = container(icon(mark, 15.0)).padding([6, 8]).style(style::tag(mood));
        column![
            container(kind).padding([0, 8]),
            still(title),
            row![mark, status]
                .push(since)
                .push(comments)
                .spacing(8)
                .padding([4, 8])
                .align_y(Alignment::Center)
        ]
        .spacing(4)
        .padding(iced::Padding { top: 16.0, right: 8.0, bottom: 10.0, left: 8.0 })
        .into()
    }

    /// Findings about the piece; those about a line of the script are shown in its editor.
    fn warnings(&self) -> Option<Element<'_, Message>> {
        if self.findings.is_empty() {
            return None;
        }
        let rest = self.findings.len().saturating_sub(FINDINGS);
        let lines =
            self.findings.iter().take(FINDINGS).map(|finding| point_out(finding.severity, &finding.message));
        let more = (rest > 0)
            .then(|| text(format!("và {rest} điều khác")).size(size::CAPTION).style(ink::secondary));
        Some(column(lines).push(more).spacing(4).into())
    }

    /// The script's running time against its minutes.
    fn duration<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
        let measure = self.measure?;
        let minutes = piece.header.planned_minutes(context.newsroom.settings());
        let total = measure.total as f32;
        let (share, message, mood) = match minutes {
            Some(minutes) => {
                let target = minutes as f32 * 60.0;
                let mood =
                    if timing::is_over(measure.total, minutes * 60) { Mood::Danger } else { Mood::Accent };
                (total / target.max(1.0), format!("{} / {}", clock(measure.total), clock(minutes * 60)), mood)
            }
            None => (1.0, clock(measure.total), Mood::Neutral),
        };
        let figures = text(message).size(size::CAPTION).font(font::FIGURES).wrapping(text::Wrapping::None);
        let figures = if mood == Mood::Danger { figures.style(ink::danger) } else { figures };
        let bar = row![container(bar_share(share, mood)).width(Length::Fill), figures]
            .spacing(10)
            .align_y(Alignment::Center);
        Some(column![label("Thời lượng lời đọc"), bar].spacing(4).into())
    }

    /// The tones the plan asks for: praise and critique by the rows' time, and the tags of the whole piece.
    fn tones<'a>(&'a self, piece: &'a Piece, activity: Option<&'a Activity>) -> Option<Element<'a, Message>> {
        let activity = activity?;
        let wanted = wanted_tones(&activity.rules);
        if wanted.is_empty() {
            return None;
        }
        let share = self.measure.as_ref().and_then(Measure::praise_share).map(|share| {
            let percent = (share * 100.0).round() as u32;
            let content = row![
                text(format!("Biểu dương {percent} %"))
                    .size(size::CAPTION)
                    .style(ink::ok)
                    .width(Length::Fill),
                text(format!("Phê phán {} %", 100 - percent)).size(size::CAPTION).style(ink::danger),
            ];
            column![two_shares(share), content].spacing(4)
        });
        let name =
            if wanted.contains(&Tone::Praise) { "Biểu dương và phê phán" } else { "Tính chất" };
        // If the rows are marked, there are no boxes to tick.
        let is_measured = share.is_some();
        let wanted =
            wanted.into_iter().filter(|tone| !is_measured || !matches!(tone, Tone::Praise | Tone::Critique));
        let marks = wanted.map(|tone| {
            let has = piece.header.tones.contains(&tone);
            let mood = match (has, tone) {
                (false, _) => Mood::Neutral,
                (true, Tone::Critique) => Mood::Danger,
                (true, _) => Mood::Ok,
            };
            let mark = if has { Icon::Check } else { Icon::Plus };
            let face =
                press_area(tag(Some(mark), tone.name(), mood), |_: &Theme, _| container::Style::default())
                    .on_press(Message::ToneToggled(tone));
            let hint = if has { "Bấm để bỏ" } else { "Bấm nếu bài có phần này" };
            tip(face, hint)
        });
        let name = label(format!("{name} ({})", activity.clause));
        Some(
            column![name]
                .push(share)
                .push(row(marks).spacing(6).wrap().vertical_spacing(6))
                .spacing(6)
                .into(),
        )
    }

    /// The topics of section III that the piece covers.
    fn topics<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
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

    fn approvals_view<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
        let chain = self.approvals.view(piece, context)?.map(Message::Approval);
        Some(column![label("Duyệt"), chain].spacing(2).into())
    }

    fn steps_view<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
        let steps = self.steps.view(piece, context)?.map(Message::Step);
        Some(column![label("Việc trước khi phát, đăng"), steps].spacing(2).into())
    }

    fn people<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let head = row![
            container(label("Người làm")).width(Length::Fill),
            icon_button(Icon::Plus, "Thêm người", style::ghost, Some(Message::PersonAdded))
        ]
        .align_y(Alignment::Center);
        let rows = (0..piece.header.people.len()).map(|index| {
            let cell = |placeholder, name: PieceField| {
                field(placeholder, self.fields.text(name))
                    .size(size::CAPTION)
                    .padding([6, 8])
                    .on_input(move |text| Message::Typed(name, text))
                    .on_submit(Message::Submitted)
            };
            let name = PieceField::Name(index);
            let named = names::field(
                cell("Họ tên", name).width(Length::Fill),
                self.fields.text(name),
                context,
                move |text| Message::Typed(name, text),
            );
            row![
                cell("Vai trò", PieceField::Role(index)).width(106),
                named,
                icon_button(Icon::Close, "Bỏ người này", style::ghost, Some(Message::PersonRemoved(index))),
            ]
            .spacing(5)
            .align_y(Alignment::Center)
            .into()
        });
        column![head].extend(rows).spacing(4).into()
    }

    fn note(&self) -> Element<'_, Message> {
        let note = text_editor(&self.note)
            .placeholder("Cho đồng nghiệp, không in")
            .size(size::DENSE)
            .line_height(1.5)
            .padding([6, 10])
            .style(style::editor)
            .on_action(Message::NoteEdited);
        column![label("Ghi chú"), still(note), space().height(8)].spacing(4).into()
    }
}

/// Shows its border only when hovered or focused.
fn quiet_editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    match status {
        text_editor::Status::Active | text_editor::Status::Disabled => style::bare_editor(theme, status),
        _ => style::editor(theme, status),
    }
}

/// Enter commits the text: a title has no line breaks. An editor without focus receives the key too, and must
/// leave it to the calendar.
fn one_line(press: text_editor::KeyPress) -> Option<text_editor::Binding<Message>> {
    let is_in_use = matches!(press.status, text_editor::Status::Focused { .. });
    if is_in_use && press.key == Key::Named(key::Named::Enter) {
        return Some(text_editor::Binding::Custom(Message::Submitted));
    }
    text_editor::Binding::from_key_press(press)
}

/// The tones that an activity's rules refer to.
fn wanted_tones(rules: &[Rule]) -> Vec<Tone> {
    let mut tones = Vec::new();
    for rule in rules {
        let more: &[Tone] = match rule {
            Rule::PraiseAndCritiqueEach | Rule::PraiseAndCritiqueMonthly => &[Tone::Praise, Tone::Critique],
            Rule::ModelOfficialEvery { .. } => &[Tone::ModelOfficial],
            Rule::BothSides => &[Tone::StateDuty, Tone::CitizenDuty],
            Rule::AnsweredProcedure => &[Tone::ProcedureAnswered],
            Rule::AgreementOf(_)
            | Rule::DaysOffOnly
            | Rule::OpinionBox
            | Rule::SpeaksOf(_)
            | Rule::Reviewed => &[],
        };
        tones.extend_from_slice(more);
    }
    tones
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
        Format::Contest => "Mở hội thi",
        Format::Dialogue => "Mở buổi đối thoại",
    };
    let content = row![
        space().width(Length::Fill),
        icon(Icon::Pen, 15.0),
        text(word).size(size::DENSE).font(font::MEDIUM),
        space().width(Length::Fill)
    ]
    .spacing(6)
    .align_y(Alignment::Center);
    button(container(content).center_y(Length::Fill))
        .padding(0)
        .width(Length::Fill)
        .height(crate::ui::theme::metric::CONTROL)
        .style(style::primary)
        .on_press(Message::PieceOpened)
        .into()
}
