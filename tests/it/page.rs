//! The page shows the sheet, in the structure that sheets style, and nothing breaks out of it.

use docsheet::anchor::Anchors;
use docsheet::html::Html;
use docsheet::markdown::Prose;
use docsheet::page::{Permissions, render};
use docsheet::sheet::{Category, Cheatsheet, Entry};

use crate::markup::{Element, parse};
use crate::sample::{category, entry, prose, sheet};

pub(crate) fn page(sheet: &Cheatsheet) -> Element {
    parse(&render(sheet, Permissions::default()))
}

fn with_category(change: impl FnOnce(&mut Category)) -> Cheatsheet {
    let mut category = category(&mut Anchors::default(), "Keys", &["Copy", "Paste"]);
    change(&mut category);
    sheet("Editor", vec![category])
}

pub(crate) fn with_entry(change: impl FnOnce(&mut Entry)) -> Cheatsheet {
    with_category(|category| change(&mut category.entries[0]))
}

pub(crate) fn two_categories() -> Cheatsheet {
    let mut anchors = Anchors::default();
    let first = category(&mut anchors, "4xx / Client", &["486 Busy Here", "404", "404"]);
    let second = category(&mut anchors, "Größe +% \"<#>\"", &["a/b", "ключ", "'"]);
    sheet("SIP Response Codes", vec![first, second])
}

fn texts(strings: &[&str]) -> Vec<String> {
    strings.iter().map(ToString::to_string).collect()
}

pub(crate) fn attributes<'a>(elements: &[&'a Element], name: &str) -> Vec<&'a str> {
    elements.iter().map(|element| element.attribute(name)).collect()
}

/// A text that is this HTML.
pub(crate) fn written(html: &str) -> Prose {
    Prose { html: Html::trusted(html), ..Prose::default() }
}

/// The cells of the first entry, as class and text.
fn cells(sheet: &Cheatsheet) -> Vec<(String, String)> {
    let page = page(sheet);
    let cells = page.find(".entry")[0].find("td");
    cells.iter().map(|cell| (cell.attribute("class").to_owned(), cell.text())).collect()
}

fn cell(class: &str, text: &str) -> (String, String) {
    (class.to_owned(), text.to_owned())
}

#[test]
fn elements_carry_the_anchors_of_the_sheet() {
    let sheet = two_categories();
    let page = page(&sheet);
    let categories = sheet.categories.iter().map(|category| category.anchor.as_str());
    let entries = sheet.categories.iter().flat_map(|category| &category.entries);
    let entries = entries.map(|entry| entry.anchor.as_str()).collect::<Vec<_>>();

    assert_eq!(attributes(&page.find(".category"), "id"), categories.collect::<Vec<_>>());
    assert_eq!(attributes(&page.find(".entry"), "id"), entries);
}

#[test]
fn the_head_lists_every_anchor_in_page_order() {
    let page = page(&two_categories());
    let ids = page.all().into_iter().map(|element| element.attribute("id"));
    let ids = ids.filter(|id| id.starts_with("//dash_ref")).collect::<Vec<_>>();

    assert_eq!(ids.len(), 8);
    assert_eq!(attributes(&page.only("head").find("link"), "href"), ids);
}

#[test]
fn the_overview_leads_to_each_category() {
    let page = page(&two_categories());
    let links = page.only("nav").find("a");
    let ids = attributes(&page.find(".category"), "id");
    let targets = ids.iter().map(|id| format!("#{id}")).collect::<Vec<_>>();

    assert_eq!(attributes(&links, "href"), targets);
    assert_eq!(links[1].text(), "Größe +% \"<#>\"");
}

#[test]
fn a_single_category_needs_no_overview() {
    assert!(page(&with_category(|_| ())).find("nav").is_empty());
}

#[test]
fn a_category_without_a_title_has_no_heading_to_fall_on() {
    let mut sheet = two_categories();
    sheet.categories[1].id.clear();
    let page = page(&sheet);
    assert_eq!(page.find(".category").len(), 2);
    let headings: Vec<_> = page.find("h2").iter().map(|heading| heading.text()).collect();
    assert_eq!(headings, ["4xx / Client"]);
    assert_eq!(page.find("nav")[0].find("a").len(), 1);
    let listed = attributes(&page.find("link"), "href");
    assert!(!listed.contains(&sheet.categories[1].anchor.as_str()), "{listed:?}");
    assert!(listed.contains(&sheet.categories[1].entries[0].anchor.as_str()), "{listed:?}");
}

