"""Jinja as tfgen runs it: strict, sandboxed, bounded, and printing holes instead of values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from markupsafe import Markup
from msgspec import Struct, field

from tfgen.hcl.expression import Expression, Writable
from tfgen.hcl.literal import plain_text
from tfgen.render.codegen import Site, SkeletonCodeGenerator, bound_loops, note_expressions
from tfgen.render.filters import BOUND_LOOP, make_filters, make_globals, make_tests
from tfgen.render.limits import Budget
from tfgen.render.loader import TemplateLoader
from tfgen.render.skeleton import Marked, Skeleton, hole_mark, read_marks
from tfgen.render.view import ENVIRONMENT, SpecMap, path_of
from tfgen.rendered import Hole, TemplateLine
from tfgen.values import Path as SpecPath

_LOOP_ATTRIBUTES = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem",
     "cycle", "changed"}
)  # fmt: skip
# Repeated texts and powers stay within what a configuration could want (2 ** 64, the largest counter).
MAX_REPEATED = 100_000
MAX_BASE = 1_000
MAX_BITS = 1_000
MAX_EXPONENT = 64


class UnknownName(UndefinedError):
    """A name that a template uses and nothing defines; `container` is the map it was looked for in, if any."""

    def __init__(self, name: object, container: object, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.container = None if container is missing else container


class _Unknown(StrictUndefined):
    """An undefined name, which keeps enough to be told well when it is used."""

    __slots__ = ()

    def __init__(self, hint: Any = None, obj: Any = missing, name: Any = None, exc: Any = UndefinedError) -> None:
        failing: Any = partial(UnknownName, name, obj) if exc is UndefinedError and hint is None else exc
        super().__init__(hint, obj, name, failing)


class RenderState(Struct):
    """What has come together while one file is rendered."""

    budget: Budget = field(default_factory=Budget)
    holes: list[Hole] = []
    reads: list[SpecPath] = []
    keys: frozenset[str] = frozenset()
    site: Site = ("", None, 1, ())


class _FreshTemplate(Template):
    """A template whose imports run anew in every rendering: a kept one would hold holes of an earlier file."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:  # noqa: ARG002 - Jinja's signature
        return self.make_module()


