//! PDF files of scanners: each page is a picture, or a few strips of one.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;

use fax::decoder::{decode_g3, decode_g4, pels};
use flate2::read::ZlibDecoder;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::bits::{Samples, grey, upright};
use super::skeleton::{Skeleton, skeleton};
use super::source::Source;
use super::{Error, LARGEST, jpeg};
use crate::survey::scan::Plane;

pub struct Pdf {
    /// Without the bytes of pictures.
    document: Document,
    pages: Vec<ObjectId>,
    pictures: BTreeMap<ObjectId, Range<u64>>,
}

/// A picture of a page: its number and what is said of it.
type Picture<'a> = (ObjectId, &'a Dictionary);

impl Pdf {
    pub fn open(source: &Source) -> Result<Self, Error> {
        let Skeleton { bytes, pictures } = skeleton(source)?;
        let document = Document::load_mem(&bytes).map_err(|_| Error::BrokenPdf)?;
        let pages = document.page_iter().collect();
        Ok(Self { document, pages, pictures })
    }

    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The largest picture of a page; strips of the same width are put together.
    pub fn page(&self, source: &Source, index: usize) -> Result<Plane, Error> {
        let page = *self.pages.get(index).ok_or(Error::NoImage)?;
        let (own, inherited) = self.document.get_page_resources(page).map_err(|_| Error::NoImage)?;
        let inherited = inherited.into_iter().filter_map(|id| self.document.get_dictionary(id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(inherited).collect();
        let mut images: Vec<Picture<'_>> = Vec::new();
        self.drawn(&self.document.get_page_content(page), &resources, 0, &mut images);
        let largest = images.iter().map(|(_, image)| self.area(image)).max().ok_or(Error::NoImage)?;
        let widest = images
            .iter()
            .find(|(_, image)| self.area(image) == largest)
            .map_or(0, |(_, image)| self.side(image, b"Width"));
        // Strips of a page are nearly equal; beside a whole page there are at most logos.
        let strips: Vec<Picture<'_>> = images
            .into_iter()
            .filter(|(_, image)| self.side(image, b"Width") == widest && self.area(image) * 4 >= largest)
            .collect();
        let mut planes = strips.into_iter().map(|picture| self.plane(source, picture));
        let mut whole = planes.next().ok_or(Error::NoImage)??;
        if whole.height * 4 > whole.width * 3 {
            return Ok(whole);
        }
        for strip in planes {
            let strip = strip?;
            whole.height += strip.height;
            whole.pixels.extend(strip.pixels);
        }
        Ok(whole)
    }

    /// The pictures that a page draws, also within forms: pages may share resources that name the pictures of all.
    fn drawn<'a>(
        &'a self,
        content: &[u8],
        resources: &[&'a Dictionary],
        depth: usize,
        images: &mut Vec<Picture<'a>>,
    ) {
        const DEEPEST: usize = 4;
        let Ok(content) = Content::decode(content) else { return };
        for operation in content.operations.iter().filter(|operation| operation.operator == "Do") {
            let Some(Ok(name)) = operation.operands.first().map(Object::as_name) else { continue };
            let object = resources.iter().find_map(|resources| {
                let objects = self.document.get_dict_in_dict(resources, b"XObject").ok()?;
                self.document.dereference(objects.get(name).ok()?).ok()
            });
            let stream = match object {
                Some((Some(id), Object::Dictionary(image))) if self.pictures.contains_key(&id) => {
                    images.push((id, image));
                    continue;
                }
                Some((_, Object::Stream(stream))) => stream,
                _ => continue,
            };
            match stream.dict.get(b"Subtype").and_then(Object::as_name) {
                Ok(b"Form") if depth < DEEPEST => {
                    let plain = stream.decompressed_content();
                    let content = plain.as_deref().unwrap_or(&stream.content);
                    match self.document.get_dict_in_dict(&stream.dict, b"Resources") {
                        Ok(own) => self.drawn(content, &[own], depth + 1, images),
                        Err(_) => self.drawn(content, resources, depth + 1, images),
                    }
                }
                _ => {}
            }
        }
    }

    fn value<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.document.dereference(dict.get(key).ok()?).ok().map(|(_, object)| object)
    }

    fn side(&self, image: &Dictionary, key: &[u8]) -> usize {
        let value = self.value(image, key).and_then(|value| value.as_i64().ok()).unwrap_or(0);
        usize::try_from(value).unwrap_or(0)
    }

    fn area(&self, image: &Dictionary) -> usize {
        self.side(image, b"Width").saturating_mul(self.side(image, b"Height"))
    }

    fn plane(&self, source: &Source, (id, image): Picture<'_>) -> Result<Plane, Error> {
        let (width, height) = (self.side(image, b"Width"), self.side(image, b"Height"));
        let place = self.pictures.get(&id).ok_or(Error::NoImage)?;
        let count = usize::try_from(place.end - place.start).ok().filter(|count| *count <= 4 * LARGEST);
        let count = count.filter(|_| width.saturating_mul(height) <= LARGEST).ok_or(Error::TooLarge)?;
        let content = source.read(place.start, count).map_err(|_| Error::Unreadable)?;
        let image = &Stream::new(image.clone(), content);
        let filters = image.filters().unwrap_or_default();
        let Some((last, before)) = filters.split_last() else {
            return self.samples(image, width, height, &image.content);
        };
        // A scanner compresses once; some programs compress the result again.
        let inflated = match before {
            [] => None,
            [b"FlateDecode"] => Some(inflated(&image.content)?),
            _ => return Err(Error::Coding("nhiều lớp")),
        };
        let content = inflated.as_deref().unwrap_or(&image.content);
        match *last {
            b"DCTDecode" | b"DCT" => jpeg(content),
            b"CCITTFaxDecode" | b"CCF" => self.fax(image, width, height, content),
            b"JBIG2Decode" => {
                let globals = self.parameters(image).and_then(|dict| self.value(dict, b"JBIG2Globals"));
                let globals = globals.and_then(|globals| globals.as_stream().ok());
                let globals = globals
                    .map(|stream| stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
                super::jbig2::decode(content, globals.as_deref(), width, height)
            }
            b"JPXDecode" => Err(Error::Coding("JPEG 2000")),
            _ if before.is_empty() => {
                let content = image.decompressed_content().map_err(|_| Error::Broken)?;
                self.samples(image, width, height, &content)
            }
            _ => Err(Error::Coding("nhiều lớp")),
        }
    }

    fn samples(&self, image: &Stream, width: usize, height: usize, content: &[u8]) -> Result<Plane, Error> {
        let depth = match self.side(&image.dict, b"BitsPerComponent") {
            0 => 1,
            depth => depth,
        };
        let (channels, palette) = self.color(&image.dict);
        let samples = Samples { width, height, depth, channels, palette: palette.as_deref() };
        let plane = samples.plane(content)?;
        Ok(if depth == 1 { upright(plane) } else { plane })
    }

    /// How many samples a pixel has, and the brightness of a palette.
    fn color(&self, dict: &Dictionary) -> (usize, Option<Vec<u8>>) {
        let of_name = |name: &[u8]| match name {
            b"DeviceRGB" | b"CalRGB" | b"RGB" | b"Lab" => 3,
            b"DeviceCMYK" | b"CMYK" => 4,
            _ => 1,
        };
        let channels = |space: &Object| match space {
            Object::Name(name) => of_name(name),
            Object::Array(parts) => match parts.as_slice() {
                [Object::Name(name), profile, ..] if name == b"ICCBased" => {
                    let profile = self.document.dereference(profile).ok().map(|(_, profile)| profile);
                    let count = profile
                        .and_then(|profile| profile.as_stream().ok())
                        .map(|stream| self.side(&stream.dict, b"N"));
                    count.unwrap_or(1)
                }
                [Object::Name(name), ..] => of_name(name),
                _ => 1,
            },
            _ => 1,
        };
        let Some(space) = self.value(dict, b"ColorSpace") else { return (1, None) };
        if let Object::Array(parts) = space
            && let [Object::Name(name), base, _, table] = parts.as_slice()
            && (name == b"Indexed" || name == b"I")
        {
            let base = self.document.dereference(base).map_or(3, |(_, base)| channels(base));
            let table = match self.document.dereference(table) {
                Ok((_, Object::String(bytes, _))) => bytes.clone(),
                Ok((_, Object::Stream(stream))) => stream.decompressed_content().unwrap_or_default(),
                _ => Vec::new(),
            };
            let palette = table.chunks_exact(base.max(1)).map(|entry| match entry {
                [red, green, blue] => grey([*red, *green, *blue].map(u32::from)),
                [first, ..] => *first,
                [] => 255,
            });
            return (1, Some(palette.collect()));
        }
        (channels(space), None)
    }

    /// The parameters of the last filter.
    fn parameters<'a>(&'a self, image: &'a Stream) -> Option<&'a Dictionary> {
        match self.value(&image.dict, b"DecodeParms").or_else(|| self.value(&image.dict, b"DP")) {
            Some(Object::Dictionary(dict)) => Some(dict),
            Some(Object::Array(all)) => all
                .iter()
                .rev()
                .find_map(|one| self.document.dereference(one).ok().and_then(|(_, one)| one.as_dict().ok())),
            _ => None,
        }
    }

    /// Faxes: group 4, and group 3 in one dimension.
    fn fax(&self, image: &Stream, width: usize, height: usize, content: &[u8]) -> Result<Plane, Error> {
        let parameters = self.parameters(image);
        let number = |key: &[u8]| parameters.and_then(|dict| self.value(dict, key)?.as_i64().ok());
        let columns = u16::try_from(number(b"Columns").unwrap_or(1728)).map_err(|_| Error::TooLarge)?;
        let rows = u16::try_from(height).map_err(|_| Error::TooLarge)?;
        if usize::from(columns) != width {
            return Err(Error::Broken);
        }
        let mut pixels = Vec::with_capacity(width * height);
        let mut line = |transitions: &[u16]| {
            if pixels.len() < width * height {
                pixels.extend(pels(transitions, columns).map(|color| match color {
                    fax::Color::White => 255,
                    fax::Color::Black => 0,
                }));
            }
        };
        let decoded = match number(b"K").unwrap_or(0) {
            k if k < 0 => decode_g4(content.iter().copied(), columns, Some(rows), &mut line),
            0 => decode_g3(content.iter().copied(), &mut line),
            _ => return Err(Error::Coding("fax nhóm 3 hai chiều")),
        };
        // What is left of a broken page is not read: an answer could be missing.
        decoded.ok_or(Error::Broken)?;
        pixels.resize(width * height, 255);
        Ok(upright(Plane::new(width, height, pixels).ok_or(Error::Broken)?))
    }
}

fn inflated(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut inflated = Vec::new();
    let limit = 2 * LARGEST as u64;
    let _ = ZlibDecoder::new(bytes).take(limit).read_to_end(&mut inflated).map_err(|_| Error::Broken)?;
    Ok(inflated)
}
