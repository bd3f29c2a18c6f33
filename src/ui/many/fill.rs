//! The form that fills empty slots: those chosen, or an activity's in a span of days.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use iced::Length;

use super::Message;
use crate::calendar::{week, wording};
use crate::ledger::SlotView;
use crate::newsroom::{Base, Batch, Gap, Newsroom};
use crate::piece::PieceId;
use crate::plan::{Period, SlotId};
use crate::ui::widget::{button_label, caption, column, field, label, picker, row};
use crate::ui::{Context, Element};

/// Pieces offered as a base, the newest first.
const BASES: usize = 300;

#[derive(Debug)]
pub(super) struct Fill {
    source: Source,
    bases: Vec<BaseChoice>,
    base: BaseChoice,
}

#[derive(Debug)]
enum Source {
    Chosen(Vec<Gap>),
    Span { activities: Vec<ActivityChoice>, activity: ActivityChoice, from: String, to: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityChoice {
    id: String,
    name: String,
}

/// None is the activity's skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseChoice {
    piece: Option<PieceId>,
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    Month,
    Quarter,
    Year,
}

impl fmt::Display for ActivityChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Display for BaseChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl BaseChoice {
    fn template() -> Self {
        Self { piece: None, name: "Mẫu của hình thức".to_owned() }
    }
}

impl Fill {
    pub fn of(gaps: Vec<Gap>, context: &Context) -> Self {
        let first = gaps.first().map(|gap| gap.activity.clone()).unwrap_or_default();
        let is_one = gaps.iter().all(|gap| gap.activity == first);
        let bases = if is_one { bases(&first, &context.newsroom) } else { vec![BaseChoice::template()] };
        Self { source: Source::Chosen(gaps), bases, base: BaseChoice::template() }
    }

    pub fn of_activity(activity: &str, context: &Context) -> Self {
        let newsroom = &context.newsroom;
        let choice =
            |one: &crate::plan::Activity| ActivityChoice { id: one.id.clone(), name: one.short.clone() };
        let activities: Vec<ActivityChoice> = newsroom.plan().activities.iter().map(choice).collect();
        let chosen = activities.iter().find(|one| one.id == activity).or(activities.first()).cloned();
        let activity = chosen.unwrap_or_else(|| ActivityChoice { id: String::new(), name: String::new() });
        let bases = bases(&activity.id, newsroom);
        let (from, to) = (start(newsroom), Until::Year.last(newsroom));
        let (from, to) = (wording::date(from), wording::date(to));
        Self { source: Source::Span { activities, activity, from, to }, bases, base: BaseChoice::template() }
    }

    pub fn update(&mut self, message: Message, context: &Context) {
        match (&mut self.source, message) {
            (_, Message::BaseChosen(base)) => self.base = base,
            (Source::Span { activity, .. }, Message::ActivityChosen(chosen)) => {
                self.bases = bases(&chosen.id, &context.newsroom);
                self.base = BaseChoice::template();
                *activity = chosen;
            }
            (Source::Span { from, .. }, Message::FromTyped(typed)) => *from = typed,
            (Source::Span { to, .. }, Message::ToTyped(typed)) => *to = typed,
            (Source::Span { to, .. }, Message::UntilChosen(until)) => {
                *to = wording::date(until.last(&context.newsroom));
            }
            _ => {}
        }
    }

    /// The slots to fill; the error says what is wrong with the days.
    pub fn gaps(&self, context: &Context) -> Result<Vec<Gap>, String> {
        let newsroom = &context.newsroom;
        match &self.source {
            Source::Chosen(gaps) => {
                // Others may have filled some meanwhile.
                let is_vacant = |gap: &&Gap| {
                    let view = |slot| newsroom.obligations().get(slot);
                    gap.slots.iter().all(|slot| view(slot).is_some_and(SlotView::is_vacant))
                };
                Ok(gaps.iter().filter(is_vacant).cloned().collect())
            }
            Source::Span { activity, from, to, .. } => {
                let year = newsroom.plan().year;
                let day = |typed: &str| wording::parse_date(typed, year);
                match (day(from), day(to)) {
                    (Some(from), Some(to)) if from <= to => Ok(newsroom.gaps(&activity.id, from, to)),
                    (Some(_), Some(_)) => Err("Ngày cuối đứng trước ngày đầu.".to_owned()),
                    _ => Err("Ngày viết như 18/03 hay 18/03/2014.".to_owned()),
                }
            }
        }
    }

