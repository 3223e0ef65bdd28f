//! What a call passes, and how parameters take it.

use std::rc::Rc;

use ruby_prism::{Node, NodeList, ParametersNode};

use super::code::{Env, Frame, MethodCode, Module, Parameters, Proc};
use super::interpreter::{Flow, Interpreter, failure, span_of, text};
use super::value::Value;
use crate::diagnostic::Code;
use crate::source::Span;
use crate::wording::count;

/// What a call passes.
#[derive(Clone, Default)]
pub(crate) struct Arguments<'pr> {
    pub(crate) values: Vec<Value<'pr>>,
    /// Places of `values`, where the source shows each.
    pub(crate) spans: Vec<Span>,
    /// `name: value`, in order.
    pub(crate) named: Vec<(String, Value<'pr>)>,
    pub(crate) block: Option<Rc<Proc<'pr>>>,
    /// Whether the last of `values` is a hash that was made of `named`.
    pub(crate) is_gathered: bool,
}

impl<'pr> Arguments<'pr> {
    pub(crate) fn of(values: Vec<Value<'pr>>) -> Self {
        Self { values, ..Self::default() }
    }

    pub(crate) fn span(&self, index: usize, whole: Span) -> Span {
        self.spans.get(index).copied().unwrap_or(whole)
    }

    /// Named arguments as a last hash, for what does not take names.
    pub(crate) fn gathered(mut self) -> Self {
        if !self.named.is_empty() {
            let named = std::mem::take(&mut self.named);
            let pairs = named.into_iter().map(|(name, value)| (Value::sym(&name), value));
            self.values.push(Value::hash(pairs));
            self.is_gathered = true;
        }
        self
    }

    /// Named arguments as such, where a built-in method such as `call` passes them on.
    fn regained(mut self) -> Self {
        if let (true, Some(Value::Hash(pairs))) = (self.is_gathered, self.values.last()) {
            let pairs = Rc::clone(pairs);
            self.values.pop();
            let pairs = pairs.borrow();
            self.named =
                pairs.iter().filter_map(|(k, v)| Some((k.as_text()?, v.clone()))).collect();
            self.is_gathered = false;
        }
        self
    }
}

/// A name that nobody knows is probably a text without its quotes when it is all of an argument.
fn unquoted(flow: Flow, span: Span) -> Flow {
    match flow {
        Flow::Fail(mut finding)
            if finding.code == Code::UnknownWord
                && finding.place.as_ref().is_some_and(|label| label.span == span) =>
        {
            finding.hints.retain(|hint| hint.starts_with("did you mean"));
            finding.hints.push("put quotes around it if it is a text".to_owned());
            Flow::Fail(finding)
        }
        flow => flow,
    }
}

