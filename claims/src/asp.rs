//! 受付・事務点検ASP結果リスト: what was found, in the layout the payers use (20 columns, Windows-31J, as of 2024-05).
//!
//! Three lines of head, then a line for each finding. Texts are full-width as the payers print them; digits in the columns of numbers are
//! half-width.

use std::borrow::Cow;

use crate::text;

/// Name of the list: its first line.
pub const TITLE: &str = "受付・事務点検ASP結果リスト（医科）";

/// Names of the 20 columns.
pub const COLUMNS: [&str; 20] = [
    "項番",
    "レセプト番号",
    "カルテ番号等",
    "受容者レセプト番号",
    "受容者カルテ番号等",
    "診療年月",
    "入院・入院外の別",
    "患者氏名",
    "生年月日",
    "エラーコード",
    "エラー又は確認事項（上）",
    "エラー又は確認事項（下）",
    "診療識別",
    "事項名",
    "点数（誤）",
    "点数（正）",
    "請求情報",
    "返戻再請求",
    "再審査再請求",
    "予備",
];

/// Widths of the columns in bytes, where the layout gives one.
const WIDTHS: [usize; 20] = [6, 11, 36, 11, 20, 14, 6, 40, 20, 10, 200, 256, 2, 1000, 8, 8, 40, 1, 1, 5];

/// Head of the list: the institution and the month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// 診療年月, in words.
    pub month: String,
    /// 送信年月日.
    pub sent: String,
    /// 審査支払機関名称.
    pub payer: String,
    /// 郡市区番号, two digits.
    pub district: String,
    /// 医療機関コード, seven digits.
    pub institution: String,
    /// 医療機関名称.
    pub name: String,
    /// 送信回.
    pub sending: String,
}

/// One line of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The columns, in order.
    pub columns: [String; 20],
}

/// Writes the list. A character that Windows-31J lacks becomes 〓, as printed lists show it.
#[must_use]
pub fn list(head: &Head, rows: &[Row]) -> Vec<u8> {
    let mut out = Vec::new();
    line(&mut out, &[TITLE]);
    line(
        &mut out,
        &[
            &head.month,
            &head.sent,
            &head.payer,
            "医科",
            &head.district,
            &head.institution,
            &head.name,
            "",
            &head.sending,
        ],
    );
    line(&mut out, &COLUMNS);
    for row in rows {
        let cells: Vec<Cow<'_, str>> =
            row.columns.iter().zip(WIDTHS).map(|(text, width)| fitted(text, width)).collect();
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        line(&mut out, &cells);
    }
    out
}

fn line(out: &mut Vec<u8>, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        for c in cell.chars() {
            // The list has no quotes: a comma or a line end inside a cell would break it.
            let c = match c {
                ',' => '，',
                '"' => '”',
                '\r' | '\n' => '　',
                other => other,
            };
            let mut buffer = [0; 4];
            match text::encode(c.encode_utf8(&mut buffer)) {
                Some(bytes) => out.extend_from_slice(&bytes),
                None => out.extend_from_slice(&[0x81, 0xAC]),
            }
        }
    }
    out.extend_from_slice(b"\r\n");
}

/// The text, cut to a width in bytes at a character.
fn fitted(text: &str, width: usize) -> Cow<'_, str> {
    let mut bytes = 0;
    for (at, c) in text.char_indices() {
        bytes += if c.is_ascii() { 1 } else { 2 };
        if bytes > width {
            return Cow::Owned(text.get(..at).unwrap_or_default().to_owned());
        }
    }
    Cow::Borrowed(text)
}

/// Half-width digits and letters as full-width ones.
#[must_use]
pub fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ' ' => '　',
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_three_lines_of_head_and_twenty_columns() {
        let mut row = Row::default();
        row.columns[0] = "1".to_owned();
        row.columns[10] = "誤り,です".to_owned();
        row.columns[13] = "𠮷".to_owned();
        let bytes = list(&Head::default(), &[row]);
        let text = text::decode(&bytes);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.len(), 5);
        assert_eq!(lines[0], TITLE);
        assert_eq!(lines[1].split(',').count(), 9);
        for line in &lines[2..4] {
            assert_eq!(line.split(',').count(), 20, "{line}");
        }
        assert!(lines[3].contains("誤り，です") && lines[3].contains('〓'), "{}", lines[3]);
    }

    #[test]
    fn long_cells_are_cut_at_a_character() {
        assert_eq!(fitted("ああああ", 5), "ああ");
        assert_eq!(fitted("aaaa", 5), "aaaa");
    }

    #[test]
    fn full_width_letters() {
        assert_eq!(full_width("L2541 a"), "Ｌ２５４１　ａ");
    }
}
