//! Two versions of the settings made one, against the version both sides began with.

use std::collections::HashSet;
use std::hash::Hash;

use super::{LocalSettings, Office, Settings};

impl Settings {
    /// What each side changed, by entry. Where both changed the same entry, mine stays; the second value says whether
    /// that was so anywhere.
    pub fn merge(base: &Self, mine: &Self, theirs: &Self) -> (Self, bool) {
        let mut weave = Weave::default();
        let office = weave.office([base, mine, theirs].map(|side| &side.office));
        let merged = Self {
            schema: mine.schema.max(theirs.schema),
            office,
            working_date: weave.one(&base.working_date, &mine.working_date, &theirs.working_date),
            programmes: weave.list(&base.programmes, &mine.programmes, &theirs.programmes, |programme| {
                programme.activity.clone()
            }),
            localities: weave.localities(&base.localities, &mine.localities, &theirs.localities),
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
    fn office(&mut self, [base, mine, theirs]: [&Office; 3]) -> Office {
        Office {
            parent: self.one(&base.parent, &mine.parent, &theirs.parent),
            name: self.one(&base.name, &mine.name, &theirs.name),
            place: self.one(&base.place, &mine.place, &theirs.place),
            signer_title: self.one(&base.signer_title, &mine.signer_title, &theirs.signer_title),
            signer: self.one(&base.signer, &mine.signer, &theirs.signer),
        }
    }

    /// Locality by locality, and in each of them field by field.
    fn localities(
        &mut self,
        base: &[LocalSettings],
        mine: &[LocalSettings],
        theirs: &[LocalSettings],
    ) -> Vec<LocalSettings> {
        let find = |side: &[LocalSettings], id: &str| side.iter().find(|local| local.locality == id).cloned();
        // What both have and changed is made one first; the rest is settled as in every list.
        let joined = |local: &LocalSettings, weave: &mut Self| {
            let (other, before) = (find(theirs, &local.locality)?, find(base, &local.locality)?);
            (other != before && *local != before).then(|| LocalSettings {
                locality: local.locality.clone(),
                office: weave.office([&before.office, &local.office, &other.office]),
                programmes: weave.list(
                    &before.programmes,
                    &local.programmes,
                    &other.programmes,
                    |programme| programme.activity.clone(),
                ),
            })
        };
        let (mut ours, mut others) = (mine.to_vec(), theirs.to_vec());
        for local in &mut ours {
            if let Some(both) = joined(local, self) {
                for other in others.iter_mut().filter(|other| other.locality == both.locality) {
                    other.clone_from(&both);
                }
                *local = both;
            }
        }
        self.list(base, &ours, &others, |local| local.locality.clone())
    }

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
