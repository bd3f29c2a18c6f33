//! The lists at the head of a skit, known by their headings.

use crate::fold::fold;

/// The list to which the lines under a section heading belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Cast,
    Props,
    Effects,
    Content,
}

/// How the headings begin.
const HEADINGS: &[(Part, &[&str])] = &[
    (Part::Cast, &["nhân vật", "các nhân vật", "phân vai", "vai diễn", "bảng phân vai", "các vai"]),
    (Part::Props, &["đạo cụ", "cảnh trí"]),
    (Part::Effects, &["âm thanh", "ánh sáng", "âm nhạc"]),
    (Part::Content, &["nội dung", "kịch bản"]),
];

impl Part {
    /// Found by the text of a section heading, ignoring case and diacritics; none for other headings.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let heading = fold(heading);
        find(|begin| heading.starts_with(&fold(begin)))
    }

    /// Like [`Part::of`] for a line that is not marked as a heading: ANH SANG, unlike "ánh sáng", is a name.
    pub(super) fn named(line: &str) -> Option<Self> {
        let line = line.to_lowercase();
        find(|begin| line.starts_with(begin))
    }
}

fn find(is_begin: impl Fn(&str) -> bool) -> Option<Part> {
    let part = HEADINGS.iter().find(|(_, begins)| begins.iter().any(|begin| is_begin(begin)));
    part.map(|(part, _)| *part)
}
