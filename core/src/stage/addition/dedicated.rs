//! Dedicated columns: on a base the value says which addition it may take, on an addition it says "I am that one".

use super::{NO_DEDICATED_BASE, report};
use crate::bill::Bill;
use crate::outcome::Arg;
use crate::snapshot::ProcedureRow;
use crate::stage::price::PricedBill;

/// A dedicated column.
struct Column {
    /// Its official name.
    name: &'static str,
    /// Its value (ASCII columns as their digit, letters from 10).
    value: fn(&ProcedureRow<'_>) -> u8,
    /// Whether an addition of the first value may stand on a base of the second.
    fits: fn(u8, u8) -> bool,
}

const fn ascii(value: u8) -> u8 {
    match value {
        b'0'..=b'9' => value - b'0',
        b'A'..=b'Z' => value - b'A' + 10,
        _ => 0,
    }
}

const fn equal(addition: u8, base: u8) -> bool {
    addition == base
}

static COLUMNS: [Column; 19] = [
    Column {
        name: "画像等手術支援加算",
        value: |r| r.surgical_imaging_addon(),
        fits: |a, b| matches!((a, b), (1, 1 | 3 | 5) | (2, 2 | 3 | 6) | (4, 4..=6) | (6, 7)),
    },
    Column { name: "処置乳幼児加算", value: |r| r.infant_treatment_addon(), fits: equal },
    Column {
        name: "極低出生体重児・新生児加算（手術）", value: |r| r.low_birth_weight_addon(), fits: equal
    },
    Column { name: "脊髄誘発電位測定等加算", value: |r| r.evoked_potential_addon(), fits: equal },
    Column { name: "頸部郭清術併施加算", value: |r| r.neck_dissection_addon(), fits: equal },
    Column {
        name: "自動縫合器加算",
        value: |r| r.auto_suture_addon(),
        fits: |a, b| matches!((a, b), (1, 1 | 4) | (3, 3 | 4)),
    },
    Column { name: "超音波内視鏡検査加算", value: |r| r.endosonography_addon(), fits: equal },
    Column { name: "自動吻合器加算", value: |r| r.auto_anastomosis_addon(), fits: equal },
    Column {
        name: "超音波凝固切開装置等加算", value: |r| r.ultrasonic_coag_addon(), fits: equal
    },
    Column {
        name: "副鼻腔手術用内視鏡加算", value: |r| ascii(r.sinus_endoscope_addon()), fits: equal
    },
    Column {
        name: "副鼻腔手術用骨軟部組織切除機器加算",
        value: |r| ascii(r.sinus_cutter_addon()),
        fits: equal,
    },
    Column { name: "凍結保存同種組織加算", value: |r| ascii(r.cryo_tissue_addon()), fits: equal },
    Column { name: "創外固定器加算", value: |r| r.external_fixator_addon(), fits: equal },
    Column { name: "超音波切削機器加算", value: |r| r.ultrasonic_cutter_addon(), fits: equal },
    Column { name: "耳鼻咽喉科乳幼児処置加算", value: |r| r.ent_infant_addon(), fits: equal },
    Column {
        name: "耳鼻咽喉科小児抗菌薬適正使用支援加算",
        value: |r| r.ent_antimicrobial_addon(),
        fits: equal,
    },
    Column {
        name: "切開創局所陰圧閉鎖処置機器加算",
        value: |r| r.incision_npwt_addon(),
        fits: |a, b| matches!((a, b), (2, 1)),
    },
    Column {
        name: "外来感染対策向上加算等",
        value: |r| ascii(r.infection_control_addon()),
        fits: |a, b| matches!((a, b), (1 | 2 | 3 | 7 | 9, 1) | (4 | 5 | 6 | 8 | 10, 2)),
    },
    Column {
        name: "外来・在宅ベースアップ評価料（Ⅰ）",
        value: |r| ascii(r.base_up_1()),
        fits: |a, b| matches!((a, b), (2, 1) | (4, 3) | (6, 5) | (8, 7)),
    },
];

/// Whether the row is the addition of a column itself: 加算 in the schedule (s69 = 7), recorded as one (s68 = 7, 9), or an even value of
/// the base-up column, whose additions are items of their own.
fn is_addition(column: &Column, row: &ProcedureRow<'_>) -> bool {
    let value = (column.value)(row);
    if value == 0 {
        return false;
    }
    if column.name.starts_with("外来・在宅ベースアップ") {
        return value.is_multiple_of(2);
    }
    row.schedule_kind() == 7 || !row.notice_kind().is_base()
}

/// Tests every addition of a dedicated column.
pub(super) fn run(bill: &mut Bill<'_, '_>, priced: &PricedBill) {
    let mut alone: Vec<(usize, u32, &'static str)> = Vec::new();
    for unit in &priced.units {
        for line in &unit.lines {
            let Some(billed) = bill.lines.get(*line) else { continue };
            let Some(row) = billed.procedure() else { continue };
            for column in COLUMNS.iter().filter(|c| is_addition(c, &row)) {
                let own = (column.value)(&row);
                let takes = |other: &ProcedureRow<'_>| {
                    !is_addition(column, other) && (column.fits)(own, (column.value)(other))
                };
                let in_unit =
                    unit.lines.iter().filter_map(|l| bill.lines.get(*l)?.procedure()).any(|r| takes(&r));
                let on_the_day = || {
                    bill.lines
                        .iter()
                        .filter(|l| l.is_applied() && l.date == billed.date)
                        .filter_map(|l| l.procedure())
                        .any(|r| takes(&r))
                };
                let own_item = row.notice_kind().is_base();
                if !(in_unit || own_item && on_the_day()) {
                    alone.push((*line, row.code().value(), column.name));
                }
            }
        }
    }
    for (line, code, name) in alone {
        let code = crate::code::Code::new(code).map_or(Arg::Words(String::new()), Arg::Code);
        report(
            bill,
            "addition.noDedicatedBase",
            line,
            &[],
            &NO_DEDICATED_BASE,
            vec![code, Arg::Words(name.to_owned())],
        );
    }
}
