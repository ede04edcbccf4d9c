

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enquiries', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='clockpause',
            name='ends_by_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='handover',
            name='is_spoken',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='screening',
            name='adult_test',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='screening',
            name='closing_reasons',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='screening',
            name='danger_tests',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='screening',
            name='practice_area',
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
