//! One PDF file of many scanned sheets, as a copier writes it: a JPEG picture on each page.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use rayon::prelude::*;
use toasoan::import::scan::Scan;
use toasoan::piece::PieceId;
use toasoan::piece::quiz::Quiz;
use toasoan::survey::answers::{Answers, Origin};
use toasoan::survey::intake::{self, Intake};
use toasoan::survey::outcome::Outcome;
use toasoan::survey::scan::Plane;
use toasoan::survey::sheet::Layout;

use super::pen::{Dice, Scanner, fill};
use super::{CODE, VERSION};

/// The argument before the file that the measured process reads.
pub const READ: &str = "read-pdf";

pub fn measure(page: &Plane, pages: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("quet.pdf");
    write(&file, page, pages).expect("the temporary folder takes the scan");
    let size = file.metadata().expect("it was written").len();
    println!("{pages} pages, {} MB", size / 1_000_000);
    let this = std::env::current_exe().expect("this program");
    let done = Command::new(this).arg(READ).arg(&file).status().expect("this program starts again");
    assert!(done.success());
}

/// From the file to marks.
pub fn read(file: &Path) {
    let start = Instant::now();
    let quiz = quiz();
    let scan = Scan::open(File::open(file).expect("the scan")).expect("a PDF file");
    let digest = scan.digest().expect("the scan is read");
    let opened = start.elapsed();
    let taken: Vec<_> = (0..scan.pages())
        .into_par_iter()
        .map(|page| {
            let plane = scan.page(page).map_err(|error| error.to_string())?;
            intake::page(plane, &quiz, CODE.survey).map_err(|refusal| refusal.to_string())
        })
        .collect();
    let mut intake = Intake::new(Answers::new(&PieceId("0000000000000000000000".into()), "o-mon"));
    let mut told = 0;
    for (at, taken) in taken.into_iter().enumerate() {
        match taken {
            Ok(taken) => {
                let origin = Origin { file: "quet.pdf", digest: &digest, page: at + 1 };
                let _ = intake.put(taken.read.sheet(&taken.code, origin.to_string()));
            }
            Err(_) => told += 1,
        }
    }
    let answers = intake.into_answers();
    let outcome = Outcome::new(&quiz, &[&answers]);
    let whole = start.elapsed();
    println!(
        "{} sheets and {told} told of {} pages, {} marked, {} places for a person; opened in {:.2} s, read in {:.1} s; {}",
        answers.sheets.len(),
        scan.pages(),
        outcome.all.people,
        answers.count_doubtful(),
        opened.as_secs_f64(),
        whole.as_secs_f64(),
        memory(),
    );
}

/// The most memory of this process, where the system tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "memory unknown".to_owned(), |count| format!("{} MB at most", count / 1000))
}

fn quiz() -> Quiz {
    let mut text = "PHIẾU THỬ\n".to_owned();
    for number in 1..=CODE.questions {
        let _ =
            write!(text, "\n{number}. Câu hỏi thử số {number}?\nA. Một\nB. Hai\nC. Ba\nD. Bốn\nĐáp án: B\n");
    }
    Quiz::parse(&text)
}

fn write(file: &Path, page: &Plane, pages: u64) -> io::Result<()> {
    /// Pages filled in at once.
    const STEP: u64 = 16;
    let mut pdf = Pdf { file: BufWriter::new(File::create(file)?), at: 0, places: Vec::new() };
    pdf.put(b"%PDF-1.4\n")?;
    let mut kids = String::new();
    for first in (0..pages).step_by(STEP as usize) {
        let scans: Vec<(Vec<u8>, usize, usize)> =
            (first..(first + STEP).min(pages)).into_par_iter().map(|seed| scanned(page, seed)).collect();
        for (jpeg, width, height) in scans {
            let image = pdf.object(
                &format!(
                    "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray \
                     /BitsPerComponent 8 /Filter /DCTDecode"
                ),
                &jpeg,
            )?;
            let content = pdf.object("", b"q 595 0 0 842 0 0 cm /Scan Do Q")?;
            let page = pdf.begin()?;
            pdf.put(
                format!(
                    "<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
                     /Resources << /XObject << /Scan {image} 0 R >> >> >>\nendobj\n"
                )
                .as_bytes(),
            )?;
            let _ = write!(kids, "{page} 0 R ");
        }
    }
    pdf.end(&kids, pages)
}

/// A sheet filled in and scanned at 200 dpi, as a JPEG picture with its width and height.
fn scanned(page: &Plane, seed: u64) -> (Vec<u8>, usize, usize) {
    let mut dice = Dice::new(seed);
    let filled = fill(page.clone(), &Layout::new(&CODE), VERSION, &mut dice);
    let mut scanner = Scanner::new(&mut dice);
    (scanner.dpi, scanner.is_bilevel, scanner.jpeg) = (200.0, false, None);
    let plane = scanner.scan(&filled.plane, &mut dice);
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 75);
    let (width, height) = (plane.width as u32, plane.height as u32);
    image::ImageEncoder::write_image(encoder, &plane.pixels, width, height, image::ExtendedColorType::L8)
        .expect("a picture in memory");
    (jpeg, plane.width, plane.height)
}

/// A file being written; the first two objects come last.
struct Pdf {
    file: BufWriter<File>,
    at: usize,
    /// Of the objects from the third on.
    places: Vec<usize>,
}

impl Pdf {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len();
        self.file.write_all(bytes)
    }

    fn begin(&mut self) -> io::Result<usize> {
        self.places.push(self.at);
        let number = self.places.len() + 2;
        self.put(format!("{number} 0 obj\n").as_bytes())?;
        Ok(number)
    }

    fn object(&mut self, dictionary: &str, stream: &[u8]) -> io::Result<usize> {
        let number = self.begin()?;
        self.put(format!("<< {dictionary} /Length {} >>\nstream\n", stream.len()).as_bytes())?;
        self.put(stream)?;
        self.put(b"\nendstream\nendobj\n")?;
        Ok(number)
    }

    fn end(mut self, kids: &str, pages: u64) -> io::Result<()> {
        let first = self.at;
        self.put(format!("1 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {pages} >>\nendobj\n").as_bytes())?;
        let second = self.at;
        self.put(b"2 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n")?;
        let start = self.at;
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len() + 3);
        for place in [first, second].iter().chain(&self.places) {
            let _ = writeln!(table, "{place:010} 00000 n ");
        }
        let size = self.places.len() + 3;
        let _ = write!(table, "trailer\n<< /Size {size} /Root 2 0 R >>\nstartxref\n{start}\n%%EOF\n");
        self.put(table.as_bytes())?;
        self.file.flush()
    }
}
