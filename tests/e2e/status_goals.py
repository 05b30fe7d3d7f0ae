"""What `yare status` waits for with --for, and what ends it with --fail-on."""
from fixtures import GROUP
from harness import check, expect_equal
from status import define
from status_stage import deployment, pod
from status_wait import LONG, NS, ends, on_stage


def cases(_):
    for call in (condition, condition_value, jsonpath_value, jsonpath_any, jsonpath_later, several_goals,
                 fail_on_condition, fail_on_jsonpath, fail_on_none, fail_on_several):
        yield check(call)


def craft(stage, name, **status):
    """A custom resource with that status; its path."""
    path = define(stage, "barges", "Barge").replace("/st-kinds/", f"/{NS}/")
    stage.create(path, {"apiVersion": f"{GROUP}/v1", "kind": "Barge", "metadata": {"name": name}})
    if status:
        stage.api.merge(f"{path}/{name}/status", {"status": status})
    return f"{path}/{name}/status"


def conditions(*pairs):
    return {"conditions": [{"type": kind, "status": value} for kind, value in pairs]}


def condition(place):
    """--for=condition waits for True, whatever its case"""
    stage, _ = on_stage(place)
    path = craft(stage, "w-cond", **conditions(("Loaded", "False")))
    with stage.waits(NS, "barge/w-cond", "--for=condition=loaded", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-cond: Current")
        stage.api.merge(path, {"status": conditions(("Loaded", "True"))})
        ends(run, "Current", 0)


def condition_value(place):
    """--for=condition with a value"""
    stage, _ = on_stage(place)
    path = craft(stage, "w-value", **conditions(("Loaded", "True")))
    with stage.waits(NS, "barge/w-value", "--for=condition=Loaded=Unknown", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-value: Current")
        stage.api.merge(path, {"status": conditions(("Loaded", "Unknown"))})
        ends(run, "Current", 0)


def jsonpath_value(place):
    """--for=jsonpath with a value"""
    stage, _ = on_stage(place)
    path = craft(stage, "w-path", load=1)
    with stage.waits(NS, "barge/w-path", "--for=jsonpath={.status.load}=12", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-path: Current")
        stage.api.merge(path, {"status": {"load": 12}})
        ends(run, "Current", 0)


def jsonpath_any(place):
    """--for=jsonpath without a value is met by any"""
    stage, _ = on_stage(place)
    path = craft(stage, "w-any", load=1)
    with stage.waits(NS, "barge/w-any", "--for=jsonpath=.status.captain", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-any: Current")
        stage.api.merge(path, {"status": {"captain": ""}})
        ends(run, "Current", 0)


def jsonpath_later(place):
    """--for=exists and a JSONPath wait for an object that comes later and then is so"""
    stage, _ = on_stage(place)
    craft(stage, "w-other")
    with stage.waits(NS, "barge/w-later", "--for=exists", "--for=jsonpath={.status.load}=2", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-later: NotFound")
        path = craft(stage, "w-later", load=1)
        run.await_err(b"barge.e2e.yare.example/w-later: Current")
        stage.api.merge(path, {"status": {"load": 2}})
        ends(run, "Current", 0)


def several_goals(place):
    """several --for mean all of them"""
    stage, _ = on_stage(place)
    path = craft(stage, "w-both", **conditions(("Loaded", "True")))
    with stage.waits(NS, "barge/w-both", "--for=condition=Loaded", "--for=condition=Sealed", "--for=current", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-both: Current")
        stage.api.merge(path, {"status": conditions(("Loaded", "True"), ("Ready", "False"))})
        run.await_err(b"barge.e2e.yare.example/w-both: InProgress")
        stage.api.merge(path, {"status": conditions(("Loaded", "False"), ("Sealed", "True"), ("Ready", "True"))})
        run.await_err(b"barge.e2e.yare.example/w-both: Current: Ready")
        stage.api.merge(path, {"status": conditions(("Loaded", "True"), ("Sealed", "True"))})
        ends(run, "Current", 0)


def fail_on_condition(place):
    """--fail-on=condition ends the wait, and the verdict Failed does not any more"""
    stage, _ = on_stage(place)
    path = craft(stage, "w-fail", **conditions(("Stalled", "True")))
    with stage.waits(NS, "barge/w-fail", "--fail-on=condition=Sunk", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-fail: Failed: ")
        stage.api.merge(path, {"status": conditions(("Sunk", "True"), ("Ready", "False"))})
        ends(run, "InProgress", 3)


def fail_on_jsonpath(place):
    """--fail-on=jsonpath ends the wait"""
    stage, _ = on_stage(place)
    path = craft(stage, "w-fail-path", **conditions(("Ready", "False")))
    with stage.waits(NS, "barge/w-fail-path", "--fail-on=jsonpath={.status.depth}=9", LONG) as run:
        run.await_err(b"barge.e2e.yare.example/w-fail-path: InProgress")
        stage.api.merge(path, {"status": {"depth": 9}})
        ends(run, "InProgress", 3)


def fail_on_none(place):
    """--fail-on=none waits on, whatever has failed"""
    stage, _ = on_stage(place, deployment("w-heals", "crash", 1))
    with stage.waits(NS, "deploy/w-heals", "--fail-on=none", LONG) as run:
        run.await_err(b"deployment.apps/w-heals: Failed: CrashLoopBackOff")
        stage.play(NS, "w-heals", "ready")
        ends(run, "Current", 0)


def fail_on_several(place):
    """any of several --fail-on ends the wait"""
    stage, _ = on_stage(place, pod("w-any-fail", "fail"))
    craft(stage, "w-any-fail", **conditions(("Sunk", "True"), ("Ready", "False")))
    for name in ("pod/w-any-fail", "barge/w-any-fail"):
        with stage.waits(NS, name, "--fail-on=failed", "--fail-on=condition=Sunk", LONG) as run:
            expect_equal(run.end().code, 3, f"exit code of {name}")
