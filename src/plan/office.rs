//! An office as its papers name it.

use serde::{Deserialize, Serialize};

/// The head and foot of an office's papers (Decree 30/2020, appendix I). Empty fields are not written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Office {
    /// The agency above it, printed in capitals.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parent: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The place in the date line of papers: "Cần Thơ".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The lines over the signature: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signer_title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signer: String,
    /// What follows the number of its papers: "/BC-SNV".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub symbol: String,
    /// The last of the recipients: "Lưu: VT, CCHC".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub filing: String,
}

impl Office {
    /// Most lines over a signature.
    const TITLE_LINES: usize = 4;

    /// Whether no field is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a name is this office's. The plan may omit the city's: "Đài … thành phố" is "Đài … thành phố Cần Thơ".
    pub fn is_called(&self, name: &str) -> bool {
        let (own, name) = (self.name.to_lowercase(), name.to_lowercase());
        !own.is_empty() && !name.is_empty() && (own.starts_with(&name) || name.starts_with(&own))
    }

    /// The lines over the signature as fields show them: an empty one follows, to write the next in.
    pub fn title_lines(&self) -> impl Iterator<Item = &str> {
        self.signer_title.split('\n').chain([""]).take(Self::TITLE_LINES).scan(false, |is_over, line| {
            let is_shown = !*is_over;
            *is_over = line.is_empty();
            is_shown.then_some(line)
        })
    }

    /// Sets a line over the signature; lines that become empty go.
    pub fn set_title_line(&mut self, line: usize, text: &str) {
        let mut lines: Vec<&str> = self.title_lines().collect();
        if let Some(known) = lines.get_mut(line) {
            *known = text;
        }
        lines.retain(|line| !line.trim().is_empty());
        self.signer_title = lines.join("\n");
    }

    /// This office, with the other's values where it has none. The signer goes with his title: another's name never
    /// stands under it.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let or = |own: String, other: String| if own.is_empty() { other } else { own };
        let is_same_signer = self.signer_title.is_empty() || self.signer_title == other.signer_title;
        Self {
            parent: or(self.parent, other.parent),
            name: or(self.name, other.name),
            place: or(self.place, other.place),
            signer: if is_same_signer { or(self.signer, other.signer) } else { self.signer },
            signer_title: or(self.signer_title, other.signer_title),
            symbol: or(self.symbol, other.symbol),
            filing: or(self.filing, other.filing),
        }
    }
}
