//! Codes of the response. Their meanings are those of 業務コード仕様, as three independent public readers of the response
//! have them; codes introduced since (with the end of the 被保険者証 in December 2024) are not known here and are refused.

/// 限度額適用認定証適用区分 → 適用区分, and whether it is a class that changes only the meals.
pub(crate) const CATEGORIES: [(&str, &str, Meals); 16] = [
    ("A01", "ア", Meals::AsCategory),
    ("A02", "イ", Meals::AsCategory),
    ("A03", "ウ", Meals::AsCategory),
    ("A04", "エ", Meals::AsCategory),
    ("A05", "オ", Meals::AsCategory),
    ("A06", "オ", Meals::Borderline),
    ("B01", "現役並みⅢ", Meals::AsCategory),
    ("B02", "現役並みⅡ", Meals::AsCategory),
    ("B03", "現役並みⅠ", Meals::AsCategory),
    ("B04", "一般", Meals::AsCategory),
    ("B05", "低所得Ⅱ", Meals::AsCategory),
    ("B06", "低所得Ⅰ", Meals::AsCategory),
    ("B07", "低所得Ⅰ", Meals::OldAgePension),
    ("B08", "低所得Ⅰ", Meals::Borderline),
    ("B09", "一般Ⅱ", Meals::AsCategory),
    ("B10", "一般Ⅰ", Meals::AsCategory),
];

/// What a class says of meals beyond its category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meals {
    /// Nothing.
    AsCategory,
    /// 境界層.
    Borderline,
    /// 老齢福祉年金.
    OldAgePension,
}

/// 一部負担金割合: percent in three digits.
pub(crate) fn ratio(code: &str) -> Option<&'static str> {
    Some(match code {
        "010" => "0.10",
        "020" => "0.20",
        "030" => "0.30",
        _ => return None,
    })
}

/// 被保険者証区分.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Card {
    /// Insurance.
    Insurance,
    /// 医療扶助.
    Assistance,
    /// Known, and not for a calculation: what it is, and what to do.
    Other(&'static str, &'static str),
}

/// The kind of card.
pub(crate) fn card(code: &str) -> Option<Card> {
    Some(match code {
        // 一般, 退職, 短期 (一般・退職), 特例退職
        "01" | "02" | "03" | "04" | "06" => Card::Insurance,
        "05" => Card::Other(
            "a 被保険者資格証明書, under which the patient pays everything and claims it back",
            "bill it outside the insurance, or send the coverage by hand",
        ),
        "07" => Card::Other("a 自衛官診療証, which is not read", "send the coverage by hand"),
        "A1" => Card::Assistance,
        _ => return None,
    })
}

/// 資格有効性 other than valid: what it means, and what to do.
pub(crate) fn invalid(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "2" => ("no longer valid", "ask the patient for the present insurance"),
        "3" => ("no longer valid, a new insurance exists", "ask the system again with the new card"),
        "4" => ("no such insured person", "check what was asked for"),
        "5" => ("more than one insurance found", "ask the system again for one of them"),
        "6" => ("valid but not registered (医療扶助)", "send the coverage by hand from the ticket"),
        _ => return None,
    })
}

/// 法別番号 of national programmes, as payer numbers begin (記録条件仕様 別表; 地方単独 has 80 and above by custom).
pub(crate) const NATIONAL: [&str; 27] = [
    "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "28",
    "29", "30", "38", "51", "52", "53", "54", "62", "66", "79",
];

/// The key of a national programme.
pub(crate) fn national(payer_number: &str) -> Option<String> {
    let law = payer_number.get(..2)?;
    NATIONAL.contains(&law).then(|| format!("national/{law}"))
}

/// `YYYYMMDD` → ISO 8601, for days that exist.
pub(crate) fn day(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = text.get(..4)?;
    let month = text.get(4..6)?;
    let day = text.get(6..)?;
    santei_core::date::ServiceDate::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(format!("{year}-{month}-{day}"))
}
