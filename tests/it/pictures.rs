//! What a sheet shows has to be in its docset.

use crate::project::{Project, small_sheet};

/// A sheet with `images` among its resources, whose entry has these notes and whose head has this.
fn project(notes: &str, head: &str) -> Project {
    let sheet = small_sheet("A")
        .replacen(
            "  category",
            &format!("  resources 'images'\n  head_inject '{head}'\n  category"),
            1,
        )
        .replace("name 'One'", &format!("name 'One'\n      notes %q{{{notes}}}"));
    Project::new().file("data/A.rb", sheet).file("data/images/call flow.png", "picture")
}

/// What `check` says of such a sheet.
fn said(notes: &str, head: &str) -> String {
    // Scripts and frames are told whatever they show.
    let options = ["check", "--allow", "script,active-content"];
    project(notes, head).run(&options).exits(0).stderr
}

#[test]
fn what_is_in_the_docset_or_is_no_file_is_fine() {
    let head = "<link rel=canonical href=/a><script>\"<img src=gone.png>\"</script>";
    for notes in [
        "![a](images/call%20flow.png)",
        "![a](images/call flow.png \"title\")",
        "![a](./images/x/../call%20flow.png?1#2)",
        "<img src=images\\call%20flow.png>",
        "<img src='data:image/png;base64,AA=='>",
        "<iframe src=index.html#a></iframe><iframe src=about:blank></iframe><img src=''>",
        "`![a](b.png)` and [a link](b.png)",
        "<svg><use href=#a /></svg>",
        "<textarea><img src=gone.png></textarea>",
    ] {
        assert_eq!(said(notes, head), "", "{notes}");
    }
}

#[test]
fn what_is_not_in_the_docset_is_a_warning_with_a_guess() {
    for (notes, hint) in [
        ("![a](call%20flow.png)", "did you mean `images/call flow.png`?"),
        ("![a](images/Call%20Flow.png)", "did you mean `images/call flow.png`?"),
        ("![a](images/call-flow.png)", "did you mean `images/call flow.png`?"),
        (
            "<video poster='&#47;gone.png'></video>",
            "put it where `resources` takes it from, `images`",
        ),
        ("![a](file:///home/me/gone.png)", "put it where `resources` takes it from, `images`"),
    ] {
        let said = said(notes, "");
        assert!(said.contains("warning[missing-file]") && said.contains(hint), "{notes}: {said}");
        assert!(said.contains("data/A.rb:"), "{notes}: {said}");
    }
    let head = said("a", "<link rel=stylesheet href=gone.css>");
    assert!(head.contains("the file `gone.css` is not in the docset"), "{head}");
}

#[test]
fn a_missing_picture_can_be_allowed_or_denied() {
    let project = project("![a](gone.png)", "");
    assert_eq!(project.run(&["check", "--allow", "missing-file"]).exits(0).stderr, "");
    let run = project.run(&["build", "--deny", "missing-file"]).exits(1);
    assert!(run.stderr.contains("error[missing-file]"), "{}", run.stderr);
    assert!(!project.path("output/A.docset").exists());
    project.run(&["build"]).exits(0);
    let run = project.run(&["verify"]).exits(0);
    assert!(run.stderr.contains("warning[missing-resource]"), "{}", run.stderr);
}
