//! Ctrl+K: finds pieces, slots, what the registers hold, and commands by a few letters, with or without diacritics.

mod register;

use chrono::Datelike;
use iced::keyboard::{Key, key};
use iced::widget::{container, rich_text, span, text};
use iced::{Alignment, Task, Theme};

use super::help::{self, Topic};
use crate::calendar::wording;
use crate::fold::{self, Query};
use crate::ledger::SlotState;
use crate::piece::{Format, Piece};
use crate::plan::Activity;
use crate::store;
use crate::store::profile::Eyesight;
use crate::ui::bodies::{Bodies, BodyHit, Found};
use crate::ui::icon::{Icon, icon};
use crate::ui::live::Live;
use crate::ui::prompter::Prompter;
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{clamp, column, divider, key_cap, label, row, row_button, still, tip};
use crate::ui::{Context, Effect, Element, Export, Route, Selection, ThemeChoice, font};
use register::Register;

/// Number of visible rows.
const SHOWN: usize = 13;
/// Height with that many rows and the field, logical pixels.
const HEIGHT: f32 = 516.0;
/// Rows of bodies that are shown however many others there are.
const FEWEST: usize = 5;
/// Width of the title of a piece whose body was found, logical pixels.
const TITLE: f32 = 220.0;
const FIELD: &str = "palette";
const IMPORT: &str = "Nhập từ Word, tệp chữ…";
/// Number of letters from which a row may need truncation.
const LONG: usize = 66;

/// The state of the open palette.
#[derive(Debug)]
pub struct Palette {
    prompt: &'static str,
    query: String,
    /// Commands with folded keys.
    commands: Vec<Entry>,
    /// The commands, then the slots; pieces, which come between them, are found by the newsroom.
    slots: Vec<Entry>,
    register: Register,
    has_pieces: bool,
    hits: Vec<Entry>,
    /// Pieces whose bodies have the words; they come after the hits.
    bodies: Bodies,
    chosen: usize,
}

#[derive(Debug, Clone)]
struct Entry {
    /// The folded search key; pieces are found by the newsroom.
    key: String,
    mark: Icon,
    title: String,
    detail: String,
    keys: &'static str,
    effect: Effect,
}

#[derive(Debug, Clone)]
pub enum Message {
    QueryChanged(String),
    Chosen(usize),
    Submitted,
    /// In the bodies and comments of pieces.
    BodiesFound(Found),
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay(Task<Message>),
    Do(Box<Effect>),
}

impl Palette {
    /// `open`: what the screen behind has open.
    pub fn new(open: Option<&store::Key>, context: &Context) -> (Self, Task<Message>) {
        Self::of(
            commands(open, context),
            slots(context),
            true,
            "Tìm bài, kỳ, ý kiến, địa điểm, lệnh…",
            context,
        )
    }

    /// Only the kinds of new pieces.
    pub fn of_new_pieces(context: &Context) -> (Self, Task<Message>) {
        let mut kinds = new_pieces(context);
        kinds.push(Entry {
            key: fold::fold(IMPORT),
            mark: Icon::Upload,
            title: IMPORT.to_owned(),
            detail: String::new(),
            keys: "",
            effect: Effect::Import,
        });
        Self::of(kinds, Vec::new(), false, "Bài mới cho hình thức nào?", context)
    }

    fn of(
        commands: Vec<Entry>,
        slots: Vec<Entry>,
        has_pieces: bool,
        prompt: &'static str,
        context: &Context,
    ) -> (Self, Task<Message>) {
        let (query, hits) = (String::new(), Vec::new());
        let bodies = Bodies::default();
        let register = if has_pieces { Register::new(&context.newsroom) } else { Register::default() };
        let mut palette =
            Self { prompt, query, commands, slots, register, has_pieces, hits, bodies, chosen: 0 };
        palette.search(context);
        (palette, iced::widget::operation::focus(FIELD))
    }

    /// Answers with the effect of the selected row, once one is selected.
    pub fn update(&mut self, message: Message, context: &Context) -> Reply {
        let chosen = match message {
            Message::QueryChanged(query) => {
                self.query = query;
                self.search(context);
                if !self.has_pieces {
                    return Reply::Stay(Task::none());
                }
                let search = self.bodies.search(&self.query, &context.newsroom);
                return Reply::Stay(search.map(Message::BodiesFound));
            }
            Message::BodiesFound(found) => {
                self.bodies.take(found);
                None
            }
            Message::Chosen(hit) => self.effect(hit),
            Message::Submitted => self.effect(self.chosen),
        };
        chosen.map_or_else(|| Reply::Stay(Task::none()), |effect| Reply::Do(Box::new(effect)))
    }

