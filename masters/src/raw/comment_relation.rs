//! ck — コメント関連テーブル, 30 columns: which comment an item calls for, and when.

use chrono::NaiveDate;

use super::column::{alnum, code, date, digits, end_date, fixed, one, reserved, text};
use super::{ChangeKind, DateColumns, Layout, ORDER, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of コメント関連テーブル.
    pub struct CommentRelationRow;

    1 "変更区分" change_kind: ChangeKind = one("012359");
    2 "コメント記載通知等" notice_source: u8 = one("0134567");
    3 "項番" notice_item: u16 = fixed(4);
    4 "区分" notice_section: &'a str = text(64);
    5 "枝番" notice_branch: u8 = fixed(2);
    6 "診療(調剤)行為コード" act_code: u32 = code("1345678");
    7 "加算コード" addon_code: &'a str = alnum(5).or_empty();
    8 "省略漢字名称" act_name: &'a str = text(64);
    9 "コメントコード" comment_code: u32 = code("8");
    10 "患者の状態コード" patient_state: Option<u32> = digits(3).or_empty();
    11 "コメント文" comment_text: &'a str = text(300);
    12 "変更年月日" changed_on: NaiveDate = date();
    13 "廃止年月日" abolished_on: Until = end_date();
    14 "条件区分" condition_kind: u8 = fixed(2).of(&["00", "01", "02", "03", "10", "11", "12", "13", "20"]);
    15 "非算定理由コメント" non_billing_reason: bool = one("01");
    16 "入外区分" inout: u8 = one("120");
    17 "算定回数" count: u16 = fixed(3);
    18 "公表順序番号" publish_order: Unused = digits(9).unused(ORDER);
    19 "予備" reserved_19: Unused = reserved(1);
    20 "予備" reserved_20: Unused = reserved(1);
    21 "予備" reserved_21: Unused = reserved(1);
    22 "予備" reserved_22: Unused = reserved(1);
    23 "予備" reserved_23: Unused = reserved(1);
    24 "予備" reserved_24: Unused = reserved(1);
    25 "予備" reserved_25: Unused = reserved(1);
    26 "予備" reserved_26: Unused = reserved(1);
    27 "予備" reserved_27: Unused = reserved(1);
    28 "予備" reserved_28: Unused = reserved(1);
    29 "予備" reserved_29: Unused = reserved(1);
    30 "予備" reserved_30: Unused = reserved(1);
}

/// Layout of ck.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::CommentRelation,
    columns: COLUMNS,
    widths: &[30],
    key: &[2, 3, 5, 6, 9],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 12, until: 13, listed: None, old_price: None, transition: None }),
};
