//! The papers on a survey's results: marks of each locality, statistics of the questions, the report, a notice without
//! names, and the list of those who take part (layout as in Decree 30/2020, appendix I and III).

use std::collections::BTreeMap;

use super::office::marker;
use crate::calendar::wording;
use crate::document::closing::closing;
use crate::document::contest::bank;
use crate::document::letterhead::{self, Letterhead, office_of};
use crate::document::paper::{cell, register, row};
use crate::document::style::{BODY, body, bold, italic};
use crate::document::{Manuscript, PrintOptions, author, sheet};
use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Column, Document, Fonts, Paragraph, Sheet};
use crate::piece::PieceId;
use crate::piece::quiz::Quiz;
use crate::plan::{Locality, Office};
use crate::survey::answers::{Answers, Participant};
use crate::survey::outcome::{Group, Outcome};
use crate::survey::results::Marked;

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// "Báo cáo kết quả": localities, fields, who is to be trained; no person's marks.
    #[default]
    Report,
    /// "Bảng điểm" of each locality: for those who may see a person's marks.
    Scores,
    /// "Thống kê câu hỏi".
    Questions,
    /// "Thông báo kết quả", without anyone's name or number.
    Notice,
    /// "Danh sách người dự", with a place to sign, each room on its own pages.
    Signatures,
}

impl Paper {
    pub const ALL: [Self; 5] = [Self::Report, Self::Scores, Self::Questions, Self::Notice, Self::Signatures];

    pub fn id(self) -> &'static str {
        match self {
            Self::Report => "bao-cao",
            Self::Scores => "bang-diem",
            Self::Questions => "thong-ke",
            Self::Notice => "thong-bao",
            Self::Signatures => "danh-sach",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "Báo cáo kết quả",
            Self::Scores => "Bảng điểm",
            Self::Questions => "Thống kê câu hỏi",
            Self::Notice => "Thông báo kết quả",
            Self::Signatures => "Danh sách người dự",
        }
    }
}

/// A paper on one survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub paper: Paper,
    pub survey: PieceId,
    /// Only this locality; none for all.
    pub locality: Option<String>,
}

/// What a paper reads.
pub struct Found<'a> {
    pub title: &'a str,
    /// Id of the activity.
    pub activity: &'a str,
    pub quiz: Quiz,
    /// By locality.
    pub answers: Vec<&'a Answers>,
    pub outcome: Outcome,
}

impl Request {
    /// The document's title, and the suggested name of its file.
    pub fn title(&self, newsroom: &Newsroom) -> String {
        let place = self.locality.as_deref().and_then(|id| newsroom.plan().locality(id));
        let survey = newsroom.piece(&self.survey).map_or("", |piece| piece.header.title.as_str());
        let name = self.paper.name();
        match place {
            Some(place) => format!("{name}, {}, {survey}", place.full_name()),
            None => format!("{name}, {survey}"),
        }
    }

    /// None when the survey is no longer there.
    pub fn found<'a>(&self, newsroom: &'a Newsroom) -> Option<Found<'a>> {
        let piece = newsroom.piece(&self.survey)?;
        let quiz = Quiz::parse(&piece.body);
        let mut answers: Vec<&Answers> = newsroom
            .entries::<Answers>()
            .filter(|answers| answers.survey == self.survey.as_str())
            .filter(|answers| self.locality.as_deref().is_none_or(|locality| answers.locality == locality))
            .collect();
        answers.sort_by_key(|answers| &answers.locality);
        let outcome = Outcome::new(&quiz, &answers);
        Some(Found { title: &piece.header.title, activity: &piece.header.activity, quiz, answers, outcome })
    }
}

/// The pages of a paper.
pub fn document(newsroom: &Newsroom, request: &Request, print: &PrintOptions, fonts: &mut Fonts) -> Document {
    manuscript(newsroom, request, print, fonts).set(fonts)
}

pub fn manuscript(
    newsroom: &Newsroom,
    request: &Request,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Manuscript {
    let sheet = print.sheet(sheet::portrait());
    let mut blocks = Vec::new();
    if let Some(found) = request.found(newsroom) {
        let office = marker(newsroom, found.activity);
        let mut writer = Writer { newsroom, office, sheet: &sheet, fonts, found: &found };
        blocks = match request.paper {
            Paper::Report => writer.report(),
            Paper::Scores => writer.scores(),
            Paper::Questions => writer.questions(),
            Paper::Notice => writer.notice(),
            Paper::Signatures => writer.signatures(),
        };
    }
    if blocks.is_empty() {
        let none = "Chưa có kết quả, hoặc chưa có danh sách, cho văn bản này.";
        blocks.push(Block::Paragraph(Paragraph::text(none, italic(BODY))));
    }
    print.manuscript(sheet.clone(), blocks, request.title(newsroom), author(newsroom))
}

struct Writer<'a> {
    newsroom: &'a Newsroom,
    office: Office,
    sheet: &'a Sheet,
    fonts: &'a mut Fonts,
    found: &'a Found<'a>,
}

