import { withPostgres, withSource } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const hostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDBYDuuxvBlaje/7XmhLMcEJt9dxrHr2CZ0doOMvZb68'

const mistakes: readonly Case[] = [
  [
    'a machine without its key',
    withPostgres('«tools»: { ssh: backup@db.example }'),
    'sources.orders.tools has ssh without host-key: without it, anyone on the way could answer',
    'ssh_host_ed25519_key.pub',
  ],
  [
    'a key without a machine',
    withPostgres('«tools»: { service: pg, host-key: "HOST_KEY" }'),
    'sources.orders.tools has host-key without ssh',
    'user@host',
  ],
  ...[
    'db.example',
    '-oProxyCommand=x@db',
    'backup@-oProxyCommand=x',
    'backup@db.example:0',
    'backup@db.example:65536',
    'a b@db',
    'backup@db;id',
    'backup@$(id)',
    'a:b@db',
    'ssh://backup@db/x',
  ].map(
    (place): Case => [
      `a machine that is ${place}`,
      withPostgres(`tools: { ssh: «"${place}"», host-key: "HOST_KEY" }`),
      `sources.orders.tools.ssh must be user@host, or user@host:2222 for another port than 22, not "${place}"`,
    ],
  ),
  [
    'the fingerprint of a host key',
    withPostgres('tools: { ssh: a@db, host-key: «SHA256:OnZdHxoNiwDgDeVG» }'),
    'sources.orders.tools.host-key is the fingerprint of a key, not the key',
    'ssh_host_ed25519_key.pub',
  ],
  [
    'a host key as ssh-keyscan prints it',
    withPostgres('tools: { ssh: a@db, host-key: «db HOST_KEY» }'),
    'sources.orders.tools.host-key has the name of a host before the key',
    'Leave it out',
  ],
  [
    'a host key that is cut off',
    withPostgres('tools: { ssh: a@db, host-key: ["HOST_KEY", «ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI»] }'),
    'sources.orders.tools.host-key[1] is not a public host key',
    'ssh_host_ed25519_key.pub',
  ],
  [
    'the name of the variable of a key',
    withPostgres('tools: { ssh: a@db, host-key: "HOST_KEY", key: «DB_SSH_KEY» }'),
    'sources.orders.tools.key must be a variable, such as ${BACKUP_SSH_KEY}',
    'key: ${NAME}',
  ],
  [
    'a private key in the file',
    withPostgres('tools: { ssh: a@db, host-key: "HOST_KEY", key: «"-----BEGIN OPENSSH PRIVATE KEY-----"» }'),
    'sources.orders.tools.key is a secret written into the file',
    'replace the key',
  ],
  [
    'another machine for what runs no programs there',
    withSource('engine: valkey\nurl: ${CACHE}\n«tools»: { ssh: a@db, host-key: "HOST_KEY" }'),
    'sources.orders.tools cannot use another machine: a valkey source runs no programs there',
  ],
  [
    'another machine for files of this one',
    withSource('engine: sqlite\npath: a.db\n«tools»: { ssh: a@db, host-key: "HOST_KEY" }'),
    'sources.orders.tools cannot use another machine: a sqlite source is read on this one',
    'tools: host',
  ],
  [
    'a pod without a namespace',
    withPostgres('tools: { pod: «orders-0» }'),
    'sources.orders.tools.pod must be namespace/name, such as shop/orders-db-0, not "orders-0"',
  ],
  [
    'a pod that is an option',
    withPostgres('tools: { pod: «"shop/--as=admin"» }'),
    'sources.orders.tools.pod must be namespace/name, such as shop/orders-db-0, not "shop/--as=admin"',
  ],
  [
    'a container without a pod',
    withPostgres('«tools»: { image: postgres:17, container: db }'),
    'sources.orders.tools has container without pod',
  ],
  [
    'a machine in between as a text',
    withPostgres('via: «ssh://a@db»'),
    'sources.orders.via must be a map, not "ssh://a@db"',
    'ssh, host-key, key',
  ],
  [
    'a machine in between without its key',
    withPostgres('«via»: { ssh: a@db }'),
    'sources.orders.via.host-key is missing',
  ],
  [
    'a machine in between for what has no server',
    withSource('engine: sqlite\npath: a.db\n«via»: { ssh: a@db, host-key: "HOST_KEY" }'),
    'sources.orders.via forwards no port for a sqlite source',
  ],
  [
    'a machine in between, and programs elsewhere',
    withPostgres('tools: { service: pg }\n«via»: { ssh: a@db, host-key: "HOST_KEY" }'),
    'sources.orders.via forwards a port to this machine, but programs run elsewhere by tools: { service: ... }',
    'tools: auto',
  ],
]

const cases = mistakes.map(([name, text, ...said]): Case => [name, text.replaceAll('HOST_KEY', hostKey), ...said])

describeMistakes('of where programs and servers are', cases)
describeEditor('of where programs and servers are', cases, [
  'a machine that is backup@db.example:0',
  'a machine that is backup@db.example:65536',
  'a host key that is cut off',
  'another machine for what runs no programs there',
  'another machine for files of this one',
  'a machine in between for what has no server',
  'a machine in between, and programs elsewhere',
])
