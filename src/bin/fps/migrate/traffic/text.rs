//! What traffic comes to, for people.

use std::collections::BTreeMap;

use amazon_fps::fate;
use amazon_fps::migrate::traffic::recording::{Format, Recording};
use amazon_fps::migrate::traffic::{ActionUse, CallerUse, Traffic, Transport};
use chrono::NaiveDate;

use crate::page::{Page, Tone, visible};

pub(super) fn report(page: &mut Page, traffic: &Traffic) {
    recordings(page, traffic);
    overview(page, traffic);
    for caller in &traffic.callers {
        describe(page, caller);
    }
    if !traffic.amazon_pay.is_empty() {
        page.heading("Calls of Amazon Pay");
        actions(page, &traffic.amazon_pay);
    }
    counts(page, "How visits to the co-branded pages ended", &["status", "visits"], &traffic.returns);
    counts(page, "Notifications", &["operation and status", "notifications"], &traffic.notifications);
    if traffic.estimated {
        page.line("");
        page.paragraph(
            0,
            "There were more tokens or references than are remembered, so that their numbers are estimated.",
        );
    }
}

fn recordings(page: &mut Page, traffic: &Traffic) {
    page.heading("Recordings");
    page.table(
        &["file", "format", "size", "requests", "unknown"],
        traffic.recordings.iter().map(|named| {
            let recording = &named.recording;
            let requests = recording.requests.values().sum::<u64>();
            [
                named.name.clone(),
                formats(recording),
                bytes(recording.bytes),
                number(requests),
                number(recording.unknown),
            ]
        }),
    );
    for named in &traffic.recordings {
        let name = visible(&named.name);
        if let Some(broken) = &named.recording.broken {
            page.line(&page.toned(Tone::Bad, &format!("{name} was not read to its end: {broken}")));
        }
        for unknown in &named.recording.first_unknown {
            page.paragraph(0, &format!("{name}, {}: {}.", unknown.place, unknown.why));
        }
        let told = named.recording.first_unknown.len() as u64;
        if named.recording.lost > 0 {
            let lost = named.recording.lost;
            let words = if lost == 1 { "a call that can't be read whole" } else { "calls that can't be read whole" };
            let words = format!("{name}: {} of it may be {words}.", counted(lost, "part"));
            page.line(&page.toned(Tone::Bad, &words));
        }
        if named.recording.unknown > told {
            let more = named.recording.unknown - told;
            let are = if more == 1 { "is" } else { "are" };
            page.paragraph(0, &format!("{name}: {} more {are} unknown.", number(more)));
        }
        if named.recording.cut > 0 {
            let were = if named.recording.cut == 1 { "was" } else { "were" };
            let texts = counted(named.recording.cut, "long text");
            page.paragraph(0, &format!("{name}: {texts} {were} read in part."));
        }
    }
}

fn overview(page: &mut Page, traffic: &Traffic) {
    page.heading("What it is");
    let kinds = &traffic.kinds;
    let rows = [
        ("calls of FPS", kinds.fps),
        ("buyers sent to the co-branded pages", kinds.pipelines),
        ("buyers who came back", kinds.returns),
        ("notifications of FPS", kinds.notifications),
        ("forms of Simple Pay", kinds.buttons),
        ("calls of Amazon Pay", kinds.amazon_pay),
        ("notifications of Amazon Pay", kinds.amazon_pay_notifications),
        ("encrypted connections to Amazon", kinds.tunnels),
        ("requests whose parameters aren't recorded", kinds.hidden),
        ("everything else", kinds.other),
    ];
    page.table(
        &["kind", "exchanges"],
        rows.into_iter().filter(|(_, count)| *count > 0).map(|(kind, count)| [kind.to_owned(), number(count)]),
    );
    if kinds.tunnels > 0 {
        let advice =
            "What was asked through encrypted connections isn't recorded: record on the shop's own side of them.";
        page.paragraph(0, advice);
    }
    if kinds.hidden > 0 {
        let advice = "Of requests to FPS, or that may have gone there, it isn't recorded what they ask: access logs have no \
                      bodies, and some proxies leave queries out. Record HAR, JSON with bodies, or raw HTTP.";
        page.paragraph(0, advice);
    }
    let when = &traffic.when;
    if let (Some(first), Some(last)) = (when.first, when.last) {
        let days = (last - first).num_days() + 1;
        page.line(&format!(
            "\nCalls of FPS from {} to {}, {}: busiest minute {}.",
            first.format("%Y-%m-%d %H:%M"),
            last.format("%Y-%m-%d %H:%M UTC"),
            counted(u64::try_from(days).unwrap_or_default(), "day"),
            number(when.busiest_minute)
        ));
        page.line(&format!("by day   {}", sparkline(&by_time(&when.days))));
        page.line(&format!("by hour  {}  (0 to 23 UTC)", sparkline(&when.hours)));
    }
    if when.untimed > 0 && kinds.fps > 0 {
        let have = if when.untimed == 1 { "has" } else { "have" };
        page.paragraph(0, &format!("{} {have} no recorded time.", counted(when.untimed, "call")));
    }
    counts(page, "Hosts", &["host", "calls"], &traffic.hosts);
    counts(page, "Programs", &["program", "calls"], &traffic.agents);
}

