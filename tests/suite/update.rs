//! New versions of the program, from a folder and over the loopback: only what the publisher signed, only whole, only
//! newer; and the way back.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use toasoan::store::update::{self, Offer, Trouble};

use crate::storage::memory::{Fault, Memory, ROOT, Trouble as DiskTrouble};

const PROGRAM: &[u8] = b"the program of version 0.2.0, all of it";
const MANIFEST: &str = "toasoan-moi.ron";
const SIGNATURE: &str = "toasoan-moi.sig";

/// A publisher's folder with a signed version, and the key that the office has set.
struct Published {
    folder: TempDir,
    key: String,
}

fn program_name() -> &'static str {
    if cfg!(windows) { "toasoan.exe" } else { "toasoan" }
}

fn published(version: &str) -> Published {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join(program_name()), PROGRAM).expect("a program");
    let secret = folder.path().join("khoa");
    let key = update::publish(folder.path(), &secret, version, "Lịch mở nhanh hơn.").expect("it is signed");
    Published { key: key.text(), folder }
}

impl Published {
    fn place(&self) -> String {
        self.folder.path().display().to_string()
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Serves a folder over the loopback; of the program only so many bytes, as where the line is cut.
fn serve(folder: &Path, cut: usize) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = format!("http://{}/moi", listener.local_addr().expect("an address"));
    let folder = folder.to_path_buf();
    drop(std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let asked = lines.next().unwrap_or_default();
            for _ in lines.take_while(|line| !line.is_empty()) {}
            let name =
                asked.split(' ').nth(1).and_then(|path| path.strip_prefix("/moi/")).unwrap_or_default();
            let (status, bytes) = match fs::read(folder.join(name)) {
                Ok(bytes) => ("200 OK", bytes),
                Err(_) => ("404 Not Found", Vec::new()),
            };
            let sent = if name == program_name() { cut.min(bytes.len()) } else { bytes.len() };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(&bytes[..sent]);
        }
    }));
    address
}

fn offer(place: &str, key: &str) -> Offer {
    update::look(place, key, "0.1.0").expect("the place is read").expect("a newer version")
}

#[test]
fn a_signed_newer_version_is_taken_from_a_folder_and_an_address_and_the_former_comes_back() {
    let published = published("0.2.0");
    for place in [published.place(), serve(published.folder.path(), usize::MAX)] {
        let found = offer(&place, &published.key);
        assert_eq!((found.version.as_str(), found.words.as_str()), ("0.2.0", "Lịch mở nhanh hơn."));
        let machine = TempDir::new().expect("a folder for the test");
        let program = machine.path().join(program_name());
        fs::write(&program, "0.1.0").expect("the present program");
        let files = toasoan::store::profile::Places::default().files;
        let data = machine.path().join("dữ liệu");
        let brought = update::bring(&place, &found, files.as_ref(), &data).expect("it arrives");
        assert_eq!(fs::read(&program).expect("the program"), b"0.1.0", "nothing is put in place by itself");
        // What is there already is not brought again.
        let again = update::bring("/nowhere", &found, files.as_ref(), &data).expect("it is there");
        assert_eq!(again, brought);
        update::install(&brought, &program).expect("it is put in place");
        assert_eq!(fs::read(&program).expect("the program"), PROGRAM);
        assert_eq!(fs::read(update::former(&program)).expect("the former"), b"0.1.0");
        update::return_to_former(&program).expect("the way back");
        assert_eq!(fs::read(&program).expect("the program"), b"0.1.0");
        assert_eq!(fs::read(update::former(&program)).expect("the newer"), PROGRAM);
    }
}

