//! What holds between fields: ids told once, references that lead somewhere, the number of lines.
//!
//! Runs over any document, well-formed or not, so that these errors are told together with the others.

use std::collections::BTreeMap;

use super::MAX_LINES;
use crate::json::{At, Members, Node};
use crate::problem::Errors;

/// First use of each id.
struct Ids<'n, K>(BTreeMap<K, String>, &'n str);

impl<K: Ord + std::fmt::Display> Ids<'_, K> {
    fn note(&mut self, id: K, at: &At<'_>, errors: &mut Errors) {
        let Some(first) = self.0.get(&id) else {
            self.0.insert(id, at.pointer());
            return;
        };
        let name = self.1;
        errors.push(|| at.pointer(), || format!("{name} `{id}` is already used at {first}; ids are unique"));
    }
}

/// Checks the document.
pub(super) fn check(node: &Node<'_>, errors: &mut Errors) {
    let Some(root) = node.object() else { return };
    if let Some(facility) = root.get("facility").and_then(Node::object) {
        super::hours::check(facility, errors);
    }
    let seqs = check_claim(root, &At::ROOT, errors);
    if let Some(ledger) = root.get("ledger").and_then(Node::object) {
        super::charge::check_ledger(ledger, seqs.as_deref().unwrap_or_default(), errors);
    }
}

/// Checks coverages, encounters and answers below a place; gives the `seq` of the coverages.
pub(super) fn check_claim(root: &Members<'_>, base: &At<'_>, errors: &mut Errors) -> Option<Vec<i64>> {
    let seqs = coverages(root, base, errors);
    encounters(root, base, seqs.as_deref(), errors);
    let mut ids = Ids(BTreeMap::new(), "questionId");
    let at = base.key("answers");
    for (i, answer) in objects(root, "answers") {
        if let Some(id) = answer.get("questionId").and_then(Node::text) {
            ids.note(id, &at.index(i).key("questionId"), errors);
        }
    }
    seqs
}

/// Checks a request of `charge`.
pub(super) fn check_charge(node: &Node<'_>, errors: &mut Errors) {
    let Some(root) = node.object() else { return };
    let seqs = coverages(root, &At::ROOT, errors).unwrap_or_default();
    super::charge::check(root, &seqs, errors);
}

fn coverages(root: &Members<'_>, base: &At<'_>, errors: &mut Errors) -> Option<Vec<i64>> {
    let list = root.get("coverages")?.list()?;
    let at = base.key("coverages");
    let mut ids = Ids(BTreeMap::new(), "seq");
    for (i, coverage) in list.iter().enumerate() {
        let Some(coverage) = coverage.object() else { continue };
        let here = at.index(i);
        if let Some(seq) = coverage.get("seq").and_then(Node::int) {
            ids.note(seq, &here.key("seq"), errors);
        }
        if let Some(rule) = coverage.get("localRule").and_then(Node::object) {
            super::charge::check_terms(rule, &here.key("localRule"), errors);
        }
        let (field, other) = match coverage.get("kind").and_then(Node::text) {
            Some("public") => ("insurerNumber", "payerNumber"),
            Some(_) => ("payerNumber", "insurerNumber"),
            None => continue,
        };
        if coverage.get(field).is_some() {
            errors.push(
                || here.key(field).pointer(),
                || format!("`{field}` does not belong to this kind of coverage; send `{other}`"),
            );
        }
    }
    Some(ids.0.into_keys().collect())
}

fn encounters(root: &Members<'_>, base: &At<'_>, seqs: Option<&[i64]>, errors: &mut Errors) {
    let at = base.key("encounters");
    let mut encounter_ids = Ids(BTreeMap::new(), "encounter id");
    let mut line_ids = Ids(BTreeMap::new(), "lineId");
    let mut lines_so_far = 0;
    for (i, encounter) in objects(root, "encounters") {
        let here = at.index(i);
        if let Some(id) = encounter.get("id").and_then(Node::text) {
            encounter_ids.note(id, &here.key("id"), errors);
        }
        let at = here.key("lines");
        let before = lines_so_far;
        lines_so_far += encounter.get("lines").and_then(Node::list).map_or(0, <[Node<'_>]>::len);
        if before <= MAX_LINES && lines_so_far > MAX_LINES {
            errors.push(
                || at.pointer(),
                || format!("more than {MAX_LINES} lines in the request; split it by patient and month"),
            );
        }
        for (j, line) in objects(encounter, "lines") {
            let here = at.index(j);
            if let Some(id) = line.get("lineId").and_then(Node::text) {
                line_ids.note(id, &here.key("lineId"), errors);
                if id.starts_with('+') {
                    errors.push(
                        || here.key("lineId").pointer(),
                        || "ids that begin with `+` are kept for derived lines; send another".to_owned(),
                    );
                }
            }
            let at = here.key("coverageSet");
            let set = line.get("coverageSet").and_then(Node::list).unwrap_or_default();
            for (k, seq) in set.iter().enumerate() {
                let Some(seq) = seq.int() else { continue };
                if !seqs.is_some_and(|known| known.contains(&seq)) {
                    errors.push(
                        || at.index(k).pointer(),
                        || format!("no coverage has seq `{seq}`; add it to `coverages`"),
                    );
                }
            }
        }
    }
}

fn objects<'n, 'a>(
    members: &'n Members<'a>,
    name: &str,
) -> impl Iterator<Item = (usize, &'n Members<'a>)> + use<'n, 'a> {
    let list = members.get(name).and_then(Node::list).unwrap_or_default();
    list.iter().enumerate().filter_map(|(i, node)| Some((i, node.object()?)))
}
