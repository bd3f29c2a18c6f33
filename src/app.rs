//! The window: one state, one update, one view. Screens return effects; this module carries them out.

mod adopt;
mod alert;
mod approved;
mod backup;
mod board;
mod conflict;
mod copy;
mod dialog;
mod export_all;
mod export_posters;
mod file;
mod find;
mod help;
mod history;
mod history_maintenance;
mod identity;
mod import;
mod import_schedule;
mod journal;
mod key;
mod leave;
mod live;
mod loss;
mod message;
mod navigate;
mod new_piece;
mod new_year;
mod open;
mod outside;
mod pick;
mod pictures;
mod presence;
mod profile;
mod prompter;
mod recovery;
mod save;
mod scene;
mod screens;
pub mod second;
mod shell;
mod start;
mod sync;
mod times;
mod toast;
mod version;
mod write;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use iced::{Size, Subscription, Task, Theme, window};

use crate::newsroom::{Change, Newsroom};
use crate::piece::PieceId;
use crate::plan::{Plan, Settings};
use crate::record::Record;
use crate::store::Workspace;
use crate::store::profile::{Places, Profile};
use crate::ui::screen::{
    conflict as choice, export, export_all as export_all_dialog, help as help_dialog,
    import_schedule as import_schedule_dialog, new_year as new_year_dialog, palette, welcome,
};
use crate::ui::{Action, Context, Effect, ThemeChoice, font, theme};

pub use alert::alert;
use message::Arrival;
pub use message::Message;
pub use screens::Tab;

/// Smallest usable window, logical pixels.
const MIN_SIZE: Size = Size::new(1024.0, 640.0);

