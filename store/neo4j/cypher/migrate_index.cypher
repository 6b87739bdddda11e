// Drops the index of schema 1 that the one by class and time replaces.
DROP INDEX entente_version_recorded IF EXISTS
