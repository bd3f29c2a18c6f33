//! The register of places: notice houses, boards, stages, halls, web sites (IV.5, IV.7, IV.8, IV.12).

mod column;
mod ids;
mod kind;
mod list;
mod next_year;

pub use kind::PlaceKind;
pub use list::{PlaceList, PlaceRow};

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;
use crate::fold::fold_into;
use crate::plan::{Locality, Plan};
use crate::record::{self, Record};
use ids::Ids;

/// The register (`places.ron`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Places {
    pub schema: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// Where something hangs, plays or stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Stable; airings name it: "nha-thong-tin-khu-vuc-3".
    pub id: String,
    pub kind: PlaceKind,
    /// "Nhà thông tin khu vực 3"
    pub name: String,
    /// Street or hamlet and commune; of a web site its address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Id of the locality; empty for the whole city's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub locality: String,
    /// As the office writes it: "3 × 2 m", "200 ghế".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub size: String,
    /// Who owns or runs it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// "Ở những nơi đủ điều kiện" (IV.5).
    #[serde(skip_serializing_if = "Fitness::is_unknown")]
    pub fitness: Fitness,
    /// Why it is fit, or what it lacks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Path of a picture in the workspace.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub photo: String,
    /// The first day on which it is there; none when it always was.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub valid_from: Option<NaiveDate>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub valid_to: Option<NaiveDate>,
    /// Id of the agency whose web site it is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// Whether a web site has a section for people's opinions (IV.12); none until someone looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opinions: Option<bool>,
    /// The day someone last looked.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "field::optional_date")]
    pub checked: Option<NaiveDate>,
}

/// Whether a place meets what its use needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fitness {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    Fit,
    Unfit,
}

impl Fitness {
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Fit, Self::Unfit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "Chưa xét",
            Self::Fit => "Đủ điều kiện",
            Self::Unfit => "Chưa đủ điều kiện",
        }
    }

    /// In the output of commands.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Fit => "fit",
            Self::Unfit => "unfit",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the serializer passes a reference")]
    fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

impl Default for Places {
    fn default() -> Self {
        Self { schema: Self::SCHEMA, places: Vec::new() }
    }
}

impl Record for Places {
    const PATH: &'static str = "places.ron";
    const NAME: &'static str = "địa điểm";
    const SCHEMA: u32 = 1;
    const KEYS: record::Keys = &[];
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("places", "Địa điểm"),
        ("id", "Mã"),
        ("kind", "Loại"),
        ("name", "Tên"),
        ("address", "Địa chỉ"),
        ("locality", "Địa bàn"),
        ("size", "Kích thước, sức chứa"),
        ("owner", "Đơn vị quản lý"),
        ("contact", "Liên hệ"),
        ("fitness", "Điều kiện"),
        ("Unknown", "chưa xét"),
        ("Fit", "đủ điều kiện"),
        ("Unfit", "chưa đủ điều kiện"),
        ("reason", "Lý do"),
        ("photo", "Ảnh"),
        ("valid_from", "Có từ ngày"),
        ("valid_to", "Đến hết ngày"),
        ("agency", "Cơ quan"),
        ("opinions", "Mục ý kiến"),
        ("checked", "Ngày kiểm tra"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Places {
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// All places by id, for many look-ups.
    pub fn by_id(&self) -> HashMap<&str, &Place> {
        self.places.iter().map(|place| (place.id.as_str(), place)).collect()
    }

    /// The kinds of the program, and after them the office's own in the order of the alphabet.
    pub fn kinds(&self) -> Vec<PlaceKind> {
        let own = self.places.iter().map(|place| &place.kind).filter(|kind| kind.is_own());
        let mut own: Vec<PlaceKind> = own.cloned().collect();
        own.sort_unstable();
        own.dedup();
        PlaceKind::KNOWN.into_iter().chain(own).collect()
    }

    /// The register with a new place of this name, and its id.
    #[must_use]
    pub fn with_place(&self, place: Place) -> (Self, String) {
        let id = Ids::of(&self.places).free(&place.name);
        let mut places = self.clone();
        places.places.push(Place { id: id.clone(), ..place });
        (places, id)
    }

    /// The register with these places changed.
    #[must_use]
    pub fn edited(&self, ids: &[String], mut edit: impl FnMut(&mut Place)) -> Self {
        let ids: std::collections::HashSet<&str> = ids.iter().map(String::as_str).collect();
        let mut places = self.clone();
        places.places.iter_mut().filter(|place| ids.contains(place.id.as_str())).for_each(&mut edit);
        places
    }

    /// The register without these places.
    #[must_use]
    pub fn without(&self, ids: &[String]) -> Self {
        let mut places = self.clone();
        places.places.retain(|place| !ids.contains(&place.id));
        places
    }
}

impl Place {
    /// Whether it is there on this day.
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// "quận Ninh Kiều"; "toàn thành phố" for a place of no locality.
    pub fn locality_name(&self, plan: &Plan) -> String {
        if self.locality.is_empty() {
            return "toàn thành phố".to_owned();
        }
        plan.locality(&self.locality).map_or_else(|| self.locality.clone(), Locality::full_name)
    }

    /// "Nhà thông tin khu vực 3, phường An Khánh"
    pub fn full_name(&self) -> String {
        if self.address.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.address) }
    }

    /// What a search looks through, folded.
    pub fn search_text(&self, plan: &Plan) -> String {
        let locality = self.locality_name(plan);
        let agency = plan.agency(&self.agency).map_or("", |agency| &agency.name);
        let mut folded = String::new();
        let kind = self.kind.name();
        let texts = [
            self.name.as_str(),
            &self.address,
            &locality,
            kind,
            &self.size,
            &self.owner,
            &self.contact,
            &self.reason,
            agency,
        ];
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            fold_into(&mut folded, text);
            folded.push(' ');
        }
        folded
    }
}
