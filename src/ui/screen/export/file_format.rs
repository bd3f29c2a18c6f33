//! The formats of files.

/// A file's format, by extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    Pdf,
    Docx,
    Xlsx,
    Csv,
    Ics,
    Xmltv,
    Txt,
    Html,
    Fountain,
    Fdx,
    Png,
    Jpeg,
    Tiff,
}

impl FileFormat {
    pub(super) const SCHEDULE: &[Self] = &[Self::Pdf, Self::Xlsx, Self::Csv, Self::Ics, Self::Xmltv];
    pub(super) const REPORT: &[Self] = &[Self::Pdf, Self::Docx, Self::Xlsx];
    pub(super) const ASSIGNMENTS: &[Self] = &[Self::Pdf];
    pub(super) const LETTERS: &[Self] = &[Self::Pdf, Self::Docx];
    pub(super) const FORM: &[Self] = &[Self::Xlsx];
    pub(super) const BUDGET: &[Self] = &[Self::Pdf, Self::Docx, Self::Xlsx];
    pub(super) const PLACES: &[Self] = &[Self::Pdf, Self::Docx, Self::Xlsx];
    pub(super) const CASES: &[Self] = &[Self::Pdf, Self::Docx, Self::Xlsx];
    pub(super) const POSTER: &[Self] = &[Self::Pdf, Self::Png, Self::Jpeg, Self::Tiff];
    pub(super) const SKIT: &[Self] = &[Self::Pdf, Self::Docx, Self::Txt, Self::Fountain, Self::Fdx];
    pub(super) const ARTICLE: &[Self] = &[Self::Pdf, Self::Docx, Self::Txt, Self::Html];
    pub(super) const CONTEST: &[Self] = &[Self::Pdf, Self::Docx, Self::Xlsx, Self::Txt];
    pub(super) const PIECE: &[Self] = &[Self::Pdf, Self::Docx, Self::Txt];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Ics => "ics",
            Self::Xmltv => "xml",
            Self::Txt => "txt",
            Self::Html => "html",
            Self::Fountain => "fountain",
            Self::Fdx => "fdx",
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
            Self::Docx => "Word",
            Self::Xlsx => "Excel",
            Self::Csv => "CSV",
            Self::Ics => "Lịch ICS",
            Self::Xmltv => "XMLTV",
            Self::Txt => "Văn bản",
            Self::Html => "Trang web",
            Self::Fountain => "Fountain",
            Self::Fdx => "Final Draft",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Tiff => "TIFF",
        }
    }
}