fn describe(page: &mut Page, caller: &CallerUse) {
    page.heading(&format!("Caller {}: {}", caller.caller, counted(caller.calls(), "call")));
    if !caller.actions.is_empty() {
        actions(page, &caller.actions);
    }
    for action in &caller.actions {
        errors(page, action);
    }
    references(page, caller);
    if !caller.pipelines.is_empty() {
        page.line("");
        page.table(
            &["co-branded page", "visits", "parameters"],
            caller
                .pipelines
                .iter()
                .map(|pipeline| [pipeline.action.clone(), number(pipeline.calls), parameters(pipeline)]),
        );
    }
    if !caller.tokens.is_empty() {
        page.line("");
        page.table(
            &["tokens", "distinct", "unused", "used once", "repeatedly", "cancelled", "in the last 30 days"],
            caller.tokens.iter().map(|usage| {
                let numbers =
                    [usage.tokens, usage.unused, usage.used_once, usage.used_repeatedly, usage.cancelled, usage.recent];
                std::iter::once(usage.kind.name().to_owned()).chain(numbers.map(number)).collect::<Vec<_>>()
            }),
        );
    }
    let untimed = caller.tokens.iter().map(|usage| usage.untimed).sum::<u64>();
    if untimed > 0 {
        page.paragraph(
            0,
            &format!("{} more may have been used in the last 30 days: no time is recorded.", number(untimed)),
        );
    }
    let instruments = [("prepaid", caller.prepaid_instruments), ("credit", caller.credit_instruments)];
    for (kind, count) in instruments.into_iter().filter(|(_, count)| *count > 0) {
        page.paragraph(0, &format!("{}.", counted(count, &format!("{kind} instrument"))));
    }
    page.line("");
    let named = caller.actions.iter().filter(|action| !action.parameters.is_empty());
    for action in named {
        page.entry(0, &action.action, &parameters(action));
    }
}

fn actions(page: &mut Page, actions: &[ActionUse]) {
    page.table_with_spare(
        &["action", "on Amazon Pay", "calls", "share", "refused", "how", "versions", "busiest minute", "p95", "by day"],
        actions.iter().map(|action| {
            let total = actions.iter().map(|action| action.calls).sum::<u64>();
            let bad = action.outcomes.refused + action.outcomes.failed;
            let known = action.calls - action.outcomes.unrecorded;
            [
                if action.known { action.action.clone() } else { format!("{} (not in the contract)", action.action) },
                fate::of(&action.action).map_or("", |fate| fate.fate.as_str()).to_owned(),
                number(action.calls),
                share(action.calls, total),
                if known == 0 { "?".to_owned() } else { share(bad, known) },
                action.transports.keys().map(|transport| sent(*transport)).collect::<Vec<_>>().join(", "),
                action.versions.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
                number(action.when.busiest_minute),
                action.latency.as_ref().map_or(String::new(), |latency| format!("{} ms", latency.p95_ms)),
                // It is one word, whatever days are missing in it.
                sparkline(&shortened(&by_time(&action.when.days), 16)).replace(' ', "\u{a0}"),
            ]
        }),
    );
}

fn errors(page: &mut Page, action: &ActionUse) {
    let mut told = action.errors.iter().map(|(code, count)| format!("{code} {}", number(*count))).collect::<Vec<_>>();
    if action.outcomes.failed > 0 {
        let statuses = action.statuses.iter().filter(|(status, _)| **status >= 400);
        let statuses = statuses.map(|(status, count)| format!("{status}: {}", number(*count))).collect::<Vec<_>>();
        told.push(format!("answers that can't be read, by HTTP status {}", statuses.join(", ")));
    }
    if !told.is_empty() {
        page.paragraph(0, &format!("{} was refused: {}.", action.action, told.join(", ")));
    }
    if !action.spellings.is_empty() {
        let spellings = action.spellings.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        page.paragraph(0, &format!("{} is also spelt {spellings}.", action.action));
    }
}

fn references(page: &mut Page, caller: &CallerUse) {
    let rows =
        caller.actions.iter().filter_map(|action| Some((action, action.references.as_ref()?))).map(|(action, it)| {
            let numbers = [it.distinct, it.repeated, it.conflicting, it.late, it.missing].map(number);
            [action.action.clone(), it.parameter.clone()].into_iter().chain(numbers).collect::<Vec<_>>()
        });
    let rows = rows.collect::<Vec<_>>();
    if !rows.is_empty() {
        page.line("");
        let titles = ["action", "reference", "distinct", "same again", "conflicting", "after 7 days", "missing"];
        page.table(&titles, rows);
    }
}

