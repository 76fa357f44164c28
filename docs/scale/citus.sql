-- Distributes every table by organization, co-located, on Citus. Run it once on a migrated database while no server is running:
--
--     psql -v ON_ERROR_STOP=1 -f docs/scale/citus.sql
SELECT create_distributed_table('organizations', 'organization_id');
SELECT create_distributed_table('users', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('profiles', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('roles', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('modules', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('fields', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('custom_views', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('clients', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('tokens', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('counters', 'organization_id', colocate_with => 'organizations');

-- A table before those that refer to it.
SELECT create_distributed_table('records', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('record_index', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('record_words', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('unique_values', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('deleted_records', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('record_history', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('jobs', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('files', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('file_parts', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('components', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('extensions', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('teams', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('consent_requests', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('consent_grants', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('executions', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('consent_events', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('consent_notices', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('connections', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('component_secrets', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('schedules', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('scheduled_runs', 'organization_id', colocate_with => 'organizations');
SELECT create_distributed_table('protection_keys', 'organization_id', colocate_with => 'organizations');
