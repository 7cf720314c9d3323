//! Every kind of mistake Peel tells of: its name, how grave it is, and the story that `peel explain` prints.

use serde::{Deserialize, Serialize};

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The hub is published; someone should look.
    Warning,
    /// For information.
    Note,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $story:literal)+) => {
        /// A kind of mistake. Names read after the word "allow".
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $story] #[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// Every code, grouped by stage.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The name in messages, as in `unknown-term`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// What it means, why it matters and what to do, in a paragraph.
            pub fn story(self) -> &'static str {
                match self { $(Code::$variant => $story,)+ }
            }

            /// The code of this name.
            pub fn from_name(name: &str) -> Option<Code> {
                match name { $($name => Some(Code::$variant),)+ _ => None }
            }
        }
    };
}

codes! {
    // The folder and its files.
    MissingHub "missing-hub" Error
        "A hub is a folder with a `hub.yaml` at its root: its name, address and languages. Run `peel` in that folder, name it with `--root`, or start a new hub with `peel new DIR`."
    SymbolicLink "symbolic-link" Error
        "Symbolic links are never followed: one that leads out of the folder would publish somebody's private files, and one that leads back would never end. Put a copy of the file where the link stands."
    SpecialFile "special-file" Error
        "A named pipe, socket or device stands where a file is expected. It is never opened, since reading it could block the build or do something to the machine."
    UnreadableFile "unreadable-file" Error
        "The operating system would not let the file be read. The message repeats its reason."
    TooLarge "too-large" Error
        "A page of text is at most 4 MiB, a file of YAML 1 MiB and front matter 64 KiB; other files 100 MiB. A larger one is nearly always an accident: a data file with the wrong ending, or pages pasted together. Split it, or put data under `static/`."
    NotUtf8 "not-utf8" Error
        "Text files are UTF-8. The message names the first byte that is not. Word processors and old editors save in other encodings: open the file there and save it again as UTF-8."
    ControlCharacter "control-character" Error
        "The text holds a character that cannot be seen: a NUL, another control character, or one that turns the direction of writing so that a reader sees something other than what is there. Delete it."
    UnknownPlace "unknown-place" Error
        "The file stands where no kind of page lives, so nobody would ever see it. AUTHORING.md has the table of places: reviews under `evidence/reviews/<slug>/index.md`, sessions under `content/sessions/`, and so on."
    BadName "bad-name" Error
        "A file's name becomes its address. Names are lower-case letters, digits and single hyphens, at most 80 characters, and not one of the words that Windows keeps for itself (`con`, `prn`, `aux`, `nul`, `com1`, `lpt1` ...)."
    // YAML and front matter.
    MissingFrontMatter "missing-front-matter" Error
        "A page opens with YAML between two lines of three hyphens. Without it there is no title, and nothing can be listed, found or cited."
    YamlSyntax "yaml-syntax" Error
        "The text between the hyphens, or the YAML file, cannot be read as YAML. The usual causes are a colon followed by a blank inside unquoted text, a tab, an unclosed quotation mark or bracket, and uneven indentation."
    YamlTooComplex "yaml-too-complex" Error
        "YAML can be written so that a few lines unfold into millions of values. Peel reads it under a budget: depth 32, 100 anchors and aliases, 1,000 repeated values. No page needs more."
    UnknownKey "unknown-key" Error
        "The key belongs to no field of this kind of page. It may be misspelt, or belong to another kind. `peel schema KIND` lists the keys. Unknown keys are errors because a misspelt `reveiw_by` would otherwise silently never remind anyone."
    DuplicateKey "duplicate-key" Error
        "The same key stands twice in one mapping. YAML readers keep one of the two and do not say which; Peel asks you."
    MissingKey "missing-key" Error
        "A field that this kind of page cannot do without is not there. `peel schema KIND` says which fields are required and what each is for."
    WrongType "wrong-type" Error
        "The value is of another type than the field: a list where one text is expected, a number where text is, text where a date is."
    BadValue "bad-value" Error
        "The value has the right type and still cannot be right: a date that is not in the calendar, an ORCID iD whose check digit is wrong, an empty text."
    UnknownWord "unknown-word" Error
        "The field takes one of a few fixed words, and this is not one of them."
    LongSummary "long-summary" Error
        "A summary is shown in lists, search results, feeds and previews, where there is room for 300 characters. Say the one thing that matters."
    // The text.
    RawHtml "raw-html" Error
        "Content is data, never code: HTML in the text could carry scripts and would not print, translate or read aloud reliably. Markdown has a way for nearly everything; `<sub>`, `<sup>`, `<kbd>`, `<mark>` and `<br>` without attributes are allowed."
    DeepNesting "deep-nesting" Error
        "Quotations and lists may stand inside each other up to 32 deep. Deeper nesting is an accident or an attack, and slows some readers down to a halt."
    TitleInText "title-in-text" Error
        "A page has one first-level heading, and that is its `title`. Start the text with second-level headings (`##`), so that screen readers and the list of contents agree on the order."
    SkippedHeading "skipped-heading" Warning
        "The heading is more than one level below the one before it. People who move through a page by its headings, as many screen-reader users do, will look for the level between."
    EmptyHeading "empty-heading" Error
        "A heading without words can neither be read aloud nor linked to."
    MissingAlternative "missing-alternative" Error
        "An image needs a text alternative between the square brackets: what it shows, for those who cannot see it. The law asks for it, and so do readers on a slow line."
    UnsafeLink "unsafe-link" Error
        "Links lead to `https:`, `http:`, `mailto:` or `tel:` addresses or to files of the hub. Other schemes can run code in the reader's browser."
    // Links and references.
    BrokenLink "broken-link" Error
        "The link leads to a file that is not there. Links are relative to the page's own file, as on a Git host."
    BrokenAnchor "broken-anchor" Error
        "The page is there, but it has no heading with this anchor. Anchors are made of the heading's words: `## What we found` is `#what-we-found`."
    OutsideLink "outside-link" Error
        "The link climbs out of the hub's folder. Nothing outside that folder is ever read or published."
    RootedLink "rooted-link" Error
        "The link starts with `/`. It would break as soon as the hub is served from a folder of a host, and on a Git host. Write it relative to this file."
    WithheldLink "withheld-link" Error
        "The page leads to one that is classified above what this hub may publish. The link would break, and its words could give away what the other page holds."
    UnknownCitation "unknown-citation" Error
        "The key is in no `references.bib` that this page can see: its own folder's, then `evidence/references.bib`. Every figure cites a source that the reader can follow."
    BadReferences "bad-references" Error
        "The BibTeX file cannot be read at this place. The usual causes are a missing comma, an unclosed brace and a date that is not one."
    DuplicateReference "duplicate-reference" Error
        "Two entries of one `references.bib` have the same key, so that a citation could mean either."
    UncitedReference "uncited-reference" Note
        "An entry of a review's own `references.bib` is cited nowhere in that review. It is left out of the reference list."
    // Typology.
    UnknownFacet "unknown-facet" Error
        "The typology has no facet of this name. Facets are defined in `evidence/typology.yaml`."
    UnknownTerm "unknown-term" Error
        "The facet has no term of this name. Terms are defined in `evidence/typology.yaml`; a new one needs a label, a definition and a source."
    DuplicateTerm "duplicate-term" Error
        "The term is named twice: on a page, or in the typology, where a term stands once in its facet however deep."
    // What rests on what.
    MissingVersion "missing-version" Error
        "What rests on a review says which version of it was read: `- page: ...` and `version: 1`. When the review moves on, the build can then list everything that has not been read again."
    UnknownVersion "unknown-version" Error
        "The page says that it rests on a version of the review that does not exist yet."
    StaleBasis "stale-basis" Warning
        "The review has moved on since this page was written on it. Read what changed, mend the page, and raise the version it names."
    CircularBasis "circular-basis" Error
        "Following `based_on` from page to page leads back to where it started: evidence cannot rest on itself."
    WrongPartner "wrong-partner" Error
        "`partners` names pages of partners, under `content/partners/`."
    // Dates.
    DateOrder "date-order" Error
        "One date is before another that it cannot precede: updated before created, or an end before its beginning."
    FutureDate "future-date" Warning
        "The page says that it was written on a day that has not come yet."
    PastReview "past-review" Warning
        "The day by which the page was to be looked at again has passed. The page carries a banner that says so until someone does."
    // Translations.
    Untranslated "untranslated" Note
        "Pages have no counterpart in one of the hub's languages; the message lists them. Put each beside its original as `name.cy.md`."
    OrphanTranslation "orphan-translation" Error
        "A translation stands beside a page in the hub's first language, under the same name. This one stands alone, so that nobody would find it, or it is in a language that hub.yaml does not list."
    // Findings and studies.
    OverstatedFinding "overstated-finding" Error
        "The finding says benefit or harm, and its own interval includes no effect. Say `no-clear-effect`: the words never claim more than the interval."
    ImpossibleFinding "impossible-finding" Error
        "The figures cannot be right together: an estimate outside its own interval, a ratio that is not positive, a percentage over 100, an area under the curve over 1."
    BadStudyTable "bad-study-table" Error
        "`studies.csv` cannot be read as the review describes it: a line with too many or too few cells, a column without a heading, a heading without a column, or a file with no `studies:` in the front matter."
    BadCell "bad-cell" Error
        "A cell of `studies.csv` does not hold what its column needs: a whole number of people, a decimal number, a year, an SMS level, a key of references.bib."
    DuplicateStudy "duplicate-study" Error
        "Two lines of `studies.csv` have the same study name, or names that give the same anchor. Add a letter or the outcome, so that each can be linked to."
    // Training.
    SevenPoints "seven-points" Error
        "A 7@7 session has seven headed points: seven second-level headings, no more and no fewer."
    LongSession "long-session" Error
        "Seven minutes are about 1,400 words read at 200 words a minute. What is longer will not be finished at the start of a shift."
    ModuleWithoutCourse "module-without-course" Error
        "The folder of a module has no `index.md`: the course that the module belongs to."
    DuplicatePosition "duplicate-position" Error
        "Two modules of a course have the same position, so that their order would be left to chance."
    // Publishing.
    Withheld "withheld" Note
        "The page is classified above what this hub may publish. It is left out of every page, list, feed and file."
    AddressCollision "address-collision" Error
        "Two files would be published at the same address, or at addresses that differ only in the case of letters, which some hosts cannot tell apart. One would silently replace the other."
    UnknownThemeFile "unknown-theme-file" Error
        "A file under `themes/` takes the place of the built-in one of the same path; this one has no counterpart, so that nothing would use it."
    TemplateError "template-error" Error
        "A template of the theme cannot be read or failed while a page was made with it. Templates see the page's view and nothing else; a name that is not in it is an error."
}
