//! A minimal iced window, to compare the start-up time with (`benches/start.py`).

use iced::widget::{Text, text};

fn main() -> iced::Result {
    iced::application(|| (), update, view).run()
}

fn update((): &mut (), (): ()) {}

fn view((): &()) -> Text<'_> {
    text("Trống")
}
