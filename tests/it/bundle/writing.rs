//! Blocks as lines, plain text and Markdown.

use docsheet::bundle::{Emphasis, Page, lines, markdown};

const PAGE: &str = "<section id=a><h2>Ho<b>ld</b></h2><p>Press <code>a | b</code>,
    then <b>wait</b>.<br>Or not.
    <ul><li>one<ul><li>deep</ul><li>two</ul><ol start=9><li>nine<li>ten</ol>
    <pre>
x =  1
\ty</pre><blockquote>said</blockquote>
    <table><tr><th>Key<th>Does<tr><td>a<td>b|c</table>
    <dl><dt>DND<dd>Do not disturb</dl></section>";

#[test]
fn lines_fit_their_width() {
    let page = Page::read("a.html", PAGE.as_bytes());
    let parts = page.block(Some("a")).unwrap().parts();
    let text = |width: usize| {
        let mut texts = Vec::new();
        lines(&parts, width, &mut |line| {
            texts.push(line.text().to_owned());
        });
        texts.join("\n")
    };
    assert_eq!(
        text(24),
        "Hold

Press a | b, then wait.
Or not.

• one
  • deep
• two

9. nine
10. ten

x =  1
    y

  said

Key  Does
a    b|c

  DND  Do not disturb"
    );
    let mut emphases: Vec<Vec<Emphasis>> = Vec::new();
    lines(&parts, 24, &mut |line| emphases.push(line.pieces().map(|piece| piece.1).collect()));
    assert_eq!(emphases[0], [Emphasis::Strong]);
}

#[test]
fn markdown_says_the_same() {
    let page = Page::read("a.html", PAGE.as_bytes());
    assert_eq!(
        markdown(&page.block(Some("a")).unwrap().parts()),
        "## Ho**ld**

Press `a | b`, then **wait**.  \nOr not.

- one

  - deep
- two

9. nine
10. ten

```
x =  1
\ty
```

> said

| Key | Does |
| --- | --- |
| a | b\\|c |

- **DND**: Do not disturb"
    );
    let tricky =
        Page::read("a.html", b"<p>1. *a* `b` #c<p><code>`x`</code><p># no<p><code>a`</code>");
    assert_eq!(
        markdown(&tricky.block(None).unwrap().parts()),
        "1\\. \\*a\\* \\`b\\` #c\n\n`` `x` ``\n\n\\# no\n\n`` a` ``"
    );
}

#[test]
fn lines_break_where_the_page_breaks_them() {
    let page = "<p><b>x<br>y</b> z <br> <code>a</code>\n<code>b</code> and\n<code>c<br>d</code>";
    assert_eq!(plain_of(page), "x\ny z\na b and c\nd");
    let page = Page::read("a.html", page.as_bytes());
    assert_eq!(
        markdown(&page.block(None).unwrap().parts()),
        "**x**  \n**y** z  \n`a` `b` and `c`  \n`d`"
    );
    assert_eq!(plain_of("<p><i>one</i>\n<b>two</b><br>\n<i>three"), "one two\nthree");
    // Commands stand in a line each, as our own sheets show them.
    let page = "<table><tr><td><code>a</code>\n<code>b|</code><td>both <b>of</b>\n<i>them</table>";
    assert_eq!(plain_of(page), "a b|  both of them");
    let page = Page::read("a.html", page.as_bytes());
    assert_eq!(
        markdown(&page.block(None).unwrap().parts()),
        "|  |  |\n| --- | --- |\n| `a`<br>`b\\|` | both **of** them |"
    );
    let page = Page::read("a.html", b"<table><tr><td>a<td>b<tr><td>c</table>");
    let written = markdown(&page.block(None).unwrap().parts());
    assert_eq!(written, "|  |  |\n| --- | --- |\n| a | b |\n| c |");
}

#[test]
fn our_own_entries_say_what_they_are() {
    let page = Page::read(
        "index.html",
        b"<section class='category'><h2>Calls</h2><table><tr class=entry id=x><td class=command>\
          <code>a</code>\n<code>b</code></td><td class=description><div class=name>Hold</div>\
          <div class=notes><p>Wait</div></td></tr></table></section>",
    );
    let own = page.block(Some("x")).unwrap().own().unwrap();
    assert_eq!(own.category.as_deref(), Some("Calls"));
    assert_eq!(own.name.as_deref(), Some("Hold"));
    assert_eq!(own.commands, ["a", "b"]);
    assert_eq!(page.block(None).unwrap().own(), None);
}

#[test]
fn marks_stand_before_the_first_line_that_there_is() {
    let nothing = "<table><tr><th>A heading wider than the lines<tr><td><td>x</table>";
    let page = format!("<dl><dt>a<dd>{nothing}<dt>b<dd>c</dl><ul><li>{nothing}<p>z</ul>");
    let page = Page::read("a.html", page.as_bytes());
    let mut texts = String::new();
    lines(&page.block(None).unwrap().parts(), 24, &mut |line| {
        texts.extend([line.text(), "\n"]);
    });
    assert_eq!(texts, "  a\n  b  c\n\n• z\n");
}

#[test]
fn what_nests_deep_takes_no_more_room_than_it_says() {
    let of = |begin: &str| plain_of(&begin.repeat(20_000)).len();
    for begin in ["<blockquote>x", "<ul><li>x", "<dl><dd>x", "<table><tr><td>x<ul><li>y"] {
        assert!(of(begin) < 60 * 20_000, "{begin}: {}", of(begin));
    }
    let lines = plain_of(&"<ul><li>x".repeat(3));
    assert_eq!(lines, "• x\n  • x\n    • x");
}

fn plain_of(page: &str) -> String {
    let page = Page::read("a.html", page.as_bytes());
    page.block(None).map(|block| block.text()).unwrap_or_default()
}
