//! The terms of a programme: for whom and where they hold, and what the patient pays under them.
//!
//! One field table serves the rules image, the TOML files and the `localRule` of a request, so that they cannot differ.

use rust_decimal::Decimal;

use super::age::AgeLimit;
use super::scheme::Word;
use crate::amount::Yen;

/// Where care is given, as programmes tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// 外来 (and 在宅).
    Outpatient,
    /// 入院.
    Inpatient,
}

/// Who dispenses the drugs of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispensing {
    /// 院内処方, or no drugs at all.
    InHouse,
    /// 院外処方.
    Outside,
}

/// How the programme pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Delivery {
    /// 現物給付: at the counter.
    #[default]
    InKind,
    /// 償還払い: the patient pays all and claims it back.
    Refund,
}

/// How a rate or fraction is rounded to yen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum RoundTo {
    /// To one yen, half up.
    #[default]
    HalfUp,
    /// To one yen, down.
    Down,
    /// To ten yen, half up.
    HalfUpTen,
    /// To ten yen, down.
    DownTen,
}

/// Who bears what is above the limit when the category was not shown (限度額の区分が提示されないとき).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum OverLimit {
    /// The programme.
    #[default]
    Public,
    /// The patient, who claims it back from the insurer.
    Patient,
}

macro_rules! words {
    ($($ty:ty: $($value:ident $word:literal),+;)+) => {
        $(impl Word for $ty {
            const WORDS: &'static [(Self, &'static str)] = &[$((Self::$value, $word)),+];
        })+
    };
}

words! {
    Place: Outpatient "outpatient", Inpatient "inpatient";
    Dispensing: InHouse "inHouse", Outside "outside";
    Delivery: InKind "inKind", Refund "refund";
    RoundTo: HalfUp "halfUp", Down "down", HalfUpTen "halfUpTen", DownTen "downTen";
    OverLimit: Public "public", Patient "patient";
}

/// Terms. Fields that are not told do not limit anything; without any, the patient pays what the payers before left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// Only there.
    pub place: Option<Place>,
    /// Only dental care, or only other care.
    pub dental: Option<bool>,
    /// Only with drugs dispensed so.
    pub dispensing: Option<Dispensing>,
    /// Only from this age on.
    pub age_from: Option<AgeLimit>,
    /// Only under this age.
    pub age_until: Option<AgeLimit>,
    /// Only holders of this class of the certificate (`schemeClass`).
    pub class: Option<String>,
    /// How the programme pays.
    pub delivery: Delivery,
    /// The patient pays nothing.
    pub free: bool,
    /// The patient pays only at a first visit (初診), nothing at others.
    pub first_visit_only: bool,
    /// The patient pays this percentage of the cost, where that is less than the share.
    pub rate_percent: Option<Decimal>,
    /// The patient pays this part of the share that arrives.
    pub fraction: Option<Decimal>,
    /// Rounding of the two.
    pub round: RoundTo,
    /// Visits of a month at which the patient pays; nothing at further ones.
    pub visits_per_month: Option<u32>,
    /// Days of a month on which the patient pays.
    pub days_per_month: Option<u32>,
    /// Whether visits and days at other institutions count too (`paidElsewhere`).
    pub counts_elsewhere: bool,
    /// Most yen a visit.
    pub cap_per_visit: Option<Yen>,
    /// Most yen a day.
    pub cap_per_day: Option<Yen>,
    /// Most yen a month at one institution, in- and outpatient care and dentistry apart.
    pub cap_per_month: Option<Yen>,
    /// The certificate carries a monthly cap over all institutions (`monthlyCapYen`); the engine asks when it is not told.
    pub certificate_cap: bool,
    /// The monthly cap when the certificate carries none.
    pub certificate_cap_default: Option<Yen>,
    /// The programme pays up to so many yen a month, the patient what is left.
    pub public_pays_up_to: Option<Yen>,
    /// Above this share of the month everything is collected and claimed back.
    pub refund_above_share: Option<Yen>,
    /// Above these points of the month everything is collected and claimed back.
    pub refund_above_points: Option<u32>,
    /// Who bears what is above the limit when the category was not shown.
    pub over_limit: OverLimit,
}

