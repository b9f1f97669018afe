//! `santei masters show`: what the masters say of one code, with its history.

use std::io::Write;

use santei_core::code::{Code, CodeKind};
use santei_core::date::{ServiceDate, Validity};
use santei_core::snapshot::{Dated, Edition, Found, Hundredths, PointKind, ProcedureRow, Table, Window};

use super::info::span;
use crate::exit::{Done, Exit, Failure};

/// What kind of code the digits say it is.
enum Asked {
    Nine(Code),
    Disease(Code),
    Four(Code),
}

fn asked(text: &str) -> Done<Asked> {
    let short = |digits: usize| {
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok().and_then(Code::new))
            .flatten()
    };
    if let Some(code) = short(7) {
        return Ok(Asked::Disease(code));
    }
    if let Some(code) = short(4) {
        return Ok(Asked::Four(code));
    }
    text.parse().map(Asked::Nine).map_err(|_| {
        Failure::usage(format_args!(
            "`{text}` is no code; give nine digits (act, drug, material, comment), seven (disease) or four (modifier, facility standard)"
        ))
    })
}

/// Prints a code as it stands on a day, or with its whole history.
pub(super) fn run(code: &str, date: Option<ServiceDate>, editions: &[Edition], out: &mut impl Write) -> Done {
    let asked = asked(code)?;
    let mut found = false;
    for edition in editions.iter().filter(|e| date.is_none_or(|d| e.validity().holds(d))) {
        let mut page = Page { edition, date, out: &mut *out, rows: 0 };
        match asked {
            Asked::Nine(code) => page.nine(code)?,
            Asked::Disease(code) => page.disease(code)?,
            Asked::Four(code) => {
                page.modifier(code)?;
                page.standard(code)?;
            }
        }
        found |= page.rows > 0;
    }
    if found {
        return Ok(Exit::Complete);
    }
    let names: Vec<&str> = editions.iter().map(|e| e.manifest().edition.as_str()).collect();
    let when = date.map_or_else(String::new, |d| format!(" on {d}"));
    Err(Failure::refused(format_args!(
        "`{code}` is not in the masters{when} (editions: {})",
        names.join(", ")
    )))
}

struct Page<'e, W> {
    edition: &'e Edition,
    date: Option<ServiceDate>,
    out: W,
    rows: usize,
}

