//! When the paediatric outpatient fee (小児科外来診療料, B001-2) stands in place of the fee of the visit.

use crate::engine::EngineError;
use crate::fact;
use crate::rules::View;
use crate::rules::basic::visit::{self, Kind};

/// Whether the fee is billed for this visit: the institution bills by it and displays paediatrics, the child is under six, it is no
/// visit by phone and none of the exceptions of note 2 stands on the day (告示 B001-2 注1, 注2; 通知 (1), (2)).
pub(in crate::rules) fn replaces(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    if view.has_any(&view.set("management.b001-2")?.value) {
        return Ok(true);
    }
    let told = view.told(&fact::PEDIATRIC_OUTPATIENT_CARE)
        && view.is_outpatient()
        && visit::is_infant(view)
        && visit::displays_paediatrics(view);
    if !told || matches!(visit::kind(view, None), None | Some(Kind::Phone)) {
        return Ok(false);
    }
    // 小児かかりつけ診療料 instead, or a 在宅療養指導管理料 (C100 to C121).
    let family_doctor = view.has_any(&view.set("management.b001-2-11")?.value);
    let home_guidance = view
        .procedures()
        .any(|(_, r)| r.article().letter == b'C' && (100..=121).contains(&r.article().section));
    Ok(!family_doctor && !home_guidance)
}