/// Why a field was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermError {
    /// No such field.
    Name,
    /// The value has not the form of the field.
    Value(&'static str),
    /// The fields do not fit together.
    Together(&'static str),
}

const YES: &str = "write true or false";
const YEN: &str = "write yen, a whole number from 0 to 99999999";
const COUNT: &str = "write a number from 1 to 99999999";
const RATE: &str = "write a number from 0 to 100";
const PART: &str = "write a number from 0 to 1";
const AGE: &str = "write `year 3`, `month 3` or `school-year 15`";

impl Terms {
    /// Names of the fields, as the image and requests write them; TOML files write `cap_per_visit` for `capPerVisit`.
    pub const FIELDS: &'static [&'static str] = &[
        "place",
        "dental",
        "dispensing",
        "ageFrom",
        "ageUntil",
        "class",
        "delivery",
        "free",
        "firstVisitOnly",
        "ratePercent",
        "fraction",
        "round",
        "visitsPerMonth",
        "daysPerMonth",
        "countsElsewhere",
        "capPerVisit",
        "capPerDay",
        "capPerMonth",
        "certificateCap",
        "certificateCapDefault",
        "publicPaysUpTo",
        "refundAboveShare",
        "refundAbovePoints",
        "overLimit",
    ];

    /// Sets a field from its text.
    ///
    /// # Errors
    /// [`TermError`] when there is no such field or the value has not its form.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), TermError> {
        match name {
            "place" => self.place = Some(word(value, "write `outpatient` or `inpatient`")?),
            "dental" => self.dental = Some(flag(value)?),
            "dispensing" => self.dispensing = Some(word(value, "write `inHouse` or `outside`")?),
            "ageFrom" => self.age_from = Some(value.parse().map_err(|()| TermError::Value(AGE))?),
            "ageUntil" => self.age_until = Some(value.parse().map_err(|()| TermError::Value(AGE))?),
            "class" => {
                let fits =
                    !value.is_empty() && value.trim() == value && !value.contains(['\t', '\n', ';', '=']);
                let fits = fits.then(|| value.to_owned());
                self.class =
                    Some(fits.ok_or(TermError::Value("write a name without `;`, `=` or line breaks"))?);
            }
            "delivery" => self.delivery = word(value, "write `inKind` or `refund`")?,
            "free" => self.free = flag(value)?,
            "firstVisitOnly" => self.first_visit_only = flag(value)?,
            "ratePercent" => self.rate_percent = Some(number(value, Decimal::ONE_HUNDRED, RATE)?),
            "fraction" => self.fraction = Some(number(value, Decimal::ONE, PART)?),
            "round" => self.round = word(value, "write `halfUp`, `down`, `halfUpTen` or `downTen`")?,
            "visitsPerMonth" => self.visits_per_month = Some(count(value)?),
            "daysPerMonth" => self.days_per_month = Some(count(value)?),
            "countsElsewhere" => self.counts_elsewhere = flag(value)?,
            "capPerVisit" => self.cap_per_visit = Some(yen(value)?),
            "capPerDay" => self.cap_per_day = Some(yen(value)?),
            "capPerMonth" => self.cap_per_month = Some(yen(value)?),
            "certificateCap" => self.certificate_cap = flag(value)?,
            "certificateCapDefault" => self.certificate_cap_default = Some(yen(value)?),
            "publicPaysUpTo" => self.public_pays_up_to = Some(yen(value)?),
            "refundAboveShare" => self.refund_above_share = Some(yen(value)?),
            "refundAbovePoints" => self.refund_above_points = Some(count(value)?),
            "overLimit" => self.over_limit = word(value, "write `public` or `patient`")?,
            _ => return Err(TermError::Name),
        }
        Ok(())
    }

    /// Fields that are told, with their values as [`Terms::set`] takes them, in the order of [`Terms::FIELDS`].
    #[must_use]
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let mut out: Vec<(&'static str, String)> = Vec::new();
        let mut put = |name: &'static str, value: Option<String>| out.extend(value.map(|v| (name, v)));
        let yes = |flag: bool| flag.then(|| "true".to_owned());
        let yen = |sum: Option<Yen>| sum.map(|y| y.value().to_string());
        let number = |n: Option<u32>| n.map(|n| n.to_string());
        put("place", self.place.map(spoken));
        put("dental", self.dental.map(|d| d.to_string()));
        put("dispensing", self.dispensing.map(spoken));
        put("ageFrom", self.age_from.map(|a| a.to_string()));
        put("ageUntil", self.age_until.map(|a| a.to_string()));
        put("class", self.class.clone());
        put("delivery", (self.delivery != Delivery::InKind).then(|| spoken(self.delivery)));
        put("free", yes(self.free));
        put("firstVisitOnly", yes(self.first_visit_only));
        put("ratePercent", self.rate_percent.map(|r| r.to_string()));
        put("fraction", self.fraction.map(|r| r.to_string()));
        put("round", (self.round != RoundTo::HalfUp).then(|| spoken(self.round)));
        put("visitsPerMonth", number(self.visits_per_month));
        put("daysPerMonth", number(self.days_per_month));
        put("countsElsewhere", yes(self.counts_elsewhere));
        put("capPerVisit", yen(self.cap_per_visit));
        put("capPerDay", yen(self.cap_per_day));
        put("capPerMonth", yen(self.cap_per_month));
        put("certificateCap", yes(self.certificate_cap));
        put("certificateCapDefault", yen(self.certificate_cap_default));
        put("publicPaysUpTo", yen(self.public_pays_up_to));
        put("refundAboveShare", yen(self.refund_above_share));
        put("refundAbovePoints", number(self.refund_above_points));
        put("overLimit", (self.over_limit != OverLimit::Public).then(|| spoken(self.over_limit)));
        out
    }

    /// Whether a rate, a part or a cap says what is left to the patient.
    pub(super) const fn leaves_a_sum(&self) -> bool {
        self.rate_percent.is_some()
            || self.fraction.is_some()
            || self.cap_per_visit.is_some()
            || self.cap_per_day.is_some()
            || self.cap_per_month.is_some()
            || self.certificate_cap
    }

    /// What has to hold between the fields.
    ///
    /// # Errors
    /// [`TermError::Together`].
    pub const fn check(&self) -> Result<(), TermError> {
        let pays = self.leaves_a_sum() || self.public_pays_up_to.is_some();
        let counts = self.visits_per_month.is_some() || self.days_per_month.is_some();
        if self.free && (self.first_visit_only || counts) {
            return Err(TermError::Together(
                "`free` leaves nothing for a first visit or a count of visits and days",
            ));
        }
        let rounds = !matches!(self.round, RoundTo::HalfUp);
        if rounds && self.rate_percent.is_none() && self.fraction.is_none() {
            return Err(TermError::Together("`round` without a rate or a part to round"));
        }
        if self.public_pays_up_to.is_some() && !self.leaves_a_sum() && (self.first_visit_only || counts) {
            return Err(TermError::Together(
                "a first visit or a count beside `publicPaysUpTo` says nothing without a sum that the patient pays",
            ));
        }
        let place = matches!(self.place, Some(Place::Inpatient));
        if place && (self.cap_per_day.is_some() || self.days_per_month.is_some()) {
            return Err(TermError::Together(
                "a bill of days in hospital does not tell its days; `capPerDay` and `daysPerMonth` are for outpatients",
            ));
        }
        if place && self.dispensing.is_some() {
            return Err(TermError::Together("`dispensing` is for outpatients"));
        }
        if self.free && pays {
            return Err(TermError::Together("`free` leaves nothing for a rate, a cap or a part"));
        }
        if self.certificate_cap_default.is_some() && !self.certificate_cap {
            return Err(TermError::Together("a default without `certificateCap`"));
        }
        if self.counts_elsewhere && self.visits_per_month.is_none() && self.days_per_month.is_none() {
            return Err(TermError::Together("`countsElsewhere` without a count of visits or days"));
        }
        let refunds = self.refund_above_share.is_some() || self.refund_above_points.is_some();
        let over = matches!(self.over_limit, OverLimit::Patient);
        let other = pays || self.free || self.first_visit_only || counts || refunds || over;
        if matches!(self.delivery, Delivery::Refund) && other {
            return Err(TermError::Together("a refund leaves the share as it is"));
        }
        Ok(())
    }

    /// Reads the text form of the image.
    pub(crate) fn read(text: &str) -> Result<Self, TermError> {
        let mut terms = Self::default();
        for field in text.split(';').filter(|f| !f.is_empty()) {
            let (name, value) = field.split_once('=').ok_or(TermError::Name)?;
            terms.set(name, value)?;
        }
        terms.check()?;
        Ok(terms)
    }
}

fn word<W: Word>(value: &str, hint: &'static str) -> Result<W, TermError> {
    W::from_word(value).ok_or(TermError::Value(hint))
}

fn spoken<W: Word + PartialEq>(value: W) -> String {
    W::WORDS.iter().find(|(v, _)| *v == value).map_or_else(String::new, |(_, w)| (*w).to_owned())
}

fn flag(value: &str) -> Result<bool, TermError> {
    value.parse().map_err(|_| TermError::Value(YES))
}

fn number(value: &str, most: Decimal, hint: &'static str) -> Result<Decimal, TermError> {
    let fits = |n: &Decimal| *n >= Decimal::ZERO && *n <= most && n.scale() <= 6;
    Decimal::from_str_exact(value).ok().filter(fits).ok_or(TermError::Value(hint))
}

fn count(value: &str) -> Result<u32, TermError> {
    value.parse().ok().filter(|n| (1..=99_999_999).contains(n)).ok_or(TermError::Value(COUNT))
}

fn yen(value: &str) -> Result<Yen, TermError> {
    value
        .parse::<u32>()
        .ok()
        .filter(|n| *n <= 99_999_999)
        .map(|n| Yen::new(n.into()))
        .ok_or(TermError::Value(YEN))
}
