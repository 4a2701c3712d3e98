import { join, resolve } from 'node:path'
import type { SqliteSource } from '../../policy/policy.ts'
import { stopIfAborted } from '../../problem.ts'
import type { Engine } from '../contract.ts'
import { requireHost, requirePath } from '../host-path.ts'
import { throwAwayFolder } from '../target/throw-away.ts'
import { missingTables } from './check.ts'
import { measure, tryLive } from './copy.ts'
import { dumpSqlite } from './dump.ts'
import { databaseFacts } from './facts.ts'
import { withCopy } from './restore.ts'
import { sqliteSchema } from './schema.ts'
import { SqliteTarget } from './target.ts'

/** An SQLite database, copied while it is in use. docs/engines.md says how. */
export const sqlite: Engine<SqliteSource> = {
  name: 'sqlite',
  can: { selects: undefined, restores: [] },

  async open(source, _bench, signal) {
    requireHost(source)
    stopIfAborted(signal)
    const path = resolve(source.path)
    const sizeBytes = await measure(path)
    tryLive(path)
    return {
      where: 'host',
      server: undefined,
      sizeBytes,
      // It has been opened and read.
      rehearse: async () => undefined,
      dump: () => dumpSqlite(path, signal),
      [Symbol.asyncDispose]: async () => undefined,
    }
  },

  takes: () => false,

  contents: (backup, _by, _bench, signal, required = []) =>
    withCopy(backup, signal, async (path) => {
      const { objects } = (await databaseFacts(path, signal)).facts
      const kinds = ['table', 'view', 'trigger', 'index']
      return {
        names: kinds.flatMap((kind) => (objects[kind] ?? []).map((name) => `${kind} ${name}`)),
        missing: missingTables(backup.facts, required),
      }
    }),

  target: async (text, _by, { cwd }, signal) =>
    new SqliteTarget(resolve(cwd, requirePath('--into', text, 'an SQLite database', 'file')), signal),

  async sandbox(_dumped, _image, bench, signal) {
    const { path, remove } = await throwAwayFolder(bench)
    return new SqliteTarget(join(path, 'restored'), signal, remove)
  },

  async rehearsal(_dumped, _image, bench, signal) {
    const { path, remove } = await throwAwayFolder(bench)
    const file = join(path, 'restored.sqlite')
    return {
      target: new SqliteTarget(file, signal),
      env: { DATABASE_URL: `file:${file}`, REHEARSAL_PATH: file },
      secrets: [],
      data: { folder: path },
      schema: () => sqliteSchema(file, signal),
      [Symbol.asyncDispose]: remove,
    }
  },
}
