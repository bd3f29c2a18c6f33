//! The formats of files.

/// A file's format, by extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    Pdf,
    Xlsx,
    Csv,
    Ics,
    Txt,
    Fountain,
    Png,
    Jpeg,
    Tiff,
}

impl FileFormat {
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Ics => "ics",
            Self::Txt => "txt",
            Self::Fountain => "fountain",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Tiff => "tif",
        }
    }

    /// Whether it is a raster format.
    pub(super) fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Tiff)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Xlsx => "Excel",
            Self::Csv => "CSV",
            Self::Ics => "Lịch ICS",
            Self::Txt => "Văn bản",
            Self::Fountain => "Fountain",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Tiff => "TIFF",
        }
    }
}
