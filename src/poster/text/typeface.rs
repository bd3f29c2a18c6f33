//! The typefaces of posters: the program's own, and those installed on the system.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Typeface {
    BeVietnamPro,
    BeVietnamProMedium,
    BeVietnamProSemiBold,
    BeVietnamProBold,
    BeVietnamProExtraBold,
    Anton,
    Bevan,
    Oswald,
    MontserratBold,
    MontserratExtraBold,
    MontserratBlack,
    Lobster,
    LiberationSerif,
    LiberationSerifBold,
    System(SystemFace),
}

/// A face by its family, as the system names it; another machine may lack it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemFace {
    pub family: String,
    /// 100 to 900; 400 is regular, 700 bold (OpenType, `OS/2` `usWeightClass`).
    #[serde(default = "SystemFace::regular", skip_serializing_if = "SystemFace::is_regular")]
    pub weight: u16,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_italic: bool,
}

impl SystemFace {
    fn regular() -> u16 {
        400
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_regular(weight: &u16) -> bool {
        *weight == Self::regular()
    }
}

impl Typeface {
    /// The program's own.
    pub const OWN: [Self; 14] = [
        Self::BeVietnamPro,
        Self::BeVietnamProMedium,
        Self::BeVietnamProSemiBold,
        Self::BeVietnamProBold,
        Self::BeVietnamProExtraBold,
        Self::Anton,
        Self::Bevan,
        Self::Oswald,
        Self::MontserratBold,
        Self::MontserratExtraBold,
        Self::MontserratBlack,
        Self::Lobster,
        Self::LiberationSerif,
        Self::LiberationSerifBold,
    ];

    /// For people.
    pub fn name(&self) -> String {
        let name = match self {
            Self::BeVietnamPro => "Be Vietnam Pro",
            Self::BeVietnamProMedium => "Be Vietnam Pro Medium",
            Self::BeVietnamProSemiBold => "Be Vietnam Pro SemiBold",
            Self::BeVietnamProBold => "Be Vietnam Pro Bold",
            Self::BeVietnamProExtraBold => "Be Vietnam Pro ExtraBold",
            Self::Anton => "Anton",
            Self::Bevan => "Bevan",
            Self::Oswald => "Oswald Bold",
            Self::MontserratBold => "Montserrat Bold",
            Self::MontserratExtraBold => "Montserrat ExtraBold",
            Self::MontserratBlack => "Montserrat Black",
            Self::Lobster => "Lobster",
            Self::LiberationSerif => "Liberation Serif",
            Self::LiberationSerifBold => "Liberation Serif Bold",
            Self::System(SystemFace { family, weight, is_italic }) => {
                let weight = match weight {
                    0..=150 => " Thin",
                    151..=250 => " ExtraLight",
                    251..=350 => " Light",
                    351..=450 => "",
                    451..=550 => " Medium",
                    551..=650 => " SemiBold",
                    651..=750 => " Bold",
                    751..=850 => " ExtraBold",
                    _ => " Black",
                };
                let italic = if *is_italic { " Italic" } else { "" };
                return format!("{family}{weight}{italic}");
            }
        };
        name.to_owned()
    }

    /// The bold one of a regular face, and the regular one of a bold; none where its family has no other.
    #[must_use]
    pub fn other_weight(&self) -> Option<Self> {
        Some(match self {
            Self::BeVietnamPro => Self::BeVietnamProBold,
            Self::BeVietnamProBold => Self::BeVietnamPro,
            Self::BeVietnamProMedium | Self::BeVietnamProSemiBold => Self::BeVietnamProExtraBold,
            Self::BeVietnamProExtraBold => Self::BeVietnamProMedium,
            Self::MontserratBold | Self::MontserratExtraBold => Self::MontserratBlack,
            Self::MontserratBlack => Self::MontserratBold,
            Self::LiberationSerif => Self::LiberationSerifBold,
            Self::LiberationSerifBold => Self::LiberationSerif,
            Self::System(face) => {
                let weight = if face.weight < 600 { 700 } else { 400 };
                Self::System(SystemFace { weight, ..face.clone() })
            }
            Self::Anton | Self::Bevan | Self::Oswald | Self::Lobster => return None,
        })
    }

    pub fn is_bold(&self) -> bool {
        match self {
            Self::BeVietnamPro | Self::BeVietnamProMedium | Self::LiberationSerif | Self::Lobster => false,
            Self::System(face) => face.weight >= 600,
            _ => true,
        }
    }
}
