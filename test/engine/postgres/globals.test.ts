import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { parseGlobals, readGlobals } from '../../../src/engine/postgres/restore/globals.ts'
import { printable } from '../../../src/engine/postgres/restore/globals-text.ts'

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
  test('contains the roles that pg_dumpall writes, statement by statement', () => {
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

describe('roles in an encoding', () => {
  const read = (encoding: string, name: Buffer) =>
    readGlobals(
      Readable.from([
        Buffer.concat([Buffer.from(`SET client_encoding = '${encoding}';\nCREATE ROLE "`), name, Buffer.from('";\n')]),
      ]),
    )

  test.each([
    ['UTF8', 'größe €'],
    ['LATIN1', 'größe', [0x67, 0x72, 0xf6, 0xdf, 0x65]],
    ['LATIN9', '€', [0xa4]],
    ['WIN1251', 'Ж', [0xc6]],
    ['EUC_JP', '日', [0xc6, 0xfc]],
    ['SQL_ASCII', 'größe'],
  ])('are read correctly: %s', async (encoding, name, bytes?: readonly number[]) => {
    const globals = await read(encoding, bytes === undefined ? Buffer.from(name) : Buffer.from(bytes))
    expect(globals).toMatchObject({ encoding: 'UTF8', statements: [{ sql: `CREATE ROLE "${name}"`, roles: [name] }] })
  })

  test('stay as bytes if the encoding is unknown', async () => {
    const globals = await read('SQL_ASCII', Buffer.from([0xf6]))
    expect(globals).toMatchObject({ encoding: 'SQL_ASCII', statements: [{ sql: 'CREATE ROLE "\u00f6"' }] })
    expect(await read('UTF8', Buffer.from([0xf6]))).toMatchObject({ encoding: 'SQL_ASCII' })
  })

  // There the second byte of a character may be a backslash, which takes the quote behind it along.
  test.each(['SJIS', 'GB18030', 'BIG5', 'nothing'])(
    'are refused if no server has the encoding: %s',
    async (encoding) => {
      await expect(read(encoding, Buffer.from([0x83]))).rejects.toMatchObject({
        code: 'object-damaged',
        message: expect.stringContaining(encoding),
      })
    },
  )
})

test.each([
  ['CREATE ROLE "a\\b ö"', 'CREATE ROLE "a\\b ö"'],
  ['CREATE ROLE "a\\b""\n\\! id"', 'CREATE ROLE U&"a\\\\b""\\000a\\\\! id"'],
  ["COMMENT ON ROLE a IS E'it''s\n\\\\! id'", "COMMENT ON ROLE a IS E'it''s\\u000a\\\\! id'"],
  ["COMMENT ON ROLE a IS 'x\r\n\u001b[2J'", "COMMENT ON ROLE a IS E'x\\u000d\\u000a\\u001b[2J'"],
  ["ALTER ROLE \"a\u202e\" SET x TO '1',\n'2'", "ALTER ROLE U&\"a\\202e\" SET x TO '1', '2'"],
])('the statement %j is printed on one line, with visible characters only', (sql, line) => {
  expect(printable(sql)).toBe(line)
})
