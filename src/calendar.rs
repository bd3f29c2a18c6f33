//! Weeks, lunar dates, holidays and the Vietnamese wording of dates.
