//! Paragraphs to lines of glyphs.
