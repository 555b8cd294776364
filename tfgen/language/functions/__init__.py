"""Terraform's functions: which calls it refuses, and what the others come to."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tfgen.language.convert import ConversionError, convert
from tfgen.language.functions.files import file_rules
from tfgen.language.functions.problems import ArgumentProblem, CallProblem, FunctionError
from tfgen.language.functions.rule import Rule
from tfgen.language.functions.rules import RULES
from tfgen.language.functions.signature import Parameter, Signature
from tfgen.language.types import DYNAMIC
from tfgen.language.values import NO_MARKS, Value, unknown

__all__ = ["FunctionError", "Functions", "Parameter", "Signature"]

INVALID_ARGUMENT = "Invalid function argument"
FAILED = "Error in function call"
NAMESPACE = "core::"


class Functions:
    """The functions that Terraform has, by their signatures."""

    def __init__(self, signatures: Mapping[str, Signature]) -> None:
        self.signatures = signatures

    @property
    def names(self) -> list[str]:
        """The names of all functions, in order."""
        return sorted(self.signatures)

    def call(self, name: str, arguments: Sequence[Value], *, folder: Path | None) -> Value:
        """Give what a call of the function `name`, which must be one, comes to as far as that is known.

        `folder` is the module's folder, in which relative paths of files start; with None no file is looked at. Raises
        `FunctionError` for a call that Terraform refuses.
        """
        signature = self.signatures[name]
        _check_count(name, signature, len(arguments))
        given = [_argument(signature.parameter(index), index, value) for index, value in enumerate(arguments)]
        plain = name.removeprefix(NAMESPACE)
        rule = file_rules(folder).get(plain) or RULES.get(plain, Rule())
        try:
            return _apply(rule, signature, given)
        except ArgumentProblem as problem:
            raise _invalid(signature.parameter(problem.index), problem.index, str(problem)) from problem
        except CallProblem as problem:
            raise FunctionError(None, f'Call to function "{name}" failed: {problem}.', FAILED) from problem


def _check_count(name: str, signature: Signature, count: int) -> None:
    """Refuse too few and too many arguments."""
    expected = len(signature.parameters)
    if count < expected:
        at_least = " at least" if signature.variadic else ""
        missing = signature.parameters[count].name
        message = f'Function "{name}" expects{at_least} {expected} argument(s). Missing value for "{missing}".'
        raise FunctionError(None, message, "Not enough function arguments")
    if count > expected and not signature.variadic:
        message = f'Function "{name}" expects only {expected} argument(s).'
        raise FunctionError(expected, message, "Too many function arguments")


def _argument(parameter: Parameter, index: int, value: Value) -> Value:
    """Give an argument as its parameter takes it."""
    try:
        converted = convert(value, parameter.type)
    except ConversionError as problem:
        raise _invalid(parameter, index, problem.message) from problem
    if converted.is_null and not parameter.is_nullable:
        raise _invalid(parameter, index, "argument must not be null")
    return converted


def _invalid(parameter: Parameter, index: int, reason: str) -> FunctionError:
    """Blame an argument."""
    return FunctionError(index, f'Invalid value for "{parameter.name}" parameter: {reason}.', INVALID_ARGUMENT)


def _apply(rule: Rule, signature: Signature, arguments: list[Value]) -> Value:
    """Give what a function comes to for arguments of the right types."""
    if rule.sees_marks:
        assert rule.compute is not None
        return rule.compute(*arguments)
    if rule.keeps_marks:
        own = NO_MARKS.union(*(argument.marks for argument in arguments))
        return _result(rule, signature, [argument.unmarked() for argument in arguments]).with_marks(own)
    marks = NO_MARKS.union(*(argument.all_marks() for argument in arguments))
    given = [argument.unmarked_deep() for argument in arguments]
    return _result(rule, signature, given).with_marks(marks)


def _result(rule: Rule, signature: Signature, given: list[Value]) -> Value:
    """Give what a function comes to for arguments without marks."""
    if not rule.takes_dynamic and any(not value.is_known and value.type == DYNAMIC for value in given):
        return unknown(signature.return_type if rule.result_type is None else DYNAMIC)
    found = rule.result_type(*given) if rule.result_type else signature.return_type
    if rule.compute is None or not (rule.sees_unknown or all(value.is_wholly_known for value in given)):
        return unknown(found)
    return rule.compute(*given)
