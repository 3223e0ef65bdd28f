//! HTML amid the Markdown of a sheet: what passes, what is text, and nothing leaves its field.

use docsheet::diagnostic::Code;
use docsheet::markdown::Rendered;

use crate::markdown::{balanced, check, depth, html, remarks, render};

#[test]
fn what_is_no_element_is_text() {
    check(&[
        ("git add <file>", "<p>git add &lt;file&gt;</p>"),
        ("<C-w> *a*", "<p>&lt;C-w&gt; <em>a</em></p>"),
        ("a <object>\n\nb", "<p>a &lt;object&gt;</p>\n<p>b</p>"),
        ("- a <ul><li>b\n\nc", "<ul>\n<li>a <ul><li>b</li></ul></li>\n</ul>\n<p>c</p>"),
        ("show <object>, <b>bold</b>", "<p>show &lt;object&gt;, <b>bold</b></p>"),
        ("<title> and <path>", "<p>&lt;title&gt; and &lt;path&gt;</p>"),
        ("Map<K, V>", "<p>Map&lt;K, V&gt;</p>"),
        ("<!DOCTYPE html>", "<p>&lt;!DOCTYPE html&gt;</p>"),
        ("&lt;file&gt; &copy; &nope;", "<p>&lt;file&gt; © &amp;nope;</p>"),
        ("<svg><path d=\"M0\"/></svg>", "<p><svg><path d=\"M0\"></path></svg></p>"),
    ]);
    assert_eq!(
        remarks("a <file> b <file>"),
        [(Code::UnknownElement, "`<file>` is no HTML element, so it is shown as text".into())]
    );
    assert_eq!(remarks("an Array<String> or Map<K, V>"), []);
}

#[test]
fn html_passes_and_markdown_goes_on_behind_it() {
    check(&[
        ("<kbd>a</kbd> *b*", "<p><kbd>a</kbd> <em>b</em></p>"),
        ("<span>\n**a**\n</span>", "<p><span><br>\n<strong>a</strong><br>\n</span></p>"),
        ("<div>\n*a*\n</div>\n**b**", "<div>\n*a*\n</div>\n<p><strong>b</strong></p>"),
        ("<div>\n<div>\n</div>\na\n</div>\nb", "<div>\n<div>\n</div>\na\n</div>\n<p>b</p>"),
        ("<ul>\n<li>`a`</li>\n</ul>\nb", "<ul>\n<li>`a`</li>\n</ul>\n<p>b</p>"),
        ("a\n<ul>\n<li>`b`</li>\n</ul>\nc", "<p>a\n</p><ul>\n<li><code>b</code></li>\n</ul>\nc"),
        ("a\n<div>b\n\n*c*</div>", "<p>a</p>\n<div>b\n\n<p><em>c</em></p></div>"),
        ("- <p>*a*</p>", "<ul>\n<li><p><em>a</em></p></li>\n</ul>"),
        ("<hr>\n<p>*a*</p>", "<p></p><hr>\n<p><em>a</em></p>"),
        ("<hr>\n\n*a*", "<hr>\n<p><em>a</em></p>"),
        ("a\n<!-- b -->", "<p>a<br>\n&lt;!-- b --&gt;</p>"),
        ("a\n<pre>\n b\n\n  c</pre>", "<p>a</p>\n<pre>\n b\n\n  c</pre>"),
    ]);
}

