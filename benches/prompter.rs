//! A script of fifteen minutes read from the prompter at 1920×1080, drawn by tiny-skia: the worst frame. A frame has
//! 16 ms.
//!
//! Each frame is drawn whole: the widgets laid out, the moving text placed, every pixel of the window painted. In a
//! window only the text's part is painted anew. `TOASOAN_EVERY=1` draws all of the 54,000 frames, not one in five.

use std::fmt::Write;
use std::time::{Duration, Instant};

use iced::advanced::graphics::Viewport;
use iced::advanced::{clipboard, renderer};
use iced::{Color, Rectangle, Size, mouse};
use iced_test::runtime::{UserInterface, user_interface};
use tiny_skia::{Mask, PixmapMut};
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::plan::Settings;
use toasoan::ui::font;
use toasoan::ui::prompter::{Message, Press, Prompter};

const SIZE: Size<u32> = Size::new(1920, 1080);
const MINUTES: u32 = 15;
/// Between two frames.
const FRAME: Duration = Duration::from_micros(16_667);
/// The countdown, seconds.
const COUNTDOWN: u64 = 3;

/// Rows of two voices that take that long to read.
fn script() -> Piece {
    let words = "Sáng nay, ông Bảy mang hồ sơ đất đến nộp ở Bộ phận một cửa, kèm một câu hỏi mà ai cũng muốn hỏi: bao \
                 giờ thì có giấy hẹn, và ai là người trả lời cho bà con?";
    let syllables = words.split_whitespace().count() as u32;
    let mut body = String::new();
    for row in 1..=MINUTES * 240 / syllables {
        let voice = ["Ngọc Hân", "Quốc Huy"][row as usize % 2];
        let _ = write!(body, "## {row:02}\nGiọng: {voice}\nLời: {words}\n\n");
    }
    let header = Header::new(PieceId("0000000000000000000000".into()), "Mười lăm phút", "chuyen-muc-cchc");
    Piece::new(header, Format::Av, body)
}

fn main() {
    let every: u32 = std::env::var("TOASOAN_EVERY").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    for bytes in font::embedded() {
        iced::advanced::graphics::text::font_system().write().expect("the fonts").load_font(bytes.into());
    }
    let start = Instant::now();
    let mut prompter = Prompter::new(&script(), &Settings::default(), start);
    let size = Size::new(SIZE.width as f32, SIZE.height as f32);
    prompter.update(Message::Resized(size), start);
    prompter.update(Message::Pressed(Press::Go), start);

    let mut renderer = iced::Renderer::new(font::REGULAR, 14.into());
    let (theme, viewport) = (Prompter::theme(), Viewport::with_physical_size(SIZE, 1.0));
    let mut pixels = vec![0; (SIZE.width * SIZE.height * 4) as usize];
    let mut mask = Mask::new(SIZE.width, SIZE.height).expect("a mask");
    let mut cache = user_interface::Cache::default();
    let mut times = Vec::new();
    for nth in (0..).step_by(every as usize) {
        let now = start + FRAME * nth;
        if prompter.place(now) >= prompter.prompt().end() {
            break;
        }
        let began = Instant::now();
        let mut screen = UserInterface::build(prompter.view(), size, cache, &mut renderer);
        let redraw = iced::Event::Window(iced::window::Event::RedrawRequested(now));
        let cursor = mouse::Cursor::Unavailable;
        let _ = screen.update(&[redraw], cursor, &mut renderer, &mut clipboard::Null, &mut Vec::new());
        screen.draw(&mut renderer, &theme, &renderer::Style { text_color: Color::WHITE }, cursor);
        cache = screen.into_cache();
        let mut canvas = PixmapMut::from_bytes(&mut pixels, SIZE.width, SIZE.height).expect("a canvas");
        let whole = [Rectangle::with_size(size)];
        renderer.draw(&mut canvas, &mut mask, &viewport, &whole, Color::BLACK);
        if now > start + Duration::from_secs(COUNTDOWN) {
            times.push((began.elapsed(), nth));
        } else {
            // The pictures of the first lines are made meanwhile, as in the countdown.
            std::thread::sleep(FRAME);
        }
    }
    let lit = pixels.chunks_exact(4).filter(|pixel| pixel[..3] != [0, 0, 0]).count();
    assert!(lit > 10_000, "nothing was drawn: {lit} pixels");
    times.sort_unstable();
    let ms = |(time, _): &(Duration, u32)| time.as_secs_f64() * 1000.0;
    let at = |part: usize| ms(&times[(times.len() - 1) * part / 100]);
    let (worst, nth) = (times.last().map_or(0.0, ms), times.last().map_or(0, |(_, nth)| *nth));
    println!("{} frames of {MINUTES} minutes at {}×{}", times.len(), SIZE.width, SIZE.height);
    println!("median {:.1} ms, 99 % {:.1} ms, worst {worst:.1} ms (frame {nth})", at(50), at(99));
}
