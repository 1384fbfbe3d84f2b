"""The script `publish`, in a copy of its own: every program that it calls is a stub that notes the call.

The tools beside it are no more than macOS and the BSDs have. BASH_UNDER_TEST=/path/to/bash-3.2 runs it in another bash.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.tools import ROOT, hear_signals

REAL_PROGRAMS = """
    cat chmod cksum cp date dirname env grep ln mkdir mv rm sed sleep sort tail touch tr true
"""
BASH = os.environ.get("BASH_UNDER_TEST") or shutil.which("bash") or ""
# These have options on Linux that they lack elsewhere.
LIMITED = {"readlink": "-*", "find": "*-executable*", "sed": "-r*|-i*", "mv": "-T*"}
NOTE_THE_CALL = '#!/bin/sh\necho "${0##*/} $*" >>"$CALLS"\n'
LIMITED_PROGRAM = """#!/bin/sh
case "$*" in {refused}) echo "illegal option: $*" >&2; exit 1 ;; esac
exec {program} "$@"
"""
# Plays Python, pip and the tools that run by `python -m`; what fails is chosen by $FAIL, what lacks by $LACKS.
PYTHON = (
    NOTE_THE_CALL
    + r"""
case "$*" in
    "${FAIL:-nothing}"*) echo "stub: $* fails"; exit 3 ;;
    *version_info*3,*11*) [ -n "$TOO_OLD" ] && exit 1; echo "$0" ;;
    *fcntl*try) $FLOCK -n 9 ;;
    *fcntl*wait) $FLOCK 9 ;;
    *"=libpango"*) [ -z "$LACKS" ] || printf '%s\n' $LACKS ;;
    "-m venv "*) mkdir -p "$3/bin" "$3/lib/site" && cp "$0" "$3/bin/python" ;;
    *sysconfig*) echo "$(dirname "$0")/../lib/site" ;;
    "-m pip install"*) sleep "${SLOW:-0}" ;;
    "-m playwright install"*) mkdir -p "$HOME/.cache/ms-playwright/chromium-9/chrome-linux"
        cp "$(dirname "$0")/python" "$HOME/.cache/ms-playwright/chromium-9/chrome-linux/chrome" ;;
    "-P -m publisher"*) shift 3; printf '%s|' "$PWD" "$@"; echo; exit "${RESULT:-0}" ;;
    "-m pytest"*) echo "== 3 passed in 0.01s ==" ;;
esac
"""
)
SCREEN_READER = ("Xvfb", "dbus-daemon", "firefox-esr", "openbox", "orca")
REFUSES = "#!/bin/sh\nexit 1\n"
SUDO = NOTE_THE_CALL + 'shift; exec "$@"\n'


class Clone:
    """A copy of the script with stub programs around it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a clone"
        self.bin = folder / "bin"
        self.calls_file = folder / "calls"
        self.folder = folder
        (self.root / "tests").mkdir(parents=True)
        self.bin.mkdir()
        for name in REAL_PROGRAMS.split():
            self.bin.joinpath(name).symlink_to(shutil.which(name) or pytest.fail(f"{name} is not on the PATH"))
        self.bin.joinpath("bash").symlink_to(BASH)
        for name, refused in LIMITED.items():
            (self.bin / name).unlink(missing_ok=True)
            self.stub(name, LIMITED_PROGRAM.format(refused=refused, program=shutil.which(name)))
        self.stub("python3", PYTHON)
        self.stub("sudo", SUDO)
        for name in ["apt-cache", "apt-get", "chromium", "gs", "javac", "node", "npm", "pdftoppm", "qpdf", "zbarimg"]:
            self.stub(name)
        for name in SCREEN_READER:
            self.stub(name)
        shutil.copy(ROOT / "publish", self.root)
        for name in ("requirements.lock", "requirements-dev.lock", "tests/package-lock.json"):
            (self.root / name).write_text("weasyprint==70.0 \\\n")

    def stub(self, name: str, text: str = NOTE_THE_CALL) -> None:
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)

    def start(self, *arguments: str, cwd: Path | None = None, user: int | None = None, **env: str) -> subprocess.Popen:
        own = {"PATH": str(self.bin), "CALLS": str(self.calls_file), "HOME": str(self.folder), "PUBLISH_PAUSE": "0"}
        own |= {"FLOCK": shutil.which("flock") or "", "AT_SPI": str(self.root / "publish")}
        return subprocess.Popen(
            [str(self.root / "publish"), *arguments],
            cwd=cwd or self.folder,
            env=own | env,
            user=user,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=hear_signals,
        )

    def run(self, *arguments: str, **options: str | Path | int) -> subprocess.CompletedProcess[str]:
        """Run to the end; `calls` then has what this run called."""
        self.calls_file.unlink(missing_ok=True)
        with self.start(*arguments, **options) as process:  # type: ignore[arg-type]
            out, err = process.communicate(timeout=30)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def calls(self, start: str = "") -> list[str]:
        lines = self.calls_file.read_text().splitlines() if self.calls_file.exists() else []
        return [line for line in lines if line.startswith(start)]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


