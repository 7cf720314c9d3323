//! Hostile text in every field and every construct of Markdown: refused, or shown as what it is; never run, never lost.
//!
//! Two judges that know nothing of Peel look at what comes out: an HTML parser (html5ever, by scraper) and a sanitiser (ammonia) that
//! must find nothing to change.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::date;
use peel::artifact::Digest;
use peel::diagnostic::FileId;
use peel::pipeline;
use peel::publish::MemorySink;
use peel::world::MemoryWorld;
use scraper::{Html, Selector};

use crate::hub::SETTINGS;

/// What would run, load or deceive if it came through.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<style>@import '//evil.example/x.css'</style>",
    "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<form action=//evil.example/><button>x</button></form>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in y %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<sub onclick=alert(1)>x</sub>",
    "<sub><script>alert(1)</script></sub>",
    "<sup>",
    "</p></div></main><script>alert(1)</script>",
    "<!-- --!><script>alert(1)</script> -->",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
];

/// Addresses that would run or leak if they were followed.
const ADDRESSES: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\u{9}script:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "%6Aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "blob:https://evil.example/x",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "jar:https://evil.example!/x",
    "ms-its:mhtml:file://x",
    "x-javascript:alert(1)",
    "livescript:alert(1)",
];

/// Constructs of Markdown with a place for a payload.
const CONSTRUCTS: &[&str] = &[
    "%\n",
    "A paragraph with % in it.\n",
    "## A heading %\n",
    "* an item %\n",
    "> a quotation %\n",
    "> [!NOTE]\n> %\n",
    "| a | b |\n|---|---|\n| % | c |\n",
    "`%`\n",
    "```%\ncode\n```\n",
    "```\n%\n```\n",
    "    %\n",
    "[%](about.md)\n",
    "![%](../static/x.png)\n",
    "[about](about.md \"%\")\n",
    "A note[^%].\n\n[^%]: %\n",
    "**%** *%* ~~%~~\n",
    "- [ ] %\n",
    "[@%]\n",
    "[ref]: about.md '%'\n\n[ref]\n",
];

/// Ways to write a link or image with an address.
const LINKS: &[&str] = &[
    "[x](%)\n",
    "[x](<%>)\n",
    "![x](<%>)\n",
    "<%>\n",
    "[x]: <%>\n\n[x]\n",
    "[x][r]\n\n[r]: %\n",
    "[![y](<%>)](about.md)\n",
    "https://example.org/ [x](<%> 'title')\n",
];

/// The site that comes of a page with this text and title, or `None` where Peel refused it.
fn site_of(title: &str, text: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let quoted = serde_json::to_string(title).unwrap();
    let page = |title: &str, text: &str| {
        format!("---\ntitle: {title}\nsummary: {title}\ncreated: 2026-11-01\nauthors: [{{name: {title}}}]\n---\n{text}")
    };
    let files = [
        ("hub.yaml", SETTINGS.to_owned()),
        ("content/about.md", page("About", "Text.\n")),
        ("content/attack.md", page(&quoted, text)),
        ("static/x.png", "not a picture".to_owned()),
    ];
    let files = files.into_iter().map(|(path, text)| (FileId::new(path), Some(text.into_bytes()))).collect();
    let world = MemoryWorld { files, today: date(2026, 11, 24) };
    let mut sink = MemorySink::default();
    let built = pipeline::build(&world, &mut sink, &Digest::of(b"hostile")).unwrap();
    built.published.map(|_| sink.site)
}

fn sanitiser() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .add_generic_attributes(["id", "class", "role", "tabindex", "aria-label"])
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt", "loading"])),
            ("th", HashSet::from(["scope"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    builder
}

/// Looks at every page of a site for anything that would run, and at the text of the page under attack for anything to clean.
#[track_caller]
fn judge(site: &BTreeMap<String, Vec<u8>>, what: &str, sanitiser: &ammonia::Builder<'_>) {
    let everything = Selector::parse("*").unwrap();
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
        for element in html.select(&everything) {
            let name = element.value().name();
            let is_data = element.attr("type") == Some("application/ld+json");
            assert!(name != "script" || is_data, "{what}: a script in {path}");
            let known = !matches!(
                name,
                "iframe" | "object" | "embed" | "base" | "form" | "style" | "math" | "animate" | "frame"
            );
            assert!(known, "{what}: <{name}> in {path}");
            for (attribute, value) in element.value().attrs() {
                assert!(!attribute.starts_with("on") && attribute != "style", "{what}: {attribute} in {path}");
                let folded: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let is_address = matches!(attribute, "href" | "src");
                let scheme = folded.split(':').next().unwrap_or_default().to_lowercase();
                let has_scheme = is_address && folded.contains(':') && !scheme.contains(['/', '?', '#', '.']);
                let is_safe = matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel");
                assert!(!has_scheme || is_safe, "{what}: {attribute}=\"{value}\" in {path}");
            }
            assert!(element.attr("http-equiv").is_none(), "{what}: http-equiv in {path}");
        }
    }
    let html = Html::parse_document(std::str::from_utf8(&site["attack/index.html"]).unwrap());
    let text = html.select(&Selector::parse(".text").unwrap()).next().unwrap().inner_html();
    assert_eq!(sanitiser.clean(&text).to_string(), text, "{what}: the sanitiser found something to change");
}

#[test]
fn hostile_text_in_every_construct_is_refused_or_shown_as_what_it_is() {
    let sanitiser = sanitiser();
    let (mut n_refused, mut n_shown) = (0, 0);
    for construct in CONSTRUCTS {
        for payload in PAYLOADS {
            let text = construct.replace('%', payload);
            match site_of("Attack", &text) {
                None => n_refused += 1,
                Some(site) => {
                    judge(&site, &text, &sanitiser);
                    n_shown += 1;
                }
            }
        }
    }
    assert!(n_refused > 100 && n_shown > 100, "{n_refused} refused, {n_shown} shown");
}

#[test]
fn hostile_titles_and_names_are_shown_as_what_they_are() {
    let sanitiser = sanitiser();
    for payload in PAYLOADS {
        let site = site_of(payload, "Text.\n").expect(payload);
        judge(&site, payload, &sanitiser);
        let html = Html::parse_document(std::str::from_utf8(&site["attack/index.html"]).unwrap());
        let heading: String = html.select(&Selector::parse("h1").unwrap()).next().unwrap().text().collect();
        assert_eq!(heading, *payload, "something was lost");
        let data: String = html.select(&Selector::parse("script").unwrap()).next().unwrap().text().collect();
        let data: serde_json::Value = serde_json::from_str(&data).expect(payload);
        assert_eq!(data["@graph"][0]["name"], *payload);
        let feed: atom_syndication::Feed = std::str::from_utf8(&site["feed.xml"]).unwrap().parse().expect(payload);
        assert!(feed.entries().iter().any(|entry| entry.title().value == *payload), "{payload} is lost from the feed");
    }
}

#[test]
fn hostile_addresses_are_refused_or_harmless_however_they_are_written() {
    let sanitiser = sanitiser();
    for link in LINKS {
        for address in ADDRESSES {
            let text = link.replace('%', address);
            if let Some(site) = site_of("Attack", &text) {
                judge(&site, &text, &sanitiser);
            }
        }
    }
    // The plainest forms are not only harmless: they are refused.
    for address in
        ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "%6Aavascript:alert(1)"]
    {
        assert!(site_of("Attack", &format!("[x](<{address}>)\n")).is_none(), "{address}");
    }
}
