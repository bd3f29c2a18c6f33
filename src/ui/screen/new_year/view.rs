//! The dialog as it is seen.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::{Dialog, Field, Message, Outcome, Part, Source};
use crate::calendar::wording;
use crate::plan::{Item, Reading};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, check, column, field, icon_button, label, row, section_title,
    segmented,
};

/// Logical pixels.
const WIDTH: f32 = 760.0;

impl Dialog {
    pub fn view(&self) -> Element<'_, Message> {
        if self.is_proposal_shown
            && let Some(reading) = &self.document.mended
        {
            let proposal = super::proposal::view(reading, &self.left, &self.mending);
            return column![section_title("Đề xuất đọc từ văn bản"), proposal]
                .push(self.acts())
                .spacing(12)
                .width(WIDTH)
                .into();
        }
        let sources = [
            (Source::Open, "Kế hoạch đang mở"),
            (Source::Sample, "Mẫu có sẵn"),
            (Source::Text, "Văn bản, tệp Word"),
            (Source::Blank, "Trống"),
        ];
        let sources =
            sources.into_iter().filter(|(source, _)| *source != Source::Open || self.open.is_some());
        let from: Option<Element<'_, Message>> = match self.source {
            Source::Open | Source::Sample => Some(self.parts()),
            Source::Text => Some(self.document()),
            Source::Blank => None,
        };
        let place = row![
            field("Đường dẫn thư mục", &self.folder).on_input(Message::FolderChanged),
            icon_button(Icon::OpenFolder, "Chọn thư mục", style::secondary, Some(Message::Browse)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        column![
            section_title("Lập kế hoạch năm mới"),
            column![label("Lập từ"), segmented(sources, self.source, Message::SourceChosen)].spacing(4),
        ]
        .push(from)
        .push(self.fields())
        .push(column![label("Đặt trong thư mục"), place].spacing(4))
        .push(self.outcome.as_ref().map(|outcome| caption(said(self.source, outcome))))
        .push(self.trouble.as_ref().map(|trouble| text(trouble).size(size::DENSE).style(ink::danger)))
        .push(self.acts())
        .spacing(16)
        .width(WIDTH)
        .into()
    }

    fn fields(&self) -> Element<'_, Message> {
        let plan = self.outcome.as_ref().map(|outcome| &outcome.plan);
        let known = |text: Option<&str>, empty: &'static str| {
            text.filter(|text| !text.is_empty()).unwrap_or(empty).to_owned()
        };
        let one = |which: Field, name, hint: String| {
            // The text names its own city.
            let is_of_text = which == Field::City && self.source == Source::Text && !self.head.has_city();
            let value = if is_of_text { String::new() } else { self.head.text(which) };
            let typed = field(&hint, &value).on_input(move |text| Message::Typed(which, text));
            let fault = self.head.fault(which);
            let typed = if fault.is_some() { typed.style(style::bad_field) } else { typed };
            let fault = fault.map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
            column![label(name), typed].push(fault).spacing(4).width(Length::Fill)
        };
        let city = known(plan.map(|plan| plan.city.as_str()), "");
        let name = known(plan.map(|plan| plan.name.as_str()), "");
        let number = known(plan.map(|plan| plan.number.as_str()), "để trống: chưa ban hành");
        let date = plan.and_then(|plan| plan.date).map(wording::date);
        let date = known(date.as_deref(), "để trống: chưa ký");
        column![
            row![
                one(Field::Year, "Năm", "2027".to_owned()),
                one(Field::City, "Tỉnh, thành phố", city),
                one(Field::Name, "Tên ngắn", name)
            ]
            .spacing(12),
            row![
                one(Field::Number, "Số kế hoạch", number),
                one(Field::Date, "Ngày ký", date),
                one(Field::Start, "Tính nghĩa vụ từ ngày", "để trống: cả năm".to_owned())
            ]
            .spacing(12),
        ]
        .spacing(12)
        .into()
    }

    fn parts(&self) -> Element<'_, Message> {
        let part = |part, name, is_on| check(name, is_on, move |is_on| Message::Kept(part, is_on));
        let people = (self.source == Source::Open)
            .then(|| part(Part::People, "Người ký, người phụ trách, giọng đọc", self.kept.people));
        let unfinished = self.outcome.as_ref().map_or(0, |outcome| self.drafts_for(&outcome.plan));
        let drafts = (self.source == Source::Open && unfinished > 0).then(|| {
            let name = format!("{} chưa phát, làm bản nháp", wording::counted(unfinished, "bài"));
            check(name, self.kept.drafts, |is_on| Message::Kept(Part::Drafts, is_on))
        });
        let waiting = self.open.as_ref().map_or(0, |open| open.cases);
        let cases = (self.source == Source::Open && waiting > 0).then(|| {
            let name = format!("{} chưa trả lời", wording::counted(waiting, "ý kiến"));
            check(name, self.kept.cases, |is_on| Message::Kept(Part::Cases, is_on))
        });
        let unfinished_work =
            (drafts.is_some() || cases.is_some()).then(|| row![].push(drafts).push(cases).spacing(20));
        column![
            label("Mang theo (cơ quan luôn đi theo; bài đã phát, đăng thì không)"),
            row![
                part(Part::Activities, "Nội dung, hình thức, phân công", self.kept.activities),
                part(Part::Localities, "Địa bàn còn hiệu lực", self.kept.localities),
                part(Part::Hours, "Giờ và thời lượng", self.kept.hours),
            ]
            .spacing(20),
            row![part(Part::Approvals, "Các bước duyệt", self.kept.approvals)].push(people).spacing(20),
        ]
        .push(unfinished_work)
        .spacing(8)
        .into()
    }

    fn document(&self) -> Element<'_, Message> {
        let path = row![
            field("Đường dẫn tệp Word hoặc văn bản", &self.document.path)
                .on_input(Message::PathChanged)
                .on_submit(Message::PathEntered),
            button_icon(Icon::OpenFolder, "Chọn tệp…", style::secondary, Some(Message::Pick)),
            button_icon(Icon::Copy, "Dán văn bản đã chép", style::secondary, Some(Message::Paste)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let said: Element<'_, Message> = match (&self.document.trouble, &self.document.mended) {
            (Some(trouble), _) => text(trouble).size(size::DENSE).style(ink::danger).into(),
            (None, Some(reading)) => row![
                container(text(found(reading)).size(size::DENSE)).width(Length::Fill),
                button_label("Xem đề xuất…", style::secondary, Some(Message::ProposalShown(true))),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into(),
            (None, None) => caption(
                "Văn bản có các mục I, II, III … với “Thời gian thực hiện”, “Cơ quan chủ trì”, hoặc bảng TT, Nội \
                 dung, Thời gian, Chủ trì, Phối hợp.",
            ),
        };
        column![label("Văn bản của kế hoạch"), path, said].spacing(8).into()
    }

    fn acts(&self) -> Element<'_, Message> {
        let can_make = self.outcome.is_some() && self.folder().is_some() && !self.is_busy;
        let make = if self.is_busy { "Đang lập…" } else { "Lập kế hoạch" };
        let back = self
            .is_proposal_shown
            .then(|| button_label("Quay lại", style::ghost, Some(Message::ProposalShown(false))));
        row![]
            .push(back)
            .push(space().width(Length::Fill))
            .push(button_label("Đóng", style::ghost, Some(Message::Closed)))
            .push(button_icon(Icon::Check, make, style::primary, can_make.then_some(Message::Confirmed)))
            .spacing(8)
            .into()
    }
}

