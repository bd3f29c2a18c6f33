//! The items that the plan itself lists (IV.10.g, IV.11.e), to start a budget with: contents without prices.

use chrono::NaiveDate;

use super::{Budget, Line};
use crate::decimal::Decimal;
use crate::plan::{Locality, Plan};

struct Item {
    activity: &'static str,
    agency: &'static str,
    source: &'static str,
    content: &'static str,
    unit: &'static str,
    /// One line for each locality.
    is_per_locality: bool,
}

const fn item(
    [activity, agency, source]: [&'static str; 3],
    content: &'static str,
    unit: &'static str,
    is_per_locality: bool,
) -> Item {
    Item { activity, agency, source, content, unit, is_per_locality }
}

/// IV.10.g: overtime, because it is held on days off; travel, paper, the questions, the marking, the data: Sở Nội vụ,
/// from the city's fund. The hall, the banner and the water: the districts.
const SURVEY: [&str; 3] = ["khao-sat", "so-noi-vu", "cchc"];
const DISTRICT: [&str; 3] = ["khao-sat", "ubnd-quan-huyen", "quan-huyen"];
/// IV.11.e: Sở Nội vụ estimates what the contest is supported with, from the city's fund.
const CONTEST: [&str; 3] = ["hoi-thi", "so-noi-vu", "cchc"];

const ITEMS: &[Item] = &[
    item(SURVEY, "Làm thêm giờ ngày nghỉ để tổ chức khảo sát", "giờ", false),
    item(SURVEY, "Xăng xe đi khảo sát", "chuyến", false),
    item(SURVEY, "Văn phòng phẩm", "bộ", false),
    item(SURVEY, "Biên soạn bộ đề", "bộ", false),
    item(SURVEY, "Chấm bài", "bài", false),
    item(SURVEY, "Xử lý dữ liệu", "đợt", false),
    item(DISTRICT, "Thuê hội trường", "buổi", true),
    item(DISTRICT, "Khẩu hiệu", "tấm", true),
    item(DISTRICT, "Nước uống cho thí sinh", "người", true),
    item(CONTEST, "Hỗ trợ tổ chức Hội thi", "hội thi", false),
];

impl Budget {
    /// The plan's own items that the budget does not have yet, as lines without prices. Their ids are the same in every
    /// workspace, so two offices that start alike have each line once.
    pub fn items_of(&self, plan: &Plan) -> Vec<Line> {
        let mut lines = Vec::new();
        for (at, item) in ITEMS.iter().enumerate() {
            let Some(activity) = plan.activity(item.activity) else { continue };
            let localities: Vec<&str> = if item.is_per_locality {
                let first = NaiveDate::from_ymd_opt(plan.year, 1, 1).unwrap_or_default();
                let is_owing =
                    |one: &&Locality| one.parent.is_none() && activity.concerns(one) && one.exists_on(first);
                plan.localities.iter().filter(is_owing).map(|one| one.id.as_str()).collect()
            } else {
                vec![""]
            };
            for locality in localities {
                let end = if locality.is_empty() { String::new() } else { format!("@{locality}") };
                let line = Line {
                    id: format!("{}-{}{end}", item.activity, at + 1),
                    activity: item.activity.to_owned(),
                    agency: item.agency.to_owned(),
                    locality: locality.to_owned(),
                    content: item.content.to_owned(),
                    unit: item.unit.to_owned(),
                    quantity: Decimal::ONE,
                    source: item.source.to_owned(),
                    ..Line::default()
                };
                if self.line(&line.id).is_none() {
                    lines.push(line);
                }
            }
        }
        lines
    }
}
