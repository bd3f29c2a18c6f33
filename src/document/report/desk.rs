//! What the report says beside the slots: opinions, places, money, duties, assessment; and the appendix of evidence.

use chrono::NaiveDate;

use crate::budget::dong;
use crate::calendar::wording;
use crate::contest::Contest;
use crate::document::places::{Grid, Head};
use crate::document::print::Issuer;
use crate::document::survey::outcome;
use crate::duty::owner_name;
use crate::fold::capital;
use crate::ledger::{By, CaseTally, CaseView, Filter, Measure, Tally, case_tallies, grievances, spending};
use crate::newsroom::Newsroom;
use crate::piece::Format;
use crate::plan::Locality;
use crate::reporting::Section;

/// How many grievances are named.
const NAMED: usize = 5;

/// A part of the report.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// In capitals, without a number.
    pub title: &'static str,
    /// Paragraphs; one that ends in a colon leads to the table.
    pub said: Vec<String>,
    pub grid: Option<Grid>,
    /// Paragraphs under a heading each, after the table.
    pub texts: Vec<(&'static str, String)>,
}

/// The parts of which something is known, in order. `from`: the first day of the period; none for the year's.
pub fn parts(newsroom: &Newsroom, issuer: &Issuer, from: Option<NaiveDate>) -> Vec<Part> {
    let period = period(newsroom, from);
    let parts = [
        leads(newsroom, issuer, period),
        cases(newsroom, issuer, period),
        places(newsroom, issuer, period),
        surveys(newsroom, issuer, period),
        contests(newsroom, issuer),
        money(newsroom, issuer),
        duties(newsroom, issuer, period),
        assessment(newsroom, issuer, period),
    ];
    parts.into_iter().flatten().collect()
}

/// The first and the last day reported on.
pub fn period(newsroom: &Newsroom, from: Option<NaiveDate>) -> (NaiveDate, NaiveDate) {
    let today = newsroom.today();
    let first = NaiveDate::from_ymd_opt(newsroom.plan().year, 1, 1).unwrap_or(today);
    (from.unwrap_or(first), today)
}

/// The body whose own part it is; empty for the report on all.
pub fn body_of(issuer: &Issuer, newsroom: &Newsroom) -> String {
    let mine = issuer.mine.as_ref().filter(|mine| !mine.is_everything());
    let plan = newsroom.plan();
    let locality = || plan.localities.iter().find(|one| mine.is_some_and(|mine| mine.is_body(&one.id)));
    let agency = mine.and_then(|mine| mine.agency().map(str::to_owned));
    locality().map(|one| one.id.clone()).or(agency).unwrap_or_default()
}

fn head(name: &'static str, width: u16) -> Head {
    Head { name, width, is_for_excel: false, is_number: false }
}

fn number(name: &'static str, width: u16) -> Head {
    Head { is_number: true, ..head(name, width) }
}

fn numbered(rows: impl Iterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    rows.zip(1..).map(|(row, at): (_, usize)| std::iter::once(at.to_string()).chain(row).collect()).collect()
}

/// What each lead agency owed in the period, and what became of it.
fn leads(newsroom: &Newsroom, issuer: &Issuer, (from, to): (NaiveDate, NaiveDate)) -> Option<Part> {
    let plan = newsroom.plan();
    let mut by: Vec<(&str, Tally)> = Vec::new();
    for view in &newsroom.obligations().slots {
        let is_asked = (from..=to).contains(&view.slot.to) && issuer.takes(&view.slot.id);
        let Some(activity) = plan.activity(view.slot.id.activity()).filter(|_| is_asked) else { continue };
        let lead = activity.lead.first().map_or("", String::as_str);
        match by.iter_mut().find(|(known, _)| *known == lead) {
            Some((_, tally)) => tally.add(view, newsroom.today()),
            None => by.push((lead, Tally::of(std::iter::once(view), newsroom.today()))),
        }
    }
    // One's own part has one lead: the tables above say it.
    if by.len() < 2 {
        return None;
    }
    let rows = by.into_iter().map(|(lead, tally)| {
        let name = plan.agency(lead).map_or_else(|| lead.to_owned(), |agency| capital(&agency.name));
        let counts = [tally.due, tally.in_time, tally.late, tally.unconfirmed, tally.missing];
        std::iter::once(name).chain(counts.map(|count| count.to_string())).collect()
    });
    let heads = vec![
        number("TT", 5),
        head("Cơ quan chủ trì", 40),
        number("Đến hạn", 9),
        number("Đúng hạn", 9),
        number("Trễ", 9),
        number("Chưa xác nhận", 10),
        number("Chưa làm", 9),
    ];
    let said = vec!["Các kỳ đến hạn trong kỳ báo cáo, theo cơ quan chủ trì:".to_owned()];
    let grid = Grid { heads, rows: numbered(rows), sum: String::new() };
    Some(Part { title: "KẾT QUẢ THEO CƠ QUAN CHỦ TRÌ", said, grid: Some(grid), ..Part::default() })
}

