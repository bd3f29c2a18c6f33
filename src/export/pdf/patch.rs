//! Corrects what printpdf gets wrong or does not support, then writes the file.

use std::sync::Mutex;

use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use rayon::prelude::*;

use super::Error;
use super::compress::StreamCompressor;
use super::content::{CUT_CONTOUR, KNOCKOUT, OVERPRINT, PageContent, Shade, opacity_name};
use super::font::Fonts;
use super::image::Images;
use super::press;
use crate::page::{Bookmark, Color, Rect, Stop};

/// A file's metadata.
pub(super) struct Head<'a> {
    pub title: &'a str,
    pub author: &'a str,
    pub bookmarks: &'a [Bookmark],
    /// The day of a file in PDF/X-4.
    pub exchange: Option<NaiveDate>,
}

impl Head<'_> {
    /// ISO 15930-7 demands the time to the second.
    fn made(&self, form: &str) -> Option<String> {
        self.exchange.map(|day| day.format(form).to_string())
    }
}

pub(super) fn finish(
    mut pdf: Document,
    head: &Head<'_>,
    fonts: &Fonts,
    images: Images,
    sheets: Vec<PageContent>,
) -> Result<Vec<u8>, Error> {
    let ids: Vec<ObjectId> = pdf.page_iter().collect();
    let (mut shades, mut layers, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    let mut states = Dictionary::new();
    let is_for_press = sheets.iter().any(|sheet| sheet.trim.is_some());
    for (id, sheet) in ids.iter().zip(sheets) {
        let dictionary = pdf.get_dictionary_mut(*id).map_err(failed)?;
        boxes(dictionary, &sheet);
        let content = dictionary.get(b"Contents").and_then(Object::as_reference).map_err(failed)?;
        pdf.set_object(content, sheet.content);
        shades.extend(sheet.shades);
        layers.extend(sheet.layers);
        if sheet.has_cut {
            cut(&mut pdf, *id)?;
        }
        groups.extend(sheet.groups);
        if sheet.has_overprint {
            states.extend(&overprint());
        }
        for thousandths in sheet.opacities {
            let opacity = Object::Real(f32::from(thousandths) / 1000.0);
            let state = dictionary! { "Type" => "ExtGState", "ca" => opacity.clone(), "CA" => opacity };
            states.set(opacity_name(thousandths), state);
        }
    }
    if let Some(first) = ids.first() {
        resources(&mut pdf, *first, fonts, images, &shades)?;
        transparent(&mut pdf, *first, groups, states)?;
        unprinted(&mut pdf, *first, &layers)?;
    }
    catalog(&mut pdf, head, &ids)?;
    if is_for_press {
        intent(&mut pdf, head.exchange.is_some())?;
    }
    if let (true, Some(first)) = (head.exchange.is_some(), ids.first()) {
        screen_colors(&mut pdf, *first)?;
    }
    save(pdf, head.exchange.is_some())
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Write(error.to_string())
}

/// printpdf writes width and height where PDF expects the opposite corner, and does not support bleed.
fn boxes(dictionary: &mut Dictionary, page: &PageContent) {
    let whole = Rect::new(0.0, 0.0, page.size.width, page.size.height);
    let trim = page.trim.unwrap_or(whole);
    let bleed = page.bleed.unwrap_or(trim);
    let corners = |rect: Rect| {
        let bottom = page.size.height - rect.y - rect.height;
        let corners = [rect.x, bottom, rect.x + rect.width, bottom + rect.height];
        corners.map(|value| Object::Real((value * 1000.0).round() / 1000.0)).to_vec()
    };
    let _ = dictionary.remove(b"CropBox");
    dictionary.set("MediaBox", corners(whole));
    dictionary.set("BleedBox", corners(bleed));
    dictionary.set("TrimBox", corners(trim));
    if dictionary.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
        let _ = dictionary.remove(b"Annots");
    }
}