    pub fn key(&mut self, key: &Key) {
        let last = (self.first().len() + self.second().len()).saturating_sub(1);
        match key {
            Key::Named(key::Named::ArrowDown) => self.chosen = (self.chosen + 1).min(last),
            Key::Named(key::Named::ArrowUp) => self.chosen = self.chosen.saturating_sub(1),
            _ => {}
        }
    }

    fn effect(&self, hit: usize) -> Option<Effect> {
        let first = self.first();
        match hit.checked_sub(first.len()) {
            None => first.get(hit).map(|entry| entry.effect.clone()),
            Some(at) => self.second().get(at).map(|hit| hit.open.clone()),
        }
    }

    /// The rows of commands, pieces and slots that are shown.
    fn first(&self) -> &[Entry] {
        let below = if self.bodies.count > 0 { 1 + self.bodies.hits.len().min(FEWEST) } else { 0 };
        &self.hits[..self.hits.len().min(SHOWN - below)]
    }

    /// The rows of bodies that are shown.
    fn second(&self) -> &[BodyHit] {
        let room = SHOWN.saturating_sub(self.first().len() + 1);
        &self.bodies.hits[..self.bodies.hits.len().min(room)]
    }

    fn search(&mut self, context: &Context) {
        let query = Query::new(&self.query);
        let is_hit = |entry: &&Entry| query.matches_folded(&entry.key);
        let newsroom = &context.newsroom;
        let search_index = newsroom.search_index();
        let found = self.has_pieces.then(|| search_index.find(&query)).into_iter().flatten();
        let pieces = found.filter_map(|at| newsroom.piece(search_index.ids().get(at)?));
        let commands = self.commands.iter().filter(is_hit).cloned();
        let pieces = pieces.map(|piece| of_piece(piece, context));
        let slots = self.slots.iter().filter(is_hit).cloned();
        let held = (!query.is_empty()).then(|| self.register.find(&query, newsroom)).into_iter().flatten();
        let help = (self.has_pieces && !query.is_empty()).then(|| help(&query)).into_iter().flatten();
        self.hits = commands.chain(pieces).chain(held).chain(slots).chain(help).take(SHOWN).collect();
        self.chosen = 0;
    }

    pub fn view(&self) -> Element<'_, Message> {
        let query = iced::widget::text_input(self.prompt, &self.query)
            .id(FIELD)
            .size(size::SECTION)
            .padding([8, 4])
            .style(style::bare_field)
            .on_input(Message::QueryChanged)
            .on_submit(Message::Submitted);
        let head = row![icon(Icon::Search, 18.0).style(ink::tertiary), still(query)]
            .spacing(8)
            .align_y(Alignment::Center);
        let rows = self.first().iter().enumerate().map(|(hit, entry)| {
            let content = row![
                icon(entry.mark, 16.0),
                clamp(entry.title.as_str(), 1)
                    .size(size::BODY, 21.0)
                    .font(font::MEDIUM)
                    .width(iced::Length::Shrink),
                container(clamp(entry.detail.as_str(), 1).size(size::CAPTION, 18.0)).style(quiet),
            ]
            .push((!entry.keys.is_empty()).then(|| key_cap(entry.keys)))
            .spacing(10)
            .align_y(Alignment::Center);
            let face = row_button(content, hit == self.chosen, Message::Chosen(hit));
            let is_long = entry.title.chars().count() + entry.detail.chars().count() > LONG;
            if is_long { tip(face, format!("{}\n{}", entry.title, entry.detail)) } else { face }
        });
        let in_bodies = self.second().iter().enumerate().map(|(at, hit)| {
            let at = self.first().len() + at;
            row_button(of_body(hit), at == self.chosen, Message::Chosen(at))
        });
        let count = wording::grouped(self.bodies.count as u64);
        let in_bodies = (self.bodies.count > 0).then(|| {
            column![container(label(format!("Trong nội dung và góp ý: {count} bài"))).padding([6, 8])]
                .extend(in_bodies)
                .spacing(2)
        });
        let body: Element<'_, Message> = if self.hits.is_empty() && self.bodies.count == 0 {
            container(
                text("Không thấy gì có những chữ này. Thử ít chữ hơn, có dấu hay không dấu đều được.")
                    .size(size::DENSE)
                    .style(ink::secondary),
            )
            .padding(12)
            .into()
        } else {
            column(rows).push(in_bodies).spacing(2).into()
        };
        // Fixed height, so that nothing jumps while typing.
        column![head, divider(), body].spacing(8).width(640).height(HEIGHT).into()
    }
}

fn quiet(theme: &Theme) -> container::Style {
    container::Style { text_color: Some(Tokens::of(theme).text_tertiary), ..container::Style::default() }
}

