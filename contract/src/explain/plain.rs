//! The charge in plain words, for the one who pays it: read off the steps, never computed again.

use rust_decimal::Decimal;
use santei_core::charge::VisitCharge;
use santei_core::claim::Lang;
use santei_core::date::ServiceDate;
use santei_core::law::Citation;
use santei_core::outcome::{ChargeStep, Outcome};

use super::request::line;
use crate::render::Dec;

/// The charge of a calculated request, for patients.
#[must_use]
pub fn explain_plainly(outcome: &Outcome, lang: Lang) -> String {
    let mut out = String::new();
    let Some(charge) = &outcome.charge else {
        let text = match lang {
            Lang::Ja => "お支払いの額は、まだ決まっていません。",
            Lang::En => "what you pay is not settled yet",
        };
        line(&mut out, 0, text);
        return out;
    };
    for found in &charge.visits {
        visit(&mut out, found, None, &outcome.citations, lang);
    }
    if charge.visits.is_empty() {
        head(&mut out, None, charge.counter.value(), lang);
        steps(&mut out, &charge.steps, &outcome.citations, lang);
    }
    out
}

/// One payment.
pub(super) fn visit(
    out: &mut String,
    visit: &VisitCharge,
    date: Option<ServiceDate>,
    citations: &[Citation],
    lang: Lang,
) {
    head(out, date, visit.due.value(), lang);
    steps(out, &visit.steps, citations, lang);
    if let Some(meals) = &visit.meals {
        let yen = yen(meals.patient.value());
        say(out, lang, &format!("食事代（標準負担額）が{yen}円です。"), &format!("meals: {yen} yen"));
    }
    if let Some(special) = &visit.special {
        let (all, tax) =
            (yen(special.net.value().saturating_add(special.tax.value())), yen(special.tax.value()));
        say(
            out,
            lang,
            &format!(
                "ご希望により、後発医薬品（ジェネリック）ではない薬が処方されたため、保険のきかない「特別の料金」が{all}円（うち消費税{tax}円）かかります。"
            ),
            &format!(
                "you asked for a brand instead of its generic: a special charge of {all} yen (of it {tax} yen tax) that no insurance covers"
            ),
        );
    }
    if let Some(private) = visit.private {
        let (all, tax) =
            (yen(private.net.value().saturating_add(private.tax.value())), yen(private.tax.value()));
        say(
            out,
            lang,
            &format!("保険のきかないものが{all}円（うち消費税{tax}円）です。"),
            &format!("what is not insured: {all} yen (of it {tax} yen tax)"),
        );
    }
}

fn head(out: &mut String, date: Option<ServiceDate>, due: i64, lang: Lang) {
    let yen = yen(due);
    let text = match (lang, date.map(ServiceDate::parts)) {
        (Lang::Ja, Some((_, month, day))) => format!("{month}月{day}日のお支払い　{yen}円"),
        (Lang::Ja, None) => format!("お支払い　{yen}円"),
        (Lang::En, Some(_)) => {
            format!("{}: you pay {yen} yen", date.map(|d| d.to_string()).unwrap_or_default())
        }
        (Lang::En, None) => format!("you pay {yen} yen"),
    };
    line(out, 0, &text);
}

fn steps(out: &mut String, steps: &[ChargeStep], citations: &[Citation], lang: Lang) {
    for step in steps {
        let (before, after) = (amount(step.before), amount(step.after));
        let taken = amount(step.before - step.after);
        let (ja, en) = match step.op {
            "points×10" => (format!("医療費は{after}円です。"), format!("the care costs {after} yen")),
            "×share" => {
                let percent = (step.after * Decimal::ONE_HUNDRED)
                    .checked_div(step.before)
                    .map(|p| Dec(p.round_dp(0).normalize()).to_string())
                    .unwrap_or_default();
                (
                    format!("あなたの負担割合（{percent}％）を掛けると{after}円です。残りは保険が払います。"),
                    format!("your share of {percent} percent is {after} yen; the insurance pays the rest"),
                )
            }
            "limit:own"
            | "limit:aggregate"
            | "limit:programme"
            | "limit:specialDisease"
            | "limit:transitional" => (
                format!(
                    "1か月の負担には上限があります。今月の合計{before}円は、上限の{after}円までになります。"
                ),
                format!("there is a most for a month: the month's {before} yen come down to {after} yen"),
            ),
            "lessBefore" => (
                format!("今月これまでにお支払いいただく分を除くと、今回は{after}円です。"),
                format!("less what earlier visits of the month come to: {after} yen"),
            ),
            "programme" => {
                let name = step.cite.and_then(|c| citations.get(c)).map(|c| &*c.article).unwrap_or_default();
                let name = name.split('（').next().unwrap_or_default();
                (
                    format!("公費「{name}」が{taken}円を負担し、残りは{after}円です。"),
                    format!("the programme {name} pays {taken} yen; {after} yen are left"),
                )
            }
            "sum" => (format!("合わせて{after}円です。"), format!("together {after} yen")),
            "roundTenYen" if step.before == step.after => continue,
            "roundTenYen" => (
                format!("窓口では10円未満を四捨五入して{after}円になります。"),
                format!("rounded to ten yen at the counter: {after} yen"),
            ),
            _ => continue,
        };
        say(out, lang, &ja, &en);
    }
}

fn say(out: &mut String, lang: Lang, ja: &str, en: &str) {
    line(
        out,
        1,
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        },
    );
}

fn amount(value: Decimal) -> String {
    i64::try_from(value.round()).map_or_else(|_| value.to_string(), yen)
}

/// With a comma for each thousand.
fn yen(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < 0 { format!("-{out}") } else { out }
}
