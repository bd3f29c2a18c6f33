//! The contest: marks, ranking, ties, awards.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use toasoan::contest::{Award, Contest, Criterion, Judge, Mark, Place, Round, Stamp, Team, Tie, Time};
use toasoan::decimal::Decimal;
use toasoan::document::PrintOptions;
use toasoan::document::contest::Paper;
use toasoan::page::Fonts;
use toasoan::piece::merge::merge;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::{document, record};

use crate::documents::{assert_sound, newsroom, text};

const TEAMS: usize = 9;
const JUDGES: usize = 5;
const ROUNDS: usize = 4;
/// Criteria of each round.
const CRITERIA: [usize; ROUNDS] = [2, 3, 1, 2];
const WEIGHTS: [i128; ROUNDS] = [1, 2, 1, 3];
/// Judges who mark each round: with three, a mean is seldom a decimal number.
const PANELS: [&[usize]; ROUNDS] = [&[0, 1, 2, 3, 4], &[0, 1, 2, 3, 4], &[0, 2, 4], &[0, 1, 2, 3]];

/// A sheet of scores: quarters of a point by team, round, judge and criterion; seconds by team and round.
#[derive(Debug, Clone)]
struct Scores {
    marks: Vec<[[[i128; 3]; JUDGES]; ROUNDS]>,
    seconds: Vec<[u32; ROUNDS]>,
    dropped: u8,
    ties: Vec<usize>,
}

fn quarters(number: i128) -> Decimal {
    let hundredths = number * 25;
    format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().expect("a decimal number")
}

impl Scores {
    fn contest(&self) -> Contest {
        let named = |prefix: &str, at: usize| format!("{prefix}{at}");
        let mut contest = Contest {
            teams: (0..TEAMS)
                .map(|at| Team { id: named("t", at), name: named("Đội ", at), ..Team::default() })
                .collect(),
            judges: (0..JUDGES).map(|at| Judge { id: named("g", at), ..Judge::default() }).collect(),
            dropped: self.dropped,
            ties: self.ties.iter().map(|at| tie(*at)).collect(),
            ..Contest::default()
        };
        for round in 0..ROUNDS {
            let most = Decimal::whole(10);
            let criteria =
                (0..CRITERIA[round]).map(|at| Criterion { id: named("c", at), name: String::new(), most });
            contest.rounds.push(Round {
                id: named("r", round),
                criteria: criteria.collect(),
                weight: Decimal::whole(WEIGHTS[round] as i32),
                seconds: 300,
                penalty: quarters(2),
                penalty_step: 30,
                judges: PANELS[round].iter().map(|at| named("g", *at)).collect(),
                ..Round::default()
            });
        }
        for team in 0..TEAMS {
            for round in 0..ROUNDS {
                for judge in PANELS[round] {
                    for criterion in 0..CRITERIA[round] {
                        let id = Contest::mark_id(
                            &named("t", team),
                            &named("r", round),
                            &named("g", *judge),
                            &named("c", criterion),
                        );
                        let points = Some(quarters(self.marks[team][round][*judge][criterion]));
                        contest.marks.push(Mark { id, points, ..Mark::default() });
                    }
                }
                let id = Contest::time_id(&named("t", team), &named("r", round));
                contest.times.push(Time { id, seconds: self.seconds[team][round] });
            }
        }
        contest
    }

    /// The points of each round in quarters × 60: every mean of one to five papers is a whole number of them.
    fn points(&self, team: usize) -> [i128; ROUNDS] {
        let mut points = [0; ROUNDS];
        for (round, points) in points.iter_mut().enumerate() {
            let paper =
                |judge: &usize| self.marks[team][round][*judge][..CRITERIA[round]].iter().sum::<i128>();
            let mut papers: Vec<i128> = PANELS[round].iter().map(paper).collect();
            for _ in 0..self.dropped {
                if PANELS[round].len() > 2 * self.dropped as usize {
                    let lowest = papers
                        .iter()
                        .position(|one| one == papers.iter().min().expect("papers"))
                        .expect("one");
                    let _ = papers.remove(lowest);
                    let highest = papers
                        .iter()
                        .position(|one| one == papers.iter().max().expect("papers"))
                        .expect("one");
                    let _ = papers.remove(highest);
                }
            }
            let mean = 60 * papers.iter().sum::<i128>() / papers.len() as i128;
            *points = (mean - 60 * self.taken_off(team, round)).max(0) * WEIGHTS[round];
        }
        points
    }

