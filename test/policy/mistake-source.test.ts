import { engineNames } from '../../src/policy/policy.ts'
import { policyText, withPostgres, withSource } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const key63 = 'a'.repeat(64)

const cases: readonly Case[] = [
  ['no sources', policyText({ sources: '«sources»: {}' }), 'sources is empty: at least one source is needed'],
  [
    'a source that is a text',
    policyText({ sources: 'sources:\n  «orders»: postgres' }),
    'sources.orders must be a map with an engine',
    engineNames.join(', '),
  ],
  [
    'no engine',
    policyText({ sources: 'sources:\n  «orders»: { path: a }' }),
    'sources.orders.engine is missing',
    engineNames.join(', '),
  ],
  [
    'an unknown engine',
    withSource('engine: «postgresql»'),
    'sources.orders.engine: "postgresql" is not an engine; did you mean postgres?',
    engineNames.join(', '),
  ],
  [
    'an unknown key of a source',
    withPostgres('«retenton»: {}'),
    'sources.orders.retenton is not a key of a postgres source; did you mean retention?',
  ],
  [
    'a key of another engine',
    withPostgres('«paths»: [a]'),
    'sources.orders.paths is not a key of a postgres source',
    'paths is a key of a files source',
  ],
  [
    'a key at the wrong depth',
    withPostgres('«rpo»: 1h'),
    'sources.orders.rpo is not a key of a postgres source',
    'rpo is a key of objectives',
  ],
  [
    'a URL among the hosts',
    withPostgres('hosts: [db-1, «"postgres://db-2"»]'),
    'sources.orders.hosts[1] must be a host such as db-1.example:5432, not "postgres://db-2"',
  ],
  ['a host twice', withPostgres('«hosts»: [db-1, db-1]'), 'sources.orders.hosts has db-1 twice'],
  [
    'a role that no host has',
    withPostgres('prefer: «standby»'),
    'sources.orders.prefer must be auto, replica or primary, not "standby"',
  ],
  [
    'a name that is too long',
    policyText({ sources: `sources:\n  «${key63}»: { engine: sqlite, path: a }` }),
    `"${key63.slice(0, 60)}..." is not a valid source name; did you mean ${key63.slice(0, 63)}?`,
  ],
  [
    'a name that is a path',
    policyText({ sources: 'sources:\n  «../etc»: { engine: sqlite, path: a }' }),
    '"../etc" is not a valid source name; did you mean etc?',
  ],
  [
    'a name with a control character',
    policyText({ sources: 'sources:\n  «"a\\x1bb"»: { engine: sqlite, path: a }' }),
    '"a\\u001bb" is not a valid source name; did you mean a-b?',
  ],
  ['no url', policyText({ sources: 'sources:\n  «orders»: { engine: postgres }' }), 'sources.orders.url is missing'],
  [
    'a url with a password',
    withSource('engine: postgres\nurl: «postgres://app:hunter2@db/orders»'),
    'sources.orders.url has a password written into the file',
    'change the password',
  ],
  [
    'a url with half a password',
    withSource('engine: postgres\nurl: «postgres://app:hunter${REST}@db/orders»'),
    'sources.orders.url has a password written into the file',
  ],
  [
    'a url with a password in its query',
    withSource('engine: postgres\nurl: «postgres://db/orders?password=hunter2»'),
    'sources.orders.url has a password written into the file',
  ],
  [
    'a url with a password of odd signs',
    withSource('engine: postgres\nurl: «postgres://app:a/b?c@d@db/orders»'),
    'sources.orders.url has a password written into the file',
  ],
  [
    'a url of another database',
    withSource('engine: postgres\nurl: «mysql://db/orders»'),
    'sources.orders.url must begin with postgres://, not with mysql://',
  ],
  [
    'a url that is a name',
    withSource('engine: postgres\nurl: «ORDERS_URL»'),
    'sources.orders.url must begin with postgres://',
    '${NAME}',
  ],
  [
    'a store that is not there',
    withPostgres('stores: [«dsk»]'),
    'sources.orders.stores[0] is not a store of this policy; did you mean disk?',
    'The stores are disk.',
  ],
  ['a store twice', withPostgres('«stores»: [disk, disk]'), 'sources.orders.stores has disk twice'],
  [
    'no store at all',
    withPostgres('«stores»: []'),
    'sources.orders.stores must be a list of at least one store, not an empty list',
  ],
  [
    'a cron line of four fields',
    withPostgres('schedule: «"0 2 * *"»'),
    'sources.orders.schedule is not a cron line: it has 4 fields',
    'five fields',
  ],
  ['a cron line without quotes', withPostgres('schedule: */30 «*» * * *'), 'not valid YAML', 'double quotes'],
  [
    'tools that are none',
    withPostgres('tools: «docker»'),
    'sources.orders.tools must be host, auto, { service: postgres }, { image: postgres:17 }, { ssh: user@host, host-key: ... } or { pod: namespace/name }, not "docker"',
  ],
  [
    'tools with a slip',
    withPostgres('tools: { «sevice»: postgres }'),
    'sources.orders.tools.sevice is not a key of a map of tools; did you mean service?',
  ],
  [
    'tools of two kinds',
    withPostgres('«tools»: { service: postgres, image: postgres:17 }'),
    'sources.orders.tools must have exactly one of service, image, ssh, pod: it is where client programs run',
  ],
  [
    'an image that is an option',
    withPostgres('tools: { image: «--privileged» }'),
    'sources.orders.tools.image must be an image such as postgres:17, not "--privileged"',
  ],
  [
    'a duration without a unit',
    withPostgres('objectives: { rpo: «60» }'),
    'sources.orders.objectives.rpo must be a duration such as 15m, 1h or 1d, not the number 60',
  ],
  ['jobs as text', withPostgres('jobs: «"4"»'), 'sources.orders.jobs must be a whole number from 1, not "4"'],
  ['no jobs', withPostgres('jobs: «0»'), 'sources.orders.jobs must be a whole number from 1, not the number 0'],
  [
    'unknown globals',
    withPostgres('globals: «with-password»'),
    'sources.orders.globals must be without-passwords, with-passwords or none, not "with-password"; did you mean with-passwords?',
  ],
  [
    'a table that is a number',
    withPostgres('tables: { include: [«1»] }'),
    'sources.orders.tables.include[0] must be a pattern, not the number 1',
  ],
  [
    'no paths',
    withSource('engine: files\n«paths»: []'),
    'sources.orders.paths must be a list of at least one path, not an empty list',
  ],
  [
    'a home that only a shell knows',
    withSource('engine: files\npaths: [/srv, «~/uploads»]'),
    'sources.orders.paths[1] begins with ~, which only a shell replaces',
    '${HOME}',
  ],
  [
    'a database in a home that only a shell knows',
    withSource('engine: sqlite\npath: «~app/app.sqlite»'),
    'sources.orders.path begins with ~, which only a shell replaces',
  ],
  ['paused in other words', withPostgres('paused: «yes»'), 'sources.orders.paused must be true or false, not "yes"'],
  [
    'all sources paused',
    policyText({ defaults: 'defaults: { «paused»: true }' }),
    'defaults.paused is not a key of defaults',
    // Of which, depends on what engines were asked for before.
    'paused is a key of a ',
  ],
  ['jitter of a day', withPostgres('jitter: «24h»'), 'sources.orders.jitter must be shorter than 24h'],
  [
    'jitter without a unit',
    withPostgres('jitter: «10»'),
    'sources.orders.jitter must be a duration such as 15m, 1h or 1d, not the number 10',
  ],
  [
    'no copies',
    withPostgres('objectives: { copies: «0» }'),
    'sources.orders.objectives.copies must be a whole number from 1, not the number 0',
  ],
  [
    'more copies than stores',
    withPostgres('objectives: { «copies»: 2 }'),
    'sources.orders.objectives.copies asks for 2, but sources.orders has 1 store',
    'Write copies: 1, or add a store.',
  ],
  [
    'more copies than stores by default',
    policyText({
      stores: 'stores:\n  a: { directory: { path: /a } }\n  b: { directory: { path: /b } }',
      defaults: 'defaults: { objectives: { «copies»: 2 } }',
      sources:
        'sources:\n  both: { engine: sqlite, path: x }\n  one: { engine: sqlite, path: y, stores: [b] }\n  other: { engine: sqlite, path: z, stores: [a] }',
    }),
    'defaults.objectives.copies asks for 2, but sources.one has 1 store',
  ],
  [
    'a store to read from that the source does not back up to',
    policyText({
      stores: 'stores:\n  a: { directory: { path: /a } }\n  b: { directory: { path: /b } }',
      sources: 'sources:\n  one: { engine: sqlite, path: y, stores: [b], «read-from»: [b, a] }',
    }),
    'sources.one.read-from names a, which sources.one does not back up to',
  ],
  [
    'an age of proofs with a slip',
    withPostgres('objectives: { «verifed-within»: 8d }'),
    'sources.orders.objectives.verifed-within is not a key of objectives; did you mean verified-within?',
  ],
]

describeMistakes('of a source', cases)
describeEditor('of a source', cases, [
  'a url with a password of odd signs',
  'a store that is not there',
  'jitter of a day',
  'more copies than stores',
  'more copies than stores by default',
  'a store to read from that the source does not back up to',
])
