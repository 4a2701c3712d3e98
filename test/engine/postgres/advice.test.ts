import { expect, test } from 'vitest'
import { advised } from '../../../src/engine/postgres/session.ts'
import { Problem, remedy } from '../../../src/problem.ts'

const failed = (said: string) => new Problem('tool-failed', `pg_dump failed: ${said}`, { hint: remedy.program })

test.each([
  ['permission denied for table orders', 'reader', 'grant pg_read_all_data to reader.'],
  ['permission denied for table orders', 'Read-Only', 'grant pg_read_all_data to "Read-Only".'],
  ['permission denied for large object 16', 'reader', 'grant select on large object N to reader.'],
  [
    'FATAL: permission denied for database "shop"',
    'reader',
    'grant connect on database shop to reader; or leave it out: "!shop"',
  ],
  ['FATAL: database "shop" does not exist', 'reader', 'the next run leaves it out'],
  ['ERROR: snapshot "00000006-0000000C-1" does not exist', 'reader', '(grant pg_read_all_data to reader)'],
  ['ERROR: invalid snapshot identifier: "00000003-0000001D-1"', 'reader', '(grant pg_read_all_data to reader)'],
  ['query would be affected by row-level security policy', 'reader', 'alter role reader bypassrls.'],
])('the hint for "%s" names the role %s that a dump connects as', (said, role, hint) => {
  expect(advised(failed(said), role)).toMatchObject({ hint: expect.stringContaining(hint) })
})
