//! Every screen with the plan of a city of 103 communes beside the sample's: how long it takes to open, and to draw
//! again. A frame has 16 ms.

mod window;

use std::time::{Duration, Instant};

use tempfile::TempDir;
use toasoan::app::{App, Message};
use toasoan::plan::{Plan, Settings};
use toasoan::store::profile::Places;
use toasoan::store::{Profile, Workspace};
use toasoan::ui::screen::{calendar, plan, progress};
use toasoan::ui::{Effect, Route};
use window::{Screen, ms};

const PLANS: [&str; 2] =
    [include_str!("../content/plan.ron"), include_str!("../tests/fixtures/plan-103-units.ron")];
/// Draws of which the median counts.
const DRAWN: usize = 9;

fn main() {
    let [sample, large] = PLANS.map(measure);
    println!("{:<32} {:>18} {:>18}", "ms", "9 districts", "103 communes");
    println!("{:<32} {:>9} {:>8} {:>9} {:>8}", "", "opened", "drawn", "opened", "drawn");
    for ((name, few), (_, many)) in sample.into_iter().zip(large) {
        println!("{name:<32} {:>9.1} {:>8.1} {:>9.1} {:>8.1}", ms(few.0), ms(few.1), ms(many.0), ms(many.1));
    }
}

type Times = Vec<(&'static str, (Duration, Duration))>;

/// The times of each screen in a workspace with this plan and no pieces.
fn measure(text: &str) -> Times {
    let folder = TempDir::new().expect("a folder");
    let plan = Plan::parse(text).expect("a plan");
    let settings = Settings::parse(include_str!("../content/settings.ron")).expect("the settings");
    let day = format!("{}-03-18", plan.year).parse().ok();
    let settings = Settings { working_date: day, ..settings };
    let _ = Workspace::create(folder.path(), &plan, &settings).expect("a workspace");
    let opened = Workspace::open(folder.path()).expect("a workspace");
    let (mut app, _) = App::boot(Profile::default(), Places::default(), None, None);
    drop(app.update(Message::Opened(Box::new(Ok(opened)))));
    let mut screen = Screen::new();
    let _ = screen.paint(&app);
    let view = |view| Message::Calendar(calendar::Message::ViewChosen(view));
    let figures = |view| Message::Progress(progress::Message::ViewChosen(view));
    let open = |route| Message::Effect(Effect::Open(route));
    let steps = [
        ("Tổng quan", open(Route::Home)),
        ("Lịch, tháng", open(Route::Calendar(None))),
        ("Lịch, tháng sau", Message::Calendar(calendar::Message::Stepped(1))),
        ("Lịch, tuần", view(calendar::View::Week)),
        ("Lịch, danh sách", view(calendar::View::List)),
        ("Lịch, năm", view(calendar::View::Year)),
        ("Lịch, lọc đơn vị", Message::Calendar(calendar::Message::MenuToggled(calendar::Menu::Unit))),
        ("Bài", open(Route::Pieces)),
        ("Pano", open(Route::Posters)),
        ("Tiến độ, theo tháng", open(Route::Progress)),
        ("Tiến độ, theo địa bàn", figures(progress::View::Bodies)),
        ("Tiến độ, nội dung", figures(progress::View::Topics)),
        ("Kế hoạch", open(Route::Plan(None))),
        ("Kế hoạch, sửa", Message::Plan(plan::Message::Switched { is_editing: true })),
        ("Địa bàn và cơ quan", open(Route::Units)),
        ("Người", open(Route::People)),
        ("Thiết lập", open(Route::Settings)),
    ];
    let mut times = Times::new();
    for (name, message) in steps {
        let start = Instant::now();
        drop(app.update(message));
        let _ = screen.paint(&app);
        let opened = start.elapsed();
        let mut drawn: Vec<Duration> = (0..DRAWN).map(|_| screen.paint(&app)).collect();
        drawn.sort_unstable();
        times.push((name, (opened, drawn[DRAWN / 2])));
    }
    times
}
