"""How a gap module reaches into moto.

moto is pinned exactly, because these patches touch its internals. They refuse to work on anything but what
they were written for: a wrapped member that is gone, or an added one that moto has by now, stops the emulator
at its start instead of changing nothing in silence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import version
from typing import Any

MOTO_VERSION = "5.2.5"

Function = Callable[..., Any]


class PatchError(RuntimeError):
    """moto is not the one that the extension was written for."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One filled gap: the member of moto that was wrapped or added, and what for."""

    member: str
    gap: str


PATCHES: list[Patch] = []


def require_pinned_moto() -> None:
    """Raise `PatchError` unless the installed moto is the pinned release."""
    if (installed := version("moto")) != MOTO_VERSION:
        raise PatchError(f"The extension patches moto {MOTO_VERSION}, but moto {installed} is installed.")


def wrap(owner: type, name: str) -> Callable[[Function], Function]:
    """Replace the method or property `owner.name` by one that calls the decorated function.

    The function gets the original first, then what the original would get. Raises `PatchError` when `owner`
    itself does not define `name`.
    """

    def decorate(replacement: Function) -> Function:
        member = vars(owner).get(name)
        original = member.fget if isinstance(member, property) else member
        if not callable(original):
            raise PatchError(f"{member_name(owner, name)} is gone from moto.")

        @wraps(original)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            return replacement(original, *args, **kwargs)

        setattr(owner, name, property(wrapper) if isinstance(member, property) else wrapper)
        return record(owner, name, replacement)

    return decorate


def add(owner: type, name: str) -> Callable[[Function], Function]:
    """Give `owner` the decorated function as the method `name`, which moto lacks.

    Raises `PatchError` when `owner` has a `name` already: moto has filled the gap, and the patch can go.
    """

    def decorate(method: Function) -> Function:
        if hasattr(owner, name):
            raise PatchError(f"{member_name(owner, name)} exists in moto by now.")
        setattr(owner, name, method)
        return record(owner, name, method)

    return decorate


def add_property(owner: type, name: str) -> Callable[[Function], Function]:
    """Give `owner` the decorated function as the property `name`; otherwise like `add`."""

    def decorate(getter: Function) -> Function:
        add(owner, name)(getter)
        setattr(owner, name, property(getter))
        return getter

    return decorate


def record(owner: type, name: str, function: Function) -> Function:
    """Note a patch, so that the emulator can list what it changed; every patch has to say what it is for."""
    if not function.__doc__:
        raise PatchError(f"The patch of {member_name(owner, name)} does not say which gap it fills.")
    PATCHES.append(Patch(member_name(owner, name), " ".join(function.__doc__.split())))
    return function


def member_name(owner: type, name: str) -> str:
    """Return the full name of a member of a class of moto."""
    return f"{owner.__module__}.{owner.__name__}.{name}"
