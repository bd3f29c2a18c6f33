//! Pictures as PDF streams: a JPEG unchanged, a simple PNG's own compressed rows, both with their colour
//! profile; other PNGs decoded.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::Error;
use crate::fault;
use crate::page::jpeg::Head;
use crate::page::picture::{self, Colors, PngChunks, Profile, Rows};
use crate::page::{Item, Page};

/// A document's pictures by first use; each file once, however often it is shown.
#[derive(Default)]
pub(super) struct Images {
    /// With the resource name.
    all: Vec<(String, Image)>,
    /// By the address of their bytes.
    known: HashMap<(usize, usize), usize>,
    /// Duplicates of a file, kept alive so that their addresses are not reused by another picture.
    twins: Vec<Arc<[u8]>>,
}

struct Image {
    source: Arc<[u8]>,
    content: Content,
}

impl Images {
    /// Adds the pictures of more pages, the first of which has this number, from 0. The bytes are kept alive,
    /// so that their addresses stay valid.
    pub fn take(&mut self, pages: &[Page], first: usize) -> Result<(), Error> {
        for (page, number) in pages.iter().zip(first + 1..) {
            self.collect(&page.items).map_err(|(name, reason)| Error::Picture {
                page: number,
                name,
                reason,
            })?;
        }
        Ok(())
    }

