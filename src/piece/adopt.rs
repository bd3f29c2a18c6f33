//! Makes a piece's body of a text that was written elsewhere.

use super::Format;
use super::stage;

/// What a text becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The text's own title, or the name of its file.
    pub title: String,
    pub format: Format,
    pub body: String,
    /// Lines that were not understood for certain.
    pub remarks: usize,
}

/// Guesses the format by the file's name and by how the text is written: Fountain stays as it is, speeches
/// typed as `Tên (hành động): lời` become a skit, anything else is an article.
pub fn adopt(file_name: &str, text: &str) -> Adopted {
    let (name, extension) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    let play = stage::parse(text);
    let adopted = |format, body: String| Adopted { title: name.trim().to_owned(), format, body, remarks: 0 };
    if extension.eq_ignore_ascii_case("fountain") {
        let own = play.title_page.iter().find(|entry| entry.key.eq_ignore_ascii_case("title"));
        let plain = adopted(Format::Stage, text.to_owned());
        let title = own.map(|entry| entry.value.replace('\n', " ")).filter(|title| !title.trim().is_empty());
        return Adopted { title: title.unwrap_or_else(|| plain.title.clone()), ..plain };
    }
    if !extension.eq_ignore_ascii_case("md") && stage::is_run_in(&play, text) {
        let stage::Imported { body, remarks } = stage::import(text);
        return Adopted { remarks: remarks.len(), ..adopted(Format::Stage, body) };
    }
    adopted(Format::Article, text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Format, adopt};

    #[test]
    fn a_text_becomes_what_it_is_written_as() {
        let skit = "NHÂN VẬT:\n- Lan\n- Tâm\n\nLan: Chào.\nTâm: Chào Lan.\n";
        for (name, text, title, format) in [
            ("Vở một.fountain", "Title: Giấy hẹn\n\nLAN\nChào.\n", "Giấy hẹn", Format::Stage),
            ("Vở một.fountain", "LAN\nChào.\n", "Vở một", Format::Stage),
            ("Vở hai.txt", skit, "Vở hai", Format::Stage),
            ("Tin.md", "# Tin\n\nLưu ý: x\n", "Tin", Format::Article),
            ("Tin.txt", "Sáng nay, xã họp.\n", "Tin", Format::Article),
        ] {
            let adopted = adopt(name, text);
            assert_eq!((adopted.title.as_str(), adopted.format), (title, format), "{name}");
        }
        assert!(adopt("Vở hai.txt", skit).body.contains("\nLAN\nChào.\n"));
    }
}
