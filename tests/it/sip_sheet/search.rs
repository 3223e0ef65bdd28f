//! What people type finds what they mean, in both orders that Zeal knows.

use std::cmp::Reverse;

use docsheet::index::Row;

use super::{CODES, entries, rows, troubleshooting};

/// Zeal up to 0.8.1: `LIKE '%query%'`, shortest name first.
fn by_length(query: &str) -> Vec<&'static Row> {
    let mut hits = containing(query);
    hits.sort_by_key(|row| row.name.chars().count());
    hits
}

/// Zeal since: an exact name first, then the earliest and the tightest match.
fn by_fit(query: &str) -> Vec<&'static Row> {
    let mut hits = containing(query);
    hits.sort_by_key(|row| {
        let place = row.name.to_lowercase().find(&query.to_lowercase());
        let exact = row.name.eq_ignore_ascii_case(query);
        (Reverse(exact), place, row.name.chars().count())
    });
    hits
}

fn containing(query: &str) -> Vec<&'static Row> {
    let query = query.to_lowercase();
    rows().iter().filter(|row| row.name.to_lowercase().contains(&query)).collect()
}

#[test]
fn a_bare_code_finds_its_entry_first() {
    for code in CODES.iter() {
        let name = format!("{} {}", code.number, code.phrase);
        assert_eq!(by_fit(code.number)[0].name, name);
        let first = by_length(code.number)[0];
        let own = rows().iter().find(|row| row.name == name).unwrap();
        assert_eq!(first.path, own.path, "{}: `{}` is shorter", code.number, first.name);
    }
}

#[test]
fn a_row_with_a_code_in_its_name_leads_to_that_code() {
    for code in CODES.iter() {
        for hit in containing(code.number) {
            // A warn code has numbers of its own: `Warning 305` is no 305.
            let mut words = hit.name.split(|letter: char| !letter.is_alphanumeric());
            let named = words.any(|word| word == code.number) && !hit.name.starts_with("Warning ");
            let tells_it = hit.path.contains(code.number) || told(hit).contains(code.number);
            assert!(!named || tells_it, "{}: `{}` leads elsewhere", code.number, hit.name);
        }
    }
}

