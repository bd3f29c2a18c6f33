//! Files and the outside world: dialogs, exports, pictures, outside changes, closing the window.

use std::sync::Arc;

use iced::{Task, window};

use super::message::{Arrival, Exit};
use super::{App, Message, Phase, Session, Tab, outside, profile, write};
use crate::export::ics::Changes;
use crate::newsroom::Change;
use crate::piece::PieceId;
use crate::ui::approval;
use crate::ui::screen::poster::{Act, DesignerMessage, is_picture};
use crate::ui::screen::{calendar, export as dialog, pieces, places, poster};
use crate::ui::{Effect, Notice, Route, background};

impl Session {
    /// Opens the evidence of an approval; a missing file is said.
    pub(super) fn open_evidence(&self, path: String) -> Task<Message> {
        let workspace = self.workspace.clone();
        let find = move || workspace.evidence(&path).map_err(|error| error.to_string());
        background(find).then(|found| match found {
            Ok(file) => outside::open(&file),
            Err(trouble) => Task::done(Message::Effect(Effect::Notify(Notice::error(trouble)))),
        })
    }
}

impl App {
    pub(super) fn export(&mut self, message: dialog::Message) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<dialog::Dialog>() else { return Task::none() };
        match dialog.update(message, &session.context) {
            dialog::Reply::Stay(task) => task.map(Message::Export),
            dialog::Reply::Write(job) => session.write_export(job),
            dialog::Reply::Leave => {
                session.dialogs.close::<dialog::Dialog>();
                Task::none()
            }
            dialog::Reply::ShowFinding(poster, element) => {
                session.dialogs.close::<dialog::Dialog>();
                let opened = session.open(Route::Poster(poster));
                let chosen = element.map_or(DesignerMessage::ChooseBoard, DesignerMessage::Choose);
                let shown = [DesignerMessage::ShowChecks(true), chosen]
                    .map(|message| Task::done(Message::Poster(poster::Message::Designer(message))));
                Task::batch([opened, Task::batch(shown)])
            }
            dialog::Reply::Print(path) => {
                session.dialogs.close::<dialog::Dialog>();
                outside::print(&path)
            }
            dialog::Reply::Close(path, notice) => {
                session.dialogs.close::<dialog::Dialog>();
                let notice = notice.map(|notice| self.toasts.push(Notice::error(notice)));
                Task::batch(std::iter::once(self.toasts.push(Notice::exported(path))).chain(notice))
            }
        }
    }

    pub(super) fn file_event(&mut self, message: Message) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        match message {
            Message::PicturesLoaded(found) => session.take_pictures(&found),
            Message::PicturePicked(Some(source)) => session.import_picture(source, Arrival::Picked),
            Message::PicturePasted(Ok(None)) => {
                self.screen(Message::Poster(poster::Message::Designer(DesignerMessage::Act(Act::Paste))))
            }
            Message::PicturePasted(Ok(Some(picture))) => self.picture_arrived(picture, Arrival::Dropped),
            Message::PictureImported(Ok(picture), arrival) => self.picture_arrived(picture, arrival),
            Message::PostersFolderPicked(ids, Some(folder)) => session.export_posters(ids, folder),
            Message::EvidencePicked(Some(source)) => {
                let workspace = session.workspace.clone();
                let import = move || workspace.import_evidence(&source).map_err(|error| error.to_string());
                background(import).map(Message::EvidenceImported)
            }
            Message::EvidenceImported(Ok(path)) => {
                let picked = approval::Message::EvidencePicked(path);
                let message = match session.tab {
                    Tab::Calendar => Message::Calendar(calendar::Message::of_approval(picked)),
                    Tab::Pieces => Message::Pieces(pieces::Message::Approval(picked)),
                    Tab::Poster => {
                        Message::Poster(poster::Message::Designer(DesignerMessage::Approval(picked)))
                    }
                    Tab::Places => {
                        let approval::Message::EvidencePicked(path) = picked else { return Task::none() };
                        Message::Places(places::Message::EvidencePicked(path))
                    }
                    _ => return Task::none(),
                };
                self.screen(message)
            }
            Message::Saved(key, outcome) => {
                let saved = self.saved(&key, outcome);
                Task::batch([saved, self.written()])
            }
            Message::PictureImported(Err(trouble), _)
            | Message::PicturePasted(Err(trouble))
            | Message::EvidenceImported(Err(trouble)) => self.toasts.push(Notice::error(trouble)),
            Message::SaveTick => session.flush(),
            Message::RetrySave => {
                session.saver.retry();
                session.flush()
            }
            Message::BackedUp(result) => {
                let trouble = result.as_ref().err().cloned();
                session.context.backup = Some(result);
                trouble.map_or_else(Task::none, |trouble| {
                    self.toasts.push(Notice::error(format!("Chưa sao lưu được tuần này: {trouble}")))
                })
            }
            Message::Minute => {
                let backup = session.back_up_again(self.places.data.as_ref());
                // The watcher may have stopped unnoticed when its share went away.
                let look = session.rescan();
                let today = profile::working_date(session.given_day, session.context.newsroom.settings());
                if today == session.context.newsroom.today() {
                    return Task::batch([backup, look]);
                }
                session.context.newsroom.set_today(today);
                Task::batch([backup, look, session.refresh(&Change::default())])
            }
            Message::FilesChanged => session.rescan(),
            Message::SettleTick => {
                session.rescan.tick();
                session.rescan()
            }
            Message::Rescanned(events) => self.rescanned(events),
            _ => Task::none(),
        }
    }

    pub(super) fn window_event(&mut self, id: window::Id, event: &window::Event) -> Task<Message> {
        if self.prompter.as_ref().is_some_and(|open| open.window == id) {
            return self.prompter_event(event);
        }
        if self.live_in(id).is_some() {
            return self.live_event(event);
        }
        if self.board_in(id).is_some() {
            return self.board_event(event);
        }
        self.window = Some(id);
        match event {
            window::Event::Resized(size) => {
                let factor = self.profile.eyesight.factor();
                self.profile.width = size.width * factor;
                self.profile.height = size.height * factor;
                window::is_maximized(id).discard()
            }
            window::Event::Focused => {
                let Phase::Open(session) = &mut self.phase else { return Task::none() };
                session.rescan()
            }
            window::Event::FileDropped(path) => {
                let Phase::Open(session) = &mut self.phase else { return Task::none() };
                if session.tab == Tab::Poster
                    && session.screens.poster.designer().is_some()
                    && is_picture(path)
                {
                    return session.import_picture(path.clone(), Arrival::Dropped);
                }
                let is_survey = session.tab == Tab::Survey;
                match is_survey.then(|| session.screens.survey.dropped(path)).flatten() {
                    Some(message) => self.screen(Message::Survey(message)),
                    None => session.open_import(Some(path)),
                }
            }
            window::Event::CloseRequested => self.leave(Exit::Close(id)),
            _ => Task::none(),
        }
    }
}

