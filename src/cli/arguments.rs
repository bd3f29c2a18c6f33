//! The command line's arguments.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

use super::print::{self, Print, Shop};
use crate::calendar::range;
use crate::document::cases::Paper;
use crate::document::quiz::SurveyPart;
use crate::document::schedule::Grouping;
use crate::document::stage::Layout;
use crate::document::survey::outcome;
use crate::document::{budget, contest, dialogue};
use crate::plan;

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// Tòa soạn: lịch, bài, pano và báo cáo của một kế hoạch tuyên truyền.
#[derive(Debug, Parser)]
#[command(
    name = "toasoan",
    version,
    help_template = TEMPLATE,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
    after_help = "Không có lệnh: mở cửa sổ trên không gian làm việc đã cho, hoặc trên nơi mở lần trước.\n\
                  Mã thoát: 0 xong, 1 việc không thành, 2 dùng sai."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub window: Window,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct Window {
    /// Thư mục của không gian làm việc (có tệp plan.ron), hoặc một tệp bài để mở hay đưa vào
    #[arg(value_name = "KHÔNG_GIAN", help_heading = "Tham số")]
    pub workspace: Option<PathBuf>,
    #[command(flatten)]
    pub today: Today,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// In hướng dẫn này
    #[arg(short, long, action = clap::ArgAction::Help, global = true, help_heading = "Tùy chọn")]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "Tùy chọn")]
    version: Option<bool>,
}

#[derive(Debug, Args)]
pub struct Today {
    /// Coi ngày này là hôm nay (năm-tháng-ngày hoặc ngày/tháng/năm)
    #[arg(long = "today", value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
    pub date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct Json {
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long = "json", help_heading = "Tùy chọn")]
    pub is_json: bool,
}

