//! How pages look in a browser: at every width, in light and dark, with a sheet's own style.

use std::path::Path;

use serde_json::json;

use crate::built::{build, data, documents};
use crate::chromium::Chromium;
use crate::needs;
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
    id 'Code in a row'
    entry do
      td_command 'a'
      td_notes 'b'
    end
    entry do
      name "```\nfn a_line_of_code(that: Is, wider: Than, a: Phone, because: Code) {}\n```"
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

/// Cells that the author keeps in one line each.
const UNBROKEN: &str = r#"
cheatsheet do
  title 'Unbroken'
  docset_file_name 'Unbroken'
  keyword 'unbroken'
  style 'td, th { white-space: nowrap; }'
  category do
    id 'Sizes'
    header 'Device'
    header 'Pixels'
    7.times do |number|
      entry do
        name "Device #{number}"
        notes 'one that has a rather long line of notes, which nothing breaks, and then some more of it'
        td_notes '1284 x 2778 px, or turned around 2778 x 1284 px, and 428 x 926 points'
      end
    end
  end
end
"#;

#[test]
fn no_page_is_wider_than_its_window() {
    for chromium in [opened(WIDE), opened(UNBROKEN), opened_sip()] {
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
    assert_eq!(chromium.page.value(scrolls), json!(["auto", "auto", "auto"]));
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

/// Lands on the entry of the open page whose name begins so.
fn land(chromium: &mut Chromium, name: &str) {
    let found = format!(
        "(() => {{
            const named = entry => entry.innerText.startsWith({name:?});
            const entry = [...document.querySelectorAll('.entry')].find(named);
            location.hash = entry.id;
            return entry.id;
        }})()"
    );
    assert!(chromium.page.value(&found).is_string(), "{name}");
    settled(chromium);
}

/// Waits until two frames are drawn.
fn settled(chromium: &mut Chromium) {
    let frames = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
        () => setTimeout(() => done(true), 50))))";
    chromium.page.promised(frames);
}

/// A page whose names stand above their notes in a narrow window and beside them in a wide one.
fn opened_notes_of_code() -> Option<Chromium> {
    let entry = |at: usize| {
        let code = "```\na = 1\nb = 2\n```";
        format!("entry do\nname '{at} is an entry'\nnotes \"{code}\"\nend\n")
    };
    let entries: String = (100..150).map(entry).collect();
    let title = "A title that needs two lines of the window ".repeat(2);
    let head = "title 'Code'\ndocset_file_name 'Code'\nkeyword 'code'\n";
    opened(&format!("cheatsheet do\n{head}category do\nid '{title}'\n{entries}end\nend\n"))
}

#[test]
fn an_entry_keeps_its_place_when_the_window_changes() {
    for (chromium, names) in
        [(opened_sip(), ["486", "100"]), (opened_notes_of_code(), ["130", "110"])]
    {
        let Some(mut chromium) = chromium else { return };
        for heights in [[600; 5], [560, 700, 800, 950, 560]] {
            keeps_place(&mut chromium, names[0], heights);
            land(&mut chromium, names[1]);
        }
    }
}

fn keeps_place(chromium: &mut Chromium, name: &str, heights: [u32; 5]) {
    let top = "document.querySelector('.entry:target').getBoundingClientRect().top";
    chromium.page.show(740, heights[0], "light");
    land(chromium, name);
    let before = chromium.page.value(top).as_f64().unwrap();
    for (width, height) in [740, 900, 1120, 1700, 740].into_iter().zip(heights) {
        chromium.page.show(width, height, "light");
        settled(chromium);
        let after = chromium.page.value(top).as_f64().unwrap();
        assert!((after - before).abs() <= 40.0, "{before} to {after} at {width} by {height}");
    }
}

#[test]
fn title_and_headings_stand_above_the_entry_that_is_landed_on() {
    let Some(mut chromium) = opened_sip() else { return };
    chromium.page.show(740, 500, "light");
    for name in ["486", "17 "] {
        land(&mut chromium, name);
        let edges = "(() => {
            const entry = document.querySelector('.entry:target');
            const top = element => element.getBoundingClientRect().top;
            const bottom = element => element.getBoundingClientRect().bottom;
            const title = entry.closest('section').querySelector('h2');
            const heading = entry.closest('table').querySelector('th') ?? title;
            return [top(title), top(entry) - bottom(heading)].map(Math.round);
        })()";
        let edges = chromium.page.value(edges);
        assert_eq!(edges[0], json!(0), "{name}");
        assert!(edges[1].as_i64().unwrap().abs() <= 1, "{name}: {edges}");
    }
}

#[test]
fn a_title_of_two_lines_covers_nothing_of_the_entry() {
    let entry =
        |at: usize| format!("entry do\nname '{at} is an entry'\nnotes 'of the sheet'\nend\n");
    let entries: String = (100..150).map(entry).collect();
    let title = "A title that a narrow window shows in two lines";
    let head = "title 'Long'\ndocset_file_name 'Long'\nkeyword 'long'\n";
    let sheet = format!("cheatsheet do\n{head}category do\nid '{title}'\n{entries}end\nend\n");
    let Some(mut chromium) = opened(&sheet) else { return };
    for width in [360, 740] {
        chromium.page.show(width, 500, "light");
        land(&mut chromium, "140");
        land(&mut chromium, "120");
        let gap = "document.querySelector('.entry:target').getBoundingClientRect().top -
            document.querySelector('h2').getBoundingClientRect().bottom";
        let gap = chromium.page.value(gap).as_f64().unwrap();
        assert!(gap.abs() <= 1.0, "{gap} at {width} px");
    }
}

