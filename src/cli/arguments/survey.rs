//! The arguments of `survey`.

use std::path::PathBuf;

use clap::Subcommand;

use super::part::{Json, PieceName, Today, WorkspacePath};

#[derive(Debug, Subcommand)]
pub enum Survey {
    /// In đề của từng mã, phiếu trả lời, đáp án (.pdf) và chỗ của từng ô (layout.json)
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
            hide_default_value = true
        )]
        versions: u16,
        /// Số để đảo thứ tự: cùng một số thì luôn ra cùng các đề
        #[arg(long, value_name = "SỐ", default_value_t = 1, hide_default_value = true)]
        seed: u32,
        /// Phiếu trả lời in sẵn mã đề; không có thì một phiếu chung, người dự tự gạch mã đề
        #[arg(long = "per-version")]
        is_per_version: bool,
        /// In số phiếu này, số phách in sẵn từ 0001; không có thì một phiếu để sao chụp
        #[arg(
            long,
            value_name = "SỐ",
            value_parser = clap::value_parser!(u32).range(1..=9999)
        )]
        copies: Option<u32>,
        /// Tên địa bàn này ở đầu đề và phiếu (mã, ví dụ o-mon); không có thì dùng chung
        #[arg(long, value_name = "MÃ")]
        locality: Option<String>,
        /// Mỗi người trong danh sách của địa bàn một phiếu, ghi sẵn họ tên, số báo danh, phòng; kèm bìa túi phiếu từng phòng
        #[arg(long = "for-list", requires = "locality", conflicts_with = "copies")]
        is_for_list: bool,
        /// Thư mục xuất ra; chưa có thì tạo
        #[arg(long, value_name = "THƯ_MỤC")]
        out: PathBuf,
        #[command(flatten)]
        today: Today,
    },
    /// Đọc phiếu trả lời đã quét (.pdf .tif .jpg .png), hoặc bảng đã nhập tay (.xlsx .csv), của một địa bàn, ghi vào kết quả
    Mark {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        /// Các bản quét
        #[arg(long = "scan", value_name = "TỆP", required_unless_present = "tables", num_args = 1..)]
        scans: Vec<PathBuf>,
        /// Các bảng đã nhập tay: cột Số báo danh, Mã đề, Trả lời (ABCD…) hoặc Câu 1, Câu 2…
        #[arg(long = "table", value_name = "TỆP", num_args = 1..)]
        tables: Vec<PathBuf>,
        /// Giữ các bản quét trong không gian làm việc làm bằng chứng
        #[arg(long = "keep")]
        is_kept: bool,
        /// Địa bàn của các phiếu (mã, ví dụ ninh-kieu)
        #[arg(long, value_name = "MÃ")]
        locality: String,
        #[command(flatten)]
        json: Json,
        #[command(flatten)]
        today: Today,
    },
    /// Kết quả: theo địa bàn, lĩnh vực, câu hỏi
    Results {
        #[command(flatten)]
        workspace: WorkspacePath,
        #[command(flatten)]
        piece: PieceName,
        #[command(flatten)]
        json: Json,
    },
}