impl<'pr> Interpreter<'pr, '_> {
    pub(crate) fn arguments(
        &mut self,
        nodes: &NodeList<'pr>,
        frame: &Frame<'pr>,
    ) -> Result<Arguments<'pr>, Flow<'pr>> {
        let mut passed = Arguments::default();
        for node in nodes {
            let span = span_of(&node);
            if let Some(splat) = node.as_splat_node() {
                let inner =
                    splat.expression().ok_or_else(|| failure(span, "`*` has nothing to spread"))?;
                let value = self.eval(&inner, frame)?;
                let items = self.spread(value, span)?;
                passed.spans.extend(items.iter().map(|_| span));
                passed.values.extend(items);
            } else if let Some(named) = node.as_keyword_hash_node() {
                let hash = self.eval(&named.as_node(), frame)?;
                self.take_named(hash, span, &mut passed);
            } else {
                let value = self.eval(&node, frame);
                passed.values.push(value.map_err(|flow| unquoted(flow, span))?);
                passed.spans.push(span);
            }
        }
        Ok(passed)
    }

    /// Pairs with symbol keys become named arguments; any other key makes it a plain hash.
    fn take_named(&mut self, hash: Value<'pr>, span: Span, passed: &mut Arguments<'pr>) {
        let Value::Hash(pairs) = &hash else { return };
        if pairs.borrow().keys().all(|key| matches!(key, Value::Sym(_))) {
            let pairs = pairs.borrow();
            passed.named.extend(
                pairs.iter().filter_map(|(key, value)| Some((key.as_text()?, value.clone()))),
            );
        } else {
            passed.values.push(hash);
            passed.spans.push(span);
        }
    }

    /// `super` without a list passes on what the method itself was given.
    pub(crate) fn passed_on(
        &self,
        name: &str,
        module: &Rc<Module<'pr>>,
        frame: &Frame<'pr>,
    ) -> Arguments<'pr> {
        let method = module.instance_method(name).or_else(|| module.own_method(name));
        let parameters = match method.as_ref().map(|method| &method.code) {
            Some(MethodCode::Def { parameters, .. }) => parameters.as_ref(),
            _ => None,
        };
        let mut passed = Arguments { block: frame.block.clone(), ..Arguments::default() };
        if let Some(parameters) = parameters {
            for node in parameters.requireds().iter().chain(parameters.optionals().iter()) {
                let value = parameter_name(&node).and_then(|name| frame.env.get(name));
                passed.values.push(value.unwrap_or(Value::Nil));
            }
        }
        passed
    }

    /// Gives arguments to the parameters of a method or lambda, which counts them.
    pub(crate) fn bind_strictly(
        &mut self,
        name: &str,
        parameters: Option<&ParametersNode<'pr>>,
        arguments: Arguments<'pr>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let arguments = match parameters {
            Some(parameters) if takes_names(parameters) => arguments.regained(),
            _ => arguments.gathered(),
        };
        let given = arguments.values.len();
        let (least, most) = parameters.map_or((0, Some(0)), arity);
        if given < least || most.is_some_and(|most| given > most) {
            return Err(failure(
                span,
                format!("`{name}` takes {}, {given} given", amount(least, most)),
            )
            .into());
        }
        match parameters {
            Some(parameters) => self.bind(name, parameters, arguments, frame, span),
            None => Ok(()),
        }
    }

    /// Gives arguments to the parameters of a block, which takes what it needs.
    pub(crate) fn bind_loosely(
        &mut self,
        parameters: &Parameters<'pr>,
        arguments: Arguments<'pr>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        match parameters {
            Parameters::None => Ok(()),
            Parameters::It => {
                frame.env.declare(b"it", arguments.values.into_iter().next().unwrap_or(Value::Nil));
                Ok(())
            }
            Parameters::Numbered(many) => {
                let names: [&[u8]; 9] =
                    [b"_1", b"_2", b"_3", b"_4", b"_5", b"_6", b"_7", b"_8", b"_9"];
                let values =
                    if *many > 1 { self.opened(arguments.values) } else { arguments.values };
                let mut values = values.into_iter();
                for name in names.into_iter().take(*many) {
                    frame.env.declare(name, values.next().unwrap_or(Value::Nil));
                }
                Ok(())
            }
            Parameters::Named(parameters) => {
                let mut arguments = if takes_names(parameters) {
                    arguments.regained()
                } else {
                    arguments.gathered()
                };
                let (least, most) = arity(parameters);
                let many =
                    least > 1 || most.is_none_or(|most| most > 1) && (least > 0 || most.is_some());
                if many {
                    arguments.values = self.opened(arguments.values);
                }
                if let Some(most) = most {
                    arguments.values.truncate(most);
                }
                let missing = least.saturating_sub(arguments.values.len());
                arguments.values.extend(std::iter::repeat_n(Value::Nil, missing));
                self.bind("block", parameters, arguments, frame, span)
            }
        }
    }

    /// A block with several parameters opens up the one array that it is given.
    fn opened(&self, mut values: Vec<Value<'pr>>) -> Vec<Value<'pr>> {
        match values.as_slice() {
            [Value::Array(items)] => items.borrow().clone(),
            _ => std::mem::take(&mut values),
        }
    }

    fn bind(
        &mut self,
        name: &str,
        parameters: &ParametersNode<'pr>,
        arguments: Arguments<'pr>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let Arguments { values, named, block, .. } = arguments;
        let (first, last) =
            (parameters.requireds().iter().count(), parameters.posts().iter().count());
        let mut spare = values.len().saturating_sub(first + last);
        let mut values = values.into_iter();
        for node in &parameters.requireds() {
            self.assign_parameter(&node, values.next().unwrap_or(Value::Nil), frame)?;
        }
        for node in &parameters.optionals() {
            let Some(optional) = node.as_optional_parameter_node() else { continue };
            let value = if spare > 0 {
                spare -= 1;
                values.next().unwrap_or(Value::Nil)
            } else {
                self.eval(&optional.value(), frame)?
            };
            frame.env.declare(optional.name().as_slice(), value);
        }
        if let Some(rest) = parameters.rest() {
            let taken = values.by_ref().take(spare).collect();
            if let Some(name) = rest.as_rest_parameter_node().and_then(|rest| rest.name()) {
                let taken = self.array(taken, span)?;
                frame.env.declare(name.as_slice(), taken);
            }
        }
        for node in &parameters.posts() {
            self.assign_parameter(&node, values.next().unwrap_or(Value::Nil), frame)?;
        }
        self.bind_named(name, parameters, named, frame, span)?;
        if let Some(name) =
            parameters.block().and_then(|block| block.as_block_parameter_node()?.name())
        {
            frame.env.declare(name.as_slice(), block.map_or(Value::Nil, Value::Proc));
        }
        Ok(())
    }

    fn assign_parameter(
        &mut self,
        node: &Node<'pr>,
        value: Value<'pr>,
        frame: &Frame<'pr>,
    ) -> Result<(), Flow<'pr>> {
        if let Some(name) = parameter_name(node) {
            frame.env.declare(name, value);
            return Ok(());
        }
        // `|(a, b)|`: the names inside are this body's own.
        let inner = Frame { env: Env::new(), ..frame.clone() };
        self.assign(node, value, &inner)?;
        for (name, value) in inner.env.variables.borrow().iter() {
            frame.env.declare(name, value.clone());
        }
        Ok(())
    }

    fn bind_named(
        &mut self,
        method: &str,
        parameters: &ParametersNode<'pr>,
        mut named: Vec<(String, Value<'pr>)>,
        frame: &Frame<'pr>,
        span: Span,
    ) -> Result<(), Flow<'pr>> {
        let mut known = Vec::new();
        for node in &parameters.keywords() {
            let required = node.as_required_keyword_parameter_node();
            let optional = node.as_optional_keyword_parameter_node();
            let Some(name) = required
                .as_ref()
                .map(ruby_prism::RequiredKeywordParameterNode::name)
                .or(optional.as_ref().map(ruby_prism::OptionalKeywordParameterNode::name))
            else {
                continue;
            };
            let wanted = text(name.as_slice());
            let value = match (named.iter().position(|(given, _)| *given == wanted), optional) {
                (Some(at), _) => named.remove(at).1,
                (None, Some(optional)) => self.eval(&optional.value(), frame)?,
                (None, None) => {
                    return Err(failure(span, format!("`{method}` needs `{wanted}:`")).into());
                }
            };
            frame.env.declare(name.as_slice(), value);
            known.push(wanted);
        }
        let rest = parameters.keyword_rest();
        if let Some(rest) = rest.as_ref().and_then(ruby_prism::Node::as_keyword_rest_parameter_node)
        {
            let pairs = named.into_iter().map(|(name, value)| (Value::sym(&name), value)).collect();
            let hash = self.hash(pairs, span)?;
            if let Some(name) = rest.name() {
                frame.env.declare(name.as_slice(), hash);
            }
            return Ok(());
        }
        match named.first() {
            Some((name, _)) => {
                let finding = failure(span, format!("`{method}` does not take `{name}:`"));
                let near = crate::wording::nearest(name, known.iter().map(String::as_str));
                Err(match near {
                    Some(near) => finding.hint(format!("did you mean `{near}:`?")),
                    None => finding,
                }
                .into())
            }
            None => Ok(()),
        }
    }
}

fn parameter_name<'pr>(node: &Node<'pr>) -> Option<&'pr [u8]> {
    let required = node.as_required_parameter_node().map(|node| node.name());
    let name = required.or_else(|| node.as_optional_parameter_node().map(|node| node.name()));
    name.map(|name| name.as_slice())
}

fn takes_names(parameters: &ParametersNode) -> bool {
    parameters.keywords().iter().next().is_some() || parameters.keyword_rest().is_some()
}

/// Fewest and most values that parameters take; no most where there is a `*rest`.
fn arity(parameters: &ParametersNode) -> (usize, Option<usize>) {
    let least = parameters.requireds().iter().count() + parameters.posts().iter().count();
    let optional = parameters.optionals().iter().count();
    (least, if parameters.rest().is_some() { None } else { Some(least + optional) })
}

/// "1 argument", "1 to 2 arguments", "at least 1 argument".
pub(crate) fn amount(least: usize, most: Option<usize>) -> String {
    match most {
        Some(0) => "no arguments".to_owned(),
        Some(most) if most == least => count(most, "argument", "arguments"),
        Some(most) => format!("{least} to {}", count(most, "argument", "arguments")),
        None => format!("at least {}", count(least, "argument", "arguments")),
    }
}
