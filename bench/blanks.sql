-- In this database alone a column that must not be empty is blank unless the script fills it.
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT table_name, column_name, data_type FROM information_schema.columns
           WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL
             AND is_identity = 'NO' LOOP
    EXECUTE CASE
      WHEN c.data_type IN ('character varying', 'text') THEN
        format('ALTER TABLE %I ALTER %I SET DEFAULT ''''', c.table_name, c.column_name)
      WHEN c.data_type = 'jsonb' THEN
        format('ALTER TABLE %I ALTER %I SET DEFAULT ''[]''', c.table_name, c.column_name)
      WHEN c.data_type = 'ARRAY' THEN
        format('ALTER TABLE %I ALTER %I SET DEFAULT ''{}''', c.table_name, c.column_name)
      WHEN c.data_type = 'boolean' THEN
        format('ALTER TABLE %I ALTER %I SET DEFAULT false', c.table_name, c.column_name)
      WHEN c.data_type IN ('integer', 'smallint') THEN
        format('ALTER TABLE %I ALTER %I SET DEFAULT 0', c.table_name, c.column_name)
      ELSE 'SELECT 1' END;
  END LOOP;
END $$