impl Writer<'_> {
    fn head(&mut self, name: &str) -> Vec<Block> {
        let office = self.office.clone();
        self.head_of(&office, name)
    }

    fn head_of(&mut self, office: &Office, name: &str) -> Vec<Block> {
        let mut head = Letterhead::of(self.newsroom, office);
        "Số:          /".clone_into(&mut head.number);
        let width = sheet::text_width(self.sheet);
        let mut blocks = vec![head.block(self.fonts, width)];
        blocks.extend(letterhead::title(self.fonts, name, &[self.found.title.to_owned()], width));
        blocks
    }

    fn place(&self, id: &str) -> String {
        self.newsroom.plan().locality(id).map_or_else(|| id.to_owned(), Locality::full_name)
    }

    /// A part of the questionnaire by its title, which stands in capitals there; a field of the bank by its own name.
    fn field(&self, title: &str) -> String {
        let field = bank(self.newsroom).and_then(|bank| bank.field_named(title));
        field.map_or_else(|| one_line(title), |field| field.name.clone())
    }

    fn report(&mut self) -> Vec<Block> {
        let outcome = &self.found.outcome;
        if outcome.all.people == 0 {
            return Vec::new();
        }
        let mut blocks = self.head("BÁO CÁO");
        let weak: usize = outcome.localities.iter().map(|group| group.weak).sum();
        blocks.push(paragraph(format!(
            "Khảo sát được tổ chức ở {}, có {} được chấm. Điểm trung bình {} trên {}; {} dưới nửa số điểm.",
            wording::counted(outcome.localities.len(), "địa bàn"),
            wording::counted(outcome.all.people, "người"),
            decimal(outcome.all.mean),
            decimal(outcome.full),
            wording::counted(weak, "người"),
        )));
        let mut numbers = 1..;
        let mut numbered = |name: &str| heading(&format!("{}. {name}", numbers.next().unwrap_or(1)));
        blocks.push(numbered("Kết quả theo địa bàn"));
        blocks.push(Self::groups("Địa bàn", &outcome.localities, |group| self.place(&group.locality)));
        if outcome.fields.iter().any(|(name, _)| !name.is_empty()) {
            blocks.push(numbered("Kết quả theo lĩnh vực"));
            blocks.push(self.fields());
        }
        if !outcome.units.is_empty() {
            blocks.push(numbered("Kết quả theo đơn vị"));
            blocks.push(Self::groups("Đơn vị", &outcome.units, |group| {
                format!("{} ({})", group.unit, self.place(&group.locality))
            }));
        }
        blocks.push(numbered("Đề nghị bồi dưỡng"));
        let mut advice: Vec<Block> = outcome
            .localities
            .iter()
            .filter(|group| group.weak > 0)
            .map(|group| {
                let field = group.weakest.as_ref().map_or_else(String::new, |(field, share)| {
                    format!("; yếu nhất: {} ({} trả lời đúng)", self.field(field), percent(*share))
                });
                let (place, weak) = (self.place(&group.locality), wording::counted(group.weak, "người"));
                paragraph(format!("- {place}: {weak}{field}."))
            })
            .collect();
        if advice.is_empty() {
            advice.push(paragraph("Không có địa bàn nào có người dưới nửa số điểm.".to_owned()));
        }
        blocks.extend(advice);
        blocks.extend(self.remarks());
        blocks.push(closing(
            self.newsroom,
            &self.office,
            &["Ủy ban nhân dân thành phố (để báo cáo)".to_owned()],
        ));
        blocks
    }

    /// What is not settled yet, and keys that were mended.
    fn remarks(&self) -> Vec<Block> {
        let outcome = &self.found.outcome;
        let mut said = Vec::new();
        if outcome.doubtful > 0 {
            said.push(format!(
                "Còn {} chờ xem lại, tạm tính là không chọn.",
                wording::counted(outcome.doubtful, "ô")
            ));
        }
        if !outcome.unmarked.is_empty() {
            said.push(format!(
                "Còn {} chưa rõ mã đề, chưa chấm.",
                wording::counted(outcome.unmarked.len(), "phiếu")
            ));
        }
        for mended in &outcome.mended {
            let number = self.found.quiz.questions.get(mended.question).map_or(0, |question| question.number);
            said.push(format!(
                "Câu {number}: đáp án {} sửa thành {}, đã chấm lại mọi phiếu; {} thêm điểm, {} bớt điểm.",
                mended.before,
                mended.now,
                wording::counted(mended.gained, "người"),
                wording::counted(mended.lost, "người"),
            ));
        }
        said.into_iter().map(paragraph).collect()
    }

    fn scores(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for answers in &self.found.answers {
            let people: Vec<&Marked> =
                self.found.outcome.people.iter().filter(|one| one.locality == answers.locality).collect();
            if people.is_empty() {
                continue;
            }
            if !blocks.is_empty() {
                blocks.push(Block::PageBreak);
            }
            let place = self.place(&answers.locality);
            blocks.extend(self.head(&format!("BẢNG ĐIỂM – {}", place.to_uppercase())));
            let rows = people.iter().zip(1..).map(|(person, number): (_, usize)| {
                let known = answers.participant(&person.candidate);
                let of = |get: fn(&Participant) -> &String| known.map(get).cloned().unwrap_or_default();
                let right = person.marks.iter().filter(|mark| mark.is_right).count();
                let note = if person.doubtful > 0 {
                    format!("{} ô chờ xem", person.doubtful)
                } else {
                    String::new()
                };
                row(vec![
                    cell(number.to_string(), Align::Center),
                    cell(person.candidate.clone(), Align::Center),
                    cell(of(|one| &one.name), Align::Left),
                    cell(of(|one| &one.unit), Align::Left),
                    cell(right.to_string(), Align::Center),
                    cell(decimal(f64::from(person.points()) / 100.0), Align::Center),
                    cell(note, Align::Left),
                ])
            });
            let columns = [
                Column::Fixed(28.0),
                Column::Fixed(56.0),
                Column::Share(1.2),
                Column::Share(1.2),
                Column::Fixed(44.0),
                Column::Fixed(44.0),
                Column::Fixed(70.0),
            ];
            let heads = ["TT", "Số báo danh", "Họ và tên", "Đơn vị", "Câu đúng", "Điểm", "Ghi chú"];
            blocks.push(register(&columns, &heads, rows.collect()));
            blocks.push(closing(self.newsroom, &self.office, &[format!("Ủy ban nhân dân {place}")]));
        }
        blocks
    }

    fn questions(&mut self) -> Vec<Block> {
        let outcome = &self.found.outcome;
        if outcome.items.is_empty() {
            return Vec::new();
        }
        let mut blocks = self.head("THỐNG KÊ CÂU HỎI");
        let rows = outcome.items.iter().filter_map(|item| {
            let question = self.found.quiz.questions.get(item.question)?;
            let chosen = item.options.iter().map(|(letter, is_right, count)| {
                format!("{letter}{}: {count}", if *is_right { " (đúng)" } else { "" })
            });
            Some(row(vec![
                cell(question.number.to_string(), Align::Center),
                cell(one_line(&question.text), Align::Left),
                cell(percent(item.difficulty), Align::Center),
                cell(item.discrimination.map(decimal).unwrap_or_default(), Align::Center),
                cell(chosen.collect::<Vec<_>>().join("; "), Align::Left),
                cell(item.blank.to_string(), Align::Center),
            ]))
        });
        let columns = [
            Column::Fixed(36.0),
            Column::Share(1.6),
            Column::Fixed(48.0),
            Column::Fixed(48.0),
            Column::Share(1.0),
            Column::Fixed(44.0),
        ];
        let heads = ["Câu", "Lời hỏi", "Trả lời đúng", "Độ phân biệt", "Số người chọn", "Bỏ trống"];
        blocks.push(register(&columns, &heads, rows.collect()));
        blocks.push(paragraph(
            "Trả lời đúng càng cao, câu càng dễ. Độ phân biệt từ -1 đến 1: càng gần 1, người trả lời đúng câu này càng \
             giỏi ở các câu khác; gần 0 hoặc âm thì nên xem lại câu hỏi."
                .to_owned(),
        ));
        blocks
    }

    fn notice(&mut self) -> Vec<Block> {
        let outcome = &self.found.outcome;
        if outcome.all.people == 0 {
            return Vec::new();
        }
        let mut blocks = self.head("THÔNG BÁO");
        blocks.push(paragraph(format!(
            "Kết quả khảo sát của {} ở {} như sau. Thông báo không nêu tên và điểm của từng người.",
            wording::counted(outcome.all.people, "người"),
            wording::counted(outcome.localities.len(), "địa bàn"),
        )));
        let rows = outcome.localities.iter().zip(1..).map(|(group, number): (_, usize)| {
            row(vec![
                cell(number.to_string(), Align::Center),
                cell(self.place(&group.locality), Align::Left),
                cell(group.summary.people.to_string(), Align::Center),
                cell(decimal(group.summary.mean), Align::Center),
                cell(percent(group.summary.share), Align::Center),
            ])
        });
        let columns = [
            Column::Fixed(32.0),
            Column::Share(1.0),
            Column::Fixed(80.0),
            Column::Fixed(96.0),
            Column::Fixed(96.0),
        ];
        let heads = ["TT", "Địa bàn", "Người dự", "Điểm trung bình", "Tỷ lệ điểm"];
        blocks.push(register(&columns, &heads, rows.collect()));
        if outcome.fields.iter().any(|(name, _)| !name.is_empty()) {
            blocks.push(heading("Tỷ lệ trả lời đúng theo lĩnh vực"));
            blocks.push(self.fields());
        }
        let places =
            outcome.localities.iter().map(|group| format!("Ủy ban nhân dân {}", self.place(&group.locality)));
        blocks.push(closing(self.newsroom, &self.office, &places.collect::<Vec<_>>()));
        blocks
    }

    fn signatures(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for answers in &self.found.answers {
            let mut rooms: BTreeMap<&str, Vec<&Participant>> = BTreeMap::new();
            for one in &answers.participants {
                rooms.entry(&one.room).or_default().push(one);
            }
            for (room, mut people) in rooms {
                if !blocks.is_empty() {
                    blocks.push(Block::PageBreak);
                }
                people.sort_by_key(|one| &one.number);
                let place = self.place(&answers.locality);
                let room =
                    if room.is_empty() { String::new() } else { format!(" – {}", room.to_uppercase()) };
                let name = format!("DANH SÁCH NGƯỜI DỰ – {}{room}", place.to_uppercase());
                // The district calls its people together.
                let office = office_of(self.newsroom, Some(&answers.locality), None);
                blocks.extend(self.head_of(&office, &name));
                let rows = people.iter().zip(1..).map(|(one, number): (_, usize)| {
                    row(vec![
                        cell(number.to_string(), Align::Center),
                        cell(one.number.clone(), Align::Center),
                        cell(one.name.clone(), Align::Left),
                        cell(
                            [&*one.office, &*one.unit]
                                .into_iter()
                                .filter(|part| !part.is_empty())
                                .collect::<Vec<_>>()
                                .join(", "),
                            Align::Left,
                        ),
                        cell(String::new(), Align::Center),
                        cell(String::new(), Align::Center),
                    ])
                });
                let columns = [
                    Column::Fixed(28.0),
                    Column::Fixed(58.0),
                    Column::Share(1.0),
                    Column::Share(1.2),
                    Column::Fixed(52.0),
                    Column::Fixed(86.0),
                ];
                let heads = ["TT", "Số báo danh", "Họ và tên", "Chức vụ, đơn vị", "Mã đề", "Ký tên"];
                blocks.push(register(&columns, &heads, rows.collect()));
                blocks.push(paragraph(format!(
                    "Danh sách có {}. Số có mặt: ........ Số phiếu thu: ........ Người coi khảo sát ký: ..........................",
                    wording::counted(people.len(), "người")
                )));
            }
        }
        blocks
    }

    fn groups(first: &str, groups: &[Group], name: impl Fn(&Group) -> String) -> Block {
        let rows = groups.iter().zip(1..).map(|(group, number): (_, usize)| {
            let summary = &group.summary;
            row(vec![
                cell(number.to_string(), Align::Center),
                cell(name(group), Align::Left),
                cell(summary.people.to_string(), Align::Center),
                cell(decimal(summary.mean), Align::Center),
                cell(format!("{} – {}", decimal(summary.least), decimal(summary.most)), Align::Center),
                cell(group.weak.to_string(), Align::Center),
            ])
        });
        let columns = [
            Column::Fixed(28.0),
            Column::Share(1.0),
            Column::Fixed(48.0),
            Column::Fixed(64.0),
            Column::Fixed(84.0),
            Column::Fixed(72.0),
        ];
        register(
            &columns,
            &["TT", first, "Người", "Trung bình", "Thấp – cao", "Dưới nửa điểm"],
            rows.collect(),
        )
    }

    fn fields(&self) -> Block {
        let named = self.found.outcome.fields.iter().filter(|(name, _)| !name.is_empty());
        let rows = named.zip(1..).map(|((name, share), number): (_, usize)| {
            row(vec![
                cell(number.to_string(), Align::Center),
                cell(self.field(name), Align::Left),
                cell(percent(*share), Align::Center),
            ])
        });
        let columns = [Column::Fixed(28.0), Column::Share(1.0), Column::Fixed(84.0)];
        register(&columns, &["TT", "Lĩnh vực", "Trả lời đúng"], rows.collect())
    }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(body(text))
}

fn heading(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        space_before: 10.0,
        space_after: 4.0,
        keep_with_next: true,
        ..Paragraph::text(text, bold(BODY))
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Two decimals, with a comma.
pub fn decimal(number: f64) -> String {
    format!("{number:.2}").replace('.', ",")
}
