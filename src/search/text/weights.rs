//! What counts how much when entries are put into order, each with its reason. The reader on the web
//! gets the same table.

macro_rules! weights {
    ($($(#[doc = $reason:literal])* $name:ident $rule:literal = $value:literal;)*) => {
        $($(#[doc = $reason])* pub(super) const $name: f64 = $value;)*
        /// All of them, by the names that they have on the web.
        pub(super) const ALL: &[(&str, f64)] = &[$(($rule, $name)),*];
    };
}

weights! {
    /// A word in a name: who named the entry chose it.
    NAME "name" = 3.5;
    /// A word in the title of the category or docset: all entries of it have that.
    TITLE "title" = 0.8;
    /// The word that the entry's own name begins with: names begin with what they are about.
    HEAD "head" = 1.0;
    /// The same where that is a number: codes head the names of what they stand for.
    HEAD_CODE "headCode" = 4.0;
    /// Two words side by side as in the query: together they mean more.
    PAIR "pair" = 0.6;
    /// Each word of a name that stands whole in the query: it was meant as it is.
    NAMED "named" = 2.0;
    /// The same for the label of a header field, a name as programs write it and the code of a
    /// status line: whatever else the line says, it is about this.
    LABEL "label" = 10.0;
    /// How much more a number in a name counts than a word: it is there to be looked up.
    CODE "code" = 1.7;
    /// How soon a word that is repeated counts no more (BM25).
    REPEATED "repeated" = 1.2;
    /// How far long texts count less (BM25), of which much is only long.
    LENGTH "length" = 0.4;
    /// A name of several entries: they are the answer, not it.
    CATEGORY "category" = 0.5;
    /// A docset that is named in the question is where to look.
    NAMED_DOCSET "docset" = 2.0;
    /// Below this part of what the words of a query say, an entry is no answer to it.
    COVERED "covered" = 0.4;
    /// The same where but one word of a question in plain words stands there, and heads no name: any
    /// sentence has some word that a docset has.
    COVERED_ALONE "alone" = 0.6;
    /// A word that stands in the text, not in a name, is surely meant to this part; in the text of a
    /// category, which is about many things, once more.
    IN_TEXT "inText" = 0.8;
    /// A text so many times as long as usual is about many things, too.
    BROAD "broad" = 3.0;
    /// Long lines hold much that is in no docset: of them this part is enough, if so many words fit.
    COVERED_OF_LINE "ofLine" = 0.15;
    WORDS_OF_LINE "inLine" = 3.0;
    /// The same of a question in plain words, if so many of them stand in one name.
    WORDS_OF_NAME "inName" = 2.0;
    /// Where a whole name stands in a line that does not begin with it, this part is enough: `wrong
    /// number` says little in a line about arguments and commands.
    COVERED_OF_NAMED "whole" = 0.3;
    /// A word of grammar, or a part of an address: how rare it is says little.
    LITTLE "little" = 0.1;
    /// A name in CAPITALS that stands nowhere: the line is of a program that the docsets do not know.
    FOREIGN "foreign" = 2.0;
    /// A word with another ending, or that only begins so: likely another thing.
    FORM "form" = 0.6;
    /// Another word for the same: perhaps not here.
    OTHER "other" = 0.5;
}