fn cases(newsroom: &Newsroom, issuer: &Issuer, (from, to): (NaiveDate, NaiveDate)) -> Option<Part> {
    let plan = newsroom.plan();
    let mut views = newsroom.cases();
    views
        .retain(|view| issuer.mine.as_ref().is_none_or(|mine| mine.is_everything() || view.is_owed_by(mine)));
    let own: Vec<CaseView<'_>> =
        views.iter().filter(|view| (from..=to).contains(&view.case.received)).copied().collect();
    let open_before = views.iter().filter(|view| view.case.received < from && view.timing.is_open()).count();
    if own.is_empty() && open_before == 0 {
        return None;
    }
    let tally = CaseTally::of(&own);
    let before = if open_before > 0 {
        format!(" Từ kỳ trước còn {} chưa trả lời.", wording::counted(open_before, "ý kiến"))
    } else {
        String::new()
    };
    let mut said = vec![format!(
        "Trong kỳ nhận {}: trả lời đúng hạn {}, trả lời trễ {}, chưa trả lời {} (quá hạn {}), lời khen {}.{before}",
        wording::counted(tally.received, "ý kiến"),
        tally.in_time,
        tally.late,
        tally.open,
        tally.overdue,
        tally.praise,
    )];
    let upset: Vec<String> = grievances(&own)
        .into_iter()
        .take(NAMED)
        .map(|one| {
            let name = if one.procedure.is_empty() {
                newsroom.settings().cases.field_name(one.field)
            } else {
                one.procedure
            };
            let name = if name.is_empty() { "việc chưa xếp lĩnh vực" } else { name };
            format!("{name} ({})", one.count)
        })
        .collect();
    if !upset.is_empty() {
        said.push(format!("Người dân, tổ chức nêu nhiều nhất: {}.", upset.join("; ")));
    }
    // The months of an agency together.
    let mut by: Vec<(&str, CaseTally)> = Vec::new();
    for ((agency, _), tally) in case_tallies(&own) {
        match by.last_mut().filter(|(last, _)| *last == agency) {
            Some((_, sum)) => sum.join(tally),
            None => by.push((agency, tally)),
        }
    }
    let rows = by.into_iter().map(|(agency, tally)| {
        let name = if agency.is_empty() {
            "Chưa chuyển".to_owned()
        } else {
            capital(&plan.name_of_asked(agency))
        };
        let counts = [tally.received, tally.in_time, tally.late, tally.open, tally.overdue];
        std::iter::once(name).chain(counts.map(|count| count.to_string())).collect()
    });
    let heads = vec![
        number("TT", 5),
        head("Cơ quan trả lời", 30),
        number("Đã nhận", 10),
        number("Đúng hạn", 10),
        number("Trễ", 10),
        number("Chưa trả lời", 10),
        number("Quá hạn", 10),
    ];
    let grid = Grid { heads, rows: numbered(rows), sum: String::new() };
    Some(Part {
        title: "Ý KIẾN, KIẾN NGHỊ VÀ VIỆC TRẢ LỜI", said, grid: Some(grid), ..Part::default()
    })
}