/// Adds the pictures and shadings that the content uses, and what the fonts lack. All pages share their
/// resources.
fn resources(
    pdf: &mut Document,
    page: ObjectId,
    fonts: &Fonts,
    images: Images,
    shades: &[(String, Shade)],
) -> Result<(), Error> {
    let shared = |pdf: &Document, key: &[u8]| -> Result<ObjectId, Error> {
        let resources = pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")).map_err(failed)?;
        let resources = pdf.get_dictionary(resources.as_reference().map_err(failed)?).map_err(failed)?;
        resources.get(key).and_then(Object::as_reference).map_err(failed)
    };
    let pictures = shared(pdf, b"XObject")?;
    for (name, picture) in images.add_to(pdf) {
        pdf.get_dictionary_mut(pictures).map_err(failed)?.set(name, picture);
    }
    let shadings = shared(pdf, b"Shading")?;
    for (name, shade) in shades {
        pdf.get_dictionary_mut(shadings).map_err(failed)?.set(name.as_str(), shading(shade));
    }
    let dictionary = shared(pdf, b"Font")?;
    for subset in fonts.iter() {
        let font = pdf.get_dictionary(dictionary).and_then(|all| all.get(subset.id().0.as_bytes()));
        let Ok(font) = font.and_then(Object::as_reference) else { continue };
        let map = subset.code_to_glyph().map(|map| pdf.add_object(Stream::new(Dictionary::new(), map)));
        let font = pdf.get_dictionary_mut(font).map_err(failed)?;
        let Ok([Object::Dictionary(descendant)]) =
            font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).map(Vec::as_mut_slice)
        else {
            continue;
        };
        if let Some(map) = map {
            descendant.set("CIDToGIDMap", map);
        }
        // printpdf truncates fractions of widths, so each glyph would need a correction.
        let widths: Vec<Object> = subset.read_widths().map(|width| Object::Real(width as f32)).collect();
        descendant.set("W", vec![0.into(), widths.into()]);
        let descriptor = descendant.get(b"FontDescriptor").and_then(Object::as_reference).map_err(failed)?;
        if let Some(height) = subset.cap_height() {
            pdf.get_dictionary_mut(descriptor).map_err(failed)?.set("CapHeight", height);
        }
    }
    Ok(())
}

/// What the inks are meant for (ISO 32000-1, 14.11.5): offset on coated paper, a condition that print shops know by
/// its name in the ICC's registry.
fn intent(pdf: &mut Document, has_profile: bool) -> Result<(), Error> {
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => Object::string_literal("FOGRA39"),
        "OutputCondition" => text("In offset bốn mực trên giấy tráng (ISO 12647-2)"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal("Coated FOGRA39 (ISO 12647-2:2004)"),
    };
    if has_profile {
        let profile = Stream::new(dictionary! { "N" => 4 }, press::profile());
        intent.set("DestOutputProfile", pdf.add_object(profile));
        intent.set("OutputConditionIdentifier", Object::string_literal(press::NAME));
        let _ = intent.remove(b"RegistryName");
    }
    let root = pdf.trailer.get(b"Root").and_then(Object::as_reference).map_err(failed)?;
    let root = pdf.get_dictionary_mut(root).map_err(failed)?;
    root.set("OutputIntents", vec![Object::Dictionary(intent)]);
    Ok(())
}

/// Says what the screen's colours are, which PDF/X-4 does not take for granted: sRGB (ISO 32000-1, 8.6.5.6).
fn screen_colors(pdf: &mut Document, page: ObjectId) -> Result<(), Error> {
    let mut profile = moxcms::ColorProfile::new_srgb().encode().map_err(failed)?;
    // Its own date would make every file another one.
    if let Some(made) = profile.get_mut(24..36) {
        made.fill(0);
    }
    let profile = Stream::new(dictionary! { "N" => 3, "Alternate" => "DeviceRGB" }, profile);
    let profile = pdf.add_object(profile);
    let resources = pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")).map_err(failed)?;
    let resources = resources.as_reference().map_err(failed)?;
    let resources = pdf.get_dictionary_mut(resources).map_err(failed)?;
    let space: Vec<Object> = vec!["ICCBased".into(), profile.into()];
    match resources.get_mut(b"ColorSpace").and_then(Object::as_dict_mut) {
        Ok(spaces) => spaces.set("DefaultRGB", space),
        Err(_) => resources.set("ColorSpace", dictionary! { "DefaultRGB" => space }),
    }
    Ok(())
}

