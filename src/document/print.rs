//! What can be chosen when a document is printed.

use crate::page::{MM, Sheet, Size};

use super::poster;

mod pages;

pub use pages::{Pages, PagesError};

/// Each kind of document heeds what concerns it. The default is the paper that the kind is customarily printed on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PrintOptions {
    pub paper: Paper,
    /// Body text at 18 pt instead of 13 pt, everything else in proportion.
    pub is_large: bool,
    /// Printed on both sides: the inner margin is the wide one, the page number stands outside.
    pub is_duplex: bool,
    pub pages: Pages,
    /// Of a skit.
    pub layout: Layout,
    /// A skit for one character: the name in the cast.
    pub role: Option<String>,
    /// Of a survey.
    pub part: Part,
    /// Of a schedule.
    pub grouping: Grouping,
    /// Also what nobody has approved and what has no day; a schedule to be signed has neither.
    pub has_drafts: bool,
    pub poster: poster::PrintOptions,
}

/// The sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// As the kind of document asks for.
    #[default]
    Customary,
    A4,
    A4Landscape,
    A3,
    A3Landscape,
}

impl Paper {
    pub const ALL: [Self; 5] = [Self::Customary, Self::A4, Self::A4Landscape, Self::A3, Self::A3Landscape];

    /// As typed in a command.
    pub fn id(self) -> &'static str {
        match self {
            Self::Customary => "mac-dinh",
            Self::A4 => "a4",
            Self::A4Landscape => "a4-ngang",
            Self::A3 => "a3",
            Self::A3Landscape => "a3-ngang",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Customary => "Theo loại văn bản",
            Self::A4 => "A4 đứng",
            Self::A4Landscape => "A4 ngang",
            Self::A3 => "A3 đứng",
            Self::A3Landscape => "A3 ngang",
        }
    }

    /// None for the customary one.
    fn size(self) -> Option<Size> {
        match self {
            Self::Customary => None,
            Self::A4 => Some(Size::A4),
            Self::A4Landscape => Some(Size::A4.landscape()),
            Self::A3 => Some(Size::A3),
            Self::A3Landscape => Some(Size::A3.landscape()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Names in a column on the left, speeches on the right.
    #[default]
    Stage,
    /// "Tên: lời", as local skits are typed.
    RunIn,
    /// Names above the speeches, both indented.
    Screenplay,
}

impl Layout {
    pub const ALL: [Self; 3] = [Self::Stage, Self::RunIn, Self::Screenplay];

    /// As typed in a command.
    pub fn id(self) -> &'static str {
        match self {
            Self::Stage => "san-khau",
            Self::RunIn => "lien-dong",
            Self::Screenplay => "kich-ban",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Stage => "Sân khấu",
            Self::RunIn => "Tên: lời",
            Self::Screenplay => "Kịch bản",
        }
    }
}

/// What to print: the key must not go out with the sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The sheet to fill in.
    Sheet,
    Key,
    /// The sheet, then the key on a new page.
    #[default]
    Both,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Both, Self::Sheet, Self::Key];

    /// As typed in a command.
    pub fn id(self) -> &'static str {
        match self {
            Self::Both => "ca-hai",
            Self::Sheet => "phieu",
            Self::Key => "dap-an",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "Phiếu và đáp án",
            Self::Sheet => "Chỉ phiếu",
            Self::Key => "Chỉ đáp án",
        }
    }
}

/// What the rows of a schedule stand together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    #[default]
    Day,
    Week,
    Month,
    Year,
    /// The whole city first, then the localities in the plan's order.
    Locality,
}

impl Grouping {
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Year, Self::Locality];

    /// As typed in a command.
    pub fn id(self) -> &'static str {
        match self {
            Self::Day => "ngay",
            Self::Week => "tuan",
            Self::Month => "thang",
            Self::Year => "nam",
            Self::Locality => "dia-ban",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "Ngày",
            Self::Week => "Tuần",
            Self::Month => "Tháng",
            Self::Year => "Năm",
            Self::Locality => "Địa bàn",
        }
    }
}

/// From 13 pt to 18 pt.
const LARGE: f32 = 18.0 / 13.0;
/// How much wider than the outer margin the inner one is, where both are alike on one side; points.
const GUTTER: f32 = 8.0 * MM;

impl PrintOptions {
    pub(super) fn scale(&self) -> f32 {
        if self.is_large { LARGE } else { 1.0 }
    }

    /// The sheet to set on, from the customary one. Large print is set on a small sheet, which
    /// [`super::Manuscript`] enlarges.
    pub(super) fn sheet(&self, mut sheet: Sheet) -> Sheet {
        if let Some(size) = self.paper.size() {
            sheet.size = size;
        }
        sheet.is_duplex = self.is_duplex;
        let [_, right, _, left] = &mut sheet.margins;
        if self.is_duplex && *left - *right < GUTTER {
            let both = *left + *right;
            *left = f32::midpoint(both, GUTTER);
            *right = f32::midpoint(both, -GUTTER);
        }
        let scale = self.scale();
        sheet.size = Size { width: sheet.size.width / scale, height: sheet.size.height / scale };
        sheet.margins = sheet.margins.map(|margin| margin / scale);
        for furniture in [&mut sheet.header, &mut sheet.footer].into_iter().flatten() {
            furniture.offset /= scale;
        }
        sheet
    }
}
