use super::*;
use crate::sign::v2;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

fn parameters() -> Vec<(String, String)> {
    [
        ("Version", "2010-08-28"),
        ("Action", "Pay"),
        ("AWSAccessKeyId", "AKIAIOSFODNN7EXAMPLE"),
        ("CallerDescription", "5 * 2 ~ ten/10"),
        ("SenderDescription", ""),
        ("SignatureMethod", "HmacSHA256"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

fn explained(string: &str, change: impl FnOnce(&mut Signed<'_>)) -> Option<Vec<Mistake>> {
    let signature = SignatureMethod::HmacSha256.sign(SECRET, string);
    let parameters = parameters();
    let mut request = Signed {
        verb: "POST",
        host: "127.0.0.1:8080",
        path: "/",
        parameters: &parameters,
        method: SignatureMethod::HmacSha256,
        signature: &signature,
    };
    change(&mut request);
    explain(&request, SECRET).found.map(|found| found.mistakes)
}

const QUERY: &str = "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Action=Pay&\
                     CallerDescription=5%20%2A%202%20~%20ten%2F10&SenderDescription=&\
                     SignatureMethod=HmacSHA256&Version=2010-08-28";

#[test]
fn what_should_be_signed_is_what_version_2_signs() {
    let parameters = parameters();
    let request = Signed {
        verb: "POST",
        host: "FPS.amazonaws.com",
        path: "",
        parameters: &parameters,
        method: SignatureMethod::HmacSha256,
        signature: "",
    };
    let right = v2::string_to_sign("POST", "FPS.amazonaws.com", "", &parameters);
    assert_eq!(explain(&request, SECRET).expected, right);
    assert_eq!(right, format!("POST\nfps.amazonaws.com\n/\n{QUERY}"));
}

#[test]
fn each_mistake_is_named() {
    let cases = [
        (format!("GET\n127.0.0.1:8080\n/\n{QUERY}"), Mistake::Verb("GET")),
        (format!("POST\n127.0.0.1\n/\n{QUERY}"), Mistake::Host("127.0.0.1".to_owned())),
        (format!("POST\nfps.amazonaws.com\n/\n{QUERY}"), Mistake::Host("fps.amazonaws.com".to_owned())),
        (format!("POST\n127.0.0.1:8080\n{QUERY}"), Mistake::NoPathLine),
        (format!("POST\n127.0.0.1:8080\n\n{QUERY}"), Mistake::Path(String::new())),
        (format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace("%20", "+")), Mistake::PlusForBlank),
        (format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace("%2A", "*")), Mistake::BareStar),
        (format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace('~', "%7E")), Mistake::EncodedTilde),
        (
            format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace("%20", "+").replace("%2A", "*").replace('~', "%7E")),
            Mistake::FormEncoding,
        ),
        (
            format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace("%2A", "%2a").replace("%2F", "%2f")),
            Mistake::LowerCaseHex,
        ),
        (format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace('%', "%25")), Mistake::EncodedTwice),
        (
            format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace("%20", " ").replace("%2A", "*").replace("%2F", "/")),
            Mistake::NotEncoded,
        ),
        (
            "POST\n127.0.0.1:8080\n/\nVersion=2010-08-28&Action=Pay&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&\
             CallerDescription=5%20%2A%202%20~%20ten%2F10&SenderDescription=&SignatureMethod=HmacSHA256"
                .to_owned(),
            Mistake::Unsorted,
        ),
        (
            "POST\n127.0.0.1:8080\n/\nAction=Pay&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&\
             CallerDescription=5%20%2A%202%20~%20ten%2F10&SenderDescription=&SignatureMethod=HmacSHA256&\
             Version=2010-08-28"
                .to_owned(),
            Mistake::SortedIgnoringCase,
        ),
        (format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace("SenderDescription=&", "")), Mistake::EmptyLeftOut),
        (
            format!("POST\n127.0.0.1:8080\n/\n{}", QUERY.replace("&Version=2010-08-28", "")),
            Mistake::LeftOut("Version".to_owned()),
        ),
        (format!("POST\n127.0.0.1:8080\n/\n{QUERY}\n"), Mistake::LineFeedAtEnd),
        (
            "ActionPayAWSAccessKeyIdAKIAIOSFODNN7EXAMPLECallerDescription5 * 2 ~ ten/10SenderDescription\
             SignatureMethodHmacSHA256Version2010-08-28"
                .to_owned(),
            Mistake::VersionOne,
        ),
    ];
    for (string, mistake) in cases {
        assert_eq!(explained(&string, |_| {}), Some(vec![mistake]), "{string}");
    }
}

#[test]
fn mistakes_of_the_secret_and_the_signature_are_named() {
    let string = format!("POST\n127.0.0.1:8080\n/\n{QUERY}");
    let right = SignatureMethod::HmacSha256.sign(SECRET, &string);
    let hex = {
        use base64::Engine;
        let bytes = base64::engine::general_purpose::STANDARD.decode(&right).expect("it is Base64");
        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    assert!(right.contains('+') || right.contains('/'), "the test needs a signature with such a character");
    let cases = [
        (SignatureMethod::HmacSha1.sign(SECRET, &string), Mistake::Method(SignatureMethod::HmacSha1)),
        (SignatureMethod::HmacSha256.sign(&format!("{SECRET}\n"), &string), Mistake::SecretFollowedBy("\n")),
        (SignatureMethod::HmacSha256.sign(&format!("{SECRET} "), &string), Mistake::SecretFollowedBy(" ")),
        (hex, Mistake::HexSignature),
        (v2::encode_parameters(&[("", &right)])[1..].to_owned(), Mistake::SignatureEncodedTwice),
        (right.replace('+', "-").replace('/', "_"), Mistake::UrlSafeSignature),
    ];
    for (signature, mistake) in cases {
        assert_eq!(explained("", |request| request.signature = signature.leak()), Some(vec![mistake]));
    }
}

#[test]
fn two_mistakes_at_once_are_both_named() {
    let string = format!("GET\nfps.amazonaws.com\n/\n{QUERY}");
    let both = vec![Mistake::Verb("GET"), Mistake::Host("fps.amazonaws.com".to_owned())];
    assert_eq!(explained(&string, |_| {}), Some(both));
}

#[test]
fn another_secret_is_no_mistake_that_can_be_named() {
    let parameters = parameters();
    let signature = SignatureMethod::HmacSha256.sign("another", "anything");
    let request = Signed {
        verb: "POST",
        host: "h",
        path: "/",
        parameters: &parameters,
        method: SignatureMethod::HmacSha256,
        signature: &signature,
    };
    let explanation = explain(&request, SECRET);
    assert!(explanation.found.is_none());
    let debug = format!("{explanation:?}");
    assert!(!debug.contains("AKIA"), "{debug}");
}

#[test]
fn the_first_difference_is_at_a_letter() {
    assert_eq!(first_difference("a€b", "a€c"), Some(4));
    assert_eq!(first_difference("ab", "abc"), Some(2));
    assert_eq!(first_difference("same", "same"), None);
}
