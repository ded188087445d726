mod text;

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::time::Duration;

use amazon_fps::migrate::traffic::recording::{self, Recording};
use amazon_fps::migrate::traffic::{self, Tally};
use indicatif::{ProgressBar, ProgressStyle};

use super::files::{check, open, write};
use crate::failure::{Failure, Status};
use crate::page::Page;

/// Report what recorded traffic uses of FPS
///
/// Reads HAR files, access logs (common, combined, Squid's), JSON lines, JSON arrays and raw HTTP, plain or gzipped: the
/// format is told by the content. What is counted is told, never what it was counted from: no signature, no secret, no
/// token id and no text that somebody entered is printed or kept.
///
/// The exit status is 1 if a recording is damaged or isn't whole, or something in it that may be a call can't be read: a
/// line or a message that breaks off, for one. What was read of it is reported all the same. It is 2 if a recording can't
/// be opened; nothing is read then.
#[derive(clap::Args)]
pub struct Args {
    /// The recordings; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Print JSON, which `fps migrate plan` reads
    #[arg(long)]
    json: bool,
    /// The file to write to, rather than standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// How often the progress is drawn.
const EVERY: Duration = Duration::from_millis(100);

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let mut tally = Tally::new();
        // Before an hour is spent on those before it.
        self.files.iter().try_for_each(|name| check(name))?;
        let progress = self.progress();
        for name in &self.files {
            let input = open(name)?;
            progress.set_message(name.clone());
            let recording = recording::read(progress.wrap_read(input), &mut |exchange| {
                tally.note(&exchange);
                ControlFlow::Continue(())
            });
            tally.note_recording(name, recording);
        }
        progress.finish_and_clear();
        let traffic = tally.finish();
        let is_whole = |recording: &Recording| recording.broken.is_none() && recording.lost == 0;
        let are_whole = traffic.recordings.iter().all(|named| is_whole(&named.recording));
        let text = match self.json {
            true => traffic::json(&traffic),
            false => {
                let mut page = Page::for_stdout();
                text::report(&mut page, &traffic);
                page.text
            }
        };
        write(self.output.as_deref(), &text)?;
        Ok(if are_whole { Status::Success } else { Status::Failed })
    }

    /// A bar of the bytes to read, on a terminal; without one where how many there are isn't known.
    fn progress(&self) -> ProgressBar {
        if !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let sizes = self.files.iter().map(|name| {
            let metadata = std::fs::metadata(name).ok().filter(|metadata| metadata.is_file() && name != "-");
            metadata.map(|metadata| metadata.len())
        });
        let (bar, template) = match sizes.sum::<Option<u64>>() {
            Some(bytes) => (
                ProgressBar::new(bytes),
                "{wide_bar} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} to go  {msg}",
            ),
            None => (ProgressBar::new_spinner(), "{spinner} {bytes}, {binary_bytes_per_sec}  {msg}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(EVERY);
        bar
    }
}
