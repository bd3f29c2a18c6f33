//! PDF's operators as bytes (ISO 32000-1, 7.8.2). Codes are written as literal strings: hexadecimal takes
//! twice the space and twice as long to compress.

use std::io::Write as _;

/// A content stream being written.
#[derive(Default)]
pub(super) struct Operators(Vec<u8>);

impl Operators {
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// An operator preceded by numbers: lengths, colours or others.
    pub fn op(&mut self, numbers: &[f32], operator: &str) {
        for value in numbers {
            self.number(*value);
        }
        self.0.extend_from_slice(operator.as_bytes());
        self.0.push(b'\n');
    }

    /// An operator preceded by a name and, if it takes one, a number.
    pub fn named(&mut self, name: &str, number: Option<f32>, operator: &str) {
        self.name(name);
        self.op(number.as_slice(), operator);
    }

    /// A matrix with exact factors; its translation, like all positions, rounded to a thousandth.
    pub fn transform(&mut self, factors: [f32; 4], shift: (f32, f32)) {
        for factor in factors {
            let _ = write!(self.0, "{factor} ");
        }
        self.op(&[shift.0, shift.1], "cm");
    }

    /// Sets the lengths of dashes and gaps, points.
    pub fn dash(&mut self, lengths: &[f32]) {
        self.0.push(b'[');
        for length in lengths {
            self.number(*length);
        }
        self.0.push(b']');
        self.op(&[0.0], "d");
    }

    /// Begins content of a layer that can be hidden.
    pub fn begin_optional(&mut self, name: &str) {
        self.name("OC");
        self.named(name, None, "BDC");
    }

    /// Text, code by code with corrections, until the array is ended.
    pub fn show(&mut self) -> Show<'_> {
        self.0.extend_from_slice(b"[(");
        Show(&mut self.0)
    }

    fn name(&mut self, name: &str) {
        self.0.push(b'/');
        self.0.extend_from_slice(name.as_bytes());
        self.0.push(b' ');
    }

    fn number(&mut self, value: f32) {
        number(&mut self.0, value);
        self.0.push(b' ');
    }
}

/// An array of strings and corrections.
pub(super) struct Show<'a>(&'a mut Vec<u8>);

impl Show<'_> {
    pub fn code(&mut self, code: u16) {
        for byte in code.to_be_bytes() {
            // A single carriage return would be read as a line feed (7.3.4.2).
            match byte {
                b'(' | b')' | b'\\' => self.0.extend_from_slice(&[b'\\', byte]),
                b'\r' => self.0.extend_from_slice(b"\\r"),
                _ => self.0.push(byte),
            }
        }
    }

    /// Moves the pen back by thousandths of an em.
    pub fn adjust(&mut self, back: f32) {
        self.0.push(b')');
        number(self.0, back);
        self.0.push(b'(');
    }

    pub fn end(self) {
        self.0.extend_from_slice(b")]TJ\n");
    }
}

/// Rounded to a thousandth, in the fewest digits: finer than any press, and more digits only enlarge the
/// file.
fn number(bytes: &mut Vec<u8>, value: f32) {
    let thousandths = (f64::from(value) * 1000.0).round() as i64;
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let _ = match rest {
        0 => write!(bytes, "{sign}{whole}"),
        _ if rest % 100 == 0 => write!(bytes, "{sign}{whole}.{}", rest / 100),
        _ if rest % 10 == 0 => write!(bytes, "{sign}{whole}.{:02}", rest / 10),
        _ => write!(bytes, "{sign}{whole}.{rest:03}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_read_as_the_standard_says() {
        let mut operators = Operators::default();
        operators.op(&[0.0, -0.0004, 1.0, -1.5, 171.181, 14173.23, -0.05, 0.007], "c");
        operators.transform([0.1, 0.0, 0.0, 0.123_456], (1.0006, 2.0));
        operators.named("F1", Some(12.0), "Tf");
        operators.dash(&[1.5, 2.0]);
        operators.begin_optional("Ly0-0");
        let mut show = operators.show();
        show.code(0x0D28);
        show.adjust(-35.0);
        show.code(0x295C);
        show.end();
        let expected = b"0 0 1 -1.5 171.181 14173.23 -0.05 0.007 c\n0.1 0 0 0.123456 1.001 2 cm\n/F1 12 Tf\n\
                         [1.5 2 ]0 d\n/OC /Ly0-0 BDC\n[(\\r\\()-35(\\)\\\\)]TJ\n";
        assert_eq!(operators.into_bytes(), expected);
    }
}
