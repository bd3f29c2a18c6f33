//! Renders a page as opaque pixels for a file, band by band.

use std::io;

use crate::page::{Bands, Fonts, Page, PictureError};

/// Why a page could not be written as a picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("Độ phân giải {0} dpi không dùng được. Hãy chọn từ 1 đến 2400 dpi.")]
    Resolution(f32),
    #[error("Ảnh {width} × {height} điểm ảnh là quá lớn. Hãy chọn dpi thấp hơn (nhiều nhất {limit:.0} dpi).")]
    TooLarge { width: u64, height: u64, limit: f32 },
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error("Không ghi được ảnh: {}", crate::fault::explain(.0))]
    Write(#[from] io::Error),
}

/// Maximum number of pixels that other programs can open: a TIFF ends at 4 GiB.
const MOST_PIXELS: f32 = 1.0e9;

/// Maximum pixels per side: JPEG's limit, and that of readers of the other formats.
const LONGEST_SIDE: f32 = 65_500.0;

/// The page's bands at `dpi` dots per inch.
pub(super) fn bands<'a>(page: &Page, dpi: f32, fonts: &'a mut Fonts) -> Result<Bands<'a>, Error> {
    if !(1.0..=2400.0).contains(&dpi) {
        return Err(Error::Resolution(dpi));
    }
    let scale = dpi / 72.0;
    let (width, height) = (page.size.width * scale, page.size.height * scale);
    let factor = (MOST_PIXELS / (width * height)).sqrt().min(LONGEST_SIDE / width.max(height));
    if factor < 1.0 {
        let limit = (dpi * factor).floor();
        return Err(Error::TooLarge { width: width as u64, height: height as u64, limit });
    }
    Ok(Bands::new(page, scale, fonts))
}

/// Passes each band's rows, from the top, as opaque RGB to `take`.
pub(super) fn rgb(
    page: &Page,
    bands: &mut Bands<'_>,
    mut take: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut rgb = Vec::new();
    for top in (0..bands.height).step_by(bands.rows() as usize) {
        let raster = bands.draw(page, top, bands.rows())?;
        rgb.clear();
        rgb.extend(
            raster.rgba.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]),
        );
        take(&rgb)?;
    }
    Ok(())
}
