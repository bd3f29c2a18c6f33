//! Compresses streams.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::Stream;

/// A year's schedule has 116 KiB at this level; two levels higher take half as long again and save 4 KiB.
const LEVEL: Compression = Compression::new(4);

/// A compressor, reused because its state is large.
pub(super) struct StreamCompressor(Compress);

impl Default for StreamCompressor {
    fn default() -> Self {
        Self(Compress::new(LEVEL, true))
    }
}

impl StreamCompressor {
    /// Compresses a stream where that makes it smaller.
    pub fn compress(&mut self, stream: &mut Stream) {
        self.0.reset();
        let mut compressed = Vec::with_capacity(stream.content.len());
        // A stream that would not shrink stays as it is.
        let status = self.0.compress_vec(&stream.content, &mut compressed, FlushCompress::Finish);
        if matches!(status, Ok(Status::StreamEnd)) {
            compressed.shrink_to_fit();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(compressed);
        }
    }
}
