use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A folder of its own, which goes with it.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("fps-source-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("there is room");
        Self(path)
    }

    fn with(files: &[(&str, &str)]) -> Self {
        let place = Self::new();
        for (path, text) in files {
            place.write(path, text.as_bytes());
        }
        place
    }

    fn write(&self, path: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room");
        fs::write(&path, bytes).expect("there is room");
        path
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .current_dir(&self.0)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .expect("git is installed");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("it is text").trim().to_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What ignore files are judged by: some leave out, one brings back, one of a kind that outranks another.
const TREE: &[(&str, &str)] = &[
    (".env", "KEY=1"),
    (".git/config", "never"),
    (".gitignore", "*.log\n/build/\nvendor\n"),
    ("a.log", "left out"),
    ("b/.fpsignore", "!kept.log\nsecret.php\n"),
    ("b/kept.log", "brought back"),
    ("b/lost.log", "left out"),
    ("b/secret.php", "left out"),
    ("b/shop.php", "there"),
    ("build/out.php", "left out"),
    ("c/build/in.php", "there"),
    ("c/vendor/lib/x.php", "left out with its folder"),
    ("index.php", "there"),
];

const READ: &[&str] =
    &[".env", ".gitignore", "b/.fpsignore", "b/kept.log", "b/shop.php", "c/build/in.php", "index.php"];

fn read(source: &dyn Source) -> (Vec<(String, String)>, Vec<(String, String)>) {
    let (mut files, mut skipped) = (Vec::new(), Vec::new());
    let taken = source.each(&mut |entry| match entry {
        Entry::File { path, bytes } => files.push((path, String::from_utf8_lossy(&bytes).into_owned())),
        Entry::Skipped(Skipped { path, why }) => skipped.push((path, why)),
        Entry::NotText { path } => skipped.push((path, "no text".to_owned())),
    });
    taken.expect("it can be read");
    files.sort();
    skipped.sort();
    (files, skipped)
}

/// The paths of what is read, without what stands before each.
fn paths(source: &dyn Source, before: &str) -> Vec<String> {
    let (files, skipped) = read(source);
    assert_eq!(skipped, []);
    let path = |(path, _): (String, String)| path.strip_prefix(before).expect("it is below").to_owned();
    files.into_iter().map(path).collect()
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(*path, SimpleFileOptions::default()).expect("it is a name");
        zip.write_all(text.as_bytes()).expect("memory takes it");
    }
    zip.finish().expect("it is whole").into_inner()
}

fn tarred(files: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, text) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        // As `tar` would never write it, and somebody who means ill would.
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_cksum();
        tar.append(&header, text.as_bytes()).expect("memory takes it");
    }
    tar.into_inner().expect("it is whole")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).expect("memory takes it");
    gzip.finish().expect("it is whole")
}

#[test]
fn a_tree_is_the_same_as_a_folder_in_every_archive_and_in_git() {
    let folder = Place::with(TREE);
    let selection = Selection::default();
    let expected = READ.iter().map(|path| path.to_string()).collect::<Vec<_>>();
    assert_eq!(paths(&Folder::new(&folder.0, &selection), &format!("{}/", folder.0.display())), expected);

    let place = Place::new();
    let archives = [
        ("tree.zip", zipped(TREE)),
        ("tree.war", zipped(TREE)),
        ("tree.tar", tarred(TREE)),
        ("tree.tgz", gzipped(&tarred(TREE))),
        ("no-name-of-an-archive", gzipped(&tarred(TREE))),
    ];
    for (name, bytes) in archives {
        let path = place.write(name, &bytes);
        let source = open(&path, &selection).expect("it is there");
        assert_eq!(paths(&*source, &format!("{}!/", path.display())), expected, "{name}");
        assert_eq!(source.root(), path.display().to_string());
    }

    let repository =
        Place::with(&TREE.iter().filter(|(path, _)| !path.starts_with(".git/")).copied().collect::<Vec<_>>());
    repository.git(&["init", "-q"]);
    repository.git(&["add", "-A", "-f"]);
    repository.git(&["commit", "-q", "-m", "tree"]);
    let revision = Revision::open(&repository.0, "HEAD", &selection).expect("it is there");
    assert_eq!(paths(&revision, &format!("{}/", repository.0.display())), expected);
    assert_eq!(revision.commit(), repository.git(&["rev-parse", "HEAD"]));
}

