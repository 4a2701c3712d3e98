import { describe, expect, it } from 'vitest'
import { marked, mistakes, policyText, withPostgres, withSource } from './example.ts'

/** A name, a policy whose «mark» is where the finding must point, its message, and a piece of its hint. */
type Case = readonly [name: string, text: string, message: string, hint?: string]

const top = (text: string): string => policyText({ top: text })
const store = (text: string): string => policyText({ stores: `stores:\n  main:\n    ${text}` })
const s3 = (text: string): string => store(`s3: { ${text} }`)
const key63 = 'a'.repeat(64)

const cases: readonly Case[] = [
  // the file
  [
    'an empty project',
    top('version: 1\n«project»:'),
    'project must be a name of at most 63 lower-case letters, digits, and . _ - inside (no ..), not nothing',
  ],
  [
    'a project with a space',
    top('version: 1\nproject: «my shop»'),
    'project must be a name of at most 63 lower-case letters, digits, and . _ - inside (no ..), not "my shop"',
  ],
  [
    'another version',
    top('version: «2»\nproject: shop'),
    'version must be 1, not the number 2: this program reads version 1',
  ],
  [
    'a version as text',
    top('version: «"1"»\nproject: shop'),
    'version must be 1, not "1": this program reads version 1',
  ],
  [
    'an unknown key of the file',
    top('version: 1\nproject: shop\n«sorces»: {}'),
    'sorces is not a key of a policy; did you mean sources?',
    'version, project, timezone',
  ],
  [
    'a zone that is none',
    top('version: 1\nproject: shop\ntimezone: «Europe/Stokholm»'),
    'timezone is not an IANA time zone such as Europe/Stockholm or UTC; did you mean Europe/Stockholm?',
  ],
  [
    'a zone by its city',
    top('version: 1\nproject: shop\ntimezone: «New York»'),
    'timezone is not an IANA time zone such as Europe/Stockholm or UTC; did you mean America/New_York?',
  ],
  [
    'a zone that is an offset',
    top('version: 1\nproject: shop\ntimezone: «"+01:00"»'),
    'timezone is not an IANA time zone such as Europe/Stockholm or UTC',
  ],
  ['a duplicate key', top('version: 1\nproject: shop\n«project»: shop'), 'project is given twice', 'Remove one'],
  ['a key that is a list', top('version: 1\nproject: shop\n? «[a]»\n: b'), 'a key must be a plain text'],
  ['a key that would change objects', top('version: 1\nproject: shop\n«__proto__»: {}'), 'a key must be a plain text'],

  // stores
  ['no stores', policyText({ stores: '«stores»: {}' }), 'stores is empty: at least one store is needed'],
  [
    'stores as a list',
    policyText({ stores: '«stores»: [disk]' }),
    'stores must be a map of stores by name, at least one, not a list',
  ],
  [
    'a store of an unknown kind',
    store('«gcs»: { bucket: b }'),
    'stores.main.gcs is not a key of a store',
    'Its keys are s3, directory, retention.',
  ],
  [
    'a store of two kinds',
    policyText({
      stores: 'stores:\n  «main»:\n    s3: { bucket: shop-backups, region: auto }\n    directory: { path: /b }',
    }),
    'stores.main must have exactly one of s3, directory: it is one place',
  ],
  [
    'a store name with a capital',
    policyText({ stores: 'stores:\n  «Main»: { directory: { path: /b } }' }),
    '"Main" is not a name of a store; did you mean main?',
  ],
  [
    'a store name that climbs',
    policyText({ stores: 'stores:\n  «a..b»: { directory: { path: /b } }' }),
    '"a..b" is not a name of a store; did you mean a.b?',
  ],
  [
    'a bucket that is none',
    s3('bucket: «Shop_Backups», region: auto'),
    'stores.main.s3.bucket must be a bucket name such as shop-backups',
  ],
  [
    'no region',
    policyText({ stores: 'stores:\n  main:\n    «s3»: { bucket: shop-backups }' }),
    'stores.main.s3.region is missing',
    'Add region: a region such as eu-north-1, or auto.',
  ],
  [
    'a bucket from a variable that is not set',
    s3('bucket: «"${BUCKET}"», region: auto'),
    'stores.main.s3.bucket needs the environment variable BUCKET, which is not set',
    'vars.BUCKET',
  ],
  [
    'a secret written into the file',
    s3('bucket: shop-backups, region: auto, access-key-id: "${ID}", secret-access-key: «hunter2»'),
    'stores.main.s3.secret-access-key is a secret written into the file',
    '${AWS_SECRET_ACCESS_KEY}',
  ],
  [
    'half a key',
    policyText({
      stores: 'stores:\n  main:\n    «s3»: { bucket: shop-backups, region: auto, access-key-id: "${ID}" }',
    }),
    'stores.main.s3 must have access-key-id and secret-access-key together',
  ],
  [
    'an endpoint without a scheme',
    s3('bucket: shop-backups, region: auto, endpoint: «s3.example.com»'),
    'stores.main.s3.endpoint must be an address such as https://s3.example.com',
    'https:// in front',
  ],
  [
    'an endpoint with a password',
    s3('bucket: shop-backups, region: auto, endpoint: «https://me:hunter2@s3.example.com»'),
    'stores.main.s3.endpoint has a password written into the file',
    'secret-access-key',
  ],
  [
    'a prefix that climbs',
    s3('bucket: shop-backups, region: auto, prefix: «a/../b»'),
    'stores.main.s3.prefix must be a folder such as prod or shop/prod, not "a/../b"',
  ],
  [
    'unknown checksums',
    s3('bucket: shop-backups, region: auto, checksums: «allways»'),
    'stores.main.s3.checksums must be auto, always or never, not "allways"; did you mean always?',
  ],
  [
    'a key of KMS without KMS',
    s3('bucket: shop-backups, region: auto, «encryption»: { type: AES256, key-id: k }'),
    'stores.main.s3.encryption has a key-id, which only type aws:kms takes',
  ],
  [
    'too many parts',
    s3('bucket: shop-backups, region: auto, max-parts: «20000»'),
    'stores.main.s3.max-parts must be a whole number from 1, at most 10000, not the number 20000',
  ],
  [
    'a size without a unit',
    store('directory: { path: /b, min-free: «5» }'),
    'stores.main.directory.min-free must be a size such as 500MB or 5GiB, not the number 5',
  ],
  [
    'a size with a unit that is none',
    store('directory: { path: /b, min-free: «5 gigs» }'),
    'stores.main.directory.min-free must be a size such as 500MB or 5GiB, not "5 gigs"',
  ],
  [
    'the same directory twice',
    policyText({
      stores: 'stores:\n  one: { directory: { path: /b/../backups/ } }\n  «two»: { directory: { path: /backups } }',
    }),
    'stores.two is the same place as stores.one: two copies in one place are one copy',
    'another path',
  ],
  [
    'the same bucket and prefix twice',
    policyText({
      stores:
        'stores:\n  one: { s3: { bucket: shop-backups, region: auto, prefix: /p/ } }\n  «two»: { s3: { bucket: shop-backups, region: auto, prefix: p } }',
    }),
    'stores.two is the same place as stores.one: two copies in one place are one copy',
    'bucket or prefix',
  ],

  // keys
  [
    'no recipients',
    policyText({ keys: 'encryption: { recipients: «[]» }' }).replace('recipients: «[]»', '«recipients»: []'),
    'encryption.recipients must be a list of at least one public key: without one, nobody could open a backup, not a list',
  ],
  [
    'no encryption',
    policyText({ keys: '' }).replace('version', '«version').replace(/\n*$/, '»'),
    'encryption is missing',
  ],
  [
    'a recipient that is none',
    policyText({ keys: 'encryption: { recipients: [«age1xyz»] }' }),
    "encryption.recipients[0] is not a recipient's public key: it does not begin with rpub1",
    'keys generate',
  ],
  [
    'a signer that is none',
    policyText({ keys: 'encryption: { recipients: [rpub1a], signers: [«rpub1b»] }' }),
    "encryption.signers[0] is not a signer's public key: it does not begin with rsig1",
  ],
  [
    'a secret key',
    policyText({ keys: 'encryption: { recipients: [«rsec1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq»] }' }),
    'encryption.recipients[0] is a secret key written into the file',
    'generate a new pair',
  ],

  // variables
  [
    'an expression of a workflow',
    withSource('engine: postgres\nurl: «${{ secrets.ORDERS_URL }}»'),
    'sources.orders.url is an expression of a workflow: the policy file is read as it is',
    '`env: { ORDERS_URL: ${{ secrets.ORDERS_URL }} }`',
  ],
  [
    'an expression where nothing may stand',
    policyText({ top: 'version: 1\nproject: «"${{ github.repository }}"»' }),
    'project is an expression of a workflow: the policy file is read as it is',
    'Only addresses and secrets',
  ],
  [
    'a variable where none may stand',
    withPostgres('schedule: «${CRON}»'),
    'sources.orders.schedule uses ${CRON} where no variable may stand',
    'Write $${',
  ],
  [
    'a variable in a key',
    policyText({ sources: 'sources:\n  «"${NAME}"»: { engine: sqlite, path: a }' }),
    'sources."${NAME}" uses ${NAME} where no variable may stand',
  ],
  [
    'a variable with a default',
    withSource('engine: postgres\nurl: «${URL:-postgres://h/d}»'),
    'sources.orders.url has a ${ that is not a variable such as ${NAME}',
    'Write $${',
  ],
  [
    'an unquoted variable in braces',
    policyText({ sources: 'sources:\n  orders: { engine: postgres, url: $«{»URL} }' }),
    'not valid YAML',
    'between double quotes',
  ],

  // sources
  ['no sources', policyText({ sources: '«sources»: {}' }), 'sources is empty: at least one source is needed'],
  [
    'a source that is a text',
    policyText({ sources: 'sources:\n  «orders»: postgres' }),
    'sources.orders must be a map with an engine',
    'postgres, sqlite, files',
  ],
  [
    'no engine',
    policyText({ sources: 'sources:\n  «orders»: { path: a }' }),
    'sources.orders.engine is missing',
    'postgres, sqlite, files',
  ],
  [
    'an unknown engine',
    withSource('engine: «postgresql»'),
    'sources.orders.engine: "postgresql" is not an engine; did you mean postgres?',
    'postgres, sqlite, files',
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
    'a name that is too long',
    policyText({ sources: `sources:\n  «${key63}»: { engine: sqlite, path: a }` }),
    `"${key63.slice(0, 60)}..." is not a name of a source; did you mean ${key63.slice(0, 63)}?`,
  ],
  [
    'a name that is a path',
    policyText({ sources: 'sources:\n  «../etc»: { engine: sqlite, path: a }' }),
    '"../etc" is not a name of a source; did you mean etc?',
  ],
  [
    'a name with a control character',
    policyText({ sources: 'sources:\n  «"a\\x1bb"»: { engine: sqlite, path: a }' }),
    '"a\\u001bb" is not a name of a source; did you mean a-b?',
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
    'sources.orders.stores must be a list of at least one store, not a list',
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
    'sources.orders.tools must be host, auto, { service: postgres } or { image: postgres:17 }, not "docker"',
  ],
  [
    'tools with a slip',
    withPostgres('tools: { «sevice»: postgres }'),
    'sources.orders.tools.sevice is not a key of a map of tools; did you mean service?',
  ],
  [
    'tools of two kinds',
    withPostgres('«tools»: { service: postgres, image: postgres:17 }'),
    'sources.orders.tools must have exactly one of service, image: it is where client programs run',
  ],
  [
    'an image that is an option',
    withPostgres('tools: { image: «--privileged» }'),
    'sources.orders.tools.image must be an image such as postgres:17, not "--privileged"',
  ],
  [
    'a duration without a unit',
    withPostgres('objectives: { rpo: «60» }'),
    'sources.orders.objectives.rpo must be a length of time such as 15m, 1h or 1d, not the number 60',
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
    'sources.orders.paths must be a list of at least one path, not a list',
  ],

  // retention
  [
    'retention that keeps nothing',
    withPostgres('«retention»: { min-keep: 3 }'),
    'sources.orders.retention has no rule that keeps a backup: it would delete all but min-keep',
    'keep: { last: all }',
  ],
  [
    'retention of a maximum alone',
    withPostgres('«retention»: { max: { count: 10 } }'),
    'sources.orders.retention has no rule that keeps a backup: it would delete all but min-keep',
    'keep: { last: 10 }',
  ],
  [
    'no tags to keep',
    withPostgres('«retention»: { keep: { tags: [] } }'),
    'sources.orders.retention has no rule that keeps a backup: it would delete all but min-keep',
  ],
  [
    'defaults that keep nothing',
    policyText({ defaults: 'defaults:\n  «retention»: { keep: {} }' }),
    'defaults.retention has no rule that keeps a backup: it would delete all but min-keep',
  ],
  [
    'a maximum below min-keep',
    withPostgres('retention: { keep: { last: 9 }, «max»: { count: 2 } }'),
    'sources.orders.retention.max allows 2, fewer than min-keep 3',
    'min-keep: 2',
  ],
  [
    'keep of a slip',
    withPostgres('retention: { keep: { «dayly»: 7 } }'),
    'sources.orders.retention.keep.dayly is not a key of keep; did you mean daily?',
  ],
  [
    'keep of nothing',
    withPostgres('retention: { keep: { daily: «0» } }'),
    'sources.orders.retention.keep.daily must be a whole number from 1, or all, not the number 0',
  ],
  [
    'minutes or months',
    withPostgres('retention: { keep: { within: «6m» } }'),
    'sources.orders.retention.keep.within must be a length of time in which m is spelt out: 6min or 6mo, not "6m"',
  ],
  [
    'a duration of years and dots',
    withPostgres('retention: { keep: { last: 1 }, grace: «1.5d» }'),
    'sources.orders.retention.grace must be a length of time such as 30min, 4h, 7d, 2w, 6mo or 1y, not "1.5d"',
  ],
  [
    'tiers out of order',
    withPostgres('retention:\n  «tiers»: [{ until: 7d, every: 1d }, { until: 1d, every: 1h }]'),
    'sources.orders.retention.tiers must be in order of age: until of tier 2 is not later than the one before it',
  ],
  [
    'a tier without an end',
    withPostgres('retention: { tiers: [«{ every: 1d }»] }'),
    'sources.orders.retention.tiers[0].until is missing',
  ],
  [
    'a tag with a space',
    withPostgres('retention: { keep: { last: 1 }, protect: [«release 1»] }'),
    'sources.orders.retention.protect[0] must be a tag of letters, digits and : - _ . with * for any run of characters, not "release 1"',
  ],
  [
    'a tag list with a list of nothing',
    withPostgres('retention: { keep: { tags: [«[]»] } }'),
    'sources.orders.retention.keep.tags[0] must be a list of at least one tag, not a list',
  ],

  // verify
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
    withPostgres('verify:\n  assert:\n    - «{ sql: select 1, equals: 1, tables: [a] }»'),
    'sources.orders.verify.assert[0] must have exactly one of sql, tables, files',
  ],
  [
    'an assertion that expects nothing',
    withPostgres('verify:\n  assert:\n    - «{ sql: select 1 }»'),
    'sources.orders.verify.assert[0] must have either equals, or min or max or both',
  ],
  [
    'an assertion that nothing fulfils',
    withPostgres('verify:\n  assert:\n    - «{ sql: select 1, min: 2, max: 1 }»'),
    'sources.orders.verify.assert[0] has a min above its max',
  ],
  [
    'an assertion on tables with a bound',
    withPostgres('verify:\n  assert:\n    - «{ tables: [a], min: 1 }»'),
    'sources.orders.verify.assert[0] has equals, min or max, which only sql takes',
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
    'files of a database',
    withPostgres('verify:\n  assert:\n    - «{ files: [a] }»'),
    'sources.orders.verify.assert[0] asks for files, which a postgres source has not',
  ],
  [
    'tables of files',
    withSource('engine: files\npaths: [a]\nverify:\n  assert:\n    - «{ tables: [a] }»'),
    'sources.orders.verify.assert[0] asks a database, which a files source has not',
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
    'between quotes',
  ],
]

