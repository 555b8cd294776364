"""What a module's variables come to: converted to their types, with the defaults of optional attributes filled in."""

from tfgen.diff.symbols import hidden, is_symbolic
from tfgen.hcl.nodes import Call, Node, ObjectConstructor, TupleConstructor
from tfgen.language.convert import ConversionError, convert
from tfgen.language.evaluation.evaluator import Evaluator
from tfgen.language.type_expressions import TypeMistake, read_type
from tfgen.language.types import DYNAMIC, Type
from tfgen.language.values import Value, object_value, tuple_value


def input_value(given: Value, written_type: Node | None, evaluator: Evaluator) -> Value:
    """Give the value of a variable for what a call, a file of values or its own default gives it."""
    if written_type is None:
        return given
    try:
        wanted, defaults = read_type(written_type)
    except TypeMistake:
        return given
    filled = _filled(given, written_type, evaluator) if defaults else given
    return converted(filled, wanted)


def converted(value: Value, wanted: Type) -> Value:
    """Convert a value; symbols stay in strings where they can, and what does not convert stays what it is."""
    if wanted == DYNAMIC:
        return value
    try:
        return convert(value, wanted)
    except ConversionError:
        pass
    try:
        return convert(hidden(value), wanted) if is_symbolic(value) else value
    except ConversionError:
        return value


def _filled(value: Value, written: Node, evaluator: Evaluator) -> Value:
    """Fill in the defaults of optional attributes, wherever within the type they stand."""
    if not isinstance(written, Call) or value.content is None or not value.is_known:
        return value
    inner = written.arguments[0]
    marks = value.marks
    match written.name, value.content:
        case "object", dict() as given if isinstance(inner, ObjectConstructor):
            return _filled_object(given, inner, evaluator).with_marks(marks)
        case "map", dict() as given:
            filled = {name: _filled(item, inner, evaluator) for name, item in given.items()}
            return object_value(filled).with_marks(marks)
        case "list" | "set", tuple() as items:
            return tuple_value(_filled(item, inner, evaluator) for item in items).with_marks(marks)
        case "tuple", tuple() as items if isinstance(inner, TupleConstructor):
            pairs = zip(items, inner.items, strict=False)
            return tuple_value(_filled(item, of_item, evaluator) for item, of_item in pairs).with_marks(marks)
    return value


def _filled_object(given: dict[str, Value], written: ObjectConstructor, evaluator: Evaluator) -> Value:
    attributes = dict(given)
    for item in written.items:
        name, of_type = item.name or "", item.value
        if isinstance(of_type, Call) and of_type.name == "optional":
            of_type, *default = of_type.arguments
            if default and (name not in attributes or attributes[name].is_null):
                attributes[name] = evaluator.evaluate(default[0])
        if name in attributes:
            attributes[name] = _filled(attributes[name], of_type, evaluator)
    return object_value(attributes)
