//! What of a text an approval agrees to: all of it, but not what is noted once a dialogue or a contest is under way, nor
//! a poster's guide lines, which are never printed.

use std::borrow::Cow;

use crate::contest::Contest;
use crate::dialogue::Dialogue;
use crate::plan::Format;
use crate::poster::Poster;
use crate::record::to_text;

/// The agreed part of a text of this format; all of it where it cannot be read.
pub(super) fn agreed(format: Format, text: &str) -> Cow<'_, str> {
    let planned = match format {
        Format::Dialogue => Dialogue::parse(text).ok().map(|dialogue| to_text(&dialogue.planned())),
        Format::Contest => Contest::parse(text).ok().map(|contest| to_text(&contest.planned())),
        Format::Poster if text.contains("guides: [") => Poster::parse(text).ok().map(|mut poster| {
            poster.guides.clear();
            poster.to_text()
        }),
        _ => None,
    };
    planned.map_or(Cow::Borrowed(text), Cow::Owned)
}
