//! Markdown of the sheets' dialect → the HTML and the plain text that come of it.

use docsheet::diagnostic::Code;
use docsheet::markdown::{Dialect, Rendered, read_html, read_name};

/// A page whose only entry is `486 Busy`.
fn resolve(fragment: &str) -> Option<String> {
    (fragment == "486 Busy").then(|| "entry-486".to_owned())
}

pub(crate) fn render(markdown: &str) -> Rendered {
    docsheet::markdown::render(markdown, Dialect::Redcarpet, &resolve)
}

/// HTML that an author wrote, as the page has it.
pub(crate) fn balanced(html: &str) -> Rendered {
    read_html(html).render(&resolve)
}

#[track_caller]
pub(crate) fn html(markdown: &str) -> String {
    render(markdown).prose.coloured().to_string()
}

#[track_caller]
pub(crate) fn remarks(markdown: &str) -> Vec<(Code, String)> {
    let remarks = render(markdown).remarks;
    remarks.into_iter().map(|remark| (remark.code, remark.message)).collect()
}

#[track_caller]
pub(crate) fn check(cases: &[(&str, &str)]) {
    let got: Vec<_> = cases.iter().map(|(markdown, _)| (*markdown, html(markdown))).collect();
    let wrong: Vec<_> = got.iter().zip(cases).filter(|(got, case)| got.1 != case.1).collect();
    assert!(wrong.is_empty(), "(got, wanted): {wrong:#?}");
}

