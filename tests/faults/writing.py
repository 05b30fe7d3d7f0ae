"""What cases about changes share: objects, answers by method, and the count of what arrived."""
from server import Cut
from wire import reply, status

UNKNOWN = "it is unknown"

CONFIG_MAP = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"key": "value"}}
PATCH = '{"data":{"key":"value"}}'


def config_map(name="a", uid="uid-1", version="5", data="value", **metadata):
    """As the server has it."""
    return {"kind": "ConfigMap", "apiVersion": "v1",
            "metadata": {"name": name, "namespace": "default", "uid": uid, "resourceVersion": version, **metadata},
            "data": {"key": data}}


def listed(*objects):
    return reply({"kind": "ConfigMapList", "apiVersion": "v1", "metadata": {"resourceVersion": "9"},
                  "items": list(objects)})


def gone(name="a", uid="uid-1"):
    """What a server says of an object that it removed at once."""
    return reply({"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success",
                  "details": {"name": name, "kind": "configmaps", "uid": uid}})


def failure(code, words, reason, message, headers=(), **details):
    """An error answer as an API server makes it."""
    return reply(status(code, reason, message, details={"name": "a", "kind": "configmaps", **details}),
                 "%d %s" % (code, words), headers)


ALREADY = failure(409, "Conflict", "AlreadyExists", 'configmaps "a" already exists')
NOT_FOUND = failure(404, "Not Found", "NotFound", 'configmaps "a" not found')
MODIFIED = failure(409, "Conflict", "Conflict", "Operation cannot be fulfilled on configmaps \"a\": the object has "
                   "been modified; please apply your changes to the latest version and try again")
OTHER_UID = failure(409, "Conflict", "Conflict", "Operation cannot be fulfilled on configmaps \"a\": Precondition "
                    "failed: UID in precondition: uid-1, UID in object meta: uid-2")


def by_method(**answers):
    """A response that depends on the method: those of each are given one after the other, the last again and again. A
    method that is not there gets 500."""
    left = {method: list(responses) for method, responses in answers.items()}

    def answer(_, head):
        responses = left.get(head.split(b" ")[0].decode()) or [reply("not scripted", "500 Not Scripted")]
        return responses.pop(0) if len(responses) > 1 else responses[0]
    return answer


def arrived(result, server, **counts):
    """Refuses any other number of requests of those methods; without a number a method that changes has none."""
    methods = server.methods()
    for method in {"POST", "PUT", "PATCH", "DELETE", *counts}:
        if methods.count(method) != counts.get(method, 0):
            result.refuse("%d %s arrived, expected %d: %s" % (methods.count(method), method, counts.get(method, 0),
                                                              server.targets()))
    return result


def cut_points(answer):
    """Where the loss of an answer may leave different traces, as numbers of bytes that still came."""
    head = answer.index(b"\r\n\r\n") + 4
    return sorted({0, 1, 8, 12, 15, 17, head - 20, head - 2, head, head + 1, (head + len(answer)) // 2,
                   len(answer) - 1})


def cuts(answer):
    """The answer cut at each of those points, and torn down at some."""
    points = cut_points(answer)
    return [Cut(answer[:at]) for at in points] + [Cut(answer[:at], reset=True) for at in points[::5]]


class Change:
    """One way to change something with one request of `method`."""

    def __init__(self, method, args, answer, object_words, done, manifest=None):
        self.method = method
        self.args = args
        self.answer = answer              # of success
        self.object_words = object_words  # how messages name the object
        self.done = done                  # stdout of success
        self.manifest = manifest or CONFIG_MAP

    def run(self, trial, server, *more, **how):
        """`FILE` among the arguments stands for a file with the manifest."""
        path = trial.write("it.json", reply(self.manifest).partition(b"\r\n\r\n")[2])
        return trial.yare(*[path if arg == "FILE" else arg for arg in self.args], *more, server=server, **how)


VERSIONED = dict(CONFIG_MAP, metadata={"name": "a", "resourceVersion": "4"})
GENERATED = dict(CONFIG_MAP, metadata={"generateName": "a-"})
SCALE = {"kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": {"name": "a", "namespace": "default"},
         "spec": {"replicas": 2}, "status": {"replicas": 1}}
NAMED = 'configmaps "a"'

CREATE = Change("POST", ["create", "-f", "FILE"], reply(config_map(), "201 Created"), NAMED, b"configmap/a created\n")
DELETE_LISTED = Change("DELETE", ["delete", "cm", "-l", "x=y"], gone(), NAMED,
                       b'configmap "a" deleted from default namespace\n')

# Those that must never be sent twice when the answer is lost.
ONCE = {
    "create with generateName": Change("POST", ["create", "-f", "FILE"], reply(config_map("a-x7"), "201 Created"),
                                       "the new object of configmaps", b"configmap/a-x7 created\n", GENERATED),
    "update": Change("PUT", ["update", "-f", "FILE"], reply(config_map()), NAMED, b"configmap/a replaced\n", VERSIONED),
    "patch": Change("PATCH", ["patch", "cm", "a", "-p", PATCH, "-o", "name"], reply(config_map()), NAMED,
                    b"configmap/a\n"),
    "apply": Change("PATCH", ["apply", "--server-side", "-f", "FILE"], reply(config_map()), NAMED,
                    b"configmap/a serverside-applied\n"),
    "scale": Change("PATCH", ["scale", "deployment/a", "--replicas=2"], reply(SCALE), 'deployments.apps "a"',
                    b"deployment.apps/a scaled\n"),
    "delete by name": Change("DELETE", ["delete", "cm", "a"], gone(), NAMED,
                             b'configmap "a" deleted from default namespace\n'),
    "delete-collection": Change("DELETE", ["delete-collection", "cm", "--all", "--wait=false"], listed(config_map()),
                                "which configmaps of namespace default",
                                b'configmap "a" deleted from default namespace\n'),
}
ALL = {"create": CREATE, **ONCE}
