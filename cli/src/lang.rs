//! The two languages of the texts for people.

use clap::ValueEnum;
use santei_core::outcome::Text;

/// Language of texts for people. JSON keys and codes are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The word of the contract.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language of the engine's texts.
    pub(crate) const fn core(self) -> santei_core::claim::Lang {
        match self {
            Self::Ja => santei_core::claim::Lang::Ja,
            Self::En => santei_core::claim::Lang::En,
        }
    }

    /// One of two texts.
    pub(crate) const fn pick(self, ja: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }

    /// The text of the engine in this language.
    pub(crate) const fn text(self, text: &Text) -> &'static str {
        self.pick(text.ja, text.en)
    }

    /// Name of a section of the claim (診療識別, 別表20 of the claim file specification).
    pub(crate) fn section(self, section: &str) -> &'static str {
        match section {
            "11" => self.pick("初診", "first visit"),
            "12" => self.pick("再診", "revisit"),
            "13" => self.pick("医学管理", "management"),
            "14" => self.pick("在宅", "home care"),
            "21" => self.pick("投薬 内服", "oral drugs"),
            "22" => self.pick("投薬 屯服", "drugs as needed"),
            "23" => self.pick("投薬 外用", "external drugs"),
            "24" => self.pick("投薬 調剤", "dispensing"),
            "25" => self.pick("投薬 処方", "prescribing"),
            "26" => self.pick("投薬 麻毒", "controlled drugs"),
            "27" => self.pick("投薬 調基", "basic dispensing"),
            "28" => self.pick("投薬 その他", "other medication"),
            "31" => self.pick("注射 皮下筋肉内", "injection, subcutaneous or intramuscular"),
            "32" => self.pick("注射 静脈内", "injection, intravenous"),
            "33" => self.pick("注射 その他", "injection, other"),
            "39" => self.pick("薬剤料減点", "reduction of drugs"),
            "40" => self.pick("処置", "treatment"),
            "50" => self.pick("手術", "surgery"),
            "54" => self.pick("麻酔", "anesthesia"),
            "60" => self.pick("検査・病理", "tests and pathology"),
            "70" => self.pick("画像診断", "imaging"),
            "80" => self.pick("その他", "other"),
            "90" => self.pick("入院基本料", "basic inpatient fee"),
            "92" => self.pick("特定入院料・その他", "special inpatient fee, other"),
            "97" => self.pick("食事・生活", "meals and living"),
            _ => self.pick("区分なし", "no section"),
        }
    }

    /// Word for a verdict of the contract; an unknown word stands for itself.
    pub(crate) fn verdict(self, verdict: &str) -> &str {
        match verdict {
            "applied" => self.pick("算定", "billed"),
            "suggested" => self.pick("要確認", "suggested"),
            "bundled" => self.pick("包括", "bundled"),
            "excluded" => self.pick("背反", "excluded"),
            "limited" => self.pick("回数超過", "over limit"),
            "blocked" => self.pick("算定不可", "blocked"),
            other => other,
        }
    }

    /// Word for a severity.
    pub(crate) fn severity(self, severity: &str) -> &str {
        match severity {
            "error" => self.pick("不可", "error"),
            "confirm" => self.pick("確認", "confirm"),
            "notice" => self.pick("注意", "notice"),
            "info" => self.pick("参考", "info"),
            other => other,
        }
    }

    /// Word for the status of a result.
    pub(crate) fn status(self, status: &str) -> &str {
        match status {
            "complete" => self.pick("確定", "complete"),
            "needsReview" => self.pick("確認が必要", "needs review"),
            "provisional" => self.pick("仮計算（未回答の質問あり）", "provisional (open questions)"),
            other => other,
        }
    }
}
