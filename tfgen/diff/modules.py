"""Instances of modules: what their variables, locals and outputs come to, and the resources in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from tfgen.check.inputs import is_set
from tfgen.check.module import RESOURCE_KINDS, Key, Module
from tfgen.diff.addresses import ANY_KEY, Address, InstanceKey, ModulePath, module_text
from tfgen.diff.evaluator import SymbolicEvaluator
from tfgen.diff.inputs import input_value
from tfgen.diff.repetition import Names, instances
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Symbol
from tfgen.diff.world import World
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import GetAttribute, GetIndex, Step
from tfgen.language.types import DYNAMIC
from tfgen.language.values import EPHEMERAL, SENSITIVE, Value, object_value, string, tuple_value

Thing = TypeVar("Thing")
MakeResource = Callable[["ModuleInstance", Address, Block, Names], Resource]


class ModuleInstance(Struct, eq=False):
    """A module as one call has it; `names` are what the call's count or for_each gives its arguments."""

    world: World
    module: Module
    make: MakeResource
    path: ModulePath = ()
    parent: "ModuleInstance | None" = None
    call: Block | None = None
    names: Names = {}

    def evaluator(self, names: Mapping[str, Value] | None = None) -> SymbolicEvaluator:
        """Give an evaluator of the module's expressions."""
        scope = InstanceScope(self, names or {})
        return SymbolicEvaluator(self.world.functions, scope, work=self.world.work, symbols=self.world.symbols)

    def variable(self, name: str) -> Value:
        """Give the value of a variable."""
        return self._once(f"var.{name}", lambda: self._variable(name))

    def local(self, name: str) -> Value:
        """Give the value of a local."""
        attribute = self.module.locals.get(name)
        if attribute is None:
            return self.unclear(f"local.{name}")
        return self._once(f"local.{name}", lambda: self.evaluator().evaluate(attribute.expression))

    def output(self, name: str) -> Value:
        """Give the value of an output."""
        block = self.module.outputs.get(name)
        value = block.body.attribute("value") if block else None
        if block is None or value is None:
            return self.unclear(f"output.{name}")
        marks = {mark for mark in (SENSITIVE, EPHEMERAL) if is_set(block, mark, True)}
        return self._once(f"output.{name}", lambda: self.evaluator().evaluate(value.expression).with_marks(marks))

    def outputs(self) -> Value:
        """Give the object of all outputs."""
        return object_value({name: self.output(name) for name in self.module.outputs})

    def resources(self, key: Key) -> "dict[InstanceKey, Resource]":
        """Give the instances of a resource, by key; none of one that is not declared."""
        block = self.module.resources.get(key)
        if block is None:
            return {}
        question = (self.path, key)
        return self.world.once(question, lambda: self._resources(key, block), dict)

    def called(self, name: str) -> "dict[InstanceKey, ModuleInstance]":
        """Give the instances that a call makes of a module; none of one that is not at hand."""
        block = self.module.calls.get(name)
        called = self.world.configuration.called(self.module, block) if block else None
        if block is None or called is None:
            return {}
        question = (self.path, "module", name)
        return self.world.once(question, lambda: self._called(name, block, called), dict)

    def everything(self) -> "Iterator[ModuleInstance]":
        """Give the module and all that are called from it."""
        yield self
        for name in self.module.calls:
            for inner in self.called(name).values():
                yield from inner.everything()

    def all_resources(self) -> Iterator[Resource]:
        """Give all resources and data sources of the module, those of called ones left out."""
        for key in self.module.resources:
            if key[0] != RESOURCE_KINDS[-1]:
                yield from self.resources(key).values()

    def unclear(self, name: str) -> Value:
        """Give the symbol of something that is not declared, or set from outside."""
        text = f"{module_text(self.path)}{name}"
        return self.world.symbols.value(Symbol(text, text), DYNAMIC)

    def _once(self, name: str, answer: Callable[[], Value]) -> Value:
        return self.world.once((self.path, name), answer, lambda: self.unclear(name))

    def _variable(self, name: str) -> Value:
        block = self.module.variables.get(name)
        if block is None:
            return self.unclear(f"var.{name}")
        given = self._given(name)
        default, of_type = block.body.attribute("default"), block.body.attribute("type")
        if default and (given is None or (given.is_null and is_set(block, "nullable", False))):
            given = self.evaluator().evaluate(default.expression)
        if given is None:
            given = self.unclear(f"var.{name}")
        marks = {mark for mark in (SENSITIVE, EPHEMERAL) if is_set(block, mark, True)}
        return input_value(given, of_type.expression if of_type else None, self.evaluator()).with_marks(marks)

    def _given(self, name: str) -> Value | None:
        """Give what the call, or for the root a file of values, gives a variable."""
        if self.parent is None or self.call is None:
            expression = self.world.given.get(name)
            return self.evaluator().evaluate(expression) if expression else None
        argument = self.call.body.attribute(name)
        return self.parent.evaluator(self.names).evaluate(argument.expression) if argument else None

    def _resources(self, key: Key, block: Block) -> "dict[InstanceKey, Resource]":
        made = instances(block.body, self.evaluator())
        return {
            instance: self.make(self, Address(self.path, *key, instance), block, names)
            for instance, names in made.items()
        }

    def _called(self, name: str, block: Block, called: Module) -> "dict[InstanceKey, ModuleInstance]":
        if len(self.path) > len(self.world.configuration.modules):
            return {}  # a module that calls itself
        made = instances(block.body, self.evaluator())
        return {
            key: ModuleInstance(self.world, called, self.make, (*self.path, (name, key)), self, block, names)
            for key, names in made.items()
        }


