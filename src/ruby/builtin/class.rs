//! What stands in the body of a class or module, and methods of classes and modules.

use std::rc::Rc;

use super::{Builtin, Call, method, variadic};
use crate::ruby::code::{Frame, Method, MethodCode, Module};
use crate::ruby::compare::is_a;
use crate::ruby::interpreter::{Eval, Flow, Interpreter};
use crate::ruby::value::Value;

/// Called without a receiver.
pub(crate) const FUNCTIONS: &[Builtin] = &[
    variadic("attr_reader", 0, |me, call| attributes(me, &call, true, false)),
    variadic("attr_writer", 0, |me, call| attributes(me, &call, false, true)),
    variadic("attr_accessor", 0, |me, call| attributes(me, &call, true, true)),
    variadic("private", 0, |_, call| Ok(call.argument(0))),
    variadic("public", 0, |_, call| Ok(call.argument(0))),
    variadic("protected", 0, |_, call| Ok(call.argument(0))),
    variadic("private_class_method", 0, |_, _| Ok(Value::Nil)),
    variadic("public_class_method", 0, |_, _| Ok(Value::Nil)),
    variadic("private_constant", 0, |_, _| Ok(Value::Nil)),
    variadic("module_function", 0, module_function),
    variadic("include", 1, |_, call| mixed_in(&call, true)),
    variadic("extend", 1, |_, call| mixed_in(&call, false)),
    method("define_method", 1, 2, define_method),
    method("alias_method", 2, 2, |me, call| {
        let (new, old) = (me.text_argument(&call, 0)?, me.text_argument(&call, 1)?);
        let module = body_of(&call)?;
        let found = module.instance_method(&old);
        let method = found.ok_or_else(|| call.fails(&format!("finds no method `{old}`")))?;
        module.methods.borrow_mut().insert(new, method);
        Ok(Value::Nil)
    }),
];

pub(crate) const CLASS: &[Builtin] = &[method("new", 0, 1, new)];

pub(crate) const METHODS: &[Builtin] = &[
    method("name", 0, 0, |_, call| Ok(Value::str(own(&call)?.name()))),
    method("to_s", 0, 0, |_, call| Ok(Value::str(own(&call)?.name()))),
    method("===", 1, 1, |_, call| Ok(Value::Bool(is_a(&call.argument(0), &own(&call)?)))),
    method("instance_methods", 0, 1, |_, call| {
        let names = own(&call)?.methods.borrow().keys().map(|name| Value::sym(name)).collect();
        Ok(Value::array(names))
    }),
    method("method_defined?", 1, 1, |me, call| {
        let name = me.text_argument(&call, 0)?;
        Ok(Value::Bool(own(&call)?.instance_method(&name).is_some()))
    }),
    method("constants", 0, 1, |_, call| {
        let names = own(&call)?.constants.borrow().keys().map(|name| Value::sym(name)).collect();
        Ok(Value::array(names))
    }),
    method("members", 0, 0, |_, call| {
        let fields = own(&call)?.all_fields();
        let fields = fields.ok_or_else(|| call.fails("works on a `Struct` only"))?;
        Ok(Value::array(fields.names.iter().map(|name| Value::sym(name)).collect()))
    }),
    method("superclass", 0, 0, |_, call| {
        Ok(own(&call)?.parent.clone().map_or(Value::Nil, Value::Module))
    }),
];

/// `Class.new(Parent) do … end`.
fn new<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let parent = match call.argument(0) {
        Value::Module(parent) => Some(parent),
        Value::Nil => None,
        _ => return Err(call.wrong(0, "a class")),
    };
    interpreter.meter.make(512, call.span)?;
    let module = Rc::new(Module::unnamed(parent));
    interpreter.fill(&module, &call)?;
    Ok(Value::Module(module))
}

impl<'pr> Interpreter<'pr, '_> {
    /// Runs the block of `Class.new` or `Struct.new` as the body of the class.
    pub(crate) fn fill(&mut self, class: &Rc<Module<'pr>>, call: &Call<'pr>) -> Eval<'pr> {
        let (Some(block), Some(frame)) = (&call.arguments.block, &call.frame) else {
            return Ok(Value::Nil);
        };
        let (this, module) = (Value::Module(Rc::clone(class)), Rc::clone(class));
        self.body_with(block, &Frame { this, module, ..frame.clone() }, call.span)
    }
}

fn own<'pr>(call: &Call<'pr>) -> Result<Rc<Module<'pr>>, Flow<'pr>> {
    match &call.receiver {
        Value::Module(module) => Ok(Rc::clone(module)),
        _ => Err(call.fails("needs a class or module")),
    }
}

/// The class or module whose body the call stands in.
fn body_of<'pr>(call: &Call<'pr>) -> Result<Rc<Module<'pr>>, Flow<'pr>> {
    match (&call.receiver, &call.frame) {
        (Value::Module(module), _) => Ok(Rc::clone(module)),
        (_, Some(frame)) => Ok(Rc::clone(&frame.module)),
        _ => Err(call.fails("belongs in a class or module")),
    }
}

fn add<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    name: String,
    code: MethodCode<'pr>,
) -> Result<(), Flow<'pr>> {
    interpreter.meter.make(256, call.span)?;
    let module = body_of(call)?;
    let owner = Rc::clone(&module);
    let method = Rc::new(Method { name: name.clone(), code, module });
    let methods = if owner.defines_own.get() { &owner.own_methods } else { &owner.methods };
    methods.borrow_mut().insert(name, method);
    Ok(())
}

fn attributes<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
    reads: bool,
    writes: bool,
) -> Eval<'pr> {
    for index in 0..call.arguments.values.len() {
        let name = interpreter.text_argument(call, index)?;
        let variable = format!("@{name}");
        if writes {
            let code = MethodCode::Writer(variable.clone());
            add(interpreter, call, format!("{name}="), code)?;
        }
        if reads {
            add(interpreter, call, name, MethodCode::Reader(variable))?;
        }
    }
    Ok(Value::Nil)
}

fn define_method<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let name = interpreter.text_argument(&call, 0)?;
    let block = match call.argument(1) {
        Value::Proc(block) => block,
        _ => call.block()?,
    };
    add(interpreter, &call, name.clone(), MethodCode::Block(block))?;
    Ok(Value::sym(&name))
}

/// Without names: every method that follows; with names: those.
fn module_function<'pr>(interpreter: &mut Interpreter<'pr, '_>, call: Call<'pr>) -> Eval<'pr> {
    let module = body_of(&call)?;
    module.defines_own.set(!call.given(0));
    for index in 0..call.arguments.values.len() {
        let name = interpreter.text_argument(&call, index)?;
        if let Some(method) = module.instance_method(&name) {
            module.own_methods.borrow_mut().insert(name, method);
        }
    }
    Ok(Value::Nil)
}

fn mixed_in<'pr>(call: &Call<'pr>, includes: bool) -> Eval<'pr> {
    let module = body_of(call)?;
    for (index, other) in call.arguments.values.iter().enumerate() {
        let Value::Module(other) = other else { return Err(call.wrong(index, "a module")) };
        if !includes {
            module.extended.borrow_mut().push(Rc::clone(other));
        } else if other.descends_from(&module) {
            return Err(call.fails("would include a module into itself"));
        } else if !module.descends_from(other) {
            module.included.borrow_mut().push(Rc::clone(other));
        }
    }
    Ok(Value::Nil)
}
