//! probe
fn main() {
    let engine = santei_data::engine().unwrap();
    let bytes = std::fs::read("/tmp/req.json").unwrap();
    let (r, o) = santei_contract::explain::traced(&engine, &bytes).unwrap();
    println!("{}", santei_contract::explain::explain(&engine, &r, &o, santei_core::claim::Lang::Ja));
    println!("{}", santei_contract::explain::why_not(&engine, &r, &o, "112016070".parse().unwrap(), santei_core::claim::Lang::En));
    println!("{}", santei_contract::explain::why_not(&engine, &r, &o, "112011010".parse().unwrap(), santei_core::claim::Lang::En));
}
