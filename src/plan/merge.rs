//! Two versions of the settings made one, against the version both sides began with.

use std::collections::HashSet;
use std::hash::Hash;

use super::{Office, Settings};

impl Settings {
    /// What each side changed, by entry. Where both changed the same entry, mine stays; the second value says whether
    /// that was so anywhere.
    pub fn merge(base: &Self, mine: &Self, theirs: &Self) -> (Self, bool) {
        let mut weave = Weave::default();
        let [base_office, my_office, their_office] = [base, mine, theirs].map(|side| &side.office);
        let office = Office {
            parent: weave.one(&base_office.parent, &my_office.parent, &their_office.parent),
            name: weave.one(&base_office.name, &my_office.name, &their_office.name),
            place: weave.one(&base_office.place, &my_office.place, &their_office.place),
            signer_title: weave.one(
                &base_office.signer_title,
                &my_office.signer_title,
                &their_office.signer_title,
            ),
            signer: weave.one(&base_office.signer, &my_office.signer, &their_office.signer),
        };
        let merged = Self {
            schema: mine.schema.max(theirs.schema),
            office,
            working_date: weave.one(&base.working_date, &mine.working_date, &theirs.working_date),
            programmes: weave.list(&base.programmes, &mine.programmes, &theirs.programmes, |programme| {
                programme.activity.clone()
            }),
            presenters: weave.list(&base.presenters, &mine.presenters, &theirs.presenters, |presenter| {
                presenter.name.clone()
            }),
            syllables_per_minute: weave.one(
                &base.syllables_per_minute,
                &mine.syllables_per_minute,
                &theirs.syllables_per_minute,
            ),
            approvals: weave.list(&base.approvals, &mine.approvals, &theirs.approvals, |step| {
                (step.id.clone(), step.activities.clone())
            }),
            holidays: weave.list(&base.holidays, &mine.holidays, &theirs.holidays, |holiday| {
                (holiday.date, holiday.name.clone())
            }),
        };
        (merged, weave.has_clash)
    }
}

#[derive(Default)]
struct Weave {
    has_clash: bool,
}

impl Weave {
    fn one<T: Clone + PartialEq>(&mut self, base: &T, mine: &T, theirs: &T) -> T {
        if mine == base {
            return theirs.clone();
        }
        self.has_clash |= theirs != base && theirs != mine;
        mine.clone()
    }

    /// Entries by their key, in my order; those that only they have come after. A list where a key stands twice, as
    /// while it is being written, is one value.
    fn list<T: Clone + PartialEq, K: Eq + Hash>(
        &mut self,
        base: &[T],
        mine: &[T],
        theirs: &[T],
        key: impl Fn(&T) -> K,
    ) -> Vec<T> {
        if mine == base || theirs == base {
            return self.one(&base.to_vec(), &mine.to_vec(), &theirs.to_vec());
        }
        let is_keyed = |side: &[T]| side.iter().map(&key).collect::<HashSet<K>>().len() == side.len();
        if ![base, mine, theirs].into_iter().all(is_keyed) {
            return self.one(&base.to_vec(), &mine.to_vec(), &theirs.to_vec());
        }
        let find = |side: &[T], wanted: &K| side.iter().find(|entry| key(entry) == *wanted).cloned();
        let new = theirs.iter().filter(|entry| find(mine, &key(entry)).is_none());
        mine.iter()
            .chain(new)
            .filter_map(|entry| {
                let key = key(entry);
                self.one(&find(base, &key), &find(mine, &key), &find(theirs, &key))
            })
            .collect()
    }
}
