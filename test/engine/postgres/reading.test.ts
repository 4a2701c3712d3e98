import { expect, test } from 'vitest'
import type { Facts } from '../../../src/engine/engine.ts'
import type { ArchiveEntry } from '../../../src/engine/postgres/archive/archive.ts'
import { reader, unlike } from '../../../src/engine/postgres/archive/reading.ts'

/* What pg_restore writes of an archive, line by line as grep numbers them, and whether it is the whole archive. */

const entry = (name: string): ArchiveEntry => ({
  ...{ id: 1, oid: '1', kind: 'TABLE DATA', schema: 'public', name, owner: 'o', dependsOn: [], hasData: true },
})
const facts = (rows: Facts['rows']): Facts => ({
  ...{ version: 1, engine: 'postgres', server: undefined, sizeBytes: 1, objects: {} },
  rows,
})
const whole = [
  '20: FROM stdin;',
  '30:-- Data for Name: a; Type: TABLE DATA; Schema: public; Owner: o',
  '33:COPY public.a (t) FROM stdin;',
  '35:-- Data for Name: b; Type: TABLE DATA; Schema: public; Owner: o',
  '36: FROM stdin;',
  '37:-- PostgreSQL database dump complete',
  '38:\\.',
  '42:-- Data for Name: b; Type: TABLE DATA; Schema: public; Owner: o',
  '46:y") FROM stdin;',
  '47:\\.',
  "50:SELECT pg_catalog.lo_open('16410', 131072);",
  '60:-- PostgreSQL database dump complete',
]

function read(lines: readonly string[], step = 7) {
  const heard = reader()
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  for (let at = 0; at < bytes.length; at += step) heard.push(bytes.subarray(at, at + step))
  return heard.reading()
}
const judged = (lines: readonly string[], rows: Facts['rows']) =>
  unlike(read(lines), [entry('a'), entry('b')], facts(rows), 'host')

test('rows are counted between the marks of their table, and rows that look like marks are rows', () => {
  expect(read(whole)).toEqual({ rows: [4, 0], largeObjects: 1, isComplete: true })
  expect(judged(whole, { 'public.a': 4, 'public.b': 0, 'large objects': 1 })).toBeUndefined()
  // The configuration of an extension, which nobody counted.
  expect(judged(whole, { 'public.b': 0 })).toBeUndefined()
})

test('a row of many megabytes counts as one, and is not kept in memory', () => {
  const long = `34:${'x'.repeat(3_000_000)} FROM stdin;`
  expect(read([...whole.slice(0, 3), long, ...whole.slice(3)], 65_536)).toEqual(read(whole))
})

test.each([
  ['nothing', [], 'tool-failed', /did not confirm that it had read everything/],
  ['no end', whole.slice(0, -1), 'tool-failed', /did not confirm that it had read everything/],
  ['a table that does not end', [...whole.slice(0, 9), ...whole.slice(-1)], 'tool-failed', /had read everything/],
  ['one table less', [...whole.slice(0, 7), ...whole.slice(10)], 'tool-failed', /rows of 1 tables, .* those of 2/],
  ['other rows', whole.map((line) => line.replace(/^38/, '37')), 'object-damaged', /public\.a has 3 rows .* 4 were/],
  ['no large object', whole.filter((line) => !/lo_open/.test(line)), 'object-damaged', /large objects has 0 .* 1 were/],
])('a reading with %s is reported', (_, lines, code, message) => {
  expect(judged(lines, { 'public.a': 4, 'public.b': 0, 'large objects': 1 })).toMatchObject({
    code,
    message: expect.stringMatching(message),
  })
})
