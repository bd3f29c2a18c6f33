//! The arguments of `export`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use super::super::print::{self, Print, Shop};
use super::part::{BudgetPart, Out, PieceName, Today, WorkspacePath, date};
use crate::document::cases::Paper;
use crate::document::quiz::SurveyPart;
use crate::document::schedule::Grouping;
use crate::document::stage::Layout;
use crate::document::survey::outcome;
use crate::document::{budget, contest, dialogue};

#[derive(Debug, Subcommand)]
pub enum Export {
    /// Lịch phát sóng, đăng báo (.pdf .xlsx .csv .ics .xml XMLTV)
    Schedule {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Ngày đầu
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        from: NaiveDate,
        /// Ngày cuối
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        to: NaiveDate,
        /// Chỉ hình thức này; dùng nhiều lần để lấy nhiều hình thức
        #[arg(long, value_name = "MÃ")]
        activity: Vec<String>,
        /// Chỉ địa bàn này
        #[arg(long, value_name = "MÃ")]
        locality: Option<String>,
        /// Chỉ những bài có người này (họ tên), trong vai hoặc trong việc
        #[arg(long, value_name = "TÊN")]
        person: Option<String>,
        /// Chỉ phần của cơ quan này: việc nó chủ trì, phối hợp, kỳ riêng của nó; đầu và cuối văn bản cũng của nó
        #[arg(long, value_name = "MÃ")]
        mine: Option<String>,
        /// Xếp các dòng theo: ngay, tuan, thang, nam, dia-ban
        #[arg(long, value_name = "CÁCH", value_parser = print::grouping, default_value = "ngay", hide_default_value = true)]
        group: Grouping,
        /// Bản .pdf kèm cả bài chưa duyệt và kỳ chưa xếp ngày; không có thì lịch chỉ gồm những gì ký được
        #[arg(long = "with-drafts")]
        has_drafts: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Một bài (.pdf .docx .txt; bài báo thêm .html, tiểu phẩm thêm .fountain .fdx)
    Piece {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Cách trình bày tiểu phẩm: san-khau (tên một cột, lời một cột), lien-dong (Tên: lời), kich-ban
        #[arg(long, value_name = "CÁCH", value_parser = print::layout, default_value = "san-khau", hide_default_value = true)]
        layout: Layout,
        /// Bản cho một vai của tiểu phẩm: lời của vai có vạch bên lề, lời khác in mờ
        #[arg(long, value_name = "TÊN_VAI")]
        role: Option<String>,
        /// Lời riêng của một giọng trong kịch bản truyền hình, phát thanh
        #[arg(long, value_name = "TÊN", conflicts_with_all = ["role", "is_review", "is_opinion"])]
        voice: Option<String>,
        /// Bản nhắc lời: chỉ lời đọc, chữ rất lớn, cho kịch bản truyền hình, phát thanh (.pdf .docx)
        #[arg(long = "prompter", conflicts_with_all = ["role", "is_review", "is_opinion", "is_rehearsal"])]
        is_prompter: bool,
        /// Nhật ký phát sóng của chương trình trực tiếp: kế hoạch và thực tế từng mục (.pdf .docx)
        #[arg(long = "as-run", conflicts_with_all = ["role", "voice", "is_prompter", "is_review", "is_opinion", "is_rehearsal"])]
        is_as_run: bool,
        /// Bài viết thành bản niêm yết: chữ lớn, có quốc hiệu và chữ ký, không đếm chữ, không có người làm và bước duyệt (.pdf .docx)
        #[arg(long = "notice", conflicts_with_all = ["role", "voice", "is_prompter", "is_as_run", "is_review", "is_opinion", "is_rehearsal"])]
        is_notice: bool,
        /// Bản của vai chỉ gồm lời của vai và câu mồi
        #[arg(long = "short", requires = "role")]
        is_short: bool,
        /// Bảng tập của tiểu phẩm, thay cho vở: vai và đạo cụ theo cảnh (.pdf)
        #[arg(long = "rehearsal", conflicts_with_all = ["role", "is_review"])]
        is_rehearsal: bool,
        /// Phần của phiếu khảo sát: ca-hai, phieu, dap-an
        #[arg(long, value_name = "PHẦN", value_parser = print::part, default_value = "ca-hai", hide_default_value = true)]
        part: SurveyPart,
        /// Phiếu trình duyệt của bài, thay cho bài (.pdf)
        #[arg(long = "review")]
        is_review: bool,
        /// Phiếu lấy ý kiến của từng nơi trong các bước duyệt, cho pano, áp phích và chương trình trực tiếp (.pdf)
        #[arg(long = "opinion", conflicts_with = "is_review")]
        is_opinion: bool,
        /// In kèm góp ý của đồng nghiệp, ở cuối (.pdf .txt)
        #[arg(long = "comments")]
        has_comments: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Bộ vai của một tiểu phẩm: mỗi vai một tệp .pdf
    Roles {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Cách trình bày: san-khau, lien-dong, kich-ban
        #[arg(long, value_name = "CÁCH", value_parser = print::layout, default_value = "san-khau", hide_default_value = true)]
        layout: Layout,
        /// Chỉ lời của vai và câu mồi
        #[arg(long = "short")]
        is_short: bool,
        #[command(flatten)]
        print: Print,
        /// Thư mục xuất ra; chưa có thì tạo
        #[arg(long, value_name = "THƯ_MỤC")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
    /// Một pano, áp phích (.pdf .png .jpg .tif)
    Poster {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Xếp lại thiết kế ở khổ này: rộng x cao theo mm (800x2000), hoặc tên khổ (A3, "Pano 8 × 4 m")
        #[arg(long, value_name = "KHỔ")]
        size: Option<String>,
        /// Mỗi địa bàn một bản, điền {địa phương}, {điện thoại}, {địa chỉ}: mỗi bản một tệp trong thư mục, hoặc một tệp .pdf
        #[arg(long = "per-locality")]
        is_per_locality: bool,
        #[command(flatten)]
        shop: Shop,
        /// Tệp xuất ra, phần mở rộng chọn định dạng; với --per-locality có thể là một thư mục
        #[arg(long = "out", value_name = "TỆP")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
    /// Báo cáo tiến độ thực hiện kế hoạch (.pdf .docx, phụ lục số liệu .xlsx)
    Report {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Ngày đầu của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        from: Option<NaiveDate>,
        /// Ngày cuối của kỳ báo cáo: số liệu tính đến ngày này
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        to: Option<NaiveDate>,
        /// Chỉ phần của cơ quan này: việc nó chủ trì, phối hợp, kỳ riêng của nó; đầu và cuối văn bản cũng của nó
        #[arg(long, value_name = "MÃ")]
        mine: Option<String>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Kinh phí: dự toán hoặc quyết toán (.pdf .docx, .xlsx có công thức)
    Budget {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Loại văn bản: du-toan, quyet-toan; tệp .xlsx có cả hai
        #[arg(long, value_name = "LOẠI", value_parser = print::budget_kind, default_value = "du-toan", hide_default_value = true)]
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
    Contest {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Loại văn bản: the-le, thu-tu, phieu-cham, bien-ban, xep-hang, giay-khen
        #[arg(long, value_name = "LOẠI", value_parser = print::contest_paper, default_value = "the-le", hide_default_value = true)]
        kind: contest::Paper,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Một buổi đối thoại: chương trình, giấy mời, đại biểu, phiếu hỏi, biên bản, kết luận (.pdf .docx)
    Dialogue {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Loại văn bản: chuong-trinh, giay-moi, dai-bieu, phieu-hoi, bien-ban, ket-luan
        #[arg(long, value_name = "LOẠI", value_parser = print::dialogue_paper, default_value = "chuong-trinh", hide_default_value = true)]
        kind: dialogue::Paper,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Phiếu báo cáo của một cơ quan, địa phương, ghi sẵn việc phải làm, để gửi đi, điền rồi nhập lại: chỉ có .xlsx
    Return {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Cơ quan hoặc địa bàn báo cáo (mã)
        #[arg(long, value_name = "MÃ")]
        body: String,
        /// Ngày đầu của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        from: NaiveDate,
        /// Ngày cuối của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        to: NaiveDate,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Công văn đôn đốc nơi chưa báo cáo, nhắc Mặt trận, đoàn thể chưa trả lời (.pdf .docx)
    Reminders {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Nhắc ai: bao-cao, doan-the
        #[arg(long, value_name = "LOẠI", value_parser = print::reminder, default_value = "bao-cao", hide_default_value = true)]
        kind: print::Reminder,
        /// Ngày đầu của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        from: Option<NaiveDate>,
        /// Ngày cuối của kỳ báo cáo
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        to: Option<NaiveDate>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Phiếu giao việc của một bài: các bước, người làm, hạn, chỗ ký (.pdf)
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
    People {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ người này; dùng nhiều lần để lấy nhiều người
        #[arg(long, value_name = "HỌ_TÊN")]
        person: Vec<String>,
        /// Từ ngày này; không ghi thì từ thứ Hai tuần này
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        from: Option<NaiveDate>,
        /// Đến hết ngày này; không ghi thì một tuần
        #[arg(long, value_name = "NGÀY", value_parser = date)]
        to: Option<NaiveDate>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Danh mục địa điểm, hoặc nơi treo của một pano, áp phích, bản niêm yết (.pdf .docx .xlsx)
    Places {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Chỉ loại này: nha-thong-tin, pano, diem-dien, hoi-truong, trang-tin, hoặc tên loại của đơn vị
        #[arg(long, value_name = "LOẠI", conflicts_with = "piece")]
        kind: Option<String>,
        /// Chỉ địa bàn này (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ")]
        locality: Option<String>,
        /// Danh sách điểm treo của bài này (mã, phần đầu của mã, hoặc đường dẫn tệp)
        #[arg(long, value_name = "BÀI")]
        piece: Option<String>,
        /// Phiếu giao nhận từng địa bàn của bài ở --piece
        #[arg(long = "delivery", requires = "piece")]
        is_delivery: bool,
        /// Phiếu kiểm tra niêm yết: mỗi địa bàn một tờ, các nhà thông tin và bản đang treo theo sổ (.pdf .docx)
        #[arg(long = "check", conflicts_with_all = ["piece", "kind"])]
        is_check: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Lịch lưu diễn của một tiểu phẩm (.pdf .docx .xlsx)
    Tour {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Giấy giới thiệu đến từng nơi sắp diễn, kèm yêu cầu về sân khấu (.pdf .docx)
        #[arg(long = "letters")]
        is_letters: bool,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Ý kiến: sổ theo dõi, phiếu chuyển, công văn nhắc, danh sách quá hạn, thông báo trả lời (.pdf .docx .xlsx)
    Cases {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Văn bản nào: so (sổ theo dõi), chuyen, nhac, qua-han, tra-loi
        #[arg(long, value_name = "LOẠI", value_parser = print::case_paper, default_value = "so", hide_default_value = true)]
        kind: Paper,
        /// Chỉ ý kiến hỏi cơ quan này; mã địa bàn là UBND của địa bàn ấy
        #[arg(long, value_name = "MÃ")]
        agency: Option<String>,
        /// Chỉ ý kiến này (mã hoặc phần đầu của mã); dùng nhiều lần để lấy nhiều ý kiến
        #[arg(long, value_name = "MÃ")]
        case: Vec<String>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Kết quả của một phiếu khảo sát (.pdf .docx .xlsx)
    Survey {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Văn bản nào: bao-cao, bang-diem, thong-ke, thong-bao (không nêu tên), danh-sach (để ký tên)
        #[arg(long, value_name = "LOẠI", value_parser = print::outcome_paper, default_value = "bao-cao", hide_default_value = true)]
        kind: outcome::Paper,
        /// Chỉ địa bàn này (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ")]
        locality: Option<String>,
        #[command(flatten)]
        print: Print,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        today: Today,
    },
    /// Tất cả: lịch từng tháng và cả năm, mọi bài, pano, áp phích, báo cáo
    All {
        #[command(flatten)]
        workspace: WorkspacePath,
        /// Thư mục xuất ra; chưa có thì tạo
        #[arg(long, value_name = "THƯ_MỤC")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
}
