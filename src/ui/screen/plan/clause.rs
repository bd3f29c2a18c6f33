//! A clause of the plan on the screen.

use std::collections::HashMap;

use chrono::NaiveDate;
use iced::widget::{Id, container, text};
use iced::{Alignment, Length, Theme, border};

use super::Message;
use crate::calendar::wording;
use crate::fold::capital;
use crate::newsroom::Newsroom;
use crate::piece::{Piece, PieceId, Status};
use crate::plan::{Agency, Hue, Plan};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{button, button_icon, column, icon_button, row, row_button, tag};
use crate::ui::{Element, font};

/// Number of pieces listed under a clause; the rest is counted.
const LISTED: usize = 6;
/// Indent of the text within the clause, logical pixels.
pub(super) const INSET: f32 = 14.0;

#[derive(Debug)]
pub(super) struct Entry {
    /// "IV.7"; sections are "I", "II" …
    pub clause: String,
    pub title: String,
    paragraphs: Vec<String>,
    /// The leading and the participating agencies.
    facts: Vec<(&'static str, String)>,
    activity: Option<(String, Hue)>,
    pieces: Vec<Line>,
    more: usize,
}

#[derive(Debug)]
struct Line {
    id: PieceId,
    title: String,
    status: Status,
    date: String,
}

impl Entry {
    fn section(clause: &str, title: &str) -> Self {
        Self {
            clause: clause.to_owned(),
            title: title.to_owned(),
            paragraphs: Vec::new(),
            facts: Vec::new(),
            activity: None,
            pieces: Vec::new(),
            more: 0,
        }
    }

    pub fn view<'a>(&'a self, shown: Option<&str>) -> Element<'a, Message> {
        let is_shown = shown == Some(self.clause.as_str());
        let is_section = !self.clause.contains('.');
        let title = text(&self.title)
            .size(if is_section { size::SECTION } else { size::BODY })
            .line_height(1.5)
            .font(font::SEMIBOLD)
            .width(Length::Fill);
        let number = text(format!("{}.", self.clause))
            .size(if is_section { size::SECTION } else { size::BODY })
            .line_height(1.5)
            .font(font::SEMIBOLD)
            .style(ink::tertiary);
        let act = self.activity.as_ref().map(|(id, _)| {
            button_icon(Icon::Plus, "Bài mới", style::secondary, Some(Message::NewPiece(id.clone())))
        });
        let head = row![number, title].push(act).spacing(8).align_y(Alignment::Start);
        let body = self.paragraphs.iter().map(|paragraph| text(paragraph).line_height(1.6).into());
        let facts = self.facts.iter().map(|(name, value)| {
            row![
                text(*name).size(size::DENSE).style(ink::tertiary).width(110),
                text(value).size(size::DENSE).line_height(1.5).width(Length::Fill)
            ]
            .spacing(8)
            .into()
        });
        let pieces = self.pieces.iter().map(Line::view);
        let more = (self.more > 0).then(|| {
            let label = text(format!("và {} nữa trong màn Bài", wording::counted(self.more, "bài")))
                .size(size::CAPTION);
            button(label).padding([4, 10]).style(style::ghost).on_press(Message::PiecesOpened)
        });
        let message = column![head]
            .extend(body)
            .extend(facts)
            .push((!self.pieces.is_empty()).then(|| column(pieces)))
            .push(more)
            .spacing(8);
        container(message)
            .id(id(&self.clause))
            .padding([10.0, INSET])
            .width(Length::Fill)
            .style(move |theme: &Theme| {
                let tokens = Tokens::of(theme);
                container::Style {
                    background: is_shown.then(|| tokens.accent_weak.into()),
                    border: border::rounded(10),
                    ..container::Style::default()
                }
            })
            .into()
    }
}

