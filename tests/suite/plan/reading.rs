//! A plan read from its text.

use std::collections::BTreeMap;

use toasoan::plan::{Activity, Cadence, Medium, Plan, Reading};

use super::plan;

const TEXT: &str = include_str!("../../fixtures/ke-hoach-127.txt");

/// The bodies' names: two plans name their ids differently.
fn names(plan: &Plan, ids: &[String]) -> Vec<String> {
    ids.iter().map(|id| plan.agency(id).expect("a body of the plan").name.clone()).collect()
}

#[test]
fn the_text_of_2014_proposes_the_plan_that_was_written_by_hand() {
    let read = Reading::new(TEXT, 2026);
    let (expected, found) = (plan(), &read.plan);
    assert_eq!(found.number, expected.number);
    assert_eq!(found.date, expected.date);
    assert_eq!((found.year, &found.city, &found.issuer), (2014, &expected.city, &expected.issuer));
    assert_eq!(found.title, expected.title);
    assert_eq!(found.preamble, expected.preamble);
    assert_eq!(found.requirements, expected.requirements);
    let topics = |plan: &Plan| -> Vec<(String, String)> {
        let topics = plan.audiences.iter().flat_map(|audience| &audience.topics);
        topics.map(|topic| (topic.clause.clone(), topic.text.clone())).collect()
    };
    assert_eq!(topics(found), topics(&expected));
    let titles = |plan: &Plan| plan.audiences.iter().map(|one| one.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(found), titles(&expected));
    let duties = |plan: &Plan| -> Vec<(String, String)> {
        plan.duties.iter().map(|duty| (duty.clause.clone(), duty.text.clone())).collect()
    };
    assert_eq!(duties(found), duties(&expected));
    assert_eq!(found.recipients, expected.recipients);
    assert_eq!(found.signature, expected.signature);

    assert_eq!(found.activities.len(), 13);
    for (one, by_hand) in found.activities.iter().zip(&expected.activities) {
        let clause = &by_hand.clause;
        assert_eq!(one.clause, *clause);
        assert_eq!(one.cadence, by_hand.cadence, "{clause}");
        assert_eq!(names(found, &one.lead), names(&expected, &by_hand.lead), "{clause}: who leads");
        assert_eq!(
            names(found, &one.partners),
            names(&expected, &by_hand.partners),
            "{clause}: who takes part"
        );
        assert_eq!(one.per_locality, by_hand.per_locality, "{clause}");
        assert_eq!(
            (one.medium, one.format, one.hue),
            (by_hand.medium, by_hand.format, by_hand.hue),
            "{clause}"
        );
        assert_eq!(one.live, by_hand.live, "{clause}");
        assert_eq!(one.text, by_hand.text, "{clause}");
        // Titles written by hand name the station (IV.1.a) or leave out the invitation (IV.9).
        if !matches!(clause.as_str(), "IV.1.a" | "IV.9") {
            assert_eq!(one.title, by_hand.title, "{clause}");
        }
        // That Sở Nội vụ and Sở Tư pháp must agree (IV.1.b) is how the station understands its clause.
        if clause != "IV.1.b" {
            assert_eq!(one.rules.len(), by_hand.rules.len(), "{clause}: {:?}", one.rules);
        }
    }
}

#[test]
fn each_field_names_its_sentence_and_what_is_missing_is_said() {
    let read = Reading::new(TEXT, 2014);
    let lines: Vec<&str> = TEXT.lines().collect();
    for found in &read.found {
        if let Some((line, sentence)) = &found.source {
            assert_eq!(lines[line - 1].trim(), sentence, "{} {}", found.clause, found.field);
        }
    }
    let source = |clause: &str, field: &str| {
        let found = read.found.iter().find(|one| one.clause == clause && one.field == field);
        found.and_then(|one| one.source.clone()).map(|(_, sentence)| sentence)
    };
    assert_eq!(
        source("IV.8", "cadence").as_deref().map(|sentence| sentence.contains("ít nhất 03 tiểu phẩm")),
        Some(true)
    );
    assert_eq!(source("IV.12", "lead"), None, "a guess has no sentence");
    // Only items 9 and 12 give no time.
    let missing: Vec<&str> = read.unread.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(missing, ["Không thấy thời gian thực hiện; tạm coi là thường xuyên."; 2]);
}

#[test]
fn a_plan_laid_out_otherwise_is_read_too_and_no_text_is_refused_by_a_panic() {
    let text = "ỦY BAN NHÂN DÂN TỈNH AN GIANG\nSố: /KH-UBND\nKẾ HOẠCH\nTuyên truyền chuyển đổi số năm 2027\n\
        Căn cứ Luật;\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao nhận thức.\n2. Yêu cầu\n- Thiết thực.\n\
        II. NỘI DUNG, HÌNH THỨC\n1. Chuyên mục trên Báo An Giang\n- Thời gian thực hiện: mỗi tháng 04 kỳ.\n\
        - Đơn vị chủ trì: Báo An Giang.\n- Đơn vị phối hợp: Sở Khoa học và Công nghệ và các sở, ngành liên quan.\n\
        2. Đối thoại với người dân\n- Thời gian: khi cần thiết.\n- Cơ quan chủ trì: UBND phường, xã.\n\
        III. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Khoa học và Công nghệ theo dõi.\n";
    let read = Reading::new(text, 2026);
    assert_eq!((read.plan.year, read.plan.number.as_str()), (2027, ""));
    assert_eq!(read.plan.goals.len(), 1);
    assert_eq!(read.plan.requirements, ["Thiết thực."]);
    let by_clause: BTreeMap<&str, &Activity> =
        read.plan.activities.iter().map(|one| (one.clause.as_str(), one)).collect();
    let press = by_clause["II.1"];
    assert_eq!((&press.cadence, press.medium), (&Cadence::PerMonth(4), Medium::Press));
    assert_eq!(names(&read.plan, &press.partners), ["Sở Khoa học và Công nghệ", "Sở, ban ngành thành phố"]);
    assert!(by_clause["II.2"].per_locality);
    assert_eq!(by_clause["II.2"].cadence, Cadence::Ongoing);
    assert_eq!(read.unread.len(), 1, "khi cần thiết: {:?}", read.unread);
    for text in ["", "I.", "I. \n1.\na)\n-", "Nơi nhận:", "IV. HÌNH THỨC\n1. ", "Số:\n, ngày \nKẾ HOẠCH"]
    {
        assert!(Reading::new(text, 2026).plan.activities.len() <= 1, "{text:?}");
    }
}
