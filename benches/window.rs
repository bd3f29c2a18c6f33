//! The window without a display: its widgets built, laid out and drawn as in a frame.
#![allow(dead_code)] // each bench does one of them

use std::time::{Duration, Instant};

use iced::Size;
use iced::advanced::renderer::{Headless, Style};
use iced::mouse::Cursor;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::{UserInterface, user_interface};
use toasoan::app::App;
use toasoan::ui::font;

/// The widgets' layout, as in a window.
pub struct Screen {
    renderer: iced::Renderer,
    cache: Option<user_interface::Cache>,
}

#[allow(dead_code)] // a bench lays out or paints
impl Screen {
    pub fn new() -> Self {
        // Loads the window's fonts as the program does.
        let settings = iced::Settings {
            fonts: font::embedded().map(Into::into).collect(),
            default_font: font::REGULAR,
            ..iced::Settings::default()
        };
        drop(iced_test::Simulator::<(), iced::Theme, iced::Renderer>::with_size(
            settings,
            Size::new(10.0, 10.0),
            iced::widget::space(),
        ));
        let renderer = block_on(<iced::Renderer as Headless>::new(font::REGULAR, 14.into(), None));
        Self { renderer: renderer.expect("a renderer"), cache: None }
    }

    /// Lays the window out.
    pub fn lay_out(&mut self, app: &App) {
        let cache = self.cache.take().unwrap_or_default();
        let made = UserInterface::build(app.view(), Size::new(1440.0, 900.0), cache, &mut self.renderer);
        self.cache = Some(made.into_cache());
    }

    /// Lays the window out and records what is painted; the time of both.
    pub fn paint(&mut self, app: &App) -> Duration {
        let start = Instant::now();
        let cache = self.cache.take().unwrap_or_default();
        let mut made = UserInterface::build(app.view(), Size::new(1440.0, 900.0), cache, &mut self.renderer);
        let style = Style { text_color: iced::Color::BLACK };
        made.draw(&mut self.renderer, &iced::Theme::Light, &style, Cursor::Unavailable);
        self.cache = Some(made.into_cache());
        start.elapsed()
    }
}

/// Milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
