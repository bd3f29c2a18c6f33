//! The other sizes of the design: made here, and told of what was changed in one of them.

use std::sync::{Arc, PoisonError};

use iced::widget::{checkbox, container, text};
use iced::{Alignment, Length, Task};

use crate::document::poster::laid;
use crate::newsroom::Command;
use crate::page::Fonts;
use crate::piece::{Format, Piece, PieceId};
use crate::poster::family::{self, Difference};
use crate::poster::size::{STANDARDS, SizeGroup};
use crate::poster::{Edit, Poster};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{button_icon, caption, column, label, row, row_button, section_title, tag, tip};
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
}

/// Another size of the design.
#[derive(Debug)]
struct Kin {
    id: PieceId,
    poster: Poster,
    differences: Vec<Difference>,
}

#[derive(Debug, Default)]
pub(super) struct Family {
    is_shown: bool,
    chosen: Vec<usize>,
    is_making: bool,
    kin: Vec<Kin>,
}

impl Family {
    /// Finds the other sizes.
    pub fn find(&mut self, id: &PieceId, poster: &Poster, context: &Context) {
        self.kin.clear();
        if poster.family.is_empty() {
            return;
        }
        let others = context.newsroom.pieces();
        let others = others.filter(|piece| piece.format == Format::Poster && piece.header.id != *id);
        for piece in others {
            let body = piece.body.peek();
            if !body.contains(&poster.family) {
                continue;
            }
            let Some(other) = Poster::parse(&body).ok().filter(|other| other.family == poster.family) else {
                continue;
            };
            let kin = Kin { id: piece.header.id.clone(), poster: other, differences: Vec::new() };
            self.kin.push(kin);
        }
        self.kin.sort_by(|a, b| {
            (a.poster.width * a.poster.height).total_cmp(&(b.poster.width * b.poster.height))
        });
        self.compare(poster);
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
        }
        Action::none()
    }

    /// Lays the chosen sizes out in the background.
    fn lay_sizes(&mut self) -> Task<Parent> {
        if self.family.is_making || self.family.chosen.is_empty() {
            return Task::none();
        }
        self.family.is_making = true;
        let mut source = self.poster.clone();
        let name = if source.family.is_empty() { self.id.to_string() } else { source.family.clone() };
        let links = self.family.kin.iter().flat_map(|kin| kin.poster.all_elements());
        let taken = links.filter_map(|element| element.link).max().unwrap_or(0);
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

    /// Adds the new posters, and makes this one of their family.
    fn add_sizes(&mut self, made: &[(usize, Poster)], context: &Context) -> Action<Parent> {
        self.family.is_making = false;
        self.family.is_shown = false;
        let Some(piece) = context.newsroom.piece(&self.id) else { return Action::none() };
        let Some((_, first)) = made.first() else { return Action::none() };
        let mut edits = vec![Edit::SetFamily(first.family.clone())];
        for element in &self.poster.elements {
            let twin = first.element(element.id).filter(|twin| twin.link != element.link);
            edits.extend(twin.map(|twin| Edit::SetLink { id: element.id, link: twin.link }));
        }
        let mut own = self.commit(Edit::All(edits), false);
        let added = made.iter().filter_map(|(index, poster)| {
            let id = PieceId(ulid::Ulid::generate().to_string().into());
            let mut copy = context.newsroom.duplicate(piece, Vec::new(), id);
            copy.header.title = format!("{} – {}", plain_title(piece), STANDARDS.get(*index)?.name);
            copy.body = poster.to_text().into();
            Some(Command::Add(Box::new(copy)))
        });
        let mut commands: Vec<Command> = Vec::new();
        own.effects.retain(|effect| match effect {
            Effect::Apply(command) => {
                commands.push(command.clone());
                false
            }
            _ => true,
        });
        commands.extend(added);
        let notice = Notice::undoable(format!("Đã tạo {} bản khổ khác, cùng chữ với bản này.", made.len()));
        own.and(Effect::Apply(Command::All(commands))).and(Effect::Notify(notice))
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
            let name = text(kin.poster.size_name()).size(size::DENSE).width(Length::Fill);
            let state = match kin.differences.len() {
                0 => tag(None, "giống bản này", Mood::Neutral),
                count => tip(tag(None, format!("{count} chỗ khác"), Mood::Warn), told(&kin.differences)),
            };
            let content = row![name, state].spacing(8).align_y(Alignment::Center);
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
        let list = column(groups).spacing(12);
        let line = text("Khẩu hiệu, các ý, hình và chân được xếp lại theo từng khổ, không phóng to thu nhỏ.")
            .size(size::CAPTION)
            .line_height(1.5)
            .style(ink::secondary);
        container(column![line, list, actions].spacing(12)).into()
    }
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
