use proptest::prelude::*;

use super::{Motion, Prompt};
use crate::piece::av::Script;
use crate::plan::{Presenter, Settings};

fn settings() -> Settings {
    let presenters = vec![Presenter { name: "Lan Anh".into(), syllables_per_minute: 200 }];
    Settings { presenters, syllables_per_minute: 240, ..Settings::default() }
}

fn prompt(body: &str) -> Prompt {
    Prompt::new(&Script::parse(body), &settings())
}

const BODY: &str = "## 01\nGiọng: Lan Anh\nLời: một hai ba bốn năm sáu bảy tám chín mười\n\n## 02\nThời lượng: 60s\nHình: \
                    phóng sự\n\n## 03\nLời: một hai ba bốn\nnăm sáu bảy tám\n";

#[test]
fn only_words_are_shown_and_each_voice_is_read_at_its_own_rate() {
    let prompt = prompt(BODY);
    let turns: Vec<_> = prompt.turns.iter().map(|turn| (turn.row, turn.syllables, turn.speed(0))).collect();
    assert_eq!(turns, [(0, 10, 200), (2, 8, 240)]);
    assert!((prompt.turns[0].seconds(0) - 3.0).abs() < 0.01, "ten syllables at 200 a minute");
    assert!((prompt.turns[1].seconds(0) - 2.0).abs() < 0.01, "eight at 240");
    assert_eq!((prompt.silence_left(0.0), prompt.silence_left(0.5), prompt.silence_left(1.5)), (60, 60, 0));
    assert!((prompt.reading_left(0.5, 0) - 3.5).abs() < 0.01);
    assert!((prompt.place_after(0.0, 1.5, 0) - 0.5).abs() < 0.01);
    assert!((prompt.place_after(0.0, 4.0, 0) - 1.5).abs() < 0.01);
    assert!((prompt.place_after(0.0, 99.0, 0) - 2.0).abs() < f64::EPSILON);
}

#[test]
fn a_countdown_a_pause_and_another_speed_leave_the_reader_where_they_are() {
    let prompt = prompt(BODY);
    let mut motion = Motion::default();
    motion.toggle(&prompt, 100.0, 3.0);
    assert_eq!(motion.countdown(101.0), Some(2.0));
    assert!(motion.place(&prompt, 102.9).abs() < f64::EPSILON);
    assert!((motion.place(&prompt, 104.5) - 0.5).abs() < 0.01);
    // 200 - 100 syllables a minute: what is left of ten takes three seconds.
    motion.hurry(&prompt, 104.5, -100);
    assert!((motion.place(&prompt, 107.5) - 1.0).abs() < 0.01);
    motion.toggle(&prompt, 107.5, 0.0);
    assert!((motion.place(&prompt, 107.5) - motion.place(&prompt, 999.0)).abs() < f64::EPSILON);
    assert!((motion.moved(999.0) - 4.5).abs() < 0.01);
    motion.rewind();
    assert!(motion.place(&prompt, 0.0).abs() < f64::EPSILON);
    assert_eq!(motion.faster(), -100);
}

#[test]
fn the_rows_after_the_last_word_pass_too() {
    let prompt = prompt(&format!("{BODY}\n## 04\nThời lượng: 10s\nHình: hình hiệu kết\n"));
    let mut motion = Motion::default();
    motion.toggle(&prompt, 0.0, 0.0);
    for (now, whole) in [(5.0, 15.0), (9.0, 15.0), (15.0, 15.0), (20.0, 20.0)] {
        assert!((motion.whole(&prompt, now) - whole).abs() < 0.05, "{now}: {}", motion.whole(&prompt, now));
    }
}

#[test]
fn a_change_of_the_text_keeps_the_reader_at_the_same_words() {
    let older = prompt(BODY);
    // Rows before: the same turn further down. Rows after: nothing.
    let before = prompt(&format!("## 00\nLời: chào các bạn\n\n{BODY}"));
    assert!((before.carried(&older, 1.5, 0) - 2.5).abs() < 0.001);
    let after = prompt(&format!("{BODY}\n## 04\nLời: hết\n"));
    assert!((after.carried(&older, 0.5, 0) - 0.5).abs() < 0.001);
    // Words ahead in the turn being read: as much has been read; words behind: as much is left.
    let ahead = prompt(&BODY.replace("chín mười", "chín mười một hai ba bốn năm sáu bảy tám chín mười"));
    let read = ahead.carried(&older, 0.5, 0).fract() * ahead.turns[0].seconds(0);
    assert!((read - 1.5).abs() < 0.01, "{read}");
    let behind = prompt(&BODY.replacen("Lời: một hai", "Lời: xin chào quý vị và các bạn một hai", 1));
    let left = behind.reading_left(behind.carried(&older, 0.5, 0), 0) - older.reading_left(0.5, 0);
    assert!(left.abs() < 0.01, "{left}");
    assert!((after.carried(&older, 2.0, 0) - 2.0).abs() < f64::EPSILON, "what is added is still to be read");
    assert!((older.carried(&prompt(""), 0.0, 0)).abs() < f64::EPSILON);
    assert!((prompt("").carried(&older, 1.5, 0)).abs() < f64::EPSILON);
}

#[test]
fn the_words_are_shared_among_the_voices_in_the_order_in_which_they_speak() {
    let shares: Vec<_> =
        prompt(&BODY.replace("Lời: một hai ba bốn\n", "Giọng: Ban đọc\nLời: một hai ba bốn\n"))
            .voices()
            .into_iter()
            .map(|share| (share.name, share.turns, share.syllables, share.seconds, share.percent))
            .collect();
    assert_eq!(shares, [("Lan Anh".into(), 1, 10, 3, 60), ("Ban đọc".into(), 1, 8, 2, 40)]);
    assert_eq!(prompt("## 1\nLời: một hai\n").voices(), [], "no voice is named");
}

proptest! {
    /// However it is driven, the text never runs back, and time read and time left are one whole.
    #[test]
    fn the_place_is_a_steady_function_of_time(
        words in prop::collection::vec(1_usize..60, 1..12),
        times in prop::collection::vec(0.0_f64..40.0, 1..12),
        faster in -150..150_i32,
    ) {
        let rows: Vec<String> =
            words.iter().map(|count| format!("## 1\nLời: {}\n", "tiếng ".repeat(*count))).collect();
        let prompt = prompt(&rows.concat());
        let all = prompt.reading_left(0.0, faster);
        let mut times = times;
        times.sort_by(f64::total_cmp);
        let mut last = 0.0;
        for time in times {
            let place = prompt.place_after(0.0, time, faster);
            prop_assert!(place >= last && place <= prompt.end());
            prop_assert!((prompt.reading_left(place, faster) - (all - time).max(0.0)).abs() < 0.001);
            last = place;
        }
    }

    /// A change of any rows keeps the place inside the script.
    #[test]
    fn a_carried_place_is_in_the_new_script(
        a in prop::collection::vec("[a-c]{1,3}", 0..6),
        b in prop::collection::vec("[a-c]{1,3}", 0..6),
        part in 0.0_f64..1.0,
    ) {
        let of = |rows: &[String]| {
            let rows: Vec<String> = rows.iter().map(|text| format!("## 1\nLời: {text}\n")).collect();
            prompt(&rows.concat())
        };
        let (older, newer) = (of(&a), of(&b));
        let place = newer.carried(&older, part * older.end(), 0);
        prop_assert!((0.0..=newer.end()).contains(&place));
        let same = older.carried(&older, part * older.end(), 0);
        prop_assert!((same - part * older.end()).abs() < f64::EPSILON);
    }
}
