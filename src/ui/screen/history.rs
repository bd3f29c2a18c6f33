//! The history of a piece or a record: its revisions with author and time, differences between two, and
//! restoring one.

use std::fmt;

use chrono::{Local, NaiveDateTime};
use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::compare;
use crate::calendar::wording;
use crate::fold::capital;
use crate::piece::Status;
use crate::piece::diff::{Chunk, ChunkKind, diff, facts};
use crate::plan::Plan;
use crate::store::{Content, Key, Revision, RevisionId};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    Column, button, button_label, caption, column, field, label, picker, row, row_button, scroll,
    section_title, vertical_divider,
};
use crate::ui::{Element, font};

/// Logical pixels.
const WIDTH: f32 = 920.0;
const HEIGHT: f32 = 560.0;
const LIST: f32 = 260.0;

#[derive(Debug)]
pub struct Dialog {
    key: Key,
    title: String,
    /// Newest first; none until they are read.
    revisions: Option<Result<Vec<Revision>, String>>,
    /// The revision in the file.
    own: Option<RevisionId>,
    /// Index into the revisions.
    chosen: Option<usize>,
    against: Other,
    /// None until the two have been read and compared.
    compared: Option<Result<Comparison, String>>,
    /// The name in its field.
    typed: String,
}

/// A revision compared with another text.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The selected revision.
    content: Content,
    chunks: Vec<Chunk>,
    /// What else differs, and how much.
    facts: Vec<String>,
    /// It is the first: there is nothing to compare with.
    is_first: bool,
    /// The revision before it is damaged: it is compared with an older one, if any can be read.
    is_after_damage: bool,
}

/// What the selected revision is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Other {
    /// Its parent: shows what its author changed.
    #[default]
    Before,
    /// The window's current version.
    Now,
    /// Another revision by index, with its name.
    Revision(usize, String),
}

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before => f.write_str("Bản ngay trước nó"),
            Self::Now => f.write_str("Bản đang mở"),
            Self::Revision(_, name) => f.write_str(name),
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The revisions, oldest first, and the one in the file.
    Listed(Result<(Vec<Revision>, Option<RevisionId>), String>),
    /// The revision to compare with the present, if it is still kept.
    Agreed(Option<RevisionId>),
    Chosen(usize),
    Against(Other),
    NameTyped(String),
    /// Call the selected revision so.
    Named(String),
    /// The result of comparing these two.
    Compared(usize, Other, Box<Result<Comparison, String>>),
    Restored,
    MergeAsked,
    Closed,
}

/// What to read for a comparison.
#[derive(Debug)]
pub enum Beside {
    Nothing,
    /// The window's current version.
    Now,
    Revision(Box<Revision>),
    /// The first of these that can be read: ancestors of the selected revision, nearest first.
    Older(Vec<Revision>),
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay,
    /// Read the selected revision and the other one, and compare them.
    Compare(Box<Revision>, Beside),
    /// Replace the current content by this revision's.
    Restore(Box<Content>),
    /// Call this revision so, and list them again.
    Name(RevisionId, String),
    /// Merge this revision, which has no successor, into the current content.
    Merge(Box<Revision>),
    Close,
}

