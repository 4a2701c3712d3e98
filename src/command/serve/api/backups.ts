import type { z } from 'zod'
import { sourceOf } from '../../../catalog/catalog.ts'
import type { Options } from '../../option.ts'
import { HttpProblem, json } from '../http/answer.ts'
import type { Call, Endpoint } from '../http/router.ts'
import { sourceLock } from '../job/job.ts'
import type { Reading } from '../reads.ts'
import type { Server } from './contract.ts'
import { started } from './jobs.ts'
import { ask, tell } from './shape.ts'
import { requireSources } from './source.ts'

export function backupEndpoints(server: Server): readonly Endpoint[] {
  const one = async (id: string) => {
    // A name that nobody backs up would be looked for in every store.
    if (sourceOf(id) === undefined) throw new HttpProblem(400, 'path-refused', 'this is not the id of a backup')
    return json(withProblems(await server.lists.get(`show ${id}`, () => server.read('show', { id: [id] }))))
  }
  return [
    {
      method: 'GET',
      path: '/api/backups',
      name: 'listBackups',
      summary: 'List backups, newest first',
      query: ask.backups,
      answers: { 200: { says: 'The backups, as `backproof list --json` prints them.', is: tell.backups } },
      refusals: [404, 502, 503],
      handle: (call) => list(server, call),
    },
    {
      method: 'POST',
      path: '/api/backups',
      name: 'backUp',
      summary: 'Back up now, in the background',
      body: ask.backup,
      bodyOptional: true,
      answers: { 202: { says: 'The job that makes the backup.', is: tell.started } },
      refusals: [404, 413, 415, 429, 503],
      handle: (call) => backUp(server, call),
    },
    {
      method: 'GET',
      path: '/api/backups/{id}',
      name: 'showBackup',
      summary: 'Show everything about one backup',
      parameters: ask.id,
      answers: { 200: { says: 'The backup, as `backproof show --json` prints it.', is: tell.backup } },
      refusals: [404, 502, 503],
      handle: ({ parameters }) => one(parameters['id'] ?? ''),
    },
    {
      method: 'GET',
      path: '/api/backups/{group}/{id}',
      name: 'showDatabaseBackup',
      summary: 'Show everything about one backup of one database of a server',
      parameters: ask.memberId,
      answers: { 200: { says: 'The backup, as `backproof show --json` prints it.', is: tell.backup } },
      refusals: [404, 502, 503],
      handle: ({ parameters }) => one(`${parameters['group']}/${parameters['id']}`),
    },
  ]
}

export function withProblems({ json, problems }: Reading): object {
  return { ...(json as object), problems }
}

async function list({ policy, lists, read }: Server, call: Call) {
  const { source, tag, since, until, limit, all } = call.query as z.output<typeof ask.backups>
  if (all !== 'true') requireSources((await policy.refresh()).policy, source)
  const options: Options = {
    ...(source ? { source } : {}),
    ...(tag ? { tag } : {}),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    limit: limit ?? '1000',
    ...(all === 'true' ? { all: true } : {}),
  }
  return json(withProblems(await lists.get(`list ${JSON.stringify(options)}`, () => read('list', options))))
}

async function backUp(server: Server, call: Call) {
  const { sources, tags = [], retain = false } = call.body as z.output<typeof ask.backup>
  const names = requireSources((await server.policy.refresh()).policy, sources)
  return started(
    server.jobs.add({
      command: 'backup',
      args: [
        ...names.map((name) => `--source=${name}`),
        ...tags.map((tag) => `--tag=${tag}`),
        ...(retain ? ['--retain'] : []),
      ],
      sources: names,
      locks: [...new Set(names.map(sourceLock))],
      asked: 'request',
    }),
  )
}
