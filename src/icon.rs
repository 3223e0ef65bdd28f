//! A docset's icons: the author's two PNG files, or the built-in ones.

use std::io::Cursor;

use crate::diagnostic::{Code, Diagnostic};

/// The two icons of a docset, as PNG files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icons {
    /// 16×16 pixels.
    pub small: Vec<u8>,
    /// 32×32 pixels, for screens with twice the density.
    pub large: Vec<u8>,
}

impl Icons {
    /// What a docset gets whose author gave none.
    #[must_use]
    pub fn built_in() -> Self {
        Self {
            small: include_bytes!("../templates/icon.png").to_vec(),
            large: include_bytes!("../templates/icon@2x.png").to_vec(),
        }
    }
}

/// The side of [`Icons::small`] in pixels.
pub const SMALL: u32 = 16;

/// The side of [`Icons::large`] in pixels.
pub const LARGE: u32 = 32;

/// Most bytes of an icon's file.
pub const MOST_BYTES: usize = 1 << 20;

/// Takes the files `NAME.png` and `NAME@2x.png` beside the definition, if both are there and
/// right; else the built-in ones, with a finding for whatever is wrong.
#[must_use]
pub fn choose(
    name: &str,
    small: Option<Vec<u8>>,
    large: Option<Vec<u8>>,
) -> (Icons, Vec<Diagnostic>) {
    let (small_name, large_name) = (format!("{name}.png"), format!("{name}@2x.png"));
    let findings: Vec<_> = match (&small, &large) {
        (Some(small), Some(large)) => [(small_name, small, SMALL), (large_name, large, LARGE)]
            .into_iter()
            .filter_map(|(name, png, side)| check(&name, png, side))
            .collect(),
        (Some(_), None) => vec![alone(&small_name, &large_name, LARGE)],
        (None, Some(_)) => vec![alone(&large_name, &small_name, SMALL)],
        (None, None) => Vec::new(),
    };
    match (small, large) {
        (Some(small), Some(large)) if findings.is_empty() => (Icons { small, large }, findings),
        _ => (Icons::built_in(), findings),
    }
}

/// Width and height of a PNG file in pixels; the reason when it cannot be read to its end.
///
/// # Errors
/// The decoder's words.
pub fn size(png: &[u8]) -> Result<(u32, u32), String> {
    let limits = png::Limits { bytes: 1 << 20 };
    let mut reader = png::Decoder::new_with_limits(Cursor::new(png), limits)
        .read_info()
        .map_err(|error| error.to_string())?;
    let (width, height) = reader.info().size();
    if width.max(height) <= 1024 {
        reader.finish().map_err(|error| error.to_string())?;
    }
    Ok((width, height))
}

fn check(name: &str, png: &[u8], side: u32) -> Option<Diagnostic> {
    let problem = match size(png) {
        _ if png.len() > MOST_BYTES => format!("the icon `{name}` is larger than 1 MiB"),
        Ok((width, height)) if (width, height) == (side, side) => return None,
        Ok((width, height)) => {
            format!("the icon `{name}` is {width}×{height} pixels instead of {side}×{side}")
        }
        Err(reason) => format!("the icon `{name}` is no PNG file that can be read: {reason}"),
    };
    Some(finding(problem).hint(format!("save it as a PNG of {side}×{side} pixels")))
}

fn alone(there: &str, missing: &str, side: u32) -> Diagnostic {
    finding(format!("the icon `{there}` has no `{missing}` beside it"))
        .hint(format!("add `{missing}`, {side}×{side} pixels"))
}

fn finding(problem: String) -> Diagnostic {
    Diagnostic::new(Code::BadIcon, problem).hint("until then the docset shows the built-in icon")
}
