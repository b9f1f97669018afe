//! 02 包括, indexed when an edition is opened: of most pairs of codes it has to be known at once that none holds the other.
//!
//! The official table has some 250,000 rows in 139 groups. A bit for each group and item answers "is it in there at all"; only on a hit
//! the rows of the child are read for their dates and 特例条件.

use super::relation::{Auxiliary, BundleChild};
use super::table::Table;
use crate::code::{Code, ItemId};

/// Name of a group (グループ番号): seven ASCII bytes.
type Name = [u8; 7];

/// The groups and their items.
#[derive(Debug, Clone, Default)]
pub(crate) struct BundleIndex {
    groups: Vec<Name>,
    /// Words of one group's bits.
    words: usize,
    members: Vec<u64>,
    /// One bit per item: whether 01 gives it a bundle in any slot, at any time.
    parents: Vec<u64>,
}

impl BundleIndex {
    /// Reads both tables once; rows of codes that are no procedures of the edition are passed over.
    pub(crate) fn of(
        auxiliary: Table<'_, Auxiliary>,
        bundles: Table<'_, BundleChild>,
        item: &dyn Fn(Code) -> Option<ItemId>,
        items: usize,
    ) -> Self {
        let name = |bytes: &[u8]| Name::try_from(bytes).ok();
        let mut groups: Vec<Name> = (0..bundles.row_count())
            .filter_map(|row| bundles.row(row).and_then(|r| name(r.group().as_slice())))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        let words = items.div_ceil(64);
        let mut this =
            Self { members: vec![0; words * groups.len()], parents: vec![0; words], groups, words };
        for place in 0..bundles.code_count() {
            let Some(code) = bundles.code_at(place) else { continue };
            let Some(at) = item(code) else { continue };
            for (row, _) in bundles.rows_of(code) {
                let group = name(row.group().as_slice()).and_then(|g| this.group(&g));
                if let Some(group) = group {
                    set(&mut this.members, group * words * 64 + usize::from(at.place()));
                }
            }
        }
        if this.groups.is_empty() {
            return Self::default();
        }
        for place in 0..auxiliary.code_count() {
            let Some(code) = auxiliary.code_at(place) else { continue };
            let has = auxiliary.rows_of(code).any(|(row, _)| row.bundle_units() != [0; 3]);
            if let Some(at) = item(code).filter(|_| has) {
                set(&mut this.parents, usize::from(at.place()));
            }
        }
        this
    }

    /// Whether the edition has the table.
    pub(crate) const fn is_present(&self) -> bool {
        !self.groups.is_empty()
    }

    /// Place of a group.
    pub(crate) fn group(&self, name: &[u8]) -> Option<usize> {
        self.groups.binary_search_by(|g| g.as_slice().cmp(name)).ok()
    }

    /// Whether an item has a bundle at all.
    pub(crate) fn is_parent(&self, item: ItemId) -> bool {
        get(&self.parents, usize::from(item.place()))
    }

    /// Whether a group holds an item at any time.
    pub(crate) fn holds(&self, group: usize, item: ItemId) -> bool {
        get(&self.members, group.saturating_mul(self.words * 64).saturating_add(item.place().into()))
    }
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

fn get(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}
