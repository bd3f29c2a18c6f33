//! The sample skits, as a director needs them.

use std::fs;
use std::path::Path;

use toasoan::piece::stage;
use toasoan::piece::timing::Rate;

#[test]
fn the_sample_skits_are_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pieces/2014/tieu-pham");
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the sample skits are in the repository") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|extension| extension != "fountain") {
            continue;
        }
        count += 1;
        let name = path.display();
        let text = fs::read_to_string(&path).expect("a readable skit");
        let (_, body) = text.split_once("\n---\n").expect("a header and a body");
        let play = stage::parse(body);

        let covered: Vec<usize> = play.elements.iter().flat_map(|element| element.lines.clone()).collect();
        let lines: Vec<usize> =
            body.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, _)| at).collect();
        assert_eq!(covered, lines, "{name}: a line is lost or read twice");

        for one in play.characters() {
            assert!(one.is_declared, "{name}: {} speaks but is not in the cast", one.name);
            assert!(one.speeches > 0 && one.syllables > 0, "{name}: {} has nothing to say", one.name);
            assert!(one.first_scene.is_some(), "{name}: {} is in no scene", one.name);
        }
        assert!(
            play.scenes().len() >= 2 && play.scenes().iter().all(|scene| scene.title.starts_with("CẢNH"))
        );
        assert!(!play.props.is_empty() && !play.effects.is_empty(), "{name}");
        assert!(
            (300.0..1500.0).contains(&play.seconds(Rate::NORMAL)),
            "{name}: {}",
            play.seconds(Rate::NORMAL)
        );
    }
    assert!(count >= 3, "the plan asks for three skits (IV.8), found {count}");
}
