//! An agency: its row in the table, and the pane where it is edited.

use iced::Length;
use iced::widget::container;

use super::chain::ChainText;
use super::listed::{Listed, ROW};
use super::{Field, Message};
use crate::plan::{Agency, Office, Plan};
use crate::ui::Element;
use crate::ui::screen::typed::Typed;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, caption, clamp, column, divider, field, label, row, section_title};

/// The texts of an agency's fields.
#[derive(Debug)]
pub(super) struct AgencyText {
    name: Typed<String>,
    short: Typed<String>,
    contact: Typed<String>,
    parent: Typed<String>,
    head: Typed<String>,
    place: Typed<String>,
    /// Holds only the lines over the signature.
    title: Office,
    signer: Typed<String>,
    symbol: Typed<String>,
    filing: Typed<String>,
    pub chain: ChainText,
}

impl AgencyText {
    pub fn new(agency: &Agency) -> Self {
        let typed = |text: &String| Typed::new(text.clone(), text.clone());
        let office = &agency.letterhead;
        Self {
            name: typed(&agency.name),
            short: typed(&agency.short),
            contact: typed(&agency.contact),
            parent: typed(&office.parent),
            head: typed(&office.name),
            place: typed(&office.place),
            title: Office { signer_title: office.signer_title.clone(), ..Office::default() },
            signer: typed(&office.signer),
            symbol: typed(&office.symbol),
            filing: typed(&office.filing),
            chain: ChainText::new(&agency.approvals),
        }
    }

    pub fn follow(&mut self, agency: &Agency) {
        let office = &agency.letterhead;
        for (text, value) in [
            (&mut self.name, &agency.name),
            (&mut self.short, &agency.short),
            (&mut self.contact, &agency.contact),
            (&mut self.parent, &office.parent),
            (&mut self.head, &office.name),
            (&mut self.place, &office.place),
            (&mut self.signer, &office.signer),
            (&mut self.symbol, &office.symbol),
            (&mut self.filing, &office.filing),
        ] {
            text.follow(value.clone(), value.clone());
        }
        self.title.signer_title.clone_from(&office.signer_title);
        self.chain.follow(&agency.approvals);
    }

    pub fn set(&mut self, field: Field, text: String) {
        let named = |fault| move |text: &str| if text.is_empty() { Err(fault) } else { Ok(text.to_owned()) };
        let free = |text: &str| Ok(text.to_owned());
        match field {
            Field::Name => self.name.set(text, named("ghi tên cơ quan")),
            Field::Short => self.short.set(text, named("ghi tên ngắn")),
            Field::Contact => self.contact.set(text, free),
            Field::Parent => self.parent.set(text, free),
            Field::Head => self.head.set(text, free),
            Field::Place => self.place.set(text, free),
            Field::Signer => self.signer.set(text, free),
            Field::Symbol => self.symbol.set(text, free),
            Field::Filing => self.filing.set(text, free),
            Field::Title(line) => self.title.set_title_line(line, &text),
            Field::Step(_) | Field::StepDays(_) | Field::NewStep => self.chain.set(field, text),
            Field::From | Field::To => {}
        }
    }

    pub fn write(&self, agency: &mut Agency) {
        agency.name.clone_from(self.name.value());
        agency.short.clone_from(self.short.value());
        agency.contact.clone_from(self.contact.value());
        agency.letterhead = Office {
            parent: self.parent.value().clone(),
            name: self.head.value().clone(),
            place: self.place.value().clone(),
            signer_title: self.title.signer_title.clone(),
            signer: self.signer.value().clone(),
            symbol: self.symbol.value().clone(),
            filing: self.filing.value().clone(),
        };
        self.chain.write(&mut agency.approvals);
    }

    /// The names of invalid fields.
    pub fn bad(&self) -> impl Iterator<Item = String> {
        let short = self.short.value();
        let faults = [("Tên", self.name.fault()), ("Tên ngắn", self.short.fault())];
        faults
            .into_iter()
            .filter(|(_, fault)| fault.is_some())
            .map(|(what, _)| what)
            .chain(self.chain.bad())
            .map(move |what| format!("{what} của {short}"))
    }

