//! The wording of overlapping airings.

use crate::calendar::wording;
use crate::ledger::Clash;
use crate::newsroom::Newsroom;
use crate::piece::PieceId;

/// "Trùng giờ với “Một cửa” từ 00:00 đến 00:15 ngày 27/03 trên Đài PT-TH."
pub(super) fn overlap(newsroom: &Newsroom, clash: &Clash, own: &PieceId) -> String {
    let other = if clash.first == *own { &clash.second } else { &clash.first };
    let title = newsroom.piece(other).map_or(other.as_str(), |piece| piece.header.title.as_str());
    format!(
        "Trùng giờ với “{title}” từ {} đến {} ngày {} trên {}.",
        wording::clock(clash.from.time()),
        wording::clock(clash.to.time()),
        wording::day_month(clash.from.date()),
        newsroom.plan().channel_name(&clash.channel)
    )
}
