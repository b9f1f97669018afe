//! Claim files damaged at random, by a seeded generator: reading, checking, pricing and charging come to an end without a panic, the pieces are the
//! file again, and receipts that were not touched are found as before.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

use santei_claims::form::Form;
use santei_claims::read::{PieceKind, Reader};
use santei_claims::recalculate::recalculate;
use santei_claims::receipt::Receipt;
use santei_claims::recharge::recharge;
use santei_core::claim::Facility;
use santei_core::engine::Engine;

const RUNS: u64 = 3_000;

/// xorshift64*.
struct Rng(u64);

impl Rng {
    fn under(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % n.max(1)
    }
}

/// Three receipts: the middle one is damaged.
fn receipts() -> [Vec<u8>; 3] {
    let receipt = |number: u32| {
        format!(
            "RE,{number},1122,202407,X,1,19800401,,,,,28\r\nHO,06130000,1,1,2,375,,,,,,\r\nKO,54130000,0000000,,1,75,150\r\n\
             SN,1,01,,,,00,,\r\nSY,4659007,20240701,1,,,01,\r\nSI,11,1,111000110,,291,1,,,,,,,,1\r\n\
             IY,21,1,620098801,3,,3,,,,,,,,3\r\nIY,,1,620007853,1,3,3,,,,,,,,3\r\nCO,,1,810000001,x\r\n\
             SI,12,2,112007410,,75,1,,,,,,,,,,,,,,,1\r\nTO,40,1,728720000,1,23,1,,,,,,,,,,,1\r\nSJ,01,x\r\n"
        )
        .into_bytes()
    };
    [receipt(1), receipt(2), receipt(3)]
}

fn damage(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..=rng.under(6) {
        let at = rng.under(bytes.len());
        match rng.under(7) {
            0 => bytes[at] = u8::try_from(rng.under(256)).unwrap(),
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, b",9-0\x81\x1A\"\n"[rng.under(8)]),
            3 => {
                let end = (at + rng.under(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let digits = "9".repeat(1 + rng.under(30));
                bytes.splice(at..at, digits.into_bytes());
            }
            5 => {
                let end = (at + rng.under(80)).min(bytes.len());
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
            _ => {
                let other = rng.under(bytes.len());
                bytes.swap(at, other);
            }
        }
        if bytes.is_empty() {
            bytes.push(b',');
        }
    }
}

/// What is told of each receipt of a file.
fn told(engine: &Engine, file: &[u8]) -> Vec<String> {
    let (mut form, mut found, mut back, mut out) = (Form::new(), Vec::new(), Vec::new(), Vec::new());
    for piece in Reader::new(file) {
        let piece = piece.unwrap();
        back.extend_from_slice(piece.bytes());
        form.piece(&piece, &mut found);
        if piece.kind() == PieceKind::Receipt
            && let Some(receipt) = Receipt::of(&piece)
        {
            let priced = recalculate(engine, &Facility::default(), &receipt);
            let points: Option<Vec<_>> =
                priced.ok().flatten().map(|r| r.units.iter().map(|u| (u.recorded, u.computed)).collect());
            let charged =
                recharge(engine, &receipt).map(|c| c.iter().map(|c| c.agrees()).collect::<Vec<_>>());
            out.push(format!("{points:?} {charged:?}"));
        }
    }
    form.finish(&mut found);
    assert_eq!(back, file);
    out
}

#[test]
fn a_damaged_receipt_harms_no_other() {
    let engine = santei_data::engine().unwrap();
    let [first, middle, last] = receipts();
    let head = b"IR,1,13,1,9999999,,X,202408,00,\r\n".to_vec();
    let whole = told(
        &engine,
        &[head.clone(), first.clone(), middle.clone(), last.clone(), b"GO,6,1125,99\r\n\x1a".to_vec()]
            .concat(),
    );
    assert_eq!(whole.len(), 3);
    let mut rng = Rng(0x5A17_E106);
    let mut changed = 0;
    for run in 0..RUNS {
        let mut broken = middle.clone();
        damage(&mut broken, &mut rng);
        // Whatever it is now, the next receipt begins on a line of its own.
        broken.extend_from_slice(b"\r\n");
        let file =
            [head.clone(), first.clone(), broken, last.clone(), b"GO,6,1125,99\r\n\x1a".to_vec()].concat();
        let now = told(&engine, &file);
        assert_eq!(now.last(), whole.last(), "run {run}");
        // The damage may join the first receipt where it hits the RE record of the second.
        changed += usize::from(now != whole);
    }
    assert!(changed > 1_000, "{changed}");
}