#[test]
fn cells_stand_in_the_order_that_sheets_style() {
    let sheet = with_entry(|entry| {
        entry.commands = texts(&["^C", "⌘ C"]);
        entry.td_commands = texts(&["yy", "", "Y"]);
        entry.notes = Some(prose("the line"));
        entry.html_notes = Some(prose("or the selection"));
        entry.td_notes = vec![prose("Vim"), prose("vi")];
    });
    let expected = [
        cell("command", "^C ⌘ C"),
        cell("td_command", "yy"),
        cell("td_command", ""),
        cell("td_command", "Y"),
        cell("description", "Copy the line or the selection"),
        cell("td_notes", "Vim"),
        cell("td_notes", "vi"),
    ];

    assert_eq!(cells(&sheet), expected);
    let page = page(&sheet);
    assert_eq!(page.only(".command").find("code").len(), 2);
    assert!(page.find(".td_command")[1].find("code").is_empty());
    assert_eq!(page.find(".description")[0].only(".name").text(), "Copy");
    assert_eq!(page.only(".notes").text(), "the line or the selection");
}

#[test]
fn an_entry_without_words_has_no_description() {
    let sheet = with_entry(|entry| {
        entry.name = None;
        entry.td_commands = texts(&["#FF0000"]);
        entry.td_notes = vec![prose("Red")];
    });

    assert_eq!(cells(&sheet), [cell("td_command", "#FF0000"), cell("td_notes", "Red")]);
}

#[test]
fn a_description_fills_the_columns_that_its_entry_leaves_free() {
    let sheet = with_entry(|entry| {
        entry.commands = texts(&["^C"]);
        entry.td_notes = vec![prose("often")];
    });
    let page = page(&sheet);

    assert_eq!(attributes(&page.find(".description"), "colspan"), ["", "3"]);
}

#[test]
fn table_headings_are_html() {
    let sheet = with_category(|category| {
        category.header = vec![Html::trusted("<em>Key</em>"), Html::trusted("Does")];
    });
    let page = page(&sheet);
    let headings = page.only("thead").find("th");

    assert_eq!(headings.len(), 2);
    assert_eq!(headings[1].text(), "Does");
    assert_eq!(headings[0].only("em").text(), "Key");
    assert_eq!(attributes(&page.find(".description"), "colspan"), ["2", "2"]);
}

#[test]
fn a_category_has_the_classes_of_its_author() {
    let sheet = with_category(|category| {
        category.html_class = Some(" wide  single-icon category ".to_owned());
    });

    assert_eq!(page(&sheet).only(".category").attribute("class"), "category wide single-icon");
}

#[test]
fn introduction_and_notes_stand_around_the_categories() {
    let sheet = Cheatsheet {
        introduction: Some(prose("Before.")),
        notes: Some(prose("After.")),
        ..two_categories()
    };
    let text = page(&sheet).only("main").text();

    assert!(text.starts_with("Before. 4xx / Client"), "{text}");
    assert!(text.ends_with("' After."), "{text}");
}

#[test]
fn the_top_names_title_keyword_and_size() {
    let page = page(&two_categories());

    assert_eq!(page.only("title").text(), "SIP Response Codes");
    assert_eq!(page.only("header").text(), "SIP Response Codes sip: 6 entries");
}

