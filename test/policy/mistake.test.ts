import { expect, it } from 'vitest'
import { engineNames } from '../../src/policy/policy.ts'
import { mistakes, policyText, withPostgres, withSource } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const top = (text: string): string => policyText({ top: text })
const after = (text: string): string => `${policyText()}${text}\n`

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

  // keys
  [
    'no recipients',
    policyText({ keys: 'encryption: { recipients: «[]» }' }).replace('recipients: «[]»', '«recipients»: []'),
    'encryption.recipients must be a list of at least one public key: without one, no one could open a backup, not an empty list',
  ],
  [
    'no signers, though it says signers',
    policyText({ keys: 'encryption: { recipients: [rpub1a], «signers»: [] }' }),
    'encryption.signers must be a list of at least one public key: without one, every backup counts, not an empty list',
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
    'Copy the rpub1... text again',
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
  [
    'a recipient twice',
    policyText({ keys: 'encryption: { recipients: [rpub1a, rpub1b, «rpub1a»] }' }),
    'encryption.recipients[2] is the same key as encryption.recipients[0]',
    'Take one of the two out',
  ],

  [
    'a map that is empty',
    policyText({ keys: '«encryption»:' }),
    'encryption must be a map, not nothing',
    'Its keys are recipients, signers, rotate-every, drill-every.',
  ],
  [
    'a misspelt engine',
    withSource('«engin»: files\npaths: [/srv]'),
    'sources.orders.engin is not a key of a source; did you mean engine?',
    `The engines are ${engineNames.join(', ')}.`,
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

  // plan and prices
  [
    'a plan with a slip',
    after('plan: { «max-deletion»: 3 }'),
    'plan.max-deletion is not a key of plan; did you mean max-deletions?',
  ],
  [
    'deletions below nothing',
    after('plan: { max-deletions: «-1» }'),
    'plan.max-deletions must be a whole number from 0, not the number -1',
  ],
  [
    'half a deletion',
    after('plan: { max-deletions: «1.5» }'),
    'plan.max-deletions must be a whole number from 0, not the number 1.5',
  ],
  [
    'a label that GitHub would not take',
    after(`plan: { label: «${'x'.repeat(51)}» }`),
    `plan.label must be the name of a label of at most 50 characters, not "${'x'.repeat(51)}"`,
  ],
  [
    'prices without a currency',
    after('«prices»: { per-gib-month: { disk: 1 } }'),
    'prices.currency is missing',
    'three capital letters such as USD',
  ],
  [
    'prices of nothing',
    after('«prices»: { currency: USD }'),
    'prices.per-gib-month is missing',
    'a map of prices by the name of the store',
  ],
  [
    'a currency by its sign',
    after('prices: { currency: «€», per-gib-month: { disk: 1 } }'),
    'prices.currency must be three capital letters such as USD, not "€"',
  ],
  [
    'a price of another store',
    after('prices: { currency: USD, per-gib-month: { disk: 0, «dsk»: 0.02 } }'),
    'prices.per-gib-month.dsk is not a store of this policy; did you mean disk?',
    'The stores are disk.',
  ],
  [
    'a price below nothing',
    after('prices: { currency: USD, per-gib-month: { disk: «-0.02» } }'),
    'prices.per-gib-month.disk must be a price from 0, such as 0.023, not the number -0.02',
  ],
  [
    'a price with its currency',
    after('prices: { currency: USD, per-gib-month: { disk: «$0.02» } }'),
    'prices.per-gib-month.disk must be a price from 0, such as 0.023, not "$0.02"',
  ],
  [
    'a target of requests with its password',
    after('serve: { restore-into: { staging: «"postgres://app:hunter2@db/shop"» } }'),
    'serve.restore-into.staging has a password written into the file',
    'keep the value in a secret',
  ],
  [
    'a target of requests whose name is none',
    after('serve: { restore-into: { A B: «./x» } }'),
    'serve.restore-into."A B" is not a name',
    'Call it by a name such as staging',
  ],
  [
    'a target of requests that takes the secret key along',
    after('serve: { restore-into: { staging: «"postgres://${BACKPROOF_SERVE_TOKEN}@db/shop"» } }'),
    'serve.restore-into.staging uses ${BACKPROOF_SERVE_TOKEN}, which is a secret of the runner or of this program',
  ],
  [
    'a key that serve does not have',
    after('serve: { «restore-to»: { staging: ./x } }'),
    'serve.restore-to is not a key of serve; did you mean restore-into?',
  ],
]

describeMistakes('of the whole file', cases)
describeEditor('of the whole file', cases, [
  'a zone that is none',
  'a zone by its city',
  'an expression of a workflow',
  'a variable with a default',
  'a label that GitHub would not take',
  'a price of another store',
  'a target of requests that takes the secret key along',
])

it('every mistake is collected, in file order', () => {
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