impl Dialog {
    pub fn new(key: Key, title: String) -> Self {
        Self {
            key,
            title,
            revisions: None,
            own: None,
            chosen: None,
            against: Other::default(),
            compared: None,
            typed: String::new(),
        }
    }

    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The pair shown or being compared.
    pub fn pair(&self) -> Option<(usize, Other)> {
        self.chosen.map(|chosen| (chosen, self.against.clone()))
    }

    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::Listed(listed) => {
                self.revisions = Some(listed.map(|(mut revisions, own)| {
                    self.own = own;
                    revisions.reverse();
                    revisions
                }));
                if !self.list().is_empty() && self.chosen.is_none() {
                    self.chosen = Some(0);
                }
                self.compare()
            }
            Message::Agreed(revision) => {
                let found = |id| self.list().iter().position(|revision| revision.revision_id == id);
                match revision.and_then(found) {
                    Some(index) => {
                        (self.chosen, self.against) = (Some(index), Other::Now);
                        self.compare()
                    }
                    None => Reply::Stay,
                }
            }
            Message::Chosen(index) => {
                self.chosen = Some(index);
                self.compare()
            }
            Message::Against(other) => {
                self.against = other;
                self.compare()
            }
            Message::NameTyped(name) => {
                self.typed = name;
                Reply::Stay
            }
            Message::Named(name) => match self.selected() {
                Some(revision) => Reply::Name(revision.revision_id, name),
                None => Reply::Stay,
            },
            Message::Compared(chosen, against, compared) => {
                if self.chosen == Some(chosen) && self.against == against {
                    self.compared = Some(*compared);
                }
                Reply::Stay
            }
            Message::Restored => match &self.compared {
                Some(Ok(comparison)) => Reply::Restore(Box::new(comparison.content.clone())),
                _ => Reply::Stay,
            },
            Message::MergeAsked => {
                self.unmerged().map_or(Reply::Stay, |head| Reply::Merge(Box::new(head.clone())))
            }
            Message::Closed => Reply::Close,
        }
    }

    fn list(&self) -> &[Revision] {
        match &self.revisions {
            Some(Ok(revisions)) => revisions,
            _ => &[],
        }
    }

    fn selected(&self) -> Option<&Revision> {
        self.chosen.and_then(|index| self.list().get(index))
    }

    /// The selected revision, if the file does not include it.
    fn unmerged(&self) -> Option<&Revision> {
        let chosen = self.selected()?;
        (chosen.is_head && self.own.is_some_and(|own| own != chosen.revision_id)).then_some(chosen)
    }

    fn compare(&mut self) -> Reply {
        self.compared = None;
        self.typed = self.selected().map(|revision| revision.name.clone()).unwrap_or_default();
        let Some(chosen) = self.selected() else { return Reply::Stay };
        let other = match &self.against {
            Other::Now => Beside::Now,
            Other::Before => Beside::Older(self.older(chosen)),
            Other::Revision(index, _) => self
                .list()
                .get(*index)
                .map_or(Beside::Nothing, |other| Beside::Revision(Box::new(other.clone()))),
        };
        Reply::Compare(Box::new(chosen.clone()), other)
    }

    /// All ancestors of a revision, nearest first.
    fn older(&self, chosen: &Revision) -> Vec<Revision> {
        let mut older: Vec<Revision> = Vec::new();
        let mut next = 0;
        let mut parents = &chosen.parents;
        loop {
            for parent in self.list().iter().filter(|other| parents.contains(&other.revision_id)) {
                if older.iter().all(|known| known.revision_id != parent.revision_id) {
                    older.push(parent.clone());
                }
            }
            let Some(one) = self
                .list()
                .iter()
                .find(|one| older.get(next).is_some_and(|o| o.revision_id == one.revision_id))
            else {
                return older;
            };
            parents = &one.parents;
            next += 1;
        }
    }

    pub fn view(&self) -> Element<'_, Message> {
        let body: Element<'_, Message> = match &self.revisions {
            None => caption("Đang đọc lịch sử…"),
            Some(Err(trouble)) => text(trouble).size(size::DENSE).style(ink::danger).into(),
            Some(Ok(revisions)) if revisions.is_empty() => {
                caption("Chưa có bản lưu nào. Mỗi lần lưu sẽ để lại một bản ở đây.")
            }
            Some(Ok(revisions)) => {
                row![scroll(self.lines(revisions)).width(LIST), vertical_divider(), self.side(),]
                    .spacing(12)
                    .into()
            }
        };
        let can_restore = matches!(&self.compared, Some(Ok(_)));
        let acts = row![
            caption(match self.key {
                Key::Piece(_) =>
                    "Khôi phục thay chữ của bài bằng chữ của bản này; hoàn tác được, các bản khác vẫn còn.",
                Key::Record(_) | Key::Entry(_) =>
                    "Khôi phục lấy lại mọi mục như bản này; hoàn tác được, các bản khác vẫn còn.",
            }),
            space().width(Length::Fill),
        ]
        .push(
            self.unmerged()
                .map(|_| button_label("Gộp vào bản đang mở", style::secondary, Some(Message::MergeAsked))),
        )
        .extend([
            button_label("Đóng", style::secondary, Some(Message::Closed)),
            button_label("Khôi phục bản này", style::primary, can_restore.then_some(Message::Restored)),
        ])
        .spacing(8)
        .align_y(Alignment::Center);
        column![section_title(format!("Lịch sử: {}", self.title)), container(body).height(Length::Fill), acts]
            .spacing(12)
            .width(WIDTH)
            .height(HEIGHT)
            .into()
    }

    /// The revisions under the days on which they were saved.
    fn lines<'a>(&self, revisions: &'a [Revision]) -> Element<'a, Message> {
        let mut lines = column![];
        let mut day = None;
        for (index, revision) in revisions.iter().enumerate() {
            let own = saved(revision).date();
            if day.replace(own) != Some(own) {
                lines = lines.push(container(label(capital(&wording::weekday_date(own)))).padding([6, 10]));
            }
            lines = lines.push(self.line(index, revision));
        }
        lines.into()
    }

    fn line<'a>(&self, index: usize, revision: &'a Revision) -> Element<'a, Message> {
        let named = (!revision.name.is_empty())
            .then(|| text(revision.name.as_str()).size(size::DENSE).font(font::SEMIBOLD).style(ink::accent));
        let content = column![
            named,
            text(short_name(revision)).size(size::DENSE).font(font::SEMIBOLD),
            text(revision.author.as_str()).size(size::CAPTION).style(ink::secondary),
        ]
        .push(
            (revision.is_head && index > 0)
                .then(|| text("chưa gộp vào bản nào").size(size::CAPTION).style(ink::warn)),
        )
        .spacing(2);
        row_button(content, self.chosen == Some(index), Message::Chosen(index))
    }

    /// The field for the name of the selected revision, with a proposal for one that waits for an approval.
    fn naming(&self) -> Element<'_, Message> {
        let known = self.selected().map_or("", |revision| revision.name.as_str());
        let typed = self.typed.trim();
        let changed = (typed != known).then(|| Message::Named(typed.to_owned()));
        let name = field("Đặt tên bản này, ví dụ: gửi duyệt lần 1", &self.typed)
            .width(Length::Fill)
            .on_input(Message::NameTyped)
            .on_submit_maybe(changed.clone());
        let proposal = self.proposal().filter(|_| typed.is_empty() && known.is_empty());
        row![
            name,
            proposal.map(|name| {
                let words = container(text(format!("“{name}”")).size(size::DENSE)).center_y(Length::Fill);
                button(words).height(32).padding([0, 10]).style(style::ghost).on_press(Message::Named(name))
            }),
            button_label("Lưu tên", style::secondary, changed),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    }

    /// "gửi duyệt lần 2", for a version that waits for an approval.
    fn proposal(&self) -> Option<String> {
        const SENT: &str = "gửi duyệt lần";
        let Some(Ok(Comparison { content: Content::Piece(piece), .. })) = &self.compared else { return None };
        let count = self.list().iter().filter(|revision| revision.name.starts_with(SENT)).count();
        (piece.header.status == Status::InReview).then(|| format!("{SENT} {}", count + 1))
    }

    fn side(&self) -> Element<'_, Message> {
        let others = self.list().iter().enumerate().filter(|(index, _)| Some(*index) != self.chosen);
        let others = others.map(|(index, revision)| Other::Revision(index, name(revision)));
        let others: Vec<Other> = [Other::Before, Other::Now].into_iter().chain(others).collect();
        let against = row![label("So với"), picker(others, Some(self.against.clone()), Message::Against)]
            .spacing(8)
            .align_y(Alignment::Center);
        let comparison = match &self.compared {
            None => caption("Đang so…"),
            Some(Err(trouble)) => text(trouble).size(size::DENSE).style(ink::danger).into(),
            Some(Ok(comparison)) => comparison.view(&self.against),
        };
        column![self.naming(), against, comparison].spacing(8).width(Length::Fill).into()
    }
}

