use super::Quiz;

#[test]
fn a_survey_is_read_with_its_key() {
    let quiz = Quiz::parse(
        "Chọn một câu đúng.\n\n1. Một cửa\nlà gì?\nA. Một nơi nhận\n   và trả\nb) Một cái cửa\nĐáp án: a\n\
         Giải thích: theo Quyết định 93.\n\n2. Hạn trả?\nA. 3 ngày\nB. 5 ngày\nĐáp án: B\n",
    );
    assert_eq!(quiz.intro, "Chọn một câu đúng.");
    let first = &quiz.questions[0];
    assert_eq!(first.text, "Một cửa là gì?");
    assert_eq!(first.answers[0].text, "Một nơi nhận và trả");
    assert_eq!((first.answers[1].letter, first.answers[1].line), ('B', 6));
    assert!(first.is_key('A') && !first.is_key('B'));
    assert_eq!(first.explanation, "theo Quyết định 93.");
    assert_eq!(quiz.questions.len(), 2);
    assert_eq!(quiz.problems(), []);
}

#[test]
fn each_problem_names_its_line() {
    for (body, line, word) in [
        ("", 0, "chưa có câu hỏi"),
        ("1. Hỏi?\nA. một\nB. hai\n", 0, "chưa có đáp án"),
        ("1. Hỏi?\nA. một\nB. hai\nĐáp án: C\n", 3, "đáp án C không có"),
        ("1. Hỏi?\nA. một\nĐáp án: A\n", 0, "cần ít nhất hai"),
        ("1. Hỏi?\nA. một\nA. hai\nĐáp án: A\n", 2, "hai phương án A"),
        ("1. Hỏi?\nA. một\nB.\nĐáp án: A\n", 2, "còn trống"),
        ("2. Hỏi?\nA. một\nB. hai\nĐáp án: A\n", 0, "đánh số lại"),
        ("1.\nA. một\nB. hai\nĐáp án: A\n", 0, "chưa có lời hỏi"),
    ] {
        let problems = Quiz::parse(body).problems();
        assert_eq!(problems.len(), 1, "{body}: {problems:?}");
        assert_eq!(problems[0].line, line, "{body}");
        assert!(problems[0].message.contains(word), "{}", problems[0].message);
    }
}
