//! Where a new version comes from.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;

use super::Trouble;
use crate::fault;

/// How long a server may take to answer at all, and for the whole of a program on a slow line.
const ANSWER: Duration = Duration::from_secs(20);
const WHOLE: Duration = Duration::from_mins(20);

#[derive(Debug)]
pub(super) enum Source {
    Folder(PathBuf),
    Web(String),
}

impl Source {
    pub fn new(place: &str) -> Result<Self, Trouble> {
        let place = place.trim();
        let lower = place.to_ascii_lowercase();
        if lower.starts_with("https://") {
            return Err(Trouble::Secure);
        }
        Ok(if lower.starts_with("http://") {
            Self::Web(place.trim_end_matches('/').to_owned())
        } else {
            Self::Folder(place.into())
        })
    }

    /// Opens a file of the place, by its name alone.
    pub fn open(&self, name: &str) -> Result<Box<dyn Read>, Trouble> {
        if name.contains(['/', '\\', ':']) || name.starts_with('.') {
            return Err(Trouble::Unreadable);
        }
        match self {
            Self::Folder(folder) => {
                let file = File::open(folder.join(name)).map_err(|error| self.unreachable(name, &error))?;
                Ok(Box::new(file))
            }
            Self::Web(address) => {
                let config = ureq::Agent::config_builder()
                    .timeout_connect(Some(ANSWER))
                    .timeout_recv_response(Some(ANSWER))
                    .timeout_global(Some(WHOLE));
                let agent: ureq::Agent = config.build().into();
                let answer = agent.get(format!("{address}/{name}")).call();
                let answer = answer.map_err(|error| self.unreachable(name, &error.into_io()))?;
                Ok(Box::new(answer.into_body().into_reader()))
            }
        }
    }

    pub fn unreachable(&self, name: &str, error: &io::Error) -> Trouble {
        let (place, reason) = match self {
            Self::Folder(folder) => (folder.display().to_string(), fault::explain(error)),
            Self::Web(address) => {
                (address.clone(), format!("máy chủ không đưa được ({error}); kiểm tra địa chỉ và mạng"))
            }
        };
        Trouble::Unreachable { place, name: name.to_owned(), reason }
    }
}
