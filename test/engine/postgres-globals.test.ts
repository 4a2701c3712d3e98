import { describe, expect, test } from 'vitest'
import { parseGlobals } from '../../src/engine/postgres-globals.ts'

const written = String.raw`--
-- PostgreSQL database cluster dump
--

\restrict u9GPzIWYUj0y

SET default_transaction_read_only = off;

SET client_encoding = 'LATIN1';
SET standard_conforming_strings = on;

--
-- Roles
--

CREATE ROLE "We'ird ""x; y";
ALTER ROLE "We'ird ""x; y" WITH NOSUPERUSER LOGIN PASSWORD 'SCRAM-SHA-256$4096:Lw==$+DADohURQ7:nAqK' VALID UNTIL '2030-01-01';
COMMENT ON ROLE a1 IS E'it''s \\ a;
\\! not a command
-- b';
ALTER ROLE a1 SET search_path TO 'app', 'public';
ALTER ROLE a1 SET "app.x" TO E'q\\w\';';
GRANT a1 TO "We'ird ""x; y" WITH ADMIN OPTION, INHERIT TRUE GRANTED BY postgres;
CREATE TABLESPACE fast OWNER postgres LOCATION '/srv/fast';
GRANT ALL ON TABLESPACE fast TO a1;

\unrestrict u9GPzIWYUj0y

--
-- PostgreSQL database cluster dump complete
--
`

describe('globals.sql', () => {
  test('gives what pg_dumpall writes of roles, statement by statement', () => {
    const { encoding, statements, refused } = parseGlobals(written)
    expect(encoding).toBe('LATIN1')
    expect(refused).toEqual([])
    expect(statements.map(({ roles }) => roles)).toEqual([
      [`We'ird "x; y`],
      [`We'ird "x; y`],
      ['a1'],
      ['a1'],
      ['a1'],
      ['a1', `We'ird "x; y`],
    ])
    expect(statements[2]?.sql).toBe("COMMENT ON ROLE a1 IS E'it''s \\\\ a;\n\\\\! not a command\n-- b'")
  })

  test.each([
    ['a command of psql', '\\! touch /tmp/x\n', []],
    ['a command of psql after spaces', 'CREATE ROLE a;\n  \\! touch /tmp/x\n', []],
    ['a command of psql within a statement', 'CREATE ROLE a \\! touch /tmp/x\n;', ['CREATE ROLE a \\! touch /tmp/x']],
    ['a command of psql at the end of one', 'CREATE ROLE a\\gexec\n', ['CREATE ROLE a\\gexec']],
    ['another statement', 'DROP DATABASE shop;', ['DROP DATABASE shop']],
    [
      'code',
      "ALTER ROLE a SET x TO $$'; DROP DATABASE shop; --$$;",
      ["ALTER ROLE a SET x TO $$'", 'DROP DATABASE shop'],
    ],
    ['a comment in a statement', "GRANT a TO b WITH /* ' */ ADMIN OPTION;", expect.any(Array)],
    ['a quote that does not end', "COMMENT ON ROLE a IS 'x;", expect.any(Array)],
  ])('never runs %s', (_, text, refused) => {
    const parsed = parseGlobals(text)
    expect(parsed.refused).toEqual(refused)
    for (const { sql } of parsed.statements) expect(sql).toBe('CREATE ROLE a')
  })
})
