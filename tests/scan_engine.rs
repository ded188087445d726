//! What the scanner's engine makes of code, whatever the rules are: names, scopes, texts that are put together, comments, bad input.

use std::sync::LazyLock;

use amazon_fps::migrate::scan::{Entry, Finding, Kind, Rules, Scan, Scanner};
use proptest::prelude::*;

/// A library that is made up, in the ways of each language.
const RULES: &str = r#"
[[library]]
id = "shop-fps"
title = "The shop's client"
languages = ["php", "ruby", "python", "java", "csharp", "javascript"]
imports = ["shop.fps", "shop.fps.*", "shop/fps/*", "shop-fps"]
folders = ["lib/shopfps"]
packages = ["node_modules/shop-fps"]
version = 'VERSION\s*=\s*"([0-9.]+)"'

[[library.class]]
names = ["ShopFps", "shop.fps.ShopFps", "shop-fps.ShopFps"]
kind = "client"
[[library.class.method]]
names = ["{action}", "{action_}", "{Action}"]
kind = "action"
turns = { hold = "Reserve" }

[[library.class]]
names = ["ShopRequest_{Action}", "shop.fps.{Action}Order"]
kind = "request"
setters = ["set"]
positions = ["*"]

[[library.class]]
names = ["ShopFpsError", "shop.fps.ShopFpsError"]
kind = "error_handler"

[[library.function]]
names = ["shop.fps.connect"]
kind = "client"
returns = "shop.fps.ShopFps"
"#;

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    Scanner::new(Rules::builtin().with("shop.toml", RULES).expect("the rules are well-formed")).threads(1)
});

fn scan(path: &str, code: &str) -> Scan {
    let file = Entry::File { path: path.to_owned(), bytes: code.as_bytes().to_vec() };
    SCANNER.scan([file].into_iter(), &mut |_| {})
}

/// Each finding as `line kind action parameters`.
fn found(path: &str, code: &str) -> Vec<String> {
    scan(path, code).findings.iter().map(shown).collect()
}

fn shown(finding: &Finding) -> String {
    let mut words = vec![finding.line.to_string(), finding.kind.name().to_owned()];
    words.extend(finding.action.clone());
    words.extend(finding.parameters.clone());
    words.join(" ")
}

#[test]
fn a_call_counts_by_what_its_receiver_is() {
    let code = "<?php\n$fps = new ShopFps();\n$fps->pay($r);\n$bank = new Bank();\n$bank->pay($r);\n$fps = $bank;\n$fps->pay($r);\n";
    assert_eq!(found("a.php", code), ["2 client", "3 action Pay"]);
}

#[test]
fn names_are_followed_through_imports_and_aliases() {
    let code = "import shop.fps as s\nfrom shop.fps import ShopFps as F, connect\na = s.ShopFps()\nb = F()\nc = connect()\na.pay(CallerReference=1)\nb.refund(TransactionId=2)\nc.cancel(TransactionId=3)\n";
    let expected = [
        "1 library",
        "2 library",
        "3 client",
        "4 client",
        "5 client",
        "6 action Pay CallerReference",
        "7 action Refund TransactionId",
        "8 action Cancel TransactionId",
    ];
    assert_eq!(found("a.py", code), expected);
}

#[test]
fn fields_and_methods_of_a_class_are_known_in_all_of_it() {
    let code = "class Till\n  def pay(token)\n    client.pay(:sender_token_id => token)\n    @other.pay(1)\n  end\n  def client\n    @client ||= ShopFps.new\n  end\nend\n";
    assert_eq!(found("a.rb", code), ["3 action Pay SenderTokenId", "7 client"]);
}

#[test]
fn a_field_with_a_foreign_class_is_no_client() {
    let code = "import shop.fps.*;\nclass A {\n  ShopFps fps; Bank bank;\n  void f(CancelOrder o) { fps.cancel(o); bank.cancel(o); bank.pay(1); }\n}\nclass Bank { void pay(int i) {} }\n";
    let lines = found("A.java", code);
    assert!(lines.contains(&"4 action Cancel".to_owned()), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("Pay")), "{lines:?}");
}

#[test]
fn a_request_gets_its_parameters_wherever_they_are_set() {
    let code = "<?php\n$r = new ShopRequest_Pay();\n$r->setSenderTokenId($t)->setCallerReference($c);\n$fps = new ShopFps();\nif ($x) { $r->setCallerDescription('x'); }\n$fps->pay($r);\n";
    let all = "CallerDescription CallerReference SenderTokenId";
    assert_eq!(found("a.php", code), [&format!("2 request Pay {all}"), "4 client", &format!("6 action Pay {all}")]);
}

#[test]
fn a_request_within_its_call_is_one_place_with_the_parameters_of_its_positions() {
    let code =
        "import shop.fps.*;\nclass A { void f(ShopFps fps) { fps.cancel(new CancelOrder(id, \"late\", null)); } }\n";
    assert_eq!(found("A.java", code), ["1 library", "2 action Cancel Description TransactionId"]);
}

#[test]
fn an_initialiser_sets_parameters() {
    let code = "using shop.fps;\nclass A {\n  void F(ShopFps fps) {\n    var r = new PayOrder { SenderTokenId = t, CallerReference = c };\n    fps.Pay(r);\n  }\n}\n";
    let all = "CallerReference SenderTokenId";
    assert_eq!(found("A.cs", code), ["1 library", &format!("4 request Pay {all}"), &format!("5 action Pay {all}")]);
}