    /// Quarters: half a point for each half minute begun after five minutes.
    fn taken_off(&self, team: usize, round: usize) -> i128 {
        let mut over = i128::from(self.seconds[team][round]) - 300;
        let mut taken = 0;
        while over > 0 {
            taken += 2;
            over -= 30;
        }
        taken
    }

    /// Each team's rank: one more than the number of teams that beat it.
    fn ranks(&self) -> Vec<usize> {
        let points: Vec<_> = (0..TEAMS).map(|team| self.points(team)).collect();
        let won = |team: usize| {
            let is_best = |round: &usize| {
                points[team][*round] > 0 && points.iter().all(|other| other[*round] <= points[team][*round])
            };
            (0..ROUNDS).filter(is_best).count()
        };
        let beats = |one: usize, other: usize| {
            let (own, theirs): (i128, i128) = (points[one].iter().sum(), points[other].iter().sum());
            if own != theirs {
                return own > theirs;
            }
            for rule in &self.ties {
                let taken = |team| (0..ROUNDS).map(|round| self.taken_off(team, round)).sum::<i128>();
                let (own, theirs) = match *rule {
                    0..ROUNDS => (points[one][*rule], points[other][*rule]),
                    ROUNDS => (won(one) as i128, won(other) as i128),
                    _ => (taken(other), taken(one)),
                };
                if own != theirs {
                    return own > theirs;
                }
            }
            false
        };
        (0..TEAMS).map(|team| 1 + (0..TEAMS).filter(|other| beats(*other, team)).count()).collect()
    }
}

fn tie(at: usize) -> Tie {
    match at {
        0..ROUNDS => Tie::Round(format!("r{at}")),
        ROUNDS => Tie::RoundsWon,
        _ => Tie::LeastPenalty,
    }
}

fn scores() -> impl Strategy<Value = Scores> {
    // Few different marks, so that many teams are equal.
    let team =
        |most: i128| prop::array::uniform4(prop::array::uniform5(prop::array::uniform3(30..=30 + most)));
    let marks = (0..4_i128).prop_flat_map(move |most| prop::collection::vec(team(most), TEAMS));
    let seconds = prop::collection::vec(
        prop::array::uniform4(prop_oneof![Just(0_u32), Just(300), 295..400_u32]),
        TEAMS,
    );
    let ties = prop::sample::subsequence((0..=ROUNDS + 1).collect::<Vec<_>>(), 0..=3).prop_shuffle();
    (marks, seconds, 0..=2_u8, ties).prop_map(|(marks, seconds, dropped, ties)| Scores {
        marks,
        seconds,
        dropped,
        ties,
    })
}

/// Nine teams, five judges, four rounds; a thousand sheets, many with ties.
#[test]
fn the_ranking_is_that_of_an_independent_count() {
    let mut runner = TestRunner::new(Config { cases: 1000, failure_persistence: None, ..Config::default() });
    let shared = std::cell::Cell::new(0);
    let decided = std::cell::Cell::new(0);
    runner
        .run(&scores(), |scores| {
            let contest = scores.contest();
            let ranking = contest.ranking();
            prop_assert_eq!(ranking.missing(), 0);
            let expected = scores.ranks();
            for place in &ranking.places {
                let team: usize = place.team.id[1..].parse().expect("a number");
                prop_assert_eq!(place.rank, expected[team], "{}", place.team.id);
                let quarters: i128 = scores.points(team).iter().sum();
                prop_assert_eq!(place.total, toasoan::decimal::Fraction::new(quarters, 240));
            }
            let ranks: Vec<usize> = ranking.places.iter().map(|place| place.rank).collect();
            prop_assert!(ranks.is_sorted());
            shared.set(shared.get() + ranks.windows(2).filter(|pair| pair[0] == pair[1]).count());
            decided.set(
                decided.get() + ranking.places.iter().filter(|place| place.decided_by.is_some()).count(),
            );
            Ok(())
        })
        .expect("every ranking agrees");
    assert!(shared.get() > 100 && decided.get() > 100, "{} shared, {} decided", shared.get(), decided.get());
}

