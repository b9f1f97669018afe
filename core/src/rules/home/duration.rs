//! Long visits at the patient's home (患家診療時間加算): what C000 note 2 and C001 note 5 have in common.

use rust_decimal::Decimal;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::outcome::Text;
use crate::rules::{Effects, View};

static SHORT: Text = Text {
    ja: "患家における診療時間（durationMin）が1時間を超えていないか、示されていません。",
    en: "the time at the patient's home (durationMin) is not over an hour, or not told",
};

/// Adds the addition with the minutes as its quantity: the master counts 100 points for every 30 minutes or part of it beyond the hour.
pub(super) fn add(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    base: (u16, u8),
    code: Code,
) -> Result<(), EngineError> {
    let (section, branch) = base;
    let fee = view
        .procedures()
        .find(|(_, r)| r.article().is(b'C', section, branch) && r.schedule_kind() == 1 && !r.is_percentage());
    let Some((line, _)) = fee.filter(|_| !view.has(code)) else { return Ok(()) };
    let over = view.value("home.duration.over")?.value;
    match view.encounter().facts.int(&fact::DURATION).map(Decimal::from).filter(|minutes| *minutes > over) {
        Some(minutes) => out.add_quantity(code, minutes, &[line]),
        None => out.decline(code, &SHORT),
    }
    Ok(())
}
