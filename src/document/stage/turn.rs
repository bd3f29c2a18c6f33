//! One character's turn, in each layout.

use crate::page::{Align, Block, Continuation, Fonts, Paragraph, Span, Style};
use crate::piece::stage::{ElementKind, Play, Turn};

use super::super::style::{BODY as SIZE, bold, counter, italic, regular, span};
use super::role::Emphasis;
use super::words::spans;
use super::{Layout, PrintOptions};

/// Settings shared by all turns of a skit. Lengths in points.
pub(super) struct Setting {
    layout: Layout,
    /// Width of the names' column.
    names: f32,
    width: f32,
    is_for_role: bool,
}

impl Setting {
    /// `width` of the text, points.
    pub fn new(play: &Play, print: &PrintOptions, width: f32, fonts: &mut Fonts) -> Self {
        // As wide as the longest name; an unusually long one takes two lines.
        let mut speakers: Vec<&str> = play.turns().map(|turn| turn.name).collect();
        speakers.sort_unstable();
        speakers.dedup();
        let widths = speakers.into_iter().map(|name| fonts.measure(&[span(name, bold(SIZE))]));
        let names = widths.fold(0.0, f32::max);
        let names = (names + SIZE * 0.9).clamp(SIZE * 4.0, width * 0.27);
        Self { layout: print.layout, names, width, is_for_role: print.role.is_some() }
    }

    /// Indent of songs, points.
    pub fn song_left(&self) -> f32 {
        if self.layout == Layout::Stage { self.names } else { SIZE * 3.0 }
    }

    /// The space above action equals that above the next cue.
    pub fn action_before(&self) -> f32 {
        SIZE * if self.layout == Layout::Screenplay { 0.7 } else { 0.45 }
    }

    /// A turn is one paragraph, so that a page break can find its sentences.
    pub fn turn(&self, turn: &Turn<'_>, emphasis: Emphasis) -> Vec<Block> {
        let marked = |paragraph: Paragraph| parts(Paragraph { bar: emphasis.bar(), ..paragraph });
        let name = name(turn, emphasis);
        match self.layout {
            Layout::Stage => marked(Paragraph {
                left: self.names,
                label: Some(name),
                label_width: self.names,
                ..speech(words(turn, emphasis), turn, emphasis, (" (tiếp)", 0.0))
            }),
            Layout::RunIn => {
                let mut spans = name;
                spans.push(span(": ", emphasis.on(bold(SIZE))));
                spans.extend(words(turn, emphasis));
                // A hanging indent makes the names visible at the edge.
                let hang = SIZE * 1.4;
                marked(Paragraph {
                    left: hang,
                    first_line_indent: -hang,
                    ..speech(spans, turn, emphasis, (" (tiếp):", -hang))
                })
            }
            Layout::Screenplay => {
                let (inset, cue) = (self.width * 0.16, self.width * 0.36);
                let mut blocks = marked(Paragraph {
                    left: cue,
                    space_before: SIZE * 0.7,
                    keep_with_next: true,
                    keep_together: true,
                    number: Some(counter(SIZE)),
                    ..Paragraph::new(name)
                });
                blocks.extend(marked(Paragraph {
                    left: inset,
                    right: inset,
                    space_before: 0.0,
                    number: None,
                    ..speech(words(turn, emphasis), turn, emphasis, (" (tiếp)", cue - inset))
                }));
                blocks
            }
        }
    }

    /// Whether two turns spoken at once are set beside each other: columns are never broken, and have neither
    /// numbers nor bars, which an actor's paper needs.
    pub fn is_side_by_side(&self, turn: &Turn<'_>, other: &Turn<'_>, emphasis: Emphasis) -> bool {
        let is_short = |turn: &Turn<'_>| turn.voiced().map(str::len).sum::<usize>() < SHORT;
        emphasis == Emphasis::Plain && !self.is_for_role && is_short(turn) && is_short(other)
    }

    /// Two turns side by side, each under its name.
    pub fn dual(turn: &Turn<'_>, other: &Turn<'_>, emphasis: Emphasis) -> Vec<Block> {
        let column = |turn: &Turn<'_>| {
            let name = Paragraph { align: Align::Center, ..Paragraph::new(alone(turn, emphasis)) };
            let words =
                Paragraph { left: SIZE * 0.8, right: SIZE * 0.8, ..Paragraph::new(words(turn, emphasis)) };
            (1.0, vec![Block::Paragraph(name), Block::Paragraph(words)])
        };
        vec![Block::Space(SIZE * 0.35), Block::Columns(vec![column(turn), column(other)])]
    }
}

/// Maximum bytes of a turn beside another.
const SHORT: usize = 1200;

