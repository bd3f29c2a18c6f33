//! All text has a contrast of at least 4.5:1 in every theme (WCAG 2.2, 1.4.3), in those for weak eyes 7:1 (1.4.6).

use iced::widget::button::{Status, Style};
use iced::{Background, Color, Theme};
use toasoan::plan::{Hue, Plan};
use toasoan::ui::theme::style::{self, Mood};
use toasoan::ui::theme::{self, Tokens};

const LEAST: f32 = 4.5;
const LEAST_FOR_WEAK_EYES: f32 = 7.0;

fn luminance(color: Color) -> f32 {
    let [red, green, blue, _] = color.into_linear();
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn check(failures: &mut Vec<String>, (what, least): (&str, f32), ink: Color, ground: Color) {
    let ratio = contrast(ink, ground);
    if ratio < least {
        failures.push(format!("{what}: {ratio:.2}"));
    }
}

/// The background of a button's text: its own, or the pane's.
fn ground_of(style: &Style, pane: Color) -> Color {
    match style.background {
        Some(Background::Color(color)) if color.a > 0.0 => color,
        _ => pane,
    }
}

/// The colour families of the sample plan's activities.
fn hues() -> Vec<Hue> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/content/plan.ron");
    let text = std::fs::read_to_string(file).expect("the sample plan");
    let plan = Plan::parse(&text).expect("it can be read");
    plan.activities.iter().map(|activity| activity.hue).collect()
}

#[test]
fn every_pair_of_ink_and_ground_can_be_read() {
    let mut failures = Vec::new();
    let hues = hues();
    let themes = [(false, false), (true, false), (false, true), (true, true)];
    for (is_dark, has_high_contrast) in themes {
        let theme: Theme = theme::theme(is_dark, has_high_contrast);
        let tokens = Tokens::of(&theme);
        let name = theme.to_string();
        let least = if has_high_contrast { LEAST_FOR_WEAK_EYES } else { LEAST };
        let panes =
            [("background", tokens.background), ("surface", tokens.surface), ("sunken", tokens.sunken)];
        let inks = [
            ("text", tokens.text),
            ("secondary", tokens.text_secondary),
            ("tertiary", tokens.text_tertiary),
            ("accent", tokens.accent),
            ("danger", tokens.danger),
            ("warn", tokens.warn),
            ("ok", tokens.ok),
        ];
        for (pane, ground) in panes {
            for (ink, color) in inks {
                check(&mut failures, (&format!("{name} {ink} on {pane}"), least), color, ground);
            }
        }
        let moods = [Mood::Neutral, Mood::Accent, Mood::Ok, Mood::Warn, Mood::Danger];
        for mood in moods.into_iter().chain(hues.iter().copied().map(Mood::Activity)) {
            let (ink, ground) = mood.colors(tokens);
            check(&mut failures, (&format!("{name} tag {mood:?}"), least), ink, ground);
        }
        for &hue in &hues {
            check(
                &mut failures,
                (&format!("{name} {hue:?} on surface"), least),
                tokens.hue(hue),
                tokens.surface,
            );
            check(
                &mut failures,
                (&format!("{name} {hue:?} on background"), least),
                tokens.hue(hue),
                tokens.background,
            );
        }
        for status in [Status::Active, Status::Hovered, Status::Pressed] {
            let mut buttons = vec![
                ("primary".to_owned(), style::primary(&theme, status)),
                ("secondary".to_owned(), style::secondary(&theme, status)),
                ("ghost".to_owned(), style::ghost(&theme, status)),
                ("danger".to_owned(), style::danger(&theme, status)),
                ("choice".to_owned(), style::choice(true)(&theme, status)),
                ("segment".to_owned(), style::segment(true)(&theme, status)),
                ("other segment".to_owned(), style::segment(false)(&theme, status)),
                ("search".to_owned(), style::search(&theme, status)),
            ];
            buttons.extend(
                hues.iter().map(|&hue| (format!("chip {hue:?}"), style::chip(hue, false)(&theme, status))),
            );
            for (button, style) in buttons {
                for (pane, ground) in panes {
                    let what = format!("{name} {button}, {status:?}, on {pane}");
                    check(&mut failures, (&what, least), style.text_color, ground_of(&style, ground));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
