//! Pages to pixels: the preview, thumbnails and PNG.
