import type { RehearsalReport } from '../../judge/judge.ts'
import { isProblem } from '../../problem.ts'
import { failureOf, hostRuntime, Lines } from '../../runtime/runtime.ts'
import type { World } from '../../world.ts'

/**
 * Runs the migration in the current folder, with its output in the log, line by line, without secrets. Throws only what is not its
 * own failure: that it was cancelled.
 */
export async function migrate(
  world: World,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RehearsalReport['migration']> {
  const began = world.monotonicMs()
  const took = () => Math.round(world.monotonicMs() - began)
  // Both in their order; a word that is no program is told by the shell, with exit code 127.
  const script = 'cd "$1" && shift && exec "$@" 2>&1'
  const command = { program: 'sh', name: 'the migration', args: ['-c', script, 'sh', world.cwd, ...words], env }
  const child = hostRuntime({ env }).spawn(command, signal)
  const lines = new Lines((line) => {
    if (line.trim() !== '') world.log.info(world.redact(`  ${line}`))
  })
  try {
    child.stdout.setEncoding('utf8')
    for await (const text of child.stdout as AsyncIterable<string>) lines.take(text)
    lines.end()
    await child.ended
    return { durationMs: took(), exitCode: 0 }
  } catch (error) {
    lines.end()
    const failure = failureOf(error)
    if (signal.aborted || !isProblem(error, 'tool-failed') || !failure) throw error
    return {
      durationMs: took(),
      ...(failure.exitCode === undefined ? {} : { exitCode: failure.exitCode }),
      ...(failure.killedBy === undefined ? {} : { killedBy: failure.killedBy }),
    }
  }
}
