//! The co-payments of a receipt, calculated again: 負担金額 of HO and KO against the charge of the month.
//!
//! A receipt tells part of what the charge goes by: age, type, 給付割合, and the income class among its remarks (区ア … 多キ). It does not tell the
//! monthly caps of certificates, what was paid elsewhere, or the terms of local programmes; what hangs on those is open, not guessed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use santei_core::amount::{AmountError, Yen};
use santei_core::charge::{
    About, ChargeOutcome, ChargeRequest, ChargeVisit, CounterOptions, Dispensing, Issue, Part,
    Receipt as Charged, charge,
};
use santei_core::claim::{Coverage, CoverageKind, Setting};
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::snapshot::Found;

use crate::calendar;
use crate::number::law_number;
use crate::receipt::{Payer, Place, Receipt, Unit};

/// A co-payment of a receipt against its calculation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopayResult {
    /// 0 the insurer, 1–4 the programmes in order.
    pub slot: u8,
    /// Its record.
    pub record: u64,
    /// Its field: HO12 or KO7.
    pub field: usize,
    /// Yen recorded; `None` when empty.
    pub recorded: Option<u64>,
    /// What the calculation says.
    pub computed: Copay,
    /// Statutory share of the insurance; `None` without one, and where it is open.
    pub ratio: Option<Decimal>,
}

/// What the calculation says of a co-payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copay {
    /// The insurer's: what it leaves, and what the limits took off the share; recorded only where they took something off.
    Insurer {
        /// 一部負担金, in yen.
        left: i64,
        /// High-cost benefit in kind, in yen.
        benefit: i64,
    },
    /// A programme's: what reached it and what it leaves to the patient, in yen.
    Programme {
        /// What the payers before left.
        arrived: i64,
        /// What the patient pays.
        left: i64,
    },
    /// Something decides that the receipt does not tell.
    Open(Vec<Issue>),
    /// The receipt cannot be read that far: month, birth date, days or letters are missing.
    Unreadable,
}

impl CopayResult {
    /// Whether what is recorded is what is calculated; `None` when that cannot be told.
    #[must_use]
    pub fn agrees(&self) -> Option<bool> {
        let recorded = self.recorded.and_then(|r| i64::try_from(r).ok());
        match &self.computed {
            Copay::Insurer { left, benefit } => {
                Some(recorded.map_or(*benefit == 0, |recorded| recorded == *left))
            }
            Copay::Programme { left, .. } => Some(recorded.unwrap_or_default() == *left),
            Copay::Open(_) | Copay::Unreadable => None,
        }
    }
}

/// Calculates the co-payments of a receipt.
///
/// # Errors
/// [`AmountError`] when an amount leaves its range.
pub fn recharge(engine: &Engine, receipt: &Receipt<'_>) -> Result<Vec<CopayResult>, AmountError> {
    let whole = |computed: Copay| receipt.payers.iter().map(|p| result(p, computed.clone(), None)).collect();
    let Some(request) = request(engine, receipt) else { return Ok(whole(Copay::Unreadable)) };
    // Local programmes pay last: without their terms everything before them can still be told.
    let mut dropped: BTreeMap<u8, Vec<Issue>> = BTreeMap::new();
    let mut request = request;
    loop {
        let outcome = charge(engine.params(), &request)?;
        if outcome.is_computed() {
            return Ok(compare(receipt, &outcome, &dropped));
        }
        let stopping: Vec<Issue> = outcome.issues.into_iter().filter(Issue::stops).collect();
        let local = stopping.iter().find_map(|issue| match issue.about {
            About::Coverage(place, _) => {
                request.coverages.get(place).filter(|c| is_local(c)).map(|c| (place, c.seq))
            }
            _ => None,
        });
        let Some((place, seq)) = local else { return Ok(whole(Copay::Open(stopping))) };
        request.coverages.remove(place);
        for part in request.visits.iter_mut().flat_map(|v| v.parts.iter_mut()) {
            part.coverage_set.retain(|s| *s != seq);
        }
        // Care of that programme alone has nobody left to be charged to.
        if request.visits.iter().flat_map(|v| &v.parts).any(|p| p.coverage_set.is_empty()) {
            return Ok(whole(Copay::Open(stopping)));
        }
        dropped.insert(seq, stopping);
    }
}

