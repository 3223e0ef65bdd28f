//! What the release's workflow runs: programs → archives, checksums and manifests, the same twice.

use std::fs;
use std::path::Path;
use std::process::Command;

use docsheet::docset::hex;
use sha2::{Digest, Sha256};

use crate::built::{docsheet, run};
use crate::needs::program;
use crate::project::{Project, Run, files_below};

const TARGETS: [&str; 5] = [
    "aarch64-apple-darwin",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "x86_64-pc-windows-msvc",
    "x86_64-unknown-linux-gnu",
];

fn script(name: &str) -> Command {
    Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/release").join(name))
}

#[test]
fn a_release_has_an_archive_for_each_target_and_manifests_that_know_their_checksums() {
    let (Some(_), Some(_)) = (program(&["zip"]), program(&["tar"])) else { return };
    let project = TARGETS.iter().fold(Project::new(), |project, target| {
        let ending = if target.contains("windows") { ".exe" } else { "" };
        project.file(&format!("programs/{target}/docsheet{ending}"), *target)
    });
    let pack = |folder: &str| {
        let mut pack = script("pack");
        pack.arg(project.path("programs")).arg(project.path(folder));
        run(pack.env("DOCSHEET", docsheet()).env("SOURCE_DATE_EPOCH", "1700000000"));
        files_below(&project.path(folder))
    };
    let release = pack("release");
    assert_eq!(release, pack("again"), "packed twice, it differs");

    let version = env!("CARGO_PKG_VERSION");
    let sums = String::from_utf8(release["SHA256SUMS"].clone()).unwrap();
    let sum = |file: &str| hex(&Sha256::digest(&release[file]));
    for target in TARGETS {
        let ending = if target.contains("windows") { "zip" } else { "tar.gz" };
        let archive = format!("docsheet-{version}-{target}.{ending}");
        assert!(sums.contains(&format!("{}  {archive}\n", sum(&archive))), "{sums}");
        let manifest = match target {
            "x86_64-pc-windows-msvc" => "docsheet.json",
            _ => "docsheet.rb",
        };
        let manifest = String::from_utf8_lossy(&release[manifest]);
        assert!(manifest.contains(&archive) && manifest.contains(&sum(&archive)), "{manifest}");
    }
    let list = Command::new("tar")
        .arg("-tzf")
        .arg(project.path(&format!("release/docsheet-{version}-x86_64-unknown-linux-gnu.tar.gz")))
        .output()
        .unwrap();
    let list = Run::of(&list).exits(0).stdout;
    for file in [
        "docsheet",
        "LICENSE",
        "man/docsheet.1",
        "man/docsheet-search.1",
        "completions/docsheet.fish",
        "data/SIP_Response_Codes.rb",
    ] {
        assert!(list.lines().any(|line| line.ends_with(&format!("/{file}"))), "{list}");
    }
    parses("bash", &["-n"], &project.path("release/PKGBUILD"));
    parses(
        "jq",
        &["-e", ".architecture[].hash | length == 64"],
        &project.path("release/docsheet.json"),
    );
    parses("ruby", &["-c"], &project.path("release/docsheet.rb"));
}

#[test]
fn a_tag_is_released_only_from_where_the_package_says_and_with_notes() {
    let place = env!("CARGO_PKG_REPOSITORY");
    assert_eq!(place, env!("CARGO_PKG_HOMEPAGE"));
    let tag = format!("v{}", env!("CARGO_PKG_VERSION"));
    let check =
        |tag: &str, place: &str| Run::of(&script("check").args([tag, place]).output().unwrap());
    let other = check("v9.9.9", place).exits(1).stderr;
    assert!(other.contains("`v9.9.9`") && other.contains(&tag[1..]), "{other}");
    let elsewhere = check(&tag, "https://example.org/fork").exits(1).stderr;
    assert!(elsewhere.contains("https://example.org/fork"), "{elsewhere}");
    let changelog = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/CHANGELOG.md");
    let has_notes = fs::read_to_string(changelog).unwrap().contains(&format!("## [{}]", &tag[1..]));
    let right = check(&tag, place).exits(i32::from(!has_notes));
    assert_eq!(has_notes, right.stdout.contains("###"), "{}", right.stdout);
}

/// A language's own reader takes the file.
fn parses(name: &str, arguments: &[&str], file: &Path) {
    let Some(program) = program(&[name]) else { return };
    run(Command::new(program).args(arguments).arg(file));
}
