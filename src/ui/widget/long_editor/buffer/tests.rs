use std::sync::Arc;

use proptest::prelude::*;

use iced::advanced::graphics::text::Editor as Shaped;
use iced::advanced::text::highlighter::PlainText;

use super::*;
use crate::ui::widget::long_editor::replacement::order;

/// Logical pixels: thirty rows.
const SIZE: Size = Size::new(500.0, 720.0);

fn lay_out(editor: &mut impl Editor<Font = Font>) {
    let height = LineHeight::Relative(1.6);
    editor.update(SIZE, Font::default(), Pixels(15.0), height, Wrapping::default(), &mut PlainText);
}

fn text(editor: &impl Editor) -> String {
    let lines = (0..editor.line_count()).filter_map(|at| editor.line(at)).map(|line| line.text.into_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// Two thousand lines, of one to ten rows.
fn long() -> String {
    (0..2000).fold(String::new(), |text, line| {
        text + &format!("Dòng {line}: {}\n", "một cửa liên thông ".repeat(line % 23))
    })
}

/// The number of letters laid out.
fn laid_out(buffer: &Buffer) -> usize {
    let view = buffer.view.as_ref().expect("it was laid out");
    let lines = &view.shaped.buffer().lines;
    lines.iter().filter(|line| line.layout_opt().is_some()).map(|line| line.text().len()).sum()
}

fn position(cursor: Cursor) -> ((usize, usize), Option<(usize, usize)>) {
    (order(cursor.position), cursor.selection.map(order))
}

#[test]
fn however_long_the_text_little_of_it_is_laid_out() {
    let many = long().repeat(20);
    let one = "tiếng Việt ".repeat(100_000);
    for text in [many, one] {
        let mut buffer = Buffer::with_text(&text);
        let at = buffer.lines.end();
        for step in 0..200 {
            let action = match step % 4 {
                0 => Action::Scroll { lines: 700 },
                1 => Action::Move(Motion::PageDown),
                2 => Action::Edit(Edit::Insert('ế')),
                _ if step % 3 == 0 => Action::Move(Motion::DocumentEnd),
                _ => Action::Scroll { lines: -50 },
            };
            buffer.perform(action);
            lay_out(&mut buffer);
            assert!(laid_out(&buffer) < 160_000, "step {step}: {}", laid_out(&buffer));
        }
        assert_eq!(self::text(&buffer).len(), text.len() + 50 * 'ế'.len_utf8());
        assert!(order(buffer.lines.end()) > order(at));
    }
}

#[test]
fn what_is_typed_stands_where_the_cursor_is_however_far_one_has_scrolled() {
    let mut buffer = Buffer::with_text(&long());
    lay_out(&mut buffer);
    buffer.move_to(Cursor { position: Position { line: 1000, column: 5 }, selection: None });
    lay_out(&mut buffer);
    buffer.perform(Action::Scroll { lines: -9000 });
    lay_out(&mut buffer);
    assert!(matches!(buffer.selection(), Selection::Caret(at) if at.y < 0.0), "the cursor is out of sight");
    buffer.perform(Action::Edit(Edit::Insert('!')));
    lay_out(&mut buffer);
    assert!(buffer.lines.get(1000).is_some_and(|line| line.starts_with("Dòng!")));
    assert!(matches!(buffer.selection(), Selection::Caret(at) if (0.0..720.0).contains(&at.y)), "it is back");
}

#[test]
fn a_selection_over_the_whole_text_is_copied_and_replaced_whole() {
    let all = long();
    let mut buffer = Buffer::with_text(&all);
    lay_out(&mut buffer);
    buffer.perform(Action::SelectAll);
    lay_out(&mut buffer);
    assert_eq!(buffer.copy().as_deref(), Some(all.as_str()));
    buffer.perform(Action::Scroll { lines: -3000 });
    lay_out(&mut buffer);
    assert!(
        matches!(buffer.selection(), Selection::Range(rows) if rows.len() > 20),
        "what is seen is selected"
    );
    buffer.perform(Action::Edit(Edit::Paste(Arc::new(all.clone()))));
    lay_out(&mut buffer);
    assert_eq!(text(&buffer), all);
    assert_eq!(order(buffer.cursor.position), (2000, 0));
}

fn action() -> impl Strategy<Value = Action> {
    let motion = prop::sample::select(vec![
        Motion::Left,
        Motion::Right,
        Motion::Up,
        Motion::Down,
        Motion::WordLeft,
        Motion::WordRight,
        Motion::Home,
        Motion::End,
        Motion::PageUp,
        Motion::PageDown,
        Motion::PageDown,
        Motion::DocumentStart,
        Motion::DocumentEnd,
    ]);
    let typed = prop::sample::select(vec!["ế", "x\ny", "một hai\nba\n\nbốn", ""]);
    prop_oneof![
        3 => motion.clone().prop_map(Action::Move),
        2 => motion.prop_map(Action::Select),
        1 => Just(Action::SelectAll),
        2 => typed.prop_map(|text| Action::Edit(Edit::Paste(Arc::new(text.to_owned())))),
        2 => Just(Action::Edit(Edit::Insert('ư'))),
        1 => Just(Action::Edit(Edit::Enter)),
        2 => Just(Action::Edit(Edit::Backspace)),
        1 => Just(Action::Edit(Edit::Delete)),
        2 => (-90_i32..90).prop_map(|lines| Action::Scroll { lines }),
    ]
}

/// Compared with iced's own editor, which lays out the whole text.
#[track_caller]
fn assert_alike(text: &str, actions: Vec<Action>) {
    let mut buffer = Buffer::with_text(text);
    let mut whole = Shaped::with_text(text);
    for action in actions {
        lay_out(&mut buffer);
        lay_out(&mut whole);
        buffer.perform(action.clone());
        whole.perform(action.clone());
        if action.is_edit() {
            // Typing does not make iced's editor forget the column of vertical moves.
            for motion in [Motion::Left, Motion::Right] {
                buffer.perform(Action::Move(motion));
                whole.perform(Action::Move(motion));
            }
        }
        let edge = [Motion::DocumentStart, Motion::DocumentEnd];
        if edge
            .iter()
            .any(|edge| [Action::Move(*edge), Action::Select(*edge), Action::SelectAll].contains(&action))
        {
            // At an end of the text iced's editor may keep the previous side of a letter.
            whole.move_to(whole.cursor());
        }
        assert_eq!(position(buffer.cursor()), position(whole.cursor()), "{action:?}");
        assert_eq!(buffer.copy(), whole.copy());
    }
    assert_eq!(self::text(&buffer), self::text(&whole));
}

#[test]
fn a_selection_up_from_the_end_of_the_first_line_goes_to_its_start() {
    let pasted = Action::Edit(Edit::Paste(Arc::new("ế".to_owned())));
    let select = [Motion::DocumentEnd, Motion::Up].map(Action::Select);
    assert_alike("", [pasted, Action::Move(Motion::Home)].into_iter().chain(select).collect());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn each_act_does_what_it_does_in_an_editor_that_lays_out_all(
        lines in 0_usize..400,
        actions in prop::collection::vec(action(), 1..40),
    ) {
        let text: String = long().split_inclusive('\n').take(lines).collect();
        assert_alike(&text, actions);
    }
}

/// Marks lines that begin with this text, and counts the lines requested.
struct Headings {
    line: usize,
    asked: usize,
}

impl Highlighter for Headings {
    type Settings = ();
    type Highlight = ();
    type Iterator<'a> = std::vec::IntoIter<(std::ops::Range<usize>, ())>;

    fn new((): &()) -> Self {
        Self { line: 0, asked: 0 }
    }

    fn update(&mut self, (): &()) {}

    fn change_line(&mut self, line: usize) {
        self.line = line;
    }

    fn highlight_line(&mut self, line: &str) -> Self::Iterator<'_> {
        self.line += 1;
        self.asked += 1;
        let marks = if line.starts_with("Dòng 1") { vec![(0..line.len(), ())] } else { Vec::new() };
        marks.into_iter()
    }

    fn current_line(&self) -> usize {
        self.line
    }
}

#[test]
fn what_a_jump_brings_into_view_is_marked_at_once_and_nothing_else_is_looked_at() {
    let mut buffer = Buffer::with_text(&long());
    let mut headings = Headings::new(&());
    for line in [0, 1990, 1100, 1, 1500] {
        lay_out(&mut buffer);
        buffer.move_to(Cursor { position: Position { line, column: 0 }, selection: None });
        lay_out(&mut buffer);
        headings.asked = 0;
        for _ in 0..3 {
            buffer.highlight(Font::default(), &mut headings, |()| highlighter::Format {
                color: Some(iced::Color::from_rgb(1.0, 0.0, 0.0)),
                font: None,
            });
        }
        assert!((1..=32).contains(&headings.asked), "{} lines of thirty rows", headings.asked);
        let view = buffer.view.as_ref().expect("it was laid out");
        let mut rows = 0;
        for line in view.shaped.buffer().lines.iter().skip(view.top().0) {
            let is_marked = !line.attrs_list().spans().is_empty();
            assert_eq!(is_marked, line.text().starts_with("Dòng 1"), "{}", line.text());
            rows += line.layout_opt().map_or(0, Vec::len);
            if rows >= 30 {
                break;
            }
        }
    }
}
