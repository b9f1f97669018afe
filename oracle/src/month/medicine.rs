//! Chapter 2 parts 5 and 6: medication and injections.

use super::{Bill, Billed, Dispensing, Dose, Item, State, Visit, Way, lines, yen};
use crate::drug::{Section, drug_points};
use crate::error::OracleError;
use crate::unit::{UnitLine, price_unit};
use rust_decimal::Decimal;

impl State<'_> {
    /// F000, F100, F200, F400.
    pub(super) fn medication(&self, visit: &Visit, bill: &mut Bill) -> Result<(), OracleError> {
        if let Dispensing::Slip { seven } = visit.dispensing {
            let kind = if seven { "７種類以上内服薬" } else { "その他" };
            return self.with_age(
                bill,
                &self.named(&format!("処方箋料（リフィル以外・{kind}）"))?,
                visit.age,
            );
        }
        if visit.dispensing != Dispensing::InHouse {
            return Ok(());
        }
        let (mut kinds, mut all, mut internal, mut external) = (0, 0_i64, false, false);
        for item in &visit.items {
            match item {
                Item::Internal { drugs, days } => {
                    internal = true;
                    let price = yen(self.tables, drugs)?;
                    let points = drug_points(price, Section::Medication)?;
                    let codes = drugs.iter().map(|(code, _)| code.clone()).collect();
                    bill.units.push(Billed { codes, points, times: *days });
                    all = all.saturating_add(points.saturating_mul(i64::from(*days)));
                    // F200 (6) ア (ニ): of 205 yen or less a day one kind as a whole
                    kinds += if price <= Decimal::from(205) { 1 } else { drugs.len() };
                }
                Item::External { drugs } => {
                    external = true;
                    let points = drug_points(yen(self.tables, drugs)?, Section::Medication)?;
                    let codes = drugs.iter().map(|(code, _)| code.clone()).collect();
                    bill.units.push(Billed { codes, points, times: 1 });
                }
                _ => {}
            }
        }
        if internal {
            let code = self.named("調剤料（内服薬・浸煎薬・屯服薬）")?;
            self.plain(bill, &[&code])?;
        }
        if external {
            let code = self.named("調剤料（外用薬）")?;
            self.plain(bill, &[&code])?;
        }
        if internal || external {
            let kind = if kinds >= 7 { "７種類以上内服薬" } else { "その他" };
            self.with_age(bill, &self.named(&format!("処方料（{kind}）"))?, visit.age)?;
        }
        if kinds >= 7 {
            // F200 注3: all internal drugs of the prescription at 90/100, rounded half up
            let remains = crate::num::mul("", Decimal::from(all), Decimal::new(9, 1))?;
            let remains = crate::num::half_up(remains);
            let less = crate::num::whole("", crate::num::add("", Decimal::from(all), -remains)?)?;
            if less > 0 {
                let codes = vec!["630010002".to_owned()];
                bill.units.push(Billed { codes, points: less.saturating_neg(), times: 1 });
            }
        }
        Ok(())
    }

    /// G000, G001, G004. Of several kinds into a vein on one day only the technique of the main one is billed; every drug is.
    pub(super) fn injections(&self, visit: &Visit, bill: &mut Bill) -> Result<(), OracleError> {
        let given: Vec<(Way, &Vec<Dose>)> = visit
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Injection { way, drugs } => Some((*way, drugs)),
                _ => None,
            })
            .collect();
        let mut techniques = Vec::new();
        for (way, drugs) in &given {
            let code = self.named(technique(*way, visit.age))?;
            let mut codes = vec![UnitLine::new(&code)];
            codes.extend(self.age_addition(&code, visit.age)?.map(|code| UnitLine::new(&code)));
            let points = price_unit(self.tables, &codes, Section::Injection)?.points;
            techniques.push((*way, *drugs, codes, points));
        }
        let main =
            techniques.iter().filter(|(way, ..)| *way != Way::Muscle).max_by_key(|(.., points)| *points);
        let main = main.map(|(way, ..)| matches!(way, Way::Drip(_)));
        for (way, drugs, codes, _) in &techniques {
            let falls = *way != Way::Muscle && main.is_some_and(|drip| drip != matches!(way, Way::Drip(_)));
            let mut unit = if falls { Vec::new() } else { codes.clone() };
            unit.extend(lines(drugs));
            self.unit(bill, &unit, Section::Injection, 1)?;
        }
        Ok(())
    }
}

/// G004: 500 mL and more in a day, for children under six 100 mL and more; less than that.
const fn technique(way: Way, age: u32) -> &'static str {
    match way {
        Way::Muscle => "皮内、皮下及び筋肉内注射",
        Way::Vein => "静脈内注射",
        Way::Drip(volume) if age < 6 && volume >= 100 => "点滴注射（乳幼児）",
        Way::Drip(volume) if age >= 6 && volume >= 500 => "点滴注射",
        Way::Drip(_) => "点滴注射（その他）（入院外）",
    }
}
