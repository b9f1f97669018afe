//! National programmes: which limit their care meets, and their rates.

/// Programmes by 法別番号, and local ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// A national programme by its 法別番号.
    National(u8),
    /// A local programme.
    Local(super::Local),
}

/// Which paragraph of 令41条 the care under a programme falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Paragraph {
    /// None: a local programme changes nothing for the insurer.
    None,
    /// 8項: 被保護者 (12), and 中国残留邦人等 (25) treated alike.
    Eighth,
    /// 6項: the benefits of 規則98条.
    Sixth,
    /// 7項: 特定疾病給付対象療養 (難病 54, 小児慢性 52, 特定疾患 51).
    Seventh,
}

impl Program {
    pub(crate) fn paragraph(self) -> Paragraph {
        match self {
            Self::Local(_) => Paragraph::None,
            Self::National(12 | 25) => Paragraph::Eighth,
            Self::National(51 | 52 | 54) => Paragraph::Seventh,
            Self::National(_) => Paragraph::Sixth,
        }
    }
}

/// The share of the cost that a programme leaves to the patient, percent: 結核一般医療 5 (感染症法37条の2), 自立支援 and 療養介護
/// 10 (障害者総合支援法58条3項1号), 難病 20 (難病法5条2項), 小児慢性 20 (児童福祉法19条の2). `None`: no rate.
#[must_use]
pub fn rate_of(law: u8) -> Option<i64> {
    match law {
        10 => Some(5),
        15 | 16 | 21 | 24 => Some(10),
        52 | 54 => Some(20),
        _ => None,
    }
}
