//! The money of the plan: sums, papers, workbooks.

pub(crate) mod workbook;

use std::path::Path;

use toasoan::budget::Budget;
use toasoan::document::PrintOptions;
use toasoan::document::budget::{Kind, Request, document};
use toasoan::ledger::{By, Filter, Spending, spending};
use toasoan::newsroom::{Command, Newsroom};
use toasoan::page::Fonts;
use toasoan::plan::Plan;
use toasoan::record;

use crate::documents::{assert_sound, day, newsroom as empty, text};

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a sample file")
}

fn office(lines: &str) -> Newsroom {
    let budget: Budget = record::parse(&format!("(schema: 1, lines: [{lines}])")).expect("a budget");
    empty([]).with_records([budget.into()])
}

fn sample() -> Newsroom {
    let budget: Budget = record::parse(&read("content/budget.ron")).expect("the sample's budget");
    empty([]).with_records([budget.into()])
}

const LINES: &str = r#"
    (id: "a", activity: "khao-sat", agency: "so-noi-vu", content: "Đề", quantity: "2.5", price: 3, source: "cchc",
     expenses: [(id: "1", day: "2014-03-10", amount: 5), (id: "2", day: "2014-03-19", amount: 100)]),
    (id: "b", activity: "khao-sat", agency: "ubnd-quan-huyen", locality: "o-mon", content: "Hội trường",
     quantity: "1", price: 2000000, source: "quan-huyen", expenses: [(id: "1", day: "2014-03-18", amount: 2100000)]),
    (id: "c", activity: "hoi-thi", agency: "so-noi-vu", content: "Hỗ trợ", quantity: "1", price: 500, source: "cchc"),
    (id: "d", activity: "khong-con", agency: "so-noi-vu", content: "Lạ", quantity: "1", price: 7, source: "cchc",
     expenses: [(id: "1", amount: 7)]),
"#;

#[test]
fn lines_are_summed_by_activity_agency_and_source_as_of_a_day() {
    let office = office(LINES);
    let sums = |by: By, filter: Filter, today: &str| {
        let found = spending(office.budget(), office.plan(), by, &filter, day(today));
        let group = |group: &toasoan::ledger::Group<'_>| {
            (group.key.to_owned(), group.sum.planned, group.sum.spent, group.sum.over(), group.lines_over())
        };
        let groups: Vec<_> = found.groups.iter().map(group).collect();
        let of_groups = found.groups.iter().map(|group| group.sum.left()).sum::<i128>();
        assert_eq!(found.total.left(), of_groups);
        groups
    };
    let row = |key: &str, planned, spent, over, lines| (key.to_owned(), planned, spent, over, lines);
    // What is paid later does not count yet; half a đồng is rounded up; an unknown activity comes last.
    assert_eq!(
        sums(By::Activity, Filter::default(), "2014-03-18"),
        [
            row("khao-sat", 2_000_008, 2_100_005, 99_997, 1),
            row("hoi-thi", 500, 0, 0, 0),
            row("khong-con", 7, 7, 0, 0),
        ]
    );
    // A line may be over its plan though the agency is not.
    assert_eq!(
        sums(By::Agency, Filter::default(), "2014-03-31"),
        [row("so-noi-vu", 515, 112, 0, 1), row("o-mon", 2_000_000, 2_100_000, 100_000, 1)]
    );
    let city = Filter { source: Some("cchc".into()), ..Filter::default() };
    assert_eq!(sums(By::Source, city, "2014-03-18"), [row("cchc", 515, 12, 0, 0)]);
    let none = Filter { agency: Some("bao-can-tho".into()), ..Filter::default() };
    assert_eq!(sums(By::Activity, none, "2014-03-18"), []);
}

#[test]
fn the_plans_own_items_start_a_budget_without_invented_prices() {
    let plan = Plan::parse(&read("content/plan.ron")).expect("the plan");
    let mut budget = Budget::default();
    let items = budget.items_of(&plan);
    // Six of Sở Nội vụ, three for each of nine districts, the contest.
    assert_eq!(items.len(), 6 + 3 * 9 + 1);
    assert!(items.iter().all(|line| line.price == 0 && line.planned() == 0));
    let district = items.iter().find(|line| line.locality == "phong-dien").expect("a district's line");
    assert_eq!(district.spender(&plan), "UBND huyện Phong Điền");
    budget.lines = items;
    assert_eq!(budget.items_of(&plan), [], "once is enough");
    // A plan without a survey owes no survey.
    let bare = Plan { activities: Vec::new(), ..plan };
    assert_eq!(Budget::default().items_of(&bare), []);
}

#[test]
fn a_changed_budget_is_undone() {
    let mut office = office(LINES);
    let before = office.budget().clone();
    let mut budget = before.clone();
    budget.lines[0].price = 4;
    let _ = office.apply(Command::SetRecord { record: budget.clone().into(), is_typing: false });
    assert_eq!(*office.budget(), budget);
    let _ = office.undo();
    assert_eq!(*office.budget(), before);
}

/// Two offices edit one budget: each line, each field and each voucher stands.
#[test]
fn two_offices_merge_line_by_line_and_voucher_by_voucher() {
    let base: Budget = record::parse(&format!("(schema: 1, lines: [{LINES}])")).expect("a budget");
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.lines[0].price = 9;
    mine.lines[1].expenses.push(toasoan::budget::Expense { id: "2".into(), amount: 1, ..Default::default() });
    theirs.lines[0].content = "Đề thi".into();
    theirs.lines[1].expenses.push(toasoan::budget::Expense {
        id: "3".into(),
        amount: 2,
        ..Default::default()
    });
    let _ = theirs.lines.remove(2);
    let merged = record::merge(&base, &mine, &theirs);
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    let lines = &merged.record.lines;
    assert_eq!((lines[0].price, lines[0].content.as_str(), lines.len()), (9, "Đề thi", 3));
    assert_eq!(lines[1].expenses.len(), 3);
}

#[test]
fn the_papers_say_what_the_ledger_counts() {
    let office = sample();
    for kind in Kind::ALL {
        let request = Request { kind, filter: Filter::default() };
        let document = document(&office, &request, &PrintOptions::default(), &mut Fonts::new());
        assert_sound(&document);
        let text = text(&document).split_whitespace().collect::<String>();
        let Spending { total, .. } = request.spending(&office);
        let (said, amount) = match kind {
            Kind::Estimate => ("DỰ TOÁN", total.planned),
            Kind::Settlement => ("QUYẾT TOÁN", total.spent),
        };
        for part in [said.to_owned(), toasoan::budget::dong(amount), toasoan::budget::in_words(amount)] {
            assert!(text.contains(&part.replace(' ', "")), "{part}: {text}");
        }
    }
}
