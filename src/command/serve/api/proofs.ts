import type { z } from 'zod'
import { sourceOf } from '../../../catalog/catalog.ts'
import { HttpProblem } from '../http/answer.ts'
import type { Call, Endpoint } from '../http/router.ts'
import { sourceLock } from '../job/job.ts'
import type { Server } from './contract.ts'
import { started } from './jobs.ts'
import { ask, tell } from './shape.ts'
import { requireSources } from './source.ts'

export function proofEndpoints(server: Server): readonly Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/api/proofs',
      name: 'prove',
      summary: 'Prove backups, in the background',
      body: ask.proof,
      bodyOptional: true,
      answers: { 202: { says: 'The job that proves.', is: tell.started } },
      refusals: [404, 413, 415, 429, 503],
      handle: (call) => prove(server, call),
    },
  ]
}

async function prove({ policy, jobs }: Server, call: Call) {
  const { id, sources, level, due = false } = call.body as z.output<typeof ask.proof>
  if (id !== undefined && sources !== undefined)
    throw new HttpProblem(400, 'body-refused', 'a proof takes an id or sources, not both')
  if (due && (id !== undefined || level !== undefined))
    throw new HttpProblem(400, 'body-refused', 'a proof that is due has its own backup and level')
  const followed = (await policy.refresh()).policy
  // The backup's own source: where the policy does not have it any more, the command says so.
  const names = id === undefined ? requireSources(followed, sources) : [sourceOf(id) ?? '']
  const args = [
    ...(id === undefined ? names.map((name) => `--source=${name}`) : [`--id=${id}`]),
    ...(level === undefined ? [] : [`--level=${level}`]),
    ...(due ? ['--due'] : []),
  ]
  const locks = [...new Set(names.map(sourceLock))]
  return started(jobs.add({ command: 'verify', args, sources: names, locks, asked: 'request' }))
}
