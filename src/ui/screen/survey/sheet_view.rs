//! Sheets as shown: pages that were read, what waits for a person, sheets typed in.

use iced::widget::{container, image, space, text};
use iced::{Alignment, Length};

use super::correct::{self, Asked};
use super::part::{LOW, card, handle, line_button, named};
use super::{Message, Survey, entry, reading};
use crate::calendar::wording;
use crate::survey::answers::told;
use crate::survey::decide::split;
use crate::survey::entry::line;
use crate::survey::intake::incomplete;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    bar_share, button_icon, button_label, caption, check, clamp, column, divider, empty_state, field,
    icon_button, label, row, rows_in_view, scroll, section_title, tag, tip,
};
use crate::ui::{Context, Element, font};

impl Survey {
    pub(super) fn scan_part(&self, context: &Context) -> Element<'_, Message> {
        let pane = &self.reading;
        if pane.is_running {
            let share = if pane.total == 0 { 0.0 } else { pane.done as f32 / pane.total as f32 };
            let said = format!("Đang đọc: {} / {} trang", pane.done, pane.total);
            let content = column![text(said).size(size::BODY), bar_share(share, Mood::Accent)];
            return container(content.spacing(12).max_width(480)).center(Length::Fill).into();
        }
        if pane.lines.is_empty() {
            return empty_state(
                Icon::Upload,
                "Chọn bản quét của các phiếu",
                "PDF của máy quét hay máy photocopy, TIFF, JPEG, PNG; 150–300 dpi, đen trắng hay màu. Trang ngược, trang lẫn, trang trùng đều được nhận ra. Có thể kéo tệp thả vào đây.",
                Some(
                    column![
                        button_icon(
                            Icon::Upload,
                            "Chọn bản quét",
                            style::primary,
                            Some(Message::Reading(reading::Message::Asked)),
                        ),
                        self.kept(),
                    ]
                    .spacing(16)
                    .align_x(Alignment::Center)
                    .into(),
                ),
            );
        }
        let taken = pane.lines.iter().filter(|line| line.is_taken).count();
        let doubtful: usize = pane.lines.iter().map(|line| line.doubtful).sum();
        let counted = [
            wording::counted(pane.lines.len(), "trang"),
            format!("{taken} phiếu"),
            format!("{} không nhận", pane.lines.len() - taken),
            format!("{doubtful} ô chờ xem lại"),
        ];
        let bar = row![
            text(counted.join(" · ")).size(size::DENSE).font(font::MEDIUM),
            space().width(Length::Fill),
            self.kept(),
        ]
        .push((doubtful > 0).then(|| {
            button_label("Xem lại", style::secondary, Some(Message::PartChosen(super::Part::Correct)))
        }))
        .spacing(12)
        .align_y(Alignment::Center);
        let missing = self.missing_pages(context).map(|said| {
            container(text(said).size(size::DENSE))
                .padding([6, 12])
                .width(Length::Fill)
                .style(style::notice(Mood::Warn))
        });
        let lines = rows_in_view(pane.visible, LOW, pane.lines.len(), |shown| {
            shown.filter_map(|at| pane.lines.get(at)).map(|one| {
                let (word, mood) = match (one.is_taken, one.needs_a_look()) {
                    (false, _) => ("không nhận", Mood::Danger),
                    (true, false) => ("đã nhận", Mood::Ok),
                    (true, true) => ("xem lại", Mood::Warn),
                };
                let doubtful = if one.doubtful > 0 { format!("{} ô", one.doubtful) } else { String::new() };
                container(
                    row![
                        container(clamp(format!("{} – {}", one.file, one.number), 1).size(size::DENSE, 19.0))
                            .width(Length::FillPortion(2)),
                        container(text(one.candidate.as_str()).size(size::DENSE).font(font::FIGURES))
                            .width(88),
                        container(text(one.version.as_str()).size(size::DENSE).font(font::FIGURES)).width(56),
                        container(text(doubtful).size(size::DENSE)).width(64),
                        container(tag(None, word.to_owned(), mood)).width(96),
                        container(
                            clamp(one.remark.as_str(), 1).size(size::CAPTION, 18.0).style(ink::secondary)
                        )
                        .width(Length::FillPortion(3)),
                    ]
                    .spacing(12)
                    .align_y(Alignment::Center),
                )
                .center_y(LOW)
                .into()
            })
        });
        let head = row![
            container(label("Trang")).width(Length::FillPortion(2)),
            container(label("Số báo danh")).width(88),
            container(label("Mã đề")).width(56),
            container(label("Chờ xem")).width(64),
            space().width(96),
            container(label("Ghi chú")).width(Length::FillPortion(3)),
        ]
        .spacing(12);
        let list = scroll(container(lines).padding([0, 16]))
            .on_scroll(|at| {
                Message::Reading(reading::Message::Scrolled(at.absolute_offset().y, at.bounds().height))
            })
            .height(Length::Fill);
        let table = card(column![container(head).padding([0, 16]), divider(), list].spacing(8).into());
        column![bar].push(missing).push(table).spacing(10).height(Length::Fill).into()
    }

    /// Whether the scans stay in the workspace.
    fn kept(&self) -> Element<'_, Message> {
        tip(
            check("Giữ bản quét làm bằng chứng", !self.reading.is_thrown_away, |on| {
                Message::Reading(reading::Message::KeptToggled(on))
            }),
            "Bản quét được chép vào thư mục evidence; sau này vẫn xem lại được ảnh của từng ô",
        )
    }

    /// Candidates of the locality of whose sheets a page was not scanned.
    fn missing_pages(&self, context: &Context) -> Option<String> {
        const NAMED: usize = 6;
        let (quiz, answers) = (self.quiz.as_ref()?, self.answers(context)?);
        let pages = crate::survey::outcome::pages(quiz);
        let missing = incomplete(answers, pages);
        let named: Vec<String> = missing
            .iter()
            .take(NAMED)
            .map(|(candidate, pages)| {
                let pages: Vec<String> = pages.iter().map(u8::to_string).collect();
                format!("{candidate} (trang {})", pages.join(", "))
            })
            .collect();
        let more = missing.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" và {more} người nữa") } else { String::new() };
        (!named.is_empty()).then(|| format!("Phiếu còn thiếu trang: {}{more}.", named.join("; ")))
    }

    pub(super) fn correct_part(&self) -> Element<'_, Message> {
        let pane = &self.correct;
        let Some(shown) = pane.shown() else {
            return empty_state(
                Icon::Done,
                "Không còn ô nào chờ xem lại",
                "Ô mà máy không chắc sẽ đợi ở đây; không ô nào bị đoán.",
                None,
            );
        };
        let crop: Element<'_, Message> = match self.reading.crop(&shown.source, &shown.name) {
            Some(plane) => {
                let scale = (520.0 / plane.width as f32).min(300.0 / plane.height as f32).min(6.0);
                image(handle(plane))
                    .width(plane.width as f32 * scale)
                    .height(plane.height as f32 * scale)
                    .filter_method(image::FilterMethod::Linear)
                    .into()
            }
            None => column![
                caption("Bản quét của phiếu này không được giữ, nên không có ảnh."),
                caption(format!("Mở lại {} để thấy ảnh, hoặc xem trên giấy.", told(&shown.source))),
            ]
            .spacing(4)
            .into(),
        };
        let said = match (shown.asked(), split(&shown.name)) {
            (Asked::Answer, Some((question, letter))) => format!("Câu {question}, ô {letter}"),
            (Asked::Candidate, _) if !shown.candidate.contains('?') => {
                format!("Số báo danh {} trùng với phiếu khác", shown.candidate)
            }
            (Asked::Candidate, _) => format!("Số báo danh đọc được: {}", shown.candidate),
            _ => format!("Đọc được: {}", shown.name),
        };
        let act: Element<'_, Message> = if shown.asked() == Asked::Answer {
            row![
                tip(
                    button_label(
                        "Có chọn",
                        style::primary,
                        Some(Message::Correct(correct::Message::Answered(true)))
                    ),
                    "Có chọn (C)"
                ),
                tip(
                    button_label(
                        "Không chọn",
                        style::secondary,
                        Some(Message::Correct(correct::Message::Answered(false)))
                    ),
                    "Không chọn (K)"
                ),
                tip(
                    button_label(
                        "Để sau",
                        style::ghost,
                        Some(Message::Correct(correct::Message::Stepped(1)))
                    ),
                    "Sang ô kế (mũi tên phải)"
                ),
            ]
            .spacing(8)
            .into()
        } else {
            let hint =
                if shown.asked() == Asked::Candidate { "Sáu chữ số" } else { "Mã đề, như 101" };
            row![
                field(hint, &pane.typed)
                    .id(correct::FIELD)
                    .on_input(|text| Message::Correct(correct::Message::Typed(text)))
                    .on_submit(Message::Correct(correct::Message::Entered))
                    .width(160),
                button_label("Ghi", style::primary, Some(Message::Correct(correct::Message::Entered))),
                button_label("Để sau", style::ghost, Some(Message::Correct(correct::Message::Stepped(1)))),
            ]
            .spacing(8)
            .into()
        };
        let content = column![
            caption(format!(
                "Còn {} · phiếu {} · {}",
                wording::counted(pane.waiting.len(), "chỗ"),
                shown.candidate,
                told(&shown.source)
            )),
            text(said).size(size::SECTION).font(font::SEMIBOLD),
            container(crop).center_x(Length::Fill).padding(16).style(style::well),
            act,
            caption("C: có chọn · K: không chọn · mũi tên: sang ô khác"),
        ]
        .spacing(16)
        .align_x(Alignment::Center)
        .max_width(640);
        let content = container(content).center_x(Length::Fill).padding(24);
        let near = pane.waiting.iter().enumerate().skip(pane.at.saturating_sub(8)).take(40);
        let list = near.map(|(at, one)| {
            let words = row![
                container(text(one.candidate.as_str()).size(size::DENSE).font(font::FIGURES)).width(72),
                text(one.name.as_str()).size(size::DENSE),
            ]
            .spacing(8)
            .align_y(Alignment::Center);
            line_button(words.into(), at == pane.at, LOW, Message::Correct(correct::Message::Shown(at)))
        });
        let list = scroll(column(list).padding([0, 8])).height(Length::Fill);
        row![
            container(content).width(Length::Fill).height(Length::Fill).style(style::card),
            container(list).width(248).height(Length::Fill).padding([12, 0]).style(style::card),
        ]
        .spacing(12)
        .height(Length::Fill)
        .into()
    }

    pub(super) fn entry_part<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let pane = &self.entry;
        let typing = |placeholder: &str, value: &'a str, of: entry::Line| {
            field(placeholder, value)
                .on_input(move |text| Message::Entry(entry::Message::Typed(of, text)))
                .on_submit(Message::Entry(entry::Message::Submitted(of)))
        };
        let (questions, options) =
            self.quiz.as_ref().map_or((0, 0), |quiz| crate::survey::options::shape(quiz));
        let typed: Vec<char> = pane.letters.chars().filter(|letter| !letter.is_whitespace()).collect();
        let last = crate::survey::version::letter(options.saturating_sub(1));
        let fault = pane.fault.as_ref().map(|fault| text(fault).size(size::DENSE).style(ink::danger));
        let is_typed_first = crate::survey::entry::numbers(&pane.number, &pane.version)
            .is_ok_and(|(candidate, _)| pane.first.contains_key(&candidate));
        let drop = (is_typed_first && pane.fault.is_some()).then(|| {
            button_label("Bỏ lượt một", style::secondary, Some(Message::Entry(entry::Message::FirstDropped)))
        });
        let said = pane.said.as_ref().map(|said| text(said).size(size::DENSE).style(ink::ok));
        let waiting = (!pane.first.is_empty())
            .then(|| caption(format!("{} chờ lượt hai", wording::counted(pane.first.len(), "phiếu"))));
        let there = self.answers(context).map_or(0, |answers| answers.sheets.len());
        // Groups of five help the eye to keep its place.
        let groups = (0..questions).step_by(5).map(|first| {
            let letters: String =
                (first..(first + 5).min(questions)).map(|at| typed.get(at).copied().unwrap_or('·')).collect();
            column![
                text(format!("{}", first + 1)).size(size::CAPTION).style(ink::tertiary),
                text(letters).size(size::BODY).font(font::FIGURES),
            ]
            .spacing(2)
            .into()
        });
        let groups = (!pane.letters.contains('(')).then(|| row(groups).spacing(14).wrap());
        let content = column![
            section_title("Nhập phiếu trả lời"),
            row![
                named(
                    "Số báo danh",
                    typing("000001", &pane.number, entry::Line::Number).id(entry::NUMBER).width(120).into()
                ),
                named("Mã đề", typing("101", &pane.version, entry::Line::Version).width(96).into()),
                named("Số đảo đề", typing("1", &pane.seed, entry::Line::Seed).width(96).into()),
            ]
            .spacing(12),
            named(
                "Trả lời, mỗi câu một chữ",
                typing(
                    &format!("A–{last}; bỏ trống ghi -; nhiều phương án ghi (AC)"),
                    &pane.letters,
                    entry::Line::Letters
                )
                .id("survey-letters")
                .width(Length::Fill)
                .into()
            ),
        ]
        .push(groups)
        .push(fault)
        .push(drop)
        .push(said)
        .push(check("Nhập hai lượt rồi so, chỉ ghi khi giống nhau", pane.is_double, |on| {
            Message::Entry(entry::Message::DoubleToggled(on))
        }))
        .push(waiting)
        .push(caption(format!(
            "Địa bàn này đã có {}. Enter sang ô kế; Enter ở dòng trả lời ghi phiếu.",
            wording::counted(there, "trang phiếu")
        )))
        .spacing(12)
        .max_width(760);
        let form = container(content).padding(20).width(Length::Fill).style(style::card);
        column![form].push(self.typed_sheets(context)).spacing(12).height(Length::Fill).into()
    }

    /// The sheets of the locality as a table; one that is pressed is typed anew.
    fn typed_sheets<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let sheets = &self.answers(context).filter(|answers| !answers.sheets.is_empty())?.sheets;
        let lines = rows_in_view(self.entry.visible, LOW, sheets.len(), |shown| {
            shown.rev().filter_map(|at| sheets.get(sheets.len() - 1 - at)).rev().map(|one| {
                let version = if one.version == 0 { String::new() } else { one.version.to_string() };
                let words = row![
                    container(text(one.candidate.as_str()).size(size::DENSE).font(font::FIGURES)).width(88),
                    container(text(version).size(size::DENSE).font(font::FIGURES)).width(56),
                    container(text(one.page.to_string()).size(size::DENSE).font(font::FIGURES)).width(48),
                    container(clamp(line(&one.answers), 1).size(size::DENSE, 19.0))
                        .width(Length::FillPortion(3)),
                    container(clamp(told(&one.source), 1).size(size::CAPTION, 18.0).style(ink::secondary))
                        .width(Length::FillPortion(1)),
                ]
                .spacing(12)
                .align_y(Alignment::Center);
                let pressed = Message::Entry(entry::Message::Chosen(one.id.clone()));
                line_button(words.into(), false, LOW, pressed)
            })
        });
        let head = row![
            container(label("Số báo danh")).width(88),
            container(label("Mã đề")).width(56),
            container(label("Trang")).width(48),
            container(label("Trả lời")).width(Length::FillPortion(3)),
            container(label("Nguồn")).width(Length::FillPortion(1)),
        ]
        .spacing(12);
        let list = scroll(container(lines).padding([0, 8]))
            .on_scroll(|at| {
                Message::Entry(entry::Message::Scrolled(at.absolute_offset().y, at.bounds().height))
            })
            .height(Length::Fill);
        Some(card(column![container(head).padding([0, 16]), divider(), list].spacing(8).into()))
    }
}

/// The scan of a sheet, beside what is typed of it.
pub(super) fn sheet_picture(picture: &image::Handle) -> Element<'_, Message> {
    let close = Some(Message::Entry(entry::Message::PictureClosed));
    column![
        row![
            section_title("Bản quét"),
            space().width(Length::Fill),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, close),
        ]
        .align_y(Alignment::Center),
        image(picture.clone()).width(Length::Fill).filter_method(image::FilterMethod::Linear),
    ]
    .spacing(12)
    .into()
}
