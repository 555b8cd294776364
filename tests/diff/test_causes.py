"""For each change, the line of a template or of a spec that it comes from."""

from collections.abc import Mapping
from pathlib import Path

from tests.diff.support import difference, knowledge
from tests.support import write_files
from tfgen.build import Build
from tfgen.diff.changes import Cause, EnvironmentDifference
from tfgen.diff.compare import compare
from tfgen.diff.rendering import Rendering
from tfgen.project import Project

PROJECT = {
    "templates/schema.yaml": (
        "type: object\n"
        "properties:\n"
        "  name: {type: string, description: A name.}\n"
        "  days: {type: integer, description: Days., default: 30}\n"
        "  zones: {type: array, items: {type: string}, description: Zones., default: [a, b]}\n"
        "  tags: {type: object, description: Tags., additionalProperties: {type: string}}\n"
    ),
    "templates/root/main.tf.j2": (
        'provider "aws" {\n'
        "  default_tags {\n"
        "    tags = {{ tags }}\n"
        "  }\n"
        "}\n"
        'module "logs" {\n'
        '  source = "./modules/logs"\n'
        "  name   = {{ name }}\n"
        "  days   = {{ days }}\n"
        "  zones  = {{ zones }}\n"
        "}\n"
        'output "arn" {\n'
        "  value = module.logs.name\n"
        "}\n"
    ),
    "templates/modules/logs/main.tf.j2": (
        'variable "name" {\n  type = string\n}\n\n'
        'variable "days" {\n  type = number\n}\n\n'
        'variable "zones" {\n  type = set(string)\n}\n\n'
        'locals {\n  path = "/logs/${var.name}"\n}\n\n'
        'resource "aws_cloudwatch_log_group" "main" {\n'
        "  for_each          = var.zones\n"
        '  name              = "${local.path}/${each.key}"\n'
        "  retention_in_days = var.days\n"
        "}\n\n"
        'data "aws_iam_policy_document" "main" {\n'
        "  statement {\n"
        '    actions   = ["logs:*"]\n'
        "    resources = [local.path]\n"
        "  }\n"
        "}\n\n"
        'resource "aws_iam_policy" "main" {\n'
        "  policy = data.aws_iam_policy_document.main.json\n"
        "}\n\n"
        'output "name" {\n  value = local.path\n}\n'
    ),
    "environments/dev.yaml": "name: dev\ntags:\n  Team: a\n",
}


def built(root: Path, files: Mapping[str, str]) -> Rendering:
    """Render a project's environment dev."""
    write_files(root, files)
    build, mistakes = Build.open(Project(root))
    assert build, mistakes
    environment = build.environment("dev")
    assert environment.ok, environment.diagnostics
    return Rendering.of_built(environment, lambda file, line: (root / file).read_text("utf-8").split("\n")[line - 1])


def compared(folder: Path, file: str, find: str, replace: str) -> EnvironmentDifference:
    """Compare the project with itself after an edit."""
    assert PROJECT[file].count(find) == 1
    edited = {**PROJECT, file: PROJECT[file].replace(find, replace)}
    return compare("dev", built(folder / "before", PROJECT), built(folder / "after", edited), knowledge())


def causes(found: EnvironmentDifference) -> dict[str, list[str]]:
    """Give the causes of all changes by address."""
    told = {change.address: [written(cause) for cause in change.causes] for change in found.resources}
    return told | {name: [written(cause) for cause in change.causes] for name, change in found.outputs}


def written(cause: Cause) -> str:
    """Write a cause on a line."""
    return f"{cause.where.file}:{cause.where.line} {cause.code.strip()}"


LOGS = "templates/modules/logs/main.tf.j2"
GROUP, POLICY = "module.logs.aws_cloudwatch_log_group.main", "module.logs.aws_iam_policy.main"


