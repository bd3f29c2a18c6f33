//! Usage errors in Vietnamese.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::fmt::Write;

use super::arguments::Arguments;

/// The message for a command line that could not be parsed, with a remedy.
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
        ErrorKind::ArgumentConflict if argument.is_empty() => {
            format!("thừa tham số sau {}, hoặc tên lệnh viết sai", text(ContextKind::PriorArg))
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
        let _ = writeln!(message, "Có phải: {}?", shown(near));
    }
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        // The help that stands in for the error has it.
        _ => error.to_string(),
    };
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    if error.get(ContextKind::Usage).is_some() {
        let _ = writeln!(message, "Cách dùng: {}", localised(usage));
    }
    let commands = Arguments::line();
    let listed = match error.kind() {
        // The command that requires another one below it is the second word of its usage.
        ErrorKind::InvalidSubcommand
        | ErrorKind::MissingSubcommand
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => commands
            .get_subcommands()
            .find(|command| usage.contains(&format!("toasoan {} ", command.get_name()))),
        // A misspelt command is parsed as the workspace, and what follows as an extra argument.
        ErrorKind::UnknownArgument | ErrorKind::ArgumentConflict if !argument.starts_with('-') => {
            Some(&commands)
        }
        _ => None,
    };
    if let Some(listed) = listed {
        let names: Vec<&str> = listed.get_subcommands().map(clap::Command::get_name).collect();
        let _ = writeln!(message, "Các lệnh: {}", names.join(", "));
    }
    message.push_str("Xem hướng dẫn: toasoan --help\n");
    message
}

/// Translates clap's built-in English text.
pub fn localised(help: &str) -> String {
    help.replace("[OPTIONS]", "[TÙY CHỌN]")
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
