//! Versions, answer sheets and keys, written into a folder.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::cases::list::Choice;
use super::told;
use crate::export::survey::{Printed, Request, write_into};
use crate::piece::PieceId;
use crate::piece::quiz::Quiz;
use crate::ui::{Action, Context, Effect, Notice, background, pick};

#[derive(Debug)]
pub struct Pane {
    pub versions: String,
    pub seed: String,
    pub copies: String,
    pub is_per_version: bool,
    /// Id of the locality whose name stands on the papers.
    pub locality: Option<String>,
    pub is_for_list: bool,
    pub is_busy: bool,
}

impl Default for Pane {
    fn default() -> Self {
        Self {
            versions: "4".into(),
            seed: "1".into(),
            copies: String::new(),
            is_per_version: false,
            locality: None,
            is_for_list: false,
            is_busy: false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Versions,
    Seed,
    Copies,
}

#[derive(Debug, Clone)]
pub enum Message {
    Typed(Line, String),
    PerVersionToggled(bool),
    LocalityChosen(Choice),
    ForListToggled(bool),
    WriteAsked,
    FolderPicked(Option<PathBuf>),
    Written(Result<(PathBuf, Printed), String>),
}

impl Pane {
    pub fn update(
        &mut self,
        message: Message,
        survey: Option<&PieceId>,
        context: &Context,
    ) -> Action<super::Message> {
        match message {
            Message::Typed(line, text) => {
                *match line {
                    Line::Versions => &mut self.versions,
                    Line::Seed => &mut self.seed,
                    Line::Copies => &mut self.copies,
                } = text;
                Action::none()
            }
            Message::PerVersionToggled(is_per_version) => {
                self.is_per_version = is_per_version;
                Action::none()
            }
            Message::LocalityChosen(choice) => {
                self.is_for_list &= choice.id.is_some();
                self.locality = choice.id;
                Action::none()
            }
            Message::ForListToggled(is_for_list) => {
                self.is_for_list = is_for_list;
                Action::none()
            }
            Message::WriteAsked => {
                if let Err(fault) = self.request() {
                    return told(fault);
                }
                let then = |folder| super::Message::Paper(Message::FolderPicked(folder));
                Action::run(pick::folder("Chọn thư mục để ghi đề, phiếu, đáp án", then))
            }
            Message::FolderPicked(folder) => {
                let piece = survey.and_then(|id| context.newsroom.piece(id));
                let (Some(folder), Some(piece), Ok(request)) = (folder, piece, self.request()) else {
                    return Action::none();
                };
                let quiz = Quiz::parse(&piece.body);
                if let Some(problem) = quiz.problems().first() {
                    return told(format!("Phiếu còn điều phải sửa trước: {problem}."));
                }
                self.is_busy = true;
                let (newsroom, header) = (context.newsroom.snapshot(), piece.header.clone());
                let root = PathBuf::from(&context.root);
                let pictures = Arc::clone(&context.pictures);
                let work = move || {
                    // The workspace's own folder holds no keys.
                    if folder.starts_with(&root) {
                        return Err(
                            "Hãy chọn thư mục ở ngoài không gian làm việc: đáp án phải giữ kín.".to_owned()
                        );
                    }
                    let printed = write_into(&folder, &newsroom, &header, &quiz, &request, &|path| {
                        pictures.get(path).cloned()
                    })?;
                    Ok((folder, printed))
                };
                Action::run(background(work).map(|done| super::Message::Paper(Message::Written(done))))
            }
            Message::Written(done) => {
                self.is_busy = false;
                match done {
                    Ok((folder, _)) => Action::effect(Effect::Notify(Notice::exported(folder))),
                    Err(trouble) => told(trouble),
                }
            }
        }
    }

    fn request(&self) -> Result<Request, String> {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let versions = number(&self.versions).filter(|count| (1..=99).contains(count));
        let copies = match self.copies.trim() {
            "" => None,
            copies => {
                let count = number(copies).filter(|count| (1..=9999).contains(count));
                Some(count.ok_or("Số phiếu in sẵn số phách là một số từ 1 đến 9999, hoặc bỏ trống.")?)
            }
        };
        Ok(Request {
            versions: versions.ok_or("Số mã đề là một số từ 1 đến 99.")? as u16,
            seed: number(&self.seed).ok_or("Số đảo đề là một số, như 1.")?,
            is_per_version: self.is_per_version,
            copies,
            locality: self.locality.clone(),
            is_for_list: self.is_for_list,
        })
    }
}