impl<W: Write> Page<'_, W> {
    fn nine(&mut self, code: Code) -> Done<()> {
        match code.kind() {
            CodeKind::Drug => self.drug(code),
            CodeKind::Material => self.material(code),
            CodeKind::Comment => self.comment(code),
            _ => self.procedure(code),
        }
    }

    /// The rows to show: the one in force on the day, or all of them. Says when a code ended or has not begun.
    fn rows<'a, R: Dated>(&mut self, table: Table<'a, R>, code: Code) -> Done<Vec<(R::View<'a>, usize)>> {
        let Some(date) = self.date else {
            let rows: Vec<_> = table.rows_of(code).collect();
            self.rows += rows.len();
            return Ok(rows);
        };
        let note = match table.find(code, date) {
            Found::Row(view, row) => {
                self.rows += 1;
                return Ok(vec![(view, row)]);
            }
            Found::NotYet(from) => format!("not valid before {from}"),
            Found::Ended(last) => format!("valid until {last}"),
            Found::Gap => "no published file tells what held on that day".to_owned(),
            Found::Unknown => return Ok(Vec::new()),
        };
        self.rows += 1;
        writeln!(self.out, "{code:09}  {note}")?;
        Ok(Vec::new())
    }

    fn head(&mut self, kind: &str, code: impl std::fmt::Display, name: &str, validity: Validity) -> Done<()> {
        writeln!(self.out, "{kind} {code}  {name}")?;
        writeln!(self.out, "  edition        {}", self.edition.manifest().edition)?;
        writeln!(self.out, "  valid          {}", span(validity))?;
        Ok(())
    }

    fn item(&mut self, label: &str, value: impl std::fmt::Display) -> Done<()> {
        let value = value.to_string();
        if !value.is_empty() {
            writeln!(self.out, "  {label:<14} {value}")?;
        }
        Ok(())
    }

    fn procedure(&mut self, code: Code) -> Done<()> {
        let edition = self.edition;
        let rows = self.rows(edition.procedures(), code)?;
        let any = !rows.is_empty();
        for (row, place) in rows {
            let validity = Validity { from: row.valid_from(), until: row.valid_until() };
            self.head("s", code, edition.procedure_name(place), validity)?;
            self.item("full name", edition.procedure_full_name(place))?;
            self.item("article", row.article().name())?;
            self.item("points", points(row.point_kind(), row.points()))?;
            if row.has_step() {
                self.item("step", step(row))?;
            }
            self.item("setting", choice(row.inout_kind(), &["", "inpatient only", "outpatient only"]))?;
            self.item(
                "elderly",
                choice(row.elderly_kind(), &["", "not for 後期高齢者", "only for 後期高齢者"]),
            )?;
            self.item("facility", choice(row.facility_kind(), &["", "hospital", "clinic"]))?;
            self.item(
                "section",
                format_args!("out {}, in {}", row.bucket_outpatient(), row.bucket_inpatient()),
            )?;
            if row.note_addon_code() != 0 {
                let serial = char::from(row.note_addon_serial());
                self.item("note group", format_args!("{:04}/{serial}", row.note_addon_code()))?;
            }
            let standards: Vec<String> =
                row.facility_standards().into_iter().filter(|s| *s != 0).map(|s| format!("{s:04}")).collect();
            self.item("standards", standards.join(", "))?;
            for addition in row.age_additions() {
                self.item("age addition", self.named(addition.code))?;
            }
            if row.moved_from().value() != 0 {
                self.item("came from", self.named(row.moved_from()))?;
            }
        }
        if any { self.relations(code) } else { Ok(()) }
    }

    fn relations(&mut self, code: Code) -> Done<()> {
        let (edition, date) = (self.edition, self.date);
        let holds = |v: Validity| date.is_none_or(|d| v.holds(d));
        for (limit, _) in edition.limits().rows_of(code) {
            let validity = Validity { from: limit.valid_from(), until: limit.valid_until() };
            if holds(validity) {
                let special =
                    if limit.special() { ", with a condition in the text (特例条件)" } else { "" };
                self.item(
                    "limit",
                    format_args!("{} / {}{special}", limit.max_count(), limit_unit(limit.unit_code())),
                )?;
            }
        }
        let (procedures, on) = (edition.procedures(), date.or_else(|| last_day(edition)));
        let (Some(item), Some(on)) = (procedures.item(code), on) else { return Ok(()) };
        for (window, label) in
            Window::ALL.into_iter().zip(["not same day", "not same month", "not together", "not same week"])
        {
            let others: Vec<Code> = (0..procedures.code_count())
                .filter_map(|place| procedures.code_at(place))
                .filter(|other| {
                    procedures.item(*other).is_some_and(|o| edition.exclusion(window, item, o, on).is_some())
                })
                .collect();
            for other in others.iter().take(SHOWN) {
                self.item(label, self.named(*other))?;
            }
            if let Some(more) = others.len().checked_sub(SHOWN).filter(|n| *n > 0) {
                self.item(label, format_args!("… and {more} more"))?;
            }
        }
        Ok(())
    }

    /// A code with its name, where the edition knows it.
    fn named(&self, code: Code) -> String {
        let name =
            self.edition.procedures().rows_of(code).last().map(|(_, row)| self.edition.procedure_name(row));
        name.map_or_else(|| code.to_string(), |name| format!("{code} {name}"))
    }

    fn drug(&mut self, code: Code) -> Done<()> {
        let edition = self.edition;
        for (row, place) in self.rows(edition.drugs(), code)? {
            let validity = Validity { from: row.valid_from(), until: row.valid_until() };
            self.head("y", code, edition.drug_name(place), validity)?;
            self.item("generic name", edition.drug_generic_name(place))?;
            self.item("price", format_args!("{} yen", row.price().decimal().normalize()))?;
            self.item("unit code", row.unit_code())?;
            self.item("form", format_args!("{:?}", row.dosage_form()))?;
            self.item("listing code", ascii(&row.listing_code()))?;
            self.item("generic", choice(row.generic(), &["", "yes"]))?;
            if row.usable_until() != Validity::OPEN {
                let until = Validity { from: row.valid_from(), until: row.usable_until() };
                self.item("usable", span(until))?;
            }
            if row.long_listed_pair().value() != 0 {
                self.item("選定療養 pair", row.long_listed_pair())?;
            }
        }
        Ok(())
    }

    fn material(&mut self, code: Code) -> Done<()> {
        let edition = self.edition;
        for (row, place) in self.rows(edition.materials(), code)? {
            let validity = Validity { from: row.valid_from(), until: row.valid_until() };
            self.head("t", code, edition.material_name(place), validity)?;
            self.item(
                "price",
                format_args!("{} ({:?})", row.price().decimal().normalize(), row.price_kind()),
            )?;
            self.item("unit code", row.unit_code())?;
            if row.moved_to().value() != 0 {
                self.item("replaced by", row.moved_to())?;
            }
        }
        Ok(())
    }

    fn comment(&mut self, code: Code) -> Done<()> {
        let edition = self.edition;
        for (row, place) in self.rows(edition.comments(), code)? {
            let validity = Validity { from: row.valid_from(), until: row.valid_until() };
            self.head("c", code, edition.comment_text(place), validity)?;
            self.item("pattern", row.pattern())?;
        }
        Ok(())
    }

    fn disease(&mut self, code: Code) -> Done<()> {
        let edition = self.edition;
        for (row, place) in self.rows(edition.diseases(), code)? {
            let validity = Validity { from: row.valid_from(), until: row.valid_until() };
            self.head("b", format_args!("{:07}", code.value()), edition.disease_name(place), validity)?;
            self.item("ICD-10", format_args!("{} {}", ascii(&row.icd10_1()), ascii(&row.icd10_2())))?;
            if row.moved_to().value() != 0 {
                self.item("moved to", format_args!("{:07}", row.moved_to().value()))?;
            }
        }
        Ok(())
    }

    fn modifier(&mut self, code: Code) -> Done<()> {
        let edition = self.edition;
        for (row, place) in self.rows(edition.modifiers(), code)? {
            let validity = Validity { from: row.valid_from(), until: row.valid_until() };
            self.head("z", format_args!("{:04}", code.value()), edition.modifier_name(place), validity)?;
        }
        Ok(())
    }

    fn standard(&mut self, code: Code) -> Done<()> {
        let edition = self.edition;
        for (row, place) in self.rows(edition.standards(), code)? {
            let validity = Validity { from: row.valid_from(), until: row.valid_until() };
            self.head(
                "施設基準",
                format_args!("{:04}", code.value()),
                edition.standard_name(place),
                validity,
            )?;
        }
        Ok(())
    }
}

