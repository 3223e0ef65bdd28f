//! `verify`: a good docset has no finding, and each damage has its own.

use std::fs;
use std::path::Path;

use docsheet::open::{self, DOCUMENTS, INDEX, INFO};
use docsheet::verify::{self, Report};
use tempfile::TempDir;

use crate::project::Project;
use crate::shelf::{
    Files, GOOD_INDEX, entries, good, gzip, icon, index, info, raw_header, renamed, replaced, save,
    tar, with, with_sql, without,
};

fn look(path: &Path) -> Report {
    let bundle = open::open(path).unwrap();
    let beside = verify::folder_beside(path, &bundle).map(|folder| open::open(&folder).unwrap());
    verify::verify(&bundle, beside.as_ref()).unwrap()
}

fn names(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.code.rule().name).collect()
}

/// The findings about the files, as a folder and as an archive, where they must be the same.
fn found(files: &Files) -> Vec<&'static str> {
    let folder = TempDir::new().unwrap();
    let as_folder = names(&look(&save(files, folder.path(), "Calls.docset")));
    let archive = TempDir::new().unwrap();
    let as_archive = packed(archive.path(), &gzip(&tar(&entries(files, "Calls.docset/"))));
    assert_eq!(as_folder, as_archive, "folder and archive differ");
    as_folder
}

/// The findings about an archive with these bytes.
fn packed(folder: &Path, bytes: &[u8]) -> Vec<&'static str> {
    let path = folder.join("Calls.tgz");
    fs::write(&path, bytes).unwrap();
    names(&look(&path))
}

fn archive(entries: &[(String, Vec<u8>)]) -> Vec<&'static str> {
    packed(TempDir::new().unwrap().path(), &gzip(&tar(entries)))
}

fn page() -> String {
    format!("{DOCUMENTS}/index.html")
}

/// A row more in the index.
fn row(name: &str, kind: &str, path: &str) -> Files {
    let quote = |text: &str| text.replace('\'', "''");
    let [name, kind, path] = [name, kind, path].map(quote);
    with_sql(&format!(
        "INSERT INTO searchIndex(name, type, path) VALUES ('{name}', '{kind}', '{path}');"
    ))
}

/// Markup more on the page.
fn markup(more: &str) -> Files {
    replaced(&page(), "<h1 ", &format!("{more}<h1 "))
}

