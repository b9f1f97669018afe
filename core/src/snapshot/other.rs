//! Rows of the other basic masters: drugs (y), materials (t), comments (c), their relations (ck), diseases (b, hb),
//! modifiers (z), facility standards.

use super::cell::{Hundredths, code_enum, record};
use super::table::Dated;
use crate::code::Code;
use crate::date::{AgeBound, Validity};

code_enum! {
    /// Price kind of a drug (y11).
    DrugPriceKind {
        /// 金額: yen per unit.
        Yen = 1,
        /// 薬剤使用量省略: dental only.
        DentalOmitted = 3,
        /// 減点: the claim carries the points to take away.
        ClaimedReduction = 7,
    } nil Yen
}

code_enum! {
    /// 剤形 of a drug (y28).
    DosageForm {
        /// 内用薬.
        Internal = 1,
        /// その他.
        Other = 3,
        /// 注射薬.
        Injection = 4,
        /// 外用薬.
        External = 6,
        /// 歯科用薬剤.
        Dental = 8,
    } nil Other
}

code_enum! {
    /// Price kind of a material (t11).
    MaterialPriceKind {
        /// 金額: yen per unit.
        Yen = 1,
        /// 購入価格: the claim carries the unit price.
        PurchasePrice = 2,
        /// ％加算.
        PercentAdd = 5,
        /// 乗算割合: multiply by the recorded atmospheres.
        Multiplier = 9,
    } nil Yen
}

record! {
    /// One version of a drug (医薬品マスター, y).
    Drug, DrugRow, DrugLayout {
        /// Code (y3).
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// 変更年月日 (y30).
        changed_on: i32,
        /// 経過措置年月日 (y34): first day no longer usable; [`Validity::OPEN`] when there is no limit.
        usable_until: i32,
        /// Whether the code is older than this version but no file at hand tells its content before it (first version only).
        first_seen_late: bool,
        /// 単位コード (y8).
        unit_code: u16,
        /// 金額種別 (y11).
        price_kind: DrugPriceKind,
        /// 薬価 (y12), yen per unit.
        price: Hundredths,
        /// 麻薬・毒薬・覚醒剤原料・向精神薬 (y14).
        controlled_kind: u8,
        /// 神経破壊剤 (y15).
        neurolytic: u8,
        /// 生物学的製剤 (y16).
        biological: u8,
        /// 後発品 (y17).
        generic: u8,
        /// 歯科特定薬剤 (y19).
        dental_specific: u8,
        /// 造影(補助)剤 (y20).
        contrast_kind: u8,
        /// 注射容量 (y21), mL.
        injection_volume_ml: u32,
        /// 収載方式等識別 (y22).
        listing_kind: u8,
        /// 商品名等関連 (y23): code of the listed common name; 0 = none.
        common_name_code: Code,
        /// 剤形 (y28).
        dosage_form: DosageForm,
        /// 薬価基準収載医薬品コード (y32), ASCII, zeros when empty.
        listing_code: [u8; 12],
        /// 一般名コード (y37), ASCII, zeros when empty.
        generic_rx_code: [u8; 12],
        /// 一般名処方加算対象区分 (y39).
        generic_rx_addon: u8,
        /// 抗ＨＩＶ薬区分 (y40).
        anti_hiv: u8,
        /// 長期収載品関連 (y41): the same drug under the other 選定療養区分; 0 = none.
        long_listed_pair: Code,
        /// 選定療養区分 (y42): 2 = the patient pays extra.
        selective_care: u8,
    }
}