#[test]
fn a_module_gives_its_classes() {
    let code = "const { ShopFps } = require('shop-fps');\nconst fps = new ShopFps({ key: k });\nfps.pay({ SenderTokenId: t }, (e) => { other.pay(1); });\nconst name = pick();\nfps[name]({});\nexports.pay = fps.refund.bind(fps);\n";
    assert_eq!(
        found("a.js", code),
        ["1 library", "2 client", "3 action Pay SenderTokenId", "5 action", "6 action Refund"]
    );
}

#[test]
fn an_argument_may_turn_one_action_into_another() {
    let code = "from shop.fps import connect\nc = connect()\nc.pay(TransactionAmount=1, hold=True)\nc.pay(TransactionAmount=1, hold=False)\n";
    let expected = ["1 library", "2 client", "3 action Reserve TransactionAmount", "4 action Pay TransactionAmount"];
    assert_eq!(found("a.py", code), expected);
}

#[test]
fn methods_by_name_are_calls() {
    let ruby = "fps = ShopFps.new\nfps.send(:pay, :caller_reference => 1)\n";
    assert_eq!(found("a.rb", ruby), ["1 client", "2 action Pay CallerReference"]);
    let python =
        "from shop.fps import connect\nc = connect()\ngetattr(c, 'refund')(TransactionId=1)\ngetattr(c, name)(1)\n";
    assert_eq!(found("a.py", python), ["1 library", "2 client", "3 action Refund TransactionId", "4 action"]);
    let php = "<?php $fps = new ShopFps();\ncall_user_func(array($fps, 'settle'), $r);\n$fps->$method($r);\n";
    assert_eq!(found("a.php", php), ["1 client", "2 action Settle", "3 action"]);
}

#[test]
fn errors_that_are_caught_and_classes_that_are_extended_are_places() {
    let code = "from shop.fps import ShopFps, ShopFpsError\nclass Mine(ShopFps):\n    def go(self):\n        try:\n            self.pay(CallerReference=1)\n        except (ValueError, ShopFpsError) as e:\n            pass\nm = Mine()\nm.cancel(TransactionId=1)\n";
    let expected = [
        "1 library",
        "2 library",
        "5 action Pay CallerReference",
        "6 error_handler",
        "8 client",
        "9 action Cancel TransactionId",
    ];
    assert_eq!(found("a.py", code), expected);
}

#[test]
fn texts_are_put_together() {
    let code = "<?php\ndefine('ACTION', 'Refund');\nclass C { const PAY = 'Pay'; }\n$p = array('Action' => ACTION, 'CallerReference' => 1);\n$q = 'https://fps.amazonaws.com/?Action=' . C::PAY . '&SenderTokenId=' . $t;\n";
    let lines = found("a.php", code);
    assert!(lines.contains(&"4 action Refund CallerReference".to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("5 action Pay")), "{lines:?}");
}

#[test]
fn a_text_that_doubles_takes_no_room() {
    for (path, first, more, rest) in [
        ("a.php", "<?php $a = '0123456789';\n", "$a = $a . $a;\n", "$fps = new ShopFps();\n"),
        ("b.php", "<?php $a = '0123456789';\n", "$a .= $a;\n", "$fps = new ShopFps();\n"),
        ("a.rb", "a = '0123456789'\n", "a = a + a\n", "fps = ShopFps.new\n"),
        ("a.py", "a = '0123456789'\n", "a += a\n", "from shop.fps import ShopFps\nfps = ShopFps()\n"),
        ("a.js", "let a = '0123456789';\n", "a = `${a}${a}`;\n", "const f = new (require('shop-fps').ShopFps)();\n"),
        (
            "A.java",
            "import shop.fps.*; class A { void f() { String a = \"0123456789\";\n",
            "a = a + a;\n",
            "ShopFps f = new ShopFps(); } }\n",
        ),
        (
            "A.cs",
            "using shop.fps; class A { void F() { var a = \"0123456789\";\n",
            "a += a;\n",
            "var f = new ShopFps(); } }\n",
        ),
    ] {
        let code = [first, &more.repeat(60), rest].concat();
        let found = found(path, &code);
        assert!(found.iter().any(|line| line.ends_with("client")), "{path}: {found:?}");
    }
}

#[test]
fn a_page_that_is_built_line_by_line_is_looked_at_line_by_line() {
    let line = "$html = $html . '<p>a line of a page, as there are many in an old shop</p>' . $x;\n";
    let last = "$html = $html . '<a href=\"https://fps.amazonaws.com/?Action=' . 'Refund' . '\">';\n";
    let code = ["<?php $html = '';\n", &line.repeat(300), last].concat();
    let scan = scan("a.php", &code);
    let refund = scan.findings.iter().find(|finding| finding.action.as_deref() == Some("Refund"));
    assert_eq!(refund.map(|finding| finding.line), Some(302), "{scan:?}");
    assert_eq!(scan.skipped, []);
}

#[test]
fn texts_beyond_all_measure_are_no_longer_followed_and_told_of() {
    let code =
        format!("<?php $a = '{}';\n{}$fps = new ShopFps();\n", "x".repeat(4_000), "$a .= 'more';\n".repeat(17_000));
    let scan = scan("a.php", &code);
    assert_eq!(scan.findings.len(), 1);
    assert!(scan.skipped[0].why.contains("too many and too long texts"), "{:?}", scan.skipped);
}