describe('a mistake is reported at its place', () => {
  for (const [name, text, message, hint] of cases) {
    it(name, () => {
      const expected = marked(text)
      const findings = mistakes(expected.text)
      expect(findings.map((one) => one.message)).toHaveLength(1)
      const [finding] = findings
      if (message === 'not valid YAML') expect(finding?.message).toMatch(/^not valid YAML: /)
      else expect(finding?.message).toBe(message)
      // The whole file is no place: what is missing from it is shown at its start.
      if (message !== 'encryption is missing') {
        const { line, column, endColumn } = expected
        expect(`${finding?.line}:${finding?.column}-${finding?.endColumn}`).toBe(`${line}:${column}-${endColumn}`)
      }
      if (hint !== undefined) expect(finding?.hint).toContain(hint)
    })
  }
})

it('every mistake is collected, in the order of the file', () => {
  const text = policyText({
    top: 'version: 1\nproject: My Shop\ntimezone: Mars/Olympus',
    stores: 'stores:\n  disk: { directory: { pth: /b } }',
    keys: 'encryption: { recipients: [age1] }',
    defaults: 'defaults: { schedule: "0 2 * *", retention: { grace: 1 } }',
    sources:
      'sources:\n  a: { engine: postgrs }\n  b: { engine: sqlite, path: x, jobs: 2 }\n  c: { engine: files, paths: [p], schedule: nightly }',
  })
  expect(mistakes(text).map((finding) => `${finding.line} ${finding.path}`)).toEqual([
    '2 project',
    '3 timezone',
    '5 stores.disk.directory.pth',
    '6 encryption.recipients[0]',
    '7 defaults.schedule',
    '7 defaults.retention.grace',
    '9 sources.a.engine',
    '10 sources.b.jobs',
    '11 sources.c.schedule',
  ])
})
