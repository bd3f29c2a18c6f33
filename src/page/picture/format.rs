//! The names of picture formats that cannot be printed, by the first bytes of their files.

/// First bytes, and what users call the format.
const KNOWN: &[(&[u8], &str)] = &[
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\xC5\xD0\xD3\xC6", "EPS"),
    (b"8BPS", "Photoshop (PSD)"),
    (b"\0\0\x01\0", "ICO"),
    (b"\xFF\x0A", "JPEG XL"),
    (b"\0\0\0\x0CJXL ", "JPEG XL"),
    (b"\0\0\0\x0CjP  ", "JPEG 2000"),
    (b"gimp xcf", "GIMP (XCF)"),
    (b"PK\x03\x04", "tệp nén hoặc tài liệu Office"),
];

/// What a format is called that is none of these.
pub(super) const UNKNOWN: &str = "dạng không rõ";

/// The format of a file that cannot be decoded.
pub(super) fn name(data: &[u8]) -> &'static str {
    if let Some(b"ftyp") = data.get(4..8) {
        return match data.get(8..12) {
            Some(b"avif" | b"avis") => "AVIF",
            Some(b"heic" | b"heix" | b"heim" | b"hevc" | b"mif1" | b"msf1") => "HEIC (ảnh iPhone)",
            _ => "phim",
        };
    }
    let head = String::from_utf8_lossy(&data[..data.len().min(1024)]);
    if head.contains("<svg") {
        return "SVG";
    }
    KNOWN.iter().find(|(first, _)| data.starts_with(first)).map_or(UNKNOWN, |(_, name)| name)
}