#[test]
fn a_command_is_selected_whole_and_no_code_is_broken() {
    let broken = "[...document.querySelectorAll('.entry code')].filter(code =>
        !code.closest('pre') && !/\\s/.test(code.textContent.trim()) &&
        new Set([...code.getClientRects()].map(rect => rect.top)).size > 1).length";
    for chromium in [opened(WIDE), opened_sip()] {
        let Some(mut chromium) = chromium else { return };
        for width in [360, 740, 1280] {
            chromium.page.show(width, 600, "light");
            assert_eq!(chromium.page.value(broken), json!(0), "at {width} px");
        }
        let select = "[...document.querySelectorAll('.command code')].every(code =>
            getComputedStyle(code).userSelect === 'all')";
        assert_eq!(chromium.page.value(select), json!(true));
    }
}

#[test]
fn contents_stand_at_the_side_of_a_wide_window_only() {
    let Some(mut chromium) = opened_sip() else { return };
    let beside = "document.querySelector('nav').getBoundingClientRect().right <
        document.querySelector('main').getBoundingClientRect().left";
    for (width, at_side) in [(740, false), (1000, false), (1400, true)] {
        chromium.page.show(width, 600, "light");
        assert_eq!(chromium.page.value(beside), json!(at_side), "at {width} px");
    }
    chromium.page.show(700, 486, "light");
    let codes = "[...document.querySelectorAll('nav a')].filter(link =>
        /^\\d{3}$/.test(link.innerText) && link.getBoundingClientRect().bottom < innerHeight).length";
    assert!(chromium.page.value(codes).as_u64() >= Some(70));
}

/// Laying out ten thousand entries takes browsers seconds.
#[test]
fn of_ten_thousand_entries_only_those_in_view_are_laid_out() {
    let Some(mut chromium) = opened(&large("Big", 10_000)) else { return };
    let shown = "(async () => {
        const all = [...document.querySelectorAll('.entry')];
        location.hash = all[9000].id;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        const { top } = all[9000].getBoundingClientRect();
        const isLaidOut = entry => entry.checkVisibility({ contentVisibilityAuto: true });
        return [top >= 0 && top < innerHeight / 2, ...[2000, 5000, 9000].map(at => isLaidOut(all[at]))];
    })()";
    assert_eq!(chromium.page.promised(shown), serde_json::json!([true, false, false, true]));
}

/// A sheet whose only category has so many entries.
pub(crate) fn large(name: &str, entries: usize) -> String {
    let entry = |at: usize| format!("entry do\ncommand 'c{at}'\nname 'Does {at} so'\nend\n");
    let entries: String = (0..entries).map(entry).collect();
    let head = format!("title '{name}'\ndocset_file_name '{name}'\nkeyword 'big'\n");
    format!("cheatsheet do\n{head}category do\nid 'All'\n{entries}end\nend\n")
}

#[test]
fn the_public_vim_sheet_prints_on_four_pages() {
    let Some(corpus) = needs::corpus() else { return };
    let Some(mut chromium) = opened(&std::fs::read_to_string(corpus.join("Vim.rb")).unwrap())
    else {
        return;
    };
    let pages = chromium.page.printed_pages();
    assert!((1..=4).contains(&pages), "{pages} pages");
}

/// The tester of accessibility that `.ci/run` puts into the target folder.
pub(crate) const AXE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/target/axe/node_modules/axe-core/axe.min.js");

#[test]
fn no_sheet_shuts_anybody_out() {
    let Some(axe) = needs::file(Path::new(AXE)) else { return };
    let axe = std::fs::read_to_string(axe).unwrap();
    let project = Project::new();
    let mut docsets = build(&[data()], &project.path("docsets"));
    let sheets = needs::corpus().map(|corpus| std::fs::read_dir(corpus).unwrap());
    for sheet in sheets.into_iter().flatten().map(|sheet| sheet.unwrap().path()) {
        // The colours of its titles are its author's.
        let is_sheet = sheet.extension().is_some_and(|end| end == "rb");
        if is_sheet && !sheet.ends_with("AsciiDoctor.rb") {
            let folder = project.path(sheet.file_stem().unwrap().to_str().unwrap());
            docsets.extend(build(&[&sheet], &folder));
        }
    }
    let Some(mut chromium) = Chromium::open() else { return };
    for docset in docsets {
        for scheme in ["light", "dark"] {
            chromium.page.show(1000, 800, scheme);
            chromium.lands(&address(&docset), None, "");
            let run = "axe.run(document).then(found => found.violations.map(violation =>
                violation.id + ': ' + violation.nodes[0].html))";
            let found = chromium.page.promised(&format!("{axe};{run}"));
            assert_eq!(found, json!([]), "{} in {scheme}", docset.display());
        }
    }
}
