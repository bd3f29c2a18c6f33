//! The parts that elements play in a design.

use serde::{Deserialize, Serialize};

/// What an element is for: a design is laid out at another size by the roles of its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Behind everything: a photo or a drawing that spans the board.
    Ground,
    /// A coloured area on which other elements stand.
    Band,
    /// The line above the headline: whose campaign it is.
    Kicker,
    /// A line of the slogan.
    Headline,
    /// The sentences that support the headline.
    Promise,
    /// A part of a step or point of this number: its sign, its name, its sentence.
    Step(u8),
    Picture,
    Logo,
    /// Who puts it up, and where to ask.
    Issuer,
    Qr,
}

impl Role {
    /// For people.
    pub fn name(self) -> String {
        match self {
            Self::Ground => "Hình nền".to_owned(),
            Self::Band => "Mảng màu".to_owned(),
            Self::Kicker => "Dòng trên khẩu hiệu".to_owned(),
            Self::Headline => "Khẩu hiệu".to_owned(),
            Self::Promise => "Lời cam kết".to_owned(),
            Self::Step(number) => format!("Ý, bước {number}"),
            Self::Picture => "Hình minh họa".to_owned(),
            Self::Logo => "Logo".to_owned(),
            Self::Issuer => "Đơn vị thực hiện".to_owned(),
            Self::Qr => "Mã QR".to_owned(),
        }
    }
}
