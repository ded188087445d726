use amazon_fps::sign::explain::{Explanation, Signed, explain, first_difference};
use amazon_fps::sign::v2::{self, SignatureMethod};
use clap::ValueEnum;
use serde::Serialize;

use crate::connection::variable;
use crate::failure::{Failure, Status};
use crate::json;
use crate::page::{Page, Tone};

/// Sign a query, or explain a signature that does not match
///
/// Prints the string-to-sign and the signature of a URL, or of parameters. Where a signature is given
/// (as the parameter Signature, or with --signature) and is not the right one, it shows what was
/// signed instead, if one of the usual mistakes accounts for it; the exit status is then 1.
///
/// The secret comes from the environment variable AWS_SECRET_ACCESS_KEY.
#[derive(clap::Args)]
pub struct Args {
    /// A URL with its query, or parameters as Name=Value
    #[arg(required = true, value_name = "URL|NAME=VALUE")]
    query: Vec<String>,
    /// The HTTP method that the query is sent with
    #[arg(long, value_enum, default_value = "GET", ignore_case = true)]
    method: Verb,
    /// The host that it is sent to [default: that of the URL, or fps.amazonaws.com]
    #[arg(long, value_name = "HOST[:PORT]")]
    host: Option<String>,
    /// The path that it is sent to [default: that of the URL, or /]
    #[arg(long)]
    path: Option<String>,
    /// The signature method [default: what the parameter SignatureMethod says, or HmacSHA256]
    #[arg(long, value_parser = ["HmacSHA256", "HmacSHA1"])]
    signature_method: Option<String>,
    /// A signature to check and explain
    #[arg(long)]
    signature: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Verb {
    #[value(name = "GET")]
    Get,
    #[value(name = "POST")]
    Post,
}

/// A query, taken apart.
struct Query {
    verb: &'static str,
    host: String,
    path: String,
    parameters: Vec<(String, String)>,
    method: SignatureMethod,
    signature: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    string_to_sign: &'a str,
    signature_method: &'static str,
    signature: &'a str,
    /// What follows is there if a signature was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    matches: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_instead: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_difference: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mistakes: Option<Vec<String>>,
}

/// A place in the string-to-sign, counted from 1.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let json = self.json;
        let query = self.query()?;
        let secret = variable("AWS_SECRET_ACCESS_KEY")?;
        let string = v2::string_to_sign(query.verb, &query.host, &query.path, &query.parameters);
        let signature = query.method.sign(&secret, &string);
        let mismatch = match &query.signature {
            Some(given) if !query.method.verify(&secret, &string, given) => {
                Some(explain(&query.signed(given), &secret))
            }
            _ => None,
        };
        if json {
            json::print(&report(&query, &string, &signature, mismatch.as_ref()))?;
        } else {
            let mut page = Page::for_stdout();
            page.heading("String to sign");
            page.line(&string);
            page.heading(&format!("Signature ({})", query.method.as_str()));
            page.line(&signature);
            match &mismatch {
                Some(explanation) => describe(&mut page, &query, explanation),
                None if query.signature.is_some() => {
                    let verdict = page.toned(Tone::Good, "The given signature matches.");
                    page.line(&format!("\n{verdict}"));
                }
                None => {}
            }
            page.print()?;
        }
        Ok(if mismatch.is_some() { Status::Failed } else { Status::Success })
    }

    fn query(self) -> Result<Query, Failure> {
        let (url_host, url_path, parameters) = match self.query.as_slice() {
            [url] if url.contains("://") => taken_apart(url)?,
            pairs => (None, None, pairs.iter().map(|pair| parameter(pair)).collect::<Result<_, _>>()?),
        };
        let value = |name: &str| parameters.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        let named = self.signature_method.as_deref().or(value("SignatureMethod").map(|(_, value)| value.as_str()));
        let method = match named {
            None => SignatureMethod::default(),
            Some(name) => SignatureMethod::from_name(name).ok_or_else(|| {
                Failure::usage(format!("SignatureMethod is '{name}', and must be HmacSHA256 or HmacSHA1"))
            })?,
        };
        let signature = self.signature.or(value("Signature").map(|(_, value)| value.clone()));
        Ok(Query {
            verb: match self.method {
                Verb::Get => "GET",
                Verb::Post => "POST",
            },
            host: self.host.or(url_host).unwrap_or_else(|| "fps.amazonaws.com".to_owned()),
            path: self.path.or(url_path).unwrap_or_else(|| "/".to_owned()),
            parameters,
            method,
            signature,
        })
    }
}

