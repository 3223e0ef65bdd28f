//! Docsets go where the readers of a machine look, and nothing else there is touched.

use std::fs;
use std::path::{Path, PathBuf};

use docsheet::bundle::INDEX;
use docsheet::install::{
    Change, Environment, Place, Reader, System, bundle_path, choose, install, places, preview,
    uninstall,
};
use tempfile::TempDir;

use crate::project::Project;
use crate::sample::docset;
use crate::shelf::{GOOD_INDEX, index, save, with};

/// A machine made of a temporary folder.
struct Machine {
    root: TempDir,
    environment: Environment,
}

impl Machine {
    fn new(system: System) -> Self {
        let root = tempfile::tempdir().unwrap();
        let environment = Environment {
            system,
            home: Some(root.path().join("home")),
            programs: vec![root.path().join("bin")],
            ..Environment::default()
        };
        Self { root, environment }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn with_file(self, path: &str, text: &str) -> Self {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self
    }

    fn places(&self) -> Vec<Place> {
        places(&self.environment).unwrap()
    }

    /// What `choose` takes: label and folder below the root.
    fn chosen(&self, wanted: &[Reader]) -> Vec<(&'static str, String)> {
        let below = |folder: &Path| folder.strip_prefix(self.root.path()).unwrap().to_owned();
        choose(&self.places(), wanted)
            .iter()
            .map(|place| (place.label, below(&place.folder).to_string_lossy().replace('\\', "/")))
            .collect()
    }
}

fn one(label: &'static str, folder: &str) -> Vec<(&'static str, String)> {
    vec![(label, folder.to_owned())]
}

const ZEAL: &str = "home/.local/share/Zeal/Zeal/docsets";

#[test]
fn a_machine_without_readers_has_none_to_choose() {
    let machine = Machine::new(System::Unix);
    assert!(machine.chosen(&[]).is_empty());
    let labels: Vec<_> = machine.places().iter().map(|place| place.label).collect();
    assert_eq!(labels, ["Zeal", "Zeal (Flatpak)", "dasht", "Emacs (dash-docs)"]);
}

#[test]
fn zeal_is_seen_before_it_ever_ran() {
    let machine = Machine::new(System::Unix).with_file("bin/zeal", "");
    assert_eq!(machine.chosen(&[]), one("Zeal", ZEAL));
    let place = &machine.places()[0];
    let program = machine.path("bin/zeal");
    assert_eq!(place.seen, Some(format!("`{}`", program.display())));
    assert_eq!(place.why, "its default folder");
}

#[test]
fn zeal_keeps_docsets_where_its_settings_say() {
    let settings = "[docsets]\npath=/srv/doc sets\n";
    let mut machine = Machine::new(System::Unix).with_file("conf/Zeal/Zeal.conf", settings);
    machine.environment.config_home = Some(machine.path("conf"));
    let place = &machine.places()[0];
    assert_eq!(place.folder, Path::new("/srv/doc sets"));
    assert!(place.why.contains("Zeal.conf"), "{}", place.why);
    assert!(place.seen.is_some());
}

#[test]
fn the_data_folder_may_be_elsewhere() {
    let mut machine = Machine::new(System::Unix).with_file("bin/zeal", "");
    machine.environment.data_home = Some(machine.path("data"));
    assert_eq!(machine.chosen(&[]), one("Zeal", "data/Zeal/Zeal/docsets"));
}

#[test]
fn zeal_as_a_flatpak_has_its_own_folder() {
    let own = "home/.var/app/org.zealdocs.Zeal";
    let machine = Machine::new(System::Unix).with_file("bin/org.zealdocs.Zeal", "");
    let docsets = format!("{own}/data/Zeal/Zeal/docsets");
    assert_eq!(machine.chosen(&[]), one("Zeal (Flatpak)", &docsets));

    let folder = machine.path("home/mine");
    let settings = format!("[docsets]\npath={}\n", folder.display());
    let machine = machine.with_file(&format!("{own}/config/Zeal/Zeal.conf"), &settings);
    assert_eq!(machine.chosen(&[]), one("Zeal (Flatpak)", "home/mine"));
}

#[test]
fn a_portable_zeal_keeps_docsets_beside_itself() {
    let machine =
        Machine::new(System::Windows).with_file("bin/zeal.exe", "").with_file("bin/zeal.ini", "");
    assert_eq!(machine.chosen(&[]), one("Zeal (portable)", "bin/docsets"));
    let machine = machine.with_file("bin/zeal.ini", "[docsets]\npath=mine\n");
    assert_eq!(machine.chosen(&[]), one("Zeal (portable)", "bin/mine"));
}

#[test]
fn windows_has_its_own_folders() {
    let mut machine = Machine::new(System::Windows).with_file("bin/zeal.exe", "");
    machine.environment.local_app_data = Some(machine.path("local"));
    assert_eq!(machine.chosen(&[]), one("Zeal", "local/Zeal/Zeal/docsets"));
    machine.environment.zeal_registered = Some(machine.path("registered"));
    assert_eq!(machine.chosen(&[]), one("Zeal", "registered"));
}

#[test]
fn dash_keeps_each_docset_in_a_folder_of_its_own() {
    let machine = Machine::new(System::MacOs).with_file("bin/Dash.app/Contents/Info.plist", "");
    let docsets = "home/Library/Application Support/Dash/DocSets";
    assert_eq!(machine.chosen(&[]), one("Dash", docsets));
    let place = &machine.places()[0];
    let bundle = machine.path(docsets).join("Sheet/Sheet.docset");
    assert_eq!(bundle_path(place, "Sheet"), bundle);

    let sheet = docset("Sheet", "page");
    install(&sheet, place).unwrap();
    assert!(bundle.join("Contents/Info.plist").is_file());
    uninstall("Sheet", place).unwrap();
    assert!(!bundle.parent().unwrap().exists());
}

#[test]
fn dasht_and_emacs_are_seen_by_their_folders() {
    let mut machine = Machine::new(System::Unix)
        .with_file("home/.docsets/note", "")
        .with_file("home/.local/share/dasht/docsets/note", "");
    let emacs = ("Emacs (dash-docs)", "home/.docsets".to_owned());
    let dasht = ("dasht", "home/.local/share/dasht/docsets".to_owned());
    assert_eq!(machine.chosen(&[]), [dasht, emacs.clone()]);
    machine.environment.dasht_docsets = Some(machine.path("mine"));
    assert_eq!(machine.chosen(&[]), [("dasht", "mine".to_owned()), emacs]);
}

#[test]
fn a_wanted_reader_gets_its_folder_even_unseen() {
    let machine = Machine::new(System::Unix).with_file("home/.docsets/note", "");
    assert_eq!(machine.chosen(&[Reader::Zeal]), one("Zeal", ZEAL));
    assert!(machine.chosen(&[Reader::Dash]).is_empty());
}

#[test]
fn installing_says_what_changed_and_leaves_others_alone() {
    let machine = Machine::new(System::Unix)
        .with_file("bin/zeal", "")
        .with_file(&format!("{ZEAL}/Other.docset/Contents/Info.plist"), "theirs");
    let place = &machine.places()[0];
    let (old, new) = (docset("Sheet", "old"), docset("Sheet", "new"));
    for (docset, change) in [(&old, Change::Added), (&old, Change::None), (&new, Change::Replaced)]
    {
        assert_eq!(preview(docset, place).unwrap(), change);
        assert_eq!(install(docset, place).unwrap(), change);
    }
    uninstall("Sheet", place).unwrap();
    assert!(uninstall("Sheet", place).is_err());
    let left: Vec<_> = fs::read_dir(machine.path(ZEAL)).unwrap().collect();
    assert_eq!(left.len(), 1);
    let theirs = machine.path(ZEAL).join("Other.docset/Contents/Info.plist");
    assert_eq!(fs::read(theirs).unwrap(), b"theirs");
}

#[test]
fn what_is_no_docset_is_neither_replaced_nor_removed() {
    let diary = format!("{ZEAL}/Sheet.docset/diary.txt");
    let machine = Machine::new(System::Unix).with_file("bin/zeal", "").with_file(&diary, "mine");
    let place = &machine.places()[0];
    let sheet = docset("Sheet", "page");
    assert!(preview(&sheet, place).is_err());
    assert!(install(&sheet, place).is_err());
    assert!(uninstall("Sheet", place).is_err());
    assert_eq!(fs::read(machine.path(&diary)).unwrap(), b"mine");
}

#[test]
fn a_docset_whose_index_no_reader_can_read_is_refused() {
    let project = Project::new();
    let damages = [
        ("the search index is no SQLite file", b"no database at all, in no reader".to_vec()),
        ("the search index is damaged", index(GOOD_INDEX)[..6000].to_vec()),
    ];
    for (reason, bytes) in damages {
        save(&with(INDEX, bytes), &project.path("given"), "Calls.docset");
        let run = project.run(&["install", "given/Calls.docset", "--to", "docsets"]).exits(2);
        assert!(run.stderr.contains(reason), "{}", run.stderr);
        assert!(run.stderr.contains("given/Calls.docset/Contents/Resources/docSet.dsidx"));
        assert!(!project.path("docsets").exists());
    }
}
