use std::time::Instant;
use toasoan::piece::article::Article;
use toasoan::piece::{stage, quiz::Quiz, av::Script};
fn nested_lists(n: usize) -> String { (0..n).map(|i| format!("{}- a\n", "  ".repeat(i))).collect() }
#[test]
#[ignore]
fn md() {
    let make: Vec<(&str, Box<dyn Fn(usize) -> String>)> = vec![
        ("dashes", Box::new(|n| "- ".repeat(n) + "x\n")),
        ("dashes rule", Box::new(|n| "- ".repeat(n) + "\n")),
        ("quotes", Box::new(|n| ">".repeat(n) + "x\n")),
        ("quotes-lines", Box::new(|n| "> > > > > > > >x\n\n".repeat(n/16))),
        ("dash48 lines", Box::new(|n| { let l = "- ".repeat(47)+"x\n"; l.repeat(n/96) })),
        ("dash48 blank", Box::new(|n| "- ".repeat(47)+"x\n" + &"\n".repeat(n))),
        ("dash48 text", Box::new(|n| "- ".repeat(47)+"x\n" + &"a\n".repeat(n/2))),
        ("nested", Box::new(|n| nested_lists((n as f64).sqrt() as usize))),
        ("stars", Box::new(|n| "*a ".repeat(n/3))),
        ("stars2", Box::new(|n| "*a **b ".repeat(n/7))),
        ("stars3", Box::new(|n| "a**b".repeat(n/4) + &"c* ".repeat(n/3))),
        ("under", Box::new(|n| "_a ".repeat(n/3))),
        ("brackets", Box::new(|n| "[".repeat(n))),
        ("brackets2", Box::new(|n| "[a](".repeat(n/4))),
        ("brackets3", Box::new(|n| "[".repeat(n/2) + &"]".repeat(n/2))),
        ("brackets4", Box::new(|n| "![".repeat(n/4) + &"](x)".repeat(n/4))),
        ("brackets5", Box::new(|n| "[a](<b".repeat(n/6))),
        ("brackets6", Box::new(|n| "[a](b \"".repeat(n/7))),
        ("refs", Box::new(|n| "[a]: b\n".repeat(n/14) + &"[a] ".repeat(n/8))),
        ("refs2", Box::new(|n| (0..n/20).map(|i| format!("[a{i}]: b\n\n")).collect::<String>() + &"[a0][a1]".repeat(n/16))),
        ("refs3", Box::new(|n| "[a]: \"".repeat(n/6))),
        ("refs4", Box::new(|n| "[a]:\n".repeat(n/5))),
        ("refs5", Box::new(|n| "[a]: x \"\n".repeat(n/9))),
        ("longref", Box::new(|n| format!("[a]: {}\n\n", "x".repeat(n/2)) + &"[a] ".repeat(n/8))),
        ("ticks", Box::new(|n| "`a``b```c".repeat(n/9))),
        ("ticks2", Box::new(|n| (1..((2*n) as f64).sqrt() as usize).map(|i| "`".repeat(i)+"a").collect())),
        ("html", Box::new(|n| "<a ".repeat(n/3))),
        ("html2", Box::new(|n| "<!--".repeat(n/4))),
        ("html2b", Box::new(|n| "a <!--".repeat(n/6))),
        ("html3", Box::new(|n| "a <?".repeat(n/4))),
        ("html4", Box::new(|n| "a <![CDATA[".repeat(n/11))),
        ("html5", Box::new(|n| "a <!A ".repeat(n/6))),
        ("html6", Box::new(|n| "a <a b=\"".repeat(n/8))),
        ("html7", Box::new(|n| "<div>\n".repeat(n/6))),
        ("html8", Box::new(|n| "a <a b=c ".repeat(n/9))),
        ("amp", Box::new(|n| "&".repeat(n))),
        ("amp2", Box::new(|n| "&a".repeat(n/2))),
        ("bs", Box::new(|n| "\\".repeat(n))),
        ("tilde", Box::new(|n| "~~a ~b ".repeat(n/7))),
        ("tilde2", Box::new(|n| "~".repeat(n))),
        ("starrun", Box::new(|n| "*".repeat(n)+"a")),
        ("starrun2", Box::new(|n| "a".to_string()+&"*".repeat(n/2)+"b"+&"*".repeat(n/2))),
        ("autolink", Box::new(|n| "<http:".repeat(n/6))),
        ("setext", Box::new(|n| "a\n".repeat(n/2) + "===\n")),
        ("setext2", Box::new(|n| "a\n===\n".repeat(n/6))),
        ("fence", Box::new(|n| "```\n".repeat(n/4))),
        ("fence2", Box::new(|n| "~~~".repeat(n/3))),
        ("hash", Box::new(|n| "# ".repeat(n/2))),
        ("hashes", Box::new(|n| "#".repeat(n))),
        ("empties", Box::new(|n| "-\n".repeat(n/2))),
        ("empties2", Box::new(|n| "- \n\n".repeat(n/4))),
        ("ordered", Box::new(|n| "1. a\n".repeat(n/5))),
        ("spaces", Box::new(|n| " ".repeat(n)+"a")),
        ("spaces2", Box::new(|n| "a ".to_string()+&" ".repeat(n)+"b")),
        ("spaces3", Box::new(|n| "    a\n\n".repeat(n/7))),
        ("link runs", Box::new(|n| "[".to_string()+&"*a* b".repeat(n/10)+"]("+&"u".repeat(n/2)+")")),
        ("table", Box::new(|n| "|a|b|\n|-|-|\n".repeat(n/12))),
        ("refblanks", Box::new(|n| "[".to_string()+&"a\n".repeat(n/2))),
        ("refblanks2", Box::new(|n| "[a\n".repeat(n/3))),
        ("refblanks3", Box::new(|n| "[a]: x 'b\n".repeat(n/10))),
        ("quote lazy", Box::new(|n| "> a\nb\n".repeat(n/6))),
    ];
    for (name, f) in make {
        let mut times = vec![];
        for n in [20_000usize, 80_000, 320_000] {
            let text = f(n);
            let start = Instant::now();
            let a = Article::parse(&text);
            let l = a.plain_text().len();
            drop(a);
            times.push((start.elapsed().as_secs_f64()*1000.0, l));
            if times.last().unwrap().0 > 5000.0 { break; }
        }
        let bad = times.len() < 3 || times[2].0 > 40.0 && times[2].0 / times[1].0 > 7.0;
        println!("{}{name}: {:?}", if bad {"BAD "} else {""}, times);
    }
}
#[test]
#[ignore]
fn others() {
    let make: Vec<(&str, Box<dyn Fn(usize) -> String>)> = vec![
        ("notes", Box::new(|n| "[[\n".repeat(n/3))),
        ("notes2", Box::new(|n| "a [[ b\n".repeat(n/7))),
        ("notes3", Box::new(|n| "a".to_string()+&"[[".repeat(n/2))),
        ("cues", Box::new(|n| (0..n/16).map(|i| format!("VAI A{i}\nx\n\n")).collect())),
        ("scenes", Box::new(|n| ".C\n\n".repeat(n/4))),
        ("paren", Box::new(|n| "A\n".to_string()+&"(".repeat(n))),
        ("paren2", Box::new(|n| "A\n(x)\n\n".repeat(n/8))),
        ("cast", Box::new(|n| "# Nhân vật\n".to_string()+&(0..n/10).map(|i| format!("!- A{i}\n")).collect::<String>())),
        ("cast2", Box::new(|n| "# Nhân vật\n".to_string()+&(0..n/10).map(|i| format!("!- A{i}\n")).collect::<String>()+&(0..n/10).map(|i| format!("A{i}: x\n")).collect::<String>())),
        ("answers", Box::new(|n| "1. a\n".to_string()+&"A. x\n".repeat(n/10)+&"B. x\n".repeat(n/10))),
        ("key", Box::new(|n| "1. a\n".to_string()+&"A. x\n".repeat(n/10)+"Đáp án: "+&"Z".repeat(n/2))),
        ("questions", Box::new(|n| (0..n/8).map(|i| format!("{i}. a\n")).collect())),
        ("rows", Box::new(|n| "## 1\nLời: a\n".repeat(n/12))),
        ("labels", Box::new(|n| "## 1\n".to_string()+&"Lời: a\n".repeat(n/8))),
        ("tones", Box::new(|n| "## 1\n".to_string()+&"Tính chất: khen\n".repeat(n/16))),
        ("durs", Box::new(|n| "## 1\n".to_string()+&"Thời lượng: 1\n".repeat(n/16))),
        ("longdur", Box::new(|n| "## 1\nThời lượng: ".to_string()+&"1 ".repeat(n/2))),
        ("figures", Box::new(|n| "1".repeat(n))),
        ("figures2", Box::new(|n| "1.".repeat(n/2))),
        ("figures3", Box::new(|n| "1-".repeat(n/2))),
        ("figures4", Box::new(|n| "A1".repeat(n/2))),
        ("oneword", Box::new(|n| "a".repeat(n))),
    ];
    for (name, f) in make {
        let mut times = vec![];
        for n in [20_000usize, 80_000, 320_000] {
            let text = f(n);
            let start = Instant::now();
            let play = stage::parse(&text);
            let _ = play.characters(); let _ = play.scenes().len(); let _ = play.seconds(toasoan::piece::timing::Rate::NORMAL);
            let a = start.elapsed().as_secs_f64()*1000.0; let start = Instant::now();
            let _ = stage::import(&text).len();
            let b = start.elapsed().as_secs_f64()*1000.0; let start = Instant::now();
            let _ = Quiz::parse(&text).problems().len();
            let c = start.elapsed().as_secs_f64()*1000.0; let start = Instant::now();
            let mut s = Script::parse(&text); s.renumber(); let _ = s.running(&Default::default());
            let d = start.elapsed().as_secs_f64()*1000.0; let start = Instant::now();
            let _ = toasoan::piece::timing::spoken(&text).len(); let _ = toasoan::piece::timing::seconds(&text, toasoan::piece::timing::Rate::NORMAL);
            let e = start.elapsed().as_secs_f64()*1000.0;
            times.push([a,b,c,d,e].map(|x| x.round()));
            if [a,b,c,d,e].iter().any(|x| *x > 5000.0) { break; }
        }
        let bad = times.len() < 3 || (0..5).any(|k| times[2][k] > 60.0 && times[2][k] / times[1][k].max(1.0) > 7.0);
        println!("{}{name}: {:?}", if bad {"BAD "} else {""}, times);
    }
}
