//! What stands between the turns: scenes, action, songs, transitions.

use crate::page::{Align, Block, Paragraph};
use crate::piece::stage::{Element, ElementKind};

use super::super::style::{BODY as SIZE, bold, italic, regular, span};
use super::role::Emphasis;
use super::turn::Setting;
use super::words::{indented, spans};

/// An element outside of any turn; none when it is not printed.
pub(super) fn block(element: &Element, emphasis: Emphasis, setting: &Setting) -> Option<Block> {
    let paragraph = match &element.kind {
        ElementKind::Scene => scene(element),
        ElementKind::Action | ElementKind::Parenthetical => {
            Paragraph { space_before: setting.action_before(), ..action(element, emphasis) }
        }
        ElementKind::Centered => Paragraph {
            align: Align::Center,
            space_before: setting.action_before(),
            ..action(element, emphasis)
        },
        ElementKind::Transition => Paragraph {
            align: Align::Right,
            space_before: setting.action_before(),
            ..Paragraph::new(spans(element, emphasis.on(bold(SIZE))))
        },
        ElementKind::Speech => Paragraph {
            space_before: SIZE * 0.35,
            ..Paragraph::new(spans(element, emphasis.on(regular(SIZE))))
        },
        ElementKind::Song => Paragraph {
            left: setting.song_left(),
            space_before: SIZE * 0.35,
            ..Paragraph::new(spans(element, emphasis.on(italic(SIZE))))
        },
        ElementKind::PageBreak => return Some(Block::PageBreak),
        // A turn's, or in the front.
        ElementKind::Cue { .. } | ElementKind::Entry | ElementKind::TitlePage => return None,
        // For the outline and for colleagues, never printed (fountain.io, syntax).
        ElementKind::Section | ElementKind::Synopsis | ElementKind::Note | ElementKind::Boneyard => {
            return None;
        }
    };
    Some(Block::Paragraph(paragraph))
}

fn scene(element: &Element) -> Paragraph {
    let mut title = spans(element, bold(SIZE));
    if !element.number.is_empty() {
        title.insert(0, span(format!("{}.\u{a0} ", element.number.trim_end_matches('.')), bold(SIZE)));
    }
    Paragraph {
        space_before: SIZE * 1.3,
        space_after: SIZE * 0.3,
        keep_with_next: true,
        keep_together: true,
        bookmark: Some(element.text.clone()),
        ..Paragraph::new(title)
    }
}

/// Action: in italics, full width, with its own indent. At least two lines on either side of a page break, so
/// that three lines are never broken.
fn action(element: &Element, emphasis: Emphasis) -> Paragraph {
    let mut words = spans(element, emphasis.on(italic(SIZE)));
    let mut is_line_start = true;
    for part in &mut words {
        if part.text.contains("\n ") || is_line_start && part.text.starts_with(' ') {
            part.text = indented(&part.text, is_line_start);
        }
        is_line_start = part.text.ends_with('\n');
    }
    Paragraph { space_after: SIZE * 0.1, ..Paragraph::new(words) }
}
