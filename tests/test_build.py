"""The build: all stages in order, and every finding led back to what a person would edit."""

import json
from pathlib import Path

from tests.support import write_files
from tfgen.build import Build
from tfgen.project import Project
from tfgen.rendered import BuiltEnvironment


def opened(project: Path) -> Build:
    """Open a project that has no mistake."""
    build, diagnostics = Build.open(Project(project))
    assert diagnostics == []
    assert build
    return build


def told(built: BuiltEnvironment) -> list[str]:
    """Give places and summaries."""
    return [f"{found.subject} {found.summary}" for found in built.diagnostics]


def test_an_environment_is_built(project: Path) -> None:
    """Its files are sorted, its resources counted over all of them."""
    built = opened(project).environment("dev")
    assert (built.ok, built.name, built.resources, built.diagnostics) == (True, "dev", 2, ())
    assert [file.path for file in built.files] == ["main.tf", "modules/network/main.tf"]


def test_overrides_reach_the_templates(project: Path) -> None:
    """As `--set` gives them."""
    assert "size   = 9" in opened(project).environment("dev", ["size=9"]).files[0].text


def test_mistakes_of_all_stages_are_told_together(project: Path) -> None:
    """An assertion that fails does not hide a template that does, nor that one a file that does not parse."""
    write_files(
        project,
        {
            "templates/assertions.yaml": (
                'assertions:\n  - path: size\n    condition: size > 5\n    error_message: "Too small."\n'
            ),
            "templates/root/undefined.tf.j2": "a = {{ nope }}\n",
            "templates/root/twice.tf.j2": "a = 1\nb = {{ size }} {{ size }}\n",
        },
    )
    built = opened(project).environment("dev")
    assert told(built) == [
        "environments/_base.yaml:1:7 Assertion failed",
        "templates/root/undefined.tf.j2:1:1 Undefined name",
        "templates/root/twice.tf.j2:2:1 Missing newline after argument",
    ]
    assert {found.environment for found in built.diagnostics} == {"dev"}
    assert not built.ok


def test_what_terraform_would_reject_is_told_beside_failed_assertions(project: Path) -> None:
    """Once all files are rendered and can be read."""
    assertions = "assertions:\n  - {path: size, condition: size > 5, error_message: Too small.}\n"
    backend = 'terraform {\n  backend "s3" {\n    kei = "a"\n  }\n}\n'
    write_files(project, {"templates/assertions.yaml": assertions, "templates/root/backend.tf.j2": backend})
    assert told(opened(project).environment("dev")) == [
        "environments/_base.yaml:1:7 Assertion failed",
        "templates/root/backend.tf.j2:3:5 Unsupported argument",
    ]


def test_assertions_are_checked_beside_the_schema(project: Path) -> None:
    """Two mistakes need one run; what only follows from a mistake is not told."""
    assertions = (
        "assertions:\n"
        '  - {path: name, condition: name == "x", error_message: Wrong name.}\n'
        "  - {path: size, condition: size > 5, error_message: Too small.}\n"
        "  - {path: size, condition: nope > 5, error_message: Unknown.}\n"
    )
    write_files(project, {"templates/assertions.yaml": assertions, "environments/prod.yaml": "name: prod\nsize: a\n"})
    built = opened(project).environment("prod")
    assert told(built) == ["environments/prod.yaml:2:7 Wrong type", "environments/prod.yaml:1:7 Assertion failed"]
    assert {found.environment for found in built.diagnostics} == {"prod"}


def test_a_backend_in_a_module_is_not_the_roots(project: Path) -> None:
    """Terraform reads the backend of the root module only."""
    write_files(
        project, {"templates/modules/network/b.tf.j2": 'terraform {\n  backend "s3" {\n    kei = "a"\n  }\n}\n'}
    )
    assert opened(project).environment("dev").ok


def test_a_mistake_in_rendered_hcl_leads_to_template_and_rendered_line(project: Path) -> None:
    """Through an include to the file that is to be edited, with the line as it was rendered."""
    write_files(
        project,
        {
            "templates/_part.j2": "  # a part\n  b = {{ size }} {{ name }}\n",
            "templates/root/main.tf.j2": 'locals {\n  {% include "_part.j2" %}\n}\n',
        },
    )
    (found,) = opened(project).environment("dev").diagnostics
    assert str(found.subject) == "templates/_part.j2:2:3"
    assert found.chain[0].role == "rendered line"
    assert str(found.chain[0].where) == "main.tf:5:9"
    assert found.chain[0].code == '  b = 2 "dev"'


def test_a_brace_that_is_never_closed_leads_to_where_it_opens(project: Path) -> None:
    """The file's end would tell nothing."""
    write_files(project, {"templates/root/main.tf.j2": "locals {\n  a = 1\n"})
    (found,) = opened(project).environment("dev").diagnostics
    assert str(found.subject) == "templates/root/main.tf.j2:1:1"


def test_what_is_nested_too_deeply_leads_to_its_line(project: Path) -> None:
    """However deep it goes."""
    depth = 2000
    write_files(project, {"templates/root/main.tf.j2": f"# deep\na = {'[' * depth}{']' * depth}\n"})
    (found,) = opened(project).environment("dev").diagnostics
    assert found.summary == "Nested too deeply"
    assert str(found.subject) == "templates/root/main.tf.j2:2:1"


def test_a_spec_with_mistakes_renders_nothing(project: Path) -> None:
    """What templates would make of it is of no use."""
    write_files(project, {"environments/dev.yaml": "sise: 1\n"})
    built = opened(project).environment("dev")
    assert (built.files, built.resources, built.ok) == ((), 0, False)
    assert {found.summary for found in built.diagnostics} == {"Missing required key", "Unsupported key"}


def test_mistakes_of_the_pack_are_told_at_once(project: Path) -> None:
    """Schema, assertions and templates, before any environment is looked at."""
    write_files(
        project,
        {
            "templates/schema.yaml": "type: objekt\n",
            "templates/assertions.yaml": "assertions: 3\n",
            "templates/stray.tf.j2": "a = 1\n",
        },
    )
    build, diagnostics = Build.open(Project(project))
    assert build is None
    assert [f"{found.subject}" for found in diagnostics] == [
        "templates/schema.yaml:1:7",
        "templates/assertions.yaml:1:1",
        "templates/stray.tf.j2:1:1",
    ]


def test_assertions_that_cannot_be_read_are_not_left_out(project: Path) -> None:
    """A link that leads nowhere would else switch them off without a word."""
    (project / "templates/assertions.yaml").symlink_to("nowhere")
    build, (found,) = Build.open(Project(project))
    assert build is None
    assert "templates/assertions.yaml" in found.detail


def test_values_that_python_takes_for_equal_are_told_apart(project: Path) -> None:
    """One build renders environments whose spec has 1, 1.0, true and "1" at one place, each as it is."""
    schema = {"type": "object", "properties": {"size": {}, "name": {}}}
    write_files(
        project,
        {"templates/schema.yaml": json.dumps(schema), "templates/root/main.tf.j2": "locals {\n  a = {{ size }}\n}\n"},
    )
    values = ["1", "true", "1.5", '"1"', "false", "0", "[1]", "[true]", "{a: 1}", "{a: true}"]
    write_files(project, {f"environments/e{at}.yaml": f"size: {value}\n" for at, value in enumerate(values)})
    build = opened(project)
    texts = [build.environment(f"e{at}").files[0].text for at in range(len(values))]
    assert texts == [opened(project).environment(f"e{at}").files[0].text for at in range(len(values))]
    assert len(set(texts)) == len(values)
