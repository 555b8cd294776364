"""Functions on maps and objects."""

from typing import Final

from tfgen.language.convert import ConversionError, convert
from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule
from tfgen.language.types import DYNAMIC, STRING, Collection, Object, Tuple, Type, friendly, is_kind, list_of, map_of
from tfgen.language.values import Value, list_value, map_value, object_value, string, tuple_value, unknown


def _is_mapping(tested: Type) -> bool:
    return isinstance(tested, Object) or is_kind(tested, "map")


def _keys(value: Value) -> Value:
    match value.type:
        case Object(attributes=attributes):
            return tuple_value(string(name) for name, _ in attributes)
        case Collection(kind="map"):
            if not value.is_known:
                return unknown(list_of(STRING))
            return list_value(STRING, [string(name) for name in sorted(value.content)])
    raise ArgumentProblem(0, "must have map or object type")


def _values(value: Value) -> Value:
    match value.type:
        case Object(attributes=attributes):
            if not value.is_known:
                return unknown(Tuple(tuple(found for _, found in attributes)))
            return tuple_value(value.content[name] for name, _ in attributes)
        case Collection(kind="map", element=element):
            if not value.is_known:
                return unknown(list_of(element))
            return list_value(element, [value.content[name] for name in sorted(value.content)])
    raise ArgumentProblem(0, "must have map or object type")


def _lookup(mapping: Value, key: Value, *defaults: Value) -> Value:
    if len(defaults) > 1:
        raise CallProblem(f"lookup() takes two or three arguments, got {len(defaults) + 2}")
    match mapping.type:
        case Object() as of_type:
            return _lookup_attribute(mapping, of_type, key, *defaults)
        case Collection(kind="map", element=element):
            return _lookup_element(mapping, element, key, *defaults)
    raise ArgumentProblem(0, "lookup() requires a map as the first argument")


def _lookup_attribute(mapping: Value, of_type: Object, key: Value, *defaults: Value) -> Value:
    if not key.is_known:
        return unknown()
    found = of_type.attribute(key.content)
    if found is None and not defaults:
        raise ArgumentProblem(0, f'the given object has no attribute "{key.content}"')
    if found is None:
        return defaults[0]
    part: Value = mapping.content[key.content] if mapping.is_known else unknown(found)
    return part


def _lookup_element(mapping: Value, element: Type, key: Value, *defaults: Value) -> Value:
    default = _default(element, *defaults)
    if not (mapping.is_known and key.is_known):
        return unknown(element)
    if key.content in mapping.content:
        part: Value = mapping.content[key.content]
        return part
    if default is None:
        raise CallProblem(f'lookup failed to find key "{key.content}"')
    return default


def _default(element: Type, *defaults: Value) -> Value | None:
    if not defaults:
        return None
    try:
        return convert(defaults[0], element)
    except ConversionError as problem:
        raise ArgumentProblem(2, "the default value must have the same type as the map elements") from problem


def _merge(*mappings: Value) -> Value:
    given = [mapping for mapping in mappings if not mapping.is_null]
    for mapping in given:
        if not _is_mapping(mapping.type) and mapping.type != DYNAMIC:
            raise CallProblem(f'arguments must be maps or objects, got "{friendly(mapping.type)}"')
    has_null = len(given) < len(mappings) and not all(mapping.is_known for mapping in given)
    if has_null or any(mapping.type == DYNAMIC for mapping in given):
        return unknown()
    types = {mapping.type for mapping in given}
    if len(types) == 1 and isinstance((of_type := next(iter(types))), Collection):
        if not all(mapping.is_known for mapping in given):
            return unknown(of_type)
        return map_value(of_type.element, {name: item for mapping in given for name, item in mapping.content.items()})
    return _merged_objects(given)


def _merged_objects(given: list[Value]) -> Value:
    merged: dict[str, Value] = {}
    for mapping in given:
        if mapping.is_known:
            merged.update(mapping.content)
        elif isinstance(mapping.type, Object):
            merged.update({name: unknown(found) for name, found in mapping.type.attributes})
        else:
            return unknown()
    return object_value(merged)


def _zipmap(keys: Value, values: Value) -> Value:
    if not (isinstance(values.type, Tuple) or is_kind(values.type, "list")):
        raise ArgumentProblem(1, "values argument must be a list or tuple value")
    if not keys.is_wholly_known or not (values.is_known or isinstance(values.type, Tuple)):
        return unknown(map_of(values.type.element)) if isinstance(values.type, Collection) else unknown()
    of_elements = values.type.elements if isinstance(values.type, Tuple) else ()
    found = values.content if values.is_known else [unknown(element) for element in of_elements]
    if len(keys.content) != len(found):
        detail = f"number of keys ({len(keys.content)}) does not match number of values ({len(found)})"
        raise CallProblem(detail)
    nulls = [index for index, key in enumerate(keys.content) if key.is_null]
    if nulls:
        raise CallProblem(f"keys list has null value at index {nulls[0]}")
    pairs = {key.content: value for key, value in zip(keys.content, found, strict=True)}
    return map_value(values.type.element, pairs) if isinstance(values.type, Collection) else object_value(pairs)


MAPPINGS: Final = {
    "keys": Rule(_keys, keeps_marks=True, sees_unknown=True, result_type=lambda _map: DYNAMIC),
    "values": Rule(_values, keeps_marks=True, sees_unknown=True, result_type=lambda _map: DYNAMIC),
    "lookup": Rule(
        _lookup, keeps_marks=True, sees_unknown=True, result_type=lambda *_arguments: DYNAMIC, takes_dynamic=False
    ),
    "merge": Rule(_merge, keeps_marks=True, sees_unknown=True, result_type=lambda *_maps: DYNAMIC),
    "zipmap": Rule(_zipmap, keeps_marks=True, sees_unknown=True, result_type=lambda *_arguments: DYNAMIC),
}
