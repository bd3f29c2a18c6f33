//! One form of communication as section IV writes it: its words, its time, its bodies.

use super::bodies::{self, DEPARTMENTS};
use super::cadence::{self, Time};
use super::each::Each;
use super::outline::{Paragraph, field};
use crate::fold::fold;
use crate::plan::{FIELDS, Format, Hue, Medium, Rule};

/// What was understood, with the paragraph it came from.
#[derive(Debug)]
pub(super) struct Understood<'p, 'a, T> {
    pub value: T,
    /// None for what was guessed from the title.
    pub from: Option<&'p Paragraph<'a>>,
}

/// The parts of an item of section IV.
#[derive(Debug)]
pub(super) struct Form<'p, 'a> {
    pub clause: String,
    pub title: String,
    pub head: &'p Paragraph<'a>,
    pub body: &'p [Paragraph<'a>],
    pub time: Option<Understood<'p, 'a, Time>>,
    /// Names of the leading bodies.
    pub lead: Vec<Understood<'p, 'a, String>>,
    pub partners: Vec<Understood<'p, 'a, String>>,
}

impl<'p, 'a> Form<'p, 'a> {
    pub fn read(clause: String, head: &'p Paragraph<'a>, body: &'p [Paragraph<'a>]) -> Self {
        let mut form = Self {
            clause,
            title: title(head.text),
            head,
            body,
            time: None,
            lead: Vec::new(),
            partners: Vec::new(),
        };
        for paragraph in body {
            let Some((label, value)) = field(paragraph) else { continue };
            if label.contains("thoi gian") {
                form.time = form.time.or_else(|| {
                    cadence::time(value).map(|value| Understood { value, from: Some(paragraph) })
                });
            } else if label.contains("chu tri") || is_doer(&label) {
                form.lead.extend(names(bodies::listed(value), paragraph));
            } else if label.contains("phoi hop") {
                form.partners.extend(names(bodies::listed(value), paragraph));
            }
        }
        for paragraph in form.paragraphs() {
            form.read_words(paragraph);
        }
        if form.lead.is_empty() {
            form.guess_lead();
        }
        form
    }

    /// The heading and the paragraphs under it.
    pub fn paragraphs(&self) -> impl Iterator<Item = &'p Paragraph<'a>> + use<'p, 'a> {
        std::iter::once(self.head).chain(self.body)
    }

    /// What running text says: "Giao Sở …", "Mời …", "… có trách nhiệm", "Chỉ đạo …", "ít nhất 03".
    fn read_words(&mut self, paragraph: &'p Paragraph<'a>) {
        let text = paragraph.text;
        if self.time.is_none() {
            self.time = cadence::stated(text).map(|value| Understood { value, from: Some(paragraph) });
        }
        let names_bodies =
            |label: &str| label.contains("chu tri") || label.contains("phoi hop") || is_doer(label);
        if field(paragraph).is_some_and(|(label, _)| names_bodies(&label)) {
            return;
        }
        let mut named = Vec::new();
        if let Some(rest) = text.strip_prefix("Mời ") {
            named = bodies::listed(rest.split(" phối hợp").next().unwrap_or_default());
            if self.lead.is_empty() && !named.is_empty() {
                self.lead.extend(names(vec![named.remove(0)], paragraph));
            }
        } else if text.starts_with("Giao ") && self.lead.is_empty() && !self.has_lead_field() {
            self.lead.extend(names(bodies::mentioned(text).into_iter().take(1).collect(), paragraph));
        } else if let Some((subject, _)) = text.split_once(" có trách nhiệm") {
            named = bodies::listed(subject);
        } else if text.starts_with("Chỉ đạo ") || text.contains("trao đổi thống nhất với") {
            let sentence = text.split(". ").next().unwrap_or_default();
            named = bodies::mentioned(if text.starts_with("Chỉ đạo ") { text } else { sentence });
        }
        named.retain(|name| !self.has(name));
        self.partners.extend(names(named, paragraph));
    }

    fn has_lead_field(&self) -> bool {
        self.body.iter().filter_map(field).any(|(label, _)| label.contains("chu tri"))
    }

    fn has(&self, name: &str) -> bool {
        self.lead.iter().chain(&self.partners).any(|known| known.value == name)
    }

    /// Web sites name no lead: the city's portal is kept by the committee's office, the others by their departments.
    fn guess_lead(&mut self) {
        let title = fold(&self.title);
        let guess = |value: &str| Understood { value: value.to_owned(), from: None };
        if title.contains("cong thong tin") {
            self.lead.push(guess("Văn phòng UBND thành phố"));
        }
        if title.contains("so, nganh") {
            self.lead.push(guess(DEPARTMENTS));
        }
    }

    /// Which bodies each owe their own, by the title and the sentence that gives the time.
    pub fn each(&self) -> Each {
        let time = self.time.as_ref().and_then(|time| time.from).map_or("", |one| one.text);
        let each = Each::read(&format!("{}. {time}", self.title));
        Each { is_locality: each.is_locality || self.is_of_localities(), ..each }
    }

    /// Localities lead it, or it is done "ở những nơi đủ điều kiện".
    fn is_of_localities(&self) -> bool {
        const LOCAL: [&str; 5] = ["quan, huyen", "cap huyen", "phuong, xa", "cap xa", "xa, phuong"];
        let leads = self.lead.iter().map(|lead| fold(&lead.value));
        let mut leads = leads.filter(|lead| lead.starts_with("ubnd") || lead.starts_with("uy ban nhan dan"));
        leads.any(|lead| LOCAL.iter().any(|local| lead.contains(local)))
            || fold(&self.title).contains("o nhung noi")
    }

    /// Medium, format and colour by the words of the title, and whether it is aired live.
    pub fn kind(&self) -> (Medium, Format, Hue, bool) {
        let title = fold(&self.title);
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let is_press = self.lead.iter().any(|lead| lead.value.starts_with("Báo "));
        if has(&["truyen thanh"]) {
            (Medium::Radio, Format::Radio, Hue::Radio, false)
        } else if has(&["pano", "ap phich", "bang ron"]) {
            (Medium::Outdoor, Format::Poster, Hue::Poster, false)
        } else if has(&["kich", "tieu pham"]) {
            (Medium::Stage, Format::Stage, Hue::Skit, false)
        } else if has(&["khao sat"]) {
            (Medium::Event, Format::Quiz, Hue::Survey, false)
        } else if has(&["hoi thi", "cuoc thi"]) {
            (Medium::Event, Format::Contest, Hue::Contest, false)
        } else if has(&["niem yet"]) {
            (Medium::Notice, Format::Article, Hue::Board, false)
        } else if has(&["cong thong tin", "trang tin", "trang thong tin", "mang xa hoi"]) {
            (Medium::Web, Format::Article, Hue::Portal, false)
        } else if is_press || has(&["tren bao "]) {
            (Medium::Press, Format::Article, Hue::Press, false)
        } else if has(&["truyen hinh"]) && has(&["doi thoai", "truc tiep"]) {
            (Medium::Television, Format::Av, Hue::Live, true)
        } else if has(&["truyen hinh", "chuyen muc"]) {
            (Medium::Television, Format::Av, Hue::Tv, false)
        } else if has(&["mat tran", "doan the"]) {
            (Medium::Event, Format::Article, Hue::Front, false)
        } else if has(&["doanh nghiep"]) {
            (Medium::Event, event(has(&["doi thoai"])), Hue::Business, false)
        } else {
            (Medium::Event, event(has(&["doi thoai"])), Hue::People, false)
        }
    }

    /// What the words require of the content. `id` gives a body's id.
    pub fn rules(&self, mut id: impl FnMut(&str) -> String) -> Vec<(Rule, &'p Paragraph<'a>)> {
        let mut rules = Vec::new();
        for paragraph in self.paragraphs() {
            let words = fold(paragraph.text);
            let has = |phrase: &str| words.contains(phrase);
            let mut add = |rule| rules.push((rule, paragraph));
            if has("bieu duong") && has("phe phan") {
                add(Rule::PraiseAndCritiqueEach);
            }
            if has("mat duoc va chua duoc") {
                add(Rule::PraiseAndCritiqueMonthly);
            }
            if has("dinh ky co neu guong") {
                add(Rule::ModelOfficialEvery { months: 3 });
            }
            if has("ca 02 phia") || has("ca hai phia") {
                add(Rule::BothSides);
            }
            if has("giai dap vuong mac") {
                add(Rule::AnsweredProcedure);
            }
            if has("trao doi thong nhat voi") {
                let sentence = paragraph.text.split(". ").next().unwrap_or_default();
                add(Rule::AgreementOf(bodies::mentioned(sentence).iter().map(|name| id(name)).collect()));
            }
            if has("to chuc vao ngay nghi") {
                add(Rule::DaysOffOnly);
            }
            if has("muc y kien dong gop") {
                add(Rule::OpinionBox);
            }
            if has("doi thoai")
                && let Some((_, named)) = words.split_once("linh vuc")
            {
                let is_named = |name: &str| fold(name).split(',').all(|part| named.contains(part.trim()));
                let fields = FIELDS.iter().filter(|(_, name)| is_named(name));
                let fields: Vec<String> = fields.map(|(id, _)| (*id).to_owned()).collect();
                if !fields.is_empty() {
                    add(Rule::SpeaksOf(fields));
                }
            }
            if has("so ket") && has("rut kinh nghiem") {
                add(Rule::Reviewed);
            }
        }
        rules
    }
}

/// "Đơn vị thực hiện": some plans name only who does it.
fn is_doer(label: &str) -> bool {
    matches!(label, "co quan thuc hien" | "don vi thuc hien")
}

fn names<'p, 'a>(
    names: Vec<String>,
    from: &'p Paragraph<'a>,
) -> impl Iterator<Item = Understood<'p, 'a, String>> + use<'p, 'a> {
    names.into_iter().map(move |value| Understood { value, from: Some(from) })
}

/// The first sentence without its mark at the end.
fn title(heading: &str) -> String {
    let first = heading.split(". ").next().unwrap_or(heading);
    first.trim().trim_end_matches([':', '.', ';']).trim().to_owned()
}

/// The format of an event's file.
fn event(is_dialogue: bool) -> Format {
    if is_dialogue { Format::Dialogue } else { Format::Article }
}
