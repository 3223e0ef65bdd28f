//! Which part of a page an anchor stands for.

use super::shown;

fn check(page: &str, expected: &[(&str, &str)]) {
    for (fragment, text) in expected {
        assert_eq!(shown(page, fragment), *text, "#{fragment} of {page}");
    }
}

#[test]
fn headings_stand_for_their_sections() {
    check(
        "<body><h1 id=a>A</h1><p>one<h2 id=b>B</h2>two<h3>C</h3><p>three<h2>D</h2>four",
        &[("a", "A / one / B / two / C / three / D / four"), ("b", "B / two / C / three")],
    );
    // A section ends with the element that holds it, and a box around a heading alone is none.
    check(
        "<div><div class=title><h2><a id=a></a>A</h2></div><p>one</div><footer>foot</footer>",
        &[("a", "A / one")],
    );
    check("<header id=a><h2>A</h2></header><p>one<h2>B</h2>", &[("a", "A / one")]);
    check(
        "<section id=a><h2>A</h2><p>one</section><section><h2>B</h2></section>",
        &[("a", "A / one")],
    );
    check("<h2><span id=a>A</span> more</h2>one<h2>B</h2>", &[("a", "A more / one")]);
    check("<h2>A<a name=a></a></h2>one<h2>B</h2>", &[("a", "A / one")]);
    check("<h2 id=a>A</h2><h2 id=b>B</h2>", &[("a", "A"), ("b", "B")]);
}

#[test]
fn what_is_shown_without_scripts_is_markup() {
    check(
        "<noscript><p id=a><b>Off</b> &amp; out</noscript><p id=b>on",
        &[("a", "Off & out"), ("b", "on")],
    );
    check("<p id=a>one<noscript>two <i>three", &[("a", "onetwo three")]);
    check("<noscript><noscript><p id=a>one</noscript></noscript><p id=b>two", &[("b", "two")]);
}

#[test]
fn empty_anchors_stand_for_what_comes_next() {
    check(
        "<h1>Lib</h1><a name='//apple_ref/cpp/Function/foo' class=dashAnchor></a>\
         <div id=foo><code>foo()</code><p>Does foo.</p></div>\
         <a id=b1></a><a name=b2></a><h2>bar</h2><p>Does bar.</p>\
         <p><b id=c1>caret</b> means the start of a line.</p>\
         <dl><a name='//apple_ref/cpp/Function/dot' class=dashAnchor></a>\
         <dt id=lib.dot>dot()</dt><dd>Does dot.</dd></dl>",
        &[
            ("//apple_ref/cpp/Function/foo", "foo() / Does foo."),
            ("b1", "bar / Does bar. / caret means the start of a line. / dot()  Does dot."),
            ("b2", "bar / Does bar. / caret means the start of a line. / dot()  Does dot."),
            ("c1", "caret means the start of a line."),
            ("//apple_ref/cpp/Function/dot", "dot()  Does dot."),
            ("lib.dot", "dot()  Does dot."),
        ],
    );
    check("<div id=a></div><!-- --><hr><p>one<p>two", &[("a", "one")]);
    check("<p>before<p><a name=a></a>one <i>two</i><p>three", &[("a", "one two")]);
    check("<p>before <a name=a></a><p>one", &[("a", "one")]);
    check(
        "<a name=a><h3>A</h3></a><p>one<a name=b><h3>B</h3></a>",
        &[("a", "A / one"), ("b", "B")],
    );
    check("<a name=a><p>one<p>two<a name=b><p>three", &[("a", "one"), ("b", "three")]);
    check("<div><a id=a></a></div><div>one<p>two</div>", &[("a", "one / two")]);
    check("<p>only <a id=a></a>", &[("a", "")]);
    // Right behind a text it belongs to that: a browser goes to the end of this line.
    check("<p>one<a name=a></a></p><p>two", &[("a", "one")]);
    check(
        "<p>one <b>two.</b><a id=a></a><a name=b></a>\n<p>three",
        &[("a", "one two."), ("b", "one two.")],
    );
    check("<div>one<a name=a></a></div><h2>B</h2>", &[("a", "one")]);
    check("<div><p>one</p><a name=a></a></div><p>two", &[("a", "two")]);
    check("<p>one<br><a name=a></a><p>two", &[("a", "two")]);
}

