import type { Option } from './contract.ts'

/** How a server of one's own is to be. */
export const serveOptions = [
  {
    name: 'listen',
    kind: 'one',
    value: 'HOST:PORT',
    description: 'Where to take requests; default 127.0.0.1:8484. Another address than the loopback needs a token',
    commands: ['serve'],
  },
  {
    name: 'host-name',
    kind: 'many',
    value: 'NAME',
    description: 'A name that browsers or a proxy call the server by; a request for any other is refused',
    commands: ['serve'],
  },
  {
    name: 'every',
    kind: 'one',
    value: 'DURATION',
    description: 'Look so often for what is due; default 1m',
    commands: ['serve'],
  },
  {
    name: 'jobs',
    kind: 'one',
    value: 'N',
    description: 'Jobs at once, restores apart; default 4',
    commands: ['serve'],
  },
  {
    name: 'grace',
    kind: 'one',
    value: 'DURATION',
    description: 'How long running jobs may take to end when the server is stopped; default 1m',
    commands: ['serve'],
  },
  {
    name: 'openapi',
    kind: 'flag',
    description: 'Print the description of the API (OpenAPI 3.1), and serve nothing',
    commands: ['serve'],
  },
] as const satisfies readonly Option[]
