"""Costly requests one at a time, a few waiting, the others told at once."""

from queue import Queue
from threading import Event, Thread

import pytest

from zwgk.web.shared.turns import Busy, Turns


def test_one_works_one_waits_and_the_others_are_told_meanwhile() -> None:
    turns = Turns("test", waiting=1)
    told: Queue[str] = Queue()
    entered, leave = Event(), Event()

    def first() -> None:
        with turns.take():
            entered.set()
            leave.wait(30)
            told.put("first")

    def another() -> None:
        try:
            with turns.take():
                told.put("waited")
        except Busy:
            told.put("busy")

    threads = [Thread(target=first), *(Thread(target=another) for _ in range(5))]
    threads[0].start()
    assert entered.wait(30)
    for thread in threads[1:]:
        thread.start()
    assert [told.get(timeout=30) for _ in range(4)] == ["busy"] * 4
    leave.set()
    assert [told.get(timeout=30) for _ in range(2)] == ["first", "waited"]
    for thread in threads:
        thread.join(30)


def test_an_error_gives_the_turn_back() -> None:
    turns = Turns("test", waiting=0)
    with pytest.raises(ValueError), turns.take():
        raise ValueError("broken")
    with turns.take(), pytest.raises(Busy), turns.take():
        pass
    with turns.take():
        pass


def test_processes_take_turns_with_one_another() -> None:
    ours, theirs = Turns("shared", waiting=0), Turns("shared", waiting=0)
    done: list[str] = []

    def other() -> None:
        with theirs.take():
            done.append("theirs")

    thread = Thread(target=other)
    with ours.take():
        thread.start()
        thread.join(0.2)
        done.append("ours")
    thread.join(30)
    assert done == ["ours", "theirs"]