#[test]
fn good_docsets_are_fine() {
    let fine: &[Files] = &[
        good(),
        // metadata that Dash puts before a path
        row("a", "Guide", "<dash_entry_name=a%20b><dash_entry_menuDescription=c>index.html#plain"),
        // fragments that browsers decode
        with(&format!("{DOCUMENTS}/b c.html"), "<p id='ü x'>"),
        row("top", "Guide", "index.html#top"),
        // what pages show: files of the docset, and what is no file
        markup("<img src=index.html?x#y><img src=./x/../index.html><img src='../../../icon.png'>"),
        markup(
            "<img src='data:image/png;base64,AA=='><iframe src=about:blank></iframe><img src=''>",
        ),
        markup("<link rel=icon href=no.ico><link rel='alternate stylesheet' href=no.css>"),
        row("none", "Guide", "index.html#"),
        row("dots", "Guide", "./a/../index.html#plain"),
        row("query", "Guide", "index.html?q=1#plain"),
        row("entity", "Guide", "index.html#plain"),
        // no icons at all
        {
            let mut files = without("icon.png");
            files.remove("icon@2x.png");
            files
        },
        // data is no script, a link is no resource
        markup(
            "<script type='application/ld+json'>{}</script><link rel=canonical href='https://example.org/'>",
        ),
        // what looks like a tag in a script is none
        markup(
            "<textarea><img src='https://example.org/x.png'></textarea><!-- <script></script> -->",
        ),
        with("meta.json", r#"{"name": "Calls"}"#),
        with(
            INFO,
            info("<key>extra</key><array><dict><key>x</key><integer>1</integer></dict></array>"),
        ),
    ];
    for (at, files) in fine.iter().enumerate() {
        assert_eq!(found(files), [""; 0], "good docset {at}");
    }
    let mut decoded = with(&format!("{DOCUMENTS}/b c.html"), "<p id='ü x'><p id='a&amp;b'>");
    decoded.insert(
        INDEX.into(),
        index(&format!(
            "{GOOD_INDEX} INSERT INTO searchIndex(name, type, path) VALUES
             ('1', 'Guide', 'b%20c.html#%C3%BC%20x'), ('2', 'Guide', 'b%20c.html#a&b');"
        )),
    );
    assert_eq!(found(&decoded), [""; 0]);
}

#[test]
fn each_damage_to_a_file_has_its_finding() {
    let damages: &[(&str, Files)] = &[
        ("missing-part", without(INFO)),
        ("missing-part", without(INDEX)),
        ("index-broken", with(INDEX, "")),
        ("missing-part plist-path", without(&page())),
        ("archived-pages plist-path", {
            let mut files = without(&page());
            files.insert("Contents/Resources/tarix.tgz".into(), b"x".to_vec());
            files
        }),
        ("wrong-case", renamed(INFO, "Contents/info.plist")),
        ("wrong-case", renamed(INDEX, "Contents/Resources/docset.dsidx")),
        ("plist-not-xml", with(INFO, b"bplist00\xd1\x01\x02".to_vec())),
        ("plist-not-xml", with(INFO, b"\xff\xfe<\0".to_vec())),
        ("plist-broken", with(INFO, &info("")[..300])),
        ("plist-broken", with(INFO, info("").replace("</dict>", ""))),
        (
            "plist-broken",
            with(INFO, info("").replace("\"http:", "\"http:\" [<!ENTITY a \"b\">] \"")),
        ),
        ("plist-broken", with(INFO, "")),
        ("plist-key", replaced(INFO, "CFBundleName", "Name")),
        ("plist-key", replaced(INFO, "isDashDocset", "isDocset")),
        ("plist-value", replaced(INFO, "<string>Calls</string>", "<integer>1</integer>")),
        ("plist-value", replaced(INFO, "<string>Calls</string>", "<string> </string>")),
        ("plist-value", replaced(INFO, "<true/>", "<false/>")),
        ("plist-value", replaced(INFO, "<true/>", "<string>true</string>")),
        ("plist-path", replaced(INFO, "index.html", "home.html")),
        ("plist-path", replaced(INFO, "index.html", "Index.html")),
        ("leaves-bundle", replaced(INFO, "index.html", "../../Info.plist/../../../x")),
        (
            "keyword",
            replaced(INFO, "<string>calls</string>\n<key>dash", "<string>c:d</string>\n<key>dash"),
        ),
        ("index-broken", with(INDEX, "not a database at all")),
        ("index-broken", with(INDEX, &good()[INDEX][..6000])),
        ("icon-size", with("icon.png", icon(32))),
        ("icon-size", with("icon@2x.png", icon(64))),
        ("icon-pair", without("icon.png")),
        ("icon-broken", with("icon.png", "GIF89a")),
        ("meta-broken", with("meta.json", "{")),
        ("meta-broken", with("meta.json", "[1]")),
        ("stray-file", with(".DS_Store", "x")),
        ("stray-file", with("Contents/Resources/optimizedIndex.dsidx", "x")),
        ("unportable-name", with(&format!("{DOCUMENTS}/a:b.png"), "x")),
        ("unportable-name", with(&format!("{DOCUMENTS}/aux.png"), "x")),
        ("case-clash", with(&format!("{DOCUMENTS}/INDEX.html"), "x")),
        ("journal", with(&format!("{INDEX}-wal"), "x")),
        ("too-large", with(INFO, " ".repeat(2 << 20))),
    ];
    check(damages);
}

#[test]
fn each_damage_to_the_index_has_its_finding() {
    let remade = |from: &str, to: &str| with(INDEX, index(&GOOD_INDEX.replace(from, to)));
    let damages: &[(&str, Files)] = &[
        ("index-schema", with(INDEX, index("CREATE TABLE other(name, type, path)"))),
        ("index-schema", with(INDEX, index(&GOOD_INDEX.replace("type", "kind")))),
        ("first-table", with(INDEX, index(&format!("CREATE TABLE first(a); {GOOD_INDEX}")))),
        ("no-rows", with_sql("DELETE FROM searchIndex;")),
        ("no-unique-index", remade("UNIQUE INDEX", "INDEX")),
        ("no-zeal-index", remade("__zi_name0001", "zi")),
        ("index-extra", with_sql("CREATE VIEW v AS SELECT 1;")),
        (
            "index-extra",
            with_sql("CREATE TRIGGER t AFTER INSERT ON searchIndex BEGIN SELECT 1; END;"),
        ),
        ("index-extra", with_sql("CREATE VIRTUAL TABLE f USING fts5(name);")),
        ("null-field", with_sql("INSERT INTO searchIndex(name, path) VALUES ('a', 'index.html');")),
        ("empty-field", row("", "Entry", "index.html")),
        ("empty-field", row("a", " ", "index.html")),
        ("empty-field", row("a", "Entry", "")),
        (
            "field-type",
            with_sql("INSERT INTO searchIndex VALUES (9, x'ff80', 'Entry', 'index.html');"),
        ),
        (
            "field-type",
            with_sql(
                "INSERT INTO searchIndex VALUES (9, CAST(x'c328' AS TEXT), 'Entry', 'index.html');",
            ),
        ),
        ("multi-line-field", row("a\nb", "Entry", "index.html")),
        ("pipe", row("a | b", "Entry", "index.html")),
        ("space-in-path", with_page("b c.html", "", "b c.html")),
        ("long-name", row(&"x".repeat(201), "Entry", "index.html")),
        ("missing-page", row("a", "Entry", "gone.html#x")),
        ("missing-page", row("a", "Entry", "#plain")),
        ("page-case", row("a", "Entry", "Index.html#plain")),
        ("remote-row", row("a", "Entry", "https://example.org/a#b")),
        ("leaves-bundle", row("a", "Entry", "../../Info.plist")),
        ("leaves-bundle", row("a", "Entry", "/etc/passwd")),
        ("leaves-bundle", row("a", "Entry", "file:///etc/passwd")),
        ("leaves-bundle", row("a", "Entry", "..%2f..%2fInfo.plist")),
        ("dead-anchor", row("a", "Entry", "index.html#gone")),
        ("dead-anchor", row("a", "Entry", "index.html#PLAIN")),
        (
            "dead-anchor-zeal",
            with_page("z.html", "<p id='//apple_ref/a b'>", "z.html#//apple_ref/a%20b"),
        ),
        ("dead-anchor-zeal", with_page("z.html", "<p id='a#b'>", "z.html#a#b")),
        (
            "no-unique-index duplicate-row",
            with(
                INDEX,
                index(&format!(
                    "{} INSERT INTO searchIndex SELECT 9, name, type, path FROM searchIndex LIMIT 1;",
                    GOOD_INDEX.replace("UNIQUE INDEX", "INDEX")
                )),
            ),
        ),
    ];
    check(damages);
}

/// A page more, and a row that leads to it.
fn with_page(name: &str, page: &str, path: &str) -> Files {
    let mut files = row("a", "Entry", path);
    files.insert(format!("{DOCUMENTS}/{name}"), page.into());
    files
}

fn check(damages: &[(&str, Files)]) {
    for (at, (expected, files)) in damages.iter().enumerate() {
        assert_eq!(found(files).join(" "), *expected, "damage {at}");
    }
}

#[test]
fn each_damage_to_a_page_has_its_finding() {
    let damages: &[(&str, Files)] = &[
        ("dead-anchor", replaced(&page(), "name=plain", "title=plain")),
        ("dead-anchor", replaced(&page(), "<a name=plain>", "<b name=plain>")),
        ("dead-anchor-zeal", replaced(&page(), "486%20Busy/0", "486 Busy/0")),
        ("remote-resource", markup("<img src=https://example.org/a.png>")),
        ("remote-resource", markup("<img srcset='a.png 1x, //example.org/b.png 2x'>")),
        ("remote-resource", markup("<link rel='Shortcut Icon' href=http://example.org/a.ico>")),
        ("remote-resource", markup("<style>@import 'https://example.org/a.css';</style>")),
        ("remote-resource", markup("<p style='background: url( \"https://example.org/a\" )'>")),
        ("remote-resource", markup("<base href='https://example.org/'>")),
        ("remote-resource", with(&format!("{DOCUMENTS}/a.css"), "a { b: url(//example.org/c) }")),
        ("missing-resource", markup("<img src=' no%20such.png?x '>")),
        ("missing-resource", markup("<link rel=stylesheet href=style.css>")),
        ("missing-resource", markup("<iframe src=/index.html></iframe>")),
        ("missing-resource", markup("<object data=Index.html></object>")),
        ("leaves-bundle", markup("<img src='a/../../../../../x.png'>")),
        ("leaves-bundle", markup("<img src=file:///etc/x.png>")),
        ("remote-resource script", markup("<script src='https://example.org/a.js'></script>")),
        ("script", markup("<script>document.title = 1</script>")),
        ("inline-handler", markup("<p onclick='go()'>")),
        ("inline-handler", markup("<a href='JavaScript:go()'>")),
        ("page-encoding", with(&format!("{DOCUMENTS}/a.html"), b"\xff\xfe<\0".to_vec())),
        ("scripted-anchor script", {
            let mut files = with_page("a.html", "<script>route()</script>", "a.html#/route");
            files.insert(INFO.into(), info("<key>isJavaScriptEnabled</key><true/>").into());
            files
        }),
    ];
    check(damages);
}

#[test]
fn each_damage_to_an_archive_has_its_finding() {
    let plain = || entries(&good(), "Calls.docset/");
    let one_more = |path: &str| {
        let mut all = plain();
        all.push((path.to_owned(), b"x".to_vec()));
        archive(&all)
    };
    assert_eq!(archive(&plain()), [""; 0]);
    assert_eq!(archive(&entries(&good(), "./Calls.docset/")), ["archive-dot"]);
    assert_eq!(archive(&entries(&good(), "Calls/")), ["archive-root", "missing-part"]);
    assert_eq!(archive(&entries(&good(), "")), ["archive-root"]);
    assert_eq!(one_more("Other.docset/x"), ["archive-root"]);
    assert_eq!(one_more("README"), ["archive-root"]);
    assert_eq!(one_more("._Calls.docset"), [""; 0]);
    assert_eq!(one_more("Calls.docset/../../x"), ["leaves-bundle"]);
    assert_eq!(one_more("/tmp/x"), ["leaves-bundle"]);
    assert_eq!(one_more("Calls.docset/icon.png"), ["repeated-entry", "icon-broken"]);
}

#[test]
fn archives_with_links_and_devices_are_found_out() {
    let with_entry = |kind: tar::EntryType, link: &str| {
        let mut builder = tar::Builder::new(tar(&entries(&good(), "Calls.docset/"))[..].to_vec());
        let mut header = raw_header("Calls.docset/x", kind);
        header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
        header.set_cksum();
        // The end of an archive is two empty blocks; what is appended goes before them.
        let mut bytes = builder.get_mut().clone();
        bytes.truncate(bytes.len() - 1024);
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(&[0; 1024]);
        packed(TempDir::new().unwrap().path(), &gzip(&bytes))
    };
    assert_eq!(with_entry(tar::EntryType::Symlink, "/etc/passwd"), ["leaves-bundle"]);
    assert_eq!(with_entry(tar::EntryType::Symlink, "Contents/../../x"), ["leaves-bundle"]);
    assert_eq!(with_entry(tar::EntryType::Symlink, "icon.png"), ["link"]);
    assert_eq!(with_entry(tar::EntryType::Link, "Calls.docset/icon.png"), ["hard-link"]);
    assert_eq!(with_entry(tar::EntryType::Char, ""), ["special-file"]);
    assert_eq!(with_entry(tar::EntryType::Fifo, ""), ["special-file"]);
}

#[test]
fn broken_archives_are_found_out() {
    let folder = TempDir::new().unwrap();
    let packed = |bytes: &[u8]| packed(folder.path(), bytes);
    let whole = gzip(&tar(&entries(&good(), "Calls.docset/")));
    for length in [0, 1, 9, 10, 100, whole.len() / 2, whole.len() - 8, whole.len() - 1] {
        assert_eq!(packed(&whole[..length]), ["broken-archive"], "cut to {length}");
    }
    let mut flipped = whole.clone();
    let end = flipped.len();
    flipped[end - 6] ^= 1;
    assert_eq!(packed(&flipped), ["broken-archive"], "checksum");
    assert_eq!(packed(b"PK\x03\x04 this is a zip file"), ["broken-archive"]);
    assert_eq!(packed(&tar(&entries(&good(), "Calls.docset/"))), ["broken-archive"]);
    assert_eq!(packed(&gzip(&[b'x'; 4096])), ["broken-archive"]);
    assert_eq!(packed(&gzip(b"")), ["missing-part"]);
}

#[test]
fn bombs_end_at_the_limits() {
    let folder = TempDir::new().unwrap();
    let path = format!("Calls.docset/{DOCUMENTS}/bomb.html");
    let mut header = raw_header(&path, tar::EntryType::Regular);
    header.set_size(3 << 30);
    header.set_cksum();
    // Gzip files can be joined: 300 times a MB of zeros.
    let zeros = gzip(&vec![0; 1 << 20]).repeat(300);
    let bomb = [gzip(header.as_bytes()), zeros.clone()].concat();
    assert_eq!(packed(folder.path(), &bomb), ["too-large"]);
    // A long name of 300 MB.
    let mut header = raw_header("././@LongLink", tar::EntryType::GNULongName);
    header.set_size(300 << 20);
    header.set_cksum();
    let bomb = [gzip(header.as_bytes()), zeros].concat();
    assert_eq!(packed(folder.path(), &bomb), ["too-large"]);
}

#[test]
fn long_names_in_archives_are_read() {
    let name = format!("{DOCUMENTS}/{}/{}/ü.html", "a".repeat(90), "b".repeat(90));
    let files = with(&name, "<p>");
    let mut builder = tar::Builder::new(Vec::new());
    for (path, bytes) in &files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        let path = format!("Calls.docset/{path}");
        builder.append_data(&mut header, path, bytes.as_slice()).unwrap();
    }
    let bytes = gzip(&builder.into_inner().unwrap());
    let folder = TempDir::new().unwrap();
    assert_eq!(packed(folder.path(), &bytes), [""; 0]);
    let bundle = open::open(&folder.path().join("Calls.tgz")).unwrap();
    assert!(bundle.has_file(&name), "{:?}", bundle.entries.keys());
}

