//! The marker segments of a JPEG's header.

/// The error for an incomplete file.
pub(super) const CUT: &str = "tệp JPEG bị cụt";

/// A marker segment of a header (ITU-T T.81, B.1.1.4).
pub(super) struct MarkerSegment<'a> {
    pub marker: u8,
    pub body: &'a [u8],
    /// The offset of what follows the segment.
    pub end: usize,
}

/// The first segment with a body from the marker at `at` on.
pub(super) fn next_segment(data: &[u8], mut at: usize) -> Result<MarkerSegment<'_>, &'static str> {
    loop {
        let &[0xFF, marker] = data.get(at..at + 2).ok_or(CUT)? else { return Err("tệp JPEG hỏng") };
        match marker {
            // Fill bytes and markers without a body.
            0xFF => at += 1,
            0x01 | 0xD0..=0xD8 => at += 2,
            _ => {
                let &[high, low] = data.get(at + 2..at + 4).ok_or(CUT)? else { return Err(CUT) };
                let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
                return Ok(MarkerSegment { marker, body: data.get(at + 4..end).ok_or(CUT)?, end });
            }
        }
    }
}
