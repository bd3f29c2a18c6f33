//! The texts of the help, in the few marks that articles use; a topic begins at each heading of the first level.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::piece::article::{Article, Block};

/// Each group: its name over the topics, and their text.
const TEXTS: [(&str, &str); 3] = [
    ("Giờ đầu", include_str!("../../../../assets/help/gio-dau.md")),
    ("Màn hình", include_str!("../../../../assets/help/man-hinh.md")),
    ("Việc hằng ngày", include_str!("../../../../assets/help/viec.md")),
];

/// Each picture: the name by which the texts call it, and its file. `TOASOAN_RENEW=1 cargo test help_pictures` makes
/// them anew.
const PICTURES: [(&str, &[u8]); 7] = [
    ("tong-quan.png", include_bytes!("../../../../assets/help/tong-quan.png")),
    ("lich.png", include_bytes!("../../../../assets/help/lich.png")),
    ("bai.png", include_bytes!("../../../../assets/help/bai.png")),
    ("pano.png", include_bytes!("../../../../assets/help/pano.png")),
    ("tien-do.png", include_bytes!("../../../../assets/help/tien-do.png")),
    ("y-kien.png", include_bytes!("../../../../assets/help/y-kien.png")),
    ("in.png", include_bytes!("../../../../assets/help/in.png")),
];

/// The file of a picture.
pub fn picture(name: &str) -> Option<&'static [u8]> {
    PICTURES.iter().find(|(own, _)| *own == name).map(|(_, file)| *file)
}

#[derive(Debug)]
pub struct Topic {
    pub group: &'static str,
    pub title: &'static str,
    pub parts: Vec<Part>,
    /// All its words without diacritics, for search.
    pub folded: String,
}

#[derive(Debug)]
pub enum Part {
    Text(Vec<Block>),
    /// A picture's name and what it shows.
    Picture(&'static str, &'static str),
}

/// All topics, in their order.
pub fn topics() -> &'static [Topic] {
    static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
        TEXTS.iter().flat_map(|(group, text)| text.split("\n# ").map(|text| topic(group, text))).collect()
    });
    &TOPICS
}

/// The topic with this title.
pub fn position(title: &str) -> Option<usize> {
    topics().iter().position(|topic| topic.title == title)
}

fn topic(group: &'static str, text: &'static str) -> Topic {
    let (title, body) = text.split_once('\n').unwrap_or((text, ""));
    let title = title.trim_start_matches("# ").trim();
    let mut parts = Vec::new();
    let mut words = String::new();
    for line in body.lines() {
        let picture = line.strip_prefix("![").and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
        let Some((shows, name)) = picture else {
            words.push_str(line);
            words.push('\n');
            continue;
        };
        parts.extend(text_part(&std::mem::take(&mut words)));
        parts.push(Part::Picture(name, shows));
    }
    parts.extend(text_part(&words));
    Topic { group, title, parts, folded: fold(text) }
}

fn text_part(words: &str) -> Option<Part> {
    let blocks = Article::parse(words).blocks;
    (!blocks.is_empty()).then_some(Part::Text(blocks))
}
