//! Sweep over the parameters: every key has exactly one value a day from its first to its last one.

use santei_core::date::Validity;
use santei_core::params::Params;
use santei_core::snapshot::Bytes;

#[test]
fn no_parameter_has_a_gap_or_an_overlap() {
    let params = Params::open(Bytes::Static(santei_data::rules())).unwrap();
    let mut keys = 0;
    for (key, spans) in params.spans() {
        keys += 1;
        for pair in spans.windows(2) {
            let [Validity { until, .. }, Validity { from, .. }] = pair else { continue };
            assert_eq!(until, from, "`{key}`: a gap or overlap between its rows");
        }
    }
    assert!(keys > 100, "{keys} keys: the sweep looked at nothing");
}

#[test]
fn a_damaged_line_is_refused_with_its_row() {
    use santei_core::snapshot::{ImageKind, ImageWriter};
    let image = |text: &str| {
        let mut writer = ImageWriter::new(ImageKind::Rules);
        writer.section(santei_core::params::PARAMS, text.as_bytes().to_vec());
        Bytes::from(writer.finish())
    };
    let good = "v\tk\t1\t5\t93\tpoints\tr6-kokuji\tD007 注";
    assert!(Params::open(image(good)).is_ok());
    for (bad, what) in [
        ("v\tk\t5\t5\t93\tpoints\tr6-kokuji\tD007 注", "overlap"),
        ("v\tk\t1\t5\tx\tpoints\tr6-kokuji\tD007 注", "number"),
        ("v\tk\t1\t5\t93\tpoints\tnowhere\tD007 注", "document"),
        ("s\tk\t1\t5\t5:93,5:99\tpoints\tr6-kokuji\tD007 注", "ascending"),
        ("c\tk\t1\t5\t111000110,11100011\t\tr6-kokuji\tA000", "nine digits"),
        ("v\tk\t1\t5\t93", "eight fields"),
    ] {
        let error = Params::open(image(&format!("{good}\n{bad}"))).unwrap_err().to_string();
        assert!(error.contains(what) && error.contains("row 1"), "{error}");
    }
}
