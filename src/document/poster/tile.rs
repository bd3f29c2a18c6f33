//! Tiles a poster on sheets of an office printer: overlapping tiles, cut marks, a map for assembly.

use crate::page::{
    Align, Color, Face, Fonts, Item, MM, Page, PaperSize, Path, Point, Rect, Size, Span, Stroke, Style,
};
use crate::poster::Poster;

use super::marks;

/// The unprintable margin of printers, mm; the marks and labels are placed in it.
const MARGIN: f32 = 10.0;
/// Length of a cut mark, and its distance from the tile, mm.
const MARK: f32 = 5.0;
const GAP: f32 = 1.0;
/// More sheets than anyone would assemble.
const MOST_SHEETS: usize = 240;

/// How a poster is divided into sheets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tiling {
    pub sheet: TileSheet,
    /// The overlap of neighbours, mm.
    pub overlap: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TileSheet {
    #[default]
    A4,
    A3,
}

impl TileSheet {
    pub const ALL: [Self; 2] = [Self::A4, Self::A3];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }

    fn paper(self) -> PaperSize {
        match self {
            Self::A4 => PaperSize::A4,
            Self::A3 => PaperSize::A3,
        }
    }
}

/// The number of sheets, and their orientation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TilePlan {
    pub rows: usize,
    pub columns: usize,
    pub is_landscape: bool,
    /// The area of one tile, mm.
    pub width: f32,
    pub height: f32,
    overlap: f32,
}

impl Tiling {
    /// The orientation that needs fewer sheets; portrait if equal.
    pub fn plan(self, poster: &Poster) -> TilePlan {
        let PaperSize { width: short, height: long, .. } = self.sheet.paper();
        let [upright, lying] = [(short, long), (long, short)].map(|(width, height)| {
            let (width, height) = (width - 2.0 * MARGIN, height - 2.0 * MARGIN);
            // An overlap of more than half a sheet would need very many sheets.
            let overlap = self.overlap.clamp(0.0, width.min(height) / 2.0);
            let count = |length: f32, step: f32| ((length - overlap) / step - 1e-4).ceil().max(1.0) as usize;
            TilePlan {
                rows: count(poster.height, height - overlap),
                columns: count(poster.width, width - overlap),
                is_landscape: width > height,
                width,
                height,
                overlap,
            }
        });
        if lying.sheets() < upright.sheets() { lying } else { upright }
    }
}

impl TilePlan {
    pub fn sheets(&self) -> usize {
        self.rows.saturating_mul(self.columns)
    }

    pub fn is_too_many(&self) -> bool {
        self.sheets() > MOST_SHEETS
    }

    /// A tile's area on the finished poster, mm; the last ones end with it.
    fn tile(&self, row: usize, column: usize, poster: &Poster) -> Rect {
        let x = column as f32 * (self.width - self.overlap);
        let y = row as f32 * (self.height - self.overlap);
        Rect::new(x, y, self.width.min(poster.width - x), self.height.min(poster.height - y))
    }
}

/// The map, then the tiles row by row. `items` are the poster's at 1:1, with the origin at its top left
/// corner. If there are too many tiles, only the map is returned.
pub(super) fn pages(
    poster: &Poster,
    title: &str,
    items: &[Item],
    tiling: Tiling,
    fonts: &mut Fonts,
) -> Vec<Page> {
    let plan = tiling.plan(poster);
    let mut setter = Setter { poster, title, plan, sheet: tiling.sheet, fonts };
    let mut pages = vec![setter.map(items)];
    if !plan.is_too_many() {
        for row in 0..plan.rows {
            for column in 0..plan.columns {
                pages.push(setter.page(row, column, items));
            }
        }
    }
    pages
}

struct Setter<'a> {
    poster: &'a Poster,
    title: &'a str,
    plan: TilePlan,
    sheet: TileSheet,
    fonts: &'a mut Fonts,
}

