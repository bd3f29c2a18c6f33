//! Print options: sheet, pages, and those of each kind of document.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::FileFormat;
use crate::document::poster::local::has_fields;
use crate::document::poster::{Purpose, TileSheet, Tiling};
use crate::document::print::{Comments, Content, Pages, Paper, RoleExtent};
use crate::document::quiz::SurveyPart;
use crate::document::schedule::Grouping;
use crate::document::stage::Layout;
use crate::document::{self, PrintOptions, contest, dialogue};
use crate::export::job;
use crate::piece::Format;
use crate::plan::Medium;
use crate::poster::Poster;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{Column, button_icon, caption, check, column, field, label, picker, row, segmented};
use crate::ui::{Context, Element, Export, Icon};

const WHOLE: &str = "Cả vở";
const ALL_VOICES: &str = "Tất cả các giọng";

/// The options as entered, including invalid text.
#[derive(Debug)]
pub(super) struct PrintForm {
    subject: Subject,
    /// Whether it is a piece, which goes through an approval chain, and which papers it has then.
    contents: Vec<Content>,
    /// Whether it is a piece with comments.
    has_comments: bool,
    print: PrintOptions,
    /// A poster for each locality; none for the poster as it is.
    pub locals: Option<Locals>,
    /// Whether the PDF is for blind exchange; dated when it is written.
    pub is_exchanged: bool,
    pages: String,
    overlap: String,
    dpi: String,
    max_dpi: String,
}

/// The kind of document.
#[derive(Debug)]
enum Subject {
    Schedule,
    Skit {
        roles: Vec<String>,
    },
    Script {
        voices: Vec<String>,
    },
    Quiz,
    Contest,
    Dialogue,
    /// None for one that cannot be parsed.
    Poster(Option<Box<Poster>>),
    Other,
}

/// How the posters of the localities are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locals {
    OneFile,
    FileEach,
}

#[derive(Debug, Clone)]
pub enum Message {
    PaperChosen(Paper),
    LargeToggled(bool),
    DuplexToggled(bool),
    PagesChanged(String),
    GroupingChosen(Grouping),
    DraftsToggled(bool),
    LayoutChosen(Layout),
    RoleChosen(String),
    ShortToggled(bool),
    /// The rehearsal's tables, instead of the skit.
    RehearsalToggled(bool),
    RolePackAsked,
    PartChosen(SurveyPart),
    ContestPaperChosen(contest::Paper),
    DialoguePaperChosen(dialogue::Paper),
    BleedToggled(bool),
    RasterBleedToggled(bool),
    CropToggled(bool),
    RegistrationToggled(bool),
    /// The piece, or a paper that goes round for approval.
    ContentChosen(Content),
    CommentsToggled(bool),
    /// A proof to ask for agreement.
    ProofToggled(bool),
    OutlinesToggled(bool),
    LocalsChosen(Option<Locals>),
    /// A PDF by the standard of presses.
    ExchangeToggled(bool),
    ColorBarsToggled(bool),
    TileChosen(Option<TileSheet>),
    OverlapChanged(String),
    DpiChanged(String),
    MaxDpiChanged(String),
}

