"""The command line of logs: arguments, flags that do not go together, values out of range. All of it is decided before
the server is asked, so the pod needs no logs; it is there because kubectl looks for it first."""
from harness import same

ARGUMENTS = """
logs
logs -f
logs -fp
logs a b c
logs a b c -l x=y
logs -- a b c
logs db-0 -- --tail=-5 x
logs -l ''
logs -l ' '
logs -l app=web db-0
logs -l ' ' db-0
logs -l app=web pod/db-0
logs -l app=web db-0 c
logs -l app=web pod/db-0 c
logs -l app=x a/b/c d
logs a/b/c
logs a/b/ c
logs a/ b
logs /x
logs x/
logs /
logs //
logs po,svc/db-0
logs a,/b
logs ''
logs '' c
logs '' c -l ''
"""

FLAGS = """
logs db-0 -A
logs db-0 --nope
logs db-0 -c
logs db-0 --container
logs db-0 --tail
logs db-0 --tail=x
logs db-0 --tail=1.5
logs db-0 --tail=9223372036854775808
logs db-0 --limit-bytes=x
logs db-0 --limit-bytes=99999999999999999999
logs db-0 --since=5
logs db-0 --since=
logs db-0 --since=1d
logs db-0 --pod-running-timeout=5
logs db-0 --max-log-requests=x
logs db-0 -f=x
logs db-0 --follow=maybe
logs db-0 --previous=2
logs db-0 --timestamps=
"""

# kubectl looks for the pod before it says so.
VALUES = """
--tail=-2
--tail -2
--limit-bytes=-1
--since=-5s
--pod-running-timeout=0
--pod-running-timeout=-1s
--pod-running-timeout=0 --since-time=x
--pod-running-timeout=0 --limit-bytes=-1
--tail=-5 --limit-bytes=-5 --since=-5s
--since=1h --since-time=2026-11-22T10:00:00Z
--since=-5s --since-time=2026-11-22T10:00:00Z
--since-time=x --limit-bytes=-1
--all-containers -c c
--all-containers -c c --limit-bytes=-1
c --all-containers
c -c d
c -c ''
c --all-containers -c d
-l app=web -l '' --tail=-3
"""

TIMES = """
garbage
' '
202
2026-11-22
2026-1-22T10:00:00Z
2026-11-2T10:00:00Z
99999-11-22T10:00:00Z
2026-11-22T10:00:00
2026-11-22T10:00:00.5
2026-11-22T10:00:00.Z
2026-11-22T7:00:00.123456789123
2026-11-22T10:0:00Z
2026-11-22t10:00:00z
'2026-11-22 10:00:00Z'
2026-00-22T10:00:00Z
2026-13-22T10:00:00Z
2026-02-30T10:00:00Z
2026-11-31T10:00:00Zx
2026-11-22T24:00:00Z
2026-11-22T10:61:00Z
2026-11-22T10:00:61Z
2026-11-22T10:00:00+25:00
2026-11-22T10:00:00+25:61
2026-11-22T10:00:00*25:00
2026-11-22T10:00:00+1:30
2026-11-22T10:00:00*01:30
2026-11-22T10:00:00Z07:00
'ä"\\'
"""


def cases(_):
    for line in (ARGUMENTS + FLAGS).split("\n"):
        if line:
            yield same(line)
    for values in VALUES.strip().splitlines():
        yield same(f"logs -n shop db-0 {values}")
    for time in TIMES.strip().splitlines():
        yield same(f"logs -n shop db-0 --since-time={time}")
