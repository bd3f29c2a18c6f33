//! What is planned and spent, by activity, agency or source, as of a day.

use chrono::NaiveDate;

use crate::budget::{Budget, Line};
use crate::plan::Plan;

/// By what lines are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    #[default]
    Activity,
    /// Who spends: an agency, or the People's Committee of a locality.
    Agency,
    Source,
}

/// Which lines count; an empty field takes all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub activity: Option<String>,
    pub agency: Option<String>,
    pub source: Option<String>,
}

impl Filter {
    pub fn takes(&self, line: &Line) -> bool {
        let is = |wanted: &Option<String>, id: &str| wanted.as_ref().is_none_or(|wanted| wanted == id);
        is(&self.activity, &line.activity) && is(&self.agency, &line.agency) && is(&self.source, &line.source)
    }
}

/// Whole đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    pub planned: i128,
    /// By the end of the day.
    pub spent: i128,
}

impl Sum {
    pub fn of(line: &Line, today: NaiveDate) -> Self {
        Self { planned: line.planned(), spent: line.spent(today) }
    }

    /// Negative when more was spent than planned.
    pub fn left(self) -> i128 {
        self.planned - self.spent
    }

    /// What was spent beyond the plan; 0 when nothing was.
    pub fn over(self) -> i128 {
        (-self.left()).max(0)
    }

    fn add(&mut self, other: Self) {
        self.planned += other.planned;
        self.spent += other.spent;
    }
}

/// Lines of one activity, agency or source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'a> {
    /// The id.
    pub key: &'a str,
    pub name: String,
    /// In the order of the budget.
    pub lines: Vec<(&'a Line, Sum)>,
    pub sum: Sum,
}

impl Group<'_> {
    /// Lines on which more was spent than planned, though the whole group may not be over.
    pub fn lines_over(&self) -> usize {
        self.lines.iter().filter(|(_, sum)| sum.over() > 0).count()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spending<'a> {
    /// In the order of the plan, of its agencies, or of the sources; what they do not know comes last.
    pub groups: Vec<Group<'a>>,
    pub total: Sum,
}

/// The lines that `filter` takes, in groups with their sums, as of `today`. Groups without lines are left out.
pub fn spending<'a>(
    budget: &'a Budget,
    plan: &Plan,
    by: By,
    filter: &Filter,
    today: NaiveDate,
) -> Spending<'a> {
    let mut found = Spending::default();
    for line in budget.lines.iter().filter(|line| filter.takes(line)) {
        let key: &str = match by {
            By::Activity => &line.activity,
            By::Agency if line.locality.is_empty() => &line.agency,
            By::Agency => &line.locality,
            By::Source => &line.source,
        };
        let sum = Sum::of(line, today);
        found.total.add(sum);
        let at = found.groups.iter().position(|group| group.key == key).unwrap_or_else(|| {
            let name = match by {
                By::Activity => plan.activity(key).map_or_else(|| key.to_owned(), |one| one.title.clone()),
                By::Agency => line.spender(plan),
                By::Source => budget.source(key).map_or_else(|| key.to_owned(), |one| one.name.clone()),
            };
            found.groups.push(Group { key, name, lines: Vec::new(), sum: Sum::default() });
            found.groups.len() - 1
        });
        found.groups[at].lines.push((line, sum));
        found.groups[at].sum.add(sum);
    }
    let place = |key: &str| {
        let at = match by {
            By::Activity => plan.activities.iter().position(|one| one.id == key),
            By::Agency => {
                let locality = || plan.localities.iter().position(|one| one.id == key);
                let agency = plan.agencies.iter().position(|one| one.id == key);
                agency.or_else(|| Some(plan.agencies.len() + locality()?))
            }
            By::Source => budget.sources.iter().position(|one| one.id == key),
        };
        at.unwrap_or(usize::MAX)
    };
    found.groups.sort_by_key(|group| place(group.key));
    found
}