impl Setter<'_> {
    fn sheet_size(&self) -> Size {
        let size = self.sheet.paper().size();
        if self.plan.is_landscape { size.landscape() } else { size }
    }

    fn page(&mut self, row: usize, column: usize, items: &[Item]) -> Page {
        let tile = self.plan.tile(row, column, self.poster);
        let part = Rect::new(tile.x * MM, tile.y * MM, tile.width * MM, tile.height * MM);
        let area = Rect::new(MARGIN * MM, MARGIN * MM, part.width, part.height);
        let mut page = Page { size: self.sheet_size(), ..Page::default() };
        page.items.push(Item::Group {
            transform: [1.0, 0.0, 0.0, 1.0, area.x - part.x, area.y - part.y],
            clip: Some(Path::rect(part, None, None).segments),
            items: items.iter().filter(|item| may_show(item, part)).cloned().collect(),
        });
        let stroke = Stroke::solid(Color::BLACK, 0.35);
        page.items.extend(marks::corners(area, (GAP * MM, (GAP + MARK) * MM), &stroke));
        page.items.extend(self.paste_lines(row, column, area));
        let label = format!("Hàng {}, cột {}", row + 1, column + 1);
        let place_of = format!(
            " · tờ {} / {} · {}",
            row * self.plan.columns + column + 1,
            self.plan.sheets(),
            self.title
        );
        self.line(&[(&label, Face::SansBold), (&place_of, Face::Sans)], 8.0, &mut page, 5.0);
        page
    }

    /// Dashes in the margin where the neighbour's edge will be.
    fn paste_lines(&self, row: usize, column: usize, area: Rect) -> Vec<Item> {
        let overlap = self.plan.overlap * MM;
        if overlap <= 0.0 {
            return Vec::new();
        }
        let (near, far) = (GAP * MM, (GAP + MARK) * MM);
        let (right, bottom) = (area.x + area.width, area.y + area.height);
        let stroke = || Stroke { color: Color::BLACK, width: 0.5, dash: vec![2.0, 1.5] };
        let mut lines = Vec::new();
        let mut line = |x0, y0, x1, y1| {
            let (from, to) = (Point { x: x0, y: y0 }, Point { x: x1, y: y1 });
            lines.push(Item::Path(Path::line(from, to, stroke())));
        };
        if column + 1 < self.plan.columns {
            let x = right - overlap;
            line(x, area.y - far, x, area.y - near);
            line(x, bottom + near, x, bottom + far);
        }
        if row + 1 < self.plan.rows {
            let y = bottom - overlap;
            line(area.x - far, y, area.x - near, y);
            line(right + near, y, right + far, y);
        }
        lines
    }

    /// The whole poster reduced, with its tiles outlined and numbered, and instructions.
    fn map(&mut self, items: &[Item]) -> Page {
        const HEAD: f32 = 40.0;
        let mut page = Page { size: self.sheet_size(), ..Page::default() };
        let plan = self.plan;
        let count = format!(
            "{} tờ {}{}: {} hàng × {} cột, chồng mép {} mm",
            plan.sheets(),
            self.sheet.paper().name,
            if plan.is_landscape { " ngang" } else { "" },
            plan.rows,
            plan.columns,
            crate::poster::size::decimal(plan.overlap),
        );
        let name = format!("Sơ đồ ghép: {} ({})", self.title, self.poster.size_name());
        self.line(&[(&name, Face::SansBold)], 13.0, &mut page, 16.0);
        self.line(&[(&count, Face::SansMedium)], 10.5, &mut page, 23.0);
        let how = if plan.is_too_many() {
            "Quá nhiều tờ: chọn khổ giấy lớn hơn, hoặc gửi nhà in."
        } else {
            "In đúng 100 % (không “vừa trang”). Cắt theo vạch liền; dán tờ sau chồng lên tới vạch đứt."
        };
        self.line(&[(how, Face::Sans)], 10.0, &mut page, 30.0);
        let room = Rect::new(
            1.5 * MARGIN * MM,
            HEAD * MM,
            page.size.width - 3.0 * MARGIN * MM,
            page.size.height - (HEAD + 1.5 * MARGIN) * MM,
        );
        let (width, height) = (self.poster.width * MM, self.poster.height * MM);
        let scale = (room.width / width).min(room.height / height);
        let x = room.x + (room.width - width * scale) / 2.0;
        page.items.push(Item::Group {
            transform: [scale, 0.0, 0.0, scale, x, room.y],
            clip: Some(Path::rect(Rect::new(0.0, 0.0, width, height), None, None).segments),
            items: items.to_vec(),
        });
        let board = Rect::new(x, room.y, width * scale, height * scale);
        page.items.push(Item::Path(Path::rect(board, None, Some(Stroke::solid(Color::BLACK, 0.8)))));
        for row in 0..self.plan.rows {
            for column in 0..self.plan.columns {
                self.mapped_tile(row, column, board, scale, &mut page);
            }
        }
        page
    }

    fn mapped_tile(&mut self, row: usize, column: usize, board: Rect, scale: f32, page: &mut Page) {
        let tile = self.plan.tile(row, column, self.poster);
        let unit = MM * scale;
        let area = Rect::new(
            board.x + tile.x * unit,
            board.y + tile.y * unit,
            tile.width * unit,
            tile.height * unit,
        );
        // A light line under the dark one, visible on any colour.
        for (color, width) in [(Color::WHITE, 1.6), (Color::BLACK, 0.5)] {
            page.items.push(Item::Path(Path::rect(area, None, Some(Stroke::solid(color, width)))));
        }
        let size = (area.width.min(area.height) * 0.2).clamp(5.0, 12.0);
        let style = Style { face: Face::SansBold, size, color: Color::BLACK, is_underlined: false };
        let name = [Span { text: format!("{}–{}", row + 1, column + 1), style }];
        let width = self.fonts.measure(&name);
        let middle = Point { x: area.x + area.width / 2.0, y: area.y + area.height / 2.0 };
        let plate = Rect::new(
            middle.x - width / 2.0 - size * 0.35,
            middle.y - size * 0.8,
            width + size * 0.7,
            size * 1.6,
        );
        page.items.push(Item::Path(Path::rect(plate, Some(Color::WHITE), None)));
        let baseline = Point { x: middle.x, y: middle.y + style.face.metrics().cap_height * size / 2.0 };
        page.items.extend(self.fonts.line(&name, baseline, Align::Center).into_iter().map(Item::Glyphs));
    }

    /// A line of text, its baseline this many millimetres below the top of the sheet.
    fn line(&mut self, parts: &[(&str, Face)], size: f32, page: &mut Page, at: f32) {
        let spans: Vec<Span> = parts
            .iter()
            .map(|(text, face)| Span {
                text: (*text).to_owned(),
                style: Style { face: *face, size, color: Color::BLACK, is_underlined: false },
            })
            .collect();
        let at = Point { x: 1.5 * MARGIN * MM + 4.0 * MM, y: at * MM };
        page.items.extend(self.fonts.line(&spans, at, Align::Left).into_iter().map(Item::Glyphs));
    }
}

/// Whether an item may be visible in a part of the page; rotated ones are not examined.
fn may_show(item: &Item, part: Rect) -> bool {
    let meets = |bounds: Rect| {
        bounds.x < part.x + part.width
            && part.x < bounds.x + bounds.width
            && bounds.y < part.y + part.height
            && part.y < bounds.y + bounds.height
    };
    match item {
        Item::Glyphs(run) => {
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let (x, y, em) = (run.origin.x, run.origin.y, run.size);
            meets(Rect::new(x - em, y - 1.5 * em, width + 2.0 * em, 2.5 * em))
        }
        Item::Image(image) => meets(image.rect),
        Item::Link(link) => meets(link.rect),
        Item::Group { transform, items, .. } if *transform == Item::IDENTITY => {
            items.iter().any(|item| may_show(item, part))
        }
        Item::Faded { items, .. } => items.iter().any(|item| may_show(item, part)),
        Item::Path(_) | Item::Shade { .. } | Item::Group { .. } | Item::Unprinted { .. } => true,
    }
}