/// All that the entry of a row says.
fn told(row: &Row) -> String {
    let mut both = entries().chain(troubleshooting::entries());
    let entry = both.find(|entry| entry.anchor.row_path() == row.path);
    let Some(entry) = entry else { return String::new() };
    let prose = entry.notes.iter().chain(&entry.td_notes);
    let prose = prose.map(|prose| prose.plain.as_str());
    [super::name(entry)].into_iter().chain(prose).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_cause_is_found_by_its_number_and_by_its_names_in_products() {
    for row in super::table(include_str!("../../sip/causes.tsv")) {
        let label = format!("{} {}", row[0], row[1]);
        let entry = entries().find(|entry| super::name(entry) == label).unwrap();
        let path = entry.anchor.row_path();
        // A few causes that never meet SIP are on the page, but not in the index.
        if !rows().iter().any(|row| row.path == path) {
            continue;
        }
        let number = row[0];
        let queries = [
            format!("cause {number}"),
            format!("cause={number}"),
            format!("Q.850 {number}"),
            format!("Q.850;cause={number}"),
            row[2].to_owned(),
            row[4].to_owned(),
        ];
        for query in queries.iter().filter(|query| !query.is_empty()) {
            assert_eq!(by_length(query)[0].path, path, "{query}");
            assert_eq!(by_fit(query)[0].path, path, "{query}");
        }
    }
}

/// Both sheets have the keyword `sip`, so Zeal ranks the rows of both together.
#[test]
fn a_question_to_both_sheets_is_answered_first() {
    let both: Vec<&Row> = rows().iter().chain(troubleshooting::rows()).collect();
    for question in super::table(include_str!("../../sip/questions.tsv")) {
        let (query, answer) = (question[0].to_lowercase(), question[1]);
        let place = |row: &Row| row.name.to_lowercase().find(&query);
        let hits: Vec<&Row> = both.iter().copied().filter(|row| place(row).is_some()).collect();
        let length = |row: &&&Row| row.name.chars().count();
        let shortest = hits.iter().min_by_key(length).unwrap_or_else(|| panic!("{query}"));
        let fittest = hits
            .iter()
            .min_by_key(|row| (!row.name.eq_ignore_ascii_case(&query), place(row), length(row)));
        for hit in [*shortest, *fittest.unwrap()] {
            let told = format!("{} {}", hit.name, told(hit)).to_lowercase();
            assert!(told.contains(&answer.to_lowercase()), "{query}: `{}`: {told}", hit.name);
        }
    }
}

/// What people type, and a row of the entry that must come first.
#[test]
fn what_people_type_finds_what_they_mean() {
    let cases = [
        ("busy here", "486 Busy Here"),
        ("busy everywhere", "600 Busy Everywhere"),
        ("4xx", "4xx"),
        ("7xx", "7xx"),
        ("603+", "603+ Network Blocked"),
        (
            "cause 38",
            "Q.850 38 Network out of order, NETWORK_OUT_OF_ORDER (cause 38, Q.850;cause=38)",
        ),
        ("Q.850 17", "17 User busy (Q.850)"),
        ("user busy", "17 User busy (Q.850)"),
        ("retry-after", "Retry-After"),
        ("min-se", "Min-SE"),
        ("unsupported certificate", "Unsupported Certificate (437)"),
        ("call leg", "Call Leg/Transaction Does Not Exist (481)"),
        ("session in progress", "Session in Progress (183)"),
        ("internal server error", "Internal Server Error (500)"),
        ("http version", "HTTP Version Not Supported (505)"),
        ("precondition failed", "Precondition Failed (412)"),
        ("stale date", "Stale Date (403 by STIR)"),
        ("party hangs up", "Party Hangs Up (701)"),
        ("early media", "Early media (183)"),
        ("100rel", "PRACK and 100rel"),
        ("b2bua", "Roles of UAC, UAS, proxy and B2BUA"),
        ("ack", "ACK"),
        ("glare", "Glare (491)"),
        ("codec", "No common codec (488)"),
        ("cause 1", "Q.850 1 (cause 1, Q.850;cause=1)"),
        ("Q.850 1", "Q.850 1 (cause 1, Q.850;cause=1)"),
        ("cause 2", "Q.850 2 (cause 2, Q.850;cause=2)"),
        ("cause 3", "Q.850 3 (cause 3, Q.850;cause=3)"),
        ("timeout", "408 Request Timeout"),
        ("refer", "Transfer (REFER)"),
        ("register", "REGISTER (registration)"),
        ("registration", "REGISTER (registration)"),
        ("failover", "Failover and retry"),
        ("which code", "Which code to send"),
        ("spam", "Blocked as spam, robocall (608)"),
        ("cancel", "Request Cancelled (487)"),
        ("canceled", "Caller hung up (canceled, 487)"),
        ("loop", "482 Loop Detected"),
        ("merged", "Request merged (482)"),
        ("max-forwards", "Max-Forwards (483)"),
        ("anonymous", "Anonymous call rejection (433)"),
        ("unknown code", "Unknown codes"),
        ("publish", "Events (SUBSCRIBE, NOTIFY, PUBLISH)"),
        ("dnd", "Do not disturb (DND, 480)"),
    ];
    for (query, wanted) in cases {
        let wanted = &rows().iter().find(|row| row.name == wanted).unwrap().path;
        assert_eq!(&by_length(query)[0].path, wanted, "{query}");
        assert_eq!(&by_fit(query)[0].path, wanted, "{query}");
    }
}

/// What people ask in forums: what they would type, and words of the answer in the first hit.
const QUESTIONS: &[(&str, &str)] = &[
    ("480", "phone off, not registered"),
    ("486", "480 is off or away"),
    ("423", "MUST Min-Expires"),
    ("cause 38", "503 Service Unavailable"),
    ("603+", "Not a new code"),
    ("487", "Each hop sends its own ACK"),
    ("401", "407 is the same from a proxy"),
    ("183", "It does not need 100rel"),
    ("503", "without it treat as 500"),
    ("405", "MUST Allow"),
    ("420", "MUST Unsupported"),
    ("491", "2.1–4 s if you chose the Call-ID"),
    ("glare", "2.1–4 s if you chose the Call-ID"),
    ("unsupported certificate", "renamed by RFC 8224"),
    ("202", "treat as 200"),
    ("430", "433, not 430, is Anonymity Disallowed"),
    ("retry-after", "MAY 404, 480, 486, 500, 503, 600, 603"),
    ("no common codec", "606 holds for all devices"),
    ("408", "never for other methods"),
    ("4xx", "treat as 400"),
    ("6xx", "cancels its pending branches"),
    ("ack", "3xx–6xx to INVITE: every hop on its own"),
    ("reason phrase", "free text"),
    ("701", "Never on the wire"),
    ("phone off", "phone off, not registered"),
    ("not registered", "cannot be reached just now"),
    ("cause 16", "BYE or CANCEL"),
    ("cause 34", "503 Service Unavailable"),
    ("cause 1", "404 Not Found"),
    ("unallocated", "404 Not Found"),
    ("wrong number", "No such user"),
    ("488", "If the codecs match: SRTP against RTP"),
    ("srtp", "a WebRTC profile (SAVPF) against AVP"),
    ("481", "if the far end still talks, compare Call-ID and both tags"),
    ("503", "leave this one alone for the time in Retry-After"),
    ("477", "could not send the request to the next hop"),
    ("604", "404 holds for one domain"),
    ("404", "604 holds for every server"),
    ("202", "SUBSCRIBE, NOTIFY and REFER it must not be sent"),
    ("380", "dialed as a normal call"),
    ("emergency", "application/3gpp-ims+xml"),
    ("spam", "603+ does the same job"),
    ("rejected", "A machine on the path"),
    ("call rejected", "Call rejected by hand 603"),
    ("cause 21", "403 Forbidden; 603 Decline if the location is the user"),
    ("which code", "Call rejected by policy"),
    ("408", "Long before 32 s: from a proxy with shorter timers"),
    ("spiral", "is no loop"),
    ("482", "A spiral"),
    ("unknown", "counts as the x00 of its class"),
    ("failover", "only a 503"),
    ("www-authenticate", "MUST 401; MAY 407"),
    ("6xx", "no other branch"),
    ("forking", "the pending branches get CANCEL"),
    ("wrong password", "401 in a loop"),
    ("32 seconds", "the ACK never arrives"),
    ("hung up", "That is normal"),
    ("answered elsewhere", "Reason: SIP;cause=200"),
    ("do not disturb", "set to do not disturb"),
    ("no answer", "480 Temporarily Unavailable"),
    ("ringback", "never comes"),
    ("early media", "the 200 must repeat its SDP"),
    ("options ping", "any response"),
    ("timer b", "as if a 408 had come"),
    ("stir", "Reason: STIR"),
    ("certificate", "renamed by RFC 8224"),
    ("refer", "comes in the body of a NOTIFY"),
    ("registration", "take at least Min-Expires"),
    ("record-route", "copied from the INVITE"),
    ("session timer", "Session-Expires at least the Min-SE"),
    ("overload", "all channels of a trunk in use"),
    ("422", "90 s or more"),
    ("489", "subscriber, for NOTIFY"),
    ("unsupported", "MUST 420"),
    ("call-id", "repeats Via, From, To, Call-ID and CSeq"),
    ("100", "MUST Timestamp"),
    ("504", "for an UPDATE that its user would have to confirm"),
    ("421", "a first-hop proxy that wants a security agreement"),
    ("cause 127", "500 Server Internal Error"),
    ("blf", "the notifier drops it"),
    ("478", "478 \"Unresolvable destination\""),
];

#[test]
fn one_search_answers_what_people_ask() {
    for &(query, answer) in QUESTIONS {
        for hit in [by_length(query)[0], by_fit(query)[0]] {
            let told = told(hit);
            assert!(told.contains(answer), "{query}: {told}");
        }
    }
}

#[test]
fn rows_are_distinct_and_few() {
    let names: Vec<_> = rows().iter().map(|row| row.name.as_str()).collect();
    let distinct: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(distinct.len(), names.len());
    assert!(names.len() <= 335, "{} rows flood the table of contents", names.len());
}
