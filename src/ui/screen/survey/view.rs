//! The screen: the survey and the locality on top, its parts, and what each part shows.

use iced::widget::{container, image, space, text};
use iced::{Alignment, Length};

use super::super::cases::list::Choice;
use super::bank::{self, Form, Line, OPTIONS};
use super::correct::{self, Asked};
use super::{LEVELS, Message, Part, Survey, count, entry, paper, people, reading};
use crate::calendar::wording;
use crate::document::survey::outcome::Paper;
use crate::survey::decide::split;
use crate::survey::scan::Plane;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    bar_share, button, button_icon, button_label, caption, check, clamp, column, divider, empty_state, field,
    icon_button, inspector, label, picker, row, scroll, section_title, segmented, tag, tip, window_of_rows,
};
use crate::ui::{Context, Element, font};

/// Heights of rows, logical pixels.
const ROW: f32 = 52.0;
const LOW: f32 = 34.0;

const PARTS: [(Part, &str); 7] = [
    (Part::Bank, "Ngân hàng"),
    (Part::Paper, "Đề, phiếu"),
    (Part::People, "Người dự"),
    (Part::Scan, "Bản quét"),
    (Part::Correct, "Xem lại"),
    (Part::Entry, "Nhập tay"),
    (Part::Outcome, "Kết quả"),
];