/// A piece with the words of its body that were found.
fn of_body(hit: &BodyHit) -> Element<'_, Message> {
    let snippet = &hit.snippet;
    let words = rich_text::<(), _, _, _>([
        span(snippet.before.as_str()),
        span(snippet.words.as_str()).background(style::FOUND),
        span(snippet.after.as_str()),
    ])
    .size(size::CAPTION)
    .wrapping(text::Wrapping::None);
    row![
        icon(if hit.format == Format::Poster { Icon::Picture } else { Icon::Text }, 16.0),
        container(clamp(hit.title.as_str(), 1).size(size::BODY, 21.0).font(font::MEDIUM)).width(TITLE),
        container(words).style(quiet).width(iced::Length::Fill).clip(true),
    ]
    .spacing(10)
    .align_y(Alignment::Center)
    .into()
}

fn of_piece(piece: &Piece, context: &Context) -> Entry {
    let header = &piece.header;
    let activity = context.newsroom.plan().activity(&header.activity);
    let name = activity.map_or(header.activity.as_str(), |activity| &activity.short);
    let is_poster = piece.format == Format::Poster;
    Entry {
        key: String::new(),
        mark: if is_poster { Icon::Picture } else { Icon::Piece },
        title: header.title.clone(),
        detail: format!("{name} · {}", header.status.name()),
        keys: "",
        effect: Effect::Open(Route::of(piece)),
    }
}

fn slots(context: &Context) -> Vec<Entry> {
    let newsroom = &context.newsroom;
    let entries = newsroom.obligations().slots.iter().filter_map(|view| {
        let activity = newsroom.plan().activity(view.slot.id.activity())?;
        let title = match newsroom.plan().body_name(&view.slot.id) {
            Some(body) => format!("{}, {}: {body}", activity.short, view.slot.period.label()),
            None => format!("{}, {}", activity.short, view.slot.period.label()),
        };
        let detail = match view.state {
            SlotState::Empty => "còn trống",
            SlotState::InHand => "đang làm",
            SlotState::Ready => "sẵn sàng",
            SlotState::InTime => "đã phát, đăng",
            SlotState::Late => "đã phát, đăng trễ",
            SlotState::Unconfirmed => "chưa xác nhận",
            SlotState::Missing => "quá hạn",
        };
        Some(Entry {
            key: fold::fold(&format!("{title} {detail} ky")),
            mark: Icon::Calendar,
            title,
            detail: detail.to_owned(),
            keys: "",
            effect: Effect::Open(Route::Calendar(Some(Selection::Slot(view.slot.id.clone())))),
        })
    });
    entries.collect()
}

