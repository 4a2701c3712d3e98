import type { z } from 'zod'
import { sourceOf } from '../../../catalog/catalog.ts'
import type { Policy } from '../../../policy/policy.ts'
import { namesSome } from '../../../words/words.ts'
import type { Options } from '../../option.ts'
import { HttpProblem, json } from '../http/answer.ts'
import type { Call, Endpoint } from '../http/router.ts'
import { targetLock } from '../job/job.ts'
import type { Reading } from '../reads.ts'
import { withProblems } from './backups.ts'
import type { Server } from './contract.ts'
import { started } from './jobs.ts'
import { ask, tell } from './shape.ts'
import { requireSources, requireStoreName } from './source.ts'

export function restoreEndpoints(server: Server): readonly Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/api/restores',
      name: 'restore',
      summary: 'Restore a backup, in the background',
      description: 'Only into a target that the policy names in serve.restore-into. It does not wait for backups.',
      body: ask.restore,
      answers: { 202: { says: 'The job that restores.', is: tell.started } },
      refusals: [404, 413, 415, 429, 503],
      handle: (call) => restore(server, call),
    },
    {
      method: 'GET',
      path: '/api/restores',
      name: 'listRestores',
      summary: 'List restores, newest first: also those that another machine made',
      query: ask.restores,
      answers: { 200: { says: 'As `backproof restore --status --json` prints them.', is: tell.restores } },
      refusals: [404, 502, 503],
      async handle({ query }) {
        const { source } = query as z.output<typeof ask.restores>
        requireSources(server.policy.followed.policy, source)
        return json(withProblems(await status(server, source ? { source } : {})))
      },
    },
    {
      method: 'GET',
      path: '/api/restores/{id}',
      name: 'showRestore',
      summary: 'Show one restore, as the stores know it: in progress, completed or failed',
      parameters: ask.restoreId,
      answers: { 200: { says: 'As `backproof restore --status ID --json` prints it.', is: tell.restore } },
      refusals: [404, 502, 503],
      handle: async ({ parameters }) => json(withProblems(await status(server, { id: [parameters['id'] ?? ''] }))),
    },
    {
      method: 'GET',
      path: '/api/restores/{group}/{id}',
      name: 'showDatabaseRestore',
      summary: 'Show one restore of one database of a server',
      parameters: ask.memberRestoreId,
      answers: { 200: { says: 'As `backproof restore --status ID --json` prints it.', is: tell.restore } },
      refusals: [404, 502, 503],
      handle: async ({ parameters: { group, id } }) =>
        json(withProblems(await status(server, { id: [`${group}/${id}`] }))),
    },
  ]
}

function status({ lists, read }: Server, options: Options): Promise<Reading> {
  return lists.get(`restores ${JSON.stringify(options)}`, () => read('restore', { ...options, status: true }))
}

async function restore({ policy, jobs }: Server, call: Call) {
  const asked = call.body as z.output<typeof ask.restore>
  const { id, source, at, into, store, only = [], hooks, create = false, overwrite, timeout } = asked
  if ((id === undefined) === (source === undefined))
    throw new HttpProblem(400, 'body-refused', 'a restore takes an id or a source')
  if (id !== undefined && at !== undefined)
    throw new HttpProblem(400, 'body-refused', 'a restore takes an id or a time, not both')
  const followed = (await policy.refresh()).policy
  if (source !== undefined) requireSources(followed, [source])
  requireStoreName(followed, store)
  const targets = followed.serve?.restoreInto ?? {}
  const target = targets[into]
  if (!target) {
    const names = Object.keys(targets)
    throw new HttpProblem(404, 'unknown-target', 'the policy has no such target in serve.restore-into', {
      hint:
        names.length > 0 ? `It has ${namesSome(names)}.` : 'Name one there: serve: { restore-into: { NAME: TARGET } }.',
    })
  }
  const of = source ?? sourceOf(id ?? '') ?? ''
  if (hooks === undefined) requireNoHooks(followed, of)
  const given = { id, source, at, store, overwrite, timeout }
  const args = [
    // The template: its variables are filled in by the process itself, so no password stands in an argument.
    `--into=${target.template}`,
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
    ...only.map((pattern) => `--only=${pattern}`),
    ...(hooks === false ? ['--no-hooks'] : []),
    ...(create ? ['--create'] : []),
  ]
  return started(
    jobs.add({ command: 'restore', args, sources: [of], locks: [targetLock(into)], asked: 'request', into }),
  )
}

/** A restore for a look must not stop the application, and one that replaces its data must: the request says which it is. */
function requireNoHooks({ sources }: Policy, name: string): void {
  const { before, finally: after } = sources[name.split('/', 1)[0] ?? '']?.recovery ?? {}
  if (!before && !after) return
  throw new HttpProblem(400, 'body-refused', `${name} has hooks, and the request does not say whether they run`, {
    hint: 'Send "hooks": true to run recovery.before-restore and recovery.after-restore, or "hooks": false for a look at a copy.',
  })
}
