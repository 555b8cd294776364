"""The manifest says what tfgen wrote, the same on every machine."""

import json

import pytest

from tests.output.support import INPUTS, TEMPLATE, Place, messages, rendered
from tfgen import __version__
from tfgen.inputs import digest
from tfgen.output.manifest import MANIFEST, Manifest, NotAManifest, read_manifest

TEXTS = {"b.tf": "b\n", "a.tf": "a\n"}


def test_it_holds_hashes_templates_and_versions_sorted() -> None:
    """And nothing of when or where."""
    text = Manifest.of(rendered(TEXTS), INPUTS).text()
    assert text.endswith("}\n")
    document = json.loads(text)
    assert list(document) == sorted(document)
    assert document == {
        "format_version": "1.0",
        "tfgen_version": __version__,
        "templates": INPUTS.templates,
        "specs": list(INPUTS.specs),
        "inputs": INPUTS.digest,
        "files": {path: {"sha256": digest(text.encode()), "template": TEMPLATE} for path, text in TEXTS.items()},
    }
    assert list(document["files"]) == ["a.tf", "b.tf"]


def test_what_is_written_is_read() -> None:
    """All of it."""
    manifest = Manifest.of(rendered(TEXTS), INPUTS)
    assert read_manifest(manifest.text().encode()) == manifest


GOOD = Manifest.of(rendered({"a.tf": "a\n"}), INPUTS).text()
BROKEN = {
    "no JSON": ("{", "it is not what tfgen writes"),
    "another document": ("[]", "it is not what tfgen writes"),
    "another map": ('{"format_version": "1.0", "files": []}', "it is not what tfgen writes"),
    "nested too deeply": ("[" * 100_000, "it is not what tfgen writes"),
    "a conflict": (f"<<<<<<< ours\n{GOOD}=======\n{GOOD}>>>>>>> theirs\n", "git left a conflict in it"),
    "a newer format": (GOOD.replace('"1.0"', '"2.0"'), "a newer tfgen wrote it, in format 2.0"),
    **{
        f"a path {path!r}": (GOOD.replace('"a.tf"', json.dumps(path)), "it is not what tfgen writes")
        for path in ("../a.tf", "/etc/a.tf", "a//b.tf", "a/../b.tf", ".", "", "a\0.tf", "\ud800.tf", "./a.tf", "a/")
    },
    **{
        f"the protected {path}": (GOOD.replace('"a.tf"', f'"{path}"'), "it is not what tfgen writes")
        for path in ("terraform.tfstate", ".terraform/a.tf", "x_override.tf", ".tfgen-manifest.json")
    },
}


@pytest.mark.parametrize(("text", "why"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_none_is_told(text: str, why: str) -> None:
    """Whoever wrote it must not lead tfgen to files that are not its own."""
    with pytest.raises(NotAManifest, match=why):
        read_manifest(text.encode())


def test_an_unreadable_manifest_keeps_everything_as_it_is(place: Place) -> None:
    """Until somebody puts it right, or takes it away."""
    place.done(TEXTS)
    place.put({MANIFEST: "<<<<<<< ours\n"})
    for force in (False, True):
        assert place.refused(TEXTS, force=force) == [("output-manifest", f"generated/dev/{MANIFEST}")]
    assert "git left a conflict in it" in messages(list(place.look(TEXTS).diagnostics))
    (place.folder / MANIFEST).unlink()
    place.done(TEXTS)
    assert read_manifest((place.folder / MANIFEST).read_bytes()) == Manifest.of(rendered(TEXTS), INPUTS)
