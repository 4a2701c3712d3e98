import type { z } from 'zod'
import { sourceOf } from '../../../catalog/catalog.ts'
import { namesSome } from '../../../words/words.ts'
import { HttpProblem, json } from '../http/answer.ts'
import type { Call, Endpoint } from '../http/router.ts'
import { targetLock } from '../job/job.ts'
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
      summary: 'List the restores of this server, newest first',
      answers: { 200: { says: 'The jobs that restore.', is: tell.jobs } },
      refusals: [],
      handle: () => json({ version: 1, jobs: server.jobs.list().filter(({ command }) => command === 'restore') }),
    },
    {
      method: 'GET',
      path: '/api/restores/{id}',
      name: 'showRestore',
      summary: 'Show one restore: state, progress, the end of its log, its result',
      parameters: ask.job,
      answers: { 200: { says: 'The job.', is: tell.job } },
      refusals: [404],
      handle({ parameters }) {
        const job = server.jobs.get(parameters['id'] ?? '')
        if (job?.command !== 'restore') throw new HttpProblem(404, 'unknown-job', 'there is no such restore')
        return json(job)
      },
    },
  ]
}

async function restore({ policy, jobs }: Server, call: Call) {
  const asked = call.body as z.output<typeof ask.restore>
  const { id, source, at, into, store, only = [], create = false, overwrite, timeout } = asked
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
  const given = { id, source, at, store, overwrite, timeout }
  const args = [
    // The template: its variables are filled in by the process itself, so no password stands in an argument.
    `--into=${target.template}`,
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
    ...only.map((pattern) => `--only=${pattern}`),
    ...(create ? ['--create'] : []),
  ]
  const sources = [source ?? sourceOf(id ?? '') ?? '']
  return started(jobs.add({ command: 'restore', args, sources, locks: [targetLock(into)], asked: 'request', into }))
}
