//! The records of the claim file: which fields they have, how long, and whether they must be there.
//!
//! Source: レセプト電算処理システム 電子レセプトの作成手引き, 記録条件仕様(医科用). Lengths are bytes of Windows-31J. Field 1 is the record's own id.

mod detail;
mod donor;
mod head;
mod receipt;

/// Kind of a record (レコード識別情報).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 医療機関情報.
    Ir,
    /// レセプト共通.
    Re,
    /// 保険者.
    Ho,
    /// 公費.
    Ko,
    /// 資格確認.
    Sn,
    /// 受診日等.
    Jd,
    /// 窓口負担額.
    Mf,
    /// 包括評価対象外理由.
    Gr,
    /// 傷病名.
    Sy,
    /// 診療行為.
    Si,
    /// 医薬品.
    Iy,
    /// 特定器材.
    To,
    /// コメント.
    Co,
    /// 症状詳記.
    Sj,
    /// 臓器提供医療機関情報.
    Ti,
    /// 臓器提供者レセプト情報.
    Tr,
    /// 臓器提供者請求情報.
    Ts,
    /// 国保連固有情報.
    Kh,
    /// 診療報酬請求書.
    Go,
    /// Any other id: records of returned files, of other fee tables, or nonsense.
    Other,
}

impl Kind {
    /// The kind that a record id names.
    #[must_use]
    pub fn of(id: &[u8]) -> Self {
        match id {
            b"IR" => Self::Ir,
            b"RE" => Self::Re,
            b"HO" => Self::Ho,
            b"KO" => Self::Ko,
            b"SN" => Self::Sn,
            b"JD" => Self::Jd,
            b"MF" => Self::Mf,
            b"GR" => Self::Gr,
            b"SY" => Self::Sy,
            b"SI" => Self::Si,
            b"IY" => Self::Iy,
            b"TO" => Self::To,
            b"CO" => Self::Co,
            b"SJ" => Self::Sj,
            b"TI" => Self::Ti,
            b"TR" => Self::Tr,
            b"TS" => Self::Ts,
            b"KH" => Self::Kh,
            b"GO" => Self::Go,
            _ => Self::Other,
        }
    }

    /// Its fields; empty for [`Kind::Other`].
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Ir => head::IR,
            Self::Re => receipt::RE,
            Self::Ho => receipt::HO,
            Self::Ko => receipt::KO,
            Self::Sn => receipt::SN,
            Self::Jd => receipt::JD,
            Self::Mf => receipt::MF,
            Self::Gr => receipt::GR,
            Self::Sy => receipt::SY,
            Self::Si => detail::SI,
            Self::Iy => detail::IY,
            Self::To => detail::TO,
            Self::Co => detail::CO,
            Self::Sj => detail::SJ,
            Self::Ti => donor::TI,
            Self::Tr => donor::TR,
            Self::Ts => donor::TS,
            Self::Kh => head::KH,
            Self::Go => head::GO,
            Self::Other => &[],
        }
    }

    /// Number of fields, the id included.
    #[must_use]
    pub fn width(self) -> usize {
        self.fields().last().map_or(0, |f| usize::from(f.no) + usize::from(f.repeat) - 1)
    }

    /// A record that says what was done: it stands in billing units.
    #[must_use]
    pub const fn is_detail(self) -> bool {
        matches!(self, Self::Si | Self::Iy | Self::To | Self::Co)
    }

    /// The place of the first of the 31 day fields; `None` when the record has none.
    #[must_use]
    pub const fn first_day(self) -> Option<usize> {
        match self {
            Self::Si | Self::Iy => Some(14),
            Self::To => Some(18),
            Self::Jd => Some(3),
            _ => None,
        }
    }
}

/// What a field holds; lengths in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// 英数: half-width letters, digits, signs.
    Alnum(u16),
    /// 数字.
    Digits(u16),
    /// 漢字: full-width only.
    Kanji(u16),
    /// 英数 or 漢字, not mixed.
    Either(u16),
    /// Digits with a decimal point: places before and after it.
    Decimal(u16, u16),
    /// Year and month: YYYYMM, until 2020-09 GYYMM.
    Month,
    /// A day: YYYYMMDD, until 2020-09 GYYMMDD.
    Date,
}

impl Mode {
    /// Most bytes the field may have.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Alnum(n) | Self::Digits(n) | Self::Kanji(n) | Self::Either(n) => n as usize,
            Self::Decimal(before, after) => before as usize + after as usize + 1,
            Self::Month => 6,
            Self::Date => 8,
        }
    }
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// 必須.
    R,
    /// Under a condition.
    C,
    /// 任意.
    O,
    /// 省略: to be left empty.
    N,
}

/// A field, or a run of equal ones (the 31 days).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its number, from 1.
    pub no: u8,
    /// How many equal fields follow each other.
    pub repeat: u8,
    /// Official name.
    pub name: &'static str,
    /// What it holds.
    pub mode: Mode,
    /// Whether it must be there.
    pub need: Need,
    /// 固定: exactly as long as the mode says.
    pub fixed: bool,
}

const fn field(no: u8, name: &'static str, mode: Mode, need: Need) -> Field {
    Field { no, repeat: 1, name, mode, need, fixed: false }
}

impl Field {
    const fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    const fn times(mut self, repeat: u8) -> Self {
        self.repeat = repeat;
        self
    }

    /// Whether the field (or one of the run) has this number.
    #[must_use]
    pub const fn holds(&self, no: usize) -> bool {
        self.no as usize <= no && no < self.no as usize + self.repeat as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [(Kind, usize); 19] = [
        (Kind::Ir, 10),
        (Kind::Re, 38),
        (Kind::Ho, 15),
        (Kind::Ko, 12),
        (Kind::Sn, 9),
        (Kind::Jd, 33),
        (Kind::Mf, 33),
        (Kind::Gr, 3),
        (Kind::Sy, 8),
        (Kind::Si, 44),
        (Kind::Iy, 44),
        (Kind::To, 48),
        (Kind::Co, 5),
        (Kind::Sj, 3),
        (Kind::Ti, 10),
        (Kind::Tr, 18),
        (Kind::Ts, 5),
        (Kind::Kh, 2),
        (Kind::Go, 4),
    ];

    #[test]
    fn fields_follow_each_other_without_a_gap() {
        for (kind, width) in KINDS {
            let mut next = 1;
            for f in kind.fields() {
                assert_eq!(usize::from(f.no), next, "{kind:?} {}", f.name);
                next += usize::from(f.repeat);
            }
            assert_eq!(kind.width(), width, "{kind:?}");
        }
    }

    #[test]
    fn days_stand_where_the_layout_says() {
        for (kind, _) in KINDS {
            let told = kind.fields().iter().find(|f| f.name == "日の情報").map(|f| usize::from(f.no));
            assert_eq!(kind.first_day(), told, "{kind:?}");
        }
    }
}
