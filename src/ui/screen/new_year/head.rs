//! What is known of the new plan, as it is typed.

use chrono::{Datelike, NaiveDate};

use crate::calendar::wording;
use crate::plan::{self, NewYear};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Year,
    City,
    Name,
    Number,
    /// The day the plan was signed.
    Date,
    /// The first day whose obligations count.
    Start,
}

#[derive(Debug)]
pub(super) struct Head {
    year: String,
    city: String,
    has_city: bool,
    name: String,
    number: String,
    date: String,
    /// None until it is typed: today, for a plan of this year.
    start: Option<String>,
    today: NaiveDate,
}

impl Head {
    pub fn new(year: i32, city: String, today: NaiveDate) -> Self {
        Self {
            year: year.to_string(),
            city,
            has_city: false,
            name: String::new(),
            number: String::new(),
            date: String::new(),
            start: None,
            today,
        }
    }

    pub fn set(&mut self, field: Field, text: String) {
        match field {
            Field::Year => self.year = text,
            Field::City => (self.city, self.has_city) = (text, true),
            Field::Name => self.name = text,
            Field::Number => self.number = text,
            Field::Date => self.date = text,
            Field::Start => self.start = Some(text),
        }
    }

    pub fn text(&self, field: Field) -> String {
        match field {
            Field::Year => self.year.clone(),
            Field::City => self.city.clone(),
            Field::Name => self.name.clone(),
            Field::Number => self.number.clone(),
            Field::Date => self.date.clone(),
            Field::Start => self.start.clone().unwrap_or_else(|| self.usual_start()),
        }
    }

    /// Whether a city was typed.
    pub fn has_city(&self) -> bool {
        self.has_city
    }

    pub fn year(&self) -> Option<i32> {
        self.year.trim().parse().ok().filter(|year| plan::YEARS.contains(year))
    }

    /// Why a field cannot be used.
    pub fn fault(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::Year if self.year().is_none() => Some("Năm là một số từ 1945 đến 2100."),
            Field::Date | Field::Start => self.day(field).err(),
            _ => None,
        }
    }

    /// None while a field cannot be used.
    pub fn new_year(&self) -> Option<NewYear> {
        let trimmed = |text: &String| text.trim().to_owned();
        Some(NewYear {
            year: self.year()?,
            city: trimmed(&self.city),
            name: trimmed(&self.name),
            number: trimmed(&self.number),
            date: self.day(Field::Date).ok()?,
            start: self.day(Field::Start).ok()?,
            kept: plan::Kept::default(),
        })
    }

    /// The day of a field, none where it is empty.
    fn day(&self, field: Field) -> Result<Option<NaiveDate>, &'static str> {
        const FAULT: &str = "Ngày ghi như 15/2/2027, hoặc để trống.";
        let text = self.text(field);
        if text.trim().is_empty() {
            return Ok(None);
        }
        let year = self.year().unwrap_or(self.today.year());
        wording::parse_date(&text, year).map(Some).ok_or(FAULT)
    }

    fn usual_start(&self) -> String {
        let is_begun = self.year() == Some(self.today.year());
        if is_begun { wording::date(self.today) } else { String::new() }
    }
}