fn small() -> Contest {
    record::parse(
        r#"(schema: 1,
        teams: [(id: "a", name: "A"), (id: "b", name: "B"), (id: "c", name: "C")],
        judges: [(id: "x"), (id: "y"), (id: "z")],
        rounds: [(id: "r", name: "Chào hỏi", criteria: [(id: "k", name: "Nội dung", most: "10")], weight: "1")],
        awards: [(id: "1", name: "Giải nhất", count: 1), (id: "2", name: "Giải nhì", count: 1)])"#,
    )
    .expect("a contest")
}

fn marked(contest: &mut Contest, team: &str, marks: [&str; 3]) {
    for (judge, points) in ["x", "y", "z"].into_iter().zip(marks) {
        let points = points.parse().ok();
        contest.set_mark(&Contest::mark_id(team, "r", judge, "k"), points, Stamp::default());
    }
}

fn seen(contest: &Contest) -> Vec<(String, usize, String, Option<&str>)> {
    let row = |place: Place<'_>| {
        let award = place.award.map(|award: &Award| award.name.clone());
        (place.team.id.clone(), place.rank, place.total.shown(2), award)
    };
    let rows = contest.ranking().places.into_iter().map(row);
    rows.map(|(team, rank, total, award)| {
        let award = contest.awards.iter().find(|one| Some(&one.name) == award.as_ref());
        (team, rank, total, award.map(|one| one.name.as_str()))
    })
    .collect()
}

#[test]
fn equal_teams_share_a_place_and_its_award() {
    let mut contest = small();
    assert!(contest.ranking().places.iter().all(|place| place.award.is_none()), "nothing is marked yet");
    marked(&mut contest, "a", ["8", "8", "9"]);
    marked(&mut contest, "b", ["9", "8", "8"]);
    marked(&mut contest, "c", ["7", "7.5", "7"]);
    let mut rows = seen(&contest);
    rows[..2].sort();
    let first = Some("Giải nhất");
    assert_eq!(
        rows,
        [
            ("a".into(), 1, "8,33".into(), first),
            ("b".into(), 1, "8,33".into(), first),
            ("c".into(), 3, "7,17".into(), None),
        ]
    );
}

#[test]
fn a_paper_counts_when_it_is_whole_and_marks_are_within_the_limits() {
    let mut contest = small();
    marked(&mut contest, "a", ["8", "", "9"]);
    // Beyond the limit: no mark.
    marked(&mut contest, "b", ["11", "-1", "9"]);
    let ranking = contest.ranking();
    assert_eq!(ranking.missing(), 1 + 2 + 3);
    let total =
        |id: &str| ranking.places.iter().find(|place| place.team.id == id).expect("a team").total.shown(2);
    assert_eq!((total("a"), total("b"), total("c")), ("8,50".into(), "9,00".into(), "0,00".into()));
    let problems = contest.problems();
    assert_eq!(problems.iter().filter(|problem| problem.is_error).count(), 2, "{problems:?}");
    // The highest and the lowest are left out only once all papers are in.
    contest.dropped = 1;
    assert!(
        contest.ranking().places.iter().all(|place| place.rounds[0].sheets.iter().all(|one| !one.is_dropped))
    );
    marked(&mut contest, "a", ["8", "2", "9"]);
    assert_eq!(
        contest.ranking().places.iter().find(|place| place.team.id == "a").map(|one| one.total.shown(2)),
        Some("8,00".into())
    );
}

