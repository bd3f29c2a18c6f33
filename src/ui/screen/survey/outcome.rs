//! The results: by locality, field and question, beside the survey before.

use iced::widget::{container, space, text};
use iced::{Alignment, Length, Theme, border};

use super::{Message, Survey};
use crate::bank::Bank;
use crate::calendar::wording;
use crate::plan::Locality;
use crate::record::Record;
use crate::survey::outcome::{BARS, Group, Outcome};
use crate::ui::icon::Icon;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{bar_share, caption, clamp, column, empty_state, label, row, scroll, section_title};
use crate::ui::{Context, Element, font};

/// Height of the histogram, logical pixels.
const HIGH: f32 = 96.0;

impl Survey {
    pub(super) fn outcome_part<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let outcome = &self.counted.outcome;
        if outcome.all.people == 0 {
            return empty_state(
                Icon::Chart,
                "Chưa có kết quả",
                "Kết quả hiện ngay khi có phiếu đã quét hoặc đã nhập.",
                None,
            );
        }
        let before = self.counted.before.as_ref();
        let content = column![
            self.figures(outcome),
            row![
                part("Phân bố điểm", histogram(outcome)),
                part("Theo lĩnh vực, tỷ lệ trả lời đúng", fields(outcome, before, context)),
            ]
            .spacing(12),
            part("Theo địa bàn", localities(outcome, context)),
        ]
        .push((!outcome.units.is_empty()).then(|| part("Theo đơn vị", units(outcome, context))))
        .push(part("Theo câu hỏi", self.questions(outcome)))
        .spacing(12);
        scroll(container(content).padding(iced::Padding::ZERO.right(16))).height(Length::Fill).into()
    }

    fn figures<'a>(&self, outcome: &Outcome) -> Element<'a, Message> {
        let figure = |number: String, words: &'a str| {
            let content = column![text(number).size(size::FIGURE).font(font::FIGURES), caption(words)];
            container(content.spacing(2)).padding([12, 16]).width(Length::Fill).style(style::card).into()
        };
        let weak: usize = outcome.localities.iter().map(|group| group.weak).sum();
        let mended = outcome.mended.iter().filter_map(|one| {
            let number = self.quiz.as_ref()?.questions.get(one.question)?.number;
            Some(format!(
                "Câu {number}: đáp án {} đã sửa thành {}; {} người thêm điểm, {} người bớt điểm.",
                one.before, one.now, one.gained, one.lost
            ))
        });
        let open = [
            (outcome.doubtful > 0)
                .then(|| format!("{} ô chờ xem lại, tạm tính là không chọn.", outcome.doubtful)),
            (!outcome.unmarked.is_empty())
                .then(|| format!("{} phiếu chưa rõ mã đề, chưa chấm.", outcome.unmarked.len())),
        ];
        let notes = open.into_iter().flatten().chain(mended).map(|said| {
            container(text(said).size(size::DENSE))
                .padding([6, 12])
                .width(Length::Fill)
                .style(style::notice(Mood::Warn))
                .into()
        });
        column![
            row([
                figure(wording::grouped(outcome.all.people as u64), "người đã chấm"),
                figure(decimal(outcome.all.mean), "điểm trung bình"),
                figure(percent(outcome.all.share), "tỷ lệ điểm"),
                figure(wording::grouped(weak as u64), "người dưới nửa số điểm, cần bồi dưỡng"),
            ])
            .spacing(12)
        ]
        .extend(notes)
        .spacing(8)
        .into()
    }

    fn questions<'a>(&'a self, outcome: &Outcome) -> Element<'a, Message> {
        let Some(quiz) = &self.quiz else { return space().into() };
        let lines = outcome.items.iter().filter_map(|item| {
            let question = quiz.questions.get(item.question)?;
            let chosen: Vec<String> = item
                .options
                .iter()
                .map(|(letter, is_right, count)| {
                    format!("{letter}{} {count}", if *is_right { "✓" } else { "" })
                })
                .collect();
            let mood = match item.difficulty {
                share if share < 0.3 => Mood::Danger,
                share if share < 0.5 => Mood::Warn,
                _ => Mood::Ok,
            };
            Some(
                row![
                    container(text(question.number.to_string()).size(size::DENSE).font(font::FIGURES))
                        .width(32),
                    container(clamp(question.text.as_str(), 1).size(size::DENSE, 19.0)).width(Length::Fill),
                    container(bar_share(item.difficulty as f32, mood)).width(80),
                    container(text(percent(item.difficulty)).size(size::DENSE).font(font::FIGURES)).width(48),
                    container(
                        text(item.discrimination.map(decimal).unwrap_or_default())
                            .size(size::DENSE)
                            .font(font::FIGURES)
                    )
                    .width(56),
                    container(clamp(chosen.join("  "), 1).size(size::CAPTION, 18.0).style(ink::secondary))
                        .width(190),
                ]
                .spacing(12)
                .align_y(Alignment::Center)
                .into(),
            )
        });
        let head = row![
            container(label("Câu")).width(32),
            container(label("Lời hỏi")).width(Length::Fill),
            container(label("Trả lời đúng")).width(140),
            container(label("Phân biệt")).width(56),
            container(label("Số người chọn từng phương án")).width(190),
        ]
        .spacing(12);
        column![head].extend(lines).spacing(8).into()
    }
}