/// What will be made.
fn said(source: Source, outcome: &Outcome) -> String {
    let (plan, year) = (&outcome.plan, outcome.plan.year);
    let (forms, owed) =
        (wording::counted(plan.activities.len(), "hình thức"), wording::counted(outcome.owed, "kỳ"));
    let left = match outcome.left {
        0 => String::new(),
        left => {
            let left = wording::counted(left, "địa bàn");
            format!(
                " {left} không đi theo; địa bàn của năm {year} dán vào bảng địa bàn của kế hoạch sau khi lập."
            )
        }
    };
    let drafts = match outcome.drafts {
        0 => String::new(),
        some => {
            format!(" {} đi theo, không còn ngày và ý kiến duyệt.", wording::counted(some, "bài chưa phát"))
        }
    };
    let places = match outcome.places {
        0 => String::new(),
        some => format!(" {} đi theo.", wording::counted(some, "địa điểm")),
    };
    let templates = match outcome.templates {
        0 => String::new(),
        some => format!(" {} của đơn vị đi theo.", wording::counted(some, "mẫu áp phích")),
    };
    let people = if source == Source::Sample { " Tên người trong mẫu không đi theo." } else { "" };
    format!(
        "{}: {forms}, {owed} phải thực hiện trong năm {year}.{left}{places}{templates}{drafts}{people}",
        plan.numbered()
    )
}

/// "Đọc được 13 hình thức …; 2 chỗ chưa hiểu."
fn found(reading: &Reading) -> String {
    let proposals = reading.proposals();
    let count = |is: fn(&Item) -> bool, word| {
        wording::counted(proposals.iter().filter(|one| is(&one.item)).count(), word)
    };
    let missed = match reading.unread.len() {
        0 => "không chỗ nào chưa hiểu".to_owned(),
        some => wording::counted(some, "chỗ chưa hiểu"),
    };
    format!(
        "Đọc được {}, {}, {}, {}; {missed}.",
        count(|item| matches!(item, Item::Activity(_)), "hình thức"),
        count(|item| matches!(item, Item::Agency(_)), "cơ quan"),
        count(|item| matches!(item, Item::Topic(..)), "nội dung"),
        count(|item| matches!(item, Item::Duty(_)), "việc phân công"),
    )
}
