//! The schedule for programme guides.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use toasoan::document::PrintOptions;
use toasoan::document::schedule::Request;
use toasoan::export::ics::Changes;
use toasoan::export::job;
use toasoan::page::Fonts;
use toasoan::piece::Status;

use crate::documents::{content, day, newsroom, samples};

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).expect("attributes")?;
    Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value").into_owned())
}

#[test]
fn a_guide_has_what_is_aired_with_its_channel_and_nothing_unapproved() {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    let newsroom = newsroom(pieces);
    let request = Request::new(day("2014-03-01"), day("2014-03-31"));
    let print = PrintOptions::default();
    let bytes = job::schedule(&newsroom, &request, "xml", &print, &Changes::UNKNOWN, &mut Fonts::new());
    let text = String::from_utf8(bytes.expect("a guide")).expect("UTF-8");
    let mut reader = Reader::from_str(&text);
    let (mut channels, mut programmes) = (HashSet::new(), Vec::new());
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) if tag.name().as_ref() == "channel" => {
                assert!(channels.insert(value(&tag, "id").expect("an id")), "each once");
            }
            Event::Start(tag) if tag.name().as_ref() == "programme" => {
                let channel = value(&tag, "channel").expect("a channel");
                assert!(channels.contains(&channel), "{channel} comes before its programmes");
                programmes.push((value(&tag, "start").expect("a start"), value(&tag, "stop"), channel));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // 20 March 19:45 for 15 minutes, from the plan's station.
    let segment = programmes.iter().find(|(start, ..)| start == "20140320194500 +0700").expect("the segment");
    assert_eq!(segment.1.as_deref(), Some("20140320200000 +0700"));
    assert_eq!(segment.2, "dai-ptth.toasoan.vn");
    // Nine districts, each its own channel.
    let districts = programmes.iter().filter(|(start, ..)| start == "20140312053000 +0700").count();
    assert_eq!(districts, 9);
    assert!(text.contains("<previously-shown />"), "the rerun of 22 March");
    let title = |status: fn(Status) -> bool| {
        let mut all = newsroom.pieces().filter(move |piece| status(piece.header.status));
        all.find(|piece| piece.header.activity == "truyen-thanh").map(|piece| piece.header.title.clone())
    };
    let published = title(|status| status == Status::Published).expect("an aired bulletin");
    assert!(text.contains("Chiếc ghe đậu sai bến") && !published.is_empty());
    let segment =
        newsroom.pieces().find(|piece| piece.header.title.starts_with("Cấp giấy")).expect("the segment");
    assert!(segment.header.status == Status::InReview && !text.contains("Cấp giấy"), "not approved yet");
}
