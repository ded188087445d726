//! A gateway that is killed at every moment of every saga: a shop that starts it again finds each payment made once, or
//! failed with its reason, and what the gateway has written is what Amazon Pay has done.

#[path = "gateway/books.rs"]
mod books;
#[path = "gateway/shop.rs"]
mod shop;
#[path = "gateway/street.rs"]
mod street;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;

use rust_decimal::Decimal;

use books::{Outcome, compare};
use street::{Played, Street};

/// Places at which stories are played at once.
const STREETS: usize = 4;
/// Of so many moments, the gateway that recovers from one is killed, too.
const KILLED_AGAIN: usize = 6;

/// Everything that is done as sagas, and everything that these ask: except whether a reversal is done, which it is at once
/// here, and what takes the place of a payment that is too late.
const ACTIONS: [&str; 10] =
    ["Approve", "Cancel", "CancelToken", "Expire", "FundPrepaid", "Pay", "Refund", "Reserve", "Settle", "SettleDebt"];
const QUESTIONS: [&str; 13] = [
    "Authorize",
    "CancelConsent",
    "Capture",
    "CloseAuthorization",
    "CloseConsent",
    "Confirm",
    "LookAtAuthorization",
    "LookAtCapture",
    "LookAtConsent",
    "LookAtRefund",
    "Refund",
    "ReverseCredit",
    "SetTerms",
];

/// What is taken from buyers, and given back to them.
fn expected(story: &str) -> (&'static str, &'static str) {
    match story {
        "sell for another and give back fees" => ("10", "4"),
        "pay by an order that was not confirmed" => ("12.50", "0"),
        "pay by an order that was" => ("3", "0"),
        "pay by an agreement" => ("7", "0"),
        "reserve and settle a part" => ("15", "0"),
        "reserve by an agreement and settle" => ("20", "0"),
        "refund in parts" => ("20", "20"),
        "cancel what is decided meanwhile" => ("4", "0"),
        "cancel a token" | "consent anew and be charged hours later" => ("6", "0"),
        "be refused what the buyer has ended" => ("5", "0"),
        "fund a prepaid instrument" => ("30", "0"),
        "settle a debt" => ("8", "0"),
        "lose answers" => ("25", "0"),
        _ => ("0", "0"),
    }
}

/// A story, and the moment at which it is broken off; none for the one that tells the moments.
type Part = (&'static str, Option<usize>);

#[test]
#[ignore = "other tests run it, in a process of its own"]
fn the_shop_of_another_test() {
    if std::env::var_os(shop::STORY).is_none() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    runtime.expect("the system has threads").block_on(shop::run());
}

#[test]
fn a_gateway_that_is_killed_at_any_moment_pays_once_and_its_books_agree() {
    let streets: Vec<_> = (0..STREETS).map(Street::open).collect();
    let whole: BTreeMap<&str, (Played, Outcome)> = {
        let stories = shop::STORIES.iter().map(|story| (*story, None)).collect();
        let told = each(&streets, stories, |street, (story, _)| (story, live(street, story)));
        told.into_iter().collect()
    };
    let mut parts = Vec::new();
    for (story, (played, outcome)) in &whole {
        println!("{story}: {} moments, {outcome:?}", played.moments.len());
        for (at, moment) in played.moments.iter().enumerate() {
            println!("    {at:3} {moment}");
        }
        let (captured, refunded) = expected(story);
        let number = |text: &str| text.parse::<Decimal>().expect("it is a number");
        assert_eq!((outcome.captured, outcome.refunded), (number(captured), number(refunded)), "{story}");
        parts.extend((0..played.moments.len()).map(|at| (*story, Some(at))));
    }
    let said = |place: usize| -> BTreeSet<&str> {
        let moments = whole.values().flat_map(|(played, _)| &played.moments);
        moments.map(|moment| moment.split('|').nth(place).expect("it has five parts")).collect()
    };
    assert_eq!(said(0).into_iter().collect::<Vec<_>>(), ACTIONS);
    assert_eq!(said(1).into_iter().collect::<Vec<_>>(), QUESTIONS);

    let killed = parts.len();
    let again: usize = each(&streets, parts, |street, (story, at)| {
        let (played, outcome) = &whole[story];
        usize::from(break_off(street, story, at.expect("it is broken off"), played, outcome))
    })
    .into_iter()
    .sum();
    println!("killed at {killed} moments, and again at {again} moments after them");
    assert!(killed > 200 && again > 20, "{killed} {again}");
}

/// Plays a story to its end, and tells its moments and what came of it.
fn live(street: &Street, story: &str) -> (Played, Outcome) {
    street.anew(story);
    let played = street.play(story, None);
    let (books, amazon) = street.sides();
    let outcome = compare(&books, &amazon, story);
    (played, outcome)
}

/// Kills the gateway at a moment of a story, starts it again and has the shop ask for all of it once more. Tells whether
/// it was killed a second time.
fn break_off(street: &Street, story: &str, at: usize, whole: &Played, expected: &Outcome) -> bool {
    let whence = format!("{story}, killed at moment {at}, {}", whole.moments[at]);
    street.anew(story);
    let mut plays = vec![street.play(story, Some(at))];
    assert_eq!(plays[0].moments, whole.moments[..=at], "{whence}");
    if at.is_multiple_of(KILLED_AGAIN) {
        plays.push(street.play(story, Some(at / KILLED_AGAIN % 3)));
    }
    let killed_again = plays.last().is_some_and(|last| plays.len() == 2 && !last.is_done);
    plays.push(street.play(story, None));
    let (books, amazon) = street.sides();
    assert_eq!(&compare(&books, &amazon, &whence), expected, "{whence}");
    println!("survived: {whence}, {} times", plays.len() - 1);
    let is_long = plays.iter().any(|played| played.moments.iter().any(|moment| moment.starts_with("Expire")));
    if is_long {
        // The service knows a reference for seven days, and these have passed.
        return killed_again;
    }
    // The same reference has the same answer, before it was killed and after.
    let last = plays.pop().expect("the last one is never killed");
    assert_eq!(last.refused, whole.refused, "{whence}");
    for played in plays {
        for (reference, id) in &played.answers {
            assert_eq!(last.answers.get(reference), Some(id), "{whence}: {reference}");
        }
    }
    killed_again
}

/// Does something with every part, in as many places as there are.
fn each<T: Send>(streets: &[Street], parts: Vec<Part>, act: impl Fn(&Street, Part) -> T + Sync) -> Vec<T> {
    let (parts, done) = (Mutex::new(parts), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for street in streets {
            scope.spawn(|| {
                while let Some(part) = { parts.lock().expect("nobody has panicked").pop() } {
                    let result = act(street, part);
                    done.lock().expect("nobody has panicked").push(result);
                }
            });
        }
    });
    done.into_inner().expect("nobody has panicked")
}
