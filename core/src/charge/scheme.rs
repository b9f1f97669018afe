//! A public programme (公費負担医療, 地方公費) as data, and its form in the rules image.
//!
//! The section `schemes` of the rules image holds two kinds of lines, fields separated by tabs:
//! ```text
//! p  key  law  name  nameEn  order  first  ceiling  meals  certainty  checkedOn  source     a programme
//! t  from  until  name=value;name=value…                                                  terms of the programme above
//! ```
//! `from` and `until` are day numbers (half-open). The TOML form and the meaning of every field stand in `data/schemes/README.md`.

use std::collections::BTreeMap;

use crate::date::{ServiceDate, Validity};
use crate::snapshot::{Image, ImageError};

use super::terms::Terms;

/// Section of the programmes.
pub const SCHEMES: &str = "schemes";

/// Which limit of the high-cost benefit the part shared with a programme meets (施行令41条6項–8項).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ceiling {
    /// `own`: none of its own; the part is insured care like any other (地方単独事業).
    Own,
    /// `certified`: 特定疾病給付対象療養: the patient's own category where the insurer certified it, else as `general`.
    Certified,
    /// `general`: 特定給付対象療養: one limit for everybody.
    General,
    /// `assistance`: 生活保護法の被保護者.
    Assistance,
}

/// What a programme does with the standard amounts of meals (標準負担額).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MealsPart {
    /// `none`: nothing, the patient pays.
    None,
    /// `half`: half of it.
    Half,
    /// `all`: all of it.
    All,
    /// `unknown`: not established; the engine asks.
    Unknown,
}

/// How the terms of a programme were established.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// `read`: in the ordinance or an official page.
    Read,
    /// `secondhand`: in a text that quotes it.
    Secondhand,
    /// `unverified`: seen once, old, or by analogy.
    Unverified,
}

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// `national/54`, `local/tokyo-kodomo`.
    pub key: String,
    /// 法別番号, two digits.
    pub law: Option<String>,
    /// Name.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Place in the order of the payers; national ones before local ones.
    pub order: u16,
    /// 公費優先: the programme pays before the insurer, which pays nothing for that part.
    pub before_insurer: bool,
    /// Limit of the shared part.
    pub ceiling: Ceiling,
    /// Standard amounts of meals.
    pub meals: MealsPart,
    /// How its terms were established.
    pub certainty: Certainty,
    /// Day on which they were looked up.
    pub checked_on: ServiceDate,
    /// Title of the source.
    pub source: String,
    /// Terms, in the order in which they are tried.
    pub terms: Vec<(Validity, Terms)>,
}

impl Scheme {
    /// Whether it is a national one.
    #[must_use]
    pub fn is_national(&self) -> bool {
        self.key.starts_with("national/")
    }
}

/// Words of an enumeration of this file.
pub trait Word: Sized + Copy + 'static {
    /// Every value with its word.
    const WORDS: &'static [(Self, &'static str)];

    /// The value of a word.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, w)| *w == word).map(|(v, _)| *v)
    }
}

impl Word for Ceiling {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Own, "own"),
        (Self::Certified, "certified"),
        (Self::General, "general"),
        (Self::Assistance, "assistance"),
    ];
}

impl Word for MealsPart {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::None, "none"), (Self::Half, "half"), (Self::All, "all"), (Self::Unknown, "unknown")];
}

impl Word for Certainty {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Read, "read"), (Self::Secondhand, "secondhand"), (Self::Unverified, "unverified")];
}

/// All programmes of a rules image.
#[derive(Debug, Clone, Default)]
pub struct Schemes(BTreeMap<String, Scheme>);

impl Schemes {
    /// The programme of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Scheme> {
        self.0.get(key)
    }

    /// All, by key.
    pub fn iter(&self) -> impl Iterator<Item = &Scheme> {
        self.0.values()
    }

    /// Reads the section; an image without it has no programmes.
    ///
    /// # Errors
    /// [`ImageError::Content`] with the line, from 0.
    pub(crate) fn open(image: &Image) -> Result<Self, ImageError> {
        let Some(range) = image.range(SCHEMES) else { return Ok(Self::default()) };
        let text = std::str::from_utf8(image.slice(&range)).map_err(|_| bad(0, "text is not UTF-8"))?;
        let mut all = BTreeMap::new();
        let mut current: Option<Scheme> = None;
        for (row, line) in text.lines().enumerate() {
            if let Some(terms) = line.strip_prefix("t\t") {
                let scheme = current.as_mut().ok_or_else(|| bad(row, "terms without their programme"))?;
                scheme.terms.push(dated(row, terms)?);
                continue;
            }
            let next = programme(row, line)?;
            if let Some(done) = current.replace(next) {
                keep(&mut all, done, row)?;
            }
        }
        if let Some(done) = current {
            keep(&mut all, done, 0)?;
        }
        Ok(Self(all))
    }
}

fn keep(all: &mut BTreeMap<String, Scheme>, scheme: Scheme, row: usize) -> Result<(), ImageError> {
    if scheme.terms.is_empty() {
        return Err(bad(row, "a programme without terms"));
    }
    match all.insert(scheme.key.clone(), scheme) {
        Some(_) => Err(bad(row, "a programme stands twice")),
        None => Ok(()),
    }
}

fn programme(row: usize, line: &str) -> Result<Scheme, ImageError> {
    let fields: Vec<&str> = line.split('\t').collect();
    let ["p", key, law, name, name_en, order, first, ceiling, meals, certainty, checked, source] =
        fields.as_slice()
    else {
        return Err(bad(row, "a programme does not have twelve fields"));
    };
    Ok(Scheme {
        key: (*key).to_owned(),
        law: Some((*law).to_owned()).filter(|law| !law.is_empty()),
        name: (*name).to_owned(),
        name_en: (*name_en).to_owned(),
        order: order.parse().map_err(|_| bad(row, "an order that is no number"))?,
        before_insurer: match *first {
            "public" => true,
            "insurer" => false,
            _ => return Err(bad(row, "neither `public` nor `insurer` is first")),
        },
        ceiling: Ceiling::from_word(ceiling).ok_or_else(|| bad(row, "an unknown ceiling"))?,
        meals: MealsPart::from_word(meals).ok_or_else(|| bad(row, "an unknown rule of meals"))?,
        certainty: Certainty::from_word(certainty).ok_or_else(|| bad(row, "an unknown certainty"))?,
        checked_on: checked.parse().map_err(|_| bad(row, "a day that is no date"))?,
        source: (*source).to_owned(),
        terms: Vec::new(),
    })
}

fn dated(row: usize, line: &str) -> Result<(Validity, Terms), ImageError> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [from, until, terms] = fields.as_slice() else {
        return Err(bad(row, "terms do not have three fields"));
    };
    let day = |t: &str| t.parse::<i32>().map_err(|_| bad(row, "a day that is no number"));
    let validity = Validity { from: day(from)?, until: day(until)? };
    if validity.from >= validity.until {
        return Err(bad(row, "terms that never hold"));
    }
    Ok((validity, Terms::read(terms).map_err(|_| bad(row, "terms that cannot be read"))?))
}

fn bad(row: usize, what: &'static str) -> ImageError {
    ImageError::Content { section: SCHEMES.to_owned(), row, what }
}