class Engine(ImmutableSandboxedEnvironment):
    """Compiles and runs the templates of one folder; one rendering at a time."""

    code_generator_class = SkeletonCodeGenerator
    template_class = _FreshTemplate
    intercepted_binops = frozenset({"+", "%", "*", "**"})

    def __init__(self, folder: Path, prefix: str) -> None:
        """Take the templates folder and its path from the project's root."""
        self.templates = TemplateLoader(folder)
        super().__init__(
            loader=self.templates,
            undefined=_Unknown,
            autoescape=True,  # so that Jinja itself tells rendered text (Markup) from data
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.loopcontrols"],
        )
        self.prefix = prefix
        self.state = RenderState()
        self.numbers: dict[str, int] = {}
        self.filters = {
            **make_filters(self.join_text),
            BOUND_LOOP: self.bounded,
        }
        self.tests = make_tests()
        self.globals = make_globals()

    # What a rendering calls from outside

    def skeleton(self, name: str, variables: Mapping[str, Any]) -> Skeleton:
        """Render one template; raises what Jinja raises (see `tfgen.render.errors`)."""
        return self.read(name, self.run(name, variables))

    def run(self, name: str, variables: Mapping[str, Any]) -> Marked:
        """Run one template, and leave all marks in its text; raises what Jinja raises."""
        return self._run(self.get_template(name), variables)

    def read(self, name: str, marked: Marked) -> Skeleton:
        """Give the skeleton of a template that was run."""
        templates = [self.prefix + known for known in self.numbers]
        return read_marks(marked, templates, self.prefix + name)

    def fresh_state(self) -> Budget:
        """Begin anew to count and to note what is read; give the budget."""
        self.state = RenderState()
        return self.state.budget

    def message(self, source: str, variables: Mapping[str, Any]) -> Skeleton:
        """Render a short text that is no template of its own, such as an assertion's message."""
        template: Template = self.from_string(source)
        return self.read("", self._run(template, variables))

    def _run(self, template: Template, variables: Mapping[str, Any]) -> Marked:
        self.state = RenderState(keys=frozenset(variables) - {ENVIRONMENT})
        context = template.new_context(dict(variables))
        chunks = template.root_render_func(context)
        return Marked("".join(map(self.state.budget.spend, chunks)), tuple(self.state.holes))

    def latest_reads(self) -> tuple[SpecPath, ...]:
        """Give the spec value read last before a failure, which the failing expression most likely used."""
        return tuple(self.state.reads[-1:])

    def line_of(self, place: TemplateLine) -> str:
        """Give a template's line as its author wrote it, or nothing where there is no such line."""
        try:
            source, _, _ = self.templates.get_source(self, place.file.removeprefix(self.prefix))
        except (TemplateNotFound, TemplateSyntaxError):
            return ""
        lines = source.split("\n")
        return lines[place.line - 1] if place.line <= len(lines) else ""

    # What the compiled templates call

    def template_number(self, name: str | None) -> int:
        """Give the number that stands for a template in line marks."""
        return self.numbers.setdefault(name or "", len(self.numbers))

    def begin(self, site: Site) -> int:
        """Begin to evaluate a printed expression: give how many spec values have been read before it."""
        self.state.site = site
        return len(self.state.reads)

    def hole(self, reads_before: int, value: object, site: Site) -> str:
        """Give the mark for a printed value; rendered text stays as it is."""
        if isinstance(value, Markup):
            return self.state.budget.spend(value)
        plain = to_writable(value, self.state.budget)
        self.state.budget.spend(plain if isinstance(plain, str) else repr(plain))
        expression, template, line, names = site
        own = path_of(value)
        keys = [(name,) for name in names if name in self.state.keys]
        reads = [*keys, *self.state.reads[reads_before:], *([own] if own else [])]
        place = TemplateLine(self.prefix + (template or ""), line)
        self.state.holes.append(Hole(plain, expression, place, leaf_paths(reads), own))
        return Markup(hole_mark(len(self.state.holes) - 1))  # noqa: S704 - a mark, not the value

    def concatenate(self, parts: Iterable[object], site: Site) -> str:
        """Join values into a value, or into rendered text where a part is rendered text."""
        parts = list(parts)
        if not any(isinstance(part, Markup) for part in parts):
            return self.state.budget.spend("".join(plain_text(to_writable(part, self.state.budget)) for part in parts))
        here = len(self.state.reads)
        return Markup("").join(self.hole(here, part, site) for part in parts)

    def bounded(self, items: Iterable[Any]) -> Iterator[Any]:
        """Give the items of a loop, each a step of the budget."""
        return self.state.budget.turns(items)

    def join_text(self, parts: Iterable[object]) -> str:
        """Join for a filter, which knows no place but that of the expression it is part of."""
        return self.concatenate(parts, self.state.site)

    # Jinja's own hooks

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = bound_loops(super()._parse(source, name, filename))
        return note_expressions(template, list(self._printed_expressions(source, name, filename)))

    def _printed_expressions(self, source: str, name: str | None, filename: str | None) -> Iterator[str]:
        """Give the text of each `{{ }}` of a template, in order."""
        text: list[str] | None = None
        for _, kind, value in self.lex(source, name, filename):
            if kind == "variable_begin":
                text = []
            elif kind == "variable_end" and text is not None:
                yield "".join(text).strip()
                text = None
            elif text is not None:
                text.append(value)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Count every include and import as a step."""
        self.state.budget.step()
        return super().get_template(name, parent, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Reach keys of maps and the few attributes of Jinja's own objects; nothing else has attributes here."""
        if isinstance(obj, LoopContext) and attribute in _LOOP_ATTRIBUTES:
            return getattr(obj, attribute)
        if isinstance(obj, Namespace) or type(obj).__name__ == "TemplateModule":
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Reach an element of a map, a list or a string."""
        if isinstance(obj, Undefined):
            str(obj)  # raises what the name's use raises
        if isinstance(obj, Mapping | list | tuple | str):
            try:
                found = obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=argument)
            if isinstance(obj, SpecMap):
                self.state.reads.append((*obj.path, argument))
            return found
        return self.undefined(obj=obj, name=argument)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Count every call as a step."""
        self.state.budget.step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Keep arithmetic from reaching rendered text, and from making texts and numbers without bound."""
        if isinstance(left, Markup) or isinstance(right, Markup):
            raise TemplateRuntimeError(f"`{operator}` takes values, but got rendered text; join it with `~`")
        if operator == "%" and isinstance(left, str):
            raise TemplateRuntimeError("`%` is the remainder of two numbers; join texts with `~`")
        if not _is_small(operator, left, right):
            raise TemplateRuntimeError(f"`{operator}` would make a value too large to be wanted")
        return super().call_binop(context, operator, left, right)


def _is_small(operator: str, left: Any, right: Any) -> bool:
    """Tell whether what a power, a product or a sum makes of numbers, texts and lists stays within bounds."""
    sizes = [len(side) for side in (left, right) if isinstance(side, str | list | tuple)]
    counts = [side for side in (left, right) if isinstance(side, int)]
    match operator:
        case "**":
            return bool(abs(left) <= MAX_BASE and abs(right) <= MAX_EXPONENT)
        case "+":
            return sum(sizes) <= MAX_REPEATED
        case "*" if sizes and counts:
            return bool(sizes[0] * counts[0] <= MAX_REPEATED)
        case _:
            return sum(count.bit_length() for count in counts) <= MAX_BITS


def leaf_paths(reads: list[SpecPath]) -> tuple[SpecPath, ...]:
    """Drop the paths that only lead on to longer ones: of `a`, `a.b` and `a.b.c` the last one."""
    unique = list(dict.fromkeys(reads))
    return tuple(path for path in unique if not any(other[: len(path)] == path and other != path for other in unique))


def to_writable(value: object, budget: Budget) -> Writable:
    """Turn what a template printed into plain values and expressions, each a step; raises for what is neither."""
    budget.step()
    if isinstance(value, Undefined):
        str(value)  # raises what the name's use raises
    match value:
        case Mapping():
            return {_key(key): to_writable(item, budget) for key, item in value.items()}
        case list() | tuple() | Iterator():
            return [to_writable(item, budget) for item in value]
        case str() | bool() | int() | float() | Expression() | None:
            return value
        case Macro() | Callable():
            raise TemplateRuntimeError("a macro or function is printed here; call it with `()`")
        case _:
            raise TemplateRuntimeError(f"a {type(value).__name__} is no value that HCL knows")


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise TemplateRuntimeError(f"a map's keys are texts in HCL, but {key!r} is none")
