//! One base item of a unit with everything that hangs on it.

use crate::error::OracleError;
use crate::num;
use crate::tables::{Row, col};
use rust_decimal::Decimal;

/// How far a reduction reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The points of the base item only. The default: 「所定点数は、特に規定する場合を除き、注に規定する加算を含まない点数を
    /// 指す」 (通知, 冒頭10).
    Base,
    /// Base item and its note add-ons.
    WithNotes,
    /// Base item and its 入院期間加算 (column 48 = 2).
    WithStay,
}

/// A fixed note add-on.
#[derive(Debug, Clone)]
pub(crate) struct Note<'a> {
    pub(crate) row: &'a Row,
    pub(crate) points: Decimal,
}

/// A rate with the row it comes from (0.40 = 40 percent).
#[derive(Debug, Clone)]
pub(crate) struct Share<'a> {
    pub(crate) row: &'a Row,
    pub(crate) rate: Decimal,
}

/// A base item (column 68 = 1, 3 or 5) and what belongs to it.
#[derive(Debug, Clone)]
pub(crate) struct Segment<'a> {
    pub(crate) row: &'a Row,
    pub(crate) points: Decimal,
    /// Position of its record in the unit.
    pub(crate) record: usize,
    pub(crate) notes: Vec<Note<'a>>,
    pub(crate) reductions: Vec<(Share<'a>, Reach)>,
    pub(crate) note_shares: Vec<Share<'a>>,
    pub(crate) general_shares: Vec<Share<'a>>,
}

/// The readings of the text where it leaves two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// 第3部第3節 通則1, 2: the age percentages of physiological tests count the note add-ons in.
    pub(crate) test_age_with_notes: bool,
    /// 150268970 (従たる手術の50%): the note add-ons of the second operation are halved too.
    pub(crate) second_operation_with_notes: bool,
    /// 写真診断 and 撮影 in one unit are rounded together (else each for itself).
    pub(crate) xray_together: bool,
    /// Several materials of a unit are divided by 10 line by line (else together).
    pub(crate) materials_by_line: bool,
    /// A note percentage counts for every base item of its group in the unit (else for the nearest before it).
    pub(crate) note_share_for_all: bool,
    /// The ceiling of a group of tests cuts the items, and age percentages are taken of what is left (else it cuts the sum with them).
    pub(crate) ceiling_before_shares: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            test_age_with_notes: true,
            second_operation_with_notes: true,
            xray_together: true,
            materials_by_line: true,
            note_share_for_all: false,
            ceiling_before_shares: false,
        }
    }
}

impl<'a> Segment<'a> {
    pub(crate) fn new(row: &'a Row, points: Decimal, record: usize) -> Self {
        Self {
            row,
            points,
            record,
            notes: Vec::new(),
            reductions: Vec::new(),
            note_shares: Vec::new(),
            general_shares: Vec::new(),
        }
    }

    fn code(&self) -> &str {
        col(self.row, 3)
    }

    fn chapter(&self) -> &str {
        col(self.row, 85)
    }

    /// Base points after reductions and after 負荷 (which repeats the test: 通知 D200 通則(2)イc).
    fn reduced_base(&self) -> Result<Decimal, OracleError> {
        let mut base = self.points;
        for (share, _) in &self.reductions {
            base = num::mul(self.code(), base, Decimal::ONE - share.rate)?;
        }
        let mut repeats = Decimal::ONE;
        for share in self.note_shares.iter().filter(|share| is_repeat(share.row)) {
            repeats = num::add(self.code(), repeats, share.rate)?;
        }
        num::mul(self.code(), base, repeats)
    }

    /// One note add-on after the reductions that reach it.
    fn note_points(&self, note: &Note<'_>) -> Result<Decimal, OracleError> {
        let mut points = note.points;
        for (share, reach) in &self.reductions {
            let reached = match reach {
                Reach::Base => false,
                Reach::WithNotes => true,
                Reach::WithStay => col(note.row, 48) == "2",
            };
            if reached && !outside(note.row) {
                points = num::mul(self.code(), points, Decimal::ONE - share.rate)?;
            }
        }
        Ok(points)
    }

