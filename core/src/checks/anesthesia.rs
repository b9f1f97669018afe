//! 長時間麻酔管理加算 (s116): an operation that takes it, and more than eight hours of L008 on the day.

use rust_decimal::Decimal;

use super::{Check, Examined, Found, about, code};
use crate::law::Citation;
use crate::outcome::{Decidable, Disposition, Severity, Text};

pub(super) static LONG: Check = Check {
    id: "check.anesthesia.long",
    official: Some("L4676"),
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は、対象の手術があり、閉鎖循環式全身麻酔（L008）の実施時間が8時間を超えたときに算定します。",
        en: "{0} goes with an operation that takes it and more than eight hours of general anaesthesia (L008)",
    },
    cite: Citation::r06("L009 注4"),
};

/// Runs the check.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let additions =
        view.acts().filter(|(_, _, r)| r.long_anesthesia_addon() == b'1' && r.schedule_kind() == 7);
    for (place, line, _) in additions {
        let of_day = || view.acts().filter(|(_, other, _)| other.date == line.date);
        let operation = of_day().any(|(_, _, r)| r.long_anesthesia_addon() == b'2');
        let Some(limit) = view.engine.params().value("check.anesthesia.long-minutes", line.date) else {
            continue;
        };
        let minutes = of_day()
            .filter(|(_, _, r)| r.article().is(b'L', 8, 0) && matches!(r.anesthesia_kind(), 1..=5))
            .filter_map(|(_, other, _)| view.sent(other)?.quantity)
            .fold(Decimal::ZERO, Decimal::saturating_add);
        if !operation || minutes <= limit.value {
            out.push(about(&LONG, place, line, vec![code(line.code)]));
        }
    }
}
