//! What a publisher says of a version, and his signature under it.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::Trouble;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// "0.2.0"
    pub version: String,
    /// What is new.
    pub words: String,
    pub programs: Vec<Program>,
}

/// The program for one kind of machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// "windows-x86_64"
    pub system: String,
    /// Its name beside the manifest.
    pub file: String,
    /// Bytes.
    pub size: u64,
    /// BLAKE3, in hexadecimal digits.
    pub hash: String,
}

/// This machine's kind.
pub(super) fn system() -> String {
    format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH)
}

impl Program {
    pub(super) fn of(system: String, file: &str, bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes).to_hex().to_string();
        Self { system, file: file.to_owned(), size: bytes.len() as u64, hash }
    }

    pub(super) fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.size && self.has_hash(blake3::hash(bytes))
    }

    pub(super) fn has_hash(&self, hash: blake3::Hash) -> bool {
        blake3::Hash::from_hex(&self.hash).is_ok_and(|own| own == hash)
    }
}

impl Manifest {
    pub fn is_newer_than(&self, version: &str) -> bool {
        matches!((numbers(&self.version), numbers(version)), (Some(own), Some(other)) if own > other)
    }
}

/// "0.2.0" as numbers; none for anything else.
pub(super) fn numbers(version: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    parts.try_into().ok()
}

/// A publisher's public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(VerifyingKey);

impl Key {
    /// Of 64 hexadecimal digits; white space around them does not matter.
    pub fn read(text: &str) -> Option<Self> {
        VerifyingKey::from_bytes(&bytes(text.trim())?).ok().map(Self)
    }

    pub(super) fn of(secret: &SigningKey) -> Self {
        Self(secret.verifying_key())
    }

    pub fn text(&self) -> String {
        digits(self.0.as_bytes())
    }

    /// Reads a manifest that this key has signed.
    pub(super) fn open(&self, manifest: &[u8], signature: &[u8]) -> Result<Manifest, Trouble> {
        let signature = std::str::from_utf8(signature).ok().and_then(|text| bytes(text.trim()));
        let signature = Signature::from_bytes(&signature.ok_or(Trouble::Forged)?);
        self.0.verify_strict(manifest, &signature).map_err(|_| Trouble::Forged)?;
        let text = std::str::from_utf8(manifest).map_err(|_| Trouble::Unreadable)?;
        ron::from_str(text).map_err(|_| Trouble::Unreadable)
    }
}

/// A manifest's text and its signature.
pub(super) fn sign(manifest: &Manifest, secret: &SigningKey) -> (String, String) {
    let text = ron::ser::to_string_pretty(manifest, ron::ser::PrettyConfig::default()).unwrap_or_default();
    let signature = digits(&secret.sign(text.as_bytes()).to_bytes());
    (text, signature)
}

pub(super) fn digits(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Exactly `N` bytes of hexadecimal digits.
pub(super) fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    if digits.len() != 2 * N || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}
