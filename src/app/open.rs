//! From a folder to an open workspace.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{Datelike, Local, NaiveDate};
use iced::Task;

use super::leave::Exit;
use super::{App, Message, Office, Stage, Tab, file, save};
use crate::newsroom::Newsroom;
use crate::page::Fonts;
use crate::piece::{Airing, Format, Piece, PieceId, Role, Status, template};
use crate::plan::{Plan, Settings, SlotId};
use crate::poster;
use crate::ui::screen::welcome::{self, Welcome, Wish};
use crate::ui::screen::{calendar, draft, home, plan, poster as designer, progress, settings};
use crate::ui::{Desk, Notice, SaveState, ThemeChoice, background};
use crate::workspace::profile::Appearance;
use crate::workspace::{self, Profile, Workspace};

/// The plan that new years begin with.
const MODEL_PLAN: &str = include_str!("../../content/plan.ron");
const MODEL_SETTINGS: &str = include_str!("../../content/settings.ron");

/// What reading a workspace gives.
pub type Opened = workspace::Opened;

impl App {
    /// Leaves what is open for another workspace.
    pub(super) fn open(&mut self, path: PathBuf) -> Task<Message> {
        self.leave(Exit::Open(path))
    }

    /// Reads a workspace off the window's thread.
    pub(super) fn read(&mut self, path: PathBuf) -> Task<Message> {
        self.stage = Stage::Opening(path.clone());
        let files = Arc::clone(&self.places.files);
        background(move || Workspace::open_on(files, &path).map_err(|error| error.to_string()))
            .map(|result| Message::Opened(Box::new(result)))
    }

    pub(super) fn opened(&mut self, result: Result<Opened, String>) -> Task<Message> {
        let opened = match result {
            Ok(opened) => opened,
            Err(trouble) => {
                self.stage = Stage::Welcome(welcome(&self.profile, Some(trouble)));
                return Task::none();
            }
        };
        self.profile.remember(opened.workspace.root());
        let remembered = self.remember();
        let today = working_date(self.fixed_today, &opened.settings);
        let (mut office, task) =
            Office::new(opened, today, theme_choice(&self.profile), self.places.data.as_deref());
        let last = Tab::from_name(&self.profile.screen);
        let task = Task::batch([task, last.map_or_else(Task::none, |tab| office.open(tab.place()))]);
        let broken = office.desk.problems.len();
        let kept = match &self.places.data {
            Some(data) => Task::batch([office.begin_journal(data.clone()), office.back_up(data.clone())]),
            None => Task::none(),
        };
        let upkeep = Task::batch([office.look(), office.verify(Vec::new()), office.thin()]);
        let is_home = office.place == Tab::Home;
        self.stage = Stage::Open(Box::new(office));
        let notice = if broken > 0 && !is_home {
            self.toasts.push(Notice::error(format!("{broken} tệp cần xem lại: có trong Tổng quan.")))
        } else {
            Task::none()
        };
        Task::batch([task, notice, kept, upkeep, remembered])
    }

    /// Makes a new year's workspace from the model plan, then opens it.
    pub(super) fn create(folder: PathBuf, year: i32) -> Task<Message> {
        let make = move || -> Result<Opened, String> {
            let model = Plan::parse(MODEL_PLAN).map_err(|error| error.to_string())?;
            let mut settings = Settings::parse(MODEL_SETTINGS).map_err(|error| error.to_string())?;
            settings.working_date = None;
            settings.holidays.clear();
            let folder = folder.join(format!("Kế hoạch tuyên truyền {year}"));
            let created = Workspace::create(&folder, &model.for_year(year), &settings)
                .map_err(|error| error.to_string())?;
            Workspace::open(created.root()).map_err(|error| error.to_string())
        };
        background(make).map(|result| Message::Opened(Box::new(result)))
    }

    pub(super) fn welcome(&mut self, message: welcome::Message) -> Task<Message> {
        let Stage::Welcome(welcome) = &mut self.stage else { return Task::none() };
        match welcome.update(message) {
            None => Task::none(),
            Some(Wish::Open) => file::pick_folder("Mở thư mục", Message::FolderPicked),
            Some(Wish::OpenPath(path)) => self.open(PathBuf::from(path)),
            Some(Wish::NewIn { year, folder }) => Self::create(PathBuf::from(folder), year),
            Some(Wish::New { year }) => {
                file::pick_folder("Chọn nơi đặt thư mục mới", move |path| {
                    Message::NewFolderPicked(path, year)
                })
            }
        }
    }
}

