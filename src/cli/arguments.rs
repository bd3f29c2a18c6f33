//! The command line's arguments.

mod export;
mod part;
mod survey;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
pub use export::Export;
pub use part::BudgetPart;
use part::{Json, PieceName, Today, WorkspacePath, date, year};
pub use survey::Survey;

/// Tòa soạn: lịch, bài, pano và báo cáo của một kế hoạch tuyên truyền.
#[derive(Debug, Parser)]
#[command(
    name = "toasoan",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_flag = true,
    disable_version_flag = true,
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

impl Arguments {
    /// Reads a command line; the first is the program's own name.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let mut command = Self::line();
        let matches = command.try_get_matches_from_mut(arguments)?;
        Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
    }

    /// All commands, with their help in Vietnamese.
    pub fn line() -> clap::Command {
        with_headings(Self::command())
    }
}

/// Gives the help of a command and of those below it Vietnamese headings.
fn with_headings(command: clap::Command) -> clap::Command {
    command
        .help_template("{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}")
        .disable_help_subcommand(true)
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "Tham số" } else { "Tùy chọn" };
            argument.help_heading(heading)
        })
        .mut_subcommands(with_headings)
}

#[derive(Debug, Args)]
pub struct Window {
    /// Thư mục của không gian làm việc (có tệp plan.ron), hoặc một tệp bài để mở hay đưa vào
    #[arg(value_name = "KHÔNG_GIAN")]
    pub workspace: Option<PathBuf>,
    /// Mở thêm một cửa sổ riêng, dù đang có cửa sổ mở
    #[arg(long = "new-window")]
    pub is_own: bool,
    #[command(flatten)]
    pub today: Today,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// In hướng dẫn này
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tạo không gian làm việc cho một năm, từ năm trước, từ mẫu, từ văn bản hoặc trống
    New {
        /// Thư mục sẽ tạo
        #[arg(value_name = "THƯ_MỤC")]
        folder: PathBuf,
        /// Năm của kế hoạch
        #[arg(long, value_name = "NĂM", value_parser = year)]
        year: i32,
        /// Lập từ: mau (Kế hoạch 127/KH-UBND, không kèm người), trong (chưa có gì), hoặc một không gian làm việc
        #[arg(
            long,
            value_name = "NGUỒN",
            default_value = "mau",
            hide_default_value = true,
            conflicts_with = "from_text"
        )]
        from: PathBuf,
        /// Lập kế hoạch từ văn bản này (tệp Word .docx, hoặc .txt)
        #[arg(long, value_name = "TỆP")]
        from_text: Option<PathBuf>,
        /// Tỉnh, thành phố; khác với nơi của nguồn thì địa bàn của nguồn không đi theo
        #[arg(long, value_name = "TÊN", default_value = "", hide_default_value = true)]
        city: String,
        /// Tên ngắn của kế hoạch trong cửa sổ
        #[arg(long, value_name = "TÊN", default_value = "", hide_default_value = true)]
        name: String,
        /// Tính nghĩa vụ từ ngày này; không có thì tính cả năm
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        start: Option<NaiveDate>,
        /// Mang theo các bài chưa phát, đăng của không gian ở --from, làm bản nháp không ngày, không ý kiến duyệt
        #[arg(long = "with-drafts")]
        has_drafts: bool,
        /// Mang theo các ý kiến, kiến nghị chưa được trả lời của không gian ở --from
        #[arg(long = "with-cases")]
        has_cases: bool,
        #[command(flatten)]
        json: Json,
    },
    /// Kiểm tra: tệp hỏng, kỳ còn thiếu, chỗ trái quy định của kế hoạch
    Check {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Liệt kê các kỳ mà kế hoạch giao
    Slots {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ hình thức tuyên truyền này (mã, ví dụ chuyen-muc-cchc)
        #[arg(long, value_name = "MÃ")]
        activity: Option<String>,
        /// Chỉ địa bàn này (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ")]
        locality: Option<String>,
        /// Chỉ kỳ riêng của cơ quan này (mã, ví dụ so-tu-phap)
        #[arg(long, value_name = "MÃ")]
        agency: Option<String>,
        /// Chỉ các kỳ còn trong hạn từ ngày này
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        from: Option<NaiveDate>,
        /// Chỉ các kỳ bắt đầu chậm nhất ngày này
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        to: Option<NaiveDate>,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Kiểm tra một pano, áp phích trước khi in: lỗi, cảnh báo và lưu ý của từng phần tử
    Preflight {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        #[command(flatten)]
        json: Json,
    },
    /// Liệt kê các bài
    Pieces {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        json: Json,
    },
    /// Ai làm gì, theo tuần: các bước trước khi phát và vai trong từng lần phát
    People {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Từ ngày này; không ghi thì từ thứ Hai tuần này
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        from: Option<NaiveDate>,
        /// Đến hết ngày này; không ghi thì bốn tuần
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        to: Option<NaiveDate>,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Địa điểm: nhà thông tin, bảng pano, điểm diễn, trang tin; ở đó đang có gì, phủ được bao nhiêu
    Places {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Ý kiến, kiến nghị: ai phải trả lời, hạn nào, đã trả lời chưa
    Cases {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ ý kiến hỏi cơ quan này; mã địa bàn là UBND của địa bàn ấy
        #[arg(long, value_name = "MÃ")]
        agency: Option<String>,
        /// Chỉ ý kiến quá hạn chưa trả lời
        #[arg(long = "overdue")]
        is_overdue: bool,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Ghi ý kiến của một bước duyệt: đồng ý, hoặc trả lại kèm lý do
    Approve {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Bước duyệt (mã trong settings.ron)
        #[arg(long, value_name = "MÃ")]
        step: String,
        /// Họ tên người cho ý kiến
        #[arg(long, value_name = "HỌ_TÊN")]
        by: String,
        /// Trả lại, vì lý do này; không có thì là đồng ý
        #[arg(long = "return", value_name = "LÝ_DO")]
        returned: Option<String>,
        /// Ngày cho ý kiến; không có thì là hôm nay
        #[arg(long = "date", value_name = "NGÀY", value_parser = date)]
        given: Option<NaiveDate>,
        /// Số văn bản
        #[arg(long, value_name = "SỐ")]
        number: Option<String>,
        /// Ý kiến kèm theo khi đồng ý
        #[arg(long, value_name = "Ý_KIẾN")]
        note: Option<String>,
        #[command(flatten)]
        today: Today,
    },
    /// Sao lưu cả không gian làm việc, kèm lịch sử, vào một tệp ZIP
    Backup {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Tệp .zip sẽ ghi
        #[arg(value_name = "TỆP_ZIP")]
        file: PathBuf,
    },
    /// Khôi phục một bản sao lưu vào thư mục mới
    Restore {
        /// Bản sao lưu
        #[arg(value_name = "TỆP_ZIP")]
        file: PathBuf,
        /// Thư mục mới hoặc trống
        #[arg(value_name = "THƯ_MỤC")]
        folder: PathBuf,
    },
    /// Ký các bản của chương trình (toasoan.exe, toasoan) trong một thư mục để máy khác nhận làm bản mới
    Release {
        /// Thư mục có các chương trình
        #[arg(value_name = "THƯ_MỤC")]
        folder: PathBuf,
        /// Khóa bí mật của người phát hành; chưa có thì tạo. Ai có tệp này thì phát hành được: giữ riêng
        #[arg(long = "key", value_name = "TỆP")]
        secret: PathBuf,
        /// Phiên bản, như 0.2.0; không ghi thì là phiên bản của chương trình đang chạy
        #[arg(
            long,
            value_name = "SỐ",
            default_value = env!("CARGO_PKG_VERSION"),
            hide_default_value = true
        )]
        number: String,
        /// Có gì mới
        #[arg(long, value_name = "CHỮ", default_value = "", hide_default_value = true)]
        words: String,
    },
    /// Tìm chữ trong mọi bài: tên, người, nội dung, góp ý; thay bằng chữ khác nếu muốn
    Find {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chữ cần tìm, có dấu hay không dấu
        #[arg(value_name = "CHỮ")]
        words: String,
        /// Thay bằng chữ này; bài đã phát, đăng và lời góp ý giữ nguyên
        #[arg(long, value_name = "CHỮ")]
        replace: Option<String>,
        /// Đúng dấu, đúng chữ hoa
        #[arg(long = "exact")]
        is_exact: bool,
        /// Không tìm trong lòng một từ dài hơn
        #[arg(long = "whole-words")]
        is_whole: bool,
        /// Chỉ hình thức tuyên truyền này (mã, ví dụ chuyen-muc-cchc)
        #[arg(long, value_name = "MÃ")]
        activity: Option<String>,
        /// Chỉ cho biết sẽ thay ở đâu, không ghi
        #[arg(long = "dry-run", requires = "replace")]
        is_dry: bool,
        #[command(flatten)]
        json: Json,
    },
    /// Kinh phí: dự toán, đã chi, còn lại của từng mục, theo hình thức, cơ quan, nguồn
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
    Contest {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        #[command(flatten)]
        json: Json,
    },
    /// Đưa tệp vào thành bài: .docx .odt .txt .md .fountain .fdx; với “import schedule …”, “import cases …”,
    /// “import places …”, “import budget …”, “import return …” thì nhập lịch, sổ ý kiến, danh mục địa điểm, kinh phí,
    /// phiếu báo cáo đã sửa trong Excel; với “import bank …” thì nhập câu hỏi vào ngân hàng (.docx .odt .txt .gift)
    Import {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Các tệp
        #[arg(value_name = "TỆP", required = true)]
        files: Vec<PathBuf>,
        /// Hình thức tuyên truyền của bài; không có thì đoán theo nội dung
        #[arg(long = "as", value_name = "MÃ")]
        activity: Option<String>,
        /// Chỉ cho biết tệp sẽ thành gì, không tạo bài
        #[arg(long = "dry-run")]
        is_dry: bool,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        json: Json,
    },
    /// Xuất lịch, bài, pano, báo cáo, phiếu giao việc ra tệp
    #[command(subcommand)]
    Export(Export),
    /// Khảo sát trắc nghiệm: đề nhiều mã, phiếu trả lời, chấm từ bản quét, kết quả
    #[command(subcommand)]
    Survey(Survey),
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
