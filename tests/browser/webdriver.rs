//! A browser: Chromium without a window, driven over WebDriver.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use crate::http;

/// What WebDriver calls the id of an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long a browser may take to get somewhere, and how often it is asked.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);

pub const ENTER: &str = "\u{E007}";
pub const SPACE: &str = " ";
pub const TAB: &str = "\u{E004}";

/// A browser with a profile of its own. It ends when this is dropped.
pub struct Browser {
    driver: Driver,
    session: String,
}

/// How a browser is started.
#[derive(Default)]
pub struct Manner {
    /// Runs no script of a page.
    pub without_scripts: bool,
    /// The width of a telephone's screen, in pixels.
    pub width: Option<u32>,
    /// Prefers dark colours.
    pub dark: bool,
}

/// An element of the page that is shown.
pub struct Element<'b> {
    browser: &'b Browser,
    id: String,
}

impl Browser {
    pub async fn start(manner: Manner) -> Self {
        let driver = Driver::start();
        let profile = driver.profile.display().to_string();
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--no-proxy-server".to_owned(),
            format!("--user-data-dir={profile}"),
        ];
        if manner.dark {
            arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
        }
        let mut options = json!({ "args": arguments });
        if manner.without_scripts {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        if let Some(width) = manner.width {
            options["mobileEmulation"] = json!({
                "deviceMetrics": { "width": width, "height": 740, "pixelRatio": 1.0, "touch": true, "mobile": true }
            });
        }
        let always = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let wanted = json!({ "capabilities": { "alwaysMatch": always } });
        let session = driver.call("POST", "/session", Some(wanted)).await;
        let session = session["sessionId"].as_str().expect("a session has an id").to_owned();
        Self { driver, session }
    }

    pub async fn open(&self, url: &str) {
        self.call("POST", "/url", Some(json!({ "url": url }))).await;
    }

    /// The address that is shown, once it begins so. A click does not wait for where it leads where no scripts run.
    pub async fn arrive(&self, begins: &str) -> String {
        let began = Instant::now();
        loop {
            let url = text(self.call("GET", "/url", None).await);
            if url.starts_with(begins) {
                return url;
            }
            assert!(began.elapsed() < PATIENCE, "still at {url}");
            tokio::time::sleep(PAUSE).await;
        }
    }

    pub async fn title(&self) -> String {
        text(self.call("GET", "/title", None).await)
    }

    /// The only element that fits the CSS selector, or the first.
    pub async fn find(&self, selector: &str) -> Element<'_> {
        let found = self.call("POST", "/element", Some(json!({ "using": "css selector", "value": selector }))).await;
        self.element(&found)
    }

    /// The element that keys go to.
    pub async fn focused(&self) -> Element<'_> {
        let found = self.call("GET", "/element/active", None).await;
        self.element(&found)
    }

    /// Presses a key, or several after each other, wherever the focus is.
    pub async fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            let key = key.to_string();
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
        });
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": strokes.collect::<Vec<_>>() }] });
        self.call("POST", "/actions", Some(actions)).await;
    }

    /// The value of a script, which needs a browser that runs them.
    pub async fn script(&self, script: &str) -> Value {
        self.call("POST", "/execute/sync", Some(json!({ "script": script, "args": [] }))).await
    }

    /// What the browser has written to its console since it was asked last.
    pub async fn log(&self) -> Vec<Value> {
        let log = self.call("POST", "/se/log", Some(json!({ "type": "browser" }))).await;
        log.as_array().cloned().unwrap_or_default()
    }

    /// Keeps a picture of what is shown, where `FPS_SCREENSHOTS` names a folder for it.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("FPS_SCREENSHOTS") else { return };
        let picture = text(self.call("GET", "/screenshot", None).await);
        let picture = BASE64.decode(picture).expect("a picture is Base64");
        std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), picture).expect("the folder takes it");
    }

    fn element(&self, found: &Value) -> Element<'_> {
        Element { browser: self, id: found[ELEMENT].as_str().expect("an element has an id").to_owned() }
    }

    async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        self.driver.call(method, &format!("/session/{}{path}", self.session), body).await
    }
}

impl Element<'_> {
    pub async fn click(&self) {
        self.call("POST", "/click", Some(json!({}))).await;
    }

    /// Types into it; an [`ENTER`] presses a button.
    pub async fn type_in(&self, keys: &str) {
        self.call("POST", "/value", Some(json!({ "text": keys }))).await;
    }

    pub async fn clear(&self) {
        self.call("POST", "/clear", Some(json!({}))).await;
    }

    /// Empty where it has no such attribute.
    pub async fn attribute(&self, name: &str) -> String {
        self.call("GET", &format!("/attribute/{name}"), None).await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn text(&self) -> String {
        text(self.call("GET", "/text", None).await)
    }

    async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        self.browser.call(method, &format!("/element/{}{path}", self.id), body).await
    }
}

/// `chromedriver`, on a port that the system has chosen.
struct Driver {
    process: Child,
    address: SocketAddr,
    profile: PathBuf,
}

impl Driver {
    fn start() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let profile = std::env::temp_dir().join(format!("fps-browser-{}-{number}", std::process::id()));
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let said = BufReader::new(process.stdout.take().expect("it was piped"));
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.rsplit_once("on port ")?;
            line.contains("started successfully").then(|| port.trim_end_matches('.').parse::<u16>().ok())?
        });
        let address = SocketAddr::from(([127, 0, 0, 1], port.expect("chromedriver says its port")));
        Self { process, address, profile }
    }

    async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let host = self.address.to_string();
        let answer = http::send(self.address, method, path, &host, "application/json", &body).await;
        let value: Value = serde_json::from_str(&answer.body).expect("WebDriver answers JSON");
        assert_eq!(answer.status, 200, "{method} {path} {body}: {}", value["value"]["message"]);
        value["value"].clone()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser ends with its driver; what can't be ended or removed spoils no test.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn text(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
