//! Where cases come from, and what the office decides about them: days to answer, fields of procedures.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Plan;

/// Where a case was raised (IV.1.b, IV.2.c, IV.3, IV.4, IV.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum CaseSource {
    /// The newspaper's forum.
    Forum,
    /// A dialogue with businesses or with the people.
    Dialogue,
    /// A live programme.
    Live,
    /// The suggestion box.
    Box,
    /// The portal or an agency's web site.
    Portal,
    Telephone,
    #[default]
    Letter,
}

impl CaseSource {
    pub const ALL: [Self; 7] =
        [Self::Forum, Self::Dialogue, Self::Live, Self::Box, Self::Portal, Self::Telephone, Self::Letter];

    pub fn name(self) -> &'static str {
        match self {
            Self::Forum => "Diễn đàn trên báo",
            Self::Dialogue => "Đối thoại",
            Self::Live => "Chương trình trực tiếp",
            Self::Box => "Hộp thư góp ý",
            Self::Portal => "Cổng thông tin",
            Self::Telephone => "Điện thoại",
            Self::Letter => "Thư",
        }
    }

    /// For other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Forum => "forum",
            Self::Dialogue => "dialogue",
            Self::Live => "live",
            Self::Box => "box",
            Self::Portal => "portal",
            Self::Telephone => "telephone",
            Self::Letter => "letter",
        }
    }

    /// Working days to answer where the office has not decided. The plan asks only for handling "kịp thời" (IV.2.c).
    fn usual_days(self) -> u32 {
        match self {
            Self::Live | Self::Telephone => 5,
            Self::Forum | Self::Portal => 7,
            Self::Box | Self::Letter => 10,
            Self::Dialogue => 15,
        }
    }
}

impl fmt::Display for CaseSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the office decides about cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseSettings {
    /// Working days to answer, of sources where it is not the usual number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// The fields of procedures; empty for [`FIELDS`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<CaseField>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub source: CaseSource,
    pub days: u32,
}

/// A field of administrative procedures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseField {
    pub id: String,
    pub name: String,
}

/// The fields that the plan names (III.2.b, IV.4), by id.
pub const FIELDS: [(&str, &str); 9] = [
    ("dat-dai", "Đất đai"),
    ("xay-dung", "Xây dựng"),
    ("dang-ky-kinh-doanh", "Đăng ký kinh doanh"),
    ("ho-tich", "Tư pháp, hộ tịch"),
    ("ho-khau", "Hộ khẩu"),
    ("xuat-nhap-canh", "Xuất nhập cảnh"),
    ("xu-phat", "Xử phạt vi phạm hành chính"),
    ("khieu-nai", "Khiếu nại, tố cáo"),
    ("khac", "Lĩnh vực khác"),
];

impl CaseSettings {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Working days to answer what comes from this source.
    pub fn days(&self, source: CaseSource) -> u32 {
        let own = self.deadlines.iter().find(|deadline| deadline.source == source);
        own.map_or(source.usual_days(), |deadline| deadline.days)
    }

    /// Id and name of each field.
    pub fn fields(&self) -> Vec<(&str, &str)> {
        if self.fields.is_empty() {
            return FIELDS.to_vec();
        }
        self.fields.iter().map(|field| (field.id.as_str(), field.name.as_str())).collect()
    }

    /// A field's name; an unknown one is shown by its id.
    pub fn field_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.fields().into_iter().find(|(known, _)| *known == id).map_or(id, |(_, name)| name)
    }
}

impl Plan {
    /// The body that must answer a case: an agency by its short name, a locality's People's Committee: "UBND quận
    /// Ninh Kiều". An unknown one is shown by its id.
    pub fn name_of_asked(&self, id: &str) -> String {
        let agency = self.agency(id).map(|agency| agency.short.clone());
        let locality = || self.locality(id).map(|locality| format!("UBND {}", locality.full_name()));
        agency.or_else(locality).unwrap_or_else(|| id.to_owned())
    }

    /// Whether a case can be asked of this id.
    pub fn can_be_asked(&self, id: &str) -> bool {
        self.agency(id).is_some() || self.locality(id).is_some()
    }

    /// All bodies of which a case can be asked, with their names: agencies, then the localities' People's Committees.
    pub fn askable(&self) -> Vec<(String, String)> {
        let agencies = self.agencies.iter().map(|agency| agency.id.as_str());
        let localities = self.localities.iter().map(|locality| locality.id.as_str());
        agencies.chain(localities).map(|id| (id.to_owned(), self.name_of_asked(id))).collect()
    }
}
