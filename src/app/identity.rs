//! Who sits at this machine: asked once for each workspace, remembered in the user's profile.

use std::sync::{Arc, PoisonError};

use iced::Task;

use super::{App, Message, Phase, Session};
use crate::store::profile::Identity;
use crate::ui::background;
use crate::ui::screen::identity::{Dialog, Message as DialogMessage};

impl App {
    /// Asks who it is, unless they were asked in this workspace before, or the answer could not be remembered.
    pub(super) fn introduce(&mut self) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        if let Some(identity) = self.profile.identity(session.workspace.root()) {
            let signed = session.sign(identity.clone());
            session.show_again();
            return signed;
        }
        if self.places.profile.is_none() {
            return Task::none();
        }
        session.ask_identity(Identity::default())
    }

    pub(super) fn identity(&mut self, message: DialogMessage) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let dialog = session.dialogs.get_mut::<Dialog>();
        let Some(answer) = dialog.and_then(|dialog| dialog.update(message)) else { return Task::none() };
        session.dialogs.close::<Dialog>();
        let identity = answer.unwrap_or_else(|| session.context.identity.clone());
        self.identify(identity)
    }

    /// Whether the screens show only what is mine.
    pub(super) fn show_mine(&mut self, is_mine_only: bool) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let identity = Identity { is_mine_only, ..session.context.identity.clone() };
        if is_mine_only && session.context.mine().is_everything() {
            // Nothing is mine before they have said who they are; then the screens show it at once.
            return session.ask_identity(identity);
        }
        self.identify(identity)
    }

    /// Whether the calendar marks pieces with late steps.
    pub(super) fn mark_late_steps(&mut self, is_on: bool) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let identity = Identity { marks_late_steps: is_on, ..session.context.identity.clone() };
        self.identify(identity)
    }

    /// How the calendar is shown the next time.
    pub(super) fn remember_view(&mut self, view: &str) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let identity = Identity { calendar_view: view.to_owned(), ..session.context.identity.clone() };
        self.identify(identity)
    }

    fn identify(&mut self, identity: Identity) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        self.profile.identify(session.workspace.root(), identity.clone());
        let signed = session.sign(identity);
        session.show_again();
        Task::batch([signed, self.remember()])
    }
}

impl Session {
    /// Asks who sits here; `identity` is what is known so far.
    pub(super) fn ask_identity(&mut self, identity: Identity) -> Task<Message> {
        self.dialogs.open(Dialog::new(identity, self.context.newsroom.plan()));
        Dialog::focus()
    }

    /// Signs the window's revisions and its presence from now on.
    fn sign(&mut self, identity: Identity) -> Task<Message> {
        let is_renamed = identity.name != self.context.identity.name;
        self.context.identity = identity;
        if !is_renamed {
            return Task::none();
        }
        self.workspace = self.workspace.clone().signed_by(&self.context.identity.name);
        // A heartbeat on a slow share may hold the notes.
        let (leases, workspace) = (Arc::clone(&self.leases), self.workspace.clone());
        background(move || leases.lock().unwrap_or_else(PoisonError::into_inner).sign(workspace)).discard()
    }
}