    pub fn give_up(&mut self) {
        self.name.give_up();
        self.short.give_up();
        self.chain.give_up();
    }
}

pub(super) fn table<'a>(listed: &'a Listed, chosen: Option<&str>, plan: &'a Plan) -> Element<'a, Message> {
    let widths = [Length::FillPortion(4), Length::FillPortion(2), Length::FillPortion(2)];
    let head = ["Tên", "Tên ngắn", "Liên hệ"].into_iter().zip(widths);
    let head = row(head.map(|(name, width)| container(label(name)).width(width).into())).spacing(8);
    let line = |at: usize| {
        let agency = plan.agencies.get(at)?;
        let texts = [
            (&agency.name, ink::primary as fn(&_) -> _),
            (&agency.short, ink::secondary),
            (&agency.contact, ink::secondary),
        ];
        let cells = texts.into_iter().zip(widths).map(|((content, ink), width)| {
            let text = clamp(content.as_str(), 1).size(size::DENSE, 20.0).style(ink);
            container(text).width(width).center_y(Length::Fill).into()
        });
        let is_chosen = chosen == Some(agency.id.as_str());
        let face = button(row(cells).spacing(8).height(Length::Fill))
            .padding([0, 8])
            .width(Length::Fill)
            .height(ROW)
            .style(style::choice(is_chosen))
            .on_press(Message::Chosen(agency.id.clone(), Field::Name));
        Some(face.into())
    };
    listed.view_of(
        head.into(),
        line,
        if plan.agencies.is_empty() {
            "Chưa có cơ quan nào. Bấm Thêm cơ quan để ghi nơi chủ trì, phối hợp các hình thức."
        } else {
            "Không thấy cơ quan nào. Thử ít chữ hơn, không dấu cũng được."
        },
    )
}

pub(super) fn pane<'a>(agency: &'a Agency, texts: &'a AgencyText, plan: &'a Plan) -> Element<'a, Message> {
    let line = |name, text: &Typed<String>, field: Field, hint: &str| {
        let typed = text.field(hint).id(field.id()).on_input(move |text| Message::Typed(field, text));
        column![label(name), typed].push(text.remark()).spacing(4)
    };
    let lines = texts.title.title_lines().enumerate();
    let title = lines.map(|(at, text)| {
        let hint = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"].get(at).copied().unwrap_or_default();
        let name = Field::Title(at);
        field(hint, text).id(name.id()).on_input(move |text| Message::Typed(name, text)).into()
    });
    let mentions = plan.mentions_of_agency(&agency.id);
    column![
        section_title(agency.short.as_str()),
        line("Tên", &texts.name, Field::Name, ""),
        line("Tên ngắn", &texts.short, Field::Short, ""),
        line("Liên hệ", &texts.contact, Field::Contact, "điện thoại, người, địa chỉ"),
        divider(),
        caption("Đầu và cuối các văn bản của cơ quan này:"),
        line("Cơ quan chủ quản", &texts.parent, Field::Parent, ""),
        line("Tên ở đầu văn bản", &texts.head, Field::Head, &agency.name),
        line("Địa danh", &texts.place, Field::Place, &plan.city),
        column![label("Chức vụ người ký, mỗi dòng một ô")].extend(title).spacing(4),
        line("Người ký", &texts.signer, Field::Signer, ""),
        line("Ký hiệu văn bản", &texts.symbol, Field::Symbol, "/BC-SNV"),
        line("Nơi lưu", &texts.filing, Field::Filing, "Lưu: VT"),
        divider(),
        texts.chain.view(agency, plan),
    ]
    .push(
        (!mentions.is_empty())
            .then(|| column![divider(), label("Có mặt ở"), caption(mentions.join("; "))].spacing(8)),
    )
    .spacing(12)
    .into()
}
