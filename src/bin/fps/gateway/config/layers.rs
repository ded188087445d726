//! The layers of the configuration, and which goes before which: the command line, the environment, the file, the
//! defaults.

use std::path::{Path, PathBuf};

use amazon_fps::contract::nearest;

use super::given::{Given, PREFIX, Problem, Shown, Source};
use super::recipients::RecipientLayer;
use super::settings::{
    AmazonPayFlags, AmazonPayLayer, CallerFlags, CallerLayer, Common, CommonFile, CommonFlags, Variables, text,
};
use super::value::Environment;

/// The settings of the command line.
#[derive(Clone, Default, clap::Args)]
pub struct Flags {
    #[command(flatten, next_help_heading = "Settings")]
    pub common: CommonFlags,
    #[command(flatten, next_help_heading = "A caller (secrets come by the file or the environment)")]
    pub caller: CallerFlags,
    #[command(flatten, next_help_heading = "The account of Amazon Pay of that caller")]
    pub amazon_pay: AmazonPayFlags,
}

/// A caller as it was given.
#[derive(Clone, Default)]
pub struct GivenCaller {
    pub own: CallerLayer,
    pub amazon_pay: AmazonPayLayer,
    /// The other sellers whom he has paid.
    pub recipients: Vec<RecipientLayer>,
}

/// What is in force, before anything of it was checked but its form.
#[derive(Clone, Default)]
pub struct Settings {
    /// The configuration file, if there is one.
    pub file: Option<PathBuf>,
    pub common: Common,
    pub callers: Vec<GivenCaller>,
}

/// The variable that names the file.
const FILE: &str = "FPS_GATEWAY_CONFIG";

impl Settings {
    /// The settings in force: those of `flags` before those of `variables`, these before those of the file, and these
    /// before the defaults. `file` is the one of the command line. What can't be read is told in `problems` and left
    /// out.
    pub fn load(file: Option<&Path>, variables: &Variables, flags: &Flags, problems: &mut Vec<Problem>) -> Self {
        let named = text(variables, FILE, "config", problems).map(PathBuf::from);
        let file = file.map(Path::to_owned).or(named);
        let document = file.as_deref().and_then(|file| document(file, problems)).unwrap_or_default();
        report_unknown(variables, problems);

        let mut common = Common::of_flags(&flags.common, problems)
            .over(Common::of_variables(variables, problems))
            .over(document.common)
            .over(Common::of_defaults());
        let one = GivenCaller {
            own: CallerLayer::of_flags(&flags.caller, problems).over(CallerLayer::of_variables(variables, problems)),
            amazon_pay: AmazonPayLayer::of_flags(&flags.amazon_pay, problems)
                .over(AmazonPayLayer::of_variables(variables, problems)),
            recipients: Vec::new(),
        };
        let mut callers = document.callers;
        put(one, &mut callers, problems);
        for caller in &mut callers {
            caller.amazon_pay = std::mem::take(&mut caller.amazon_pay).over(AmazonPayLayer::of_defaults());
        }
        let environments = callers.iter().filter_map(|caller| caller.amazon_pay.environment.as_ref());
        let is_live = environments.into_iter().any(|given| given.value == Environment::Live);
        common.notify_anywhere.get_or_insert_with(|| Given::by_default(is_live));
        Self { file, common, callers }
    }

    /// Where that was given, as a person finds it.
    pub fn place(&self, source: &Source) -> String {
        match source {
            Source::Default => String::new(),
            Source::File(line) => format!("{}:{line}", self.file_name()),
            Source::Variable(name) | Source::Option(name) => name.clone(),
        }
    }

    /// A path of the configuration: one that the file gives is meant from the file's folder.
    pub fn path(&self, given: &Path, source: &Source) -> PathBuf {
        match (source, self.file.as_deref().and_then(Path::parent)) {
            (Source::File(_), Some(folder)) => folder.join(given),
            _ => given.to_owned(),
        }
    }

