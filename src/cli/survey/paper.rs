//! `toasoan survey paper`.

use std::path::Path;

use chrono::NaiveDate;

use crate::cli::source::{newsroom, pictures};
use crate::cli::{Failure, known_locality, open};
use crate::export::survey::{Printed, write_into};

pub use crate::export::survey::Request;

pub fn run(
    path: &Path,
    name: &str,
    request: &Request,
    out: &Path,
    asked: Option<NaiveDate>,
) -> Result<(), Failure> {
    let opened = open(path)?;
    opened.workspace.check_destination(out)?;
    if let Some(locality) = &request.locality {
        known_locality(&opened.plan, locality)?;
    }
    let (piece, quiz) = super::survey(&opened, name)?;
    let workspace = opened.workspace.clone();
    let newsroom = newsroom(opened, asked);
    let Printed { versions, questions } =
        write_into(out, &newsroom, &piece.header, &quiz, request, &pictures(&workspace))
            .map_err(Failure::Work)?;
    crate::cli::print(&format!(
        "Đã xuất vào {}: {versions} đề, phiếu trả lời {questions} câu, đáp án (giữ kín)\n",
        out.display()
    ))
}
