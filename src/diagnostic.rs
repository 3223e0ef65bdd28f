//! What the author did wrong: findings with places, and how they are drawn.

mod part;
mod code;
mod finding;
mod together;
mod picture;
mod policy;

pub use code::{Code, RULES, Rule, Severity};
pub use finding::{Diagnostic, Label, any_error};
pub use part::Part;
pub use picture::{Look, draw};
pub use policy::Policy;
pub use together::{also, sort, together};
