//! RE: who the patient is, what kind of receipt it is.

use santei_core::charge::Place;

use super::field::Row;
use super::issue::{LOW_INCOME, MISSING, REMARKS, Sink};
use super::payers::{Insurance, Payers, Person, receipt_type};
use super::receipt::{Job, day_text, first_day, month_text};
use super::sets;
use crate::layout::Kind;

impl Job<'_> {
    /// レセプト種別.
    pub(super) fn kind(
        &self,
        payers: &Payers<'_>,
        insurance: Option<Insurance>,
        sink: &mut Sink<'_>,
    ) -> String {
        let person = Person {
            birth: self.patient.claim.patient.birth,
            month: first_day(self.month).unwrap_or(self.patient.claim.patient.birth),
            elder: self.charged.elder,
            active: self.charged.active,
        };
        receipt_type(payers, insurance, person, self.charged.place, sink)
    }

    /// RE, but for its number.
    pub(super) fn head(
        &self,
        payers: &Payers<'_>,
        insurance: Option<Insurance>,
        kind: &str,
        sink: &mut Sink<'_>,
    ) -> Row {
        let (claim, facts) = (&self.patient.claim, &self.patient.receipt);
        let inpatient = self.charged.place == Place::Inpatient;
        let mut row = Row::new(Kind::Re, "RE");
        row.put(3, kind, "", sink);
        row.put(4, month_text(self.month), "", sink);
        row.put(5, &facts.name, "/receipt/name", sink);
        match claim.patient.sex {
            Some(santei_core::claim::Sex::Male) => row.put(6, 1, "/patient/sex", sink),
            Some(santei_core::claim::Sex::Female) => row.put(6, 2, "/patient/sex", sink),
            None => sink.add(&MISSING, "/patient/sex", vec!["男女区分".to_owned()]),
        }
        row.put(7, day_text(claim.patient.birth), "/patient/birthDate", sink);
        if matches!(insurance, Some(Insurance::National | Insurance::Retired))
            && let Some(ratio) = self.charged.ratio
        {
            let hundred = rust_decimal::Decimal::ONE_HUNDRED;
            let left = ratio.checked_mul(hundred).and_then(|percent| hundred.checked_sub(percent));
            row.maybe(8, left.map(|l| l.normalize()), "/coverages", sink);
        }
        if inpatient {
            let here =
                claim.encounters.iter().position(|e| sets::is_inpatient(e) && e.date.month() == self.month);
            let place = format!("/encounters/{}/admission", here.unwrap_or_default());
            match here.and_then(|h| claim.encounters.get(h)).and_then(|e| e.admission) {
                Some(admission) => row.put(9, day_text(admission), &place, sink),
                None => sink.add(&MISSING, &place, vec!["入院年月日".to_owned()]),
            }
            row.put(10, facts.wards.concat(), "/receipt/wards", sink);
        }
        self.standard(payers, inpatient, &mut row, sink);
        let mut remarks: Vec<String> = facts.remarks.clone();
        remarks.extend(self.charged.tokki.iter().map(|t| t.code.to_owned()));
        remarks.sort_unstable();
        remarks.dedup();
        if remarks.len() > 5 {
            sink.add(&REMARKS, "/receipt/remarks", vec![remarks.join("・")]);
        } else {
            row.put(12, remarks.concat(), "/receipt/remarks", sink);
        }
        row.maybe(14, facts.chart.as_ref(), "/receipt/chart", sink);
        if !inpatient {
            for (no, department) in [22, 27, 32].into_iter().zip(&facts.departments) {
                row.put(no, department, "/receipt/departments", sink);
            }
        } else {
            row.maybe(22, facts.departments.first(), "/receipt/departments", sink);
        }
        row.maybe(37, facts.kana.as_ref().map(|k| k.replace([' ', '　'], "")), "/receipt/kana", sink);
        row.put(38, facts.states.concat(), "/receipt/states", sink);
        row
    }

    /// 標準負担額区分 (RE11): the classes of low income that were confirmed; in hospital, and of 70 and over.
    fn standard(&self, payers: &Payers<'_>, inpatient: bool, row: &mut Row, sink: &mut Sink<'_>) {
        let Some(payer) = payers.insurer.as_ref() else { return };
        let confirmed = payer.coverage.income_verified == Some(true);
        let class = match payer.coverage.income_category.as_deref() {
            Some("オ") if inpatient => 1,
            Some("低所得Ⅱ") => 1,
            Some("低所得Ⅰ") => 3,
            _ => return,
        };
        if confirmed {
            let place = format!("/coverages/{}/incomeCategory", payer.place);
            row.put(11, class, &place, sink);
            sink.add(&LOW_INCOME, &place, vec![class.to_string()]);
        }
    }
}
