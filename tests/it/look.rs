//! How pages look in a browser: at every width, in light and dark, with a sheet's own style.

use std::path::Path;

use serde_json::json;

use crate::built::{build, data, documents};
use crate::chromium::Chromium;
use crate::project::Project;

/// Everything that could push a page wider than its window.
const WIDE: &str = r#"
cheatsheet do
  title 'Wide_and_without_a_single_place_to_break_the_line'
  docset_file_name 'Wide'
  keyword 'wide'
  introduction "| a | b | c |\n|---|---|---|\n| introductory | considerations | notwithstanding |"
  category do
    id 'Commands_without_a_single_place_to_break_the_line'
    entry do
      command 'tar --create --file=/a/path/that/goes/on/and/on/and/on/and/never/ends.tar'
      name 'antidisestablishmentarianism_and_hippopotomonstrosesquippedaliophobia'
      notes "```\nfn a_line_of_code(that: Is, wider: Than, a: Phone, because: Code) -> Does<Not, Break> {}\n```"
    end
    entry do
      name 'Only words'
      notes 'https://example.org/an/address/that/goes/on/and/on/and/on/without/an/end'
    end
  end
  category do
    id 'Columns'
    header 'Incomprehensibility'
    header 'Internationalization'
    header 'Counterrevolutionary'
    entry do
      td_command 'uncharacteristically'
      name 'Incomprehensibility'
      td_notes 'Counterrevolutionary'
    end
  end
end
"#;

const STYLED: &str = r"
cheatsheet do
  title 'Styled'
  docset_file_name 'Styled'
  keyword 'styled'
  style '
    .name { font-weight: 300; font-size: 20px }
    .notes { color: rgb(1, 2, 3); margin: 7px }
    .command { color: rgb(4, 5, 6); text-align: right }
    .td_command { padding: 9px }
    .description { color: rgb(7, 8, 9) }
    .td_notes { font-size: 11px }
    .category { margin-top: 77px }
  '
  category do
    id 'One'
    entry do
      command 'a'
      name 'Beside a command'
      notes 'its notes'
    end
    entry do
      name 'On its own'
      notes 'its notes'
    end
    entry do
      td_command 'x'
      name 'In columns'
      td_notes 'its notes'
    end
  end
  category do
    id 'Two'
    entry do
      name 'Without columns'
      notes 'its notes'
    end
  end
end
";

fn address(docset: &Path) -> String {
    format!("file://{}/index.html", documents(docset).display())
}

/// Opens the page of this definition.
fn opened(definition: &str) -> Option<Chromium> {
    let project = Project::new().file("Sheet.rb", definition);
    let docsets = build(&[&project.path("Sheet.rb")], &project.path("docsets"));
    let mut chromium = Chromium::open()?;
    chromium.lands(&address(&docsets[0]), None, "");
    Some(chromium)
}

/// The SIP sheet, at the top of its page.
fn opened_sip() -> Option<Chromium> {
    let project = Project::new();
    let docsets = build(&[data()], &project.path("docsets"));
    let sip = docsets.iter().find(|docset| docset.ends_with("SIP_Response_Codes.docset"));
    let mut chromium = Chromium::open()?;
    chromium.lands(&address(sip.unwrap()), None, "");
    Some(chromium)
}

#[test]
fn no_page_is_wider_than_its_window() {
    for chromium in [opened(WIDE), opened_sip()] {
        let Some(mut chromium) = chromium else { return };
        for width in [320, 480, 700, 1100, 1600] {
            chromium.page.show(width, 600, "light");
            let page = "document.documentElement";
            let excess = format!("{page}.scrollWidth - {page}.clientWidth");
            assert_eq!(chromium.page.value(&excess), json!(0), "at {width} px");
        }
    }
}

#[test]
fn what_is_too_wide_scrolls_where_it_stands() {
    let Some(mut chromium) = opened(WIDE) else { return };
    chromium.page.show(320, 600, "light");
    let scrolls = "[...document.querySelectorAll('pre, section:last-of-type > div')].map(element =>
        element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX)";
    assert_eq!(chromium.page.value(scrolls), json!(["auto", "auto"]));
}

#[test]
fn a_sheets_own_style_wins() {
    let Some(mut chromium) = opened(STYLED) else { return };
    let styles = |selector: &str, properties: &str| {
        format!(
            "[...new Set([...document.querySelectorAll('{selector}')].map(element =>
                '{properties}'.split(' ').map(p => getComputedStyle(element)[p]).join(' ')))]"
        )
    };
    let expected = [
        (".name", "fontWeight fontSize", "300 20px"),
        (".notes", "color margin", "rgb(1, 2, 3) 7px"),
        (".command", "color textAlign", "rgb(4, 5, 6) right"),
        (".td_command", "padding", "9px"),
        (".description", "color", "rgb(7, 8, 9)"),
        (".td_notes", "fontSize", "11px"),
        (".category", "marginTop", "77px"),
    ];
    for width in [700, 1100] {
        chromium.page.show(width, 600, "dark");
        for (selector, properties, style) in expected {
            let found = chromium.page.value(&styles(selector, properties));
            assert_eq!(found, json!([style]), "{selector} at {width} px");
        }
    }
}

/// The body, not the root, paints the paper: Zeal's dark mode inverts what the body paints.
#[test]
fn a_page_follows_the_scheme_of_its_reader() {
    let Some(mut chromium) = opened_sip() else { return };
    let colors = "['color', 'backgroundColor'].map(p => getComputedStyle(document.body)[p])";
    chromium.page.show(700, 600, "light");
    assert_eq!(chromium.page.value(colors), json!(["rgb(28, 33, 38)", "rgb(255, 255, 255)"]));
    chromium.page.show(700, 600, "dark");
    assert_eq!(chromium.page.value(colors), json!(["rgb(217, 222, 228)", "rgb(22, 25, 29)"]));
}

/// Zeal's pane is about 700 by 500 pixels in a window as it first opens.
#[test]
fn an_entry_of_the_sip_sheet_fits_on_a_screen() {
    let Some(mut chromium) = opened_sip() else { return };
    chromium.page.show(700, 500, "light");
    let tall = "[...document.querySelectorAll('.entry')]
        .filter(entry => /^[1-7](\\d\\d|xx)/.test(entry.querySelector('.name')?.innerText))
        .filter(entry => entry.getBoundingClientRect().height > innerHeight)
        .map(entry => entry.id)";
    assert_eq!(chromium.page.value(tall), json!([]));
    let fits = "document.querySelectorAll('.entry').length";
    assert!(chromium.page.value(fits).as_u64() >= Some(75));
}
