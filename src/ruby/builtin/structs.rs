//! `Struct`: classes that are a list of fields.

use std::rc::Rc;

use super::{Builtin, Call, going, method, variadic};
use crate::ruby::arguments::Arguments;
use crate::ruby::code::{Fields, Method, MethodCode, Module};
use crate::ruby::interpreter::{Eval, Flow, Interpreter, failure};
use crate::ruby::value::Value;
use crate::source::Span;

pub(crate) const CLASS: &[Builtin] = &[variadic("new", 1, new)];

/// Methods of an object made from a `Struct`.
pub(crate) const METHODS: &[Builtin] = &[
    method("to_a", 0, 0, |me, call| {
        let items = me.own_items(&call)?;
        me.array(items, call.span)
    }),
    method("members", 0, 0, |_, call| {
        Ok(Value::array(fields(&call).names.iter().map(|name| Value::sym(name)).collect()))
    }),
    method("to_h", 0, 0, |me, call| {
        let values = me.own_items(&call)?;
        let names = fields(&call).names;
        me.hash(names.iter().map(|name| Value::sym(name)).zip(values).collect(), call.span)
    }),
    method("[]", 1, 1, |me, call| {
        let name = field(me, &call)?;
        me.send(call.receiver, &name, Vec::new(), call.span)
    }),
    method("[]=", 2, 2, |me, call| {
        let name = field(me, &call)?;
        me.send(call.receiver.clone(), &format!("{name}="), vec![call.argument(1)], call.span)
    }),
    method("dig", 1, 9, super::array::dig),
    going("each_pair", 0, 0, |me, call| {
        let pairs = me.send(call.receiver.clone(), "to_h", Vec::new(), call.span)?;
        me.send_with_block(pairs, "each", Vec::new(), call.block()?, call.span)?;
        Ok(call.receiver)
    }),
];

fn fields(call: &Call) -> Fields {
    let fields = match &call.receiver {
        Value::Object(object) => object.class.all_fields(),
        _ => None,
    };
    fields.unwrap_or(Fields { names: Rc::default(), by_name: false })
}

fn field<'pr>(
    interpreter: &mut Interpreter<'pr, '_>,
    call: &Call<'pr>,
) -> Result<String, Flow<'pr>> {
    let names = fields(call).names;
    let found = match call.argument(0) {
        Value::Int(_) => super::cutting::index_from(call.int(0)?, names.len())
            .and_then(|index| names.get(index).cloned()),
        _ => {
            let wanted = interpreter.text_argument(call, 0)?;
            names.iter().find(|name| **name == wanted).cloned()
        }
    };
    found.ok_or_else(|| call.fails("finds no such field"))
}

/// `Struct.new(:name, :command, keyword_init: true) do … end`.
fn new<'pr>(interpreter: &mut Interpreter<'pr, '_>, mut call: Call<'pr>) -> Eval<'pr> {
    let by_name = match call.arguments.values.last() {
        Some(Value::Hash(options)) => {
            let by_name =
                options.borrow().get(&Value::sym("keyword_init")).is_some_and(Value::truthy);
            call.arguments.values.pop();
            by_name
        }
        _ => false,
    };
    let module = Rc::new(Module::unnamed(None));
    let mut names = Vec::new();
    for index in 0..call.arguments.values.len() {
        let name = interpreter.text_argument(&call, index)?;
        interpreter.meter.make(512, call.span)?;
        let variable = format!("@{index:03}{name}");
        let add = |name: String, code| {
            let method = Rc::new(Method { name: name.clone(), code, module: Rc::clone(&module) });
            module.methods.borrow_mut().insert(name, method);
        };
        add(name.clone(), MethodCode::Reader(variable.clone()));
        add(format!("{name}="), MethodCode::Writer(variable));
        names.push(name);
    }
    *module.fields.borrow_mut() = Some(Fields { names: names.into(), by_name });
    interpreter.fill(&module, &call)?;
    Ok(Value::Module(module))
}

/// Where an error keeps what it says.
pub(super) const MESSAGE: &str = "@message";

impl<'pr> Interpreter<'pr, '_> {
    /// Fills the fields of a new object that has no `initialize` of its own.
    pub(crate) fn initialize(
        &mut self,
        object: &Value<'pr>,
        arguments: Arguments<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let Value::Object(made) = object else { return Ok(()) };
        if made.class.is_error() {
            let message = arguments.values.first().cloned().unwrap_or_default();
            made.variables.borrow_mut().insert(MESSAGE.to_owned(), message);
            return Ok(());
        }
        let Some(fields) = made.class.all_fields() else {
            let given = arguments.gathered().values.len();
            return if given == 0 {
                Ok(())
            } else {
                let message = format!("`new` takes no arguments, {given} given");
                Err(failure(span, message).hint("give the class an `initialize`").into())
            };
        };
        let by_name = fields.by_name || arguments.values.is_empty() && !arguments.named.is_empty();
        let arguments = if by_name { arguments } else { arguments.gathered() };
        if arguments.values.len() > fields.names.len() {
            return Err(failure(span, "`new` is given more values than there are fields").into());
        }
        for (index, name) in fields.names.iter().enumerate() {
            let named = arguments.named.iter().find(|(given, _)| given == name);
            let value = named.map(|(_, value)| value).or_else(|| arguments.values.get(index));
            let value = value.cloned().unwrap_or(Value::Nil);
            made.variables.borrow_mut().insert(format!("@{index:03}{name}"), value);
        }
        Ok(())
    }
}
