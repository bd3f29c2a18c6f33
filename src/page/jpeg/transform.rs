//! The inverse DCT of a block (ITU-T T.81, A.3.3; Loeffler, Ligtenberg and Moschytz, 1989).

/// A value in each of eight columns.
type Lanes = [f32; 8];

/// The position, in row order, of each of the scan's 64 coefficients (figure A.6).
pub(super) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
    14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39,
    46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Writes 8 × 8 samples to `out`, whose rows are `stride` apart, from dequantised coefficients in row order.
pub(super) fn inverse(block: &[f32; 64], out: &mut [u8], stride: usize) {
    let mut lanes = [[0.0; 8]; 8];
    for (lane, row) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
        *lane = *row;
    }
    let lanes = transposed(&pass(&transposed(&pass(&lanes))));
    for (row, lane) in lanes.iter().enumerate() {
        let samples = &mut out[row * stride..row * stride + 8];
        for (sample, value) in samples.iter_mut().zip(lane) {
            // Each pass scales by √8; samples are centred on 128. The cast saturates.
            *sample = (value / 8.0 + 128.5) as u8;
        }
    }
}

/// Like [`inverse`], for a block of one tone: only its first coefficient is not 0.
pub(super) fn flat(first: f32, out: &mut [u8], stride: usize) {
    let sample = (first / 8.0 + 128.5) as u8;
    for row in 0..8 {
        out[row * stride..row * stride + 8].fill(sample);
    }
}

fn transposed(from: &[Lanes; 8]) -> [Lanes; 8] {
    std::array::from_fn(|row| std::array::from_fn(|column| from[column][row]))
}

/// One dimension of the transform, for all columns at once.
fn pass(s: &[Lanes; 8]) -> [Lanes; 8] {
    let mut out = [[0.0; 8]; 8];
    for lane in 0..8 {
        let [s0, s1, s2, s3, s4, s5, s6, s7] = std::array::from_fn(|row| s[row][lane]);
        let odd = (s2 + s6) * 0.541_196_1;
        let (t2, t3) = (odd - s6 * 1.847_759_1, odd + s2 * 0.765_366_9);
        let (t0, t1) = (s0 + s4, s0 - s4);
        let even = [t0 + t3, t1 + t2, t1 - t2, t0 - t3];

        let all = (s7 + s3 + s5 + s1) * 1.175_875_6;
        let (p1, p2) = ((s7 + s1) * -0.899_976_2, (s5 + s3) * -2.562_915_4);
        let (p3, p4) = ((s7 + s3) * -1.961_570_6, (s5 + s1) * -0.390_180_6);
        let odd = [
            s1 * 1.501_321_1 + all + p1 + p4,
            s3 * 3.072_711 + all + p2 + p3,
            s5 * 2.053_12 + all + p2 + p4,
            s7 * 0.298_631_3 + all + p1 + p3,
        ];
        for index in 0..4 {
            out[index][lane] = even[index] + odd[index];
            out[7 - index][lane] = even[index] - odd[index];
        }
    }
    out
}