#[test]
fn archives_are_compared_with_the_folder_beside_them() {
    let folder = TempDir::new().unwrap();
    let bytes = gzip(&tar(&entries(&good(), "Calls.docset/")));
    let root = save(&good(), folder.path(), "Calls.docset");
    assert_eq!(packed(folder.path(), &bytes), [""; 0]);
    // What readers leave in the folder is no difference.
    fs::write(root.join("meta.json"), "{}").unwrap();
    fs::write(root.join("Contents/Resources/optimizedIndex.dsidx"), "x").unwrap();
    fs::write(root.join(INDEX), &with_sql("CREATE INDEX more ON searchIndex(type);")[INDEX])
        .unwrap();
    assert_eq!(packed(folder.path(), &bytes), [""; 0]);
    fs::write(root.join(INDEX), &row("a", "b", "index.html")[INDEX]).unwrap();
    assert_eq!(packed(folder.path(), &bytes), ["archive-differs"]);
    save(&good(), folder.path(), "Calls.docset");
    fs::write(root.join(page()), "other").unwrap();
    assert_eq!(packed(folder.path(), &bytes), ["archive-differs"]);
    save(&good(), folder.path(), "Calls.docset");
    fs::remove_file(root.join("icon.png")).unwrap();
    assert_eq!(packed(folder.path(), &bytes), ["archive-differs"]);
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_listed_and_never_followed() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    let root = save(&row("a", "Entry", "linked/a.html#x"), folder.path(), "Calls.docset");
    symlink("..", root.join(DOCUMENTS).join("linked")).unwrap();
    assert_eq!(names(&look(&root)), ["link"]);
    fs::remove_file(root.join(DOCUMENTS).join("linked")).unwrap();
    symlink("../../../../../../etc", root.join(DOCUMENTS).join("linked")).unwrap();
    assert_eq!(names(&look(&root)), ["leaves-bundle"]);
    fs::remove_file(root.join(INFO)).unwrap();
    symlink("/etc/passwd", root.join(INFO)).unwrap();
    assert_eq!(names(&look(&root)), ["leaves-bundle", "missing-part"]);
}