#[test]
fn the_same_number_draws_the_same_order() {
    let mut contest = small();
    let order = |contest: &Contest| contest.order().iter().map(|team| team.id.clone()).collect::<String>();
    assert_eq!(order(&contest), "abc");
    let mut orders = std::collections::BTreeSet::new();
    for seed in 0..60 {
        contest.draw = Some(seed);
        let drawn = order(&contest);
        // A team that is added later changes nothing between the others.
        contest.teams.push(Team { id: "d".into(), ..Team::default() });
        assert_eq!(order(&contest).replace('d', ""), drawn);
        let _ = contest.teams.pop();
        let _ = orders.insert(drawn);
    }
    assert_eq!(orders.len(), 6, "each order can be drawn");
}

/// Hostile numbers end in no panic.
#[test]
fn no_file_makes_the_arithmetic_overflow() {
    let mut contest = small();
    contest.rounds[0].weight = Decimal::MOST;
    contest.rounds[0].criteria[0].most = Decimal::MOST;
    contest.judges = (0..100).map(|at| Judge { id: at.to_string(), ..Judge::default() }).collect();
    for round in 0..60 {
        let judges = (0..=round).map(|at: usize| at.to_string()).collect();
        contest.rounds.push(Round { id: round.to_string(), judges, ..contest.rounds[0].clone() });
    }
    for round in contest.rounds.clone() {
        for judge in 0..100 {
            for (at, team) in ["a", "b", "c"].into_iter().enumerate() {
                let id = Contest::mark_id(team, &round.id, &judge.to_string(), "k");
                let points = format!("999.{:04}", 9999 - at - judge).parse().ok();
                contest.marks.push(Mark { id, points, ..Mark::default() });
            }
        }
    }
    contest.times = vec![Time { id: "a/r".into(), seconds: u32::MAX }];
    assert_eq!(contest.ranking().places.len(), 3);
    assert!(!contest.problems().is_empty());
}

/// Two people type the papers of different judges at once.
#[test]
fn papers_typed_at_two_machines_merge() {
    let base = small();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.set_mark("a/r/x/k", Some(Decimal::whole(8)), Stamp::default());
    theirs.set_mark("a/r/y/k", Some(Decimal::whole(9)), Stamp::default());
    theirs.teams[0].name = "Ninh Kiều".into();
    let merged = record::merge(&base, &mine, &theirs);
    assert!(merged.conflicts.is_empty());
    assert_eq!((merged.record.marks.len(), merged.record.teams[0].name.as_str()), (2, "Ninh Kiều"));
}

/// The sample's contest, marked at random, as a piece.
fn sample(is_marked: bool) -> Piece {
    let mut pieces = Vec::new();
    crate::documents::samples(&crate::documents::content().join("pieces/2014/hoi-thi"), &mut pieces);
    let mut piece =
        pieces.into_iter().find(|piece| piece.format == Format::Contest).expect("the sample's contest");
    let mut contest = Contest::parse(&piece.body).expect("it reads");
    assert_eq!((contest.teams.len(), contest.judges.len(), contest.rounds.len()), (9, 5, 4));
    assert_eq!(contest.problems(), [], "it is in order");
    if is_marked {
        let mut seed = 7_u32;
        for team in contest.teams.clone() {
            for round in contest.rounds.clone() {
                for judge in contest.judges_of(&round).cloned().collect::<Vec<_>>() {
                    for criterion in &round.criteria {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        let points = Decimal::whole((seed >> 24) as i32 % 4 + 1);
                        let id = Contest::mark_id(&team.id, &round.id, &judge.id, &criterion.id);
                        contest.set_mark(&id, Some(points.min(criterion.most)), Stamp::default());
                    }
                }
                contest.set_seconds(&team.id, &round.id, Some(round.seconds + seed % 60));
            }
        }
        let id = contest.marks[0].id.clone();
        let stamp = Stamp { by: "Ngô Hải Yến".into(), at: "2014-09-20 09:41:00".into() };
        contest.set_mark(&id, Some(Decimal::ZERO), stamp);
        contest.draw = Some(127);
        piece.body = contest.text_over(&piece.body).into();
    }
    piece
}

