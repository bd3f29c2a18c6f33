//! A font's measures.

/// A face's metrics in em; both heights are measured away from the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    pub ascent: f32,
    pub descent: f32,
    pub cap_height: f32,
    pub units_per_em: u16,
}

/// A face, parsed once per process.
pub(crate) struct Loaded {
    pub ttf: ttf_parser::Face<'static>,
    pub metrics: Metrics,
}

pub(super) fn metrics(ttf: &ttf_parser::Face<'_>) -> Metrics {
    let units_per_em = ttf.units_per_em();
    let em = |units: i16| f32::from(units) / f32::from(units_per_em);
    Metrics {
        ascent: em(ttf.ascender()),
        descent: -em(ttf.descender()),
        cap_height: ttf.capital_height().filter(|height| *height > 0).map_or(0.7, em),
        units_per_em,
    }
}