impl Office {
    /// `data` is the user's data folder.
    pub(super) fn new(
        opened: Opened,
        today: NaiveDate,
        theme: ThemeChoice,
        data: Option<&Path>,
    ) -> (Self, Task<Message>) {
        let stamps = opened.stamps();
        let workspace::Opened { workspace, plan, settings, pieces, problems, .. } = opened;
        let mut saver = save::Saver::new(&pieces);
        let newsroom = Newsroom::new(plan, settings, pieces.into_iter().map(|stored| stored.piece), today);
        saver.know(&newsroom, &stamps, &workspace);
        let desk = Desk {
            newsroom,
            pictures: Arc::default(),
            fonts: Arc::new(Mutex::new(Fonts::new())),
            save: SaveState::Saved,
            problems,
            verified: Vec::new(),
            colleagues: HashMap::new(),
            undecided: BTreeMap::new(),
            unsaved: Vec::new(),
            backup: None,
            theme,
            root: workspace.root().display().to_string(),
        };
        let leases = Arc::new(Mutex::new(workspace::lease::Leases::new(&workspace, data)));
        let (calendar, calendar_task) = calendar::Calendar::new(&desk);
        let (draft, draft_task) = draft::Draft::new(&desk);
        let (poster, poster_task) = designer::Poster::new(&desk);
        let (settings, settings_task) = settings::Settings::new(&desk);
        let load = {
            let workspace = workspace.clone();
            let is_poster = |piece: &&Arc<Piece>| piece.format == Format::Poster;
            let posters: Vec<Arc<Piece>> = desk.newsroom.all().filter(is_poster).cloned().collect();
            move || {
                let load = |path: String| workspace.picture(&path).ok().map(|data| (path, data));
                let pictures = pictures_of(posters.iter().map(Arc::as_ref));
                Arc::new(pictures.into_iter().filter_map(load).collect::<HashMap<_, _>>())
            }
        };
        let tasks = Task::batch([
            background(load).map(Message::PicturesLoaded),
            background(desk.newsroom.index()).discard(),
            calendar_task.map(Message::Calendar),
            draft_task.map(Message::Draft),
            poster_task.map(Message::Poster),
            settings_task.map(Message::Settings),
        ]);
        let office = Self {
            workspace,
            desk,
            saver,
            rescan: super::share::Rescan::default(),
            upkeep: super::upkeep::Upkeep::default(),
            leases,
            told_open: None,
            journal: None,
            place: Tab::Calendar,
            stale: Tab::DERIVED.into(),
            home: home::Home::default(),
            calendar,
            draft,
            poster,
            progress: progress::Progress::default(),
            plan: plan::Plan::default(),
            settings,
            palette: None,
            export: None,
            bundle: None,
            history: None,
            mending: None,
            conflicts: Vec::new(),
            deciding: None,
        };
        (office, tasks)
    }
}

/// Relative paths of every picture that these posters show.
fn pictures_of<'a>(posters: impl Iterator<Item = &'a Piece>) -> Vec<String> {
    let mut paths: Vec<String> = posters
        .filter_map(|piece| poster::Poster::parse(&piece.body.peek()).ok())
        .flat_map(|poster| poster.elements)
        .filter_map(|element| match element.kind {
            poster::Kind::Picture(picture) if !picture.path.is_empty() => Some(picture.path),
            _ => None,
        })
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The command line's date, else the workspace's fixed one, else the clock's.
pub(super) fn working_date(given: Option<NaiveDate>, settings: &Settings) -> NaiveDate {
    given.or(settings.working_date).unwrap_or_else(|| Local::now().date_naive())
}

pub(super) fn welcome(profile: &Profile, trouble: Option<String>) -> Welcome {
    let path = |path: &PathBuf| path.display().to_string();
    Welcome::new(profile.recent.iter().map(path).collect(), Local::now().year() + 1, trouble)
}

pub(super) fn theme_choice(profile: &Profile) -> ThemeChoice {
    match profile.appearance {
        Appearance::System => ThemeChoice::System,
        Appearance::Light => ThemeChoice::Light,
        Appearance::Dark => ThemeChoice::Dark,
    }
}

pub(super) fn set_theme_choice(profile: &mut Profile, choice: ThemeChoice) {
    profile.appearance = match choice {
        ThemeChoice::System => Appearance::System,
        ThemeChoice::Light => Appearance::Light,
        ThemeChoice::Dark => Appearance::Dark,
    };
}

/// A new piece for slots of one activity, dated where the programme says when.
pub(super) fn draft(newsroom: &Newsroom, activity: &str, slots: &[SlotId]) -> Option<Piece> {
    let activity = newsroom.plan.activity(activity)?;
    let views: Vec<_> = slots.iter().filter_map(|id| newsroom.obligations().get(id)).collect();
    let id = PieceId(ulid::Ulid::generate().to_string().into());
    let first = views.first().map(|view| &view.slot);
    let mut piece = template::draft(activity, first, id);
    piece.header.status = Status::Drafting;
    piece.header.status_since = Some(newsroom.today());
    piece.header.airings = views
        .iter()
        .map(|view| Airing { date: view.date, time: view.time, ..Airing::undated(view.slot.id.clone()) })
        .collect();
    piece.header.people.extend(
        own_editor(newsroom.settings(), slots)
            .map(|name| Role { role: "Biên tập".to_owned(), name: name.to_owned() }),
    );
    let vacancies = newsroom.vacancies();
    for (airing, view) in piece.header.airings.iter_mut().zip(&views) {
        airing.id = view.pieces.is_empty().then(|| vacancies.id(&airing.slot));
    }
    Some(piece)
}

/// Who answers for slots of localities that have an editor of their own; none where they have several or the office's.
fn own_editor<'a>(settings: &'a Settings, slots: &[SlotId]) -> Option<&'a str> {
    let editor = |slot: &SlotId| settings.local_programme(slot).map(|own| own.editor.as_str());
    let first = editor(slots.first()?)?;
    (!first.is_empty() && slots.iter().all(|slot| editor(slot) == Some(first))).then_some(first)
}

/// The name of a workspace's folder for messages.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
