//! A template that an office has made of a poster of its own.

use serde::{Deserialize, Serialize};

use super::{Error, Poster, size};
use crate::record::{self, Record};

/// A design kept to begin other posters with, in a file of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnTemplate {
    #[serde(default)]
    pub schema: u32,
    pub id: String,
    pub name: String,
    pub poster: Poster,
}

impl Default for OwnTemplate {
    fn default() -> Self {
        Self::of("", "", Poster::blank(&size::STANDARDS[2]))
    }
}

impl Record for OwnTemplate {
    const PATH: &'static str = "templates";
    const NAME: &'static str = "mẫu áp phích";
    const SCHEMA: u32 = 1;
    const EXTENSION: Option<&'static str> = Some("mau");
    const KEYS: record::Keys = &[];
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("name", "Tên mẫu"),
        ("poster", "Bản vẽ"),
        ("width", "Rộng"),
        ("height", "Cao"),
        ("bleed", "Tràn lề"),
        ("safe", "Lề an toàn"),
        ("viewing_distance", "Nhìn từ xa"),
        ("finishing", "May viền, đóng khuyết"),
        ("background", "Nền"),
        ("elements", "Các phần tử"),
        ("sides", "Các mặt sau"),
        ("folds", "Nếp gấp"),
        ("id", "Mã"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }

    fn title(&self) -> String {
        format!("“{}”", self.name)
    }

    fn file_name(&self) -> String {
        self.name.clone()
    }
}

impl OwnTemplate {
    /// Keeps a poster's design. What is made of it is no further size of that poster, so the links of its family stay
    /// behind.
    pub fn of(id: &str, name: &str, mut poster: Poster) -> Self {
        poster.family.clear();
        let sides = poster.sides.iter_mut().flat_map(|side| &mut side.elements);
        for element in poster.elements.iter_mut().chain(sides) {
            element.link = None;
        }
        Self { schema: Self::SCHEMA, id: id.to_owned(), name: name.to_owned(), poster }
    }

    /// The poster that begins with it.
    ///
    /// # Errors
    /// Its file was edited into something that cannot be laid out.
    pub fn begin(&self) -> Result<Poster, Error> {
        self.poster.clone().checked()
    }
}