impl PrintForm {
    pub fn new(what: &Export, context: &Context) -> Self {
        let subject = match what {
            Export::Schedule(_) => Subject::Schedule,
            Export::Report { .. }
            | Export::Assignments(_)
            | Export::Budget(_)
            | Export::Cases(_)
            | Export::Outcome(_)
            | Export::Desk(_)
            | Export::Places(_) => Subject::Other,
            Export::Piece(id) => match context.newsroom.piece(id) {
                Some(piece) => match piece.format {
                    Format::Stage => Subject::Skit { roles: job::roles(piece) },
                    Format::Quiz => Subject::Quiz,
                    Format::Poster => Subject::Poster(Poster::parse(&piece.body).ok().map(Box::new)),
                    Format::Av | Format::Radio => Subject::Script { voices: job::voices(piece) },
                    Format::Article => Subject::Other,
                    Format::Contest => Subject::Contest,
                    Format::Dialogue => Subject::Dialogue,
                },
                None => Subject::Other,
            },
        };
        let piece = match what {
            Export::Piece(id) => context.newsroom.piece(id),
            Export::Schedule(_)
            | Export::Report { .. }
            | Export::Assignments(_)
            | Export::Budget(_)
            | Export::Cases(_)
            | Export::Outcome(_)
            | Export::Desk(_)
            | Export::Places(_) => None,
        };
        let contents = piece.map_or_else(Vec::new, |piece| {
            let has_opinion = document::opinion::is_for(&context.newsroom, piece);
            let opinion = has_opinion.then_some(Content::Opinion);
            let is_script = matches!(piece.format, Format::Av | Format::Radio);
            let prompter = is_script.then_some(Content::Prompter);
            let as_run = (!piece.header.as_run.is_empty()).then_some(Content::AsRun);
            let notice = (piece.format == Format::Article).then_some(Content::Notice);
            let papers = [Content::Piece, Content::Review].into_iter();
            papers.chain(notice).chain(opinion).chain(prompter).chain(as_run).collect()
        });
        // A notice is printed to be hung.
        let activity = piece.and_then(|piece| context.newsroom.plan().activity(&piece.header.activity));
        let is_notice = activity.is_some_and(|activity| activity.medium == Medium::Notice)
            && contents.contains(&Content::Notice);
        let content = if is_notice { Content::Notice } else { Content::Piece };
        Self {
            subject,
            contents,
            has_comments: piece.is_some_and(|piece| !piece.header.comments.is_empty()),
            print: PrintOptions { content, ..PrintOptions::default() },
            pages: String::new(),
            locals: None,
            is_exchanged: false,
            overlap: "10".to_owned(),
            dpi: String::new(),
            max_dpi: String::new(),
        }
    }