/// Adds the transparency groups and the states of graphics that the content uses.
fn transparent(
    pdf: &mut Document,
    page: ObjectId,
    groups: Vec<(String, Stream)>,
    states: Dictionary,
) -> Result<(), Error> {
    let resources = pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")).map_err(failed)?;
    let resources = resources.as_reference().map_err(failed)?;
    if !states.is_empty() {
        pdf.get_dictionary_mut(resources).map_err(failed)?.set("ExtGState", states);
    }
    let all = pdf.get_dictionary(resources).and_then(|all| all.get(b"XObject")).map_err(failed)?;
    let all = all.as_reference().map_err(failed)?;
    for (name, mut group) in groups {
        group.dict.set("Resources", resources);
        let group = pdf.add_object(group);
        pdf.get_dictionary_mut(all).map_err(failed)?.set(name, group);
    }
    Ok(())
}

/// The states of overprint (ISO 32000-1, 8.6.7). In mode 1 an ink that is not used stays as it is below.
fn overprint() -> Dictionary {
    let state = |is_on: bool| {
        let mode = i64::from(is_on);
        dictionary! { "Type" => "ExtGState", "OP" => is_on, "op" => is_on, "OPM" => mode }
    };
    dictionary! { OVERPRINT => state(true), KNOCKOUT => state(false) }
}

/// Adds the cutting line's spot colour (ISO 32000-1, 8.6.6.4).
fn cut(pdf: &mut Document, page: ObjectId) -> Result<(), Error> {
    let resources = pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")).map_err(failed)?;
    let resources = resources.as_reference().map_err(failed)?;
    let reals = |values: [f32; 4]| values.map(Object::Real).to_vec();
    let tint = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => reals([0.0; 4]),
        "C1" => reals(Color::CUT_PROOF),
        "N" => 1,
    };
    let space: Vec<Object> =
        vec!["Separation".into(), CUT_CONTOUR.into(), "DeviceCMYK".into(), Object::Dictionary(tint)];
    let resources = pdf.get_dictionary_mut(resources).map_err(failed)?;
    resources.set("ColorSpace", dictionary! { CUT_CONTOUR => space });
    Ok(())
}

