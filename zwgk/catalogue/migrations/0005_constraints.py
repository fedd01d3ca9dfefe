from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_keep_history")]

    operations = [
        migrations.AddConstraint(
            model_name="serviceitem",
            constraint=models.UniqueConstraint(
                fields=("unit", "topic", "name"), name="item_name_once_per_topic"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["first", "second", "final", "scheduled"]), _negated=True
                    ),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="item_in_review_was_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publish_at__isnull", False), ("state", "scheduled")),
                    models.Q(
                        models.Q(("state", "scheduled"), _negated=True),
                        ("publish_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="item_scheduled_for_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "all"), ("audience_who", "")),
                    ("audience", "group"),
                    _connector="OR",
                ),
                name="item_group_only_where_not_all",
            ),
        ),
    ]
