//! Lists the files of the sample workspace, so that the program holds them, packs the fonts, of which it holds
//! the seldom used ones so, and gives the program for Windows its icon, version and manifest.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use winresource::WindowsResource;

/// The language of the program's version, as Windows numbers languages.
const VIETNAMESE: u16 = 0x042A;

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=assets/fonts");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let content = root.join("content");
    let mut files = Vec::new();
    walk(&content, &mut files);
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name =
            file.strip_prefix(&content).expect("below the sample").to_string_lossy().replace('\\', "/");
        let path = file.display().to_string();
        writeln!(list, "    ({name:?}, include_bytes!({path:?})),").expect("a text grows");
    }
    list.push_str("]\n");
    fs::write(out.join("sample.rs"), list).expect("the build folder can be written");
    pack(&root.join("assets/fonts"), &out);
    if env::var_os("CARGO_CFG_TARGET_OS").is_some_and(|system| system == "windows") {
        describe(&root.join("assets/package"));
    }
}

/// Puts the icon, the version and the manifest of `folder` into the program.
fn describe(folder: &Path) {
    println!("cargo::rerun-if-changed=assets/package");
    let at = |name: &str| folder.join(name).display().to_string();
    let mut program = WindowsResource::new();
    let _ = program
        .set_icon(&at("toasoan.ico"))
        .set_manifest_file(&at("toasoan.manifest"))
        .set_language(VIETNAMESE)
        .set("ProductName", "Tòa soạn")
        .set("FileDescription", "Tòa soạn: lịch, kịch bản, pano và báo cáo của kế hoạch tuyên truyền")
        .set("OriginalFilename", "toasoan.exe")
        .set("LegalCopyright", "MIT");
    program.compile_for("toasoan").expect("the resource compiler makes the program's icon and manifest");
}

/// Packs each font of a folder: `Anton-Regular.ttf` becomes `Anton-Regular.z`.
fn pack(fonts: &Path, out: &Path) {
    for entry in fs::read_dir(fonts).expect("the folder of the fonts") {
        let path = entry.expect("an entry of the fonts").path();
        if path.extension().is_none_or(|extension| extension != "ttf") {
            continue;
        }
        let name = Path::new(path.file_name().expect("a file's name")).with_extension("z");
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&fs::read(&path).expect("a font")).expect("memory can be written");
        fs::write(out.join(name), packed.finish().expect("memory can be written"))
            .expect("the build folder can be written");
    }
}

/// The files below a folder, without hidden ones such as the history of a window opened on the sample.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the sample") {
        let entry = entry.expect("an entry of the sample");
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}