/// 法別番号 from 40 on but for the national ones (51–54, 62, 66, 79): programmes of prefectures and towns.
fn is_local(coverage: &Coverage) -> bool {
    let law = coverage.number.as_deref().and_then(|n| law_number(n.as_bytes()));
    coverage.kind == CoverageKind::Public
        && law.is_some_and(|l| l >= 40 && !matches!(l, 51..=54 | 62 | 66 | 79))
}

fn result(payer: &Payer<'_>, computed: Copay, ratio: Option<Decimal>) -> CopayResult {
    let field = if payer.slot == 0 { 12 } else { 7 };
    CopayResult {
        slot: payer.slot,
        record: payer.record.number,
        field,
        recorded: payer.record.number_in(field),
        computed,
        ratio,
    }
}

fn compare(
    receipt: &Receipt<'_>,
    outcome: &ChargeOutcome,
    dropped: &BTreeMap<u8, Vec<Issue>>,
) -> Vec<CopayResult> {
    let charged: Option<&Charged> = outcome.months.first().and_then(|m| m.receipts.first());
    let one = |payer: &Payer<'_>| {
        let seq = payer.slot.saturating_add(1);
        let computed = match (dropped.get(&seq), charged) {
            (Some(issues), _) => Copay::Open(issues.clone()),
            (None, None) => Copay::Unreadable,
            (None, Some(charged)) if payer.slot == 0 => Copay::Insurer {
                left: charged.insurer_left.value(),
                benefit: charged.high_cost_benefit.value(),
            },
            // A programme that bears no unit leaves nothing.
            (None, Some(charged)) => charged.publics.iter().find(|p| p.seq == seq).map_or(
                Copay::Programme { arrived: 0, left: 0 },
                |p| Copay::Programme { arrived: p.liability.value(), left: p.patient.value() },
            ),
        };
        result(payer, computed, charged.and_then(|c| c.ratio))
    };
    receipt.payers.iter().map(one).collect()
}

/// The month as a request of the charge: a visit for each day. `seq` of a payer is its slot and one.
fn request(engine: &Engine, receipt: &Receipt<'_>) -> Option<ChargeRequest> {
    let (month, birth) = (receipt.month()?, receipt.birth()?);
    let setting = match receipt.place()? {
        Place::In => Setting::Inpatient,
        Place::Out => Setting::Outpatient,
    };
    let mut visits: BTreeMap<u32, ChargeVisit> = BTreeMap::new();
    for unit in &receipt.units {
        let Some(line) = unit.billed().next() else { continue };
        // Yen of meals are outside every limit.
        if unit.section == Some(97) {
            continue;
        }
        let (points, set) = (unit.points()?, unit.bearers()?);
        for (day, count) in line.days().filter(|(_, n)| *n > 0) {
            let date = calendar::day_of(month, day)?;
            let yen = i64::try_from(points.checked_mul(count)?.checked_mul(10)?).ok()?;
            let visit = visits.entry(day).or_insert_with(|| visit(day, date, setting));
            visit.parts.push(Part {
                cost: Yen::new(yen),
                coverage_set: set.slots().map(|slot| slot.saturating_add(1)).collect(),
            });
            if unit.section == Some(11) {
                visit.first_visit = Some(true);
            }
            if prescribes(engine, unit, date) {
                visit.dispensing = Some(Dispensing::Outside);
            }
        }
    }
    if visits.is_empty() {
        return None;
    }
    let mut coverages: Vec<Coverage> = receipt.payers.iter().map(|p| coverage(receipt, p)).collect();
    // Acts before the 75th birthday tell that the patient was in the scheme before (障害認定): nothing is halved in the month of the birthday.
    let since = visits.values().next().map(|v| v.date);
    for late in coverages.iter_mut().filter(|c| c.kind == CoverageKind::LateElderly) {
        late.valid_from = since;
    }
    Some(ChargeRequest {
        birth,
        coverages,
        visits: visits.into_values().collect(),
        ledger: Vec::new(),
        options: CounterOptions::default(),
    })
}

fn visit(day: u32, date: ServiceDate, setting: Setting) -> ChargeVisit {
    ChargeVisit {
        id: day.to_string(),
        date,
        setting,
        dental: false,
        first_visit: Some(false),
        dispensing: Some(Dispensing::InHouse),
        parts: Vec::new(),
        meals: None,
        private: Vec::new(),
        special: Vec::new(),
    }
}

