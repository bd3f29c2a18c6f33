//! Carries out the dialog for a new year's plan, over a workspace or the welcome screen.

use std::path::PathBuf;

use chrono::Local;
use iced::Task;

use super::message::Exit;
use super::{App, Message, Phase, Tab};
use crate::case::Case;
use crate::import;
use crate::newsroom::Newsroom;
use crate::plan::{Kept, Plan, Settings};
use crate::poster::OwnTemplate;
use crate::record::AnyRecord;
use crate::store::{self, Error, Workspace, record_along};
use crate::ui::background;
use crate::ui::screen::new_year::{Dialog, Message as DialogMessage, OpenPlan, Reply, Source};

impl App {
    pub(super) fn open_new_year(&mut self, source: Source) {
        let open = match &self.phase {
            Phase::Open(session) => {
                let newsroom = &session.context.newsroom;
                let headers = newsroom.pieces().map(|piece| &piece.header);
                let unfinished = headers.filter(|header| header.is_unfinished());
                Some(OpenPlan {
                    plan: newsroom.plan().clone(),
                    settings: newsroom.settings().clone(),
                    places: newsroom.places().clone(),
                    templates: newsroom.entries::<OwnTemplate>().count(),
                    cases: newsroom.entries::<Case>().filter(|case| case.goes_along()).count(),
                    unfinished: unfinished.map(|header| header.activity.clone()).collect(),
                })
            }
            _ => None,
        };
        let today = Local::now().date_naive();
        self.new_year = Some(Box::new(Dialog::new(source, open, &self.places.exports, today)));
    }

    pub(super) fn new_year(&mut self, message: DialogMessage) -> Task<Message> {
        let Some(dialog) = &mut self.new_year else { return Task::none() };
        match dialog.update(message) {
            Reply::Stay(task) => task.map(Message::NewYear),
            Reply::Read(path) => {
                background(move || document(&path)).map(|text| Message::NewYear(DialogMessage::Read(text)))
            }
            Reply::Make { folder, plan, settings, kept } => {
                if let Phase::Open(session) = &self.phase
                    && folder
                        .parent()
                        .is_some_and(|place| session.workspace.check_destination(place).is_err())
                {
                    let trouble =
                        "Nơi này nằm trong một kế hoạch đang dùng. Hãy chọn thư mục khác.".to_owned();
                    return Task::done(Message::NewYear(DialogMessage::Failed(trouble)));
                }
                let source = match (&self.phase, kept) {
                    (Phase::Open(session), Some(kept)) => {
                        Some((session.workspace.clone(), session.context.newsroom.snapshot(), kept))
                    }
                    _ => None,
                };
                background(move || {
                    let made = make(&folder, &plan, &settings)?;
                    if let Some((from, newsroom, kept)) = source {
                        take_along(&made, &plan, (&from, &newsroom), kept)?;
                    }
                    Ok(made.root().to_path_buf())
                })
                .map(Message::NewYearMade)
            }
            Reply::Close => {
                self.new_year = None;
                Task::none()
            }
        }
    }

    /// Opens the new workspace once what is unsaved in the present one is saved.
    pub(super) fn new_year_made(&mut self, made: Result<PathBuf, String>) -> Task<Message> {
        match made {
            Ok(folder) => {
                self.new_year = None;
                // The first steps stand there.
                Tab::Home.name().clone_into(&mut self.profile.screen);
                self.leave(Exit::Open(folder))
            }
            Err(trouble) => self.new_year(DialogMessage::Failed(trouble)),
        }
    }
}

fn document(path: &std::path::Path) -> Result<String, String> {
    let bytes = store::document_bytes(path).map_err(|problem| {
        format!("Không mở được tệp: {}. Cách xử lý: {}.", problem.reason, problem.remedy)
    })?;
    import::document_text(&bytes, store::document_text)
}

fn make(folder: &std::path::Path, plan: &Plan, settings: &Settings) -> Result<Workspace, String> {
    Workspace::create(folder, plan, settings).map_err(|error| match error {
        Error::AlreadyAWorkspace(_) => {
            format!("Ở nơi này đã có kế hoạch năm {}. Hãy chọn thư mục khác, hoặc mở kế hoạch ấy.", plan.year)
        }
        error => error.to_string(),
    })
}

/// Copies the records that go along, and by choice the pieces that have not gone out, into the new workspace.
fn take_along(
    made: &Workspace,
    plan: &Plan,
    (from, newsroom): (&Workspace, &Newsroom),
    kept: Kept,
) -> Result<(), String> {
    let along = |record: &AnyRecord| record_along(record, newsroom.plan(), plan, kept);
    let templates = newsroom.entries::<OwnTemplate>().cloned().map(AnyRecord::from);
    let records = newsroom.records().filter_map(along).chain(templates);
    let drafts = newsroom.pieces().filter(|piece| kept.drafts && piece.header.goes_along(plan));
    let drafts = drafts.map(|piece| piece.clone().as_draft(plan, kept));
    let cases = newsroom.entries::<Case>().filter(|case| kept.cases && case.goes_along());
    let cases = cases.map(|case| AnyRecord::from(case.clone().for_plan(plan)));
    made.take_along(from, records.chain(cases), drafts)
        .map_err(|error| format!("Đã lập kế hoạch, nhưng chưa chép đủ địa điểm, ý kiến và bài: {error}"))
}
