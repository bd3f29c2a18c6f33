use std::time::Instant;
use toasoan::piece::article::Article;
use toasoan::piece::{av::Script, quiz::Quiz, stage};
fn nested_lists(n: usize) -> String {
    (0..n).map(|i| format!("{}- a\n", "  ".repeat(i))).collect()
}
#[test]
#[ignore]
fn md() {
    let make: Vec<(&str, Box<dyn Fn(usize) -> String>)> = vec![
        ("dashes", Box::new(|n| "- ".repeat(n) + "x\n")),
        ("dashes rule", Box::new(|n| "- ".repeat(n) + "\n")),
        ("quotes", Box::new(|n| ">".repeat(n) + "x\n")),
        ("quotes-lines", Box::new(|n| "> > > > > > > >x\n\n".repeat(n / 16))),
        (
            "dash48 lines",
            Box::new(|n| {
                let l = "- ".repeat(47) + "x\n";
                l.repeat(n / 96)
            }),
        ),
        ("dash48 blank", Box::new(|n| "- ".repeat(47) + "x\n" + &"\n".repeat(n))),
        ("dash48 text", Box::new(|n| "- ".repeat(47) + "x\n" + &"a\n".repeat(n / 2))),
        ("nested", Box::new(|n| nested_lists((n as f64).sqrt() as usize))),
        ("stars", Box::new(|n| "*a ".repeat(n / 3))),
        ("stars2", Box::new(|n| "*a **b ".repeat(n / 7))),
        ("stars3", Box::new(|n| "a**b".repeat(n / 4) + &"c* ".repeat(n / 3))),
        ("under", Box::new(|n| "_a ".repeat(n / 3))),
        ("brackets", Box::new(|n| "[".repeat(n))),
        ("brackets2", Box::new(|n| "[a](".repeat(n / 4))),
        ("brackets3", Box::new(|n| "[".repeat(n / 2) + &"]".repeat(n / 2))),
        ("brackets4", Box::new(|n| "![".repeat(n / 4) + &"](x)".repeat(n / 4))),
        ("brackets5", Box::new(|n| "[a](<b".repeat(n / 6))),
        ("brackets6", Box::new(|n| "[a](b \"".repeat(n / 7))),
        ("refs", Box::new(|n| "[a]: b\n".repeat(n / 14) + &"[a] ".repeat(n / 8))),
        (
            "refs2",
            Box::new(|n| {
                (0..n / 20).map(|i| format!("[a{i}]: b\n\n")).collect::<String>() + &"[a0][a1]".repeat(n / 16)
            }),
        ),
        ("refs3", Box::new(|n| "[a]: \"".repeat(n / 6))),
        ("refs4", Box::new(|n| "[a]:\n".repeat(n / 5))),
        ("refs5", Box::new(|n| "[a]: x \"\n".repeat(n / 9))),
        ("longref", Box::new(|n| format!("[a]: {}\n\n", "x".repeat(n / 2)) + &"[a] ".repeat(n / 8))),
        ("ticks", Box::new(|n| "`a``b```c".repeat(n / 9))),
        (
            "ticks2",
            Box::new(|n| (1..((2 * n) as f64).sqrt() as usize).map(|i| "`".repeat(i) + "a").collect()),
        ),
        ("html", Box::new(|n| "<a ".repeat(n / 3))),
        ("html2", Box::new(|n| "<!--".repeat(n / 4))),
        ("html2b", Box::new(|n| "a <!--".repeat(n / 6))),
        ("html3", Box::new(|n| "a <?".repeat(n / 4))),
        ("html4", Box::new(|n| "a <![CDATA[".repeat(n / 11))),
        ("html5", Box::new(|n| "a <!A ".repeat(n / 6))),
        ("html6", Box::new(|n| "a <a b=\"".repeat(n / 8))),
        ("html7", Box::new(|n| "<div>\n".repeat(n / 6))),
        ("html8", Box::new(|n| "a <a b=c ".repeat(n / 9))),
        ("amp", Box::new(|n| "&".repeat(n))),
        ("amp2", Box::new(|n| "&a".repeat(n / 2))),
        ("bs", Box::new(|n| "\\".repeat(n))),
        ("tilde", Box::new(|n| "~~a ~b ".repeat(n / 7))),
        ("tilde2", Box::new(|n| "~".repeat(n))),
        ("starrun", Box::new(|n| "*".repeat(n) + "a")),
        ("starrun2", Box::new(|n| "a".to_string() + &"*".repeat(n / 2) + "b" + &"*".repeat(n / 2))),
        ("autolink", Box::new(|n| "<http:".repeat(n / 6))),
        ("setext", Box::new(|n| "a\n".repeat(n / 2) + "===\n")),
        ("setext2", Box::new(|n| "a\n===\n".repeat(n / 6))),
        ("fence", Box::new(|n| "```\n".repeat(n / 4))),
        ("fence2", Box::new(|n| "~~~".repeat(n / 3))),
        ("hash", Box::new(|n| "# ".repeat(n / 2))),
        ("hashes", Box::new(|n| "#".repeat(n))),
        ("empties", Box::new(|n| "-\n".repeat(n / 2))),
        ("empties2", Box::new(|n| "- \n\n".repeat(n / 4))),
        ("ordered", Box::new(|n| "1. a\n".repeat(n / 5))),
        ("spaces", Box::new(|n| " ".repeat(n) + "a")),
        ("spaces2", Box::new(|n| "a ".to_string() + &" ".repeat(n) + "b")),
        ("spaces3", Box::new(|n| "    a\n\n".repeat(n / 7))),
        (
            "link runs",
            Box::new(|n| "[".to_string() + &"*a* b".repeat(n / 10) + "](" + &"u".repeat(n / 2) + ")"),
        ),
        ("table", Box::new(|n| "|a|b|\n|-|-|\n".repeat(n / 12))),
        ("refblanks", Box::new(|n| "[".to_string() + &"a\n".repeat(n / 2))),
        ("refblanks2", Box::new(|n| "[a\n".repeat(n / 3))),
        ("refblanks3", Box::new(|n| "[a]: x 'b\n".repeat(n / 10))),
        ("quote lazy", Box::new(|n| "> a\nb\n".repeat(n / 6))),
    ];
    for (name, f) in make {
        let mut times = vec![];
        for n in [20_000usize, 80_000, 320_000] {
            let text = f(n);
            let start = Instant::now();
            let a = Article::parse(&text);
            let l = a.plain_text().len();
            drop(a);
            times.push((start.elapsed().as_secs_f64() * 1000.0, l));
            if times.last().unwrap().0 > 5000.0 {
                break;
            }
        }
        let bad = times.len() < 3 || times[2].0 > 40.0 && times[2].0 / times[1].0 > 7.0;
        println!("{}{name}: {:?}", if bad { "BAD " } else { "" }, times);
    }
}
#[test]
#[ignore]
fn others() {
    let make: Vec<(&str, Box<dyn Fn(usize) -> String>)> = vec![
        ("notes", Box::new(|n| "[[\n".repeat(n / 3))),
        ("notes2", Box::new(|n| "a [[ b\n".repeat(n / 7))),
        ("notes3", Box::new(|n| "a".to_string() + &"[[".repeat(n / 2))),
        ("cues", Box::new(|n| (0..n / 16).map(|i| format!("VAI A{i}\nx\n\n")).collect())),
        ("scenes", Box::new(|n| ".C\n\n".repeat(n / 4))),
        ("paren", Box::new(|n| "A\n".to_string() + &"(".repeat(n))),
        ("paren2", Box::new(|n| "A\n(x)\n\n".repeat(n / 8))),
        (
            "cast",
            Box::new(|n| {
                "# Nhân vật\n".to_string() + &(0..n / 10).map(|i| format!("!- A{i}\n")).collect::<String>()
            }),
        ),
        (
            "cast2",
            Box::new(|n| {
                "# Nhân vật\n".to_string()
                    + &(0..n / 10).map(|i| format!("!- A{i}\n")).collect::<String>()
                    + &(0..n / 10).map(|i| format!("A{i}: x\n")).collect::<String>()
            }),
        ),
        ("answers", Box::new(|n| "1. a\n".to_string() + &"A. x\n".repeat(n / 10) + &"B. x\n".repeat(n / 10))),
        (
            "key",
            Box::new(|n| "1. a\n".to_string() + &"A. x\n".repeat(n / 10) + "Đáp án: " + &"Z".repeat(n / 2)),
        ),
        ("questions", Box::new(|n| (0..n / 8).map(|i| format!("{i}. a\n")).collect())),
        ("rows", Box::new(|n| "## 1\nLời: a\n".repeat(n / 12))),
        ("labels", Box::new(|n| "## 1\n".to_string() + &"Lời: a\n".repeat(n / 8))),
        ("tones", Box::new(|n| "## 1\n".to_string() + &"Tính chất: khen\n".repeat(n / 16))),
        ("durs", Box::new(|n| "## 1\n".to_string() + &"Thời lượng: 1\n".repeat(n / 16))),
        ("longdur", Box::new(|n| "## 1\nThời lượng: ".to_string() + &"1 ".repeat(n / 2))),
        ("figures", Box::new(|n| "1".repeat(n))),
        ("figures2", Box::new(|n| "1.".repeat(n / 2))),
        ("figures3", Box::new(|n| "1-".repeat(n / 2))),
        ("figures4", Box::new(|n| "A1".repeat(n / 2))),
        ("oneword", Box::new(|n| "a".repeat(n))),
    ];
    for (name, f) in make {
        let mut times = vec![];
        for n in [20_000usize, 80_000, 320_000] {
            let text = f(n);
            let start = Instant::now();
            let play = stage::parse(&text);
            let _ = play.characters();
            let _ = play.scenes().len();
            let _ = play.seconds(toasoan::piece::timing::Rate::NORMAL);
            let a = start.elapsed().as_secs_f64() * 1000.0;
            let start = Instant::now();
            let _ = stage::import(&text).len();
            let b = start.elapsed().as_secs_f64() * 1000.0;
            let start = Instant::now();
            let _ = Quiz::parse(&text).problems().len();
            let c = start.elapsed().as_secs_f64() * 1000.0;
            let start = Instant::now();
            let mut s = Script::parse(&text);
            s.renumber();
            let _ = s.running(&Default::default());
            let d = start.elapsed().as_secs_f64() * 1000.0;
            let start = Instant::now();
            let _ = toasoan::piece::timing::spoken(&text).len();
            let _ = toasoan::piece::timing::seconds(&text, toasoan::piece::timing::Rate::NORMAL);
            let e = start.elapsed().as_secs_f64() * 1000.0;
            times.push([a, b, c, d, e].map(|x| x.round()));
            if [a, b, c, d, e].iter().any(|x| *x > 5000.0) {
                break;
            }
        }
        let bad =
            times.len() < 3 || (0..5).any(|k| times[2][k] > 60.0 && times[2][k] / times[1][k].max(1.0) > 7.0);
        println!("{}{name}: {:?}", if bad { "BAD " } else { "" }, times);
    }
}
#[test]
#[ignore]
fn merges() {
    use toasoan::piece::{Format, Header, Piece, PieceId, merge};
    let piece = |format, body: String| {
        Piece::new(Header::new(PieceId("01HQ0000000000000000000001".into()), "a", "b"), format, body)
    };
    let cases: Vec<(&str, Format, Box<dyn Fn(usize) -> [String; 3]>)> = vec![
        (
            "all different",
            Format::Article,
            Box::new(|n| {
                let t = |k: usize| {
                    (0..n / 20).map(|i| format!("câu {} của {k}\n\n", i * 7 + k)).collect::<String>()
                };
                [t(0), t(1), t(2)]
            }),
        ),
        (
            "all different, no base",
            Format::Article,
            Box::new(|n| {
                let t = |k: usize| {
                    (0..n / 20).map(|i| format!("câu {} của {k}\n\n", i * 7 + k)).collect::<String>()
                };
                [String::new(), t(1), t(2)]
            }),
        ),
        (
            "every other",
            Format::Article,
            Box::new(|n| {
                let t = |k: usize| {
                    (0..n / 20)
                        .map(|i| {
                            if i % 2 == 0 {
                                format!("câu {i} chung\n\n")
                            } else {
                                format!("câu {i} của {k}\n\n")
                            }
                        })
                        .collect::<String>()
                };
                [t(0), t(1), t(2)]
            }),
        ),
        (
            "permuted",
            Format::Article,
            Box::new(|n| {
                let m = n / 20;
                let t = |k: usize| {
                    (0..m).map(|i| format!("câu {}\n\n", (i * (k * 2 + 1) * 7919) % m)).collect::<String>()
                };
                [t(0), t(1), t(2)]
            }),
        ),
        (
            "few kinds",
            Format::Article,
            Box::new(|n| {
                let m = n / 6;
                let t = |k: usize| {
                    (0..m).map(|i| format!("c{}\n\n", (i * i * (k + 3) / 7) % 5)).collect::<String>()
                };
                [t(0), t(1), t(2)]
            }),
        ),
        (
            "rows",
            Format::Av,
            Box::new(|n| {
                let t = |k: usize| {
                    (0..n / 30)
                        .map(|i| format!("## {:02}\nLời: câu {} của {k}\n\n", i + 1, i * 7 + k))
                        .collect::<String>()
                };
                [t(0), t(1), t(2)]
            }),
        ),
        (
            "quiz",
            Format::Quiz,
            Box::new(|n| {
                let t = |k: usize| {
                    (0..n / 30)
                        .map(|i| format!("{}. câu {} của {k}\nA. x\nB. y\n\n", i + 1, i * 7 + k))
                        .collect::<String>()
                };
                [t(0), t(1), t(2)]
            }),
        ),
        (
            "stage",
            Format::Stage,
            Box::new(|n| {
                let t = |k: usize| {
                    (0..n / 30).map(|i| format!("BẢY\ncâu {} của {k}\n\n", i * 7 + k)).collect::<String>()
                };
                [t(0), t(1), t(2)]
            }),
        ),
        (
            "one line",
            Format::Article,
            Box::new(|n| {
                let t = |k: usize| (0..n / 10).map(|i| format!("c{} ", i * 7 + k)).collect::<String>();
                [t(0), t(1), t(2)]
            }),
        ),
    ];
    for (name, format, f) in cases {
        let mut times = vec![];
        for n in [20_000usize, 80_000, 320_000] {
            let [a, b, c] = f(n);
            let (a, b, c) = (piece(format, a), piece(format, b), piece(format, c));
            let start = Instant::now();
            let m = merge::merge(&a, &b, &c);
            let t = start.elapsed().as_millis();
            let start = Instant::now();
            let k = m.keep_all();
            times.push((t, start.elapsed().as_millis(), m.conflicts.len(), k.body.len()));
            if t > 8000 {
                break;
            }
        }
        println!("{name}: {times:?}");
    }
}
#[test]
#[ignore]
fn pages() {
    use toasoan::document::{self, PrintOptions};
    use toasoan::piece::{Format, Header, Piece, PieceId, check};
    let newsroom = super::documents::newsroom([]);
    let piece = |format, body: String| {
        Piece::new(Header::new(PieceId("01HQ0000000000000000000001".into()), "a", "b"), format, body)
    };
    let cases: Vec<(&str, Format, Box<dyn Fn(usize) -> String>)> = vec![
        (
            "prose",
            Format::Article,
            Box::new(|n| {
                "Thủ tục hành chính đất đai. ".repeat(8).repeat(1).repeat(n / 280).replace(". T", ".\n\nT")
            }),
        ),
        ("one paragraph", Format::Article, Box::new(|n| "Thủ tục hành chính. ".repeat(n / 26))),
        ("one word", Format::Article, Box::new(|n| "a".repeat(n))),
        ("bold runs", Format::Article, Box::new(|n| "**a** b ".repeat(n / 8))),
        ("lists", Format::Article, Box::new(|n| "- a\n".repeat(n / 4))),
        ("deep", Format::Article, Box::new(|n| ">".repeat(n) + "a")),
        (
            "links",
            Format::Article,
            Box::new(|n| (0..n / 26).map(|i| format!("[a.vn/{i}](http://a.vn/{i}) ")).collect()),
        ),
        (
            "missing",
            Format::Article,
            Box::new(|n| (0..n / 3).map(|i| char::from_u32(0x4e00 + (i % 20000) as u32).unwrap()).collect()),
        ),
        ("heading one", Format::Article, Box::new(|n| "# a\n\n".repeat(n / 5))),
        ("keep", Format::Article, Box::new(|n| "**a**\n\n".repeat(n / 7))),
        ("skit", Format::Stage, Box::new(|n| "BẢY\nĐi đâu đó?\n\n".repeat(n / 20))),
        (
            "skit roles",
            Format::Stage,
            Box::new(|n| (0..n / 24).map(|i| format!("VAI {i}\nĐi đâu đó?\n\n")).collect()),
        ),
        ("skit one speech", Format::Stage, Box::new(|n| "BẢY\n".to_string() + &"Đi đâu đó? ".repeat(n / 16))),
        (
            "skit cast",
            Format::Stage,
            Box::new(|n| "# Nhân vật\n".to_string() + &"!- A | b | c\n".repeat(n / 14)),
        ),
        (
            "skit one speech lines",
            Format::Stage,
            Box::new(|n| "BẢY\n".to_string() + &"Đi đâu đó\n".repeat(n / 14)),
        ),
        ("av", Format::Av, Box::new(|n| "## 1\nHình: chợ\nLời: Đi đâu đó?\n\n".repeat(n / 40))),
        (
            "av one row",
            Format::Av,
            Box::new(|n| "## 1\nHình: chợ\nLời: ".to_string() + &"Đi đâu đó? ".repeat(n / 16)),
        ),
        ("radio", Format::Radio, Box::new(|n| "## 1\nLời: Đi đâu đó?\n\n".repeat(n / 26))),
        (
            "quiz",
            Format::Quiz,
            Box::new(|n| (0..n / 30).map(|i| format!("{i}. Hỏi?\nA. x\nB. y\nĐáp án: A\n")).collect()),
        ),
        ("quiz answers", Format::Quiz, Box::new(|n| "1. Hỏi?\n".to_string() + &"A. x\n".repeat(n / 5))),
    ];
    for (name, format, f) in cases {
        let mut times = vec![];
        for n in [10_000usize, 40_000, 160_000] {
            let one = piece(format, f(n));
            let mut fonts = toasoan::page::Fonts::new();
            let start = Instant::now();
            let _ = check::piece(&one, &newsroom.plan, newsroom.settings());
            let c = start.elapsed().as_millis();
            let start = Instant::now();
            let d = document::of_piece(&newsroom, &one, &|_| None, &PrintOptions::default(), &mut fonts);
            let t = start.elapsed().as_millis();
            let start = Instant::now();
            let l = document::plain_text(&newsroom, &one).len();
            let p = start.elapsed().as_millis();
            times.push((c, t, p, d.pages.len(), l));
            if t > 10000 {
                break;
            }
        }
        println!("{name}: {times:?}");
    }
}
