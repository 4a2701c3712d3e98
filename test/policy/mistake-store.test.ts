import { policyText } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const store = (text: string): string => policyText({ stores: `stores:\n  main:\n    ${text}` })
const s3 = (text: string): string => store(`s3: { ${text} }`)

const cases: readonly Case[] = [
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
    'Its keys are s3, directory, retention, timeout.',
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
    '"Main" is not a valid store name; did you mean main?',
  ],
  [
    'a store name that climbs',
    policyText({ stores: 'stores:\n  «a..b»: { directory: { path: /b } }' }),
    '"a..b" is not a valid store name; did you mean a.b?',
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
    'a directory that is the address of a server',
    policyText({ stores: 'stores:\n  main: { directory: { path: «postgres://u:secret@host/shop» } }' }),
    'stores.main.directory.path is the address of a server, not a path',
    'Write the path of a folder or a file.',
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
    'an endpoint of another machine without encryption',
    policyText({
      stores: 'stores:\n  main:\n    «s3»: { bucket: shop-backups, region: auto, endpoint: http://s3.example.com }',
    }),
    'stores.main.s3 would send credentials over plain http',
    'insecure: true',
  ],
  [
    'the secret of a store inside an address',
    s3('bucket: shop-backups, region: auto, endpoint: «"http://127.0.0.1/${AWS_SECRET_ACCESS_KEY}"»'),
    'stores.main.s3.endpoint uses ${AWS_SECRET_ACCESS_KEY}, which is the secret-access-key of a store and may stand nowhere else',
    'as the value of secret-access-key alone',
  ],
  [
    'the secret of a store as its bucket',
    s3('bucket: «"x-${AWS_SESSION_TOKEN}"», region: auto'),
    'stores.main.s3.bucket uses ${AWS_SESSION_TOKEN}, which is the session-token of a store and may stand nowhere else',
  ],
  [
    'the secret of a store as its id, which is sent in the clear',
    s3('bucket: shop-backups, region: auto, access-key-id: «"${KEY}"», secret-access-key: "${KEY}"'),
    'stores.main.s3.access-key-id uses ${KEY}, which is the secret-access-key of a store and may stand nowhere else',
  ],
  [
    'the secret of a store as the path of another',
    policyText({
      stores:
        'stores:\n  far: { s3: { bucket: shop-backups, region: auto, access-key-id: "${ID}", secret-access-key: "${KEY}" } }\n  disk: { directory: { path: «"/mnt/${KEY}"» } }',
    }),
    'stores.disk.directory.path uses ${KEY}, which is the secret-access-key of a store and may stand nowhere else',
  ],
  [
    'the secret of a store in the address of a database',
    policyText({
      stores:
        'stores:\n  far: { s3: { bucket: shop-backups, region: auto, access-key-id: "${ID}", secret-access-key: "${KEY}" } }',
      sources: 'sources:\n  orders: { engine: postgres, url: «"postgres://app:${KEY}@db.example.com/orders"» }',
    }),
    'sources.orders.url uses ${KEY}, which is the secret-access-key of a store and may stand nowhere else',
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
    'a directory in a home that only a shell knows',
    store('directory: { path: «~/backups» }'),
    'stores.main.directory.path begins with ~, which only a shell replaces',
    '${HOME}',
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
  [
    'rules of a store that keep nothing',
    policyText({ stores: 'stores:\n  disk: { directory: { path: /b }, «retention»: {} }' }),
    'stores.disk.retention has no rule that keeps a backup: it would delete every copy in the store',
    'keep: { last: 2 }',
  ],
  [
    'rules of a store with a maximum alone',
    policyText({ stores: 'stores:\n  disk: { directory: { path: /b }, «retention»: { max: { count: 5 } } }' }),
    'stores.disk.retention has no rule that keeps a backup: it would delete every copy in the store',
    'keep: { last: 5 }',
  ],
  [
    "a rule of the source among a store's",
    policyText({
      stores: 'stores:\n  disk: { directory: { path: /b }, retention: { keep: { last: 2 }, «min-keep»: 2 } }',
    }),
    "stores.disk.retention.min-keep is not a key of a store's retention",
    'min-keep is a key of retention.',
  ],
  [
    'a rule of a store with a slip',
    policyText({ stores: 'stores:\n  disk: { directory: { path: /b }, retention: { keep: { «lst»: 2 } } }' }),
    'stores.disk.retention.keep.lst is not a key of keep; did you mean last?',
  ],
  [
    'rules of a store and no place',
    policyText({ stores: 'stores:\n  «disk»: { retention: { keep: { last: 2 } } }' }),
    'stores.disk must have exactly one of s3, directory: it is one place',
  ],
]

describeMistakes('of a store', cases)
describeEditor('of a store', cases, [
  'an endpoint of another machine without encryption',
  'the secret of a store inside an address',
  'the secret of a store as its bucket',
  'the secret of a store as its id, which is sent in the clear',
  'the secret of a store as the path of another',
  'the secret of a store in the address of a database',
  'a key of KMS without KMS',
  'the same directory twice',
  'the same bucket and prefix twice',
])
