import { policyText, withPostgres } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const mistakes: readonly Case[] = [
  [
    'databases beside a URL that names one',
    policyText({
      sources:
        'sources:\n  orders:\n    engine: postgres\n    databases: all\n    url: «postgres://me@db:5432/shop?sslmode=require»',
    }),
    'sources.orders.url names the database shop, and databases names them as well',
    'Take /shop out of url, or take databases out.',
  ],
  [
    'databases that are a number',
    withPostgres('databases: «7»'),
    'sources.orders.databases must be all, or a list of patterns such as ["tenant_*", "!tenant_test*"], not the number 7',
  ],
  [
    'databases that are true',
    withPostgres('databases: «true»'),
    'sources.orders.databases must be all, or a list of patterns such as ["tenant_*", "!tenant_test*"], not the boolean true',
    'Write all, or a list of patterns such as ["tenant_*", "!tenant_test*"].',
  ],
  [
    'all in brackets',
    withPostgres('databases: [«all»]'),
    'sources.orders.databases[0] takes only a database that is called all',
    'Write databases: all, without brackets.',
  ],
  [
    'databases without a pattern',
    withPostgres('«databases»: []'),
    'sources.orders.databases must be all or a list of at least one pattern, not an empty list',
  ],
  [
    'databases that leave out nothing',
    withPostgres('databases: ["a*", «"!"»]'),
    'sources.orders.databases[1] must have a pattern after its !',
  ],
  [
    'databases of an engine that has none',
    policyText({ sources: 'sources:\n  orders: { engine: sqlite, path: a, «databases»: all }' }),
    'sources.orders.databases is not a key of a sqlite source',
    'databases is a key of',
  ],
  [
    'a misspelt databases',
    withPostgres('«database»: all'),
    'sources.orders.database is not a key of a postgres source; did you mean databases?',
  ],
]

describeMistakes('of databases', mistakes)
describeEditor('of databases', mistakes, [
  'databases beside a URL that names one',
  'all in brackets',
  'databases that leave out nothing',
])
