//! A skit for one of its characters: own speeches marked, their cues kept, the rest dimmed.

use crate::newsroom::Newsroom;
use crate::page::{Align, Block, Color, Paragraph, Style};
use crate::piece::stage::{self, Element, ElementKind, Play};
use crate::piece::timing::{self, Rate};

use super::super::style::{bold, italic};

/// How an element is emphasised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Emphasis {
    /// The character's own turn: a bar in the margin.
    Own,
    /// Everything in a common copy; headings, and what comes directly before an own turn.
    #[default]
    Plain,
    /// Other characters' turns.
    Dimmed,
}

impl Emphasis {
    pub fn on(self, style: Style) -> Style {
        if self == Self::Dimmed { Style { color: Color::gray(0.55), ..style } } else { style }
    }

    pub fn bar(self) -> Option<Color> {
        (self == Self::Own).then_some(Color::BLACK)
    }
}

/// "Một cửa – vai BÀ NGHIỆP"
pub fn role_title(title: &str, role: &str) -> String {
    format!("{title} – vai {role}")
}

/// The emphasis of each element; without a role all are plain.
///
/// The cue is the turn before, with what happens in between; it does not extend back over a scene's heading.
pub(super) fn emphases(elements: &[Element], role: Option<&str>) -> Vec<Emphasis> {
    let Some(role) = role else { return vec![Emphasis::Plain; elements.len()] };
    let mut emphases = vec![Emphasis::Dimmed; elements.len()];
    let mut before = 0;
    for (at, element) in elements.iter().enumerate() {
        match &element.kind {
            ElementKind::Scene | ElementKind::Section => {
                emphases[at] = Emphasis::Plain;
                before = at;
            }
            ElementKind::Cue { .. } => {
                if stage::turns(&elements[at..=at]).any(|turn| turn.is_of(role)) {
                    for emphasis in
                        emphases[before..at].iter_mut().filter(|emphasis| **emphasis == Emphasis::Dimmed)
                    {
                        *emphasis = Emphasis::Plain;
                    }
                    emphases[at] = Emphasis::Own;
                }
                before = at;
            }
            _ => {}
        }
    }
    emphases
}

/// Only the own turns with their cues, and the headings of the scenes that have any.
pub(super) fn own(elements: &[Element], emphases: &[Emphasis]) -> (Vec<Element>, Vec<Emphasis>) {
    let mut kept: Vec<(Element, Emphasis)> = Vec::new();
    let is_heading = |(element, _): &(Element, Emphasis)| element.kind == ElementKind::Scene;
    // The line after the own turn so far: its parts follow its cue directly, and only the cue is marked.
    let mut own = None;
    for (element, emphasis) in elements.iter().zip(emphases) {
        let goes_on = own == Some(element.lines.start) && !matches!(element.kind, ElementKind::Cue { .. });
        own = (*emphasis == Emphasis::Own || goes_on).then_some(element.lines.end);
        if element.kind == ElementKind::Scene {
            let _ = kept.pop_if(|last| is_heading(last));
        }
        if (*emphasis != Emphasis::Dimmed || goes_on) && element.kind != ElementKind::PageBreak {
            kept.push((element.clone(), *emphasis));
        }
    }
    let _ = kept.pop_if(|last| is_heading(last));
    kept.into_iter().unzip()
}

/// "VAI: BÀ NGHIỆP", and how much the role has to learn.
pub(super) fn heading(newsroom: &Newsroom, play: &Play, role: &str) -> Vec<Block> {
    let rate = Rate::new(newsroom.settings().syllables_per_minute);
    let own = || play.turns().filter(|turn| turn.is_of(role));
    let seconds: f32 = own().flat_map(|turn| turn.voiced()).map(|text| timing::seconds(text, rate)).sum();
    let scenes = play.scenes();
    let in_scene = |elements| stage::turns(elements).any(|turn| turn.is_of(role));
    let numbers: Vec<String> = (1..)
        .zip(&scenes)
        .filter(|(_, scene)| in_scene(scene.elements))
        .map(|(number, _)| number.to_string())
        .collect();
    let learn = match own().count() {
        0 => "Vai này không có lời".to_owned(),
        count => format!(
            "{count} lượt lời, khoảng {}; cảnh {}. Lời của vai có vạch bên lề, câu mồi in rõ ngay trước.",
            super::super::duration(seconds.round() as u32),
            numbers.join(", ")
        ),
    };
    let line = |text: String, style| {
        let paragraph = Paragraph { align: Align::Center, space_after: 4.0, ..Paragraph::text(text, style) };
        Block::Paragraph(Paragraph { keep_with_next: true, ..paragraph })
    };
    vec![
        Block::Space(8.0),
        line(format!("VAI: {}", role.to_uppercase()), bold(14.0)),
        line(learn, italic(12.0)),
    ]
}
