use chrono::NaiveDate;
use unicode_normalization::is_nfc;

use super::{draft, skeleton};
use crate::piece::{Format, PieceId, Status, stage};
use crate::plan::{Activity, Cadence, Hue, Medium, Period, Slot, SlotId};
use crate::poster::{ElementKind, Poster};

/// The thirteen activities of section IV, with their formats.
const ACTIVITIES: [(&str, Format); 13] = [
    ("chuyen-muc-cchc", Format::Av),
    ("gap-go-doi-thoai", Format::Av),
    ("dien-dan-bao", Format::Article),
    ("doi-thoai-doanh-nghiep", Format::Dialogue),
    ("doi-thoai-nguoi-dan", Format::Dialogue),
    ("niem-yet", Format::Article),
    ("truyen-thanh", Format::Radio),
    ("pano-ap-phich", Format::Poster),
    ("tieu-pham", Format::Stage),
    ("mat-tran-doan-the", Format::Article),
    ("khao-sat", Format::Quiz),
    ("hoi-thi", Format::Contest),
    ("cong-thong-tin", Format::Article),
];

#[test]
fn every_activity_has_a_skeleton_of_its_own() {
    let bodies: Vec<&str> = ACTIVITIES.iter().map(|(id, format)| skeleton(id, *format)).collect();
    for (index, body) in bodies.iter().enumerate() {
        let id = ACTIVITIES[index].0;
        assert!(body.len() > 100 && body.ends_with('\n') && !body.contains('\r') && is_nfc(body), "{id}");
        assert!(!bodies[..index].contains(body), "{id} shares another's skeleton");
    }
    for format in Format::ALL {
        assert!(skeleton("chua-biet", format).len() > 50, "{format:?}");
        // An activity set to another format uses that format's skeleton.
        assert_eq!(skeleton("hoi-thi", format) == skeleton("chua-biet", format), format != Format::Article);
    }
}

/// The skeletons contain what the plan requires of the content.
#[test]
fn skeletons_lead_to_what_the_plan_asks() {
    for (id, format, asked) in [
        ("chuyen-muc-cchc", Format::Av, &["Tính chất: biểu dương", "Tính chất: phê phán", "Hình:"][..]),
        ("truyen-thanh", Format::Radio, &["Tính chất: biểu dương", "Tính chất: phê phán"]),
        ("dien-dan-bao", Format::Article, &["## Ý kiến: mặt được", "## Ý kiến: mặt chưa được", "tận tụy"]),
        (
            "doi-thoai-nguoi-dan",
            Format::Dialogue,
            &["về đất đai", "về xây dựng", "về tư pháp, hộ tịch", "Kết luận"],
        ),
        (
            "tieu-pham",
            Format::Stage,
            &["Trách nhiệm của cơ quan", "Trách nhiệm của công dân", "Giải đáp thủ tục"],
        ),
        ("cong-thong-tin", Format::Article, &["Ý kiến đóng góp"]),
    ] {
        for words in asked {
            assert!(skeleton(id, format).contains(words), "{id} lacks {words}");
        }
    }
    assert!(!skeleton("truyen-thanh", Format::Radio).contains("Hình:"), "radio has no pictures");
    let rundown = skeleton("gap-go-doi-thoai", Format::Av);
    assert_eq!(
        rundown.matches("\nThời lượng:").count(),
        rundown.matches("\n## ").count(),
        "live items are timed"
    );
    let survey = skeleton("khao-sat", Format::Quiz);
    assert_eq!((survey.matches("\nA. ").count(), survey.matches("\nĐáp án:").count()), (10, 10));
}

#[test]
fn the_skit_and_the_poster_can_be_read() {
    let play = stage::parse(skeleton("tieu-pham", Format::Stage));
    assert!(play.scenes().len() == 2 && !play.props.is_empty() && !play.effects.is_empty());
    assert!(play.characters().iter().all(|one| one.is_declared && one.speeches > 0));

    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let poster: Poster = options
        .from_str(skeleton("pano-ap-phich", Format::Poster))
        .expect("the poster's skeleton is a poster");
    assert_eq!((poster.width, poster.height, poster.bleed), (420.0, 594.0, 3.0));
    let [title] = &poster.elements[..] else { panic!("one title, not {:?}", poster.elements) };
    let frame = title.frame;
    assert!(frame.x >= poster.safe && frame.x + frame.width <= poster.width - poster.safe);
    assert!(matches!(&title.kind, ElementKind::Text(text) if text.text.contains("CẢI CÁCH")));
}

#[test]
fn a_draft_is_titled_after_its_slot() {
    let activity = |id: &str, short: &str, format| Activity {
        live: None,
        unit: None,
        id: id.into(),
        clause: "IV".into(),
        title: short.into(),
        short: short.into(),
        lead: Vec::new(),
        partners: Vec::new(),
        cadence: Cadence::Weekly,
        starts: None,
        per_locality: false,
        kinds: Vec::new(),
        per_agency: Vec::new(),
        medium: Medium::Television,
        hue: Hue::Tv,
        format,
        rules: Vec::new(),
        text: Vec::new(),
    };
    let segment = activity("chuyen-muc-cchc", "Chuyên mục CCHC", Format::Av);
    let skit = activity("tieu-pham", "Tiểu phẩm", Format::Stage);
    for (activity, period, title) in [
        (&segment, Some(Period::MonthPart { year: 2014, month: 3, nth: 2 }), "Chuyên mục CCHC, kỳ 2 tháng 3"),
        (&segment, None, "Chuyên mục CCHC"),
        (&skit, Some(Period::Nth { year: 2014, nth: 3 }), "Tiểu phẩm thứ 3"),
    ] {
        let day = NaiveDate::from_ymd_opt(2014, 3, 16).expect("a day");
        let slot = period.map(|period| Slot {
            id: SlotId::new(&activity.id, period, None),
            period,
            from: day,
            to: day,
        });
        let piece = draft(activity, slot.as_ref(), PieceId("01".into()));
        assert_eq!(
            (piece.header.title.as_str(), piece.header.activity.as_str()),
            (title, activity.id.as_str())
        );
        assert_eq!((piece.header.status, piece.format), (Status::Drafting, activity.format));
        assert!(piece.header.airings.is_empty() && piece.header_source.is_empty());
    }
}