fn places(newsroom: &Newsroom, issuer: &Issuer, (from, to): (NaiveDate, NaiveDate)) -> Option<Part> {
    let plan = newsroom.plan();
    let is_asked = |activity: &str| issuer.mine.as_ref().is_none_or(|mine| mine.has_activity(activity));
    let coverage: Vec<_> =
        newsroom.coverage().into_iter().filter(|coverage| is_asked(&coverage.activity)).take(5).collect();
    if coverage.is_empty() {
        return None;
    }
    let stays: Vec<_> = newsroom.stays().filter(|stay| is_asked(stay.airing.slot.activity())).collect();
    let in_period = stays.iter().filter(|stay| stay.since.is_some_and(|day| (from..=to).contains(&day)));
    let (mut copies, mut nights, mut spectators) = (0_u64, 0, 0_u64);
    for stay in in_period {
        if stay.state.is_up() {
            copies += u64::from(stay.airing.copies.unwrap_or(1));
        } else if stay.state == crate::ledger::StayState::Over && stay.medium == crate::plan::Medium::Stage {
            nights += 1;
            spectators += u64::from(stay.airing.spectators.unwrap_or(0));
        }
    }
    let said = vec![format!(
        "Trong kỳ đã treo, niêm yết {} bản; diễn {} với {} lượt người xem. Theo địa bàn, đã làm trên phải làm:",
        wording::grouped(copies),
        wording::counted(nights, "buổi"),
        wording::grouped(spectators),
    )];
    let mut heads = vec![number("TT", 5), head("Địa bàn", 24)];
    heads.extend(coverage.iter().map(|one| {
        let name = match one.measure {
            Measure::Boards => "Nhà thông tin",
            Measure::Posters => "Điểm treo",
            Measure::Performances => "Buổi diễn",
            Measure::Sites => "Trang tin",
        };
        number(name, 12)
    }));
    let localities = coverage[0].localities.iter().map(|local| local.id.as_str());
    let rows = localities.map(|id| {
        let name = plan.locality(id).map_or_else(|| id.to_owned(), |one| capital(&Locality::full_name(one)));
        let cells = coverage.iter().map(|one| {
            let local = one.localities.iter().find(|local| local.id == id);
            local.map_or_else(|| "–".to_owned(), |local| format!("{}/{}", local.done, local.of))
        });
        std::iter::once(name).chain(cells).collect()
    });
    let grid = Grid { heads, rows: numbered(rows), sum: String::new() };
    Some(Part {
        title: "PANO, NIÊM YẾT, LƯU DIỄN THEO ĐỊA BÀN", said, grid: Some(grid), ..Part::default()
    })
}

/// Surveys held in the period: who came, how they did, what they know least (IV.10).
fn surveys(newsroom: &Newsroom, issuer: &Issuer, (from, to): (NaiveDate, NaiveDate)) -> Option<Part> {
    let plan = newsroom.plan();
    let is_whole = issuer.mine.as_ref().is_none_or(crate::ledger::Mine::is_everything);
    let is_mine =
        |locality: &str| is_whole || issuer.mine.as_ref().is_some_and(|mine| mine.is_body(locality));
    let of = |piece: &&crate::piece::Piece| {
        piece.format == Format::Quiz
            && issuer.mine.as_ref().is_none_or(|mine| mine.has_header(&piece.header))
            && piece.header.airings.iter().any(|one| one.date.is_some_and(|day| (from..=to).contains(&day)))
    };
    let (mut said, mut rows) = (Vec::new(), Vec::new());
    for piece in newsroom.pieces().filter(of) {
        let title = &piece.header.title;
        let request =
            outcome::Request { paper: outcome::Paper::Report, survey: piece.id().clone(), locality: None };
        let Some(found) = request.found(newsroom).filter(|found| found.outcome.all.people > 0) else {
            said.push(format!("{title}: chưa có kết quả chấm."));
            continue;
        };
        let all = &found.outcome.all;
        let places = wording::counted(found.outcome.localities.len(), "địa bàn");
        said.push(format!(
            "{title}: {} dự tại {places}; điểm bình quân {} trên {}.",
            wording::counted(all.people, "người"),
            points(all.mean),
            points(found.outcome.full)
        ));
        rows.extend(found.outcome.localities.iter().filter(|group| is_mine(&group.locality)).map(|group| {
            let name = plan.locality(&group.locality).map(Locality::full_name);
            let weakest = group.weakest.as_ref().map_or("", |(field, _)| field);
            vec![
                title.clone(),
                capital(&name.unwrap_or_else(|| group.locality.clone())),
                group.summary.people.to_string(),
                points(group.summary.mean),
                format!("{} – {}", points(group.summary.least), points(group.summary.most)),
                group.weak.to_string(),
                weakest.to_owned(),
            ]
        }));
    }
    let heads = vec![
        number("TT", 5),
        head("Đợt khảo sát", 26),
        head("Địa bàn", 18),
        number("Số người", 8),
        number("Bình quân", 8),
        number("Thấp – cao nhất", 10),
        number("Cần bồi dưỡng", 10),
        head("Yếu nhất về", 26),
    ];
    let grid =
        (!rows.is_empty()).then(|| Grid { heads, rows: numbered(rows.into_iter()), sum: String::new() });
    (!said.is_empty()).then(|| Part { title: "KHẢO SÁT KIẾN THỨC", said, grid, ..Part::default() })
}