#[derive(Debug, Args)]
pub struct WorkspacePath {
    /// Thư mục của không gian làm việc (có tệp plan.ron)
    #[arg(value_name = "KHÔNG_GIAN", help_heading = "Tham số")]
    pub path: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tạo không gian làm việc cho một năm, từ năm trước, từ mẫu, từ văn bản hoặc trống
    #[command(help_template = TEMPLATE)]
    New {
        /// Thư mục sẽ tạo
        #[arg(value_name = "THƯ_MỤC", help_heading = "Tham số")]
        folder: PathBuf,
        /// Năm của kế hoạch
        #[arg(long, value_name = "NĂM", value_parser = year, help_heading = "Tùy chọn")]
        year: i32,
        /// Lập từ: mau (Kế hoạch 127/KH-UBND, không kèm người), trong (chưa có gì), hoặc một không gian làm việc
        #[arg(
            long,
            value_name = "NGUỒN",
            default_value = "mau",
            hide_default_value = true,
            conflicts_with = "from_text",
            help_heading = "Tùy chọn"
        )]
        from: PathBuf,
        /// Lập kế hoạch từ văn bản này (tệp Word .docx, hoặc .txt)
        #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
        from_text: Option<PathBuf>,
        /// Tỉnh, thành phố; khác với nơi của nguồn thì địa bàn của nguồn không đi theo
        #[arg(
            long,
            value_name = "TÊN",
            default_value = "",
            hide_default_value = true,
            help_heading = "Tùy chọn"
        )]
        city: String,
        /// Tên ngắn của kế hoạch trong cửa sổ
        #[arg(
            long,
            value_name = "TÊN",
            default_value = "",
            hide_default_value = true,
            help_heading = "Tùy chọn"
        )]
        name: String,
        /// Tính nghĩa vụ từ ngày này; không có thì tính cả năm
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        start: Option<NaiveDate>,
        /// Mang theo các bài chưa phát, đăng của không gian ở --from, làm bản nháp không ngày, không ý kiến duyệt
        #[arg(long = "with-drafts", help_heading = "Tùy chọn")]
        has_drafts: bool,
        /// Mang theo các ý kiến, kiến nghị chưa được trả lời của không gian ở --from
        #[arg(long = "with-cases", help_heading = "Tùy chọn")]
        has_cases: bool,
        #[command(flatten)]
        json: Json,
    },
    /// Kiểm tra: tệp hỏng, kỳ còn thiếu, chỗ trái quy định của kế hoạch
    #[command(help_template = TEMPLATE)]
    Check {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Liệt kê các kỳ mà kế hoạch giao
    #[command(help_template = TEMPLATE)]
    Slots {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ hình thức tuyên truyền này (mã, ví dụ chuyen-muc-cchc)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        activity: Option<String>,
        /// Chỉ địa bàn này (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        locality: Option<String>,
        /// Chỉ kỳ riêng của cơ quan này (mã, ví dụ so-tu-phap)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        agency: Option<String>,
        /// Chỉ các kỳ còn trong hạn từ ngày này
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        from: Option<NaiveDate>,
        /// Chỉ các kỳ bắt đầu chậm nhất ngày này
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        to: Option<NaiveDate>,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Kiểm tra một pano, áp phích trước khi in: lỗi, cảnh báo và lưu ý của từng phần tử
    #[command(help_template = TEMPLATE)]
    Preflight {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        #[command(flatten)]
        json: Json,
    },
    /// Liệt kê các bài
    #[command(help_template = TEMPLATE)]
    Pieces {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        json: Json,
    },
    /// Ai làm gì, theo tuần: các bước trước khi phát và vai trong từng lần phát
    #[command(help_template = TEMPLATE)]
    People {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Từ ngày này; không ghi thì từ thứ Hai tuần này
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        from: Option<NaiveDate>,
        /// Đến hết ngày này; không ghi thì bốn tuần
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        to: Option<NaiveDate>,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Địa điểm: nhà thông tin, bảng pano, điểm diễn, trang tin; ở đó đang có gì, phủ được bao nhiêu
    #[command(help_template = TEMPLATE)]
    Places {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Ý kiến, kiến nghị: ai phải trả lời, hạn nào, đã trả lời chưa
    #[command(help_template = TEMPLATE)]
    Cases {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ ý kiến hỏi cơ quan này; mã địa bàn là UBND của địa bàn ấy
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        agency: Option<String>,
        /// Chỉ ý kiến quá hạn chưa trả lời
        #[arg(long = "overdue", help_heading = "Tùy chọn")]
        is_overdue: bool,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Ghi ý kiến của một bước duyệt: đồng ý, hoặc trả lại kèm lý do
    #[command(help_template = TEMPLATE)]
    Approve {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Bước duyệt (mã trong settings.ron)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        step: String,
        /// Họ tên người cho ý kiến
        #[arg(long, value_name = "HỌ_TÊN", help_heading = "Tùy chọn")]
        by: String,
        /// Trả lại, vì lý do này; không có thì là đồng ý
        #[arg(long = "return", value_name = "LÝ_DO", help_heading = "Tùy chọn")]
        returned: Option<String>,
        /// Ngày cho ý kiến; không có thì là hôm nay
        #[arg(long = "date", value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        given: Option<NaiveDate>,
        /// Số văn bản
        #[arg(long, value_name = "SỐ", help_heading = "Tùy chọn")]
        number: Option<String>,
        /// Ý kiến kèm theo khi đồng ý
        #[arg(long, value_name = "Ý_KIẾN", help_heading = "Tùy chọn")]
        note: Option<String>,
        #[command(flatten)]
        today: Today,
    },
    /// Sao lưu cả không gian làm việc, kèm lịch sử, vào một tệp ZIP
    #[command(help_template = TEMPLATE)]
    Backup {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Tệp .zip sẽ ghi
        #[arg(value_name = "TỆP_ZIP", help_heading = "Tham số")]
        file: PathBuf,
    },
    /// Khôi phục một bản sao lưu vào thư mục mới
    #[command(help_template = TEMPLATE)]
    Restore {
        /// Bản sao lưu
        #[arg(value_name = "TỆP_ZIP", help_heading = "Tham số")]
        file: PathBuf,
        /// Thư mục mới hoặc trống
        #[arg(value_name = "THƯ_MỤC", help_heading = "Tham số")]
        folder: PathBuf,
    },
    /// Tìm chữ trong mọi bài: tên, người, nội dung, góp ý; thay bằng chữ khác nếu muốn
    #[command(help_template = TEMPLATE)]
    Find {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chữ cần tìm, có dấu hay không dấu
        #[arg(value_name = "CHỮ", help_heading = "Tham số")]
        words: String,
        /// Thay bằng chữ này; bài đã phát, đăng và lời góp ý giữ nguyên
        #[arg(long, value_name = "CHỮ", help_heading = "Tùy chọn")]
        replace: Option<String>,
        /// Đúng dấu, đúng chữ hoa
        #[arg(long = "exact", help_heading = "Tùy chọn")]
        is_exact: bool,
        /// Không tìm trong lòng một từ dài hơn
        #[arg(long = "whole-words", help_heading = "Tùy chọn")]
        is_whole: bool,
        /// Chỉ hình thức tuyên truyền này (mã, ví dụ chuyen-muc-cchc)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        activity: Option<String>,
        /// Chỉ cho biết sẽ thay ở đâu, không ghi
        #[arg(long = "dry-run", requires = "replace", help_heading = "Tùy chọn")]
        is_dry: bool,
        #[command(flatten)]
        json: Json,
    },
    /// Kinh phí: dự toán, đã chi, còn lại của từng mục, theo hình thức, cơ quan, nguồn
    #[command(help_template = TEMPLATE)]
    Budget {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        part: BudgetPart,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Bảng xếp hạng của một hội thi
    #[command(help_template = TEMPLATE)]
    Contest {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        #[command(flatten)]
        json: Json,
    },
    /// Đưa tệp vào thành bài: .docx .odt .txt .md .fountain .fdx; với “import schedule …”, “import budget …”,
    /// “import places …” thì nhập lịch, kinh phí, danh mục địa điểm đã sửa trong Excel; với “import bank …” thì nhập
    /// câu hỏi vào ngân hàng (.docx .odt .txt .gift)
    #[command(help_template = TEMPLATE)]
    Import {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Các tệp
        #[arg(value_name = "TỆP", required = true, help_heading = "Tham số")]
        files: Vec<PathBuf>,
        /// Hình thức tuyên truyền của bài; không có thì đoán theo nội dung
        #[arg(long = "as", value_name = "MÃ", help_heading = "Tùy chọn")]
        activity: Option<String>,
        /// Chỉ cho biết tệp sẽ thành gì, không tạo bài
        #[arg(long = "dry-run", help_heading = "Tùy chọn")]
        is_dry: bool,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Xuất lịch, bài, pano, báo cáo, phiếu giao việc ra tệp
    #[command(
        subcommand,
        help_template = TEMPLATE,
        disable_help_subcommand = true,
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH"
    )]
    Export(Export),
    /// Khảo sát trắc nghiệm: đề nhiều mã, phiếu trả lời, chấm từ bản quét, kết quả
    #[command(
        subcommand,
        help_template = TEMPLATE,
        disable_help_subcommand = true,
        subcommand_help_heading = "Lệnh",
        subcommand_value_name = "LỆNH"
    )]
    Survey(Survey),
}

#[derive(Debug, Subcommand)]
pub enum Survey {
    /// In đề của từng mã, phiếu trả lời, đáp án (.pdf) và chỗ của từng ô (layout.json)
    #[command(help_template = TEMPLATE)]
    Paper {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Số mã đề
        #[arg(
            long,
            value_name = "SỐ",
            default_value_t = 1,
            value_parser = clap::value_parser!(u16).range(1..=99),
            hide_default_value = true,
            help_heading = "Tùy chọn"
        )]
        versions: u16,
        /// Số để đảo thứ tự: cùng một số thì luôn ra cùng các đề
        #[arg(
            long,
            value_name = "SỐ",
            default_value_t = 1,
            hide_default_value = true,
            help_heading = "Tùy chọn"
        )]
        seed: u32,
        /// Phiếu trả lời in sẵn mã đề; không có thì một phiếu chung, người dự tự gạch mã đề
        #[arg(long = "per-version", help_heading = "Tùy chọn")]
        is_per_version: bool,
        /// In số phiếu này, số phách in sẵn từ 0001; không có thì một phiếu để sao chụp
        #[arg(
            long,
            value_name = "SỐ",
            value_parser = clap::value_parser!(u32).range(1..=9999),
            help_heading = "Tùy chọn"
        )]
        copies: Option<u32>,
        /// Tên địa bàn này ở đầu đề và phiếu (mã, ví dụ o-mon); không có thì dùng chung
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        locality: Option<String>,
        /// Mỗi người trong danh sách của địa bàn một phiếu, ghi sẵn họ tên, số báo danh, phòng
        #[arg(
            long = "for-list",
            requires = "locality",
            conflicts_with = "copies",
            help_heading = "Tùy chọn"
        )]
        is_for_list: bool,
        /// Thư mục xuất ra; chưa có thì tạo
        #[arg(long, value_name = "THƯ_MỤC", help_heading = "Tùy chọn")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
    /// Đọc phiếu trả lời đã quét (.pdf .tif .jpg .png), hoặc bảng đã nhập tay (.xlsx .csv), của một địa bàn, ghi vào kết quả
    #[command(help_template = TEMPLATE)]
    Mark {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Các bản quét
        #[arg(long = "scan", value_name = "TỆP", required_unless_present = "tables", num_args = 1.., help_heading = "Tùy chọn")]
        scans: Vec<PathBuf>,
        /// Các bảng đã nhập tay: cột Số báo danh, Mã đề, Trả lời (ABCD…) hoặc Câu 1, Câu 2…
        #[arg(long = "table", value_name = "TỆP", num_args = 1.., help_heading = "Tùy chọn")]
        tables: Vec<PathBuf>,
        /// Giữ các bản quét trong không gian làm việc làm bằng chứng
        #[arg(long = "keep", help_heading = "Tùy chọn")]
        is_kept: bool,
        /// Địa bàn của các phiếu (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        locality: String,
        #[command(flatten)]
        json: Json,
        #[command(flatten)]
        today: Today,
    },
    /// Kết quả: theo địa bàn, lĩnh vực, câu hỏi
    #[command(help_template = TEMPLATE)]
    Results {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        #[command(flatten)]
        json: Json,
    },
}

