//! Who the plan addresses and works through: audiences and topics, agencies, localities, duties.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ApprovalStep, Office};
use crate::calendar::field;

/// One audience of section III with its topics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// "III.1"
    pub clause: String,
    pub title: String,
    /// The short name for tags and tables: "Cán bộ, công chức".
    pub short: String,
    pub topics: Vec<Topic>,
}

/// A topic of section III.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The clause by which pieces refer to it: "III.2.b".
    pub clause: String,
    /// The short name for tags and tables: "Bộ thủ tục hành chính".
    pub short: String,
    /// The plan's text.
    pub text: String,
}

/// A body that leads, takes part in or supervises the work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    pub id: String,
    pub name: String,
    pub short: String,
    /// The head and foot of its papers; without a name there, its own.
    #[serde(default, skip_serializing_if = "Office::is_empty")]
    pub letterhead: Office,
    /// The approval steps of its own papers, where an activity has none of its own; empty for the office's general
    /// steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<ApprovalStep>,
    /// Telephone, address or person, as the office writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
}

impl Agency {
    /// The agency as its papers name it.
    pub fn office(&self) -> Office {
        self.letterhead.clone().or(Office { name: self.name.clone(), ..Office::default() })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LocalityKind {
    /// Quận
    UrbanDistrict,
    /// Huyện
    RuralDistrict,
    /// Phường (communes answer to the city since 1 July 2025)
    Ward,
    /// Xã
    Commune,
    /// Thị trấn
    Township,
}

impl LocalityKind {
    pub const ALL: [Self; 5] =
        [Self::UrbanDistrict, Self::RuralDistrict, Self::Ward, Self::Commune, Self::Township];

    pub fn name(self) -> &'static str {
        match self {
            Self::UrbanDistrict => "quận",
            Self::RuralDistrict => "huyện",
            Self::Ward => "phường",
            Self::Commune => "xã",
            Self::Township => "thị trấn",
        }
    }
}

/// An administrative unit. Never matched by name: in 2025 names were reused for different areas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locality {
    pub id: String,
    /// "Ninh Kiều", without its kind.
    pub name: String,
    pub kind: LocalityKind,
    /// Id of the unit above; none for those directly under the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub valid_from: Option<NaiveDate>,
    /// The last day on which the unit exists.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub valid_to: Option<NaiveDate>,
    /// Ids of the units that replaced it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<String>,
    /// Telephone, address or person, as the office writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
}

impl Locality {
    /// A unit without id and name, in force from ever on.
    pub(super) fn new(kind: LocalityKind) -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            kind,
            parent: None,
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            contact: String::new(),
        }
    }

    /// "quận Ninh Kiều"
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind.name(), self.name)
    }

    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A duty of section V.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// "V.1.a"
    pub clause: String,
    pub title: String,
    /// The plan's text.
    pub text: String,
    /// Ids of the agencies the duty names; empty when it binds all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
}
