"""Processes that work beside this one, watched: each ends with its parent, has limits, and may die without the others.

One thread here for each process there: it hands over a task, waits for the answer, and starts another process where one
has died. A task whose process died is reported; the next tasks go on.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from publisher.model.catalogue import say
from publisher.model.errors import WorkerError
from publisher.model.processes import GIB, end_with_parent, limit_process, physical_memory

SECONDS = 3600  # for one publication
LEAST_MEMORY, FILE_SIZE = 4 * GIB, 4 * GIB
PATIENCE = 3  # seconds that a process has to end by itself
STARTS = 3  # of a process for one task, where processes die before they take it
FIX = say("pipeline:try-again-in-turn")


class WorkerPool:
    """`count` processes, started at once; each calls `warm_up` first. Spawn, not fork: a fork after native code has run
    can hang."""

    def __init__(self, count: int, warm_up: Callable[[], None], seconds: float = SECONDS) -> None:
        self.warm_up, self.seconds = warm_up, seconds
        self.tasks: queue.SimpleQueue[tuple[Future[Any], bytes] | None] = queue.SimpleQueue()
        self.lock, self.closed = threading.Lock(), False
        self.processes: list[_Process | None] = [None] * count
        for place in range(count):
            self._start(place)
        self.threads = [threading.Thread(target=self._serve, args=(place,), daemon=True) for place in range(count)]
        for thread in self.threads:
            thread.start()

    def submit(self, function: Callable[[Any], Any], given: Any) -> Future[Any]:
        task: Future[Any] = Future()
        self.tasks.put((task, pickle.dumps((function, given))))
        return task

    def close(self, at_once: bool) -> None:
        """End the processes: when they are done with what they have, or at once."""
        with self.lock:
            self.closed = self.closed or at_once
            running = [process for process in self.processes if process] if at_once else []
        for process in running:
            process.terminate()
        for _ in self.threads:
            self.tasks.put(None)
        if at_once:
            for thread in self.threads:
                thread.join(PATIENCE)
            for process in running:  # busy in code that looks at no signals
                process.kill()
        for thread in self.threads:
            thread.join()
        for left in self.processes:
            if left:
                left.end(PATIENCE)

    def _start(self, place: int) -> _Process | None:
        with self.lock:
            if self.closed:
                return None
            process = _Process(self.warm_up)
            self.processes[place] = process
            return process

    def _serve(self, place: int) -> None:
        while (item := self.tasks.get()) is not None:
            task, message = item
            try:
                task.set_result(self._ask(place, message))
            except BaseException as error:
                task.set_exception(error)

    def _ask(self, place: int, message: bytes) -> Any:
        """The answer of a process to a task. Raises its error, or WorkerError where it died or took too long."""
        for _ in range(STARTS):
            process = self.processes[place]
            if process is None or not process.is_alive():
                process = self._start(place)
            if process is None:
                raise WorkerError(say("pipeline:build-was-ended"), FIX)
            if process.is_ready(self.seconds):
                break
            died = process.end(0)
        else:
            raise WorkerError(say("pipeline:worker-process-could-not-start", died=died), FIX)
        try:
            process.connection.send_bytes(message)
            if not process.has_answered(self.seconds):
                process.end(0)
                raise WorkerError(say("pipeline:worker-process-was-not-done-after", p1=self.seconds / 60), FIX)
            done, made = pickle.loads(process.connection.recv_bytes())
        except (EOFError, OSError) as error:
            raise WorkerError(say("pipeline:worker-process", p1=process.end(PATIENCE)), FIX) from error
        if not done:
            raise made
        return made


class _Process:
    """One process, and the pipe to it."""

    def __init__(self, warm_up: Callable[[], None]) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        # An interrupt is this process's to answer: workers ignore it from their start, and `close` ends them. Signals
        # can only be set in the main thread; elsewhere the worker itself sets it, a moment later.
        main = threading.current_thread() is threading.main_thread()
        previous = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
        try:
            self.process = context.Process(target=work, args=(theirs, warm_up), daemon=True)
            self.process.start()
        finally:
            if main:
                signal.signal(signal.SIGINT, previous)
        theirs.close()
        self.ready = False

    def is_alive(self) -> bool:
        return self.process.is_alive()

    def is_ready(self, seconds: float) -> bool:
        """Wait until it has warmed up. False where it died."""
        try:
            if not self.ready and self.has_answered(seconds):
                self.ready = self.connection.recv_bytes() == b"ready"
        except (EOFError, OSError):
            pass
        return self.ready and self.is_alive()

    def has_answered(self, seconds: float) -> bool:
        return bool(wait([self.connection], seconds))

    def terminate(self) -> None:
        self.process.terminate()

    def kill(self) -> None:
        self.process.kill()

    def end(self, seconds: float) -> str:
        """Let it end for so long, then kill it -> how it ended."""
        self.connection.close()
        self.process.join(seconds)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        if code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
            return say("pipeline:was-ended", name=name)
        return say("pipeline:ended-code", code=code)


def work(connection: Connection, warm_up: Callable[[], None]) -> None:
    """What a worker process does, until the pipe is closed."""
    try:
        _look_after_oneself()
        with suppress(Exception):  # a job that needs what could not be loaded reports it
            warm_up()
        connection.send_bytes(b"ready")
        while True:
            function, given = pickle.loads(connection.recv_bytes())
            connection.send_bytes(_answer(function, given))
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # nobody waits for this one any more


def _answer(function: Callable[[Any], Any], given: Any) -> bytes:
    try:
        return pickle.dumps((True, function(given)))
    except MemoryError:
        return pickle.dumps((False, WorkerError(say("pipeline:worker-process-needed-more-memory-than"), FIX)))
    except Exception as error:
        try:
            data = pickle.dumps((False, error))
            pickle.loads(data)
        except Exception:
            return pickle.dumps(
                (
                    False,
                    WorkerError(say("pipeline:worker-process-failed", name__=type(error).__name__, error=error), FIX),
                )
            )
        return data


def _look_after_oneself() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that its own programs and folders go
    limit_process(max(LEAST_MEMORY, physical_memory()), FILE_SIZE)
    parent = parent_process()
    if parent is not None and parent.pid is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()
        end_with_parent(parent.pid)


def _watch(sentinel: Any) -> None:
    """Where the kernel does not report it: the parent's end of a pipe closes when it ends."""
    wait([sentinel])
    if hasattr(signal, "pthread_kill"):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
    os._exit(1)