    /// Sum of the note add-ons for which `keep` holds.
    fn notes(&self, keep: impl Fn(&Row) -> bool) -> Result<Decimal, OracleError> {
        let mut sum = Decimal::ZERO;
        for note in self.notes.iter().filter(|note| keep(note.row)) {
            sum = num::add(self.code(), sum, self.note_points(note)?)?;
        }
        Ok(sum)
    }

    /// Note percentages: each on the base points and on those note add-ons which its text counts in.
    fn note_share_points(&self) -> Result<Decimal, OracleError> {
        let base = self.reduced_base()?;
        let mut sum = Decimal::ZERO;
        for share in self.note_shares.iter().filter(|share| !is_repeat(share.row)) {
            let counted = self.notes(|note| counts_in(share.row, note))?;
            let on = num::add(self.code(), base, counted)?;
            sum = num::add(self.code(), sum, num::mul(self.code(), on, share.rate)?)?;
        }
        Ok(sum)
    }

    /// What a general percentage (age, time) is taken of.
    fn general_base(&self, share: &Share<'_>, reading: Reading) -> Result<Decimal, OracleError> {
        let base = self.reduced_base()?;
        let with_notes = match self.chapter() {
            // 通知 第12部 通則3: 「各区分の注に掲げる加算については加算の対象とならない」
            "M" => false,
            // 通知 第3部第3節 通則4 and 内視鏡検査 (7): time with the notes; age: two readings
            "D" => col(share.row, 43) != "0" || reading.test_age_with_notes || self.tapered(),
            // 通知 第9部 通則10, 第10部 通則9 and 14, 第11部 通則6: with the note add-ons
            _ => true,
        };
        if !with_notes {
            return Ok(base);
        }
        let notes = num::add(self.code(), base, self.notes(|note| !outside(note))?)?;
        num::add(self.code(), notes, self.note_share_points()?)
    }

    fn tapered(&self) -> bool {
        self.reductions.iter().any(|(_, reach)| *reach == Reach::WithNotes)
    }

    /// Exact points of the segment.
    pub(crate) fn exact(&self, reading: Reading) -> Result<Decimal, OracleError> {
        let code = self.code();
        let mut sum = num::add(code, self.reduced_base()?, self.notes(|_| true)?)?;
        sum = num::add(code, sum, self.note_share_points()?)?;
        for share in &self.general_shares {
            let part = num::mul(code, self.general_base(share, reading)?, share.rate)?;
            sum = num::add(code, sum, part)?;
        }
        Ok(sum)
    }
}

/// Column 62 = 1: not part of the 所定点数 of the general rules (the sign is the reverse of what one expects).
pub(crate) fn outside(row: &Row) -> bool {
    col(row, 62) == "1"
}

/// 負荷, 吸入誘発 (column 69 = 1 with a percentage): the test is done twice, so it belongs to the points of the test.
fn is_repeat(row: &Row) -> bool {
    col(row, 69) == "1"
}

/// Whether the note percentage `share` counts the fixed note add-on `note` into its 所定点数. By default it does not
/// (通知, 冒頭10); three texts say otherwise.
fn counts_in(share: &Row, note: &Row) -> bool {
    // 通知 L001-2 (6): 「「注1」における所定点数とは、「注2」における加算点数を合算した点数をいう」
    if (col(share, 3), col(note, 3)) == ("150370870", "150370970") {
        return true;
    }
    let pair = (col(share, 38), col(share, 39), col(note, 3));
    matches!(
        pair,
        // 通知 E002 (7): 「「3」（「注3」による加算を含む。）」 — 脳脊髄腔造影剤使用撮影加算
        ("7001", "3", "170002270")
        // 通知 第4部第3節 通則3: 「「4」の加算における所定点数には、「E200」の「注3」及び「E202」の「注3」による加算が含まれる」
        | ("7002", "5", "170012070" | "170020470")
    )
}
