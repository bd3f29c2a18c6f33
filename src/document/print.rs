//! Print options.

use crate::ledger::Mine;
use crate::page::{MM, PaperSize, Sheet, Size};

use super::poster;
use crate::plan::{Plan, SlotId};

mod pages;

pub use pages::{Pages, PagesError};

/// Each kind of document uses the options that concern it. The default is the kind's customary paper.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PrintOptions {
    pub paper: Paper,
    /// Body text at 18 pt instead of 13 pt, everything else scaled with it.
    pub is_large: bool,
    /// Double-sided: the wider margin on the inside, the page number on the outside.
    pub is_duplex: bool,
    pub pages: Pages,
    /// Of a piece.
    pub content: Content,
    /// Of a piece.
    pub comments: Comments,
    /// For skits.
    pub layout: Layout,
    /// A skit for one character, by the name in the cast; of a script, the words of one voice.
    pub role: Option<String>,
    pub extent: RoleExtent,
    /// For surveys.
    pub part: SurveyPart,
    /// For schedules.
    pub grouping: Grouping,
    /// Include unapproved pieces and undated slots, which a schedule for signature leaves out.
    pub has_drafts: bool,
    /// Of a report; a schedule's is in its request.
    pub issuer: Box<Issuer>,
    /// For contests.
    pub contest: ContestPaper,
    /// For dialogues.
    pub dialogue: DialoguePaper,
    pub poster: poster::PrintOptions,
}

/// Who prints a schedule or a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issuer {
    /// Id of the agency whose letterhead and signer it has; none for the workspace's own office.
    pub agency: Option<String>,
    /// Only what is someone's own; none for everything.
    pub mine: Option<Mine>,
}

impl Issuer {
    /// An agency with its own part.
    pub fn of_agency(plan: &Plan, agency: &str) -> Self {
        Self { agency: Some(agency.to_owned()), mine: Some(Mine::new(plan, Some(agency), None)) }
    }

    pub fn takes(&self, slot: &SlotId) -> bool {
        self.mine.as_ref().is_none_or(|mine| mine.has_slot(slot))
    }
}

/// How much of the skit is on a role's paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoleExtent {
    #[default]
    Whole,
    /// The own turns and their cues.
    Own,
}

impl RoleExtent {
    pub fn of(is_short: bool) -> Self {
        if is_short { Self::Own } else { Self::Whole }
    }
}

/// What of a piece is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Content {
    #[default]
    Piece,
    /// The paper that goes round for approval, instead of the piece.
    Review,
    /// A paper for each body of the chain, to ask for its opinion on a poster or a live programme.
    Opinion,
    /// For skits: who and what is in which scene.
    Rehearsal,
    /// For scripts: only what is spoken, large, to read from.
    Prompter,
    /// What really happened in its live broadcasts.
    AsRun,
    /// For articles: the sheet that hangs on a wall.
    Notice,
}

/// Whether colleagues' comments are printed, as numbered notes at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comments {
    #[default]
    LeftOut,
    Printed,
}

impl Content {
    pub fn name(self) -> &'static str {
        match self {
            Self::Piece => "Bài",
            Self::Review => "Phiếu trình duyệt",
            Self::Opinion => "Phiếu lấy ý kiến",
            Self::Rehearsal => "Bảng tập",
            Self::Prompter => "Bản nhắc lời",
            Self::AsRun => "Nhật ký phát sóng",
            Self::Notice => "Bản niêm yết",
        }
    }
}

/// The paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// The customary one for the kind of document.
    #[default]
    Customary,
    A4,
    A4Landscape,
    A3,
    A3Landscape,
}

impl Paper {
    pub const ALL: [Self; 5] = [Self::Customary, Self::A4, Self::A4Landscape, Self::A3, Self::A3Landscape];

