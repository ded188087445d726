//! Reading PEM text as key tools write it: text before and between the blocks, any line length,
//! any line ending.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::x509::Error;

/// One block between a BEGIN and an END line.
pub(crate) struct Block<'a> {
    /// What the BEGIN line names, such as `CERTIFICATE`.
    pub(crate) label: &'a str,
    /// The decoded content, wiped when dropped because it may be a private key.
    pub(crate) der: Zeroizing<Vec<u8>>,
    /// The block has the header of the old encrypted key format.
    pub(crate) encrypted: bool,
}

/// The certificates in `text`, of which there is at least one.
pub(crate) fn certificates(text: &str) -> Result<Vec<Block<'_>>, Error> {
    const WANTED: &str = "CERTIFICATE";
    let blocks = blocks(text, WANTED)?;
    let first = blocks[0].label;
    let certificates: Vec<_> =
        blocks.into_iter().filter(|block| matches!(block.label, WANTED | "X509 CERTIFICATE")).collect();
    match certificates.is_empty() {
        true => Err(Error::WrongLabel { wanted: WANTED, found: first.to_owned() }),
        false => Ok(certificates),
    }
}

/// The first private key in `text`, of whatever kind its label says.
pub(crate) fn private_key(text: &str) -> Result<Block<'_>, Error> {
    const WANTED: &str = "PRIVATE KEY";
    let blocks = blocks(text, WANTED)?;
    let first = blocks[0].label;
    let Some(block) = blocks.into_iter().find(|block| block.label.ends_with(WANTED)) else {
        return Err(Error::WrongLabel { wanted: WANTED, found: first.to_owned() });
    };
    match block.encrypted || block.label == "ENCRYPTED PRIVATE KEY" {
        true => Err(Error::Encrypted),
        false => Ok(block),
    }
}

/// All blocks of `text`, in their order, and at least one. `wanted` is the label that the caller hopes for; it only
/// serves the error that there is no block at all.
fn blocks<'a>(text: &'a str, wanted: &'static str) -> Result<Vec<Block<'a>>, Error> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(label) = boundary(line, "-----BEGIN ") else {
            continue;
        };
        let mut encoded = Zeroizing::new(String::with_capacity(text.len()));
        let mut encrypted = false;
        loop {
            let line = lines.next().ok_or_else(|| Error::BadPem {
                label: label.to_owned(),
                problem: "its END line is missing".to_owned(),
            })?;
            if line.starts_with("-----") {
                match boundary(line, "-----END ") {
                    Some(end) if end == label => break,
                    _ => {
                        return Err(Error::BadPem {
                            label: label.to_owned(),
                            problem: "it does not close with an END line of the same label".to_owned(),
                        });
                    }
                }
            }
            match line.split_once(':') {
                Some((_, value)) => encrypted |= value.contains("ENCRYPTED"),
                None => encoded.push_str(line),
            }
        }
        // The content of an encrypted block is of no use here, and is not always followed by
        // padding, so it is not worth an error of its own.
        let der = match TOLERANT.decode(encoded.as_bytes()) {
            Ok(der) => Zeroizing::new(der),
            Err(_) if encrypted => Zeroizing::default(),
            Err(problem) => {
                return Err(Error::BadPem {
                    label: label.to_owned(),
                    problem: format!("its content is not base64: {problem}"),
                });
            }
        };
        blocks.push(Block { label, der, encrypted });
    }
    if blocks.is_empty() {
        return Err(Error::NotPem { wanted });
    }
    Ok(blocks)
}

fn boundary<'a>(line: &'a str, begin: &str) -> Option<&'a str> {
    line.strip_prefix(begin)?.strip_suffix("-----")
}

const TOLERANT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_blocks_among_other_text() {
        let text = "Certificate:\r\n  Data: x\r\n-----BEGIN CERTIFICATE-----\r\n  aGVs\r\nbG8=\r\n-----END CERTIFICATE-----\r\n\
                    -----BEGIN PRIVATE KEY-----\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==\n-----END PRIVATE KEY-----";
        let blocks = blocks(text, "CERTIFICATE").unwrap();
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].label, "CERTIFICATE");
        assert_eq!(&*blocks[0].der, b"hello");
        assert_eq!(blocks[1].label, "PRIVATE KEY");
        assert_eq!(blocks[1].der.len(), 64);
    }

    #[test]
    fn names_what_is_wrong() {
        for (text, expected) in [
            ("hello", "no PEM text: expected a line `-----BEGIN CERTIFICATE-----`"),
            ("-----BEGIN CERTIFICATE-----\naGVs", "the PEM block `CERTIFICATE` can't be read: its END line is missing"),
            (
                "-----BEGIN CERTIFICATE-----\naGVs\n-----END KEY-----",
                "the PEM block `CERTIFICATE` can't be read: it does not close with an END line of the same label",
            ),
        ] {
            assert_eq!(blocks(text, "CERTIFICATE").err().unwrap().to_string(), expected);
        }
        let garbage = blocks("-----BEGIN KEY-----\na*b=\n-----END KEY-----", "KEY").err().unwrap();
        assert!(garbage.to_string().starts_with("the PEM block `KEY` can't be read: its content is not base64"));
    }

    #[test]
    fn marks_old_encrypted_keys() {
        let text = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,00\n\naGVs\n-----END RSA PRIVATE KEY-----";
        assert!(blocks(text, "PRIVATE KEY").unwrap()[0].encrypted);
    }
}
