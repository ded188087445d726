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

    let fewer = Selection { ignored: vec!["b".to_owned(), "/index.php".to_owned()], ..Selection::default() };
    let expected = [".env", ".gitignore", "c/build/in.php"];
    assert_eq!(paths(&Folder::new(&place.0, &fewer), &shown), expected);
    assert_eq!(paths(&*open(&zip, &fewer).expect("it is there"), &format!("{}!/", zip.display())), expected);

    let report = place.0.join("b/../index.php");
    let without = Selection { without: vec![report], ..Selection::default() };
    let rest = READ.iter().copied().filter(|path| *path != "index.php").collect::<Vec<_>>();
    assert_eq!(paths(&Folder::new(&place.0, &without), &shown), rest);
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
