//! Words that mean the same where things are done with computers: who asks how to `delete` a branch
//! finds where one is removed.

use super::forms::stem;
use super::line::{Typed, is_prose};

/// Words that stand for one another, a group a line; a word may be in several.
pub(super) const RELATED: &[&str] = &[
    "add append insert include",
    "all every entire",
    "answer accept pickup",
    "compress pack zip",
    "attach reattach connect join",
    "author authorship contributor blame annotate who",
    "authenticate login signin",
    "backup dump export",
    "begin start launch run execute open invoke",
    "before previous prior",
    "block forbid deny refuse reject",
    "browse browser homepage",
    "busy occupied engaged",
    "cancel abort stop quit",
    "change modify edit update alter",
    "check verify test validate inspect",
    "clear reset empty",
    "clone copy duplicate",
    "close exit quit leave",
    "combine merge join concatenate",
    "compare diff difference",
    "configuration config settings preferences options",
    "copy cp yank",
    "create make new generate init initialize add build",
    "decompress extract unpack unzip uncompress",
    "delete remove erase drop destroy rm clear clean",
    "dependency package library module",
    "directory folder dir",
    "discard undo revert restore reset rollback",
    "display show list print view see dump get",
    "documentation docs manual help",
    "download fetch pull get retrieve",
    "enable activate",
    "disable deactivate",
    "end finish complete stop",
    "environment env",
    "error failure fault problem",
    "exit quit leave terminate",
    "expired timeout",
    "find search locate look lookup",
    "first begin start",
    "follow track subscribe",
    "forward divert redirect transfer",
    "halt stop pause suspend",
    "hexadecimal hex",
    "history log changelog",
    "host server machine",
    "information info details",
    "insert paste put",
    "interactive prompt",
    "install add setup",
    "kill terminate stop",
    "latest last newest recent",
    "message msg",
    "mistake error",
    "move mv rename",
    "option flag switch argument parameter",
    "orphaned unneeded unused",
    "password passphrase secret",
    "pattern regex regexp expression",
    "publish upload push send",
    "random rand",
    "rebuild build",
    "recursive recurse",
    "remote upstream",
    "replace substitute",
    "repository repo project workspace",
    "request csr",
    "select choose pick",
    "skip bypass ignore",
    "stage add",
    "stash store save",
    "split divide",
    "summary statistics stat",
    "switch checkout toggle",
    "synchronize sync",
    "tree graph",
    "uninstall remove",
    "unavailable unreachable offline",
    "unstage reset",
    "upgrade update",
    "url address link",
    "write save",
];

/// Other words for each word of a question in plain words. What programs write they mean as it is.
pub(super) fn of(typed: &[Typed], line: &str) -> Vec<Vec<&'static str>> {
    let is_prose = is_prose(line);
    let related = |Typed { word, tells, .. }: &Typed| {
        if is_prose && *tells { related(word) } else { Vec::new() }
    };
    typed.iter().map(related).collect()
}

fn related(word: &str) -> Vec<&'static str> {
    let root = stem(word);
    let groups = RELATED.iter().map(|group| group.split(' '));
    let mut all = Vec::new();
    for group in groups.filter(|group| group.clone().any(|one| stem(one) == root)) {
        for one in group.filter(|one| stem(one) != root) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::search::text::line::typed;
    use crate::search::text::related::{RELATED, of};

    #[test]
    fn each_group_says_what_no_other_says() {
        let words = |group: &'static str| group.split(' ');
        for (at, group) in RELATED.iter().enumerate() {
            let others = RELATED.iter().enumerate().filter(|(other, _)| *other != at);
            let mut all = others.map(|(_, other)| words(other).collect::<Vec<_>>());
            let within = all.find(|other| words(group).all(|word| other.contains(&word)));
            assert_eq!(within, None, "{group}");
        }
    }

    #[test]
    fn words_of_questions_have_others_beside_them() {
        let related = |line: &str| of(&typed(line), line).concat();
        assert!(related("removing branches").contains(&"delete"));
        assert!(!related("removing branches").contains(&"remove"));
        for line in ["npm ERR! delete=1", "does it", "branches"] {
            assert!(related(line).is_empty(), "{line}");
        }
    }
}