/// F400 処方箋料.
fn prescribes(engine: &Engine, unit: &Unit<'_>, date: ServiceDate) -> bool {
    unit.section == Some(80)
        && unit.billed().filter_map(|l| l.code).any(|code| {
            engine.edition_on(date).is_some_and(|(_, edition)| match edition.procedures().find(code, date) {
                Found::Row(row, _) => row.article().is(b'F', 400, 0),
                _ => false,
            })
        })
}

fn coverage(receipt: &Receipt<'_>, payer: &Payer<'_>) -> Coverage {
    let number = payer.record.text(2).trim().to_owned();
    let mut out = Coverage::new(payer.slot.saturating_add(1), CoverageKind::Public);
    if payer.slot == 0 {
        let late = law_number(number.as_bytes()) == Some(39);
        out.kind = if late { CoverageKind::LateElderly } else { CoverageKind::Medical };
        insurance(receipt, &mut out, late);
    }
    out.number = Some(number);
    out
}

/// What type, 給付割合 and remarks tell of the insured.
fn insurance(receipt: &Receipt<'_>, out: &mut Coverage, late: bool) {
    let remarks: Vec<&[u8]> = receipt.remarks().collect();
    let has = |code: &[u8; 2]| remarks.contains(&code.as_slice());
    let last = receipt.type_digits().map(|[_, _, _, last]| last);
    let elder = late || matches!(last, Some(7 | 8 | 9 | 0));
    let class = class(&remarks);
    let grade = |one: &'static str, two: &'static str| Some(if elder { two } else { one });
    let category = match class {
        Some(Class::A) => grade("ア", "現役並みⅢ"),
        Some(Class::I) => grade("イ", "現役並みⅡ"),
        Some(Class::U) => grade("ウ", "現役並みⅠ"),
        Some(Class::E) => grade("エ", "一般"),
        Some(Class::O) if elder => match receipt.head.field(11) {
            b"1" | b"2" => Some("低所得Ⅱ"),
            b"3" | b"4" => Some("低所得Ⅰ"),
            _ => None,
        },
        Some(Class::O) => Some("オ"),
        Some(Class::Ka) => Some("一般Ⅱ"),
        Some(Class::Ki) => Some("一般Ⅰ"),
        None => None,
    };
    out.income_category = category.map(str::to_owned);
    // Without a class nothing was given in kind: of those under 70 the category was not confirmed.
    out.income_verified = if class.is_some() { Some(true) } else { (!elder).then_some(false) };
    out.multiple_month =
        class.map(|_| [b"31", b"32", b"33", b"34", b"35", b"43", b"44"].into_iter().any(has));
    out.special_disease_limit = match (has(b"02"), has(b"16")) {
        (true, _) => Some(Yen::new(10_000)),
        (_, true) => Some(Yen::new(20_000)),
        _ => None,
    };
    out.turning_75_month = has(b"21").then_some(true);
    out.copay_ratio = receipt.head.number_in(8).and_then(|benefit| {
        let left = 100_u64.checked_sub(benefit)?;
        Some(Decimal::new(i64::try_from(left).ok()?, 2).normalize())
    });
    if out.copay_ratio.is_none() {
        out.copay_ratio = match (last, late, class) {
            (Some(9 | 0), ..) => Some(Decimal::new(3, 1)),
            (Some(7 | 8), true, Some(Class::Ka)) | (Some(7 | 8), false, _) => Some(Decimal::new(2, 1)),
            (Some(7 | 8), true, Some(Class::Ki | Class::O)) => Some(Decimal::new(1, 1)),
            // Under 70 by age; of 後期高齢者 without a class it is 10 or 20 percent.
            _ => None,
        };
    }
}

/// Income class among the remarks (別表9: 区ア–区キ, 多ア–多キ).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    A,
    I,
    U,
    E,
    O,
    Ka,
    Ki,
}

fn class(remarks: &[&[u8]]) -> Option<Class> {
    remarks.iter().find_map(|remark| {
        Some(match *remark {
            b"26" | b"31" => Class::A,
            b"27" | b"32" => Class::I,
            b"28" | b"33" => Class::U,
            b"29" | b"34" => Class::E,
            b"30" | b"35" => Class::O,
            b"41" | b"43" => Class::Ka,
            b"42" | b"44" => Class::Ki,
            _ => return None,
        })
    })
}
