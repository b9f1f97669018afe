//! 第10部 通則14 — two or more operations on one operative field (同一手術野又は同一病巣).
//!
//! # What it does   Bills the main operation only, or for a pair of the notice on several operations also half of the other.
//! # Law            告示 第2章第10部 通則14; 通知 第2章第10部 通則18
//! # Asks           whether the operations met one field; whether the pair is one of the notice (平成30年厚生労働省告示第72号)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/
//!
//! Lines that tell different sites or sides are different fields, and so are the pairs that the circular names. Grafts and the other operations that 通則14 names are billed beside
//! any other.

use super::digits::{self, Fields};
use crate::amount::Points;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g14",
    article: "K",
    title: Text { ja: "同一手術野の2以上の手術", en: "several operations on one field" },
    about: Text {
        ja: "同一手術野又は同一病巣に同時に行った2以上の手術は、主たる手術のみを算定します（複数手術の特例の組合せは従たる手術を100分の50で加えます）。",
        en: "of several operations on one field only the main one is billed, and for listed pairs half of the other",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "手術野が同一か、特例（告示第72号）の組合せかは要求による。部位の異なる3以上の手術は行の site・side で区別する。指の手術野（通知18(4)）は site が指と左右を示すときに見る（同一指の骨・関節の別、合指症の指間は対象としない）",
    ),
    cites: &[
        Citation::r06("第2章第10部 通則14"),
        Citation::r06_circular("第2章第10部 通則18"),
        Citation::r08("第2章第10部 通則14"),
        Citation::r08_circular("第2章第10部 通則18"),
    ],
    run,
};

/// ２以上の手術の５０％併施加算: takes half of the other operation.
const HALF: Code = Code::known(150_268_970);

static ASK_FIELD: Text = Text {
    ja: "この日の2以上の手術は、同一手術野又は同一病巣（原則として同一皮切で行える範囲）につき同時に行いましたか（第10部 通則14）。",
    en: "did the operations of the day meet one operative field or lesion (in general what one incision reaches) at one time (general rule 14 of part 10)?",
};
static ASK_PAIR: Text = Text {
    ja: "この2つの手術の組合せは、複数手術に係る費用の特例（平成30年厚生労働省告示第72号）に掲げられていますか。",
    en: "is this pair of operations listed in the notice on several operations (2018 notice 72)?",
};
static MAIN: Text = Text {
    ja: "同一手術野又は同一病巣の手術は主たるもののみ算定するため、含めていません（第10部 通則14）。",
    en: "of operations on one field only the main one is billed (general rule 14 of part 10)",
};
static SEVERAL: Text = Text {
    ja: "同一手術野の3以上の手術です。主たる手術と、特例（告示第72号）による従たる手術（1つに限る）を確認してください。",
    en: "three or more operations met one field; please confirm the main one and whether one other is billed by the notice",
};

/// Operations that 通則14 lets be billed beside any other: grafts of nerve, bone, skin, flaps, mucosa and fascia.
fn is_graft(article: Article) -> bool {
    article.letter == b'K'
        && matches!(
            (article.section, article.branch),
            (13, 0 | 2) | (16 | 17 | 19 | 20 | 21 | 33, 0) | (59, 0) | (198, 0)
        )
}

/// An operation of section 1 that may share its field with another; K142 has a rule of its own.
fn may_share(article: Article) -> bool {
    article.letter == b'K' && article.section < 920 && !article.is(b'K', 142, 0) && !is_graft(article)
}

/// Pairs of operations that 通知 通則18(2) calls unrelated or far apart, by the numbers of their articles.
const UNRELATED: [(std::ops::RangeInclusive<u16>, &[u16]); 3] = [
    // 胃切除術, 胃全摘術 with 大動脈瘤切除術, 腎摘出術, 子宮附属器腫瘍摘出術, 直腸切除・切断術.
    (655..=657, &[560, 772, 888, 740]),
    // 腎悪性腫瘍手術 with 肺切除術.
    (773..=773, &[511, 513]),
    // 食道腫瘍摘出術 with 結腸切除術.
    (526..=526, &[719]),
];

