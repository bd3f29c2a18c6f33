//! Generates a workspace with any number of pieces of one year: every activity of the sample's plan, every
//! format, with headers and bodies (some 4 KB) of realistic length. The same number always gives the same
//! files.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate, NaiveTime};
use toasoan::piece::{Airing, Approval, Format, Header, Outcome, Piece, PieceId, Role, Status, Tone};
use toasoan::plan::{Plan, Settings, Slot};
use toasoan::store::Workspace;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
/// Bytes of a body.
const BODY: usize = 4000;
const TODAY: &str = "2014-03-18";

/// The number of pieces of each activity in a cycle; one for those not listed.
const SHARES: [(&str, usize); 6] = [
    ("truyen-thanh", 12),
    ("dien-dan-bao", 6),
    ("cong-thong-tin", 6),
    ("chuyen-muc-cchc", 4),
    ("mat-tran-doan-the", 4),
    ("niem-yet", 3),
];
/// One poster per this many pieces: each has 12 KB, and no city puts up a thousand.
const POSTERS: usize = 500;

const PEOPLE: [&str; 12] = [
    "Ngọc Hân",
    "Quốc Huy",
    "Trần Mỹ Duyên",
    "Huỳnh Bảo Châu",
    "Nguyễn Văn Tâm",
    "Lê Hoàng Phúc",
    "Đặng Thanh Tùng",
    "Võ Kim Xuyến",
    "Phan Văn Lợi",
    "Bùi Thị Ngọc Ánh",
    "Lâm Quốc Dũng",
    "Thạch Thị Sô Phi",
];

/// Writes a workspace of `count` pieces into an empty folder.
pub fn write(folder: &Path, count: usize) {
    let sample = Sample::read();
    let _ = Workspace::create(folder, &sample.plan, &sample.settings).expect("a workspace");
    for number in 0..count {
        let piece = sample.piece(number);
        let file = folder.join(place(&piece));
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, piece.to_text()).expect("a file");
    }
}

/// The path that the program would give a piece's file.
fn place(piece: &Piece) -> PathBuf {
    let header = &piece.header;
    let day = header
        .airings
        .iter()
        .filter_map(|airing| airing.date)
        .min()
        .map_or_else(|| "chưa xếp ngày".to_owned(), |day| day.to_string());
    let name = format!("{day} {} {}.{}", header.title, &header.id.0[..10], piece.format.extension());
    match piece.format {
        Format::Poster => Path::new("posters").join(name),
        _ => Path::new("pieces/2014").join(&header.activity).join(name),
    }
}

/// The sample's material for generated pieces.
struct Sample {
    plan: Plan,
    settings: Settings,
    /// Indices of the plan's activities, each as often as in a cycle.
    turns: Vec<usize>,
    /// The slots of each activity.
    slots: Vec<Vec<Slot>>,
    topics: Vec<String>,
    /// Sentences of the sample's scripts and articles.
    sentences: Vec<String>,
    poster: String,
    skit: String,
    quiz: String,
    contest: String,
    dialogue: String,
}

impl Sample {
    fn read() -> Self {
        let read =
            |name: &str| fs::read_to_string(Path::new(SAMPLE).join(name)).expect("a file of the sample");
        let plan = Plan::parse(&read("plan.ron")).expect("the sample's plan");
        let settings = Settings::parse(&read("settings.ron")).expect("the sample's settings");
        let opened = Workspace::open(SAMPLE).expect("the sample");
        let body = |format: Format| {
            let found = opened.pieces.iter().find(|stored| stored.piece.format == format);
            found.expect("a piece of each format").piece.body.to_string()
        };
        let mut sentences = Vec::new();
        for stored in &opened.pieces {
            if matches!(stored.piece.format, Format::Av | Format::Radio | Format::Article) {
                let text = stored.piece.body.lines().filter(|line| line.len() > 80);
                let words = text.map(|line| line.strip_prefix("Lời: ").unwrap_or(line));
                let parts = words.flat_map(|line| line.split_inclusive(". "));
                sentences.extend(parts.map(str::trim).filter(|part| part.len() > 40).map(str::to_owned));
            }
        }
        let all = plan.slots(&settings);
        let of = |id: &str| all.iter().filter(|slot| slot.id.activity() == id).cloned().collect();
        let slots = plan.activities.iter().map(|activity| of(&activity.id)).collect();
        let share = |id: &str| SHARES.iter().find(|(known, _)| *known == id).map_or(1, |(_, share)| *share);
        let turns = plan.activities.iter().enumerate().filter(|(_, one)| one.format != Format::Poster);
        let turns = turns.flat_map(|(index, one)| std::iter::repeat_n(index, share(&one.id))).collect();
        let topics = plan.audiences.iter().flat_map(|audience| &audience.topics);
        Self {
            turns,
            slots,
            topics: topics.map(|topic| topic.clause.clone()).collect(),
            sentences,
            poster: body(Format::Poster),
            skit: body(Format::Stage),
            quiz: body(Format::Quiz),
            contest: body(Format::Contest),
            dialogue: body(Format::Dialogue),
            plan,
            settings,
        }
    }

