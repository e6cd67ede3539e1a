"""Nothing leaves the machine: the tests themselves are watched, and so is every process that they start."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

OUTSIDE = ["hostile.invalid", "192.0.2.1", "2001:db8::1"]


@pytest.mark.parametrize("host", OUTSIDE)
def test_a_connection_to_another_machine_fails_here(host):
    with pytest.raises(RuntimeError, match="nothing may leave this machine"):
        socket.create_connection((host, 80), timeout=1)


def test_and_in_the_processes_that_tests_start():
    program = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert "nothing may leave this machine: socket.getaddrinfo to '192.0.2.1'" in ended.stderr


def test_this_machine_itself_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        socket.create_connection(listening.getsockname(), timeout=1).close()
