//! Structured data (schema.org as JSON-LD): what each page is, for search engines and reference managers.

use serde_json::{Value, json};

use super::views::LinkView;
use super::views::Making;
use crate::model::{Detail, Entry, EntryId, Format, Level, Role};

/// The structured data of an entry's page.
pub(super) fn of_entry(making: &Making<'_>, id: EntryId) -> Value {
    let entry = making.hub.entry(id);
    let mut value = own(making, id, entry);
    let settings = &making.hub.settings;
    let organisation = json!({ "@type": "Organization", "name": settings.name.in_language(making.language) });
    let authors: Vec<Value> = entry
        .authors
        .iter()
        .map(|author| {
            let mut person = json!({ "@type": "Person", "name": author.name });
            if let Some(orcid) = &author.orcid {
                person["@id"] = json!(format!("https://orcid.org/{}", orcid.as_str()));
            }
            if let Some(affiliation) = &author.affiliation {
                person["affiliation"] = json!({ "@type": "Organization", "name": affiliation });
            }
            person
        })
        .collect();
    let url = making.canonical(making.plan.entry(id).as_str());
    value["@id"] = json!(url);
    value["url"] = json!(url);
    value["name"] = json!(entry.title);
    value["description"] = json!(entry.summary);
    let is_work = !matches!(entry.detail, Detail::Partner(_) | Detail::Event(_) | Detail::Project(_));
    if is_work {
        value["inLanguage"] = json!(entry.language.as_str());
        value["dateCreated"] = json!(entry.created.to_string());
        value["dateModified"] = json!(entry.updated.to_string());
        value["license"] = json!(settings.licence.url);
        value["publisher"] = organisation.clone();
        value["author"] = if authors.is_empty() { organisation } else { Value::Array(authors) };
        let based_on: Vec<String> = entry
            .based_on
            .iter()
            .map(|rests| {
                making.canonical(making.plan.entry(making.hub.in_language(rests.on, making.language)).as_str())
            })
            .collect();
        if !based_on.is_empty() {
            value["isBasedOn"] = json!(based_on);
        }
    }
    value
}

fn own(making: &Making<'_>, id: EntryId, entry: &Entry) -> Value {
    let organiser = json!({ "@type": "Organization", "name": making.hub.settings.name.in_language(making.language) });
    match &entry.detail {
        Detail::Review(review) => json!({
            "@type": "ScholarlyArticle", "headline": entry.title, "abstract": review.words.answer.what_works,
            "version": review.facts.version.value, "datePublished": entry.created.to_string(),
        }),
        Detail::Session(session) => json!({
            "@type": "LearningResource", "learningResourceType": "briefing", "timeRequired": "PT7M", "teaches": session.action,
        }),
        Detail::Course(course) => {
            let modules: Vec<String> = making
                .plan
                .lists
                .modules_of(making.hub.in_language(id, making.hub.settings.primary()))
                .iter()
                .map(|id| making.canonical(making.plan.entry(*id).as_str()))
                .collect();
            json!({
                "@type": "Course", "provider": organiser, "timeRequired": minutes(course.facts.duration_minutes),
                "teaches": course.words.outcomes, "hasPart": modules,
                "educationalLevel": match course.facts.level {
                    Level::Awareness => "Beginner",
                    Level::Practitioner => "Intermediate",
                    Level::Trainer => "Advanced",
                },
            })
        }
        Detail::Module(module) => {
            let course = entry.course.map(|course| making.canonical(making.plan.entry(course).as_str()));
            json!({
                "@type": "LearningResource", "timeRequired": minutes(module.facts.duration_minutes),
                "teaches": module.words.outcomes, "isPartOf": course, "position": module.facts.position.value,
            })
        }
        Detail::Event(event) => json!({
            "@type": "Event", "organizer": organiser,
            "startDate": zoned(event.facts.starts.value.0),
            "endDate": event.facts.ends.as_ref().map(|ends| zoned(ends.value.0)),
            "eventAttendanceMode": match event.facts.format {
                Format::Online => "https://schema.org/OnlineEventAttendanceMode",
                Format::InPerson => "https://schema.org/OfflineEventAttendanceMode",
                Format::Hybrid => "https://schema.org/MixedEventAttendanceMode",
            },
            "location": match (event.facts.format, &event.words.place) {
                (Format::Online, _) => json!({ "@type": "VirtualLocation", "url": making.canonical(making.plan.entry(id).as_str()) }),
                (_, Some(place)) => json!({ "@type": "Place", "name": place }),
                _ => Value::Null,
            },
        }),
        Detail::Partner(partner) => json!({
            "@type": match partner.role {
                Role::University => "CollegeOrUniversity",
                Role::PoliceForce | Role::Company => "Organization",
            },
        }),
        Detail::Project(_) => json!({ "@type": "ResearchProject" }),
        Detail::News(_) => json!({
            "@type": "NewsArticle", "headline": entry.title, "datePublished": entry.created.to_string(),
        }),
        Detail::Tool(_) | Detail::Page(_) => json!({ "@type": "WebPage" }),
    }
}

fn minutes(minutes: u32) -> String {
    format!("PT{minutes}M")
}

/// A time in Europe/London with its offset from UTC; as written where the time zone does not have it.
fn zoned(moment: jiff::civil::DateTime) -> String {
    match moment.in_tz("Europe/London") {
        Ok(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => moment.to_string(),
    }
}

/// The text of a script element that holds the structured data of a page and its breadcrumbs. It is data: nothing runs it, and
/// `<` is written so that it cannot end the element.
pub(super) fn script(own: &Value, breadcrumbs: &[LinkView], title: &str, making: &Making<'_>) -> String {
    let mut graph = Vec::new();
    if own.is_object() {
        graph.push(without_nulls(own.clone()));
    }
    if !breadcrumbs.is_empty() {
        let here = LinkView { title: title.to_owned(), address: making.address.to_string() };
        let items: Vec<Value> = breadcrumbs
            .iter()
            .chain([&here])
            .enumerate()
            .map(|(place, link)| {
                json!({ "@type": "ListItem", "position": place + 1, "name": link.title, "item": making.canonical(&link.address) })
            })
            .collect();
        graph.push(json!({ "@type": "BreadcrumbList", "itemListElement": items }));
    }
    let value = json!({ "@context": "https://schema.org", "@graph": graph });
    value.to_string().replace('<', "\\u003c")
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key, without_nulls(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