class InstanceScope(Struct, frozen=True):
    """The names in an instance of a module; `own` are `each` and `count` of the block around."""

    instance: ModuleInstance
    own: Mapping[str, Value]

    def lookup(self, root: str, steps: Sequence[Step]) -> tuple[Value, int]:
        """Give the value behind the first names of a reference."""
        if root in self.own:
            return self.own[root], 0
        name = steps[0].name if steps and isinstance(steps[0], GetAttribute) else None
        if name is None:
            return self.instance.unclear(root), 0
        match root:
            case "var":
                return self.instance.variable(name), 1
            case "local":
                return self.instance.local(name), 1
            case "module":
                return self._module(name, steps)
            case "path" | "terraform":
                return self._of_the_run(root, name), 1
            case "data" | "ephemeral" | "resource" if len(steps) > 1 and isinstance(steps[1], GetAttribute):
                return self._resource((root, name, steps[1].name), steps, 2)
        return self._resource(("resource", root, name), steps, 1)

    def _module(self, name: str, steps: Sequence[Step]) -> tuple[Value, int]:
        found = self.instance.called(name)
        call = self.instance.module.calls.get(name)
        if call is None or self.instance.world.configuration.called(self.instance.module, call) is None:
            return self.instance.unclear(f"module.{name}"), 1
        picked = Pick(steps, 1, ModuleInstance.outputs, ModuleInstance.output)
        return picked.value(found) or (self._all(f"module.{name}", found, ModuleInstance.outputs, call), 1)

    def _resource(self, key: Key, steps: Sequence[Step], taken: int) -> tuple[Value, int]:
        block = self.instance.module.resources.get(key)
        if block is None or key[0] == "ephemeral":
            return self.instance.unclear(".".join(key if key[0] != "resource" else key[1:])), taken
        found = self.instance.resources(key)
        picked = Pick(steps, taken, Resource.whole, Resource.attribute)
        return picked.value(found) or (self._all(".".join(key), found, Resource.whole, block), taken)

    def _all(
        self, name: str, found: Mapping[InstanceKey, Thing], whole: Callable[[Thing], Value], block: Block
    ) -> Value:
        """Give all instances of a repeated resource or module: a tuple by count, an object by for_each."""
        values = {key: whole(one) for key, one in found.items()}
        if ANY_KEY in values:
            symbols = self.instance.world.symbols
            text = f"{module_text(self.instance.path)}{name.removeprefix('resource.')}"
            return symbols.value(symbols.derived(text, values.values()), DYNAMIC)
        if block.body.attribute("count"):
            return tuple_value(values.values())
        return object_value({str(key): value for key, value in values.items()})

    def _of_the_run(self, root: str, name: str) -> Value:
        known = {("path", "module"): self.instance.module.folder or ".", ("path", "root"): "."}
        text = "default" if (root, name) == ("terraform", "workspace") else known.get((root, name))
        return self.instance.unclear(f"{root}.{name}") if text is None else string(text)


class Pick(Struct, Generic[Thing], frozen=True):
    """What the steps behind a resource or a module lead to, the first `taken` being its name."""

    steps: Sequence[Step]
    taken: int
    whole: Callable[[Thing], Value]
    part: Callable[[Thing, str], Value]

    def value(self, found: Mapping[InstanceKey, Thing]) -> tuple[Value, int] | None:
        """Give one instance or, where the steps name it, one part of it; None where they lead to all instances."""
        if None in found:
            return self._of(found[None], self.taken)
        step = self.steps[self.taken] if self.taken < len(self.steps) else None
        if isinstance(step, GetIndex) and isinstance(step.key, str | int) and step.key in found:
            return self._of(found[step.key], self.taken + 1)
        return None

    def _of(self, one: Thing, taken: int) -> tuple[Value, int]:
        step = self.steps[taken] if taken < len(self.steps) else None
        if isinstance(step, GetAttribute):
            return self.part(one, step.name), taken + 1
        return self.whole(one), taken