#[test]
fn ignore_files_can_be_passed_over_and_others_be_given() {
    let place = Place::with(TREE);
    let shown = format!("{}/", place.0.display());
    let archive = Place::new();
    let zip = archive.write("tree.zip", &zipped(TREE));
    let all = Selection { ignore_files: false, ..Selection::default() };
    let expected = TREE.iter().map(|(path, _)| *path).filter(|path| !path.starts_with(".git/")).collect::<Vec<_>>();
    assert_eq!(paths(&Folder::new(&place.0, &all), &shown), expected);
    assert_eq!(paths(&*open(&zip, &all).expect("it is there"), &format!("{}!/", zip.display())), expected);

    let mut fewer = Selection::default();
    fewer.leave_out("b\n/index.php\n").expect("these are patterns");
    let expected = [".env", ".gitignore", "c/build/in.php"];
    assert_eq!(paths(&Folder::new(&place.0, &fewer), &shown), expected);
    assert_eq!(paths(&*open(&zip, &fewer).expect("it is there"), &format!("{}!/", zip.display())), expected);

    let report = place.0.join("b/../index.php");
    let without = Selection { without: vec![report], ..Selection::default() };
    let rest = READ.iter().copied().filter(|path| *path != "index.php").collect::<Vec<_>>();
    assert_eq!(paths(&Folder::new(&place.0, &without), &shown), rest);
}

#[test]
fn ignore_files_count_up_to_the_border_of_the_repository() {
    let place = Place::with(&[
        (".gitignore", "*\n"),
        ("alone/a.php", "read: it is in no repository, and nothing above it is"),
        ("shop/.gitignore", "*.log\n/lib/\n"),
        ("shop/a.php", "read"),
        ("shop/src/b.php", "read"),
        ("shop/src/c.log", "left out"),
        ("shop/lib/d.php", "left out, unless it is asked for"),
        ("shop/lib/.ignore", "e.php\n"),
        ("shop/lib/e.php", "left out"),
    ]);
    let names =
        |path: &str| paths(&Folder::new(&place.0.join(path), &Selection::default()), &place.0.display().to_string());
    assert_eq!(names("alone"), ["/alone/a.php"]);
    assert_eq!(names("shop"), ["/shop/.gitignore", "/shop/a.php", "/shop/src/b.php"]);

    let shop = Place(place.0.join("shop"));
    shop.git(&["init", "-q"]);
    shop.git(&["add", "-A", "-f"]);
    shop.git(&["commit", "-q", "-m", "shop"]);
    assert_eq!(names("shop"), ["/shop/.gitignore", "/shop/a.php", "/shop/src/b.php"]);
    assert_eq!(names("shop/src"), ["/shop/src/b.php"]);
    assert_eq!(names("shop/src/c.log"), ["/shop/src/c.log"], "it is asked for by its name");
    assert_eq!(names("shop/lib"), ["/shop/lib/.ignore", "/shop/lib/d.php"]);
    for path in ["shop", "shop/src", "shop/src/c.log", "shop/lib"] {
        let revision = Revision::open(&place.0.join(path), "HEAD", &Selection::default()).expect("it is there");
        assert_eq!(paths(&revision, &place.0.display().to_string()), names(path), "{path}");
    }

    // In a repository of which it is no part, since all of it is left out there.
    place.git(&["init", "-q"]);
    assert_eq!(names("alone"), ["/alone/a.php"]);
}