/// The name, and the cue's extension: "ÔNG TƯ (vọng vào)".
fn name(turn: &Turn<'_>, emphasis: Emphasis) -> Vec<Span> {
    let mut name = alone(turn, emphasis);
    if turn.cue.is_dual {
        name.push(span(" (cùng lúc)", emphasis.on(italic(SIZE))));
    }
    name
}

fn alone(turn: &Turn<'_>, emphasis: Emphasis) -> Vec<Span> {
    let mut spans = vec![span(turn.name, emphasis.on(bold(SIZE)))];
    if !turn.extension.is_empty() {
        spans.push(span(format!(" ({})", turn.extension), emphasis.on(italic(SIZE))));
    }
    spans
}

/// A paragraph that may be broken across pages between sentences and is numbered on its page. `again` follows
/// the name on the next page, indented by this many points.
fn speech(spans: Vec<Span>, turn: &Turn<'_>, emphasis: Emphasis, (again, indent): (&str, f32)) -> Paragraph {
    let number = Some(counter(SIZE));
    Paragraph {
        space_before: SIZE * 0.35,
        orphans: 2,
        widows: 2,
        break_after_sentence: true,
        number,
        continuation: Some(Box::new(Continuation {
            foot: vec![span("(còn tiếp)", emphasis.on(italic(SIZE - 1.0)))],
            head: vec![span(turn.name, emphasis.on(bold(SIZE))), span(again, emphasis.on(italic(SIZE)))],
            indent,
            number,
        })),
        ..Paragraph::new(spans)
    }
}

/// Maximum bytes of one paragraph. After each page break the rest of a speech is set again, so a speech of
/// hundreds of pages is split into several paragraphs.
const LONGEST: usize = 12_000;

fn parts(mut whole: Paragraph) -> Vec<Block> {
    if whole.spans.iter().map(|span| span.text.len()).sum::<usize>() <= LONGEST {
        return vec![Block::Paragraph(whole)];
    }
    let mut parts: Vec<Vec<Span>> = Vec::new();
    let (mut part, mut length) = (Vec::new(), 0);
    for Span { text, style } in std::mem::take(&mut whole.spans) {
        let mut rest = text.as_str();
        while length + rest.len() > LONGEST {
            let (head, tail) = cut(rest, LONGEST - length);
            part.push(span(head, style));
            parts.push(std::mem::take(&mut part));
            (rest, length) = (tail, 0);
        }
        length += rest.len();
        part.push(span(rest, style));
    }
    parts.push(part);
    let further = Paragraph {
        label: None,
        label_width: 0.0,
        first_line_indent: 0.0,
        space_before: 0.0,
        number: None,
        ..whole.clone()
    };
    let mut begun = Some(whole);
    let paragraphs = parts.into_iter().map(|spans| {
        Block::Paragraph(Paragraph { spans, ..begun.take().unwrap_or_else(|| further.clone()) })
    });
    paragraphs.collect()
}

/// Splits a text after at most `most` bytes, at the end of a line or a word if possible.
fn cut(text: &str, most: usize) -> (&str, &str) {
    let most = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let head = &text[..most];
    head.rfind('\n')
        .or_else(|| head.rfind(' '))
        .map_or((head, &text[most..]), |at| (&text[..at], &text[at + 1..]))
}

/// Parentheticals in italics before the speech, on the same line; verses on lines of their own.
fn words(turn: &Turn<'_>, emphasis: Emphasis) -> Vec<Span> {
    let (said, done): (Style, Style) = (emphasis.on(regular(SIZE)), emphasis.on(italic(SIZE)));
    let mut said_and_done: Vec<Span> = Vec::new();
    let mut last = None;
    for part in turn.parts {
        let style = match part.kind {
            ElementKind::Parenthetical | ElementKind::Song => done,
            ElementKind::Speech if !part.text.is_empty() => said,
            _ => continue,
        };
        let is_verse = part.kind == ElementKind::Song;
        let join = match last {
            None => "",
            Some((before_verse, before_aside)) => {
                let is_aside = part.kind == ElementKind::Parenthetical;
                if is_verse || before_verse || !(is_aside || before_aside) { "\n" } else { " " }
            }
        };
        let is_aside = part.kind == ElementKind::Parenthetical;
        let (before, after) = if is_aside { ("(", ")") } else { ("", "") };
        let lead = format!("{join}{before}");
        if !lead.is_empty() {
            said_and_done.push(span(lead, style));
        }
        said_and_done.extend(spans(part, style));
        if !after.is_empty() {
            said_and_done.push(span(after, style));
        }
        last = Some((is_verse, is_aside));
    }
    if said_and_done.is_empty() {
        said_and_done.push(span("…", said));
    }
    said_and_done
}