impl Session {
    fn write_export(&self, mut job: dialog::Job) -> Task<Message> {
        let newsroom = self.context.newsroom.snapshot();
        let (pictures, photos) = (Arc::clone(&self.context.pictures), self.context.photos.clone());
        let fonts = Arc::clone(&self.context.fonts);
        let workspace = self.workspace.clone();
        let times = self.times();
        let is_printed = job.purpose == dialog::Purpose::Print;
        let write = move || {
            if is_printed {
                // The reader or the printer needs it as long as it likes; the system clears its folder.
                let folder = tempfile::Builder::new().prefix("toasoan-in-").tempdir();
                let folder = folder.map_err(|error| format!("Không ghi được bản in: {error}."))?.keep();
                job.path = folder.join(job.path.file_name().unwrap_or_else(|| "in.pdf".as_ref()));
            }
            workspace.check_destination(&job.path).map_err(|error| error.to_string())?;
            let mut fonts = fonts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let times = times.read(&workspace);
            let of_piece = |id: &PieceId| times.of_piece(id);
            let deleted = workspace.deleted();
            let changes = Changes { of_piece: &of_piece, shared: times.of_records(), deleted: &deleted };
            let pictures = (&pictures, &photos);
            write::write(&newsroom, &job, pictures, &changes, &mut fonts).map(|notice| (job.path, notice))
        };
        let finished = move |result| match result {
            Ok((path, _)) if is_printed => dialog::Message::ReadyToPrint(path),
            result => dialog::Message::Finished(result),
        };
        background(write).map(move |result| Message::Export(finished(result)))
    }
}
