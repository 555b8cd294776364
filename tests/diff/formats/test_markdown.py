"""A comparison as Markdown for a comment."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.diff.made import (
    CREATED,
    DELETED,
    FILE,
    MOVED,
    OUTPUT,
    RISK,
    UPDATED,
    argument,
    environment,
    known,
    same,
)
from tfgen.diff.changes import (
    ArgumentChange,
    Cause,
    Change,
    EnvironmentDifference,
    FileDifference,
    Note,
    ResourceChange,
)
from tfgen.diff.comparison import Comparison
from tfgen.diff.formats.fences import code, length
from tfgen.diff.formats.markdown import LIMIT, format_markdown, marker
from tfgen.source import line_range


def markdown(
    *differences: EnvironmentDifference, by_text: bool = False, errors: str = "", against: str = "main"
) -> str:
    """Write a comment."""
    return format_markdown(Comparison(against, differences, by_text=by_text), errors, "generated", "")


def outside(text: str) -> str:
    """Give a comment without its blocks of code, all of which must end."""
    rest, fence = [], ""
    for line in text.split("\n"):
        opening = re.fullmatch("(`{3,})diff", line)
        if fence:
            fence = "" if re.fullmatch(f" {{0,3}}`{{{len(fence)},}}[ \t]*", line) else fence
        elif opening:
            fence = opening[1]
        else:
            rest.append(line)
    assert not fence
    return "\n".join(rest)


def test_a_comment_has_a_marker_a_table_risks_and_folded_details() -> None:
    """What many environments have in common stands there once."""
    found = markdown(
        environment("dev", UPDATED, CREATED), environment("prod", UPDATED, MOVED, outputs=(OUTPUT,)), same("test")
    )
    assert found == (
        "<!-- tfgen-diff -->\n"
        "### tfgen diff: 2 of 3 environments differ\n"
        "\n"
        "Compared with `main`.\n"
        "\n"
        "| environment | add | change | destroy | replace | other | may change | outputs | risks |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
        "| `dev` | 1 | 1 |  |  |  |  |  | 1 |\n"
        "| `prod` |  | 1 |  |  | 1 |  | 1 | 1 |\n"
        "\n"
        "No differences: `test`.\n"
        "\n"
        "**Risks**\n"
        "\n"
        "```diff\n"
        "! module.database.aws_db_instance.main: Deletion protection is switched off. (dev, prod)\n"
        "```\n"
        "\n"
        "<details><summary><code>dev</code>, <code>prod</code>: 1 change</summary>\n"
        "\n"
        "```diff\n"
        "!   module.database.aws_db_instance.main\n"
        "!       risk: Deletion protection is switched off. [protection-off]\n"
        '!       instance_class: "a" -> "b"\n'
        "            from environments/prod.yaml:35: instance_class: b\n"
        '!       deletion_protection: "true" -> "false"\n'
        "            from templates/modules/database/main.tf.j2:7: deletion_protection = false\n"
        "```\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary><code>dev</code>: 1 change</summary>\n"
        "\n"
        "```diff\n"
        "+   aws_sns_topic.alarms\n"
        '+       name: "alarms"\n'
        "        from templates/modules/database/main.tf.j2:7: deletion_protection = false\n"
        "```\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary><code>prod</code>: 2 changes</summary>\n"
        "\n"
        "```diff\n"
        ">   aws_eip.was -> aws_eip.new (is moved)\n"
        '!   output.endpoint: "x" -> "y"\n'
        "        from environments/prod.yaml:35: instance_class: b\n"
        "```\n"
        "\n"
        "</details>\n"
    )


def test_without_differences_the_comment_says_so() -> None:
    """So that an older one is put right."""
    assert markdown(same("dev"), same("prod", FILE)) == (
        "<!-- tfgen-diff -->\n### tfgen diff: no differences\n\n"
        "Compared with `main`.\n\nNo differences: `dev`, `prod`.\n"
    )


def test_new_and_removed_environments_are_marked() -> None:
    """In the table and above the details."""
    found = markdown(
        environment("new", CREATED, change=Change.CREATE), environment("old", DELETED, change=Change.DELETE)
    )
    assert "| `new` (new) | 1 |" in found
    assert "| `old` (removed) |  |" in found
    assert "<summary><code>new</code> (new): 1 change</summary>" in found


def test_errors_are_told_in_the_comment() -> None:
    """Or one would take a part for the whole."""
    found = markdown(same("dev"), errors="╷\n│ Error: @all ```\n╵")
    assert "### tfgen diff: errors, no differences\n" in found
    assert "**Errors**\n\n````diff\n╷\n│ Error: @all ```\n╵\n````\n" in found


def test_each_project_of_a_repository_has_a_comment_of_its_own() -> None:
    """Its path is in the marker, and cannot end it."""
    assert marker("infra/a-->b") == "<!-- tfgen-diff infra/a--%3Eb -->"
    assert marker("\udcff") == "<!-- tfgen-diff %FF -->"


def test_by_text_there_are_unified_diffs() -> None:
    """An environment after another."""
    found = markdown(same("dev", FILE), same("prod"), by_text=True)
    assert "- `dev`: 1 file differs\n" in found
    assert (
        "<details><summary><code>dev</code>: 1 file differs</summary>\n\n```diff\n--- a/generated/dev/main.tf\n"
        in found
    )


EVIL = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "`",
                "```",
                "````\n",
                "~~~",
                "\n",
                "@all",
                "#1",
                "</details>",
                "<!--",
                "-->",
                "|",
                "<img>",
                "$",
                "\\",
                "](",
            ]
        ),
        max_size=12,
    ).map("".join),
)


@given(EVIL)
def test_no_value_gets_out_of_the_code(evil: str) -> None:
    """It makes no other Markdown or HTML, and nobody is mentioned."""

    def comment(text: str) -> str:
        where = line_range(text, 1)
        change = ArgumentChange((text,), known(text), known(text + "!"), causes=(Cause(where, text),))
        resource = ResourceChange(f"a.b[{text}]", Change.UPDATE, (change,), notes=(Note(text, text, text),))
        files = (FileDifference(text, text, text + "!"),)
        details = environment("dev", resource, outputs=((text, change),), files=files)
        return markdown(details, errors=text) + markdown(details, by_text=True)

    assert outside(comment(evil)) == outside(comment("x" if evil else ""))


@given(EVIL)
def test_code_holds_any_text(evil: str) -> None:
    """Its fence is longer than any run of backticks within."""
    found = re.fullmatch("(`+) ?(.*?) ?\\1", code(evil), re.DOTALL)
    assert found
    assert "\n" not in found[2]
    assert found[1] not in found[2]


def test_a_comment_is_never_longer_than_github_takes() -> None:
    """What is cut is said, in lines."""
    wide = "\U0001f600" * 1000
    resources = [
        ResourceChange(f"a.b{number:04}", Change.UPDATE, (argument("name", "a", wide),), notes=(RISK,))
        for number in range(400)
    ]
    names = [f"environment-{number}-{'x' * 200}" for number in range(300)]
    found = markdown(*(environment(name, *resources, CREATED) for name in names), errors="error\n" * 5000)
    assert length(found) <= LIMIT
    assert length(found) > LIMIT - 2000
    assert "… and 200 environments more." in found
    assert "and 288 more: 401 changes</summary>" in found
    assert found.count("lines are left out, since a comment is limited") == 3  # errors, risks and details
    assert outside(found).count("<details>") == outside(found).count("</details>") == 1


def test_sections_without_room_are_counted_as_left_out() -> None:
    """Small ones behind a large one are still shown."""
    large = ResourceChange("a.large", Change.CREATE, tuple(argument(f"n{n}", None, "x" * 90) for n in range(900)))
    found = markdown(environment("dev", large), environment("prod", CREATED))
    assert length(found) <= LIMIT
    assert outside(found).count("<details>") == 1
    assert "lines are left out" in found


def test_one_line_left_out_is_said_so() -> None:
    """The sentence fits the number."""
    found = markdown(same("dev"), errors="\n".join(["x" * 500] * 16))
    assert "… 1 line is left out, since a comment is limited: run `tfgen diff`." in found
