//! Arguments that several commands take.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use crate::calendar::range;
use crate::plan;

#[derive(Debug, Args)]
pub struct Today {
    /// Coi ngày này là hôm nay (năm-tháng-ngày hoặc ngày/tháng/năm)
    #[arg(long = "today", value_name = "NGÀY", value_parser = date)]
    pub date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct Json {
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long = "json")]
    pub is_json: bool,
}

#[derive(Debug, Args)]
pub struct WorkspacePath {
    /// Thư mục của không gian làm việc (có tệp plan.ron)
    #[arg(value_name = "KHÔNG_GIAN")]
    pub path: PathBuf,
}

/// Which lines of the budget.
#[derive(Debug, Args)]
pub struct BudgetPart {
    /// Chỉ hình thức tuyên truyền này (mã, ví dụ khao-sat)
    #[arg(long, value_name = "MÃ")]
    pub activity: Option<String>,
    /// Chỉ phần của cơ quan này (mã, ví dụ so-noi-vu)
    #[arg(long, value_name = "MÃ")]
    pub agency: Option<String>,
    /// Chỉ nguồn kinh phí này (mã, ví dụ cchc)
    #[arg(long, value_name = "MÃ")]
    pub source: Option<String>,
}

#[derive(Debug, Args)]
pub struct PieceName {
    /// Mã bài, phần đầu của mã, hoặc đường dẫn tệp
    #[arg(value_name = "BÀI")]
    pub name: String,
}

#[derive(Debug, Args)]
pub struct Out {
    /// Tệp xuất ra; phần mở rộng chọn định dạng
    #[arg(long = "out", value_name = "TỆP")]
    pub file: PathBuf,
}

/// "2014-03-20" or "20/3/2014".
pub fn date(text: &str) -> Result<NaiveDate, String> {
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
pub fn year(text: &str) -> Result<i32, String> {
    let (first, last) = (plan::YEARS.start(), plan::YEARS.end());
    let year = text.parse().ok().filter(|year| plan::YEARS.contains(year));
    year.ok_or_else(|| format!("không phải một năm từ {first} đến {last}"))
}