/// Layers that readers show but do not print (ISO 32000-1, 8.11.4: usage of optional content).
fn unprinted(pdf: &mut Document, page: ObjectId, layers: &[(String, &'static str)]) -> Result<(), Error> {
    let mut groups: Vec<(&str, ObjectId)> = Vec::new();
    let mut properties = Dictionary::new();
    for (key, name) in layers {
        let known = groups.iter().find(|(known, _)| known == name).map(|(_, group)| *group);
        let group = known.unwrap_or_else(|| {
            let usage = dictionary! {
                "Print" => dictionary! { "Subtype" => "PrintersMarks", "PrintState" => "OFF" },
                "View" => dictionary! { "ViewState" => "ON" },
                "Export" => dictionary! { "ExportState" => "OFF" },
            };
            pdf.add_object(dictionary! {
                "Type" => "OCG",
                "Name" => text(name),
                "Usage" => usage,
                // Not in the standard: Ghostscript from 10.00 to 10.04 looks for the state here instead of in
                // the usage and takes ON for OFF (its `pdfi_oc_check_OCG_usage`). Others ignore an unknown
                // key.
                "Print" => dictionary! { "PrintState" => "ON" },
            })
        });
        if known.is_none() {
            groups.push((name, group));
        }
        properties.set(key.as_str(), group);
    }
    if groups.is_empty() {
        return Ok(());
    }
    let all: Vec<Object> = groups.into_iter().map(|(_, group)| group.into()).collect();
    let when = |event: &str| {
        let category: Vec<Object> = vec![event.into()];
        Object::Dictionary(dictionary! { "Event" => event, "Category" => category, "OCGs" => all.clone() })
    };
    let usual = dictionary! {
        "ON" => all.clone(),
        "Order" => all.clone(),
        "AS" => vec![when("View"), when("Print"), when("Export")],
    };
    let resources = pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")).map_err(failed)?;
    let resources = resources.as_reference().map_err(failed)?;
    pdf.get_dictionary_mut(resources).map_err(failed)?.set("Properties", properties);
    let root = pdf.trailer.get(b"Root").and_then(Object::as_reference).map_err(failed)?;
    let root = pdf.get_dictionary_mut(root).map_err(failed)?;
    root.set("OCProperties", dictionary! { "OCGs" => all, "D" => usual });
    Ok(())
}

/// A gradient in its own inks; printpdf's are RGB (ISO 32000-1, 8.7.4.5.3 and 8.7.4.5.4).
fn shading(shade: &Shade) -> Dictionary {
    let inks = |color: Color| match color {
        Color::Cmyk { c, m, y, k } => vec![c, m, y, k],
        Color::CutContour => Color::CUT_PROOF.to_vec(),
        Color::Rgb { r, g, b } => vec![r, g, b],
    };
    let screen = |color: Color| color.to_rgb8().map(|channel| f32::from(channel) / 255.0).to_vec();
    let is_cmyk = shade.stops.iter().all(|stop| !matches!(stop.color, Color::Rgb { .. }));
    let colors = |color: Color| if is_cmyk { inks(color) } else { screen(color) };
    let reals = |values: &[f32]| values.iter().copied().map(Object::Real).collect::<Vec<_>>();
    let between = |from: Color, to: Color| {
        dictionary! {
            "FunctionType" => 2,
            "Domain" => reals(&[0.0, 1.0]),
            "C0" => reals(&colors(from)),
            "C1" => reals(&colors(to)),
            "N" => 1,
        }
    };
    // Flat before the first stop and after the last.
    let mut stops = shade.stops.clone();
    if let Some(first) = stops.first().copied().filter(|stop| stop.at > 0.0) {
        stops.insert(0, Stop { at: 0.0, ..first });
    }
    if let Some(last) = stops.last().copied().filter(|stop| stop.at < 1.0) {
        stops.push(Stop { at: 1.0, ..last });
    }
    let function = match stops.as_slice() {
        [from, to] => between(from.color, to.color),
        stops => dictionary! {
            "FunctionType" => 3,
            "Domain" => reals(&[0.0, 1.0]),
            "Functions" => stops.windows(2)
                .map(|pair| Object::Dictionary(between(pair[0].color, pair[1].color)))
                .collect::<Vec<_>>(),
            "Bounds" => reals(&stops.iter().skip(1).rev().skip(1).rev().map(|stop| stop.at).collect::<Vec<_>>()),
            "Encode" => reals(&[0.0, 1.0].repeat(stops.len().saturating_sub(1))),
        },
    };
    dictionary! {
        "ShadingType" => if shade.coordinates.len() == 4 { 2 } else { 3 },
        "ColorSpace" => if is_cmyk { "DeviceCMYK" } else { "DeviceRGB" },
        "Coords" => reals(&shade.coordinates),
        "Extend" => vec![Object::Boolean(true), Object::Boolean(true)],
        "Function" => function,
    }
}

/// Title, language, bookmarks; no date, so that the output is reproducible.
fn catalog(pdf: &mut Document, head: &Head<'_>, sheets: &[ObjectId]) -> Result<(), Error> {
    let producer = concat!("Tòa soạn ", env!("CARGO_PKG_VERSION"));
    let mut info = dictionary! { "Producer" => text(producer) };
    if !head.title.is_empty() {
        info.set("Title", text(head.title));
    }
    if !head.author.is_empty() {
        info.set("Author", text(head.author));
    }
    if let Some(made) = head.made("D:%Y%m%d000000Z") {
        let made = Object::string_literal(made);
        info.set("CreationDate", made.clone());
        info.set("ModDate", made);
        info.set("Trapped", "False");
        info.set("GTS_PDFXVersion", Object::string_literal("PDF/X-4"));
    }
    let old = pdf.trailer.get(b"Info").and_then(Object::as_reference).map_err(failed)?;
    pdf.set_object(old, info);

    let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let xmp = pdf.add_object(Stream::new(xmp, metadata(head, producer).into_bytes()).with_compression(false));
    let outlines = bookmarks(pdf, head, sheets);
    let root = pdf.trailer.get(b"Root").and_then(Object::as_reference).map_err(failed)?;
    let root = pdf.get_dictionary_mut(root).map_err(failed)?;
    let _ = root.remove(b"PageLayout");
    let _ = root.remove(b"PageMode");
    root.set("Lang", Object::string_literal("vi-VN"));
    root.set("Metadata", xmp);
    root.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(outlines) = outlines {
        root.set("Outlines", outlines);
        root.set("PageMode", "UseOutlines");
    }
    Ok(())
}

/// In document order; printpdf sorts those of one page by name.
fn bookmarks(pdf: &mut Document, head: &Head<'_>, sheets: &[ObjectId]) -> Option<ObjectId> {
    let marks: Vec<(&str, ObjectId)> = head
        .bookmarks
        .iter()
        .filter_map(|mark| Some((mark.title.as_str(), *sheets.get(mark.page)?)))
        .collect();
    if marks.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = marks.iter().map(|_| pdf.new_object_id()).collect();
    for (index, (title, sheet)) in marks.iter().enumerate() {
        let mut mark = dictionary! {
            "Title" => text(title),
            "Parent" => root,
            "Dest" => vec![(*sheet).into(), "Fit".into()],
        };
        if let Some(previous) = index.checked_sub(1) {
            mark.set("Prev", ids[previous]);
        }
        if let Some(next) = ids.get(index + 1) {
            mark.set("Next", *next);
        }
        pdf.set_object(ids[index], mark);
    }
    let outlines = dictionary! {
        "Type" => "Outlines",
        "Count" => ids.len() as i64,
        "First" => ids[0],
        "Last" => ids[ids.len() - 1],
    };
    pdf.set_object(root, outlines);
    Some(root)
}

/// A PDF text string: UTF-16BE with a byte order mark.
fn text(value: &str) -> Object {
    let bytes = std::iter::once(0xFEFF).chain(value.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn metadata(head: &Head<'_>, producer: &str) -> String {
    let escape = |value: &str| value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let author = match head.author {
        "" => String::new(),
        author => format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", escape(author)),
    };
    let exchange = head.made("%Y-%m-%dT00:00:00Z").map_or_else(String::new, |made| {
        let name = blake3::hash(format!("{}{made}", head.title).as_bytes()).to_hex();
        let id = format!(
            "uuid:{}-{}-{}-{}-{}",
            &name[..8],
            &name[8..12],
            &name[12..16],
            &name[16..20],
            &name[20..32]
        );
        format!(
            "<pdf:Trapped>False</pdf:Trapped>\
             <xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>\
             <xmp:MetadataDate>{made}</xmp:MetadataDate>\
             <xmpMM:DocumentID>{id}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>\
             <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\
             <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
        )
    });
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>{author}\
         <dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>\
         <pdf:Producer>{}</pdf:Producer>{exchange}\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        escape(head.title),
        escape(producer),
    )
}

/// Streams are compressed in parallel; small objects go into object streams (PDF 1.5).
fn save(mut pdf: Document, is_exchanged: bool) -> Result<Vec<u8>, Error> {
    // PDF/X-4 knows no later version than 1.6.
    pdf.version = if is_exchanged { "1.6" } else { "1.7" }.into();
    compress_all(&mut pdf);
    let mut hasher = blake3::Hasher::new();
    for object in pdf.objects.values() {
        let _ = match object {
            Object::Stream(stream) => {
                hasher.update(&stream.content).update(format!("{:?}", stream.dict).as_bytes())
            }
            other => hasher.update(format!("{other:?}").as_bytes()),
        };
    }
    let identity = hasher.finalize().as_bytes()[..16].to_vec();
    let identity = Object::String(identity, StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![identity.clone(), identity]);

    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(6)
        .build();
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let mut bytes = Vec::with_capacity(streams.map(|stream| stream.content.len()).sum::<usize>() + 32 * 1024);
    pdf.save_with_options(&mut bytes, options).map_err(failed)?;
    Ok(bytes)
}

/// Compresses the streams that are not compressed yet.
fn compress_all(pdf: &mut Document) {
    let idle: Mutex<Vec<StreamCompressor>> = Mutex::new(Vec::new());
    let take = || idle.lock().ok().and_then(|mut idle| idle.pop());
    pdf.objects
        .par_iter_mut()
        .filter_map(|(_, object)| object.as_stream_mut().ok())
        .filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter"))
        .for_each(|stream| {
            let mut squeezer = take().unwrap_or_default();
            squeezer.compress(stream);
            if let Ok(mut idle) = idle.lock() {
                idle.push(squeezer);
            }
        });
}
