//! Constants: what a name with a capital letter stands for, the sheet's own and Ruby's.

use std::rc::Rc;

use ruby_prism::Node;

use super::builtin;
use super::code::{ERRORS, Frame, Module};
use super::interpreter::{Eval, Flow, Interpreter, failure, text};
use super::refused;
use super::value::Value;
use crate::source::Span;

/// Ruby's own modules that are no classes.
const MIXED_IN: &[&str] = &["Comparable", "Enumerable", "Kernel", "Math", "YAML", "JSON"];

impl<'pr> Interpreter<'pr, '_> {
    pub(crate) fn constant(&mut self, name: &str, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        self.find_constant(&frame.module, name).ok_or_else(|| self.no_constant(name, span, frame))
    }

    /// Looks outwards through the enclosing modules, then upwards through the parents.
    pub(crate) fn find_constant(&self, module: &Rc<Module<'pr>>, name: &str) -> Option<Value<'pr>> {
        let mut around = Some(module);
        while let Some(module) = around {
            if let Some(value) = constant_of(module, name) {
                return Some(value);
            }
            around = module.outer.as_ref();
        }
        constant_of(&self.top, name).or_else(|| self.built_in_module(name))
    }

    fn no_constant(&self, name: &str, span: Span, frame: &Frame<'pr>) -> Flow<'pr> {
        let mut known = Vec::new();
        let mut around = Some(&frame.module);
        while let Some(module) = around {
            known.extend(module.constants.borrow().keys().cloned());
            around = module.outer.as_ref();
        }
        if let Some(finding) = refused::constant(name, span) {
            return finding.into();
        }
        let finding = failure(span, format!("`{name}` is not defined"));
        match crate::wording::nearest(name, known.iter().map(String::as_str)) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("a name with a capital letter is a constant or a class; define it above, or put quotes around a text"),
        }
        .into()
    }

    pub(crate) fn constant_path(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        let Some(path) = node.as_constant_path_node() else { return Ok(Value::Nil) };
        let name = path.name().map(|name| text(name.as_slice())).unwrap_or_default();
        let module = match path.parent() {
            Some(parent) => self.eval(&parent, frame)?,
            None => Value::Module(Rc::clone(&self.top)),
        };
        let found = match &module {
            Value::Module(module) => {
                constant_of(module, &name).or_else(|| self.built_in_constant(module.name(), &name))
            }
            _ => None,
        };
        found.ok_or_else(|| {
            if let Some(finding) = refused::method(&module, &name, span) {
                return finding.into();
            }
            let whole = self.source.slice(span);
            failure(span, format!("`{whole}` is not defined"))
                .hint("define it above, or check its spelling")
                .into()
        })
    }

    /// One of Ruby's own modules.
    pub(crate) fn built_in_module(&self, name: &str) -> Option<Value<'pr>> {
        let error = ERRORS.iter().copied().find(|known| *known == name);
        let name = error.or_else(|| builtin::module_named(name))?;
        let mut made = self.modules.borrow_mut();
        let module = made.entry(name).or_insert_with(|| {
            let module = Module::new(name.to_owned(), !MIXED_IN.contains(&name), None, None);
            Rc::new(Module { is_native: error.is_none(), ..module })
        });
        Some(Value::Module(Rc::clone(module)))
    }

    /// A constant inside one of Ruby's own modules.
    pub(crate) fn built_in_constant(&self, module: &str, name: &str) -> Option<Value<'pr>> {
        match (module, name) {
            ("File", "SEPARATOR") => Some(Value::str("/")),
            ("Math", "PI") => Some(Value::Float(std::f64::consts::PI)),
            ("Math", "E") => Some(Value::Float(std::f64::consts::E)),
            ("Float", "INFINITY") => Some(Value::Float(f64::INFINITY)),
            ("Float", "NAN") => Some(Value::Float(f64::NAN)),
            ("Regexp", "IGNORECASE") => Some(Value::Int(1)),
            ("Regexp", "EXTENDED") => Some(Value::Int(2)),
            ("Regexp", "MULTILINE") => Some(Value::Int(4)),
            _ => None,
        }
    }
}

fn constant_of<'pr>(module: &Module<'pr>, name: &str) -> Option<Value<'pr>> {
    let own = module.constants.borrow().get(name).cloned();
    own.or_else(|| module.included.borrow().iter().find_map(|included| constant_of(included, name)))
        .or_else(|| constant_of(module.parent.as_ref()?, name))
}
