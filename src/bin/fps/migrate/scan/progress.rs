//! How far a long scan is.

use std::time::{Duration, Instant};

use amazon_fps::migrate::report::visible;
use amazon_fps::migrate::scan::Progress;
use indicatif::{HumanBytes, HumanCount, ProgressBar};

/// After which time somebody wants to know.
const LONG: Duration = Duration::from_secs(1);

/// A line on standard error that says how far the scan is, once it takes long. Nothing where that is no terminal.
pub struct Bar {
    began: Instant,
    bar: Option<ProgressBar>,
}

impl Bar {
    pub fn new() -> Self {
        Self { began: Instant::now(), bar: None }
    }

    pub fn show(&mut self, progress: &Progress<'_>) {
        if self.bar.is_none() && self.began.elapsed() < LONG {
            return;
        }
        let bar = self.bar.get_or_insert_with(ProgressBar::new_spinner);
        bar.set_message(format!(
            "{} files, {}, {} places; {}",
            HumanCount(progress.files),
            HumanBytes(progress.bytes),
            HumanCount(progress.findings as u64),
            visible(progress.path),
        ));
        bar.tick();
    }

    pub fn clear(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
