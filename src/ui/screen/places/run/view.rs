//! The list of a piece's places as it looks, and the pane beside it.

use chrono::Datelike;
use iced::widget::{checkbox, container, space, text};
use iced::{Alignment, Length, Padding};

use super::form::{Field, Form};
use super::{Line, Message, Record, Run};
use crate::calendar::wording;
use crate::document::places::Request;
use crate::fold::capital;
use crate::ledger::StayState;
use crate::piece::{Airing, PieceId};
use crate::plan::Medium;
use crate::ui::screen::places::line::{CONTENT, ROW};
use crate::ui::screen::places::pane::Choice;
use crate::ui::screen::places::photo::Photos;
use crate::ui::screen::places::sheet;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, clamp, column, divider, empty_state, field, focusable, icon_button,
    inspector, label, list_in_view, picker, row, row_button, rows_in_view, scroll, section_title, tag, tip,
};
use crate::ui::{Context, Element, Icon, font};

const BOX: f32 = 24.0;
const NUMBER: f32 = 76.0;
const DAY: f32 = 88.0;
const STATE: f32 = 116.0;

impl Run {
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let Some(id) = &self.piece else {
            return empty_state(
                Icon::Place,
                "Chưa có gì để phân phối",
                "Pano, áp phích, bản niêm yết và tiểu phẩm được gửi tới các nơi trong danh mục ở đây.",
                None,
            );
        };
        let body: Element<'a, Message> = if self.lines.is_empty() {
            empty_state(
                Icon::Place,
                if self.is_tour { "Chưa có buổi diễn nào" } else { "Chưa gửi tới nơi nào" },
                "Bấm “Gửi bài tới nơi…” để lập danh sách cho mọi địa bàn một lần, hoặc đánh dấu các nơi trong Danh mục.",
                None,
            )
        } else {
            self.table(context)
        };
        column![self.bar(id, context)].push(self.many()).push(body).spacing(12).height(Length::Fill).into()
    }

    fn bar<'a>(&'a self, id: &'a PieceId, context: &'a Context) -> Element<'a, Message> {
        let pieces: Vec<Choice<PieceId>> = sheet::pieces(&context.newsroom)
            .into_iter()
            .map(|(id, title, _)| Choice::new(id, &title))
            .collect();
        let piece = pieces.iter().find(|choice| choice.value == *id).cloned();
        let print = |name: &'static str, request: Request| {
            button_label(name, style::secondary, Some(Message::Exported(request)))
        };
        let has_lines = !self.lines.is_empty();
        let papers = match (has_lines, self.is_tour) {
            (false, _) => Vec::new(),
            (true, true) => vec![
                print("Lịch lưu diễn", Request::Tour(id.clone())),
                print("Giấy giới thiệu", Request::Letters(id.clone())),
            ],
            (true, false) => {
                let check = (self.medium(context) == Medium::Notice)
                    .then(|| print("Phiếu kiểm tra", Request::Check { locality: None }));
                let papers = [
                    print("Phiếu giao nhận", Request::Delivery { piece: id.clone(), locality: None }),
                    print("Danh sách điểm treo", Request::Hanging(id.clone())),
                ];
                papers.into_iter().chain(check).collect()
            }
        };
        row![
            picker(pieces, piece, |choice| Message::PieceChosen(choice.value)).width(300),
            icon_button(Icon::Calendar, "Mở bài trong Lịch", style::ghost, Some(Message::PieceShown)),
            caption(self.sum()),
            space().width(Length::Fill),
        ]
        .extend(papers)
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    }

    /// "900 bản, 9 nơi, đang treo 9"
    fn sum(&self) -> String {
        if self.lines.is_empty() {
            return String::new();
        }
        let count = |is: fn(&Line) -> bool| self.lines.iter().filter(|line| is(line)).count();
        if self.is_tour {
            let seen: u32 = self.lines.iter().filter_map(|line| line.spectators).sum();
            let played = count(|line| line.state == StayState::Over);
            let mut sum = format!("{}, đã diễn {played}", wording::counted(self.lines.len(), "buổi"));
            if seen > 0 {
                sum = format!("{sum}, {} khán giả", wording::grouped(seen));
            }
            return sum;
        }
        let copies: u32 = self.lines.iter().filter_map(|line| line.copies).sum();
        let up = count(|line| line.state.is_up());
        format!(
            "{} bản, {}, đang treo {up}",
            wording::grouped(copies),
            wording::counted(self.lines.len(), "nơi")
        )
    }

    /// What may be recorded of those ticked.
    fn many(&self) -> Option<Element<'_, Message>> {
        if self.marked.is_empty() {
            return None;
        }
        let act = |mark, name: &'static str, record| {
            button_icon(mark, name, style::ghost, Some(Message::Recorded(record)))
        };
        let acts = if self.is_tour {
            vec![act(Icon::Check, "Đã diễn", Record::Done)]
        } else {
            vec![
                act(Icon::Upload, "Đã gửi", Record::Sent),
                act(Icon::Check, "Đã treo", Record::Done),
                act(Icon::Download, "Đã gỡ", Record::TakenDown),
            ]
        };
        let count = format!(
            "Đã chọn {}",
            wording::counted(self.marked.len(), if self.is_tour { "buổi" } else { "nơi" })
        );
        let bar = row![text(count).size(size::DENSE).font(font::SEMIBOLD), space().width(Length::Fill)]
            .extend(acts)
            .push(button_icon(Icon::Picture, "Thêm minh chứng…", style::ghost, Some(Message::EvidenceAsked)))
            .push(act(Icon::Undo, "Chưa làm", Record::Undone))
            .push(button_icon(Icon::Trash, "Bỏ", style::ghost, Some(Message::Removed)))
            .spacing(4)
            .align_y(Alignment::Center);
        Some(container(bar).padding([2, 12]).style(style::tag(Mood::Accent)).into())
    }

    fn table<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let is_all = self.marked.len() == self.lines.len();
        let head = row![container(tick(is_all, Message::AllMarked)).width(BOX)]
            .spacing(8)
            .align_y(Alignment::Center);
        let head = if self.is_tour {
            head.push(container(label("Ngày")).width(DAY))
                .push(container(label("Giờ")).width(50))
                .push(container(label("Địa điểm")).width(Length::FillPortion(5)))
                .push(container(label("Đoàn diễn")).width(Length::FillPortion(4)))
                .push(container(label("Khán giả")).width(NUMBER))
        } else {
            head.push(container(label("Địa điểm")).width(Length::FillPortion(5)))
                .push(container(label("Số bản")).width(NUMBER))
                .push(container(label("Đã gửi")).width(DAY))
                .push(container(label("Treo")).width(DAY))
                .push(container(label("Đến")).width(DAY))
        };
        let head = head.push(container(label("Tình trạng")).width(STATE));
        let medium = if self.is_tour { Medium::Stage } else { self.medium(context) };
        let rows = rows_in_view(self.visible, ROW, self.lines.len(), |shown| {
            self.lines[shown].iter().map(|line| self.line(line, medium))
        });
        let list = list_in_view(rows, Message::Scrolled);
        let content = column![container(head).padding([0, 16]), divider(), list].spacing(8);
        container(content).padding([14, 0]).width(Length::Fill).height(Length::Fill).style(style::card).into()
    }

    fn medium(&self, context: &Context) -> Medium {
        let header = self.header(context);
        let activity = header.and_then(|header| context.newsroom.plan().activity(&header.activity));
        activity.map_or(Medium::Outdoor, |activity| activity.medium)
    }

    fn line<'a>(&'a self, line: &'a Line, medium: Medium) -> Element<'a, Message> {
        let mood = match line.state {
            _ if line.is_outdated => Mood::Warn,
            StayState::Up => Mood::Ok,
            StayState::Over if self.is_tour => Mood::Ok,
            StayState::Overdue | StayState::Unconfirmed => Mood::Warn,
            _ => Mood::Neutral,
        };
        let day = |day: Option<chrono::NaiveDate>, width: f32| {
            let said = day.map_or_else(String::new, wording::date);
            container(text(said).size(size::DENSE).font(font::FIGURES).style(ink::secondary)).width(width)
        };
        let number = |number: Option<u32>| {
            let said = number.map_or_else(String::new, wording::grouped);
            container(text(said).size(size::DENSE).font(font::FIGURES)).width(NUMBER)
        };
        let detail = [line.address.as_str(), &line.locality];
        let detail = detail.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        let detail = capital(&detail);
        let detail = match &line.clash {
            Some(clash) => clamp(clash.as_str(), 1).size(size::CAPTION, 17.0).style(ink::danger),
            None => clamp(detail, 1).size(size::CAPTION, 17.0).style(ink::secondary),
        };
        let name = column![clamp(line.place.as_str(), 1).size(size::DENSE, 19.0).font(font::MEDIUM), detail];
        let name = container(name).width(Length::FillPortion(5));
        let cells =
            row![container(tick(self.marked.contains(&line.at), Message::Marked(line.at))).width(BOX)]
                .spacing(8)
                .height(CONTENT)
                .align_y(Alignment::Center);
        let cells = if self.is_tour {
            let date = line.since.map_or_else(
                || "chưa xếp".to_owned(),
                |day| format!("{} {}", wording::weekday_short(day.weekday()), wording::day_month(day)),
            );
            let hour = line.time.map(wording::clock).unwrap_or_default();
            cells
                .push(container(text(date).size(size::DENSE)).width(DAY))
                .push(container(text(hour).size(size::DENSE).font(font::FIGURES)).width(50))
                .push(name)
                .push(
                    container(clamp(line.troupe.as_str(), 1).size(size::DENSE, 19.0).style(ink::secondary))
                        .width(Length::FillPortion(4)),
                )
                .push(number(line.spectators))
        } else {
            cells
                .push(name)
                .push(number(line.copies))
                .push(day(line.sent, DAY))
                .push(day(line.since, DAY))
                .push(day(line.until, DAY))
        };
        let evidence = (line.evidence > 0)
            .then(|| tip(crate::ui::icon::icon(Icon::Picture, 15.0).style(ink::secondary), "Có minh chứng"));
        let name_of_state = if line.is_outdated { "Bản cũ" } else { line.state.name(medium) };
        let state = row![tag(None, name_of_state, mood)].push(evidence).spacing(6).align_y(Alignment::Center);
        let cells = cells.push(container(state).width(STATE));
        let is_open = self.form.as_ref().is_some_and(|form| form.at == line.at);
        row_button(cells, is_open, Message::Opened(line.at))
    }

    /// The place that was pressed.
    pub fn pane<'a>(&'a self, context: &'a Context, photos: &'a Photos) -> Option<Element<'a, Message>> {
        let form = self.form.as_ref()?;
        let line = self.lines.iter().find(|line| line.at == form.at)?;
        let airing = self.airing(context)?;
        let head = row![
            container(section_title(line.place.as_str())).width(Length::Fill),
            icon_button(Icon::Trash, "Bỏ khỏi danh sách (Delete)", style::ghost, Some(Message::Removed)),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Closed)),
        ]
        .align_y(Alignment::Center);
        let detail = [line.address.as_str(), &line.locality];
        let detail = detail.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        let detail = capital(&detail);
        let fault = form.fault.map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
        let clash = line.clash.as_ref().map(|clash| {
            text(format!("{}: đổi ngày, giờ hoặc đoàn.", capital(clash)))
                .size(size::CAPTION)
                .style(ink::danger)
        });
        let save =
            button_label("Ghi (Enter)", style::primary, form.is_changed().then_some(Message::Submitted));
        let content = column![caption(detail)]
            .push(clash)
            .push(if self.is_tour { night(form, airing) } else { hanging(form) })
            .push(fault)
            .push(save)
            .push(divider())
            .push(self.acts())
            .push(evidence(airing, photos))
            .spacing(12);
        let content = scroll(container(content).padding(Padding::ZERO.right(10))).height(Length::Fill);
        Some(inspector(container(column![head, content].spacing(8)).padding([14, 16])))
    }

    fn acts(&self) -> Element<'_, Message> {
        let act = |name: &'static str, record| {
            button_label(name, style::secondary, Some(Message::Recorded(record)))
        };
        let acts: Vec<Element<'_, Message>> = if self.is_tour {
            vec![act("Đã diễn", Record::Done), act("Chưa diễn", Record::Undone)]
        } else {
            vec![
                act("Đã gửi", Record::Sent),
                act("Đã treo", Record::Done),
                act("Đã gỡ", Record::TakenDown),
                act("Chưa làm", Record::Undone),
            ]
        };
        row(acts).spacing(6).wrap().vertical_spacing(6).into()
    }
}

