//! Decodes a JPEG row by row: only eight or sixteen rows are in memory, whatever the picture's size.
//!
//! Supports what cameras and Photoshop write: baseline, 8 bits, gray, colour or CMYK, all components in one
//! scan. Other kinds are decoded as a whole.

use std::sync::Arc;

use super::bits::{Bits, Codes, Fault};
use super::marker::{MarkerSegment, next_segment};
use super::transform::{ZIGZAG, flat, inverse};

/// Decodes on demand, from the top.
pub(crate) struct Rows {
    data: Arc<[u8]>,
    pub width: u32,
    pub height: u32,
    components: Vec<Component>,
    tables: Tables,
    /// Width and height of an MCU, pixels.
    unit: (usize, usize),
    /// MCUs per row.
    units: usize,
    is_ycc: bool,
    /// Written by Adobe software: CMYK values are inverted.
    is_adobe: bool,
    /// MCUs between two restart markers, and until the next; 0 for none.
    restart: (u32, u32),
    bits: Bits,
    /// RGB or, with four components, amounts of ink of the current row of MCUs.
    band: Vec<u8>,
    /// The next row of the picture.
    row: u32,
}

/// The quantisation and Huffman tables of a file.
#[derive(Default)]
struct Tables {
    /// In row order.
    quantisers: [Option<Box<[f32; 64]>>; 4],
    dc: [Option<Box<Codes>>; 4],
    ac: [Option<Box<Codes>>; 4],
}

struct Component {
    id: u8,
    /// Blocks across and down in an MCU.
    across: usize,
    down: usize,
    quantiser: usize,
    dc: usize,
    ac: usize,
    /// The DC coefficient of the previous block.
    before: i32,
    /// The samples of one row of MCUs.
    samples: Vec<u8>,
    stride: usize,
}

impl Rows {
    /// None for kinds that are not supported here.
    pub fn open(data: &Arc<[u8]>) -> Option<Self> {
        let mut at = 2;
        let mut tables = Tables::default();
        let mut frame = None;
        let mut transform = None;
        let mut restart = 0;
        loop {
            let MarkerSegment { marker, body, end } = next_segment(data, at).ok()?;
            at = end;
            match marker {
                0xC0 | 0xC1 => frame = Some(frame_of(body)?),
                0xC4 => tables.read_codes(body)?,
                // Progressive, lossless, arithmetic.
                0xC2..=0xCF => return None,
                0xDB => tables.read_quantisers(body)?,
                0xDD => restart = u32::from(u16::from_be_bytes([*body.first()?, *body.get(1)?])),
                0xEE if body.starts_with(b"Adobe") => transform = body.get(11).copied(),
                0xDA => {
                    let (width, height, mut components) = frame?;
                    read_scan(body, &mut components)?;
                    tables.serve(&components)?;
                    return Some(Self::begin(
                        data,
                        (width, height),
                        components,
                        tables,
                        transform,
                        restart,
                        at,
                    ));
                }
                _ => {}
            }
        }
    }

    fn begin(
        data: &Arc<[u8]>,
        (width, height): (u32, u32),
        mut components: Vec<Component>,
        tables: Tables,
        transform: Option<u8>,
        restart: u32,
        at: usize,
    ) -> Self {
        let most = |side: fn(&Component) -> usize| components.iter().map(side).max().unwrap_or(1) * 8;
        let unit = (most(|one| one.across), most(|one| one.down));
        let units = (width as usize).div_ceil(unit.0);
        for one in &mut components {
            one.stride = units * one.across * 8;
            one.samples = vec![0; one.stride * one.down * 8];
        }
        let names: Vec<u8> = components.iter().map(|one| one.id).collect();
        let is_ycc = match components.len() {
            3 => transform != Some(0) && (transform.is_some() || names != *b"RGB"),
            _ => transform == Some(2),
        };
        let samples = sample_count(components.len());
        Self {
            data: Arc::clone(data),
            width,
            height,
            components,
            tables,
            unit,
            units,
            is_ycc,
            is_adobe: transform.is_some(),
            restart: (restart, restart),
            bits: Bits::new(at),
            band: vec![0; width as usize * unit.1 * samples],
            row: 0,
        }
    }

    pub fn channels(&self) -> usize {
        self.components.len()
    }

