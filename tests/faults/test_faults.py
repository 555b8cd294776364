"""What the real Terraform rejects, tfgen rejects, at the same line; what Terraform accepts, tfgen accepts.

Terraform's verdicts are data, made by `python -m tests.faults record`.
"""

from pathlib import Path

import pytest

from tests.faults.cases import BASES, VALID, AnchorGone, Fault, all_faults, digest, folders_in
from tests.faults.compare import OUT_OF_DATE, check, difference, found, heaviest, same_line, verdict_on
from tests.faults.record import Recorder
from tests.faults.verdicts import kept

FAULTS = all_faults()
FOLDERS = {("bases", name): folder for name, folder in folders_in(BASES).items()} | {
    ("valid", name): folder for name, folder in folders_in(VALID).items()
}
SAME_LINE_AT_LEAST = 0.95


@pytest.mark.parametrize("fault_id", [fault_id for fault_id in FAULTS if not FAULTS[fault_id].unmet])
def test_tfgen_finds_what_terraform_finds(fault_id: str) -> None:
    """A fault that is an error, a warning or nothing to Terraform is just that to tfgen, save what plans find."""
    wanted = "error" if FAULTS[fault_id].beyond else verdict_on(fault_id).severity
    assert heaviest(found(fault_id)) == wanted, difference(fault_id)


@pytest.mark.parametrize("fault_id", [fault_id for fault_id in FAULTS if FAULTS[fault_id].unmet])
def test_what_is_known_to_be_missed_is_still_missed(fault_id: str) -> None:
    """A fault that tfgen has learnt to find is no longer among those that it is known to miss."""
    assert (found(fault_id), verdict_on(fault_id).severity) == ((), "error")


def test_tfgen_points_at_the_line_that_terraform_points_at() -> None:
    """In nearly all faults the line to edit is the one that Terraform names."""
    caught = [fault_id for fault_id in FAULTS if verdict_on(fault_id).findings]
    elsewhere = [fault_id for fault_id in caught if not same_line(found(fault_id), verdict_on(fault_id))]
    share = 1 - len(elsewhere) / len(caught)
    assert share >= SAME_LINE_AT_LEAST, f"{share:.1%} of {len(caught)}\n" + "\n".join(map(difference, elsewhere))


@pytest.mark.parametrize(("group", "name"), FOLDERS)
def test_tfgen_says_of_valid_code_no_more_than_terraform(group: str, name: str) -> None:
    """A module that Terraform accepts gets no diagnostic but the warnings that Terraform gives."""
    assert kept(group)[name].digest == digest(FOLDERS[group, name]), OUT_OF_DATE
    ours = {(one.severity, one.file, one.line) for one in check(FOLDERS[group, name])}
    assert ours == {(one.severity, one.file, one.line) for one in kept(group)[name].findings}


def test_there_is_no_error_in_what_counts_as_valid() -> None:
    """The real Terraform found every base faultless, and no error in any valid case."""
    assert [name for name in folders_in(BASES) if kept("bases")[name].findings] == []
    assert [name for name in folders_in(VALID) if kept("valid")[name].severity == "error"] == []


@pytest.mark.parametrize("fault_id", ["local-undeclared", "vpc-cidr-broken", "bad-escape", "backend-argument-unknown"])
def test_terraform_still_says_what_is_kept(fault_id: str, tmp_path: Path) -> None:
    """The kept verdicts are what the real Terraform says, word for word."""
    fault = FAULTS[fault_id]
    folder = fault.write(tmp_path / "fault")
    recorder = Recorder(tmp_path / "scratch")
    assert recorder.verdict(folder, BASES / fault.base, fault.stage) == verdict_on(fault_id)


@pytest.mark.parametrize(
    ("file", "find", "message"),
    [
        ("locals.tf", "no such text", "test/x: 'no such text' stands 0 times in system/locals.tf."),
        ("locals.tf", "port", "test/x: 'port' stands 2 times in system/locals.tf."),
        ("gone.tf", "port", "test/x: the base system has no file gone.tf."),
    ],
)
def test_a_fault_whose_anchor_is_gone_says_so(file: str, find: str, message: str) -> None:
    """When a base changes under a fault, the message names the fault, the file and the text."""
    with pytest.raises(AnchorGone) as caught:
        Fault("x", "test", "system", file, find).text()
    assert str(caught.value) == message
