//! A piece as plain text, to read, send or paste: the content of its document without the layout.

use crate::newsroom::Newsroom;
use crate::piece::article::Article;
use crate::piece::av::Script;
use crate::piece::quiz::Quiz;
use crate::piece::stage::{self, Element, ElementKind, Play};
use crate::piece::timing::clock;
use crate::piece::{Format, Piece};

use super::print::SurveyPart;
use super::running::timed;
use super::{duration, head, script as papers};

/// Title, airings, people, then the body in readable form; of a survey only `part`. LF line ends, with one at
/// the end.
pub fn plain_text(newsroom: &Newsroom, piece: &Piece, part: SurveyPart) -> String {
    let header = &piece.header;
    let mut out = Text::default();
    out.line(&header.title.to_uppercase());
    if let Some(activity) = newsroom.plan().activity(&header.activity) {
        out.line(&activity.short);
    }
    for airing in head::airings(newsroom, header) {
        out.line(&airing);
    }
    for person in &header.people {
        out.line(&format!("{}: {}", person.role, person.name));
    }
    out.blank();
    match piece.format {
        Format::Av | Format::Radio => script(&mut out, newsroom, &piece.body),
        Format::Article => paragraphs(&mut out, &Article::parse(&piece.body).plain_text()),
        Format::Stage => skit(&mut out, &stage::parse(&piece.body)),
        Format::Quiz => quiz(&mut out, &Quiz::parse(&piece.body), part),
        Format::Poster => {}
        Format::Contest => super::contest::plain(&mut |line| out.line(line), &piece.body),
        Format::Dialogue => super::dialogue::plain(&mut |line| out.line(line), &piece.body),
    }
    out.finish()
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, text: &str) {
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    /// At most one blank line between two other lines.
    fn blank(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    fn labelled(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.line(&format!("{label}: {text}"));
        }
    }

    fn finish(mut self) -> String {
        self.0.truncate(self.0.trim_end().len());
        self.0.push('\n');
        self.0
    }
}

fn script(out: &mut Text, newsroom: &Newsroom, body: &str) {
    let script = Script::parse(body);
    paragraphs(out, script.preface.trim());
    out.blank();
    let rows = timed(newsroom, &script);
    for timed in &rows {
        let row = timed.row;
        let heading =
            format!("{}. {} ({}, đến {})", row.number, row.name, duration(timed.seconds), clock(timed.to()));
        out.line(&heading.replace(".  (", ". ("));
        out.labelled("Hình", &row.picture);
        out.labelled("Chữ", &row.caption);
        if row.voice.is_empty() || row.speech.is_empty() {
            out.labelled("Giọng", &row.voice);
            out.labelled("Lời", &row.speech);
        } else {
            out.labelled(&row.voice, &row.speech);
        }
        out.labelled("Tiếng động", &row.sound);
        out.labelled("Tính chất", &row.tones_text);
        out.labelled("Ghi chú", &row.note);
        out.labelled("Thời lượng", papers::unread(row));
        for line in row.other.lines().filter(|line| !line.trim().is_empty()) {
            out.line(line.trim());
        }
        out.blank();
    }
    if let Some(last) = rows.last() {
        out.labelled("Tổng thời lượng", &duration(last.to()));
    }
}

fn paragraphs(out: &mut Text, text: &str) {
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.line(line);
        out.blank();
    }
}

fn skit(out: &mut Text, play: &Play) {
    for entry in &play.title_page {
        out.line(&format!("{}: {}", entry.key, entry.value.replace('\n', ", ")));
    }
    out.blank();
    play.front().iter().for_each(|element| performed(out, element));
    if !play.cast.is_empty() {
        out.line("NHÂN VẬT");
        for member in &play.cast {
            let fields = [&member.name, &member.description, &member.note];
            let fields: Vec<&str> =
                fields.into_iter().map(String::as_str).filter(|field| !field.is_empty()).collect();
            out.line(&format!("- {}", fields.join(", ")));
        }
        out.blank();
    }
    for (title, entries) in [("ĐẠO CỤ", &play.props), ("ÂM THANH – ÁNH SÁNG", &play.effects)] {
        if !entries.is_empty() {
            out.line(title);
            for entry in entries {
                out.line(&format!("- {entry}"));
            }
            out.blank();
        }
    }
    play.content().iter().for_each(|element| performed(out, element));
}

fn performed(out: &mut Text, element: &Element) {
    let text = element.text.as_str();
    match &element.kind {
        ElementKind::Cue { name, extension } => {
            out.blank();
            let extension = if extension.is_empty() { String::new() } else { format!(" ({extension})") };
            let dual = if element.is_dual { " (cùng lúc)" } else { "" };
            out.line(&format!("{name}{extension}{dual}"));
        }
        ElementKind::Parenthetical => out.line(&format!("({text})")),
        ElementKind::Speech => out.line(text),
        ElementKind::Song => text.lines().for_each(|verse| out.line(&format!("    {verse}"))),
        ElementKind::Scene | ElementKind::Action | ElementKind::Centered | ElementKind::Transition => {
            out.blank();
            if element.number.is_empty() {
                out.line(text);
            } else {
                out.line(&format!("{}. {text}", element.number.trim_end_matches('.')));
            }
            out.blank();
        }
        ElementKind::PageBreak => out.blank(),
        // In the front, or never printed.
        ElementKind::TitlePage
        | ElementKind::Entry
        | ElementKind::Section
        | ElementKind::Synopsis
        | ElementKind::Note
        | ElementKind::Boneyard => {}
    }
}

fn quiz(out: &mut Text, quiz: &Quiz, part: SurveyPart) {
    if part != SurveyPart::Key {
        out.line(&quiz.intro);
        out.blank();
        for question in &quiz.questions {
            if !question.heading.is_empty() {
                out.line(&question.heading);
                out.blank();
            }
            out.line(&format!("{}. {}", question.number, question.text));
            for answer in &question.answers {
                out.line(&format!("{}. {}", answer.letter, answer.text));
            }
            out.blank();
        }
        if let Some(text) = &quiz.pending {
            out.line(text);
            out.blank();
        }
    }
    if part == SurveyPart::Questionnaire {
        return;
    }
    out.line("ĐÁP ÁN");
    for question in &quiz.questions {
        let letters: Vec<String> = question.key.iter().map(char::to_string).collect();
        let letters = if question.is_open() { "(tự luận)".to_owned() } else { letters.join(", ") };
        let typed = question.key_text.replace('\n', " ");
        let typed = if typed.is_empty() || typed == letters { String::new() } else { format!(" ({typed})") };
        out.line(&format!("{}. {letters}{typed} {}", question.number, question.explanation));
    }
    for (_, text) in &quiz.key_notes {
        out.line(text);
    }
}
