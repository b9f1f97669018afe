//! Rows of the procedure master (医科診療行為マスター, s): what the engine needs of its 150 columns.
//!
//! `sNN` names the official column. Meaning: レセプト電算処理システム マスターファイル仕様説明書.

use super::cell::{Hundredths, code_enum, record};
use super::table::Dated;
use crate::code::Code;
use crate::date::{AgeBound, Validity};

code_enum! {
    /// How the points of a row are to be read (点数識別, s11).
    PointKind {
        /// 金額: yen, never added to points (meals, standard burdens).
        Yen = 1,
        /// 点数: the item's points.
        Points = 3,
        /// 購入価格(点数): the points come from the claim.
        PurchasePoints = 4,
        /// ％加算: percent to add.
        PercentAdd = 5,
        /// ％減算: percent to take away.
        PercentReduce = 6,
        /// 減点診療行為: the claim carries the points to take away.
        ClaimedReduction = 7,
        /// 点数(マイナス): stored positive, to be subtracted.
        MinusPoints = 8,
    } nil Points
}

code_enum! {
    /// How the claim records an item (告示等識別区分(1), s68).
    NoticeKind {
        /// 基本項目(告示).
        Base = 1,
        /// 合成項目.
        Composite = 3,
        /// 準用項目(通知).
        AppliedByAnalogy = 5,
        /// 加算項目: stands in the unit of its base.
        Addition = 7,
        /// 通則加算項目: a general rule's addition, in the unit of its base.
        GeneralAddition = 9,
    } nil Base
}

impl NoticeKind {
    /// Whether an item of this kind begins a billing unit of its own.
    #[must_use]
    pub const fn is_base(self) -> bool {
        matches!(self, Self::Base | Self::Composite | Self::AppliedByAnalogy)
    }
}

code_enum! {
    /// What happens outside the bounds of a step formula (上下限エラー処理, s35).
    StepError {
        /// Below: base points; above: formula 1 with a warning.
        BaseThenWarn = 0,
        /// Below: base points; above: capped at the upper bound.
        BaseThenCap = 1,
        /// Below: not billable; above: formula 1 with a warning.
        RefuseThenWarn = 2,
        /// Below: not billable; above: capped at the upper bound.
        RefuseThenCap = 3,
    } nil BaseThenWarn
}

/// An age addition that a row offers (年齢加算①–④, s100–s111).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeAddition {
    /// Age at least (lower bound).
    pub at_least: AgeBound,
    /// Age under (upper bound).
    pub under: AgeBound,
    /// Code of the addition; 0 when the group is not used.
    pub code: Code,
}

impl super::cell::Cell for AgeAddition {
    const WIDTH: usize = 8;
    const NIL: Self = Self { at_least: AgeBound::None, under: AgeBound::None, code: Code::known(0) };
    fn get(bytes: &[u8]) -> Option<Self> {
        Some(Self {
            at_least: AgeBound::get(bytes.get(..2)?)?,
            under: AgeBound::get(bytes.get(2..4)?)?,
            code: Code::get(bytes.get(4..)?)?,
        })
    }
    fn put(self, out: &mut Vec<u8>) {
        self.at_least.put(out);
        self.under.put(out);
        self.code.put(out);
    }
}

/// Place in the fee schedule (コード表用番号, s85 and s90–s94; the notice's own place s86, s95–s99).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Article {
    /// Letter of the article (`A` … `N`; `-` and `*` where there is none; 0 when empty).
    pub letter: u8,
    /// 章.
    pub chapter: u8,
    /// 部.
    pub part: u8,
    /// 区分番号: the three digits behind the letter.
    pub section: u16,
    /// 枝番.
    pub branch: u8,
    /// 項番.
    pub item: u16,
}

impl Article {
    /// `A001`, `B001-2`; empty when the row has no article.
    #[must_use]
    pub fn name(&self) -> String {
        if !self.letter.is_ascii_alphabetic() {
            return String::new();
        }
        let letter = char::from(self.letter);
        if self.branch == 0 {
            format!("{letter}{:03}", self.section)
        } else {
            format!("{letter}{:03}-{}", self.section, self.branch)
        }
    }

    /// Whether the row stands in this article (`letter`, number, branch).
    #[must_use]
    pub const fn is(&self, letter: u8, section: u16, branch: u8) -> bool {
        self.letter == letter && self.section == section && self.branch == branch
    }
}

impl super::cell::Cell for Article {
    const WIDTH: usize = 8;
    const NIL: Self = Self { letter: 0, chapter: 0, part: 0, section: 0, branch: 0, item: 0 };
    fn get(bytes: &[u8]) -> Option<Self> {
        let &[letter, chapter, part, branch, s0, s1, i0, i1] = bytes else { return None };
        let (section, item) = (u16::from_le_bytes([s0, s1]), u16::from_le_bytes([i0, i1]));
        (letter == 0 || letter.is_ascii_alphabetic() || letter == b'-' || letter == b'*').then_some(Self {
            letter,
            chapter,
            part,
            section,
            branch,
            item,
        })
    }
    fn put(self, out: &mut Vec<u8>) {
        let ([s0, s1], [i0, i1]) = (self.section.to_le_bytes(), self.item.to_le_bytes());
        out.extend_from_slice(&[self.letter, self.chapter, self.part, self.branch, s0, s1, i0, i1]);
    }
}

