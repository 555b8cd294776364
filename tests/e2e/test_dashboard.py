"""The dashboard: every component in a row, with lines where the alarms are."""

import json
from typing import Any

from tests.e2e.deployment import REGION, Deployment
from tests.e2e.test_alarms import alarms, dimensions, service


def widgets(deployment: Deployment, kind: str | None = None) -> list[Any]:
    """Return the dashboard's widgets, or those of one kind."""
    name = deployment.outputs()["dashboard_name"]
    body = deployment.account.client("cloudwatch").get_dashboard(DashboardName=name)["DashboardBody"]
    return [widget for widget in json.loads(body)["widgets"] if kind in (None, widget["type"])]


def drawn(widget: Any) -> set[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Return namespace, metric and dimensions of all that a graph draws."""
    rows = [[part for part in row if isinstance(part, str)] for row in widget["properties"]["metrics"]]
    return {(row[0], row[1], tuple(sorted(zip(row[2::2], row[3::2], strict=True)))) for row in rows}


def test_every_widget_has_its_own_place_in_the_grid(deployment: Deployment) -> None:
    """No widget lies on another or beyond the 24 columns."""
    taken = [
        (x, y)
        for widget in widgets(deployment)
        for x in range(widget["x"], widget["x"] + widget["width"])
        for y in range(widget["y"], widget["y"] + widget["height"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) == 23


def test_each_component_has_a_heading_and_graphs_with_units(deployment: Deployment) -> None:
    """A reader finds the parts in the order in which the data passes them, and what each axis measures."""
    headings = [widget["properties"]["markdown"].splitlines()[0] for widget in widgets(deployment, "text")]
    assert headings == ["## Stream", "## Processing", "## Cache", "## Database"]
    for widget in widgets(deployment, "metric"):
        properties = widget["properties"]
        assert properties["title"]
        assert properties["yAxis"]["left"]["label"]
        assert properties["region"] == REGION


def test_the_graphs_draw_this_environment_and_nothing_else(deployment: Deployment) -> None:
    """Stream, service, nodes and instance are those that exist, and each of them is drawn."""
    account, outputs = deployment.account, deployment.outputs()
    nodes = account.list("elasticache", "describe_cache_clusters", "CacheClusters")
    existing = {
        ("StreamName", outputs["stream_name"]),
        *service(deployment).items(),
        *(("CacheClusterId", node["CacheClusterId"]) for node in nodes),
        ("DBInstanceIdentifier", f"iot-postgres-{deployment.name}"),
    }
    found = {dimension for widget in widgets(deployment, "metric") for *_, row in drawn(widget) for dimension in row}
    assert found == existing


def test_every_alarm_is_drawn_with_its_threshold(deployment: Deployment) -> None:
    """What can wake somebody can be looked at, with a line where the alarm is."""
    graphs = [
        (drawn(widget), {line["value"] for line in widget["properties"]["annotations"]["horizontal"]})
        for widget in widgets(deployment, "metric")
    ]
    for name, alarm in alarms(deployment).items():
        metrics = [query["MetricStat"]["Metric"] for query in alarm.get("Metrics", []) if "MetricStat" in query]
        watched = {
            (metric["Namespace"], metric["MetricName"], tuple(sorted(dimensions(metric["Dimensions"]).items())))
            for metric in metrics or [alarm]
        }
        assert [True for rows, lines in graphs if watched <= rows and (metrics or alarm["Threshold"] in lines)], name


def test_the_states_of_all_alarms_stand_at_the_top(deployment: Deployment) -> None:
    """Whoever opens the dashboard sees first what is wrong."""
    (widget,) = widgets(deployment, "alarm")
    assert (widget["x"], widget["y"]) == (0, 0)
    assert sorted(widget["properties"]["alarms"]) == sorted(alarm["AlarmArn"] for alarm in alarms(deployment).values())


def test_the_newest_errors_of_the_tasks_can_be_read(deployment: Deployment) -> None:
    """The tasks' own log group is searched."""
    (widget,) = widgets(deployment, "log")
    assert f"SOURCE '/aws/ecs/iot-processing-service-{deployment.name}'" in widget["properties"]["query"]
