//! Slots: the occurrences that the plan requires.

use std::collections::HashMap;
use std::fmt;

use chrono::NaiveDate;
use memchr::{memchr, memchr2};
use serde::{Deserialize, Serialize};

use super::{Locality, Period, Plan};
use crate::fold;

/// A permanent slot id: `activity/period`, a locality's `activity/period@locality` or an agency's
/// `activity/period~agency`.
///
/// Periods: `2014-03/2` (second of the month), `2014-W10` (ISO week), `2014-Q1`, `2014-04` (a month),
/// `2014-06..2014-07` (a window of months), `2014/3` (third of "at least n"), `2014` (the whole year).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotId(pub String);

impl SlotId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// "chuyen-muc-cchc"
    pub fn activity(&self) -> &str {
        self.before(memchr(b'/', self.0.as_bytes()))
    }

    /// "ninh-kieu", for a locality's slot.
    pub fn locality(&self) -> Option<&str> {
        self.0.split_once('@').map(|(_, locality)| locality)
    }

    /// "so-noi-vu", for an agency's slot.
    pub fn agency(&self) -> Option<&str> {
        self.0.split_once('~').map(|(_, agency)| agency)
    }

    /// Whose slot it is; none for one of the whole city.
    pub fn body(&self) -> Option<Body<'_>> {
        self.locality().map(Body::Locality).or_else(|| self.agency().map(Body::Agency))
    }

    pub fn new(activity: &str, period: Period, body: Option<Body<'_>>) -> Self {
        match body {
            Some(Body::Locality(id)) => Self(format!("{activity}/{period}@{id}")),
            Some(Body::Agency(id)) => Self(format!("{activity}/{period}~{id}")),
            None => Self(format!("{activity}/{period}")),
        }
    }

    /// The period; none when the id is malformed, for example a month 13 or a missing activity. Whether the
    /// plan owes the slot is a question for the ledger's obligations.
    pub fn period(&self) -> Option<Period> {
        let (activity, rest) = self.series().split_once('/')?;
        if activity.is_empty() || self.body().is_some_and(|body| !is_id(body.id())) {
            return None;
        }
        Period::parse(rest)
    }

    /// The slot without its body, shared by all bodies' slots of one period.
    pub fn series(&self) -> &str {
        self.before(memchr2(b'@', b'~', self.0.as_bytes()))
    }

    fn before(&self, at: Option<usize>) -> &str {
        at.map_or(&self.0, |at| &self.0[..at])
    }
}

/// A body that owes slots of its own, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body<'a> {
    Locality(&'a str),
    Agency(&'a str),
}

impl<'a> Body<'a> {
    pub fn id(self) -> &'a str {
        match self {
            Self::Locality(id) | Self::Agency(id) => id,
        }
    }
}

/// A [`Body`] to keep.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BodyId {
    Locality(String),
    Agency(String),
}

impl BodyId {
    pub fn body(&self) -> Body<'_> {
        match self {
            Self::Locality(id) => Body::Locality(id),
            Self::Agency(id) => Body::Agency(id),
        }
    }
}

impl From<Body<'_>> for BodyId {
    fn from(body: Body<'_>) -> Self {
        match body {
            Body::Locality(id) => Self::Locality(id.to_owned()),
            Body::Agency(id) => Self::Agency(id.to_owned()),
        }
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One occurrence that the plan requires, of the city or of one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub id: SlotId,
    pub period: Period,
    /// First day on which the slot can be filled.
    pub from: NaiveDate,
    /// Last day, inclusive; the slot is overdue from the day after.
    pub to: NaiveDate,
}

impl Plan {
    /// "Chuyên mục CCHC, kỳ 2 tháng 3", "Tiểu phẩm thứ 2", "Truyền thanh quận, huyện, tuần 10, quận Ninh
    /// Kiều". An unknown id is shown as it is.
    pub fn slot_label(&self, id: &SlotId) -> String {
        let (Some(activity), Some(period)) = (self.activity(id.activity()), id.period()) else {
            return id.to_string();
        };
        let link = if matches!(period, Period::Nth { .. }) { " " } else { ", " };
        let mut label = format!("{}{link}{}", activity.short, period.label());
        if let Some(body) = self.body_name(id) {
            label.push_str(", ");
            label.push_str(&body);
        }
        label
    }

    /// The order in which tables list bodies: localities as in the plan, then agencies.
    pub fn body_places(&self) -> HashMap<Body<'_>, usize> {
        let localities = self.localities.iter().map(|locality| Body::Locality(&locality.id));
        let agencies = self.agencies.iter().map(|agency| Body::Agency(&agency.id));
        localities.chain(agencies).zip(0..).collect()
    }

    /// The name of the body whose slot it is.
    pub fn body_name(&self, slot: &SlotId) -> Option<String> {
        slot.body().map(|body| self.name_of_body(body))
    }

    /// "quận Ninh Kiều", "Sở Tư pháp". An unknown body is shown by its id.
    pub fn name_of_body(&self, body: Body<'_>) -> String {
        let known = match body {
            Body::Locality(id) => self.locality(id).map(Locality::full_name),
            Body::Agency(id) => self.agency(id).map(|agency| agency.short.clone()),
        };
        known.unwrap_or_else(|| body.id().to_owned())
    }
}

/// Whether a text is a valid id of an activity, agency or locality: lowercase a–z, digits and hyphens, and no
/// Windows device name. Ids are used in slot ids and folder names, where `/`, `@`, spaces and `com1` would
/// break.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !fold::is_device(text)
}
