import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Assertion, requireSet, type SqliteSource } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { realPath } from '../host-path.ts'
import { PathTarget } from '../target/path.ts'
import { checkSqlite } from './check.ts'
import { databaseFacts } from './facts.ts'
import { admitSqlite, restoreSqlite } from './restore.ts'

/** A file to restore into. */
export class SqliteTarget extends PathTarget implements Target<SqliteSource> {
  overlap(source: SqliteSource): Overlap {
    requireSet(source)
    return isSame(resolve(source.path), this.path) ? 'same' : 'none'
  }

  admit(_backup: PlainBackup, request: RestoreRequest): Promise<void> {
    return admitSqlite(this.path, request)
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    return { findings: await restoreSqlite(backup, this.path, request, this.signal), expected: backup.facts }
  }

  async facts(_like: Facts, counted?: Counted): Promise<Facts> {
    return (await databaseFacts(this.path, this.signal, counted)).facts
  }

  check(assertion: Assertion): Promise<Finding | undefined> {
    return checkSqlite(assertion, this.path, this.signal)
  }
}

function isSame(source: string, target: string): boolean {
  const one = statSync(source, { throwIfNoEntry: false })
  const other = statSync(target, { throwIfNoEntry: false })
  if (one && other) return one.dev === other.dev && one.ino === other.ino
  return realPath(source) === realPath(target)
}
