//! A grey image.

/// One byte a pixel, 0 black, row by row from the top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plane {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

impl Plane {
    /// None when the pixels do not fill the image.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Option<Self> {
        (width > 0 && width.checked_mul(height)? == pixels.len()).then_some(Self { width, height, pixels })
    }

    /// The brightness at a place in pixels, whose whole numbers are the pixels' corners; white outside.
    #[inline]
    pub fn at(&self, (x, y): (f32, f32)) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        if x < 0.0 || y < 0.0 {
            return 255.0;
        }
        let (left, top) = (x as usize, y as usize);
        if left + 2 > self.width || top + 2 > self.height {
            return 255.0;
        }
        let (right, down) = (x - left as f32, y - top as f32);
        let at = top * self.width + left;
        let below = at + self.width;
        let pixel = |at: usize| f32::from(self.pixels.get(at).copied().unwrap_or(255));
        let upper = pixel(at) * (1.0 - right) + pixel(at + 1) * right;
        let lower = pixel(below) * (1.0 - right) + pixel(below + 1) * right;
        upper * (1.0 - down) + lower * down
    }

    /// The nearest pixel; white outside.
    #[inline]
    pub fn nearest(&self, (x, y): (f32, f32)) -> f32 {
        if x < 0.0 || y < 0.0 || x >= self.width as f32 || y >= self.height as f32 {
            return 255.0;
        }
        f32::from(self.pixels[y as usize * self.width + x as usize])
    }

    /// The brightness of the darkest pixel that a place between these edges lies on or beside; none where they reach
    /// beyond the image.
    pub fn darkest(&self, [left, top, right, bottom]: &[f32; 4]) -> Option<f32> {
        if left.min(*top) < 1.0 || *right > self.width as f32 - 1.0 || *bottom > self.height as f32 - 1.0 {
            return None;
        }
        let (left, right) = (*left as usize - 1, *right as usize + 2);
        let rows = self.pixels.chunks_exact(self.width).take(*bottom as usize + 2).skip(*top as usize - 1);
        rows.filter_map(|row| row.get(left..right.min(self.width)))
            .flatten()
            .min()
            .map(|pixel| f32::from(*pixel))
    }

    /// Sets the nearest pixel, if it is on the image.
    pub fn set(&mut self, (x, y): (f32, f32), brightness: u8) {
        if x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32 {
            self.pixels[y as usize * self.width + x as usize] = brightness;
        }
    }

    /// The part between these edges, pixels, as far as it is on the image; none when nothing is.
    pub fn cut(&self, left: f32, top: f32, right: f32, bottom: f32) -> Option<Self> {
        let within = |at: f32, most: usize| (at.max(0.0) as usize).min(most);
        let (left, right) = (within(left, self.width), within(right.ceil(), self.width));
        let (top, bottom) = (within(top, self.height), within(bottom.ceil(), self.height));
        if left >= right || top >= bottom {
            return None;
        }
        let rows = self.pixels.chunks_exact(self.width).take(bottom).skip(top);
        let pixels = rows.flat_map(|row| &row[left..right]).copied().collect();
        Self::new(right - left, bottom - top, pixels)
    }

    /// Turned by half a circle.
    #[must_use]
    pub fn turned(mut self) -> Self {
        self.pixels.reverse();
        self
    }

    /// Whether next to nothing is on it: the back of a sheet.
    pub fn is_blank(&self) -> bool {
        /// Print darkens at least a hundredth of a page.
        const PRINTED: usize = 250;
        let small = self.reduced(4);
        let mut histogram = [0_usize; 256];
        for pixel in &small.pixels {
            histogram[usize::from(*pixel)] += 1;
        }
        let half = small.pixels.len() / 2;
        let mut count = 0;
        let middle = histogram.iter().position(|one| {
            count += one;
            count > half
        });
        let dark = middle.unwrap_or(255) * 3 / 5;
        histogram[..dark].iter().sum::<usize>() * PRINTED < small.pixels.len()
    }

    /// The mean of each square of `factor` pixels.
    #[must_use]
    pub fn reduced(&self, factor: usize) -> Self {
        let (width, height) = (self.width / factor, self.height / factor);
        let mut pixels = Vec::with_capacity(width * height);
        let mut sums = vec![0_u32; width * factor];
        let area = (factor * factor) as u32;
        for row in 0..height {
            sums.fill(0);
            for line in 0..factor {
                let start = (row * factor + line) * self.width;
                for (sum, pixel) in sums.iter_mut().zip(&self.pixels[start..]) {
                    *sum += u32::from(*pixel);
                }
            }
            pixels.extend(sums.chunks_exact(factor).map(|square| (square.iter().sum::<u32>() / area) as u8));
        }
        Self { width, height, pixels }
    }
}
