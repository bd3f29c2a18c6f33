//! Inputs of each kind of file that offices and stages send, with the piece that each becomes.

mod docx;
mod fdx;
mod odt;
mod txt;

use toasoan::import::guess;
use toasoan::piece::Format;

use super::{draft, open};

/// What the file is, its extension, its bytes, the kind of piece it becomes, its body, and words that must be told.
struct Input<'a>(&'a str, &'a str, Vec<u8>, Format, &'a str, &'a [&'a str]);

/// Every file becomes its piece; all that differ are named at once.
fn kept(inputs: &[Input<'_>]) {
    let mut wrong = Vec::new();
    for Input(name, extension, bytes, format, body, told) in inputs {
        let source = match open(&format!("tệp.{extension}"), bytes) {
            Ok(source) => source,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let kind = guess(&source);
        let draft = draft(&source, *format);
        let remarks: Vec<String> =
            draft.findings.iter().map(|finding| format!("{} {}", finding.message, finding.words)).collect();
        let untold: Vec<_> =
            told.iter().filter(|words| !remarks.iter().any(|remark| remark.contains(**words))).collect();
        if kind != *format || draft.body != *body || !untold.is_empty() {
            wrong.push(format!(
                "{name}: a {kind:?}, not told {untold:?} in {remarks:?}\n--- expected\n{body}\n--- found\n{}",
                draft.body
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), inputs.len(), wrong.join("\n\n"));
}