#[test]
fn terms_and_rows_are_taken_whole() {
    check(
        "<dl><dt id=a>A<dt><b id=b>B</b><dd id=x>one<p>two<dd>three<dt>C<dd>four</dl>",
        &[
            ("a", "A / B  one / two / three"),
            ("b", "B  one / two / three"),
            ("x", "B  one / two / three"),
        ],
    );
    // an anchor behind the blocks of one is that of the next
    check(
        "<dl><dt>A</dt><dd><p>one</p> <a name=b></a></dd><dt>B</dt><dd><p>two</p></dd></dl>",
        &[("b", "B  two")],
    );
    check(
        "<dl><dt>A</dt><dd>one <a name=a></a></dd><dt>B</dt><dd>two</dd></dl>",
        &[("a", "A  one")],
    );
    check("<dl><div><dt id=a>A</dt><dd>one</dd></div><div><dt>B</div></dl>", &[("a", "A  one")]);
    check(
        "<table><tr><th>Sign<th>Means<tr id=a><td>A<td>one<tr><td><a name=b></a>B<td>two</table>",
        &[("a", "Sign   A / Means  one"), ("b", "Sign   B / Means  two")],
    );
    check("<ul><li>x<li id=a>A<ul><li>one</ul><li>B</ul>", &[("a", "A / • one")]);
    check("<ul><li><a name=a></a><code>A</code> one<li>B</ul>", &[("a", "A one")]);
    // A row goes on in those below it whose first cell is empty, and a paragraph fills its cell.
    check(
        "<table><tr><td><a id=a></a>int<td>one()<tr><td>&nbsp;<td>Does one.<tr><td colspan=2>&nbsp;\
         <tr><td><p>int <b id=b>two</b></p><td><p>Does two.</table>",
        &[("a", "int / one() / Does one."), ("b", "int two / Does two.")],
    );
    // What describes a term may stand behind its list.
    check(
        "<dl><dt id=a>A</dt><dd></dd></dl><p>one</p><dl><dt id=b>B</dt><dd></dd></dl><dl><dt>C</dl>",
        &[("a", "A / one"), ("b", "B")],
    );
    // A table that only lays out the page is no table.
    check(
        "<table><tr><td>menu<td><h2>A</h2><p><i id=a>one</i> two<p>three</table>",
        &[("a", "one two")],
    );
    check("<table id=a><tr><td>A<td>one<tr><td>B<td>two</table>", &[("a", "A  one / B  two")]);
}

#[test]
fn what_is_indented_or_said_below_belongs_to_its_paragraph_or_listing() {
    check(
        "<div><h2>Options</h2><p><tt><a id=a></a>--a</tt> (text)</p><blockquote>one</blockquote>\
         <p><tt><a id=b></a>--b</tt></p><blockquote>two<p>three</blockquote><p>rest</div>",
        &[("a", "--a (text) / one"), ("b", "--b / two / three")],
    );
    check(
        "<h2>Constants</h2><pre>const <span id=a>A</span> = 1</pre><p>Of all.<p>And more.<h3>B</h3>\
         <pre id=c>const C = 2</pre><p>Of C.<div>rest</div>\
         <pre>const (<i id=d>D</i> = 3\n<i id=e>E</i> = 4)</pre><p>Of both.",
        &[("a", "const A = 1 / Of all. / And more."), ("c", "const C = 2 / Of C."), ("d", "D = 3")],
    );
    // The headings of an item have no anchors of their own.
    check(
        "<ul><li><div><code><a name=a></a><a name=b></a><a href='#a'>cancel()</a></code></div>\
         <section><p>Cancels.</p><h4>Declaration</h4><pre>func cancel()</pre></section></li>\
         <li><div><code><a name=c></a>resume()</code></div></li></ul>",
        &[("a", "cancel() / Cancels. / Declaration / func cancel()"), ("c", "resume()")],
    );
}

