"""What runs by itself does what it says, may do no more than it needs, and obeys nobody's words."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

FILES = sorted((ROOT / ".github/workflows").iterdir())
WORKFLOWS = {file.name: yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) for file in FILES}
"""Read as text: YAML would take `on:` for True."""
each = pytest.mark.parametrize("name", WORKFLOWS)


def jobs(name):
    return WORKFLOWS[name]["jobs"]


def steps(name):
    return [step for job in jobs(name).values() for step in job["steps"]]


def runs(name):
    return [step["run"] for step in steps(name) if "run" in step]


def test_there_is_one_to_test_one_to_review_one_to_publish_and_one_for_links():
    assert list(WORKFLOWS) == ["links.yml", "publish.yml", "review.yml", "test.yml"]


def test_a_pull_request_is_tested_without_any_right():
    assert list(WORKFLOWS["test.yml"]["on"]) == ["pull_request"]
    assert ".ci/run" in runs("test.yml")
    assert "make site" in runs("test.yml")
    assert [job.get("permissions", {}) for job in jobs("test.yml").values()] == [{}]


def test_a_pull_request_is_reviewed_without_any_right_wherever_it_comes_from():
    assert list(WORKFLOWS["review.yml"]["on"]) == ["pull_request"]
    assert [job.get("permissions", {}) for job in jobs("review.yml").values()] == [{}]
    assert runs("review.yml") == ["make review", "make previews"]
    assert [s["env"] for s in steps("review.yml") if "run" in s] == [
        {"BASE": "origin/${{ github.base_ref }}"}  # a branch of this repository, never one of a fork
    ] * 2


def test_the_review_knows_the_whole_history_and_gives_a_paper_and_pages():
    (checkout,) = [s for s in steps("review.yml") if s.get("uses", "").startswith("actions/checkout")]
    assert checkout["with"]["fetch-depth"] == "0"
    paper, pages = [s for s in steps("review.yml") if s.get("uses", "").startswith("actions/upload-artifact")]
    assert (paper["if"], paper["with"]["archive"]) == ("${{ !cancelled() }}", "false")
    assert [one["with"]["path"] for one in (paper, pages)] == [
        "build/review/paper.html",
        "build/review/pages",
    ]


def test_it_is_published_on_merge_every_night_and_by_hand():
    starts = WORKFLOWS["publish.yml"]["on"]
    assert set(starts) == {"push", "schedule", "workflow_dispatch"}
    assert starts["push"] == {"branches": ["main"]}
    assert [at["cron"].split()[2:] for at in starts["schedule"]] == [["*", "*", "*"]]
    assert "make site" in runs("publish.yml")


def test_only_the_main_branch_is_published():
    build, publish = jobs("publish.yml")["build"], jobs("publish.yml")["publish"]
    assert build["if"] == "github.ref == 'refs/heads/main'"
    assert publish["needs"] == "build"
    assert "if" not in publish  # `always()` would publish what was never built


def test_links_are_asked_once_a_week():
    assert set(WORKFLOWS["links.yml"]["on"]) == {"schedule", "workflow_dispatch"}
    (at,) = WORKFLOWS["links.yml"]["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", at["cron"])
    assert "make links" in runs("links.yml")


@each
def test_every_schedule_keeps_itself_alive(name):
    if "schedule" not in WORKFLOWS[name]["on"]:
        return
    awake = jobs(name)["stay-awake"]
    assert awake["permissions"] == {"actions": "write"}
    assert awake["if"] == "github.event_name == 'schedule'"
    assert f"workflows/{name}/enable" in awake["steps"][0]["run"]
    assert "--method PUT" in awake["steps"][0]["run"]


@each
def test_everything_that_make_is_asked_for_stands_in_the_makefile(name):
    rules = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for command in runs(name):
        for target in re.findall(r"\bmake (\w+)", command):
            assert target in rules
        for script in re.findall(r"^\.\S+", command):
            assert os.access(ROOT / script, os.X_OK)


@each
def test_rights_are_named_and_none_is_for_everything(name):
    assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
    granted = [job.get("permissions", {}) for job in jobs(name).values()]
    assert all(isinstance(rights, dict) for rights in granted)
    assert not any(rights.get("contents") == "write" for rights in granted)
    assert all(list(rights.values()).count("write") <= 2 for rights in granted)


@each
def test_only_actions_of_github_itself_are_used_by_major_version(name):
    for step in steps(name):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])


@each
def test_nothing_that_a_stranger_wrote_is_run(name):
    text = (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    assert not any("${{" in command for command in runs(name))
    assert "secrets." not in text
    assert "github.event." not in text


@each
def test_the_token_stays_with_the_steps_that_need_it(name):
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] == "false"
        if "GH_TOKEN" in step.get("env", {}):
            assert "make" not in step["run"]
    assert all("env" not in job for job in jobs(name).values())


@each
def test_where_the_site_is_built_the_whole_history_is_there(name):
    for job in jobs(name).values():
        if any("make site" in step.get("run", "") for step in job["steps"]):
            (checkout,) = [s for s in job["steps"] if s.get("uses", "").startswith("actions/checkout")]
            assert checkout["with"]["fetch-depth"] == "0"


@each
def test_no_job_runs_for_ever(name):
    assert all(int(job["timeout-minutes"]) <= 60 for job in jobs(name).values())


@pytest.fixture
def issue(tmp_path):
    """Run the step that keeps the issue, with a `gh` that only notes what it was asked."""
    (step,) = [step for step in steps("links.yml") if "GH_REPO" in step.get("env", {})]
    (tmp_path / "build").mkdir()
    (tmp_path / "build/links.md").write_text("Of 4 outside links, 1 broke.\n")
    gh = tmp_path / "gh"
    gh.write_text('#!/bin/sh\necho "$@" >> asked\n[ "$1 $2" = "issue list" ] && printf "$OPEN"\nexit 0\n')
    gh.chmod(0o755)

    def run(asked: str, number: str) -> tuple[int, list[str]]:
        (tmp_path / "asked").write_text("")
        ran = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=tmp_path,
            env={
                "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
                "ASKED": asked,
                "OPEN": number,
                "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            },
            capture_output=True,
            check=False,
        )
        lines = (tmp_path / "asked").read_text().splitlines()
        return ran.returncode, [line for line in lines if not line.startswith(("label", "issue list"))]

    run.folder = tmp_path
    return run


def test_one_issue_is_opened_then_updated_then_closed(issue):
    assert issue("failure", "") == (
        0,
        ["issue create --title Outside links that broke --label outside-links --body-file build/links.md"],
    )
    assert issue("failure", "7") == (0, ["issue edit 7 --body-file build/links.md"])
    status, asked = issue("success", "7")
    assert (status, asked[0].split(" --")[0]) == (0, "issue close 7")
    assert issue("success", "") == (0, [])
    assert "1 broke" in (issue.folder / "summary").read_text()


def test_where_nobody_could_be_asked_no_issue_is_touched(issue):
    Path(issue.folder / "build/links.md").unlink()
    assert issue("failure", "7") == (1, [])


FORMS = ROOT / ".github/ISSUE_TEMPLATE"


def form(name):
    return yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))


def test_an_issue_needs_a_tick_that_nobody_can_be_recognised():
    body = form("suggestion.yml")["body"]
    assert "Do not report a concern about a child here." in body[0]["attributes"]["value"]
    (tick,) = next(part for part in body if part["type"] == "checkboxes")["attributes"]["options"]
    assert tick == {
        "label": "There is nothing about a real child, family or colleague in this.",
        "required": True,
    }
    assert "page" in {part.get("id") for part in body}  # the site's link fills it in


def test_nobody_opens_an_issue_without_the_form_and_a_concern_is_sent_elsewhere():
    config = form("config.yml")
    assert config["blank_issues_enabled"] is False
    (link,) = config["contact_links"]
    assert link["url"].startswith("https://www.gov.uk/")
    assert "999" in link["about"]
    assert {file.name for file in FORMS.iterdir()} == {"config.yml", "suggestion.yml"}


def test_whoever_opens_a_pull_request_is_reminded_in_few_words():
    text = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert text.count("- [ ]") == 4
    assert "nothing about a real child, family or colleague" in text
    assert "It does not approve it." in text
