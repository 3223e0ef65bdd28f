//! What the environment says: variables → values for the library.

#![expect(clippy::disallowed_methods, reason = "the command line reads the environment")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use docsheet::archive;
use docsheet::error::Error;
use docsheet::install::{Environment, System};

/// Whether the environment has a variable with a value.
pub(super) fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// The time that archives bear, in seconds since 1970: `SOURCE_DATE_EPOCH`, else one for all
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
///
/// # Errors
/// When the variable is no number of seconds.
pub(super) fn source_date() -> Result<u64, Error> {
    let variable = "SOURCE_DATE_EPOCH";
    match env::var_os(variable).filter(|value| !value.is_empty()) {
        None => Ok(archive::EARLY),
        Some(value) => value.to_str().and_then(|value| value.parse().ok()).ok_or_else(|| {
            Error::new("read", Path::new(variable), "its value is no number of seconds since 1970")
        }),
    }
}

/// The folder that docsheet was started in, if the system knows it.
pub(super) fn current_folder() -> Option<PathBuf> {
    env::current_dir().ok()
}

/// The user's file of settings, where there is a place for one.
pub(super) fn settings() -> Option<PathBuf> {
    let windows = folder("APPDATA").filter(|_| cfg!(windows));
    let home = || folder("HOME").map(|home| home.join(".config"));
    let config = folder("XDG_CONFIG_HOME").or(windows).or_else(home)?;
    Some(config.join("docsheet").join("config.toml"))
}

/// The folder for what can be made again, where there is a place for it.
pub(super) fn cache() -> Option<PathBuf> {
    let windows = folder("LOCALAPPDATA").filter(|_| cfg!(windows));
    let below = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    let home = || folder("HOME").map(|home| home.join(below));
    Some(folder("XDG_CACHE_HOME").or(windows).or_else(home)?.join("docsheet"))
}

/// How many columns `COLUMNS` says that the terminal has.
pub(super) fn columns() -> Option<usize> {
    env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0)
}

/// Whether the terminal can do nothing but show text.
pub(super) fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// The program that the user reads long texts with, and its arguments.
pub(super) fn pager() -> Vec<String> {
    let pager = env::var("PAGER").unwrap_or_default();
    let words: Vec<String> = pager.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() { ["less", "-FRX"].map(str::to_owned).to_vec() } else { words }
}

/// The program that the user reads web pages with, where one is named.
pub(super) fn browser() -> Option<String> {
    env::var("BROWSER").ok().filter(|browser| !browser.trim().is_empty())
}

/// What finding the readers needs to know of this machine.
pub(super) fn machine() -> Environment {
    let home = folder("HOME").or_else(|| folder("USERPROFILE"));
    Environment {
        system: if cfg!(windows) {
            System::Windows
        } else if cfg!(target_os = "macos") {
            System::MacOs
        } else {
            System::Unix
        },
        config_home: folder("XDG_CONFIG_HOME"),
        data_home: folder("XDG_DATA_HOME"),
        local_app_data: folder("LOCALAPPDATA"),
        app_data: folder("APPDATA").filter(|_| folder("HOME").is_none()),
        dasht_docsets: folder("DASHT_DOCSETS_DIR"),
        zeal_registered: zeal_registered(),
        programs: programs(home.as_deref()),
        home,
    }
}

/// `PATH`, and where programs are that are not on it.
fn programs(home: Option<&Path>) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let below = |folder: Option<PathBuf>, path: &str| folder.map(|folder| folder.join(path));
    let home = home.map(Path::to_owned);
    let others = [
        below(home.clone(), ".local/share/flatpak/exports/bin"),
        Some("/var/lib/flatpak/exports/bin".into()).filter(|_| cfg!(unix)),
        Some("/Applications".into()).filter(|_| cfg!(target_os = "macos")),
        Some("/Applications/Setapp".into()).filter(|_| cfg!(target_os = "macos")),
        below(home, "Applications").filter(|_| cfg!(target_os = "macos")),
        below(folder("ProgramFiles"), "Zeal"),
    ];
    env::split_paths(&path).chain(others.into_iter().flatten()).collect()
}

/// Where Zeal's settings are not a file but in the registry, `reg` reads them.
fn zeal_registered() -> Option<PathBuf> {
    if !cfg!(windows) {
        return None;
    }
    let key = r"HKCU\Software\Zeal\Zeal\docsets";
    let answer = Command::new("reg").args(["query", key, "/v", "path"]).output().ok()?;
    registry_text(&String::from_utf8(answer.stdout).ok()?).map(PathBuf::from)
}

/// The text in an answer of `reg query`: a line of name, type and value.
fn registry_text(answer: &str) -> Option<&str> {
    let (_, value) = answer.lines().find_map(|line| line.split_once("REG_SZ"))?;
    Some(value.trim()).filter(|value| !value.is_empty())
}

/// A variable that holds an absolute path; the XDG specification has relative ones ignored.
fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

#[cfg(test)]
mod tests {
    use crate::cli::environment::registry_text;

    #[test]
    fn a_registry_value_is_read() {
        let answer = "\r\nHKEY_CURRENT_USER\\Software\\Zeal\\Zeal\\docsets\r\n    \
                      path    REG_SZ    C:/my docs/docsets\r\n\r\n";
        assert_eq!(registry_text(answer), Some("C:/my docs/docsets"));
        assert_eq!(registry_text("ERROR: not found"), None);
    }
}
