"""What an assessment finds that the child needs becomes a fact, and a service has a provider."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from shouwang.mechanisms.assessment import operations
from shouwang.mechanisms.assessment.models import Assessment, Service
from shouwang.mechanisms.assessment.questionnaire import STARTING
from tests.factories import TODAY, actor_of, make_case

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
DIMENSIONS = [("safety", "安全处境"), ("guardianship", "监护情况"), ("health", "身心健康状况")]


@pytest.fixture
def case(cast):
    return make_case(cast.place, child=cast.child, neglect=True)


def assess(cast, file, **given):
    kept = {
        "questionnaire": operations.install_questionnaire(county=cast.place.county, on=TODAY),
        "answers": {item["key"]: item["answers"][-1]["key"] for item in STARTING["items"]},
        "dimensions": [{"key": key, "name": name} for key, name in DIMENSIONS],
        "findings": "夜间无人照看",
        "needs": ["needs_counselling"],
        "is_child_seen": True,
    }
    step = {"by": actor_of(cast.users["supervisor"]), "on": TODAY, "at": AT, "today": TODAY}
    return operations.record_assessment(file=file, **step, **(kept | given))


def test_what_was_not_ticked_was_looked_at_and_is_not_needed(cast, case):
    assess(cast, case, hardship=True)

    case.case.refresh_from_db()
    found = case.case
    assert (found.needs_counselling, found.needs_medical, found.hardship, found.has_hazard) == (True, False, True, None)
    assert (found.help_needed, found.risk_level, found.stage, found.child_seen_on) == (True, "high", "assessed", TODAY)


def test_the_findings_are_sealed_and_not_in_the_event(cast, case):
    event = assess(cast, case)

    assert "夜间" not in str(event.detail)
    assert Assessment.objects.get().findings == "夜间无人照看"
    with connection.cursor() as cursor:
        cursor.execute("SELECT findings::text FROM assessment_assessment")
        assert "夜间" not in cursor.fetchone()[0]


def test_a_child_without_a_case_is_assessed_too(cast):
    assess(cast, cast.child)

    assert Assessment.objects.get().file == cast.child


def test_a_service_is_arranged_and_what_became_of_it_is_told(cast, case):
    step = {"by": actor_of(cast.users["supervisor"]), "on": TODAY, "at": AT, "today": TODAY}
    assess(cast, case)
    operations.arrange_service(file=case, kind="心理疏导", provider="阳光社工", contact="何社工", **step)
    service = Service.objects.get()
    operations.deliver_service(file=case, service=service, result="谈话两次，情绪好转", **step)

    service.refresh_from_db()
    assert (service.delivered_on, service.result) == (TODAY, "谈话两次，情绪好转")