#[test]
fn an_ignore_file_that_is_too_large_leaves_nothing_out_and_is_told_of() {
    let lines = "*.php\n".repeat(50_000);
    let tree = [(".gitignore", lines.as_str()), ("a.php", "read")];
    let place = Place::with(&tree);
    let archives = Place::new();
    let zip = archives.write("a.zip", &zipped(&tree));
    let tar = archives.write("a.tar", &tarred(&tree));
    place.git(&["init", "-q"]);
    place.git(&["add", "-A", "-f"]);
    place.git(&["commit", "-q", "-m", "tree"]);
    let selection = Selection::default();
    let sources: [Box<dyn Source>; 4] = [
        Box::new(Folder::new(&place.0, &selection)),
        open(&zip, &selection).expect("it is there"),
        open(&tar, &selection).expect("it is there"),
        Box::new(Revision::open(&place.0, "HEAD", &selection).expect("it is there")),
    ];
    for source in sources {
        let (files, skipped) = read(&*source);
        assert_eq!(files.len(), 2, "{}", source.root());
        let [(where_, why)] = &skipped[..] else { panic!("it is said once: {skipped:?}") };
        assert!(where_.ends_with("/.gitignore") && why.contains("leaves nothing out"), "{where_}: {why}");
    }
}

#[test]
fn a_line_that_is_no_pattern_is_told_by_its_number() {
    let mut selection = Selection::default();
    let error = selection.leave_out("# a comment\n*.log\nsecret[z-a].php\n").expect_err("no letter is from z to a");
    assert_eq!(error.line, 3);
    assert!(error.to_string().starts_with("line 3 is no pattern: "), "{error}");
}

#[test]
fn an_image_that_is_too_large_is_no_text_that_was_passed_over() {
    let files = [("film.avi", "RIFF\0\0\0\0AVI"), ("dump.sql", "insert into")];
    let place = Place::with(&files);
    let archives = Place::new();
    let selection = Selection { file_bytes: 8, ..Selection::default() };
    let large = "it is larger than 8 bytes";
    for (path, before) in [
        (place.0.clone(), "/"),
        (archives.write("a.zip", &zipped(&files)), "!/"),
        (archives.write("a.tar", &tarred(&files)), "!/"),
    ] {
        let shown = |name: &str| format!("{}{before}{name}", path.display());
        let expected = vec![(shown("dump.sql"), large.to_owned()), (shown("film.avi"), "no text".to_owned())];
        assert_eq!(read(&*open(&path, &selection).expect("it is there")), (vec![], expected));
    }
}

#[test]
fn what_is_too_large_is_said_and_not_read() {
    let place = Place::with(&[("large.php", "123456789"), ("small.php", "12345678")]);
    let selection = Selection { file_bytes: 8, ..Selection::default() };
    let why = "it is larger than 8 bytes".to_owned();
    let (files, skipped) = read(&Folder::new(&place.0, &selection));
    assert_eq!((files.len(), skipped), (1, vec![(place.0.join("large.php").display().to_string(), why.clone())]));

    for bytes in [zipped, tarred].map(|pack| pack(&[("large.php", "123456789"), ("small.php", "12345678")])) {
        let path = place.write("archive", &bytes);
        let (files, skipped) = read(&*open(&path, &selection).expect("it is there"));
        assert_eq!((files.len(), skipped), (1, vec![(format!("{}!/large.php", path.display()), why.clone())]));
    }
}

#[test]
fn an_archive_that_unpacks_to_more_than_it_may_is_read_so_far() {
    let place = Place::new();
    let zeros = "\0".repeat(100_000);
    let files = [("a.php", zeros.as_str()), ("b.php", &zeros), ("c.php", &zeros), ("d.php", &zeros)];
    let selection = Selection { archive_bytes: 250_000, ..Selection::default() };
    for bytes in [zipped(&files), gzipped(&tarred(&files))] {
        assert!(bytes.len() < 2_000, "it is small");
        let path = place.write("bomb", &bytes);
        let (files, skipped) = read(&*open(&path, &selection).expect("it is there"));
        assert_eq!(files.len(), 2);
        let [(where_, why)] = &skipped[..] else { panic!("it is said once: {skipped:?}") };
        assert_eq!(*where_, path.display().to_string());
        assert!(why.contains("more than an archive may"), "{why}");
    }
}