    fn piece(&self, number: usize) -> Piece {
        let rng = &mut Rng(number as u64);
        let turn = if number % POSTERS == POSTERS - 1 {
            self.plan.activities.iter().position(|one| one.format == Format::Poster).expect("posters")
        } else {
            self.turns[number % self.turns.len()]
        };
        let activity = &self.plan.activities[turn];
        let slots = &self.slots[turn];
        let slot = &slots[number / self.turns.len() % slots.len()];
        // The whole id makes the names unique: they begin with it.
        let id = PieceId(format!("{number:010}HQ00000000000001").into());
        let mut header = Header::new(id, self.title(rng, number), &activity.id);
        let days = (slot.to - slot.from).num_days() as u64 + 1;
        let day = slot.from + Days::new(rng.below(days as usize) as u64);
        let today: NaiveDate = TODAY.parse().expect("a day");
        let is_past = day < today;
        header.status = match rng.below(10) {
            0 => Status::Dropped,
            _ if is_past => Status::Published,
            1 | 2 => Status::Idea,
            3 | 4 => Status::InReview,
            5 | 6 => Status::Approved,
            _ => Status::Drafting,
        };
        header.status_since = Some(day - Days::new(3));
        let date = (is_past || rng.below(20) > 0).then_some(day);
        let outcome = (header.status == Status::Published && rng.below(4) > 0).then(|| Outcome {
            date: day,
            time: None,
            seconds: Some(120 + rng.below(900) as u32),
            note: String::new(),
        });
        let time = NaiveTime::from_hms_opt(5 + rng.below(15) as u32, 30, 0);
        header.airings = vec![Airing { date, time, outcome, ..Airing::undated(slot.id.clone()) }];
        header.topics = (0..=rng.below(3)).map(|_| rng.one(&self.topics).clone()).collect();
        header.tones = Tone::ALL.into_iter().filter(|_| rng.below(3) == 0).collect();
        let roles = ["MC", "Đọc lời bình", "Biên tập", "Phóng viên"];
        header.people = roles[..=rng.below(roles.len())]
            .iter()
            .map(|role| Role { role: (*role).to_owned(), name: (*rng.one(&PEOPLE)).to_owned() })
            .collect();
        let steps = self.settings.approval_steps(&activity.id, None).take(rng.below(4));
        header.approvals = steps
            .map(|step| Approval {
                step: step.id.clone(),
                date: day - Days::new(2),
                by: (*rng.one(&PEOPLE)).to_owned(),
                ..Approval::default()
            })
            .collect();
        let body = self.body(rng, activity.format);
        Piece::new(header, activity.format, body)
    }

    /// Some sixty bytes of the sample's text.
    fn title(&self, rng: &mut Rng, number: usize) -> String {
        let words = rng.one(&self.sentences).split_whitespace().take(8);
        let mut title: String = words.collect::<Vec<_>>().join(" ");
        title.retain(|c| c.is_alphanumeric() || c == ' ');
        let _ = write!(title, ", kỳ {number}");
        title
    }

    fn body(&self, rng: &mut Rng, format: Format) -> String {
        let mut body = String::with_capacity(BODY + 512);
        match format {
            Format::Poster => return self.poster.clone(),
            Format::Stage => return Self::cut(&self.skit),
            Format::Quiz => return Self::cut(&self.quiz),
            Format::Contest => return self.contest.clone(),
            Format::Dialogue => return self.dialogue.clone(),
            Format::Av | Format::Radio => {
                for row in 1.. {
                    let _ = writeln!(body, "## {row:02}\nMục: Phần {row}");
                    if format == Format::Av {
                        let _ = writeln!(body, "Hình: {}", rng.one(&self.sentences));
                    }
                    let words =
                        (0..4).map(|_| rng.one(&self.sentences).as_str()).collect::<Vec<_>>().join(" ");
                    let _ = writeln!(body, "Lời: {words}\nGiọng: {}", rng.one(&PEOPLE));
                    let tone = ["Tính chất: biểu dương\n", "Tính chất: phê phán\n", ""][rng.below(3)];
                    let _ = writeln!(body, "{tone}");
                    if body.len() > BODY {
                        break;
                    }
                }
            }
            Format::Article => {
                while body.len() < BODY {
                    for _ in 0..5 {
                        body.push_str(rng.one(&self.sentences).as_str());
                        body.push(' ');
                    }
                    body.push_str("\n\n");
                }
            }
        }
        body
    }

    fn cut(text: &str) -> String {
        let end = text.match_indices("\n\n").map(|(at, _)| at + 1).find(|at| *at > BODY);
        text[..end.unwrap_or(text.len())].to_owned()
    }
}

/// A deterministic random number generator (splitmix64).
struct Rng(u64);

impl Rng {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
