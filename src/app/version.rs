//! A new version of the program, found, taken and put in place; the way back to the one before.

use std::sync::Arc;

use iced::Task;

use super::{App, Message};
use crate::fold::capital;
use crate::store::update;
use crate::ui::screen::settings::{self, VersionMessage};
use crate::ui::{VersionStep, background};

/// The version of this program.
const PRESENT: &str = env!("CARGO_PKG_VERSION");

impl App {
    pub(super) fn change_version(&self, step: VersionStep) -> Task<Message> {
        let publisher = self.profile.publisher.clone();
        let (files, data) = (Arc::clone(&self.places.files), self.places.data.clone());
        let work = move || -> Result<VersionMessage, String> {
            let said = |trouble: update::Trouble| capital(&trouble.to_string());
            let program = || std::env::current_exe().map_err(|error| capital(&crate::fault::explain(&error)));
            match step {
                VersionStep::Look => {
                    let offer = update::look(&publisher.place, &publisher.key, PRESENT).map_err(said)?;
                    Ok(offer.map_or(VersionMessage::UpToDate, VersionMessage::Offered))
                }
                VersionStep::Take(offer) => {
                    let data =
                        data.ok_or("Máy này không có thư mục riêng của người dùng để tải bản mới về.")?;
                    let brought =
                        update::bring(&publisher.place, &offer, files.as_ref(), &data).map_err(said)?;
                    update::install(&brought, &program()?).map_err(said)?;
                    Ok(VersionMessage::Taken(offer.version))
                }
                VersionStep::Return => {
                    update::return_to_former(&program()?).map_err(said)?;
                    Ok(VersionMessage::Returned)
                }
            }
        };
        background(work)
            .map(|done| done.unwrap_or_else(VersionMessage::Failed))
            .map(|message| Message::Settings(settings::Message::Version(message)))
    }
}
