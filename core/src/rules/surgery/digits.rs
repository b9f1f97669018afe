//! Fingers and toes as operative fields (指に係る同一手術野の範囲), read from the site of a line.
//!
//! # Law   通知 第2章第10部 通則18 (4)
//!
//! A site names a digit as 第2指, 示指, 右母趾 … Of operations on one hand or foot, those of the lists (イ)–(ハ) have a field for each digit;
//! any other (デブリードマン, 創傷処理 …) has all five digits for one field (イ of the text, エ beside those of the lists).

use crate::snapshot::Article;

/// How two operations on digits lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fields {
    /// Two fields.
    Apart,
    /// One field.
    One,
    /// What is told does not say.
    Open,
}

/// A digit named by a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Digit {
    foot: bool,
    right: Option<bool>,
    number: Option<u8>,
}

/// Names of the digits from the thumb on.
const NAMES: [&[&str]; 5] = [
    &["第1", "第１", "母指", "拇指", "母趾", "拇趾"],
    &["第2", "第２", "示指"],
    &["第3", "第３", "中指"],
    &["第4", "第４", "環指", "薬指"],
    &["第5", "第５", "小指", "小趾"],
];

/// The digit of a site and side; `None` when the site names none.
fn digit(site: Option<&str>, side: Option<&str>) -> Option<Digit> {
    let site = site.filter(|s| s.contains('指') || s.contains('趾'))?;
    let foot = site.contains('趾') || site.contains('足');
    let told = |words: [&str; 2]| side.is_some_and(|s| words.contains(&s));
    let right = if site.contains('右') || told(["右", "right"]) {
        Some(true)
    } else if site.contains('左') || told(["左", "left"]) {
        Some(false)
    } else {
        None
    };
    let number = NAMES.iter().position(|names| names.iter().any(|n| site.contains(n)));
    let number = number.and_then(|n| u8::try_from(n).ok());
    Some(Digit { foot, right, number })
}

/// (イ), (ロ): a field for each digit.
fn by_digit(article: Article) -> bool {
    article.letter == b'K'
        && matches!(
            (article.section, article.branch),
            (28 | 34 | 35 | 37..=40 | 89..=91 | 99..=103, 0) | (40, 2)
        )
}

/// (ハ): a field for each bone and joint of a digit.
fn by_joint(article: Article) -> bool {
    article.letter == b'K'
        && matches!((article.section, article.branch), (45 | 46 | 63 | 73 | 78 | 80 | 82, 0) | (82, 3))
}

/// How two operations lie to each other when both sites name a digit of one hand or foot; `None` when they do not.
pub(super) fn fields(
    (one, site_a, side_a): (Article, Option<&str>, Option<&str>),
    (other, site_b, side_b): (Article, Option<&str>, Option<&str>),
) -> Option<Fields> {
    let (a, b) = (digit(site_a, side_a)?, digit(site_b, side_b)?);
    if a.foot != b.foot {
        return None;
    }
    match (a.right, b.right) {
        (Some(a), Some(b)) if a != b => return None,
        (Some(_), Some(_)) => {}
        _ => return Some(Fields::Open),
    }
    let listed = |article| by_digit(article) || by_joint(article);
    if !listed(one) || !listed(other) {
        return Some(Fields::One);
    }
    Some(match (a.number, b.number) {
        (Some(a), Some(b)) if a != b => Fields::Apart,
        // Two bones or joints of one digit are two fields, and the site does not name them.
        (Some(_), Some(_)) if by_joint(one) && by_joint(other) => Fields::Open,
        (Some(_), Some(_)) => Fields::One,
        _ => Fields::Open,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn k(section: u16) -> Article {
        Article { letter: b'K', chapter: 2, part: 10, section, branch: 0, item: 0 }
    }

    fn of(a: (u16, &str), b: (u16, &str)) -> Option<Fields> {
        fields((k(a.0), Some(a.1), None), (k(b.0), Some(b.1), None))
    }

    #[test]
    fn digits_are_fields() {
        // (イ): 腱鞘切開術 on two fingers, on one finger, on two hands.
        assert_eq!(of((28, "右第3指"), (28, "右第4指")), Some(Fields::Apart));
        assert_eq!(of((28, "右中指"), (37, "右第3指")), Some(Fields::One));
        assert_eq!(of((28, "右中指"), (28, "左中指")), None);
        assert_eq!(of((28, "中指"), (28, "環指")), Some(Fields::Open));
        // (ハ): bones of one finger are fields of their own, not told by the site.
        assert_eq!(of((46, "右示指"), (46, "右示指")), Some(Fields::Open));
        assert_eq!(of((46, "右示指"), (46, "右小指")), Some(Fields::Apart));
        // ウ: one of (イ) and one of (ハ) on one finger.
        assert_eq!(of((28, "右示指"), (46, "右示指")), Some(Fields::One));
        // イ, エ: any other operation has the five fingers for one field; hand and foot are two.
        assert_eq!(of((2, "右示指"), (0, "右小指")), Some(Fields::One));
        assert_eq!(of((28, "右示指"), (0, "右小指")), Some(Fields::One));
        assert_eq!(of((2, "右示指"), (2, "右母趾")), None);
        assert_eq!(of((2, "右前腕"), (2, "右示指")), None);
    }
}
