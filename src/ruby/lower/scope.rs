//! Which variables a body has, while it is lowered: name → where its value lies.

use std::collections::HashMap;

use crate::ruby::expr::Variable;
use crate::ruby::value::Name;

/// The bodies around a place, innermost last.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    open: Vec<Scope>,
}

#[derive(Debug, Default)]
struct Scope {
    places: HashMap<Name, usize>,
    count: usize,
    /// A block sees the variables around it.
    is_block: bool,
    in_loop: bool,
}

impl Scopes {
    pub(super) fn open_method(&mut self) {
        self.open.push(Scope::default());
    }

    pub(super) fn open_block(&mut self) {
        self.open.push(Scope { is_block: true, ..Scope::default() });
    }

    /// Ends a body: how many variables it has.
    pub(super) fn close(&mut self) -> usize {
        self.open.pop().map_or(0, |scope| scope.count)
    }

    /// Makes a variable of this very body: parameters hide what is around.
    pub(super) fn declare(&mut self, name: Name) -> usize {
        let place = self.hidden();
        if let Some(scope) = self.open.last_mut() {
            scope.places.insert(name, place);
        }
        place
    }

    /// The variable of this name, made here if there is none yet.
    pub(super) fn find(&mut self, name: Name) -> Variable {
        for (out, scope) in self.open.iter().rev().enumerate() {
            if let Some(place) = scope.places.get(&name) {
                return Variable::Local(out, *place);
            }
            if !scope.is_block {
                break;
            }
        }
        Variable::Local(0, self.declare(name))
    }

    /// A place without a name.
    pub(super) fn hidden(&mut self) -> usize {
        let Some(scope) = self.open.last_mut() else { return 0 };
        scope.count += 1;
        scope.count - 1
    }

    pub(super) fn in_loop(&self) -> bool {
        self.open.last().is_some_and(|scope| scope.in_loop)
    }

    /// Begins the body of a `while`; what is returned goes to `leave_loop`.
    pub(super) fn enter_loop(&mut self) -> bool {
        self.set_loop(true)
    }

    pub(super) fn leave_loop(&mut self, around: bool) {
        self.set_loop(around);
    }

    fn set_loop(&mut self, now: bool) -> bool {
        self.open.last_mut().is_some_and(|scope| std::mem::replace(&mut scope.in_loop, now))
    }
}