/// "7,25"
fn points(points: f64) -> String {
    let text = format!("{points:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('.', ",")
}

fn contests(newsroom: &Newsroom, issuer: &Issuer) -> Option<Part> {
    let today = newsroom.today();
    let of = |piece: &&crate::piece::Piece| {
        piece.format == Format::Contest
            && issuer.mine.as_ref().is_none_or(|mine| mine.has_header(&piece.header))
    };
    let mut said = Vec::new();
    for piece in newsroom.pieces().filter(of) {
        let Ok(contest) = Contest::parse(&piece.body) else { continue };
        let day = piece.header.airings.iter().find_map(|airing| airing.date).filter(|day| *day <= today);
        let teams = wording::counted(contest.teams.len(), "đội");
        let ranking = contest.ranking();
        if day.is_none() || ranking.missing() > 0 {
            said.push(format!("{}: {teams} đăng ký, chưa có kết quả.", piece.header.title));
            continue;
        }
        let first: Vec<String> = ranking
            .places
            .iter()
            .take(3)
            .map(|place| format!("{}. {}", place.rank, place.team.name))
            .collect();
        said.push(format!("{}: {teams}; kết quả {}.", piece.header.title, first.join(", ")));
    }
    (!said.is_empty()).then(|| Part { title: "HỘI THI", said, ..Part::default() })
}

fn money(newsroom: &Newsroom, issuer: &Issuer) -> Option<Part> {
    let (plan, budget) = (newsroom.plan(), newsroom.budget());
    let mut own = budget.clone();
    if let Some(mine) = issuer.mine.as_ref().filter(|mine| !mine.is_everything()) {
        own.lines.retain(|line| {
            mine.is_body(if line.locality.is_empty() { &line.agency } else { &line.locality })
        });
    }
    let spent = spending(&own, plan, By::Activity, &Filter::default(), newsroom.today());
    if spent.groups.is_empty() {
        return None;
    }
    let cells = |name: String, sum: crate::ledger::Sum| {
        vec![name, dong(sum.planned), dong(sum.spent), dong(sum.planned - sum.spent)]
    };
    let rows = spent.groups.iter().map(|group| cells(group.name.clone(), group.sum));
    let mut rows = numbered(rows);
    rows.push(std::iter::once(String::new()).chain(cells("Cộng".to_owned(), spent.total)).collect());
    let heads = vec![
        number("TT", 5),
        head("Nội dung", 40),
        number("Dự toán (đồng)", 16),
        number("Đã chi (đồng)", 16),
        number("Còn lại (đồng)", 16),
    ];
    let over: usize = spent.groups.iter().map(crate::ledger::Group::lines_over).sum();
    let over = (over > 0).then(|| format!("Có {} chi vượt dự toán.", wording::counted(over, "mục")));
    let lead = "Kinh phí theo nội dung, tính đến ngày báo cáo:".to_owned();
    let said = over.into_iter().chain([lead]).collect();
    let grid = Grid { heads, rows, sum: String::new() };
    Some(Part { title: "KINH PHÍ", said, grid: Some(grid), ..Part::default() })
}

fn duties(newsroom: &Newsroom, issuer: &Issuer, period: (NaiveDate, NaiveDate)) -> Option<Part> {
    let (plan, duties) = (newsroom.plan(), newsroom.duties());
    let is_whole = issuer.mine.as_ref().is_none_or(crate::ledger::Mine::is_everything);
    let is_mine = |owner: &str| is_whole || issuer.mine.as_ref().is_some_and(|mine| mine.is_body(owner));
    let known = duties.duties.iter().any(|line| is_mine(&line.owner));
    let returns = if is_whole { newsroom.returns(period) } else { Vec::new() };
    let has_returns = returns.iter().any(|one| one.received.is_some());
    if !known && duties.plans.is_empty() && duties.organisations.is_empty() && !has_returns {
        return None;
    }
    let lines = duties.lines(plan);
    let rows = lines.iter().filter(|line| is_mine(&line.owner)).map(|line| {
        let note = [line.note.as_str(), line.evidence.as_str()];
        let note: Vec<&str> = note.into_iter().filter(|part| !part.is_empty()).collect();
        let clause = if plan.duties.iter().any(|duty| duty.clause == line.id) {
            line.id.clone()
        } else {
            String::new()
        };
        vec![
            clause,
            line.title.clone(),
            capital(&owner_name(plan, line)),
            capital(line.state.name()),
            note.join("; "),
        ]
    });
    let heads = vec![
        head("Mục", 8),
        head("Việc", 30),
        head("Nơi làm", 22),
        head("Tình trạng", 12),
        head("Ghi chú, minh chứng", 28),
    ];
    let rows: Vec<Vec<String>> = rows.collect();
    let mut texts = Vec::new();
    if is_whole {
        let owed: Vec<String> = duties
            .detailed_plans(plan)
            .into_iter()
            .filter(|one| one.attached.is_none_or(|day| day > newsroom.today()))
            .map(|one| plan.name_of_asked(&one.id))
            .collect();
        let said = if owed.is_empty() {
            "Các đơn vị chủ trì đều đã gửi kế hoạch cụ thể.".to_owned()
        } else {
            format!("Chưa gửi kế hoạch cụ thể: {}.", owed.join("; "))
        };
        texts.push(("Kế hoạch cụ thể của đơn vị chủ trì (V.3)", said));
        let joined: Vec<String> = duties
            .organisations
            .iter()
            .map(|one| match one.took_on.as_str() {
                "" => format!("{}: chưa trả lời", one.name),
                took_on => {
                    let took_on = took_on.trim_end_matches('.');
                    let done = match one.pieces.len() {
                        0 => "chưa có kết quả".to_owned(),
                        count => format!("đã có {}", wording::counted(count, "bài, hoạt động")),
                    };
                    format!("{}: {took_on} ({done})", one.name)
                }
            })
            .collect();
        if !joined.is_empty() {
            texts.push(("Mặt trận, đoàn thể (IV.9)", format!("{}.", joined.join("; "))));
        }
        let late: Vec<String> = returns
            .iter()
            .filter(|one| one.received.is_none())
            .map(|one| plan.name_of_asked(&one.body))
            .collect();
        let said = match late.as_slice() {
            [] => "Các cơ quan, địa phương đều đã báo cáo.".to_owned(),
            late => format!("Chưa báo cáo: {}.", late.join("; ")),
        };
        texts.push(("Báo cáo của cơ quan, địa phương", said));
    }
    let grid = (!rows.is_empty()).then(|| Grid { heads, rows, sum: String::new() });
    Some(Part { title: "TỔ CHỨC THỰC HIỆN", said: Vec::new(), grid, texts })
}

fn assessment(newsroom: &Newsroom, issuer: &Issuer, period: (NaiveDate, NaiveDate)) -> Option<Part> {
    let body = body_of(issuer, newsroom);
    let assessment = newsroom.reports().of(period, &body).filter(|one| !one.is_empty())?;
    let texts = Section::ALL.into_iter().map(|section| (section.name(), section.of(assessment).to_owned()));
    let texts = texts.filter(|(_, text)| !text.trim().is_empty());
    Some(Part { title: "ĐÁNH GIÁ, ĐỀ XUẤT", texts: texts.collect(), ..Part::default() })
}

/// What proves the airings of the period: photos, clippings, confirmations.
pub fn evidence(newsroom: &Newsroom, issuer: &Issuer, from: Option<NaiveDate>) -> Option<Grid> {
    let (from, to) = period(newsroom, from);
    let mut rows = Vec::new();
    for piece in newsroom.pieces() {
        for airing in piece.header.airings.iter().filter(|airing| issuer.takes(&airing.slot)) {
            let day = airing.outcome.as_ref().map(|outcome| outcome.date).or(airing.date);
            let Some(day) = day.filter(|day| (from..=to).contains(day)) else { continue };
            for evidence in &airing.evidence {
                let place = newsroom
                    .places()
                    .place(&airing.place)
                    .map_or_else(String::new, crate::place::Place::full_name);
                rows.push((
                    day,
                    vec![piece.header.title.clone(), place, wording::date(day), evidence.clone()],
                ));
            }
        }
    }
    rows.sort();
    let heads = vec![
        number("TT", 5),
        head("Bài, hoạt động", 34),
        head("Nơi", 24),
        head("Ngày", 11),
        head("Minh chứng", 34),
    ];
    let rows = numbered(rows.into_iter().map(|(_, row)| row));
    (!rows.is_empty()).then(|| Grid { heads, rows, sum: String::new() })
}

/// "VI", "VII": the parts follow five others.
pub fn roman(number: usize) -> &'static str {
    const NAMES: [&str; 14] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"];
    NAMES.get(number.saturating_sub(1)).copied().unwrap_or("XV")
}
