"""``zwgk upkeep``: what is to be done every day, for cron or a timer."""

import argparse


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    verb = verbs.add_parser(
        "upkeep", help="每日维护",
        description="每天运行一次：把超过期限的咨询提请领导小组督办，"
        "删除到期的联系方式，公开到了计划时间的事项；要准点公开的，每小时运行一次",
    )  # fmt: skip
    verb.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """``zwgk upkeep``."""
    import django

    django.setup()
    from django.utils import timezone

    from zwgk.enquiries.upkeep import KEPT_AFTER_ANSWER, escalate, purge_contacts
    from zwgk.library.copies.guides import publish_due

    late = escalate(timezone.localdate())
    gone = purge_contacts(timezone.now())
    published, refused = publish_due(timezone.now())
    print(f"提请督办的超期咨询 {late} 件。")
    print(f"答复满 {KEPT_AFTER_ANSWER.days} 天，删除联系方式 {gone} 件。")
    print(f"按计划时间公开事项 {published} 项。")
    for line in refused:
        print(line)
    return 0