def test_a_changed_spec_value_is_told_by_its_line(tmp_path: Path) -> None:
    """However many variables, locals and documents it goes through."""
    found = compared(tmp_path, "environments/dev.yaml", "name: dev", "name: test")
    line = ["environments/dev.yaml:1 name: test"]
    assert causes(found) == {GROUP: line, POLICY: line, "arn": line}
    assert all(argument.causes for change in found.resources for argument in change.arguments)


def test_a_changed_default_is_told_by_its_line_in_the_schema(tmp_path: Path) -> None:
    """Nothing in the spec changed, so that it is the schema that a person looks at."""
    found = compared(tmp_path, "templates/schema.yaml", "default: 30", "default: 60")
    assert causes(found) == {
        GROUP: [
            f"templates/schema.yaml:4 {PROJECT['templates/schema.yaml'].splitlines()[3].strip()}".replace("30", "60")
        ]
    }


def test_a_changed_template_is_told_by_its_line(tmp_path: Path) -> None:
    """The line that is another one, though values of the spec stand behind it."""
    found = compared(tmp_path, LOGS, '"/logs/${var.name}"', '"/log/${var.name}"')
    line = [f'{LOGS}:14 path = "/log/${{var.name}}"']
    assert causes(found) == {GROUP: line, POLICY: line, "arn": line}


def test_a_statement_of_a_policy_is_told_by_its_own_line(tmp_path: Path) -> None:
    """The document's line and not that of the policy which refers to it."""
    found = compared(tmp_path, LOGS, '["logs:*"]', '["logs:Put*"]')
    assert causes(found) == {POLICY: [f'{LOGS}:25 actions   = ["logs:Put*"]']}


def test_tags_of_all_resources_are_told_by_the_provider(tmp_path: Path) -> None:
    """The default tags stand in one place."""
    found = compared(tmp_path, "environments/dev.yaml", "Team: a", "Team: b")
    line = ["environments/dev.yaml:3 Team: b"]
    assert causes(found) == {GROUP: line, POLICY: line}


def test_instances_that_come_are_told_by_what_they_are_made_for(tmp_path: Path) -> None:
    """A key more in for_each is a line of the schema or of the spec, not the resource's."""
    found = compared(tmp_path, "environments/dev.yaml", "name: dev\n", "name: dev\nzones: [a, b, c]\n")
    assert causes(found) == {GROUP: ["environments/dev.yaml:2 zones: [a, b, c]"]}


def test_a_new_resource_is_told_by_its_template_line(tmp_path: Path) -> None:
    """And one that went by the line where it stood."""
    more = 'resource "aws_eip" "main" {\n}\n\noutput "name"'
    found = compared(tmp_path, LOGS, 'output "name"', more)
    assert causes(found) == {"module.logs.aws_eip.main": [f'{LOGS}:34 resource "aws_eip" "main" {{']}
    gone = compare("dev", built(tmp_path / "a", {**PROJECT, LOGS: PROJECT[LOGS].replace('output "name"', more)}),
                   built(tmp_path / "b", PROJECT), knowledge())  # fmt: skip
    assert causes(gone) == {"module.logs.aws_eip.main": [f'{LOGS}:34 resource "aws_eip" "main" {{']}


def test_an_argument_that_went_is_told_by_the_line_where_it_stood(tmp_path: Path) -> None:
    """On the other side there is no line to tell."""
    found = compared(tmp_path, LOGS, "  retention_in_days = var.days\n", "")
    assert causes(found) == {GROUP: [f"{LOGS}:20 retention_in_days = var.days"]}


