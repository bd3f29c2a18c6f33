//! The answer sheet: a name strip to cut off, corner marks, a code, and boxes to cross.

use qrcode::bits::Bits;
use qrcode::types::QrError;
use qrcode::{EcLevel, QrCode};

use super::draw::Drawing;
use super::office::holder;
use crate::document::letterhead::Letterhead;
use crate::document::style::{bold, italic, regular};
use crate::newsroom::Newsroom;
use crate::page::{Align, Color, Face, Fonts, MM, Page, Paragraph, Path, Point, Segment, Stroke, Style};
use crate::piece::Header;
use crate::survey::answers::Participant;
use crate::survey::sheet::{
    Area, BOX, CODE, CODE_MODULES, CUT, Layout, MARK, MARKS, PAGE, Place, SheetCode, Spot,
};
use crate::survey::version::letter;

/// The outline of a box, mm.
const OUTLINE: f32 = 0.4;

/// What is the same on all sheets of a survey.
pub struct Sheets<'a> {
    pub newsroom: &'a Newsroom,
    pub header: &'a Header,
    /// The locality whose people are asked; none for sheets that all use.
    pub locality: Option<&'a str>,
    /// Its page is replaced by each page.
    pub code: SheetCode,
}

impl Sheets<'_> {
    /// The pages of one sheet. A numbered one has its number on the strip and on the sheet; else there is a place to
    /// write it.
    pub fn pages(&self, number: Option<u32>, fonts: &mut Fonts) -> Vec<Page> {
        (1..=self.code.pages()).map(|page| self.page(page, number, None, fonts)).collect()
    }

    /// The pages of a numbered sheet for one person, who stands on its strip.
    pub fn pages_for(&self, person: &Participant, number: u32, fonts: &mut Fonts) -> Vec<Page> {
        (1..=self.code.pages()).map(|page| self.page(page, Some(number), Some(person), fonts)).collect()
    }

    fn page(&self, page: u8, number: Option<u32>, person: Option<&Participant>, fonts: &mut Fonts) -> Page {
        let code = SheetCode { page, ..self.code };
        let mut drawing = Drawing::new(fonts);
        self.strip(number, person, &mut drawing);
        for (x, y) in MARKS {
            drawing.fill(Area { x: x - MARK / 2.0, y: y - MARK / 2.0, width: MARK, height: MARK });
        }
        self.head(&code, number, &mut drawing);
        drawing.path(code_path(&code.text()));
        rules(&mut drawing);
        let layout = Layout::new(&code);
        for spot in &layout.spots {
            boxed(spot, &mut drawing);
        }
        number_heads(&layout, &mut drawing);
        letter_heads(&layout, &mut drawing);
        let pages = code.pages();
        let note = match pages {
            1 => "Không viết, không gấp lên bốn ô đen ở góc và mã vuông.".to_owned(),
            _ => format!(
                "Trang {page}/{pages}. Ghi số báo danh{} ở mọi trang. Không viết lên bốn ô đen và mã vuông.",
                if code.version.is_none() { ", mã đề" } else { "" }
            ),
        };
        drawing.label(&note, italic(10.0), (PAGE.0 / 2.0, 281.0), Align::Center);
        drawing.page(PAGE)
    }

    /// The strip with the name.
    fn strip(&self, number: Option<u32>, person: Option<&Participant>, drawing: &mut Drawing<'_>) {
        const LEFT: f32 = 18.0;
        const RIGHT: f32 = 192.0;
        let holder = holder(self.newsroom, self.header, self.locality);
        let Letterhead { parent, agency, .. } = Letterhead::of(self.newsroom, &holder);
        let office = if parent.is_empty() { agency } else { format!("{parent}\n{agency}") };
        let office = Paragraph { line_height: 1.15, ..Paragraph::text(office.to_uppercase(), bold(10.0)) };
        drawing.paragraph(&office, Area { x: LEFT, y: 9.0, width: 100.0, height: 11.0 });
        phach(number, (130.0, 14.0), RIGHT, drawing);
        let own = |of: fn(&Participant) -> &str| person.map_or("", of);
        let post: Vec<&str> = [own(|one| &one.office), own(|one| &one.unit)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        for (label, value, at, right) in [
            ("Họ và tên:", own(|one| &one.name), (LEFT, 26.5), 128.0),
            ("Ngày sinh:", "", (131.0, 26.5), RIGHT),
            ("Chức vụ, đơn vị công tác:", &*post.join(", "), (LEFT, 34.5), RIGHT),
            ("Số báo danh:", own(|one| &one.number), (LEFT, 42.5), 74.0),
            ("Phòng:", own(|one| one.room.trim_start_matches("Phòng ")), (77.0, 42.5), 105.0),
        ] {
            drawing.field(label, regular(12.0), at, right);
            drawing.filled(label, value, bold(12.0), at, right);
        }
        drawing.field("Chữ ký:", regular(12.0), (108.0, 42.5), RIGHT);
        drawing.line((0.0, CUT), (PAGE.0, CUT), 0.25, &[2.0, 1.5]);
        let note = "Người coi khảo sát cắt theo đường này, giữ phần trên; số phách hai phần phải khớp nhau";
        drawing.text(note, italic(8.5), (PAGE.0 / 2.0, CUT - 1.2), Align::Center);
    }

    /// The titles, beside the code and above the digits.
    fn head(&self, code: &SheetCode, number: Option<u32>, drawing: &mut Drawing<'_>) {
        drawing.label("PHIẾU TRẢ LỜI TRẮC NGHIỆM", bold(15.0), (PAGE.0 / 2.0, 59.0), Align::Center);
        let title = Paragraph::text(self.header.title.as_str(), regular(11.0)).align(Align::Center);
        drawing.paragraph(&title, Area { x: 30.0, y: 62.5, width: 150.0, height: 7.0 });
        phach(number, (47.0, 79.0), 104.0, drawing);
        match code.version {
            Some(version) => {
                drawing.text("Mã đề:", regular(12.0), (47.0, 89.0), Align::Left);
                drawing.text(&version.to_string(), bold(18.0), (62.0, 89.4), Align::Left);
            }
            None => drawing.field("Mã đề:", regular(12.0), (47.0, 89.0), 104.0),
        }
        // For those who look for a sheet by hand when its code cannot be read.
        let small = Style { face: Face::Figures, size: 6.0, color: Color::BLACK, is_underlined: false };
        drawing.text(&code.text(), small, (47.0, 95.5), Align::Left);
    }
}

