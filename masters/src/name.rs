//! Which official file a name stands for.

use chrono::NaiveDate;

use crate::raw::field::calendar_date;

/// The kinds of files this crate reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FileKind {
    /// s: 医科診療行為マスター.
    Procedure,
    /// y: 医薬品マスター.
    Drug,
    /// t: 特定器材マスター.
    Material,
    /// c: コメントマスター.
    Comment,
    /// ck: コメント関連テーブル.
    CommentRelation,
    /// b: 傷病名マスター.
    Disease,
    /// hb: 旧傷病名管理ファイル.
    RetiredDisease,
    /// ikou: successors of retired diseases.
    DiseaseMigration,
    /// z: 修飾語マスター.
    Modifier,
    /// k: 病棟コード, layout of s. Not billing data: checked and listed, never in an image.
    WardCode,
    /// 電子点数表 01 補助マスターテーブル.
    FeeTableIndex,
    /// 電子点数表 02 包括テーブル.
    Bundle,
    /// 電子点数表 03-1 背反テーブル1 (one day).
    ExclusionDay,
    /// 電子点数表 03-2 背反テーブル2 (one month).
    ExclusionMonth,
    /// 電子点数表 03-3 背反テーブル3 (same occasion).
    ExclusionSameTime,
    /// 電子点数表 03-4 背反テーブル4 (one week).
    ExclusionWeek,
    /// 電子点数表 04 入院基本料テーブル.
    InpatientAddition,
    /// 電子点数表 05 算定回数テーブル.
    FrequencyLimit,
    /// 施設基準コード: code and name.
    FacilityStandard,
}

impl FileKind {
    /// All kinds, in the order in which they are reported.
    pub const ALL: &'static [Self] = &[
        Self::Procedure,
        Self::Drug,
        Self::Material,
        Self::Comment,
        Self::CommentRelation,
        Self::Disease,
        Self::RetiredDisease,
        Self::DiseaseMigration,
        Self::Modifier,
        Self::WardCode,
        Self::FeeTableIndex,
        Self::Bundle,
        Self::ExclusionDay,
        Self::ExclusionMonth,
        Self::ExclusionSameTime,
        Self::ExclusionWeek,
        Self::InpatientAddition,
        Self::FrequencyLimit,
        Self::FacilityStandard,
    ];

    /// Short official id: `s`, `y`, …, `etensu-03-2`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Procedure => "s",
            Self::Drug => "y",
            Self::Material => "t",
            Self::Comment => "c",
            Self::CommentRelation => "ck",
            Self::Disease => "b",
            Self::RetiredDisease => "hb",
            Self::DiseaseMigration => "ikou",
            Self::Modifier => "z",
            Self::WardCode => "k",
            Self::FeeTableIndex => "etensu-01",
            Self::Bundle => "etensu-02",
            Self::ExclusionDay => "etensu-03-1",
            Self::ExclusionMonth => "etensu-03-2",
            Self::ExclusionSameTime => "etensu-03-3",
            Self::ExclusionWeek => "etensu-03-4",
            Self::InpatientAddition => "etensu-04",
            Self::FrequencyLimit => "etensu-05",
            Self::FacilityStandard => "facility-standard",
        }
    }

    /// Official Japanese name.
    #[must_use]
    pub const fn name_ja(self) -> &'static str {
        match self {
            Self::Procedure => "医科診療行為マスター",
            Self::Drug => "医薬品マスター",
            Self::Material => "特定器材マスター",
            Self::Comment => "コメントマスター",
            Self::CommentRelation => "コメント関連テーブル",
            Self::Disease => "傷病名マスター",
            Self::RetiredDisease => "旧傷病名管理ファイル",
            Self::DiseaseMigration => "傷病名移行テーブル",
            Self::Modifier => "修飾語マスター",
            Self::WardCode => "病棟コード",
            Self::FeeTableIndex => "電子点数表 補助マスターテーブル",
            Self::Bundle => "電子点数表 包括テーブル",
            Self::ExclusionDay => "電子点数表 背反テーブル1（1日につき）",
            Self::ExclusionMonth => "電子点数表 背反テーブル2（同一月内）",
            Self::ExclusionSameTime => "電子点数表 背反テーブル3（同時）",
            Self::ExclusionWeek => "電子点数表 背反テーブル4（1週間につき）",
            Self::InpatientAddition => "電子点数表 入院基本料テーブル",
            Self::FrequencyLimit => "電子点数表 算定回数テーブル",
            Self::FacilityStandard => "施設基準コード",
        }
    }
}

/// What a file name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Named {
    /// A file this crate reads.
    Known {
        /// Kind.
        kind: FileKind,
        /// Date in the name.
        date: Option<NaiveDate>,
        /// `ALL` in the name: a full file for certain.
        full: bool,
    },
    /// A file of another profession (dental, pharmacy, visiting nurse); left aside by name.
    OtherProfession(&'static str),
    /// No official name.
    Unknown,
}

