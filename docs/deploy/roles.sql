-- What the administrator of PostgreSQL makes, once: psql -f docs/deploy/roles.sql
-- Then a password for each login (\password sweetspot), kept in the file that PGPASSFILE names.

-- The app: owns the database, and is no superuser. CREATEDB would let it verify backups.
CREATE ROLE sweetspot LOGIN;

-- What pages may do: read the schema of the editions. The app grants it when it makes the schema.
CREATE ROLE sweetspot_pages NOLOGIN;
GRANT sweetspot_pages TO sweetspot;

-- A login of the pages' own, for SWEETSPOT_DATABASE_URL_PAGES: it was never given more than that.
CREATE ROLE sweetspot_reader LOGIN;
GRANT sweetspot_pages TO sweetspot_reader;

CREATE DATABASE sweetspot OWNER sweetspot;
REVOKE CONNECT ON DATABASE sweetspot FROM PUBLIC;
GRANT CONNECT ON DATABASE sweetspot TO sweetspot_pages;
