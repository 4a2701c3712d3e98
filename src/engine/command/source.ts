import { type CommandSource, shownProgram } from '../../policy/policy.ts'
import { Problem, stopIfAborted } from '../../problem.ts'
import { failureOf, text } from '../../runtime/runtime.ts'
import type { Bench, OpenSource } from '../contract.ts'
import { dumpCommand } from './dump.ts'
import { runtimeOf, UserPrograms } from './programs.ts'

/** Runs nothing of the user's: what there is to be known of the source, only its dump tells. */
export async function openCommand(source: CommandSource, bench: Bench, signal: AbortSignal): Promise<OpenSource> {
  stopIfAborted(signal)
  const programs = new UserPrograms(source, await runtimeOf(source, bench, signal))
  const { dump, restore, check, facts } = source
  const roles = Object.entries({ dump, facts, restore, check }).flatMap(([role, argv]) =>
    argv === undefined ? [] : [{ role, argv }],
  )
  const shown = roles.map(({ role, argv }) => `${role}: ${programs.redact(shownProgram(argv))}`).join('; ')
  return {
    where: `${programs.runtime.where}, which would run ${shown}`,
    server: undefined,
    sizeBytes: Math.max(1, source.minBytes ?? 1),
    async rehearse() {
      for (const { role, argv } of source.sandbox ? roles.slice(0, facts === undefined ? 1 : 2) : roles)
        await requireProgram(argv[0], role)
    },
    dump: () => dumpCommand(programs, signal),
    [Symbol.asyncDispose]: async () => undefined,
  }

  /** Looks for it, and does not start it. */
  async function requireProgram(program: string, role: string): Promise<void> {
    const looking = { program: 'sh', args: ['-c', 'command -v -- "$1" >&2', 'sh', program] }
    await text(programs.runtime, looking, signal).catch((error: unknown) => {
      if (failureOf(error) === undefined) throw error
      throw new Problem(
        'tool-missing',
        `source ${source.name}: ${program}, its ${role}, is not in ${programs.runtime.where}`,
        {
          hint: 'Install it there and make it executable (`chmod +x`), or set tools to where it is.',
          cause: error,
        },
      )
    })
  }
}
