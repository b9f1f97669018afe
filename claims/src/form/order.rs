//! Which records a receipt has, and in which order: RE HO KO SN JD MF GR SY, details, SJ, donors.

use super::{Out, checks};
use crate::layout::Kind;
use crate::receipt::Receipt;

const fn rank(kind: Kind) -> Option<u8> {
    match kind {
        Kind::Re => Some(0),
        Kind::Ho => Some(1),
        Kind::Ko => Some(2),
        Kind::Sn => Some(3),
        Kind::Jd => Some(4),
        Kind::Mf => Some(5),
        Kind::Gr => Some(6),
        Kind::Sy => Some(7),
        Kind::Si | Kind::Iy | Kind::To | Kind::Co => Some(8),
        Kind::Sj => Some(9),
        _ => None,
    }
}

/// Checks order and number of records.
pub(super) fn check(receipt: &Receipt<'_>, out: &mut Out<'_>) {
    let mut last = 0;
    let mut diseases = false;
    let mut details = false;
    let mut counts = [(Kind::Ho, 1, 0), (Kind::Ko, 4, 0), (Kind::Mf, 1, 0), (Kind::Gr, 1, 0)];
    for record in &receipt.records {
        if record.kind == Kind::Ti {
            // From here on the donors' records repeat the order.
            break;
        }
        diseases |= record.kind == Kind::Sy;
        details |= record.kind.is_detail();
        if let Some(rank) = rank(record.kind) {
            if rank < last {
                out.add(&checks::ORDER, Some(*record), None, vec![record.text(1).into_owned()]);
            }
            last = last.max(rank);
        }
        for (kind, most, seen) in &mut counts {
            if *kind == record.kind {
                *seen += 1;
                if *seen == *most + 1 {
                    let words = vec![record.text(1).into_owned(), most.to_string()];
                    out.add(&checks::REPEATED, Some(*record), None, words);
                }
            }
        }
    }
    if !diseases {
        out.add(&checks::NO_DISEASE, Some(receipt.head), None, Vec::new());
    }
    if !details {
        out.add(&checks::NO_DETAIL, Some(receipt.head), None, Vec::new());
    }
}
