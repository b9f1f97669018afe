//! Reader of facility-standard lists: UTF-8 text with tabs, as they are transcribed from the specification.

use crate::error::{MastersError, Result};
use crate::table::Table;

/// Fills a table of two columns, code and name. Rows of other code tables in the same text are passed over.
///
/// # Errors
/// A line without code and name, or text that is not UTF-8.
pub(crate) fn parse(table: &mut Table, bytes: Vec<u8>) -> Result<()> {
    let file = table.source.file.clone();
    let item = table.layout.item(1);
    let text =
        String::from_utf8(bytes).map_err(|_| MastersError::cell(&file, 1, 1, item, "", "not UTF-8"))?;
    let several_tables = text.starts_with("table\t");
    for (line, content) in (1..).zip(text.lines()) {
        let mut cells = content.split('\t');
        if several_tables && cells.next() != Some("facility_std") {
            continue;
        }
        let (Some(code), Some(name)) = (cells.next(), cells.next()) else {
            return Err(MastersError::cell(
                &file,
                line,
                1,
                item,
                content,
                "expected a code, a tab and a name",
            ));
        };
        for value in [code, name.trim_end_matches('\r')] {
            table.text.push_str(value);
            let end = u32::try_from(table.text.len())
                .map_err(|_| MastersError::cell(&file, line, 1, item, "", "the file is larger than 4 GiB"))?;
            table.ends.push(end);
        }
    }
    if table.ends.is_empty() {
        return Err(MastersError::cell(&file, 1, 1, item, "", "no facility standard in the file"));
    }
    table.columns = 2;
    Ok(())
}
