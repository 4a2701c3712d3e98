import { perform } from '../../src/command/admit/admit.ts'
import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import type { Report } from '../../src/report/report.ts'
import { makeRunId } from '../../src/world.ts'
import { makeTestWorld } from '../world.ts'

/** Runs of a time to come, in this process: the stores keep what they write by the same clock. */
export interface Later extends AsyncDisposable {
  /** One run of its own; throws what the command throws, and fails where it reports a problem. */
  run(command: CommandName, options: Options): Promise<Report>
}

/** In this folder and with this environment alone, so much later than now. */
export async function later(folder: string, env: Readonly<Record<string, string>>, ms: number): Promise<Later> {
  const world = await makeTestWorld({ cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, ...env } })
  world.advance(ms)
  return {
    async run(command, options) {
      const { report, problems } = await perform({ ...world, runId: makeRunId() }, command, options)
      if (problems.length > 0) throw new AggregateError(problems, problems.map(String).join('\n'))
      return report as Report
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}