record! {
    /// One version of a material (特定器材マスター, t).
    Material, MaterialRow, MaterialLayout {
        /// Code (t3).
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// 変更年月日 (t28).
        changed_on: i32,
        /// 経過措置年月日 (t29): first day no longer usable.
        usable_until: i32,
        /// Whether the code is older than this version but no file at hand tells its content before it (first version only).
        first_seen_late: bool,
        /// 単位コード (t8).
        unit_code: u16,
        /// 金額種別 (t11).
        price_kind: MaterialPriceKind,
        /// 金額 (t12): yen per unit, or percent.
        price: Hundredths,
        /// 年齢加算区分 (t14).
        age_addon_kind: u8,
        /// 下限年齢 (t15).
        age_min: AgeBound,
        /// 上限年齢 (t16).
        age_max: AgeBound,
        /// 酸素等区分 (t21).
        oxygen_kind: u8,
        /// 特定器材種別 (t22): 0, 2 → ÷10; 3 → ÷50; 4 → ÷1000.
        device_kind: u8,
        /// 上限価格 (t23).
        has_price_cap: u8,
        /// 上限点数 (t24).
        point_cap: u32,
        /// 廃止・新設関連 (t27): successor; 0 = none.
        moved_to: Code,
        /// 別表番号 (t31).
        annex: u8,
        /// 区分番号 (t32).
        annex_section: u16,
        /// ＤＰＣ適用区分 (t33).
        dpc_kind: u8,
        /// 再製造単回使用医療機器 (t38).
        remanufactured: u16,
    }
}

record! {
    /// One version of a comment (コメントマスター, c).
    Comment, CommentRow, CommentLayout {
        /// Code (c23).
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// パターン (c4).
        pattern: u8,
        /// レセプト編集情報①–④ (c10–c17): position, digits, four times.
        edits: [u8; 8],
        /// 選択式コメント識別 (c20).
        selectable: bool,
    }
}

record! {
    /// A row of the comment relation table (コメント関連テーブル, ck), listed under the act (ck6).
    CommentRelation, CommentRelationRow, CommentRelationLayout {
        /// The act (ck6).
        act: Code,
        /// The comment (ck9).
        comment: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// コメント記載通知等 (ck2).
        source: u8,
        /// 項番 (ck3).
        item: u16,
        /// 枝番 (ck5).
        branch: u8,
        /// 患者の状態コード (ck10); 0 when empty.
        patient_state: u16,
        /// 条件区分 (ck14).
        condition: u8,
        /// 非算定理由コメント (ck15).
        non_billing_reason: bool,
        /// 入外区分 (ck16).
        inout: u8,
        /// 算定回数 (ck17).
        count: u16,
    }
}

record! {
    /// A disease (傷病名マスター b, 旧傷病名管理ファイル hb).
    Disease, DiseaseRow, DiseaseLayout {
        /// Code (b3), seven digits.
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// 移行先コード (b4, hb4); 0 = none.
        moved_to: Code,
        /// Whether the row stands in hb (retired).
        retired: bool,
        /// ICD-10 of the cause (b16), ASCII.
        icd10_1: [u8; 5],
        /// ICD-10 of the symptom (b17), ASCII.
        icd10_2: [u8; 5],
        /// 採択区分 (b12).
        adoption_kind: u8,
        /// 単独使用禁止区分 (b19): 1 needs a modifier.
        needs_modifier: u8,
        /// 保険請求外区分 (b20).
        not_insured: u8,
        /// 特定疾患等対象区分 (b21).
        specific_disease_kind: u8,
        /// 難病外来対象区分 (b43).
        intractable_kind: u8,
        /// 歯科特定疾患対象区分 (b44).
        dental_specific_kind: u8,
    }
}

record! {
    /// A modifier (修飾語マスター, z).
    Modifier, ModifierRow, ModifierLayout {
        /// Code (z3), four digits.
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// 修飾語区分 (z19), ASCII.
        class: [u8; 8],
    }
}

record! {
    /// A facility standard code (施設基準コード).
    Standard, StandardRow, StandardLayout {
        /// Code, four digits.
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
    }
}

macro_rules! dated {
    ($($name:ident $view:ident $one:literal $late:expr),* $(,)?) => { $(
        impl Dated for $name {
            const ONE_A_DAY: bool = $one;
            fn first_seen_late(view: $view<'_>) -> bool { $late(view) }
            fn validity(view: $view<'_>) -> Validity {
                Validity { from: view.valid_from(), until: view.valid_until() }
            }
        }
    )* };
}
dated! {
    Drug DrugRow true |v: DrugRow<'_>| v.first_seen_late(),
    Material MaterialRow true |v: MaterialRow<'_>| v.first_seen_late(),
    Comment CommentRow true |_| false,
    CommentRelation CommentRelationRow false |_| false,
    Disease DiseaseRow true |_| false,
    Modifier ModifierRow true |_| false,
    Standard StandardRow true |_| false,
}
