//! What the patient pays in a month, written from the statute once more.
//!
//! The rules are those of 健康保険法施行令 41–43条 and 健康保険法施行規則 98条の2, which 高齢者の医療の確保に関する法律施行令
//! 14–16条 repeat for those of 75 and over. Tables and code are the oracle's own; the engine's are not looked at.
//! Amounts are whole yen. One institution, one month, one of inpatient and outpatient (令43条9・10項).
//!
//! Where the texts leave a case open, the answer is [`Open`] and names it: the engine may ask or refuse there, never
//! answer otherwise than by a text that is not ours to know.

mod age;
mod limit;
mod local;
mod month;
mod program;

pub use age::{Day, preschool, reached_from, share_by_age};
pub use local::Local;
pub use month::{Outcome, month};
pub use program::{Program, rate_of};

/// 適用区分; Ⅲ, Ⅱ, Ⅰ stand as 3, 2, 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names of the law")]
pub enum Category {
    ア,
    イ,
    ウ,
    エ,
    オ,
    現役並み3,
    現役並み2,
    現役並み1,
    一般,
    一般2,
    一般1,
    低所得2,
    低所得1,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 13] = {
        use Category::*;
        [ア, イ, ウ, エ, オ, 現役並み3, 現役並み2, 現役並み1, 一般, 一般2, 一般1, 低所得2, 低所得1]
    };

    /// The name as it is written: with Roman numerals.
    #[must_use]
    pub fn name(self) -> &'static str {
        use Category::*;
        match self {
            ア => "ア",
            イ => "イ",
            ウ => "ウ",
            エ => "エ",
            オ => "オ",
            現役並み3 => "現役並みⅢ",
            現役並み2 => "現役並みⅡ",
            現役並み1 => "現役並みⅠ",
            一般 => "一般",
            一般2 => "一般Ⅱ",
            一般1 => "一般Ⅰ",
            低所得2 => "低所得Ⅱ",
            低所得1 => "低所得Ⅰ",
        }
    }
}

/// Which table of limits a patient falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ages {
    /// To the end of the month in which 70 is reached.
    Under70,
    /// From the month after, in 健保 or 国保.
    From70,
    /// 後期高齢者医療.
    Late,
}

/// 入院 or 外来.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// 入院療養.
    Inpatient,
    /// 外来療養.
    Outpatient,
}

/// The insured person in the month.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// Table of limits.
    pub ages: Ages,
    /// Statutory share, percent.
    pub share: i64,
    /// 適用区分 as told; `None` = not known.
    pub category: Option<Category>,
    /// 標準報酬月額, yen; needed under 70 from 2027-08.
    pub remuneration: Option<i64>,
    /// The category is confirmed at the institution (令43条1項 「保険者の認定」).
    pub verified: bool,
    /// 多数回該当.
    pub multiple: bool,
    /// 75歳到達時特例対象療養 (令42条5項): every limit is halved.
    pub halved: bool,
    /// 特定疾病療養受療証: its monthly limit, yen, before halving.
    pub special: Option<i64>,
}

/// A public programme of the patient.
#[derive(Debug, Clone)]
pub struct Public {
    /// Which one.
    pub program: Program,
    /// Percent of the cost that the programme leaves to the patient; `None` = no rate.
    pub rate: Option<i64>,
    /// 自己負担上限月額, yen; `None` = none.
    pub cap: Option<i64>,
    /// What others have written on the 管理票 this month, yen.
    pub elsewhere: i64,
}

/// One 会計: points borne by one set of payers.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Points.
    pub points: i64,
    /// The insurer bears part of it.
    pub insurer: bool,
    /// The publics that bear part of it, as places in the list of publics, rising.
    pub publics: Vec<usize>,
    /// Day of the month.
    pub day: u8,
}

/// A month to work out.
#[derive(Debug, Clone)]
pub struct Month {
    /// Year and month.
    pub at: (i32, u32),
    /// 入院 or 外来.
    pub setting: Setting,
    /// The patient.
    pub person: Person,
    /// The publics, in legal order.
    pub publics: Vec<Public>,
    /// The payments in order.
    pub visits: Vec<Visit>,
}

/// Why the oracle gives no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Open {
    /// 令42条6・8項 as amended for 2026-08 were not at hand; nor the rows of 70 and over from 2027-08.
    #[error("the limit of this month is not published")]
    NotPublished,
    /// The category is confirmed or needed, and not told.
    #[error("the income category is missing")]
    CategoryMissing,
    /// 標準報酬月額 decides from 2027-08 and is not told.
    #[error("the standard monthly remuneration is missing")]
    RemunerationMissing,
    /// A category of the other age group.
    #[error("the category does not belong to the age")]
    CategoryOfOtherAge,
    /// A special-disease certificate with more than one set of payers: the texts do not say what counts to its limit.
    #[error("a special disease certificate with several sets of payers")]
    SpecialWithSets,
    /// 3割 at 70 and over, category not confirmed: Ⅲ and the others differ.
    #[error("30 percent at 70 or over without a confirmed category")]
    ActiveUnknown,
    /// The insurer-only part falls again after it was partly given to a local programme.
    #[error("several sets without a national programme and a share that falls")]
    PoolFalls,
    /// An amount of more than a hundred million yen.
    #[error("an amount out of range")]
    Range,
}

/// `value × percent / 100`, half a yen and more up (令42条 「五十銭以上であるときは、これを一円に切り上げた額」).
pub(crate) fn percent(value: i64, percent: i64) -> i64 {
    (value * percent + 50).div_euclid(100)
}
