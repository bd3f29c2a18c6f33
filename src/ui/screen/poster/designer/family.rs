//! The other sizes of the design: made here, and told of what was changed in one of them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, PoisonError};

use iced::widget::{checkbox, container, text};
use iced::{Alignment, Length, Task};

use crate::calendar::wording;
use crate::document::poster::{check, laid};
use crate::newsroom::Command;
use crate::page::Fonts;
use crate::piece::{Format, Piece, PieceId};
use crate::poster::Poster;
use crate::poster::family::{self, Difference};
use crate::poster::preflight::Severity;
use crate::poster::size::{STANDARDS, SizeGroup, Standard};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    self, button_icon, caption, column, label, row, row_button, section_title, tag, tip,
};
use crate::ui::{Action, Context, Effect, Element, Notice, Route, background};

use super::paint::SharedFonts;
use super::{Designer, Message as Parent};

#[derive(Debug, Clone)]
pub enum Message {
    /// Whether the sizes to choose from are shown.
    Show(bool),
    /// A standard size by its place, chosen or not.
    Toggled(usize, bool),
    Make,
    Made(Arc<Vec<(usize, Poster)>>),
    /// Give the others what this one shows.
    Carry,
    Open(PieceId),
    /// Every standard size that is not made yet.
    AllToggled(bool),
    Checked(Vec<Checked>),
}

/// Another size of the design.
#[derive(Debug)]
struct Kin {
    id: PieceId,
    poster: Poster,
    differences: Vec<Difference>,
    /// Of its text.
    digest: u64,
}

/// What the preflight holds against a size: errors and warnings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verdict {
    pub errors: usize,
    pub warnings: usize,
}

/// The verdict on a text with this digest.
type Checked = (PieceId, u64, Verdict);

#[derive(Debug, Default)]
pub(super) struct Family {
    is_shown: bool,
    chosen: Vec<usize>,
    is_making: bool,
    is_checking: bool,
    verdicts: HashMap<PieceId, (u64, Verdict)>,
    kin: Vec<Kin>,
}

impl Family {
    /// Finds the other sizes.
    pub fn find(&mut self, id: &PieceId, poster: &Poster, context: &Context) {
        self.kin.clear();
        let name = name(id, poster);
        let others = context.newsroom.pieces();
        let others = others.filter(|piece| piece.format == Format::Poster && piece.header.id != *id);
        for piece in others {
            let body = piece.body.peek();
            let is_first = piece.header.id.to_string() == name;
            if !is_first && !body.contains(&name) {
                continue;
            }
            let other = Poster::parse(&body).ok();
            let Some(other) = other.filter(|other| is_first || other.family == name) else { continue };
            let digest = digest(&body);
            let kin = Kin { id: piece.header.id.clone(), poster: other, differences: Vec::new(), digest };
            self.kin.push(kin);
        }
        self.kin.sort_by(|a, b| {
            (a.poster.width * a.poster.height).total_cmp(&(b.poster.width * b.poster.height))
        });
        self.compare(poster);
    }

    /// What the preflight says of each other size; none while it looks.
    pub fn verdicts(&self) -> impl Iterator<Item = (&PieceId, Option<Verdict>)> {
        self.kin.iter().map(|kin| (&kin.id, self.verdict(kin)))
    }

    fn verdict(&self, kin: &Kin) -> Option<Verdict> {
        let (of, verdict) = self.verdicts.get(&kin.id)?;
        (*of == kin.digest).then_some(*verdict)
    }

    /// Compares the other sizes with this one.
    pub fn compare(&mut self, poster: &Poster) {
        for kin in &mut self.kin {
            kin.differences = family::differences(poster, &kin.poster);
        }
    }
}

impl Designer {
    pub(super) fn family_message(&mut self, message: Message, context: &Context) -> Action<Parent> {
        match message {
            Message::Show(is_shown) => self.family.is_shown = is_shown,
            Message::Toggled(index, is_chosen) => {
                self.family.chosen.retain(|one| *one != index);
                if is_chosen {
                    self.family.chosen.push(index);
                }
            }
            Message::Make => return self.lay_sizes().into(),
            Message::Made(made) => return self.add_sizes(&made, context),
            Message::Carry => return self.carry(),
            Message::Open(id) => return Action::open(Route::Poster(id)),
            Message::AllToggled(is_on) => {
                self.family.chosen = if is_on { self.sizes_to_make().collect() } else { Vec::new() };
            }
            Message::Checked(checked) => {
                self.family.is_checking = false;
                for (id, of, verdict) in checked {
                    let _ = self.family.verdicts.insert(id, (of, verdict));
                }
                return self.check_kin().into();
            }
        }
        Action::none()
    }

    /// The standard sizes of which there is no poster yet.
    fn sizes_to_make(&self) -> impl Iterator<Item = usize> {
        let made = |size: &Standard| {
            let mut all = self.family.kin.iter().map(|kin| &kin.poster).chain([&self.poster]);
            all.any(|poster| (poster.width, poster.height) == (size.width, size.height))
        };
        STANDARDS.iter().enumerate().filter(move |(_, size)| !made(size)).map(|(index, _)| index)
    }

