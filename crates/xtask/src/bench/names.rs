//! The names of the corpus: terms of the three facets, and the parts that titles are put together from.

/// Terms of the facet `problem`.
pub const PROBLEMS: [&str; 20] = [
    "Antisocial behaviour",
    "Arson",
    "Burglary",
    "Child sexual exploitation",
    "County lines",
    "Cyber-crime",
    "Domestic abuse",
    "Drug markets",
    "Fraud",
    "Gangs",
    "Hate crime",
    "Indecent images",
    "Knife crime",
    "Mental health crisis",
    "Missing children",
    "Organised crime",
    "Robbery",
    "Shoplifting",
    "Stalking",
    "Vehicle crime",
];

/// Terms of the facet `intervention`; titles start with them, so that the A to Z has many letters.
pub const INTERVENTIONS: [&str; 60] = [
    "Advocacy for victims",
    "Alley gates",
    "Alternatives to custody",
    "Appeals for information",
    "Bail conditions",
    "Body-worn video",
    "Bystander training",
    "Call grading",
    "Child safety visits",
    "Closed circuit television",
    "Cognitive behavioural programmes",
    "Community meetings",
    "Conditional cautions",
    "Crisis intervention teams",
    "Curfews",
    "Danger assessment",
    "Diversion schemes",
    "Door-to-door visits",
    "Drug testing on arrest",
    "Early help",
    "Electronic tags",
    "Exclusion orders",
    "Family group conferences",
    "Focused deterrence",
    "Foot patrol",
    "Guardianship schemes",
    "Home visits",
    "Hostage negotiation",
    "Hot spots policing",
    "Integrated offender management",
    "Interview training",
    "Joint response cars",
    "Keyworker support",
    "Licensing checks",
    "Mapping of networks",
    "Mediation",
    "Mentoring",
    "Multi-agency conferences",
    "Neighbourhood watch",
    "Notices to online offenders",
    "Outreach work",
    "Peer education",
    "Problem-oriented policing",
    "Property marking",
    "Protective orders",
    "Quick response visits",
    "Raids",
    "Restorative justice",
    "Risk assessment tools",
    "School liaison",
    "Second responder visits",
    "Security surveys",
    "Stop and search",
    "Street lighting",
    "Street triage",
    "Target hardening",
    "Undercover work online",
    "Victim letters",
    "Warning messages online",
    "Youth panels",
];

/// Terms of the facet `outcome`.
pub const OUTCOMES: [&str; 15] = [
    "Calls for service",
    "Cost",
    "Displacement",
    "Fear of crime",
    "Finding time",
    "Harm",
    "Officer time",
    "Public perceptions",
    "Recorded crime",
    "Reoffending",
    "Repeat victimisation",
    "Reporting to police",
    "Risk grading",
    "Safeguarding referrals",
    "Victim satisfaction",
];

const GROUPS: [&str; 12] = [
    "among young adults",
    "among repeat victims",
    "among care leavers",
    "among older people",
    "among first-time offenders",
    "among frequent callers",
    "among shop staff",
    "among school pupils",
    "among people in custody",
    "among families in crisis",
    "among night workers",
    "among students",
];

const PLACES: [&str; 12] = [
    "in market towns",
    "in city centres",
    "on housing estates",
    "in rural areas",
    "in coastal towns",
    "near schools",
    "around stations",
    "after closing time",
    "in shared housing",
    "on bus routes",
    "in retail parks",
    "in new suburbs",
];

/// The number of titles that can be told apart.
pub const N_TITLES: usize = INTERVENTIONS.len() * PROBLEMS.len() * GROUPS.len() * PLACES.len();

/// A step without a common factor with [`N_TITLES`] (2, 3 and 5 are its primes), near the golden section of it: every page gets a
/// title of its own, and any run of pages has titles from all over the alphabet.
const STEP: usize = 106_793;

/// A title, and the terms that it speaks of.
pub struct Title {
    /// The title.
    pub words: String,
    /// The place of its intervention in [`INTERVENTIONS`].
    pub intervention: usize,
    /// The place of its problem in [`PROBLEMS`].
    pub problem: usize,
}

/// The title of a page.
pub fn title(page: usize) -> Title {
    let place = (page * STEP + 7_919) % N_TITLES;
    let (place, at) = (place / PLACES.len(), PLACES[place % PLACES.len()]);
    let (place, among) = (place / GROUPS.len(), GROUPS[place % GROUPS.len()]);
    let (intervention, problem) = (place / PROBLEMS.len(), place % PROBLEMS.len());
    let words = format!("{} and {} {among} {at}", INTERVENTIONS[intervention], PROBLEMS[problem].to_lowercase());
    Title { words, intervention, problem }
}

/// A name as an address.
pub fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Another word for a term: its initials, as the police would call it.
pub fn synonym(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}
