//! What a file says of its picture besides the pixels: which side is up, and what its colours mean.

use std::io::Read;

use flate2::read::ZlibDecoder;
use image::metadata::Orientation;

use super::PngChunks;
use crate::page::jpeg;

/// Bytes of the largest colour profile that is read; those of presses have one to three million.
const LARGEST_PROFILE: u64 = 16 << 20;

/// From the Exif data of a JPEG (Exif 2.32, 4.7.2) or a PNG (PNG 3, 11.3.4.5).
pub(super) fn orientation(data: &[u8]) -> Orientation {
    let exif = if is_jpeg(data) {
        jpeg::segments(data)
            .filter(|(marker, _)| *marker == 0xE1)
            .find_map(|(_, body)| body.strip_prefix(b"Exif\0\0"))
    } else {
        PngChunks::of(data).find(|(kind, _)| *kind == b"eXIf").map(|(_, body)| body)
    };
    exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}

/// The embedded ICC profile: in a JPEG's numbered segments (ICC.1:2022, B.4), or a PNG's own chunk.
pub(super) fn profile(data: &[u8]) -> Option<Vec<u8>> {
    if !is_jpeg(data) {
        let (_, body) = PngChunks::of(data).find(|(kind, _)| *kind == b"iCCP")?;
        let name = body.iter().position(|byte| *byte == 0)?;
        let mut profile = Vec::new();
        let packed = body.get(name + 2..)?;
        let _ = ZlibDecoder::new(packed).take(LARGEST_PROFILE).read_to_end(&mut profile).ok()?;
        return Some(profile);
    }
    let segments = jpeg::segments(data).filter(|(marker, _)| *marker == 0xE2);
    let mut parts: Vec<(u8, &[u8])> = segments
        .filter_map(|(_, body)| body.strip_prefix(b"ICC_PROFILE\0"))
        .filter_map(|body| Some((*body.first()?, body.get(2..)?)))
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    let profile = parts.into_iter().flat_map(|(_, part)| part).copied().collect::<Vec<u8>>();
    (!profile.is_empty()).then_some(profile)
}

fn is_jpeg(data: &[u8]) -> bool {
    data.starts_with(&[0xFF, 0xD8])
}
