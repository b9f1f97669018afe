//! What was ordered.

use serde_json::Value;

use crate::error::CaseError;
use crate::keys::Keys;

/// One ordered item.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) place: usize,
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) quantity: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) days: Option<u32>,
    pub(crate) times: Option<u32>,
    pub(crate) count: Option<u32>,
    pub(crate) form: Option<String>,
    pub(crate) usage: Option<String>,
    pub(crate) klass: Option<String>,
    pub(crate) unit_price: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) from_date: Option<String>,
    pub(crate) to_date: Option<String>,
    /// Where a letter went, in words.
    pub(crate) addressee: Option<String>,
    pub(crate) group: Option<u32>,
    pub(crate) section: Option<String>,
    pub(crate) specimen: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) side: Option<String>,
    pub(crate) volume_ml: Option<String>,
    pub(crate) area_cm2: Option<String>,
    pub(crate) draw: Option<u32>,
    pub(crate) department: Option<String>,
    /// The act a drug was used for.
    pub(crate) attach: Option<String>,
    /// Order within the day: items are sent in this order.
    pub(crate) seq: Option<u32>,
    /// Comment codes of the record.
    pub(crate) comments: Vec<String>,
    /// Further facts by name.
    pub(crate) more: Keys,
}

impl Item {
    /// Reads an item.
    pub(crate) fn read(place: usize, value: Value) -> Result<Self, CaseError> {
        let mut keys = Keys::open(format!("/items/{place}"), Some(value))?;
        if keys.peek("master").is_some() {
            return Err(CaseError::NotRun(
                "priced by the fields of an older master, given in the case".into(),
            ));
        }
        match keys.text("record")?.as_deref() {
            None | Some("SI" | "IY" | "TO" | "CO") => {}
            Some(other) => return Err(CaseError::Unmapped(format!("record `{other}`"))),
        }
        // Free text of a comment never bears on points; its code is sent as a line like any other.
        keys.drop(&["text"]);
        let comments = comments(&mut keys)?;
        // `to` is the last day of a stay, or in words where a letter went.
        let to_date = keys.text("to")?;
        let is_day = |t: &String| t.starts_with(|c: char| c.is_ascii_digit());
        let (to_date, addressee) = match to_date {
            Some(words) if !is_day(&words) => (None, Some(words)),
            date => (date, None),
        };
        Ok(Self {
            place,
            code: keys.text("code")?,
            name: keys.text("name")?.unwrap_or_default(),
            quantity: keys.decimal("quantity")?,
            unit: keys.text("unit")?,
            days: keys.count("days")?,
            times: keys.count("times")?,
            count: keys.count("count")?,
            form: keys.text("form")?,
            usage: keys.text("usage")?,
            klass: keys.text("klass")?,
            unit_price: keys.decimal("unit_price")?,
            date: keys.text("date")?,
            from_date: keys.text("from_date")?,
            to_date,
            addressee,
            group: keys.count("group")?,
            section: keys.text("shikibetsu")?,
            specimen: keys.text("specimen")?,
            site: keys.text("site")?,
            side: keys.text("side")?,
            volume_ml: keys.decimal("volume_ml")?,
            area_cm2: keys.decimal("area_cm2")?,
            draw: keys.count("draw")?,
            department: keys.text("dept")?,
            attach: keys.text("attach")?,
            seq: keys.count("seq")?,
            comments,
            more: keys,
        })
    }

    /// Whether the item is a drug given to the patient: it has a form, or the code of one.
    pub(crate) fn is_drug(&self) -> bool {
        self.form.is_some() || self.code.as_deref().is_some_and(|c| c.starts_with('6'))
    }

    /// Whether the code is that of an act (診療行為) rather than of a drug, material or comment.
    pub(crate) fn is_act(&self) -> bool {
        self.code.as_deref().is_some_and(|c| c.starts_with('1'))
    }
}

/// Codes of the comments attached to a record.
fn comments(keys: &mut Keys) -> Result<Vec<String>, CaseError> {
    let mut codes = Vec::new();
    for (i, comment) in keys.list("comments")?.unwrap_or_default().into_iter().enumerate() {
        let mut comment = Keys::open(format!("{}/{i}", keys.at("comments")), Some(comment))?;
        codes.push(comment.need_text("code")?);
        comment.drop(&["text"]);
        comment.end()?;
    }
    Ok(codes)
}