record! {
    /// One version of a procedure row.
    Procedure, ProcedureRow, ProcedureLayout {
        /// Code (s3).
        code: Code,
        /// First valid day (day number).
        valid_from: i32,
        /// First day no longer valid (day number).
        valid_until: i32,
        /// 変更年月日 (s87) as a day number: which edition of the row this is.
        changed_on: i32,
        /// 点数識別 (s11).
        point_kind: PointKind,
        /// 点数 (s12): points, yen or percent, by `point_kind`.
        points: Hundredths,
        /// データ規格コード (s8): unit of the quantity; 0 when no quantity is wanted.
        unit_code: u16,
        /// 入外適用区分 (s13): 0 both, 1 in-patient claims only, 2 out-patient claims only.
        inout_kind: u8,
        /// 後期高齢者医療適用区分 (s14): 0 both, 1 not for 後期高齢者, 2 only for them.
        elderly_kind: u8,
        /// 点数欄集計先識別(入院外) (s15); 0 = not on out-patient claims.
        bucket_outpatient: u16,
        /// 包括対象検査 (s16): group of tests paid by count (まるめ).
        lab_bundle_group: u8,
        /// ＤＰＣ適用区分 (s18).
        dpc_kind: u8,
        /// 病院・診療所区分 (s19): 0 any, 1 hospital, 2 clinic, 4 短期滞在手術等基本料3.
        facility_kind: u8,
        /// 画像等手術支援加算 (s20).
        surgical_imaging_addon: u8,
        /// 医療観察法対象区分 (s21).
        obs_act_kind: u8,
        /// 看護加算 (s22).
        nursing_addon: u8,
        /// 麻酔識別区分 (s23).
        anesthesia_kind: u8,
        /// 傷病名関連区分 (s25).
        disease_relation: u8,
        /// 実日数 (s27).
        actual_days: u8,
        /// 日数・回数 (s28).
        days_counts: u8,
        /// 医薬品関連区分 (s29).
        drug_relation: u8,
        /// きざみ値計算識別 (s30).
        has_step: bool,
        /// 下限値 (s31).
        step_lower: u32,
        /// 上限値 (s32); 99999999 = none.
        step_upper: u32,
        /// きざみ値 (s33).
        step_width: u32,
        /// きざみ点数 (s34).
        step_points: Hundredths,
        /// 上下限エラー処理 (s35).
        step_error: StepError,
        /// 上限回数 (s36) per claim; 0 = no limit.
        max_count: u16,
        /// 上限回数エラー処理 (s37): 0 report, 1 pay only the limit.
        max_count_error: u8,
        /// 注加算コード (s38); 0 = none.
        note_addon_code: u16,
        /// 注加算通番 (s39), ASCII: `0` the base, `1`–`9` `A`–`Z` additions.
        note_addon_serial: u8,
        /// 通則年齢 (s40).
        general_age_addon: u8,
        /// 下限年齢 (s41).
        age_min: AgeBound,
        /// 上限年齢 (s42): age under.
        age_max: AgeBound,
        /// 時間加算区分 (s43).
        time_addon: u8,
        /// 適合区分 (s44).
        standard_fit_kind: u8,
        /// 対象施設基準 (s45).
        standard_fit_facility: u16,
        /// 処置乳幼児加算区分 (s46).
        infant_treatment_addon: u8,
        /// 極低出生体重児加算区分 (s47).
        low_birth_weight_addon: u8,
        /// 入院基本料等減算対象識別 (s48).
        inpatient_reduction: u8,
        /// ドナー分集計区分 (s49).
        donor_bucket: u8,
        /// 検査等実施判断区分 (s50): 1 performed, 2 judgement fee.
        lab_judge_kind: u8,
        /// 検査等実施判断グループ区分 (s51).
        lab_judge_group: u8,
        /// 逓減対象区分 (s52).
        taper_target: u8,
        /// 脊髄誘発電位測定等加算区分 (s53).
        evoked_potential_addon: u8,
        /// 頸部郭清術併施加算区分 (s54).
        neck_dissection_addon: u8,
        /// 自動縫合器加算区分 (s55).
        auto_suture_addon: u8,
        /// 外来管理加算区分 (s56): 1 bars the outpatient management addition, 2 is it.
        outpatient_mgmt_kind: u8,
        /// 検体検査コメント (s61): 1 = name of a specimen.
        specimen_comment: u8,
        /// 通則加算所定点数対象区分 (s62), inverted: true = outside the base of general additions.
        outside_general_base: bool,
        /// 包括逓減区分 (s63).
        taper_group: u16,
        /// 超音波内視鏡検査加算区分 (s64).
        endosonography_addon: u8,
        /// 点数欄集計先識別(入院) (s66).
        bucket_inpatient: u16,
        /// 自動吻合器加算区分 (s67).
        auto_anastomosis_addon: u8,
        /// 告示等識別区分(1) (s68): how the claim records it.
        notice_kind: NoticeKind,
        /// 告示等識別区分(2) (s69): 1 base, 3 composite, 7 addition in the fee schedule itself.
        schedule_kind: u8,
        /// 地域加算 (s70).
        region_addon: u8,
        /// 病床数区分 (s71).
        bed_count_kind: u8,
        /// 施設基準①–⑩ (s72–s81).
        facility_standards: [u16; 10],
        /// 超音波凝固切開装置等加算区分 (s82).
        ultrasonic_coag_addon: u8,
        /// 短期滞在手術 (s83).
        short_stay_surgery: u8,
        /// 歯科適用区分 (s84).
        dental_applicable: u8,
        /// Place in the fee schedule (s85, s90–s94).
        article: Article,
        /// Place it is applied from by analogy (s86, s95–s99).
        notice_article: Article,
        /// 年齢加算① (s100–s102).
        age_addition_1: AgeAddition,
        /// 年齢加算② (s103–s105).
        age_addition_2: AgeAddition,
        /// 年齢加算③ (s106–s108).
        age_addition_3: AgeAddition,
        /// 年齢加算④ (s109–s111).
        age_addition_4: AgeAddition,
        /// 異動関連 (s112): code it came from; 0 = none.
        moved_from: Code,
        /// 副鼻腔手術用内視鏡加算 (s114), ASCII.
        sinus_endoscope_addon: u8,
        /// 副鼻腔手術用骨軟部組織切除機器加算 (s115), ASCII.
        sinus_cutter_addon: u8,
        /// 長時間麻酔管理加算 (s116), ASCII.
        long_anesthesia_addon: u8,
        /// モニタリング加算 (s118), ASCII.
        monitoring_addon: u8,
        /// 凍結保存同種組織加算 (s119), ASCII.
        cryo_tissue_addon: u8,
        /// 悪性腫瘍病理組織標本加算 (s120), ASCII.
        cancer_specimen_addon: u8,
        /// 創外固定器加算 (s121).
        external_fixator_addon: u8,
        /// 超音波切削機器加算 (s122).
        ultrasonic_cutter_addon: u8,
        /// 左心耳閉鎖術併施区分 (s123).
        laa_closure_kind: u8,
        /// 外来感染対策向上加算等 (s124), ASCII.
        infection_control_addon: u8,
        /// 耳鼻咽喉科乳幼児処置加算 (s125).
        ent_infant_addon: u8,
        /// 耳鼻咽喉科小児抗菌薬適正使用支援加算 (s126).
        ent_antimicrobial_addon: u8,
        /// 切開創局所陰圧閉鎖処置機器加算 (s127).
        incision_npwt_addon: u8,
        /// 看護職員処遇改善評価料等 (s128), ASCII.
        nurse_wage_kind: u8,
        /// 外来・在宅ベースアップ評価料(Ⅰ) (s129), ASCII.
        base_up_1: u8,
        /// 外来・在宅ベースアップ評価料(Ⅱ) (s130), ASCII.
        base_up_2: u8,
        /// 再製造単回使用医療機器使用加算 (s131).
        remanufactured_addon: u16,
        /// 物価対応料区分 (s132, R8).
        price_response_kind: u8,
        /// 物価対応料グループ区分 (s133, R8).
        price_response_group: u16,
        /// 臓器移植実施体制確保加算 (s134, R8).
        organ_transplant_addon: u8,
        /// 内視鏡手術用支援機器加算 (s135, R8).
        surgical_robot_addon: u8,
        /// 遠隔電子処方箋活用加算等 (s136, R8).
        remote_prescription_addon: u8,
        /// 外科医療確保特別加算 (s137, R8).
        surgery_special_addon: u8,
    }
}

impl Dated for Procedure {
    const ONE_A_DAY: bool = true;
    fn validity(view: ProcedureRow<'_>) -> Validity {
        Validity { from: view.valid_from(), until: view.valid_until() }
    }
}

impl ProcedureRow<'_> {
    /// The age additions the row offers, unused groups left out.
    pub fn age_additions(&self) -> impl Iterator<Item = AgeAddition> {
        [self.age_addition_1(), self.age_addition_2(), self.age_addition_3(), self.age_addition_4()]
            .into_iter()
            .filter(|a| a.code.value() != 0)
    }

    /// Whether the row is a percentage.
    #[must_use]
    pub fn is_percentage(&self) -> bool {
        matches!(self.point_kind(), PointKind::PercentAdd | PointKind::PercentReduce)
    }
}