@pytest.fixture
def open_clone() -> Iterator[Clone]:
    """A clone where another user may write."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Clone(Path(folder))
        for path in (clone.folder, clone.root):
            path.chmod(0o777)
        yield clone


def test_everything_is_passed_on_and_the_folder_stays_the_callers(clone: Clone, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    answer = clone.run("build", "--content", "my dir", "", cwd=elsewhere)
    assert answer.stdout == f"{elsewhere}|build|--content|my dir||\n"
    assert answer.returncode == 0


def test_the_exit_code_is_the_commands_own(clone: Clone) -> None:
    assert clone.run("check", RESULT="10").returncode == 10


def test_it_runs_through_a_link(clone: Clone, tmp_path: Path) -> None:
    clone.run("build")
    link = tmp_path / "link"
    link.symlink_to(clone.root / "publish")
    environment = {"PATH": str(clone.bin), "CALLS": str(clone.calls_file)}
    answer = subprocess.run([link, "a"], env=environment, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert (answer.stdout, answer.stderr) == (f"{tmp_path}|a|\n", "")


def test_the_console_command_and_the_path_file_are_there(clone: Clone) -> None:
    clone.run("build")
    environment = {"PATH": str(clone.bin), "CALLS": str(clone.calls_file)}
    command = clone.root / ".venv/bin/publisher"
    answer = subprocess.run([command, "x", "y z"], env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout.endswith("|x|y z|\n")
    assert (clone.root / ".venv/lib/site/publisher-toolkit.pth").read_text() == f"{clone.root}\n"


def test_the_second_run_sets_up_nothing(clone: Clone) -> None:
    first = clone.run("build")
    assert "set-up is done" in first.stderr
    second = clone.run("build")
    assert second.stderr == ""
    assert clone.calls() == ["python -P -m publisher build"]


@pytest.mark.parametrize("change", ["lock", "python"])
def test_it_sets_up_again_when_something_changed(clone: Clone, change: str) -> None:
    clone.run("build")
    if change == "lock":
        (clone.root / "requirements.lock").write_text("weasyprint==71.0 \\\n")
    else:
        (clone.root / ".venv/bin/python").unlink()
    answer = clone.run("build")
    assert "setting up" in answer.stderr
    assert len(clone.calls("python -m pip install")) == 1
    assert clone.run("build").stderr == ""


def test_packages_that_no_lock_names_are_removed(clone: Clone) -> None:
    freeze = 'case "$*" in "-m pip freeze"*) echo Left_Over==1; echo weasyprint==70.0; exit;; esac\n'
    clone.stub("python3", PYTHON.replace("\ncase", f"\n{freeze}case", 1))
    clone.run("build")
    assert clone.calls("python -m pip uninstall") == ["python -m pip uninstall --yes left-over"]


def test_only_locked_wheels_are_installed(clone: Clone) -> None:
    clone.run("build")
    (call,) = clone.calls("python -m pip install")
    assert "--require-hashes" in call
    assert "--only-binary :all:" in call


def test_a_network_that_fails_is_asked_three_times_and_leaves_no_stamp(clone: Clone) -> None:
    answer = clone.run("build", FAIL="-m pip install")
    assert answer.returncode == 4
    assert answer.stdout == ""
    assert len(clone.calls("python -m pip install")) == 3
    assert "stub: -m pip install" in answer.stderr, "the log's last lines are shown"
    assert answer.stderr.splitlines()[-1].startswith("publish: installing the Python packages")
    assert not list(clone.root.glob(".venv/ready*"))
    assert clone.run("build").returncode == 0


def test_an_interrupted_set_up_leaves_no_stamp(clone: Clone) -> None:
    with clone.start("build", SLOW="20") as process:
        # Bash drops an interrupt that falls between two commands: one that waits for a command must be interrupted.
        deadline = time.monotonic() + 60
        while not clone.calls("python -m pip install"):
            assert time.monotonic() < deadline, "the set-up never came to pip"
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=15)
    assert process.returncode in (130, -signal.SIGINT)
    assert not list(clone.root.glob(".venv/ready*"))


def test_two_first_runs_at_once_set_up_once(clone: Clone) -> None:
    with clone.start("build", SLOW="0.5") as one, clone.start("build", SLOW="0.5") as two:
        answers = [process.communicate(timeout=30) for process in (one, two)]
    assert [one.returncode, two.returncode] == [0, 0]
    assert sum("set-up is done" in err for _, err in answers) == 1
    assert len(clone.calls("python -m pip install")) == 1


@pytest.mark.parametrize(
    ("env", "says"),
    [({"TOO_OLD": "1"}, "Python 3.11 or newer is needed"), ({"PYTHON": "python9"}, "PYTHON=python9 is not")],
)
def test_without_a_python_one_line_says_so(clone: Clone, env: dict[str, str], says: str) -> None:
    answer = clone.run("build", **env)
    assert answer.returncode == 4
    assert says in answer.stderr.splitlines()[-1]


def test_missing_packages_are_installed_and_only_those(clone: Clone) -> None:
    answer = clone.run("build", LACKS="libpango-1.0-0 libharfbuzz-subset0")
    assert answer.returncode == 0
    update, install = clone.calls("apt-get")
    assert update.endswith(" update")
    assert install.endswith(" install --no-install-recommends libpango-1.0-0 libharfbuzz-subset0")
    clone.run("build", LACKS="libpango-1.0-0")
    assert not clone.calls("apt"), "a machine that is set up is not looked at again"


def test_where_nothing_is_missing_apt_is_not_called(clone: Clone) -> None:
    clone.run("build")
    assert not clone.calls("apt")


def test_a_system_without_the_subsetter_goes_on_without(clone: Clone) -> None:
    clone.stub("apt-cache", NOTE_THE_CALL + '[ "$2" != libharfbuzz-subset0 ]\n')
    answer = clone.run("build", LACKS="libpangoft2-1.0-0 libharfbuzz-subset0")
    assert answer.returncode == 0
    assert "three times as long" in answer.stderr
    assert clone.calls("apt-get")[-1].endswith(" --no-install-recommends libpangoft2-1.0-0")


def test_without_apt_one_line_names_what_to_install(clone: Clone) -> None:
    (clone.bin / "apt-get").unlink()
    answer = clone.run("build", LACKS="libpango-1.0-0 libpangoft2-1.0-0")
    assert answer.returncode == 4
    assert answer.stderr.splitlines()[-1].endswith("run again: libpango-1.0-0 libpangoft2-1.0-0")
    assert not list(clone.root.glob(".venv/ready*"))


def test_without_rights_one_line_has_the_command_to_run(open_clone: Clone) -> None:
    open_clone.stub("sudo", "#!/bin/sh\nexit 1\n")
    answer = open_clone.run("build", LACKS="libpango-1.0-0", user=65534 if os.geteuid() == 0 else None)
    assert answer.returncode == 4
    command = "sudo apt-get update && sudo apt-get install --no-install-recommends libpango-1.0-0"
    assert answer.stderr.splitlines()[-1].endswith(command)
    assert not open_clone.calls("apt-get")


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ([], "--numprocesses auto"),
        (["--quick", "-x"], "--numprocesses auto --quick -x"),
        (["--quick=main~3"], "--numprocesses auto --quick=main~3"),
        (["--coverage"], "--numprocesses auto --coverage"),
        (["-n4"], "-n4"),
        (["--pdb", "tests/text"], "--pdb tests/text"),
    ],
)
def test_the_tests_run_in_several_processes_where_that_helps(clone: Clone, given: list[str], passed_on: str) -> None:
    assert clone.run("test", *given).returncode == 0
    (call,) = clone.calls("python -m pytest")
    assert call == f"python -m pytest -c {clone.root}/pyproject.toml --rootdir {clone.root} {passed_on}"


def test_the_tests_run_after_the_linters_and_speak_last(clone: Clone) -> None:
    (clone.folder / "some test.py").touch()
    answer = clone.run("test", "-k", "some thing", "some test.py::test_a")
    assert answer.returncode == 0
    assert answer.stdout.splitlines()[-1] == "== 3 passed in 0.01s =="
    jobs = [call for call in clone.calls() if call.startswith(("python -m ruff", "python -m mypy", "python -m pytest"))]
    assert jobs == [
        "python -m ruff check",
        "python -m ruff format --check --output-format concise",
        "python -m mypy publisher",
        f"python -m pytest -c {clone.root}/pyproject.toml --rootdir {clone.root}"
        f" -k some thing {clone.folder}/some test.py::test_a",
    ]


@pytest.mark.parametrize("failing", ["-m ruff check", "-m ruff format", "-m mypy", "-m pytest"])
def test_one_failing_step_fails_the_whole_and_stops_nothing(clone: Clone, failing: str) -> None:
    answer = clone.run("test", FAIL=failing)
    assert answer.returncode != 0
    assert len(clone.calls("python -m pytest")) == 1
    assert failing == "-m pytest" or answer.stdout.splitlines()[-1] == "== 3 passed in 0.01s =="


def test_a_build_gets_ghostscript_where_that_needs_nobody(clone: Clone) -> None:
    (clone.bin / "gs").unlink()
    assert clone.run("build").returncode == 0
    assert clone.calls("apt-get")[-1].endswith(" --no-install-recommends ghostscript")


def test_a_build_does_without_ghostscript(open_clone: Clone) -> None:
    (open_clone.bin / "gs").unlink()
    open_clone.stub("sudo", REFUSES)
    answer = open_clone.run("build", user=65534)
    assert answer.returncode == 0, answer.stderr
    assert "sudo apt-get install ghostscript" in answer.stderr
    assert open_clone.calls("python -P -m publisher build")
    assert not open_clone.calls("apt-get")
    answer = open_clone.run("test", user=65534)
    assert answer.returncode == 4, "the tests measure, and need it"


def test_a_build_goes_on_where_ghostscript_cannot_be_had(clone: Clone) -> None:
    (clone.bin / "gs").unlink()
    clone.stub("apt-get", REFUSES)
    answer = clone.run("build")
    assert answer.returncode == 0, answer.stderr
    assert "sudo apt-get install ghostscript" in answer.stderr


def test_ubuntu_gets_a_browser_that_is_no_snap(clone: Clone) -> None:
    release = clone.folder / "os-release"
    release.write_text("NAME=Ubuntu\nID=ubuntu\n")
    (clone.bin / "chromium").unlink()
    clone.stub("chromium-browser", "#!/bin/sh\necho requires the chromium snap >&2; exit 1\n")
    answer = clone.run("test", OS_RELEASE=str(release))
    assert answer.returncode == 0
    assert not any("chromium" in call for call in clone.calls("apt-get"))
    link = clone.root / ".venv/bin/chromium"
    assert link.resolve() == clone.folder / ".cache/ms-playwright/chromium-9/chrome-linux/chrome"


def test_the_tests_get_a_screen_reader(clone: Clone) -> None:
    for name in ("openbox", "orca"):
        (clone.bin / name).unlink()
    answer = clone.run("test", OS_RELEASE="/dev/null")
    assert answer.returncode == 0, answer.stderr
    assert clone.calls("apt-get")[-1].endswith(" install --no-install-recommends openbox orca")


@pytest.mark.parametrize("system", ["ubuntu", "refusing", "mac"])
def test_where_there_is_no_screen_reader_one_line_says_what_is_left_out(clone: Clone, system: str) -> None:
    (clone.bin / "firefox-esr").unlink()
    release = clone.folder / "os-release"
    release.write_text(f"ID={system}\n")
    if system == "refusing":
        clone.stub("apt-get", REFUSES)
    answer = clone.run("test", OS_RELEASE=str(release), **({"OSTYPE": "darwin22"} if system == "mac" else {}))
    assert answer.returncode == 0, answer.stderr
    assert "read files aloud are left out; missing (Debian's names): firefox-esr" in answer.stderr


def test_on_a_mac_one_line_has_the_command_to_run(clone: Clone) -> None:
    answer = clone.run("build", LACKS="libpango-1.0-0 libharfbuzz-subset0", OSTYPE="darwin22")
    assert answer.returncode == 4
    assert answer.stderr.splitlines()[-1].endswith("run this, then try again: brew install pango")
    assert not clone.calls("apt-get")


@pytest.mark.parametrize("system", ["msys", "cygwin"])
def test_on_windows_one_line_says_what_to_do_instead(clone: Clone, system: str) -> None:
    answer = clone.run("build", OSTYPE=system)
    assert answer.returncode == 4
    assert answer.stderr == (
        "publish: this script is for Linux, macOS and WSL; on Windows itself see docs/install.md\n"
    )