    /// The name on the command line.
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
            Self::A4 => Some(PaperSize::A4.size()),
            Self::A4Landscape => Some(PaperSize::A4.size().landscape()),
            Self::A3 => Some(PaperSize::A3.size()),
            Self::A3Landscape => Some(PaperSize::A3.size().landscape()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Names in a column on the left, speeches on the right.
    #[default]
    Stage,
    /// "Tên: lời", as skits are typed locally.
    RunIn,
    /// Names above the speeches, both indented.
    Screenplay,
}

impl Layout {
    pub const ALL: [Self; 3] = [Self::Stage, Self::RunIn, Self::Screenplay];

    /// The name on the command line.
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

/// What to print: the key must not be distributed with the questionnaires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SurveyPart {
    /// The questionnaire.
    Questionnaire,
    Key,
    /// The questionnaire, then the key on a new page.
    #[default]
    Both,
}

impl SurveyPart {
    pub const ALL: [Self; 3] = [Self::Both, Self::Questionnaire, Self::Key];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Both => "ca-hai",
            Self::Questionnaire => "phieu",
            Self::Key => "dap-an",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "Phiếu và đáp án",
            Self::Questionnaire => "Chỉ phiếu",
            Self::Key => "Chỉ đáp án",
        }
    }
}

/// Which paper of a contest is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContestPaper {
    #[default]
    Rules,
    Order,
    /// One for each judge and team, with what is marked already left empty: to be filled in by hand.
    Sheets,
    /// For who asks, with the answers.
    Questions,
    Minutes,
    Ranking,
    /// One for each award.
    Certificates,
}

impl ContestPaper {
    pub const ALL: [Self; 7] = [
        Self::Rules,
        Self::Order,
        Self::Sheets,
        Self::Questions,
        Self::Minutes,
        Self::Ranking,
        Self::Certificates,
    ];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Rules => "the-le",
            Self::Order => "thu-tu",
            Self::Sheets => "phieu-cham",
            Self::Questions => "cau-hoi",
            Self::Minutes => "bien-ban",
            Self::Ranking => "xep-hang",
            Self::Certificates => "giay-khen",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Rules => "Thể lệ",
            Self::Order => "Thứ tự thi",
            Self::Sheets => "Phiếu chấm",
            Self::Questions => "Câu hỏi vấn đáp",
            Self::Minutes => "Biên bản",
            Self::Ranking => "Bảng xếp hạng",
            Self::Certificates => "Giấy khen",
        }
    }
}

impl std::fmt::Display for ContestPaper {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

/// Which paper of a dialogue is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DialoguePaper {
    #[default]
    Programme,
    /// One for each guest.
    Invitations,
    /// The guests, with room to sign.
    Guests,
    /// To be filled in by those who ask.
    Question,
    Minutes,
    Conclusions,
}

impl DialoguePaper {
    pub const ALL: [Self; 6] =
        [Self::Programme, Self::Invitations, Self::Guests, Self::Question, Self::Minutes, Self::Conclusions];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Programme => "chuong-trinh",
            Self::Invitations => "giay-moi",
            Self::Guests => "dai-bieu",
            Self::Question => "phieu-hoi",
            Self::Minutes => "bien-ban",
            Self::Conclusions => "ket-luan",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Programme => "Chương trình",
            Self::Invitations => "Giấy mời",
            Self::Guests => "Danh sách đại biểu",
            Self::Question => "Phiếu đặt câu hỏi",
            Self::Minutes => "Biên bản",
            Self::Conclusions => "Thông báo kết luận",
        }
    }
}

impl std::fmt::Display for DialoguePaper {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

/// How the rows of a schedule are grouped.
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

    /// The name on the command line.
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
/// How much wider the inner margin is, if inner and outer would be equal; points.
const GUTTER: f32 = 8.0 * MM;

impl PrintOptions {
    pub(super) fn scale(&self) -> f32 {
        if self.is_large { LARGE } else { 1.0 }
    }

    /// The sheet for layout, from the customary one. Large print is laid out on a small sheet, which
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
