pub mod schedule {
    #[derive(Debug, Clone, PartialEq)]
    pub struct Request {
        pub from: chrono::NaiveDate,
        pub to: chrono::NaiveDate,
        pub activities: Vec<String>,
        pub locality: Option<String>,
    }
}