impl Line {
    fn view(&self) -> Element<'_, Message> {
        let content = row![
            icon(Icon::Piece, 14.0).style(ink::tertiary),
            text(&self.title).size(size::DENSE).width(Length::Fill),
            text(&self.date).size(size::CAPTION).font(font::FIGURES).style(ink::secondary),
            tag(None, self.status.name(), Mood::of_status(self.status)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        row![
            row_button(content, false, Message::PieceOpened(self.id.clone())),
            icon_button(
                Icon::Calendar,
                "Xem trong lịch",
                style::ghost,
                Some(Message::CalendarOpened(self.id.clone()))
            )
        ]
        .spacing(4)
        .align_y(Alignment::Center)
        .into()
    }
}

/// The sections of every such plan.
const SECTIONS: [(&str, &str); 5] = [
    ("I", "Mục tiêu"),
    ("II", "Yêu cầu"),
    ("III", "Nội dung"),
    ("IV", "Hình thức, biện pháp tuyên truyền"),
    ("V", "Tổ chức thực hiện"),
];

/// The id of a clause's container.
pub(super) fn id(clause: &str) -> Id {
    format!("plan-{clause}").into()
}

/// The plan's clauses with their short names.
pub(super) fn outline(plan: &Plan) -> Vec<(String, String)> {
    let [aims, requirements, content, forms, duties] = SECTIONS;
    let mut outline = vec![aims, requirements, content];
    for audience in &plan.audiences {
        outline.push((&audience.clause, &audience.short));
        outline.extend(audience.topics.iter().map(|topic| (topic.clause.as_str(), topic.short.as_str())));
    }
    outline.push(forms);
    outline.extend(plan.activities.iter().map(|one| (one.clause.as_str(), one.short.as_str())));
    outline.push(duties);
    outline.extend(plan.duties.iter().map(|duty| (duty.clause.as_str(), duty.title.as_str())));
    outline.into_iter().map(|(clause, short)| (clause.to_owned(), short.to_owned())).collect()
}

pub(super) fn entries(newsroom: &Newsroom) -> Vec<Entry> {
    let plan = newsroom.plan();
    // One pass over the pieces instead of one per clause.
    let mut pieces_of: HashMap<&str, usize> = HashMap::new();
    let mut written: HashMap<&str, Vec<(Option<NaiveDate>, &Piece)>> = HashMap::new();
    for piece in newsroom.pieces().filter(|piece| piece.header.status != Status::Dropped) {
        let header = &piece.header;
        for (nth, clause) in header.topics.iter().enumerate() {
            // A piece that names a clause twice counts once.
            *pieces_of.entry(clause).or_default() += usize::from(!header.topics[..nth].contains(clause));
        }
        written.entry(&header.activity).or_default().push((newsroom.first_day(header), piece));
    }
    let mut entries = vec![Entry::section("I", "Mục tiêu")];
    // All goals form one sentence of the plan.
    let goals: Vec<&str> = plan.goals.iter().map(|goal| goal.text.trim_end_matches([',', ';'])).collect();
    entries[0].paragraphs = vec![goals.join(", ")];
    let mut requirements = Entry::section("II", "Yêu cầu");
    requirements.paragraphs =
        plan.requirements.iter().enumerate().map(|(at, text)| format!("{}. {text}", at + 1)).collect();
    entries.push(requirements);

    entries.push(Entry::section("III", "Nội dung"));
    for audience in &plan.audiences {
        entries.push(Entry::section(&audience.clause, &audience.title));
        for topic in &audience.topics {
            let mut entry = Entry::section(&topic.clause, &topic.short);
            entry.paragraphs = vec![topic.text.clone()];
            let count = pieces_of.get(topic.clause.as_str()).copied().unwrap_or(0);
            entry.facts = vec![(
                "Đã có",
                if count == 0 {
                    "chưa bài nào nói tới".to_owned()
                } else {
                    wording::counted(count, "bài nói tới")
                },
            )];
            entries.push(entry);
        }
    }

    entries.push(Entry::section("IV", "Hình thức, biện pháp tuyên truyền"));
    for activity in &plan.activities {
        let mut entry = Entry::section(&activity.clause, &activity.title);
        entry.paragraphs.clone_from(&activity.text);
        let names = |ids: &[String]| {
            let name = |id: &String| {
                plan.agency(id).map_or_else(|| id.clone(), |agency: &Agency| agency.name.clone())
            };
            ids.iter().map(name).collect::<Vec<_>>().join("; ")
        };
        entry.facts.push(("Số kỳ", capital(&activity.owed_words(plan, newsroom.settings()))));
        let rules: Vec<String> = activity.rules.iter().map(|rule| rule.words(plan)).collect();
        if !rules.is_empty() {
            entry.facts.push(("Yêu cầu", rules.join(" ")));
        }
        entry.facts.push(("Chủ trì", names(&activity.lead)));
        if !activity.partners.is_empty() {
            entry.facts.push(("Phối hợp", names(&activity.partners)));
        }
        entry.activity = Some((activity.id.clone(), activity.hue));
        let mut lines = written.remove(activity.id.as_str()).unwrap_or_default();
        // Latest first.
        lines.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
        entry.more = lines.len().saturating_sub(LISTED);
        entry.pieces = lines
            .into_iter()
            .take(LISTED)
            .map(|(date, piece)| Line {
                id: piece.header.id.clone(),
                title: piece.header.title.clone(),
                status: piece.header.status,
                date: date.map_or_else(|| "chưa xếp ngày".to_owned(), wording::date),
            })
            .collect();
        entries.push(entry);
    }

    entries.push(Entry::section("V", "Tổ chức thực hiện"));
    for duty in &plan.duties {
        let mut entry = Entry::section(&duty.clause, &duty.title);
        entry.paragraphs = vec![duty.text.clone()];
        entries.push(entry);
    }
    entries
}
