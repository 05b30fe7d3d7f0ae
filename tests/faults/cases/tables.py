"""Tables that do not fit together."""
from harness import add, case
from wire import COLUMNS, FORMATS, pods, reply, table

NAME = {"name": "Name", "type": "string", "format": "name", "priority": 0}


def rows(*cells):
    return [{"cells": list(each)} for each in cells]


# name, table: each may be refused or shown, but neither crash nor look whole when it is not
ODD = [
    ("without columns", {"kind": "Table", "metadata": {}, "rows": rows(["a"])}),
    ("columns null", {"kind": "Table", "metadata": {}, "columnDefinitions": None, "rows": rows(["a"])}),
    ("columns empty", {"kind": "Table", "metadata": {}, "columnDefinitions": [], "rows": rows(["a"])}),
    ("columns a string", {"kind": "Table", "columnDefinitions": "x", "rows": rows(["a"])}),
    ("columns of numbers", {"kind": "Table", "columnDefinitions": [1, 2], "rows": rows(["a", "b"])}),
    ("columns of odd members", {"kind": "Table", "rows": rows(["a"]), "columnDefinitions": [
        {"name": 7, "type": [], "format": {}, "priority": "high"}]}),
    ("a row that is a number", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": [7]}),
    ("a row that is null", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": [None]}),
    ("a row without cells", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": [{}]}),
    ("cells as a string", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": [{"cells": "ab"}]}),
    ("cells as an object", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": [{"cells": {"a": "b"}}]}),
    ("cells null", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": [{"cells": None}]}),
    ("conditions and objects of wrong types", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": [
        {"cells": ["a", "b"], "conditions": 7, "object": [1]}]}),
    ("rows an object", {"kind": "Table", "columnDefinitions": COLUMNS, "rows": {}}),
    ("metadata a string", {"kind": "Table", "metadata": "x", "columnDefinitions": COLUMNS, "rows": rows(["a", "b"])}),
    ("a numeric token", {"kind": "Table", "metadata": {"continue": 7}, "columnDefinitions": COLUMNS,
                         "rows": rows(["a", "b"])}),
    ("100,000 columns", {"kind": "Table", "columnDefinitions": [NAME] * 100000, "rows": rows(["a"] * 100000)}),
]


def survives(answer):
    def action(trial):
        for flags in ([], ["-o", "wide"], ["-o", "name"], ["-A"], ["--show-labels"], ["-L", "x"], ["--no-headers"]):
            result = trial.yare("get", "pods", *flags, server=trial.serve(reply(answer)), limit=60)
            if result.code != 0:
                result.fails()
    return action


for _each in ODD:
    add(_each[0], survives(_each[1]))


@case("without columns there is no table")
def _(trial):
    for answer in (ODD[0][1], ODD[1][1], ODD[2][1]):
        trial.yare("get", "pods", server=trial.serve(reply(answer))).fails("column")


@case("rows before the columns")
def _(trial):
    body = {"kind": "Table", "rows": rows(["web", "1d"]), "columnDefinitions": COLUMNS, "metadata": {}}
    trial.yare("get", "pods", server=trial.serve(reply(body))).succeeds(b"NAME   AGE\nweb    1d\n")


@case("cells of other types, too few and too many")
def _(trial):
    body = table()
    body["rows"] = rows(["a", 1], ["b", None], ["c", True], ["d", 1.5], ["e"], ["f", "1d", "more"], [], ["g", {"x": 1}],
                        ["h", [1, 2]], [None, "1d"], [7, "1d"])
    result = trial.yare("get", "pods", server=trial.serve(reply(body)))
    if result.code == 0:
        result.succeeds().holds("a ", "b", "c      true", "d      1.5")
    else:
        result.fails()


@case("other columns on the second page")
def _(trial):
    second = {"kind": "Table", "metadata": {}, "columnDefinitions": [NAME, NAME, NAME], "rows": rows(["x", "y", "z"])}
    result = trial.yare("get", "pods", server=trial.serve(reply(table("web", token="t")), reply(second)))
    if result.code == 0:
        result.succeeds().holds("web", "x")
    else:
        result.fails()


@case("a table where objects were asked for")
def _(trial):
    for name in ("json", "yaml"):
        result = trial.yare("get", "pods", *FORMATS[name], server=trial.serve(reply(table("web"))))
        result.fails("table", out=None).lacks_whole_list()


@case("a table without a name column still gives names")
def _(trial):
    body = {"kind": "Table", "metadata": {}, "columnDefinitions": [{"name": "Age"}], "rows": rows(["1d"])}
    server = trial.serve(reply(body), reply(pods("web")))
    trial.yare("get", "pods", "-o", "name", server=server).succeeds(b"pod/web\n")
