//! The electronic fee table as sections of the image.
//!
//! Rules hold from 新設年月日 on. Codes that are not in s (the tables come out at other dates) are left out and listed.

use std::collections::BTreeMap;

use santei_core::code::{Code, ItemId};
use santei_core::date::Validity;
use santei_core::snapshot as image;
use santei_core::snapshot::{Exclusion, Keep, Window, tags, write_exclusions};

use super::Writer;
use super::records::{ascii, code, validity};
use crate::error::{MastersError, Result};
use crate::history::Timeline;
use crate::name::FileKind;
use crate::raw::bundle::BundleRow;
use crate::raw::exclusion::ExclusionRow;
use crate::raw::fee_table_index::FeeTableIndexRow;
use crate::raw::frequency_limit::FrequencyLimitRow;
use crate::raw::inpatient_addition::InpatientAdditionRow;
use crate::table::Row;

pub(super) fn write(timelines: &[Timeline<'_>], out: &mut Writer) -> Result<()> {
    for timeline in timelines {
        match timeline.kind() {
            FileKind::FeeTableIndex => {
                let rows = listed(timeline, out, index)?;
                out.table(tags::AUXILIARY, &rows)?;
            }
            FileKind::Bundle => {
                let rows = listed(timeline, out, bundle)?;
                out.table(tags::BUNDLES, &rows)?;
            }
            FileKind::InpatientAddition => {
                let rows = listed(timeline, out, ward)?;
                out.table(tags::WARDS, &rows)?;
            }
            FileKind::FrequencyLimit => {
                let rows = listed(timeline, out, limit)?;
                out.table(tags::LIMITS, &rows)?;
            }
            FileKind::ExclusionDay => exclusions(timeline, Window::Day, out)?,
            FileKind::ExclusionMonth => exclusions(timeline, Window::Month, out)?,
            FileKind::ExclusionSameTime => exclusions(timeline, Window::SameOccasion, out)?,
            FileKind::ExclusionWeek => exclusions(timeline, Window::Week, out)?,
            _ => {}
        }
    }
    Ok(())
}

/// Rows of a table listed under a code, those of unknown codes left out.
fn listed<'a, R>(
    timeline: &'a Timeline<'_>,
    out: &mut Writer,
    convert: fn(Row<'a>, Validity) -> Result<(Code, R)>,
) -> Result<Vec<(Code, R)>> {
    let mut rows = Vec::new();
    for (key, versions) in timeline.rows() {
        for version in versions {
            let span = validity(version);
            let (code, record) = convert(version.row.row(), span)?;
            if out.codes.binary_search(&code.value()).is_ok() {
                rows.push((code, span.from, record));
            } else {
                out.unplaced.push(format!("{} {key}", timeline.kind().id()));
            }
        }
    }
    rows.sort_by_key(|(code, from, _)| (*code, *from));
    Ok(rows.into_iter().map(|(code, _, record)| (code, record)).collect())
}

fn index(raw: Row<'_>, span: Validity) -> Result<(Code, image::Auxiliary)> {
    let r = FeeTableIndexRow::read(raw)?;
    let mut groups = [0; 21];
    for (cell, group) in groups.chunks_mut(7).zip([r.bundle_group_1, r.bundle_group_2, r.bundle_group_3]) {
        if group != "0" {
            cell.copy_from_slice(&ascii::<7>(group));
        }
    }
    let flags = [r.exclusive_day, r.exclusive_month, r.exclusive_same_time, r.exclusive_week];
    let record = image::Auxiliary {
        code: code(r.code)?,
        valid_from: span.from,
        valid_until: span.until,
        bundle_units: [r.bundle_unit_1, r.bundle_unit_2, r.bundle_unit_3],
        bundle_groups: groups,
        exclusive: flags.map(u8::from),
        ward_group: r.inpatient_group,
        has_count_rule: u8::from(r.has_count_rule),
    };
    Ok((record.code, record))
}

fn bundle(raw: Row<'_>, span: Validity) -> Result<(Code, image::BundleChild)> {
    let r = BundleRow::read(raw)?;
    let record = image::BundleChild {
        code: code(r.code)?,
        valid_from: span.from,
        valid_until: span.until,
        group: ascii(r.group),
        special: r.special,
    };
    Ok((record.code, record))
}

fn ward(raw: Row<'_>, span: Validity) -> Result<(Code, image::WardAddition)> {
    let r = InpatientAdditionRow::read(raw)?;
    let record = image::WardAddition {
        code: code(r.code)?,
        valid_from: span.from,
        valid_until: span.until,
        group: r.group,
        slot: r.addon_slot,
    };
    Ok((record.code, record))
}

fn limit(raw: Row<'_>, span: Validity) -> Result<(Code, image::FrequencyLimit)> {
    let r = FrequencyLimitRow::read(raw)?;
    let record = image::FrequencyLimit {
        code: code(r.code)?,
        valid_from: span.from,
        valid_until: span.until,
        unit_code: r.unit_code,
        max_count: r.max_count,
        special: r.special,
    };
    Ok((record.code, record))
}

/// Pairs of a window, each once under the smaller code; the mirror of every pair must say the same.
fn exclusions(timeline: &Timeline<'_>, window: Window, out: &mut Writer) -> Result<()> {
    let table = timeline.kind().id();
    let mut pairs: BTreeMap<(ItemId, ItemId), Vec<Exclusion>> = BTreeMap::new();
    let mut mirrors: BTreeMap<(ItemId, ItemId), Vec<Exclusion>> = BTreeMap::new();
    for (key, versions) in timeline.rows() {
        for version in versions {
            let raw = version.row.row();
            let r = ExclusionRow::read(raw)?;
            let keep = Keep::from_number(r.keep).ok_or_else(|| {
                MastersError::cell(raw.file(), raw.line(), 6, "背反区分", raw.get(6), "not 1, 2 or 3")
            })?;
            let place = |code: u32| out.codes.binary_search(&code).ok().and_then(|p| u16::try_from(p).ok());
            let (Some(first), Some(second)) = (place(r.code_1), place(r.code_2)) else {
                out.unplaced.push(format!("{table} {key}"));
                continue;
            };
            let rule = Exclusion { keep, special: r.special, validity: validity(version) };
            let (first, second) = (ItemId::new(first), ItemId::new(second));
            if first < second {
                pairs.entry((first, second)).or_default().push(rule);
            } else {
                let mirrored = Exclusion { keep: rule.keep.mirrored(), ..rule };
                mirrors.entry((second, first)).or_default().push(mirrored);
            }
        }
    }
    if pairs != mirrors {
        let odd = pairs
            .iter()
            .find(|(key, rules)| mirrors.get(*key) != Some(*rules))
            .or_else(|| mirrors.iter().find(|(key, _)| !pairs.contains_key(*key)));
        let code = |item: ItemId| out.codes.get(usize::from(item.place())).copied().unwrap_or(0);
        let named = odd.map_or_else(String::new, |((a, b), _)| format!("{}/{}", code(*a), code(*b)));
        return Err(MastersError::Set(format!(
            "{table}: the pair {named} is not mirrored; every official pair stands in both directions"
        )));
    }
    let count = pairs.len();
    let body =
        write_exclusions(out.codes.len(), &pairs).map_err(|e| MastersError::Set(format!("{table}: {e}")))?;
    out.exclusions(window, body, count);
    Ok(())
}
