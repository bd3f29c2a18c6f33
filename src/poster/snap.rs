//! Snaps a dragged frame to nearby lines.

pub use super::guide::Axis;
use super::{ElementId, Frame, GuideLine, Poster};

/// A line to draw while dragging, mm on the board.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide {
    pub axis: Axis,
    /// x of a vertical line, y of a horizontal one.
    pub at: f32,
    /// Its two ends along the other axis.
    pub from: f32,
    pub to: f32,
}

/// The edges that a resize moves: at most one horizontal and one vertical, as a handle does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Edges {
    /// Left is near, right is far.
    pub across: Option<Side>,
    /// Top is near, bottom is far.
    pub down: Option<Side>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Near,
    Far,
}

impl Side {
    /// Its position along the frame, as a fraction.
    fn share(self) -> f32 {
        match self {
            Self::Near => 0.0,
            Self::Far => 1.0,
        }
    }
}

/// A line to snap to, with the extent of the element it belongs to.
#[derive(Clone, Copy)]
struct Line {
    at: f32,
    from: f32,
    to: f32,
}

/// What a dragged frame is drawn to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Snapping<'a> {
    /// How near a line must be, mm.
    pub threshold: f32,
    /// The distance of the grid's lines, mm, where there is one. It gives way to any other line.
    pub grid: Option<f32>,
    /// Where the shown side is folded, mm from its left edge.
    pub folds: &'a [f32],
}

impl Snapping<'_> {
    /// The shortest move that brings a stop onto a line, else an end onto the grid.
    fn pull(self, stops: &[f32], lines: &[Line]) -> Option<f32> {
        let to_lines = lines.iter().flat_map(|line| stops.iter().map(|stop| line.at - stop));
        self.shortest(to_lines).or_else(|| {
            let step = self.grid.filter(|step| *step > 0.0)?;
            let ends = [stops.first()?, stops.last()?];
            self.shortest(ends.into_iter().map(|stop| (stop / step).round() * step - stop))
        })
    }

    fn shortest(self, moves: impl Iterator<Item = f32>) -> Option<f32> {
        moves.filter(|by| by.abs() <= self.threshold).min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }
}

/// Moves `frame` so that an edge or its centre meets a guide line, an edge or the centre of the board, its safe area
/// or another visible element, or an edge the grid; `moving` are the dragged elements, which are ignored.
pub fn snap(
    frame: Frame,
    poster: &Poster,
    moving: &[ElementId],
    snapping: Snapping<'_>,
) -> (Frame, Vec<Guide>) {
    let bounds = frame.bounds();
    let (columns, rows) = lines(poster, moving, snapping.folds);
    let dx = snapping.pull(&stops(bounds.x, bounds.width), &columns).unwrap_or(0.0);
    let dy = snapping.pull(&stops(bounds.y, bounds.height), &rows).unwrap_or(0.0);
    let snapped = frame.moved(dx, dy);
    (snapped, guides(snapped.bounds(), &columns, &rows, &[0.0, 0.5, 1.0], &[0.0, 0.5, 1.0]))
}

/// Like [`snap`], for an unrotated frame of which some edges are moved. A rotated one stays as it is.
pub fn snap_edges(
    frame: Frame,
    edges: Edges,
    poster: &Poster,
    moving: &[ElementId],
    snapping: Snapping<'_>,
) -> (Frame, Vec<Guide>) {
    if frame.rotation != 0.0 {
        return (frame, Vec::new());
    }
    let (columns, rows) = lines(poster, moving, snapping.folds);
    let (x, width) = pulled(frame.x, frame.width, edges.across, &columns, snapping);
    let (y, height) = pulled(frame.y, frame.height, edges.down, &rows, snapping);
    let snapped = Frame::new(x, y, width, height);
    let share = |side: Option<Side>| side.map(Side::share);
    let (across, down) = (share(edges.across), share(edges.down));
    (snapped, guides(snapped, &columns, &rows, across.as_slice(), down.as_slice()))
}

/// Start and length after snapping one end to the nearest line.
fn pulled(start: f32, length: f32, side: Option<Side>, lines: &[Line], snapping: Snapping<'_>) -> (f32, f32) {
    let pull = |at: f32| snapping.pull(&[at], lines).unwrap_or(0.0);
    match side {
        None => (start, length),
        Some(Side::Near) => {
            let by = pull(start).min(length);
            (start + by, length - by)
        }
        Some(Side::Far) => (start, (length + pull(start + length)).max(0.0)),
    }
}

fn stops(start: f32, length: f32) -> [f32; 3] {
    [start, start + length / 2.0, start + length]
}

/// Vertical lines by x and horizontal lines by y.
fn lines(poster: &Poster, moving: &[ElementId], folds: &[f32]) -> (Vec<Line>, Vec<Line>) {
    let Poster { width, height, safe, .. } = *poster;
    let mut columns: Vec<Line> = stops(0.0, width).map(|at| Line { at, from: 0.0, to: height }).to_vec();
    let mut rows: Vec<Line> = stops(0.0, height).map(|at| Line { at, from: 0.0, to: width }).to_vec();
    if safe > 0.0 {
        columns.extend([safe, width - safe].map(|at| Line { at, from: 0.0, to: height }));
        rows.extend([safe, height - safe].map(|at| Line { at, from: 0.0, to: width }));
    }
    columns.extend(folds.iter().map(|at| Line { at: *at, from: 0.0, to: height }));
    for guide in &poster.guides {
        match *guide {
            GuideLine::Vertical(at) => columns.push(Line { at, from: 0.0, to: height }),
            GuideLine::Horizontal(at) => rows.push(Line { at, from: 0.0, to: width }),
        }
    }
    for element in poster.elements.iter().filter(|one| !one.is_hidden && !moving.contains(&one.id)) {
        let Frame { x, y, width, height, .. } = element.frame.bounds();
        columns.extend(stops(x, width).map(|at| Line { at, from: y, to: y + height }));
        rows.extend(stops(y, height).map(|at| Line { at, from: x, to: x + width }));
    }
    (columns, rows)
}

/// One guide for each line that the frame now meets, spanning everything aligned with it.
fn guides(frame: Frame, columns: &[Line], rows: &[Line], across: &[f32], down: &[f32]) -> Vec<Guide> {
    let mut guides: Vec<Guide> = Vec::new();
    let mut meet = |axis, lines: &[Line], stop: f32, from: f32, to: f32| {
        for line in lines.iter().filter(|line| (line.at - stop).abs() < 0.01) {
            let (from, to) = (from.min(line.from), to.max(line.to));
            match guides.iter_mut().find(|known| known.axis == axis && (known.at - line.at).abs() < 0.01) {
                Some(known) => (known.from, known.to) = (known.from.min(from), known.to.max(to)),
                None => guides.push(Guide { axis, at: line.at, from, to }),
            }
        }
    };
    let Frame { x, y, width, height, .. } = frame;
    for share in across {
        meet(Axis::Vertical, columns, x + width * share, y, y + height);
    }
    for share in down {
        meet(Axis::Horizontal, rows, y + height * share, x, x + width);
    }
    guides
}
