//! Calendar months, in UTC.

use chrono::{DateTime, Datelike, Months, NaiveTime, Utc};

/// The first moment of the month of `moment`.
pub(crate) fn of(moment: DateTime<Utc>) -> DateTime<Utc> {
    let date = moment.date_naive();
    let first = date.with_day(1).unwrap_or(date); // Every month has a first day.
    first.and_time(NaiveTime::MIN).and_utc()
}

/// The first moment of the month after that of `moment`.
pub(crate) fn after(moment: DateTime<Utc>) -> DateTime<Utc> {
    of(moment).checked_add_months(Months::new(1)).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_from_a_first_to_the_next() {
        for (moment, begins, ends) in [
            ("2012-03-05T17:30:00Z", "2012-03-01T00:00:00Z", "2012-04-01T00:00:00Z"),
            ("2012-02-29T23:59:59.999Z", "2012-02-01T00:00:00Z", "2012-03-01T00:00:00Z"),
            ("2012-12-01T00:00:00Z", "2012-12-01T00:00:00Z", "2013-01-01T00:00:00Z"),
        ] {
            let [moment, begins, ends] = [moment, begins, ends].map(|text| text.parse::<DateTime<Utc>>().unwrap());
            assert_eq!([of(moment), after(moment)], [begins, ends]);
        }
    }
}