impl Query {
    fn signed<'q>(&'q self, signature: &'q str) -> Signed<'q> {
        Signed {
            verb: self.verb,
            host: &self.host,
            path: &self.path,
            parameters: &self.parameters,
            method: self.method,
            signature,
        }
    }
}

/// The host, the path and the parameters of a URL, with nothing put right on the way.
#[allow(clippy::type_complexity)] // It is one type in one place.
fn taken_apart(url: &str) -> Result<(Option<String>, Option<String>, Vec<(String, String)>), Failure> {
    let parsed = url::Url::parse(url).map_err(|error| Failure::usage(format!("'{url}' is no URL: {error}")))?;
    let host = parsed.host_str().ok_or_else(|| Failure::usage(format!("'{url}' names no host")))?;
    let host = match parsed.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let decoded = percent_encoding::percent_decode_str(parsed.path()).decode_utf8();
    let path = decoded.map_err(|_| Failure::usage("the path of the URL is not UTF-8 once it is decoded"))?;
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let parameters = v2::decode_parameters(query).map_err(Failure::usage)?;
    Ok((Some(host), Some(path.into_owned()), parameters))
}

fn parameter(pair: &str) -> Result<(String, String), Failure> {
    match pair.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(Failure::usage(format!("'{pair}' is neither a URL nor a parameter written Name=Value"))),
    }
}

fn report<'a>(query: &Query, string: &'a str, signature: &'a str, mismatch: Option<&'a Explanation>) -> Report<'a> {
    let found = mismatch.and_then(|explanation| explanation.found.as_ref());
    Report {
        string_to_sign: string,
        signature_method: query.method.as_str(),
        signature,
        matches: query.signature.is_some().then_some(mismatch.is_none()),
        signed_instead: found.map(|found| found.signed.as_str()),
        first_difference: found.and_then(|found| place(string, &found.signed)),
        mistakes: mismatch.map(|explanation| {
            let found = explanation.found.iter().flat_map(|found| &found.mistakes);
            found.map(|mistake| mistake.to_string()).collect()
        }),
    }
}

fn describe(page: &mut Page, query: &Query, explanation: &Explanation) {
    let verdict = page.toned(Tone::Bad, "The given signature does not match.");
    page.line(&format!("\n{verdict}"));
    let Some(found) = &explanation.found else {
        page.paragraph(
            0,
            "None of the usual mistakes accounts for it. Compare the string above with the one that was signed; if \
             they are equal, the secret is another one.",
        );
        return;
    };
    for mistake in &found.mistakes {
        page.paragraph(2, &format!("- {mistake}"));
    }
    let Some(place) = place(&explanation.expected, &found.signed) else {
        page.paragraph(0, "The string that was signed is the right one.");
        return;
    };
    page.heading("String that was signed instead");
    for (number, line) in (1..).zip(found.signed.split('\n')) {
        page.line(line);
        if number == place.line {
            let blanks = " ".repeat(place.column - 1);
            let mark = page.toned(Tone::Bad, "^ here it begins to differ");
            page.line(&format!("{blanks}{mark}"));
        }
    }
    if query.verb == "GET" && found.signed.starts_with("POST") {
        page.paragraph(0, "If it was sent as POST, say so with --method POST.");
    }
}

fn place(expected: &str, signed: &str) -> Option<Place> {
    let at = first_difference(signed, expected)?;
    let before = &signed[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    Some(Place { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart_as_it_was_written() {
        let (host, path, parameters) =
            taken_apart("https://Example.com:443/a%20b/?B=1+2&A=%7E%2B&Signature=x%3D#part").expect("it is a URL");
        assert_eq!((host.as_deref(), path.as_deref()), (Some("example.com"), Some("/a b/")));
        let expected = [("B", "1 2"), ("A", "~+"), ("Signature", "x=")];
        assert_eq!(parameters, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn places_are_counted_as_editors_do() {
        let Place { line, column } = place("GET\nhost\n/", "GET\nhöst\n/").expect("they differ");
        assert_eq!((line, column), (2, 2));
        let Place { line, column } = place("GET\nhost\n/\nA=1", "GET\nhost\nA=1").expect("they differ");
        assert_eq!((line, column), (3, 1));
    }
}
