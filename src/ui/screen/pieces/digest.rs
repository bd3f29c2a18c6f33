//! What is computed from a piece after a pause in typing: outline, measure, findings.

use std::sync::Arc;

use crate::newsroom::Newsroom;
use crate::piece::article::{self, Article};
use crate::piece::av::{RowTime, Script};
use crate::piece::check::{self, Finding};
use crate::piece::prompt::{Prompt, VoiceShare};
use crate::piece::quiz::Quiz;
use crate::piece::stage::{self, ElementKind, Play};
use crate::piece::timing::{self, Rate};
use crate::piece::{Format, Piece, Placed, Tone};
use crate::plan::Settings;

#[derive(Debug, Clone, Default)]
pub struct Digest {
    pub outline: Vec<Heading>,
    pub measure: Measure,
    pub findings: Vec<Finding>,
    /// The characters of a skit, for the menu that inserts a cue.
    pub cast: Vec<String>,
    /// Its comments with their places.
    pub comments: Vec<Placed>,
    /// A skit's lines (from 0) with a note or boneyard that is never closed.
    pub unclosed_lines: Arc<[usize]>,
    /// A skit with speeches typed as `Tên: lời`.
    pub is_run_in: bool,
    /// False until a long piece has been measured for the first time.
    pub is_known: bool,
}

