//! Typing while a colleague's window opens and leaves the piece, saves, changes the same place and is killed,
//! and while a sync program creates conflict copies: all typed text is in the file at the end.

use std::path::{Path, PathBuf};

use toasoan::app::{App, Message};
use toasoan::newsroom::Command;
use toasoan::piece::av::{Label, Script};
use toasoan::piece::{Format, Piece, PieceId};
use toasoan::store::Workspace;
use toasoan::ui::screen::pieces::{self, RowMessage};
use toasoan::ui::{Effect, Route};

use super::window::Window;

/// Number of sentences typed in each piece; more with `TOASOAN_LONG`.
fn rounds() -> usize {
    if std::env::var_os("TOASOAN_LONG").is_some() { 200 } else { 16 }
}

/// The script row that is typed in.
const ROW: usize = 2;

struct Scene {
    lan: Window,
    minh: Window,
    id: PieceId,
    /// What the others have written.
    theirs: Vec<String>,
}

impl Scene {
    fn new(title: &str) -> Self {
        let mut lan = Window::on_sample();
        let minh = Window::beside(&lan);
        let piece = lan.newsroom().pieces().find(|piece| piece.header.title == title).expect("the piece");
        let (id, format) = (piece.header.id.clone(), piece.format);
        lan.keep_widgets();
        lan.effect(Effect::Open(Route::Piece(id.clone())));
        if matches!(format, Format::Av | Format::Radio) {
            lan.send(Message::Pieces(pieces::Message::Row(RowMessage::Pressed(ROW, Label::Speech))));
        } else {
            let end = iced::widget::text_editor::Action::Move(iced::widget::text_editor::Motion::DocumentEnd);
            lan.send(Message::Pieces(pieces::Message::Wrote(end)));
        }
        Self { lan, minh, id, theirs: Vec::new() }
    }

    fn file(&self) -> (PathBuf, Piece) {
        let opened = Workspace::open(self.lan.root()).expect("the workspace opens");
        let stored = opened.pieces.into_iter().find(|stored| stored.piece.header.id == self.id);
        let stored = stored.expect("the file");
        (self.lan.root().join(stored.path), stored.piece)
    }

    /// Minh's window takes in the current files.
    fn look_as_minh(&mut self) {
        self.minh.send(Message::FilesChanged);
        self.minh.catch_up();
    }

    fn save_as_minh(&mut self, change: impl FnOnce(&mut Piece)) {
        self.look_as_minh();
        let mut piece = self.minh.newsroom().piece(&self.id).expect("the piece").clone();
        change(&mut piece);
        let command =
            Command::SetBody { id: self.id.clone(), body: piece.body.into_string(), is_typing: false };
        self.minh.effect(Effect::Apply(command));
        self.minh.save();
    }

    fn word(&mut self, what: &str) -> String {
        self.theirs.push(format!("Minh {what} {:03}.", self.theirs.len()));
        self.theirs.last().cloned().unwrap_or_default()
    }

    /// Events during typing; the others' text arrives before the next key.
    fn happen(&mut self, turn: usize) {
        let before = self.theirs.len();
        self.begin(turn);
        if let Some(words) = self.theirs.get(before).cloned() {
            self.lan.send(Message::SaveTick);
            self.lan.send(Message::FilesChanged);
            let id = self.id.clone();
            let has_come = move |window: &Window| {
                window.newsroom().piece(&id).is_some_and(|piece| piece.body.contains(&words))
            };
            self.lan.wait_until_complete("the others' words come in", has_come);
        }
    }

    fn begin(&mut self, turn: usize) {
        match turn % 8 {
            0 => {
                let open = Effect::Open(Route::Piece(self.id.clone()));
                self.minh.effect(open);
                self.lan.send(Message::LeaseTick);
            }
            1 => self.lan.send(Message::SaveTick),
            2 => {
                let word = self.word("ở trên");
                self.save_as_minh(|piece| write_above(piece, &word));
            }
            3 => {
                self.minh.effect(Effect::Open(Route::Home));
                self.lan.send(Message::LeaseTick);
            }
            4 => {
                // Exactly where the user is typing.
                let word = self.word("cùng chỗ");
                self.save_as_minh(|piece| write_at_end(piece, &word));
            }
            5 => {
                let (path, mut piece) = self.file();
                write_above(&mut piece, &self.word("trong bản sao"));
                std::fs::write(beside(&path, turn), piece.to_text()).expect("the copy comes over");
            }
            6 => {
                let (path, mut piece) = self.file();
                write_at_end(&mut piece, &self.word("trong bản sao cùng chỗ"));
                std::fs::write(beside(&path, turn), piece.to_text()).expect("the copy comes over");
            }
            _ => {
                self.lan.send(Message::JournalTick);
                self.lan.send(Message::Minute);
            }
        }
    }
}

fn beside(path: &Path, turn: usize) -> PathBuf {
    let extension = path.extension().expect("an extension").to_string_lossy();
    path.with_extension(format!("sync-conflict-20140320-{:06}-ABCDEFG.{extension}", 101_500 + turn))
}

fn write_above(piece: &mut Piece, words: &str) {
    edit_row(piece, 0, words, |body| format!("{words}\n\n{body}"));
}

fn write_at_end(piece: &mut Piece, words: &str) {
    edit_row(piece, ROW, words, |body| format!("{} {words}\n", body.trim_end()));
}

fn edit_row(piece: &mut Piece, row: usize, words: &str, otherwise: impl Fn(&str) -> String) {
    if !matches!(piece.format, Format::Av | Format::Radio) {
        piece.body = otherwise(&piece.body).into();
        return;
    }
    let mut script = Script::parse(&piece.body);
    let speech = format!("{} {words}", script.rows[row].speech);
    script.set(row, Label::Speech, &speech);
    piece.body = script.write().into();
}

#[test]
fn every_key_typed_beside_others_is_on_disk() {
    for title in ["Mùng mấy thì hết Tết?", "Bụi chuối biết đi", "Bờ ranh và chén trà"] {
        let mut scene = Scene::new(title);
        let mut turn = 0;
        for round in 0..rounds() {
            let end = if round % 4 == 3 { "\n" } else { "" };
            let letters: Vec<char> = format!(" Câu {round:03} gõ liền tay.{end}").chars().collect();
            for (at, letter) in letters.iter().enumerate() {
                let said = scene.lan.type_letter(*letter);
                assert!(!said.is_empty(), "{title}: “{letter}” of sentence {round} is lost");
                scene.lan.catch_up();
                // Each of these happens at some time after every letter and space.
                if [4, 10, 16].map(|ahead| (round + ahead) % letters.len()).contains(&at) {
                    scene.happen(turn);
                    turn += 1;
                }
            }
        }
        scene.lan.save();
        scene.lan.wait_until("all is saved", App::is_saved);
        let body = scene.file().1.body;
        let typed = (0..rounds()).map(|round| format!("Câu {round:03} gõ liền tay."));
        let lost: Vec<_> = typed.chain(scene.theirs).filter(|words| !body.contains(words)).collect();
        assert!(lost.is_empty(), "{title}: {lost:#?}");
    }
}
