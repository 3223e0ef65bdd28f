//! The tree of a pattern → the program that matches it.

use super::pattern::{self, Mask, Node, first};
use super::program::{
    AGAIN, ATOMIC, ELSE, END, FOLDED, IS, JUMP, LAZY, LOOK, LOOP, MOVED, ONE, PEEK, POSSESSIVE,
    RUN, SLOT, TEXT, UNLESS,
};

/// What a rule needs of its pattern.
pub(crate) struct Program {
    pub(crate) code: Vec<u8>,
    pub(crate) slots: usize,
    pub(crate) groups: usize,
    /// The characters that a match can begin with.
    pub(crate) firsts: Mask,
}

/// The program for a pattern; `recalls` says that it refers to groups of another one's match.
pub(crate) fn compiled(pattern: &str, recalls: bool) -> Program {
    let (node, groups) =
        pattern::parsed(pattern).unwrap_or_else(|| panic!("no program for {pattern}"));
    let is_bound = node.has_again();
    let mut compiler =
        Compiler { code: Vec::new(), slots: 2 * groups, loops: 0, recalls, is_bound };
    let firsts = node.first().unwrap_or(Mask::MAX);
    compiler.all(&flat(vec![node]));
    compiler.code.push(END);
    Program { code: compiler.code, slots: compiler.slots, groups, firsts }
}

struct Compiler {
    code: Vec<u8>,
    slots: usize,
    loops: usize,
    recalls: bool,
    /// Whether it refers to its own groups.
    is_bound: bool,
}

impl Compiler {
    fn all(&mut self, parts: &[Node]) {
        let mut at = 0;
        while at < parts.len() {
            let text = text(&parts[at..]);
            if let Some((step, text)) = text {
                self.code.extend([step, u8::try_from(text.len()).unwrap()]);
                self.code.extend(&text);
                at += text.len();
            } else {
                self.one(&parts[at], &parts[at + 1..]);
                at += 1;
            }
        }
    }

    fn one(&mut self, node: &Node, behind: &[Node]) {
        if let Some(mask) = letter(node) {
            return self.masked(ONE, mask);
        }
        match node {
            Node::One(_) => {}
            Node::Is(kind) => self.code.extend([IS, *kind]),
            Node::All(parts) => self.all(parts),
            Node::Either(branches) => self.either(branches),
            Node::Group(group, inner) => {
                self.slot(SLOT, 2 * group - 2);
                self.nested(inner);
                self.slot(SLOT, 2 * group - 1);
            }
            Node::Atomic(inner) => match &**inner {
                Node::Repeat { inner, least, most, greedy: true } if letter(inner).is_some() => {
                    self.run(letter(inner).unwrap(), *least, *most, POSSESSIVE);
                }
                inner => {
                    let behind = self.jump(ATOMIC);
                    self.part(inner);
                    self.land([behind]);
                }
            },
            Node::Look { behind, none, inner } => self.look(inner, *behind, *none),
            Node::Repeat { inner, least, most, greedy } => match letter(inner) {
                Some(mask) => {
                    // What cannot begin with a character of the run cannot take one away from it.
                    let is_over = first(behind).is_some_and(|behind| behind & mask == 0);
                    let order = if is_over { POSSESSIVE } else { 0 };
                    self.run(mask, *least, *most, if *greedy { order } else { LAZY });
                }
                None => self.repeat(inner, *least, *most, *greedy),
            },
            Node::Again { group, folded } => {
                self.code.extend([AGAIN, byte(*group), (*folded).into(), self.recalls.into()]);
            }
        }
    }

    fn nested(&mut self, node: &Node) {
        self.all(&flat(vec![node.clone()]));
    }

    /// A program of its own inside.
    fn part(&mut self, node: &Node) {
        self.nested(node);
        self.code.push(END);
    }

    fn run(&mut self, mask: Mask, least: usize, most: usize, order: u8) {
        self.masked(RUN, mask);
        for number in [least, most] {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            self.code.extend(number.to_le_bytes());
        }
        self.code.push(order);
    }

    fn either(&mut self, branches: &[Node]) {
        let branches = factored(branches.to_vec());
        let mut ends = Vec::new();
        let Some((last, before)) = branches.split_last() else { return };
        for (place, branch) in before.iter().enumerate() {
            let others = &branches[place + 1..];
            let mut next = Vec::new();
            if let Some(mask) = branch.first() {
                next.push(self.peek(mask));
            }
            if !others.iter().all(|other| differ(branch, other)) {
                next.push(self.jump(ELSE));
            }
            self.nested(branch);
            ends.push(self.jump(JUMP));
            self.land(next);
        }
        self.nested(last);
        self.land(ends);
    }

    fn repeat(&mut self, inner: &Node, least: usize, most: usize, greedy: bool) {
        (0..least).for_each(|_| self.nested(inner));
        let mut exits = Vec::new();
        let first = inner.first().filter(|_| greedy);
        if most == usize::MAX {
            let start = self.code.len();
            exits.extend(first.map(|mask| self.peek(mask)));
            exits.push(self.enter(greedy));
            if inner.length().0 > 0 {
                self.nested(inner);
                self.code.push(JUMP);
            } else {
                let kept = self.slots;
                self.slots += 1;
                self.slot(SLOT, kept);
                self.nested(inner);
                self.slot(MOVED, kept);
            }
            self.address(start);
        } else {
            for _ in least..most {
                exits.extend(first.map(|mask| self.peek(mask)));
                exits.push(self.jump(if greedy { ELSE } else { UNLESS }));
                self.nested(inner);
            }
        }
        self.land(exits);
    }