/// How many excluded acts are listed by name.
const SHOWN: usize = 20;

fn last_day(edition: &Edition) -> Option<ServiceDate> {
    edition.validity().last_day()
}

fn choice<'t>(number: u8, texts: &[&'t str]) -> &'t str {
    texts.get(usize::from(number)).copied().unwrap_or_default()
}

/// Unit of a frequency limit (算定単位コード of the electronic fee table, 05).
fn limit_unit(code: u16) -> String {
    let word = match code {
        2 => "回",
        53 => "患者当り",
        121 => "日",
        131 => "月",
        132 => "入院初日",
        133 => "入院中",
        134 => "退院時",
        135 => "初回",
        138 => "週",
        141 => "一連",
        142 => "２週",
        143 => "２月",
        144 => "３月",
        145 => "４月",
        146 => "６月",
        147 => "１２月",
        148 => "５年",
        149 => "妊娠中",
        150 => "検査当り",
        151 => "１疾患当り",
        159 => "初診時",
        160 => "１分娩当り",
        161 => "２年",
        162 => "年度",
        other => return format!("unit {other:03}"),
    };
    word.to_owned()
}

fn ascii(bytes: &[u8]) -> String {
    bytes.iter().take_while(|b| **b != 0).map(|b| char::from(*b)).collect::<String>().trim().to_owned()
}

fn points(kind: PointKind, value: Hundredths) -> String {
    let value = value.decimal().normalize();
    match kind {
        PointKind::Yen => format!("{value} yen"),
        PointKind::Points => value.to_string(),
        PointKind::MinusPoints => format!("-{value}"),
        PointKind::PercentAdd => format!("+{value} %"),
        PointKind::PercentReduce => format!("-{value} %"),
        PointKind::PurchasePoints | PointKind::ClaimedReduction => "as claimed".to_owned(),
    }
}

fn step(row: ProcedureRow<'_>) -> String {
    let upper = if row.step_upper() == 99_999_999 { "∞".to_owned() } else { row.step_upper().to_string() };
    format!(
        "{} points for every {} from {} to {upper} (unit {:03})",
        row.step_points().decimal().normalize(),
        row.step_width(),
        row.step_lower(),
        row.unit_code(),
    )
}
