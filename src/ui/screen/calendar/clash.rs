//! The wording of overlapping airings.

use crate::calendar::wording;
use crate::ledger::Clash;
use crate::newsroom::Newsroom;
use crate::piece::PieceId;

/// "Trùng giờ với “Một cửa” từ 00:00 đến 00:15 ngày 27/03 trên Đài PT-TH.", "Trùng đoàn …", "Trùng chỗ diễn …"
pub(super) fn overlap(newsroom: &Newsroom, clash: &Clash, own: &PieceId) -> String {
    let other = if clash.first == *own { &clash.second } else { &clash.first };
    let title = newsroom.piece(other).map_or(other.as_str(), |piece| piece.header.title.as_str());
    let with =
        if other == own { "buổi khác của bài này".to_owned() } else { format!("“{title}”") };
    let (what, on) = match clash {
        clash if clash.is_of_hall() => ("Trùng chỗ diễn", "tại"),
        clash if clash.is_of_troupe() => ("Trùng đoàn diễn", "do"),
        _ => ("Trùng giờ", "trên"),
    };
    format!(
        "{what} với {with} từ {} đến {} ngày {} {on} {}.",
        wording::clock(clash.from.time()),
        wording::clock(clash.to.time()),
        wording::day_month(clash.from.date()),
        clash.channel_name(newsroom.plan(), newsroom.places())
    )
}