    /// Writes the start of a loop. Where a group is to come again it does matter how it is come to.
    fn enter(&mut self, greedy: bool) -> usize {
        if self.is_bound {
            return self.jump(if greedy { ELSE } else { UNLESS });
        }
        self.slot(LOOP, self.loops);
        self.loops += 1;
        self.code.push(if greedy { 0 } else { LAZY });
        let place = self.code.len();
        self.address(0);
        place
    }

    fn look(&mut self, inner: &Node, behind: bool, none: bool) {
        if behind && let Node::Either(branches) = inner {
            let each = |branch: &Node| {
                let inner = Box::new(branch.clone());
                Node::Look { behind, none, inner }
            };
            let looks: Vec<_> = branches.iter().map(each).collect();
            return if none { self.all(&looks) } else { self.either(&looks) };
        }
        let (length, most) = inner.length();
        assert!(!behind || most == Some(length), "it looks behind from nowhere: {inner:?}");
        self.code.extend([LOOK, none.into(), if behind { byte(length) } else { 0 }]);
        let end = self.code.len();
        self.address(0);
        self.part(inner);
        self.land([end]);
    }

    fn masked(&mut self, step: u8, mask: Mask) {
        self.code.push(step);
        self.code.extend(mask.to_le_bytes());
    }

    fn slot(&mut self, step: u8, slot: usize) {
        self.code.push(step);
        self.code.extend(u16::try_from(slot).unwrap().to_le_bytes());
    }

    /// Writes a jump, and yields where its address goes.
    fn jump(&mut self, step: u8) -> usize {
        self.code.push(step);
        let place = self.code.len();
        self.address(0);
        place
    }

    fn peek(&mut self, mask: Mask) -> usize {
        self.masked(PEEK, mask);
        let place = self.code.len();
        self.address(0);
        place
    }

    /// Lets jumps go on here.
    fn land(&mut self, jumps: impl IntoIterator<Item = usize>) {
        let here = self.code.len().to_le_bytes();
        for jump in jumps {
            self.code[jump..jump + 3].copy_from_slice(&here[..3]);
        }
    }

    fn address(&mut self, address: usize) {
        self.code.extend(&address.to_le_bytes()[..3]);
    }
}

fn byte(number: usize) -> u8 {
    number.try_into().unwrap()
}

/// The parts of sequences, one after the other.
fn flat(nodes: Vec<Node>) -> Vec<Node> {
    let parts = nodes.into_iter().flat_map(|node| match node {
        Node::All(parts) => flat(parts),
        other => vec![other],
    });
    parts.collect()
}

/// The mask of what takes one character.
fn letter(node: &Node) -> Option<Mask> {
    match node {
        Node::One(mask) => Some(*mask),
        Node::All(parts) if parts.len() == 1 => letter(&parts[0]),
        Node::Either(branches) => {
            branches.iter().map(letter).try_fold(0, |all, mask| Some(all | mask?))
        }
        _ => None,
    }
}

/// The text that parts begin with, and the step for it.
fn text(parts: &[Node]) -> Option<(u8, Vec<u8>)> {
    let taken = |one: fn(Mask) -> Option<u8>| {
        let letters = parts.iter().take(usize::from(u8::MAX));
        letters.map_while(|part| one(letter(part)?)).collect::<Vec<_>>()
    };
    let (exact, folded) = (taken(exact), taken(folded));
    if exact.len() >= folded.len() {
        (!exact.is_empty()).then_some((TEXT, exact))
    } else {
        Some((FOLDED, folded))
    }
}

fn exact(mask: Mask) -> Option<u8> {
    mask.is_power_of_two().then(|| mask.trailing_zeros().try_into().unwrap())
}

/// The character that stands for its cases, or for itself if it has none.
fn folded(mask: Mask) -> Option<u8> {
    let character: u8 = mask.trailing_zeros().try_into().unwrap();
    let cases = [character.to_ascii_lowercase(), character.to_ascii_uppercase()];
    let whole =
        cases.iter().fold(0, |mask, case| mask | 1_u128.checked_shl((*case).into()).unwrap_or(0));
    (mask != 0 && mask == whole).then_some(cases[0])
}

fn differ(one: &Node, other: &Node) -> bool {
    one.first().zip(other.first()).is_some_and(|(one, other)| one & other == 0)
}

/// The same choice with what branches begin with alike written once. A branch goes in front of others
/// that can only match where it does not.
fn factored(branches: Vec<Node>) -> Vec<Node> {
    let mut done: Vec<Vec<Vec<Node>>> = Vec::new();
    for branch in branches {
        let parts = flat(vec![branch]);
        let whole = Node::All(parts.clone());
        let head = parts.first().and_then(letter);
        let alike = |group: &&mut Vec<Vec<Node>>| {
            head.is_some() && group[0].first().and_then(letter) == head
        };
        let apart = |group: &&mut Vec<Vec<Node>>| differ(&Node::All(group[0].clone()), &whole);
        let mut last_first =
            done.iter_mut().rev().skip_while(|group| !alike(group) && apart(group));
        match last_first.next().filter(|group| alike(group)) {
            Some(group) => group.push(parts),
            None => done.push(vec![parts]),
        }
    }
    let joined = |mut group: Vec<Vec<Node>>| {
        if group.len() == 1 {
            return Node::All(group.remove(0));
        }
        let head = group[0][0].clone();
        let rests = group.into_iter().map(|parts| Node::All(parts[1..].to_vec()));
        Node::All(vec![head, Node::Either(rests.collect())])
    };
    done.into_iter().map(joined).collect()
}
