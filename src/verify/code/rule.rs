//! What is known of a kind of finding.

use crate::diagnostic::Severity;

/// The kind of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The system does not let us read it.
    Unreadable,
    /// The archive is no tar, or cut short.
    Broken,
    /// The archive is not packed with gzip.
    ArchivePacking,
    /// Something exceeds a limit on bytes or files.
    TooLarge,
    /// An entry of the archive begins with `./`.
    DotEntry,
    /// An entry of the archive is not in the one `NAME.docset/` folder.
    OutsideRoot,
    /// A link, a row or an archive entry leads out of the docset.
    LeavesBundle,
    /// An entry of the archive is a hard link.
    HardLink,
    /// A path stands twice in the archive.
    TwiceInArchive,
    /// The archive does not hold what the folder beside it holds.
    ArchiveDiffers,
    /// The folder's name does not end in `.docset`.
    BundleName,
    /// A part that every docset has is missing.
    MissingPart,
    /// A part of the docset is spelled with other capitals.
    WrongCase,
    /// Dash has packed the pages away.
    ArchivedPages,
    /// `Info.plist` is binary or no XML.
    PlistNotXml,
    /// `Info.plist` is no well-formed property list.
    PlistBroken,
    /// A key is missing from `Info.plist`.
    PlistKey,
    /// A value in `Info.plist` is empty or of the wrong kind.
    PlistValue,
    /// `dashIndexFilePath` names a page that is not there.
    PlistPath,
    /// The index is no SQLite database, or a damaged one.
    IndexBroken,
    /// `searchIndex` is missing, no table, or lacks a column.
    IndexSchema,
    /// The index has no rows.
    NoRows,
    /// A field is NULL.
    NullField,
    /// A name, type or path is empty.
    EmptyField,
    /// A field is binary or not UTF-8.
    FieldType,
    /// A row leads to a page that is not there.
    MissingPage,
    /// A row spells its page with other capitals.
    PageCase,
    /// A row's path has a query.
    QueryInPath,
    /// A file with the name of a page is a picture, an archive.
    NoText,
    /// A row's anchor is not on its page.
    DeadAnchor,
    /// A row's anchor is found by browsers and Dash, but not by Zeal.
    DeadAnchorZeal,
    /// The feed is no well-formed XML, or no feed.
    FeedBroken,
    /// The feed has no version.
    FeedVersion,
    /// The feed has no address, or one that nobody can download from.
    FeedAddress,
    /// A device, a pipe, a socket.
    SpecialFile,
    /// `searchIndex` is not the first table.
    FirstTable,
    /// A field has a line break or a NUL.
    MultiLine,
    /// The archive has another name than the docset in it.
    ArchiveName,
    /// Something follows the gzip data of the archive.
    TrailingBytes,
    /// A link that stays inside the docset.
    PlainLink,
    /// `Info.plist` has the spelling that Zeal takes, too.
    InfoName,
    /// A file that a system or a reader made.
    StrayFile,
    /// A docset among the files of the docset.
    NestedDocset,
    /// A file name that not every system can hold.
    UnportableName,
    /// Two file names differ in capitals only.
    CaseClash,
    /// An icon has the wrong size.
    IconSize,
    /// One of the two icons is missing.
    IconPair,
    /// An icon is not a PNG image.
    IconBroken,
    /// `meta.json` is not a JSON object.
    MetaBroken,
    /// A value in `meta.json` is of the wrong kind.
    MetaValue,
    /// There is no `dashIndexFilePath` and no `index.html`.
    NoIndexPage,
    /// `dashIndexFilePath` is an address, and not the path of a file.
    IndexPage,
    /// A keyword with `:` or `,`.
    Keyword,
    /// Two docsets have one `CFBundleIdentifier`.
    SharedIdentifier,
    /// The index has Apple's old schema.
    CoreData,
    /// A view, trigger or virtual table in the index.
    IndexExtra,
    /// The index is in WAL mode or has a journal beside it.
    Journal,
    /// There is no unique index over name, type and path.
    NoUniqueIndex,
    /// Zeal's own index is not there yet.
    NoZealIndex,
    /// A row equals another.
    DuplicateRow,
    /// A field with `|`.
    Pipe,
    /// A path with a raw space.
    SpaceInPath,
    /// A name that is escaped.
    EscapedName,
    /// A type that no reader knows.
    UnknownType,
    /// A name over 200 characters.
    LongName,
    /// A row leads to the web.
    RemoteRow,
    /// An anchor that only a script can make.
    ScriptedAnchor,
    /// A page loads something from the web.
    RemoteResource,
    /// A page shows a picture or uses a style that is not in the docset.
    MissingResource,
    /// A page leads to one that is not in the docset.
    BrokenLink,
    /// A page leads to a place on itself that it does not have.
    DeadLink,
    /// A page carries scripts.
    Script,
    /// A page carries inline event handlers.
    InlineHandler,
    /// A page that sends what a reader enters to the web.
    SendsAway,
    /// A page inside a page that is no file.
    EmbeddedPage,
    /// A page that is not UTF-8.
    Encoding,
    /// A line of the table of contents that Dash cannot show.
    Contents,
    /// Another docset has the same name in Zeal.
    SameName,
    /// Another docset has the same address in Zeal.
    SameAddress,
    /// Not every Zeal finds a docset of this name.
    WeakName,
    /// The feed leads to an archive that is no `.tgz`.
    FeedPacking,
    /// An address of the feed has a user or a password in it.
    FeedPassword,
    /// The addresses of the feed lead to files of different names.
    FeedAddresses,
    /// The feed lists older versions, which Zeal takes for the newest.
    FeedOthers,
    /// The feed offers another version than the archive beside it has.
    FeedStale,
}

/// What is known of a kind of finding.
#[derive(Debug)]
pub struct Rule {
    /// The kind.
    pub code: Code,
    /// Its name in messages, words joined by `-`.
    pub name: &'static str,
    /// An error makes a reader misbehave or hides content; a warning is a quirk or a risk.
    pub severity: Severity,
    /// The message for one case.
    pub one: &'static str,
    /// The message for several; `{n}` stands for their number.
    pub many: &'static str,
    /// What readers make of it.
    pub reason: &'static str,
    /// What to do.
    pub hint: &'static str,
}

pub(super) const fn error(
    code: Code,
    name: &'static str,
    [one, many]: [&'static str; 2],
    reason: &'static str,
    hint: &'static str,
) -> Rule {
    Rule { code, name, severity: Severity::Error, one, many, reason, hint }
}

pub(super) const fn warning(
    code: Code,
    name: &'static str,
    messages: [&'static str; 2],
    reason: &'static str,
    hint: &'static str,
) -> Rule {
    Rule { severity: Severity::Warning, ..error(code, name, messages, reason, hint) }
}
