//! Opens a folder as a workspace.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use iced::Task;

use super::dialog::Dialogs;
use super::message::Exit;
use super::profile::{theme_choice, welcome, working_date};
use super::screens::Screens;
use super::{App, Message, Phase, Session, Tab, pick, save};
use crate::calendar::wording;
use crate::fold::capital;
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::record::Kind;
use crate::store::profile::{Identity, Profile};
use crate::store::{self, Opened, StoredRecord, Workspace};
use crate::ui::screen::new_year::Source;
use crate::ui::screen::welcome::{self, Reply};
use crate::ui::{Context, Notice, Photos, SaveState, background};

impl App {
    /// Leaves the open workspace for another.
    pub(super) fn open(&mut self, path: PathBuf) -> Task<Message> {
        self.leave(Exit::Open(path))
    }

    /// Reads a workspace on a background thread.
    pub(super) fn read(&mut self, path: PathBuf) -> Task<Message> {
        self.phase = Phase::Opening(path.clone());
        let files = Arc::clone(&self.places.files);
        background(move || Workspace::open_on(files, &path).map_err(|error| unopened(&error)))
            .map(|result| Message::Opened(Box::new(result)))
    }

    pub(super) fn opened(&mut self, result: Result<Opened, String>) -> Task<Message> {
        let opened = match result {
            Ok(opened) => opened,
            Err(trouble) => {
                let path = match &self.phase {
                    Phase::Opening(path) => path.display().to_string(),
                    _ => String::new(),
                };
                self.phase = Phase::Welcome(welcome(&self.profile, path, Some(trouble)));
                return Task::none();
            }
        };
        self.profile.remember(opened.workspace.root());
        let remembered = self.remember();
        let today = working_date(self.fixed_today, &opened.settings);
        let (mut session, task) = Session::new(opened, today, &self.profile, self.places.data.as_deref());
        session.given_day = self.fixed_today;
        let last = Tab::from_name(&self.profile.screen);
        let task = Task::batch([task, last.map_or_else(Task::none, |tab| session.open(tab.route()))]);
        let broken = session.context.problems.len();
        let kept = match &self.places.data {
            Some(data) => Task::batch([session.begin_journal(data.clone()), session.back_up(data.clone())]),
            None => Task::none(),
        };
        let history_maintenance = Task::batch([session.rescan(), session.verify(Vec::new()), session.thin()]);
        let shown = self.asked.take().map_or_else(Task::none, |asked| session.show_file(&asked));
        let is_home = session.tab == Tab::Home;
        self.phase = Phase::Open(Box::new(session));
        let introduced = self.introduce();
        let notice = if broken > 0 && !is_home {
            self.toasts.push(Notice::error(format!(
                "{} cần xem lại: có trong Tổng quan.",
                wording::counted(broken, "tệp")
            )))
        } else {
            Task::none()
        };
        Task::batch([task, notice, kept, history_maintenance, remembered, introduced, shown])
    }

    pub(super) fn welcome(&mut self, message: welcome::Message) -> Task<Message> {
        let Phase::Welcome(welcome) = &mut self.phase else { return Task::none() };
        match welcome.update(message) {
            None => Task::none(),
            Some(Reply::Open) => crate::ui::pick::folder("Mở kế hoạch", Message::FolderPicked),
            Some(Reply::OpenPath(path)) => self.open(PathBuf::from(path)),
            Some(Reply::New) => {
                self.open_new_year(Source::Sample);
                Task::none()
            }
            Some(Reply::NewFromText) => {
                self.open_new_year(Source::Text);
                Task::none()
            }
            // Without a documents folder, the user says where.
            Some(Reply::Sample) if self.places.exports.is_empty() => {
                crate::ui::pick::folder("Nơi đặt bản mẫu", Message::SamplePlacePicked)
            }
            Some(Reply::Sample) => Self::open_sample(Path::new(&self.places.exports)),
            Some(Reply::PickBackup) => {
                pick::pick_backup(|path| Message::Welcome(welcome::Message::BackupPicked(path)))
            }
            Some(Reply::Restore { backup, folder }) => {
                let restore = move || {
                    store::backup::restore(&backup, &folder, &mut |_, _| {})
                        .map(|_| folder)
                        .map_err(|error| capital(&error.to_string()))
                };
                background(restore).map(Message::Restored)
            }
        }
    }

    /// Puts the sample into its folder in `place`, unless it is there, and opens it.
    pub(super) fn open_sample(place: &Path) -> Task<Message> {
        let folder = place.join("Tòa soạn – bản mẫu 2014");
        let make = move || match Workspace::create_sample(&folder) {
            Ok(()) | Err(store::Error::AlreadyAWorkspace(_)) => Ok(folder),
            Err(error) => Err(capital(&error.to_string())),
        };
        background(make).map(Message::Restored)
    }

