//! The user's preferences, in the user's folder: never the workspace's content.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use directories::{ProjectDirs, UserDirs};
use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::files::Files;
use super::{Error, write};

/// Number of workspaces listed on the welcome screen.
const RECENT: usize = 12;

/// The window's last state. A damaged file gives the defaults: the program must start anyway.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Logical pixels of the screen, whatever the size of the text.
    pub width: f32,
    pub height: f32,
    pub is_maximised: bool,
    pub appearance: Appearance,
    pub eyesight: Eyesight,
    pub publisher: Publisher,
    /// Absolute paths, most recent first.
    pub recent: Vec<PathBuf>,
    /// The last open screen, by the window's internal name.
    pub screen: String,
    /// Who the user is in each workspace, by its absolute path.
    pub identities: Vec<(PathBuf, Identity)>,
}

/// Who sits at this machine: signs what they do in a workspace, and tells what is theirs. No password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    pub name: String,
    /// Id of their agency in the plan; none sees everything.
    pub agency: Option<String>,
    /// Id of their locality in the plan.
    pub locality: Option<String>,
    /// Whether the screens show only what is theirs.
    pub is_mine_only: bool,
    /// Whether the calendar marks pieces with late steps.
    pub marks_late_steps: bool,
    /// How the calendar is shown; empty for the month.
    pub calendar_view: String,
}

/// Light, dark, or the desktop's setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Appearance {
    #[default]
    System,
    Light,
    Dark,
}

/// How large and how strong the window is drawn for the user's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Eyesight {
    /// The size of everything in the window, in percent of the usual: 100 to 200.
    pub percent: u16,
    /// Black and white with strong borders, in place of the soft colours.
    pub has_high_contrast: bool,
}

/// Where this machine takes new versions of the program from, and whose signature it believes; empty until the office
/// has set both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Publisher {
    /// A folder, a share or an address.
    pub place: String,
    /// 64 hexadecimal digits.
    pub key: String,
}

impl Publisher {
    pub fn is_set(&self) -> bool {
        !self.place.trim().is_empty() && !self.key.trim().is_empty()
    }
}

impl Default for Eyesight {
    fn default() -> Self {
        Self { percent: 100, has_high_contrast: false }
    }
}

impl Eyesight {
    /// The factor by which the window is enlarged: 1.0 to 2.0.
    pub fn factor(self) -> f32 {
        f32::from(self.percent) / 100.0
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            width: 1280.0,
            height: 800.0,
            is_maximised: false,
            appearance: Appearance::default(),
            eyesight: Eyesight::default(),
            publisher: Publisher::default(),
            recent: Vec::new(),
            screen: String::new(),
            identities: Vec::new(),
        }
    }
}

impl Profile {
    pub fn load_from(file: &Path) -> Self {
        let read = super::read::bytes(&Disk, file, 1024 * 1024).ok();
        let profile: Option<Self> = read
            .and_then(|(bytes, _)| String::from_utf8(bytes).ok())
            .and_then(|text| ron::from_str(&text).ok());
        profile.unwrap_or_default().within_limits()
    }

    pub fn save_to(&self, file: &Path) -> Result<(), Error> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).unwrap_or_default();
        let put = || {
            let folder = file.parent().ok_or(std::io::ErrorKind::InvalidFilename)?;
            fs::create_dir_all(folder)?;
            let _ = write::sweep(&Disk, folder);
            write::put(&Disk, file, text.as_bytes())
        };
        put().map_err(Error::io("ghi", file))
    }

    pub fn last_workspace(&self) -> Option<&Path> {
        self.recent.first().map(PathBuf::as_path)
    }

    /// Moves a workspace to the front of the recent ones.
    pub fn remember(&mut self, workspace: &Path) {
        self.recent.retain(|recent| recent != workspace);
        self.recent.insert(0, workspace.to_path_buf());
        self.recent.truncate(RECENT);
    }

    /// Who the user said they are in a workspace; none when they never did, an empty name when they would not.
    pub fn identity(&self, workspace: &Path) -> Option<&Identity> {
        self.identities.iter().find(|(path, _)| path == workspace).map(|(_, identity)| identity)
    }

    pub fn identify(&mut self, workspace: &Path, identity: Identity) {
        self.identities.retain(|(path, _)| path != workspace);
        self.identities.push((workspace.to_path_buf(), identity));
    }

    /// Corrects sizes that would leave the window unusable.
    fn within_limits(mut self) -> Self {
        let within = |length: f32, least: f32, default: f32| {
            if length.is_finite() { length.clamp(least, 10_000.0) } else { default }
        };
        self.width = within(self.width, 640.0, 1280.0);
        self.height = within(self.height, 480.0, 800.0);
        self.eyesight.percent = self.eyesight.percent.clamp(100, 200);
        self.recent.truncate(RECENT);
        self
    }
}

/// The folders of the user's own data; none without a user folder.
#[derive(Debug, Clone)]
pub struct Places {
    /// The window's state.
    pub profile: Option<PathBuf>,
    /// The folder of the recovery journal and of the weekly backups.
    pub data: Option<PathBuf>,
    /// The suggested folder for exports; empty when unknown.
    pub exports: String,
    /// The file system of the workspaces: the machine's, except in tests.
    #[doc(hidden)]
    pub files: Arc<dyn Files>,
}

impl Default for Places {
    fn default() -> Self {
        Self { profile: None, data: None, exports: String::new(), files: Arc::new(Disk) }
    }
}

const PROFILE: &str = "profile.ron";

/// A folder of this name beside the program makes it portable: what it keeps on a machine is kept there.
const PORTABLE: &str = "toasoan-data";

impl Places {
    pub fn of_user() -> Self {
        let profile = match beside_program() {
            Some(folder) => Some(folder.join(PROFILE)),
            None => folders().map(|folders| folders.config_dir().join(PROFILE)),
        };
        Self { profile, data: data_folder(), exports: documents(), ..Self::default() }
    }
}

/// The user's data folder: the log, the journal of unsaved text, the weekly backups.
pub fn data_folder() -> Option<PathBuf> {
    beside_program().or_else(|| folders().map(|folders| folders.data_local_dir().to_path_buf()))
}

/// The folder of a portable program.
fn beside_program() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    Some(program.parent()?.join(PORTABLE)).filter(|folder| folder.is_dir())
}

/// The user's documents folder, else the home folder.
fn documents() -> String {
    let folders = UserDirs::new();
    let folder = folders.as_ref().map(|folders| folders.document_dir().unwrap_or_else(|| folders.home_dir()));
    folder.map_or_else(String::new, |folder| folder.display().to_string())
}

fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("vn", "", "toasoan")
}