#[test]
fn html_stays_inside_its_field() {
    let cases = [
        ("<div>a", "<div>a</div>"),
        ("a</div></td></table>b", "ab"),
        ("<b><i>a</b></i>", "<b><i>a</i></b>"),
        ("<td>a</td>", "a"),
        ("<table><tr><td>a<table>b", "<table><tr><td>a<table>b</table></td></tr></table>"),
        ("<table><table>a</table></table>b", "<table></table><table>a</table>b"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a<div>b</div></p>", "<p>a</p><div>b</div>"),
        ("<a name=\"x\"/>a", "<a name=\"x\"></a>a"),
        ("<script>a</script", "&lt;script&gt;a&lt;/script"),
        ("<style>a</b></style>", "<style>a</b></style>"),
        ("<!-- a", "&lt;!-- a"),
        ("<!-- a -->b", "b"),
        ("<a href=\"x>y\">b</a>", "<a href=\"x&gt;y\">b</a>"),
        ("a < b <a href=\"", "a &lt; b &lt;a href=\""),
        ("<svg width=\"1\"><p>a</svg>", "<svg width=\"1\"></svg><p>a</p>"),
        ("<svg/><td>a", "<svg></svg>a"),
        ("<svg a=b/><td>a", "<svg a=\"b/\"><td>a</td></svg>"),
        ("<select><svg><td>a</select>", "<select>a</select>"),
        ("<!-- --!> <b> -->", " <b> --&gt;</b>"),
        ("<![CDATA[ > <b> ]]>", "&lt;![CDATA[ &gt; <b> ]]&gt;</b>"),
        ("<math><mi><td>a", "<math><mi>a</mi></math>"),
        ("<html><body>a</body>", "&lt;html&gt;&lt;body&gt;a&lt;/body&gt;"),
    ];
    for (given, wanted) in cases {
        assert_eq!(balanced(given).prose.html.as_str(), wanted, "{given}");
    }
    assert_eq!(html("*a* </p></td> <table>b"), "<p><em>a</em> </p> <table>b\n</table>");
}

#[test]
fn what_stands_in_code_elements_is_shown_as_written() {
    check(&[
        ("<kbd>_</kbd>, <kbd>_</kbd>", "<p><kbd>_</kbd>, <kbd>_</kbd></p>"),
        (
            "<code>src/*.c</code> *and* <CODE class=\"a_b\">lib/*.h</CODE>",
            "<p><code>src/*.c</code> <em>and</em> <code class=\"a_b\">lib/*.h</code></p>",
        ),
        ("<tt>`</tt> <tt>`</tt>", "<p><tt>`</tt> <tt>`</tt></p>"),
        (
            "<samp>[a][b] \\*</samp> `<kbd>*`*",
            "<p><samp>[a][b] *</samp> <code>&lt;kbd&gt;*</code>*</p>",
        ),
        ("<var>[a](#486%20Busy)</var>", "<p><var><a href=\"#entry-486\">a</a></var></p>"),
        (
            "|a|\n|-|\n|<code>x|y</code>|",
            "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td><code>x|y</code></td></tr>\n</tbody></table>",
        ),
    ]);
}

#[test]
fn markdown_goes_on_in_html_behind_an_empty_line() {
    let folded =
        "<details><summary>a</summary>\n\n**b**\n\n- c\n- d\n\n```\n<e>\n\nf\n```\n\n</details>\ng";
    check(&[
        (
            folded,
            "<details><summary>a</summary>\n\n<p><strong>b</strong></p>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>\n\
             <pre><code>&lt;e&gt;\n\nf\n</code></pre>\n</details>\n<p>g</p>",
        ),
        ("<div>\n\n*a*\n</div>", "<div>\n\n<p><em>a</em></p>\n</div>"),
        ("<div>\n<pre>\n\n*a*\n\n</pre>\n</div>", "<div>\n<pre>\n\n*a*\n\n</pre>\n</div>"),
        ("<div>\n<!--\n\n*a*\n-->\n</div>", "<div>\n\n</div>"),
        ("<ul>\n\n<li>*a*</li>\n\n</ul>", "<ul>\n\n<li>*a*</li>\n\n</ul>"),
    ]);
    assert_eq!(remarks("<div>a **b** c</div>")[0].0, Code::RawMarkdown);
    assert_eq!(remarks("<div><code>a **b** c</code> 2 * 3 * 4</div>"), []);
    assert_eq!(remarks("<ul><li><code>a</code> **b**</li></ul>")[0].0, Code::RawMarkdown);
    assert_eq!(remarks("<details>\n- a\n- b\n</details>")[0].0, Code::RawMarkdown);
    assert_eq!(remarks("<pre>\n- a\n</pre>"), []);
    assert_eq!(remarks(folded), []);
}

#[test]
fn hostile_text_is_rendered_in_bounded_time_and_depth() {
    let units = [
        "> ",
        "- ",
        "[",
        "![",
        "[a](",
        "*",
        "_",
        "**a ",
        "`",
        "``a`",
        "<b>",
        "<div>\n",
        "</div>",
        "<a ",
        "<a b=\"",
        "<!--",
        "<![CDATA[",
        "<script>",
        "<table>",
        "<tr><td>",
        "<svg><p>",
        "<x>",
        "|a|b|\n|-|-|\n",
        "``` a b\n",
        "  - a\n",
        "\\",
        "&amp",
        "http://a.b",
        "\u{fdd0}",
        "\0",
        "a\n===\n",
        "a\n<div>\n",
        "``` ",
        "a\n```b\n",
        "`a``",
    ];
    for unit in units {
        let text = unit.repeat(10_000);
        let Rendered { prose, remarks, .. } = render(&text);
        let html = balanced(&text).prose.html;
        assert!(remarks.len() < 100, "{unit}");
        assert!(depth(prose.html.as_str()) <= 200 && depth(html.as_str()) <= 200, "{unit}");
    }
}