#[test]
fn hostile_indexes_end_within_limits() {
    let recursive = "CREATE VIEW searchIndex AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL \
                     SELECT x + 1 FROM c) SELECT x AS name, x AS type, x AS path FROM c;";
    assert_eq!(found(&with(INDEX, index(recursive))), ["index-schema", "index-extra"]);
    let huge = "CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, \
                path TEXT GENERATED ALWAYS AS (hex(zeroblob(3000000))));
                CREATE UNIQUE INDEX anchor ON searchIndex (name, type);
                CREATE INDEX __zi_name0001 ON searchIndex (name COLLATE NOCASE);
                INSERT INTO searchIndex(name, type) VALUES ('a', 'b');";
    assert_eq!(found(&with(INDEX, index(huge))), ["too-large"]);
    let mut lying = Vec::from("CREATE TABLE x");
    lying.extend_from_slice(&good()[INDEX][14..]);
    assert_eq!(found(&with(INDEX, lying)), ["index-broken"]);
}

#[test]
fn indexes_with_bytes_changed_anywhere_never_break_verify() {
    let whole = good()[INDEX].clone();
    for at in (0..whole.len()).step_by(97) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let folder = TempDir::new().unwrap();
        look(&save(&with(INDEX, changed), folder.path(), "Calls.docset"));
    }
}

