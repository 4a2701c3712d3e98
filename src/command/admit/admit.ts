import { isProblem } from '../../problem.ts'
import {
  type Evidence,
  judge,
  type PolicyFile,
  parsePayload,
  readEvent,
  refusal,
  showCommitted,
} from '../../trust/trust.ts'
import type { World } from '../../world.ts'
import type { CommandName } from '../name.ts'
import type { Options } from '../option.ts'
import { runWithKeys } from '../project/given-keys.ts'
import { pathFrom, readPolicy } from '../project/policy-file.ts'
import type { Result } from '../result.ts'
import { demandOf } from './demand.ts'

/**
 * Judges once, before any command, who has set the policy and what this run may do by it. Gives the world with that
 * footing; every command starts from it.
 * @throws Problem `untrusted` where the command may not run here.
 */
export async function admit(world: World, command: CommandName, options: Options): Promise<World> {
  const demand = demandOf(command, options, world.env)
  if (demand === 'nothing') return world
  if (world.env['GITHUB_ACTIONS'] !== 'true') return { ...world, footing: { judgement: { kind: 'trusted' } } }
  const { evidence, file } = await gather(world, options)
  const judgement = judge(evidence)
  const refused = refusal(command, demand, judgement)
  // A file that is not there explains more than what follows from it.
  if (refused && file instanceof Error && judgement.kind !== 'foreign') throw file
  if (refused) throw refused
  if (judgement.kind === 'trusted' && evidence.policy.kind === 'shown' && !(file instanceof Error)) {
    return { ...world, footing: { judgement, policy: { path: file.path, text: evidence.policy.text } } }
  }
  if (judgement.kind === 'unmerged' && demand === 'read') {
    // Only here: what speaks to GitHub would make every command start slowly.
    const { readMerged } = await import('./merged.ts')
    return { ...world, footing: { judgement, policy: await readMerged(world, judgement, options.policy) } }
  }
  return { ...world, footing: { judgement } }
}

/** Admits and runs a command, as the edges do. */
export async function perform(world: World, command: CommandName, options: Options): Promise<Result> {
  return runWithKeys(await admit(world, command, options), command, options)
}

async function gather(world: World, options: Options): Promise<{ evidence: Evidence; file: PolicyFile | Error }> {
  const { env, cwd } = world
  const payload = parsePayload(await readEvent(env['GITHUB_EVENT_PATH']))
  const file = await readPolicy(world, options.policy).catch((error: unknown) => {
    if (isProblem(error)) return error
    throw error
  })
  const commit = env['GITHUB_SHA'] ?? ''
  const policy =
    file instanceof Error
      ? ({ kind: 'unshown', why: file.message } as const)
      : await showCommitted(env['GITHUB_WORKSPACE'] ?? '', pathFrom(cwd, file.path), commit)
  const of = { runner: true, event: env['GITHUB_EVENT_NAME'] ?? '', ref: env['GITHUB_REF'] ?? '', commit }
  return { evidence: { ...of, ...payload, policy }, file }
}
