//! Templates: a new piece starts from its activity's skeleton.

use super::{Format, Header, Piece, PieceId, Status};
use crate::plan::{Activity, Period, Slot};

/// A first draft for an activity, titled after the slot that it fills; without airings.
///
/// The activities of plan 127 have their own skeletons; others use their format's.
pub fn draft(activity: &Activity, slot: Option<&Slot>, id: PieceId) -> Piece {
    let mut header = Header::new(id, title(activity, slot.map(|slot| slot.period)), &activity.id);
    header.status = Status::Drafting;
    Piece {
        header,
        header_source: String::new().into(),
        format: activity.format,
        body: skeleton(&activity.id, activity.format).into(),
    }
}

/// "Chuyên mục CCHC, kỳ 2 tháng 3", "Tiểu phẩm thứ 3"
pub fn title(activity: &Activity, period: Option<Period>) -> String {
    match period {
        Some(period @ Period::Nth { .. }) => format!("{} {}", activity.short, period.label()),
        Some(period) => format!("{}, {}", activity.short, period.label()),
        None => activity.short.clone(),
    }
}

/// The activity's own skeleton if it is in the requested format, else the format's.
pub(super) fn skeleton(activity: &str, format: Format) -> &'static str {
    let own = match activity {
        "chuyen-muc-cchc" => Some((Format::Av, include_str!("template/chuyen-muc-cchc.txt"))),
        "gap-go-doi-thoai" => Some((Format::Av, include_str!("template/gap-go-doi-thoai.txt"))),
        "dien-dan-bao" => Some((Format::Article, include_str!("template/dien-dan-bao.txt"))),
        "doi-thoai-nguoi-dan" => Some((Format::Dialogue, include_str!("template/doi-thoai-nguoi-dan.txt"))),
        "niem-yet" => Some((Format::Article, include_str!("template/niem-yet.txt"))),
        "mat-tran-doan-the" => Some((Format::Article, include_str!("template/mat-tran-doan-the.txt"))),
        "hoi-thi" => Some((Format::Article, include_str!("template/hoi-thi.txt"))),
        "cong-thong-tin" => Some((Format::Article, include_str!("template/cong-thong-tin.txt"))),
        // The others are the only skeleton of their format.
        _ => None,
    };
    match (own, format) {
        (Some((written_in, body)), format) if written_in == format => body,
        (_, Format::Av) => include_str!("template/av.txt"),
        (_, Format::Radio) => include_str!("template/truyen-thanh.txt"),
        (_, Format::Article) => include_str!("template/article.txt"),
        (_, Format::Stage) => include_str!("template/tieu-pham.txt"),
        (_, Format::Poster) => include_str!("template/poster.txt"),
        (_, Format::Quiz) => include_str!("template/khao-sat.txt"),
        (_, Format::Contest) => include_str!("template/contest.txt"),
        (_, Format::Dialogue) => include_str!("template/dialogue.txt"),
    }
}

#[cfg(test)]
mod tests;
