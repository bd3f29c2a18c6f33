//! From millimetres on the page to pixels on the scan.

/// A projective map, by which a flat sheet appears in any flat picture of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Map([f64; 8]);

impl Map {
    /// The map that takes each of four points to its counterpart; none when three lie on a line.
    pub fn new(from: [(f32, f32); 4], to: [(f32, f32); 4]) -> Option<Self> {
        let mut rows = [[0.0_f64; 9]; 8];
        for (index, ((x, y), (u, v))) in from.into_iter().zip(to).enumerate() {
            let [x, y, u, v] = [x, y, u, v].map(f64::from);
            rows[2 * index] = [x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u];
            rows[2 * index + 1] = [0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v];
        }
        solve(rows).map(Self)
    }

    pub fn at(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let [a, b, c, d, e, f, g, h] = self.0;
        let (x, y) = (f64::from(x), f64::from(y));
        let scale = g * x + h * y + 1.0;
        (((a * x + b * y + c) / scale) as f32, ((d * x + e * y + f) / scale) as f32)
    }

    /// The points of a line, from its first one and by equal steps on.
    pub fn along(&self, (x, y): (f32, f32), (dx, dy): (f32, f32)) -> impl Iterator<Item = (f32, f32)> {
        let [a, b, c, d, e, f, g, h] = self.0;
        let (x, y, dx, dy) = (f64::from(x), f64::from(y), f64::from(dx), f64::from(dy));
        let (column, row, scale) = (a * x + b * y + c, d * x + e * y + f, g * x + h * y + 1.0);
        let (columns, rows, scales) = (a * dx + b * dy, d * dx + e * dy, g * dx + h * dy);
        (0_u32..).map(move |step| {
            let step = f64::from(step);
            let scale = 1.0 / (scale + scales * step);
            (((column + columns * step) * scale) as f32, ((row + rows * step) * scale) as f32)
        })
    }

    /// The map near a place.
    pub fn near(&self, (x, y): (f32, f32)) -> Local {
        let (left, right) = (self.at((x - 2.0, y)), self.at((x + 2.0, y)));
        let (above, below) = (self.at((x, y - 2.0)), self.at((x, y + 2.0)));
        Local {
            origin: self.at((x, y)),
            right: ((right.0 - left.0) / 4.0, (right.1 - left.1) / 4.0),
            down: ((below.0 - above.0) / 4.0, (below.1 - above.1) / 4.0),
        }
    }
}

/// Where one box is: its middle, and a millimetre to the right and down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Local {
    pub origin: (f32, f32),
    pub right: (f32, f32),
    pub down: (f32, f32),
}

impl Local {
    /// The pixel at a distance in mm from the middle.
    #[inline]
    pub fn at(&self, dx: f32, dy: f32) -> (f32, f32) {
        (
            self.origin.0 + self.right.0 * dx + self.down.0 * dy,
            self.origin.1 + self.right.1 * dx + self.down.1 * dy,
        )
    }

    /// The pixels' left, top, right and bottom edges around a square with such half-sides, mm.
    pub fn around(&self, half: f32) -> [f32; 4] {
        let (x, y) = self.origin;
        let (wide, high) = (self.right.0.abs() + self.down.0.abs(), self.right.1.abs() + self.down.1.abs());
        [x - half * wide, y - half * high, x + half * wide, y + half * high]
    }

    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self { origin: self.at(dx, dy), ..self }
    }

    /// Pixels in a millimetre.
    pub fn scale(&self) -> f32 {
        let length = |(x, y): (f32, f32)| x.hypot(y);
        f32::midpoint(length(self.right), length(self.down))
    }

    /// The side of a box, pixels.
    pub fn side(&self) -> f32 {
        self.scale() * crate::survey::sheet::BOX
    }
}

/// Gauss's elimination with the largest pivots.
fn solve(mut rows: [[f64; 9]; 8]) -> Option<[f64; 8]> {
    for column in 0..8 {
        let largest = (column..8).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, largest);
        let pivot = rows[column][column];
        if pivot.abs() < 1e-9 {
            return None;
        }
        for row in column + 1..8 {
            let factor = rows[row][column] / pivot;
            let (upper, lower) = rows.split_at_mut(row);
            for (value, above) in lower[0].iter_mut().zip(upper[column]).skip(column) {
                *value -= factor * above;
            }
        }
    }
    let mut found = [0.0; 8];
    for row in (0..8).rev() {
        let known: f64 = (row + 1..8).map(|column| rows[row][column] * found[column]).sum();
        found[row] = (rows[row][8] - known) / rows[row][row];
    }
    Some(found)
}
