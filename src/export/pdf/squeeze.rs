//! Streams made small.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::Stream;

/// Of a year's schedule, 116 KiB; two steps higher it takes half as long again to compress and saves 4 KiB.
const LEVEL: Compression = Compression::new(4);

/// A compressor, whose state is large: it serves one stream after the other.
pub(super) struct Squeezer(Compress);

impl Default for Squeezer {
    fn default() -> Self {
        Self(Compress::new(LEVEL, true))
    }
}

impl Squeezer {
    /// Compresses a stream where that makes it smaller.
    pub fn squeeze(&mut self, stream: &mut Stream) {
        self.0.reset();
        let mut squeezed = Vec::with_capacity(stream.content.len());
        // What does not fit in the room of the original stays as it is.
        let status = self.0.compress_vec(&stream.content, &mut squeezed, FlushCompress::Finish);
        if matches!(status, Ok(Status::StreamEnd)) {
            squeezed.shrink_to_fit();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(squeezed);
        }
    }
}
