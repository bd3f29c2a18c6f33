//! Reads a plan's text as such plans are laid out: I mục tiêu, II yêu cầu, III nội dung, IV hình thức, V tổ chức, nơi
//! nhận; activities also as a table, in an appendix or alone. What it finds is a proposal, with the sentence it came from; what it does not understand, it says.

mod bodies;
mod cadence;
mod document;
mod each;
mod form;
mod mend;
mod outline;
mod proposal;
mod table;

pub use mend::Mend;
pub use proposal::{Item, Proposal};

use chrono::NaiveDate;

use super::id::free_id;
use super::{Activity, Agency, Audience, Cadence, Duty, Goal, Plan, Topic};
use crate::fold::{capital, fold};
use form::Form;
use outline::{Mark, Paragraph, paragraphs, parts};

/// What a plan's text proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub plan: Plan,
    /// What was taken from which sentence, in the order of the plan.
    pub found: Vec<Found>,
    /// What was not understood, in the order of the text.
    pub unread: Vec<Unread>,
}

/// A field of an activity with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// "IV.1.a"
    pub clause: String,
    /// As in the plan's file: "cadence", "lead".
    pub field: &'static str,
    /// Its line in the text, from 1, and the paragraph; none for a guess.
    pub source: Option<(usize, String)>,
}

/// A paragraph that says less than the plan needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// From 1.
    pub line: usize,
    pub text: String,
    /// What is missing, in Vietnamese.
    pub reason: String,
}

