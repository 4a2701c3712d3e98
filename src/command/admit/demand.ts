import type { Demand } from '../../trust/trust.ts'
import type { Environment } from '../../world.ts'
import type { CommandName } from '../name.ts'
import type { Options } from '../option.ts'

/** What each command would do, as far as trust goes: one row each, so that a new command cannot be forgotten. */
const demands: Readonly<Record<CommandName, (options: Options, env: Environment) => Demand>> = {
  run: () => 'act',
  backup: () => 'act',
  // A proof is written into the stores, whatever its level.
  verify: () => 'act',
  restore: ({ status }) => (status ? 'read' : 'act'),
  prune: ({ apply, plan }) => (apply || plan !== undefined ? 'act' : 'read'),
  list: () => 'read',
  show: () => 'read',
  plan: (options, env) => (options.against !== undefined ? 'compare' : compares(env, options) ? 'review' : 'read'),
  gate: ({ otherwise, override, 'override-until': until }) =>
    otherwise === undefined && override === undefined && until === undefined ? 'read' : 'act',
  report: () => 'read',
  tag: () => 'act',
  untag: () => 'act',
  retire: () => 'act',
  // Harmless to what it holds, but it writes, with credentials, to where a policy says, and a hold never expires by
  // itself.
  hold: () => 'act',
  unhold: () => 'act',
  delete: () => 'act',
  undelete: () => 'act',
  // It sends, and keeps what was told in the stores.
  alert: () => 'act',
  ack: () => 'act',
  // It writes nothing to the stores; whose migrations may see the data it asks for itself.
  rehearse: () => 'read',
  keys: ({ words }) =>
    words?.[0] === 'rotate' || words?.[0] === 'drill' ? 'act' : words?.[0] === 'check' ? 'read' : 'nothing',
  doctor: ({ workflow }) => (workflow?.length ? 'nothing' : 'act'),
  schema: () => 'nothing',
  init: () => 'nothing',
  serve: ({ openapi }) => (openapi ? 'nothing' : 'act'),
}

/** True where a plan compares two policies: it was asked to, or it runs for a pull request and was asked for nothing else. */
export function compares(env: Environment, { against, save, shards }: Options): boolean {
  const pullRequest = ['pull_request', 'pull_request_target', 'merge_group'].includes(env['GITHUB_EVENT_NAME'] ?? '')
  return against !== undefined || (pullRequest && save === undefined && shards === undefined)
}

export function demandOf(command: CommandName, options: Options, env: Environment): Demand {
  return demands[command](options, env)
}
