//! A window's widgets with their state (focus, cursor) kept from view to view.

use iced::advanced::clipboard;
use iced::advanced::mouse::Cursor;
use iced::advanced::renderer::Headless;
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, operation};
use iced::event::Status;
use iced::theme::Base;
use iced::{Event, Rectangle, Size, window};
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::{UserInterface, user_interface};
use toasoan::app::{App, Message};
use toasoan::ui::font;

pub struct Widgets {
    renderer: iced::Renderer,
    cache: user_interface::Cache,
    size: Size,
}

impl Widgets {
    /// The initial state.
    pub fn new(app: &App) -> Self {
        let renderer =
            block_on(<iced::Renderer as Headless>::new(font::REGULAR, 14.into(), None)).expect("a renderer");
        let mut widgets =
            Self { renderer, cache: user_interface::Cache::default(), size: Size::new(1440.0, 900.0) };
        let _ = widgets.look(app);
        widgets
    }

    /// Lays out the current view; returns the widgets' messages, such as their sizes.
    pub fn look(&mut self, app: &App) -> Vec<Message> {
        let now = Event::Window(window::Event::RedrawRequested(std::time::Instant::now()));
        self.hear(app, &[now]).0
    }

    /// When the window would redraw the current view without any event.
    pub fn wish(&mut self, app: &App) -> window::RedrawRequest {
        let now = Event::Window(window::Event::RedrawRequested(std::time::Instant::now()));
        let mut messages = Vec::new();
        let (state, _) = self.with(app, |screen, renderer| {
            screen.update(&[now], Cursor::Unavailable, renderer, &mut clipboard::Null, &mut messages)
        });
        match state {
            user_interface::State::Updated { redraw_request, .. } => redraw_request,
            user_interface::State::Outdated => window::RedrawRequest::NextFrame,
        }
    }

    /// Passes events to the widgets of the current view. Returns their messages, and whether each event was
    /// captured.
    pub fn hear(&mut self, app: &App, events: &[Event]) -> (Vec<Message>, Vec<Status>) {
        let mut messages = Vec::new();
        let (_, statuses) = self.with(app, |screen, renderer| {
            screen.update(events, Cursor::Unavailable, renderer, &mut clipboard::Null, &mut messages)
        });
        (messages, statuses)
    }

    /// Runs an operation, as a task would: for example to focus a widget.
    pub fn operate(&mut self, app: &App, operation: Box<dyn Operation>) {
        self.with(app, |screen, renderer| {
            let mut step = Some(operation);
            while let Some(mut now) = step.take() {
                screen.operate(renderer, now.as_mut());
                if let operation::Outcome::Chain(next) = now.finish() {
                    step = Some(next);
                }
            }
        });
    }

    /// Focuses the control at this index; returns whether there is one.
    pub fn focus(&mut self, app: &App, place: usize) -> bool {
        let mut pick = Pick { place, seen: 0 };
        self.with(app, |screen, renderer| screen.operate(renderer, &mut pick));
        pick.seen > place
    }

    /// The pixels of the current view.
    pub fn picture(&mut self, app: &App) -> Vec<u8> {
        let (size, theme) = (self.size, app.theme());
        let now = Event::Window(window::Event::RedrawRequested(std::time::Instant::now()));
        self.with(app, |screen, renderer| {
            // Until then all buttons look as if they could not be pressed.
            let _ =
                screen.update(&[now], Cursor::Unavailable, renderer, &mut clipboard::Null, &mut Vec::new());
            let style = iced::advanced::renderer::Style { text_color: theme.base().text_color };
            screen.draw(renderer, &theme, &style, Cursor::Unavailable);
            let pixels = Size::new(size.width as u32, size.height as u32);
            renderer.screenshot(pixels, 1.0, theme.base().background_color)
        })
    }

    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }

    fn with<T>(
        &mut self,
        app: &App,
        act: impl FnOnce(&mut UserInterface<'_, Message, iced::Theme, iced::Renderer>, &mut iced::Renderer) -> T,
    ) -> T {
        let cache = std::mem::take(&mut self.cache);
        let mut screen = UserInterface::build(app.view(), self.size, cache, &mut self.renderer);
        let done = act(&mut screen, &mut self.renderer);
        self.cache = screen.into_cache();
        done
    }
}

/// Focuses one control and unfocuses all others.
struct Pick {
    place: usize,
    seen: usize,
}

impl Operation for Pick {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.seen == self.place {
            state.focus();
        } else {
            state.unfocus();
        }
        self.seen += 1;
    }
}