#[test]
fn an_archive_in_an_archive_is_not_unpacked() {
    let inner = zipped(&[("pay.php", "<?php // https://fps.amazonaws.com/")]);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("inner.zip", SimpleFileOptions::default()).expect("it is a name");
    zip.write_all(&inner).expect("memory takes it");
    let place = Place::new();
    let path = place.write("outer.zip", &zip.finish().expect("it is whole").into_inner());
    let sources = [open(&path, &Selection::default()).expect("it is there")];
    let scanner = Scanner::new(crate::migrate::scan::Rules::builtin()).threads(1);
    let scanned = scan(&scanner, &sources, &mut |_| {}).expect("it can be read");
    assert_eq!((scanned.files_read, scanned.findings, scanned.skipped), (0, vec![], vec![]));
    assert_eq!(scanned.not_text, [("zip".to_owned(), 1)].into());
}

/// A tar archive with an entry of one kind between two files.
fn tar_with(kind: tar::EntryType, content: &[u8]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (kind, content) in
        [(tar::EntryType::Regular, b"1".as_slice()), (kind, content), (tar::EntryType::Regular, b"2")]
    {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(content.len() as u64);
        header.set_path("a.php").expect("it is a name");
        header.set_cksum();
        tar.append(&header, content).expect("memory takes it");
    }
    tar.into_inner().expect("it is whole")
}

#[test]
fn a_name_of_a_megabyte_is_not_taken_in() {
    let place = Place::new();
    let name = vec![b'x'; 1 << 20];
    for kind in [tar::EntryType::GNULongName, tar::EntryType::GNULongLink, tar::EntryType::XHeader] {
        let bytes = gzipped(&tar_with(kind, &name));
        assert!(bytes.len() < 4_000, "it is small");
        let path = place.write("bomb.tgz", &bytes);
        let (files, skipped) = read(&*open(&path, &Selection::default()).expect("it is there"));
        assert_eq!(files.len(), 1, "{kind:?}");
        let [(_, why)] = &skipped[..] else { panic!("it is said once: {skipped:?}") };
        assert!(why.contains("after 1 entries") && why.contains("too long"), "{why}");
    }
    let path = place.write("long.tar", &tar_with(tar::EntryType::GNULongName, &[b'x'; 300]));
    let (files, skipped) = read(&*open(&path, &Selection::default()).expect("it is there"));
    assert_eq!((files.len(), skipped), (2, vec![]));
    assert!(files[1].0.ends_with(&"x".repeat(300)), "{}", files[1].0);
    // What is passed over between two entries is no head.
    let path = place.write("large.tar", &tar_with(tar::EntryType::Block, &[0; 200_000]));
    assert_eq!(read(&*open(&path, &Selection::default()).expect("it is there")).0.len(), 2);
}

#[test]
fn an_entry_leads_nowhere_else_than_into_its_archive() {
    let place = Place::new();
    let files = [("../../etc/cron.d/x", "1"), ("/etc/passwd", "2"), ("a/./b//c.php", "3"), (r"d\e.php", "4")];
    let expected = ["a/b/c.php", "d/e.php", "etc/cron.d/x", "etc/passwd"];
    for (name, bytes) in [("a.zip", zipped(&files)), ("a.tar", tarred(&files))] {
        let path = place.write(name, &bytes);
        assert_eq!(
            paths(&*open(&path, &Selection::default()).expect("it is there"), &format!("{}!/", path.display())),
            expected
        );
    }
    let left = fs::read_dir(&place.0).expect("it is there").count();
    assert_eq!(left, 2, "nothing was written");
}

/// A zip as programs write it that don't say in which encoding its names are: `ZipWriter` says it of every name that needs it.
fn zipped_without_encoding(files: &[(&[u8], &str)]) -> Vec<u8> {
    const SAYS_UTF_8: u16 = 1 << 11;
    let stand_ins: Vec<_> = (0..files.len()).map(|number| format!("{number}é")).collect();
    let named: Vec<_> = stand_ins.iter().zip(files).map(|(name, (_, text))| (name.as_str(), *text)).collect();
    let zip = zipped(&named);
    let mut bytes = Vec::new();
    let mut at = 0;
    // Where the local headers and those of the directory hold their flags and the length of the name, and how long they are.
    let heads = [(&b"PK\x03\x04"[..], 6, 26, 30), (&b"PK\x01\x02"[..], 8, 28, 46)];
    while at < zip.len() {
        let Some((_, flags, _, head)) = heads.iter().find(|(mark, ..)| zip[at..].starts_with(mark)) else {
            bytes.push(zip[at]);
            at += 1;
            continue;
        };
        let number = stand_ins.iter().position(|name| zip[at + head..].starts_with(name.as_bytes()));
        let (name, _) = files[number.expect("every entry is one of the files")];
        assert_eq!(name.len(), stand_ins[0].len(), "lengths and places stay as they are");
        let said = u16::from_le_bytes([zip[at + flags], zip[at + flags + 1]]);
        bytes.extend(&zip[at..at + flags]);
        bytes.extend((said & !SAYS_UTF_8).to_le_bytes());
        bytes.extend(&zip[at + flags + 2..at + head]);
        bytes.extend(name);
        at += head + name.len();
    }
    bytes
}