#[test]
fn huge_pages_are_not_read() {
    let folder = TempDir::new().unwrap();
    let root = save(&good(), folder.path(), "Calls.docset");
    let page = fs::File::create(root.join(DOCUMENTS).join("huge.html")).unwrap();
    page.set_len(500 << 20).unwrap();
    assert_eq!(names(&look(&root)), ["too-large"]);
}

#[test]
fn deep_markup_and_lists_do_no_harm() {
    let deep = format!("{}<p id=x>", "<div>".repeat(1_000_000));
    assert_eq!(found(&with_page("deep.html", &deep, "deep.html#x")), [""; 0]);
    let nested = format!("<key>x</key>{}{}", "<array>".repeat(50_000), "</array>".repeat(50_000));
    assert_eq!(found(&with(INFO, info(&nested))), [""; 0]);
}

#[test]
fn docsets_of_the_old_schema_are_read() {
    let sql = "CREATE TABLE ZTOKENTYPE(Z_PK INTEGER PRIMARY KEY, ZTYPENAME TEXT);
        CREATE TABLE ZFILEPATH(Z_PK INTEGER PRIMARY KEY, ZPATH TEXT);
        CREATE TABLE ZTOKENMETAINFORMATION(Z_PK INTEGER PRIMARY KEY, ZFILE INTEGER, ZANCHOR TEXT);
        CREATE TABLE ZTOKEN(Z_PK INTEGER PRIMARY KEY, ZTOKENNAME TEXT, ZTOKENTYPE INTEGER, ZMETAINFORMATION INTEGER);
        INSERT INTO ZTOKENTYPE VALUES (1, 'func');
        INSERT INTO ZFILEPATH VALUES (1, 'index.html');
        INSERT INTO ZTOKENMETAINFORMATION VALUES (1, 1, 'plain'), (2, 1, 'gone');
        INSERT INTO ZTOKEN VALUES (1, 'plain', 1, 1);";
    assert_eq!(found(&with(INDEX, index(sql))), ["core-data"]);
    let dead = format!("{sql} INSERT INTO ZTOKEN VALUES (2, 'gone', 1, 2);");
    assert_eq!(found(&with(INDEX, index(&dead))), ["dead-anchor", "core-data"]);
}