/// Pairs that 通則14 itself lets be billed side by side: osteotomies of hip and pelvis, 喉頭気管分離術 with a ligation that opens chest or
/// belly, 先天性気管狭窄症手術 with an operation of heart and vessels (款8: K538 to K628).
fn named(a: Article, b: Article) -> bool {
    let hip = |x: Article| x.section == 55 && matches!(x.branch, 2 | 3);
    let pelvis = |x: Article| x.is(b'K', 140, 0) || x.is(b'K', 141, 0) || x.is(b'K', 141, 2);
    let larynx = |x: Article| x.is(b'K', 403, 2) && x.item == 3;
    let ligation = |x: Article| x.is(b'K', 607, 0) && x.item == 1;
    let trachea = |x: Article| x.is(b'K', 519, 0);
    let vessels = |x: Article| (538..=628).contains(&x.section);
    let one_way = |a, b| hip(a) && pelvis(b) || larynx(a) && ligation(b) || trachea(a) && vessels(b);
    one_way(a, b) || one_way(b, a)
}

fn unrelated(a: Article, b: Article) -> bool {
    let one_way = |a: Article, b: Article| {
        UNRELATED.iter().any(|(first, second)| first.contains(&a.section) && second.contains(&b.section))
    };
    // ウ: 人工妊娠中絶術 (K909, K909-2) with 卵管結紮術 (K887-2; K887 is 卵巣部分切除術).
    let ended = |a: Article, b: Article| a.section == 909 && b.is(b'K', 887, 2);
    named(a, b) || one_way(a, b) || one_way(b, a) || ended(a, b) || ended(b, a)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let operations: Vec<(usize, Article)> = view
        .procedures()
        .filter(|(_, row)| row.notice_kind().is_base() && may_share(row.article()))
        .map(|(line, row)| (line, row.article()))
        .collect();
    let field = |line: usize| view.source(line).map(|s| (s.site.as_deref(), s.side.as_deref()));
    // Lines that may be one field with another: neither digits nor site and side tell them apart.
    let fields = |(a, one): (usize, Article), (b, other): (usize, Article)| {
        let (Some((site_a, side_a)), Some((site_b, side_b))) = (field(a), field(b)) else {
            return Fields::Open;
        };
        if let Some(of_digits) = digits::fields((one, site_a, side_a), (other, site_b, side_b)) {
            return of_digits;
        }
        let differ = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
        if differ(site_a, site_b) || differ(side_a, side_b) { Fields::Apart } else { Fields::Open }
    };
    let mut together: Vec<usize> = Vec::new();
    let mut open = false;
    for one in &operations {
        let others = operations.iter().filter(|other| one.0 != other.0 && !unrelated(one.1, other.1));
        let with: Vec<Fields> =
            others.map(|other| fields(*one, *other)).filter(|f| *f != Fields::Apart).collect();
        if !with.is_empty() {
            together.push(one.0);
            open |= with.contains(&Fields::Open);
        }
    }
    let sent = view.procedures().any(|(_, row)| row.code() == HALF);
    if together.len() < 2 || sent {
        return Ok(());
    }
    if open && view.decide_bool(out, &fact::SAME_OPERATIVE_FIELD, "K.g14.field", &ASK_FIELD) != Some(true) {
        return Ok(());
    }
    let mut points: Vec<(Points, usize)> = Vec::new();
    for line in &together {
        points.push((view.act_points(*line)?, *line));
    }
    // The first of equal ones is the main one.
    let Some(most) = points.iter().map(|(p, _)| *p).max() else { return Ok(()) };
    let Some(main) = points.iter().find(|(p, _)| *p == most).map(|(_, line)| *line) else { return Ok(()) };
    let others: Vec<usize> = together.iter().copied().filter(|line| *line != main).collect();
    if let [other] = others.as_slice() {
        match view.decide_bool(out, &fact::LISTED_OPERATION_PAIR, "K.g14.pair", &ASK_PAIR) {
            Some(true) => {
                out.add_to(*other, HALF);
                return Ok(());
            }
            Some(false) => {}
            None => return Ok(()),
        }
    } else {
        out.confirm("K.g14.several", Target::Encounter(view.place()), &together, &SEVERAL, Vec::new());
    }
    for line in &others {
        out.exclude(*line, Some(main));
    }
    out.confirm("K.g14.main", Target::Encounter(view.place()), &others, &MAIN, Vec::new());
    Ok(())
}
