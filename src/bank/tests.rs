use super::*;

fn question(field: &str, text: &str, options: &[&str]) -> Question {
    let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    Question { field: field.into(), text: text.into(), options, key: "A".into(), ..Question::default() }
}

#[test]
fn the_same_question_is_known_in_another_order_and_spelling() {
    let asked = question("", "Cơ quan nào chủ trì khảo sát?", &["UBND quận, huyện", "Sở Nội vụ"]);
    let other = question("", "CƠ QUAN NÀO CHỦ TRÌ KHẢO SÁT ?", &["Sở Nội vụ.", "UBND quận, huyện."]);
    assert_eq!(asked.fingerprint(), other.fingerprint());
    assert_ne!(asked.fingerprint(), question("", "Cơ quan nào phối hợp khảo sát?", &["A"]).fingerprint());
}

#[test]
fn twins_are_found_among_many_and_what_differs_is_left() {
    let mut bank = Bank::default();
    for index in 0..200 {
        let text = format!("Hồ sơ số {index} về việc {} nộp ở quầy {}?", index * 7 + 3, index * 13 + 5);
        bank.questions.push(question("thu-tuc", &text, &[&format!("Quầy {index}"), "Bộ phận một cửa"]));
    }
    let mended = "Thủ tục đăng ký khai sinh cho trẻ em nộp hồ sơ ở cơ quan nào của xã, phường, thị trấn?";
    bank.questions.push(question("thu-tuc", mended, &["Bộ phận tiếp nhận", "Công an xã"]));
    bank.questions.push(question(
        "thu-tuc",
        &mended.replace("nộp hồ sơ", "nộp hồ sơ giấy"),
        &["Bộ phận tiếp nhận", "Công an xã"],
    ));
    let found: Vec<(usize, usize)> =
        twins(&bank).iter().map(|twin| (twin.first, twin.second)).filter(|pair| pair.1 >= 200).collect();
    assert_eq!(found, [(200, 201)]);
}

#[test]
fn fields_are_known_by_their_titles_and_empty_ones_are_told() {
    let mut bank = Bank::default();
    let of = |title: &str| bank.field_named(title).map(|field| field.id.clone());
    assert_eq!(of("PHẦN 2. LUẬT CÁN BỘ, CÔNG CHỨC").as_deref(), Some("luat-can-bo"));
    assert_eq!(of("Tin học").as_deref(), Some("tin-hoc"));
    assert_eq!(of("Phần chung"), None);
    bank.questions = vec![question("tin-hoc", "Hỏi?", &["Một", "Hai"]), question("khác", "Hỏi?", &[])];
    let rows = coverage(&bank);
    let counts: Vec<usize> = rows.iter().map(Coverage::count).collect();
    assert_eq!(counts, [1, 0, 0, 0, 0, 0, 1]);
    assert_eq!(rows.last().map(|row| row.name.as_str()), Some("Chưa xếp"));
}

#[test]
fn the_sample_bank_has_sound_questions_in_each_field() {
    let text = include_str!("../../content/bank.ron");
    let bank: Bank = crate::record::parse(text).expect("the sample");
    assert_eq!(bank.fields, Bank::default().fields);
    assert!(bank.questions.iter().all(|question| !question.is_keyless() && !question.text.is_empty()));
    assert!(coverage(&bank).iter().all(|row| row.count() > 0 && !row.field.is_empty()));
    assert_eq!(twins(&bank), []);
}
