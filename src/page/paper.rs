//! The paper sizes of ISO 216.

use super::Size;

/// A paper size, portrait, mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaperSize {
    pub name: &'static str,
    pub width: f32,
    pub height: f32,
}

impl PaperSize {
    pub const A0: Self = Self::new("A0", 841.0, 1189.0);
    pub const A1: Self = Self::new("A1", 594.0, 841.0);
    pub const A2: Self = Self::new("A2", 420.0, 594.0);
    pub const A3: Self = Self::new("A3", 297.0, 420.0);
    pub const A4: Self = Self::new("A4", 210.0, 297.0);
    pub const A5: Self = Self::new("A5", 148.0, 210.0);
    pub const B0: Self = Self::new("B0", 1000.0, 1414.0);
    pub const B1: Self = Self::new("B1", 707.0, 1000.0);
    pub const B2: Self = Self::new("B2", 500.0, 707.0);
    pub const B3: Self = Self::new("B3", 353.0, 500.0);
    pub const B4: Self = Self::new("B4", 250.0, 353.0);

    const ALL: [Self; 11] = [
        Self::A0,
        Self::A1,
        Self::A2,
        Self::A3,
        Self::A4,
        Self::A5,
        Self::B0,
        Self::B1,
        Self::B2,
        Self::B3,
        Self::B4,
    ];

    const fn new(name: &'static str, width: f32, height: f32) -> Self {
        Self { name, width, height }
    }

    /// In points, portrait.
    pub const fn size(self) -> Size {
        Size::mm(self.width, self.height)
    }

    /// The paper of this size in points, to the millimetre, in either orientation.
    pub fn find(size: Size) -> Option<Self> {
        let is_near = |a: f32, b: f32| (a - b).abs() < super::MM;
        let is_like = |paper: Size| is_near(paper.width, size.width) && is_near(paper.height, size.height);
        Self::ALL.into_iter().find(|paper| is_like(paper.size()) || is_like(paper.size().landscape()))
    }
}

#[cfg(test)]
mod tests {
    use super::PaperSize;

    #[test]
    fn each_size_is_half_of_the_one_before_and_found_either_way_round() {
        let (a, b) = PaperSize::ALL.split_at(6);
        for two in a.windows(2).chain(b.windows(2)) {
            assert_eq!((two[1].height, two[1].width), (two[0].width, (two[0].height / 2.0).floor()));
        }
        for paper in PaperSize::ALL {
            assert_eq!(PaperSize::find(paper.size()), Some(paper));
            assert_eq!(PaperSize::find(paper.size().landscape()), Some(paper));
        }
        assert_eq!(PaperSize::find(super::Size::mm(297.0, 900.0)), None);
    }
}