    /// Opens a restored backup, or the sample.
    pub(super) fn restored(&mut self, restored: Result<PathBuf, String>) -> Task<Message> {
        match (restored, &mut self.phase) {
            (Ok(folder), _) => self.open(folder),
            (Err(trouble), Phase::Welcome(welcome)) => {
                welcome.fail(trouble);
                Task::none()
            }
            (Err(trouble), _) => self.toasts.push(Notice::error(trouble)),
        }
    }
}

/// Why a folder was not opened, in the window's terms.
fn unopened(error: &store::Error) -> String {
    match error {
        store::Error::Missing(path) => {
            format!("Không có thư mục {}. Hãy kiểm tra lại đường dẫn, hoặc chọn thư mục.", path.display())
        }
        store::Error::NotAFolder(path) => {
            format!("{} là một tệp. Hãy chọn thư mục của kế hoạch.", path.display())
        }
        store::Error::NotAWorkspace(path) => format!(
            "Thư mục {} chưa có kế hoạch nào. Hãy chọn thư mục khác, hoặc bấm “Lập năm mới…” để lập.",
            path.display()
        ),
        store::Error::Broken(problem) => format!(
            "Không đọc được kế hoạch trong thư mục này: {}. Hãy khôi phục bản sao lưu gần nhất ở dưới.",
            problem.reason
        ),
        error => capital(&error.to_string()),
    }
}

impl Session {
    /// `data` is the user's data folder.
    pub(super) fn new(
        opened: Opened,
        today: NaiveDate,
        profile: &Profile,
        data: Option<&Path>,
    ) -> (Self, Task<Message>) {
        let store::Opened { workspace, plan, settings, records, entries, pieces, problems } = opened;
        let of_records = |stored: &StoredRecord| {
            let path = stored.record.kind().path;
            (store::Key::Record(path), (path.to_owned(), stored.stamp))
        };
        let mut files: Vec<_> = records.iter().map(of_records).collect();
        files.reserve_exact(pieces.len() + entries.len());
        let entries = entries.into_iter().filter_map(|stored| {
            files.push((stored.key(), (stored.path.clone(), stored.stamp)));
            stored.record().cloned()
        });
        let records: Vec<_> = records.into_iter().map(|stored| stored.record).chain(entries).collect();
        let missing = workspace.kinds().iter().filter(|kind| !kind.is_many()).map(Kind::empty);
        let pieces = pieces.into_iter().map(|store::Stored { piece, path, stamp }| {
            files.push((store::Key::from(piece.id()), (path, stamp)));
            piece
        });
        let newsroom =
            Newsroom::new(plan, settings, pieces, today).with_records(records.into_iter().chain(missing));
        let saver = save::Saver::new(files.into_iter(), &newsroom);
        let context = Context {
            newsroom,
            pictures: Arc::default(),
            photos: photos(workspace.clone()),
            fonts: Arc::new(Mutex::new(Fonts::new())),
            save: SaveState::Saved,
            problems,
            verified: Vec::new(),
            colleagues: HashMap::new(),
            undecided: BTreeMap::new(),
            unsaved: Vec::new(),
            backup: None,
            theme: theme_choice(profile),
            eyesight: profile.eyesight,
            publisher: profile.publisher.clone(),
            missing_evidence: BTreeSet::new(),
            identity: Identity::default(),
            modifiers: iced::keyboard::Modifiers::empty(),
            root: workspace.root().display().to_string(),
        };
        let leases = Arc::new(Mutex::new(store::lease::Leases::new(&workspace, data)));
        let (screens, screens_task) = Screens::new(&context);
        let index = background(context.newsroom.index()).discard();
        let session = Self {
            workspace,
            context,
            saver,
            rescan: super::sync::Rescan::default(),
            history_maintenance: super::history_maintenance::HistoryMaintenance::default(),
            leases,
            announced: None,
            journal: None,
            tab: Tab::Calendar,
            stale: Tab::ALL.iter().copied().collect(),
            screens,
            dialogs: Dialogs::default(),
            warned: HashSet::new(),
            conflicts: Vec::new(),
            picture_stamps: Arc::default(),
            given_day: None,
        };
        let tasks = Task::batch([session.load_pictures(), index, screens_task]);
        (session, tasks)
    }
}

/// The name of a workspace's folder, for messages.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn photos(workspace: Workspace) -> Photos {
    Photos(Arc::new(move |path| workspace.picture(path).ok()))
}
