"""Worker processes of this machine, each with a line of its own to whoever started it.

Jobs go out on the line, chunks come back on it. Nobody else holds either end of it, so that the
line ends when the worker does, even in the middle of a chunk, and the worker ends when the line
does: nobody can be left waiting for the other. Source: docs/decisions/0010.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from types import ModuleType

from sim.errors import SimError
from sim.experiments.jobs import Job, work
from sim.results.chunks import Chunk

_SPAWN = multiprocessing.get_context("spawn")

Work = Callable[[Job], Chunk]
"""What is done with a job; a function of a module, which a process can find by its name."""


class Worker:
    """A process that does jobs one after another.

    Attributes:
        jobs: The jobs it was handed and has not delivered, in their order: it is doing the first.
    """

    def __init__(self, does: Work = work) -> None:
        self.jobs: deque[Job] = deque()
        self.line, end = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(end, does), daemon=True)
        try:
            with _without_script(), _without_interrupts():
                self._process.start()
        except BaseException:  # a Ctrl-C that was held back comes here, too
            self._leave()
            raise
        finally:
            end.close()

    def hand(self, job: Job) -> None:
        """Give it a job more; it may have died, which is seen when its chunk is waited for."""
        self.jobs.append(job)
        with suppress(OSError):
            self.line.send(job)

    def deliver(self) -> Chunk | None:
        """The chunk of its first job, which is waited for; None if the worker died.

        Raises:
            Exception: What the job raised.
        """
        try:
            found: Chunk | Exception = self.line.recv()
        except (EOFError, OSError):
            return None
        self.jobs.popleft()
        if isinstance(found, Exception):
            raise found
        return found

    def end(self) -> None:
        """End it at once, whatever it is doing."""
        self._leave()
        self._process.close()

    def _leave(self) -> None:
        self.line.close()
        if self._process.pid is not None:
            self._process.kill()
            self._process.join()


@contextmanager
def workers(number: int) -> Iterator[list[Worker]]:
    """So many workers, which end with the block.

    Raises:
        SimError: If the machine does not give so many processes.
    """
    crew: list[Worker] = []
    try:
        for _ in range(number):
            try:
                crew.append(Worker())
            except OSError as error:
                raise SimError(
                    f"only {len(crew)} of {number} worker processes could be started: "
                    f"{error.strerror}; ask for fewer with --workers"
                ) from None
        yield crew
    finally:
        with _without_interrupts():
            for worker in crew:
                worker.end()


def heard_of(crew: Iterable[Worker]) -> list[Worker]:
    """Those that have delivered or died, as soon as there is one."""
    by_line = {worker.line: worker for worker in crew}
    ready = set(wait(list(by_line)))
    return [worker for line, worker in by_line.items() if line in ready]


def _serve(line: Connection, does: Work) -> None:
    """What a worker does: job after job."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for Windows; see _without_interrupts
    jobs: SimpleQueue[Job] = SimpleQueue()
    threading.Thread(target=_listen, args=(line, jobs), daemon=True).start()
    while True:
        line.send(_answer(does, jobs.get()))


def _listen(line: Connection, jobs: "SimpleQueue[Job]") -> None:
    """Take what comes while a job is done; when nothing can come any more, end.

    Somebody has to listen all the time: two that both write and do not read wait for ever.
    """
    try:
        while True:
            jobs.put(line.recv())
    except (EOFError, OSError):
        os._exit(0)


def _answer(does: Work, job: Job) -> Chunk | Exception:
    try:
        return does(job)
    except Exception as error:  # noqa: BLE001 - whoever handed out the job raises it again
        error.add_note(traceback.format_exc())
        return _portable(error)


def _portable(error: Exception) -> Exception:
    """The error as it can go through a line: itself, or at least its words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - an error may hold anything; its words get through
        return SimError(f"{type(error).__name__}: {error}")
    return error


@contextmanager
def _without_script() -> Iterator[None]:
    """A worker begins by running the caller's script once more, unless there is none.

    A script without a main guard would start itself without end.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C is heard when the block ends: no process is left half begun, and none half ended.

    A process started in it never hears Ctrl-C, not even while it begins.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    resource_tracker.ensure_running()  # would lift the block if it began in it
    heard: list[int] = []
    # The block is what the process inherits. It is not enough here: a thread of a library may hear.
    handler = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        signal.signal(signal.SIGINT, handler)
        if heard:
            signal.raise_signal(signal.SIGINT)
