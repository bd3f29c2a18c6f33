//! Photos and drawings in their frames: cropped or whole, correctly oriented.

use std::sync::Arc;

use image::metadata::Orientation;

use super::{Medium, Setter, shrink};
use crate::page::picture::{self, Colors, Error, Head};
use crate::page::{Item, PageImage, Path, Rect, drawing};
use crate::poster::preflight::MeasuredPicture;
use crate::poster::{Frame, Picture, ShapeForm};

impl Setter<'_> {
    pub(super) fn picture(
        &mut self,
        picture: &Picture,
        frame: Frame,
        items: &mut Vec<Item>,
    ) -> MeasuredPicture {
        let file = (!picture.path.is_empty()).then(|| (self.pictures)(&picture.path)).flatten();
        let Some(mut data) = file else {
            self.no_picture(frame, items);
            return MeasuredPicture::Missing;
        };
        let unreadable = |error: Error| MeasuredPicture::Unreadable { reason: error.to_string() };
        let (content, area, measured) = match self.fonts.drawings.get(&data) {
            Some(Err(error)) => {
                self.no_picture(frame, items);
                return unreadable(error);
            }
            Some(Ok(drawing)) => {
                let area = picture.area(frame, drawing.width, drawing.height);
                let Rect { x, y, width, height } = self.rect(area);
                let transform = [width / drawing.width, 0.0, 0.0, height / drawing.height, x, y];
                let content = Item::Group { transform, clip: None, items: drawing.items.clone() };
                let (width, height) = (drawing.width, drawing.height);
                (content, area, MeasuredPicture::Vector { width, height, lost: drawing.lost.clone() })
            }
            None => {
                let head = match self.fonts.sound.head(&data) {
                    Ok(head) => head,
                    Err(error) => {
                        self.no_picture(frame, items);
                        return unreadable(error);
                    }
                };
                let (width, height) = shown(&head);
                let area = picture.area(frame, width as f32, height as f32);
                let place = self.rect(area);
                if let Some(pixels) = self.asked(&head, place.width)
                    && let Some(small) = shrink::shrunk(&data, pixels.0, pixels.1)
                {
                    data = small;
                }
                let measured = MeasuredPicture::Pixels { width, height, is_rgb: head.colors == Colors::Rgb };
                (pixels(data, &head, place, &picture.path), area, measured)
            }
        };
        let is_within = area.width <= frame.width + 0.001 && area.height <= frame.height + 0.001;
        let mask = picture.mask.filter(|mask| *mask != ShapeForm::Line);
        let clip = match mask {
            Some(mask) => Some(self.outline(mask, frame)),
            None if is_within => None,
            None => Some(Path::rect(self.rect(frame), None, None).segments),
        };
        items.push(Item::Group { transform: Item::IDENTITY, clip, items: vec![content] });
        measured
    }

    /// Paper shows nothing in the place of a picture that cannot be printed.
    fn no_picture(&self, frame: Frame, items: &mut Vec<Item>) {
        if self.medium == Medium::Screen {
            self.placeholder(frame, items);
        }
    }

    /// The stored pixels needed for a picture shown `wide` points wide; none when it has no more than that.
    fn asked(&self, head: &Head, wide: f32) -> Option<(u32, u32)> {
        let inches = wide / self.unit / 25.4;
        let factor = self.max_dpi? * inches / shown(head).0 as f32;
        let less = |pixels: u32| (pixels as f32 * factor).round().max(1.0) as u32;
        (factor < 1.0).then(|| (less(head.width), less(head.height)))
    }
}

/// A photo in its place, turned upright.
fn pixels(data: Arc<[u8]>, head: &Head, place: Rect, path: &str) -> Item {
    let upright = upright(head, place);
    let rect = if upright.is_some() { Rect::new(0.0, 0.0, 1.0, 1.0) } else { place };
    let image = PageImage { rect, data, name: path.into(), plate: None };
    match upright {
        None => Item::Image(image),
        Some(transform) => Item::Group { transform, clip: None, items: vec![Item::Image(image)] },
    }
}

/// A picture's width and height as displayed, in pixels or units of its own; none for what is no picture. An SVG is
/// read whole.
pub fn size(data: &[u8]) -> Option<(f32, f32)> {
    if drawing::is_svg(data) {
        return drawing::read(data).ok().map(|drawing| (drawing.width, drawing.height));
    }
    let (width, height) = shown(&picture::check(data).ok()?);
    Some((width as f32, height as f32))
}

/// Width and height in pixels as displayed.
fn shown(head: &Head) -> (u32, u32) {
    use Orientation as O;
    match head.orientation {
        O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH => (head.height, head.width),
        O::NoTransforms | O::Rotate180 | O::FlipHorizontal | O::FlipVertical => (head.width, head.height),
    }
}

/// Maps the unit square of the stored pixels to the frame; none when no rotation is needed.
fn upright(head: &Head, place: Rect) -> Option<[f32; 6]> {
    use Orientation as O;
    // Where the stored picture's right and down directions point, and where its top left corner goes.
    let [a, b, c, d, e, f] = match head.orientation {
        O::NoTransforms => return None,
        O::Rotate90 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        O::Rotate180 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
        O::Rotate270 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        O::FlipHorizontal => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
        O::FlipVertical => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
        O::Rotate90FlipH => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        O::Rotate270FlipH => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
    };
    let Rect { x, y, width, height } = place;
    Some([a * width, b * height, c * width, d * height, x + e * width, y + f * height])
}