#[test]
fn links_to_the_next_page_are_no_part_of_a_section() {
    check(
        "<div id=a><div><p>Next: <a accesskey=n href=b.html>B</a>, Up: <a accesskey=u href=c.html>C\
         </a></p></div><h2>A</h2><p>one</div>\
         <a name=b></a><ul><li><a accesskey=P href=a.html>previous</a> |<li><a href=b.html>B</a></ul>",
        &[("a", "A / one"), ("b", "• B")],
    );
    check("<p><a id=a accesskey=s href=s.html>Search</a> all", &[("a", "Search all")]);
}

#[test]
fn what_begins_a_box_stands_for_what_follows_in_it() {
    check(
        "<main><div><p><a id=a>one</a> :: A</p><div><p>Does one.</p></div>\
         <div><p id=x>Part of one.</p></div></div><p>rest</main>",
        &[("a", "one :: A / Does one."), ("x", "Part of one.")],
    );
    check(
        "<p>before</p><div><a id=a></a><p>Table 1</p><div><table><tr><td>A<td>B</table></div></div>",
        &[("a", "Table 1 / A  B")],
    );
    check("<ul><li><p><a id=a></a>one</p><p>two</p><li>x</ul>", &[("a", "one / two")]);
    // Paragraphs side by side, each with its anchor, are a list.
    check(
        "<div><p><b id=a>one</b><p>more<p><b id=b>two</b><p>rest</div>",
        &[("a", "one"), ("b", "two")],
    );
    check(
        "<article><div><h4 id=a>A</h4></div><p>one<h4>Types</h4><p>x</article>\
         <article><h4 id=b>B</h4><p>two</article>",
        &[("a", "A / one / Types / x"), ("b", "B / two")],
    );
}

#[test]
fn parts_of_lines_stand_for_their_paragraph() {
    check("x<p>one <span id=a>two</span> three<p>four", &[("a", "one two three")]);
    check("<div>one <b id=a>two</b> three<p>four</p>five</div>", &[("a", "one two three")]);
    check("one<br><b id=a>two</b><br>three<br><br>four<p>five", &[("a", "one / two / three")]);
    check(
        "<p><tt>head<br><br><a name=a></a><br>two<br>three<br><br><b id=b>four</b><br>five</tt>",
        &[("a", "two / three"), ("b", "four / five")],
    );
    // A blank line stands for the next one that is none.
    check(
        "<pre><a name=a></a>one\n<a name=b></a>\n<a name=c></a>two\n<a name=d></a>three</pre>",
        &[("a", "one"), ("b", "two"), ("c", "two"), ("d", "three")],
    );
    check(
        "<pre>int <a name=a></a>one();\n<a name=b></a>int two();\n</pre>",
        &[("a", "one();"), ("b", "int two();")],
    );
    check(
        "<figure><img id=a alt='a bee'><figcaption>Bee</figcaption></figure>",
        &[("a", "a bee / Bee")],
    );
}

#[test]
fn whole_pages_are_what_they_say_without_their_menus() {
    let page = "<title>T</title><style>p {}</style><body><nav>menu</nav><main><h1>A</h1><p>one\
         </main><footer>foot";
    check(
        page,
        &[("", "A / one"), ("top", "A / one"), ("TOP", "A / one"), ("gone", "no such place")],
    );
    check("<nav>menu</nav><p>one<script>x</script><template>t</template>", &[("", "one")]);
    check("<p hidden>secret<p>one", &[("", "one")]);
    check(
        "<p style='color: red; DISPLAY : none !important'>secret<p style=display:block>one",
        &[("", "one")],
    );
    // An anchor of that name goes before the top.
    check("<p>one<p id=top>two", &[("top", "two")]);
}

