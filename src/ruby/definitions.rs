//! What a sheet defines for itself: methods, classes, modules.

use std::rc::Rc;

use ruby_prism::{DefNode, Node};

use super::builtin;
use super::code::{Env, Frame, Method, MethodCode, Module};
use super::interpreter::{Eval, Interpreter, failure, span_of, text};
use super::refused;
use super::value::Value;
use crate::source::Span;

impl<'pr> Interpreter<'pr, '_> {
    /// Evaluates a definition or a call; `None` when the node is neither.
    pub(crate) fn definition(
        &mut self,
        node: &Node<'pr>,
        span: Span,
        frame: &Frame<'pr>,
    ) -> Option<Eval<'pr>> {
        Some(match node {
            Node::CallNode { .. } => self.call_node(node, span, frame),
            Node::YieldNode { .. } => self.yield_node(node, span, frame),
            Node::LambdaNode { .. } => self.lambda_node(node, span, frame),
            Node::DefNode { .. } => self.define_method(node, span, frame),
            Node::ClassNode { .. } => {
                let class = node.as_class_node()?;
                let parent =
                    match class.superclass().map(|parent| self.eval(&parent, frame)).transpose() {
                        Ok(parent) => parent,
                        Err(flow) => return Some(Err(flow)),
                    };
                let parent = match parent {
                    Some(Value::Module(parent)) => Some(parent),
                    _ => None,
                };
                let module = self.open(&text(class.name().as_slice()), true, parent, frame);
                self.inside(module, class.body().as_ref(), frame)
            }
            Node::ModuleNode { .. } => {
                let opened = node.as_module_node()?;
                let module = self.open(&text(opened.name().as_slice()), false, None, frame);
                self.inside(module, opened.body().as_ref(), frame)
            }
            Node::SingletonClassNode { .. } => self.singleton(node, span, frame),
            Node::AliasMethodNode { .. } => {
                let alias = node.as_alias_method_node()?;
                let (new, old) = (symbol(&alias.new_name())?, symbol(&alias.old_name())?);
                self.alias(&new, &old, span, frame)
            }
            Node::SuperNode { .. } | Node::ForwardingSuperNode { .. } => {
                self.super_node(node, span, frame)
            }
            _ => return None,
        })
    }

    fn define_method(&mut self, node: &Node<'pr>, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(def) = node.as_def_node() else { return Ok(Value::Nil) };
        let name = text(def.name().as_slice());
        if let Some(finding) = refused::definition(&name, span_of_name(&def)) {
            return Err(finding.into());
        }
        let owner = def.receiver().map(|receiver| self.eval(&receiver, frame)).transpose()?;
        let (module, own) = match owner {
            None => (Rc::clone(&frame.module), frame.module.defines_own.get()),
            Some(Value::Module(module)) => (module, true),
            Some(Value::Scope(_)) => (Rc::clone(&self.top), false),
            Some(other) => {
                let message = format!("a method cannot be added to {}", other.kind().described());
                return Err(failure(span, message)
                    .hint("write `def name` or `def self.name`")
                    .into());
            }
        };
        self.meter.make(super::literals::CONTAINER_BYTES, span)?;
        let method = Rc::new(Method {
            name: name.clone(),
            code: MethodCode::Def { parameters: def.parameters(), body: def.body() },
            module: Rc::clone(&frame.module),
        });
        let methods = if own { &module.own_methods } else { &module.methods };
        methods.borrow_mut().insert(name.clone(), method);
        Ok(Value::sym(&name))
    }

    /// The class or module of this name, made if there is none yet.
    fn open(
        &self,
        name: &str,
        is_class: bool,
        parent: Option<Rc<Module<'pr>>>,
        frame: &Frame<'pr>,
    ) -> Rc<Module<'pr>> {
        if let Some(Value::Module(module)) = frame.module.constants.borrow().get(name) {
            return Rc::clone(module);
        }
        let full = frame.module.name_inside(name);
        let outer = Some(Rc::clone(&frame.module));
        let is_native = builtin::MODULES.contains(&full.as_str());
        let module = Module { is_native, ..Module::new(full, is_class, outer, parent) };
        let module = Rc::new(module);
        let value = Value::Module(Rc::clone(&module));
        frame.module.constants.borrow_mut().insert(name.to_owned(), value);
        module
    }

    fn inside(
        &mut self,
        module: Rc<Module<'pr>>,
        body: Option<&Node<'pr>>,
        frame: &Frame<'pr>,
    ) -> Eval<'pr> {
        module.defines_own.set(false);
        let this = Value::Module(Rc::clone(&module));
        let inner = Frame { this, module, block: None, env: Env::new(), ..frame.clone() };
        self.body(body, &inner)
    }

    /// `class << self`: methods in there belong to the module itself.
    fn singleton(&mut self, node: &Node<'pr>, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some(class) = node.as_singleton_class_node() else { return Ok(Value::Nil) };
        if class.expression().as_self_node().is_none() {
            return Err(failure(span, "`class <<` works on `self` only")
                .hint("write `class << self`")
                .into());
        }
        let before = frame.module.defines_own.replace(true);
        let value = self.body(class.body().as_ref(), frame);
        frame.module.defines_own.set(before);
        value
    }

    fn alias(&mut self, new: &str, old: &str, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        let module = &frame.module;
        let (methods, found) = if module.defines_own.get() {
            (&module.own_methods, module.own_method(old))
        } else {
            (&module.methods, module.instance_method(old))
        };
        let message = format!("there is no method `{old}` to give another name");
        let method = found.ok_or_else(|| failure(span, message))?;
        methods.borrow_mut().insert(new.to_owned(), method);
        Ok(Value::Nil)
    }

    /// `super`: the method of the same name in the parent class.
    fn super_node(&mut self, node: &Node<'pr>, span: Span, frame: &Frame<'pr>) -> Eval<'pr> {
        let Some((name, module)) = self.running.last().cloned() else {
            return Err(failure(span, "`super` is outside any method").into());
        };
        let arguments = match node.as_super_node().and_then(|node| node.arguments()) {
            Some(list) => self.arguments(&list.arguments(), frame)?,
            None => match node.as_super_node() {
                Some(_) => super::arguments::Arguments::default(),
                None => self.passed_on(&name, &module, frame),
            },
        };
        let parent = module.parent.clone();
        let (own, method) = match (&frame.this, parent) {
            (Value::Module(_), Some(parent)) => (true, parent.own_method(&name)),
            (_, Some(parent)) => (false, parent.instance_method(&name)),
            _ => (false, None),
        };
        let _ = own;
        match method {
            Some(method) => self.run_method(&method, frame.this.clone(), arguments, span),
            None if name == "initialize" => Ok(Value::Nil),
            None => Err(failure(span, format!("no parent class has a method `{name}`")).into()),
        }
    }
}

fn span_of_name(def: &DefNode) -> Span {
    let place = def.name_loc();
    Span::new(place.start() as usize, place.end() as usize)
}

fn symbol(node: &Node) -> Option<String> {
    node.as_symbol_node().map(|symbol| text(symbol.unescaped()))
}

/// The place of a node's name, for findings.
pub(crate) fn message_span(node: &Node) -> Span {
    let call = node.as_call_node();
    let message = call.and_then(|call| call.message_loc());
    message.map_or_else(
        || span_of(node),
        |place| Span::new(place.start() as usize, place.end() as usize),
    )
}
