import { expect, it } from 'vitest'
import { mistakes as findingsOf, policyText, withPostgres } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const mistakes: readonly Case[] = [
  [
    'a source that waits for itself',
    withPostgres('recovery: { after: [«orders»] }'),
    'sources.orders.recovery.after[0] makes a circle: orders waits for orders',
    'Take one of these out: none of them could begin.',
  ],
  [
    'a source that waits for one that is not there',
    withPostgres('recovery: { after: [«order»] }'),
    'sources.orders.recovery.after[0] is not a source of this policy; did you mean orders?',
    'The sources are orders.',
  ],
  [
    'a hook that is nothing',
    withPostgres('recovery: { «before-restore»: { timeout: 5m } }'),
    'sources.orders.recovery.before-restore must have exactly one of command, url: it is what is done',
  ],
  [
    'a hook with a password in the file',
    withPostgres('recovery: { after-restore: { url: «"https://me:secret@shop.example.com/hook"» } }'),
    'sources.orders.recovery.after-restore.url has a password written into the file',
    'Write url: ${NAME}, keep the value in a secret, and change the password: it is in the history of the file.',
  ],
  [
    'a place with a password in the file',
    withPostgres('recovery: { into: «"postgres://me:secret@db/shop"» }'),
    'sources.orders.recovery.into has a password written into the file',
    'Write into: ${NAME}, keep the value in a secret, and change the password: it is in the history of the file.',
  ],
  [
    "a hook that is given the runner's secrets",
    withPostgres('recovery: { after-restore: { command: [make, up], env: [«BACKPROOF_SECRET_KEY»] } }'),
    'sources.orders.recovery.after-restore.env[0] is a secret of the runner or of this program, which no other program is given',
    'Give the program a secret of its own.',
  ],
  [
    'a group that is called everything',
    withPostgres('group: «everything»'),
    'sources.orders.group is what all sources together are called',
    'Write databases, files, configuration, or another name.',
  ],
]

describeMistakes('in recovery', mistakes)
// Names of other sources, one of two keys, and what is a secret, are beyond a schema.
describeEditor(
  'in recovery',
  mistakes,
  mistakes.map(([name]) => name).filter((name) => name !== 'a group that is called everything'),
)

it('sources that wait for each other are told at the line of each', () => {
  const line = (name: string, after: string) =>
    `  ${name}: { engine: sqlite, path: ${name}.sqlite, recovery: { after: [${after}] } }`
  const found = findingsOf(policyText({ sources: `sources:\n${line('a', 'b')}\n${line('b', 'c')}\n${line('c', 'b')}` }))
  expect(found.map(({ message, line }) => [message, line])).toEqual([
    ['sources.b.recovery.after[0] makes a circle: b waits for c waits for b', expect.any(Number)],
    ['sources.c.recovery.after[0] makes a circle: c waits for b waits for c', expect.any(Number)],
  ])
  expect((found[1]?.line ?? 0) - (found[0]?.line ?? 0)).toBe(1)
})