/// The window could not be created.
#[derive(Debug, thiserror::Error)]
#[error("không mở được cửa sổ; hãy kiểm tra màn hình đồ họa rồi mở lại")]
pub struct Error(#[from] iced::Error);

/// Opens the window on `workspace`, or on the last one used; `today` fixes the working date. A window that is open
/// already is brought to the front instead, unless `is_own` or a day asks for one of its own.
pub fn run(workspace: Option<PathBuf>, today: Option<NaiveDate>, is_own: bool) -> Result<(), Error> {
    let places = Places::of_user();
    let ear = match second::begin(
        places.data.as_deref().filter(|_| !is_own && today.is_none()),
        workspace.as_deref(),
    ) {
        second::Start::HandedOver => return Ok(()),
        second::Start::First(ear) => Some(ear),
        second::Start::Alone => None,
    };
    let ear = std::cell::Cell::new(ear);
    let profile = places.profile.as_deref().map(Profile::load_from).unwrap_or_default();
    let window = window::Settings {
        size: Size::new(profile.width, profile.height) * (1.0 / profile.eyesight.factor()),
        maximized: profile.is_maximised,
        min_size: Some(MIN_SIZE),
        icon: icon(),
        exit_on_close_request: false,
        platform_specific: platform(),
        ..window::Settings::default()
    };
    let settings = iced::Settings {
        id: Some("toasoan".into()),
        fonts: font::embedded().map(Into::into).collect(),
        default_font: font::REGULAR,
        default_text_size: theme::size::BODY.into(),
        antialiasing: true,
        vsync: true,
    };
    let boot = move || {
        let (app, task) = App::boot(profile.clone(), places.clone(), workspace.clone(), today);
        (app, Task::batch([task, ear.take().map_or_else(Task::none, second::Ear::listen)]))
    };
    // As an application opens its only window; a daemon may open more.
    let boot = move || {
        let (app, mut task) = boot();
        let (_, opened) = window::open(window.clone());
        (app, opened.then(move |_| std::mem::replace(&mut task, Task::none())))
    };
    iced::daemon(boot, App::update, App::view_of)
        .title(App::title_of)
        .theme(App::theme_of)
        .scale_factor(App::scale_factor)
        .style(App::style)
        .subscription(App::subscription)
        .settings(settings)
        .run()?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn platform() -> window::settings::PlatformSpecific {
    window::settings::PlatformSpecific { application_id: "toasoan".into(), ..Default::default() }
}

#[cfg(not(target_os = "linux"))]
fn platform() -> window::settings::PlatformSpecific {
    Default::default()
}

/// The program's icon, for the task bar.
fn icon() -> Option<window::Icon> {
    let picture =
        image::load_from_memory(include_bytes!("../assets/package/toasoan-48.png")).ok()?.into_rgba8();
    let (width, height) = picture.dimensions();
    window::icon::from_rgba(picture.into_raw(), width, height).ok()
}

/// The state of the whole window.
#[derive(Debug)]
pub struct App {
    profile: Profile,
    profile_writer: profile::ProfileWriter,
    places: Places,
    /// The date given on the command line; it takes precedence over the workspace's own.
    fixed_today: Option<NaiveDate>,
    is_system_dark: bool,
    window: Option<window::Id>,
    phase: Phase,
    prompter: Option<prompter::Open>,
    live: Option<live::Open>,
    board: Option<board::Open>,
    toasts: toast::Toasts,
    /// A requested exit that waits for pending writes.
    exit: Option<leave::Leaving>,
    /// The dialog for a new year's plan, over a workspace or the welcome screen.
    new_year: Option<Box<new_year_dialog::Dialog>>,
    /// The help, over all else.
    help: Option<Box<help_dialog::Help>>,
    /// How often what is shown changed as a whole.
    scenes: u64,
    /// What the program was started with, until a workspace is open.
    asked: Option<start::Asked>,
}

#[derive(Debug)]
enum Phase {
    Welcome(welcome::Welcome),
    /// A workspace is being read.
    Opening(PathBuf),
    Open(Box<Session>),
}

/// An open workspace with its screens.
#[derive(Debug)]
struct Session {
    workspace: Workspace,
    context: Context,
    saver: save::Saver,
    rescan: sync::Rescan,
    history_maintenance: history_maintenance::HistoryMaintenance,
    leases: std::sync::Arc<std::sync::Mutex<crate::store::lease::Leases>>,
    /// What was open when last announced to other users (presence).
    announced: Option<crate::store::Key>,
    /// Where unsaved text is journalled; none when there is no user folder.
    journal: Option<std::sync::Arc<crate::store::journal::Journal>>,
    tab: Tab,
    /// Screens with stale derived data; rebuilt when shown.
    stale: HashSet<Tab>,
    screens: screens::Screens,
    dialogs: dialog::Dialogs,
    /// The approved or published pieces of whose edit the user was told.
    warned: HashSet<PieceId>,
    /// Conflicts left by merges, oldest first.
    conflicts: Vec<choice::Dialog>,
    picture_stamps: pictures::Stamps,
    /// The day the command line gives in place of that of the settings or the clock.
    given_day: Option<NaiveDate>,
}

impl App {
    /// The initial state. `places` are the folders of the user's own state.
    pub fn boot(
        profile: Profile,
        places: Places,
        workspace: Option<PathBuf>,
        fixed_today: Option<NaiveDate>,
    ) -> (Self, Task<Message>) {
        let asked = workspace.as_deref().and_then(start::Asked::new);
        let folder = match &asked {
            Some(asked) => asked.workspace().map(Path::to_path_buf),
            None => workspace,
        };
        let target = folder.or_else(|| profile.last_workspace().map(Path::to_path_buf));
        let mut app = Self {
            phase: Phase::Welcome(profile::welcome(&profile, String::new(), None)),
            profile,
            profile_writer: profile::ProfileWriter::default(),
            places,
            fixed_today,
            is_system_dark: false,
            window: None,
            prompter: None,
            live: None,
            board: None,
            toasts: toast::Toasts::default(),
            exit: None,
            new_year: None,
            help: None,
            scenes: 0,
            asked,
        };
        let open = target.map_or_else(Task::none, |path| app.open(path));
        (app, Task::batch([iced::system::theme().map(Message::SystemTheme), open]))
    }

    /// The open newsroom, for tests and benches that drive the window from outside.
    pub fn newsroom(&self) -> Option<&Newsroom> {
        match &self.phase {
            Phase::Open(session) => Some(&session.context.newsroom),
            _ => None,
        }
    }

    /// The poster that is open in the designer, for tests.
    pub fn poster_designer(&self) -> Option<&crate::ui::screen::poster::Designer> {
        match &self.phase {
            Phase::Open(session) => session.screens.poster.designer(),
            _ => None,
        }
    }

    /// Whether every change is on disk.
    pub fn is_saved(&self) -> bool {
        match &self.phase {
            Phase::Open(session) => session.saver.state() == crate::ui::SaveState::Saved,
            _ => true,
        }
    }

    /// Whether unsaved text is being journalled.
    pub fn has_journal(&self) -> bool {
        matches!(&self.phase, Phase::Open(session) if session.journal.is_some())
    }

    /// Whether the window is closing and waits for writes or for the user's answer.
    pub fn is_leaving(&self) -> bool {
        self.exit.is_some()
    }

    pub fn title(&self) -> String {
        match &self.phase {
            Phase::Open(session) => format!("{} – Tòa soạn", session.context.newsroom.plan().name),
            _ => "Tòa soạn".to_owned(),
        }
    }

    pub fn theme(&self) -> Theme {
        let is_dark = match profile::theme_choice(&self.profile) {
            ThemeChoice::System => self.is_system_dark,
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        theme::theme(is_dark, self.profile.eyesight.has_high_contrast)
    }

    /// How much a window is enlarged; those for the studio and the hall have sizes of their own.
    fn scale_factor(&self, id: window::Id) -> f32 {
        let is_prompter = self.prompter.as_ref().is_some_and(|open| open.window == id);
        if is_prompter || self.board_in(id).is_some() { 1.0 } else { self.profile.eyesight.factor() }
    }

    pub fn subscription(&self) -> Subscription<Message> {
        let mut all = vec![
            iced::event::listen_with(|event, status, id| match event {
                iced::Event::Keyboard(
                    event @ (iced::keyboard::Event::KeyPressed { .. }
                    | iced::keyboard::Event::ModifiersChanged(_)),
                ) => Some(Message::KeyIn(id, event, status)),
                iced::Event::Window(
                    event @ (window::Event::Opened { .. }
                    | window::Event::Resized(_)
                    | window::Event::Rescaled(_)
                    | window::Event::Closed
                    | window::Event::CloseRequested
                    | window::Event::FileDropped(_)
                    | window::Event::Focused),
                ) => Some(Message::Window(id, event)),
                _ => None,
            }),
            iced::system::theme_changes().map(Message::SystemTheme),
            pick::missing(),
        ];
        if self.live.as_ref().is_some_and(|open| open.window.is_some()) {
            let second = std::time::Duration::from_secs(1);
            all.push(iced::time::every(second).map(|_| Message::Live(crate::ui::live::Message::Ticked)));
        }
        if self.board().is_some_and(crate::ui::board::Board::is_running) {
            let blink = std::time::Duration::from_millis(200);
            all.push(iced::time::every(blink).map(|_| Message::Board(crate::ui::board::Message::Ticked)));
        }
        if let Phase::Open(session) = &self.phase {
            all.push(iced::time::every(std::time::Duration::from_mins(1)).map(|_| Message::Minute));
            all.push(iced::time::every(crate::store::lease::PERIOD).map(|_| Message::LeaseTick));
            if session.saver.state() != crate::ui::SaveState::Saved {
                all.push(iced::time::every(journal::PERIOD).map(|_| Message::JournalTick));
            }
            if matches!(session.saver.state(), crate::ui::SaveState::Failed(_)) {
                all.push(iced::time::every(save::RETRY).map(|_| Message::RetrySave));
            }
            if session.rescan.is_unsettled() {
                all.push(iced::time::every(sync::SETTLE).map(|_| Message::SettleTick));
            }
            if session.saver.is_waiting() {
                all.push(iced::time::every(save::PAUSE).map(|_| Message::SaveTick));
            }
            all.push(sync::changes(session.workspace.root().to_path_buf()));
        }
        Subscription::batch(all)
    }

    pub fn update(&mut self, message: Message) -> Task<Message> {
        let scene = self.scene();
        let task = self.handle(message);
        let followed = [self.follow_prompter(), self.follow_live(), self.follow_board()];
        self.scenes += u64::from(self.scene() != scene);
        Task::batch(std::iter::once(task).chain(followed))
    }

    fn handle(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Welcome(message) => self.welcome(message),
            Message::Opened(result) => self.opened(*result),
            Message::FolderPicked(path) => path.map_or_else(Task::none, |path| self.open(path)),
            Message::SamplePlacePicked(place) => {
                place.map_or_else(Task::none, |place| Self::open_sample(&place))
            }
            Message::Restored(restored) => self.restored(restored),
            Message::NewYear(message) => self.new_year(message),
            Message::Help(message) => self.update_help(message),
            Message::NewYearMade(made) => self.new_year_made(made),
            Message::Window(id, event) => self.window_event(id, &event),
            Message::Key(event, status) => self.key(&event, status),
            Message::KeyIn(id, event, status) => self.key_in(id, &event, status),
            Message::Live(message) => self.update_live(message),
            Message::Board(message) => self.update_board(message),
            Message::Prompter(message) => {
                self.update_prompter(message);
                Task::none()
            }
            Message::SystemTheme(mode) => {
                self.is_system_dark = mode == iced::theme::Mode::Dark;
                Task::none()
            }
            Message::Summoned(path) => self.summoned(path.as_deref()),
            Message::Tab { is_traversing, is_back } => self.tab(is_traversing, is_back),
            Message::Dismiss => {
                let _ = self.dismiss();
                Task::none()
            }
            Message::ToastClosed(id) => {
                self.toasts.close(id);
                Task::none()
            }
            Message::Effect(effect) => self.carry_out(effect),
            Message::PicturesLoaded(_)
            | Message::PostersFolderPicked(..)
            | Message::PicturePicked(_)
            | Message::PictureImported(..)
            | Message::PicturePasted(_)
            | Message::EvidencePicked(_)
            | Message::EvidenceImported(_)
            | Message::Saved(..)
            | Message::SaveTick
            | Message::RetrySave
            | Message::Minute
            | Message::BackedUp(_)
            | Message::FilesChanged
            | Message::SettleTick
            | Message::Rescanned(_) => self.file_event(message),
            Message::Loss(message) => self.loss(message),
            Message::Verified(known, problems) => self.verified(&known, problems),
            Message::CopyTaken(copy) => self.copy_taken(*copy),
            Message::HeadRead(key, head) => self.head_read(&key, *head),
            Message::Conflict(message) => self.conflict(message),
            Message::History(message) => self.history(message),
            Message::Identity(message) => self.identity(message),
            Message::Import(message) => self.import(message),
            Message::ImportSchedule(message) => self.import_schedule(message),
            Message::Recovery(message) => self.update_recovery(message),
            Message::JournalTick => self.write_down(),
            Message::NotJournaled(keys) => {
                self.not_journaled(keys);
                Task::none()
            }
            Message::LeaseTick | Message::Colleagues(_) | Message::EvidenceMissing(_) => {
                self.presence(message)
            }
            Message::JournalBegun(journal, found) => self.journal_begun(journal, found),
            Message::Leave(message) => self.leave_dialog(message),
            Message::Unfinished(message) => self.unfinished_dialog(message),
            Message::LeaveWaits => self.ask(),
            Message::Left(exit) => self.left(exit),
            Message::Palette(message) => self.palette(message),
            Message::Export(message) => self.export(message),
            Message::Find(message) => self.find(message),
            Message::ExportAll(message) => self.export_all(message),
            message => self.screen(message),
        }
    }

    /// Passes a message to its screen and carries out the effects that it returns.
    fn screen(&mut self, message: Message) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Ok(action) = session.screens.update(message, &session.context) else { return Task::none() };
        let heartbeat = session.heartbeat_if_moved();
        Task::batch([self.answer(action), heartbeat])
    }

    fn palette(&mut self, message: palette::Message) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(palette) = session.dialogs.get_mut::<palette::Palette>() else { return Task::none() };
        let effect = match palette.update(message, &session.context) {
            palette::Reply::Stay(task) => return task.map(Message::Palette),
            palette::Reply::Do(effect) => *effect,
        };
        session.dialogs.close::<palette::Palette>();
        self.carry_out(effect)
    }

    fn answer(&mut self, action: Action<Message>) -> Task<Message> {
        let mut tasks = vec![action.task];
        for effect in action.effects {
            tasks.push(self.carry_out(effect));
        }
        Task::batch(tasks)
    }

    fn carry_out(&mut self, effect: Effect) -> Task<Message> {
        if matches!(effect, Effect::Apply(_) | Effect::BeginPiece { .. } | Effect::Undo | Effect::Redo) {
            self.toasts.end_offers();
        }
        match effect {
            Effect::SetTheme(choice) => {
                profile::set_theme_choice(&mut self.profile, choice);
                if let Phase::Open(session) = &mut self.phase {
                    session.context.theme = choice;
                }
                return self.remember();
            }
            Effect::SetEyesight(eyesight) => {
                self.profile.eyesight = eyesight;
                if let Phase::Open(session) = &mut self.phase {
                    session.context.eyesight = eyesight;
                }
                return self.remember();
            }
            Effect::SetPublisher(publisher) => {
                self.profile.publisher.clone_from(&publisher);
                if let Phase::Open(session) = &mut self.phase {
                    session.context.publisher = publisher;
                }
                return self.remember();
            }
            Effect::Help(topic) => return self.open_help(topic),
            Effect::Version(step) => return self.change_version(step),
            Effect::Notify(notice) => return self.toasts.push(notice),
            Effect::OpenFile(path) => return outside::open(&path),
            Effect::ShowInFolder(path) => return outside::show(&path),
            Effect::OpenWorkspace if matches!(self.phase, Phase::Open(_)) => {
                return self.leave(message::Exit::Welcome);
            }
            Effect::OpenWorkspace => return crate::ui::pick::folder("Mở kế hoạch", Message::FolderPicked),
            Effect::NewWorkspace => {
                self.open_new_year(new_year_dialog::Source::Open);
                return Task::none();
            }
            Effect::ShowMine(is_mine_only) => return self.show_mine(is_mine_only),
            Effect::MarkLateSteps(is_on) => return self.mark_late_steps(is_on),
            Effect::RememberView(view) => return self.remember_view(view),
            Effect::Prompter(id) => return self.open_prompter(&id),
            Effect::Live(id) => return self.open_live(&id),
            Effect::Board(id) => return self.open_board(&id),
            _ => {}
        }
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        // A value still being typed into a field is committed before any other action.
        let kept = if matches!(effect, Effect::Apply(_)) { Task::none() } else { session.keep() };
        let done = match effect {
            Effect::Apply(command) => {
                let notices = [session.warn_of_edit(&command), session.offer_name(&command)];
                let done = session.apply(command);
                let said = notices.into_iter().flatten().map(|notice| self.toasts.push(notice));
                Task::batch(std::iter::once(done).chain(said))
            }
            Effect::Undo => {
                let change = session.context.newsroom.undo();
                change.map_or_else(Task::none, |change| session.changed(&change))
            }
            Effect::Redo => {
                let change = session.context.newsroom.redo();
                change.map_or_else(Task::none, |change| session.changed(&change))
            }
            Effect::Open(route) => {
                session.dialogs.close::<palette::Palette>();
                let task = session.open(route);
                session.tab.name().clone_into(&mut self.profile.screen);
                task
            }
            Effect::FindEverywhere(sought) => session.find_everywhere(sought),
            Effect::ShowFound(id, sought, hit) => session.show_found(id, sought, &hit),
            Effect::Recover(index) => self.recover(index),
            Effect::DiscardUnsaved(index) => session.discard(index),
            Effect::CompareUnsaved(index) => session.compare_unsaved(index),
            Effect::Inspect(problem) => session.inspect(*problem),
            Effect::Trash => session.open_trash(),
            Effect::BeginPiece { activity, slots, is_opened } => {
                session.begin_piece(&activity, &slots, is_opened)
            }
            Effect::Duplicate { piece, slots, is_opened } => session.duplicate(&piece, &slots, is_opened),
            Effect::BuildMonth(month, format) => session.build_month(month, format),
            Effect::Export(what) => {
                let (dialog, task) = export::Dialog::new(what, &self.places.exports, &session.context);
                session.dialogs.open(dialog);
                task.map(Message::Export)
            }
            Effect::ExportAll => {
                let (dialog, task) = export_all_dialog::Dialog::new(&self.places.exports, &session.context);
                session.dialogs.open(dialog);
                task.map(Message::ExportAll)
            }
            Effect::History(key) => session.open_history(key),
            Effect::CompareApproval(id, step) => session.compare_approval(&id, &step),
            Effect::Import => session.open_import(None),
            Effect::ImportSchedule => {
                session.dialogs.open(import_schedule_dialog::Dialog::default());
                Task::none()
            }
            Effect::Identify => session.ask_identity(session.context.identity.clone()),
            Effect::Decide(key) => {
                session.dialogs.open(dialog::Deciding(key));
                session.update_conflicts();
                Task::none()
            }
            Effect::PickPicture => pick::pick_picture(),
            Effect::TakePictures(paths) => {
                Task::batch(paths.into_iter().map(|path| session.import_picture(path, Arrival::Dropped)))
            }
            Effect::PastePicture => session.paste_picture(),
            Effect::ExportPosters(ids) => {
                crate::ui::pick::folder("Xuất các bản in vào thư mục", move |folder| {
                    Message::PostersFolderPicked(ids.clone(), folder)
                })
            }
            Effect::PickEvidence => pick::pick_evidence(),
            Effect::OpenEvidence(path) => session.open_evidence(path),
            Effect::Palette | Effect::NewPiece => {
                let (palette, task) = if matches!(effect, Effect::NewPiece) {
                    palette::Palette::of_new_pieces(&session.context)
                } else {
                    let open = session.screens.open_file(session.tab);
                    palette::Palette::new(open.as_ref(), &session.context)
                };
                session.dialogs.open(palette);
                task.map(Message::Palette)
            }
            Effect::SetTheme(_)
            | Effect::SetEyesight(_)
            | Effect::SetPublisher(_)
            | Effect::Version(_)
            | Effect::Help(_)
            | Effect::Notify(_)
            | Effect::OpenFile(_)
            | Effect::ShowInFolder(_)
            | Effect::OpenWorkspace
            | Effect::ShowMine(_)
            | Effect::MarkLateSteps(_)
            | Effect::RememberView(_)
            | Effect::Prompter(_)
            | Effect::Board(_)
            | Effect::Live(_)
            | Effect::NewWorkspace => Task::none(),
        };
        Task::batch([kept, done])
    }

    /// Saves the window's state for the next start, on a background thread; if this fails, only that state is
    /// lost.
    fn remember(&self) -> Task<Message> {
        let Some(file) = self.places.profile.clone() else { return Task::none() };
        crate::ui::background(self.profile_writer.write(&self.profile, file)).discard()
    }
}

impl Session {
    /// After a change of the newsroom: save what it touched and refresh every screen.
    fn changed(&mut self, change: &Change) -> Task<Message> {
        self.saver.note(change, &self.context.newsroom);
        self.context.save = self.saver.state();
        self.refresh(change)
    }

    fn refresh(&mut self, change: &Change) -> Task<Message> {
        if change.records.contains(Plan::PATH) {
            self.workspace = self.workspace.in_year(self.context.newsroom.plan().year);
        }
        if change.records.contains(Settings::PATH) {
            let today = profile::working_date(self.given_day, self.context.newsroom.settings());
            self.context.newsroom.set_today(today);
        }
        self.update_conflicts();
        let tasks = self.screens.changed(change, &self.context);
        self.show_again();
        tasks
    }

    /// Rebuilds what the screens have derived from the newsroom.
    fn show_again(&mut self) {
        self.stale = Tab::ALL.iter().copied().collect();
        self.derive(self.tab);
    }
}