#[test]
fn a_picture_says_its_description_and_not_its_file_name() {
    check(
        "<p id=a><img src=i/a.png alt=i/a.png>one<p id=b><img src=b.png alt=two>",
        &[("a", "one"), ("b", "two")],
    );
    check("<p id=a><img src=i/a.png alt=a.png><p id=b>two", &[("a", "two")]);
}

#[test]
fn signs_that_link_to_their_own_place_stay_out() {
    check(
        "<h2 id=a>A<a class=headerlink href=#a>¶</a></h2><p>one<h2 id=b><a href=#b>#</a> B</h2>\
         <h2 id=c>C <a href='#c'><span>🔗</span></a></h2>",
        &[("a", "A / one"), ("b", "B"), ("c", "C")],
    );
    // Manual pages make permanent links of whole names.
    check(
        "<h1><a class=permalink href=#a id=a>OPTIONS</a></h1><dl>\
         <dt id=b><a class=permalink href=#b><code>-b</code></a> <var>file</var><dd>one</dl>",
        &[("a", "OPTIONS / -b file  one"), ("b", "-b file  one")],
    );
    check(
        "<ul><li><a id=a></a><h4>A</h4><span class=permalink><a href='i.html#a'><img alt=Link></a>\
         </span></li><li><h4>B</h4>",
        &[("a", "A")],
    );
    check("<h2><a class=permalink href=#a>¶</a></h2><p id=a>one<h2>B</h2>", &[("a", "one")]);
    // Where the sign is the name, it stays.
    check(
        "<p id=a>The sign <a href=p.html#x><code>#</code></a> and <a href=#a>A</a>",
        &[("a", "The sign # and A")],
    );
}

#[test]
fn fragments_are_found_as_browsers_and_zeal_find_them() {
    let page = "<p id='a b'>one<p id='a%20c'>two<p id='ü'>three<a name=x href=#>four</a><p name=y>";
    check(
        page,
        &[
            ("a%20b", "one"),
            ("a b", "one"),
            ("a%20c", "two"),
            ("a c", "two"),
            ("%C3%BC", "threefour"),
            ("ü", "threefour"),
            ("ü#second", "threefour"),
            ("ü:~:text=x", "threefour"),
            ("x", "threefour"),
            ("y", "no such place"),
            ("%FF", "no such place"),
        ],
    );
}

#[test]
fn broken_markup_still_has_its_places() {
    check("<div><p id=a>one<b>two</div>three", &[("a", "onetwo")]);
    check("<table><tr id=a><td>one</b></div><td>two</table>", &[("a", "one / two")]);
    check("<p id=a>one</p></div></body></html><p id=b>two", &[("a", "one"), ("b", "two")]);
    check("<a id=a><div><a id=b><p>one</div></a><p>two", &[("a", "one"), ("b", "one")]);
    check("<ul><li id=a>one<ul><li>in</li></li><li id=b>two</ul>", &[("b", "two")]);
}

#[test]
fn a_summary_stands_for_its_details_and_a_label_for_what_it_labels() {
    // As rustdoc writes methods, implementations and fields.
    check(
        "<div><details><summary><section id=a><a href=s>Source</a><h4>fn a()</h4></section></summary>\
         <div><p>Does a.</div></details>\
         <details><summary><section id=b><h3>impl B</h3></section></summary>\
         <div><section id=c><h4>fn c()</h4></section></div></details></div>",
        &[("a", "Source / fn a() / Does a."), ("b", "impl B / fn c()"), ("c", "fn c()")],
    );
    check(
        "<body><h2>Fields</h2><span id=f><code>f: T</code></span><div><p>The f.</p></div>\
         <span id=g><code>g: T</code></span><div><p>The g.</p></div><h2 id=i>Implementations</h2>",
        &[("f", "f: T / The f."), ("g", "g: T / The g.")],
    );
    // What stands in a longer line labels nothing.
    check("<div>see <i id=a>this</i><p>other</div>", &[("a", "see this")]);
}
