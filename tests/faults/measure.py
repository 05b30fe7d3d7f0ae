"""Runs a command and writes its peak resident memory, in KiB, to a file.

A process of its own: the peak that the kernel counts for a child starts with that of the process it came from, and this
one is small.
"""
import os
import sys

child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    file.write(str(usage.ru_maxrss))
code = os.waitstatus_to_exitcode(status)
if code < 0:
    os.kill(os.getpid(), -code)
sys.exit(code)
