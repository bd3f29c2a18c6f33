//! `toasoan release`: signs the programs that an office hands out.

use std::path::Path;

use super::{Failure, print};
use crate::store::update;

pub fn run(folder: &Path, secret: &Path, version: &str, words: &str) -> Result<(), Failure> {
    let key =
        update::publish(folder, secret, version, words).map_err(|error| Failure::Work(error.to_string()))?;
    print(&format!(
        "Đã ký bản {version} trong {}.\nKhóa phát hành, để ghi vào Thiết lập của các máy:\n{}\n",
        folder.display(),
        key.text()
    ))
}
