//! What a reading proposes, item by item with its sentences, to take or to leave.

use super::Reading;
use crate::calendar::wording;
use crate::plan::{Activity, Plan, Rule};

/// An item of what was read, by its place in the reading's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    Activity(usize),
    Agency(usize),
    /// The audience and its topic.
    Topic(usize, usize),
    Duty(usize),
}

/// An item with what was understood and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub item: Item,
    /// "IV.1.a Chuyên mục CCHC"
    pub title: String,
    /// "mỗi tháng 2 kỳ", "chủ trì: Sở Nội vụ"
    pub facts: Vec<String>,
    /// The sentences that it came from, each once.
    pub sources: Vec<String>,
}

impl Reading {
    /// Everything that was read: activities, agencies, topics, duties.
    pub fn proposals(&self) -> Vec<Proposal> {
        let plan = &self.plan;
        let activities = plan.activities.iter().enumerate().map(|(at, activity)| Proposal {
            item: Item::Activity(at),
            title: format!("{} {}", activity.clause, activity.title),
            facts: facts(plan, activity),
            sources: self.sources(|clause, field| clause == activity.clause && field != "title"),
        });
        let agencies = plan.agencies.iter().enumerate().map(|(at, agency)| Proposal {
            item: Item::Agency(at),
            title: agency.name.clone(),
            facts: Vec::new(),
            sources: self.naming(&agency.id),
        });
        let topics = plan.audiences.iter().enumerate().flat_map(|(at, audience)| {
            audience.topics.iter().enumerate().map(move |(nth, topic)| Proposal {
                item: Item::Topic(at, nth),
                title: format!("{} {}", topic.clause, topic.short),
                facts: vec![audience.title.clone()],
                sources: vec![topic.text.clone()],
            })
        });
        let duties = plan.duties.iter().enumerate().map(|(at, duty)| Proposal {
            item: Item::Duty(at),
            title: format!("{} {}", duty.clause, duty.title),
            facts: duty.agencies.iter().map(|id| agency_name(plan, id)).collect(),
            sources: vec![duty.text.clone()],
        });
        activities.chain(agencies).chain(topics).chain(duties).collect()
    }

    /// The same without some items. An agency that is left is named by nothing any more.
    #[must_use]
    pub fn without(&self, left: impl Fn(Item) -> bool) -> Self {
        let mut reading = self.clone();
        let plan = &mut reading.plan;
        let gone = |id: &String| {
            let at = self.plan.agencies.iter().position(|agency| agency.id == *id);
            at.is_some_and(|at| left(Item::Agency(at)))
        };
        keep(&mut plan.activities, |at| !left(Item::Activity(at)));
        for activity in &mut plan.activities {
            activity.lead.retain(|id| !gone(id));
            activity.partners.retain(|id| !gone(id));
            activity.per_agency.retain(|id| !gone(id));
            activity.rules.retain_mut(|rule| match rule {
                Rule::AgreementOf(agencies) => {
                    agencies.retain(|id| !gone(id));
                    !agencies.is_empty()
                }
                _ => true,
            });
        }
        for (at, audience) in plan.audiences.iter_mut().enumerate() {
            keep(&mut audience.topics, |nth| !left(Item::Topic(at, nth)));
        }
        keep(&mut plan.audiences, |at| {
            let topics = &self.plan.audiences[at].topics;
            topics.is_empty() || (0..topics.len()).any(|nth| !left(Item::Topic(at, nth)))
        });
        keep(&mut plan.duties, |at| !left(Item::Duty(at)));
        plan.duties.iter_mut().for_each(|duty| duty.agencies.retain(|id| !gone(id)));
        keep(&mut plan.agencies, |at| !left(Item::Agency(at)));
        reading.found.retain(|found| plan.activities.iter().any(|activity| activity.clause == found.clause));
        reading
    }

    /// The sentences of the fields that match, each once.
    fn sources(&self, matches: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let found = self.found.iter().filter(|found| matches(&found.clause, found.field));
        let mut sentences = Vec::new();
        for (_, sentence) in found.filter_map(|found| found.source.as_ref()) {
            if !sentences.contains(sentence) {
                sentences.push(sentence.clone());
            }
        }
        sentences
    }

    /// The first sentence that names an agency.
    fn naming(&self, id: &str) -> Vec<String> {
        let has = |ids: &[String]| ids.iter().any(|one| one == id);
        let activity = self.plan.activities.iter().find(|one| has(&one.lead) || has(&one.partners));
        let sentences = if let Some(activity) = activity {
            let field = if has(&activity.lead) { "lead" } else { "partners" };
            self.sources(|clause, of| clause == activity.clause && of == field)
        } else {
            let duty = self.plan.duties.iter().find(|duty| has(&duty.agencies));
            duty.map(|duty| duty.text.clone()).into_iter().collect()
        };
        let name = agency_name(&self.plan, id);
        let own = sentences.iter().find(|sentence| sentence.contains(&name));
        own.or(sentences.first()).cloned().into_iter().collect()
    }
}

fn facts(plan: &Plan, activity: &Activity) -> Vec<String> {
    let names = |ids: &[String]| ids.iter().map(|id| agency_name(plan, id)).collect::<Vec<_>>().join("; ");
    let mut facts = vec![format!("{}{}", activity.cadence.words(), activity.each_words())];
    facts.extend(activity.starts.map(|day| format!("bắt đầu từ {}", wording::date(day))));
    for (what, ids) in [("chủ trì", &activity.lead), ("phối hợp", &activity.partners)] {
        if !ids.is_empty() {
            facts.push(format!("{what}: {}", names(ids)));
        }
    }
    facts
}

fn agency_name(plan: &Plan, id: &str) -> String {
    plan.agency(id).map_or_else(|| id.to_owned(), |agency| agency.name.clone())
}

/// Keeps what stands at some places.
fn keep<T>(items: &mut Vec<T>, is_kept: impl Fn(usize) -> bool) {
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        is_kept(at - 1)
    });
}
