//! The page on what a scan has found: it works without scripts, refers to nothing outside, and leads where it says.

use std::path::PathBuf;

use amazon_fps::migrate::report;
use amazon_fps::migrate::scan::{Kind, Rules, Scan, Scanner};
use amazon_fps::migrate::source::{self, Selection};
use serde_json::{Value, json};

use crate::webdriver::{Browser, Manner};

/// A page in a file, which goes with it.
struct Page {
    file: PathBuf,
}

impl Page {
    fn of(scan: &Scan, name: &str) -> Self {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("scan-{}-{name}.html", std::process::id()));
        std::fs::write(&file, report::html(scan)).expect("the folder for what tests make takes files");
        Self { file }
    }

    fn url(&self) -> String {
        format!("file://{}", self.file.display())
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.file);
    }
}

/// Everything that old integrations had, and somebody who means ill.
fn found() -> Scan {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/migrate/fixtures");
    let source = source::open(folder.as_ref(), &Selection::default()).expect("it is there");
    let scanner = Scanner::new(Rules::builtin());
    let mut scan = source::scan(&scanner, &[source], &mut |_| {}).expect("it can be read");
    let mut hostile = scan.findings.iter().find(|it| it.kind == Kind::Action).expect("there are many").clone();
    for text in [&mut hostile.path, &mut hostile.what, &mut hostile.excerpt, &mut hostile.advice] {
        *text = "</pre></svg><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
            .to_owned();
    }
    scan.findings.push(hostile);
    scan
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn the_page_of_a_scan_is_quiet_and_leads_where_it_says() {
    let page = Page::of(&found(), "quiet");
    let browser = Browser::start(Manner::default()).await;
    browser.open(&page.url()).await;
    assert!(browser.title().await.starts_with("FPS in "), "no script has changed it");
    let lost = "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
        .filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)))";
    assert_eq!(browser.script(lost).await, json!([]));
    let elements = "return document.querySelectorAll('script, img, iframe, object, form').length";
    assert_eq!(browser.script(elements).await, 0);
    // The style is the one that the policy names.
    assert_eq!(browser.script("return getComputedStyle(document.querySelector('svg .edge')).fill").await, "none");
    browser.picture("scan-light").await;

    let nodes = browser.script("return document.querySelectorAll('svg a').length").await;
    assert!(nodes.as_u64() > Some(10), "{nodes} nodes of the diagram lead somewhere");
    for number in 0..nodes.as_u64().unwrap_or_default() {
        let seen = browser
            .script(&format!(
                "const link = document.querySelectorAll('svg a')[{number}];
                location.hash = link.getAttribute('href');
                const target = document.querySelector(':target');
                const box = target.getBoundingClientRect();
                return target.checkVisibility() && box.bottom > 0 && box.top < innerHeight;"
            ))
            .await;
        assert_eq!(seen, true, "node {number}");
    }
    browser.find("svg a").await.click().await;
    browser.picture("scan-place").await;
    assert_eq!(browser.log().await, [] as [Value; 0], "nothing was refused, and nothing failed");

    let barred = "const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        return window.ran === undefined";
    assert_eq!(browser.script(barred).await, true, "the policy holds");
    assert!(!browser.log().await.is_empty(), "what is refused would be seen");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn the_page_of_a_scan_fits_a_telephone_by_night_without_scripts() {
    let (page, empty) = (Page::of(&found(), "phone"), Page::of(&Scan::default(), "empty"));
    for dark in [false, true] {
        let browser = Browser::start(Manner { width: Some(360), dark, ..Manner::default() }).await;
        for page in [&page, &empty] {
            browser.open(&page.url()).await;
            let widths = "return [document.documentElement.scrollWidth, innerWidth,
                matchMedia('(prefers-color-scheme: dark)').matches]";
            assert_eq!(browser.script(widths).await, json!([360, 360, dark]));
        }
        browser.open(&page.url()).await;
        browser.picture(if dark { "scan-phone-dark" } else { "scan-phone-light" }).await;
    }
    let browser = Browser::start(Manner { without_scripts: true, ..Manner::default() }).await;
    browser.open(&page.url()).await;
    let link = browser.find("#steps a").await;
    let wanted = link.attribute("href").await;
    link.click().await;
    browser.arrive(&format!("{}{wanted}", page.url())).await;
    assert!(!browser.find(&wanted).await.text().await.is_empty(), "it is opened to be read");
}
