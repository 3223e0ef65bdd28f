//! Several docsets → which replace or shadow each other.

use super::code::Code;
use super::finding::{Finding, printable};
use super::report::Report;
use crate::identity::{self, Clash};

/// Notes docsets of other names that replace or shadow each other in Zeal, or have one identifier.
pub fn compare(reports: &mut [Report]) {
    compare_in_zeal(reports);
    compare_identifiers(reports);
}

fn compare_in_zeal(reports: &mut [Report]) {
    let known: Vec<_> = reports
        .iter()
        .filter_map(|report| Some((report.name.clone(), report.zeal_name.clone()?)))
        .collect();
    for report in reports {
        let Some(own) = report.zeal_name.clone() else { continue };
        let others = || known.iter().filter(|(name, _)| *name != report.name);
        let find =
            |wanted| others().find(|(_, other)| identity::clash(&own, other) == Some(wanted));
        if let Some((name, _)) = find(Clash::Name) {
            add(report, Code::SameName, &format!("{own}: also {name}"));
        } else if let Some((name, other)) = find(Clash::Address) {
            let example = format!("{own}: also {name}, which is `{other}` there");
            add(report, Code::SameAddress, &example);
        }
    }
}

fn add(report: &mut Report, code: Code, example: &str) {
    let examples = vec![printable(example)];
    report.findings.push(Finding { code, count: 1, examples });
    report.findings.sort_by_key(|finding| finding.code);
}

/// Empty identifiers are noted already.
fn compare_identifiers(reports: &mut [Report]) {
    let known: Vec<_> =
        reports.iter().map(|report| (report.name.clone(), report.identifier.clone())).collect();
    for report in reports {
        let twin = known
            .iter()
            .find(|(name, identifier)| *name != report.name && *identifier == report.identifier);
        if let (Some((name, _)), Some(identifier)) = (twin, &report.identifier) {
            let example = format!("{identifier}: also {name}");
            add(report, Code::SharedIdentifier, &example);
        }
    }
}
