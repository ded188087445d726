use super::*;

fn parsed(message: &str) -> Document<'_> {
    Document::parse(message.as_bytes(), &Limits::REQUEST).unwrap()
}

fn refused(message: impl AsRef<[u8]>) -> String {
    Document::parse(message.as_ref(), &Limits::REQUEST).unwrap_err().to_string()
}

#[test]
fn keeps_names_text_and_order() {
    let document = parsed(
        "\u{feff}<?xml version='1.0' encoding=\"UTF-8\" standalone='yes' ?>\n<!-- x --><p:a xmlns:p = 'urn:p' xmlns=\"urn:d\" p:x=' 1&#10;\t2 ' y=''>\n<b/>t<!-- - -->e&lt;<c><d>no</d></c ><![CDATA[<&>]]>&#x1F600;&apos;</p:a><!-- end -->\n",
    );
    let root = document.root();
    assert!(document.is(root, "urn:p", "a"));
    assert_eq!(document.qualified_name(root), "p:a");
    assert_eq!(document.text(root), "\nte<<&>\u{1f600}'");
    assert_eq!(document.attribute(root, "urn:p", "x"), Some(" 1\n 2 "));
    assert_eq!(document.attribute(root, "", "y"), Some(""));
    assert_eq!(document.attribute(root, "", "x"), None);
    assert_eq!(document.attribute(root, "urn:d", "y"), None);
    let children: Vec<_> = document.children(root).collect();
    assert_eq!(children.iter().map(|id| document.element(*id).local).collect::<Vec<_>>(), ["b", "c"]);
    assert!(document.is(children[0], "urn:d", "b"));
    assert_eq!(document.parent(children[1]), Some(root));
    assert_eq!(document.elements().count(), 4);
    let d = document.children(children[1]).next().unwrap();
    assert!(document.lies_within(d, root) && document.lies_within(d, children[1]) && document.lies_within(d, d));
    assert!(!document.lies_within(d, children[0]) && !document.lies_within(root, d));
}

#[test]
fn namespaces_follow_their_scope() {
    let document =
        parsed("<a xmlns='urn:1' xmlns:p='urn:p'><b xmlns=''><c xmlns:p='urn:q' p:x='1' xml:lang='en'/></b><d/></a>");
    let a = document.root();
    let [b, d] = document.children(a).collect::<Vec<_>>()[..] else { panic!() };
    let c = document.children(b).next().unwrap();
    assert_eq!(
        (document.namespace(a), document.namespace(b), document.namespace(c), document.namespace(d)),
        ("urn:1", "", "", "urn:1")
    );
    assert_eq!(document.attribute(c, "urn:q", "x"), Some("1"));
    assert_eq!(document.attribute(c, crate::soap::ns::XML, "lang"), Some("en"));
    assert_eq!(document.in_scope(c, "p"), Some("urn:q"));
    assert_eq!(document.in_scope(d, "p"), Some("urn:p"));
    assert_eq!(document.in_scope(d, ""), Some("urn:1"));
    assert_eq!(document.in_scope(c, ""), None);
    assert_eq!(document.in_scope(c, "r"), None);
}

#[test]
fn line_ends_are_one_character() {
    let document = parsed("<a x='1\r\n2\r3\n4&#13;&#10;'>\r\n1\r2&#13;<![CDATA[\r\n]]></a>");
    assert_eq!(document.text(document.root()), "\n1\n2\r\n");
    assert_eq!(document.attribute(document.root(), "", "x"), Some("1 2 3 4\r\n"));
}

#[test]
fn white_space_is_not_text() {
    let document = parsed("<a> \n\t&#32;<![CDATA[ ]]><b>x</b></a>");
    assert!(!document.has_text(document.root()));
    for text in ["x", "&lt;", "<![CDATA[x]]>", "\u{a0}"] {
        let message = format!("<a> {text}</a>");
        let document = parsed(&message);
        assert!(document.has_text(document.root()), "{text}");
    }
}