/// The number that the strip and the sheet share.
fn phach(number: Option<u32>, (x, y): (f32, f32), right: f32, drawing: &mut Drawing<'_>) {
    match number {
        Some(number) => {
            drawing.text("Số phách:", regular(12.0), (x, y), Align::Left);
            drawing.text(&format!("{number:04}"), bold(15.0), (x + 20.0, y + 0.3), Align::Left);
        }
        None => drawing.field("Số phách:", regular(12.0), (x, y), right),
    }
}

/// The code in capitals and digits, without looking for a shorter mix of modes: every code has the same size. A quarter
/// of it may be soiled.
fn encoded(text: &str) -> Result<QrCode, QrError> {
    let mut bits = Bits::new(qrcode::Version::Normal(2));
    bits.push_alphanumeric_data(text.as_bytes())?;
    bits.push_terminator(EcLevel::Q)?;
    QrCode::with_bits(bits, EcLevel::Q)
}

/// All modules as one path: separate squares would show hairlines between them.
fn code_path(text: &str) -> Path {
    let code = encoded(text).expect("27 capitals and digits fit into version 2");
    let module = CODE.width / CODE_MODULES as f32;
    let colors = code.into_colors();
    let mut segments = Vec::new();
    for (row, line) in colors.chunks(CODE_MODULES).enumerate() {
        let mut column = 0;
        while column < CODE_MODULES {
            let dark = line[column..].iter().take_while(|one| **one == qrcode::Color::Dark).count();
            if dark > 0 {
                let (x, y) = (CODE.x + column as f32 * module, CODE.y + row as f32 * module);
                let corner = |x: f32, y: f32| Point { x: x * MM, y: y * MM };
                let right = x + dark as f32 * module;
                segments.extend([
                    Segment::Move(corner(x, y)),
                    Segment::Line(corner(right, y)),
                    Segment::Line(corner(right, y + module)),
                    Segment::Line(corner(x, y + module)),
                    Segment::Close,
                ]);
            }
            column += dark.max(1);
        }
    }
    Path { segments, fill: Some(Color::BLACK), stroke: None }
}

