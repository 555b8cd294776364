"""Processes beside this one do tasks, and end with what started them.

They are forked, so that each test runs in a fresh process of its own.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

BEGIN = "import errno, os, signal, sys, time\nfrom tfgen.processes import *\n"


def said(code: str) -> list[str]:
    """Run code in a process of its own, and give the lines that it prints."""
    done = subprocess.run([sys.executable, "-c", BEGIN + code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.splitlines()


def test_every_task_is_done_once_by_as_many_processes_as_were_asked_for() -> None:
    """Each result comes with its task's number."""
    code = "found = dict(run_beside(lambda task: (task * 2, os.getpid()), range(50), 3))\n"
    assert said(code + "print([found[n][0] for n in range(50)] == [n * 2 for n in range(50)])") == ["True"]
    assert said(code + "print(os.getpid() in {pid for _, pid in found.values()})") == ["False"]
    assert int(said(code + "print(len({pid for _, pid in found.values()}))")[0]) in {1, 2, 3}


def test_results_of_one_process_come_in_the_order_of_its_tasks() -> None:
    """However large they are."""
    code = "one = Process(lambda text: text.upper())\n[one.send(c * 200_000) for c in 'abc']\n"
    assert said(code + "print([one.receive()[:1] for _ in 'abc'])\none.stop()\none.close()") == ["['A', 'B', 'C']"]


def test_what_the_machine_refuses_in_a_process_is_raised_here() -> None:
    """As it would have been without one."""
    code = "def work(_):\n    raise PermissionError(errno.EACCES, 'No', 'a.tf')\n"
    code += "try:\n    list(run_beside(work, [1], 1))\nexcept OSError as problem:\n    print(problem)\n"
    assert said(code) == ["[Errno 13] No: 'a.tf'"]


def test_a_bug_in_a_process_is_raised_here_with_its_traceback() -> None:
    """So that it can be reported."""
    code = "def work(_):\n    raise ValueError('what never happens')\n"
    code += "try:\n    list(run_beside(work, [1], 1))\nexcept ProcessFailed as problem:\n    print(problem)\n"
    assert said(code)[-2] == "ValueError: what never happens"


def test_a_process_that_is_killed_is_told() -> None:
    """As a machine without memory does it."""
    code = "def work(_):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    code += "try:\n    list(run_beside(work, range(5), 2))\nexcept ProcessDied as problem:\n    print(problem)\n"
    (line,) = said(code)
    assert "was killed" in line
    assert "-j 1" in line


def test_processes_end_when_nobody_wants_more_results() -> None:
    """And when who started them ends, however that comes."""
    code = "results = run_beside(lambda task: os.getpid(), range(9), 2)\nfirst = next(results)[1]\nresults.close()\n"
    assert said(f"{code}print(first, os.path.exists(f'/proc/{{first}}'))")[0].endswith("False")
    code = "one = Process(lambda _: os.getpid())\none.send(1)\nprint(one.receive(), flush=True)\nos._exit(0)\n"
    assert_gone(int(said(code)[0]))
    code = "one, two = Process(lambda _: os.getpid()), Process(lambda _: os.getpid())\n"
    code += "for it in (one, two):\n    it.send(1)\n    print(it.receive(), flush=True)\nos.kill(os.getpid(), 9)\n"
    done = subprocess.run([sys.executable, "-c", BEGIN + code], capture_output=True, text=True, check=False)
    for pid in done.stdout.split():
        assert_gone(int(pid))


def assert_gone(pid: int) -> None:
    """See a process end, which it does when it sees that nobody is there."""
    deadline = time.monotonic() + 30
    while Path(f"/proc/{pid}/stat").exists() and time.monotonic() < deadline:
        os.sched_yield()
    assert not Path(f"/proc/{pid}/stat").exists()


TOLD = """
def work(task):
    if task == 'kept':
        keep_going()
    print(task, flush=True)
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(0.2)
    return task
found = []
try:
    for number, result in run_beside(work, [TASK, 'next'], 1):
        found.append(result)
except KeyboardInterrupt:
    print('interrupted after', found)
"""


@pytest.mark.parametrize(("task", "found"), [("kept", "['kept']"), ("cut", "[]")])
def test_an_interrupt_waits_for_what_must_not_be_left_half_done(task: str, found: str) -> None:
    """And for nothing else: no other task is begun."""
    assert said(TOLD.replace("TASK", repr(task))) == [task, f"interrupted after {found}"]


def test_what_is_not_interrupted_goes_on() -> None:
    """After one task that must not be cut, the next is begun."""
    code = "def work(task):\n    keep_going()\n    return task\nprint(sorted(run_beside(work, ['a', 'b'], 1)))\n"
    assert said(code) == ["[(0, 'a'), (1, 'b')]"]


def test_a_process_that_does_not_stop_is_killed() -> None:
    """An interrupt ends the run in any case."""
    code = "import tfgen.processes\ntfgen.processes.PATIENCE = 0.1\n"
    code += TOLD.replace("TASK", "'kept'").replace("time.sleep(0.2)", "time.sleep(600)")
    assert said(code) == ["kept", "interrupted after []"]


def test_processes_are_not_forked_where_hashicorps_parser_was_used() -> None:
    """It would hang in them."""
    pytest.importorskip("pygohcl")
    assert said("print(are_free())\nimport pygohcl\nprint(are_free())") == ["True", "False"]


def test_sigint_is_for_the_process_that_started_them() -> None:
    """A terminal sends it to all of them at once."""
    code = "one = Process(lambda _: signal.getsignal(signal.SIGINT) is signal.SIG_IGN)\none.send(1)\n"
    assert said(f"{code}print(one.receive())\none.stop()\none.close()") == ["True"]
