//! A cache of page images: those nearest to the view, within a fixed budget.

use std::collections::BTreeMap;
use std::ops::Range;

use iced::widget::image;

use crate::page::Size;

/// Bytes of pixels in a preview's cache: some fifteen pages of the usual width. For a new document fewer are
/// rendered at first, because the old images are shown until then.
pub const BUDGET: usize = 12 << 20;
pub const AT_ONCE: usize = 8 << 20;

/// A page's image.
#[derive(Debug, Clone)]
pub struct Painted {
    pub page: usize,
    pub picture: image::Handle,
    /// Bytes of its pixels.
    pub weight: usize,
}

#[derive(Debug, Default)]
pub struct PageCache {
    pictures: BTreeMap<usize, Painted>,
    weight: usize,
}

impl PageCache {
    pub fn get(&self, page: usize) -> Option<&image::Handle> {
        self.pictures.get(&page).map(|painted| &painted.picture)
    }

    pub fn weight(&self) -> usize {
        self.weight
    }

    /// Adds images and drops those farthest from the view.
    pub fn add(&mut self, painted: Vec<Painted>, seen: &Range<usize>) {
        for painted in painted {
            self.weight += painted.weight;
            if let Some(old) = self.pictures.insert(painted.page, painted) {
                self.weight -= old.weight;
            }
        }
        while self.weight > BUDGET {
            let (Some(first), Some(last)) = (self.pictures.keys().next(), self.pictures.keys().next_back())
            else {
                break;
            };
            let farthest = if away(*first, seen) > away(*last, seen) { *first } else { *last };
            if let Some(gone) = self.pictures.remove(&farthest) {
                self.weight -= gone.weight;
            }
        }
    }
}

/// The number of pages between a page and the visible ones.
fn away(page: usize, seen: &Range<usize>) -> usize {
    seen.start.saturating_sub(page).max((page + 1).saturating_sub(seen.end))
}

/// Pixels per point for a page `width` pixels wide; fewer if its image would be too large.
pub fn scale(page: Size, width: f32) -> f32 {
    const HEAVIEST: f32 = (BUDGET / 4) as f32;
    let area = (page.width * page.height).max(1.0);
    (width / page.width.max(1.0)).min((HEAVIEST / 4.0 / area).sqrt())
}

/// The pages around the visible ones whose images fit in `budget`, each `width` pixels wide.
pub fn affordable(sizes: &[Size], width: f32, seen: Range<usize>, budget: usize) -> Range<usize> {
    let weight = |page: usize| {
        let Size { width: across, height: down } = sizes[page];
        let scale = scale(sizes[page], width);
        ((across * scale).ceil() * (down * scale).ceil() * 4.0) as usize
    };
    let mut pages = seen.start.min(sizes.len())..seen.end.min(sizes.len());
    let mut left = budget.saturating_sub(pages.clone().map(weight).sum());
    loop {
        let after = (pages.end < sizes.len()).then(|| weight(pages.end)).filter(|weight| *weight <= left);
        if let Some(weight) = after {
            pages.end += 1;
            left -= weight;
        }
        let before = pages.start.checked_sub(1).map(weight).filter(|weight| *weight <= left);
        if let Some(weight) = before {
            pages.start -= 1;
            left -= weight;
        }
        if after.or(before).is_none() {
            return pages;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, BUDGET, PageCache, Painted, affordable, scale};
    use crate::page::Size;
    use iced::widget::image;

    const A4: Size = Size { width: 595.0, height: 842.0 };

    fn painted(page: usize) -> Painted {
        let weight = 1_000_000;
        Painted { page, picture: image::Handle::from_rgba(1, 1, vec![0; 4]), weight }
    }

    #[test]
    fn however_many_pages_are_looked_at_their_pictures_weigh_no_more() {
        let mut kept = PageCache::default();
        for seen in (0..4000).step_by(7).chain((0..4000).rev().step_by(11)) {
            kept.add((seen..seen + 5).map(painted).collect(), &(seen..seen + 3));
            assert!(kept.weight() <= BUDGET);
            assert_eq!(kept.weight(), kept.pictures.values().map(|painted| painted.weight).sum::<usize>());
            assert!((seen..seen + 5).all(|page| kept.get(page).is_some()), "what is seen is there");
        }
    }

    #[test]
    fn a_short_paper_is_painted_whole_and_of_a_long_one_what_is_around_the_view() {
        assert_eq!(affordable(&[A4; 9], 376.0, 0..2, AT_ONCE), 0..9);
        assert_eq!(affordable(&[], 376.0, 0..2, BUDGET), 0..0);
        let some = affordable(&vec![A4; 4000], 376.0, 2000..2003, BUDGET);
        let tall = Size { width: 100.0, height: 100_000.0 };
        let scale = scale(tall, 376.0);
        assert!(tall.width * scale * tall.height * scale * 4.0 < BUDGET as f32 / 3.0);
        assert!(some.start < 2000 && some.end > 2003 && some.len() > 10 && some.len() < 20, "{some:?}");
    }
}