    /// Every setting that has a value, under the table that it stands in.
    pub fn shown(&self) -> Vec<(String, Shown)> {
        let own = |table: String, shown: Vec<Shown>| shown.into_iter().map(move |shown| (table.clone(), shown));
        let mut all: Vec<_> = own(String::new(), self.common.shown()).collect();
        for (place, caller) in self.callers.iter().enumerate() {
            all.extend(own(format!("caller[{}]", place + 1), caller.own.shown()));
            all.extend(own(format!("caller[{}].amazon_pay", place + 1), caller.amazon_pay.shown()));
            for (recipient, given) in caller.recipients.iter().enumerate() {
                all.extend(own(format!("caller[{}].recipient[{}]", place + 1, recipient + 1), given.shown()));
            }
        }
        all
    }

    fn file_name(&self) -> String {
        self.file.as_deref().map(|file| file.display().to_string()).unwrap_or_default()
    }
}

#[derive(Default)]
struct Document {
    common: Common,
    callers: Vec<GivenCaller>,
}

/// What the file says. Its first mistake in form is told, for nothing behind it can be relied on.
fn document(file: &Path, problems: &mut Vec<Problem>) -> Option<Document> {
    let name = file.display().to_string();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            problems.push(Problem::error(name, "", format!("it can't be read: {error}")));
            return None;
        }
    };
    let line = |place: usize| text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1;
    let mut parsed: CommonFile = match toml::from_str(&text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let place = error.span().map(|span| {
                let begins = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
                format!("{name}:{}:{}", line(span.start), text[begins..span.start].chars().count() + 1)
            });
            // Without the line itself, which the error would quote: a secret may stand in it.
            problems.push(Problem::error(place.unwrap_or(name), "", one_line(error.message())));
            return None;
        }
    };
    let callers = std::mem::take(&mut parsed.caller).into_iter().map(|mut caller| {
        let amazon_pay = AmazonPayLayer::of_file(std::mem::take(&mut caller.amazon_pay), &line);
        let recipients = std::mem::take(&mut caller.recipient).into_iter();
        let recipients = recipients.map(|recipient| RecipientLayer::of_file(recipient, &line)).collect();
        GivenCaller { own: CallerLayer::of_file(caller, &line), amazon_pay, recipients }
    });
    let callers = callers.collect();
    Some(Document { common: Common::of_file(parsed, &line), callers })
}

/// What the environment and the command line say of one caller is put upon the one whom they name, or upon the only one
/// that there is; where there is none like it, it is one more.
fn put(one: GivenCaller, callers: &mut Vec<GivenCaller>, problems: &mut Vec<Problem>) {
    if one.own.is_empty() && one.amazon_pay.is_empty() {
        return;
    }
    let key = |caller: &GivenCaller| caller.own.access_key_id.as_ref().map(|given: &Given<String>| given.value.clone());
    let place = match key(&one) {
        Some(named) => callers.iter().position(|caller| key(caller).as_ref() == Some(&named)),
        None if callers.len() > 1 => {
            problems.push(Problem::error(
                "",
                "caller",
                "the environment or the command line has settings of a caller, and the file has several callers: say \
                 which one is meant with --caller-access-key-id or FPS_GATEWAY_CALLER_ACCESS_KEY_ID",
            ));
            return;
        }
        None => (!callers.is_empty()).then_some(0),
    };
    match place {
        Some(place) => {
            let below = std::mem::take(&mut callers[place]);
            callers[place] = GivenCaller {
                own: one.own.over(below.own),
                amazon_pay: one.amazon_pay.over(below.amazon_pay),
                recipients: below.recipients,
            };
        }
        None => callers.push(one),
    }
}

/// A variable that is spelt wrong would leave a default in force that nobody wants.
fn report_unknown(variables: &Variables, problems: &mut Vec<Problem>) {
    let known = [Common::variables(), CallerLayer::variables(), AmazonPayLayer::variables(), vec![FILE.to_owned()]];
    let known = known.concat();
    for name in variables.names().filter_map(|name| name.to_str()) {
        if !name.starts_with(PREFIX) || known.iter().any(|known| known == name) {
            continue;
        }
        let meant = nearest(name, known.iter().map(String::as_str)).map(|nearest| format!("; is {nearest} meant?"));
        let message = format!("there is no setting of that name{}", meant.unwrap_or_default());
        problems.push(Problem::error(name, "", message));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
