//! The people of the offices: name, agency, role, telephone; how much one of them can carry in a week.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::named;
use super::step::AgencyChoice;
use crate::calendar::wording;
use crate::fold::Query;
use crate::plan::{Person, Plan, Settings};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::typed::{self, Typed};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button, button_icon, caption, card, column, field, icon_button, label, picker, row, section_title,
};

/// People listed before all are asked for.
const SHOWN: usize = 12;

/// The table's rows, and which of them are listed.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    rows: Vec<PersonText>,
    load: Typed<u32>,
    query: String,
    is_whole: bool,
    /// Rows that the search finds; a row that is being typed does not vanish.
    found: Vec<usize>,
}

/// A person; without a name not yet in the settings.
#[derive(Debug, Clone)]
struct PersonText {
    name: Typed<String>,
    agency: String,
    role: String,
    phone: String,
}

#[derive(Debug, Clone)]
pub enum StaffMessage {
    Changed(usize, PersonField),
    Added,
    Removed(usize),
    LoadChanged(String),
    Searched(String),
    AllAsked,
    /// Reads a copied list.
    PasteAsked,
    Pasted(Option<String>),
}

/// A change of a person.
#[derive(Debug, Clone)]
pub enum PersonField {
    Name(String),
    Agency(Option<String>),
    Role(String),
    Phone(String),
}

impl StaffMessage {
    /// Tells typed fields apart; none for other messages.
    pub fn place(&self) -> Option<usize> {
        Some(match self {
            Self::LoadChanged(_) => 0,
            Self::Changed(at, PersonField::Name(_)) => 3 * at + 1,
            Self::Changed(at, PersonField::Role(_)) => 3 * at + 2,
            Self::Changed(at, PersonField::Phone(_)) => 3 * at + 3,
            _ => return None,
        })
    }
}

impl PersonText {
    fn new(person: &Person) -> Self {
        Self {
            name: Typed::new(person.name.clone(), person.name.clone()),
            agency: person.agency.clone(),
            role: person.role.clone(),
            phone: person.phone.clone(),
        }
    }

    fn value(&self) -> Option<Person> {
        let Self { name, agency, role, phone } = self.clone();
        let name = name.value().clone();
        (!name.is_empty()).then_some(Person { name, agency, role, phone })
    }
}

impl Staff {
    pub fn read(settings: &Settings) -> Self {
        let load = settings.weekly_load;
        let mut staff = Self {
            rows: settings.people.iter().map(PersonText::new).collect(),
            load: Typed::new(load, load.to_string()),
            query: String::new(),
            is_whole: false,
            found: Vec::new(),
        };
        staff.find();
        staff
    }