/// What `import` takes into a record, by the word before the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Schedule,
    Budget,
    Places,
    Bank,
    Cases,
    Return,
}

impl Table {
    /// `import schedule WORKSPACE FILE.xlsx`: a folder named "schedule" is a workspace nevertheless.
    pub fn named(word: &Path, files: &[PathBuf]) -> Option<Self> {
        if files.len() != 2 || word.is_dir() {
            return None;
        }
        match word.to_str()? {
            "schedule" => Some(Self::Schedule),
            "budget" => Some(Self::Budget),
            "places" => Some(Self::Places),
            "bank" => Some(Self::Bank),
            "cases" => Some(Self::Cases),
            "return" => Some(Self::Return),
            _ => None,
        }
    }
}

/// Which lines of the budget.
#[derive(Debug, Args)]
pub struct BudgetPart {
    /// Chỉ hình thức tuyên truyền này (mã, ví dụ khao-sat)
    #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
    pub activity: Option<String>,
    /// Chỉ phần của cơ quan này (mã, ví dụ so-noi-vu)
    #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
    pub agency: Option<String>,
    /// Chỉ nguồn kinh phí này (mã, ví dụ cchc)
    #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
    pub source: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Export {
    /// Lịch phát sóng, đăng báo (.pdf .xlsx .csv .ics .xml XMLTV)
    #[command(help_template = TEMPLATE)]
    Schedule {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Ngày đầu
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        from: NaiveDate,
        /// Ngày cuối
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        to: NaiveDate,
        /// Chỉ hình thức này; dùng nhiều lần để lấy nhiều hình thức
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        activity: Vec<String>,
        /// Chỉ địa bàn này
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        locality: Option<String>,
        /// Chỉ những bài có người này (họ tên), trong vai hoặc trong việc
        #[arg(long, value_name = "TÊN", help_heading = "Tùy chọn")]
        person: Option<String>,
        /// Chỉ phần của cơ quan này: việc nó chủ trì, phối hợp, kỳ riêng của nó; đầu và cuối văn bản cũng của nó
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        mine: Option<String>,
        /// Xếp các dòng theo: ngay, tuan, thang, nam, dia-ban
        #[arg(long, value_name = "CÁCH", value_parser = print::grouping, default_value = "ngay", hide_default_value = true, help_heading = "Tùy chọn")]
        group: Grouping,
        /// Bản .pdf kèm cả bài chưa duyệt và kỳ chưa xếp ngày; không có thì lịch chỉ gồm những gì ký được
        #[arg(long = "with-drafts", help_heading = "Tùy chọn")]
        has_drafts: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Một bài (.pdf .docx .txt; bài báo thêm .html, tiểu phẩm thêm .fountain .fdx)
    #[command(help_template = TEMPLATE)]
    Piece {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Cách trình bày tiểu phẩm: san-khau (tên một cột, lời một cột), lien-dong (Tên: lời), kich-ban
        #[arg(long, value_name = "CÁCH", value_parser = print::layout, default_value = "san-khau", hide_default_value = true, help_heading = "Tùy chọn")]
        layout: Layout,
        /// Bản cho một vai của tiểu phẩm: lời của vai có vạch bên lề, lời khác in mờ
        #[arg(long, value_name = "TÊN_VAI", help_heading = "Tùy chọn")]
        role: Option<String>,
        /// Lời riêng của một giọng trong kịch bản truyền hình, phát thanh
        #[arg(long, value_name = "TÊN", conflicts_with_all = ["role", "is_review", "is_opinion"], help_heading = "Tùy chọn")]
        voice: Option<String>,
        /// Bản nhắc lời: chỉ lời đọc, chữ rất lớn, cho kịch bản truyền hình, phát thanh (.pdf .docx)
        #[arg(long = "prompter", conflicts_with_all = ["role", "is_review", "is_opinion", "is_rehearsal"], help_heading = "Tùy chọn")]
        is_prompter: bool,
        /// Nhật ký phát sóng của chương trình trực tiếp: kế hoạch và thực tế từng mục (.pdf .docx)
        #[arg(long = "as-run", conflicts_with_all = ["role", "voice", "is_prompter", "is_review", "is_opinion", "is_rehearsal"], help_heading = "Tùy chọn")]
        is_as_run: bool,
        /// Bản của vai chỉ gồm lời của vai và câu mồi
        #[arg(long = "short", requires = "role", help_heading = "Tùy chọn")]
        is_short: bool,
        /// Bảng tập của tiểu phẩm, thay cho vở: vai và đạo cụ theo cảnh (.pdf)
        #[arg(long = "rehearsal", conflicts_with_all = ["role", "is_review"], help_heading = "Tùy chọn")]
        is_rehearsal: bool,
        /// Phần của phiếu khảo sát: ca-hai, phieu, dap-an
        #[arg(long, value_name = "PHẦN", value_parser = print::part, default_value = "ca-hai", hide_default_value = true, help_heading = "Tùy chọn")]
        part: SurveyPart,
        /// Phiếu trình duyệt của bài, thay cho bài (.pdf)
        #[arg(long = "review", help_heading = "Tùy chọn")]
        is_review: bool,
        /// Phiếu lấy ý kiến của từng nơi trong các bước duyệt, cho pano, áp phích và chương trình trực tiếp (.pdf)
        #[arg(long = "opinion", conflicts_with = "is_review", help_heading = "Tùy chọn")]
        is_opinion: bool,
        /// In kèm góp ý của đồng nghiệp, ở cuối (.pdf .txt)
        #[arg(long = "comments", help_heading = "Tùy chọn")]
        has_comments: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Bộ vai của một tiểu phẩm: mỗi vai một tệp .pdf
    #[command(help_template = TEMPLATE)]
    Roles {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Cách trình bày: san-khau, lien-dong, kich-ban
        #[arg(long, value_name = "CÁCH", value_parser = print::layout, default_value = "san-khau", hide_default_value = true, help_heading = "Tùy chọn")]
        layout: Layout,
        /// Chỉ lời của vai và câu mồi
        #[arg(long = "short", help_heading = "Tùy chọn")]
        is_short: bool,
        #[command(flatten)]
        print: Print,
        /// Thư mục xuất ra; chưa có thì tạo
        #[arg(long, value_name = "THƯ_MỤC", help_heading = "Tùy chọn")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
    /// Một pano, áp phích (.pdf .png .jpg .tif)
    #[command(help_template = TEMPLATE)]
    Poster {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Xếp lại thiết kế ở khổ này: rộng x cao theo mm (800x2000), hoặc tên khổ (A3, "Pano 8 × 4 m")
        #[arg(long, value_name = "KHỔ", help_heading = "Tùy chọn")]
        size: Option<String>,
        /// Mỗi địa bàn một bản, điền {địa phương}, {điện thoại}, {địa chỉ}: mỗi bản một tệp trong thư mục, hoặc một tệp .pdf
        #[arg(long = "per-locality", help_heading = "Tùy chọn")]
        is_per_locality: bool,
        #[command(flatten)]
        shop: Shop,
        /// Tệp xuất ra, phần mở rộng chọn định dạng; với --per-locality có thể là một thư mục
        #[arg(long = "out", value_name = "TỆP", help_heading = "Tùy chọn")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
    /// Báo cáo tiến độ thực hiện kế hoạch (.pdf .docx, phụ lục số liệu .xlsx)
    #[command(help_template = TEMPLATE)]
    Report {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Ngày đầu của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        from: Option<NaiveDate>,
        /// Ngày cuối của kỳ báo cáo: số liệu tính đến ngày này
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        to: Option<NaiveDate>,
        /// Chỉ phần của cơ quan này: việc nó chủ trì, phối hợp, kỳ riêng của nó; đầu và cuối văn bản cũng của nó
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        mine: Option<String>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Kinh phí: dự toán hoặc quyết toán (.pdf .docx, .xlsx có công thức)
    #[command(help_template = TEMPLATE)]
    Budget {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Loại văn bản: du-toan, quyet-toan; tệp .xlsx có cả hai
        #[arg(long, value_name = "LOẠI", value_parser = print::budget_kind, default_value = "du-toan", hide_default_value = true, help_heading = "Tùy chọn")]
        kind: budget::Kind,
        #[command(flatten)]
        part: BudgetPart,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Một hội thi: thể lệ, thứ tự thi, phiếu chấm, biên bản, bảng xếp hạng, giấy khen (.pdf .docx)
    #[command(help_template = TEMPLATE)]
    Contest {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Loại văn bản: the-le, thu-tu, phieu-cham, bien-ban, xep-hang, giay-khen
        #[arg(long, value_name = "LOẠI", value_parser = print::contest_paper, default_value = "the-le", hide_default_value = true, help_heading = "Tùy chọn")]
        kind: contest::Paper,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Một buổi đối thoại: chương trình, giấy mời, đại biểu, phiếu hỏi, biên bản, kết luận (.pdf .docx)
    #[command(help_template = TEMPLATE)]
    Dialogue {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Loại văn bản: chuong-trinh, giay-moi, dai-bieu, phieu-hoi, bien-ban, ket-luan
        #[arg(long, value_name = "LOẠI", value_parser = print::dialogue_paper, default_value = "chuong-trinh", hide_default_value = true, help_heading = "Tùy chọn")]
        kind: dialogue::Paper,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Phiếu báo cáo của một cơ quan, địa phương, ghi sẵn việc phải làm, để gửi đi rồi nhập lại (.xlsx)
    #[command(help_template = TEMPLATE)]
    Return {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Cơ quan hoặc địa bàn báo cáo (mã)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        body: String,
        /// Ngày đầu của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        from: NaiveDate,
        /// Ngày cuối của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        to: NaiveDate,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Công văn đôn đốc nơi chưa báo cáo, nhắc Mặt trận, đoàn thể chưa trả lời (.pdf .docx)
    #[command(help_template = TEMPLATE)]
    Reminders {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Nhắc ai: bao-cao, doan-the
        #[arg(long, value_name = "LOẠI", value_parser = print::reminder, default_value = "bao-cao", hide_default_value = true, help_heading = "Tùy chọn")]
        kind: print::Reminder,
        /// Ngày đầu của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        from: Option<NaiveDate>,
        /// Ngày cuối của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        to: Option<NaiveDate>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Phiếu giao việc của một bài: các bước, người làm, hạn, chỗ ký (.pdf)
    #[command(help_template = TEMPLATE)]
    Assignment {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Việc từng người, mỗi người trang riêng (.pdf)
    #[command(help_template = TEMPLATE)]
    People {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ người này; dùng nhiều lần để lấy nhiều người
        #[arg(long, value_name = "HỌ_TÊN", help_heading = "Tùy chọn")]
        person: Vec<String>,
        /// Từ ngày này; không ghi thì từ thứ Hai tuần này
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        from: Option<NaiveDate>,
        /// Đến hết ngày này; không ghi thì một tuần
        #[arg(long, value_name = "NGÀY", value_parser = date, help_heading = "Tùy chọn")]
        to: Option<NaiveDate>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Danh mục địa điểm, hoặc nơi treo của một pano, áp phích, bản niêm yết (.pdf .docx .xlsx)
    #[command(help_template = TEMPLATE)]
    Places {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ loại này: nha-thong-tin, pano, diem-dien, hoi-truong, trang-tin, hoặc tên loại của đơn vị
        #[arg(long, value_name = "LOẠI", conflicts_with = "piece", help_heading = "Tùy chọn")]
        kind: Option<String>,
        /// Chỉ địa bàn này (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        locality: Option<String>,
        /// Danh sách điểm treo của bài này (mã, phần đầu của mã, hoặc đường dẫn tệp)
        #[arg(long, value_name = "BÀI", help_heading = "Tùy chọn")]
        piece: Option<String>,
        /// Phiếu giao nhận từng địa bàn của bài ở --piece
        #[arg(long = "delivery", requires = "piece", help_heading = "Tùy chọn")]
        is_delivery: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Lịch lưu diễn của một tiểu phẩm (.pdf .docx .xlsx)
    #[command(help_template = TEMPLATE)]
    Tour {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Giấy giới thiệu đến từng nơi sắp diễn, kèm yêu cầu về sân khấu (.pdf .docx)
        #[arg(long = "letters", help_heading = "Tùy chọn")]
        is_letters: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Ý kiến: sổ theo dõi, phiếu chuyển, công văn nhắc, danh sách quá hạn, thông báo trả lời (.pdf .docx .xlsx)
    #[command(help_template = TEMPLATE)]
    Cases {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Văn bản nào: so (sổ theo dõi), chuyen, nhac, qua-han, tra-loi
        #[arg(long, value_name = "LOẠI", value_parser = print::case_paper, default_value = "so", hide_default_value = true, help_heading = "Tùy chọn")]
        kind: Paper,
        /// Chỉ ý kiến hỏi cơ quan này; mã địa bàn là UBND của địa bàn ấy
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        agency: Option<String>,
        /// Chỉ ý kiến này (mã hoặc phần đầu của mã); dùng nhiều lần để lấy nhiều ý kiến
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        case: Vec<String>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Kết quả của một phiếu khảo sát (.pdf .docx .xlsx)
    #[command(help_template = TEMPLATE)]
    Survey {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Văn bản nào: bao-cao, bang-diem, thong-ke, thong-bao (không nêu tên), danh-sach (để ký tên)
        #[arg(long, value_name = "LOẠI", value_parser = print::outcome_paper, default_value = "bao-cao", hide_default_value = true, help_heading = "Tùy chọn")]
        kind: outcome::Paper,
        /// Chỉ địa bàn này (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ", help_heading = "Tùy chọn")]
        locality: Option<String>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Tất cả: lịch từng tháng và cả năm, mọi bài, pano, áp phích, báo cáo
    #[command(help_template = TEMPLATE)]
    All {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Thư mục xuất ra; chưa có thì tạo
        #[arg(long, value_name = "THƯ_MỤC", help_heading = "Tùy chọn")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
}

#[derive(Debug, Args)]
pub struct PieceName {
    /// Mã bài, phần đầu của mã, hoặc đường dẫn tệp
    #[arg(value_name = "BÀI", help_heading = "Tham số")]
    pub name: String,
}

#[derive(Debug, Args)]
pub struct Out {
    /// Tệp xuất ra; phần mở rộng chọn định dạng
    #[arg(long = "out", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub file: PathBuf,
}

/// "2014-03-20" or "20/3/2014".
fn date(text: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"))
        .map_err(|_| "không phải ngày; viết như 2014-03-20 hoặc 20/3/2014")?;
    let (first, last) = (range::YEARS.start(), range::YEARS.end());
    if range::is_known(day) {
        Ok(day)
    } else {
        Err(format!("không dùng được: chương trình chỉ tính từ năm {first} đến năm {last}"))
    }
}

/// A plan's year.
fn year(text: &str) -> Result<i32, String> {
    let (first, last) = (plan::YEARS.start(), plan::YEARS.end());
    let year = text.parse().ok().filter(|year| plan::YEARS.contains(year));
    year.ok_or_else(|| format!("không phải một năm từ {first} đến {last}"))
}