/// Reads a file name (without folders).
#[must_use]
pub fn named(name: &str) -> Named {
    let lower = name.to_ascii_lowercase();
    let stem = match lower.rsplit_once('.') {
        Some((stem, "csv" | "txt" | "tsv" | "zip")) => stem,
        _ => return Named::Unknown,
    };
    if let Some(profession) = other_profession(stem) {
        return Named::OtherProfession(profession);
    }
    if let Some(kind) = fee_table(stem) {
        return Named::Known { kind, date: trailing_date(stem), full: true };
    }
    if stem.starts_with("shisetsukijun") || stem == "codes" {
        return Named::Known { kind: FileKind::FacilityStandard, date: trailing_date(stem), full: true };
    }
    let head: String = stem.chars().take_while(|c| c.is_ascii_lowercase()).collect();
    let kind = match head.as_str() {
        "s" | "sall" => FileKind::Procedure,
        "y" => FileKind::Drug,
        "t" => FileKind::Material,
        "c" => FileKind::Comment,
        "ck" => FileKind::CommentRelation,
        "b" => FileKind::Disease,
        "hb" => FileKind::RetiredDisease,
        "ikou" => FileKind::DiseaseMigration,
        "z" => FileKind::Modifier,
        "k" => FileKind::WardCode,
        _ => return Named::Unknown,
    };
    let rest = stem.get(head.len()..).unwrap_or_default();
    let full = rest.contains("all");
    let digits = rest.trim_start_matches(['_', '-']).trim_start_matches("all").trim_start_matches(['_', '-']);
    if !(digits.is_empty() || trailing_date(stem).is_some()) {
        return Named::Unknown;
    }
    Named::Known { kind, date: trailing_date(stem), full }
}

/// The date an archive is named after, such as `tensuhyo_02_20251112.zip`.
#[must_use]
pub fn trailing_date(stem: &str) -> Option<NaiveDate> {
    let at = stem.len().checked_sub(8)?;
    calendar_date(stem.get(at..)?)
}

fn other_profession(stem: &str) -> Option<&'static str> {
    if stem.contains("歯科") || stem.starts_with("tensuhyo_04") {
        return Some("dental");
    }
    match stem.as_bytes() {
        [b'h', b'_' | b'-', ..] | [b'f', b'_', ..] => Some("dental"),
        [b'm', b'_' | b'0'..=b'9', ..] => Some("pharmacy"),
        [b'r', b'_', ..] | [b'r', b'2'..=b'5', b'_', ..] => Some("visiting nurse"),
        _ => None,
    }
}

/// Medical fee table: the number decides, the words after it vary (with or without a space).
fn fee_table(stem: &str) -> Option<FileKind> {
    let has = |number: &str, word: &str| stem.starts_with(number) && stem.contains(word);
    if has("01", "補助マスター") {
        return Some(FileKind::FeeTableIndex);
    }
    if has("02", "包括") {
        return Some(FileKind::Bundle);
    }
    if has("04", "入院基本料") {
        return Some(FileKind::InpatientAddition);
    }
    if has("05", "算定回数") {
        return Some(FileKind::FrequencyLimit);
    }
    if !stem.contains("背反") {
        return None;
    }
    match stem.get(..4)? {
        "03-1" => Some(FileKind::ExclusionDay),
        "03-2" => Some(FileKind::ExclusionMonth),
        "03-3" => Some(FileKind::ExclusionSameTime),
        "03-4" => Some(FileKind::ExclusionWeek),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> (FileKind, Option<NaiveDate>, bool) {
        match named(name) {
            Named::Known { kind, date, full } => (kind, date, full),
            other => panic!("{name}: {other:?}"),
        }
    }

    #[test]
    fn official_names_are_known() {
        let day = NaiveDate::from_ymd_opt;
        assert_eq!(known("s_ALL20240531.csv"), (FileKind::Procedure, day(2024, 5, 31), true));
        assert_eq!(known("s_20251104.csv"), (FileKind::Procedure, day(2025, 11, 4), false));
        assert_eq!(known("ck_ALL_20250901.csv"), (FileKind::CommentRelation, day(2025, 9, 1), true));
        assert_eq!(known("hb_20250601.txt"), (FileKind::RetiredDisease, day(2025, 6, 1), false));
        assert_eq!(known("k.csv"), (FileKind::WardCode, None, false));
        assert_eq!(known("03-2背反テーブル2.csv").0, FileKind::ExclusionMonth);
        assert_eq!(known("01 補助マスターテーブル.csv").0, FileKind::FeeTableIndex);
    }

    #[test]
    fn other_professions_are_left_aside_by_name() {
        for name in
            ["h_20251201.csv", "h-10_20240726.csv", "f_20111003.csv", "m20250307.csv", "r2_20240823.csv"]
        {
            assert!(matches!(named(name), Named::OtherProfession(_)), "{name}");
        }
        assert_eq!(named("03-1背反テーブル1（歯科）.csv"), Named::OtherProfession("dental"));
    }

    #[test]
    fn other_names_are_unknown() {
        for name in ["s_2024.csv", "notes.txt", "s.exe", "s_20241332.csv", "", "03-9背反.csv"] {
            assert_eq!(named(name), Named::Unknown, "{name}");
        }
    }
}
