//! Templates for posters, with sample text to be overwritten.
//!
//! The text follows plan 127/KH-UBND. No emblem, number or address is invented: a blank marks where a phone
//! number belongs.

mod banner;
mod design;
mod illustrated;
mod leaflet;
mod pano;
mod paper;

use super::Poster;

pub use banner::{banner, flag, flag_of_two_sides, standee};
pub use illustrated::{board, bridge, clock, desk, farmer, hands};
pub use leaflet::leaflet;
pub use pano::{pano_handshake, pano_slogan, pano_slogan_small};
pub use paper::{hotline, portrait, process, rights, steps, with_picture};

/// A design in the gallery.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Stable: "mot-cua-a2".
    pub id: &'static str,
    pub name: &'static str,
    /// What it is suited for.
    pub about: &'static str,
    pub poster: fn() -> Poster,
}

pub const TEMPLATES: &[Template] = &[
    Template {
        id: "mot-cua-a2",
        name: "Áp phích chữ A2 đứng",
        about: "Một khẩu hiệu lớn và ba cam kết, treo ở trụ sở, nhà thông tin",
        poster: portrait,
    },
    Template {
        id: "cac-buoc-a3",
        name: "Các bước một cửa A3 ngang",
        about: "Năm bước nộp và nhận hồ sơ, dán tại Bộ phận tiếp nhận và trả kết quả",
        poster: process,
    },
    Template {
        id: "pano-khau-hieu-8x4",
        name: "Pano khẩu hiệu 8 × 4 m",
        about: "Khẩu hiệu đọc được từ xa, dựng bên đường, đầu cầu",
        poster: pano_slogan,
    },
    Template {
        id: "pano-khau-hieu-3x2",
        name: "Pano khẩu hiệu 3 × 2 m",
        about: "Cùng khẩu hiệu ở khổ nhỏ, đặt trong khu dân cư, chợ",
        poster: pano_slogan_small,
    },
    Template {
        id: "pano-doi-thoai-3x2",
        name: "Pano đối thoại 3 × 2 m",
        about: "Mời dân góp ý, đặt trước trụ sở, chợ, bến xe",
        poster: pano_handshake,
    },
    Template {
        id: "phuon-08x2",
        name: "Phướn 0,8 × 2 m",
        about: "Treo dọc cột điện, cổng cơ quan",
        poster: flag,
    },
    Template {
        id: "phuon-hai-mat-08x2",
        name: "Phướn hai mặt 0,8 × 2 m",
        about: "Mỗi chiều đường thấy một câu, treo cột điện, dải phân cách",
        poster: flag_of_two_sides,
    },
    Template {
        id: "standee-08x18",
        name: "Standee 0,8 × 1,8 m",
        about: "Đặt ở cửa trụ sở: một bức ảnh đón khách và ba việc cần làm",
        poster: standee,
    },
    Template {
        id: "bang-ron-5x15",
        name: "Băng rôn 5 × 1,5 m",
        about: "Chăng ngang đường, trước hội trường",
        poster: banner,
    },
    Template {
        id: "hoi-dap-a3",
        name: "Hỏi đáp và mã QR A3",
        about: "Nơi tiếp nhận phản ánh, kiến nghị, kèm mã QR",
        poster: hotline,
    },
    Template {
        id: "to-gap-a4",
        name: "Tờ gấp A4 ba phần",
        about: "Hai mặt, phát tại quầy: quyền của bà con, từng bước làm giấy tờ",
        poster: leaflet,
    },
    Template {
        id: "anh-a2",
        name: "Áp phích ảnh A2",
        about: "Một bức ảnh thật và một câu, nêu gương người tốt việc tốt",
        poster: with_picture,
    },
    Template {
        id: "quyen-nghia-vu-a1",
        name: "Hai phía A1",
        about: "Trách nhiệm của cơ quan nhà nước và của công dân, đặt cạnh nhau",
        poster: rights,
    },
    Template {
        id: "quay-mot-cua-a2",
        name: "Quầy một cửa A2",
        about: "Tranh cổ động: cán bộ sau quầy, bà con nộp và nhận hồ sơ ở một nơi",
        poster: desk,
    },
    Template {
        id: "nha-nong-08x18",
        name: "Nhà nông, standee 0,8 × 1,8 m",
        about: "Tranh cổ động: người đội nón lá cầm hồ sơ, đặt ở xã, hợp tác xã",
        poster: farmer,
    },
    Template {
        id: "nhip-cau-5x15",
        name: "Nhịp cầu, băng rôn 5 × 1,5 m",
        about: "Cầu dây văng trên sông, chăng ngang đường, trước hội trường",
        poster: bridge,
    },
    Template {
        id: "dong-ho-1080",
        name: "Đúng hẹn, bài vuông",
        about: "Đồng hồ và lời hứa, đăng Facebook, Zalo",
        poster: clock,
    },
    Template {
        id: "hai-ban-tay-led",
        name: "Hai bàn tay, màn hình LED",
        about: "Người dân và cán bộ cùng cầm một tờ hồ sơ, chiếu ở quảng trường",
        poster: hands,
    },
    Template {
        id: "bang-niem-yet-a3",
        name: "Bảng niêm yết A3 ngang",
        about: "Tranh cổ động: bà con xem bảng niêm yết thủ tục, dán ở nhà thông tin",
        poster: board,
    },
];

/// A template by its id.
pub fn find(id: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.id == id)
}
