"""The extension notices when moto is not the one that it was written for."""

import pytest

from tests.emulator import patching
from tests.emulator.patching import PATCHES, PatchError, add, add_property, require_pinned_moto, wrap


class Service:
    """Stands for a class of moto."""

    def describe(self, name: str) -> str:
        """Answer something."""
        return f"described {name}"

    @property
    def status(self) -> str:
        """Answer something."""
        return "creating"


@pytest.fixture(autouse=True)
def _patches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep these tests' patches out of the real list."""
    monkeypatch.setattr(patching, "PATCHES", list(PATCHES))


@pytest.fixture
def service() -> type:
    """Give a class of its own to each test."""
    return type("Service", (), dict(vars(Service)))


def test_a_wrapped_method_calls_the_original(service: type) -> None:
    """The replacement gets the original and its arguments."""

    @wrap(service, "describe")
    def describe(original: patching.Function, self: Service, name: str) -> str:
        """Answer in capitals."""
        return str(original(self, name)).upper()

    assert service().describe("a vpc") == "DESCRIBED A VPC"


def test_a_wrapped_property_stays_a_property(service: type) -> None:
    """The replacement's value is read without a call."""

    @wrap(service, "status")
    def status(original: patching.Function, self: Service) -> str:
        """Answer more."""
        return f"{original(self)} slowly"

    assert service().status == "creating slowly"


def test_a_member_that_is_gone_stops_the_emulator(service: type) -> None:
    """Wrapping what moto no longer has is an error that names it."""
    with pytest.raises(PatchError, match=r"Service\.list is gone from moto"):
        wrap(service, "list")(lambda original: original())


def test_a_gap_that_moto_has_filled_stops_the_emulator(service: type) -> None:
    """Adding what moto has by now is an error that names it."""
    with pytest.raises(PatchError, match=r"Service\.describe exists in moto by now"):
        add(service, "describe")(lambda self: self)


def test_added_members_work(service: type) -> None:
    """A method and a property can be added, and are listed with the gap that they fill."""

    @add(service, "delete")
    def delete(_self: Service) -> str:
        """`Delete` is missing."""
        return "deleted"

    @add_property(service, "arn")
    def arn(_self: Service) -> str:
        """`arn` is missing."""
        return "arn:aws"

    assert (service().delete(), service().arn) == ("deleted", "arn:aws")
    assert [patch.gap for patch in patching.PATCHES[-2:]] == ["`Delete` is missing.", "`arn` is missing."]


def test_a_patch_must_say_what_it_is_for(service: type) -> None:
    """A patch without a docstring is refused."""
    with pytest.raises(PatchError, match="does not say which gap it fills"):
        add(service, "delete")(lambda self: self)


def test_another_release_of_moto_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extension runs on the pinned release alone."""
    require_pinned_moto()
    monkeypatch.setattr(patching, "MOTO_VERSION", "0.0.1")
    with pytest.raises(PatchError, match=r"patches moto 0\.0\.1, but moto 5"):
        require_pinned_moto()