    /// The next row as RGB, or as CMYK with 255 for full ink; none after the last.
    pub fn next(&mut self) -> Option<Result<&[u8], &'static str>> {
        if self.row >= self.height {
            return None;
        }
        let within = self.row as usize % self.unit.1;
        if within == 0 {
            if let Err(fault) = self.decode_units(true) {
                self.row = self.height;
                return Some(Err(said(fault)));
            }
            self.convert();
        }
        self.row += 1;
        let length = self.width as usize * sample_count(self.components.len());
        Some(Ok(&self.band[within * length..][..length]))
    }

    /// Reads all codes without computing pixels, which finds every damage that decoding would.
    pub fn verify(mut self) -> Result<(), &'static str> {
        let bands = (self.height as usize).div_ceil(self.unit.1);
        (0..bands).try_for_each(|_| self.decode_units(false)).map_err(said)
    }

    /// Decodes a row of MCUs; their samples only if `is_drawn`.
    fn decode_units(&mut self, is_drawn: bool) -> Result<(), Fault> {
        let Self { data, components, tables, bits, restart, .. } = self;
        let mut block = [0.0; 64];
        for unit in 0..self.units {
            if restart.0 > 0 {
                if restart.1 == 0 {
                    bits.restart(data)?;
                    for one in components.iter_mut() {
                        one.before = 0;
                    }
                    restart.1 = restart.0;
                }
                restart.1 -= 1;
            }
            for one in components.iter_mut() {
                for down in 0..one.down {
                    for across in 0..one.across {
                        let from = down * 8 * one.stride + (unit * one.across + across) * 8;
                        let is_flat = read_block(data, bits, tables, one, &mut block)?;
                        if !is_drawn {
                            continue;
                        }
                        let out = &mut one.samples[from..];
                        if is_flat {
                            flat(block[0], out, one.stride);
                        } else {
                            inverse(&block, out, one.stride);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Converts the components' samples to RGB or CMYK.
    fn convert(&mut self) {
        let width = self.width as usize;
        let samples = sample_count(self.components.len());
        let most = |side: fn(&Component) -> usize| self.components.iter().map(side).max().unwrap_or(1);
        let (across, down) = (most(|one| one.across), most(|one| one.down));
        for (y, row) in self.band.chunks_exact_mut(width * samples).enumerate() {
            let line = |index: usize| {
                let one = &self.components[index];
                let from = y * one.down / down * one.stride;
                (&one.samples[from..from + one.stride], (across / one.across).trailing_zeros())
            };
            let (first, first_step) = line(0);
            if let [_, _, _, _] = self.components.as_slice() {
                let lines = [line(0), line(1), line(2), line(3)];
                for (x, pixel) in row.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                    *pixel = lines.map(|(samples, step)| samples[x >> step]);
                }
                to_inks(row, self.is_ycc, self.is_adobe);
                continue;
            }
            let pixels = row.as_chunks_mut::<3>().0;
            if self.components.len() == 1 {
                pixels.iter_mut().zip(first).for_each(|(pixel, gray)| *pixel = [*gray; 3]);
                continue;
            }
            let ((second, second_step), (third, third_step)) = (line(1), line(2));
            for (x, pixel) in pixels.iter_mut().enumerate() {
                let all = [first[x >> first_step], second[x >> second_step], third[x >> third_step]];
                *pixel = if self.is_ycc { rgb(all) } else { all };
            }
        }
    }
}

/// Bytes of a decoded pixel.
fn sample_count(components: usize) -> usize {
    if components == 4 { 4 } else { 3 }
}

fn said(fault: Fault) -> &'static str {
    match fault {
        Fault::Cut => "tệp JPEG bị cụt",
        Fault::Code => "tệp JPEG hỏng",
    }
}

/// Stored samples of four components to amounts of ink, 255 for full ink, as PDF readers take them (ISO
/// 32000-1, 7.4.8): YCC first becomes inverted RGB, and Adobe software inverts the whole.
pub(crate) fn to_inks(samples: &mut [u8], is_ycc: bool, is_adobe: bool) {
    for pixel in samples.as_chunks_mut::<4>().0 {
        if is_ycc {
            let [y, cb, cr, black] = *pixel;
            let [red, green, blue] = rgb([y, cb, cr]).map(|light| u8::MAX - light);
            *pixel = [red, green, blue, black];
        }
        if is_adobe {
            *pixel = pixel.map(|ink| u8::MAX - ink);
        }
    }
}

/// JFIF's colour conversion in fixed point, 1/65,536.
fn rgb([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = ((i32::from(y) << 16) + 32_768, i32::from(cb) - 128, i32::from(cr) - 128);
    [y + 91_881 * cr, y - 22_554 * cb - 46_802 * cr, y + 116_130 * cb]
        .map(|value| (value >> 16).clamp(0, 255) as u8)
}

/// Reads and dequantises the coefficients of the next block; returns whether only the first is not 0.
fn read_block(
    data: &[u8],
    bits: &mut Bits,
    tables: &Tables,
    component: &mut Component,
    block: &mut [f32; 64],
) -> Result<bool, Fault> {
    let (Some(quantiser), Some(dc), Some(ac)) =
        (&tables.quantisers[component.quantiser], &tables.dc[component.dc], &tables.ac[component.ac])
    else {
        return Err(Fault::Code);
    };
    block.fill(0.0);
    let size = bits.symbol(data, dc)?;
    component.before = component.before.wrapping_add(bits.number(data, u32::from(size))?);
    block[0] = component.before as f32 * quantiser[0];
    let mut is_flat = true;
    let mut index = 1;
    while index < 64 {
        let symbol = bits.symbol(data, ac)?;
        let (zeros, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        match (zeros, size) {
            (15, 0) => index += 16,
            (_, 0) => break,
            _ => {
                index += zeros;
                let value = bits.number(data, size)?;
                let place = usize::from(*ZIGZAG.get(index).ok_or(Fault::Code)?);
                block[place] = value as f32 * quantiser[place];
                is_flat = false;
                index += 1;
            }
        }
    }
    Ok(is_flat)
}

/// Width, height and components of a baseline frame with 8 bits.
fn frame_of(body: &[u8]) -> Option<(u32, u32, Vec<Component>)> {
    let &[8, h1, h0, w1, w0, count, ref rest @ ..] = body else { return None };
    let (width, height) = (u32::from(u16::from_be_bytes([w1, w0])), u32::from(u16::from_be_bytes([h1, h0])));
    if width == 0 || height == 0 || !matches!(count, 1 | 3 | 4) {
        return None;
    }
    let mut components = Vec::new();
    for [id, sampling, quantiser] in rest.as_chunks::<3>().0.iter().take(usize::from(count)).copied() {
        // A single component in a scan is stored block by block, whatever its sampling.
        let (across, down) = if count == 1 { (1, 1) } else { (sampling >> 4, sampling & 15) };
        if !matches!(across, 1 | 2 | 4) || !matches!(down, 1 | 2 | 4) || quantiser > 3 {
            return None;
        }
        components.push(Component {
            id,
            across: usize::from(across),
            down: usize::from(down),
            quantiser: usize::from(quantiser),
            dc: 0,
            ac: 0,
            before: 0,
            samples: Vec::new(),
            stride: 0,
        });
    }
    (components.len() == usize::from(count)).then_some((width, height, components))
}

/// The Huffman tables of the components, if a single scan contains them all.
fn read_scan(body: &[u8], components: &mut [Component]) -> Option<()> {
    let (count, rest) = body.split_first()?;
    if usize::from(*count) != components.len() {
        return None;
    }
    for ([id, tables], one) in rest.as_chunks::<2>().0.iter().zip(&mut *components) {
        if *id != one.id || tables >> 4 > 3 || tables & 15 > 3 {
            return None;
        }
        (one.dc, one.ac) = (usize::from(tables >> 4), usize::from(tables & 15));
    }
    (rest.len() >= components.len() * 2).then_some(())
}

impl Tables {
    fn read_quantisers(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((head, rest)) = body.split_first() {
            let width = if head >> 4 == 0 { 1 } else { 2 };
            let values = rest.get(..64 * width)?;
            let mut table = Box::new([0.0; 64]);
            for (place, value) in ZIGZAG.iter().zip(values.chunks_exact(width)) {
                let value = value.iter().fold(0_u16, |all, byte| all << 8 | u16::from(*byte));
                table[usize::from(*place)] = f32::from(value);
            }
            *self.quantisers.get_mut(usize::from(head & 15))? = Some(table);
            body = &rest[64 * width..];
        }
        Some(())
    }

    fn read_codes(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((head, rest)) = body.split_first() {
            let (counts, symbols) = rest.split_first_chunk::<16>()?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let codes = Box::new(Codes::new(*counts, symbols)?);
            let tables = if head >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *tables.get_mut(usize::from(head & 15))? = Some(codes);
            body = symbols.get(total..)?;
        }
        Some(())
    }

    /// Whether all tables of these components exist.
    fn serve(&self, components: &[Component]) -> Option<()> {
        let has = |one: &Component| {
            self.quantisers[one.quantiser].is_some() && self.dc[one.dc].is_some() && self.ac[one.ac].is_some()
        };
        components.iter().all(has).then_some(())
    }
}
