"""What left the hub never changes: the database refuses, whatever a program tries."""

from django.db import migrations

# After a product left, only its state and the words of its recall may change. A delivery keeps to
# whom and when it went; a recipient adds that they opened it and what they answered, once.
FORWARDS = """
CREATE FUNCTION om_product_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was products_product := OLD;
BEGIN
  IF OLD.state = 'draft' THEN RETURN NEW; END IF;
  was.state := NEW.state; was.recalled_at := NEW.recalled_at; was.recalled_why := NEW.recalled_why;
  IF was IS DISTINCT FROM NEW OR NEW.state = 'draft'
     OR (OLD.state = 'recalled' AND NEW.state <> 'recalled') THEN
    RAISE EXCEPTION 'a product that left the hub never changes'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER product_that_left_stays BEFORE UPDATE ON products_product
  FOR EACH ROW EXECUTE FUNCTION om_product_stays();

CREATE FUNCTION om_delivery_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.product_id, NEW.enquiry_id, NEW.agency_id, NEW.delivered_at)
       IS DISTINCT FROM (OLD.product_id, OLD.enquiry_id, OLD.agency_id, OLD.delivered_at)
     OR NEW.practitioner_id IS DISTINCT FROM OLD.practitioner_id
     OR (OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at)
     OR (OLD.is_recalled AND NOT NEW.is_recalled) THEN
    RAISE EXCEPTION 'to whom and when a product went never changes'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_stays BEFORE UPDATE ON products_delivery
  FOR EACH ROW EXECUTE FUNCTION om_delivery_stays();
"""
BACKWARDS = """
DROP TRIGGER delivery_stays ON products_delivery;
DROP FUNCTION om_delivery_stays();
DROP TRIGGER product_that_left_stays ON products_product;
DROP FUNCTION om_product_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("products", "0002_composing")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
