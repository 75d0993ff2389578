// What tests of members stand on.
export { ownMariadb, ownPostgres, ownSqlite } from './own-database.ts';
