use super::{FIRST_VERSION, Version};
use crate::piece::quiz::Quiz;

const BANK: &str = "PHẦN I\n\n\
    1. Một?\nA. a1\nB. b1\nC. c1\nD. d1\nĐáp án: B\n\n\
    2. Hai? (0,5 điểm)\nA. a2\nB. b2\nC. Cả A và B\nD. d2\nĐáp án: C\n\n\
    3. Ba?\nA. a3\nB. b3\nC. c3\nD. Tất cả các ý trên\nĐáp án: D\n\n\
    4. Bốn?\nA. a4\nB. b4\nC. c4\nD. Không câu nào đúng\nĐáp án: A, C\n\n\
    PHẦN II\n\n\
    5. Năm?\nA. a5\nB. b5\nC. c5\nĐáp án: A\n\n\
    6. Theo câu trên thì sao?\nA. a6\nB. b6\nĐáp án: B\n\n\
    7. Mặt trời mọc ở hướng đông.\nĐáp án: Đúng\n";

/// The text that a key's letters point at is the right answer in each version, and answering so earns all points.
#[test]
fn each_version_has_its_own_right_key() {
    let quiz = Quiz::parse(BANK);
    assert_eq!(quiz.problems(), []);
    let right = ["b1", "Cả A và B", "Tất cả các ý trên", "a4 c4", "a5", "b6", "Đúng"];
    for seed in 0..200 {
        for version in Version::all(&quiz, seed, 4) {
            let key = version.key(&quiz);
            for (item, letters) in version.items.iter().zip(&key) {
                let options = super::options(&quiz.questions[item.question]);
                let place = |letter: &char| usize::from(*letter as u8 - b'A');
                let mut texts: Vec<&str> =
                    letters.iter().map(|letter| options[item.options[place(letter)]].1).collect();
                texts.sort_unstable();
                assert_eq!(texts.join(" "), right[item.question], "seed {seed}, version {}", version.code);
            }
            let marks = version.mark(&quiz, &key);
            assert_eq!(marks.iter().map(|mark| mark.points).sum::<u32>(), 650);
            assert!(version.mark(&quiz, &[]).iter().all(|mark| !mark.is_right));
        }
    }
}

#[test]
fn what_refers_to_others_holds_its_place() {
    let quiz = Quiz::parse(BANK);
    for seed in 0..500 {
        let version = Version::new(&quiz, seed, FIRST_VERSION);
        let at = |question: usize| version.items.iter().position(|item| item.question == question);
        let options = |question: usize| &version.items[at(question).unwrap_or_default()].options;
        assert_eq!(options(1)[..], [0, 1, 2, 3], "letters are named");
        assert_eq!((options(2)[3], options(3)[3]), (3, 3), "seed {seed}");
        assert_eq!(options(6)[..], [0, 1], "true and false");
        assert!(version.items[..4].iter().all(|item| item.question < 4), "sections stay apart");
        assert_eq!(at(5), at(4).map(|place| place + 1), "it asks about the one before");
    }
}

/// Pearson's test over seeds: every order of a section and of a question's options is equally likely.
#[test]
fn shuffles_are_uniform() {
    const SEEDS: u32 = 24_000;
    let quiz = Quiz::parse(BANK);
    let mut orders = std::collections::BTreeMap::<Vec<usize>, u32>::new();
    let mut options = std::collections::BTreeMap::<Vec<usize>, u32>::new();
    for seed in 0..SEEDS {
        let version = Version::new(&quiz, seed, FIRST_VERSION + (seed % 3) as u16);
        *orders.entry(version.items[..4].iter().map(|item| item.question).collect()).or_default() += 1;
        let first = version.items.iter().find(|item| item.question == 0).map(|item| item.options.clone());
        *options.entry(first.unwrap_or_default()).or_default() += 1;
    }
    for counts in [orders, options] {
        assert_eq!(counts.len(), 24);
        let expected = f64::from(SEEDS) / 24.0;
        let chi_square: f64 =
            counts.values().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        // 23 degrees of freedom: 49.7 is exceeded once in a thousand.
        assert!(chi_square < 49.7, "{chi_square}: {counts:?}");
    }
}

#[test]
fn a_mended_word_leaves_printed_papers_as_they_are() {
    let before = Quiz::parse(BANK);
    let after = Quiz::parse(
        &BANK.replace("Một?", "Một là gì?").replace("c5", "C năm").replace("Đáp án: B", "Đáp án: A"),
    );
    assert_eq!(Version::all(&before, 7, 4), Version::all(&after, 7, 4));
}

#[test]
fn the_same_seed_gives_the_same_paper_for_ever() {
    let quiz = Quiz::parse(BANK);
    let version = Version::new(&quiz, 2014, 102);
    let order: Vec<usize> = version.items.iter().map(|item| item.question).collect();
    let key: String = version.key(&quiz).into_iter().flatten().collect();
    assert_eq!((order, key.as_str()), (vec![1, 2, 0, 3, 4, 5, 6], "CDAACCBA"));
}