    /// Runs the preflight in the background on the sizes that it has not seen as they are.
    pub(super) fn check_kin(&mut self) -> Task<Parent> {
        let family = &self.family;
        let unseen = family.kin.iter().filter(|kin| family.verdict(kin).is_none());
        let unseen: Vec<_> = unseen.map(|kin| (kin.id.clone(), kin.digest, kin.poster.clone())).collect();
        if family.is_checking || unseen.is_empty() {
            return Task::none();
        }
        self.family.is_checking = true;
        let (shaper, pictures) = (Arc::clone(self.renderer.shaper()), Arc::clone(&self.pictures));
        let look = move || {
            let verdict = |poster: &Poster| {
                // The board is painted with the same fonts between two sizes.
                let mut shaper = shaper.lock().unwrap_or_else(PoisonError::into_inner);
                let fonts = shaper.get_or_insert_with(Fonts::new);
                let findings = check(poster, &|path| pictures.get(path).cloned(), fonts);
                let count = |severity| findings.iter().filter(|one| one.severity == severity).count();
                Verdict { errors: count(Severity::Error), warnings: count(Severity::Warning) }
            };
            unseen.into_iter().map(|(id, of, poster)| (id, of, verdict(&poster))).collect()
        };
        background(look).map(|checked| Parent::Family(Message::Checked(checked)))
    }

    /// Lays the chosen sizes out in the background.
    fn lay_sizes(&mut self) -> Task<Parent> {
        if self.family.is_making || self.family.chosen.is_empty() {
            return Task::none();
        }
        self.family.is_making = true;
        let mut source = self.whole().into_owned();
        let name = name(&self.id, &source);
        let taken = self.family.kin.iter().flat_map(|kin| family::links(&kin.poster)).max().unwrap_or(0);
        family::join(&mut source, &name, taken);
        let mut chosen = std::mem::take(&mut self.family.chosen);
        chosen.sort_unstable();
        let shaper: SharedFonts = Arc::clone(self.renderer.shaper());
        let work = move || {
            let mut shaper = shaper.lock().unwrap_or_else(PoisonError::into_inner);
            let fonts = shaper.get_or_insert_with(Fonts::new);
            let sizes = chosen.into_iter().filter_map(|index| Some((index, STANDARDS.get(index)?)));
            let made = sizes.map(|(index, size)| (index, laid(&source, size.board(), fonts)));
            Arc::new(made.collect::<Vec<_>>())
        };
        background(work).map(|made| Parent::Family(Message::Made(made)))
    }

    /// Adds the new posters.
    fn add_sizes(&mut self, made: &[(usize, Poster)], context: &Context) -> Action<Parent> {
        self.family.is_making = false;
        self.family.is_shown = false;
        let Some(piece) = context.newsroom.piece(&self.id) else { return Action::none() };
        let added = made.iter().filter_map(|(index, poster)| {
            let id = PieceId(ulid::Ulid::generate().to_string().into());
            let mut copy = context.newsroom.duplicate(piece, Vec::new(), id);
            copy.header.title = format!("{} – {}", plain_title(piece), STANDARDS.get(*index)?.name);
            copy.body = poster.to_text().into();
            Some(Command::Add(Box::new(copy)))
        });
        let commands: Vec<Command> = added.collect();
        let notice = Notice::undoable(format!("Đã tạo {} bản khổ khác, cùng chữ với bản này.", made.len()));
        Action::command(Command::All(commands)).and(Effect::Notify(notice))
    }

    /// The words, colours and pictures of this poster in all other sizes that show others.
    fn carry(&self) -> Action<Parent> {
        let mut commands = Vec::new();
        for kin in self.family.kin.iter().filter(|kin| !kin.differences.is_empty()) {
            let mut other = kin.poster.clone();
            if family::carry(&self.poster, &other).apply(&mut other).is_ok() {
                let body = other.to_text();
                commands.push(Command::SetBody { id: kin.id.clone(), body, is_typing: false });
            }
        }
        if commands.is_empty() {
            return Action::none();
        }
        let notice = Notice::undoable(format!("Đã đưa chữ, màu, ảnh sang {} khổ khác.", commands.len()));
        Action::command(Command::All(commands)).and(Effect::Notify(notice))
    }

