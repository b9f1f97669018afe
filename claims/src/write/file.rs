//! The files: IR, receipts with their numbers, GO, end mark; one for each organisation.

use std::collections::BTreeMap;

use santei_core::date::ServiceMonth;

use super::BuiltReceipt;
use super::field::Row;
use super::input::Institution;
use super::issue::Sink;
use super::payers::Organization;
use super::receipt::{Done, month_text};
use crate::form::Form;
use crate::layout::Kind;
use crate::problem::Problem;
use crate::read::Reader;

/// A claim file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimFile {
    /// Where it goes.
    pub organization: Organization,
    /// Its bytes: Windows-31J, CR LF, end mark.
    pub bytes: Vec<u8>,
    /// How many receipts it has.
    pub receipts: u64,
    /// 総件数: HO and KO records.
    pub payers: u64,
    /// 総合計点数.
    pub points: u64,
    /// What the checks of form say of it.
    pub problems: Vec<Problem>,
}

/// Files in the making.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<Organization, Vec<Done>>);

impl Files {
    /// Takes a receipt; its number is its place.
    pub(super) fn add(&mut self, month: ServiceMonth, done: Done) -> BuiltReceipt {
        let list = self.0.entry(done.organization).or_default();
        let number = u64::try_from(list.len()).unwrap_or_default().saturating_add(1);
        let built = BuiltReceipt {
            organization: done.organization,
            number,
            month,
            kind: done.kind.clone(),
            points: done.points,
        };
        list.push(done);
        built
    }

    /// Writes the files.
    pub(super) fn finish(
        self,
        institution: &Institution,
        claim_month: ServiceMonth,
        sink: &mut Sink<'_>,
    ) -> Vec<ClaimFile> {
        let one = |(organization, list): (Organization, Vec<Done>)| {
            let mut bytes = Vec::new();
            let mut head = Row::new(Kind::Ir, "IR");
            head.put(2, organization.digit(), "", sink);
            head.put(3, &institution.prefecture, "/institution/prefecture", sink);
            head.put(4, 1, "", sink);
            head.put(5, &institution.code, "/institution/code", sink);
            head.put(7, &institution.name, "/institution/name", sink);
            head.put(8, month_text(claim_month), "/claimMonth", sink);
            head.put(9, "00", "", sink);
            head.maybe(10, institution.phone.as_ref(), "/institution/phone", sink);
            head.write(&mut bytes);
            let (mut receipts, mut payers, mut points) = (0_u64, 0_u64, 0_u64);
            for mut done in list {
                receipts = receipts.saturating_add(1);
                payers = payers.saturating_add(done.payers);
                points = points.saturating_add(done.points);
                done.head.put(2, receipts, "", sink);
                done.head.write(&mut bytes);
                bytes.append(&mut done.rest);
            }
            let mut end = Row::new(Kind::Go, "GO");
            end.put(2, payers, "", sink);
            end.put(3, points, "", sink);
            end.put(4, "99", "", sink);
            end.write(&mut bytes);
            bytes.push(0x1A);
            let problems = check(&bytes);
            ClaimFile { organization, bytes, receipts, payers, points, problems }
        };
        self.0.into_iter().map(one).collect()
    }
}

/// What the checks of form say of a file.
fn check(bytes: &[u8]) -> Vec<Problem> {
    let mut form = Form::new();
    let mut found = Vec::new();
    // Reading from memory does not fail.
    for piece in Reader::new(bytes).flatten() {
        form.piece(&piece, &mut found);
    }
    form.finish(&mut found);
    found
}