#[test]
fn each_paper_says_what_it_should() {
    let piece = sample(true);
    let contest = Contest::parse(&piece.body).expect("it reads");
    let newsroom = newsroom([piece.clone()]);
    let ranking = contest.ranking();
    let first = &ranking.places[0];
    for (paper, pages, words) in [
        (Paper::Rules, 1.., vec!["THỂ LỆ".to_owned(), "Tiểu phẩm tình huống".into(), "03 Giải ba".into()]),
        (Paper::Order, 1.., vec!["Theo kết quả bốc thăm (số 127)".into(), contest.order()[0].name.clone()]),
        // Five judges, nine teams.
        (Paper::Sheets, 45.., vec!["PHIẾU CHẤM".into(), "Nói rõ ràng".into(), "(lượt 9)".into()]),
        (
            Paper::Minutes,
            1..,
            vec!["BIÊN BẢN".into(), "sửa thành 0 (Ngô Hải Yến, 2014-09-20 09:41:00)".into()],
        ),
        (Paper::Ranking, 1.., vec![first.team.name.clone(), first.total.shown(2), "Giải nhất".into()]),
        (
            Paper::Certificates,
            9..,
            vec!["GIẤY KHEN".into(), format!("Đạt {}", first.award.expect("an award").name)],
        ),
    ] {
        let print = PrintOptions { contest: paper, ..PrintOptions::default() };
        let document = document::of_piece(&newsroom, &piece, &|_| None, &print, &mut Fonts::new());
        assert_sound(&document);
        assert!(pages.contains(&document.pages.len()), "{paper}: {} pages", document.pages.len());
        let text: String = text(&document).split_whitespace().collect();
        for words in words {
            assert!(text.contains(&words.replace(' ', "")), "{paper}: {words}");
        }
    }
    // A contest that does not parse is said, not lost.
    let broken = Piece { body: "(teams: [".into(), ..piece };
    let document =
        document::of_piece(&newsroom, &broken, &|_| None, &PrintOptions::default(), &mut Fonts::new());
    assert!(text(&document).contains("Không đọc được nội dung"));
}

/// The file that two machines wrote merges mark by mark, and keeps what the program does not know.
#[test]
fn a_contests_file_merges_mark_by_mark() {
    let piece = |body: String| {
        Piece::new(Header::new(PieceId("01".into()), "Hội thi", "hoi-thi"), Format::Contest, body)
    };
    let base = small();
    let text = base
        .to_text()
        .replace("schema: 1,", "schema: 1,\n    // ghi chú của ban tổ chức\n    màu_cờ: \"đỏ\",");
    let with = |id: &str, points: i32| {
        let mut contest = base.clone();
        contest.set_mark(id, Some(Decimal::whole(points)), Stamp::default());
        piece(contest.text_over(&text))
    };
    let merged = merge(&piece(text.clone()), &with("a/r/x/k", 8), &with("a/r/y/k", 9));
    assert!(merged.is_clean(), "{:?}", merged.conflicts);
    let body = merged.piece.body.to_string();
    assert_eq!(Contest::parse(&body).expect("it reads").marks.len(), 2);
    assert!(body.contains("ghi chú của ban tổ chức") && body.contains("màu_cờ"), "{body}");
    // The same mark typed differently is for a person to decide.
    let merged = merge(&piece(text.clone()), &with("a/r/x/k", 8), &with("a/r/x/k", 9));
    assert!(!merged.is_clean());
}