def test_files_on_disk_are_compared_by_their_text(tmp_path: Path) -> None:
    """Of what lies in the output folder nobody has the spec: a printed value that differs is the spec's."""
    before = Rendering.of_texts(built(tmp_path / "before", PROJECT).texts)
    spec = {**PROJECT, "environments/dev.yaml": "name: test\ntags:\n  Team: a\n"}
    found = compare("dev", before, built(tmp_path / "after", spec), knowledge())
    assert {line for lines in causes(found).values() for line in lines} == {"environments/dev.yaml:1 name: test"}
    edited = {**PROJECT, "templates/root/main.tf.j2": PROJECT["templates/root/main.tf.j2"].replace(
        "name   = {{ name }}", 'name   = "x-{{ name }}"')}  # fmt: skip
    found = compare("dev", before, built(tmp_path / "edited", edited), knowledge())
    assert {line for lines in causes(found).values() for line in lines} == {
        'templates/root/main.tf.j2:8 name   = "x-{{ name }}"'
    }


def test_without_templates_the_lines_of_the_output_are_told() -> None:
    """Two folders, or two commits without their templates, have no other lines."""
    found = difference(
        'resource "terraform_data" "one" {\n  input = 1\n}', 'resource "terraform_data" "one" {\n  input = 2\n}'
    )
    assert causes(found) == {"terraform_data.one": ["main.tf:2 input = 2"]}


def test_what_is_computed_anew_has_the_cause_of_that() -> None:
    """Whoever asks why a service changes wants the line that replaces its task definition."""
    text = (
        'resource "terraform_data" "one" {\n  triggers_replace = 1\n}\n'
        'resource "terraform_data" "two" {\n  input = terraform_data.one.id\n}\n'
    )
    found = difference(text, text.replace("= 1", "= 2"))
    line = ["main.tf:2 triggers_replace = 2"]
    assert causes(found) == {"terraform_data.one": line, "terraform_data.two": line}


def test_instances_that_go_are_told_by_what_leaves_them_out() -> None:
    """Of their own block or of a module's call, whatever is still there."""
    texts = {
        "main.tf": 'module "m" {\n  source = "./m"\n  count  = 1\n}\n'
        'resource "terraform_data" "one" {\n  for_each = toset(["a", "b"])\n}\n'
        'data "aws_region" "current" {\n  depends_on = [module.m]\n}\n'
        'resource "terraform_data" "two" {\n  input = data.aws_region.current.name\n}\n'
        'module "gone" {\n  source = "./m"\n}\n',
        "m/main.tf": 'resource "terraform_data" "in" {}',
    }
    after = texts["main.tf"].replace("= 1", "= 0").replace(', "b"', "").partition('module "gone"')[0]
    found = difference(texts, {**texts, "main.tf": after})
    assert causes(found) == {
        "module.gone.terraform_data.in": ['m/main.tf:1 resource "terraform_data" "in" {}'],
        "module.m.terraform_data.in": ["main.tf:3 count  = 0"],
        "terraform_data.one": ['main.tf:6 for_each = toset(["a"])'],
        "terraform_data.two": ["main.tf:3 count  = 0"],
    }


def test_a_value_from_a_data_source_is_told_by_what_is_asked() -> None:
    """The reference stays the same; the question is another one."""
    text = 'data "aws_ami" "main" {\n  name_regex = "a"\n}\n'
    text += 'resource "terraform_data" "one" {\n  input = data.aws_ami.main.id\n}'
    found = difference(text, text.replace('"a"', '"b"'))
    assert causes(found) == {"terraform_data.one": ['main.tf:2 name_regex = "b"']}


def test_a_replacement_that_another_change_triggers_is_told_by_both() -> None:
    """Where it is said, and what changes that; one that changes nothing else is no cause."""
    text = (
        'resource "terraform_data" "a" { input = "x" }\n'
        'resource "terraform_data" "same" {}\n'
        'resource "terraform_data" "b" {\n  lifecycle {\n'
        "    replace_triggered_by = [terraform_data.a, terraform_data.same]\n  }\n}\n"
    )
    _, replaced = difference(text, text.replace('"x"', '"y"')).resources
    assert replaced.address == "terraform_data.b"
    assert [cause.where.line for cause in replaced.causes] == [5, 1]
