//! `toasoan new`: creates a workspace for another year.

use std::path::Path;

use super::{Failure, print};
use crate::calendar::wording;
use crate::ledger::Obligations;
use crate::plan::{Plan, Settings};
use crate::store::Workspace;

/// The plan of 2014, as the template for what does not change with the year.
const PLAN: &str = include_str!("../../content/plan.ron");
const SETTINGS: &str = include_str!("../../content/settings.ron");

pub fn run(folder: &Path, year: i32) -> Result<(), Failure> {
    let broken = |error| Failure::Work(format!("kế hoạch mẫu trong chương trình bị hỏng: {error}"));
    let plan = Plan::parse(PLAN).map_err(broken)?.for_year(year);
    let settings = Settings::parse(SETTINGS).map_err(broken)?.for_year(year);
    let workspace = Workspace::create(folder, &plan, &settings)?;
    // On the first day nothing is overdue yet.
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let owed = Obligations::new(&plan, &settings, std::iter::empty(), first).slots.len();
    let gaps = plan.check().iter().map(|issue| format!("  - {issue}\n")).collect::<Vec<_>>().concat();
    print(&format!(
        "Đã tạo không gian làm việc năm {year} tại {}\n\
         {} hình thức tuyên truyền, {} trong năm.\n\
         Việc cần làm với kế hoạch của năm mới:\n{gaps}\
         Việc tiếp theo: xem lại plan.ron (số, ngày, căn cứ, người ký) và settings.ron (giờ phát, người đọc, \
         các bước duyệt), rồi mở bằng: toasoan {}\n",
        workspace.root().display(),
        plan.activities.len(),
        wording::counted(owed, "kỳ"),
        folder.display(),
    ))
}
