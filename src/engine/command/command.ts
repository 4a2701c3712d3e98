import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type CommandSource, hasScheme } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { text } from '../../runtime/runtime.ts'
import type { Bench, Engine, Target } from '../contract.ts'
import { throwAwayFolder } from '../target/throw-away.ts'
import { proveWhole } from './content.ts'
import { namesIn } from './facts.ts'
import { runtimeOf, UserPrograms } from './programs.ts'
import { startPlace } from './sandbox.ts'
import { openCommand } from './source.ts'
import { CommandTarget } from './target.ts'

/** Programs of the user's own, by a protocol that docs/engines.md states. */
export const command: Engine<CommandSource> = {
  name: 'command',
  can: { selects: undefined, restores: [] },

  open: openCommand,

  takes: () => false,

  async contents(backup, _by, _bench, _signal, required = []) {
    await proveWhole(backup)
    const { rows, sizeBytes } = backup.facts
    const has = namesIn(backup.facts)
    return {
      names: [`dump of ${sizeBytes} bytes`, ...Object.keys(rows).map((name) => `rows of ${name}`)],
      missing: required.filter((name) => !has.has(name)),
    }
  },

  async target(text, by, bench, signal) {
    const source = requireSource(by.source)
    const programs = new UserPrograms(source, await runtimeOf(source, bench, signal))
    const here = source.tools.kind === 'host' || source.tools.kind === 'auto'
    if (!here || hasScheme(text)) return new CommandTarget({ text, where: withoutPassword(text) }, programs, signal)
    const path = resolve(bench.cwd, text)
    return new CommandTarget({ text: path, where: path, path }, programs, signal)
  },

  async sandbox(_dumped, image, bench, signal, given) {
    const source = requireSource(given)
    if (source.sandbox) return await startPlace(source, source.sandbox, image, bench, signal)
    const programs = new UserPrograms(source, await runtimeOf(source, bench, signal))
    switch (source.tools.kind) {
      case 'service':
        return await folderInside(programs, source.tools.service, signal)
      case 'ssh':
      case 'pod':
        return await folderInside(programs, programs.runtime.where, signal)
      case 'image':
        throw new Problem(
          'sandbox-failed',
          `source ${source.name}: a container of an image is gone with each program, and what it restored with it`,
          {
            hint: 'Set sandbox: { image: NAME, ready: [PROGRAM] } in the policy, for a container that stays during a proof.',
          },
        )
      default:
        return await folderHere(programs, bench, signal)
    }
  },
}

async function folderHere(programs: UserPrograms, bench: Bench, signal: AbortSignal): Promise<Target<CommandSource>> {
  const folder = await throwAwayFolder(bench)
  const path = join(folder.path, 'restored')
  await mkdir(path)
  return new CommandTarget({ text: path, where: path, path, remove: folder.remove }, programs, signal)
}

async function folderInside(
  programs: UserPrograms,
  service: string,
  signal: AbortSignal,
): Promise<Target<CommandSource>> {
  const { runtime } = programs
  const path = (await text(runtime, { program: 'mktemp', args: ['-d', '/tmp/backproof-XXXXXXXX'] }, signal)).trim()
  const remove = async () => {
    await text(runtime, { program: 'rm', args: ['-rf', '--', path] }, AbortSignal.timeout(60_000))
  }
  return new CommandTarget({ text: path, where: `${path} in ${service}`, remove }, programs, signal)
}

/** A backup brings no programs: those of the policy that was merged are all that ever runs. */
function requireSource(source: CommandSource | undefined): CommandSource {
  if (source) return source
  throw new Problem(
    'usage',
    'the policy has no source of that name with engine: command, so nothing can restore this backup',
    {
      hint: 'Add the source with its restore to the policy, or write the dump itself with `restore --raw FOLDER`.',
    },
  )
}

function withoutPassword(text: string): string {
  return hasScheme(text) ? text.replace(/\/\/[^/]*@/, '//').replace(/[?#].*$/s, '') : text
}