#[test]
fn examples_are_few_and_cannot_steer_a_terminal() {
    let mut sql = String::from(GOOD_INDEX);
    for at in 0..20 {
        let row = format!(
            "INSERT INTO searchIndex VALUES ({}, 'a\u{1b}[31m\u{202e}{at}', 'b', 'gone');",
            at + 10
        );
        sql.push_str(&row);
    }
    let folder = TempDir::new().unwrap();
    let report = look(&save(&with(INDEX, index(&sql)), folder.path(), "Calls.docset"));
    let [finding] = &report.findings[..] else { panic!("{report:?}") };
    assert_eq!((finding.count, finding.examples.len()), (20, 5));
    assert_eq!(finding.message(), "20 rows lead to pages that are not there");
    assert_eq!(finding.examples[0], "a\\u{1b}[31m\\u{202e}0 (b) -> gone");
}

#[test]
fn command_tells_errors_from_warnings_and_both_from_trouble() {
    let project = Project::new();
    save(&good(), &project.path("output"), "Good.docset");
    let run = project.run(&["verify"]).exits(0);
    assert_eq!(run.stdout, "output/Good.docset: 3 rows, 1 page: fine\n");
    assert_eq!(run.stderr, "");
    save(&row("a|b", "Entry", "index.html"), &project.path("warned"), "W.docset");
    let run = project.run(&["verify", "warned"]).exits(0);
    assert_eq!(run.stdout, "warned/W.docset: 4 rows, 1 page: 1 warning\n");
    project.run(&["verify", "warned", "--deny-warnings"]).exits(1);
    save(&row("a", "Entry", "gone.html"), &project.path("bad"), "B.docset");
    let run = project.run(&["verify", "bad/B.docset"]).exits(1);
    assert_eq!(
        run.stderr,
        "error[missing-page]: 1 row leads to a page that is not there
--> bad/B.docset
 = a (Entry) -> gone.html
 = note: the hit opens an error page
 = help: add the page, or drop the row

"
    );
    let run = project.run(&["verify", "warned/W.docset"]).exits(0);
    assert_eq!(
        run.stderr,
        "warning[pipe]: 1 row has a `|` in a field
--> warned/W.docset
 = a|b (Entry) -> index.html
 = note: dash-docs (Emacs) splits rows at `|`
 = help: spell it otherwise in the index, if Emacs matters to you

"
    );
    let run = project.run(&["verify", "nowhere"]).exits(2);
    assert!(run.stderr.contains("cannot read `nowhere`"), "{}", run.stderr);
    fs::create_dir(project.path("empty")).unwrap();
    let run = project.run(&["verify", "empty"]).exits(2);
    assert!(run.stderr.contains("there is no docset in it"), "{}", run.stderr);
}