#[test]
fn names_of_a_zip_that_says_no_encoding_are_read_and_shown() {
    let place = Place::new();
    // "1é" as UTF-8, "üäö" and "ßÜ2" as CP437, one plain.
    let files: [(&[u8], &str); 4] =
        [(b"1\xc3\xa9", "utf-8"), (b"\x81\x84\x94", "cp437"), (b"\xe1\x9a2", "cp437, too"), (b"a.b", "ascii")];
    let path = place.write("names.zip", &zipped_without_encoding(&files));
    let (read_, skipped) = read(&*open(&path, &Selection::default()).expect("it is there"));
    assert_eq!(skipped, []);
    let before = format!("{}!/", path.display());
    let read_: Vec<_> = read_.iter().map(|(path, text)| (path.replace(&before, ""), text.as_str())).collect();
    let expected = [("1é", "utf-8"), ("a.b", "ascii"), ("ßÜ2", "cp437, too"), ("üäö", "cp437")];
    assert_eq!(read_, expected.map(|(path, text)| (path.to_owned(), text)));
}

#[test]
fn what_leaves_out_goes_by_the_name_that_is_shown() {
    let place = Place::new();
    let files: [(&[u8], &str); 2] = [(b"\x81.x", "left out"), (b"\x81.y", "there")];
    let path = place.write("names.zip", &zipped_without_encoding(&files));
    let selection = Selection { ignored: vec!["ü.x".to_owned()], ..Selection::default() };
    assert_eq!(paths(&*open(&path, &selection).expect("it is there"), &format!("{}!/", path.display())), ["ü.y"]);
}

#[test]
fn a_broken_archive_is_read_as_far_as_it_goes() {
    let place = Place::new();
    let files = [("a.php", "x".repeat(600)), ("b.php", "y".repeat(600))];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let tar = tarred(&files);
    let path = place.write("cut.tar", &tar[..1_900]);
    let (read_, skipped) = read(&*open(&path, &Selection::default()).expect("it is there"));
    assert_eq!(read_.len(), 1);
    assert!(skipped[0].1.starts_with("it breaks off after"), "{skipped:?}");

    let path = place.write("cut.zip", &zipped(&files)[..100]);
    let source = open(&path, &Selection::default()).expect("it is there");
    let error = source.each(&mut |_| {}).expect_err("its directory is gone");
    assert!(error.to_string().contains("cut.zip is no archive that can be read"), "{error}");
}

#[test]
fn links_are_said_and_not_followed() {
    let mut tar = tar::Builder::new(Vec::new());
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        tar.append_link(&mut header, format!("{kind:?}"), "/etc/passwd").expect("memory takes it");
    }
    let place = Place::new();
    let path = place.write("links.tar", &tar.into_inner().expect("it is whole"));
    let (files, skipped) = read(&*open(&path, &Selection::default()).expect("it is there"));
    assert_eq!((files.len(), skipped.len()), (0, 2));
    assert!(skipped.iter().all(|(_, why)| why.contains("a link")), "{skipped:?}");
}

