"""The lock as Windows would hold it, through a module that keeps to what the documentation of msvcrt says."""

from __future__ import annotations

import errno
import importlib.util
import os
import sys
import types

import pytest

from tracker.archive import lock
from tracker.errors import LockedError


class Machine:
    """Locked bytes by file and place, for all processes; `at_work` is the process that calls."""

    def __init__(self) -> None:
        self.locked: dict[tuple[int, int], int] = {}
        self.at_work = 1

    def msvcrt(self) -> types.ModuleType:
        made = types.ModuleType("msvcrt")
        made.LK_NBLCK, made.LK_UNLCK = 2, 0

        def locking(handle: int, mode: int, length: int) -> None:
            assert length == 1
            place = os.fstat(handle).st_ino, os.lseek(handle, 0, os.SEEK_CUR)
            if mode == made.LK_UNLCK:
                if self.locked.pop(place, None) != self.at_work:
                    raise PermissionError(errno.EACCES, "Permission denied")
            elif place in self.locked:
                raise PermissionError(errno.EACCES, "Permission denied")
            else:
                self.locked[place] = self.at_work

        made.locking = locking
        return made


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def start(machine, monkeypatch):
    """A process of its own: the module as it is when Windows imports it."""

    def process(number: int):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "platform", "win32")
            patch.setitem(sys.modules, "msvcrt", machine.msvcrt())
            patch.setitem(sys.modules, "fcntl", None)
            spec = importlib.util.spec_from_file_location(f"lock_{number}", lock.__file__)
            made = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(made)
        return made

    return process


def test_one_process_holds_it_and_the_other_hears_who(tmp_path, machine, start):
    one, two, path = start(1), start(2), tmp_path / "tracker.lock"
    with one.locked(path):
        machine.at_work = 2
        with pytest.raises(LockedError, match=rf"process {os.getpid()}, since 20"), two.locked(path):
            pass
        machine.at_work = 1
    machine.at_work = 2
    with two.locked(path):
        pass
    assert machine.locked == {}


def test_the_process_id_can_be_read_while_it_is_held(tmp_path, machine, start):
    """Windows forbids reading a locked region: the lock lies far behind the text."""
    path = tmp_path / "tracker.lock"
    with start(1).locked(path):
        assert path.read_text("ascii") == f"{os.getpid()}\n"
        ((_, place),) = machine.locked
        assert place > path.stat().st_size


def test_it_is_let_go_after_an_error(tmp_path, machine, start):
    with pytest.raises(ZeroDivisionError), start(1).locked(tmp_path / "tracker.lock"):
        raise ZeroDivisionError
    assert machine.locked == {}


def test_the_same_process_does_not_enter_twice(tmp_path, start):
    one, path = start(1), tmp_path / "tracker.lock"
    with one.locked(path), pytest.raises(LockedError, match="this process"), one.locked(path):
        pass