    pub fn follow(&mut self, settings: &Settings) {
        self.load.follow(settings.weekly_load, settings.weekly_load.to_string());
        if self.rows.iter().filter_map(PersonText::value).eq(settings.people.iter().cloned()) {
            return;
        }
        let (mut known, new): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.rows).into_iter().partition(|row| row.value().is_some());
        let row = |person: &Person| match known.iter().position(|row| *row.name.value() == person.name) {
            // A name that is being mended stays in its field.
            Some(at) => PersonText { name: known.swap_remove(at).name, ..PersonText::new(person) },
            None => PersonText::new(person),
        };
        self.rows = settings.people.iter().map(row).chain(new).collect();
        self.find();
    }

    pub fn write(&self, settings: &mut Settings) {
        settings.weekly_load = *self.load.value();
        settings.people = self.rows.iter().filter_map(PersonText::value).collect();
    }

    pub fn bad(&self) -> Vec<String> {
        let rows = self.rows.iter().filter(|row| row.name.fault().is_some());
        let load = self.load.fault().map(|_| "Số việc mỗi tuần của một người".to_owned());
        rows.map(|row| format!("Tên của {}", row.name.value())).chain(load).collect()
    }

    pub fn give_up(&mut self) {
        self.rows.iter_mut().for_each(|row| row.name.give_up());
        self.load.give_up();
    }

    /// A message that changes a row or the list; pasting is the screen's.
    pub fn update(&mut self, message: StaffMessage) {
        match message {
            StaffMessage::Changed(at, changed) => {
                let others: Vec<String> = self.rows.iter().map(|row| row.name.value().clone()).collect();
                let Some(row) = self.rows.get_mut(at) else { return };
                match changed {
                    PersonField::Name(name) => row.name.set(name, |text| {
                        let is_taken =
                            others.iter().enumerate().any(|(other, name)| other != at && name == text);
                        if is_taken && !text.is_empty() {
                            return Err(
                                "đã có người tên này; thêm chức danh hay đơn vị vào tên để phân biệt",
                            );
                        }
                        named(text, "ghi họ tên, hoặc bỏ dòng này")
                    }),
                    PersonField::Agency(agency) => row.agency = agency.unwrap_or_default(),
                    PersonField::Role(role) => row.role = role,
                    PersonField::Phone(phone) => row.phone = phone,
                }
            }
            StaffMessage::Added => {
                self.rows.push(PersonText::new(&Person::default()));
                self.find();
            }
            StaffMessage::Removed(at) => {
                if at < self.rows.len() {
                    drop(self.rows.remove(at));
                }
                self.find();
            }
            StaffMessage::LoadChanged(load) => {
                self.load.set(load, |text| typed::count(text).ok_or("số việc mỗi tuần là số từ 1 đến 1000"));
            }
            StaffMessage::Searched(query) => {
                self.query = query;
                self.find();
            }
            StaffMessage::AllAsked => self.is_whole = true,
            StaffMessage::PasteAsked | StaffMessage::Pasted(_) => {}
        }
    }

    /// Takes people of a copied list; of one who is known only what the list says. Returns how many are new.
    pub fn take(&mut self, people: Vec<Person>) -> usize {
        let before = self.rows.len();
        for person in people {
            let known = self.rows.iter_mut().find(|row| *row.name.value() == person.name);
            let Some(row) = known else {
                self.rows.push(PersonText::new(&person));
                continue;
            };
            let fields = [
                (&mut row.agency, person.agency),
                (&mut row.role, person.role),
                (&mut row.phone, person.phone),
            ];
            for (field, said) in fields.into_iter().filter(|(_, said)| !said.is_empty()) {
                *field = said;
            }
        }
        self.find();
        self.rows.len() - before
    }

    fn find(&mut self) {
        let query = Query::new(&self.query);
        let is_found = |row: &PersonText| {
            let name = row.name.value();
            name.is_empty() || query.matches(&format!("{name} {} {} {}", row.role, row.agency, row.phone))
        };
        let rows = self.rows.iter().enumerate().filter(|(_, row)| is_found(row));
        self.found = rows.map(|(at, _)| at).collect();
    }

    pub fn view<'a>(&'a self, plan: &'a Plan) -> Element<'a, StaffMessage> {
        let most = if self.is_whole { usize::MAX } else { SHOWN };
        let is_new = |at: &&usize| self.rows[**at].name.value().is_empty();
        let named = self.found.iter().filter(|at| !is_new(at));
        let rest = named.clone().count().saturating_sub(most);
        let listed = named.take(most).chain(self.found.iter().filter(is_new));
        let agencies = AgencyChoice::all(plan, "Chưa rõ");
        let rows = listed.map(|at| line(*at, &self.rows[*at], &agencies));
        let head = row![
            container(section_title("Người")).width(Length::Fill),
            field("Tìm người", &self.query).on_input(StaffMessage::Searched).width(200),
        ]
        .align_y(Alignment::Center);
        let names = row![
            container(label("Họ tên")).width(Length::Fill),
            container(label("Cơ quan")).width(240),
            container(label("Vai trò")).width(180),
            container(label("Điện thoại")).width(140),
            space().width(32),
        ]
        .spacing(8);
        let more = (rest > 0).then(|| {
            let label =
                text(format!("Hiện cả {} người nữa", wording::grouped(rest as u64))).size(size::DENSE);
            button(label).padding([6, 12]).style(style::ghost).on_press(StaffMessage::AllAsked)
        });
        let nobody =
            (self.found.is_empty() && !self.rows.is_empty()).then(|| caption("Không thấy ai tên như vậy."));
        let load = row![
            text("Mỗi tuần một người nhận nhiều nhất").size(size::DENSE).style(ink::secondary),
            self.load.field("6").on_input(StaffMessage::LoadChanged).width(60),
            text("việc; hơn nữa là quá tải.").size(size::DENSE).style(ink::secondary),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        card(
            column![
                head,
                caption(
                    "Ghi một lần ở đây: tên được gợi ý khi gõ vào các vai, các bước làm bài; màn hình Người cho thấy ai \
                     làm gì. Chép các cột Họ tên, Cơ quan, Vai trò, Điện thoại trong Excel rồi bấm Dán."
                ),
            ]
            .push((!self.rows.is_empty()).then_some(names))
            .extend(rows)
            .push(nobody)
            .push(more)
            .push(
                row![
                    button_icon(Icon::Plus, "Thêm người", style::secondary, Some(StaffMessage::Added)),
                    button_icon(Icon::Clipboard, "Dán từ Excel", style::secondary, Some(StaffMessage::PasteAsked)),
                ]
                .spacing(8),
            )
            .push(load)
            .push(self.load.remark())
            .spacing(8),
        )
    }
}

fn line<'a>(at: usize, person: &'a PersonText, agencies: &[AgencyChoice]) -> Element<'a, StaffMessage> {
    let say = move |field| StaffMessage::Changed(at, field);
    let id = (!person.agency.is_empty()).then_some(person.agency.as_str());
    let chosen = agencies.iter().find(|choice| choice.id() == id).cloned();
    let line = row![
        person.name.field("Họ tên").on_input(move |name| say(PersonField::Name(name))).width(Length::Fill),
        picker(agencies.to_vec(), chosen, move |choice: AgencyChoice| {
            say(PersonField::Agency(choice.id().map(str::to_owned)))
        })
        .width(240),
        field("Biên tập", &person.role).on_input(move |role| say(PersonField::Role(role))).width(180),
        field("", &person.phone).on_input(move |phone| say(PersonField::Phone(phone))).width(140),
        icon_button(Icon::Close, "Bỏ người này", style::ghost, Some(StaffMessage::Removed(at))),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    column![line].push(person.name.remark()).spacing(4).into()
}

/// What was taken of a copied list, for a message.
pub(super) fn pasted(added: usize, taken: usize, unread: &[String]) -> String {
    let known = taken - added;
    let mut said = format!("Đã thêm {}", wording::counted(added, "người"));
    if known > 0 {
        said = format!("{said}, cập nhật {}", wording::counted(known, "người"));
    }
    if unread.is_empty() { said } else { format!("{said}; chưa hiểu: {}", unread.join("; ")) }
}

/// Shown when a copied list names nobody.
pub(super) const NOBODY: &str = "Chưa chép dòng nào có họ tên. Chép trong Excel các cột Họ tên, Cơ quan, Vai trò, Điện thoại rồi dán lại.";
