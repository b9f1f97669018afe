//! Public programmes: `data/schemes/**/*.toml` to the rules image.

use std::path::Path;

use crate::error::{Source, XtaskError};

const FOLDERS: [&str; 2] = ["national", "local"];

/// The section of the rules image: every programme, by key.
///
/// # Errors
/// [`XtaskError`] with file and line of what is wrong.
pub fn compile(root: &Path) -> Result<String, XtaskError> {
    let mut all = Vec::new();
    for folder in FOLDERS {
        let path = format!("data/schemes/{folder}");
        if !root.join(&path).is_dir() {
            continue;
        }
        for source in Source::read_all(root, &path)? {
            let wrong = |line, what| XtaskError::Content { file: source.file.clone(), line, what };
            let compiled = santei_schemes::compile(&source.text)
                .map_err(|e| wrong(e.line, format!("column {}: {}", e.column, e.what)))?;
            let expected = format!("data/schemes/{}.toml", compiled.key);
            if source.file != expected {
                return Err(wrong(1, format!("key `{}` belongs into `{expected}`", compiled.key)));
            }
            all.push(compiled);
        }
    }
    all.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(all.into_iter().map(|c| c.text).collect())
}