impl Survey {
    pub(super) fn whole<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let needs_survey = self.part != Part::Bank;
        let body: Element<'a, Message> = match self.part {
            _ if needs_survey && self.survey.is_none() => empty_state(
                Icon::Clipboard,
                "Chưa có phiếu khảo sát nào",
                "Lập phiếu từ ngân hàng câu hỏi, hoặc viết một bài dạng phiếu khảo sát.",
                Some(button_label("Mở ngân hàng", style::primary, Some(Message::PartChosen(Part::Bank)))),
            ),
            Part::Bank => self.bank_part(context),
            Part::Paper => self.paper_part(context),
            Part::People => self.people_part(context),
            Part::Scan => self.scan_part(),
            Part::Correct => self.correct_part(),
            Part::Entry => self.entry_part(context),
            Part::Outcome => self.outcome_part(context),
        };
        let main = column![self.bar(context), segmented(PARTS, self.part, Message::PartChosen), body]
            .spacing(12)
            .padding([16, 24])
            .width(Length::Fill)
            .height(Length::Fill);
        row![main].push(self.pane(context)).height(Length::Fill).into()
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let newsroom = &context.newsroom;
        let surveys: Vec<Choice> = count::surveys(newsroom)
            .into_iter()
            .map(|piece| Choice::new(piece.id().to_string(), &piece.header.title))
            .collect();
        let chosen = self.survey.as_ref();
        let chosen = surveys.iter().find(|one| one.id.as_deref() == chosen.map(|id| id.as_str())).cloned();
        let survey = (self.part != Part::Bank && !surveys.is_empty())
            .then(|| picker(surveys, chosen, Message::SurveyChosen).small().width(360));
        let localities: Vec<Choice> =
            newsroom.plan().localities.iter().map(|one| Choice::new(&one.id, one.full_name())).collect();
        let chosen = localities.iter().find(|one| one.id == self.locality).cloned();
        let is_local = !matches!(self.part, Part::Bank | Part::Paper | Part::Outcome);
        let locality =
            is_local.then(|| picker(localities, chosen, Message::LocalityChosen).small().width(176));
        let open = self.survey.clone().filter(|_| self.part != Part::Bank).map(|id| {
            icon_button(Icon::External, "Mở phiếu để sửa", style::ghost, Some(Message::PieceOpened(id)))
        });
        row![text("Khảo sát").size(size::TITLE).font(font::SEMIBOLD)]
            .push(survey)
            .push(open)
            .push(locality)
            .push(space().width(Length::Fill))
            .extend(self.acts())
            .spacing(12)
            .align_y(Alignment::Center)
            .into()
    }

    /// What the part shown can do.
    fn acts(&self) -> Vec<Element<'_, Message>> {
        match self.part {
            Part::Bank => vec![
                tip(
                    button_icon(
                        Icon::Download,
                        "Nhập từ tệp",
                        style::secondary,
                        Some(Message::Bank(bank::Message::ImportAsked)),
                    ),
                    "Word, tệp chữ, GIFT, Aiken; câu đã có thì bỏ qua",
                ),
                button_icon(
                    Icon::Clipboard,
                    "Lập phiếu",
                    style::secondary,
                    Some(Message::Bank(bank::Message::DrawAsked)),
                ),
                tip(
                    button_icon(
                        Icon::Plus,
                        "Thêm câu hỏi",
                        style::primary,
                        Some(Message::Bank(bank::Message::Added)),
                    ),
                    "Thêm câu hỏi (N)",
                ),
            ],
            Part::Outcome => {
                let papers = Paper::ALL.into_iter().filter(|paper| *paper != Paper::Signatures);
                let button = |paper: Paper| {
                    button_label(paper.name(), style::secondary, Some(Message::PaperAsked(paper)))
                };
                papers.map(button).collect()
            }
            Part::People => vec![
                icon_button(
                    Icon::Print,
                    "In danh sách để ký tên, mỗi phòng một tờ",
                    style::secondary,
                    Some(Message::PaperAsked(Paper::Signatures)),
                ),
                tip(
                    button_icon(
                        Icon::Clipboard,
                        "Dán từ Excel",
                        style::primary,
                        Some(Message::People(people::Message::PasteAsked)),
                    ),
                    "Cột: Họ và tên, Đơn vị, Chức vụ, Cấp (Ctrl V)",
                ),
            ],
            Part::Scan if self.reading.is_running => vec![button_label(
                "Dừng",
                style::secondary,
                Some(Message::Reading(reading::Message::Stopped)),
            )],
            Part::Scan => vec![button_icon(
                Icon::Upload,
                "Chọn bản quét",
                style::primary,
                Some(Message::Reading(reading::Message::Asked)),
            )],
            _ => Vec::new(),
        }
    }

    fn pane<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        if self.part != Part::Bank {
            return None;
        }
        if let Some(drawing) = &self.bank.drawing {
            return Some(framed(drawn(drawing, context)));
        }
        let form = self.bank.form.as_ref()?;
        Some(framed(self.question(form, context)))
    }

    fn bank_part<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let bank = count::bank(&context.newsroom);
        if bank.questions.is_empty() {
            return empty_state(
                Icon::Help,
                "Ngân hàng chưa có câu hỏi",
                "Nhập câu hỏi của các năm từ Word, tệp chữ, GIFT hoặc Aiken, rồi lập phiếu theo lĩnh vực.",
                Some(button_icon(
                    Icon::Download,
                    "Nhập từ tệp",
                    style::primary,
                    Some(Message::Bank(bank::Message::ImportAsked)),
                )),
            );
        }
        let fields = bank.fields.iter().map(|field| Choice::new(&field.id, &field.short));
        let options: Vec<Choice> = std::iter::once(Choice::none("Mọi lĩnh vực"))
            .chain(fields)
            .chain([Choice::new("", "Chưa xếp")])
            .collect();
        let chosen = options.iter().find(|one| one.id == self.bank.field).cloned();
        let covered = self.counted.coverage.iter().map(|part| {
            let mood = if part.count() == 0 { Mood::Warn } else { Mood::Neutral };
            tag(None, format!("{} {}", part.name, part.count()), mood)
        });
        let alike = (self.counted.alike > 0).then(|| {
            tip(
                tag(None, format!("{} cặp gần giống", self.counted.alike), Mood::Warn),
                "Những câu hỏi gần như cùng lời; tìm vài chữ của câu để thấy cả hai",
            )
        });
        let filters = row![
            field("Tìm trong câu hỏi, căn cứ", &self.bank.query)
                .on_input(|text| Message::Bank(bank::Message::Searched(text)))
                .width(260),
            picker(options, chosen, |choice| Message::Bank(bank::Message::FieldFiltered(choice)))
                .small()
                .width(190),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let (shown, above, below) = window_of_rows(self.bank.visible, ROW, self.bank.found.len());
        let lines = shown.filter_map(|at| {
            let question = bank.question(self.bank.found.get(at)?)?;
            let uses = self.counted.uses.get(&question.fingerprint());
            let used = uses.map_or_else(|| "chưa dùng".to_owned(), |uses| format!("dùng {} lần", uses.len()));
            let right = uses.and_then(|uses| uses.iter().rev().find_map(|one| one.right));
            let name = bank.field(&question.field).map_or("Chưa xếp", |field| &field.short).to_owned();
            let detail = [name, question.level.name().to_owned(), question.clause.clone()];
            let detail: Vec<String> = detail.into_iter().filter(|part| !part.is_empty()).collect();
            let right = right.map(|right| format!("đúng {:.0}%", right * 100.0)).unwrap_or_default();
            let is_chosen = self.bank.opened.as_ref() == Some(&question.id);
            let content = row![
                column![
                    clamp(question.text.clone(), 1).size(size::DENSE, 19.0).font(font::MEDIUM),
                    clamp(detail.join(" · "), 1).size(size::CAPTION, 18.0).style(ink::secondary),
                ]
                .width(Length::Fill),
                container(caption(used)).width(92),
                container(text(right).size(size::CAPTION).style(ink::secondary)).width(72),
            ]
            .spacing(12)
            .height(Length::Fill)
            .align_y(Alignment::Center);
            let pressed = Message::Bank(bank::Message::Pressed(question.id.clone()));
            Some(line_button(content.into(), is_chosen, ROW, pressed))
        });
        let lines = column![space().height(above)].extend(lines).push(space().height(below));
        let list = scroll(container(lines).padding([0, 8]))
            .on_scroll(|at| {
                Message::Bank(bank::Message::Scrolled(at.absolute_offset().y, at.bounds().height))
            })
            .height(Length::Fill);
        column![filters, row(covered).push(alike).spacing(6).wrap(), card(list.into())]
            .spacing(10)
            .height(Length::Fill)
            .into()
    }

    fn question<'a>(&'a self, form: &'a Form, context: &'a Context) -> Element<'a, Message> {
        let typed = |line: Line| move |text| Message::Bank(bank::Message::Typed(line, text));
        let saved = Message::Bank(bank::Message::Saved);
        let line = |placeholder: &str, value: &'a str, of: Line| {
            field(placeholder, value).on_input(typed(of)).on_submit(saved.clone()).width(Length::Fill)
        };
        let options = (0..OPTIONS).map(|at| {
            let letter = crate::survey::version::letter(at);
            row![
                container(label(letter.to_string())).width(16),
                line(
                    if at < 2 { "Phương án" } else { "Phương án, nếu có" },
                    &form.options[at],
                    Line::Option(at)
                ),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let bank = count::bank(&context.newsroom);
        let fields: Vec<Choice> = std::iter::once(Choice::new("", "Chưa xếp"))
            .chain(bank.fields.iter().map(|field| Choice::new(&field.id, &field.short)))
            .collect();
        let chosen = fields.iter().find(|one| one.id.as_deref() == Some(&*form.question.field)).cloned();
        let uses = self.counted.uses.get(&form.question.fingerprint()).filter(|_| !form.is_new);
        let uses = uses.into_iter().flatten().map(|one| {
            let right = one.right.map_or_else(String::new, |right| format!(", đúng {:.0}%", right * 100.0));
            caption(format!("{}{right}", one.title))
        });
        let fault = form.fault.map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
        let title = if form.is_new { "Câu hỏi mới" } else { "Câu hỏi" };
        let remove = (!form.is_new).then(|| {
            icon_button(Icon::Trash, "Xóa câu này", style::ghost, Some(Message::Bank(bank::Message::Removed)))
        });
        column![
            row![section_title(title), space().width(Length::Fill)]
                .push(remove)
                .push(icon_button(
                    Icon::Close,
                    "Đóng (Esc)",
                    style::ghost,
                    Some(Message::Bank(bank::Message::Closed))
                ))
                .align_y(Alignment::Center),
            named(
                "Lời hỏi",
                line("Cơ quan nào chủ trì…?", &form.question.text, Line::Text).id(bank::TEXT).into()
            ),
            column(options).spacing(6),
            row![
                named("Đáp án", line("B", &form.question.key, Line::Key).into()),
                named(
                    "Mức độ",
                    picker(LEVELS, Some(form.question.level), |level| {
                        Message::Bank(bank::Message::LevelPicked(level))
                    })
                    .width(Length::Fill)
                    .into()
                ),
            ]
            .spacing(8),
            named(
                "Lĩnh vực (IV.10.đ)",
                picker(fields, chosen, |choice| Message::Bank(bank::Message::FieldPicked(choice)))
                    .width(Length::Fill)
                    .into()
            ),
            named("Căn cứ", line("Điều, khoản của văn bản", &form.question.clause, Line::Clause).into()),
            named("Giải thích", line("In kèm đáp án", &form.question.explanation, Line::Explanation).into()),
            check("Không rút câu này nữa", form.question.is_retired, |on| {
                Message::Bank(bank::Message::RetiredToggled(on))
            }),
        ]
        .push(fault)
        .push(tip(button_label("Lưu", style::primary, Some(saved.clone())), "Lưu (Enter trong một dòng)"))
        .extend(uses)
        .spacing(10)
        .into()
    }

    fn paper_part<'a>(&'a self, _context: &'a Context) -> Element<'a, Message> {
        let pane = &self.paper;
        let line = |value: &'a str, of: paper::Line| {
            field("", value).on_input(move |text| Message::Paper(paper::Message::Typed(of, text))).width(160)
        };
        let questions = self.quiz.as_ref().map_or(0, |quiz| crate::survey::options::shape(quiz).0);
        let problems = self.quiz.as_ref().map_or_else(Vec::new, |quiz| quiz.problems());
        let first = problems.first().map(|problem| {
            text(format!("Phải sửa trước khi in: {problem}")).size(size::DENSE).style(ink::danger)
        });
        let asked =
            (!pane.is_busy && problems.is_empty()).then_some(Message::Paper(paper::Message::WriteAsked));
        let content = column![
            section_title("Đề nhiều mã và phiếu trả lời"),
            caption(format!(
                "{questions} câu có phương án. Câu đảo trong từng phần, phương án đảo theo; “cả A và B”, “tất cả” giữ nguyên chỗ."
            )),
            row![
                named("Số mã đề", line(&pane.versions, paper::Line::Versions).into()),
                named("Số đảo đề", line(&pane.seed, paper::Line::Seed).into()),
                named("Phiếu in sẵn số phách", line(&pane.copies, paper::Line::Copies).into()),
            ]
            .spacing(12),
            check("In sẵn mã đề trên phiếu trả lời", pane.is_per_version, |on| {
                Message::Paper(paper::Message::PerVersionToggled(on))
            }),
            caption("Ghi ra: đề từng mã, phiếu trả lời, đáp án (giữ kín), chỗ của từng ô. Nhớ số đảo đề: chấm lại cần đúng số này."),
        ]
        .push(first)
        .push(button_icon(
            Icon::Print,
            if pane.is_busy { "Đang ghi…" } else { "Ghi vào thư mục" },
            style::primary,
            asked,
        ))
        .spacing(14)
        .max_width(640);
        column![container(content).padding(20).width(Length::Fill).style(style::card)].into()
    }

    fn people_part<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let Some(answers) = self.answers(context).filter(|answers| !answers.participants.is_empty()) else {
            return empty_state(
                Icon::Users,
                "Chưa có danh sách người dự",
                "Chép bảng trong Excel (Họ và tên, Đơn vị, Chức vụ, Cấp) rồi dán vào đây. Số báo danh được cấp theo thứ tự.",
                Some(button_icon(
                    Icon::Clipboard,
                    "Dán từ Excel",
                    style::primary,
                    Some(Message::People(people::Message::PasteAsked)),
                )),
            );
        };
        let all = &answers.participants;
        let bar = row![
            text(wording::counted(all.len(), "người dự")).size(size::DENSE).font(font::MEDIUM),
            space().width(Length::Fill),
            label("Chỗ mỗi phòng"),
            field("30", &self.people.seats)
                .on_input(|text| Message::People(people::Message::SeatsTyped(text)))
                .width(64),
            button_label("Xếp phòng", style::secondary, Some(Message::People(people::Message::RoomsAsked))),
            tip(
                button_label(
                    "Xóa họ tên",
                    style::ghost,
                    Some(Message::People(people::Message::NamesForgotten))
                ),
                "Khảo sát không ghi tên: số báo danh và đơn vị vẫn còn",
            ),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let cell =
            |words: &'a str, width: Length| container(clamp(words, 1).size(size::DENSE, 19.0)).width(width);
        let (shown, above, below) = window_of_rows(self.people.visible, LOW, all.len());
        let lines = shown.filter_map(|at| all.get(at)).map(|one| {
            container(
                row![
                    cell(&one.number, 72.into()),
                    cell(&one.name, Length::FillPortion(3)),
                    cell(&one.unit, Length::FillPortion(3)),
                    cell(&one.office, Length::FillPortion(3)),
                    cell(&one.level, 64.into()),
                    cell(&one.room, 80.into()),
                    icon_button(
                        Icon::Close,
                        "Bỏ người này",
                        style::ghost,
                        Some(Message::People(people::Message::Removed(one.id.clone())))
                    ),
                ]
                .spacing(12)
                .align_y(Alignment::Center),
            )
            .center_y(LOW)
            .into()
        });
        let lines = column![space().height(above)].extend(lines).push(space().height(below));
        let head = row![
            container(label("Số báo danh")).width(72),
            container(label("Họ và tên")).width(Length::FillPortion(3)),
            container(label("Đơn vị")).width(Length::FillPortion(3)),
            container(label("Chức vụ")).width(Length::FillPortion(3)),
            container(label("Cấp")).width(64),
            container(label("Phòng")).width(80),
            space().width(32),
        ]
        .spacing(12);
        let list = scroll(container(lines).padding([0, 16]))
            .on_scroll(|at| {
                Message::People(people::Message::Scrolled(at.absolute_offset().y, at.bounds().height))
            })
            .height(Length::Fill);
        let table = column![container(head).padding([0, 16]), divider(), list].spacing(8);
        column![bar, card(table.into())].spacing(10).height(Length::Fill).into()
    }

    fn scan_part(&self) -> Element<'_, Message> {
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
                "PDF của máy quét hay máy photocopy, TIFF, JPEG, PNG; 150–300 dpi, đen trắng hay màu. Trang ngược, trang lẫn, trang trùng đều được nhận ra.",
                Some(button_icon(
                    Icon::Upload,
                    "Chọn bản quét",
                    style::primary,
                    Some(Message::Reading(reading::Message::Asked)),
                )),
            );
        }
        let (shown, above, below) = window_of_rows(pane.visible, LOW, pane.lines.len());
        let lines = shown.filter_map(|at| pane.lines.get(at)).map(|one| {
            let (word, mood) = match (one.is_taken, one.doubtful, one.remark.is_empty()) {
                (false, ..) => ("không nhận", Mood::Danger),
                (true, 0, true) => ("đã nhận", Mood::Ok),
                (true, ..) => ("xem lại", Mood::Warn),
            };
            let doubtful = if one.doubtful > 0 { format!("{} ô", one.doubtful) } else { String::new() };
            container(
                row![
                    container(clamp(format!("{} – {}", one.file, one.number), 1).size(size::DENSE, 19.0))
                        .width(Length::FillPortion(2)),
                    container(text(one.candidate.as_str()).size(size::DENSE).font(font::FIGURES)).width(88),
                    container(text(one.version.as_str()).size(size::DENSE).font(font::FIGURES)).width(56),
                    container(text(doubtful).size(size::DENSE)).width(64),
                    container(tag(None, word.to_owned(), mood)).width(96),
                    container(clamp(one.remark.as_str(), 1).size(size::CAPTION, 18.0).style(ink::secondary))
                        .width(Length::FillPortion(3)),
                ]
                .spacing(12)
                .align_y(Alignment::Center),
            )
            .center_y(LOW)
            .into()
        });
        let lines = column![space().height(above)].extend(lines).push(space().height(below));
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
        card(column![container(head).padding([0, 16]), divider(), list].spacing(8).into())
    }

    fn correct_part(&self) -> Element<'_, Message> {
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
                let scale = (520.0 / plane.width as f32).min(6.0);
                image(handle(plane))
                    .width(plane.width as f32 * scale)
                    .height(plane.height as f32 * scale)
                    .filter_method(image::FilterMethod::Linear)
                    .into()
            }
            None if shown.asked() == Asked::Answer => column![
                caption("Ảnh của ô này không còn trong lượt mở này."),
                caption(format!("Mở lại bản quét {} để thấy ảnh, hoặc xem trên giấy.", shown.source)),
            ]
            .spacing(4)
            .into(),
            None => caption(format!("Xem trên giấy hoặc trong bản quét {}.", shown.source)),
        };
        let said = match (shown.asked(), split(&shown.name)) {
            (Asked::Answer, Some((question, letter))) => format!("Câu {question}, ô {letter}"),
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
                shown.source
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

    fn entry_part<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let pane = &self.entry;
        let line = |placeholder: &str, value: &'a str, of: entry::Line| {
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
                    line("000001", &pane.number, entry::Line::Number).id(entry::NUMBER).width(120).into()
                ),
                named("Mã đề", line("101", &pane.version, entry::Line::Version).width(96).into()),
                named("Số đảo đề", line("1", &pane.seed, entry::Line::Seed).width(96).into()),
            ]
            .spacing(12),
            named(
                "Trả lời, mỗi câu một chữ",
                line(
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
        .spacing(14)
        .max_width(760);
        column![container(content).padding(20).width(Length::Fill).style(style::card)].into()
    }
}

