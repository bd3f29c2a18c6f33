//! The screen: the survey and the locality on top, its parts, and what each part shows.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::super::cases::list::Choice;
use super::bank_view::drawn;
use super::part::{LOW, card, named};
use super::sheet_view::sheet_picture;
use super::{Message, Part, Survey, bank, count, entry, paper, people, reading};
use crate::calendar::wording;
use crate::document::survey::outcome::Paper;
use crate::piece::PieceId;
use crate::survey::answers::Answers;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, check, clamp, column, divider, empty_state, field, icon_button,
    inspector, label, picker, row, rows_in_view, scroll, section_title, segmented, tip,
};
use crate::ui::{Context, Element, font};

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
            _ if needs_survey && self.piece.is_none() => empty_state(
                Icon::Clipboard,
                "Chưa có phiếu khảo sát nào",
                "Lập phiếu từ ngân hàng câu hỏi, hoặc viết một bài dạng phiếu khảo sát.",
                Some(button_label("Mở ngân hàng", style::primary, Some(Message::PartChosen(Part::Bank)))),
            ),
            Part::Bank => self.bank_part(context),
            Part::Paper => self.paper_part(context),
            Part::People => self.people_part(context),
            Part::Scan => self.scan_part(context),
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
        let chosen = self.piece.as_ref().map(PieceId::as_str);
        let chosen = surveys.iter().find(|one| one.id.as_deref() == chosen).cloned();
        let survey = (self.part != Part::Bank && !surveys.is_empty())
            .then(|| picker(surveys, chosen, Message::SurveyChosen).small().width(420));
        let localities: Vec<Choice> =
            newsroom.plan().localities.iter().map(|one| Choice::new(&one.id, one.full_name())).collect();
        let chosen = localities.iter().find(|one| one.id == self.locality).cloned();
        let is_local = !matches!(self.part, Part::Bank | Part::Paper | Part::Outcome);
        let locality =
            is_local.then(|| picker(localities, chosen, Message::LocalityChosen).small().width(176));
        let open = self.piece.clone().filter(|_| self.part != Part::Bank).map(|id| {
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
            Part::Entry => vec![
                tip(
                    button_icon(
                        Icon::Download,
                        "Nhập từ Excel",
                        style::secondary,
                        Some(Message::Entry(entry::Message::FilesAsked)),
                    ),
                    "Tệp .xlsx hoặc .csv; cột: Số báo danh, Mã đề, Trả lời (ABCD…) hoặc Câu 1, Câu 2…",
                ),
                icon_button(
                    Icon::Clipboard,
                    "Dán bảng chép từ Excel, cùng các cột ấy (Ctrl V)",
                    style::secondary,
                    Some(Message::Entry(entry::Message::PasteAsked)),
                ),
            ],
            Part::Scan if self.reading.is_running => {
                let (name, stop) = if self.reading.is_stopping() {
                    ("Đang dừng…", None)
                } else {
                    ("Dừng", Some(Message::Reading(reading::Message::Stopped)))
                };
                vec![button_label(name, style::secondary, stop)]
            }
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
        if self.part == Part::Entry {
            return Some(framed(sheet_picture(self.entry.picture.as_ref()?)));
        }
        if self.part != Part::Bank {
            return None;
        }
        if let Some(drawing) = &self.bank.drawing {
            return Some(framed(drawn(drawing, self.bank.picked.len(), context)));
        }
        let form = self.bank.form.as_ref()?;
        Some(framed(self.question(form, context)))
    }

    fn paper_part<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
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
        let localities = &context.newsroom.plan().localities;
        let places: Vec<Choice> = std::iter::once(Choice::none("Dùng chung, không ghi địa bàn"))
            .chain(localities.iter().map(|one| Choice::new(&one.id, one.full_name())))
            .collect();
        let chosen = places.iter().find(|one| one.id == pane.locality).cloned();
        let listed = pane.locality.as_ref().zip(self.piece.as_ref()).and_then(|(locality, piece)| {
            context.newsroom.entry::<Answers>(&Answers::id_of(piece, locality))
        });
        let listed = listed.map_or(0, |answers| answers.participants.len());
        let for_list = (listed > 0).then(|| {
            let words = format!(
                "In cho {} trong danh sách, ghi sẵn họ tên, số báo danh, phòng; kèm bìa túi phiếu từng phòng",
                wording::counted(listed, "người")
            );
            check(words, pane.is_for_list, |on| Message::Paper(paper::Message::ForListToggled(on)))
        });
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
            named(
                "Tên địa bàn ở đầu đề và phiếu",
                picker(places, chosen, |choice| Message::Paper(paper::Message::LocalityChosen(choice)))
                    .width(260)
                    .into()
            ),
            check("In sẵn mã đề trên phiếu trả lời", pane.is_per_version, |on| {
                Message::Paper(paper::Message::PerVersionToggled(on))
            }),
            caption("Ghi ra: đề từng mã, phiếu trả lời, đáp án (giữ kín), chỗ của từng ô. Nhớ số đảo đề: chấm lại cần đúng số này."),
        ]
        .push(for_list)
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
        let lines = rows_in_view(self.people.visible, LOW, all.len(), |shown| {
            shown.filter_map(|at| all.get(at)).map(|one| {
                container(
                    row![
                        cell(&one.number, 88.into()),
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
            })
        });
        let head = row![
            container(label("Số báo danh")).width(88),
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
}

fn framed(content: Element<'_, Message>) -> Element<'_, Message> {
    inspector(scroll(container(content).padding(16)).height(Length::Fill))
}