    /// The chosen one of the papers of a contest or a dialogue: "Giấy mời". Its file is named after it too.
    pub fn paper_name(&self) -> Option<&'static str> {
        match self.subject {
            _ if self.print.content != Content::Piece => None,
            Subject::Contest => Some(self.print.contest.name()),
            Subject::Dialogue => Some(self.print.dialogue.name()),
            _ => None,
        }
    }

    /// The options, or an error for the user.
    pub fn options(&self) -> Result<PrintOptions, String> {
        let mut print = self.print.clone();
        print.pages = Pages::parse(&self.pages).map_err(|error| format!("Trang cần in: {error}."))?;
        if let Some(tiling) = &mut print.poster.tiling {
            tiling.overlap = figure(&self.overlap)
                .filter(|overlap| (0.0..=50.0).contains(overlap))
                .ok_or("Phần chồng mép là một số từ 0 đến 50 mm.")?;
        }
        print.poster.dpi = resolution(&self.dpi)?;
        print.poster.max_dpi = resolution(&self.max_dpi)?;
        Ok(print)
    }

    /// Whether the file only asks for agreement: a proof with "BẢN XIN Ý KIẾN" across, or a paper that goes round.
    pub fn is_proof(&self, format: FileFormat) -> bool {
        let is_text = matches!(
            self.print.content,
            Content::Piece | Content::Prompter | Content::AsRun | Content::Notice
        );
        let is_paper = format == FileFormat::Pdf && !is_text;
        is_paper || self.print.poster.purpose == Purpose::Proof
    }

    pub fn update(&mut self, message: Message) {
        let print = &mut self.print;
        match message {
            Message::PaperChosen(paper) => print.paper = paper,
            Message::LargeToggled(is_large) => print.is_large = is_large,
            Message::DuplexToggled(is_duplex) => print.is_duplex = is_duplex,
            Message::PagesChanged(pages) => self.pages = pages,
            Message::GroupingChosen(grouping) => print.grouping = grouping,
            Message::DraftsToggled(has) => print.has_drafts = has,
            Message::LayoutChosen(layout) => print.layout = layout,
            Message::RoleChosen(role) => {
                print.role = Some(role).filter(|role| role != WHOLE && role != ALL_VOICES);
            }
            Message::ShortToggled(is_short) => print.extent = RoleExtent::of(is_short),
            Message::RehearsalToggled(is_rehearsal) => {
                print.content = if is_rehearsal { Content::Rehearsal } else { Content::Piece };
            }
            Message::PartChosen(part) => print.part = part,
            Message::ContestPaperChosen(paper) => print.contest = paper,
            Message::DialoguePaperChosen(paper) => print.dialogue = paper,
            Message::BleedToggled(has) => print.poster.has_bleed = has,
            Message::RasterBleedToggled(has) => print.poster.has_raster_bleed = has,
            Message::CropToggled(has) => print.poster.marks.has_crop = has,
            Message::RegistrationToggled(has) => print.poster.marks.has_registration = has,
            Message::ColorBarsToggled(has) => print.poster.marks.has_color_bars = has,
            Message::ContentChosen(content) => print.content = content,
            Message::CommentsToggled(has) => {
                print.comments = if has { Comments::Printed } else { Comments::LeftOut };
            }
            Message::ProofToggled(is_proof) => {
                print.poster.purpose = if is_proof { Purpose::Proof } else { Purpose::Final };
            }
            Message::OutlinesToggled(has) => print.poster.has_outlined_text = has,
            Message::LocalsChosen(locals) => self.locals = locals,
            Message::ExchangeToggled(is_on) => self.is_exchanged = is_on,
            Message::TileChosen(sheet) => {
                print.poster.tiling = sheet.map(|sheet| Tiling { sheet, overlap: 0.0 });
            }
            Message::OverlapChanged(overlap) => self.overlap = overlap,
            Message::DpiChanged(dpi) => self.dpi = dpi,
            Message::MaxDpiChanged(dpi) => self.max_dpi = dpi,
            // Handled by the dialog.
            Message::RolePackAsked => {}
        }
    }

    /// None when the file format has no print options.
    pub fn view(&self, format: FileFormat, is_busy: bool) -> Option<Element<'_, Message>> {
        match (&self.subject, format) {
            (Subject::Poster(_), _) if format.is_picture() => Some(self.resolution()),
            (Subject::Poster(poster), FileFormat::Pdf) if self.print.content == Content::Piece => {
                Some(self.shop(poster.as_deref()))
            }
            (_, FileFormat::Pdf | FileFormat::Docx) => {
                let own = match &self.subject {
                    Subject::Schedule => {
                        let grouping = segmented(
                            Grouping::ALL.map(|one| (one, one.name())),
                            self.print.grouping,
                            Message::GroupingChosen,
                        );
                        let drafts = check(
                            "Kèm bài chưa duyệt và kỳ chưa xếp ngày",
                            self.print.has_drafts,
                            Message::DraftsToggled,
                        );
                        Some(column![named("Xếp theo", grouping), drafts].spacing(12))
                    }
                    Subject::Quiz => Some(named(
                        "Phần của phiếu",
                        segmented(
                            SurveyPart::ALL.map(|one| (one, one.name())),
                            self.print.part,
                            Message::PartChosen,
                        ),
                    )),
                    Subject::Contest if self.print.content == Content::Piece => Some(named(
                        "Văn bản",
                        picker(contest::Paper::ALL, Some(self.print.contest), Message::ContestPaperChosen),
                    )),
                    Subject::Dialogue if self.print.content == Content::Piece => Some(named(
                        "Văn bản",
                        picker(dialogue::Paper::ALL, Some(self.print.dialogue), Message::DialoguePaperChosen),
                    )),
                    Subject::Skit { roles } => Some(self.skit(roles, is_busy)),
                    Subject::Script { voices } => self.script(voices),
                    Subject::Poster(_) | Subject::Contest | Subject::Dialogue | Subject::Other => None,
                };
                let sheet = self.sheet(format == FileFormat::Pdf);
                Some(column![].push(self.content()).push(own).push(sheet).spacing(14).into())
            }
            _ => None,
        }
    }

    /// The choice between the piece and the papers that go round with it, and its comments.
    fn content(&self) -> Option<Element<'_, Message>> {
        /// More do not fit side by side.
        const MOST: usize = 4;
        if self.contents.is_empty() {
            return None;
        }
        let named_content = |content: &Content| match (content, &self.subject) {
            (Content::Piece, Subject::Poster(_)) => (*content, "Áp phích"),
            _ => (*content, content.name()),
        };
        let choice: Element<'_, Message> = if self.contents.len() > MOST {
            let names: Vec<_> = self.contents.iter().map(|content| Named(*content, content.name())).collect();
            let chosen = Named(self.print.content, self.print.content.name());
            let chosen = picker(names, Some(chosen), |Named(content, _)| Message::ContentChosen(content));
            chosen.width(Length::Fill).into()
        } else {
            segmented(self.contents.iter().map(named_content), self.print.content, Message::ContentChosen)
        };
        // A poster's own sheet has no room for notes.
        let is_text = !matches!(self.subject, Subject::Poster(_)) || self.print.content != Content::Piece;
        let comments = (self.has_comments && is_text).then(|| {
            check("In kèm góp ý, ở cuối", self.print.comments == Comments::Printed, Message::CommentsToggled)
        });
        Some(column![named("In", choice)].push(comments).spacing(12).into())
    }

    /// `has_pages`: single pages can be chosen; a Word file breaks its pages where it is opened.
    fn sheet(&self, has_pages: bool) -> Element<'_, Message> {
        let paper = picker(
            Paper::ALL.map(|paper| Named(paper, paper.name())),
            Some(Named(self.print.paper, self.print.paper.name())),
            |Named(paper, _)| Message::PaperChosen(paper),
        );
        let pages = field("Tất cả, hoặc 2-5, 8", &self.pages).on_input(Message::PagesChanged);
        let fields = row![named("Khổ giấy", paper.width(Length::Fill)).width(Length::Fill)]
            .push(has_pages.then(|| named("Trang", pages).width(Length::Fill)));
        let ways = row![
            check("In chữ lớn (18 pt)", self.print.is_large, Message::LargeToggled),
            check("In hai mặt, lề trong rộng", self.print.is_duplex, Message::DuplexToggled),
        ];
        column![fields.spacing(8), ways.spacing(20)].spacing(12).into()
    }

    fn skit<'a>(&'a self, roles: &'a [String], is_busy: bool) -> Column<'a, Message> {
        let layout =
            segmented(Layout::ALL.map(|one| (one, one.name())), self.print.layout, Message::LayoutChosen);
        let names: Vec<String> = std::iter::once(WHOLE.to_owned()).chain(roles.iter().cloned()).collect();
        let chosen = self.print.role.clone().unwrap_or_else(|| WHOLE.to_owned());
        let pack = button_icon(
            Icon::Users,
            "Xuất bộ vai",
            style::secondary,
            (!is_busy && !roles.is_empty()).then_some(Message::RolePackAsked),
        );
        let role = row![
            named("Bản cho", picker(names, Some(chosen), Message::RoleChosen).width(Length::Fill))
                .width(Length::Fill),
            pack,
        ];
        column![
            named("Trình bày", layout),
            role.spacing(8).align_y(Alignment::End),
            check(
                "Bản của vai chỉ gồm lời của vai và câu mồi",
                self.print.extent == RoleExtent::Own,
                Message::ShortToggled
            ),
            check(
                "Bảng tập, thay cho vở: vai và đạo cụ theo cảnh",
                self.print.content == Content::Rehearsal,
                Message::RehearsalToggled,
            ),
            caption(
                "Bộ vai: mỗi vai một tệp PDF, lời của vai có vạch bên lề, câu mồi in rõ, phần khác in mờ."
            ),
        ]
        .spacing(12)
    }

    /// The choice of one voice, where the words of the script are printed.
    fn script(&self, voices: &[String]) -> Option<Column<'_, Message>> {
        let is_of_words = matches!(self.print.content, Content::Piece | Content::Prompter);
        if voices.is_empty() || !is_of_words {
            return None;
        }
        let names: Vec<String> =
            std::iter::once(ALL_VOICES.to_owned()).chain(voices.iter().cloned()).collect();
        let chosen = self.print.role.clone().unwrap_or_else(|| ALL_VOICES.to_owned());
        Some(named("Lời của", picker(names, Some(chosen), Message::RoleChosen).width(Length::Fill)))
    }

    /// The choice between the poster as it is and one for each locality.
    fn locals(&self) -> Element<'_, Message> {
        let ways = [
            (None, "Một bản"),
            (Some(Locals::OneFile), "Mọi địa bàn, một tệp"),
            (Some(Locals::FileEach), "Mỗi địa bàn một tệp"),
        ];
        let ways = segmented(ways, self.locals, Message::LocalsChosen);
        let told = "Tên, điện thoại, địa chỉ của từng địa bàn được điền vào chỗ {địa phương}, {điện thoại}, {địa chỉ}; \
                    hình bên phải là địa bàn có chữ dài nhất.";
        let told = self.locals.map(|_| caption(told));
        column![named("Theo địa bàn", ways)].push(told).spacing(6).into()
    }

    fn shop(&self, poster: Option<&Poster>) -> Element<'_, Message> {
        let options = &self.print.poster;
        let sheet = options.tiling.map(|tiling| tiling.sheet);
        let ways = std::iter::once((None, "Một trang, gửi nhà in"))
            .chain(TileSheet::ALL.map(|sheet| {
                (Some(sheet), if sheet == TileSheet::A4 { "Ghép tờ A4" } else { "Ghép tờ A3" })
            }));
        let proof = self.proof();
        let way = named("Cách in", segmented(ways, sheet, Message::TileChosen));
        if options.tiling.is_none() {
            let half = |switch| container(switch).width(Length::Fill);
            let first = row![
                half(check("Phần tràn lề", options.has_bleed, Message::BleedToggled)),
                half(check("Dấu cắt", options.marks.has_crop, Message::CropToggled)),
            ];
            let second = row![
                half(check("Dấu chồng màu", options.marks.has_registration, Message::RegistrationToggled)),
                half(check("Thang màu", options.marks.has_color_bars, Message::ColorBarsToggled)),
            ];
            let third = row![
                half(check("Chữ thành nét", options.has_outlined_text, Message::OutlinesToggled)),
                half(check("Chuẩn PDF/X-4", self.is_exchanged, Message::ExchangeToggled)),
            ];
            let first = column![].push(self.content()).extend([way.into(), proof]).extend([
                first.into(),
                second.into(),
                third.into(),
            ]);
            let first = first.push(self.finest());
            return first
                .push(poster.filter(|poster| has_fields(poster)).map(|_| self.locals()))
                .spacing(12)
                .into();
        }
        let overlap = field("10", &self.overlap).on_input(Message::OverlapChanged);
        let pages = field("Tất cả, hoặc 2-5, 8", &self.pages).on_input(Message::PagesChanged);
        let count =
            self.options().ok().and_then(|print| print.poster.tiling).zip(poster).map(|(tiling, poster)| {
                let plan = tiling.plan(poster);
                let count = format!(
                    "{} hàng × {} cột = {} tờ{}, thêm sơ đồ ghép ở trang đầu.",
                    plan.rows,
                    plan.columns,
                    plan.sheets(),
                    if plan.is_landscape { " nằm ngang" } else { "" },
                );
                if plan.is_too_many() {
                    text(format!("{count} Quá nhiều để dán tay: chọn tờ lớn hơn hoặc gửi nhà in."))
                        .size(size::CAPTION)
                        .style(ink::warn)
                } else {
                    text(count).size(size::CAPTION).style(ink::secondary)
                }
            });
        let fields = row![
            named("Chồng mép (mm)", overlap).width(Length::Fill),
            named("Trang", pages).width(Length::Fill),
        ];
        column![]
            .push(self.content())
            .extend([way.into(), proof, fields.spacing(8).into()])
            .push(count)
            .push(self.finest())
            .spacing(12)
            .into()
    }

    fn proof(&self) -> Element<'_, Message> {
        let is_proof = self.print.poster.purpose == Purpose::Proof;
        check("Bản xin ý kiến: in chữ “BẢN XIN Ý KIẾN” đè lên", is_proof, Message::ProofToggled)
    }

    fn finest(&self) -> Element<'_, Message> {
        let dpi = field("Giữ nguyên tệp ảnh", &self.max_dpi).on_input(Message::MaxDpiChanged);
        column![
            named("Thu nhỏ ảnh nét hơn (dpi ở khổ thật)", dpi),
            caption("Để trống thì ảnh vào PDF nguyên vẹn. Ảnh JPEG hệ CMYK luôn giữ nguyên."),
        ]
        .spacing(8)
        .into()
    }

    fn resolution(&self) -> Element<'_, Message> {
        let dpi = field("Tự chọn theo khổ", &self.dpi).on_input(Message::DpiChanged);
        column![
            named("Độ phân giải ở khổ thật (dpi)", dpi),
            self.proof(),
            check("Kèm phần tràn lề", self.print.poster.has_raster_bleed, Message::RasterBleedToggled),
            caption("Ảnh ở khổ thật, không có dấu cắt. TIFF giữ nguyên bốn màu CMYK."),
        ]
        .spacing(12)
        .into()
    }
}

fn named<'a>(name: &'a str, control: impl Into<Element<'a, Message>>) -> Column<'a, Message> {
    column![label(name), control.into()].spacing(4)
}

/// Dots per inch; an empty text is none.
fn resolution(text: &str) -> Result<Option<f32>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let dpi = figure(text).filter(|dpi| (1.0..=2400.0).contains(dpi));
    dpi.map(Some).ok_or_else(|| "Độ phân giải là một số từ 1 đến 2400 dpi.".to_owned())
}

/// A decimal number with a point or a comma.
fn figure(text: &str) -> Option<f32> {
    text.trim().replace(',', ".").parse().ok()
}

/// A value with its label in a drop-down.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Named<T>(T, &'static str);

impl<T> std::fmt::Display for Named<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.1)
    }
}