#[test]
fn refuses_what_is_not_well_formed() {
    for (message, expected) in [
        ("", "line 1, column 1: there is no element"),
        ("   \n ", "line 2, column 2: there is no element"),
        ("not xml", "line 1, column 1: text outside the outermost element"),
        ("<a>", "line 1, column 4: the message ends before `a` is closed"),
        ("<a>\n<b>é</a>", "line 2, column 5: ill-formed document: expected `</b>`, but `</a>` was found"),
        ("<a/><b/>", "line 1, column 5: a second outermost element"),
        ("<a/>x", "line 1, column 5: text outside the outermost element"),
        ("<a/>&#32;", "line 1, column 5: a reference outside the outermost element"),
        ("<![CDATA[ ]]><a/>", "line 1, column 1: a CDATA section outside the outermost element"),
        ("<a/><?xml version='1.0'?>", "line 1, column 5: an XML declaration that is not at the very beginning"),
        (" <?xml version='1.0'?><a/>", "line 1, column 2: an XML declaration that is not at the very beginning"),
        ("<a><?php x ?></a>", "line 1, column 4: processing instructions are not accepted"),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "line 1, column 1: a document type (DOCTYPE) is not accepted"),
        ("<a>&nbsp;</a>", "line 1, column 4: the entity `&nbsp;` is not known: XML has lt, gt, amp, quot and apos"),
        ("<a>&#0;</a>", "line 1, column 4: `&#0;` is not a character that XML allows"),
        ("<a>&#+65;</a>", "line 1, column 4: `&#+65;` is not a character that XML allows"),
        ("<a>&#X41;</a>", "line 1, column 4: `&#X41;` is not a character that XML allows"),
        ("<a>&#xD800;</a>", "line 1, column 4: `&#xD800;` is not a character that XML allows"),
        ("<a>&#;</a>", "line 1, column 4: `&#;` is not a character that XML allows"),
        ("<a>]]></a>", "line 1, column 4: `]]>` in text"),
        ("<a>\u{1}</a>", "line 1, column 4: a character that XML does not allow"),
        ("<a>\u{ffff}</a>", "line 1, column 4: a character that XML does not allow"),
        ("<a x=1/>", "line 1, column 4: an attribute's value that is not in quotation marks"),
        ("<a x/>", "line 1, column 4: an attribute without a value"),
        ("<a x='1'y='2'/>", "line 1, column 9: white space is missing before an attribute"),
        ("<a x='1' x='2'/>", "line 1, column 10: `x` is there twice"),
        ("<a xmlns:p='urn:p' xmlns:q='urn:p' p:x='1' q:x='2'/>", "line 1, column 44: `q:x` is there twice"),
        ("<a xmlns='urn:1' xmlns='urn:2'/>", "line 1, column 18: `xmlns` is there twice"),
        ("<a x='<'/>", "line 1, column 4: `<` in an attribute's value"),
        ("<a x='&lt'/>", "line 1, column 4: `&` that begins no reference"),
        ("<a x='&amp'/>;", "line 1, column 4: `&` that begins no reference"),
        ("<p:a/>", "line 1, column 1: the namespace prefix `p` is not declared"),
        ("<a p:x='1'/>", "line 1, column 4: the namespace prefix `p` is not declared"),
        ("<a xmlns:p=''/>", "line 1, column 4: the prefix `p` is bound to nothing"),
        ("<a xmlns:='urn:p'/>", "line 1, column 4: `xmlns:` is not a name"),
        ("<a xmlns:xmlns='urn:p'/>", "line 1, column 4: the prefix `xmlns` can't be declared"),
        ("<a xmlns:xml='urn:p'/>", "line 1, column 4: the prefix `xml` can't be declared"),
        (
            "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
            "line 1, column 4: no other prefix can be bound to `http://www.w3.org/2000/xmlns/`",
        ),
        ("<a xmlns='relative/name'/>", "line 1, column 4: the namespace name `relative/name` is not absolute"),
        ("<1/>", "line 1, column 2: `1` is not a name"),
        ("<a:b:c xmlns:a='urn:a'/>", "line 1, column 2: `a:b:c` is not a name"),
        ("<:a/>", "line 1, column 2: `:a` is not a name"),
        ("<a -='1'/>", "line 1, column 4: `-` is not a name"),
        ("<a><!-- -- --></a>", "line 1, column 9: ill-formed document: forbidden string `--` was found in a comment"),
        ("<a><!-- ---></a>", "line 1, column 9: ill-formed document: forbidden string `--` was found in a comment"),
        ("<?xml version='1.1'?><a/>", "line 1, column 7: XML version `1.1`; only 1.0 is accepted"),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
            "line 1, column 21: the encoding `ISO-8859-1`; only UTF-8 is accepted",
        ),
        ("<?xml version='1.0' x='1'?><a/>", "line 1, column 21: `x` in an XML declaration"),
    ] {
        assert_eq!(refused(message), expected, "{message}");
    }
}

#[test]
fn refuses_other_encodings() {
    assert_eq!(
        refused(b"<a>\n\xc3\xa9\xe9</a>"),
        "line 2, column 2: a byte that is not UTF-8, the only encoding that is accepted"
    );
    for utf16 in [&b"\xff\xfe<\0a\0/\0>\0"[..], b"\xfe\xff\0<\0a\0/\0>", b"<\0a\0/\0>\0"] {
        assert_eq!(
            refused(utf16),
            "line 1, column 1: the message seems to be UTF-16 or UTF-32; only UTF-8 is accepted"
        );
    }
}

#[test]
fn comments_with_hyphens_after_wide_characters_are_refused_without_panic() {
    for filling in ["é-é-é--", "-😀-😀--😀", "é--é"] {
        assert!(refused(format!("<a><!--{filling}--></a>")).contains("comment"), "{filling}");
    }
}

#[test]
fn limits_hold_at_their_edge() {
    let limits = Limits { bytes: 100, depth: 3, elements: 4, attributes: 2 };
    let check = |message: &str| Document::parse(message.as_bytes(), &limits).map(|_| ()).map_err(|error| error.problem);
    for (good, bad, problem) in [
        (
            format!("<a>{:93}</a>", ""),
            format!("<a>{:94}</a>", ""),
            "the message has 101 bytes; at most 100 are accepted",
        ),
        (
            "<a><a><a/></a></a>".to_owned(),
            "<a><a><a><a/></a></a></a>".to_owned(),
            "more than 3 elements within each other",
        ),
        ("<a><a/><a/><a/></a>".to_owned(), "<a><a/><a/><a/><a/></a>".to_owned(), "more than 4 elements"),
        ("<a b='' c=''/>".to_owned(), "<a b='' c='' xmlns='urn:d'/>".to_owned(), "more than 2 attributes on `a`"),
    ] {
        assert_eq!(check(&good), Ok(()), "{good}");
        assert_eq!(check(&bad), Err(problem.to_owned()), "{bad}");
    }
}

#[test]
fn namespaces_in_force_are_bounded() {
    // `xml` counts too.
    let nested = |count: usize| {
        let declarations: Vec<_> = (1..count).map(|index| format!(" xmlns:p{index}='urn:p'")).collect();
        let elements: Vec<_> = declarations.chunks(60).map(|chunk| format!("<a{}>", chunk.concat())).collect();
        format!("{}{}", elements.concat(), "</a>".repeat(elements.len()))
    };
    assert!(Document::parse(nested(256).as_bytes(), &Limits::REQUEST).is_ok());
    assert!(refused(nested(257)).ends_with("more than 256 namespace declarations in force"));
}
