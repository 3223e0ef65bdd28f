//! A temporary folder in which the real binary runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A smallest sheet that is right: title and file name `NAME`, one category, one entry.
pub(crate) fn small_sheet(name: &str) -> String {
    format!(
        "cheatsheet do\n  title '{name}'\n  docset_file_name '{name}'\n  keyword '{}'\n  category do\n    id 'First'\n    entry do\n      name 'One'\n      command 'one --all'\n    end\n  end\nend\n",
        name.to_lowercase()
    )
}

/// A temporary folder with files in it.
pub(crate) struct Project {
    folder: TempDir,
    /// Stands in for the user's folders of settings and of what can be made again.
    user: TempDir,
}

/// What a run of the binary came to.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    pub(crate) fn new() -> Self {
        Self::below(&std::env::temp_dir())
    }

    /// One on a disk of its own.
    pub(crate) fn below(folder: &Path) -> Self {
        Self { folder: tempfile::tempdir_in(folder).unwrap(), user: tempfile::tempdir().unwrap() }
    }

    /// Adds a file; folders on the way are made.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The path of something in the folder; `""` is the folder itself.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The path of something in the user's folder: `cache` or `config`.
    pub(crate) fn user_path(&self, path: &str) -> PathBuf {
        self.user.path().join(path)
    }

    /// The binary, to be run in the folder, without a trace of the caller's settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docsheet"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("XDG_CACHE_HOME", self.user_path("cache"));
        command.env("XDG_CONFIG_HOME", self.user_path("config"));
        for variable in ["NO_COLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH", "COLUMNS", "BROWSER"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the binary in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Fails the test, with everything printed, unless the exit status is `status`.
    #[track_caller]
    pub(crate) fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, status, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// Every file below `folder`: path with `/` → bytes.
pub(crate) fn files_below(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            (path.to_str().unwrap().replace('\\', "/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}
