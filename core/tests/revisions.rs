//! The lists of rules of two revisions laid over each other: nothing is lost on the way, and every rule was read in the text of its revision.

use std::collections::BTreeSet;

use santei_core::law::Revision;
use santei_core::rules;

fn ids(revision: Revision) -> BTreeSet<&'static str> {
    rules::of(revision).iter().map(|r| r.id).collect()
}

#[test]
fn every_rule_of_r6_goes_on_or_ends_or_is_still_to_be_read() {
    let (before, after) = (ids(Revision::R06), ids(Revision::R08));
    let ended: BTreeSet<_> = rules::ended(Revision::R08).iter().map(|(rule, _, _)| rule.id).collect();
    let unread: BTreeSet<_> = rules::unread(Revision::R08).iter().map(|rule| rule.id).collect();
    let known = |id: &&str| after.contains(*id) || ended.contains(*id) || unread.contains(*id);
    let lost: Vec<_> = before.iter().filter(|id| !known(id)).collect();
    assert!(lost.is_empty(), "rules of R6 neither in R8 nor ended there nor said to be unread: {lost:?}");
    let read: Vec<_> = unread.iter().filter(|id| after.contains(*id) || ended.contains(*id)).collect();
    assert!(read.is_empty(), "said to be unread, and read: {read:?}");
    let strange: Vec<_> = unread.difference(&before).collect();
    assert!(strange.is_empty(), "unread without having been there: {strange:?}");
    let both: Vec<_> = ended.intersection(&after).collect();
    assert!(both.is_empty(), "ended and registered: {both:?}");
    let unknown: Vec<_> = ended.difference(&before).collect();
    assert!(unknown.is_empty(), "ended without having been there: {unknown:?}");
}

#[test]
fn every_rule_cites_the_texts_of_its_revision() {
    for revision in Revision::ALL {
        for rule in rules::of(revision) {
            let cited = rule.cites.iter().any(|c| c.revision() == Some(revision));
            assert!(cited, "{} is registered for {} without citing its texts", rule.id, revision.name());
        }
    }
    for (rule, _, cite) in rules::ended(Revision::R08) {
        assert_eq!(cite.revision(), Some(Revision::R08), "{} ends by an article of R8", rule.id);
    }
}

#[test]
fn a_rule_is_registered_once() {
    for revision in Revision::ALL {
        assert_eq!(ids(revision).len(), rules::of(revision).len(), "{}", revision.name());
    }
}
