//! Blocks to pages.

/// Blocks to pages.
pub fn flow(_fonts: &mut super::Fonts, _sheet: &super::Sheet, _blocks: &[super::Block]) -> Vec<super::Page> {
    Vec::new()
}