impl Comparison {
    /// Compares a revision's text with an older one, or shows it alone. `is_after_damage`: the revisions
    /// between them, or all before it, cannot be read.
    pub fn with_older(content: Content, older: Option<&Content>, is_after_damage: bool, plan: &Plan) -> Self {
        let text = compare::text_of(&content, plan);
        let all = diff(&older.map_or_else(|| text.clone(), |older| compare::text_of(older, plan)), &text);
        let facts = older.map_or_else(Vec::new, |older| facts_of(older, &content, &all));
        let chunks = if older.is_some() { compare::near(all) } else { all };
        Self { content, chunks, facts, is_first: older.is_none(), is_after_damage }
    }

    /// Compares a revision's text with another.
    pub fn with_other(content: Content, other: &Content, plan: &Plan) -> Self {
        let all = diff(&compare::text_of(&content, plan), &compare::text_of(other, plan));
        let facts = facts_of(&content, other, &all);
        Self { content, chunks: compare::near(all), facts, is_first: false, is_after_damage: false }
    }

    fn view(&self, against: &Other) -> Element<'_, Message> {
        let facts = self.facts.iter().map(|fact| text(fact).size(size::DENSE).into());
        let facts = (!self.facts.is_empty()).then(|| column(facts).spacing(2));
        column![facts, self.words(against)].spacing(8).into()
    }

    /// What differs in the text.
    fn words(&self, against: &Other) -> Element<'_, Message> {
        if !self.is_first && self.chunks.iter().all(|chunk| chunk.kind == ChunkKind::Same) {
            return caption(if self.is_after_damage {
                "Bản ngay trước nó bị hỏng. Chữ của bản này như chữ của bản tốt gần nhất trước đó."
            } else if matches!(self.content, Content::Record(_)) {
                "Hai bản như nhau."
            } else if !self.facts.is_empty() {
                "Chữ của hai bản như nhau."
            } else {
                "Chữ của hai bản như nhau. Nếu có khác thì chỉ ở trạng thái, lịch phát, người làm hoặc hình thức."
            });
        }
        let spans = self.chunks.iter().map(|chunk| {
            let span = iced::widget::span(chunk.text.as_str());
            match chunk.kind {
                ChunkKind::Same => span,
                ChunkKind::Removed => span.strikethrough(true),
                ChunkKind::Added => span.underline(true).font(font::SEMIBOLD),
            }
        });
        let spans: Vec<_> = spans.collect();
        let rich = iced::widget::rich_text::<(), Message, iced::Theme, iced::Renderer>(spans)
            .size(size::DENSE)
            .width(Length::Fill);
        let key = match against {
            Other::Before if self.is_first && self.is_after_damage => {
                "Các bản trước nó đều hỏng, không so được. Đây là toàn bộ chữ của bản này.".to_owned()
            }
            Other::Before if self.is_first => "Bản đầu tiên còn giữ.".to_owned(),
            Other::Before if self.is_after_damage => {
                "Bản ngay trước nó bị hỏng, nên so với bản tốt gần nhất. \
                 Gạch ngang: bản này đã bỏ. Gạch chân: bản này đã thêm."
                    .to_owned()
            }
            Other::Before => "Gạch ngang: bản này đã bỏ. Gạch chân: bản này đã thêm.".to_owned(),
            _ => format!("Gạch ngang: chỉ có trong bản này. Gạch chân: chỉ có trong “{against}”."),
        };
        Column::new()
            .push(caption(key))
            .push(
                container(scroll(container(rich).padding([10, 12]).width(Length::Fill)))
                    .height(Length::Fill)
                    .width(Length::Fill)
                    .style(style::sunken),
            )
            .spacing(6)
            .into()
    }
}

/// What differs besides the text, from one version to another.
fn facts_of(old: &Content, new: &Content, chunks: &[Chunk]) -> Vec<String> {
    match (old, new) {
        (Content::Piece(old), Content::Piece(new)) => facts(&old.header, &new.header, chunks),
        _ => Vec::new(),
    }
}

/// In local time.
fn saved(revision: &Revision) -> NaiveDateTime {
    revision.time.with_timezone(&Local).naive_local()
}

/// "Bản 7 · 14:05", under its day.
fn short_name(revision: &Revision) -> String {
    format!("Bản {} · {}", revision.revision_id.number, wording::clock(saved(revision).time()))
}

/// "Bản 7 · 14:05 20/03/2014", after the name that someone gave it.
fn name(revision: &Revision) -> String {
    let own = if revision.name.is_empty() { String::new() } else { format!("{} · ", revision.name) };
    format!("{own}{} {}", short_name(revision), wording::date(saved(revision).date()))
}