fn commands(open: Option<&store::Key>, context: &Context) -> Vec<Entry> {
    let go = |mark, title: &str, keys, place| (mark, title.to_owned(), keys, Effect::Open(place));
    let eyesight = context.eyesight;
    let mut commands = vec![
        go(Icon::Home, "Tổng quan", "Ctrl 1", Route::Home),
        go(Icon::Calendar, "Lịch", "Ctrl 2", Route::Calendar(None)),
        go(Icon::Piece, "Bài", "Ctrl 3", Route::Pieces),
        go(Icon::Picture, "Pano, áp phích", "Ctrl 4", Route::Posters),
        go(Icon::Chart, "Tiến độ", "Ctrl 5", Route::Progress),
        go(Icon::Users, "Người, ai làm gì", "Ctrl 7", Route::People),
        go(Icon::Message, "Ý kiến, ai trả lời", "Ctrl 8", Route::Cases(None)),
        go(Icon::Place, "Địa điểm, nơi treo và diễn", "Ctrl 9", Route::Places(None)),
        go(Icon::Wallet, "Kinh phí, dự toán, quyết toán", "", Route::Budget(None)),
        go(Icon::Clipboard, "Khảo sát, ngân hàng câu hỏi, chấm phiếu", "", Route::Survey),
        go(Icon::Book, "Kế hoạch", "Ctrl 6", Route::Plan(None)),
        go(Icon::Building, "Địa bàn và cơ quan", "", Route::Units),
        go(Icon::Settings, "Thiết lập", "Ctrl ,", Route::Settings),
        (
            Icon::Print,
            "Xuất lịch phát sóng…".into(),
            "Ctrl P",
            Effect::Export(super::export::this_month(context)),
        ),
        (Icon::Chart, "Xuất báo cáo tiến độ…".into(), "", Effect::Export(Export::REPORT)),
        (Icon::Download, "Xuất tất cả…".into(), "", Effect::ExportAll),
        (Icon::Undo, "Hoàn tác".into(), "Ctrl Z", Effect::Undo),
        (Icon::Redo, "Làm lại".into(), "Ctrl Shift Z", Effect::Redo),
        (Icon::Sun, "Giao diện sáng".into(), "", Effect::SetTheme(ThemeChoice::Light)),
        (Icon::Moon, "Giao diện tối".into(), "", Effect::SetTheme(ThemeChoice::Dark)),
        (Icon::Monitor, "Giao diện theo hệ thống".into(), "", Effect::SetTheme(ThemeChoice::System)),
        (
            Icon::Eye,
            if eyesight.has_high_contrast { "Bỏ tương phản cao" } else { "Tương phản cao" }.into(),
            "",
            Effect::SetEyesight(Eyesight { has_high_contrast: !eyesight.has_high_contrast, ..eyesight }),
        ),
        go(Icon::Settings, "Cỡ chữ của cửa sổ", "", Route::Settings),
        (Icon::Help, "Trợ giúp".into(), "F1", Effect::Help(None)),
        (Icon::Trash, "Thùng rác…".into(), "", Effect::Trash),
        (Icon::OpenFolder, "Mở kế hoạch khác…".into(), "Ctrl O", Effect::OpenWorkspace),
        (Icon::NewFolder, "Lập kế hoạch năm mới…".into(), "", Effect::NewWorkspace),
    ];
    commands.push((Icon::Plus, "Bài mới…".into(), "Ctrl N", Effect::NewPiece));
    commands.extend(months(context));
    if let Some(store::Key::Piece(piece)) = open {
        let effect = Effect::Duplicate { piece: piece.clone(), slots: Vec::new(), is_opened: true };
        commands.push((Icon::Copy, "Nhân bản bài đang mở".into(), "", effect));
        let open = context.newsroom.piece(piece);
        if open.is_some_and(Prompter::takes) {
            let effect = Effect::Prompter(piece.clone());
            commands.push((Icon::Monitor, "Chạy chữ nhắc lời bài đang mở".into(), "F5", effect));
        }
        if open.is_some_and(|open| Live::takes(&context.newsroom, open)) {
            let effect = Effect::Live(piece.clone());
            commands.push((Icon::OnAir, "Bàn trực tiếp của bài đang mở".into(), "", effect));
        }
    }
    commands.push((Icon::Upload, IMPORT.into(), "", Effect::Import));
    let find = Effect::FindEverywhere(None);
    commands.push((Icon::Search, "Tìm và thay trong mọi bài…".into(), "Ctrl Shift F", find));
    commands.push((
        Icon::Upload,
        "Nhập lại từ Excel: lịch, sổ ý kiến, kinh phí, phiếu báo cáo…".into(),
        "",
        Effect::ImportSchedule,
    ));
    commands
        .into_iter()
        .map(|(mark, title, keys, effect)| Entry {
            key: fold::fold(&format!("{title} lenh")),
            mark,
            title,
            detail: String::new(),
            keys,
            effect,
        })
        .chain(new_pieces(context))
        .chain(help::topics().iter().enumerate().map(|(at, topic)| of_topic(at, topic)))
        .collect()
}

fn of_topic(at: usize, topic: &Topic) -> Entry {
    Entry {
        key: fold::fold(&format!("tro giup {} lenh", topic.title)),
        mark: Icon::Help,
        title: format!("Trợ giúp: {}", topic.title),
        detail: String::new(),
        keys: "",
        effect: Effect::Help(Some(at)),
    }
}

/// The topics of the help whose text has the words, but not their title: those are among the commands.
fn help(query: &Query) -> impl Iterator<Item = Entry> {
    let found = help::topics().iter().enumerate().filter(|(_, topic)| query.matches_folded(&topic.folded));
    found.map(|(at, topic)| of_topic(at, topic)).filter(|entry| !query.matches_folded(&entry.key))
}

/// The empty slots of the next month that has some, from the pieces of the month before, for scripts and bulletins.
fn months(context: &Context) -> Vec<(Icon, String, &'static str, Effect)> {
    let newsroom = &context.newsroom;
    let today = newsroom.today();
    let this = if today.year() == newsroom.plan().year { today.month() } else { 1 };
    let kinds = [(Format::Av, "kịch bản"), (Format::Radio, "bản tin truyền thanh")];
    let offer = |(format, kind)| {
        (this.max(2)..=12).find_map(|month: u32| {
            let count = newsroom.month_from_last(month, format).len();
            let title = format!(
                "Dựng {count} {kind} còn trống của tháng {month} từ tháng trước (tháng {})",
                month - 1
            );
            (count > 0).then(|| (Icon::CalendarPlus, title, "", Effect::BuildMonth(month, format)))
        })
    };
    kinds.into_iter().filter_map(offer).collect()
}

fn new_pieces(context: &Context) -> Vec<Entry> {
    let activities = context.newsroom.plan().activities.iter();
    let entry = |activity: &Activity| Entry {
        key: fold::fold(&format!("bai moi {} lenh", activity.short)),
        mark: Icon::Plus,
        title: format!("Bài mới: {}", activity.short),
        detail: String::new(),
        keys: "",
        effect: Effect::BeginPiece { activity: activity.id.clone(), slots: Vec::new(), is_opened: true },
    };
    activities.map(entry).collect()
}