#[test]
fn the_footer_leads_to_the_source_and_never_runs_it() {
    let leads = [
        ("https://example.org/sheet", "https://example.org/sheet"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("cheat.kapeli.com", "https://cheat.kapeli.com"),
        (" //example.org/x ", "https://example.org/x"),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
        ("ü", "https://ü"),
    ];
    for (source, address) in leads {
        let sheet = Cheatsheet { source_url: Some(source.to_owned()), ..two_categories() };
        assert_eq!(page(&sheet).only("footer").only("a").attribute("href"), address);
    }
    assert!(page(&two_categories()).find("footer").is_empty());
}

#[test]
fn the_sheets_style_comes_last() {
    let sheet = Cheatsheet {
        head_inject: Some(Html::trusted("<style>.name { color: yellow }</style>")),
        style: Some(".name > p { content: \"&\" }".to_owned()),
        ..two_categories()
    };
    let page = page(&sheet);
    let styles = page.only("head").find("style");

    assert_eq!(styles.len(), 4);
    assert_eq!(styles[2].text(), ".name { color: yellow }");
    assert_eq!(styles[3].text(), ".name > p { content: \"&\" }");
}

#[test]
fn nothing_that_an_author_writes_as_text_becomes_markup() {
    let hostile =
        "\"'></title></style></STYLE ></code></td><script>alert(1)</script><b onclick=x>&amp;";
    let mut anchors = Anchors::default();
    let mut category = category(&mut anchors, hostile, &[hostile]);
    category.html_class = Some(hostile.to_owned());
    category.entries[0].commands = texts(&[hostile]);
    category.entries[0].td_commands = texts(&[hostile]);
    let sheet = Cheatsheet {
        keyword: hostile.to_owned(),
        source_url: Some(hostile.to_owned()),
        style: Some(hostile.to_owned()),
        ..sheet(hostile, vec![category.clone(), self::category(&mut anchors, "b", &["b"])])
    };
    let page = page(&sheet);

    assert_eq!(page.find("script").len(), 0);
    assert_eq!(page.find("b").len(), 0);
    assert_eq!(page.only("title").text(), hostile);
    assert_eq!(page.only("h1").text(), hostile);
    assert_eq!(page.only(".command").text(), hostile);
    assert_eq!(page.only(".td_command").text(), hostile);
    assert_eq!(page.find("nav")[0].find("a")[0].text(), hostile);
    assert_eq!(page.find(".category")[0].attribute("id"), category.anchor.as_str());
    assert!(page.all().iter().all(|element| !element.attributes.contains_key("onclick")));
}

#[test]
fn a_page_suits_readers_and_browsers() {
    let html = render(&two_categories(), Permissions::default());
    let page = parse(&html);
    let named_twice = |element: &&Element| {
        element.attributes.contains_key("id") && element.attributes.contains_key("name")
    };

    assert!(html.starts_with("<!DOCTYPE html>\n"));
    assert_eq!(page.only("html").attribute("lang"), "en");
    assert!(page.find("script").is_empty());
    assert!(page.all().into_iter().find(named_twice).is_none());
    assert!(
        !html.contains("http:") && !html.contains("https:"),
        "a page refers to nothing outside"
    );
    let policy =
        "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"";
    assert!(html.contains(policy), "the policy stands right after the charset");
}

#[test]
fn the_same_sheet_gives_the_same_page() {
    assert_eq!(
        render(&two_categories(), Permissions::default()),
        render(&two_categories(), Permissions::default())
    );
}

#[test]
fn an_entry_of_every_shape_balances() {
    let mut anchors = Anchors::default();
    let shapes = 0..64_u8;
    let entries = shapes.map(|shape| {
        let has = |bit: u8| shape & (1 << bit) != 0;
        let mut entry = entry(&mut anchors, "Shapes", "shape");
        entry.name = has(0).then(|| prose("name"));
        entry.notes = has(1).then(|| prose("notes"));
        entry.html_notes = has(2).then(|| prose("more"));
        entry.commands = if has(3) { texts(&["a", "b"]) } else { Vec::new() };
        entry.td_commands = if has(4) { texts(&["", "d"]) } else { Vec::new() };
        entry.td_notes = if has(5) { vec![prose("e")] } else { Vec::new() };
        entry
    });
    let mut category = category(&mut Anchors::default(), "Shapes", &[]);
    category.entries = entries.collect();
    let page = page(&sheet("Shapes", vec![category]));

    assert_eq!(page.find(".entry").len(), 64);
    for entry in page.find(".entry") {
        let cells = entry.find("td").into_iter();
        let widths = cells.map(|cell| cell.attribute("colspan").parse().unwrap_or(1));
        let width: usize = widths.sum();
        let described = !entry.find(".description").is_empty();
        assert!(if described { width == 5 } else { width < 5 }, "{}", entry.text());
    }
}

#[test]
fn texts_find_their_own_direction_where_a_sheet_has_both() {
    let direction = |language: Option<&str>, notes: &str| {
        let mut sheet = with_entry(|entry| entry.notes = Some(written(notes)));
        sheet.language = language.map(str::to_owned);
        page(&sheet).find(".notes")[0].attribute("dir").to_owned()
    };
    assert_eq!(direction(None, "hello – größer, 日本"), "");
    assert_eq!(direction(None, "hello שלום"), "auto");
    assert_eq!(direction(None, "<b>مرحبا</b>"), "auto");
    assert_eq!(direction(Some("fa"), "hello"), "auto");
}

#[test]
fn a_large_category_stands_in_several_tables_under_one_title() {
    let names: Vec<String> = (0..1_200).map(|at| format!("Entry {at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let page = page(&sheet("Editor", vec![category(&mut Anchors::default(), "Keys", &names)]));
    assert_eq!(page.find(".entry").len(), 1_200);
    assert_eq!(page.find("h2").len(), 1);
    assert!(page.find("table").len() > 10);
    let titles =
        page.find("thead").into_iter().filter(|head| !head.attribute("data-title").is_empty());
    assert_eq!(titles.count(), 1, "printed once");
}

#[test]
fn a_sheet_names_its_language() {
    for (language, lang, dir) in
        [(None, "en", ""), (Some("de"), "de", ""), (Some("ar-EG"), "ar-EG", "rtl")]
    {
        let sheet = Cheatsheet { language: language.map(str::to_owned), ..two_categories() };
        let page = page(&sheet);
        assert_eq!(page.only("html").attribute("lang"), lang);
        assert_eq!(page.only("html").attribute("dir"), dir);
    }
}

#[test]
fn links_within_the_page_are_short_and_lead_to_a_cell_of_the_entry() {
    let mut anchors = Anchors::default();
    let names = ["400 Bad Request", "401 Unauthorized", "404 Not Found"];
    let first = category(&mut anchors, "4xx", &names);
    let second = category(&mut anchors, "Words", &["One", "Two"]);
    let page = page(&sheet("Codes", vec![first, second]));
    let links = page.only("nav").find("p")[0].find("a");
    assert_eq!(links.iter().map(|link| link.text()).collect::<Vec<_>>(), ["400", "401", "404"]);
    let cells: Vec<_> = page.find(".entry").iter().map(|entry| entry.find("td")[0]).collect();
    let ids = attributes(&cells, "id");
    for (link, id) in links.iter().zip(&ids) {
        assert_eq!(link.attribute("href"), format!("#{id}"));
        assert!(id.len() < 8, "{id}");
    }
    assert_eq!(page.only("nav").find("p").len(), 1, "words are no codes");
}

#[test]
fn tall_entries_are_listed_by_name() {
    let tall = |category: &mut Category| {
        for entry in &mut category.entries {
            entry.notes = Some(written(&"<p>a line</p>".repeat(9)));
        }
    };
    let names = ["a", "b", "c", "d", "e", "f"];
    let mut category = category(&mut Anchors::default(), "Tall", &names);
    assert!(page(&sheet("Low", vec![category.clone()])).find(".names").is_empty());
    tall(&mut category);
    let page = page(&sheet("Tall", vec![category]));
    let links = page.only(".names").find("a");
    assert_eq!(links.iter().map(|link| link.text()).collect::<Vec<_>>(), names);
}

#[test]
fn code_is_breakable_only_where_it_is_long_and_at_its_blanks() {
    let sheet = with_entry(|entry| {
        entry.commands = texts(&["git commit --amend", "tar --create --file=a/b/c.tar folder"]);
        entry.notes = Some(written(
            "<code>a b</code> <code>rsync --archive --delete here there</code><pre>short</pre>",
        ));
    });
    let html = render(&sheet, Permissions::default());
    assert!(html.contains("<code>git commit --amend</code>"));
    assert!(html.contains("<code>tar <wbr>--create <wbr>--file=a/b/c.tar <wbr>folder</code>"));
    assert!(html.contains("<code>a b</code>"));
    assert!(html.contains("<code>rsync <wbr>--archive <wbr>--delete <wbr>here <wbr>there</code>"));
}

#[test]
fn what_may_scroll_is_reached_by_the_keyboard() {
    let long = format!("<pre>{}</pre><pre>short</pre>", "long ".repeat(20));
    let sheet = with_entry(|entry| entry.notes = Some(written(&long)));
    let page = page(&sheet);
    assert_eq!(attributes(&page.find("pre"), "tabindex"), ["0", ""]);
}
