//! What one column of an official file may hold. A layout is a list of these; everything a file holds is checked
//! against it before any value is read, so that a changed layout fails by name and not by accident.

/// How the content of a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Decimal digits.
    Digits,
    /// Printable ASCII.
    Alnum,
    /// ASCII and half-width katakana.
    Kana,
    /// Any text of Windows-31J without control and private-use characters.
    Text,
    /// Digits, point, two decimals.
    Amount,
    /// Eight digits of a calendar date.
    Date,
    /// Two characters of an age bound.
    Age,
}

/// The list a value must stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// No list.
    Any,
    /// One character out of these.
    One(&'static str),
    /// One of these values.
    Of(&'static [&'static str]),
    /// First character out of these.
    Begins(&'static str),
}

/// Rule of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub(crate) shape: Shape,
    pub(crate) max_bytes: u16,
    pub(crate) fixed: bool,
    pub(crate) empty: bool,
    pub(crate) zero: bool,
    pub(crate) open_end: bool,
    pub(crate) reserved: bool,
    pub(crate) allowed: Allowed,
    /// Why the column is not read; `None` when it is.
    pub unused: Option<&'static str>,
}

const fn rule(shape: Shape, max_bytes: u16) -> Rule {
    Rule {
        shape,
        max_bytes,
        fixed: false,
        empty: false,
        zero: false,
        open_end: false,
        reserved: false,
        allowed: Allowed::Any,
        unused: None,
    }
}

/// One to `max` digits.
pub(crate) const fn digits(max: u16) -> Rule {
    rule(Shape::Digits, max)
}

/// Exactly `width` digits, leading zeros kept.
pub(crate) const fn fixed(width: u16) -> Rule {
    let mut r = rule(Shape::Digits, width);
    r.fixed = true;
    r
}

/// Nine digits, the first out of `first`: the code of a master.
pub(crate) const fn code(first: &'static str) -> Rule {
    let mut r = fixed(9);
    r.allowed = Allowed::Begins(first);
    r
}

/// A nine-digit code, or `0` for none.
pub(crate) const fn link() -> Rule {
    let mut r = fixed(9);
    r.zero = true;
    r
}

/// One character out of `set`.
pub(crate) const fn one(set: &'static str) -> Rule {
    let mut r = rule(Shape::Alnum, 1);
    r.allowed = Allowed::One(set);
    r
}

/// Up to `max` printable ASCII characters.
pub(crate) const fn alnum(max: u16) -> Rule {
    rule(Shape::Alnum, max)
}

/// Up to `max` half-width characters.
pub(crate) const fn kana(max: u16) -> Rule {
    rule(Shape::Kana, max)
}

/// Up to `max` bytes of text.
pub(crate) const fn text(max: u16) -> Rule {
    rule(Shape::Text, max)
}

/// An amount with two decimals, `max` bytes with the point.
pub(crate) const fn amount(max: u16) -> Rule {
    rule(Shape::Amount, max)
}

/// A calendar date.
pub(crate) const fn date() -> Rule {
    rule(Shape::Date, 8)
}

/// A calendar date (last usable day), or `99999999` for none.
pub(crate) const fn end_date() -> Rule {
    let mut r = date();
    r.open_end = true;
    r
}

/// Two digits, or one of `special`.
pub(crate) const fn age(special: &'static [&'static str]) -> Rule {
    let mut r = rule(Shape::Age, 2);
    r.fixed = true;
    r.allowed = Allowed::Of(special);
    r
}

/// A column without meaning: empty or zero, anything else is a layout this crate does not know.
pub(crate) const fn reserved(max: u16) -> Rule {
    let mut r = rule(Shape::Alnum, max);
    r.reserved = true;
    r.unused = Some("reserved: must be empty or 0");
    r
}

impl Rule {
    /// Most bytes in Windows-31J, without the quotes.
    #[must_use]
    pub const fn max_bytes(&self) -> u16 {
        self.max_bytes
    }

    /// Whether the column has no meaning yet: empty or 0.
    #[must_use]
    pub const fn is_reserved(&self) -> bool {
        self.reserved
    }

