//! Explains the operating system's file errors to the user, with a remedy.

use std::io::{Error, ErrorKind};

/// Pipes, sockets and devices are not opened: reading one may never end.
#[derive(Debug, thiserror::Error)]
#[error("neither a file nor a folder")]
struct NotAFile;

/// The error of opening something that is neither a file nor a folder.
pub fn not_a_file() -> Error {
    Error::new(ErrorKind::InvalidInput, NotAFile)
}

/// The reason and the remedy, as one sentence without a full stop.
pub fn explain(error: &Error) -> String {
    if matches!(error.get_ref(), Some(inner) if inner.is::<NotAFile>()) {
        return "đây là ống dẫn hoặc thiết bị, không phải tệp thường; thay bằng một tệp thường".into();
    }
    let known = match error.kind() {
        ErrorKind::NotFound => "không tìm thấy tệp hoặc thư mục; kiểm tra đường dẫn, ổ đĩa mạng hoặc USB",
        ErrorKind::PermissionDenied => {
            "không có quyền; kiểm tra quyền của thư mục, đóng chương trình đang mở tệp"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "đĩa đã đầy; giải phóng chỗ trống rồi lưu lại",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa hoặc thư mục chỉ cho đọc; chọn nơi khác hoặc bỏ khóa ghi",
        ErrorKind::AlreadyExists => "tên này đã có; chọn tên khác",
        ErrorKind::NotADirectory => "một phần của đường dẫn là tệp, không phải thư mục; kiểm tra đường dẫn",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp; thêm tên tệp vào đường dẫn",
        ErrorKind::InvalidFilename => "hệ thống không nhận tên tệp này; rút ngắn hoặc đổi tên",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            "tệp đang bị chương trình khác giữ; đóng chương trình đó"
        }
        ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut
        | ErrorKind::NotConnected => "mất kết nối tới ổ đĩa mạng; nối lại mạng rồi thử lại",
        // The system words other errors in its own language; the number can be looked up.
        _ => {
            let number = error.raw_os_error().map_or_else(String::new, |number| format!(" số {number}"));
            return format!("hệ thống báo lỗi{number}; kiểm tra ổ đĩa rồi thử lại");
        }
    };
    known.into()
}
