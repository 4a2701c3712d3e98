import { withPostgres, withSource } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const cases: readonly Case[] = [
  [
    'a cron line of verify',
    withPostgres('verify: { read: «daily» }'),
    'sources.orders.verify.read is not a cron line: it has 1 fields',
  ],
  [
    'a percentage without its sign',
    withPostgres('verify: { size: { shrink: «50» } }'),
    'sources.orders.verify.size.shrink must be a percentage such as 50%, not the number 50',
  ],
  [
    'shrinking by more than all',
    withPostgres('verify: { size: { shrink: «150%» } }'),
    'sources.orders.verify.size.shrink must be at most 100%',
  ],
  [
    'an assertion of two kinds',
    withPostgres('verify:\n  assert:\n    - «{ sql: select 1, equals: 1, required: [a] }»'),
    'sources.orders.verify.assert[0] must have exactly one of sql, query, command, http, key, count-of, required',
  ],
  [
    'an assertion that expects nothing',
    withPostgres('verify:\n  assert:\n    - «{ sql: select 1 }»'),
    'sources.orders.verify.assert[0] must have either equals, or matches, or min or max or both',
  ],
  [
    'an assertion that nothing fulfils',
    withPostgres('verify:\n  assert:\n    - «{ sql: select 1, min: 2, max: 1 }»'),
    'sources.orders.verify.assert[0] has a min above its max',
  ],
  [
    'names that are required, with a bound',
    withPostgres('verify:\n  assert:\n    - «{ required: [a], min: 1 }»'),
    'sources.orders.verify.assert[0] has equals, matches, min or max, which required does not take',
  ],
  [
    'an assertion that is a command of psql',
    withPostgres("verify:\n  assert:\n    - { sql: «'\\! ls'», equals: 1 }"),
    'sources.orders.verify.assert[0].sql must be an SQL query, which begins with no backslash, not "\\\\! ls"',
  ],
  [
    'a negated pattern',
    withSource('engine: files\npaths: [a]\n«exclude»: ["!*.log"]'),
    'sources.orders.exclude has a pattern that begins with !, which means nothing here',
    'with include',
  ],
  [
    'an image for files',
    withSource('engine: files\npaths: [a]\n«tools»: { image: alpine:3 }'),
    "sources.orders.tools cannot use a container of an image: that does not see this machine's files",
    'tools: host',
  ],
  [
    'a key of a database',
    withPostgres('verify:\n  assert:\n    - «{ key: a, equals: 1 }»'),
    'sources.orders.verify.assert[0] has key, which a postgres source does not answer',
    'Use sql or count-of or required',
  ],
  [
    'a query of files',
    withSource('engine: files\npaths: [a]\nverify:\n  assert:\n    - «{ sql: select 1, equals: 1 }»'),
    'sources.orders.verify.assert[0] has sql, which a files source does not answer',
  ],
  [
    'a number that is not kept exactly',
    withPostgres('verify:\n  assert:\n    - { sql: select 1, equals: «9007199254740993» }'),
    'sources.orders.verify.assert[0].equals is a number of more digits than are kept exactly',
    'between quotation marks',
  ],
  [
    'a required name that is there twice',
    withPostgres('verify:\n  assert:\n    - { required: [a, «a»] }'),
    'sources.orders.verify.assert[0].required[1] is a for the second time',
  ],
  [
    'an earlier key of assertions',
    withPostgres('verify:\n  assert:\n    - { «tables»: [a] }'),
    'sources.orders.verify.assert[0].tables is not a key of an assertion',
    'Write required: [...] for tables that must be there.',
  ],
  [
    'a regular expression that is none',
    withPostgres('verify:\n  assert:\n    - { sql: select 1, matches: «"(a"» }'),
    'sources.orders.verify.assert[0].matches is not a regular expression: Unterminated group',
  ],
  [
    'an image where there is no server',
    withSource('engine: files\npaths: [a]\nverify: { «image»: postgres:17 }'),
    "sources.orders.verify.image is not a key of a files source's verify",
    'image is a key of',
  ],
  [
    'an expected yes or no',
    withPostgres('verify:\n  assert:\n    - { sql: select true, equals: «true» }'),
    'sources.orders.verify.assert[0].equals must be a text or a number, not the boolean true',
    'in quotes',
  ],
]

describeMistakes('of verify', cases)
describeEditor('of verify', cases, [
  'an assertion that expects nothing',
  'an assertion that nothing fulfils',
  'names that are required, with a bound',
  'a negated pattern',
  'an image for files',
  'a key of a database',
  'a query of files',
  'a number that is not kept exactly',
  'a required name that is there twice',
  'a regular expression that is none',
])