#[test]
fn what_the_publisher_did_not_sign_is_never_believed() {
    let refused = |change: &dyn Fn(&Published), key: Option<&str>| {
        let published = published("0.2.0");
        change(&published);
        let key = key.unwrap_or(&published.key);
        update::look(&published.place(), key, "0.1.0").expect_err("it is refused")
    };
    let replace = |name: &'static str, from: &'static str, to: &'static str| {
        move |published: &Published| {
            let text = fs::read_to_string(published.at(name)).expect("a text");
            assert!(text.contains(from));
            fs::write(published.at(name), text.replacen(from, to, 1)).expect("it is changed");
        }
    };
    let other = published("0.2.0").key;
    let nothing = |_: &Published| {};
    let gone = |published: &Published| fs::remove_file(published.at(SIGNATURE)).expect("it is removed");
    let short = |published: &Published| fs::write(published.at(SIGNATURE), "12").expect("it is changed");
    assert!(matches!(refused(&replace(MANIFEST, "0.2.0", "9.9.9"), None), Trouble::Forged));
    assert!(matches!(refused(&short, None), Trouble::Forged));
    assert!(matches!(refused(&nothing, Some(&other)), Trouble::Forged));
    assert!(matches!(refused(&nothing, Some("12ab")), Trouble::Key));
    assert!(matches!(refused(&gone, None), Trouble::Unreachable { .. }));
    let secure = update::look("https://mang.example", &other, "0.1.0");
    assert!(matches!(secure, Err(Trouble::Secure)));
}

#[test]
fn an_older_or_the_same_version_is_no_new_one() {
    for (version, is_newer) in [("0.0.9", false), ("0.1.0", false), ("0.1.1", true), ("0.10.0", true)] {
        let published = published(version);
        let found = update::look(&published.place(), &published.key, "0.1.0").expect("the place is read");
        assert_eq!(found.is_some(), is_newer, "{version}");
    }
}

#[test]
fn a_cut_or_changed_download_leaves_nothing() {
    let published = published("0.2.0");
    let machine = TempDir::new().expect("a folder for the test");
    let files = toasoan::store::profile::Places::default().files;
    let found = offer(&published.place(), &published.key);
    for cut in [0, 1, PROGRAM.len() - 1] {
        let place = serve(published.folder.path(), cut);
        let failed = update::bring(&place, &found, files.as_ref(), machine.path()).expect_err("it is cut");
        assert!(matches!(failed, Trouble::Unreachable { .. } | Trouble::Damaged), "{failed}");
    }
    for bytes in
        [b"the program of version 0.2.0, all of is".as_slice(), b"longer than the program that was signed"]
    {
        fs::write(published.at(program_name()), bytes).expect("it is changed");
        let failed = update::bring(&published.place(), &found, files.as_ref(), machine.path());
        assert!(matches!(failed, Err(Trouble::Damaged)));
    }
    let left = fs::read_dir(machine.path().join("ban-moi")).expect("the folder").count();
    assert_eq!(left, 0, "no part of a program stays");
}

#[test]
fn a_full_disk_leaves_nothing_and_says_so() {
    let published = published("0.2.0");
    let found = offer(&published.place(), &published.key);
    let bring =
        |disk: &Memory| update::bring(&published.place(), &found, disk.files().as_ref(), Path::new(ROOT));
    let healthy = Memory::new();
    let path = bring(&healthy).expect("it arrives");
    let calls = healthy.fail(None);
    let mut failures = 0;
    for call in 0..calls {
        let disk = Memory::new();
        let _ = disk.fail(Some(Fault { call, is_for_good: true, trouble: DiskTrouble::Full }));
        let done = bring(&disk);
        let content = disk.content();
        assert!(
            content.values().all(|bytes| bytes.is_empty() || bytes == PROGRAM)
                || !content.contains_key(&path)
        );
        if let Err(trouble) = done {
            failures += 1;
            assert!(matches!(trouble, Trouble::Write { .. }) && trouble.to_string().contains("đĩa đã đầy"));
        }
    }
    assert!(failures > 3, "the disk was used {calls} times, {failures} failed");
}

#[test]
fn without_a_former_version_or_a_place_to_write_the_program_stays() {
    let machine = TempDir::new().expect("a folder for the test");
    let program = machine.path().join(program_name());
    fs::write(&program, "0.1.0").expect("the present program");
    assert!(matches!(update::return_to_former(&program), Err(Trouble::NoFormer)));
    let failed = update::install(&machine.path().join("none"), &program);
    assert!(matches!(failed, Err(Trouble::Write { .. })));
    // Something stands where the former version would be kept.
    fs::create_dir(update::former(&program)).expect("a folder");
    let new = machine.path().join("new");
    fs::write(&new, PROGRAM).expect("a program");
    assert!(matches!(update::install(&new, &program), Err(Trouble::Write { .. })));
    assert_eq!(fs::read(&program).expect("the program"), b"0.1.0");
}
