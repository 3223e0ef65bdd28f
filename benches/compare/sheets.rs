//! Sheets as they are: each, and their folder, beside an empty process and another generator.

use crate::measure::{Cost, Words, docsheet, in_turns, nothing};
use crate::{Outcome, Wanted};

pub(crate) fn print(wanted: &Wanted) -> Outcome {
    let room = tempfile::tempdir()?;
    println!("\nBuilding sheets: wall time, beside an empty process and beside another generator");
    println!("{:<34} {:>9} {:>8} {:>9} {:>10} {:>8}", "sheet", "", "", "÷ empty", "other", "ratio");
    let sheets = docsheet::files::definitions(&wanted.folder)?;
    let mut sum = Cost::default();
    for sheet in &sheets {
        let path = sheet.to_string_lossy();
        let name = sheet.file_stem().unwrap_or_default().to_string_lossy();
        let own = build(&path);
        let other = wanted.against.as_ref().map(|other| filled(other, &path));
        let other = other.unwrap_or_else(nothing);
        let [empty, own, other] = in_turns([&nothing(), &own, &other], room.path())?;
        sum.wall += other.wall;
        row(&name, own, empty, wanted.against.as_ref().map(|_| other));
    }
    let folder = build(&wanted.folder.to_string_lossy());
    let [empty, folder] = in_turns([&nothing(), &folder], room.path())?;
    let name = format!("the folder ({} sheets)", sheets.len());
    row(&name, folder, empty, wanted.against.as_ref().map(|_| sum));
    Ok(())
}

fn build(path: &str) -> Words {
    docsheet(&["build", "--quiet", path, "-o", "out"])
}

fn filled(command: &str, sheet: &str) -> Words {
    command.split_whitespace().map(|word| word.replace("{sheet}", sheet)).collect()
}

fn row(name: &str, own: Cost, empty: Cost, other: Option<Cost>) {
    print!(
        "{name:<34} {:>6.1} ms {:>5.1} MB {:>8.1}×",
        own.wall,
        own.memory,
        own.wall / empty.wall
    );
    match other {
        Some(other) => println!(" {:>7.1} ms {:>7.1}×", other.wall, other.wall / own.wall),
        None => println!(),
    }
}
