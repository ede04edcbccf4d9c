from django.db import migrations

SIGNED_STAYS = """
CREATE FUNCTION om_signed_assessment_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a signed assessment is append-only'; END $$;
CREATE TRIGGER instruments_assessment_signed_stays BEFORE UPDATE OR DELETE
ON instruments_assessment FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL)
EXECUTE FUNCTION om_signed_assessment_stays();
"""
UNDO = """
DROP TRIGGER instruments_assessment_signed_stays ON instruments_assessment;
DROP FUNCTION om_signed_assessment_stays();
"""


class Migration(migrations.Migration):

    dependencies = [('instruments', '0001_initial')]

    operations = [migrations.RunSQL(SIGNED_STAYS, UNDO)]
