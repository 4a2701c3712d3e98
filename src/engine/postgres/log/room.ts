import { Readable } from 'node:stream'
import { isProblem, Problem } from '../../../problem.ts'
import { failureOf, feed, lastLines, type Runtime, type SandboxSpec, text } from '../../../runtime/runtime.ts'
import { watched } from '../../body.ts'

/** A container with the programs of a server, in which nothing runs yet. */
export function idleSandbox(image: string): SandboxSpec {
  return {
    image,
    env: {},
    args: ['tail', '-f', '/dev/null'],
    // Whose programs refuse to run as root. Official images have that user, and what is built on them.
    user: 'postgres',
    ready: { program: 'true', args: [] },
    timeoutMs: 60_000,
  }
}

/** A folder in such a container, and what is done with it. */
export class Room {
  readonly path: string
  readonly runtime: Runtime
  readonly #signal: AbortSignal

  private constructor(path: string, runtime: Runtime, signal: AbortSignal) {
    this.path = path
    this.runtime = runtime
    this.#signal = signal
  }

  static async make(runtime: Runtime, signal: AbortSignal): Promise<Room> {
    // Its own volume, rather than the layer of the container.
    const script = `for at in "\${PGDATA:-/var/lib/postgresql/data}" /var/lib/postgresql /tmp; do
  if mkdir -m 700 "$at/backproof" 2>/dev/null; then echo "$at/backproof"; exit 0; fi
done
exit 1`
    return new Room((await text(runtime, { program: 'sh', args: ['-c', script] }, signal)).trim(), runtime, signal)
  }

  at(name: string): string {
    return `${this.path}/${name}`
  }

  async run(program: string, args: readonly string[]): Promise<string> {
    return await text(this.runtime, { program, args, env: { LC_ALL: 'C' } }, this.#signal)
  }

  async shell(script: string, ...args: readonly string[]): Promise<string> {
    return await this.run('sh', ['-ec', script, 'sh', ...args])
  }

  /** Unpacks a tar into a folder, which is made where it is not there. */
  async unpack(body: Readable, name: string, hear: (bytes: number) => void): Promise<void> {
    const args = ['-ec', 'mkdir -p -m 700 -- "$1"; tar -x -f - -C "$1"; cat >/dev/null', 'sh', this.at(name)]
    const counted = watched(body, { push: (chunk) => hear(chunk.length), end: () => undefined })
    await feed(this.runtime, { program: 'sh', args, name: 'tar' }, counted, this.#signal)
  }

  /** With this text on its input. */
  async shellWith(input: string, script: string, ...args: readonly string[]): Promise<void> {
    const command = { program: 'sh', args: ['-ec', script, 'sh', ...args] }
    await feed(this.runtime, command, Readable.from([Buffer.from(input)]), this.#signal)
  }

  /** Runs a program whose failure says that the base is not what it should be. */
  async judge(program: string, args: readonly string[], what: string): Promise<string> {
    try {
      return await this.run(program, args)
    } catch (error) {
      if (!isProblem(error, 'tool-failed')) throw error
      throw new Problem('object-damaged', `${what}: ${lastLines(failureOf(error)?.stderr ?? error.message)}`, {
        hint: 'Restore from an older base, whose log goes on to the same moment: another --id, or another copy with --store NAME.',
        cause: error.cause,
      })
    }
  }
}
