//! The register: a row a case, with how many there are of each kind.

use super::{Align, Block, CaseView, Column, Writer, body, cell, end_with, row, wording};
use crate::document::paper;
use crate::fold::capital;
use crate::ledger::{CaseTally, CaseTiming};

impl Writer<'_> {
    pub(super) fn register(&mut self, views: &[CaseView<'_>]) -> Vec<Block> {
        if views.is_empty() {
            return Vec::new();
        }
        let newsroom = self.newsroom;
        let (plan, settings) = (newsroom.plan(), newsroom.settings());
        let mut blocks = self.head("", None);
        let until = format!("Năm {}, tính đến hết {}", plan.year, wording::plain_date(newsroom.today()));
        blocks.extend(self.title("SỔ THEO DÕI Ý KIẾN, KIẾN NGHỊ", &until));
        let rows = views.iter().zip(1..).map(|(view, number): (_, usize)| {
            let case = view.case;
            let place = plan.locality(&case.locality).map(crate::plan::Locality::full_name);
            let field = settings.cases.field_name(&case.field).to_owned();
            let asked = (!view.agency.is_empty()).then(|| plan.name_of_asked(view.agency));
            let state = match view.timing {
                _ if case.is_praise => "lời khen".to_owned(),
                CaseTiming::Overdue => "quá hạn".to_owned(),
                CaseTiming::AnsweredLate => format!("{}, trễ", view.state.name()),
                _ if case.duplicate_of.is_some() => "trùng".to_owned(),
                _ => view.state.name().to_owned(),
            };
            row(vec![
                cell([number.to_string()], Align::Center),
                cell([wording::date(case.received)], Align::Center),
                cell([case.source.name().to_owned()], Align::Left),
                cell([case.topic.clone()], Align::Left),
                cell(place, Align::Left),
                cell([field], Align::Left),
                cell(asked, Align::Left),
                cell(view.due.map(wording::date), Align::Center),
                cell(view.answered.map(wording::date), Align::Center),
                cell([capital(&state)], Align::Left),
            ])
        });
        let columns = [
            Column::Fixed(28.0),
            Column::Fixed(66.0),
            Column::Fixed(76.0),
            Column::Share(1.0),
            Column::Fixed(78.0),
            Column::Fixed(70.0),
            Column::Fixed(92.0),
            Column::Fixed(66.0),
            Column::Fixed(66.0),
            Column::Fixed(70.0),
        ];
        let heads = [
            "TT",
            "Nhận ngày",
            "Nguồn",
            "Nội dung",
            "Địa bàn",
            "Lĩnh vực",
            "Cơ quan trả lời",
            "Hạn",
            "Trả lời",
            "Tình trạng",
        ];
        blocks.push(paper::register(&columns, &heads, rows.collect()));
        let tally = CaseTally::of(views);
        blocks.push(Block::Paragraph(body(format!(
            "Tổng cộng {}: trả lời đúng hạn {}, trả lời trễ {}, chưa trả lời {} (quá hạn {}), lời khen {}.",
            wording::counted(tally.received, "ý kiến"),
            tally.in_time,
            tally.late,
            tally.open,
            tally.overdue,
            tally.praise,
        ))));
        end_with(&mut blocks, self.closing(&[]));
        blocks
    }
}