fn input<'a>(form: &'a Form, name: &'static str, hint: &str, of: Field) -> Element<'a, Message> {
    let field = field(hint, form.text(of))
        .on_input(move |text| Message::Typed(of, text))
        .on_submit(Message::Submitted);
    column![label(name), field].spacing(4).width(Length::Fill).into()
}

fn hanging(form: &Form) -> Element<'_, Message> {
    column![
        input(form, "Số bản", "", Field::Copies),
        row![
            input(form, "Treo ngày", "ngày", Field::Date),
            input(form, "Đến hết ngày", "không hạn", Field::Until)
        ]
        .spacing(8),
    ]
    .spacing(8)
    .into()
}

fn night<'a>(form: &'a Form, airing: &'a Airing) -> Element<'a, Message> {
    let outcome = airing
        .outcome
        .is_some()
        .then(|| input(form, "Kết quả", "Khán giả, thời tiết, điều rút ra", Field::Note));
    column![
        row![input(form, "Ngày", "ngày", Field::Date), input(form, "Giờ", "theo Thiết lập", Field::Time)]
            .spacing(8),
        input(form, "Đoàn diễn", "Tên đoàn, đội", Field::Troupe),
        input(form, "Số khán giả", "", Field::Spectators),
    ]
    .push(outcome)
    .spacing(8)
    .into()
}

fn evidence<'a>(airing: &'a Airing, photos: &'a Photos) -> Element<'a, Message> {
    let files = airing.evidence.iter().map(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let file = row![
            container(clamp(name, 1).size(size::DENSE, 20.0)).width(Length::Fill),
            icon_button(Icon::External, "Mở tệp", style::ghost, Some(Message::EvidenceOpened(path.clone()))),
            icon_button(
                Icon::Close,
                "Bỏ tệp này",
                style::ghost,
                Some(Message::EvidenceRemoved(path.clone()))
            ),
        ]
        .align_y(Alignment::Center);
        column![].push(photos.view(path)).push(file).spacing(4).into()
    });
    column![label("Minh chứng: ảnh, giấy xác nhận")]
        .extend(files)
        .push(button_icon(Icon::Plus, "Thêm tệp…", style::secondary, Some(Message::EvidenceAsked)))
        .spacing(4)
        .into()
}

fn tick<'a>(is_on: bool, toggled: Message) -> Element<'a, Message> {
    let message = toggled.clone();
    let tick = checkbox(is_on).size(15).style(style::check).on_toggle(move |_| message.clone());
    focusable(tick, Some(toggled))
}