#[cfg(unix)]
#[test]
fn links_of_a_folder_are_said_and_not_followed() {
    let place = Place::with(&[("a.php", "1")]);
    std::os::unix::fs::symlink("/etc", place.0.join("link")).expect("it can be made");
    let (files, skipped) = read(&Folder::new(&place.0, &Selection::default()));
    assert_eq!(files.len(), 1);
    assert_eq!(
        skipped,
        [(place.0.join("link").display().to_string(), "it is a symbolic link, and none is followed".to_owned())]
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_is_asked_for_is_what_it_leads_to() {
    let place = Place::with(&[("releases/42/a.php", "1"), ("releases/42/b.php", "2")]);
    let link = |to: &str, name: &str| {
        let path = place.0.join(name);
        std::os::unix::fs::symlink(place.0.join(to), &path).expect("it can be made");
        path
    };
    let folder = link("releases/42", "current");
    let name = |name: &str| folder.join(name).display().to_string();
    let expected = vec![(name("a.php"), "1".to_owned()), (name("b.php"), "2".to_owned())];
    assert_eq!(read(&Folder::new(&folder, &Selection::default())), (expected, vec![]));
    let file = link("releases/42/a.php", "config.php");
    let expected = vec![(file.display().to_string(), "1".to_owned())];
    assert_eq!(read(&Folder::new(&file, &Selection::default())), (expected, vec![]));
}

#[test]
fn what_is_not_there_is_said() {
    let place = Place::new();
    let missing = place.0.join("missing");
    let error = open(&missing, &Selection::default()).err().expect("there is nothing");
    assert_eq!(error.to_string(), format!("{} can't be read", missing.display()));
    assert!(Folder::new(&missing, &Selection::default()).each(&mut |_| {}).is_err());
}

#[test]
fn a_revision_is_read_as_it_was_and_nothing_is_touched() {
    let place = Place::with(&[
        ("src/pay.php", "old"),
        ("src/gone.php", "gone"),
        ("README", "read me"),
        (".gitignore", "*.log\n"),
    ]);
    place.git(&["init", "-q"]);
    place.git(&["add", "-A"]);
    place.git(&["commit", "-q", "-m", "first"]);
    place.git(&["tag", "v1"]);
    place.git(&["rm", "-q", "src/gone.php"]);
    place.write("src/pay.php", b"new");
    place.write("src/new.php", b"untracked");
    let before = place.git(&["status", "--porcelain"]);

    let at = |path: &Path, revision: &str| Revision::open(path, revision, &Selection::default());
    let revision = at(&place.0.join("src"), "v1").expect("it is there");
    let shown = |name: &str| place.0.join(name).display().to_string();
    let expected = vec![(shown("src/gone.php"), "gone".to_owned()), (shown("src/pay.php"), "old".to_owned())];
    assert_eq!(read(&revision), (expected, vec![]));
    assert_eq!(revision.root(), shown("src"));

    let one = at(&place.0.join("src/gone.php"), "HEAD").expect("it is there");
    assert_eq!(read(&one).0, [(shown("src/gone.php"), "gone".to_owned())]);
    assert_eq!(place.git(&["status", "--porcelain"]), before);

    for (path, revision, why) in [
        (place.0.clone(), "v2", "knows no such commit"),
        (place.0.clone(), "--output=x", "knows no such commit"),
        (place.0.join("src"), "v1:README", "knows no such commit"),
    ] {
        let error = at(&path, revision).expect_err("there is none");
        assert!(error.to_string().contains(why), "{error}");
    }
    let nothing = at(&place.0.join("src/new.php"), "v1").expect("the commit is there");
    let error = nothing.each(&mut |_| {}).expect_err("the file is not");
    assert!(error.to_string().contains("there is no src/new.php in it"), "{error}");
    let outside = Place::new();
    assert!(at(&outside.0, "HEAD").is_err(), "it is no repository");
}

/// Where git keeps an object that is in no pack.
fn object(place: &Place, path: &str) -> PathBuf {
    let id = place.git(&["rev-parse", &format!("HEAD:{path}")]);
    place.0.join(".git/objects").join(&id[..2]).join(&id[2..])
}

#[test]
fn an_object_that_is_missing_damaged_or_too_large_is_passed_over_alone() {
    let numbers = |end: u32| (0..end).map(|number| format!("{number}\n")).collect::<String>();
    let place = Place::with(&[
        ("a.php", "the first"),
        ("damaged.php", &numbers(6_000)),
        ("large.php", &numbers(10_000)),
        ("missing.php", "this will be gone"),
        ("z.php", "the last"),
    ]);
    place.git(&["init", "-q"]);
    place.git(&["add", "-A"]);
    place.git(&["commit", "-q", "-m", "shop"]);
    fs::remove_file(object(&place, "missing.php")).expect("it was there");
    let damaged = object(&place, "damaged.php");
    let mut bytes = fs::read(&damaged).expect("it is there");
    *bytes.last_mut().expect("it has a check sum") ^= 0xFF;
    fs::remove_file(&damaged).expect("it is there");
    fs::write(&damaged, bytes).expect("there is room");
    let selection = Selection { file_bytes: 40_000, ..Selection::default() };
    let (files, skipped) = read(&Revision::open(&place.0, "HEAD", &selection).expect("it is there"));
    let shown = |name: &str| place.0.join(name).display().to_string();
    assert_eq!(files, [(shown("a.php"), "the first".to_owned()), (shown("z.php"), "the last".to_owned())]);
    let expected = [("damaged.php", "damaged"), ("large.php", "larger than 40000 bytes"), ("missing.php", "missing")];
    assert_eq!(skipped.len(), expected.len(), "{skipped:?}");
    for ((path, why), (name, part)) in skipped.iter().zip(expected) {
        assert!(*path == shown(name) && why.contains(part), "{path}: {why}");
    }
}

#[test]
fn a_list_of_files_without_end_is_read_so_far() {
    let place = Place::with(&[("a.php", "1"), ("b.php", "2"), ("c.php", "3")]);
    place.git(&["init", "-q"]);
    place.git(&["add", "-A"]);
    place.git(&["commit", "-q", "-m", "shop"]);
    let mut revision = Revision::open(&place.0, "HEAD", &Selection::default()).expect("it is there");
    revision.listing = 130;
    let (files, skipped) = read(&revision);
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(
        skipped,
        [(
            place.0.display().to_string(),
            "the list of its files is longer than 130 bytes, and the rest was not read".to_owned()
        )]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_stay_apart_in_a_revision() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let place = Place::new();
    for name in [b"caf\xe8.php", b"caf\xe9.php"] {
        fs::write(place.0.join(OsStr::from_bytes(name)), name).expect("there is room");
    }
    place.git(&["init", "-q"]);
    place.git(&["add", "-A"]);
    place.git(&["commit", "-q", "-m", "shop"]);
    let (files, skipped) = read(&Revision::open(&place.0, "HEAD", &Selection::default()).expect("it is there"));
    assert_eq!((files.len(), skipped), (2, vec![]));
}

#[test]
fn a_scan_says_where_it_was() {
    let place = Place::with(&[("a.txt", "nothing here")]);
    let sources = [open(&place.0, &Selection::default()).expect("it is there")];
    let scanner = Scanner::new(crate::migrate::scan::Rules::builtin()).threads(1);
    let mut seen = 0;
    let scanned = scan(&scanner, &sources, &mut |progress| seen = progress.files).expect("it can be read");
    assert_eq!((scanned.roots, scanned.files_read, seen), (vec![place.0.display().to_string()], 1, 1));
    let missing: [Box<dyn Source>; 1] = [Box::new(Folder::new(Path::new("/nowhere/at/all"), &Selection::default()))];
    assert!(matches!(scan(&scanner, &missing, &mut |_| {}), Err(Error::Read { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn whatever_is_done_to_an_archive_it_is_read_or_refused(
        which in 0..3, changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let files = [("a/b.php", "<?php echo 1;"), (".gitignore", "*.log"), ("c.log", "x")];
        let mut bytes = match which {
            0 => zipped(&files),
            1 => tarred(&files),
            _ => gzipped(&tarred(&files)),
        };
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let cut = cut.index(bytes.len() * 2);
        bytes.truncate(cut);
        let place = Place::new();
        let path = place.write("archive", &bytes);
        let selection = Selection { archive_bytes: 1 << 20, ..Selection::default() };
        let mut read = 0;
        let _ = open(&path, &selection).expect("the file is there").each(&mut |entry| {
            if let Entry::File { bytes, .. } = entry {
                read += bytes.len();
            }
        });
        prop_assert!(read <= 1 << 20);
    }
}
