//! Several docsets → which replace or shadow each other.

use super::code::Code;
use super::finding::{Finding, printable};
use super::report::Report;
use crate::identity;

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
        let address = identity::address(&own);
        let others = || known.iter().filter(|(name, _)| *name != report.name);
        let same = others().find(|(_, other)| *other == own).map(|other| (Code::SameName, other));
        let near = || others().find(|(_, other)| identity::address(other) == address);
        let found = same.or_else(|| near().map(|other| (Code::SameAddress, other)));
        if let Some((code, (name, other))) = found {
            let example = match code {
                Code::SameName => format!("{own}: also {name}"),
                _ => format!("{own}: also {name}, which is `{other}` there"),
            };
            add(report, code, &example);
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
