//! The schedule of television and radio as XMLTV, for programme guides.
//!
//! A channel is the station that airs: of the city the activity's first leading agency, of a locality its own.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{NaiveDateTime, TimeDelta};

use crate::document::schedule::Row;
use crate::newsroom::Newsroom;
use crate::plan::Medium;

use super::escape::xml as escape;

/// Việt Nam's offset from UTC.
const ZONE: &str = "+0700";

/// The programmes with day and time; others have no place in a guide.
pub fn write(newsroom: &Newsroom, rows: &[Row]) -> Vec<u8> {
    let plan = newsroom.plan();
    let mut channels: BTreeMap<String, String> = BTreeMap::new();
    let mut programmes = String::new();
    let aired = rows.iter().filter(|row| matches!(row.medium, Medium::Television | Medium::Radio));
    for (row, start) in aired.filter_map(|row| Some((row, row.date?.and_time(row.time?)))) {
        if row.piece.is_none() {
            continue;
        }
        let (id, name) = if let Some(locality) = &row.locality {
            (locality.clone(), format!("Đài truyền thanh {}", row.locality_name))
        } else {
            let lead = plan.activity(&row.activity).and_then(|activity| activity.lead.first());
            let agency = lead.and_then(|id| plan.agency(id));
            let name = agency.map_or_else(|| plan.city.clone(), |agency| agency.name.clone());
            (lead.cloned().unwrap_or_else(|| "thanh-pho".to_owned()), name)
        };
        // An id looks like a domain name (RFC 2838).
        let channel = format!("{id}.toasoan.vn");
        let _ = channels.entry(channel.clone()).or_insert(name);
        let length = row.minutes.map(|minutes| TimeDelta::minutes(i64::from(minutes)));
        let stop = length.and_then(|length| start.checked_add_signed(length));
        let stop = stop.map_or_else(String::new, |stop| format!(" stop=\"{}\"", time(stop)));
        // What is not approved is nothing for the public.
        let title = match row.title.as_str() {
            title if row.is_settled && !title.is_empty() => {
                format!("\n    <sub-title lang=\"vi\">{}</sub-title>", escape(title))
            }
            _ => String::new(),
        };
        let _ = writeln!(
            programmes,
            "  <programme start=\"{}\"{stop} channel=\"{channel}\">\n    <title lang=\"vi\">{}</title>{title}\n    \
             <category lang=\"vi\">Cải cách hành chính</category>\n    \
             <language>vi</language>{}\n  </programme>",
            time(start),
            escape(&row.short),
            if row.is_rerun { "\n    <previously-shown />" } else { "" },
        );
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tv SYSTEM \"xmltv.dtd\">\n<tv \
         generator-info-name=\"Tòa soạn\">\n",
    );
    for (id, name) in channels {
        let _ = writeln!(
            out,
            "  <channel id=\"{id}\">\n    <display-name lang=\"vi\">{}</display-name>\n  </channel>",
            escape(&name)
        );
    }
    out.push_str(&programmes);
    out.push_str("</tv>\n");
    out.into_bytes()
}

/// "20140320194500 +0700"
fn time(at: NaiveDateTime) -> String {
    format!("{} {ZONE}", at.format("%Y%m%d%H%M%S"))
}
