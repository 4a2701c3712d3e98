import type { CommandSource } from '../../policy/policy.ts'
import { startSandbox } from '../../runtime/runtime.ts'
import type { Bench, Target } from '../contract.ts'
import { environmentOf, UserPrograms } from './programs.ts'
import { CommandTarget } from './target.ts'

const readyMs = 180_000

/** A container without a network that stays for a proof: the programs run in it, with what the policy lets them know. */
export async function startPlace(
  source: CommandSource,
  { image: named, ready }: NonNullable<CommandSource['sandbox']>,
  instead: string | undefined,
  { baseEnv, label }: Bench,
  signal: AbortSignal,
): Promise<Target<CommandSource>> {
  const image = instead ?? named
  const env = environmentOf(source)
  const [program, ...args] = ready
  const spec = { image, env, args: [], timeoutMs: readyMs, ready: { program, args, env, secrets: Object.values(env) } }
  const sandbox = await startSandbox(spec, { label, baseEnv, signal })
  const place = {
    text: 'localhost',
    where: `a container of ${image}`,
    remove: async () => sandbox[Symbol.asyncDispose](),
  }
  return new CommandTarget(place, new UserPrograms(source, sandbox.runtime), signal)
}
