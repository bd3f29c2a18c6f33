//! The least window iced can open, to weigh the real one's start against (`benches/start.py`).

fn main() -> iced::Result {
    iced::application(|| (), |(), ()| (), |()| iced::widget::text("Trống")).run()
}
