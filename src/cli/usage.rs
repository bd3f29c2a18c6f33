//! Wrong usage, said in Vietnamese.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message for a command line that was not understood, with how to go on.
pub fn explain(error: &Error) -> String {
    let text = |kind| error.get(kind).map(shown).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("không hiểu tham số \"{argument}\""),
        ErrorKind::InvalidSubcommand => format!("không có lệnh \"{}\"", text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} thiếu giá trị"),
        ErrorKind::InvalidValue => format!("giá trị \"{value}\" không dùng được cho {argument}"),
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            if cause.starts_with("không") {
                format!("\"{value}\" ở {argument} {cause}")
            } else {
                format!("giá trị \"{value}\" không dùng được cho {argument}")
            }
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} không đi cùng hoặc không lặp lại với {}", text(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues => format!("thừa giá trị \"{value}\" ở {argument}"),
        ErrorKind::InvalidUtf8 => "tham số có ký tự không phải Unicode".into(),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "thiếu lệnh".into()
        }
        _ => "không hiểu dòng lệnh".into(),
    };
    let mut message = format!("lỗi: {what}.\n");
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(|kind| error.get(kind)) {
        message.push_str(&format!("Có phải: {}?\n", shown(near)));
    }
    match error.get(ContextKind::ValidSubcommand) {
        Some(commands) => message.push_str(&format!("Các lệnh: {}.\n", shown(commands))),
        None => {
            if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
                let usage = usage.to_string();
                message
                    .push_str(&format!("Cách dùng: {}\n", usage.trim().trim_start_matches("Usage:").trim()));
            }
        }
    }
    message.push_str("Xem hướng dẫn: toasoan --help\n");
    message
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
