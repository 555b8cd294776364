"""What environments have in common is made once."""

from tfgen.recent import MAX_KEPT, Recent


def test_a_value_is_made_once_for_its_place_and_key() -> None:
    """At another place, the same key is another value's."""
    recent: Recent[str, str] = Recent()
    made = [recent.get(place, "key", lambda at=at: f"{at}") for at, place in enumerate("aaba")]  # type: ignore[misc]
    assert made == ["0", "0", "2", "0"]


def test_what_was_not_asked_for_lately_goes() -> None:
    """The memory does not grow with the environments."""
    recent: Recent[int, int] = Recent()
    for key in range(MAX_KEPT):
        recent.get("a", key, lambda: 0)
    assert recent.get("a", 0, lambda: 1) == 0
    recent.get("a", MAX_KEPT, lambda: 0)
    assert [recent.get("a", key, lambda: 1) for key in (0, 1)] == [0, 1]
