//! The least window iced can open, to weigh the real one's start against (`benches/start.py`).

use iced::widget::{Text, text};

fn main() -> iced::Result {
    iced::application(|| (), update, view).run()
}

fn update((): &mut (), (): ()) {}

fn view((): &()) -> Text<'_> {
    text("Trống")
}
