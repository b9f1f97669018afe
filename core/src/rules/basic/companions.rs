//! What goes with the fee of a visit from R8 on: ベースアップ評価料（Ⅰ）(O001) and 物価対応料 (O100).
//!
//! The circular names the same fees for both (通知 O001 (2)–(5), O100 (2)–(4)); the master marks them in column 129: 1 first visit, 3 revisit
//! and the like, 5 home visit, 7 home visit in one building or to a home with an institution of its own.
//!
//! R6 said "once a day" (1日につき); R8 does not, and does not say either whether a second fee of the day takes a second one. So the
//! first fee of a day takes it, and whether further ones do is asked.

use crate::code::Code;
use crate::fact;
use crate::outcome::Text;
use crate::rules::{Effects, View};

/// Marks of the fees in column 129.
pub(super) const MARKS: [u8; 4] = [b'1', b'3', b'5', b'7'];

static ASK_AGAIN: Text = Text {
    ja: "同じ日の2回目以降の初診料・再診料等（同日再診、2科目など）にも、ベースアップ評価料と物価対応料を算定しますか（告示・通知は1日につき1回とも、その都度とも定めていません）。",
    en: "are the base-up fee and the price measure billed again with a further visit fee of the same day (the texts say neither once a day nor each time)?",
};
static ONCE: Text = Text {
    ja: "同じ日の初診料・再診料等に伴い算定済みです（2回目以降は算定しないとの回答）。",
    en: "billed with another visit fee of the day already (further ones are not billed, as answered)",
};

/// Fees of this encounter that take a companion: place and mark, the first visit before revisits, these in order of the bill.
pub(super) fn fees(view: &View<'_, '_, '_>) -> Vec<(usize, u8)> {
    let mut fees: Vec<(usize, u8)> = view
        .procedures()
        .map(|(line, row)| (line, row.base_up_1()))
        .filter(|(_, mark)| MARKS.contains(mark))
        .collect();
    fees.sort_by_key(|(line, mark)| (*mark, *line));
    fees
}

/// The fees that take a companion of a family: all of them, or the first of the day, as told; none when the client sent one itself.
pub(super) fn due(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    fees: Vec<(usize, u8)>,
    family: &[Code],
) -> Vec<(usize, u8)> {
    let Some(first) = fees.first().copied() else { return Vec::new() };
    if family.iter().any(|c| view.has(*c)) {
        return Vec::new();
    }
    let earlier = family.iter().any(|c| view.has_on_the_day(*c));
    if !earlier && fees.len() == 1 {
        return fees;
    }
    let before = if earlier { Vec::new() } else { vec![first] };
    match view.decide_bool(out, &fact::COMPANION_AGAIN, "O001.again", &ASK_AGAIN) {
        Some(true) => fees,
        Some(false) => {
            if let Some(code) = family.first() {
                out.decline(*code, &ONCE);
            }
            before
        }
        None => before,
    }
}