fn part<'a>(title: &'a str, content: Element<'a, Message>) -> Element<'a, Message> {
    container(column![section_title(title), content].spacing(12))
        .padding(16)
        .width(Length::Fill)
        .style(style::card)
        .into()
}

fn histogram<'a>(outcome: &Outcome) -> Element<'a, Message> {
    let most = outcome.histogram.iter().copied().max().unwrap_or(0).max(1);
    let bars = outcome.histogram.iter().enumerate().map(|(at, count)| {
        let height = (*count as f32 / most as f32 * HIGH).max(2.0);
        let from = outcome.full * at as f64 / BARS as f64;
        column![
            space().height(HIGH - height),
            text(if *count > 0 { count.to_string() } else { String::new() })
                .size(size::CAPTION)
                .font(font::FIGURES)
                .style(ink::secondary),
            container(space()).width(Length::Fill).height(height).style(bar),
            text(short(from)).size(size::CAPTION).font(font::FIGURES).style(ink::tertiary),
        ]
        .spacing(2)
        .width(Length::Fill)
        .align_x(Alignment::Center)
        .into()
    });
    row(bars).spacing(4).align_y(Alignment::End).into()
}

/// A bar of the histogram.
fn bar(theme: &Theme) -> container::Style {
    let background = Some(Tokens::of(theme).accent.into());
    container::Style { background, border: border::rounded(3), ..container::Style::default() }
}

/// A part of the paper by its title: the bank's short name of the field where it is one.
fn field_name(title: &str, context: &Context) -> String {
    let bank = context.newsroom.record(Bank::PATH).and_then(|record| record.get::<Bank>());
    let field = bank.and_then(|bank| bank.field_named(title)).filter(|field| !field.short.is_empty());
    match field {
        Some(field) => field.short.clone(),
        None if title.is_empty() => "Cả phiếu".to_owned(),
        None => title.replace('\n', " "),
    }
}

fn fields<'a>(
    outcome: &Outcome,
    before: Option<&'a (String, Outcome)>,
    context: &Context,
) -> Element<'a, Message> {
    let lines = outcome.fields.iter().map(|(name, share)| {
        let earlier = before.and_then(|(_, before)| {
            before.fields.iter().find(|(other, _)| other == name).map(|(_, share)| *share)
        });
        let earlier = earlier.map_or_else(String::new, |share| format!("trước {}", percent(share)));
        let name = field_name(name, context);
        row![
            container(clamp(name, 1).size(size::DENSE, 19.0)).width(Length::Fill),
            container(bar_share(*share as f32, Mood::Accent)).width(96),
            container(text(percent(*share)).size(size::DENSE).font(font::FIGURES)).width(44),
            container(caption(earlier)).width(72),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    });
    let compared = before.map(|(title, before)| {
        caption(format!(
            "Trước: “{title}”, tỷ lệ điểm {}, nay {}.",
            percent(before.all.share),
            percent(outcome.all.share)
        ))
    });
    column(lines).push(compared).spacing(8).into()
}

fn localities<'a>(outcome: &Outcome, context: &Context) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    let lines = outcome.localities.iter().map(|group| {
        let name = plan.locality(&group.locality).map_or_else(|| group.locality.clone(), Locality::full_name);
        table_line(name, group, context)
    });
    column![table_head("Địa bàn")].extend(lines).spacing(8).into()
}

fn units<'a>(outcome: &Outcome, context: &Context) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    let lines = outcome.units.iter().map(|group| {
        // Each district has an office of home affairs.
        let place =
            plan.locality(&group.locality).map_or_else(|| group.locality.clone(), Locality::full_name);
        table_line(format!("{} ({place})", group.unit), group, context)
    });
    column![table_head("Đơn vị")].extend(lines).spacing(8).into()
}

fn table_head(first: &str) -> Element<'_, Message> {
    row![
        container(label(first)).width(Length::FillPortion(3)),
        container(label("Người")).width(64),
        container(label("Trung bình")).width(80),
        container(label("Thấp – cao")).width(96),
        container(label("Dưới nửa điểm")).width(96),
        container(label("Yếu nhất")).width(Length::FillPortion(3)),
    ]
    .spacing(12)
    .into()
}

fn table_line<'a>(name: String, group: &Group, context: &Context) -> Element<'a, Message> {
    let number =
        |words: String, width: f32| container(text(words).size(size::DENSE).font(font::FIGURES)).width(width);
    let summary = &group.summary;
    let weakest = group.weakest.as_ref().map_or_else(String::new, |(field, share)| {
        format!("{} ({})", field_name(field, context), percent(*share))
    });
    row![
        container(clamp(name, 1).size(size::DENSE, 19.0)).width(Length::FillPortion(3)),
        number(summary.people.to_string(), 64.0),
        number(decimal(summary.mean), 80.0),
        number(format!("{} – {}", short(summary.least), short(summary.most)), 96.0),
        number(group.weak.to_string(), 96.0),
        container(clamp(weakest, 1).size(size::CAPTION, 18.0).style(ink::secondary))
            .width(Length::FillPortion(3)),
    ]
    .spacing(12)
    .align_y(Alignment::Center)
    .into()
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn decimal(number: f64) -> String {
    format!("{number:.2}").replace('.', ",")
}

fn short(number: f64) -> String {
    let shown = format!("{number:.1}").replace('.', ",");
    shown.strip_suffix(",0").map(str::to_owned).unwrap_or(shown)
}