    /// The other sizes, and the way to make more.
    pub(super) fn family_pane(&self) -> Element<'_, Parent> {
        let family = &self.family;
        let kin = family.kin.iter().map(|kin| {
            let name = text(size_name(&kin.poster)).size(size::DENSE).width(Length::Fill);
            let count = kin.differences.len();
            let state = (count > 0)
                .then(|| tip(tag(None, format!("{count} chỗ khác"), Mood::Warn), told(&kin.differences)));
            let content = row![name, verdict(family.verdict(kin))].push(state);
            let content = content.spacing(8).align_y(Alignment::Center);
            row_button(content, false, Message::Open(kin.id.clone()))
        });
        let behind = family.kin.iter().filter(|kin| !kin.differences.is_empty()).count();
        let carry = (behind > 0).then(|| {
            let words = format!("Đưa chữ, màu, ảnh sang {behind} khổ");
            button_icon(Icon::Copy, words, style::primary, Some(Message::Carry))
        });
        let remark = (!family.kin.is_empty())
            .then(|| caption("Mỗi khổ giữ bố cục riêng; chỉ chữ, màu, logo và ảnh được đưa sang."));
        let more = if family.is_shown {
            self.sizes()
        } else {
            button_icon(Icon::Plus, "Tạo bản khổ khác…", style::secondary, Some(Message::Show(true)))
        };
        let pane = column![section_title("Các khổ của thiết kế")]
            .push((!family.kin.is_empty()).then(|| column(kin).spacing(2)))
            .push(carry)
            .push(remark)
            .push(more)
            .spacing(10);
        Element::from(pane).map(Parent::Family)
    }

    /// The standard sizes to choose from.
    fn sizes(&self) -> Element<'_, Message> {
        let groups = SizeGroup::ALL.into_iter().map(|group| {
            let own = STANDARDS.iter().enumerate().filter(move |(_, size)| size.group == group);
            let rows = own.map(|(index, size)| {
                checkbox(self.family.chosen.contains(&index))
                    .label(size.name)
                    .on_toggle(move |is_chosen| Message::Toggled(index, is_chosen))
                    .size(16)
                    .text_size(size::DENSE)
                    .style(style::check)
                    .into()
            });
            column![label(group.name()), column(rows).spacing(6)].spacing(6).into()
        });
        let count = self.family.chosen.len();
        let words = match (self.family.is_making, count) {
            (true, _) => "Đang xếp…".to_owned(),
            (_, 0) => "Chọn khổ cần tạo".to_owned(),
            (_, count) => format!("Tạo {count} bản"),
        };
        let make = (count > 0 && !self.family.is_making).then_some(Message::Make);
        let actions = row![
            button_icon(Icon::Check, words, style::primary, make),
            button_icon(Icon::Close, "Thôi", style::ghost, Some(Message::Show(false))),
        ]
        .spacing(8);
        let all: Vec<usize> = self.sizes_to_make().collect();
        let has_all = !all.is_empty() && all.iter().all(|index| self.family.chosen.contains(index));
        let all = widget::check("Mọi khổ chưa có", has_all, Message::AllToggled);
        let list = column![all, column(groups).spacing(12)].spacing(12);
        let line = text("Khẩu hiệu, các ý, hình và chân được xếp lại theo từng khổ, không phóng to thu nhỏ.")
            .size(size::CAPTION)
            .line_height(1.5)
            .style(ink::secondary);
        container(column![line, list, actions].spacing(12)).into()
    }
}

/// The family that a poster belongs to: named after the piece that it began with.
fn name(id: &PieceId, poster: &Poster) -> String {
    if poster.family.is_empty() { id.to_string() } else { poster.family.clone() }
}

/// "A4", "Pano 8 × 4 m"; of a free size its measures.
fn size_name(poster: &Poster) -> String {
    let is_it = |size: &&Standard| {
        size.pixel == poster.pixel
            && (size.width - poster.width).abs() < 0.5
            && (size.height - poster.height).abs() < 0.5
    };
    STANDARDS.iter().find(is_it).map_or_else(|| poster.size_name(), |size| size.name.to_owned())
}

/// What the preflight says of a size, in a word.
fn verdict<'a>(verdict: Option<Verdict>) -> Element<'a, Message> {
    match verdict {
        None => tag(None, "đang kiểm…", Mood::Neutral),
        Some(Verdict { errors: 0, warnings: 0 }) => {
            tip(tag(None, "đạt", Mood::Ok), "Kiểm tra in không thấy lỗi")
        }
        Some(Verdict { errors: 0, warnings }) => tag(None, format!("{warnings} cảnh báo"), Mood::Warn),
        Some(Verdict { errors, .. }) => tag(None, wording::counted(errors, "lỗi"), Mood::Danger),
    }
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The title without the size that an earlier layout added.
fn plain_title(piece: &Piece) -> &str {
    let title = piece.header.title.as_str();
    let named = title.rsplit_once(" – ").filter(|(_, name)| STANDARDS.iter().any(|size| size.name == *name));
    named.map_or(title, |(plain, _)| plain)
}

/// "chữ: MỘT CỬA; màu: Nền"
fn told(differences: &[Difference]) -> String {
    const MOST: usize = 6;
    let lines = differences.iter().take(MOST).map(|one| format!("{}: {}", one.what.name(), one.name));
    let mut told = lines.collect::<Vec<_>>().join("\n");
    if differences.len() > MOST {
        told.push_str("\n…");
    }
    told
}
