//! What is entered into the sheet, and the change that it gives.

use super::fill::Fill;
use super::person::Subject;
use super::{Message, lead};
use crate::calendar::wording;
use crate::newsroom::{Batch, BatchEdit, Pick, Reach, Shift};
use crate::piece::Status;
use crate::ui::Context;

#[derive(Debug)]
pub(super) enum Form {
    Status(Option<Status>),
    Person { subjects: Vec<Subject>, subject: Option<Subject>, name: String },
    Time(String),
    Days(Days),
    Trash,
    Fill(Fill),
}

#[derive(Debug)]
pub(super) struct Days {
    pub typed: String,
    /// One chosen run may stand for its series.
    pub lead: Option<Pick>,
    pub reach: Reach,
    pub with_reruns: bool,
    pub takes_settled: bool,
}

/// The most days of a move.
const MOST: i64 = 366;

impl Form {
    pub fn person(picks: &[Pick], person: Option<&str>, context: &Context) -> Self {
        let subjects = Subject::of(picks, context);
        let subject = person.and_then(|person| subjects.iter().find(|one| one.is_named(person))).cloned();
        Self::Person { subjects, subject, name: String::new() }
    }

    pub fn days(picks: &[Pick]) -> Self {
        let lead = lead(picks).cloned();
        let (reach, typed) = (Reach::This, "7".to_owned());
        Self::Days(Days { typed, lead, reach, with_reruns: false, takes_settled: false })
    }

    pub fn update(&mut self, message: Message, context: &Context) {
        match (self, message) {
            (Self::Status(status), Message::StatusChosen(chosen)) => *status = Some(chosen),
            (Self::Person { subject, .. }, Message::SubjectChosen(chosen)) => *subject = Some(chosen),
            (Self::Person { name, .. }, Message::NameTyped(typed)) => *name = typed,
            (Self::Time(time), Message::TimeTyped(typed)) => *time = typed,
            (Self::Days(days), message) => days.update(message),
            (Self::Fill(fill), message) => fill.update(message, context),
            _ => {}
        }
    }

    /// The change; the error says what is still missing or wrong, and is empty before anything was entered.
    pub fn batch(&self, picks: &[Pick], context: &Context) -> Result<Batch, String> {
        let newsroom = &context.newsroom;
        let edit = match self {
            Self::Status(None) => return Err(String::new()),
            Self::Status(Some(status)) => BatchEdit::Status(*status),
            Self::Person { subject: None, name, .. } if name.is_empty() => return Err(String::new()),
            Self::Person { subject: None, .. } => return Err("Chọn người hay vai để thay.".to_owned()),
            Self::Person { subject: Some(subject), name, .. } => {
                subject.edit(name).ok_or_else(|| "Ghi tên người thay.".to_owned())?
            }
            Self::Time(typed) if typed.trim().is_empty() => return Err(String::new()),
            Self::Time(typed) => match wording::parse_time(typed) {
                Some(time) => BatchEdit::Time(time),
                None => return Err("Giờ viết như 19:45 hay 19g45.".to_owned()),
            },
            Self::Trash => BatchEdit::Trash,
            Self::Days(days) => {
                let by = days.by().ok_or_else(|| format!("Số ngày từ -{MOST} đến {MOST}, khác 0."))?;
                let series;
                let picks = match &days.lead {
                    Some(lead) => {
                        series = newsroom.series(lead, days.reach, days.with_reruns);
                        &series
                    }
                    None => picks,
                };
                return Ok(newsroom.shift(picks, Shift::By(by), days.takes_settled));
            }
            // Made once it is confirmed: it reads every header.
            Self::Fill(fill) => return fill.gaps(context).map(|_| Batch::default()),
        };
        Ok(newsroom.batch(picks, &edit))
    }

    pub fn title(&self, pieces: usize) -> String {
        let pieces = wording::counted(pieces, "bài");
        match self {
            Self::Status(_) => format!("Đổi trạng thái của {pieces}"),
            Self::Person { .. } => format!("Đổi người của {pieces}"),
            Self::Time(_) => format!("Đổi giờ phát của {pieces}"),
            Self::Days(Days { lead: Some(_), .. }) => "Dời ngày".to_owned(),
            Self::Days(_) => format!("Dời ngày của {pieces}"),
            Self::Trash => format!("Xóa {pieces}"),
            Self::Fill(_) => "Lập bài cho các kỳ trống".to_owned(),
        }
    }

    /// "Dời 9 bài"
    pub fn act(&self, count: usize) -> String {
        let verb = match self {
            Self::Status(_) | Self::Person { .. } | Self::Time(_) => "Đổi",
            Self::Days(_) => "Dời",
            Self::Trash => "Xóa",
            Self::Fill(_) => "Lập",
        };
        if count == 0 { verb.to_owned() } else { format!("{verb} {}", wording::counted(count, "bài")) }
    }

    /// What was done, once it is.
    pub fn done(&self, count: usize) -> String {
        let pieces = wording::counted(count, "bài");
        match self {
            Self::Status(status) => {
                format!("Đã đổi {pieces} sang “{}”.", status.map_or("", Status::name))
            }
            Self::Person { .. } => format!("Đã đổi người của {pieces}."),
            Self::Time(_) => format!("Đã đổi giờ của {pieces}."),
            Self::Days(_) => format!("Đã dời {pieces}."),
            Self::Trash => format!("Đã xóa {pieces}. Tệp nằm trong thùng rác của thư mục."),
            Self::Fill(_) => format!("Đã lập {pieces}."),
        }
    }
}

impl Days {
    pub fn by(&self) -> Option<i64> {
        let typed = self.typed.trim().replace(['−', '–'], "-");
        typed.parse().ok().filter(|days: &i64| *days != 0 && (-MOST..=MOST).contains(days))
    }

    fn update(&mut self, message: Message) {
        match message {
            Message::DaysTyped(typed) => self.typed = typed,
            Message::DaysStepped(step) => {
                let by = (self.by().unwrap_or(0) + step).clamp(-MOST, MOST);
                // Nought moves nothing: step over it.
                self.typed = if by == 0 { step.signum() } else { by }.to_string();
            }
            Message::ReachChosen(reach) => self.reach = reach,
            Message::RerunsToggled(is_on) => self.with_reruns = is_on,
            Message::SettledToggled(is_on) => self.takes_settled = is_on,
            _ => {}
        }
    }
}