/// How to fill the sheet in, with drawn examples.
fn rules(drawing: &mut Drawing<'_>) {
    const LEFT: f32 = 20.0;
    let text = |drawing: &mut Drawing<'_>, text: &str, y: f32| {
        let paragraph = Paragraph { line_height: 1.2, ..Paragraph::text(text, regular(11.5)) };
        drawing.paragraph(&paragraph, Area { x: LEFT + 18.0, y, width: 68.0, height: 11.5 });
    };
    drawing.text("Cách trả lời", bold(12.0), (LEFT, 104.0), Align::Left);
    let example = |drawing: &mut Drawing<'_>, x: f32, y: f32, is_cancelled: bool| {
        let spot = Area { x: x - BOX / 2.0, y: y - BOX / 2.0, width: BOX, height: BOX };
        drawing.frame(spot, OUTLINE, Color::BLACK);
        let arm = BOX * 0.42;
        drawing.line((x - arm, y - arm), (x + arm, y + arm), 0.5, &[]);
        drawing.line((x - arm, y + arm), (x + arm, y - arm), 0.5, &[]);
        if is_cancelled {
            drawing.path(circle(x, y, BOX * 0.85));
        }
    };
    example(drawing, LEFT + 8.0, 112.0, false);
    text(drawing, "Chọn: gạch chéo (X) trong ô, bằng bút mực xanh hoặc đen, nét rõ.", 107.0);
    example(drawing, LEFT + 8.0, 126.0, true);
    text(drawing, "Chọn nhầm: khoanh tròn cả ô đã gạch, rồi gạch ô khác.", 121.0);
    let notes =
        ["Không tẩy, xóa; không viết gì khác vào các ô.", "Mỗi cột số gạch một ô; thiếu thì thêm 0 ở đầu."];
    for (note, y) in notes.into_iter().zip([138.5, 144.5]) {
        drawing.text(note, regular(11.0), (LEFT, y), Align::Left);
    }
}

fn circle(x: f32, y: f32, radius: f32) -> Path {
    // The usual approximation of a quarter by a cubic curve.
    let reach = radius * 0.5523;
    let at = |dx: f32, dy: f32| Point { x: (x + dx) * MM, y: (y + dy) * MM };
    let segments = vec![
        Segment::Move(at(radius, 0.0)),
        Segment::Curve(at(radius, reach), at(reach, radius), at(0.0, radius)),
        Segment::Curve(at(-reach, radius), at(-radius, reach), at(-radius, 0.0)),
        Segment::Curve(at(-radius, -reach), at(-reach, -radius), at(0.0, -radius)),
        Segment::Curve(at(reach, -radius), at(radius, -reach), at(radius, 0.0)),
        Segment::Close,
    ];
    Path { segments, fill: None, stroke: Some(Stroke::solid(Color::BLACK, 0.5 * MM)) }
}

/// A box with its letter or digit before it, and a question's number before the first.
fn boxed(spot: &Spot, drawing: &mut Drawing<'_>) {
    drawing.frame(spot.area(), OUTLINE, Color::BLACK);
    let before = (spot.x - BOX / 2.0 - 1.8, spot.y);
    match spot.place {
        Place::Candidate { digit, .. } | Place::Version { digit, .. } => {
            drawing.label(&digit.to_string(), regular(10.0), before, Align::Center);
        }
        Place::Answer { question, option } => {
            drawing.label(&letter(usize::from(option)).to_string(), regular(10.0), before, Align::Center);
            if option == 0 {
                let at = (spot.x - BOX / 2.0 - 5.0, spot.y);
                drawing.label(&format!("{question}."), bold(13.0), at, Align::Right);
            }
        }
    }
}

/// The names of the numbers, and a place to write each digit.
fn number_heads(layout: &Layout, drawing: &mut Drawing<'_>) {
    let first = |wanted: fn(&Place) -> bool| layout.spots.iter().filter(move |spot| wanted(&spot.place));
    let candidate: Vec<&Spot> = first(|place| matches!(place, Place::Candidate { digit: 0, .. })).collect();
    let version: Vec<&Spot> = first(|place| matches!(place, Place::Version { digit: 0, .. })).collect();
    for (spots, name) in [(candidate, "Số báo danh"), (version, "Mã đề")] {
        let (Some(left), Some(right)) = (spots.first(), spots.last()) else { continue };
        drawing.text(name, bold(11.0), (f32::midpoint(left.x, right.x), 74.0), Align::Center);
        for spot in spots {
            let area = Area { x: spot.x - 3.2, y: 75.5, width: 6.4, height: 7.6 };
            drawing.frame(area, 0.25, Color::BLACK);
        }
    }
}

/// The letters above each column.
fn letter_heads(layout: &Layout, drawing: &mut Drawing<'_>) {
    let answers = |spot: &&Spot| matches!(spot.place, Place::Answer { .. });
    let Some(top) = layout.spots.iter().find(answers).map(|spot| spot.y) else { return };
    for spot in layout.spots.iter().filter(answers).filter(|spot| (spot.y - top).abs() < 0.1) {
        if let Place::Answer { option, .. } = spot.place {
            let at = (spot.x, spot.y - BOX / 2.0 - 1.4);
            drawing.text(&letter(usize::from(option)).to_string(), bold(11.0), at, Align::Center);
        }
    }
}
