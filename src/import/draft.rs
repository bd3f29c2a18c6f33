//! What a file becomes: the body of a piece of some kind, and what was not understood.

mod article;
mod quiz;
mod radio;
mod record;
mod script;
mod skit;

use chrono::NaiveDate;

use crate::piece::timing::{self, Rate};
use crate::piece::{Format, Piece, PieceId, Role, check, stage, template};
use crate::plan::{Activity, Plan, Settings};

use super::source::{Block, Paragraph, Ready, Source, paragraphs};

/// A piece as it would be made from a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    pub title: String,
    /// Role and name.
    pub people: Vec<(String, String)>,
    pub body: String,
    /// What was not understood, or was changed.
    pub findings: Vec<Finding>,
}

/// Something in the file that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The words of the file that it is about; empty for the whole file.
    pub words: String,
    /// In Vietnamese.
    pub message: String,
}

impl Finding {
    pub(super) fn new(words: impl Into<String>, message: impl Into<String>) -> Self {
        Self { words: words.into(), message: message.into() }
    }
}

/// The speaking rate of a voice, tiếng per minute: the lengths on paper are computed with it.
pub type RateOf<'a> = &'a dyn Fn(&str) -> u32;

/// The seconds that a speech takes, as on paper.
fn seconds(speech: &str, voice: &str, rate: RateOf<'_>) -> u32 {
    timing::seconds(speech, Rate::new(rate(voice))).round() as u32
}

impl Draft {
    /// The piece, with the margin's remarks in its note.
    pub fn piece(self, source: &Source, activity: &Activity, id: PieceId, today: NaiveDate) -> Piece {
        let mut piece = template::draft(activity, None, id);
        let header = &mut piece.header;
        header.title = self.title;
        header.status_since = Some(today);
        header.people = self.people.into_iter().map(|(role, name)| Role { role, name }).collect();
        header.note =
            source.comments.iter().map(|text| format!("Nhận xét: {text}")).collect::<Vec<_>>().join("\n");
        piece.body = self.body.into();
        piece
    }
}

impl Draft {
    /// Adds what the checks of a piece point at in a text that is a body already.
    pub fn point_out(&mut self, source: &Source, activity: &Activity, plan: &Plan, settings: &Settings) {
        if source.ready.is_none() {
            return;
        }
        let mut piece = template::draft(activity, None, PieceId("0".into()));
        piece.body = self.body.as_str().into();
        let lines: Vec<&str> = self.body.lines().collect();
        let of_lines = check::piece(&piece, plan, settings).into_iter().filter_map(|finding| {
            let words = lines.get((finding.line? as usize).saturating_sub(1))?;
            Some(Finding::new(words.trim(), finding.message))
        });
        self.findings.extend(of_lines.collect::<Vec<_>>());
    }
}

/// Notes where the file's pictures are kept, or why they are not.
pub fn note_pictures(piece: &mut Piece, kept: Result<Vec<String>, String>) {
    let lines = match kept {
        Ok(paths) => paths.iter().map(|path| format!("Hình trong tệp: {path}")).collect(),
        Err(trouble) => vec![format!("Chưa giữ được hình trong tệp: {trouble}")],
    };
    let note = &mut piece.header.note;
    for line in lines {
        note.push_str(if note.is_empty() { "" } else { "\n" });
        note.push_str(&line);
    }
}

/// The activity that a file of this format most likely belongs to: recorded rather than live.
pub fn activity_for(plan: &Plan, format: Format) -> Option<&Activity> {
    let mut all: Vec<&Activity> =
        plan.activities.iter().filter(|activity| activity.format == format).collect();
    all.sort_by_key(|activity| activity.live == Some(true));
    all.first().copied()
}

/// The kind of piece that a file looks like.
pub fn guess(source: &Source) -> Format {
    if let Some(format) = source.ready.as_ref().map(|ready| ready.format).or(source.own) {
        return format;
    }
    let lines = skit::plain(source);
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if quiz::is_like(&lines) {
        return Format::Quiz;
    }
    if skit::is_named(&lines) {
        return Format::Stage;
    }
    if radio::is_like(&lines) {
        return Format::Radio;
    }
    let is_script = |block: &Block| matches!(block, Block::Table(table) if script::is_like(table));
    if source.blocks.iter().any(is_script) {
        return Format::Av;
    }
    if skit::is_like(&lines) { Format::Stage } else { Format::Article }
}

/// Makes a piece's text of a file's; nothing of it is left out without a finding.
pub fn draft(source: &Source, format: Format, rate: RateOf<'_>) -> Draft {
    let ready = source.ready.as_ref().filter(|ready| ready.format == format);
    let mut draft = match format {
        _ if ready.is_some() => ready.map(taken).unwrap_or_default(),
        Format::Av => script::draft(source, rate),
        Format::Radio => radio::draft(source, rate),
        Format::Stage => skit::draft(source),
        Format::Quiz => quiz::draft(source),
        Format::Article | Format::Poster | Format::Contest | Format::Dialogue => article::draft(source),
    };
    if let Some(title) = &source.title {
        draft.title.clone_from(title);
    }
    if draft.title.is_empty() {
        draft.title = first_words(source);
    }
    if draft.people.is_empty() {
        draft.people.clone_from(&source.people);
    }
    let told = source.told.iter().map(|text| Finding::new("", text));
    let comments = source.comments.iter().map(|text| Finding::new("", format!("Nhận xét bên lề – {text}")));
    let _ = draft.findings.splice(0..0, told.chain(comments));
    draft
}

/// A body as the file has it; a skit typed as "Tên: lời" is made one that is read as such.
fn taken(ready: &Ready) -> Draft {
    let body = ready.body.as_str();
    if ready.format != Format::Stage || !stage::is_run_in(&stage::parse(body), body) {
        return Draft { body: body.to_owned(), ..Draft::default() };
    }
    let lines: Vec<&str> = body.lines().collect();
    let words = |line: usize| lines.get(line).map_or("", |line| line.trim());
    let stage::Imported { body, remarks } = stage::import(body);
    let told = Finding::new("", "Lời viết kiểu “Tên: lời” đã được chuyển thành tiểu phẩm.");
    let remarks = remarks.into_iter().map(|remark| Finding::new(words(remark.line), remark.message));
    Draft { body, findings: std::iter::once(told).chain(remarks).collect(), ..Draft::default() }
}

/// A title for a text without one.
fn first_words(source: &Source) -> String {
    const MOST: usize = 80;
    let texts = paragraphs(&source.blocks).into_iter().map(Paragraph::words);
    let mut texts = texts.map(|text| text.trim().trim_start_matches(['#', '*', ' ']).to_owned());
    let text = texts.find(|text| !text.is_empty()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MOST) {
        None => line.to_owned(),
        Some((end, _)) => {
            let cut = line[..end].rfind(' ').unwrap_or(end);
            format!("{}…", line[..cut].trim_end())
        }
    }
}
