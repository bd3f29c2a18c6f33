//! One character's turn, in each layout.

use crate::page::{Block, Continuation, Fonts, Paragraph, Span};
use crate::piece::stage::{Kind, Play, Turn};

use super::super::style::{bold, italic, regular, span};
use super::{Layout, Options};

/// What all turns of a skit share. Lengths in points.
pub(super) struct Setting {
    pub layout: Layout,
    pub size: f32,
    /// Width of the names' column.
    names: f32,
    width: f32,
}

impl Setting {
    pub fn new(play: &Play, options: Options, width: f32, fonts: &mut Fonts) -> Self {
        let size = if options.is_large { 18.0 } else { 13.0 };
        // As wide as the longest name; one of unusual length goes over two lines.
        let mut names = 0.0_f32;
        for turn in play.turns() {
            names = names.max(fonts.measure(&[span(turn.name, bold(size))]));
        }
        let names = (names + size * 0.9).clamp(size * 4.0, width * 0.27);
        Self { layout: options.layout, size, names, width }
    }

    pub fn song_left(&self) -> f32 {
        if self.layout == Layout::Stage { self.names } else { self.size * 3.0 }
    }

    /// A turn holds together as a paragraph, so that a page's end finds its sentences.
    pub fn turn(&self, turn: &Turn<'_>) -> Vec<Block> {
        match self.layout {
            Layout::Stage => vec![Block::Paragraph(self.beside(turn))],
            Layout::RunIn => vec![Block::Paragraph(self.run_in(turn))],
            Layout::Screenplay => self.above(turn),
        }
    }

    fn beside(&self, turn: &Turn<'_>) -> Paragraph {
        let mut label = vec![span(turn.name, bold(self.size))];
        if !turn.extension.is_empty() {
            label.push(span(format!(" ({})", turn.extension), italic(self.size)));
        }
        Paragraph {
            left: self.names,
            label: Some(label),
            label_width: self.names,
            continuation: Some(Continuation {
                foot: self.foot(),
                head: vec![span(turn.name, bold(self.size)), span(" (tiếp)", italic(self.size))],
            }),
            ..self.speech(self.words(turn))
        }
    }

    fn run_in(&self, turn: &Turn<'_>) -> Paragraph {
        let mut spans = vec![span(turn.name, bold(self.size))];
        if !turn.extension.is_empty() {
            spans.push(span(format!(" ({})", turn.extension), italic(self.size)));
        }
        spans.push(span(": ", bold(self.size)));
        spans.extend(self.words(turn));
        Paragraph {
            continuation: Some(Continuation {
                foot: self.foot(),
                head: vec![span(turn.name, bold(self.size)), span(" (tiếp):", italic(self.size))],
            }),
            ..self.speech(spans)
        }
    }

    fn above(&self, turn: &Turn<'_>) -> Vec<Block> {
        let (inset, cue) = (self.width * 0.16, self.width * 0.36);
        let mut name = vec![span(turn.name, bold(self.size))];
        if !turn.extension.is_empty() {
            name.push(span(format!(" ({})", turn.extension), italic(self.size)));
        }
        vec![
            Block::Paragraph(Paragraph {
                left: cue,
                space_before: self.size * 0.7,
                keep_with_next: true,
                keep_together: true,
                ..Paragraph::new(name)
            }),
            Block::Paragraph(Paragraph {
                left: inset,
                right: inset,
                space_before: 0.0,
                continuation: Some(Continuation {
                    foot: self.foot(),
                    head: vec![span(turn.name, bold(self.size)), span(" (tiếp)", italic(self.size))],
                }),
                ..self.speech(self.words(turn))
            }),
        ]
    }

    fn foot(&self) -> Vec<Span> {
        vec![span("(còn tiếp)", italic(self.size - 1.0))]
    }

    fn speech(&self, spans: Vec<Span>) -> Paragraph {
        Paragraph {
            space_before: self.size * 0.35,
            orphans: 2,
            widows: 2,
            break_after_sentence: true,
            ..Paragraph::new(spans)
        }
    }

    /// What is done stands in italics before what is said, on the same line; verses take lines of their own.
    fn words(&self, turn: &Turn<'_>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut last = None;
        for part in turn.parts {
            let (text, style) = match part.kind {
                Kind::Parenthetical => (format!("({})", part.text.replace('\n', " ")), italic(self.size)),
                Kind::Song => (part.text.clone(), italic(self.size)),
                Kind::Speech => (part.text.clone(), regular(self.size)),
                _ => continue,
            };
            let is_verse = part.kind == Kind::Song;
            let join = match last {
                None => "",
                Some((before_verse, before_aside)) => {
                    let is_aside = part.kind == Kind::Parenthetical;
                    if is_verse || before_verse || !(is_aside || before_aside) { "\n" } else { " " }
                }
            };
            spans.push(span(format!("{join}{text}"), style));
            last = Some((is_verse, part.kind == Kind::Parenthetical));
        }
        if spans.is_empty() {
            spans.push(span("…", regular(self.size)));
        }
        spans
    }
}