/// The parameters of an action, each with how often it was there and what may be told of its values.
fn parameters(action: &ActionUse) -> String {
    let told = action.parameters.iter().map(|parameter| {
        let mut text = format!("{} {}", parameter.name, share(parameter.calls, action.calls));
        let values = parameter.values.keys().map(String::as_str).collect::<Vec<_>>();
        if let (Some(least), Some(most)) = (parameter.least, parameter.most) {
            text += &if least == most { format!(" ({least})") } else { format!(" ({least} to {most})") };
        } else if !values.is_empty() {
            text += &format!(" ({})", values.join(", "));
        } else if parameter.longest > 0 {
            text += &format!(" (up to {})", counted(parameter.longest, "character"));
        }
        if !parameter.known && !parameter.name.starts_with('(') {
            text += " (not in the contract)";
        }
        text
    });
    told.collect::<Vec<_>>().join(", ")
}

fn counts(page: &mut Page, heading: &str, titles: &[&str], counts: &BTreeMap<String, u64>) {
    if !counts.is_empty() {
        page.heading(heading);
        page.table(titles, counts.iter().map(|(name, count)| [name.clone(), number(*count)]));
    }
}

fn formats(recording: &Recording) -> String {
    let formats = recording.requests.keys().map(|format| match format {
        Format::Document => "HAR or JSON",
        Format::JsonLines => "JSON lines",
        Format::Common => "common log",
        Format::Combined => "combined log",
        Format::Squid => "Squid log",
        Format::Http => "raw HTTP",
        _ => "other",
    });
    let mut formats = formats.collect::<Vec<_>>().join(", ");
    if recording.gzip {
        formats += if formats.is_empty() { "gzip" } else { ", gzipped" };
    }
    formats
}

fn sent(transport: Transport) -> &'static str {
    match transport {
        Transport::RestGet => "GET",
        Transport::RestPost => "POST",
        Transport::Soap => "SOAP",
        Transport::Json => "JSON",
        _ => "other",
    }
}

/// The most that a line of blocks has.
const WIDEST: usize = 60;

/// The counts in the order of time; where there are many days, in as many equal stretches as a line has room for.
fn by_time(days: &BTreeMap<NaiveDate, u64>) -> Vec<u64> {
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value()) else {
        return Vec::new();
    };
    let span = usize::try_from((*last - *first).num_days()).unwrap_or_default() + 1;
    let mut counts = vec![0; span.min(WIDEST)];
    for (day, count) in days {
        let place = usize::try_from((*day - *first).num_days()).unwrap_or_default();
        counts[place * span.min(WIDEST) / span] += count;
    }
    counts
}

fn shortened(counts: &[u64], most: usize) -> Vec<u64> {
    if counts.len() <= most {
        return counts.to_vec();
    }
    let mut short = vec![0; most];
    for (place, count) in counts.iter().enumerate() {
        short[place * most / counts.len()] += count;
    }
    short
}

fn sparkline(counts: &[u64]) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    // The highest count has the highest block, and what isn't there none.
    let block =
        |count: u64| if count == 0 { ' ' } else { BLOCKS[(u128::from(count - 1) * 8 / u128::from(most)) as usize] };
    counts.iter().map(|count| block(*count)).collect::<String>().trim_end().to_owned()
}

/// Rounded to a tenth; what is neither nothing nor all never looks like it.
fn share(part: u64, whole: u64) -> String {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    let tenths = (part * 2000 + whole) / (whole * 2);
    match tenths {
        0 if part > 0 => "< 0.1 %".to_owned(),
        1000 if part < whole => "> 99.9 %".to_owned(),
        _ => format!("{}.{} %", tenths / 10, tenths % 10),
    }
}

/// A number, and what it counts.
fn counted(count: u64, one: &str) -> String {
    format!("{} {one}{}", number(count), if count == 1 { "" } else { "s" })
}

fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn bytes(bytes: u64) -> String {
    indicatif::HumanBytes(bytes).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_shares_are_written_for_people() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        let shares = [(1, 3), (2, 3), (3, 3), (0, 5), (0, 0), (1, 10_000), (1, 2000), (9_999, 10_000), (1999, 2000)];
        let shares = shares.map(|(part, whole)| share(part, whole));
        let told = ["33.3 %", "66.7 %", "100.0 %", "0.0 %", "0.0 %", "< 0.1 %", "0.1 %", "> 99.9 %", "> 99.9 %"];
        assert_eq!(shares, told);
        assert_eq!([0, 1, 2000].map(|count| counted(count, "call")), ["0 calls", "1 call", "2,000 calls"]);
    }

    #[test]
    fn days_become_a_line_that_fits() {
        let day = |day: u64| NaiveDate::from_ymd_opt(2010, 1, 1).expect("there was one") + chrono::Days::new(day);
        assert_eq!(by_time(&BTreeMap::from([(day(0), 1), (day(2), 8)])), [1, 0, 8]);
        assert_eq!(sparkline(&[1, 0, 4, 8]), "▁ ▄█");
        let year = (0..365).map(|number| (day(number), 1)).collect();
        let counts = by_time(&year);
        assert_eq!((counts.len(), counts.iter().sum::<u64>()), (WIDEST, 365));
        assert_eq!(shortened(&counts, 16).len(), 16);
        assert!(by_time(&BTreeMap::new()).is_empty());
    }

    #[test]
    fn an_empty_recording_is_reported() {
        let mut page = Page::plain(100);
        report(&mut page, &Traffic::default());
        assert!(page.text.contains("Recordings"), "{}", page.text);
    }
}
