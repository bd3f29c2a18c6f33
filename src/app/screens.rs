//! The screens of the rail in one table: names, routes, and the dispatch of messages, keys and changes.

use iced::Task;
use iced::keyboard::{Key, Modifiers};

use super::Message;
use crate::newsroom::Change;
use crate::store;
use crate::ui::screen::{
    Screen, budget, calendar, cases, home, people, pieces, places, plan, poster, progress, settings, survey,
};
use crate::ui::{Action, Context, Element, Icon, Route};

/// Each line: the tab (also the name of the screen's state and of its variant of [`Message`]); the module
/// (also the name of its field); the rail's destination and all places of the screen; the name in the
/// profile; icon, label, hint.
macro_rules! screens {
    ($($tab:ident $module:ident: $route:expr, $within:pat => $name:literal, $icon:ident, $word:literal, $hint:literal;)*) => {
        /// The screens of the rail.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Tab {
            $($tab,)*
        }

        impl Tab {
            pub const ALL: &[Self] = &[$(Self::$tab,)*];

            /// The name stored in the profile.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$tab => $name,)*
                }
            }

            /// Icon, label, hint.
            pub(super) fn face(self) -> (Icon, &'static str, &'static str) {
                match self {
                    $(Self::$tab => (Icon::$icon, $word, $hint),)*
                }
            }

            /// Its name in the rail, and of its topic in the help.
            pub fn word(self) -> &'static str {
                self.face().1
            }

            pub(super) fn of(route: &Route) -> Self {
                match route {
                    $($within => Self::$tab,)*
                }
            }

            pub(super) fn route(self) -> Route {
                match self {
                    $(Self::$tab => $route,)*
                }
            }
        }

        /// The state of every screen.
        #[derive(Debug)]
        pub(super) struct Screens {
            $(pub $module: $module::$tab,)*
        }

        impl Screens {
            pub fn new(context: &Context) -> (Self, Task<Message>) {
                let mut tasks = Vec::new();
                let screens = Self {
                    $($module: {
                        let (screen, task) = $module::$tab::new(context);
                        tasks.push(task.map(Message::$tab));
                        screen
                    },)*
                };
                (screens, Task::batch(tasks))
            }

            /// Passes a message to its screen; gives it back if it is not for a screen.
            #[expect(clippy::result_large_err, reason = "the message goes on to the window")]
            pub fn update(&mut self, message: Message, context: &Context) -> Result<Action<Message>, Message> {
                match message {
                    $(Message::$tab(message) => Ok(self.$module.update(message, context).map(Message::$tab)),)*
                    other => Err(other),
                }
            }

            pub fn view<'a>(&'a self, tab: Tab, context: &'a Context) -> Element<'a, Message> {
                match tab {
                    $(Tab::$tab => self.$module.view(context).map(Message::$tab),)*
                }
            }

            pub fn key(&mut self, tab: Tab, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
                match tab {
                    $(Tab::$tab => self.$module.key(key, modifiers, context).map(Message::$tab),)*
                }
            }

            pub fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
                Task::batch([$(self.$module.changed(change, context).map(Message::$tab),)*])
            }

            pub fn prepare(&mut self, tab: Tab, context: &Context) {
                match tab {
                    $(Tab::$tab => self.$module.prepare(context),)*
                }
            }

            pub fn flush(&mut self, tab: Tab, context: &Context) -> Action<Message> {
                match tab {
                    $(Tab::$tab => self.$module.flush(context).map(Message::$tab),)*
                }
            }

            pub fn open_file(&self, tab: Tab) -> Option<store::Key> {
                match tab {
                    $(Tab::$tab => self.$module.open_file(),)*
                }
            }

            pub fn page(&self, tab: Tab) -> u64 {
                match tab {
                    $(Tab::$tab => self.$module.page(),)*
                }
            }

            pub fn owns_tab(&self, tab: Tab) -> bool {
                match tab {
                    $(Tab::$tab => self.$module.owns_tab(),)*
                }
            }
        }
    };
}

screens! {
    Home home: Route::Home, Route::Home => "home", Home, "Tổng quan", "Tổng quan (Ctrl 1)";
    Calendar calendar: Route::Calendar(None), Route::Calendar(_) => "calendar", Calendar, "Lịch", "Lịch (Ctrl 2)";
    Pieces pieces: Route::Pieces, Route::Pieces | Route::Piece(_) => "draft", Piece, "Bài", "Bài (Ctrl 3)";
    Poster poster: Route::Posters, Route::Posters | Route::Poster(_)
        => "poster", Picture, "Pano", "Pano, áp phích (Ctrl 4)";
    Progress progress: Route::Progress, Route::Progress => "progress", Chart, "Tiến độ", "Tiến độ (Ctrl 5)";
    Plan plan: Route::Plan(None), Route::Plan(_) | Route::Units => "plan", Book, "Kế hoạch", "Kế hoạch (Ctrl 6)";
    People people: Route::People, Route::People => "people", Users, "Người", "Người: ai làm gì trong các tuần tới (Ctrl 7)";
    Cases cases: Route::Cases(None), Route::Cases(_) => "cases", Message, "Ý kiến", "Ý kiến, kiến nghị: ai trả lời, hạn nào (Ctrl 8)";
    Places places: Route::Places(None), Route::Places(_) => "places", Place, "Địa điểm", "Địa điểm: nơi treo, diễn, niêm yết (Ctrl 9)";
    Budget budget: Route::Budget(None), Route::Budget(_) => "budget", Wallet, "Kinh phí", "Kinh phí: dự toán, đã chi, còn lại";
    Survey survey: Route::Survey, Route::Survey => "survey", Clipboard, "Khảo sát", "Khảo sát: ngân hàng câu hỏi, phiếu, chấm, kết quả";
    Settings settings: Route::Settings, Route::Settings => "settings", Settings, "Thiết lập", "Thiết lập (Ctrl ,)";
}

impl Tab {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|tab| tab.name() == name)
    }
}
