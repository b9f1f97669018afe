//! Writes the JSON Schemas into `contract/schema`: run it from the workspace after a change of the contract.

fn main() -> std::io::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    std::fs::write(folder.join("calculate.request.json"), santei_contract::schema_request())?;
    std::fs::write(folder.join("calculate.result.json"), santei_contract::schema_result())?;
    std::fs::write(folder.join("charge.request.json"), santei_contract::schema_charge_request())?;
    std::fs::write(folder.join("charge.result.json"), santei_contract::schema_charge_result())?;
    std::fs::write(folder.join("check.result.json"), santei_contract::schema_check_result())?;
    std::fs::write(folder.join("checkUke.request.json"), santei_contract::schema_check_uke_request())?;
    std::fs::write(folder.join("checkUke.result.json"), santei_contract::schema_check_uke_result())?;
    std::fs::write(folder.join("buildClaim.request.json"), santei_contract::schema_build_request())?;
    std::fs::write(folder.join("buildClaim.result.json"), santei_contract::schema_build_result())
}
