//! The colours of the page can be read, in light and in dark, whatever a sheet colours itself.

use docsheet::sheet::Cheatsheet;

use crate::page::{attributes, page, two_categories, with_entry, written};

/// WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text.
#[test]
fn text_has_enough_contrast_in_light_and_dark() {
    let page = page(&two_categories());
    let styles = page.find("style");
    assert_eq!(attributes(&styles, "media"), ["", "screen and (prefers-color-scheme: dark)"]);
    for scheme in styles.iter().map(|style| style.text()) {
        let texts = ["--ink: #", "--quiet: #", "--accent: #"].map(|name| color(&scheme, name));
        let code = scheme.match_indices(".hl-").map(|(at, _)| color(&scheme[at..], "color: #"));
        let code = code.collect::<Vec<_>>();
        assert!(code.len() >= 12);
        for ground in ["--paper: #", "--mark: #"].map(|name| color(&scheme, name)) {
            let tinted = tinted(&scheme, ground);
            let on_ground = texts.iter().map(|text| (text, ground));
            let on_tint = texts.iter().chain(&code).map(|text| (text, tinted));
            for (text, ground) in on_ground.chain(on_tint) {
                let contrast = contrast(*text, ground);
                assert!(contrast >= 4.5, "{text:?} on {ground:?}: {contrast:.2}");
            }
        }
    }
}

#[test]
fn a_sheet_drawn_for_light_paper_stays_light() {
    let styles = [
        (None, "light dark"),
        (Some(".name { color: #a94442 }"), "light"),
        (Some(".name { color: #ffd0d0 } /* color: #000 */"), "light dark"),
        (Some(".name { color: rgb(10, 20, 30) !important }"), "light"),
        (Some("td { background: none; color: inherit }"), "light dark"),
        (Some(".notes { BACKGROUND-color: #fffef7 }"), "light"),
        (Some("td { background: #eee } @media (prefers-color-scheme: dark) { }"), "light dark"),
    ];
    for (style, schemes) in styles {
        let style = style.map(ToOwned::to_owned);
        let page = page(&Cheatsheet { style: style.clone(), ..two_categories() });
        let meta = page.find("meta");
        let declared = meta.iter().find(|meta| meta.attribute("name") == "color-scheme");

        assert_eq!(declared.unwrap().attribute("content"), schemes, "{style:?}");
        let dark = page.find("style").into_iter().any(|style| style.text().contains("dark;"));
        assert_eq!(dark, schemes == "light dark", "{style:?}");
    }
}

#[test]
fn colours_within_a_text_are_looked_at_too() {
    let texts = [
        ("<b>bold</b>", "light dark"),
        ("<font color=\"navy\">a</font>", "light"),
        ("<font color=yellow>a</font>", "light dark"),
        ("<span style='color: #555'>a</span>", "light"),
        ("<span style=\"color:#eee\">a</span>", "light dark"),
        ("<span style=\"background: none\">a</span>", "light"),
        ("<td style=\"background: #eee; color: #111\">a</td>", "light dark"),
        ("<td bgcolor=\"#eeeeee\">a</td>", "light dark"),
        ("background-color and color: red", "light dark"),
    ];
    for (html, schemes) in texts {
        let sheet = with_entry(|entry| {
            entry.html_notes = Some(written(html));
        });
        let page = page(&sheet);
        let meta = page.find("meta");
        let declared = meta.iter().find(|meta| meta.attribute("name") == "color-scheme");
        assert_eq!(declared.unwrap().attribute("content"), schemes, "{html}");
    }
}

/// Red, green and blue of the `rrggbb` or `rgb` that follows `start`.
fn color(style: &str, start: &str) -> [u8; 3] {
    let digits = style.split_once(start).unwrap().1.split([';', ' ']).next().unwrap();
    let pairs: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    [0, 2, 4].map(|at| u8::from_str_radix(&pairs[at..at + 2], 16).unwrap())
}

/// What is seen of `ground` through the tint, `--tint: rgba(red, green, blue, share)`.
fn tinted(style: &str, ground: [u8; 3]) -> [u8; 3] {
    let values = style.split_once("--tint: rgba(").unwrap().1.split_once(')').unwrap().0;
    let values = values.split(',').map(|value| value.trim().parse::<f64>().unwrap());
    let values = values.collect::<Vec<_>>();
    let mix = |(part, tint): (u8, f64)| f64::from(part) * (1.0 - values[3]) + tint * values[3];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    [0, 1, 2].map(|nth| mix((ground[nth], values[nth])).round() as u8)
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, definition of relative luminance.
fn luminance(color: [u8; 3]) -> f64 {
    let linear = color.map(|part| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}
