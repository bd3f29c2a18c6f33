//! A second start of the program: the window that is open comes to the front with the workspace asked for.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{self, Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use iced::{Task, window};

use super::start::Asked;
use super::{App, Message, Phase};
use crate::store::instance::{self, Address, Found, Seat};
use crate::ui::streamed;

/// How long the other program may take; after that a window of its own is better than none.
const PATIENCE: Duration = Duration::from_secs(2);
/// Bytes of what one program says to the other at most.
const LONGEST: u64 = 64 * 1024;
const TAKEN: &str = "ok\n";

/// What a start of the program leads to.
#[derive(Debug)]
pub enum Start {
    /// This is the first window; it hears later starts.
    First(Ear),
    /// The open window has been told.
    HandedOver,
    /// A window of its own: there is no user folder, or the open window does not answer.
    Alone,
}

/// Where the first window hears later starts.
#[derive(Debug)]
pub struct Ear {
    listener: TcpListener,
    word: String,
    _seat: Seat,
}

/// Looks in the user's data folder for an open window and hands over to it what was asked for.
pub fn begin(data: Option<&Path>, asked: Option<&Path>) -> Start {
    let Some(data) = data else { return Start::Alone };
    let begun = match instance::take(data) {
        Ok(Found::Free(seat)) => Ear::new(seat).map(Start::First),
        Ok(Found::Taken(address)) => tell(&address, asked).map(|()| Start::HandedOver),
        Err(error) => Err(error),
    };
    begun.unwrap_or_else(|error| {
        tracing::warn!(%error, "a window of its own");
        Start::Alone
    })
}

/// Asks the window at this address to come to the front.
fn tell(address: &Address, asked: Option<&Path>) -> io::Result<()> {
    let path = asked.map(path::absolute).transpose()?;
    let path = match &path {
        Some(path) => {
            path.to_str().filter(|path| !path.contains('\n')).ok_or(io::ErrorKind::InvalidFilename)?
        }
        None => "",
    };
    let place = SocketAddr::from((Ipv4Addr::LOCALHOST, address.port));
    let mut stream = TcpStream::connect_timeout(&place, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(format!("{}\n{path}\n", address.word).as_bytes())?;
    let mut answer = String::new();
    let _ = stream.take(TAKEN.len() as u64).read_to_string(&mut answer)?;
    if answer == TAKEN { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

impl Ear {
    fn new(seat: Seat) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let word = format!("{}{}", ulid::Ulid::generate(), ulid::Ulid::generate());
        seat.announce(&Address { port: listener.local_addr()?.port(), word: word.clone() })?;
        Ok(Self { listener, word, _seat: seat })
    }

    /// A message for each later start, as long as the program runs.
    pub fn listen(self) -> Task<Message> {
        streamed(move |say| {
            let (heard, asked) = mpsc::channel();
            let ear = Arc::new(self);
            drop(std::thread::spawn(move || {
                for stream in ear.listener.incoming().flatten() {
                    // A program that says nothing does not hold up the next.
                    let (ear, heard) = (Arc::clone(&ear), heard.clone());
                    drop(std::thread::spawn(move || ear.hear(&stream).map(|asked| heard.send(asked))));
                }
            }));
            for asked in asked {
                say(Message::Summoned(asked));
            }
        })
    }

    /// What a later start asks for; an error for anything that is none.
    fn hear(&self, stream: &TcpStream) -> io::Result<Option<PathBuf>> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut lines = BufReader::new(stream.take(LONGEST)).lines();
        let mut line = || lines.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()));
        if line()? != self.word {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let path = line()?;
        (&mut &*stream).write_all(TAKEN.as_bytes())?;
        Ok(Some(PathBuf::from(path)).filter(|path| !path.as_os_str().is_empty()))
    }
}

impl App {
    /// Brings the window to the front and shows what a second start of the program was asked for.
    pub(super) fn summoned(&mut self, path: Option<&Path>) -> Task<Message> {
        let raised = self.window.map_or_else(Task::none, |id| {
            Task::batch([
                window::minimize(id, false),
                window::gain_focus(id),
                // Where a window may not raise itself, the task bar shows it.
                window::request_user_attention(id, Some(window::UserAttention::Informational)),
            ])
        });
        let Some(path) = path else { return raised };
        let asked = Asked::new(path);
        let folder = match &asked {
            Some(asked) => asked.workspace().map(Path::to_path_buf),
            None => Some(path.to_path_buf()),
        };
        let shown = match (&mut self.phase, folder) {
            (Phase::Open(session), folder) if folder.as_ref().is_none_or(|root| session.is_in(root)) => {
                asked.map_or_else(Task::none, |asked| session.show_file(&asked))
            }
            (_, Some(folder)) => {
                self.asked = asked;
                self.open(folder)
            }
            // It is taken in once a workspace is open.
            (_, None) => {
                self.asked = asked;
                Task::none()
            }
        };
        Task::batch([raised, shown])
    }
}