    fn collect(&mut self, items: &[Item]) -> Result<(), (Arc<str>, String)> {
        for item in items {
            match item {
                Item::Image(image) => {
                    self.add(&image.data).map_err(|reason| (Arc::clone(&image.name), reason))?;
                }
                Item::Group { items, .. } | Item::Faded { items, .. } | Item::Unprinted { items, .. } => {
                    self.collect(items)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn add(&mut self, data: &Arc<[u8]>) -> Result<(), String> {
        if self.known.contains_key(&key(data)) {
            return Ok(());
        }
        // The same file may be in memory twice.
        let held = self.all.iter().position(|(_, image)| image.source == *data);
        let index = held.unwrap_or(self.all.len());
        match held {
            None => self.all.push((format!("Im{index}"), Image::read(data)?)),
            Some(_) => self.twins.push(Arc::clone(data)),
        }
        let _ = self.known.insert(key(data), index);
        Ok(())
    }

    /// The resource name of a picture.
    pub fn name(&self, data: &Arc<[u8]>) -> Option<&str> {
        Some(self.all[*self.known.get(&key(data))?].0.as_str())
    }

    /// Adds all pictures to the file, by resource name.
    pub fn add_to(self, document: &mut Document) -> Vec<(String, ObjectId)> {
        self.all.into_iter().map(|(name, image)| (name, image.add_to(document))).collect()
    }
}

fn key(data: &Arc<[u8]>) -> (usize, usize) {
    (data.as_ptr().addr(), data.len())
}

/// Finished streams.
struct Content {
    picture: Stream,
    /// Its alpha channel.
    mask: Option<Stream>,
    /// The space of its colours, in the place of the device's.
    profile: Option<(Profile, Colors)>,
}

impl Image {
    fn read(data: &Arc<[u8]>) -> Result<Self, String> {
        let sound = picture::check(data).and_then(|head| picture::verify(data).map(|()| head));
        let head = sound.map_err(|error| error.to_string())?;
        let profile = || Profile::of(data, head.colors).map(|profile| (profile, head.colors));
        let content = if data.starts_with(&[0xFF, 0xD8]) {
            Content { profile: profile(), ..jpeg(data)? }
        } else {
            let png = if picture::other_format(data).is_some() { None } else { png(data)? };
            match png {
                Some(picture) => Content { picture, mask: None, profile: profile() },
                None => decoded(data)?,
            }
        };
        Ok(Self { source: Arc::clone(data), content })
    }

    fn add_to(self, document: &mut Document) -> ObjectId {
        let Content { mut picture, mask, profile } = self.content;
        if let Some(mask) = mask {
            picture.dict.set("SMask", document.add_object(mask));
        }
        if let Some((profile, colors)) = profile {
            let space = based(document, profile, colors).into();
            match picture.dict.get_mut(b"ColorSpace") {
                // The colours of a palette.
                Ok(Object::Array(indexed)) if indexed.len() == 4 => indexed[1] = space,
                _ => picture.dict.set("ColorSpace", space),
            }
        }
        document.add_object(picture)
    }
}

/// A colour space by an ICC profile (ISO 32000-1, 8.6.5.5), with the device's for readers without colour
/// management.
fn based(document: &mut Document, profile: Profile, colors: Colors) -> ObjectId {
    let (count, alternate) = match colors {
        Colors::Gray => (1, "DeviceGray"),
        Colors::Rgb => (3, "DeviceRGB"),
        Colors::Cmyk => (4, "DeviceCMYK"),
    };
    let profile = Stream::new(dictionary! { "N" => count, "Alternate" => alternate }, profile.bytes);
    let profile = document.add_object(profile);
    document.add_object(vec![Object::from("ICCBased"), profile.into()])
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

/// The file's bytes unchanged; size and inks come from its header.
fn jpeg(data: &[u8]) -> Result<Content, String> {
    let Head { width, height, bits, components, is_adobe, .. } = Head::read(data)?;
    let space = match components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        _ => return Err(format!("JPEG có {components} kênh màu")),
    };
    let mut picture = dictionary(width, height, bits, space.into());
    picture.set("Filter", "DCTDecode");
    if components == 4 && is_adobe {
        // Photoshop stores inverted CMYK.
        let inverted = [1, 0].repeat(4).into_iter().map(Object::Integer).collect::<Vec<_>>();
        picture.set("Decode", inverted);
    }
    let picture = Stream::new(picture, data.to_vec()).with_compression(false);
    Ok(Content { picture, mask: None, profile: None })
}

/// Rows without alpha or interlacing can be used directly by PDF's Flate filter with PNG predictors (ISO
/// 32000-1, 7.4.4.4); none for others.
fn png(data: &[u8]) -> Result<Option<Stream>, String> {
    let mut head = None;
    let mut palette = None;
    let mut is_transparent = false;
    let mut rows = Vec::new();
    for (kind, body) in PngChunks::of(data) {
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
        _ => return Ok(None),
    };
    if is_transparent || interlace != 0 || bits > 8 || rows.is_empty() {
        return Ok(None);
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
    Ok(Some(Stream::new(picture, rows).with_compression(false)))
}

/// The decoded pixels in the screen's colours, and their alpha unless all are opaque, compressed row by row.
fn decoded(data: &Arc<[u8]>) -> Result<Content, String> {
    let failed = |error: io::Error| fault::explain(&error);
    let mut rows = Rows::open(data).map_err(|error| error.to_string())?;
    let (width, height) = (rows.width, rows.height);
    let mut colors = ZlibEncoder::new(Vec::new(), Compression::default());
    let mut opacity = ZlibEncoder::new(Vec::new(), Compression::default());
    let mut is_opaque = true;
    let mut line = Vec::new();
    while let Some(row) = rows.next().map_err(|error| error.to_string())? {
        let pixels = row.as_chunks::<4>().0;
        line.clear();
        line.extend(pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]));
        colors.write_all(&line).map_err(failed)?;
        line.clear();
        line.extend(pixels.iter().map(|[.., alpha]| *alpha));
        is_opaque &= line.iter().all(|alpha| *alpha == u8::MAX);
        opacity.write_all(&line).map_err(failed)?;
    }
    let stream = |space: &str, encoder: ZlibEncoder<Vec<u8>>| {
        let mut picture = dictionary(width, height, 8, space.into());
        picture.set("Filter", "FlateDecode");
        Ok::<_, String>(Stream::new(picture, encoder.finish().map_err(failed)?).with_compression(false))
    };
    let mask = if is_opaque { None } else { Some(stream("DeviceGray", opacity)?) };
    Ok(Content { picture: stream("DeviceRGB", colors)?, mask, profile: None })
}