impl Reading {
    /// Reads a plan's text; `year` counts where the text names none. A text without sections gives an empty plan and
    /// says so.
    pub fn new(text: &str, year: i32) -> Self {
        let text = table::spelled_out(text);
        let paragraphs = paragraphs(&text);
        let is_section = |one: &Paragraph<'_>| matches!(one.mark, Mark::Section(_));
        let first = paragraphs.iter().position(is_section);
        // Without sections, a list or table of activities alone.
        let first = first.or_else(|| paragraphs.iter().position(|one| matches!(one.mark, Mark::Item(_))));
        let (head, rest) = paragraphs.split_at(first.unwrap_or(paragraphs.len()));
        let (body, tail) = document::before_tail(rest);
        let (tail, appendix) = document::before_appendix(tail);
        let mut reading =
            Self { plan: document::empty_plan(head, tail, year), found: Vec::new(), unread: Vec::new() };
        let has_times = |part: &[Paragraph<'_>]| part.iter().any(is_time);
        let is_listed = !body.iter().any(is_section) && has_times(body);
        if !is_listed && !body.iter().any(is_section) {
            let line = paragraphs.first().map_or(1, |first| first.line);
            reading.miss(line, "", "Không thấy các mục I, II, III … của một kế hoạch; hãy dán cả văn bản.");
        }
        for section in parts(body, is_section) {
            reading.section(section);
        }
        if is_listed {
            reading.forms(APPENDIX, body);
        }
        if has_times(appendix) {
            reading.forms(APPENDIX, appendix);
        }
        reading
    }

    fn section(&mut self, section: &[Paragraph<'_>]) {
        let Some((head, body)) = section.split_first() else { return };
        let Mark::Section(number) = head.mark else { return };
        let number = ROMAN.get(number as usize).copied().unwrap_or_default();
        let name = fold(head.text);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if body.iter().any(is_time) || has(&["hinh thuc", "bien phap"]) {
            self.forms(number, body);
        } else if has(&["to chuc thuc hien", "phan cong", "kinh phi"]) {
            self.duties(number, body);
        } else if has(&["noi dung"]) {
            self.audiences(number, body);
        } else if has(&["yeu cau"]) && !has(&["muc dich", "muc tieu"]) {
            self.plan.requirements.extend(body.iter().map(|one| one.text.to_owned()));
        } else if has(&["muc dich", "muc tieu"]) {
            self.goals(body);
        } else {
            let reason = format!("Không nhận ra mục {number} là phần nào của kế hoạch.");
            self.miss(head.line, head.whole, &reason);
        }
    }

    /// Goals, and requirements where one section holds both.
    fn goals(&mut self, body: &[Paragraph<'_>]) {
        let mut is_requirement = false;
        for one in body {
            let heading = fold(one.text.trim_end_matches([':', '.']));
            match heading.as_str() {
                "muc dich" | "muc tieu" => is_requirement = false,
                "yeu cau" => is_requirement = true,
                _ if is_requirement => self.plan.requirements.push(one.text.to_owned()),
                _ => self.plan.goals.push(Goal { title: shorten(one.text), text: one.text.to_owned() }),
            }
        }
    }

    fn audiences(&mut self, number: &str, body: &[Paragraph<'_>]) {
        for item in parts(body, |one| matches!(one.mark, Mark::Item(_))) {
            let Some((head, points)) = item.split_first() else { continue };
            let Mark::Item(nth) = head.mark else { continue };
            let clause = format!("{number}.{nth}");
            let title = head.text.trim_end_matches([':', '.']).to_owned();
            let topic = |one: &Paragraph<'_>| match one.mark {
                Mark::Point(letter) => Some(Topic {
                    clause: format!("{clause}.{letter}"),
                    short: shorten(one.text),
                    text: one.text.to_owned(),
                }),
                _ => None,
            };
            let topics = points.iter().filter_map(topic).collect();
            let short = shorten(title.strip_prefix("Đối với ").unwrap_or(&title));
            self.plan.audiences.push(Audience { clause, title, short, topics });
        }
    }

    fn duties(&mut self, number: &str, body: &[Paragraph<'_>]) {
        let (body, closing) = match body.iter().position(|one| one.text.starts_with("Trên đây là ")) {
            Some(at) => body.split_at(at),
            None => (body, [].as_slice()),
        };
        for item in parts(body, |one| matches!(one.mark, Mark::Item(_))) {
            let Some((head, points)) = item.split_first() else { continue };
            let Mark::Item(nth) = head.mark else { continue };
            let clause = format!("{number}.{nth}");
            let has_points = points.iter().any(|one| matches!(one.mark, Mark::Point(_)));
            if !has_points || !head.text.ends_with(':') {
                self.duty(clause.clone(), head);
            }
            for one in points {
                match one.mark {
                    Mark::Point(letter) => self.duty(format!("{clause}.{letter}"), one),
                    _ => self.duty(clause.clone(), one),
                }
            }
        }
        for one in closing {
            self.duty(number.to_owned(), one);
        }
    }

    fn duty(&mut self, clause: String, one: &Paragraph<'_>) {
        let named = bodies::mentioned(one.text);
        let agencies = named.iter().map(|name| self.agency(name)).collect();
        self.plan.duties.push(Duty { clause, title: shorten(one.text), text: one.text.to_owned(), agencies });
    }

    /// The forms of section IV: an item, or each lettered point of an item whose points have times of their own.
    fn forms(&mut self, number: &str, body: &[Paragraph<'_>]) {
        for item in parts(body, |one| matches!(one.mark, Mark::Item(_))) {
            let Some((head, rest)) = item.split_first() else { continue };
            let Mark::Item(nth) = head.mark else { continue };
            let points = parts(rest, |one| matches!(one.mark, Mark::Point(_)));
            let is_group = points.iter().any(|point| point.iter().skip(1).any(is_time));
            if is_group {
                for (at, point) in points.iter().enumerate() {
                    let Some((own, rest)) = point.split_first() else { continue };
                    let Mark::Point(letter) = own.mark else { continue };
                    let form = Form::read(format!("{number}.{nth}.{letter}"), own, rest);
                    self.form(&form, (at == 0).then_some(head));
                }
            } else {
                self.form(&Form::read(format!("{number}.{nth}"), head, rest), None);
            }
        }
    }

    /// `above` is the heading of a group, which belongs to the words of its first form.
    fn form(&mut self, form: &Form<'_, '_>, above: Option<&Paragraph<'_>>) {
        if let Some(time) = &form.time {
            if let Some((from, reason)) = time.from.zip(time.value.missed()) {
                self.miss(from.line, from.whole, reason);
            }
        } else {
            let reason = "Không thấy thời gian thực hiện; tạm coi là thường xuyên.";
            self.miss(form.head.line, form.head.whole, reason);
        }
        if form.lead.is_empty() {
            self.miss(form.head.line, form.head.whole, "Không thấy cơ quan chủ trì.");
        }
        let mut find = |field, from: Option<&Paragraph<'_>>| {
            let source = from.map(|one| (one.line, one.whole.to_owned()));
            self.found.push(Found { clause: form.clause.clone(), field, source });
        };
        find("title", Some(form.head));
        form.time.iter().for_each(|one| find("cadence", one.from));
        form.lead.iter().for_each(|one| find("lead", one.from));
        form.partners.iter().for_each(|one| find("partners", one.from));
        let lead: Vec<String> = form.lead.iter().map(|one| self.agency(&one.value)).collect();
        let partners: Vec<String> = form.partners.iter().map(|one| self.agency(&one.value)).collect();
        let each = form.each();
        let per_agency = if each.is_agency { self.each_agency(form) } else { Vec::new() };
        let mut rules = Vec::new();
        for (rule, from) in form.rules(|name| self.agency(name)) {
            self.found.push(Found {
                clause: form.clause.clone(),
                field: "rules",
                source: Some((from.line, from.whole.to_owned())),
            });
            rules.push(rule);
        }
        let (medium, format, hue, is_live) = form.kind();
        let mut text: Vec<String> = above.iter().map(|one| one.text.to_owned()).collect();
        text.extend(form.body.iter().map(|one| one.whole.to_owned()));
        if text.is_empty() {
            text.push(form.head.text.to_owned());
        }
        let short = short_title(&form.title);
        let starts = form.time.as_ref().and_then(|one| one.value.starts);
        self.plan.activities.push(Activity {
            id: free_id(&short, || self.plan.activities.iter().map(|activity| activity.id.as_str())),
            clause: form.clause.clone(),
            title: form.title.clone(),
            short,
            lead,
            partners,
            cadence: form.time.as_ref().map_or(Cadence::Ongoing, |one| one.value.cadence.clone()),
            starts: starts.and_then(|(month, day)| NaiveDate::from_ymd_opt(self.plan.year, month, day)),
            per_locality: each.is_locality,
            kinds: each.kinds,
            per_agency,
            medium,
            live: is_live.then_some(true),
            unit: None,
            hue,
            format,
            rules,
            text,
        });
    }

    /// The agencies that each owe a form: those that lead it where there are several, else all that it names.
    fn each_agency(&mut self, form: &Form<'_, '_>) -> Vec<String> {
        let named = |list: &[form::Understood<'_, '_, String>]| -> Vec<String> {
            let names = list.iter().map(|one| one.value.clone());
            names.filter(|name| !bodies::is_collective(name)).collect()
        };
        let mut names = named(&form.lead);
        if names.len() < 2 {
            names.extend(named(&form.partners));
        }
        if names.len() < 2 {
            let reason = "Giao cho mỗi cơ quan, nhưng không nêu tên từng cơ quan; tạm coi là một kỳ chung. Hãy chọn \
                          các cơ quan trong màn Kế hoạch, nút Sửa.";
            self.miss(form.head.line, form.head.whole, reason);
            return Vec::new();
        }
        names.iter().map(|name| self.agency(name)).collect()
    }

    /// The id of a body, which is added when it is new.
    fn agency(&mut self, name: &str) -> String {
        if let Some(known) = self.plan.agencies.iter().find(|agency| agency.name == name) {
            return known.id.clone();
        }
        let id = free_id(name, || self.plan.agencies.iter().map(|agency| agency.id.as_str()));
        self.plan.agencies.push(Agency {
            id: id.clone(),
            name: name.to_owned(),
            short: name.to_owned(),
            ..Agency::default()
        });
        id
    }

    fn miss(&mut self, line: usize, text: &str, reason: &str) {
        self.unread.push(Unread { line, text: text.to_owned(), reason: reason.to_owned() });
    }
}

/// The number of what stands in a table or appendix: "PL.1".
const APPENDIX: &str = "PL";

/// Whether a paragraph gives the time of an activity.
fn is_time(one: &Paragraph<'_>) -> bool {
    outline::field(one).is_some_and(|(label, _)| label.contains("thoi gian"))
}

const ROMAN: [&str; 13] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// The first words of a text, for tags and tables: to its first mark, and never in the middle of what a preposition
/// begins.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 32;
    const FEWEST: usize = 3;
    const JOINING: [&str; 18] = [
        "trên", "với", "về", "của", "và", "cho", "tại", "ở", "bằng", "trong", "theo", "để", "từ", "đến",
        "do", "giữa", "các", "những",
    ];
    let first = text.split([';', ':', '.']).next().unwrap_or(text).trim();
    let is_enough = |part: &str| part.split_whitespace().count() >= FEWEST;
    let comma = first.match_indices(',').map(|(at, _)| &first[..at]).find(|part| is_enough(part));
    let words: Vec<&str> = comma.unwrap_or(first).split_whitespace().collect();
    let mut length = 0;
    let fits = words.iter().take_while(|word| {
        length += word.chars().count() + 1;
        length <= LONGEST
    });
    let mut end = fits.count().max(1).min(words.len());
    if end < words.len() {
        let joins = |at: &usize| JOINING.contains(&words[*at]);
        // The last one too may be left hanging.
        end = (2..=end).rev().find(joins).unwrap_or(end);
        while end > 2 && joins(&(end - 1)) {
            end -= 1;
        }
    }
    words[..end].join(" ").trim_end_matches(',').to_owned()
}

/// A title without the verbs before the name of the form: "Tổ chức Diễn đàn …" becomes "Diễn đàn …".
fn short_title(title: &str) -> String {
    const VERBS: [&str; 7] = [
        "Tổ chức ",
        "Tuyên truyền bằng hình thức ",
        "Tuyên truyền bằng ",
        "Tuyên truyền trên ",
        "Nhân rộng mô hình ",
        "Mời ",
        "Chương trình ",
    ];
    let rest = VERBS.iter().find_map(|verb| title.strip_prefix(verb)).unwrap_or(title);
    capital(&shorten(rest))
}
