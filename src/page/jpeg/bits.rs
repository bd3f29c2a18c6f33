//! The bits of a JPEG's scan and the Huffman codes in them (ITU-T T.81, C and F.2.2).

/// Why a scan cannot be decoded further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The file ends, or a marker comes, before the scan is complete.
    Cut,
    /// A code that is not in the tables.
    Code,
}

/// Reads bits from a scan, in which 0xFF is followed by a stuffed zero.
pub(super) struct Bits {
    /// Index of the next byte to read.
    pub at: usize,
    held: u64,
    count: u32,
}

impl Bits {
    pub fn new(at: usize) -> Self {
        Self { at, held: 0, count: 0 }
    }

    /// Reads bytes up to the next marker, until at least 32 bits are buffered.
    fn fill(&mut self, data: &[u8]) {
        while self.count <= 56 {
            let byte = match (data.get(self.at), data.get(self.at + 1)) {
                (Some(0xFF), Some(0)) => {
                    self.at += 2;
                    0xFF
                }
                (Some(0xFF) | None, _) => return,
                (Some(byte), _) => {
                    self.at += 1;
                    *byte
                }
            };
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    fn take(&mut self, count: u32) -> Result<(), Fault> {
        if count > self.count {
            return Err(Fault::Cut);
        }
        self.held <<= count;
        self.count -= count;
        Ok(())
    }

    /// A number of up to 16 bits, with the sign in its first bit (F.2.2.1).
    pub fn number(&mut self, data: &[u8], bits: u32) -> Result<i32, Fault> {
        if bits == 0 {
            return Ok(0);
        }
        if bits > 16 {
            return Err(Fault::Code);
        }
        if self.count < bits {
            self.fill(data);
        }
        let value = (self.held >> (64 - bits)) as i32;
        self.take(bits)?;
        Ok(if value < 1 << (bits - 1) { value - (1 << bits) + 1 } else { value })
    }

    pub fn symbol(&mut self, data: &[u8], codes: &Codes) -> Result<u8, Fault> {
        if self.count < 16 {
            self.fill(data);
        }
        let (symbol, length) = codes.look((self.held >> 48) as u16).ok_or(Fault::Code)?;
        self.take(length)?;
        Ok(symbol)
    }

    /// Skips the restart marker that must come here; continues at a byte boundary.
    pub fn restart(&mut self, data: &[u8]) -> Result<(), Fault> {
        (self.held, self.count) = (0, 0);
        // The marker may have fill bytes before it.
        while data.get(self.at..self.at + 2) == Some(&[0xFF, 0xFF]) {
            self.at += 1;
        }
        match data.get(self.at..self.at + 2) {
            Some([0xFF, 0xD0..=0xD7]) => self.at += 2,
            _ => return Err(Fault::Cut),
        }
        Ok(())
    }
}

/// One table of Huffman codes.
pub(super) struct Codes {
    /// By the first eight bits: the symbol and the length of its code; 0 for a longer code.
    short: [(u8, u8); 256],
    /// By length − 1: one past the largest code, left-aligned in 16 bits, and the offset from the code to its
    /// index in `symbols`.
    longer: [(u32, i32); 16],
    symbols: Box<[u8]>,
}

impl Codes {
    /// Built from the number of codes of each length, and their symbols in order.
    pub fn new(counts: [u8; 16], symbols: &[u8]) -> Option<Self> {
        let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
        let symbols: Box<[u8]> = symbols.get(..total)?.into();
        let mut short = [(0, 0); 256];
        let mut longer = [(0, 0); 16];
        let (mut code, mut place) = (0_u32, 0_usize);
        for (index, count) in counts.into_iter().enumerate() {
            let length = index as u32 + 1;
            longer[index].1 = place as i32 - code as i32;
            for _ in 0..count {
                if code >> length != 0 {
                    return None;
                }
                if length <= 8 {
                    let from = (code << (8 - length)) as usize;
                    short[from..from + (1 << (8 - length))].fill((symbols[place], length as u8));
                }
                code += 1;
                place += 1;
            }
            longer[index].0 = code << (16 - length);
            code <<= 1;
        }
        Some(Self { short, longer, symbols })
    }

    /// The symbol whose code is a prefix of these bits, and the code's length.
    fn look(&self, bits: u16) -> Option<(u8, u32)> {
        let (symbol, length) = self.short[usize::from(bits >> 8)];
        if length > 0 {
            return Some((symbol, u32::from(length)));
        }
        let index = (8..16).find(|index| u32::from(bits) < self.longer[*index].0)?;
        let code = i32::from(bits >> (15 - index));
        let place = usize::try_from(code + self.longer[index].1).ok()?;
        Some((*self.symbols.get(place)?, index as u32 + 1))
    }
}
