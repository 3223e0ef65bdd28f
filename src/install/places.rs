//! A machine as its environment describes it → the folders in which readers keep docsets.
//!
//! Sources: Zeal's manual and behaviour (settings file, default and portable folders), Flatpak's
//! layout of an application's data, Dash's user guide, the manuals of dasht and dash-docs.

use std::path::{Path, PathBuf};

use super::reader::Reader;
use super::settings::value;
use crate::error::Error;
use crate::files;

/// Zeal's name as a Flatpak application, which is also the name of the program it exports.
const ZEAL_FLATPAK: &str = "org.zealdocs.Zeal";

/// What finding the readers needs to know of the machine; `None` where it is not set.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The kind of system.
    pub system: System,
    /// The user's home folder.
    pub home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`.
    pub config_home: Option<PathBuf>,
    /// `XDG_DATA_HOME`.
    pub data_home: Option<PathBuf>,
    /// `LOCALAPPDATA`.
    pub local_app_data: Option<PathBuf>,
    /// `APPDATA`.
    pub app_data: Option<PathBuf>,
    /// `DASHT_DOCSETS_DIR`.
    pub dasht_docsets: Option<PathBuf>,
    /// The docset folder in Zeal's settings where these are not a file (the Windows registry).
    pub zeal_registered: Option<PathBuf>,
    /// Folders that hold programs, in the order in which they are searched.
    pub programs: Vec<PathBuf>,
}

/// The kinds of systems that differ in where readers keep docsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum System {
    /// Linux and the like.
    #[default]
    Unix,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

/// A folder in which a reader looks for docsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose it is; `None` for a folder that the user named.
    pub reader: Option<Reader>,
    /// What to call it.
    pub label: &'static str,
    /// The folder; it need not be there.
    pub folder: PathBuf,
    /// Why this folder.
    pub why: String,
    /// The sign by which the reader is known to be on this machine.
    pub seen: Option<String>,
    /// Whether each docset is in a folder of its own name.
    pub nested: bool,
}

/// A reader's way of saying where its docsets are.
struct Candidate {
    reader: Reader,
    label: &'static str,
    default: Option<PathBuf>,
    /// An environment variable or registry entry that counts instead, with its name.
    set: Option<(PathBuf, &'static str)>,
    /// A settings file whose `[docsets] path` counts instead.
    settings: Option<PathBuf>,
    program: Option<PathBuf>,
    /// Further files and folders that show that the reader was used here.
    traces: Vec<PathBuf>,
    nested: bool,
}

/// All places where readers of this system may look, seen or not, in the order of [`Reader::ALL`].
///
/// # Errors
/// When a reader's settings are there but cannot be read.
pub fn places(environment: &Environment) -> Result<Vec<Place>, Error> {
    let candidates = match environment.system {
        System::Unix => vec![
            zeal(environment),
            zeal_flatpak(environment),
            dasht(environment),
            emacs(environment),
        ],
        System::MacOs => vec![dash(environment), dasht(environment), emacs(environment)],
        System::Windows => vec![zeal_windows(environment), emacs(environment)],
    };
    let mut places = Vec::new();
    for candidate in zeal_portable(environment).into_iter().chain(candidates) {
        places.extend(place(candidate)?);
    }
    Ok(places)
}

fn zeal(environment: &Environment) -> Candidate {
    let settings = config_home(environment).map(|folder| folder.join("Zeal/Zeal.conf"));
    let data = data_home(environment).map(|folder| folder.join("Zeal/Zeal"));
    Candidate {
        traces: data.iter().cloned().collect(),
        default: data.map(|folder| folder.join("docsets")),
        settings,
        program: program(environment, "zeal").filter(|program| !is_portable(program)),
        ..candidate(Reader::Zeal, "Zeal")
    }
}

fn zeal_flatpak(environment: &Environment) -> Candidate {
    let own = environment.home.as_ref();
    let own = own.map(|home| home.join(".var/app").join(ZEAL_FLATPAK));
    Candidate {
        default: own.as_ref().map(|own| own.join("data/Zeal/Zeal/docsets")),
        settings: own.as_ref().map(|own| own.join("config/Zeal/Zeal.conf")),
        program: program(environment, ZEAL_FLATPAK),
        traces: own.into_iter().collect(),
        ..candidate(Reader::Zeal, "Zeal (Flatpak)")
    }
}

fn zeal_windows(environment: &Environment) -> Candidate {
    let data = environment.local_app_data.as_ref();
    let data = data.map(|folder| folder.join("Zeal").join("Zeal"));
    let registered = environment.zeal_registered.clone();
    Candidate {
        traces: data.iter().cloned().collect(),
        default: data.map(|folder| folder.join("docsets")),
        set: registered.map(|folder| (folder, "Zeal's settings in the registry")),
        program: program(environment, "zeal.exe").filter(|program| !is_portable(program)),
        ..candidate(Reader::Zeal, "Zeal")
    }
}

/// A portable Zeal keeps its settings and docsets beside itself.
fn zeal_portable(environment: &Environment) -> Option<Candidate> {
    let program = ["zeal", "zeal.exe"]
        .iter()
        .find_map(|name| program(environment, name))
        .filter(|program| is_portable(program))?;
    let folder = program.parent().map(Path::to_owned);
    Some(Candidate {
        default: folder.as_ref().map(|folder| folder.join("docsets")),
        settings: folder.map(|folder| folder.join("zeal.ini")),
        program: Some(program),
        ..candidate(Reader::Zeal, "Zeal (portable)")
    })
}

fn dash(environment: &Environment) -> Candidate {
    let own = environment.home.as_ref();
    let own = own.map(|home| home.join("Library/Application Support/Dash"));
    Candidate {
        default: own.as_ref().map(|own| own.join("DocSets")),
        program: program(environment, "Dash.app"),
        traces: own.into_iter().collect(),
        nested: true,
        ..candidate(Reader::Dash, "Dash")
    }
}

fn dasht(environment: &Environment) -> Candidate {
    let default = data_home(environment).map(|folder| folder.join("dasht/docsets"));
    let set = environment.dasht_docsets.clone();
    Candidate {
        traces: set.iter().chain(&default).cloned().collect(),
        default,
        set: set.map(|folder| (folder, "`DASHT_DOCSETS_DIR`")),
        program: program(environment, "dasht"),
        ..candidate(Reader::Dasht, "dasht")
    }
}

/// On Windows, Emacs takes the roaming folder for home when `HOME` is not set.
fn emacs(environment: &Environment) -> Candidate {
    let home = environment.app_data.as_ref().or(environment.home.as_ref());
    let default = home.map(|home| home.join(".docsets"));
    Candidate {
        traces: default.iter().cloned().collect(),
        default,
        ..candidate(Reader::Emacs, "Emacs (dash-docs)")
    }
}

fn candidate(reader: Reader, label: &'static str) -> Candidate {
    Candidate {
        reader,
        label,
        default: None,
        set: None,
        settings: None,
        program: None,
        traces: Vec::new(),
        nested: false,
    }
}

/// `None` when the environment does not say enough to name a folder.
fn place(candidate: Candidate) -> Result<Option<Place>, Error> {
    let settings = candidate.settings.as_deref();
    let from_settings = settings.map(docsets_path).transpose()?.flatten();
    let in_file = || format!("`path` in `{}`", settings.unwrap_or(Path::new("")).display());
    let (folder, why) = if let Some((folder, name)) = candidate.set {
        (folder, name.to_owned())
    } else if let Some(path) = from_settings {
        // Zeal takes a relative path from where its program is.
        let base = candidate.program.as_deref().and_then(Path::parent);
        (base.unwrap_or(Path::new("")).join(path), in_file())
    } else if let Some(folder) = candidate.default {
        (folder, "its default folder".to_owned())
    } else {
        return Ok(None);
    };
    let traces = candidate.program.into_iter().chain(candidate.settings);
    let seen = traces
        .chain(candidate.traces)
        .find(|trace| files::exists(trace))
        .map(|trace| format!("`{}`", trace.display()));
    Ok(Some(Place {
        reader: Some(candidate.reader),
        label: candidate.label,
        folder,
        why,
        seen,
        nested: candidate.nested,
    }))
}

/// How much of Zeal's settings is read, in bytes.
const MOST_SETTINGS: usize = 1 << 20;

fn docsets_path(settings: &Path) -> Result<Option<PathBuf>, Error> {
    let text = files::read_if_there(settings, MOST_SETTINGS)?.unwrap_or_default();
    let path = value(&String::from_utf8_lossy(&text), "docsets", "path");
    Ok(path.filter(|path| !path.is_empty()).map(PathBuf::from))
}

fn program(environment: &Environment, name: &str) -> Option<PathBuf> {
    let folders = environment.programs.iter();
    folders.map(|folder| folder.join(name)).find(|path| files::exists(path))
}

fn is_portable(program: &Path) -> bool {
    files::exists(&program.with_file_name("zeal.ini"))
        || files::exists(&program.with_file_name("docsets"))
}

fn config_home(environment: &Environment) -> Option<PathBuf> {
    let home = environment.home.as_ref();
    let set = environment.config_home.clone();
    set.or_else(|| home.map(|home| home.join(".config")))
}

fn data_home(environment: &Environment) -> Option<PathBuf> {
    let home = environment.home.as_ref();
    let set = environment.data_home.clone();
    set.or_else(|| home.map(|home| home.join(".local/share")))
}
