//! The embedded faces, the only ones that documents use: the same bytes shape, draw and embed.

/// A face that ships with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Serif,
    SerifBold,
    SerifItalic,
    SerifBoldItalic,
    Sans,
    SansMedium,
    SansSemiBold,
    SansBold,
    SansExtraBold,
    SansItalic,
    /// Noto Sans: tabular figures.
    Figures,
    FiguresBold,
    Anton,
    Bevan,
    Oswald,
    MontserratBold,
    MontserratExtraBold,
    MontserratBlack,
    Lobster,
    /// Lucide icons.
    Icons,
}

/// The faces, shaped and measured.
#[derive(Debug)]
pub struct Fonts;
