import { isFailure, messageOf, type Problem } from '../../problem.ts'
import { renderText } from '../../report/report.ts'
import { parseSigningKey } from '../../seal/seal.ts'
import type { World } from '../../world.ts'
import { demandOf } from '../admit/demand.ts'
import { commands } from '../all.ts'
import type { CommandName } from '../name.ts'
import type { Options } from '../option.ts'
import { problemJson, type Result } from '../result.ts'
import { hasSecretKey, readIndexKey, readKeyText, readSecretKeys } from './secret.ts'

/** These say themselves, at once, what is wrong with a key that they need. */
const tellThemselves: readonly CommandName[] = ['doctor', 'restore', 'verify']

/**
 * Runs a command of an admitted world. A key that is given and cannot be used is told before anything is done, and by the
 * exit code, whether or not anything of this run needs it: else the first proof that is due would find out, in weeks. What
 * needs no key is done all the same, for a backup that is not made is worse.
 */
export async function runWithKeys(world: World, command: CommandName, options: Options): Promise<Result> {
  const run = await commands[command].load()
  if (demandOf(command, options, world.env) === 'nothing') return run(world, options)
  const { problems, keyed } = await readGivenKeys(world)
  const aloud = problems.length > 0 && !tellThemselves.includes(command)
  if (aloud) for (const { message, hint } of problems) world.log.error(hint ? `${message}. ${hint}` : message)
  return withProblems(await run(keyed, options), problems, aloud)
}

/** What is wrong with the keys given; and the world with the file of keys read: a pipe gives its text only once. */
async function readGivenKeys(world: World): Promise<{ readonly problems: readonly Problem[]; readonly keyed: World }> {
  const problems: Problem[] = []
  const trying = async <T>(body: () => Promise<T> | T): Promise<T | undefined> => {
    try {
      return await body()
    } catch (error) {
      if (!isFailure(error)) throw error
      problems.push(error)
      return undefined
    }
  }
  const text = await trying(() => readKeyText(world))
  const read = { BACKPROOF_SECRET_KEY: text, BACKPROOF_SECRET_KEY_FILE: undefined }
  const keyed = text === undefined ? world : { ...world, env: { ...world.env, ...read } }
  if (text !== undefined && hasSecretKey(world)) await trying(() => readSecretKeys(keyed))
  const signing = world.env['BACKPROOF_SIGNING_KEY']
  if (signing) await trying(() => parseSigningKey(signing))
  await trying(() => readIndexKey(world))
  return { problems, keyed }
}

/** `aloud`: they are in the log already. */
function withProblems(result: Result, found: readonly Problem[], aloud: boolean): Result {
  const known = result.problems.map(messageOf)
  const fresh = found.filter(({ message }) => !known.includes(message))
  if (fresh.length === 0) return result
  const { report, told = [] } = result
  const problems = [...result.problems, ...fresh]
  if (!report || report !== result.json) return { ...result, problems, told: aloud ? [...told, ...fresh] : told }
  const failed = { ...report, status: 'failed', problems: [...report.problems, ...fresh.map(problemJson)] } as const
  const text: Result['text'] = (style) => renderText(failed, style)
  return { ...result, json: failed, report: failed, text, problems, told: [...told, ...fresh] }
}
