//! Questions about one act: what it is worth with its notes.

use super::View;
use crate::amount::{Points, Rate};
use crate::bill::Item;
use crate::claim::Line;
use crate::code::Code;
use crate::engine::EngineError;
use crate::snapshot::{DrugRow, NoticeKind, PointKind};
use crate::stage::price;

impl<'c, 'e> View<'_, 'c, 'e> {
    /// Points of an act with the additions of its notes, without those of general rules and before any rounding: what the texts call
    /// 所定点数 where a threshold or the dearest of several acts is meant (通知 第2章第9部 通則10, 第2章第10部 通則9).
    ///
    /// # Errors
    /// [`EngineError::Amount`] when the points leave the range.
    pub fn act_points(&self, line: usize) -> Result<Points, EngineError> {
        let base = self.points_alone(line)?;
        let mut sum = base;
        for (place, _) in self.additions_on(line) {
            let Some(l) = self.bill.lines.get(place).filter(|l| l.is_applied()) else { continue };
            let Some(row) = l.procedure().filter(|r| r.notice_kind() != NoticeKind::GeneralAddition) else {
                continue;
            };
            sum = match row.point_kind() {
                PointKind::PercentAdd => {
                    sum.plus(base.times(Rate::from_percent(row.points().decimal())?)?)?
                }
                PointKind::PercentReduce => {
                    sum.minus(base.times(Rate::from_percent(row.points().decimal())?)?)?
                }
                PointKind::Points => sum.plus(self.points_alone(place)?)?,
                _ => sum,
            };
        }
        Ok(sum)
    }

    /// Points of a line's row alone at its quantity; zero for what has no points of its own.
    fn points_alone(&self, line: usize) -> Result<Points, EngineError> {
        let Some(l) = self.bill.lines.get(line) else { return Ok(Points::ZERO) };
        match l.procedure().filter(|r| r.point_kind() == PointKind::Points) {
            Some(row) => Ok(price::row_points(row, l.quantity)?),
            None => Ok(Points::ZERO),
        }
    }

    /// How often the like of a line was billed before it in the calendar month, as far as request and history tell.
    #[must_use]
    pub fn count_before_this_month(&self, line: usize, is_it: impl Fn(Code) -> bool) -> u32 {
        let (month, date) = (self.date().month(), self.date());
        let request = self.bill.lines.iter().enumerate().filter(|(place, l)| {
            let before = (l.date, l.encounter, *place) < (date, self.place, line);
            before && l.is_applied() && l.date.month() == month && is_it(l.code)
        });
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let history = history.filter(|a| a.date.month() == month && a.date <= date && is_it(a.code));
        request.map(|(_, l)| l.count).chain(history.map(|a| a.count)).fold(0, u32::saturating_add)
    }

    /// 薬価基準収載医薬品コード (y32) of a drug line: its first digits are the 薬効分類, the eighth character the form.
    #[must_use]
    pub fn listing_code(&self, line: usize) -> Option<[u8; 12]> {
        self.bill.lines.get(line)?.drug().map(|d| d.listing_code())
    }

    /// Drugs of this encounter as sent, billed here or by a pharmacy: place, line of the request, row in the drug master.
    pub(crate) fn drugs_sent(&self) -> impl Iterator<Item = (usize, &'c Line, Option<DrugRow<'e>>)> {
        let drugs = self.bill.lines.drugs_of(self.place);
        drugs.filter_map(|(place, l)| self.bill.source(place).map(|source| (place, source, l.drug())))
    }

    /// Whether a drug line is one of 生物学的製剤注射加算 (y16).
    #[must_use]
    pub fn is_biological(&self, line: usize) -> bool {
        self.bill.lines.get(line).and_then(|l| l.drug()).is_some_and(|d| d.biological() == 1)
    }

    /// Films billed in this encounter (the materials that the infants' factor of E400 注1 corrects).
    pub fn films(&self) -> impl Iterator<Item = usize> {
        self.lines().filter_map(|(place, l)| match l.item {
            Item::Material(row) if row.age_addon_kind() == 1 => Some(place),
            _ => None,
        })
    }

    /// What makes two drugs the same by their common name: the substance (first nine places of 一般名コード, y37), else the code.
    #[must_use]
    pub fn substance(&self, line: usize) -> ([u8; 9], Code) {
        let Some(l) = self.bill.lines.get(line) else { return ([0; 9], Code::known(0)) };
        let common = l.drug().map_or([0; 12], |d| d.generic_rx_code());
        match common.first_chunk::<9>().filter(|c| c.iter().all(|b| *b != 0)) {
            Some(substance) => (*substance, Code::known(0)),
            None => ([0; 9], l.code),
        }
    }

    /// Points of the priced units of this encounter that hold any of the lines, and whether a unit holds others beside them (only
    /// after pricing).
    ///
    /// # Errors
    /// [`EngineError::Amount`] when the sum leaves the range.
    pub fn unmixed_points_of(&self, lines: &[usize]) -> Result<(Points, bool), EngineError> {
        let mixed = self.units.iter().filter(|u| u.encounter == self.place).any(|u| {
            let of_them = u.lines.iter().filter(|l| lines.contains(l)).count();
            of_them != 0 && of_them != u.lines.len()
        });
        Ok((self.points_of(lines)?, mixed))
    }
}