#[test]
fn command_writes_for_programs() {
    let project = Project::new();
    save(&row("a", "Entry", "100%:\tgone,\nhtml"), &project.path("x"), "B.docset");
    let run = project.run(&["verify", "x", "--format", "json"]).exits(1);
    let lines: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["docset"], "x/B.docset");
    assert_eq!(lines[0]["code"], "multi-line-field");
    assert_eq!(lines[1]["code"], "missing-page");
    assert_eq!(lines[1]["severity"], "error");
    assert_eq!(lines[1]["count"], 1);
    assert_eq!(lines[1]["examples"][0], r"a (Entry) -> 100%:\tgone,\nhtml");
    let run = project.run(&["verify", "x", "--format", "github"]).exits(1);
    let mut lines = run.stdout.lines();
    assert!(lines.next().unwrap().starts_with("::error title=multi-line-field::x/B.docset: 1 row"));
    assert!(lines.next().unwrap().contains(r"%0Aa (Entry) -> 100%25:\tgone,\nhtml%0A"));
    assert_eq!(lines.next(), None);
}

#[test]
fn archives_and_folders_in_a_folder_are_all_looked_at() {
    let project = Project::new();
    let root = project.path("all");
    let named = |name: &str| {
        replaced(
            INFO,
            "<string>calls</string>\n<key>CFBundleName",
            &format!("<string>{name}</string>\n<key>CFBundleName"),
        )
    };
    save(&named("a"), &root.join("deep/er"), "A.docset");
    save(&good(), &root.join(".hidden"), "H.docset");
    fs::write(root.join("B.tgz"), gzip(&tar(&entries(&good(), "B.docset/")))).unwrap();
    let run = project.run(&["verify", "all"]).exits(0);
    let fine = ": 3 rows, 1 page: fine\n";
    assert_eq!(run.stdout, format!("all/B.tgz{fine}all/deep/er/A.docset{fine}"));
    save(&good(), &root, "C.docset");
    let run = project.run(&["verify", "all/B.tgz", "all/C.docset", "all/deep"]).exits(0);
    assert_eq!(run.stderr.matches("warning[shared-identifier]").count(), 2, "{}", run.stderr);
    // A folder that is a docset by its inside alone has the wrong name.
    save(&good(), &root, "Plain");
    let run = project.run(&["verify", "all/Plain"]).exits(1);
    assert!(run.stderr.contains("error[bundle-name]"), "{}", run.stderr);
}
