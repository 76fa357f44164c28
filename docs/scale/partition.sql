-- Splits every table of an organization's data by hash of the organization, on plain PostgreSQL. Run it once on a migrated database while no
-- server is running, as the owner of the database and its tables:
--
--     psql -v ON_ERROR_STOP=1 -c "SET privacycrm.partitions = 16" -f docs/scale/partition.sql
--
-- Rows, defaults, keys, indexes and foreign keys are kept under their names, and what the planner was told of columns; what is partitioned already
-- is left alone, so that it can be run again after a migration that made a table. Partitions are in a schema of their own. Later migrations
-- need not know of it.
DO $$
DECLARE
    partitions CONSTANT int := coalesce(nullif(current_setting('privacycrm.partitions', true), ''), '16')::int;
    plain_tables oid[];
    statements text[] := '{}';
    one record;
    statement text;
BEGIN
    CREATE SCHEMA IF NOT EXISTS partitions;

    -- Of partitions alone the planner asks whether a condition contradicts itself, which takes it a minute for fifty conditions within each other.
    -- Which partition is meant it finds by other means.
    EXECUTE format('ALTER DATABASE %I SET constraint_exclusion = off', current_database());

    SELECT array_agg(c.oid ORDER BY c.relname) INTO plain_tables
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attname = 'organization_id';

    IF plain_tables IS NULL THEN
        RETURN;
    END IF;

    -- What is made again when the rows have moved: primary keys, then other indexes, then foreign keys, then what the planner knows.
    SELECT coalesce(array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) ORDER BY conname), '{}')
    INTO statements
    FROM pg_constraint WHERE conrelid = ANY (plain_tables) AND contype = 'p';

    SELECT statements || coalesce(array_agg(pg_get_indexdef(indexrelid) ORDER BY indexrelid), '{}')
    INTO statements
    FROM pg_index WHERE indrelid = ANY (plain_tables) AND NOT indisprimary;

    FOR one IN
        SELECT conname, conrelid::regclass AS relation, pg_get_constraintdef(oid) AS definition
        FROM pg_constraint WHERE conrelid = ANY (plain_tables) AND contype = 'f' ORDER BY conname
    LOOP
        statements := statements || format('ALTER TABLE %s ADD CONSTRAINT %I %s', one.relation, one.conname, one.definition);
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.relation, one.conname);
    END LOOP;

    -- What is set for a column holds for the very table, so each partition is told.
    SELECT statements || coalesce(array_agg(format('ALTER TABLE partitions.%I ALTER COLUMN %I SET (%s)', c.relname || '_' || number, a.attname, array_to_string(a.attoptions, ', '))), '{}')
    INTO statements
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid CROSS JOIN generate_series(0, partitions - 1) AS number
    WHERE c.oid = ANY (plain_tables) AND a.attoptions IS NOT NULL;

    -- Nobody does it by himself for a table that has partitions.
    SELECT statements || array_agg(format('ANALYZE %I', relname) ORDER BY relname) INTO statements FROM pg_class WHERE oid = ANY (plain_tables);

    FOR one IN SELECT relname FROM pg_class WHERE oid = ANY (plain_tables) ORDER BY relname
    LOOP
        EXECUTE format('ALTER TABLE %I RENAME TO %I', one.relname, one.relname || '_whole');
        EXECUTE format(
            'CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING STORAGE) PARTITION BY HASH (organization_id)', one.relname, one.relname || '_whole');
        FOR number IN 0 .. partitions - 1
        LOOP
            EXECUTE format(
                'CREATE TABLE partitions.%I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
                one.relname || '_' || number, one.relname, partitions, number);
        END LOOP;

        EXECUTE format('INSERT INTO %I SELECT * FROM %I', one.relname, one.relname || '_whole');
        EXECUTE format('DROP TABLE %I', one.relname || '_whole');
    END LOOP;

    FOREACH statement IN ARRAY statements
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$;
