//! What is spoken in a script: the own lines of one voice, or all words large, to be read from paper.

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Color, Face, Paragraph, Style};
use crate::piece::Piece;
use crate::piece::av::Script;
use crate::piece::prompt::{Prompt, Turn};
use crate::piece::stage;

use super::print::Content;
use super::style::{bold, italic, span};
use super::{Manuscript, PrintOptions, author, duration, sheet};

/// Letters to be read at arm's length and farther, points.
const LARGE: f32 = 30.0;
const SIZE: f32 = 14.0;
/// Words of the speech before that are printed as the cue.
const CUE: usize = 8;

/// The words of `print.role`, each with its cue, or of all voices; [`Content::Prompter`] sets them large.
pub fn manuscript(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions) -> Manuscript {
    let prompt = Prompt::new(&Script::parse(&piece.body), newsroom.settings());
    let is_large = print.content == Content::Prompter;
    let words = Style {
        face: if is_large { Face::SansSemiBold } else { Face::Serif },
        size: if is_large { LARGE } else { SIZE },
        color: Color::BLACK,
        is_underlined: false,
    };
    let title = title(piece, print.role.as_deref());
    let center = |text: String, style| Block::Paragraph(Paragraph::text(text, style).align(Align::Center));
    let mut blocks =
        vec![center(title.to_uppercase(), bold(SIZE)), center(facts(&prompt, print), italic(12.0))];
    for (before, turn) in chosen(&prompt, print) {
        let mut paragraphs = Vec::new();
        let mut head = vec![span(number(turn), bold(12.0))];
        if !turn.voice.is_empty() {
            head.push(span(format!("  {}", turn.voice.to_uppercase()), bold(12.0)));
        }
        head.push(span(format!("  {}", duration(turn.seconds(0).round() as u32)), italic(12.0)));
        paragraphs.push(Paragraph { space_before: 12.0, keep_with_next: true, ..Paragraph::new(head) });
        if let Some(cue) = before.filter(|_| print.role.is_some()).map(cue) {
            let paragraph = Paragraph::text(cue, italic(12.0));
            paragraphs.push(Paragraph { keep_with_next: true, ..paragraph });
        }
        for line in turn.text.lines() {
            let line_height = if is_large { 1.4 } else { 1.5 };
            paragraphs.push(Paragraph { line_height, space_after: 2.0, ..Paragraph::text(line, words) });
        }
        blocks.extend(paragraphs.into_iter().map(Block::Paragraph));
    }
    let sheet = print.sheet(sheet::footed(sheet::working(), &title));
    print.manuscript(sheet, blocks, title, author(newsroom))
}

/// The same as text: number, voice and words. LF line ends.
pub fn plain_text(newsroom: &Newsroom, piece: &Piece, print: &PrintOptions) -> String {
    let prompt = Prompt::new(&Script::parse(&piece.body), newsroom.settings());
    let mut text =
        format!("{}\n{}\n", title(piece, print.role.as_deref()).to_uppercase(), facts(&prompt, print));
    for (before, turn) in chosen(&prompt, print) {
        let head = format!("{} {}", number(turn), turn.voice.to_uppercase());
        text.push('\n');
        text.push_str(head.trim_end());
        text.push('\n');
        if let Some(cue) = before.map(cue) {
            text.push_str(&cue);
            text.push('\n');
        }
        text.push_str(&turn.text);
        text.push('\n');
    }
    text
}

fn title(piece: &Piece, voice: Option<&str>) -> String {
    let title = &piece.header.title;
    voice.map_or_else(|| title.clone(), |voice| format!("{title} – lời của {voice}"))
}

/// The turns that are printed, each with the one before it.
fn chosen<'a>(
    prompt: &'a Prompt,
    print: &'a PrintOptions,
) -> impl Iterator<Item = (Option<&'a Turn>, &'a Turn)> {
    let before = std::iter::once(None).chain(prompt.turns.iter().map(Some));
    let is_own = |turn: &Turn| print.role.as_ref().is_none_or(|role| stage::is_same_name(&turn.voice, role));
    before.zip(&prompt.turns).filter(move |(_, turn)| is_own(turn))
}

/// "12 mục, 1204 tiếng, 5'02""
fn facts(prompt: &Prompt, print: &PrintOptions) -> String {
    let all = chosen(prompt, print).fold((0, 0, 0.0), |(turns, syllables, seconds), (_, turn)| {
        (turns + 1, syllables + turn.syllables, seconds + turn.seconds(0))
    });
    format!("{} mục, {} tiếng, {}", all.0, all.1, duration(all.2.round() as u32))
}

fn number(turn: &Turn) -> String {
    if turn.number.is_empty() { format!("{}.", turn.row + 1) } else { format!("{}.", turn.number) }
}

/// The last words of the speech before.
fn cue(turn: &Turn) -> String {
    let words: Vec<&str> = turn.text.split_whitespace().collect();
    let last = words[words.len().saturating_sub(CUE)..].join(" ");
    let dots = if words.len() > CUE { "… " } else { "" };
    let name = if turn.voice.is_empty() { String::new() } else { format!("{}: ", turn.voice) };
    format!("({name}{dots}{last})")
}