/// A heading of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub title: String,
    /// Line of the body, from 0.
    pub line: usize,
    /// Level of indentation, from 0.
    pub level: u8,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Measure {
    #[default]
    None,
    Script(ScriptMeasure),
    /// Written words.
    Article {
        words: u32,
    },
    Stage {
        speeches: usize,
        seconds: u32,
        /// Planned minutes on air or on stage.
        target: Option<u32>,
    },
    Quiz {
        questions: usize,
        without_key: usize,
    },
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScriptMeasure {
    pub rows: Vec<RowTime>,
    /// Seconds.
    pub total: u32,
    /// Seconds planned.
    pub target: Option<u32>,
    pub syllables: u32,
    /// Syllables a minute of the spoken text.
    pub rate: Option<u32>,
    /// The percentage of praise in the time of praise and critique.
    pub praise: Option<u32>,
    /// What each voice has to say.
    pub voices: Vec<VoiceShare>,
}

impl Digest {
    pub fn new(piece: &Piece, newsroom: &Newsroom) -> Self {
        let settings = newsroom.settings();
        let target = piece.header.planned_minutes(settings);
        let mut cast = Vec::new();
        let mut unclosed_lines = Arc::default();
        let mut is_run_in = false;
        let (outline, measure) = match piece.format {
            Format::Av | Format::Radio => {
                let script = Script::parse(&piece.body);
                (script_outline(&script), Measure::Script(ScriptMeasure::new(&script, target, settings)))
            }
            Format::Article => {
                let words = Article::parse(&piece.body).words();
                (article_outline(&piece.body), Measure::Article { words })
            }
            Format::Stage => {
                let play = stage::parse(&piece.body);
                unclosed_lines = play.unclosed_lines().collect();
                is_run_in = stage::is_run_in(&play, &piece.body);
                cast = play.characters().into_iter().map(|character| character.name).collect();
                stage_digest(&play, target, settings)
            }
            Format::Quiz => quiz_digest(&piece.body),
            Format::Poster | Format::Contest | Format::Dialogue => (Vec::new(), Measure::None),
        };
        let findings = check::piece(piece, newsroom.plan(), settings);
        let comments = piece.placed_comments();
        Self { outline, measure, findings, cast, comments, unclosed_lines, is_run_in, is_known: true }
    }

    pub fn open_comments(&self) -> impl Iterator<Item = &Placed> {
        self.comments.iter().filter(|placed| placed.is_open)
    }
}

impl ScriptMeasure {
    pub fn new(script: &Script, target: Option<u32>, settings: &Settings) -> Self {
        let running = script.running(settings);
        let mut syllables = 0;
        let mut spoken = 0.0;
        for row in script.rows.iter().filter(|row| !row.speech.is_empty()) {
            syllables += timing::syllables(&row.speech);
            spoken += timing::seconds(&row.speech, Rate::new(settings.rate_of(&row.voice)));
        }
        let (praise, critique) = (running.of(Tone::Praise), running.of(Tone::Critique));
        Self {
            total: running.total(),
            target: target.map(|minutes| minutes * 60),
            syllables,
            rate: (spoken > 1.0).then(|| (syllables as f32 * 60.0 / spoken).round() as u32),
            praise: (praise > 0 || critique > 0).then(|| {
                let (praise, critique) = (f64::from(praise), f64::from(critique));
                (praise * 100.0 / (praise + critique)).round() as u32
            }),
            rows: running.rows,
            voices: Prompt::new(script, settings).voices(),
        }
    }
}

pub fn script_outline(script: &Script) -> Vec<Heading> {
    script
        .rows
        .iter()
        .map(|row| Heading {
            title: format!("{} {}", row.number, row.title()).trim().to_owned(),
            line: row.lines.start,
            level: 0,
        })
        .collect()
}

fn article_outline(body: &str) -> Vec<Heading> {
    let mut is_code = false;
    let mut headings = Vec::new();
    for (line, text) in body.lines().enumerate() {
        is_code ^= text.trim_start().starts_with("```");
        if let Some((level, title)) = article::heading(text.trim()).filter(|_| !is_code) {
            headings.push(Heading { title: title.to_owned(), line, level: level - 1 });
        }
    }
    let least = headings.iter().map(|heading| heading.level).min().unwrap_or(0);
    for heading in &mut headings {
        heading.level -= least;
    }
    headings
}

fn stage_digest(play: &Play, target: Option<u32>, settings: &Settings) -> (Vec<Heading>, Measure) {
    let has_sections = play.elements.iter().any(|element| element.kind == ElementKind::Section);
    let outline = play
        .elements
        .iter()
        .filter(|element| matches!(element.kind, ElementKind::Section | ElementKind::Scene))
        .map(|element| Heading {
            title: element.text.lines().next().unwrap_or_default().to_owned(),
            line: element.lines.start,
            level: u8::from(has_sections && element.kind == ElementKind::Scene),
        })
        .collect();
    let rate = Rate::new(settings.syllables_per_minute);
    let measure =
        Measure::Stage { speeches: play.turns().count(), seconds: play.seconds(rate).round() as u32, target };
    (outline, measure)
}

fn quiz_digest(body: &str) -> (Vec<Heading>, Measure) {
    let quiz = Quiz::parse(body);
    let outline = quiz
        .questions
        .iter()
        .map(|question| Heading {
            title: format!("{}. {}", question.number, question.text.replace('\n', " ")),
            line: question.line,
            level: 0,
        })
        .collect();
    let measure = Measure::Quiz {
        questions: quiz.questions.len(),
        without_key: quiz
            .questions
            .iter()
            .filter(|question| question.key.is_empty() && !question.is_open())
            .count(),
    };
    (outline, measure)
}

/// The heading above a line.
pub fn heading_at(outline: &[Heading], line: usize) -> Option<usize> {
    outline.partition_point(|heading| heading.line <= line).checked_sub(1)
}

/// The number of scene headings in a skit.
pub fn scenes(body: &str) -> usize {
    stage::parse(body).elements.iter().filter(|element| element.kind == ElementKind::Scene).count()
}

#[cfg(test)]
mod tests {
    use super::{article_outline, heading_at};

    #[test]
    fn headings_of_an_article_are_set_in_by_their_depth() {
        let outline =
            article_outline("Mở\n\n## Chuyện\n```\n# không\n```\n### Ý kiến ##\n#hashtag\n## Kết\n");
        let seen: Vec<_> =
            outline.iter().map(|heading| (heading.title.as_str(), heading.line, heading.level)).collect();
        assert_eq!(seen, [("Chuyện", 2, 0), ("Ý kiến", 6, 1), ("Kết", 8, 0)]);
        assert_eq!(heading_at(&outline, 0), None);
        assert_eq!(heading_at(&outline, 7), Some(1));
    }
}
