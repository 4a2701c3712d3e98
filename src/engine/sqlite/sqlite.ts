import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { requireSet, type SqliteSource } from '../../policy/policy.ts'
import { stopIfAborted } from '../../problem.ts'
import type { Engine } from '../contract.ts'
import { realPath, requireHost } from '../host-path.ts'
import { checkSqlite, tablesOf } from './check.ts'
import { measure, tryLive } from './copy.ts'
import { dumpSqlite } from './dump.ts'
import { databaseFacts } from './facts.ts'
import { fileOf, restoreSqlite, withCopy } from './restore.ts'

/** An SQLite database, copied while it is in use. docs/engines.md says how. */
export const sqlite: Engine<SqliteSource> = {
  name: 'sqlite',
  async inspect(source, _runtime, signal) {
    requireHost(source)
    stopIfAborted(signal)
    const path = resolve(source.path)
    const sizeBytes = await measure(path)
    tryLive(path)
    return { server: undefined, sizeBytes }
  },
  dump: (source, _runtime, signal) => dumpSqlite(source, signal),
  restore: (dump, into, _runtime, options) => restoreSqlite(dump, into, options),
  facts: async (target, _like, _runtime, signal, counted) =>
    (await databaseFacts(fileOf(target), signal, counted)).facts,
  contents: (dump, _runtime, signal) =>
    withCopy(dump, signal, async (path) => {
      const { objects } = (await databaseFacts(path, signal)).facts
      const kinds = ['table', 'view', 'trigger', 'index']
      return { names: kinds.flatMap((kind) => (objects[kind] ?? []).map((name) => `${kind} ${name}`)), missing: [] }
    }),
  tables: tablesOf,
  check: (assertion, target, _runtime, signal) => checkSqlite(assertion, fileOf(target), signal),
  sandbox: () => undefined,
  isSource(source, target) {
    requireSet(source)
    return target.kind === 'file' && isSame(resolve(source.path), resolve(target.path))
  },
  image: () => undefined,
}

function isSame(source: string, target: string): boolean {
  const one = statSync(source, { throwIfNoEntry: false })
  const other = statSync(target, { throwIfNoEntry: false })
  if (one && other) return one.dev === other.dev && one.ino === other.ino
  return realPath(source) === realPath(target)
}
