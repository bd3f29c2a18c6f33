//! What the system says when work on a file fails, in words that help.

use std::io::{Error, ErrorKind};

/// The reason and the remedy, as one sentence without its full stop.
pub fn explain(error: &Error) -> String {
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
        _ => return format!("hệ thống báo: {error}; kiểm tra ổ đĩa rồi thử lại"),
    };
    known.into()
}