#[test]
fn comments_and_documentation_are_no_places() {
    for (path, code) in [
        ("a.php", "<?php\n// $fps = new ShopFps(); https://fps.amazonaws.com/\n/* new ShopFps() */\n# new ShopFps()\n"),
        (
            "a.py",
            "'''\nhttps://fps.amazonaws.com/\n'''\n# ShopFps()\ndef f():\n    \"\"\"https://fps.amazonaws.com/\"\"\"\n",
        ),
        ("a.rb", "# ShopFps.new\n=begin\nShopFps.new https://fps.amazonaws.com/\n=end\n"),
        ("A.java", "/** https://fps.amazonaws.com/ */ class A { /* new ShopFps() */ }\n"),
        ("A.cs", "/// https://fps.amazonaws.com/\nclass A { }\n"),
        ("a.js", "// new ShopFps()\n/* https://fps.amazonaws.com/ */\n"),
        ("a.lua", "-- https://fps.amazonaws.com/\n--[[ https://fps.amazonaws.com/\n]]\n"),
        ("a.sh", "# https://fps.amazonaws.com/\n"),
        ("a.html", "<!-- https://fps.amazonaws.com/ -->\n"),
        ("a.vb", "' https://fps.amazonaws.com/\n"),
        ("a.sql", "-- https://fps.amazonaws.com/\n/* https://fps.amazonaws.com/ */\n"),
        ("CHANGELOG.md", "We call $fps->pay() at https://fps.amazonaws.com/\n"),
    ] {
        assert_eq!(found(path, code), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn a_sign_within_quotes_or_an_address_begins_no_comment() {
    for (path, code) in [
        ("a.sh", "curl \"#\" https://fps.amazonaws.com/\n"),
        ("a.properties", "fps.url=https://fps.amazonaws.com/\n"),
        ("a.yml", "url: 'a # b' # https://x\nfps: https://fps.amazonaws.com/\n"),
        ("a.go", "u := \"https://fps.amazonaws.com/\"\n"),
    ] {
        assert!(found(path, code).iter().any(|line| line.ends_with("endpoint")), "{path}");
    }
}

#[test]
fn code_inside_pages_is_read_by_its_syntax() {
    let jsp = "<%@ page import=\"java.util.*, shop.fps.*\" %>\n<p>pay</p>\n<% ShopFps fps = new ShopFps(); %>\n<%-- fps.refund(r); --%>\n<%= fps.cancel(new CancelOrder(id)) %>\n";
    assert_eq!(found("a.jsp", jsp), ["1 library", "3 client", "5 action Cancel TransactionId"]);
    let erb = "<h1>a</h1>\n<% fps = ShopFps.new %>\n<%= fps.pay(:caller_reference => 1) %>\n";
    assert_eq!(found("a.html.erb", erb), ["2 client", "3 action Pay CallerReference"]);
    let html = "<script>\nvar fps = new (require('shop-fps').ShopFps)();\nfps.pay({});\n</script>\n";
    assert!(found("a.html", html).contains(&"3 action Pay".to_owned()));
}

#[test]
fn code_in_haml_is_read_to_the_end_of_what_it_says() {
    let haml = "-# fps = ShopFps.new\n- fps = ShopFps.new\n%p.a{:title => fps.cancel(:transaction_id => 1)}= x\n= link_to 'a',\n  fps.pay(:caller_reference => 1)\nfps.refund(:transaction_id => 1)\n%p #{fps.settle(:reserve_transaction_id => 1)}\n";
    let expected = [
        "2 client",
        "3 action Cancel TransactionId",
        "5 action Pay CallerReference",
        "7 action Settle ReserveTransactionId",
    ];
    assert_eq!(found("a.html.haml", haml), expected);
    assert_eq!(found("a.haml", &haml.replace('\n', "\r\n")), expected);
}

#[test]
fn a_file_is_read_as_what_it_is_a_copy_of() {
    let code = "<?php\n$fps = new ShopFps();\n$fps->pay($r);\n";
    for path in [
        "a.php.bak",
        "a.PHP.OLD",
        "a.php~",
        "a.php.orig~",
        "a.php.20110512",
        "a.php_old",
        "a.php-dist",
        "a.inc.save",
        ".svn/text-base/a.php.svn-base",
    ] {
        assert_eq!(found(path, code), ["2 client", "3 action Pay"], "{path}");
    }
    let typed = "import { ShopFps } from 'shop-fps';\nclass A { constructor(private fps: ShopFps) {} pay(r: any) { return this.fps.pay(r); } }\n";
    assert_eq!(found("a.ts.bak", typed), found("a.ts", typed));
    assert_eq!(found("a.ts", typed), ["1 library", "2 action Pay"]);
    let setting = "# fps.url=https://fps.amazonaws.com/\nfps.url=https://fps.amazonaws.com/\n";
    assert_eq!(found(".env.sample", setting), ["2 endpoint"]);
    for path in ["~", ".bak", "a/.old", "a.txt.bak", "readme.old", "3.14"] {
        assert_eq!(found(path, "$fps = new ShopFps();\n$fps->pay($r);\n"), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn php_is_read_as_such_wherever_it_stands() {
    let code = "<h1>Pay</h1>\n<?php $fps = new ShopFps(); ?>\n<p><?= $fps->pay($r) ?></p>\n";
    for path in ["a.html", "a.tpl", "a.htm", "pay", "a.xyz", "a.html.bak"] {
        let scan = scan(path, code);
        assert_eq!(scan.findings.iter().map(shown).collect::<Vec<_>>(), ["2 client", "3 action Pay"], "{path}");
        assert!(scan.findings.iter().all(|finding| finding.language == "php"), "{path}");
    }
    assert_eq!(found("a.html", "<? $fps = new ShopFps(); ?>\n<? $fps->pay($r) ?>\n"), ["1 client", "2 action Pay"]);
    // A declaration of XML is none, nor is what is written for people.
    let page =
        "<?xml version=\"1.0\"?>\n<script>\nvar fps = new (require('shop-fps').ShopFps)();\nfps.pay({});\n</script>\n";
    assert!(found("a.html", page).contains(&"4 action Pay".to_owned()));
    assert_eq!(found("a.txt", code), Vec::<String>::new());
}

/// The findings of the second of two files that are scanned together.
fn found_beside(other: (&str, &str), (path, code): (&str, &str)) -> Vec<String> {
    let mut entries =
        [other, (path, code)].map(|(path, code)| Entry::File { path: path.to_owned(), bytes: code.into() });
    let forth = SCANNER.scan(entries.clone().into_iter(), &mut |_| {});
    entries.reverse();
    assert_eq!(SCANNER.scan(entries.into_iter(), &mut |_| {}), forth, "the order changes nothing");
    forth.findings.iter().filter(|finding| finding.path == path).map(shown).collect()
}

#[test]
fn what_is_given_to_the_helper_of_another_file_counts() {
    let signs = "<?php\nfunction ask($p) { return post('https://fps.amazonaws.com/', sign($p)); }\nclass Desk { static function ask($p) { return ask($p); } function other($p) {} }\nfunction sign($p) { return hash_hmac('sha1', join($p), KEY); }\n";
    let called = [
        ("ask(array('Action' => 'Refund', 'TransactionId' => $id));", true),
        ("$p = array('Action' => 'Refund'); $p['TransactionId'] = $id; Desk::ask($p);", true),
        ("Desk::ask(array('Action' => 'Refund', 'TransactionId' => $id));", true),
        ("$aws->ask(array('Action' => 'Refund', 'TransactionId' => $id));", false),
        ("other(array('Action' => 'Refund', 'TransactionId' => $id));", false),
        ("ask(array('action' => 'Refund', 'TransactionId' => $id));", false),
        ("ask(array('Action' => 'Return', 'TransactionId' => $id));", false),
        ("ask($id); other(array('Action' => 'Refund', 'TransactionId' => $id));", false),
    ];
    for (call, counts) in called {
        let code = format!("<?php\n{call}\n");
        let expected: &[&str] = if counts { &["2 action Refund TransactionId"] } else { &[] };
        assert_eq!(found_beside(("signs.php", signs), ("a.php", &code)), expected, "{call}");
        assert_eq!(found("a.php", &code), Vec::<String>::new(), "{call} alone");
        // It is no helper where nothing is signed, or where it is of another language.
        let unsigned = signs.replace("hash_hmac", "implode");
        assert_eq!(found_beside(("signs.php", &unsigned), ("a.php", &code)), Vec::<String>::new(), "{call}");
        let stripped = signs.replace("fps.amazonaws.com", "api.example.com");
        assert_eq!(found_beside(("signs.php", &stripped), ("a.php", &code)), Vec::<String>::new(), "{call}");
    }
    let python = "def use(id):\n    return ask({'Action': 'Refund', 'TransactionId': id})\n";
    assert_eq!(found_beside(("signs.php", signs), ("a.py", python)), Vec::<String>::new());
}

#[test]
fn a_pair_shows_by_what_is_beside_it_that_it_is_about_fps() {
    let shows = [
        ("a.php", "<?php\n$p = array('Action' => 'Refund', 'TransactionId' => $id, 'CallerReference' => $r);\n"),
        ("a.php", "<?php\n$p['Action'] = 'Refund';\n$p['Version'] = '2008-09-17';\n"),
        ("a.php", "<?php\n$p = array('Action' => 'Refund', 'TransactionId' => $id);\n\nreturn Fps::ask($p);\n"),
        ("a.php", "<?php\nmy_fps_ask(array('Action' => 'Refund', 'TransactionId' => $id));\n"),
        ("a.py", "def a(p):\n    p['Action'] = 'Refund'\n    amazonFps.ask(p)\n"),
        ("a.pl", "my $a = Fps::ask({ key(1), Action => 'Refund' });\n"),
        ("a.go", "v := url.Values{\"Action\": \"Refund\", \"CallerReference\": ref}\n"),
        ("a.sh", "curl \"$HOST?Action=Refund&TransactionId=$1&Version=2008-09-17\"\n"),
    ];
    for (path, code) in shows {
        assert!(found(path, code).iter().any(|line| line.contains("action Refund")), "{path}: {code}");
    }
    let others = [
        ("a.php", "<?php\n$p = array('Action' => 'Refund', 'TransactionId' => $id, 'TransactionAmount' => 5);\n"),
        ("a.php", "<?php\n$p['Action'] = 'Refund';\n$p['Version'] = '2013-01-01';\n"),
        ("a.php", "<?php\n$p = array('Action' => 'Refund', 'TransactionId' => $id);\n\nFps::ask($q);\nask($p);\n"),
        ("a.php", "<?php\nfpsmeter(array('Action' => 'Cancel'));\nfps(); ask(array('Action' => 'Cancel'));\n"),
        ("a.pl", "Fps::tick(30); my $a = ask({ Action => 'Refund' });\n"),
        ("a.pl", "my $a = ask({ fps => Fps::rate(1), Action => 'Refund' });\n"),
        ("a.go", "v := url.Values{\"Action\": \"Refund\"}\n\nCallerReference := 1\n"),
    ];
    for (path, code) in others {
        assert_eq!(found(path, code), Vec::<String>::new(), "{path}: {code}");
    }
}

#[test]
fn a_file_that_a_pair_shows_to_be_about_fps_is_so_in_all_of_it() {
    let code = "<?php\n$p = array('Action' => 'Cancel', 'TransactionId' => $id);\nFps::ask($p);\n\nask(array('Action' => 'Refund'));\n$p['Signature'] = hash_hmac('sha1', $q, KEY);\n";
    assert_eq!(found("a.php", code), ["2 action Cancel TransactionId", "5 action Refund", "6 signature"]);
}

#[test]
fn many_pairs_are_looked_at_in_time_in_proportion() {
    let code = "v.push({Action:\"Cancel\",Label:\"Back\"});".repeat(4_000);
    assert_eq!(found("a.js", &code), Vec::<String>::new());
}

#[test]
fn a_rule_file_says_which_language_a_file_is_of_and_what_tells_a_pair() {
    let mine = r##"
copies = ['\.kept$']

[[language]]
name = "shopscript"
extensions = ["shs"]
mark = '%%shop'
line_comments = ["#"]

[[language]]
name = "shoppage"
extensions = ["shp"]
instead = ["shopscript"]

[[pair]]
id = "verb"
kind = "action"
what = "sends {Action}"
keys = ["Verb"]
value = '{Action}'
evidence = true
beside = ["TokenId"]
given_to = 'Purse'

[[pair]]
id = "edition"
kind = "wire_format"
what = "asks for an edition"
keys = ["Edition"]
value = '7'
tells = true

[[pattern]]
id = "by-word"
kind = "action"
what = "calls {Action}"
languages = ["shopscript"]
regex = 'do {action_}\b'
"##;
    let scanner = Scanner::new(Rules::builtin().with("mine.toml", mine).expect("the rules are well-formed")).threads(1);
    let found = |path: &str, code: &str| {
        let file = Entry::File { path: path.to_owned(), bytes: code.into() };
        scanner.scan([file].into_iter(), &mut |_| {}).findings.iter().map(shown).collect::<Vec<_>>()
    };
    for path in ["a.shs", "a.shs.kept", "a.shp", "unknown"] {
        assert_eq!(found(path, "%%shop\ndo cancel_token\n# do refund\n"), ["2 action CancelToken"], "{path}");
    }
    for path in ["a.shp", "a.shp.kept", "unknown"] {
        assert_eq!(found(path, "do cancel_token\n"), Vec::<String>::new(), "{path}");
    }
    assert_eq!(found("a.php", "<?php\nask(array('Verb' => 'Cancel', 'TokenId' => 1));\n"), ["2 action Cancel"]);
    assert_eq!(
        found("a.php", "<?php\nask(array('Verb' => 'Cancel', 'Edition' => '7'));\n"),
        ["2 action Cancel", "2 wire_format"]
    );
    assert_eq!(found("a.php", "<?php\n$p = array('Verb' => 'Cancel');\nPurse::ask($p);\n"), ["2 action Cancel"]);
    assert_eq!(found("a.php", "<?php\n$p = array('Verb' => 'Cancel');\nDesk::ask($p);\n"), Vec::<String>::new());
}

#[test]
fn a_request_made_in_its_call_is_one_place_where_nothing_is_parsed() {
    let scala = "import com.amazonaws.fps._\nval c = new AmazonFPSClient(a, b)\nc.refund(new RefundRequest(id))\n\nval r = new RefundRequest(id)\nlist.add(new CancelRequest(id))\nclient.refund(r.request)\nc.cancelAsync(new com.amazonaws.fps.model.CancelRequest(id))\nfps.settle(r)\n";
    assert_eq!(
        found("a.scala", scala),
        [
            "1 library",
            "2 client",
            "3 action Refund",
            "5 request Refund",
            "6 request Cancel",
            "8 action Cancel",
            "9 action Settle"
        ]
    );
    // What nothing shows to be FPS is nobody's.
    assert_eq!(found("a.scala", "c.refund(new RefundRequest(id))\nclient.cancel(request)\n"), Vec::<String>::new());
}

#[test]
fn a_copy_of_a_library_is_named_once_with_its_version() {
    let file = |path: &str, code: &str| Entry::File { path: path.to_owned(), bytes: code.as_bytes().to_vec() };
    let files = [
        file(
            "app/lib/shopfps/client.py",
            "VERSION = \"1.2\"\nclass ShopFps(object):\n    url = 'https://fps.amazonaws.com/'\n",
        ),
        file("app/lib/shopfps/sample.py", "from shop.fps import ShopFps\nShopFps().pay(1)\n"),
        file("app/lib/shopfps.py", "from shop.fps import ShopFps\n"),
        file("app/lib/shopfps_own.py", "from shop.fps import ShopFps\n"),
        file(
            "web/node_modules/shop-fps/index.js",
            "exports.VERSION = \"3.0\";\nvar u = 'https://fps.amazonaws.com/';\n",
        ),
    ];
    let scan = SCANNER.scan(files.into_iter(), &mut |_| {});
    let copies: Vec<_> = scan.vendored.iter().map(|copy| (copy.path.as_str(), copy.version.as_deref())).collect();
    assert_eq!(copies, [("app/lib/shopfps", Some("1.2")), ("web/node_modules/shop-fps", Some("3.0"))]);
    let paths: Vec<_> = scan.findings.iter().map(|finding| finding.path.as_str()).collect();
    assert_eq!(paths, ["app/lib/shopfps_own.py"]);
}

#[test]
fn a_key_inside_a_copy_is_a_key_in_the_open() {
    let file = |path: &str, code: &str| Entry::File { path: path.to_owned(), bytes: code.as_bytes().to_vec() };
    let files = [
        file("lib/Amazon/FPS/Client.php", "<?php\nclass Amazon_FPS_Client { function pay($r) {} }\n"),
        file(
            "lib/Amazon/FPS/Samples/.config.inc.php",
            "<?php\ndefine('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');\nrequire_once 'Amazon/FPS/Client.php';\ndefine('FPS_URL', 'https://fps.amazonaws.com/');\n",
        ),
    ];
    let scan = SCANNER.scan(files.into_iter(), &mut |_| {});
    assert_eq!(scan.vendored.len(), 1);
    assert_eq!(scan.findings.iter().map(shown).collect::<Vec<_>>(), ["2 credential"]);
}

#[test]
fn a_class_of_a_library_in_a_file_of_the_shop_hides_only_itself() {
    let helper = "class SignatureUtils {\n  function signParameters($p) { return hash_hmac('sha1', $p, 'k'); }\n}\n";
    let shop = "$fps = new ShopFps();\n$fps->pay($r);\n$u = 'https://fps.amazonaws.com/';\n";
    let whole = scan("plugin.php", &format!("<?php\n{helper}{shop}"));
    assert_eq!(whole.findings.iter().map(shown).collect::<Vec<_>>(), ["5 client", "6 action Pay", "7 endpoint"]);
    assert_eq!(whole.vendored[0].path, "plugin.php");

    let copy = scan(
        "inc/utils.php",
        &format!("<?php // for fps.amazonaws.com\nrequire_once 'Amazon/FPS/Model.php';\n{helper}"),
    );
    assert_eq!((copy.findings.len(), copy.vendored.len()), (0, 1), "{copy:?}");

    let other = scan("inc/oauth.php", &format!("<?php\n{helper}"));
    assert_eq!((other.findings.len(), other.vendored.len()), (0, 0), "the name is anybody's: {other:?}");
}

#[test]
fn secrets_are_masked_wherever_they_stand() {
    let key = "AKIAABCDEFGHIJKLMNOP";
    let secret = "abcdefghijklmnopqrstuvwxyz0123456789ABCD";
    let code = format!("<?php $fps = new ShopFps('{key}', '{secret}');\n");
    let scan = scan("a.php", &code);
    assert!(scan.findings.iter().any(|finding| finding.kind == Kind::Client));
    for finding in &scan.findings {
        assert!(!finding.excerpt.contains(key) && !finding.excerpt.contains(secret), "{}", finding.excerpt);
        assert!(finding.excerpt.contains("••••"), "{}", finding.excerpt);
    }
}

#[test]
fn secrets_are_found_and_masked_however_they_are_escaped() {
    let parts = ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYEXAMPLEKEY"];
    let key = "AKIAIOSFODNN7EXAMPLE";
    let old = "0DLSKFJ3948DKFJE93KD";
    let other = "abcdefghijklmnopqrstuvwxyz0123456789ABCD";
    for (path, line) in [
        ("a.json", format!(r#"{{"fps_access": "{key}", "fps_secret": "{}"}}"#, parts.join(r"\/"))),
        ("a.json", format!(r#"{{"fps_secret": "{}"}}"#, parts.join(r"\u002F"))),
        ("a.sh", format!("curl https://fps.amazonaws.com/?secret={}\\&key={key}", parts.join("%2F"))),
        ("a.html", format!(r#"<input name="fps_secret" value="{}"> "#, parts.join("&#x2F;"))),
        ("a.ini", format!("fps_secret = {}", parts.join("/"))),
        ("a.ini", format!("fps_secrets = {other},{},{other}", parts.join("/"))),
        ("a.ini", format!("fps_access_key = {old}")),
        ("a.ini", format!("fps_access_key = {key}/{}", parts.join("/"))),
    ] {
        let scan = scan(path, &format!("{line}\n"));
        let excerpts: Vec<_> = scan.findings.iter().map(|finding| &finding.excerpt).collect();
        assert!(scan.findings.iter().any(|finding| finding.kind == Kind::Credential), "{line}: {scan:?}");
        for hidden in parts.iter().chain([&key, &old, &other]) {
            assert!(!excerpts.iter().any(|excerpt| excerpt.contains(hidden)), "{hidden}: {excerpts:?}");
        }
    }
}

#[test]
fn a_key_that_is_commented_out_or_written_down_is_a_key() {
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let token = "A".repeat(64);
    for (path, code, expected) in [
        (
            "a.php",
            format!("<?php\n// define('AWS_SECRET', '{secret}');\n$u = 'https://fps.amazonaws.com/';\n"),
            "2 credential",
        ),
        ("a.py", "# old live key: AKIAIOSFODNN7EXAMPLE\nfps_url = 'x'\n".to_owned(), "1 credential"),
        ("a.sh", format!("# FPS_SECRET={secret}\nexport FPS_URL=x\n"), "1 credential"),
        ("keys.txt", format!("The FPS account (fps_access):\nsecret: {secret}\n"), "2 credential"),
        ("README.md", "Call https://fps.amazonaws.com/ with AKIAIOSFODNN7EXAMPLE.\n".to_owned(), "1 credential"),
        ("tokens.csv", format!("member,sender_token_id\n1,{token}\n"), "2 stored_token"),
    ] {
        let found = found(path, &code);
        assert!(found.contains(&expected.to_owned()), "{path}: {found:?}");
    }
    assert_eq!(found("notes.txt", "The bucket's key is AKIAIOSFODNN7EXAMPLE.\n"), Vec::<String>::new());
}

#[test]
fn a_page_is_known_by_its_name_whatever_sends_to_it() {
    for (path, code, page) in [
        ("a.php", "<?php $p = new Amazon_FPS_CBUIMultiUsePipeline($k, $s);\n", Some("MultiUse")),
        ("a.php", "<?php $p = array('pipelineName' => 'SetupPrepaid', 'callerKey' => $k);\n", Some("SetupPrepaid")),
        (
            "a.rb",
            "require 'remit'\nr = Remit::API.new(a, b)\nr.get_postpaid_pipeline(:x => 1)\n",
            Some("SetupPostpaid"),
        ),
        (
            "a.sh",
            "open \"https://authorize.payments.amazon.com/cobranded-ui/actions/start?pipelineName=$NAME\"\n",
            None,
        ),
    ] {
        let scan = scan(path, code);
        let pages: Vec<_> = scan.findings.iter().filter(|finding| finding.kind == Kind::Pipeline).collect();
        assert_eq!(pages.len(), 1, "{code}: {scan:?}");
        assert_eq!(pages[0].pipeline.as_deref(), page, "{code}");
        let what = page.map_or("a co-branded page".to_owned(), |page| format!("the {page} page"));
        assert_eq!(pages[0].what, format!("sends the buyer to {what}"));
    }
}

#[test]
fn what_is_no_text_is_counted_by_its_ending() {
    let file = |path: &str, bytes: &[u8]| Entry::File { path: path.to_owned(), bytes: bytes.to_vec() };
    let files = [
        file("a.png", b"\x89PNG\0"),
        file("b/b.PNG", b"\x89PNG\0"),
        file("c.gz", b"\x1F\x8B\x08\xFF\x01"),
        file("core", b"\x7FELF\0"),
        Entry::NotText { path: "film.avi".to_owned() },
        file("latin.php", b"<?php // caf\xE9"),
    ];
    let scan = SCANNER.scan(files.into_iter(), &mut |_| {});
    let expected = [("", 1), ("avi", 1), ("gz", 1), ("png", 2)].map(|(ending, count)| (ending.to_owned(), count));
    assert_eq!(scan.not_text, expected.into());
    assert_eq!(scan.skipped.iter().map(|skipped| skipped.path.as_str()).collect::<Vec<_>>(), ["latin.php"]);
}

/// A scan whose caller breaks off ends, although there is more to read than is taken ahead.
#[test]
#[should_panic(expected = "enough")]
fn a_scan_that_breaks_off_ends() {
    let files = (0..1_000).map(|number| Entry::File { path: format!("{number}.txt"), bytes: b"x".to_vec() });
    SCANNER.scan(files, &mut |_| panic!("enough"));
}

#[test]
fn what_is_no_text_is_skipped_with_its_reason() {
    let skipped = |bytes: &[u8]| {
        let file = Entry::File { path: "a.php".to_owned(), bytes: bytes.to_vec() };
        let scan = SCANNER.scan([file].into_iter(), &mut |_| {});
        assert_eq!(scan.files_read, 0);
        scan.skipped[0].why.clone()
    };
    assert_eq!(skipped(b"a\n\xE9t\xE9"), "not UTF-8: byte 0xE9 on line 2");
    assert_eq!(skipped(b"\xFF\xFEa\0"), "not UTF-8: it is UTF-16");
    assert!(skipped(&vec![b' '; (8 << 20) + 1]).starts_with("too large: 8388609 bytes"));
}

#[test]
fn code_that_is_nested_too_deeply_is_left_out_and_told_of() {
    for (path, open, close) in
        [("a.php", "<?php f((", "))"), ("a.js", "[", "]"), ("a.py", "(", ")"), ("A.cs", "{", "}"), ("a.rb", "[", "]")]
    {
        let code = format!("{}{}\n", open.repeat(20_000), close.repeat(20_000));
        let scan = scan(path, &code);
        assert_eq!(scan.files_read, 1, "{path}");
    }
    let code = format!("x = {}1{}\n", "(".repeat(5_000), ")".repeat(5_000));
    assert!(scan("a.py", &code).skipped[0].why.contains("nested too deeply"));
}

#[test]
fn a_long_chain_of_texts_takes_time_in_proportion() {
    let code = format!("<?php $q = 'https://fps.amazonaws.com/?'{};\n", " . '&Action=Pay' . $x".repeat(400));
    assert_eq!(found("a.php", &code).iter().filter(|line| line.contains("action Pay")).count(), 1);
}

#[test]
fn functions_within_functions_are_looked_at_once() {
    let code = format!("{}x{}\n", "(function () { ".repeat(200), " }).y += 1;".repeat(200));
    assert_eq!(found("a.js", &code), Vec::<String>::new());
    let code = format!("{}x{}\n", "(function () { ".repeat(200), " })[y] = 1;".repeat(200));
    assert_eq!(found("a.js", &code), Vec::<String>::new());
}

#[test]
fn a_mistake_in_a_rule_file_is_told_by_its_line() {
    let rules = Rules::builtin();
    let wrong = |text: &str| rules.with("mine.toml", text).unwrap_err().to_string();
    assert!(wrong("\n[[library]]\nid = \"a\"\nnme = \"b\"\n").starts_with("mine.toml:4: unknown field `nme`"));
    assert!(
        wrong("[[library]]\nid = \"boto\"\ntitle = \"a\"\nlanguages = [\"python\"]\n")
            .starts_with("mine.toml:2: library boto")
    );
    assert!(wrong("[[library]]\nid = \"a\"\ntitle = \"a\"\nlanguages = [\"cobol\"]\n").contains("language cobol"));
    assert!(
        wrong("[[pattern]]\nid = \"a\"\nkind = \"endpoint\"\nwhat = \"a\"\nregex = '('\n")
            .starts_with("mine.toml:5: not a regular expression")
    );
    assert!(
        wrong("[[advice]]\nkind = \"action\"\naction = \"Play\"\neffort = \"small\"\ntext = \"\"\n")
            .starts_with("mine.toml:3: Play")
    );
    assert!(wrong("evidence = [\n  'a',\n  '[',\n]\n").starts_with("mine.toml:3:"));
    assert!(wrong("copies = [\n  '(',\n]\n").starts_with("mine.toml:2: not a regular expression"));
    assert!(wrong("\n[[language]]\nname = \"a\"\ninstead = [\"cobol\"]\n").starts_with("mine.toml:3: language cobol"));
    assert!(wrong("[[language]]\nname = \"a\"\nmark = '('\n").starts_with("mine.toml:2: not a regular expression"));
    assert!(
        wrong("[[pair]]\nid = \"a\"\nkind = \"action\"\nwhat = \"a\"\nkeys = [\"A\"]\nvalue = 'a'\ngiven_to = '('\n")
            .starts_with("mine.toml:7: not a regular expression")
    );
    assert!(
        wrong("[[pair]]\nid = \"a\"\nkind = \"action\"\nwhat = \"a\"\nkeys = [\"A\"]\nvalue = 'a'\nbeside = [\"Nothing\"]\n")
            .starts_with("mine.toml:2: Nothing")
    );
}

/// Code of each language, to be damaged.
const SEEDS: [(&str, &str); 11] = [
    (
        "a.php",
        "<?php\n$fps = new ShopFps('k');\n$r = new ShopRequest_Pay(array('SenderTokenId' => \"a{$b['c']}\"));\n$fps->pay($r);\n$u = <<<E\nAction=Pay&x\nE;\n?><b>x</b>",
    ),
    (
        "a.rb",
        "fps = ShopFps.new\nfps.pay(:caller_reference => \"a#{b}\") { |x| x.y = 1 }\nt = <<~E\n  a #{b}\nE\nparams[:tokenID]\n",
    ),
    (
        "a.py",
        "from shop.fps import connect as c\nx = c()\nx.pay(CallerReference=f\"a{b}\", **{'SenderTokenId': 1})\nwith c() as d: d.pay('é')\n",
    ),
    (
        "A.java",
        "import shop.fps.*;\nclass A<T> extends B { ShopFps f; void g() { f.pay(new PayOrder(\"a\" + b).x()); for (X y : z) { y.pay(); } } }\n",
    ),
    (
        "A.cs",
        "using shop.fps;\nclass A { void F(ShopFps f) { f.Pay(new PayOrder { SenderTokenId = $\"a{b}\" }); PayOrder o = new(); } }\n",
    ),
    (
        "a.js",
        "const { ShopFps: F } = require('shop-fps');\nnew F().pay({ [a]: `b${c}`, ...d }, async (x) => x?.y());\n",
    ),
    ("a.haml", "- fps = ShopFps.new\n%p{:é => fps.pay(1)}= x,\n  #{fps.refund(:transaction_id => 1)}\n"),
    ("a.tpl.bak", "é<? $fps = new ShopFps(); ?><?= ask(array('Action' => 'Refund', 'CallerReference' => 1)) ?>"),
    ("a.pl", "Shop::Fps->ask({ é => key(1), Action => 'Refund', TransactionId => [1] });\n"),
    ("a.jsp", "<%@ page import=\"shop.fps.*\" %><% ShopFps f; %><%= f.pay(new PayOrder(a)) %><!-- x -->"),
    (
        "a.html",
        "<form action=\"https://authorize.payments.amazon.com/pba/paypipeline\"><script>var a = '</script>';</script></form>",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// No damage to code makes the scanner panic or point outside of the file.
    #[test]
    fn damaged_code_is_read_all_the_same(
        seed in 0..SEEDS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<char>(), any::<prop::sample::Index>()), 1..12),
    ) {
        let (path, code) = SEEDS[seed];
        let mut letters: Vec<char> = code.chars().collect();
        for (at, how, letter, other) in changes {
            if letters.is_empty() {
                break;
            }
            let (at, other) = (at.index(letters.len()), other.index(letters.len()));
            match how {
                0 => drop(letters.remove(at)),
                1 => letters.insert(at, letter),
                2 => letters.swap(at, other),
                _ => letters.truncate(at),
            }
        }
        let code: String = letters.into_iter().collect();
        let lines = code.split('\n').count();
        for finding in scan(path, &code).findings {
            prop_assert!(finding.line >= 1 && finding.column >= 1);
            prop_assert!(finding.line <= finding.end_line && finding.end_line <= lines);
        }
    }
}