#[test]
fn every_line_break_is_a_break() {
    check(&[
        ("a\nb", "<p>a<br>\nb</p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a\r\nb", "<p>a<br>\nb</p>"),
        ("ls \\\n  -l", "<p>ls \\<br>\n-l</p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
    ]);
}

#[test]
fn indentation_means_nothing_outside_lists_and_fences() {
    check(&[
        ("    a\n      b\n\n    c", "<p>a<br>\nb</p>\n<p>c</p>"),
        ("a\n\n    b\n\n\tc", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("a\n\n    # b", "<p>a</p>\n<p># b</p>"),
        ("a\n\n    > b", "<p>a</p>\n<p>&gt; b</p>"),
        ("a\n    ```\n      b\n    ```\nc", "<p>a</p>\n<pre><code>  b\n</code></pre>\n<p>c</p>"),
    ]);
}

#[test]
fn lists_start_under_a_line_and_nest_at_any_depth() {
    let nested = "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>";
    check(&[
        ("Text:\n- a\n- b", "<p>Text:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("Steps:\n1. a\n2. b", "<p>Steps:</p>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("Since\n1986. Or so", "<p>Since<br>\n1986. Or so</p>"),
        ("- a\n - b\n- c", nested),
        ("- a\n  - b\n- c", nested),
        ("* a\n    + b\n* c", nested),
        ("-\ta\n\t-\tb\n-\tc", nested),
        (
            "1. a\n  - b\n2. c",
            &nested.replacen("<ul>", "<ol>", 1).replace("c</li>\n</ul>", "c</li>\n</ol>"),
        ),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("- a\n  b\n\n  c", "<ul>\n<li>\n<p>a<br>\nb</p>\n<p>c</p>\n</li>\n</ul>"),
        ("- a\n  ```\n  b\n  ```", "<ul>\n<li>a<pre><code>b\n</code></pre>\n</li>\n</ul>"),
    ]);
}

#[test]
fn marks_that_mark_nothing_are_text() {
    check(&[
        ("-", "<p>-</p>"),
        ("*", "<p>*</p>"),
        ("1.", "<p>1.</p>"),
        ("1) a", "<p>1) a</p>"),
        ("#", "<p>#</p>"),
        ("#include", "<p>#include</p>"),
        (">", "<p>&gt;</p>"),
        (">=", "<p>&gt;=</p>"),
        ("- # of calls", "<ul>\n<li># of calls</li>\n</ul>"),
        ("- > file", "<ul>\n<li>&gt; file</li>\n</ul>"),
        ("[a]", "<p>[a]</p>"),
        ("~~a~~", "<p>~~a~~</p>"),
    ]);
}

#[test]
fn headings_rules_and_quotes() {
    check(&[
        ("# a", "<h1>a</h1>"),
        ("##a ##", "<h2>a</h2>"),
        ("##a##", "<h2>a</h2>"),
        ("# C#", "<h1>C#</h1>"),
        ("## C#", "<h2>C#</h2>"),
        ("a\nb\n---\nc", "<p>a</p>\n<h2>b</h2>\n<p>c</p>"),
        ("a\n***\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("> a\nb\n\nc", "<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n<p>c</p>"),
        (">     a\n> - b", "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>"),
    ]);
}

#[test]
fn emphasis_ends_at_words_and_starts_at_punctuation() {
    check(&[
        ("snake_case_name _a_ __b__", "<p>snake_case_name <em>a</em> <strong>b</strong></p>"),
        ("**Note:**text", "<p><strong>Note:</strong>text</p>"),
        ("a**(b)**c", "<p>a<strong>(b)</strong>c</p>"),
        ("**「語」**です", "<p><strong>「語」</strong>です</p>"),
        ("**⌘**C *⌥*D", "<p><strong>⌘</strong>C <em>⌥</em>D</p>"),
        ("**--sort=**KEY", "<p><strong>--sort=</strong>KEY</p>"),
        ("f(**a) g(**b)", "<p>f(**a) g(**b)</p>"),
        ("2**-1 3**-2", "<p>2**-1 3**-2</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("\\*a\\*", "<p>*a*</p>"),
    ]);
}

#[test]
fn code_spans_end_at_the_first_ticks_that_can_end_them() {
    check(&[
        ("`ls``pwd`", "<p><code>ls</code><code>pwd</code></p>"),
        ("`\\`` is a tick", "<p><code>\\</code>` is a tick</p>"),
        ("`a``", "<p><code>a</code>`</p>"),
        ("``a` b", "<p>`<code>a</code> b</p>"),
        ("`` `a` ``", "<p><code>`a`</code></p>"),
        ("`a `` b`", "<p><code>a `` b</code></p>"),
        ("``a` b`` c", "<p><code>a` b</code> c</p>"),
    ]);
}

#[test]
fn backslashes_stay_where_upstream_keeps_them() {
    check(&[
        ("find -exec ls {} \\;", "<p>find -exec ls {} \\;</p>"),
        ("a\\/b \\$HOME \\'", "<p>a\\/b \\$HOME \\'</p>"),
        ("C:\\dir \\\\ \\# \\_", "<p>C:\\dir \\ # _</p>"),
    ]);
}

#[test]
fn tables_with_and_without_outer_pipes() {
    let table = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n\
                 <tr><td>1</td><td>2</td></tr>\n</tbody></table>";
    check(&[
        ("|a|b|\n|-|-|\n|1|2|", table),
        ("a | b\n--- | ---\n1 | 2", table),
        ("|a|b|\n|-|\n|1|2|", table),
        (" | b\n-|-\n1 | 2", &table.replace("<th>a", "<th>")),
        ("a | b\n-|-\n | 2", &table.replace("<td>1", "<td>")),
        ("+---+---+\n| a | b |\n+---+---+", "<p>+---+---+<br>\n| a | b |<br>\n+---+---+</p>"),
        ("x\na|b\n-|-\n1|2\ny", &format!("<p>x</p>\n{table}\n<p>y</p>")),
        ("|a|b|\n|-|-|\n|1|2|", table),
        (
            "|a|b|\n|:-|-:|\n|`1|2`|-|",
            "<table><thead><tr><th style=\"text-align: left\">a</th>\
             <th style=\"text-align: right\">b</th></tr></thead><tbody>\n\
             <tr><td style=\"text-align: left\"><code>1|2</code></td>\
             <td style=\"text-align: right\">-</td></tr>\n</tbody></table>",
        ),
    ]);
}

#[test]
fn fences_keep_their_language_and_are_highlighted() {
    check(&[
        (
            "```ruby\nx = 1 # one\n```",
            "<pre><code class=\"language-ruby\">x <span class=\"hl-operator\">= </span>\
             <span class=\"hl-number\">1 </span><span class=\"hl-comment\"># one\n</span></code></pre>",
        ),
        ("~~~\n<b> & *a*\n~~~", "<pre><code>&lt;b&gt; &amp; *a*\n</code></pre>"),
        ("````\n```\n````", "<pre><code>```\n</code></pre>"),
        ("a\n``` {.text}\nb\n```", "<p>a</p>\n<pre><code class=\"language-text\">b\n</code></pre>"),
        ("```git add .\ngit push\n```", "<pre><code>git add .\ngit push\n</code></pre>"),
        ("```$ ls\n```", "<pre><code>$ ls\n</code></pre>"),
        ("``` {.text .wide}\nb\n```", "<pre><code class=\"language-text\">b\n</code></pre>"),
        ("```a``` b", "<p><code>a</code> b</p>"),
        ("```a b\nc``` d", "<p><code>a b c</code> d</p>"),
    ]);
    assert_eq!(remarks("```\na"), [(Code::UnclosedFence, "a fenced code block never ends".into())]);
    let remarks = render("```elixr\na\n```").remarks;
    assert_eq!(remarks[0].code, Code::UnknownLanguage);
    assert_eq!(remarks[0].hints, ["did you mean `elixir`?"]);
}

#[test]
fn fences_amid_a_text_are_code_spans() {
    check(&[
        ("Say: ```\na\nb\n```\nc", "<p>Say: <code> a b </code><br>\nc</p>"),
        ("Say:\n```a\nb```\nc", "<p>Say:<br>\n<code>a b</code><br>\nc</p>"),
        ("Say ``` so:\n```\na\n```", "<p>Say ``` so:</p>\n<pre><code>a\n</code></pre>"),
    ]);
}

#[test]
fn links_bare_and_marked() {
    check(&[
        ("[a](b.html \"t\")", "<p><a href=\"b.html\" title=\"t\">a</a></p>"),
        ("[a](b\tc.html)", "<p><a href=\"b%09c.html\">a</a></p>"),
        ("[a](my file.html 't')", "<p><a href=\"my%20file.html\" title=\"t\">a</a></p>"),
        ("[a] (https://b.org)", "<p><a href=\"https://b.org\">a</a></p>"),
        ("a[i] (b)", "<p>a[i] (b)</p>"),
        (
            "(https://a.org/b_c*d*_e).",
            "<p>(<a href=\"https://a.org/b_c*d*_e\">https://a.org/b_c*d*_e</a>).</p>",
        ),
        ("[a][1] b\n[1]: c.html", "<p><a href=\"c.html\">a</a> b</p>"),
        ("<a href=\"b\">https://a.org</a>", "<p><a href=\"b\">https://a.org</a></p>"),
        ("`https://a.org`", "<p><code>https://a.org</code></p>"),
        ("www.a.org.", "<p><a href=\"http://www.a.org\">www.a.org</a>.</p>"),
        (
            "<a@b.org> c@d.org",
            "<p><a href=\"mailto:a@b.org\">a@b.org</a> <a href=\"mailto:c@d.org\">c@d.org</a></p>",
        ),
        ("sip:bob@example.com", "<p>sip:bob@example.com</p>"),
        ("![a [b](c)](d.png)", "<p><img src=\"d.png\" alt=\"a b\"></p>"),
    ]);
}

#[test]
fn links_inside_the_page_lead_to_their_entry_or_are_text() {
    check(&[
        ("[b](#486%20Busy)", "<p><a href=\"#entry-486\">b</a></p>"),
        ("[b](#487)", "<p>b</p>"),
        ("[b](#)", "<p><a href=\"#\">b</a></p>"),
    ]);
    assert_eq!(remarks("[b](#487)"), [(Code::DeadLink, "the link `#487` leads nowhere".into())]);
}

#[test]
fn what_comes_from_elsewhere_gets_a_remark() {
    let codes = |html: &str| -> Vec<Code> {
        balanced(html).remarks.into_iter().map(|remark| remark.code).collect()
    };
    assert_eq!(codes("<img src='https://a.org/b.png'>"), [Code::RemoteResource]);
    assert_eq!(codes("<script src=//a.org/b.js></script>"), [Code::RemoteResource]);
    assert_eq!(codes("<a href=\"HTTP://a.org\">b</a>"), [Code::InsecureLink]);
    assert_eq!(codes("<img src=\"a.png\"><a href=\"https://a.org\">b</a>"), []);
    assert_eq!(remarks("![a](http://b.org/c.png)")[0].0, Code::RemoteResource);
    assert_eq!(remarks("http://localhost:8080 https://a.org"), []);
    assert_eq!(remarks("[a](http://b.org)")[0].0, Code::InsecureLink);
}

#[test]
fn a_list_of_labels_is_a_list_of_facts() {
    let facts = "- **Who:** a\n- **Why:** b";
    assert!(html(facts).starts_with("<ul class=\"facts\">\n<li><strong>Who:</strong> a</li>"));
    assert!(html("- **Who:** a\n- b").starts_with("<ul>\n"));
    assert!(html("1. **Who:** a").starts_with("<ol>\n"));
    assert!(html("- **Who** a").starts_with("<ul>\n"));
}

#[test]
fn plain_text_is_what_a_reader_sees() {
    let cases = [
        ("**486** Busy &amp; `x<y`", "486 Busy & x<y"),
        ("a\nb\n\n- c\n- d", "a b c d"),
        ("|a|b|\n|-|-|\n|1|2|", "a b 1 2"),
        ("<span>4</span>04 <br>\u{a0} x", "404 x"),
        ("```ruby\nx = 1\n```", "x = 1"),
        ("<script>a</script>b<style>c</style>", "b"),
        ("![a](b.png) c", "c"),
    ];
    for (markdown, wanted) in cases {
        assert_eq!(render(markdown).prose.plain, wanted, "{markdown}");
    }
    assert_eq!(balanced("&eacute;&#8984;&nosuch;").prose.plain, "é⌘&nosuch;");
}

#[test]
fn identifiers_between_underscores_stay() {
    check(&[
        ("__init__", "<p>__init__</p>"),
        ("a.__class__.__name__ == \"__main__\".", "<p>a.__class__.__name__ == \"__main__\".</p>"),
        (
            "__FILE__, __init__.py, **__a_b__**",
            "<p>__FILE__, __init__.py, <strong>__a_b__</strong></p>",
        ),
        (
            "__Note__ __Note:__ __two words__",
            "<p><strong>Note</strong> <strong>Note:</strong> <strong>two words</strong></p>",
        ),
    ]);
    let prose = docsheet::markdown::render("__init__", Dialect::GitHub, &resolve).prose;
    assert_eq!(prose.plain, "__init__");
}

#[test]
fn a_name_that_is_a_heading_of_a_lower_level_shows_its_text() {
    let shown = |name| read_name(name, Dialect::Redcarpet).render(&resolve).prose.html;
    assert_eq!(shown("### A *b* ##").as_str(), "<p>A <em>b</em></p>");
    assert_eq!(shown("####### a").as_str(), "<p>####### a</p>");
}

#[test]
fn a_name_of_one_line_is_text_whatever_it_begins_with() {
    let cases = [
        ("+ adds", "<p>+ adds</p>"),
        ("- *takes* away", "<p>- <em>takes</em> away</p>"),
        ("* a", "<p>* a</p>"),
        ("> a", "<p>&gt; a</p>"),
        ("# a", "<p># a</p>"),
        ("##a", "<p>##a</p>"),
        ("1. a", "<p>1. a</p>"),
        ("---", "<p>---</p>"),
        ("~~~", "<p>~~~</p>"),
        ("[a]: b.org", "<p>[a]: b.org</p>"),
        ("<div>a</div>", "<div>a</div>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ];
    for (name, wanted) in cases {
        for dialect in [Dialect::Redcarpet, Dialect::GitHub] {
            assert_eq!(
                read_name(name, dialect).render(&resolve).prose.html.as_str(),
                wanted,
                "{name}"
            );
        }
    }
}

#[test]
fn tables_lose_no_cell_in_silence() {
    assert!(html("|a|\n|-|\n|`x \\| y`|").contains("<code>x | y</code>"));
    let broken = [Code::BrokenTable];
    let codes = |text| remarks(text).into_iter().map(|remark| remark.0).collect::<Vec<_>>();
    assert_eq!(codes("| a | b |\n| c | d |"), broken);
    assert_eq!(codes("|a|b|\n|-|-|\n|c|d|e|"), broken);
    assert_eq!(codes("|a|b|\n|-|-|\n|c|d||\n|`e|f`|g|"), []);
    assert_eq!(codes("`| a | b |` | c |\n|| a ||"), []);
}

#[test]
fn what_only_looks_like_the_target_of_links_is_text() {
    check(&[
        ("[INFO]: started", "<p>[INFO]: started</p>"),
        ("[a]: b\nsee [A]", "<p>see <a href=\"b\">A</a></p>"),
        ("a\n[//]: # (b)", "<p>a</p>"),
    ]);
}

#[test]
fn github_breaks_no_lines_and_knows_indented_code() {
    let html =
        |text| docsheet::markdown::render(text, Dialect::GitHub, &resolve).prose.html.to_string();
    assert_eq!(html("a\nb ~~c~~"), "<p>a b <del>c</del></p>");
    assert_eq!(html("a\n\n    b"), "<p>a</p>\n<pre><code>b</code></pre>");
    assert_eq!(
        html("<b>a</b>\n[486](#486%20Busy)"),
        "<p><b>a</b> <a href=\"#entry-486\">486</a></p>"
    );
}

/// How deep elements nest, and that every one of them ends.
#[track_caller]
pub(crate) fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let is_void =
            ["br", "hr", "img", "!--", "![CDATA["].iter().any(|name| tag.starts_with(name));
        match tag.strip_prefix('/') {
            Some(_) => open = open.checked_sub(1).expect("an end tag without its start"),
            None if is_void || tag.contains("/>") => {}
            None => open += 1,
        }
        deepest = deepest.max(open);
    }
    assert_eq!(open, 0, "every element ends");
    deepest
}