    /// The pieces for these gaps. Reads every header.
    pub fn batch(&self, gaps: &[Gap], context: &Context) -> Batch {
        let piece = self.base.piece.as_ref().and_then(|id| context.newsroom.piece(id));
        let base = piece.map_or(Base::Template, Base::Piece);
        context.newsroom.fill(gaps, base, || PieceId(ulid::Ulid::generate().to_string().into()))
    }

    pub fn fields(&self) -> Element<'_, Message> {
        let span = match &self.source {
            Source::Chosen(_) => None,
            Source::Span { activities, activity, from, to } => {
                let activity = column![
                    label("Hình thức"),
                    picker(activities.as_slice(), Some(activity), Message::ActivityChosen)
                        .width(Length::Fill)
                ];
                let until = |until, name| {
                    button_label(name, crate::ui::theme::style::ghost, Some(Message::UntilChosen(until)))
                };
                let days = row![
                    column![label("Từ ngày"), field("18/03", from).on_input(Message::FromTyped).width(120)]
                        .spacing(4),
                    column![label("Đến hết ngày"), field("31/12", to).on_input(Message::ToTyped).width(120)]
                        .spacing(4),
                    until(Until::Month, "Tháng này"),
                    until(Until::Quarter, "Quý này"),
                    until(Until::Year, "Hết năm"),
                ]
                .spacing(8)
                .align_y(iced::Alignment::End);
                Some(column![activity.spacing(4), days].spacing(10))
            }
        };
        let base = column![
            label("Dựng từ"),
            picker(self.bases.as_slice(), Some(&self.base), Message::BaseChosen).width(Length::Fill),
        ];
        let taken = self.base.piece.is_some().then(|| {
            caption("Bài mới lấy lời, người, nội dung của bài ấy; ngày, việc và duyệt tính lại từ đầu.")
        });
        column![].push(span).push(base.push(taken).spacing(4)).spacing(10).into()
    }
}

impl Until {
    /// The last day, in the plan's year.
    fn last(self, newsroom: &Newsroom) -> NaiveDate {
        let start = start(newsroom);
        let month = match self {
            Self::Month => start.month(),
            Self::Quarter => (start.month() - 1) / 3 * 3 + 3,
            Self::Year => 12,
        };
        NaiveDate::from_ymd_opt(start.year(), month, 1).map_or(start, week::last_of_month)
    }
}

/// Today, or the first day of the plan's year.
fn start(newsroom: &Newsroom) -> NaiveDate {
    let day = |month, day| NaiveDate::from_ymd_opt(newsroom.plan().year, month, day);
    let today = newsroom.today();
    match (day(1, 1), day(12, 31)) {
        (Some(first), Some(last)) => today.clamp(first, last),
        _ => today,
    }
}

/// "thứ Năm, 03/04 · kỳ 1 tháng 4 · 9 đài"
pub(super) fn line(gap: &Gap, newsroom: &Newsroom) -> String {
    let when = gap.date.map_or_else(|| "Chưa xếp ngày".to_owned(), wording::weekday_date);
    let plan = newsroom.plan();
    let mut line = match gap.slots.as_slice() {
        [slot] => format!("{when} · {}", plan.slot_label(slot)),
        slots => {
            let period = slots.first().and_then(SlotId::period).map(Period::label);
            let activity = plan.activity(&gap.activity);
            let short = activity.map_or(gap.activity.as_str(), |one| one.short.as_str());
            let bodies = wording::counted(slots.len(), activity.map_or("địa bàn", |one| one.unit()));
            format!("{when} · {short}, {} · {bodies}", period.unwrap_or_default())
        }
    };
    if let Some(time) = gap.time {
        line = format!("{line} · {}", wording::clock(time));
    }
    line
}

/// The skeleton, and the pieces of an activity, the latest first.
fn bases(activity: &str, newsroom: &Newsroom) -> Vec<BaseChoice> {
    let mut pieces: Vec<_> =
        newsroom.obligations().of_activity(activity).flat_map(|view| &view.pieces).collect();
    pieces.sort_unstable();
    pieces.dedup();
    let pieces = pieces.into_iter().filter_map(|id| newsroom.piece(id));
    let mut pieces: Vec<_> = pieces.map(|piece| (newsroom.first_day(&piece.header), piece)).collect();
    pieces.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let choice = |(day, piece): (Option<NaiveDate>, &crate::piece::Piece)| {
        let day = day.map_or_else(String::new, |day| format!("{} · ", wording::day_month(day)));
        BaseChoice { piece: Some(piece.header.id.clone()), name: format!("{day}{}", piece.header.title) }
    };
    std::iter::once(BaseChoice::template()).chain(pieces.into_iter().take(BASES).map(choice)).collect()
}