    pub(crate) const fn of(mut self, values: &'static [&'static str]) -> Self {
        self.allowed = Allowed::Of(values);
        self
    }

    pub(crate) const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    pub(crate) const fn or_zero(mut self) -> Self {
        self.zero = true;
        self
    }

    pub(crate) const fn unused(mut self, why: &'static str) -> Self {
        self.unused = Some(why);
        self
    }

    /// Says what is wrong with a value, `None` when nothing is.
    pub(crate) fn problem(&self, value: &str) -> Option<String> {
        if value.is_empty() {
            return (!self.empty && !self.reserved).then(|| {
                "the value is missing, and the official layout does not allow that here".to_owned()
            });
        }
        if self.reserved {
            return (value.bytes().any(|b| b != b'0')).then(|| {
                "the column is reserved (must be empty or 0); the layout is newer than this program"
                    .to_owned()
            });
        }
        if self.zero && value.bytes().all(|b| b == b'0') {
            return None;
        }
        if let Some(problem) = self.shape_problem(value) {
            return Some(problem);
        }
        self.list_problem(value)
    }

    fn shape_problem(&self, value: &str) -> Option<String> {
        let length = match self.shape {
            Shape::Text | Shape::Kana => match text_width(value, self.shape == Shape::Kana) {
                Ok(width) => width,
                Err(problem) => return Some(problem),
            },
            _ => value.len(),
        };
        let max = usize::from(self.max_bytes);
        if length > max {
            return Some(format!("{length} bytes, the official layout allows {max}"));
        }
        if self.fixed && length != max {
            return Some(format!(
                "{length} bytes, the official layout has exactly {max} (leading zeros must not be dropped)"
            ));
        }
        match self.shape {
            Shape::Digits if !value.bytes().all(|b| b.is_ascii_digit()) => Some("not a number".to_owned()),
            Shape::Alnum if !value.bytes().all(|b| b.is_ascii_graphic()) => {
                Some("not a word of half-width letters and digits".to_owned())
            }
            Shape::Amount if !is_amount(value) => Some("not an amount with two decimals".to_owned()),
            Shape::Date if self.open_end && value == "99999999" => None,
            Shape::Date if super::field::calendar_date(value).is_none() => {
                Some("not a calendar date".to_owned())
            }
            _ => None,
        }
    }

    fn list_problem(&self, value: &str) -> Option<String> {
        match self.allowed {
            Allowed::Any => None,
            Allowed::One(set) => {
                (!set.contains(value)).then(|| format!("not in the official list of this item ({set})"))
            }
            Allowed::Of(_) if self.shape == Shape::Age && value.bytes().all(|b| b.is_ascii_digit()) => None,
            Allowed::Of(list) => (!list.contains(&value)).then(|| {
                let mut shown = list.iter().take(20).copied().collect::<Vec<_>>().join(", ");
                if list.len() > 20 {
                    shown.push_str(", …");
                }
                format!("not in the official list of this item ({shown})")
            }),
            Allowed::Begins(set) => {
                let first = value.get(..1).unwrap_or_default();
                (!set.contains(first)).then(|| format!("a code of this file begins with {set}"))
            }
        }
    }
}

/// Bytes of the text in Windows-31J, or what is wrong with it.
fn text_width(value: &str, half_width_only: bool) -> Result<usize, String> {
    let mut width = 0;
    for c in value.chars() {
        width += match c {
            ' '..='~' => 1,
            '\u{ff61}'..='\u{ff9f}' => 1,
            '\u{0}'..='\u{9f}' => return Err("control character".to_owned()),
            '\u{e000}'..='\u{f8ff}' => return Err("private-use character (gaiji)".to_owned()),
            _ if half_width_only => return Err(format!("`{c}` is not half-width")),
            _ => 2,
        };
    }
    Ok(width)
}

fn is_amount(value: &str) -> bool {
    match value.split_once('.') {
        Some((whole, cents)) => {
            !whole.is_empty()
                && cents.len() == 2
                && whole.bytes().chain(cents.bytes()).all(|b| b.is_ascii_digit())
        }
        None => false,
    }
}

/// One column of an official file.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Number in the official layout, from 1.
    pub number: u16,
    /// Official item name.
    pub name: &'static str,
    /// Field of the typed row.
    pub field: &'static str,
    /// What it may hold.
    pub rule: Rule,
}
