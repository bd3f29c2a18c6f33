//! Draws pictures: cached for the screen; large ones row by row for print.

use std::ops::Range;
use std::sync::Arc;

use tiny_skia::{FillRule, Mask, Path, Pixmap, PremultipliedColorU8, Transform};

use super::fill::{Sampler, copy_row, fill};
use super::stream::Streams;
use super::{Canvas, is_same, solid, whole};
use crate::page::ink::{Budget, CAPACITY};
use crate::page::picture::{self, Colors, Error, Head};
use crate::page::{Color, PageImage, Path as PagePath, Plate, Point, Stroke};

const SCREEN: Budget = Budget { most: 96 << 20, kept: CAPACITY };

/// For print, where a picture is rotated: its pixels are then needed in random order.
const TURNED: Budget = Budget { most: 400 << 20, kept: 800 << 20 };

/// A picture that cannot be drawn, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("không in được ảnh “{name}”: {error}")]
pub struct PictureError {
    /// Its name for the user.
    pub name: Arc<str>,
    pub error: Error,
}

/// Additional state when rendering for a file.
pub(super) struct Print<'a> {
    pub streams: &'a mut Streams,
    /// Number of pictures so far.
    pub count: usize,
    /// The first picture that could not be drawn.
    pub failure: Option<PictureError>,
}

impl Canvas<'_> {
    /// Fills a shape with the part of the picture there.
    pub(super) fn image(
        &mut self,
        image: &PageImage,
        shape: &Path,
        transform: Transform,
        clip: Option<&Mask>,
    ) {
        let index = self.print.as_mut().map(|print| {
            print.count += 1;
            print.count
        });
        let Err(error) = self.draw(image, index, shape, transform, clip) else { return };
        match &mut self.print {
            Some(print) => {
                let _ = print.failure.get_or_insert(PictureError { name: image.name.clone(), error });
            }
            None => self.placeholder(shape, image, transform, clip),
        }
    }

    fn draw(
        &mut self,
        image: &PageImage,
        index: Option<usize>,
        shape: &Path,
        transform: Transform,
        clip: Option<&Mask>,
    ) -> Result<(), Error> {
        let rect = image.rect;
        let (scale_x, scale_y) = transform.get_scale();
        let target = (rect.width * scale_x, rect.height * scale_y);
        let is_upright =
            transform.kx == 0.0 && transform.ky == 0.0 && transform.sx > 0.0 && transform.sy > 0.0;
        let left = whole(rect.x * transform.sx + transform.tx) as i32;
        let top = whole(rect.y * transform.sy + transform.ty) as i32;
        let head = picture::check(&image.data)?;
        // A CMYK picture has plates of its own.
        let (plate, of_screen) = match head.colors {
            Colors::Cmyk => (image.plate, None),
            _ => (None, image.plate),
        };
        let inks = |row: &mut [PremultipliedColorU8]| {
            if let Some(plate) = of_screen {
                for color in row {
                    *color = ink(*color, plate);
                }
            }
        };
        if let (Some(print), Some(index), true) = (&mut self.print, index, is_upright)
            && is_streamed(head, target)
        {
            let size = (target.0.round().max(1.0) as u32, target.1.round().max(1.0) as u32);
            let Some(range) = rows(shape, transform, self.pixmap.height(), top, size.1) else {
                return Ok(());
            };
            let stream = print.streams.rows((index, plate), &image.data, size, &range)?;
            fill(&mut self.pixmap, shape, transform, clip, |x, y, row| {
                copy_row(stream.row(y - top), x - left, row);
                inks(row);
            });
            return Ok(());
        }
        let budget = if self.print.is_some() { TURNED } else { SCREEN };
        let picture = self.ink.pictures.get((&image.data, plate), target, budget)?;
        // At its own size a picture is copied pixel by pixel.
        if is_upright && is_at_size(picture, target) {
            let (width, last) = (picture.width() as usize, picture.height() as i32 - 1);
            fill(&mut self.pixmap, shape, transform, clip, |x, y, row| {
                let line = (y - top).clamp(0, last) as usize * width;
                copy_row(&picture.pixels()[line..line + width], x - left, row);
                inks(row);
            });
            return Ok(());
        }
        let (across, down) = (rect.width / picture.width() as f32, rect.height / picture.height() as f32);
        let place = transform.pre_concat(Transform::from_row(across, 0.0, 0.0, down, rect.x, rect.y));
        if let Some(sampler) = Sampler::new(picture, place) {
            fill(&mut self.pixmap, shape, transform, clip, |x, y, row| {
                sampler.row(x, y, row);
                inks(row);
            });
        }
        Ok(())
    }

    /// The placeholder of an unreadable picture: a grey field with a cross, hard to overlook.
    fn placeholder(&mut self, shape: &Path, image: &PageImage, transform: Transform, clip: Option<&Mask>) {
        self.pixmap.fill_path(shape, &solid(Color::gray(0.12)), FillRule::Winding, transform, clip);
        let rect = image.rect;
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        let stroke = Stroke::solid(Color::gray(0.4), 1.0);
        let corners = [
            (Point { x: rect.x, y: rect.y }, Point { x: right, y: bottom }),
            (Point { x: right, y: rect.y }, Point { x: rect.x, y: bottom }),
        ];
        for (from, to) in corners {
            self.path(&PagePath::line(from, to, stroke.clone()), transform, clip);
        }
    }
}

/// Whether a picture at this size is too large for the cache.
fn is_streamed(head: Head, (width, height): (f32, f32)) -> bool {
    let own = head.width as f32 * head.height as f32;
    // Decoding uses twice the size; the size itself is kept.
    let bytes = own.min(width * height * 4.0) * 4.0 + own.min(width * height) * 4.0;
    bytes > CAPACITY as f32
}

/// The rows of a picture, `height` at `top`, that are visible within a shape on a canvas; none if none are.
fn rows(shape: &Path, transform: Transform, canvas: u32, top: i32, height: u32) -> Option<Range<u32>> {
    let bounds = shape.bounds().transform(transform)?;
    let first = bounds.top().floor().clamp(0.0, canvas as f32) as i32 - top;
    let last = bounds.bottom().ceil().clamp(0.0, canvas as f32) as i32 - top;
    let within = |row: i32| row.clamp(0, height as i32) as u32;
    let range = within(first)..within(last);
    (!range.is_empty()).then_some(range)
}

fn is_at_size(picture: &Pixmap, (width, height): (f32, f32)) -> bool {
    is_same(picture.width() as f32, width.round()) && is_same(picture.height() as f32, height.round())
}

/// A colour as the gray of a plate, with the same opacity.
fn ink(color: PremultipliedColorU8, plate: Plate) -> PremultipliedColorU8 {
    let alpha = color.alpha();
    if alpha == 0 {
        return color;
    }
    if alpha == u8::MAX {
        let light = plate.light_of_rgb8([color.red(), color.green(), color.blue()]);
        return PremultipliedColorU8::from_rgba(light, light, light, alpha).unwrap_or(color);
    }
    let whole = f32::from(alpha);
    let channels = [color.red(), color.green(), color.blue()].map(|channel| f32::from(channel) / whole);
    let light = ((1.0 - plate.of_rgb(channels)) * whole).round() as u8;
    let light = light.min(alpha);
    PremultipliedColorU8::from_rgba(light, light, light, alpha).unwrap_or(color)
}
