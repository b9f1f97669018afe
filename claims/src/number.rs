//! Check digits of insurer, programme and recipient numbers.
//!
//! 保険者番号等の検証番号: from the digit before the check digit backwards, weights 2, 1, 2, 1 …; the digits of each product are summed; the check
//! digit completes the sum to a multiple of ten (保険者番号等の設定について, 昭和51年8月7日 保発第45号・庁保発第34号).

/// Whether the last digit of a number of digits is its check digit; `None` when it is not made of two or more digits.
#[must_use]
pub fn check_digit_holds(number: &[u8]) -> Option<bool> {
    let (last, body) = number.split_last()?;
    if body.is_empty() || !number.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: u32 = body
        .iter()
        .rev()
        .enumerate()
        .map(|(at, b)| {
            let product = u32::from(b - b'0') * if at % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    Some((10 - sum % 10) % 10 == u32::from(last - b'0'))
}

/// 法別番号 of an eight-digit number: its first two digits; `None` for six digits (国保) and anything else.
#[must_use]
pub fn law_number(number: &[u8]) -> Option<u8> {
    match number.trim_ascii() {
        [a, b, rest @ ..] if rest.len() == 6 && a.is_ascii_digit() && b.is_ascii_digit() => {
            Some((a - b'0') * 10 + (b - b'0'))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_worked_by_hand() {
        // 138057: 5×2=10→1, 0×1=0, 8×2=16→7, 3×1=3, 1×2=2: 13 → 7.
        assert_eq!(check_digit_holds(b"138057"), Some(true));
        assert_eq!(check_digit_holds(b"138056"), Some(false));
        // 1234567? : 6×2=12→3, 5, 4×2=8, 3, 2×2=4, 1: 24 → 6.
        assert_eq!(check_digit_holds(b"1234566"), Some(true));
        assert_eq!(check_digit_holds(b"0"), None);
        assert_eq!(check_digit_holds(b"12a"), None);
    }

    #[test]
    fn the_law_stands_in_the_first_two_of_eight() {
        assert_eq!(law_number(b"54136015"), Some(54));
        assert_eq!(law_number(b"  138057"), None);
    }
}