/// A survey to be drawn: how many questions of each field.
fn drawn<'a>(drawing: &'a bank::Drawing, context: &'a Context) -> Element<'a, Message> {
    let bank = count::bank(&context.newsroom);
    let fields: Vec<(String, usize)> = bank
        .fields
        .iter()
        .map(|field| {
            let own =
                bank.questions.iter().filter(|question| question.field == field.id && !question.is_retired);
            (field.short.clone(), own.count())
        })
        .collect();
    let lines = fields.into_iter().zip(&drawing.counts).enumerate().map(|(at, ((name, count), typed))| {
        row![
            container(clamp(name, 1).size(size::DENSE, 19.0)).width(Length::Fill),
            caption(format!("có {count}")),
            field("0", typed)
                .on_input(move |text| Message::Bank(bank::Message::DrawCounted(at, text)))
                .width(56),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    });
    let fault = drawing.fault.as_ref().map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
    column![
        row![
            section_title("Lập phiếu từ ngân hàng"),
            space().width(Length::Fill),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Bank(bank::Message::Closed))),
        ]
        .align_y(Alignment::Center),
        named(
            "Tên phiếu",
            field("", &drawing.title)
                .on_input(|text| Message::Bank(bank::Message::DrawTitled(text)))
                .width(Length::Fill)
                .into()
        ),
        label("Số câu của từng lĩnh vực"),
        column(lines).spacing(6),
        named(
            "Số rút",
            field("1", &drawing.seed)
                .on_input(|text| Message::Bank(bank::Message::DrawSeeded(text)))
                .width(96)
                .into()
        ),
        caption(
            "Cùng một số rút thì luôn ra cùng các câu. Câu không có đáp án hoặc thôi dùng không được rút."
        ),
    ]
    .push(fault)
    .push(button_label("Lập phiếu", style::primary, Some(Message::Bank(bank::Message::Drawn))))
    .spacing(12)
    .into()
}

pub(super) fn named<'a>(name: &'a str, content: Element<'a, Message>) -> Element<'a, Message> {
    column![label(name), content].spacing(4).into()
}

pub(super) fn card(content: Element<'_, Message>) -> Element<'_, Message> {
    container(content).padding([12, 0]).width(Length::Fill).height(Length::Fill).style(style::card).into()
}

fn framed(content: Element<'_, Message>) -> Element<'_, Message> {
    inspector(scroll(container(content).padding(16)).height(Length::Fill))
}

fn line_button<'a>(
    content: Element<'a, Message>,
    is_chosen: bool,
    height: f32,
    pressed: Message,
) -> Element<'a, Message> {
    button(container(content).center_y(Length::Fill))
        .padding([0, 8])
        .width(Length::Fill)
        .height(height)
        .style(style::choice(is_chosen))
        .on_press(pressed)
        .into()
}

fn handle(plane: &Plane) -> image::Handle {
    let rgba = plane.pixels.iter().flat_map(|grey| [*grey, *grey, *grey, 255]).collect::<Vec<u8>>();
    image::Handle::from_rgba(plane.width as u32, plane.height as u32, rgba)
}
