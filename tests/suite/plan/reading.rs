//! A plan read from its text.

use std::collections::BTreeMap;

use toasoan::plan::{Activity, Cadence, Item, Medium, Plan, PlanIssue, Reading};

use super::plan;

const TEXT: &str = include_str!("../../fixtures/ke-hoach-127.txt");

/// The bodies' names: two plans name their ids differently.
fn names(plan: &Plan, ids: &[String]) -> Vec<String> {
    ids.iter().map(|id| plan.agency(id).expect("a body of the plan").name.clone()).collect()
}

/// A draft has neither number nor day, and often not the state's title.
#[test]
fn the_head_of_a_draft_names_its_province() {
    let head = "ỦY BAN NHÂN DÂN\nTỈNH VĨNH LONG\n";
    for (above, below) in [
        ("", "KẾ HOẠCH\n"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n", "KẾ HOẠCH\n"),
        ("Số:      /KH-UBND\tVĩnh Long, ngày      tháng     năm 2027\n", "KẾ HOẠCH\n"),
    ] {
        let text = format!(
            "{head}{above}{below}Tuyên truyền chuyển đổi số năm 2027\n\nI. MỤC TIÊU\nNâng cao nhận thức.\n"
        );
        let plan = Reading::new(&text, 2026).plan;
        assert_eq!((plan.city.as_str(), plan.year), ("Vĩnh Long", 2027), "{text}");
        assert_eq!(plan.issuer, "Ủy ban nhân dân tỉnh Vĩnh Long", "{text}");
        assert_eq!(plan.title, "Kế hoạch tuyên truyền chuyển đổi số năm 2027", "{text}");
        assert_eq!((plan.number.as_str(), plan.date), ("", None), "{text}");
    }
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

/// A Word document of these paragraphs and, if any, a table of these rows after them.
pub fn docx(paragraphs: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let p = |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text));
    let mut body: String = paragraphs.lines().map(p).collect();
    if !rows.is_empty() {
        let cell = |text: &String| format!("<w:tc>{}</w:tc>", text.lines().map(p).collect::<String>());
        let row = |row: &Vec<String>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
        body += "<w:tbl>";
        body.extend(rows.iter().map(row));
        body += "</w:tbl>";
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("an entry");
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    std::io::Write::write_all(&mut zip, document.as_bytes()).expect("its content");
    zip.finish().expect("an archive").into_inner()
}

fn read_docx(bytes: &[u8]) -> Reading {
    let text = toasoan::import::document_text(bytes, |_| panic!("a Word document")).expect("it is read");
    Reading::new(&text, 2014)
}

#[test]
fn a_word_document_proposes_what_its_text_does() {
    let (word, text) = (read_docx(&docx(TEXT, &[])), Reading::new(TEXT, 2014));
    assert_eq!(word.plan, text.plan);
    assert_eq!(word.unread.len(), text.unread.len());
}

/// The appendix that an office would make of section IV: a row for each activity.
fn appendix() -> Vec<Vec<String>> {
    let plan = plan();
    let names = |ids: &[String]| names(&plan, ids).join("\n- ");
    let head = ["TT", "Nội dung", "Thời gian", "Cơ quan chủ trì", "Cơ quan phối hợp"].map(str::to_owned);
    let row = |(at, activity): (usize, &Activity)| {
        let time = activity.text.iter().find_map(|line| line.split_once("Thời gian thực hiện: "));
        let stated =
            activity.text.iter().find_map(|line| line.find("ít nhất").map(|at| line[at..].to_owned()));
        let time = time.map(|(_, time)| time.to_owned()).or(stated).unwrap_or_default();
        let title = activity.title.clone();
        vec![(at + 1).to_string(), title, time, names(&activity.lead), names(&activity.partners)]
    };
    std::iter::once(head.to_vec()).chain(plan.activities.iter().enumerate().map(row)).collect()
}

#[test]
fn a_table_of_activities_is_read_in_an_appendix_or_alone() {
    let expected = plan();
    let (front, tail) = TEXT.split_at(TEXT.find("IV. ").expect("section IV"));
    let tail = &tail[tail.find("V. TỔ CHỨC").expect("section V")..].replacen("V. ", "IV. ", 1);
    let of_plan = read_docx(&docx(&format!("{front}{tail}\nPHỤ LỤC\n(Kèm theo Kế hoạch)"), &appendix()));
    let alone = read_docx(&docx("", &appendix()));
    let pasted: Vec<String> = appendix().iter().map(|row| row.join("\t").replace("\n- ", "; ")).collect();
    let pasted = Reading::new(&pasted.join("\n"), 2014);
    for (what, read) in [("appendix", &of_plan), ("alone", &alone), ("pasted", &pasted)] {
        assert_eq!(read.plan.activities.len(), 13, "{what}");
        for (at, (one, by_hand)) in read.plan.activities.iter().zip(&expected.activities).enumerate() {
            let clause = &by_hand.clause;
            assert_eq!(one.clause, format!("PL.{}", at + 1));
            assert_eq!(one.cadence, by_hand.cadence, "{what} {clause}");
            assert_eq!(names(&read.plan, &one.lead), names(&expected, &by_hand.lead), "{what} {clause}");
            assert_eq!(
                names(&read.plan, &one.partners),
                names(&expected, &by_hand.partners),
                "{what} {clause}"
            );
        }
    }
    assert_eq!(of_plan.plan.recipients, expected.recipients);
    assert_eq!(of_plan.plan.signature, expected.signature);
    assert_eq!(of_plan.plan.duties.len(), expected.duties.len());
    assert!(Reading::new("Một dòng\tkhông phải kế hoạch", 2014).plan.activities.is_empty());
}

#[test]
fn each_item_shows_its_sentence_and_may_be_left() {
    let read = Reading::new(TEXT, 2014);
    let proposals = read.proposals();
    let count = |is: fn(&Item) -> bool| proposals.iter().filter(|one| is(&one.item)).count();
    assert_eq!(count(|item| matches!(item, Item::Activity(_))), 13);
    assert_eq!(count(|item| matches!(item, Item::Agency(_))), read.plan.agencies.len());
    assert_eq!(count(|item| matches!(item, Item::Topic(..))), 9);
    assert_eq!(count(|item| matches!(item, Item::Duty(_))), read.plan.duties.len());
    let first = &proposals[0];
    assert!(first.facts.contains(&"mỗi tháng hai kỳ".to_owned()), "{first:?}");
    assert!(first.sources.iter().any(|one| one.contains("Mỗi tháng hai kỳ trong năm 2014")), "{first:?}");
    // What was guessed has no sentence; all else has.
    let without = proposals.iter().filter(|one| one.sources.is_empty()).map(|one| &one.title);
    assert!(without.clone().count() <= 2, "{:?}", without.collect::<Vec<_>>());

    let interior = proposals.iter().find(|one| one.title == "Sở Nội vụ").expect("an agency").item;
    let audience = |item| matches!(item, Item::Topic(0, _));
    let kept = read.without(|item| item == Item::Activity(0) || item == interior || audience(item));
    assert_eq!(kept.plan.activities[0].clause, "IV.1.b");
    assert_eq!((kept.plan.activities.len(), kept.plan.audiences.len()), (12, 1));
    assert!(kept.plan.agencies.iter().all(|agency| agency.name != "Sở Nội vụ"));
    let unknown = kept.plan.check().into_iter().filter(|issue| matches!(issue, PlanIssue::UnknownId { .. }));
    assert_eq!(unknown.count(), 0, "nothing names the agency that was left");
    assert_eq!(read.without(|_| false), read);
}

#[test]
fn a_head_of_two_columns_gives_issuer_number_and_title() {
    // As a Word file has it: the left column, then the right; the title in one paragraph.
    let head = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ\n_____\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHuế, ngày 05 tháng 01 \
                năm 2027\nKẾ HOẠCH Tuyên truyền cải cách hành chính năm 2027\nCăn cứ Luật;\nI. MỤC ĐÍCH\nMột.";
    let plan = Reading::new(head, 2026).plan;
    assert_eq!((plan.issuer.as_str(), plan.number.as_str()), ("Ủy ban nhân dân thành phố Huế", "12/KH-UBND"));
    assert_eq!(plan.title, "Kế hoạch tuyên truyền cải cách hành chính năm 2027");
    assert_eq!((plan.year, plan.city.as_str(), plan.preamble.as_str()), (2027, "Huế", "Căn cứ Luật;"));
}

#[test]
fn each_agency_and_each_kind_of_place_is_understood() {
    use toasoan::plan::LocalityKind::{Commune, Ward};
    let text = "KẾ HOẠCH\nIV. HÌNH THỨC\n1. Tin, bài của các sở\n- Thời gian: mỗi tháng mỗi cơ quan ít nhất 02 tin.\n\
        - Cơ quan chủ trì: Sở Nội vụ.\n- Cơ quan phối hợp: Sở Tư pháp; Sở Công Thương; UBND quận, huyện.\n\
        2. Bảng tin ở mỗi phường, xã\n- Thời gian: hằng tháng.\n- Cơ quan chủ trì: Sở Nội vụ.\n\
        3. Báo cáo chuyên đề\n- Thời gian: mỗi cơ quan mỗi quý một lần.\n- Cơ quan chủ trì: Các sở, ban ngành.\n\
        4. Tọa đàm Chuyển đổi số với doanh nghiệp\n- Thời gian: 03 buổi từ tháng 4 đến tháng 10.\n- Đơn vị thực hiện: Sở Công Thương.\n\
        5. Tin, bài trên trang thông tin điện tử của thành phố\n- Thời gian: hằng tuần, từ ngày 15 tháng 3 đến hết tháng 9.\n\
        - Cơ quan chủ trì: Sở Nội vụ.\n";
    let read = Reading::new(text, 2027);
    let [news, board, report, talk, web] = read.plan.activities.as_slice() else {
        panic!("{:?}", read.plan.activities)
    };
    assert_eq!(news.cadence, Cadence::AtLeastMonthly(2));
    assert_eq!(names(&read.plan, &news.per_agency), ["Sở Nội vụ", "Sở Tư pháp", "Sở Công Thương"]);
    assert!((board.per_locality, board.kinds.as_slice()) == (true, &[Ward, Commune]));
    assert!(report.per_agency.is_empty() && !report.per_locality);
    assert_eq!(report.cadence, Cadence::Quarterly);
    let missed: Vec<&str> = read.unread.iter().map(|one| one.reason.as_str()).collect();
    assert!(missed.len() == 2 && missed[0].starts_with("Giao cho mỗi cơ quan"), "{missed:?}");
    // A number within a part of the year, what begins in it, and an end that is not kept.
    assert_eq!(talk.cadence, Cadence::Times { count: 3, from: 4, to: 10 });
    assert_eq!(names(&read.plan, &talk.lead), ["Sở Công Thương"]);
    assert_eq!((&web.cadence, web.starts), (&Cadence::Weekly, "2027-03-15".parse().ok()));
    assert!(missed[1].starts_with("Lặp lại trong một phần của năm"), "{missed:?}");
    assert_eq!(read.proposals()[4].facts[1], "bắt đầu từ 15/03/2027");
    // Short names end where a word group ends.
    assert_eq!((talk.short.as_str(), web.short.as_str()), ("Tọa đàm Chuyển đổi số", "Tin, bài"));
    let facts = &read.proposals()[0].facts;
    assert_eq!(facts[0], "mỗi tháng ít nhất hai kỳ, mỗi cơ quan");
    assert_eq!(read.proposals()[1].facts[0], "mỗi tháng một kỳ, mỗi phường, xã");
}
