//! Pictures as PDF streams: a JPEG as it is, a plain PNG's own compressed rows, other PNGs decoded.

use std::collections::HashMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::Error;
use crate::page::jpeg::Head;
use crate::page::{Item, Page};

/// A document's pictures in order of first use; each file once, however often it is shown.
#[derive(Default)]
pub(super) struct Images {
    images: Vec<(String, Image)>,
    /// By where their bytes are held.
    known: HashMap<(usize, usize), usize>,
}

struct Image {
    source: Arc<[u8]>,
    content: Content,
}

impl Images {
    pub fn of(pages: &[Page]) -> Result<Self, Error> {
        let mut images = Self::default();
        for (index, page) in pages.iter().enumerate() {
            images.collect(&page.items).map_err(|reason| Error::Picture { page: index + 1, reason })?;
        }
        Ok(images)
    }

    fn collect(&mut self, items: &[Item]) -> Result<(), String> {
        for item in items {
            match item {
                Item::Image(image) => self.add(&image.data)?,
                Item::Group { items, .. } | Item::Unprinted { items, .. } => self.collect(items)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn add(&mut self, data: &Arc<[u8]>) -> Result<(), String> {
        if self.known.contains_key(&key(data)) {
            return Ok(());
        }
        // The same file may be held twice.
        let held = self.images.iter().position(|(_, image)| image.source == *data);
        let index = held.unwrap_or(self.images.len());
        if held.is_none() {
            self.images.push((format!("Im{index}"), Image::read(data)?));
        }
        let _ = self.known.insert(key(data), index);
        Ok(())
    }

    /// What the operators call a picture.
    pub fn name(&self, data: &Arc<[u8]>) -> Option<&str> {
        Some(self.images[*self.known.get(&key(data))?].0.as_str())
    }

    /// Adds every picture to the file, by name.
    pub fn add_to(self, document: &mut Document) -> Vec<(String, ObjectId)> {
        self.images.into_iter().map(|(name, image)| (name, image.add_to(document))).collect()
    }
}

fn key(data: &Arc<[u8]>) -> (usize, usize) {
    (data.as_ptr().addr(), data.len())
}

enum Content {
    /// A finished stream: its dictionary and bytes.
    Ready(Dictionary, Vec<u8>),
    /// Raw RGB and opacity, to be compressed.
    Raw { width: u32, height: u32, rgb: Vec<u8>, alpha: Option<Vec<u8>> },
}

impl Image {
    fn read(data: &Arc<[u8]>) -> Result<Self, String> {
        let content = match data.as_ref() {
            [0xFF, 0xD8, ..] => jpeg(data)?,
            [0x89, b'P', b'N', b'G', ..] => png(data)?,
            _ => return Err("không phải JPEG hay PNG".into()),
        };
        Ok(Self { source: Arc::clone(data), content })
    }

    fn add_to(self, document: &mut Document) -> ObjectId {
        match self.content {
            Content::Ready(dictionary, bytes) => {
                document.add_object(Stream::new(dictionary, bytes).with_compression(false))
            }
            Content::Raw { width, height, rgb, alpha } => {
                let mut picture = dictionary(width, height, 8, "DeviceRGB".into());
                if let Some(alpha) = alpha {
                    let mask = Stream::new(dictionary(width, height, 8, "DeviceGray".into()), alpha);
                    picture.set("SMask", document.add_object(mask));
                }
                document.add_object(Stream::new(picture, rgb))
            }
        }
    }
}

fn dictionary(width: u32, height: u32, bits: u8, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => i64::from(bits),
        "ColorSpace" => space,
    }
}

/// The file's bytes unchanged; its head says the size and the inks.
fn jpeg(data: &[u8]) -> Result<Content, String> {
    let Head { width, height, bits, components, is_adobe } = Head::read(data)?;
    let space = match components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        _ => return Err(format!("JPEG có {components} kênh màu")),
    };
    let mut picture = dictionary(width, height, bits, space.into());
    picture.set("Filter", "DCTDecode");
    if components == 4 && is_adobe {
        // Photoshop writes ink upside down.
        let inverted = [1, 0].repeat(4).into_iter().map(Object::Integer).collect::<Vec<_>>();
        picture.set("Decode", inverted);
    }
    Ok(Content::Ready(picture, data.to_vec()))
}

/// Rows without opacity or interlacing are what PDF's Flate filter with PNG predictors reads (ISO 32000-1, 7.4.4.4).
fn png(data: &[u8]) -> Result<Content, String> {
    let mut head = None;
    let mut palette = None;
    let mut is_transparent = false;
    let mut rows = Vec::new();
    for (kind, body) in (PngChunks { rest: data.get(8..).unwrap_or_default() }) {
        match kind {
            b"IHDR" => head = Some(body),
            b"PLTE" => palette = Some(body),
            b"tRNS" => is_transparent = true,
            b"IDAT" => rows.extend_from_slice(body),
            b"IEND" => break,
            _ => {}
        }
    }
    let Some(&[w0, w1, w2, w3, h0, h1, h2, h3, bits, color, 0, 0, interlace]) = head else {
        return Err("tệp PNG hỏng phần đầu".into());
    };
    let width = u32::from_be_bytes([w0, w1, w2, w3]);
    let height = u32::from_be_bytes([h0, h1, h2, h3]);
    let (space, colors): (Object, i64) = match (color, palette) {
        (0, _) => ("DeviceGray".into(), 1),
        (2, _) => ("DeviceRGB".into(), 3),
        (3, Some(palette)) => {
            let last = palette.len() as i64 / 3 - 1;
            let table = Object::String(palette.to_vec(), lopdf::StringFormat::Hexadecimal);
            (vec!["Indexed".into(), "DeviceRGB".into(), Object::Integer(last), table].into(), 1)
        }
        _ => return decoded(data),
    };
    if is_transparent || interlace != 0 || bits > 8 || rows.is_empty() {
        return decoded(data);
    }
    let mut picture = dictionary(width, height, bits, space);
    picture.set("Filter", "FlateDecode");
    picture.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => 15,
            "Colors" => colors,
            "BitsPerComponent" => i64::from(bits),
            "Columns" => i64::from(width),
        },
    );
    Ok(Content::Ready(picture, rows))
}

struct PngChunks<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for PngChunks<'a> {
    type Item = (&'a [u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.rest.split_first_chunk::<4>()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let body = rest.get(..u32::from_be_bytes(*length) as usize)?;
        // Past the checksum.
        self.rest = rest.get(body.len() + 4..).unwrap_or_default();
        Some((kind, body))
    }
}

fn decoded(data: &[u8]) -> Result<Content, String> {
    let picture = image::load_from_memory_with_format(data, image::ImageFormat::Png)
        .map_err(|error| error.to_string())?
        .into_rgba8();
    let (width, height) = picture.dimensions();
    let mut rgb = Vec::with_capacity(picture.len() / 4 * 3);
    let mut alpha = Vec::with_capacity(picture.len() / 4);
    for pixel in picture.pixels() {
        rgb.extend_from_slice(&pixel.0[..3]);
        alpha.push(pixel.0[3]);
    }
    let alpha = alpha.iter().any(|value| *value != 255).then_some(alpha);
    Ok(Content::Raw { width, height, rgb, alpha })
}
