//! A text as one page of HTML, with nothing outside of it and nothing that runs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::block::Block;
use crate::migrate::report::visible;

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8886;--soft:#8881}\
body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}\
h1,h2,h3{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}\
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}\
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:4rem}\
th{background:var(--soft)}pre{background:var(--soft);padding:.6rem;overflow-x:auto}\
@media print{body{max-width:none;margin:0}h2,h3{break-after:avoid}tr,pre{break-inside:avoid}}";

pub(in crate::migrate) fn write(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading(1, text) => Some(escaped(text)),
        _ => None,
    });
    let style = STANDARD.encode(Sha256::digest(STYLE));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{style}'\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        title.unwrap_or_default()
    );
    for block in blocks {
        match block {
            Block::Heading(level, text) => out.push_str(&format!("<h{level}>{}</h{level}>\n", escaped(text))),
            Block::Paragraph(text) => out.push_str(&format!("<p>{}</p>\n", escaped(text))),
            Block::List(items) => {
                let items = items.iter().map(|item| format!("<li>{}</li>\n", escaped(item))).collect::<String>();
                out.push_str(&format!("<ul>\n{items}</ul>\n"));
            }
            Block::Command(text) => out.push_str(&format!("<pre><code>{}</code></pre>\n", escaped(text))),
            Block::Table(titles, rows) => {
                let head = titles.iter().map(|title| format!("<th scope=\"col\">{}</th>", escaped(title)));
                let rows = rows.iter().map(|row| {
                    let cells = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell)));
                    format!("<tr>{}</tr>\n", cells.collect::<String>())
                });
                out.push_str(&format!(
                    "<div class=\"wide\"><table>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
                    head.collect::<String>(),
                    rows.collect::<String>()
                ));
            }
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in visible(text).chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            char => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_has_written_is_no_markup() {
        let hostile = "</td><script>alert('1')</script>\"&\u{202e}";
        let blocks = [
            Block::Heading(1, hostile.to_owned()),
            Block::Paragraph(hostile.to_owned()),
            Block::List(vec![hostile.to_owned()]),
            Block::Command(hostile.to_owned()),
            Block::Table(vec!["t"], vec![vec![hostile.to_owned()]]),
        ];
        let page = write(&blocks);
        assert!(!page.contains("<script") && !page.contains('\u{202e}'), "{page}");
        assert_eq!(page.matches("&lt;script&gt;alert(&#39;1&#39;)").count(), 6);
        assert!(page.contains("<th scope=\"col\">t</th>"), "{page}");
    }
}
